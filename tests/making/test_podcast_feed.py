"""The podcast feed: what the template makes of plain data, read back by other parsers, and its rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError
from lxml import etree

from sitegen.content.podcast_guid import podcast_guid
from sitegen.content.sound.chapters import Chapter, chapter_views, show_notes
from sitegen.content.sound.feed_rules import NAMESPACES, lint_feed
from sitegen.content.sound.times import rfc2822

TEMPLATES = Path(__file__).parents[2] / "templates"
SITE = "https://example.org/cs/podcast/voices/"
GUID = podcast_guid(SITE + "feed.xml")
CHAPTERS = [Chapter(0, "Úvod"), Chapter(27.5, "Kdo & odkud"), Chapter(60, 'Závěr "navždy"')]


def episode(number: int, /, **changes: Any) -> dict[str, Any]:
    published = dt.datetime(2019, 10, 3 + 7 * number, 9, tzinfo=ZoneInfo("Europe/Prague"))
    return {
        "title": f"Díl {number}: chléb & sůl",
        "page_url": f"{SITE}{number}/",
        "guid": f"guid-{number}",
        "published": rfc2822(published),
        "number": number,
        "duration": 88,
        "explicit": False,
        "summary": "O čem díl je <krátce>",
        "notes": show_notes(["O čem díl je <krátce>"], CHAPTERS),
        "enclosure": {"url": f"{SITE}{number}.mp3", "bytes": 886135, "mime": "audio/mpeg"},
        "image_url": None,
        "transcripts": [
            {"url": f"{SITE}{number}.cs.vtt", "language": "cs"},
            {"url": f"{SITE}{number}.en.vtt", "language": "en"},
        ],
        "chapters": chapter_views(CHAPTERS),
        "chapters_url": f"{SITE}{number}.chapters.json",
        "people": [
            {"name": "Autor Ž.", "role": "host", "url": None},
            {"name": "Host", "role": "guest", "url": SITE},
        ],
    } | changes


def feed(**changes: Any) -> dict[str, Any]:
    episodes = [episode(2), episode(1)]
    return {
        "url": SITE + "feed.xml",
        "page_url": SITE,
        "title": "Hlasy & příběhy",
        "summary": "Čtyři příběhy",
        "language": "cs",
        "copyright": "CC0-1.0",
        "author": "Autor Ž.",
        "built": episodes[0]["published"],
        "owner": {"name": "Redakce", "email": "podcast@example.org"},
        "image": {"url": SITE + "cover.jpg", "width": 2000, "height": 2000},
        "type": "serial",
        "explicit": False,
        "locked": True,
        "complete": True,
        "categories": [
            {"name": "Society & Culture", "sub": "Personal Journals"},
            {"name": "History", "sub": None},
        ],
        "guid": GUID,
        "license": {"id": "cc0-1.0", "url": None},
        "funding": {"url": "https://example.org/", "title": "Podpora"},
        "frequency": {"rule": "FREQ=WEEKLY;COUNT=4", "start": "2019-10-10T09:00:00+02:00", "title": "týdně"},
        "episodes": episodes,
    } | changes


def render(data: dict[str, Any]) -> bytes:
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.get_template("feeds/podcast.xml").render(feed=data).encode()


def codes(xml: bytes) -> list[tuple[str, str]]:
    return [(found.code, found.params.get("element", "")) for found in lint_feed(xml)]


def test_a_feed_parser_reads_back_the_series() -> None:
    parsed = feedparser.parse(render(feed()))
    assert (parsed.bozo, parsed.version, parsed.encoding) == (False, "rss20", "utf-8")
    series = parsed.feed
    assert (series.title, series.subtitle, series.language) == ("Hlasy & příběhy", "Čtyři příběhy", "cs")
    assert (series.author, series.link, series.rights) == ("Autor Ž.", SITE, "CC0-1.0")
    assert series.itunes_type == "serial"
    assert (series.image.href, series.publisher_detail.email) == (SITE + "cover.jpg", "podcast@example.org")
    assert [tag.term for tag in series.tags] == ["Society & Culture", "Personal Journals", "History"]
    assert [link.href for link in series.links if link.rel == "self"] == [SITE + "feed.xml"]
    assert (series.podcast_guid, series.podcast_license) == (GUID, "cc0-1.0")
    assert series.podcast_medium == "podcast"


def test_a_feed_parser_reads_back_every_episode() -> None:
    parsed = feedparser.parse(render(feed()))
    assert [entry.id for entry in parsed.entries] == ["guid-2", "guid-1"]
    first = parsed.entries[1]
    assert first.title == "Díl 1: chléb & sůl"
    assert first.published == "Thu, 10 Oct 2019 09:00:00 +0200"
    assert first.published_parsed[:5] == (2019, 10, 10, 7, 0)
    assert (first.itunes_episode, first.itunes_duration, first.itunes_episodetype) == ("1", "88", "full")
    assert first.link == SITE + "1/"
    [enclosure] = first.enclosures
    assert (enclosure.href, enclosure.length, enclosure.type) == (SITE + "1.mp3", "886135", "audio/mpeg")
    assert [chapter.title for chapter in first.psc_chapters.chapters] == [each.title for each in CHAPTERS]
    assert first.psc_chapters.chapters[1].start == "00:00:27.500"
    assert "00:27 Kdo &amp; odkud<br />" in first.content[0].value
    assert "&lt;krátce&gt;" in first.content[0].value


def test_every_podcasting_2_0_element_is_there_as_often_as_it_should_be() -> None:
    root = etree.fromstring(render(feed()))
    item = root.find("channel/item")

    def all_of(parent: Any, name: str) -> list[tuple[dict[str, str], str]]:
        return [(dict(each.attrib), each.text) for each in parent.findall(f"podcast:{name}", NAMESPACES)]

    assert all_of(item, "transcript") == [
        ({"url": SITE + "2.cs.vtt", "type": "text/vtt", "language": "cs", "rel": "captions"}, None),
        ({"url": SITE + "2.en.vtt", "type": "text/vtt", "language": "en"}, None),
    ]
    assert all_of(item, "chapters") == [({"url": SITE + "2.chapters.json", "type": "application/json+chapters"}, None)]
    assert all_of(item, "person") == [
        ({"role": "host"}, "Autor Ž."),
        ({"role": "guest", "href": SITE}, "Host"),
    ]
    channel = root.find("channel")
    assert channel.findtext("itunes:explicit", None, NAMESPACES) == "false"
    assert all_of(channel, "funding") == [({"url": "https://example.org/"}, "Podpora")]
    frequency = {"complete": "true", "dtstart": "2019-10-10T09:00:00+02:00", "rrule": "FREQ=WEEKLY;COUNT=4"}
    assert all_of(channel, "updateFrequency") == [(frequency, "týdně")]
    assert all_of(channel, "locked") == [({"owner": "podcast@example.org"}, "yes")]


def test_what_is_left_out_leaves_no_element() -> None:
    bare = feed(owner=None, license=None, funding=None, frequency=None, complete=False, type="episodic")
    bare["episodes"] = [episode(1, transcripts=[], chapters=[], chapters_url=None, people=[])]
    xml = render(bare)
    assert lint_feed(xml) == []
    for name in (
        b"owner",
        b"license",
        b"funding",
        b"updateFrequency",
        b"complete",
        b"transcript",
        b"chapter",
    ):
        assert name not in xml.split(b">", 2)[2]


def test_a_value_that_is_not_given_stops_the_rendering() -> None:
    data = feed()
    del data["guid"]
    with pytest.raises(UndefinedError, match="guid"):
        render(data)


def test_a_good_feed_breaks_no_rule() -> None:
    assert lint_feed(render(feed())) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"guid": "mine"}, [("feed-value", "podcast:guid")]),
        ({"title": ""}, [("feed-missing", "title")]),
        ({"author": ""}, [("feed-missing", "itunes:author")]),
        ({"language": "czech"}, [("feed-value", "language")]),
        ({"type": "weekly"}, [("feed-value", "itunes:type")]),
        ({"categories": []}, [("feed-missing", "itunes:category")]),
        ({"categories": [{"name": "Cooking", "sub": None}]}, [("feed-value", "itunes:category")]),
        ({"categories": [{"name": "Arts", "sub": "Parenting"}]}, [("feed-value", "itunes:category")]),
        ({"summary": "ž" * 2001}, [("feed-too-long", "description")]),
        ({"image": {"url": "/cover.jpg"}}, [("feed-value", "itunes:image")]),
        ({"url": "http://example.org/feed.xml"}, [("feed-value", "atom:link")]),
        ({"episodes": []}, [("feed-missing", "item")]),
        (
            {"episodes": [episode(1), episode(1)]},
            [("feed-repeated", name) for name in ("guid", "itunes:episode", "enclosure")],
        ),
    ],
)
def test_each_broken_rule_of_a_series_is_named(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert codes(render(feed(**changes))) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"guid": ""}, [("feed-missing", "guid")]),
        ({"published": "10. 10. 2019"}, [("feed-value", "pubDate")]),
        ({"published": "Thu, 10 Oct 2019 09:00:00 -0000"}, [("feed-value", "pubDate")]),
        ({"number": 0}, [("feed-value", "itunes:episode")]),
        ({"duration": ""}, [("feed-missing", "itunes:duration")]),
        (
            {"enclosure": {"url": SITE + "1.mp3", "bytes": 0, "mime": "audio/mpeg"}},
            [("feed-value", "enclosure length")],
        ),
        (
            {"enclosure": {"url": SITE + "1.ogg", "bytes": 9, "mime": "audio/ogg"}},
            [("feed-value", "enclosure type")],
        ),
        (
            {"enclosure": {"url": SITE + "ž.mp3", "bytes": 9, "mime": "audio/mpeg"}},
            [("feed-value", "enclosure")],
        ),
        ({"chapters": chapter_views(CHAPTERS[1:])}, [("feed-value", "psc:chapters")]),
        ({"notes": "x" * 4001}, [("feed-too-long", "description")]),
    ],
)
def test_each_broken_rule_of_an_episode_is_named(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    xml = render(feed(episodes=[episode(1, **changes)]))
    assert codes(xml) == expected
    assert all(found.params["item"] == "Díl 1: chléb & sůl" for found in lint_feed(xml))


def test_all_broken_rules_are_found_in_one_run() -> None:
    xml = render(feed(guid="mine", language="x", episodes=[episode(1, number=0, guid="")]))
    assert len(codes(xml)) == 4


@pytest.mark.parametrize("xml", [b"", b"<rss>", b"<rss><channel></rss>", b"\xff"])
def test_what_is_no_xml_is_said_at_its_line(xml: bytes) -> None:
    [found] = lint_feed(xml)
    assert (found.code, found.line) == ("feed-xml", 1)


def test_a_feed_without_a_channel_is_an_error() -> None:
    assert codes(b"<rss/>") == [("feed-missing", "channel")]


def test_a_new_domain_leaves_the_stored_guid_as_it_is() -> None:
    moved = feed(url="https://elsewhere.example.com/feed.xml")
    assert feedparser.parse(render(moved)).feed.podcast_guid == GUID
    assert podcast_guid(moved["url"]) != GUID
