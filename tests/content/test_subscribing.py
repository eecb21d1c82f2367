"""How a visitor subscribes to a podcast, on the real templates."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import pytest

from sitegen.content.load import load, validate
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from tests.conftest import NOW, Place
from tests.test_consent import Show

SERIES_FILE, EPISODE_FILE = "content/podcasts/talks.yaml", "content/podcasts/talks/01-first.yaml"
FEED = "cs/podcasty/talks/feed.xml"
LINK = '<link rel="alternate" type="application/rss+xml" href="{}" title="Hlasy">'


def show(tmp_path: Path) -> Place:
    """A project with a series of one episode."""
    return Show(tmp_path / "project").place


def test_the_feed_of_a_series_is_found(tmp_path: Path) -> None:
    """In the heads of its pages in every language; on its own page for programs that open, and to be copied."""
    place = show(tmp_path)
    assert not place.build().failed
    assert LINK.format("feed.xml") in place.read("cs/podcasty/talks/index.html")
    assert LINK.format("../../../cs/podcasty/talks/feed.xml") in place.read("en/podcasts/talks/index.html")
    assert LINK.format("talks/feed.xml") in place.read("cs/podcasty/index.html")
    assert LINK.format("../feed.xml") in place.read("cs/podcasty/talks/01-first/index.html")
    page = place.read("en/podcasts/talks/index.html")
    assert (
        "https://antennapod.org/deeplink/subscribe?url=https%3A%2F%2Fexample.org%2Fcs%2Fpodcasty%2Ftalks%2Ffeed.xml"
        in page
    )
    assert 'href="podcast://example.org/cs/podcasty/talks/feed.xml"' in page
    assert re.search(r"data-copy[^>]*><bdi>https://example.org/cs/podcasty/talks/feed.xml</bdi>", page)
    assert FEED in place.files()


@pytest.mark.parametrize(
    ("spoken", "home"),
    [("vi", "cs/podcasty"), ("cs-CZ", "cs/podcasty"), ("sr-Latn", "cs/podcasty"), ("en-GB", "en/podcasts")],
)
def test_a_podcast_in_any_language_has_a_feed_that_all_its_pages_name(tmp_path: Path, spoken: str, home: str) -> None:
    """One, which keeps the rules of directories, and which people and machines are told of in each language."""
    place = show(tmp_path)
    place.edit(SERIES_FILE, "language: cs", f"language: {spoken}")
    assert not place.build().failed
    feed = f"{home}/talks/feed.xml"
    assert [name for name in place.files() if name.endswith("talks/feed.xml")] == [feed]
    assert feedparser.parse(place.read(feed)).feed.language == spoken
    for page in ("cs/podcasty/talks/index.html", "en/podcasts/talks/index.html"):
        html = place.read(page)
        assert f"<bdi>https://example.org/{feed}</bdi>" in html
        assert f'"webFeed": "https://example.org/{feed}"' in html
        assert 'type="application/rss+xml" href="' in html


@pytest.mark.parametrize(
    ("file", "old", "new", "place_of", "code"),
    [
        (SERIES_FILE, "language: cs", "language: cz", "5:11", "unknown-language-code"),
        (EPISODE_FILE, "language: cs", "language: cz", "6:11", "unknown-language-code"),
        (EPISODE_FILE, "transcripts: {cs:", "transcripts: {cz:", "7:15", "unknown-language-code"),
        ("content/authors/zora.yaml", "transcripts: {cs:", "transcripts: {cz:", "11:17", "unknown-language-code"),
        (SERIES_FILE, "talks@example.org", "talks", "12:30", "bad-mail-address"),
        (
            SERIES_FILE,
            "type: episodic",
            "links: [{name: Spotify, url: 'https://open.spotify.com/search/Hlasy'}]\ntype: episodic",
            "8:30",
            "search-as-link",
        ),
    ],
)
def test_what_a_listener_could_not_use_is_refused_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, place_of: str, code: str
) -> None:
    """Codes of no language, an owner whom nobody can write to, a link to whatever a search finds."""
    place, problems = show(tmp_path), Problems()
    place.edit(file, old, new)
    validate(load(place.project, Options(now=NOW), problems), problems)
    assert [(str(one.where), one.code) for one in problems if one.severity == "error"] == [(f"{file}:{place_of}", code)]


def test_no_feed_is_promised_that_is_not_there(tmp_path: Path) -> None:
    """Before the first release, and where it lies elsewhere."""
    place = show(tmp_path)
    record = place.root / "content/podcasts/talks/01-first.yaml"
    was = record.read_text("utf-8")
    record.write_text(re.sub("publish: .*", "publish: 2026-06-01T10:00", was), "utf-8")
    assert not place.build().failed
    assert FEED not in place.files()
    for name in ("cs/podcasty/talks/index.html", "cs/podcasty/index.html"):
        assert "rss+xml" not in place.read(name)
    record.write_text(was, "utf-8")
    place.edit("content/podcasts/talks.yaml", "feed: own", "feed: external")
    assert not place.build().failed
    assert "rss+xml" not in place.read("cs/podcasty/talks/index.html")
