"""A print file that changes says so: its number rises, and its day is that of what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.content.print_versions import LOCK, read_versions, record_versions
from sitegen.making.store import Store
from sitegen.model.print_orders import LargeLabels, ZinePress
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from sitegen.pipeline import read
from sitegen.plan import SitePlanner, complete, planned
from tests.conftest import NOW, Place

from .test_builds import furnished

PRESS = "print/zines/ada/ada-{}-print-x4.pdf"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A zine and the labels of a stop, of people who agreed in March."""
    place = furnished(tmp_path / "project", ("ada",))
    place.edit("content/authors/ada.yaml", "date: 2020-01-01", "date: 2026-03-04")
    return place


def plan(place: Place) -> SitePlanner:
    """What is ordered; nothing is made."""
    problems = Problems()
    with Store(place.project.cache) as store:
        planner = planned(read(place.project, Options(now=NOW), store, problems), Options(now=NOW), store, problems)
        complete(planner)
    assert not problems.failed, list(problems)
    return planner


def version(planner: SitePlanner, variant: str) -> tuple[str, str]:
    """The version and the day of a press file of the zine."""
    order = planner.outputs[PRESS.format(variant)].order
    assert isinstance(order, ZinePress)
    return order.identity.version, order.identity.date.isoformat()


def pack(place: Place, planner: SitePlanner, job: str) -> None:
    """Record what `print package` does."""
    record_versions(place.project, planner.drafts[job])


def test_a_file_is_a_draft_until_it_is_packed(place: Place) -> None:
    """It has digits of what it is made of, and the newest day that is known of it."""
    number, day = version(plan(place), "cs")
    assert (number[:2], len(number), day) == ("1-", 10, "2026-03-04")


def test_what_is_packed_keeps_its_version_until_it_changes(place: Place) -> None:
    """Only the files that show a changed caption become drafts of the next version."""
    pack(place, plan(place), "zine-ada")
    packed = plan(place)
    assert {variant: version(packed, variant) for variant in ("cs", "en")} == dict.fromkeys(
        ("cs", "en"), ("1", "2026-05-01")
    )
    assert "zine-ada" not in packed.drafts
    large = packed.outputs["print/labels/hall-large-cs.pdf"].order
    assert isinstance(large, LargeLabels)
    assert large.identity.version.startswith("1-")
    place.edit("content/photos/ada-2.yaml", "  cs: Okno do dvora.", "  cs: Okno do ulice.")
    changed = plan(place)
    assert version(changed, "en") == ("1", "2026-05-01")
    number, day = version(changed, "cs")
    assert (number[:2], day) == ("2-", "2026-05-01")
    pack(place, changed, "zine-ada")
    assert version(plan(place), "cs")[0] == "2"
    lines = (place.root / LOCK).read_text("utf-8").splitlines()
    assert [line.split()[:2] for line in lines if line.startswith("zine-ada-cs ")] == [
        ["zine-ada-cs", "1"],
        ["zine-ada-cs", "2"],
    ]


def test_a_lock_that_was_spoilt_is_told(place: Place) -> None:
    """With its line; what is sound in it counts."""
    row = f"zine-ada-cs 3 2026-04-01 {'a' * 16}\n"
    place.write(LOCK, f"# A comment\n{row}<<<<<<< HEAD\nzine-ada-cs 4 2026-02-30 {'a' * 16}\n")
    assert [place for place in place.problems() if place[1] == "bad-version-row"] == [
        (f"{LOCK}:3:1", "bad-version-row"),
        (f"{LOCK}:4:1", "bad-version-row"),
    ]
    assert read_versions(place.project, Problems())["zine-ada-cs"].number == 3
