"""What the finished site says to machines: structured data on every page, the sitemap, manifests."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser

from tests.browser.conftest import served
from tests.schema_org import RECOMMENDED, faults, nodes

BASE = "https://photovoice.icpraha.com/"
_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def blocks(site: Path) -> dict[str, list[dict[str, Any]]]:
    """The JSON-LD of each page of the real site."""
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    return {name: [json.loads(block) for block in _BLOCK.findall(html)] for name, html in pages.items()}


def test_every_block_is_what_schema_org_allows(blocks: dict[str, list[dict[str, Any]]]) -> None:
    """Types, properties, values, and what searchers require."""
    found = {f"{page}: {fault}" for page, of_page in blocks.items() for block in of_page for fault in faults(block)}
    assert sorted(found) == []
    assert sum(map(len, blocks.values())) > 300


def test_what_is_recommended_is_said_where_it_is_known(blocks: dict[str, list[dict[str, Any]]]) -> None:
    """But for a postal code and what an author does, which no source of this site gives."""
    said = defaultdict[str, set[str]](set)
    for kind, node in nodes([*blocks.values()]):
        said[kind] |= node.keys()
    lacking = {kind: fields - said[kind] for kind, fields in RECOMMENDED.items() if fields - said[kind]}
    assert lacking == {"PostalAddress": {"postalCode"}, "Person": {"jobTitle"}}


def test_a_thing_is_the_same_on_all_pages(blocks: dict[str, list[dict[str, Any]]]) -> None:
    """Whatever is known by one `@id` has one date, place and status, however many pages tell of it."""
    fixed = ("startDate", "endDate", "eventStatus", "eventAttendanceMode", "datePublished", "webFeed", "contentUrl")
    told = defaultdict[tuple[str, str], set[str]](set)
    for kind, node in nodes([*blocks.values()]):
        if "@id" in node and kind != "WebPage":
            for name in fixed:
                told[node["@id"], name].add(str(node.get(name, "")))
    assert [key for key, values in told.items() if len(values - {""}) > 1] == []


def test_pictures_of_the_sitemap_are_shown_on_its_pages(site: Path) -> None:
    """Each is a file that the page itself shows, and no page that asks engines to stay away is in it."""
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    for url in tree:
        page, *pictures = [one.text.removeprefix(BASE) for one in url.iter("{*}loc")]
        html = (site / page / "index.html").read_text("utf-8")
        assert 'content="noindex"' not in html, page
        for picture in pictures:
            assert (site / picture).is_file()
            assert picture in html, page
    assert len(list(tree.iter("{*}image"))) > 80


@pytest.mark.parametrize("folder", ["", "city/show"])
@pytest.mark.parametrize("code", ["cs", "en"])
def test_chromium_reads_the_manifest(chromium: Browser, site: Path, tmp_path: Path, folder: str, code: str) -> None:
    """Below another path too, without a complaint, from the page of a language to its start and its icons."""
    (tmp_path / "served" / folder).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "served" / folder).symlink_to(site, target_is_directory=True)
    with served(tmp_path / "served") as address, chromium.new_context() as context:
        base = f"{address}/{folder}".rstrip("/")
        page = context.new_page()
        page.goto(f"{base}/{code}/")
        found = context.new_cdp_session(page).send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["url"] == f"{base}/{code}/site.webmanifest"
        told = found["manifest"]
        assert (told["startUrl"], told["scope"]) == (f"{base}/{code}/", f"{base}/")
        assert [page.request.get(icon["url"]).status for icon in told["icons"]] == [200] * 4
        for link in page.locator("link[rel=icon], link[rel=apple-touch-icon]").all():
            assert page.request.get(page.evaluate("link => link.href", link.element_handle())).status == 200
