"""A code that went to print leads somewhere for good."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.content.printed_lock import FrozenCode, read_printed
from sitegen.content.printed_lock import freeze as write_frozen
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.pipeline import freeze_job
from tests.conftest import NOW, Place, furnish

LOCK = "content/printed.lock.yaml"
JOB = "labels-hall"
CODE = FrozenCode(
    id="more", address="https://example.org/q/more/", target="photo:ada-2", matrix="0", date=NOW.date(), job="labels"
)


def real(root: Path) -> Place:
    """The small project with the program's own templates, which know print, at an address of its own."""
    place = Place(furnish(root).root, HOME)
    place.edit("content/site.yaml", "https://example.org/", "https://mala-vystava.cz/")
    return place


def freeze(root: Path, job: str = JOB) -> tuple[int, list[str]]:
    """Freeze a job of the project in this folder, with the program's own templates."""
    return freeze_job(Project.at(root), Options(now=NOW), job, Problems())


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """The small project after its labels went to print."""
    place = real(tmp_path / "project")
    assert freeze(place.root) == (1, [JOB])
    return place.root


def test_freezing_records_address_target_modules_day_and_job(frozen: Path) -> None:
    """All that a later build compares."""
    lines = (frozen / LOCK).read_text("utf-8").splitlines()
    fields = [line.split(":")[0].strip(" -") for line in lines[3:]]
    assert fields == ["id", "address", "target", "matrix", "date", "job"]
    assert "    address: https://mala-vystava.cz/q/ada-1/" in lines
    assert "    date: 2026-05-01" in lines


def test_no_code_that_leads_to_nobody_is_kept_for_ever(tmp_path: Path) -> None:
    """A new project has such an address; a build may be told another one."""
    place, problems = Place(furnish(tmp_path / "project").root, HOME), Problems()
    with pytest.raises(BuildFailed):
        freeze_job(place.project, Options(now=NOW), JOB, problems)
    assert [(str(one.where), one.code) for one in problems] == [("content/site.yaml:4:11", "code-leads-nowhere")]
    assert not (place.root / LOCK).exists()
    told = Options(now=NOW, base_url="https://mala-vystava.cz/")
    assert freeze_job(place.project, told, JOB, Problems()) == (1, [JOB])


def test_freezing_twice_adds_nothing(frozen: Path) -> None:
    """A second run of the press needs no second line."""
    before = (frozen / LOCK).read_text("utf-8")
    assert freeze(frozen)[0] == 0
    assert (frozen / LOCK).read_text("utf-8") == before


@pytest.mark.parametrize("lock", ["codes: []\n", None])
def test_a_lock_that_somebody_edited_is_written_on(frozen: Path, lock: str | None) -> None:
    """One without any code, or without an end of its last line."""
    path = frozen / LOCK
    path.write_text(path.read_text("utf-8").rstrip() if lock is None else lock, "utf-8")
    assert write_frozen(Project.at(frozen), [CODE]) == 1
    problems = Problems()
    assert CODE.id in {code.id for code in read_printed(Project.at(frozen), problems)}
    assert not problems


def test_an_unknown_job_freezes_nothing_and_names_the_known_ones(frozen: Path) -> None:
    """The editor sees what there is."""
    assert freeze(frozen, "zine-nobody") == (0, [JOB])


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("content/site.yaml", "https://mala-vystava.cz/", "https://example.com/", "frozen-code-changed"),
    ],
)
def test_a_build_that_would_break_a_printed_code_fails_at_its_line(
    frozen: Path, file: str, old: str, new: str, code: str
) -> None:
    """Ink does not change."""
    place = real(frozen.parent / "again")
    (place.root / LOCK).write_text((frozen / LOCK).read_text("utf-8"), "utf-8")
    assert not place.build().failed
    place.edit(file, old, new)
    assert (f"{LOCK}:4:5", code) in place.problems()


@pytest.mark.parametrize("deleted", [False, True])
def test_a_printed_code_outlives_what_it_led_to(frozen: Path, *, deleted: bool) -> None:
    """After a withdrawal, or when its record is gone, the code says so in every language; no build fails for it."""
    place = real(frozen.parent / "again")
    (place.root / LOCK).write_text((frozen / LOCK).read_text("utf-8"), "utf-8")
    place.edit("content/site.yaml", "timezone:", "gone: {cs: Už se neukazuje., en: No longer shown.}\ntimezone:")
    if deleted:
        for name in ("content/photos/ada-1.yaml", "photos/ada-1.jpg"):
            (place.root / name).unlink()
    else:
        place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    report = place.build()
    assert not report.failed, list(report.problems)
    assert (f"{LOCK}:4:5", "frozen-code-gone") in [(str(one.where), one.code) for one in report.problems]
    page = place.read("q/ada-1/index.html")
    assert "Už se neukazuje." in page
    assert "No longer shown." in page
    assert "noindex" in page
    for word in ("Okno", "Window", "Ada"):
        assert word not in page


def test_a_printed_code_says_so_where_the_site_has_no_words_of_its_own(frozen: Path) -> None:
    """Those of the interface stand in, in every language; also where the code was redirected to who has withdrawn."""
    place = real(frozen.parent / "again")
    text = (frozen / LOCK).read_text("utf-8")
    (place.root / LOCK).write_text(text + "    redirect: author:ada\n", "utf-8")
    place.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert not place.build().failed
    page = place.read("q/ada-1/index.html").replace("\u00a0", " ")
    assert "To, k čemu tento kód vedl, se už neukazuje." in page
    assert "What this code led to is not shown any more." in page


def test_a_printed_code_never_means_something_else(frozen: Path) -> None:
    """Its target was renamed; another record that takes the old name is refused, not found behind the ink."""
    place = real(frozen.parent / "again")
    text = (frozen / LOCK).read_text("utf-8")
    (place.root / LOCK).write_text(text + "    redirect: photo:ada-2\n", "utf-8")
    assert ("content/photos/ada-1.yaml:1:1", "duplicate-code") in place.problems()


def test_a_redirect_keeps_a_printed_code_alive(frozen: Path) -> None:
    """The record may go when its code gets another target."""
    place = real(frozen.parent / "again")
    text = (frozen / LOCK).read_text("utf-8")
    (place.root / LOCK).write_text(text + "    redirect: author:ada\n", "utf-8")
    place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    assert [code for _, code in place.problems() if code.startswith("frozen")] == []
    assert "cs/autori/ada/" in place.read("q/ada-1/index.html")


def test_a_kiosk_may_lack_what_a_printed_code_leads_to(frozen: Path) -> None:
    """The code leads to the website; that its photograph may not tour only keeps it out of the kiosk."""
    place = Place(frozen, HOME)
    place.edit("content/photos/ada-1.yaml", "[web, print, touring]", "[web, print]")
    assert place.problems() == []
    assert place.problems(kiosk=True) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_dies_midway_leaves_the_old_lock(frozen: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """The lock is written beside its place, and then renamed; nothing is left beside it."""
    before = (frozen / LOCK).read_bytes()

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, call, dies)
    said = {"id": "new", "address": "https://example.org/q/new/", "target": "photo:ada-1", "matrix": "0", "job": "job"}
    code = FrozenCode.model_validate(said | {"date": NOW.date()})
    with pytest.raises(KeyboardInterrupt):
        write_frozen(Project.at(frozen), [code])
    assert (frozen / LOCK).read_bytes() == before
    assert not list((frozen / "content").glob(".new-*"))
