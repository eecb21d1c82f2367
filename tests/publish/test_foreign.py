"""What lies in the output folder and is not ours."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from sitegen import pipeline
from sitegen import publish as publishing
from sitegen.model.project import Options
from sitegen.publish import foreign_files, publish, trees
from sitegen.publish.old_site import MARKER
from sitegen.publish.publish_error import PublishError
from tests.conftest import NOW, Place
from tests.publish.shop import Shop, texts_below


def test_a_folder_of_somebody_else_is_refused(shop: Shop) -> None:
    """A mistyped --output deletes nothing."""
    shop.output.mkdir()
    (shop.output / "thesis.odt").write_text("years of work")
    with pytest.raises(PublishError) as caught:
        shop.publish(a_html="1")
    assert (caught.value.code, caught.value.params) == ("foreign-output", {"folder": "site"})
    assert (shop.output / "thesis.odt").read_text() == "years of work"


def _lay_in(shop: Shop) -> list[str]:
    """Lay foreign things into a site; returns how they are called, empty folders and what systems leave but for."""
    for name in ("mine.pdf", "b/notes.txt", "wp/a/1.php", "wp/.DS_Store", "wp/2.php", ".DS_Store"):
        (shop.output / name).parent.mkdir(parents=True, exist_ok=True)
        (shop.output / name).write_text(f"theirs: {name}")
    (shop.output / "empty").mkdir()
    (shop.output / "nowhere").symlink_to("missing")
    return ["b/notes.txt", "mine.pdf", "nowhere", "wp/"]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("marker", ["whole", "damaged"])
def test_what_no_build_has_put_there_is_refused_by_name(shop: Shop, marker: str) -> None:
    """Nothing is touched until it is gone; of a folder without any file of ours its name is enough."""
    shop.publish(a_html="1", b__c_html="1")
    if marker == "damaged":  # the twin knows what is ours
        (shop.output / MARKER).write_text("{")
    names, before = _lay_in(shop), shop.found
    for texts in ({"a_html": "1", "b__c_html": "1"}, {"a_html": "2"}):
        with pytest.raises(PublishError) as caught:
            shop.publish(**texts)
        assert (caught.value.code, caught.value.params["paths"]) == ("foreign-files", ", ".join(names))
        assert shop.found == before
        assert (shop.output / "nowhere").is_symlink()
    for name in names:
        trees.delete(shop.output / name)
    shop.publish(a_html="2")
    assert shop.found == {"a.html": "2"}


def test_only_some_of_many_foreign_files_are_named(shop: Shop) -> None:
    """A folder full of them makes no wall of text."""
    shop.publish(a_html="1")
    for number in range(25):
        (shop.output / f"{number:02}.txt").touch()
    with pytest.raises(PublishError) as caught:
        shop.publish(a_html="1")
    assert caught.value.params["paths"].endswith("08.txt, 09.txt … (25)")


@pytest.mark.usefixtures("way")
def test_where_something_must_go_foreign_files_are_laid_aside(shop: Shop) -> None:
    """Nothing of them is lost, nothing of them is in the site, and nothing that was laid aside before is replaced."""
    shop.publish(a_html="withdrawn", b__c_html="1")
    for number, folder in enumerate((".site.sitegen-aside", ".site.sitegen-aside-2")):
        names = _lay_in(shop)
        theirs = {path: text for path, text in shop.found.items() if text.startswith("theirs") and path != ".DS_Store"}
        done = publish(*shop.plan(a_html=str(number), b__c_html="1"), shop.output, (), "aside")
        assert done.aside[shop.output.with_name(folder)] == ", ".join(names)
        assert shop.found == shop.twins == {"a.html": str(number), "b/c.html": "1"}
        assert texts_below(shop.output.with_name(folder)) == theirs
        assert (shop.output.with_name(folder) / "nowhere").is_symlink()
        assert sys.platform == "win32" or shop.output.with_name(folder).stat().st_mode & 0o777 == 0o700
    for text in ("1", "2"):  # told again until somebody has looked: a killed run could not
        again = publish(*shop.plan(a_html=text, b__c_html="1"), shop.output).aside
        assert [(folder.name, names) for folder, names in again.items()] == [
            (".site.sitegen-aside", "b/, mine.pdf, nowhere, wp/"),
            (".site.sitegen-aside-2", "b/, mine.pdf, nowhere, wp/"),
        ]
    assert shop.around == [".site.sitegen-aside", ".site.sitegen-aside-2", ".site.sitegen-twin", "blobs", "site"]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("stuck", [["wp"], ["b/notes.txt", "mine.pdf", "nowhere", "wp"]])
def test_what_may_not_be_moved_holds_no_withdrawal_up(
    shop: Shop, stuck: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a folder that the program of a server has made, with other rights: it stays where the old site was."""
    shop.publish(a_html="withdrawn", b__c_html="1")
    names = _lay_in(shop)
    theirs = {path: text for path, text in shop.found.items() if text.startswith("theirs") and path != ".DS_Store"}

    def refused(source: Path, target: Path, _: Path) -> None:
        if source.relative_to(shop.output).as_posix() in stuck:
            raise PublishError("output-in-use", folder="site", reason="permission denied")
        source.rename(target)

    monkeypatch.setattr(foreign_files, "rename", refused)
    done = publish(*shop.plan(a_html="2"), shop.output, (), "aside")
    assert done.left is None
    assert shop.found == {"a.html": "2"}
    assert {path: text for folder in done.aside for path, text in texts_below(folder).items()} == theirs
    assert ("nowhere" in stuck) == (len(done.aside) == 1)
    assert {name.rstrip("/") for name in names} == {
        path.relative_to(folder).as_posix()
        for folder in done.aside
        for path in folder.rglob("*")
        if path.relative_to(folder).as_posix() in {name.rstrip("/") for name in names}
    }
    monkeypatch.undo()
    shop.publish(a_html="3")
    assert shop.found == shop.twins == {"a.html": "3"}


def test_where_nothing_can_be_published_foreign_files_stay(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """They were laid aside already, and come back."""
    shop.publish(a_html="1", b__c_html="1")
    _lay_in(shop)
    before = shop.found

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "swap", full)
    with pytest.raises(OSError, match="No space"):
        publish(*shop.plan(a_html="2"), shop.output, (), "aside")
    assert shop.found == before


def test_a_site_within_the_cache_loses_what_is_foreign(shop: Shop) -> None:
    """The cache is ours with all that is in it."""
    shop.publish(a_html="1")
    _lay_in(shop)
    assert publish(*shop.plan(a_html="2"), shop.output, (), "delete").aside == {}
    assert shop.found == {"a.html": "2"}


def test_a_file_in_the_place_of_the_folder_is_refused(shop: Shop) -> None:
    """It is not exchanged for a site."""
    shop.output.write_text("a file")
    with pytest.raises(PublishError):
        shop.publish(a_html="1")
    assert shop.output.read_text() == "a file"


def test_folders_with_like_names_are_left_alone(shop: Shop) -> None:
    """`site.old` may be somebody's only copy."""
    for name in ("site.old", "site.new"):
        (shop.output.parent / name).mkdir()
        (shop.output.parent / name / "precious").write_text("x")
    shop.publish(a_html="1")
    shop.publish(a_html="2")
    assert shop.around == [".site.sitegen-twin", "blobs", "site", "site.new", "site.old"]
    assert (shop.output.parent / "site.old" / "precious").is_file()


def test_an_empty_folder_is_taken(shop: Shop) -> None:
    """Somebody made it for the site."""
    shop.output.mkdir()
    assert shop.publish(a_html="1") == 0
    assert shop.found == {"a.html": "1"}


def test_a_refusal_is_a_problem_like_any_other(place: Place) -> None:
    """It stands in the report, in the editor's language."""
    (place.root / "output").mkdir()
    (place.root / "output" / "mine.txt").write_text("x")
    assert place.problems() == [("output:1:1", "foreign-output")]
    assert place.files() == {"mine.txt"}


def test_a_foreign_file_is_a_problem_with_its_name(built: Place) -> None:
    """The quick look of the launcher finds it too, because the folder is not as it was left."""
    (built.output / "en" / "mine.pdf").write_text("x")
    report = built.build()
    assert [str(problem) for problem in report.problems if problem.code == "foreign-files"]
    assert "en/mine.pdf" in next(str(p) for p in report.problems if p.code == "foreign-files")
    assert (report.failed, report.published) == (True, False)
    (built.output / "en" / "mine.pdf").unlink()
    assert built.problems() == []


def test_a_foreign_file_keeps_nothing_withdrawn_in_a_site(built: Place, tmp_path: Path) -> None:
    """Nor in another folder that is built later, or where a check came first; after that it is refused again."""
    kiosk = tmp_path / "kiosk"
    pipeline.build(dataclasses.replace(built.project, output=kiosk), Options(now=NOW, printing=False))
    built.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    pipeline.check_only(built.project, Options(now=NOW, printing=False))
    for folder in (built.output, kiosk):
        (folder / "mine.pdf").write_text("theirs")
        project = dataclasses.replace(built.project, output=folder)
        report = pipeline.build(project, Options(now=NOW, printing=False))
        assert not report.failed
        assert "foreign-files-aside" in {problem.code for problem in report.problems}
        assert not list(folder.rglob("*ada-1*"))
        assert (folder.with_name(f".{folder.name}.sitegen-aside") / "mine.pdf").read_text() == "theirs"
        (folder / "mine.pdf").write_text("theirs")
        again = pipeline.build(project, Options(now=NOW, printing=False))
        assert "foreign-files" in {problem.code for problem in again.problems}
        (folder / "mine.pdf").unlink()
