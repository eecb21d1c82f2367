"""The feeds of the site as other programs read them (feedparser; JSON Feed 1.1 by a schema), on the real templates."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree
from lxml.html import fromstring

from sitegen.making.input_files import InputFiles
from sitegen.making.store import Store
from sitegen.making.templates import feed
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.model.web_orders import FeedOrder
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import NOW, Place
from tests.documents import ROOT

LANGUAGES = ("cs", "en")
EVENT, PHOTO = "content/events/opening.yaml", "content/photos/ada-1.yaml"
NAMES = ("feed.xml", "feed.json", "photos.xml", "photos.json")
FILES = [f"{code}/{name}" for code in LANGUAGES for name in NAMES]
BASE = "https://example.org"

_TEXT = {"type": "string", "minLength": 1}
_URL = {"type": "string", "pattern": "^https://"}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
_AUTHOR = {"type": "object", "properties": {"name": {"type": "string"}, "url": _URL}, "additionalProperties": False}
_ATTACHMENT = {
    "type": "object",
    "required": ["url", "mime_type"],
    "properties": {"url": _URL, "mime_type": {"pattern": "^image/"}, "title": {"type": "string"}},
    "additionalProperties": False,
}
_ITEM = {
    "type": "object",
    "required": ["id", "url", "title", "content_html", "summary", "date_modified", "language"],
    "properties": {
        **dict.fromkeys(("id", "url", "image"), _URL),
        **dict.fromkeys(("title", "content_html", "summary", "language"), _TEXT),
        **dict.fromkeys(("date_published", "date_modified"), _DATE),
        "authors": {"type": "array", "items": _AUTHOR, "minItems": 1},
        "attachments": {"type": "array", "items": _ATTACHMENT},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "authors", "icon", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **dict.fromkeys(("home_page_url", "feed_url", "icon"), _URL),
        **dict.fromkeys(("title", "description", "language"), _TEXT),
        "authors": {"type": "array", "items": _AUTHOR, "minItems": 1},
        "items": {"type": "array", "items": _ITEM},
    },
    "additionalProperties": False,
}
"""What JSON Feed 1.1 allows of the members that we write, each of which is said to be there."""


Feeds = Mapping[str, str]


@pytest.fixture(autouse=True)
def _real(place: Place) -> None:
    place.home = ROOT


def told(place: Place, **options: Any) -> Feeds:
    """The feeds of the site by their paths, made by themselves alone."""
    problems, asked = Problems(), Options(**{"now": NOW, "printing": False} | options)
    with Store(place.project.cache) as store:
        plan = make_plan(read(place.project, asked, store, problems), asked, store, problems)
    assert not problems.failed, list(problems)
    return {
        path: feed(output.order, InputFiles(output.standing)).decode()
        for path, output in plan.outputs.items()
        if isinstance(output.order, FeedOrder)
    }


def atom(feeds: Feeds, name: str = "cs/feed.xml") -> Any:
    """An Atom feed."""
    found = feedparser.parse(feeds[name])
    assert not found.bozo, found
    return found


def items(feeds: Feeds, name: str = "cs/feed.json") -> list[Any]:
    """The items of a JSON Feed."""
    found = json.loads(feeds[name])
    jsonschema.validate(found, JSON_FEED)
    return list(found["items"])


def item(feeds: Feeds, ref: str, name: str = "en/photos.json") -> Any:
    """The item about an entry."""
    return next(one for one in items(feeds, name) if one["id"].endswith(f"/{ref}"))


def ids(feeds: Feeds) -> dict[str, list[str]]:
    """The ids of all entries."""
    return {
        name: [one["id"] for one in (items(feeds, name) if name.endswith("json") else atom(feeds, name).entries)]
        for name in FILES
    }


def days(feeds: Feeds, name: str = "cs/feed.json") -> dict[str, tuple[str, str]]:
    """When the entries of a feed were published and changed."""
    return {
        one["id"].rpartition("/")[2]: (one.get("date_published", ""), one["date_modified"])
        for one in items(feeds, name)
    }


def test_both_formats_tell_the_same_under_ids_of_each_language(place: Place) -> None:
    """An entry in Czech and one in English are two (RFC 4287, section 4.2.6)."""
    feeds = told(place)
    assert sorted(feeds) == sorted(FILES)
    found = ids(feeds)
    for code in LANGUAGES:
        assert found[f"{code}/feed.xml"] == found[f"{code}/feed.json"] == [f"{BASE}/{code}/event:opening"]
        photos = [f"{BASE}/{code}/photo:ada-1", f"{BASE}/{code}/photo:ada-2"]
        assert found[f"{code}/photos.xml"] == found[f"{code}/photos.json"] == photos
    heads = [(name, atom(feeds, name).feed) for name in FILES if name.endswith("xml")]
    assert [head.id for _, head in heads] == [f"{BASE}/{name}" for name, _ in heads]
    assert [{link.rel: link.href for link in head.links} for _, head in heads] == [
        {"self": f"{BASE}/{name}", "alternate": f"{BASE}/{page}/"}
        for name, page in (
            ("cs/feed.xml", "cs/akce"),
            ("cs/photos.xml", "cs/fotografie"),
            ("en/feed.xml", "en/events"),
            ("en/photos.xml", "en/photographs"),
        )
    ]


def test_ids_stay_when_an_entry_or_the_address_changes(place: Place) -> None:
    """Another title, date, address of the page or of the whole site is the same entry for its readers."""
    before = ids(told(place))
    place.edit(EVENT, "{cs: Vernisáž, en: Opening}", "{cs: Zahájení, en: Start}")
    place.edit(EVENT, "slug: {cs: vernisaz}", "slug: {cs: zahajeni, en: start}")
    place.edit(EVENT, "2026-05-03..2026-05-05", "2026-05-04..2026-05-05")
    feeds = told(place, now=place.moment("2026-06-01T12:00"), base_url="https://preview.example.net/x/")
    assert ids(feeds) == before
    [entry] = atom(feeds, "en/feed.xml").entries
    assert (entry.title, entry.link) == ("Start", "https://preview.example.net/x/en/events/start/")
    assert item(feeds, "photo:ada-1")["image"].startswith("https://preview.example.net/x/media/ada-1")


def test_an_entry_holds_all_that_its_page_says(place: Place) -> None:
    """The text with addresses that lead somewhere from anywhere, pictures, people; a title is never taken for HTML."""
    text = "Viz [Ada](author:ada), [níže](#b), [vedle](../jinde/?a=1&b=2), [pošta](mailto:a@b.cz).\n"
    for code in LANGUAGES:
        place.write(f"content/events/opening.{code}.md", text)
    place.edit(EVENT, "place:", "photos: [ada-1]\npeople: [{name: Eva}]\nplace:")
    place.edit(EVENT, "{cs: Vernisáž,", "{cs: 'Tom & <b>Jerry</b>',")
    feeds = told(place)
    [entry], [found] = atom(feeds).entries, items(feeds)
    assert entry.title_detail.type == "text/plain"
    written = etree.fromstring(feeds["cs/feed.xml"].encode()).findall("{*}entry/{*}title")
    assert [found["title"], *(one.text for one in written)] == ["Tom & <b>Jerry</b>"] * 2
    page = f"{BASE}/cs/akce/vernisaz/"
    for html in (entry.content[0].value, found["content_html"]):
        shown = {one.get("alt"): one.get("src") for one in fromstring(html).iter("img")}
        assert [*shown] == ["Rozsvícené okno v tmavé zdi"]
        assert shown["Rozsvícené okno v tmavé zdi"].startswith(f"{BASE}/media/ada-1")
        assert [one.get("href") for one in fromstring(html).iter("a")] == [
            f"{BASE}/cs/autori/ada/",
            f"{page}#b",
            f"{BASE}/cs/akce/jinde/?a=1&b=2",
            "mailto:a@b.cz",
            f"{BASE}/cs/fotografie/ada-1/",
        ]
        assert "3.–5. května 2026" in html
        assert "Eva" in html
    [enclosure] = [link for link in entry.links if link.rel == "enclosure"]
    [attached] = found["attachments"]
    assert found["image"] == enclosure.href == attached["url"]
    assert enclosure.type == attached["mime_type"] == "image/jpeg"


@pytest.mark.parametrize("attendance", ["online", "mixed"])
def test_an_event_leads_where_it_can_be_followed(place: Place, attendance: str) -> None:
    place.edit(EVENT, "place:", f"attendance: {attendance}\nonline_at: https://video.example.net/room\nplace:")
    feeds = told(place)
    [entry], [found] = atom(feeds).entries, items(feeds)
    for html in (entry.content[0].value, found["content_html"]):
        words = {one.get("href"): one.text for one in fromstring(html).iter("a")}
        assert words["https://video.example.net/room"] == ("Park" if attendance == "online" else "Na internetu")


def test_a_photograph_comes_with_its_words_and_whose_it_is(place: Place) -> None:
    """Its picture, what is seen, the comment, the author, the licence."""
    place.edit("content/site.yaml", "timezone:", "licence: CC BY 4.0\ntimezone:")
    feeds = told(place)
    entry, found = atom(feeds, "en/photos.xml").entries[0], item(feeds, "photo:ada-1")
    assert entry.author_detail == {"name": "Ada", "href": f"{BASE}/en/authors/ada/"}
    assert found["authors"] == [{"name": "Ada", "url": f"{BASE}/en/authors/ada/"}]
    assert entry.rights == "Society, CC BY 4.0"
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert [link.href for link in entry.links if link.rel == "license"] == [licence]
    assert found["attachments"][0]["title"] == "A lit window in a dark wall"
    for words in ("A window on the yard.", "The window is lit.", ">Ada<", licence, 'alt="A lit window in a dark wall"'):
        assert words in found["content_html"]


def test_what_a_note_warns_of_is_no_picture_in_a_feed(place: Place) -> None:
    """Neither in its own entry, nor in that of an event, nor in a text; its page is linked."""
    place.edit(PHOTO, "side:", "content_note: {cs: Krev, en: Blood}\nside:")
    place.edit(EVENT, "place:", "photos: [ada-1]\nplace:")
    for code in LANGUAGES:
        place.write(f"content/events/opening.{code}.md", "![](photo:ada-1)\n")
    feeds = told(place)
    assert not [name for name in FILES if "media/ada-1" in feeds[name] or "dark wall" in feeds[name]]
    for found in (item(feeds, "photo:ada-1"), item(feeds, "event:opening", "en/feed.json")):
        assert "image" not in found
        assert "Blood" in found["content_html"]
        assert f'href="{BASE}/en/photographs/ada-1/"' in found["content_html"]


def test_a_sample_says_that_it_is_one(place: Place) -> None:
    """In its title, by which alone many readers list it, and it names nobody as its author."""
    place.edit(PHOTO, "side:", "sample: true\ntaken: 2018-06\nside:")
    place.edit(EVENT, "place:", "sample: true\ncancelled: 2026-04-30\nplace:")
    feeds = told(place)
    found = item(feeds, "photo:ada-1")
    assert [atom(feeds, "en/photos.xml").entries[0].title, found["title"]] == ["Sample: Window"] * 2
    assert "authors" not in found
    assert ">Ada<" not in found["content_html"]
    assert [one["title"] for one in items(feeds)] == ["Ukázka: Zrušeno: Vernisáž"]


def test_days_are_those_of_the_record(place: Place) -> None:
    """That on which it was said to change, or called off; else its own; else that of the edition."""
    place.edit("content/site.yaml", "timezone:", "edition: 2025-02-03\ntimezone:")
    place.edit(PHOTO, "side:", "taken: 1885-01-01\nside:")
    feeds, begins = told(place), "2026-05-03T00:00:00+02:00"
    assert days(feeds) == {"event:opening": (begins, begins)}
    old = "1884-12-31T23:02:16+00:00"  # offsets of before there were zones have seconds, which RFC 3339 has not
    assert days(feeds, "en/photos.json") == {
        "photo:ada-2": ("", "2025-02-03T00:00:00+01:00"),
        "photo:ada-1": (old, old),
    }
    place.edit(EVENT, "place:", "updated: 2026-04-20\nplace:")
    place.edit(PHOTO, "1885-01-01", "2018-06-05\nupdated: 2026-04-21")
    feeds = told(place)
    assert days(feeds) == {"event:opening": ("", "2026-04-20T00:00:00+02:00")}
    assert [*days(feeds, "en/photos.json").items()] == [
        ("photo:ada-1", ("2018-06-05T00:00:00+02:00", "2026-04-21T00:00:00+02:00")),
        ("photo:ada-2", ("", "2025-02-03T00:00:00+01:00")),
    ]
    place.edit(EVENT, "place:", "cancelled: 2026-04-25\nplace:")
    feeds = told(place)
    assert days(feeds) == {"event:opening": ("", "2026-04-25T00:00:00+02:00")}
    assert atom(feeds).feed.updated == "2026-04-25T00:00:00+02:00"


def test_another_day_of_building_changes_no_feed(place: Place) -> None:
    """Nor does a build from nothing, or a file that was touched."""
    before = told(place)
    for path in place.root.rglob("*.yaml"):
        path.touch()
    assert told(place, now=place.moment("2027-06-01T12:00")) == before


def test_an_hour_has_the_offset_of_summer_time(place: Place) -> None:
    place.edit(EVENT, "2026-05-03..2026-05-05", "2026-05-03T18:00..2026-05-03T20:30")
    feeds = told(place)
    assert days(feeds) == {"event:opening": ("2026-05-03T18:00:00+02:00",) * 2}
    assert "3. května 2026, 18:00–20:30" in feeds["cs/feed.json"]


def linked(place: Place, page: str) -> list[str]:
    """The feeds in the head of a page."""
    head = place.read(page).partition("</head>")[0]
    return re.findall(r'<link rel="alternate" type="application/(?:atom\+xml|feed\+json)" href="([^"]*)"', head)


def test_feeds_are_linked_where_their_entries_are(place: Place) -> None:
    """In heads, and on the lists to be copied and opened."""
    assert not place.build().failed
    assert linked(place, "cs/index.html") == [*NAMES]
    assert linked(place, "en/events/opening/index.html") == ["../../feed.xml", "../../feed.json"]
    assert linked(place, "en/photographs/ada-1/index.html") == ["../../photos.xml", "../../photos.json"]
    assert linked(place, "en/about/index.html") == []
    for page, name in (("en/events", "feed"), ("cs/fotografie", "photos")):
        html, code = place.read(f"{page}/index.html"), page[:2]
        assert linked(place, f"{page}/index.html") == [f"../{name}.xml", f"../{name}.json"]
        assert re.search(rf"data-copy[^>]*><bdi>{BASE}/{code}/{name}.xml</bdi>", html)
        assert f'<a href="../{name}.json" type="application/feed+json"' in html


def test_an_empty_list_has_no_feed_and_no_link(place: Place) -> None:
    """Nor does anything lead to it."""
    for path in (place.root / "content" / "events").iterdir():
        path.unlink()
    place.edit("content/venues/hall.yaml", "event: opening\n", "")
    place.edit("content/site.yaml", "exhibition, events,", "exhibition,")
    for code in LANGUAGES:
        place.write(f"content/pages/about.{code}.md", "Text.\n")
    assert not place.build().failed
    assert "cs/feed.xml" not in place.files()
    assert "cs/feed.json" not in place.files()
    assert linked(place, "cs/index.html") == ["photos.xml", "photos.json"]
    assert not [name for name in place.files() if name.endswith(".html") and '"feed.xml"' in place.read(name)]


def test_what_is_not_shown_is_in_no_feed(place: Place) -> None:
    """A draft, what lacks consent, whom nobody may name: not in a byte."""
    place.edit(PHOTO, "scopes: [web, print, touring]", "scopes: [print]")
    place.edit(
        EVENT,
        "place:",
        "photos: [ada-1]\npeople: [{name: Canary, consent: {status: pending, date: 2026-01-01}}]\nplace:",
    )
    event = (place.root / EVENT).read_text("utf-8")
    draft = event.replace("slug: {cs: vernisaz}", "draft: true").replace("Vern", "Taj")
    place.write("content/events/secret.yaml", draft)
    feeds = told(place)
    words = ("ada-1", "Okno", "Window", "Canary", "secret", "Taj")
    assert not [(name, word) for name in FILES for word in words if word in feeds[name]]


def test_a_feed_holds_the_newest_hundred(place: Place) -> None:
    """Those that changed last."""
    event = (place.root / EVENT).read_text("utf-8").replace("slug: {cs: vernisaz}\n", "")
    for number in range(105):
        place.write(f"content/events/e{number:03}.yaml", event.replace("2026-05-03..2026-05-05", f"{1900 + number}-05"))
    place.edit("content/events/e000.yaml", "place:", "updated: 2026-05-01\nplace:")
    found = [one["id"].rpartition(":")[2] for one in items(told(place))]
    assert len(found) == 100
    assert found[:3] == ["opening", "e000", "e104"]
