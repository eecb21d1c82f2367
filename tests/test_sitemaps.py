"""Sitemaps of the small project by the real templates, read with an XML parser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from sitegen.plan import sitemaps
from tests.conftest import FILES, SAMPLE, SERIES, Place, picture
from tests.test_languages import SLOVAK, add_slovak, translate

ROOT = Path(__file__).parents[1]
SPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
BASE = "https://example.org"


@pytest.fixture(autouse=True)
def _real(place: Place) -> None:
    (place.root / "templates/feeds").mkdir(parents=True)
    for name in ("sitemap.xml", "sitemap-index.xml", "robots.txt", "podcast.xml"):
        shutil.copy(ROOT / "templates/feeds" / name, place.root / "templates/feeds")


def read(place: Place, name: str = "sitemap.xml") -> etree._Element:
    """A sitemap as an XML parser reads it."""
    return etree.fromstring(place.read_bytes(name))


def texts(tree: etree._Element, path: str) -> list[str]:
    """What the elements at a path say."""
    return [str(found) for found in tree.xpath(f"{path}/text()", namespaces=SPACES)]


def of(tree: etree._Element, page: str) -> etree._Element:
    """What is said of one page."""
    (found,) = tree.xpath(f"map:url[map:loc='{page}']", namespaces=SPACES)
    return found


def languages(url: etree._Element) -> dict[str, str]:
    """The other languages of a page."""
    return {link.get("hreflang"): link.get("href") for link in url.xpath("xhtml:link", namespaces=SPACES)}


def episode(place: Place) -> None:
    """A podcast with one episode, from the real project's sound."""
    (place.root / "podcasts/talks").mkdir(parents=True)
    shutil.copyfile(ROOT / "podcasts/salad-bowl/01-juanita.mp3", place.root / "podcasts/talks/01.mp3")
    picture(place.root / "podcasts/talks/cover.jpg", (1400, 1400))
    place.write("content/podcasts/talks.yaml", SERIES)
    place.write(
        "content/podcasts/talks/first.yaml",
        """\
        number: 1
        title: {cs: První, en: First}
        summary: {cs: Začátek., en: It begins.}
        publish: 2026-04-01T09:00
        file: talks/01.mp3
        language: cs
        guid: 5b5a2f3e-0f7c-5c1c-8d4e-2f0d3c1b7a66
        consent: {status: given, scopes: [web, audio], date: 2020-01-01}
        """,
    )


def test_it_holds_every_page_that_engines_may_show_and_no_other(place: Place) -> None:
    """None that is for people on their way alone, and nothing that is not out."""
    place.write("content/events/later.yaml", f"        draft: true\n{FILES['content/events/opening.yaml']}")
    place.edit("content/events/later.yaml", "vernisaz", "pozdeji")
    report = place.build()
    assert not report.failed, list(report.problems)
    found = texts(read(place), "map:url/map:loc")
    pages = {f"{BASE}/{name.removesuffix('index.html')}" for name in place.files() if name.endswith(".html")}
    kept_out = {page for page in pages if "/q/" in page or page.endswith(("/404.html", "/hledani/", "/search/"))}
    assert len(found) == len(set(found))
    assert set(found) == pages - kept_out - {f"{BASE}/"}
    assert len(kept_out) >= 4
    assert not any("pozdeji" in page or "later" in page for page in found)


def test_languages_name_each_other(place: Place) -> None:
    """Each with itself, and with one for readers of neither; the front door is that of the home pages."""
    place.build()
    tree = read(place)
    czech, english = (of(tree, f"{BASE}/{page}/") for page in ("cs/akce/vernisaz", "en/events/opening"))
    assert languages(czech) == languages(english)
    assert languages(czech) == {
        "cs": f"{BASE}/cs/akce/vernisaz/",
        "en": f"{BASE}/en/events/opening/",
        "x-default": f"{BASE}/cs/akce/vernisaz/",
    }
    assert languages(of(tree, f"{BASE}/cs/"))["x-default"] == f"{BASE}/"


def test_three_languages_and_one(place: Place) -> None:
    """A page in a single language has no other to name."""
    add_slovak(place, SLOVAK)
    translate(place)
    assert not place.build().failed
    assert set(languages(of(read(place), f"{BASE}/sk/podujatia/opening/"))) == {"cs", "en", "sk", "x-default"}
    shutil.rmtree(place.root / "i18n/sk")
    lines = (SAMPLE / "i18n/languages.yaml").read_text("utf-8").splitlines()
    place.write("i18n/languages.yaml", "\n".join(line for line in lines if "code: en" not in line))
    for name in FILES:
        text = (place.root / name).read_text("utf-8")
        if name.endswith(".yaml"):
            place.write(name, _czech_alone(text))
        elif ".en." in name:
            (place.root / name).unlink()
    for path in place.root.glob("content/**/*.sk.md"):
        path.unlink()
    report = place.build()
    assert not report.failed, list(report.problems)
    assert read(place).xpath("//xhtml:link", namespaces=SPACES) == []


def _czech_alone(text: str) -> str:
    return re.sub(r", (?:sk: [^,}]*, )?en: (?:\"[^\"]*\"|[^,}]*)\}", "}", text)


def test_pictures_stand_with_the_page_that_they_are_at_home_on(place: Place) -> None:
    """They are among the files of the site, and one behind a content note is not named."""
    picture(place.root / "photos/hall.jpg", (900, 600), "#123456")
    place.edit("content/photos/ada-2.yaml", "themes:", "content_note: {cs: Krev, en: Blood}\nthemes:")
    place.edit(
        "content/events/opening.yaml",
        "place:",
        "pictures: [{file: hall.jpg, alt: {cs: Plný sál lidí, en: A hall full of people}}]\nplace:",
    )
    assert not place.build().failed
    tree = read(place)
    found = {str(url[0].text): texts(url, "image:image/image:loc") for url in tree}
    shown = {page: [name.removeprefix(f"{BASE}/") for name in names] for page, names in found.items() if names}
    assert sorted(shown) == [
        f"{BASE}/cs/akce/vernisaz/",
        f"{BASE}/cs/fotografie/ada-1/",
        f"{BASE}/en/events/opening/",
        f"{BASE}/en/photos/ada-1/",
    ]
    assert all(len(names) == 1 and names[0] in place.files() for names in shown.values())
    assert "ada-2" not in "".join(name for names in shown.values() for name in names)


def test_days_are_those_that_records_say(place: Place) -> None:
    """A release, and a cancellation; where a record says nothing, neither does the sitemap."""
    episode(place)
    place.edit("content/events/opening.yaml", "place:", "cancelled: 2026-04-20\nplace:")
    report = place.build()
    assert not report.failed, list(report.problems)
    days = {str(url[0].text).removeprefix(BASE): texts(url, "map:lastmod") for url in read(place)}
    assert {page: found for page, found in days.items() if found} == {
        "/cs/akce/vernisaz/": ["2026-04-20"],
        "/en/events/opening/": ["2026-04-20"],
        "/cs/podcasts/talks/first/": ["2026-04-01"],
        "/en/podcasts/talks/first/": ["2026-04-01"],
    }


def test_another_day_and_touched_files_change_nothing(place: Place) -> None:
    place.build()
    before = place.read_bytes("sitemap.xml")
    for path in place.root.glob("content/**/*"):
        path.touch()
    place.build(now=place.moment("2026-05-02T09:00"))
    assert place.read_bytes("sitemap.xml") == before


def test_a_site_below_the_top_is_named_in_whole(place: Place) -> None:
    place.edit("content/site.yaml", "https://example.org/", "https://example.org/city/show/")
    place.build()
    every = texts(read(place), "map:url/map:loc")
    assert all(page.startswith("https://example.org/city/show/") for page in every)
    assert place.read("robots.txt").splitlines()[-1] == "Sitemap: https://example.org/city/show/sitemap.xml"


def test_what_is_too_much_for_one_is_divided(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sitemap.xml` stays the one address; each file holds at most so many addresses of any kind."""
    place.build()
    whole = texts(read(place), "map:url/map:loc")
    monkeypatch.setattr(sitemaps, "MOST", 20)
    place.edit("content/events/opening.yaml", "place:", "cancelled: 2026-04-20\nplace:")
    place.build()
    index = read(place)
    assert etree.QName(index).localname == "sitemapindex"
    names = [name.removeprefix(f"{BASE}/") for name in texts(index, "map:sitemap/map:loc")]
    parts = [read(place, name) for name in names]
    assert [page for part in parts for page in texts(part, "map:url/map:loc")] == whole
    assert len(parts) > 2
    for part in parts:
        links = part.xpath("//xhtml:link", namespaces=SPACES)
        assert len(texts(part, "map:url/map:loc") + texts(part, "//image:loc")) + len(links) <= 20
    days = [texts(url, "map:lastmod") for url in index]
    assert [part for part, found in zip(parts, days, strict=True) if found] == [
        part for part in parts if texts(part, "//map:lastmod")
    ]


def test_a_kiosk_has_none(place: Place) -> None:
    """Nobody finds a folder on a stick by searching the web."""
    place.build(kiosk=True)
    assert not {"sitemap.xml", "robots.txt"} & place.files()
