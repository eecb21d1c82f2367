"""The first page, with the real templates: what is coming before what has been."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.model.project import HOME
from tests.conftest import Place
from tests.emptiness import of_site

SITE = "title: {en: Our Street}\nbase_url: https://example.org/\n"


def event(place: Place, name: str, when: str, more: str = "") -> None:
    """Write an event of a day."""
    words = f"title: {{en: {name.title()}}}\nsummary: {{en: In the yard.}}\nplace: {{en: The yard}}\n"
    place.write(f"content/events/{name}.yaml", f"kind: meeting\nwhen: {when}\n{words}{more}")


@pytest.fixture
def street(tmp_path: Path) -> Place:
    """A project in one language, without any record."""
    place = Place(tmp_path / "street", HOME)
    place.write("content/site.yaml", SITE)
    return place


def test_a_first_event_is_announced_and_nothing_has_been(street: Place) -> None:
    event(street, "opening", "2026-06-01T18:00")
    assert street.problems() == []
    home = street.read("index.html")
    assert ">Coming up</h2>" in home
    assert "How it went" not in home
    assert of_site(street.output) == {}


def test_the_next_three_are_announced_in_their_order_and_the_others_remembered(street: Place) -> None:
    for number, when in enumerate(("2026-09-01", "2026-06-01", "2026-07-01", "2026-08-01"), 1):
        event(street, f"next-{number}", when, "cancelled: 2026-04-20\n" if number == 3 else "")
    event(street, "first", "2023-03-01")
    event(street, "last", "2026-04-01")
    assert street.problems() == []
    coming, _, past = street.read("index.html").partition("How it went")
    order = [coming.index(f">Next-{number}<") for number in (2, 3, 4)]
    assert order == sorted(order)
    assert "Next-1" not in coming + past
    assert coming.count("Cancelled") == 1
    assert past.index(">First<") < past.index(">Last<")
    assert [year for year in range(2020, 2030) if f">{year}</text>" in past] == [2023, 2024, 2025, 2026]


def test_what_was_announced_has_been_when_its_day_is_over(street: Place) -> None:
    event(street, "opening", "2026-06-01T18:00")
    assert street.problems(now=Place.moment("2026-06-02T09:00")) == []
    home = street.read("index.html")
    assert "Coming up" not in home
    assert ">How it went</h2>" in home


def test_the_heading_of_what_is_taken_away_promises_what_is_there(street: Place) -> None:
    """In English, where nothing is to be listened to or to be printed."""
    street.write(
        "content/infographics/chairs.yaml",
        """\
        title: {en: Chairs}
        summary: {en: How many there were.}
        charts:
          - id: chairs
            kind: number
            title: {en: Thirty chairs stood in the yard}
            description: {en: The number thirty.}
            unit: percent
            value: 30
            label: {en: of a hundred}
            source: {name: {en: Counted by the gate}, date: 2026-04-01}
        """,
    )
    assert street.problems() == []
    assert '<h2 id="take">to hang up</h2>' in street.read("index.html")
