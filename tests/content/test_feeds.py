"""The news feeds as a reader's program sees them (feedparser)."""

from __future__ import annotations

from typing import Any

import feedparser

from tests.conftest import Place

LANGUAGES = ("cs", "en")


def parsed(place: Place, language: str) -> Any:
    """A feed of the published site."""
    found = feedparser.parse(place.read(f"{language}/feed.xml"))
    assert not found.bozo
    return found


def ids(place: Place) -> list[str]:
    """The ids of both feeds and of all their entries."""
    feeds = [parsed(place, language) for language in LANGUAGES]
    return [feed.feed.id for feed in feeds] + [entry.id for feed in feeds for entry in feed.entries]


def test_no_two_entries_share_an_id(built: Place) -> None:
    """Nor do the languages: an entry in Czech and one in English are two (RFC 4287, section 4.2.6)."""
    found = ids(built)
    assert found == [
        "https://example.org/cs/feed.xml",
        "https://example.org/en/feed.xml",
        "https://example.org/cs/event:opening",
        "https://example.org/en/event:opening",
    ]


def test_ids_stay_when_an_entry_or_the_address_changes(built: Place) -> None:
    """Another title, date, address of the page or of the whole site is the same entry for its readers."""
    before = ids(built)
    built.edit("content/events/opening.yaml", "{cs: Vernisáž, en: Opening}", "{cs: Zahájení, en: Start}")
    built.edit("content/events/opening.yaml", "slug: {cs: vernisaz}", "slug: {cs: zahajeni, en: start}")
    built.edit("content/events/opening.yaml", "2026-05-03..2026-05-05", "2026-05-04..2026-05-05")
    assert not built.build(now=built.moment("2026-06-01T12:00"), base_url="https://preview.example.net/x").failed
    assert ids(built) == before
    [entry] = parsed(built, "en").entries
    assert (entry.title, entry.link) == ("Start", "https://preview.example.net/x/en/events/start/")


def test_an_hour_is_told_to_people_and_to_machines(built: Place) -> None:
    """On the page and in the feed, with the offset of summer time."""
    built.edit("content/events/opening.yaml", "2026-05-03..2026-05-05", "2026-05-03T18:00..2026-05-03T20:30")
    assert not built.build().failed
    for language, words in (("cs", "3. května 2026, 18:00–20:30"), ("en", "3 May 2026, 18:00–20:30")):
        page = {"cs": "akce/vernisaz", "en": "events/opening"}[language]
        text = " ".join(built.read(f"{language}/{page}/index.html").replace("\u00a0", " ").split())
        assert f'<time datetime="2026-05-03T18:00">{words}</time>' in text
        [entry] = parsed(built, language).entries
        assert entry.updated == "2026-05-03T18:00:00+02:00"
