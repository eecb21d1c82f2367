"""Calendars on the real templates, read back by another parser than the one that wrote them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from tests.conftest import Place

ROOT = Path(__file__).parents[2]
EVENT, STOP = "content/events/opening.yaml", "content/venues/hall.yaml"
ALONE = "cs/akce/vernisaz/vernisaz.ics"
PRAGUE = ZoneInfo("Europe/Prague")


@pytest.fixture(autouse=True)
def _real(place: Place) -> None:
    place.home = ROOT


def read(place: Place, name: str = "cs/calendar.ics") -> Calendar:
    """A calendar as another program reads it."""
    return IcsCalendarStream.calendar_from_ics(place.read_bytes(name).decode())


def times(place: Place, name: str = ALONE) -> list[tuple[Any, Any]]:
    """When the entries of a calendar begin and end."""
    return [(event.dtstart, event.dtend) for event in read(place, name).events]


def test_events_and_stops_are_in_it(place: Place) -> None:
    """In each language in its words, under the same identifiers; days end before the one that is written."""
    place.edit(STOP, "city:", "address: Zahradní 1\ncity:")
    assert not place.build().failed
    czech, english = read(place), read(place, "en/calendar.ics")
    assert [(one.summary, one.dtstart, one.dtend, one.location) for one in czech.events] == [
        ("Vernisáž", dt.date(2026, 5, 3), dt.date(2026, 5, 6), "Park"),
        ("Malá výstava – Sál", dt.date(2026, 5, 3), dt.date(2026, 6, 1), "Sál, Zahradní 1, Praha"),
    ]
    assert [one.summary for one in english.events] == ["Opening", "Small Exhibition – Hall"]
    assert [one.uid for one in czech.events] == [one.uid for one in english.events]
    assert len({one.uid for one in czech.events}) == 2
    assert czech.events[0].url == "https://example.org/cs/akce/vernisaz/"
    assert czech.events[0].description == "Začátek výstavy.\n\nhttps://example.org/cs/akce/vernisaz/"
    lines = place.read_bytes("cs/calendar.ics").decode().split("\r\n")
    assert {"NAME:Malá výstava", "SOURCE;VALUE=URI:https://example.org/cs/calendar.ics"} <= set(lines)
    assert all(len(line) <= 75 for line in place.read_bytes("cs/calendar.ics").split(b"\r\n"))


def test_a_range_ends_the_day_after(place: Place) -> None:
    """3 to 30 September ends on 1 October (RFC 5545, 3.6.1: DTEND is not included)."""
    place.edit(EVENT, "2026-05-03..2026-05-05", "2026-09-03..2026-09-30")
    place.build()
    assert times(place) == [(dt.date(2026, 9, 3), dt.date(2026, 10, 1))]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-05-04", [(dt.date(2026, 5, 4), dt.date(2026, 5, 5))]),
        (
            "[2026-05-04, 2026-05-05, 2026-05-09]",
            [(dt.date(2026, 5, 4), dt.date(2026, 5, 6)), (dt.date(2026, 5, 9), dt.date(2026, 5, 10))],
        ),
        ("2026-05-04T18:00", [(dt.datetime(2026, 5, 4, 18, tzinfo=PRAGUE), None)]),
        (
            "2026-12-04T18:00..2026-12-04T20:30",
            [(dt.datetime(2026, 12, 4, 18, tzinfo=PRAGUE), dt.datetime(2026, 12, 4, 20, 30, tzinfo=PRAGUE))],
        ),
        ("2026-05-04..mid-2026-06", [(dt.date(2026, 5, 4), dt.date(2026, 6, 16))]),
    ],
)
def test_every_form_of_a_date(place: Place, when: str, expected: list[tuple[Any, Any]]) -> None:
    """Each stretch of days is an entry with an identifier of its own; an hour is that of the site's time zone."""
    place.edit(EVENT, "2026-05-03..2026-05-05", when)
    assert not place.build().failed
    found = read(place, ALONE).events
    assert [(one.dtstart, one.dtend) for one in found] == expected
    assert [one.dtstart.utcoffset() for one in found if isinstance(one.dtstart, dt.datetime)] == [
        start.utcoffset() for start, _ in expected if isinstance(start, dt.datetime)
    ]
    assert len({one.uid for one in found}) == len(found)
    assert ("BEGIN:VTIMEZONE" in place.read(ALONE)) == ("T" in when)


def test_what_has_no_day_is_in_none(place: Place) -> None:
    """A month that alone is known is no entry of thirty days; nor does a sample take place, or a draft."""
    place.edit(EVENT, "2026-05-03..2026-05-05", "2026-06")
    place.edit(STOP, "city:", "sample: true\ncity:")
    place.build()
    assert not [name for name in place.files() if name.endswith(".ics")]
    assert "calendar" not in place.read("cs/akce/index.html")
    place.edit(EVENT, "when: 2026-06", "when: 2026-06-01\ndraft: true")
    place.build()
    assert not [name for name in place.files() if name.endswith(".ics")]


def test_a_cancelled_event_stays_and_says_so(place: Place) -> None:
    """Under its identifier, with a higher sequence (RFC 5545, 3.8.7.4); on pages, in the feed and to machines too."""
    place.build()
    before = read(place, ALONE).events[0]
    place.edit(EVENT, "when:", "cancelled: 2026-04-30\nwhen:")
    assert not place.build().failed
    after = read(place, ALONE).events[0]
    assert after.uid == before.uid
    assert 0 == before.sequence < after.sequence
    assert (str(before.status.value), str(after.status.value)) == ("CONFIRMED", "CANCELLED")
    assert after.dtstamp > before.dtstamp
    page = place.read("cs/akce/vernisaz/index.html")
    assert "Zrušeno" in page
    assert "https://schema.org/EventCancelled" in page
    assert ".ics" not in page.partition("<body")[2]  # who has it already is told; nobody else needs it
    assert "Zrušeno" in place.read("cs/akce/index.html")
    assert feedparser.parse(place.read("cs/feed.xml")).entries[0].title == "Zrušeno: Vernisáž"


@pytest.mark.parametrize("name", ["events/opening", "venues/hall"])
def test_what_takes_place_after_all_is_taken_up_again(place: Place, name: str) -> None:
    """By those who kept the entry that said that it does not: nothing lower than theirs is taken (RFC 5546, 2.1.4)."""
    record, file = f"content/{name}.yaml", {"events/opening": ALONE, "venues/hall": "cs/zastavky/hall/hall.ics"}[name]
    found = []
    for said in ("updated: 2026-04-20", "cancelled: 2026-04-20", "updated: 2026-04-22", "cancelled: 2026-04-30"):
        place.edit(record, "when:", f"{said}\nwhen:")
        assert not place.build().failed
        found.append(read(place, file).events[0])
        place.edit(record, f"{said}\nwhen:", "when:")
    assert len({one.uid for one in found}) == 1
    assert [str(one.status.value) for one in found] == ["CONFIRMED", "CANCELLED"] * 2
    sequences = [one.sequence for one in found]
    assert sequences == sorted(set(sequences))


def test_the_search_says_what_is_cancelled(place: Place) -> None:
    """Beside the answer, and among all titles."""
    for record in (EVENT, STOP):
        place.edit(record, "when:", "cancelled: 2026-04-30\nwhen:")
    assert not place.build().failed
    (texts,) = (name for name in place.files() if name.startswith("static/search/cs-0-texts"))
    entries = json.loads(place.read(texts).removeprefix("sitegenSearch(").removesuffix(")\n"))["entries"]
    assert {title for _, title, _, _, mark, *_ in entries if mark == 2} == {"Vernisáž", "Sál"}


def test_a_cancelled_stop_stays_and_says_so(place: Place) -> None:
    """As an event does, on its page, in the lists, the calendars and to machines; nothing hangs there."""
    alone = "cs/zastavky/hall/hall.ics"
    place.build()
    before = read(place, alone).events[0]
    assert 'class="card' in place.read("cs/zastavky/hall/index.html")
    place.edit(STOP, "when:", "cancelled: 2026-04-30\nwhen:")
    report = place.build()
    assert not report.failed, list(report.problems)
    after = read(place, alone).events[0]
    assert after.uid == before.uid
    assert 0 == before.sequence < after.sequence
    assert (str(before.status.value), str(after.status.value)) == ("CONFIRMED", "CANCELLED")
    page = place.read("cs/zastavky/hall/index.html")
    assert "https://schema.org/EventCancelled" in page
    assert ".ics" not in page.partition("<body")[2]
    assert 'class="card' not in page
    for name in ("zastavky/hall", "zastavky", "vystava"):
        text = place.read(f"cs/{name}/index.html")
        assert '<span class="stop-state">Zrušeno</span>' in text, name
        assert "data-start" not in text, name  # the browser does not call it coming, or over
    assert "https://schema.org/EventScheduled" not in place.read("cs/vystava/index.html")
    place.write("content/venues/other.yaml", (place.root / STOP).read_text("utf-8").replace("cancelled", "#"))
    report = place.build()
    assert not [one for one in report.problems if one.code == "stops-overlap"]
    assert "https://schema.org/EventScheduled" in place.read("cs/vystava/index.html")


def test_what_is_over_has_no_file_of_its_own(place: Place) -> None:
    """It stays in the subscription, and its page offers nothing that is too late."""
    place.build()
    assert 'href="vernisaz.ics"' in place.read("cs/akce/vernisaz/index.html")
    assert 'href="hall.ics"' in place.read("cs/zastavky/hall/index.html")
    place.build(now=place.moment("2026-06-02T12:00"))
    assert [name for name in sorted(place.files()) if name.endswith(".ics")] == ["cs/calendar.ics", "en/calendar.ics"]
    assert len(read(place).events) == 2
    assert ".ics" not in re.sub("<head>.*</head>", "", place.read("cs/akce/vernisaz/index.html"), flags=re.DOTALL)


def test_pages_lead_to_it(place: Place) -> None:
    """In the head of all, and on the page of events to programs and as a file."""
    place.build()
    link = '<link rel="alternate" type="text/calendar" href="{}calendar.ics" title="Kalendář: Malá výstava">'
    assert link.format("") in place.read("cs/index.html")
    page = place.read("cs/akce/index.html")
    assert link.format("../") in page
    assert 'href="webcal://example.org/cs/calendar.ics"' in page
    assert 'href="../calendar.ics"' in page
    place.build(now=place.moment("2026-06-02T12:00"))
    page = place.read("cs/akce/index.html")
    assert "webcal:" not in page
    assert '<a href="../calendar.ics">' in page


def test_another_build_writes_the_same(place: Place) -> None:
    """On another day too, as long as nothing is over."""
    place.build()
    before = place.read_bytes("cs/calendar.ics"), place.read_bytes(ALONE)
    place.build(now=place.moment("2026-05-02T12:00"))
    assert (place.read_bytes("cs/calendar.ics"), place.read_bytes(ALONE)) == before


def test_hostile_texts_stay_texts(place: Place) -> None:
    """Semicolons, line breaks and what looks like a property are words (RFC 5545, 3.3.11)."""
    place.edit(EVENT, "cs: Vernisáž", r'cs: "A; B, C\\n\nEND:VEVENT 😀"')
    assert not place.build().failed
    assert read(place, ALONE).events[0].summary == "A; B, C\\n\nEND:VEVENT 😀"
