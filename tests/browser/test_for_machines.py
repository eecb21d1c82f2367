"""What the finished site says to machines, on every page: structured data by the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.schema_org import RECOMMENDED, faults, nodes

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
