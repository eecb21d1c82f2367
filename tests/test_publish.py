"""Publishing: the output folder is the old site or the new one, and never somebody else's."""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import itertools
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen import pipeline
from sitegen import publish as publishing
from sitegen.making.blobs import Damaged, keep
from sitegen.model.listing import state
from sitegen.model.outputs import Output, Plan
from sitegen.model.project import HOME, Options
from sitegen.model.web_orders import JsonOrder
from sitegen.publish import publish, published, swapping, trees
from sitegen.publish.errors import PublishError
from sitegen.publish.old_site import MARKER
from sitegen.publish.project_lock import exclusive
from tests.conftest import NOW, Place


def texts_below(folder: Path) -> dict[str, str]:
    """The text of each file but the marker, by its path."""
    files = {path for path in folder.rglob("*") if path.is_file() and path.name != MARKER}
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


class Shop:
    """Publishes small trees of texts into a folder."""

    def __init__(self, root: Path) -> None:
        self.blobs, self.output = root / "blobs", root / "site"
        self.blobs.mkdir()

    def plan(self, **texts: str) -> tuple[dict[str, Path], Plan]:
        """A tree and its plan; `a_html` stands for `a.html`."""
        tree, prints = {}, {}
        for name, text in texts.items():
            path = name.replace("__", "/").replace("_", ".")
            tree[path] = keep(self.blobs / hashlib.sha256(text.encode()).hexdigest(), text.encode())
            prints[path] = text
        return tree, Plan({path: Output(path, JsonOrder(None)) for path in tree}, prints)

    def publish(self, **texts: str) -> int:
        """Publish a tree; returns how many files went."""
        done = publish(*self.plan(**texts), self.output)
        assert done.left is None
        return done.removed

    @property
    def found(self) -> dict[str, str]:
        """What is published, but for the marker."""
        return texts_below(self.output)

    @property
    def twins(self) -> dict[str, str]:
        """What the twin holds."""
        return texts_below(self.twin)

    @property
    def everywhere(self) -> set[str]:
        """The texts of all files but those of the store."""
        files = (path for path in self.output.parent.rglob("*") if path.is_file() and self.blobs not in path.parents)
        return {path.read_text() for path in files}

    @property
    def twin(self) -> Path:
        """The folder beside it."""
        return self.output.with_name(".site.sitegen-twin")

    @property
    def around(self) -> list[str]:
        """The folders beside it."""
        return sorted(path.name for path in self.output.parent.iterdir())


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """An empty one."""
    return Shop(tmp_path)


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of replacing a folder: in one step, and by two renames where a system has no such step."""
    if request.param == "rename":
        monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_site_takes_the_place_of_the_old_one(shop: Shop) -> None:
    """What belongs to no output any more is gone, from the twin beside it too."""
    assert shop.publish(a_html="1", b__c_html="2") == 0
    assert shop.publish(a_html="3", d_html="4") == 1
    assert shop.found == {"a.html": "3", "d.html": "4"}
    assert shop.around == [".site.sitegen-twin", "blobs", "site"]
    assert shop.twins == shop.found
    assert list(shop.twin.rglob("*")) == [shop.twin / path.relative_to(shop.output) for path in shop.output.rglob("*")]


def test_the_same_site_is_left_alone(shop: Shop) -> None:
    """Not a byte is written."""
    shop.publish(a_html="1")
    before = (shop.output / "a.html").stat()
    assert shop.publish(a_html="1") == 0
    assert (shop.output / "a.html").stat() == before


@pytest.mark.parametrize("what", ["edit", "swap", "restored", "delete", "folder", "litter", "link"])
def test_a_site_that_somebody_changed_is_replaced(shop: Shop, what: str) -> None:
    """The output is what the plan says, not what was left of it."""
    shop.publish(a_html="1", b_html="2")
    file = shop.output / "a.html"
    if what in {"edit", "swap"}:
        file.write_text("changed" if what == "edit" else "9")
        later = (shop.output / MARKER).stat().st_mtime_ns + 1_000_000_000
        os.utime(file, ns=(later, later))
    elif what == "restored":  # no time that a program can set tells of it
        before = file.stat()
        file.write_text("9")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif what == "delete":
        file.unlink()
    elif what == "folder":
        file.unlink()
        (file / "empty").mkdir(parents=True)
    elif what == "litter":
        (shop.output / "en" / "__MACOSX").mkdir(parents=True)
        for name in ("en/.DS_Store", "en/__MACOSX/x", "Thumbs.db", "._a.html", ".a.html.swp", "a.html~"):
            (shop.output / name).write_text("x")
    else:
        file.unlink()
        file.symlink_to("missing")
    assert not published(*shop.plan(a_html="1", b_html="2"), shop.output)
    shop.publish(a_html="1", b_html="2")
    assert shop.found == {"a.html": "1", "b.html": "2"}
    assert not file.is_symlink()
    assert shop.twins == shop.found


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
        assert (done.foreign, done.aside) == (", ".join(names), shop.output.with_name(folder))
        assert shop.found == shop.twins == {"a.html": str(number), "b/c.html": "1"}
        assert texts_below(shop.output.with_name(folder)) == theirs
        assert (shop.output.with_name(folder) / "nowhere").is_symlink()
    assert publish(*shop.plan(a_html="1", b__c_html="1"), shop.output, (), "aside").aside is None
    assert shop.around == [".site.sitegen-aside", ".site.sitegen-aside-2", ".site.sitegen-twin", "blobs", "site"]


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
    assert publish(*shop.plan(a_html="2"), shop.output, (), "delete").aside is None
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


def test_what_did_not_change_is_not_written_again(shop: Shop) -> None:
    """It is the same file under the new site's name; what somebody touched is written anew."""
    shop.publish(a_html="1", b_html="1", c_html="1")
    before = {name: (shop.output / name).stat().st_ino for name in ("a.html", "b.html", "c.html")}
    later = (shop.output / MARKER).stat().st_mtime_ns + 1_000_000_000
    (shop.output / "c.html").write_text("x")
    os.utime(shop.output / "c.html", ns=(later, later))
    shop.publish(a_html="1", b_html="2", c_html="1")
    assert shop.found == {"a.html": "1", "b.html": "2", "c.html": "1"}
    after = {name: (shop.output / name).stat().st_ino for name in before}
    assert [name for name in before if before[name] == after[name]] == ["a.html"]


@pytest.mark.usefixtures("way")
def test_a_change_costs_what_changed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of forty pages in forty folders one is new: a handful of calls, and no folder made or deleted but its own."""
    pages = {f"p{number}__index_html": "1" for number in range(40)}
    shop.publish(**pages)
    steps: list[str] = []
    planned = shop.plan(**pages | {"p7__index_html": "2"})
    watch(monkeypatch, lambda name, _number: steps.append(name))
    publish(*planned, shop.output)
    assert steps.count("copy_blob") == 1
    assert steps.count("mkdir") <= 4
    assert len(steps) < 30


def test_a_twin_that_somebody_changed_is_not_believed(shop: Shop) -> None:
    """What it shares with the site is used, all else is made anew."""
    shop.publish(a_html="1", b__c_html="1", d__e_html="1")
    (shop.twin / "a.html").unlink()
    (shop.twin / "a.html").write_text("9")
    (shop.twin / "d" / "e.html").unlink()
    (shop.twin / "d").rmdir()
    (shop.twin / "d").symlink_to(shop.blobs)
    (shop.twin / "x").mkdir()
    (shop.twin / "x" / "mine").write_text("x")
    blobs = texts_below(shop.blobs)
    shop.publish(a_html="1", b__c_html="2", d__e_html="1")
    assert shop.found == shop.twins == {"a.html": "1", "b/c.html": "2", "d/e.html": "1"}
    assert not (shop.output / "x").exists()
    assert blobs.items() <= texts_below(shop.blobs).items()


def test_a_copy_of_a_site_is_read_once_and_kept(shop: Shop) -> None:
    """Its times say nothing, its bytes do; one that is another is replaced."""
    shop.publish(a_html="1", b_html="1")
    later = (shop.output / MARKER).stat().st_mtime_ns + 1_000_000_000
    for name in ("a.html", "b.html"):
        os.utime(shop.output / name, ns=(later, later))
    (shop.output / "b.html").write_text("9")
    kept = (shop.output / "a.html").stat().st_ino
    shop.publish(a_html="1", b_html="1")
    assert shop.found == {"a.html": "1", "b.html": "1"}
    assert (shop.output / "a.html").stat().st_ino == kept


def test_the_state_of_a_site_changes_with_any_touch(shop: Shop) -> None:
    """It stays the same as long as nobody comes near, and there is none where a killed run left work."""
    shop.publish(a_html="1", b_html="1")
    before = state(shop.output)
    assert before == state(shop.output) is not None
    times = (shop.output / "a.html").stat()
    (shop.output / "a.html").write_text("9")
    os.utime(shop.output / "a.html", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert state(shop.output) != before
    shop.output.with_name(".site.sitegen-new").mkdir()
    assert state(shop.output) is None


@pytest.mark.parametrize("damage", [b"", b"tw", b"twp", b"two!", None])
def test_a_damaged_blob_is_never_published(shop: Shop, damage: bytes | None) -> None:
    """Emptied, cut short, changed, longer, gone: the old site stays, and nothing is left beside it."""
    shop.publish(a_html="one")
    tree, plan = shop.plan(a_html="two")
    if damage is None:
        tree["a.html"].unlink()
    else:
        tree["a.html"].write_bytes(damage)
    with pytest.raises(Damaged):
        publish(tree, plan, shop.output)
    assert shop.found == {"a.html": "one"}
    assert ".site.sitegen-new" not in shop.around


def test_a_mounted_folder_is_refused(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name cannot be changed; the site stays."""
    shop.publish(a_html="1")

    def busy(_self: Path, _target: Path) -> None:
        raise OSError(errno.EBUSY, "busy")

    monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda self, to: (busy if self == shop.output else rename)(self, to))
    with pytest.raises(PublishError) as caught:
        shop.publish(a_html="2")
    assert (caught.value.code, caught.value.params) == ("output-mounted", {"folder": "site"})
    assert shop.found == {"a.html": "1"}


def test_an_old_site_that_cannot_be_deleted_is_named(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new one is published all the same."""
    shop.publish(a_html="1")
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(publishing.shutil, "rmtree", lambda *_, **_more: None)
    done = publish(*shop.plan(a_html="2"), shop.output)
    assert done.left == shop.output.with_name(".site.sitegen-new")
    assert shop.found == {"a.html": "2"}


def test_a_file_system_without_links_gets_copies(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as that of a memory stick."""
    monkeypatch.setattr(os, "link", refuse)
    shop.publish(a_html="1", b_html="1")
    shop.publish(a_html="1", b_html="2")
    assert shop.found == {"a.html": "1", "b.html": "2"}


def refuse(*_: object, **_more: object) -> None:
    """What a system says that cannot do something."""
    raise PermissionError("not permitted")


class Killed(BaseException):
    """Stands for the end of the process."""


def watch(monkeypatch: pytest.MonkeyPatch, told: Callable[[str, int], None]) -> None:
    """Tell of every call that changes files, before it, with its number."""
    numbers = itertools.count()

    def watched(name: str, original: Any) -> Any:
        def call(*arguments: Any, **more: Any) -> Any:
            told(name, next(numbers))
            return original(*arguments, **more)

        return call

    calls = [(os, name) for name in ("mkdir", "rmdir", "unlink", "link", "rename", "utime", "fsync")]
    for owner, name in [*calls, (publishing, "copy_blob"), (Path, "write_text"), (swapping, "_exchange")]:
        monkeypatch.setattr(owner, name, watched(name, getattr(owner, name)))


def killed(monkeypatch: pytest.MonkeyPatch, shop: Shop, step: int, **texts: str) -> bool:
    """Publish until the call of this number; returns whether it came to that."""

    def kill(_name: str, number: int) -> None:
        if number >= step:
            raise Killed

    with monkeypatch.context() as patched:
        watch(patched, kill)
        try:
            shop.publish(**texts)
        except Killed:
            return True
    return False


OLD = {"a_html": "1", "b__c_html": "1", "d__e_html": "withdrawn", "f_html": "1"}
NEW = {"a_html": "2", "b__c_html": "2", "f_html": "1", "g__h__i_html": "1"}
PUBLISHED = {"a.html": "2", "b/c.html": "2", "f.html": "1", "g/h/i.html": "1"}


def begin(shop: Shop, start: str) -> None:
    """Bring a shop to where a build begins."""
    if start != "first":
        shop.publish(**OLD)
    if start == "touched":
        (shop.output / "a.html").write_text("somebody")
    if start == "untwinned":
        shutil.rmtree(shop.twin)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("start", ["first", "second", "touched", "untwinned", "unlinked"])
def test_an_end_at_any_step_leaves_a_whole_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    """Whichever call is the last one, the site is the old or the new one, and the next run tidies up.

    What was withdrawn is in no folder then, not even beside the site; a run that makes no site tidies up as well.
    """
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # what it does shows after a power cut only
    if start == "unlinked":
        monkeypatch.setattr(os, "link", refuse)
    for step in itertools.count():
        (tmp_path / str(step)).mkdir()
        shop = Shop(tmp_path / str(step))
        begin(shop, start)
        before = shop.found
        to_its_end = not killed(monkeypatch, shop, step, **NEW)
        assert shop.found in (before, PUBLISHED) or not shop.output.exists()
        swapping.recover(shop.output)
        assert shop.found in (before, PUBLISHED)
        assert (shop.found == before) == ("withdrawn" in shop.everywhere) or start == "first"
        shop.publish(**NEW)
        assert shop.found == PUBLISHED
        assert "withdrawn" not in shop.everywhere
        shop.publish(**NEW | {"f_html": "3"})
        assert shop.found == PUBLISHED | {"f.html": "3"}
        assert shop.around == ([] if start == "unlinked" else [".site.sitegen-twin"]) + ["blobs", "site"]
        assert start == "unlinked" or shop.twins == shop.found
        if to_its_end:
            break
    assert step > 8


def test_an_old_site_comes_back_before_anything_else(shop: Shop) -> None:
    """A kill between the two renames is healed even when the next build fails."""
    shop.publish(a_html="1")
    shop.output.rename(shop.output.with_name(".site.sitegen-old"))
    swapping.recover(shop.output)
    assert shop.found == {"a.html": "1"}


def test_the_twin_of_a_deleted_site_goes_too(shop: Shop) -> None:
    """What somebody deleted is nowhere, even where the next build fails or is that of another folder."""
    shop.publish(a_html="withdrawn")
    shutil.rmtree(shop.output)
    swapping.recover(shop.output.with_name("other"))
    assert shop.around == ["blobs"]


def test_a_link_to_a_folder_stays_one(shop: Shop) -> None:
    """The site is published where it leads."""
    real = shop.output.parent / "elsewhere" / "www"
    real.mkdir(parents=True)
    shop.output.symlink_to(real)
    shop.publish(a_html="1")
    shop.publish(a_html="2")
    assert shop.output.is_symlink()
    assert texts_below(real) == {"a.html": "2"}


def test_the_second_of_two_builds_waits(place: Place) -> None:
    """It says so, goes on when the first has ended, and the lock goes with its holder."""
    told: list[str] = []
    with exclusive(place.project.cache, lambda: told.append("waits")):
        build = subprocess.Popen(place.command("build"), cwd=HOME, stdout=subprocess.PIPE, text=True)
        assert build.stdout is not None
        assert (
            build.stdout.readline() == "Another build of this project is running; this one goes on when it has ended.\n"
        )
        assert not place.output.exists()
    assert "files" in build.communicate()[0]
    assert build.returncode == 0
    assert place.output.exists()
    assert told == []


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", "\0" * 20, "[" * 100_000, '{"a.html": 7}', "gone", "folder", "pipe", "link", "huge"],
)
def test_a_damaged_marker_needs_no_hand(shop: Shop, damage: str) -> None:
    """What the folder shares with its twin proves that it is ours; what it shares with none is refused as before."""
    shop.publish(a_html="1", b_html="2")
    damaged(shop.output / MARKER, damage)
    assert not published(*shop.plan(a_html="1", b_html="2"), shop.output)
    shop.publish(a_html="1", c_html="3")
    assert shop.found == shop.twins == {"a.html": "1", "c.html": "3"}
    assert published(*shop.plan(a_html="1", c_html="3"), shop.output)
    for path in shop.output.glob("*.html"):
        text = path.read_text()
        path.unlink()
        path.write_text(text)
    damaged(shop.output / MARKER, damage)
    with pytest.raises(PublishError, match="foreign-output"):
        shop.publish(a_html="1")


def damaged(marker: Path, how: str) -> None:
    """Damage a marker, in its bytes or as a whole."""
    marker.unlink()
    if how == "folder":
        marker.mkdir()
    elif how == "pipe":
        os.mkfifo(marker)
    elif how == "link":
        marker.symlink_to("nowhere")
    elif how == "huge":
        marker.touch()
        os.truncate(marker, 3_000_000_000)
    elif how != "gone":
        marker.write_text(how)


@pytest.mark.parametrize("text", ["copied", "{}", '{"a.html": ["1", 1]}'])
def test_a_marker_alone_makes_no_folder_ours(shop: Shop, text: str) -> None:
    """It can be copied, with a folder that it lay in or by itself."""
    shop.publish(a_html="1", b_html="2")
    other = Shop(shop.blobs)
    other.output.mkdir()
    (other.output / "thesis.odt").write_text("years of work")
    (other.output / MARKER).write_text((shop.output / MARKER).read_text() if text == "copied" else text)
    with pytest.raises(PublishError, match="foreign-output"):
        other.publish(a_html="1")
    assert (other.output / "thesis.odt").read_text() == "years of work"
    (other.output / "thesis.odt").unlink()
    (other.output / MARKER).write_text((shop.output / MARKER).read_text())
    other.publish(a_html="1")
    assert other.found == {"a.html": "1"}


@pytest.mark.parametrize("what", ["twin", "new", "old"])
@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("link", [False, True])
def test_what_is_no_folder_beside_a_site_is_not_followed(shop: Shop, what: str, *, before: bool, link: bool) -> None:
    """A link in the place of one of ours, as a stranger's clone may bring, leads to files that are not ours."""
    if before:
        shop.publish(a_html="1")
        shutil.rmtree(shop.twin)
    theirs = shop.output.with_name("theirs")
    theirs.mkdir()
    (theirs / "thesis.odt").write_text("years of work")
    place = shop.output.with_name(f".site.sitegen-{what}")
    if link:
        place.symlink_to("theirs")
    else:
        place.write_text("x")
    shop.publish(a_html="2")
    assert shop.found == shop.twins == {"a.html": "2"}
    assert texts_below(theirs) == {"thesis.odt": "years of work"}
    assert shop.around == [".site.sitegen-twin", "blobs", "site", "theirs"]


def test_a_marker_leads_to_nothing_outside(shop: Shop) -> None:
    """Not through what is the host's either, from which goes what was published once."""
    shop.publish(a_html="1", b_html="2")
    (shop.output / ".git").mkdir()
    outside = shop.output.with_name("thesis.odt")
    outside.write_text("years of work")
    marker = shop.output / MARKER
    marker.write_text(marker.read_text().replace("{", '{".git/../../thesis.odt": ["1", 1], ', 1))
    publish(*shop.plan(a_html="2"), shop.output, [".git"])
    assert outside.read_text() == "years of work"


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


def test_what_comes_out_as_it_was_is_no_other_file(built: Place) -> None:
    """A page that was made anew with the same bytes is linked, not written; the marker says what it is made of now."""
    page = built.output / "en/events/opening/index.html"
    before, marker = page.stat(), built.read(MARKER)
    built.write("templates/event.html", "{# the same #}" + (built.home / "templates/event.html").read_text("utf-8"))
    report = built.build()
    assert "en/events/opening/index.html" in report.made
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert built.read(MARKER) != marker
    assert built.build().made == []


def _hosts(shop: Shop) -> dict[str, str]:
    """What the host has at the top of the site."""
    names = ("CNAME", ".well-known/security.txt", ".git/objects/aa/bb")
    return {name: (shop.output / name).read_text() for name in names if (shop.output / name).is_file()}


def _furnish_host(shop: Shop) -> dict[str, str]:
    for name in ("CNAME", ".well-known/security.txt", ".git/objects/aa/bb"):
        (shop.output / name).parent.mkdir(parents=True, exist_ok=True)
        (shop.output / name).write_text(f"of the host: {name}")
    (shop.output / ".git" / "refs").mkdir()
    (shop.output / ".git" / "HEAD").symlink_to("nothing")
    (shop.output / ".git" / "objects" / "aa" / "bb").chmod(0o444)
    return _hosts(shop)


HOSTS = ("CNAME", ".well-known", ".git", "not-there")


@pytest.mark.usefixtures("way")
def test_what_the_host_needs_stays(shop: Shop) -> None:
    """Before the first site, through every other, with empty folders and links; the twin never holds it."""
    shop.output.mkdir()
    wanted = _furnish_host(shop)
    for number in range(4):
        publish(*shop.plan(a_html=str(number), **{f"b{number}_html": "2"}), shop.output, HOSTS)
        assert _hosts(shop) == wanted
        assert (shop.output / ".git" / "refs").is_dir()
        assert (shop.output / ".git" / "HEAD").is_symlink()
        assert shop.around == [".site.sitegen-twin", "blobs", "site"]
        assert shop.twins.keys() == {"a.html", f"b{number}.html"}
        assert published(*shop.plan(a_html=str(number), **{f"b{number}_html": "2"}), shop.output, HOSTS)


def test_what_else_lies_in_a_folder_is_still_foreign(shop: Shop) -> None:
    """Only names of the list are the host's."""
    shop.output.mkdir()
    _furnish_host(shop)
    (shop.output / "other.txt").write_text("mine")
    with pytest.raises(PublishError, match="foreign-output"):
        publish(*shop.plan(a_html="1"), shop.output, HOSTS)
    assert (shop.output / "other.txt").read_text() == "mine"


@pytest.mark.usefixtures("way")
def test_what_was_published_is_never_the_hosts(shop: Shop) -> None:
    """Under a name that was written into the list later: our files go, the others there stay."""
    publish(*shop.plan(a_html="1", CNAME="ours", b__c__d_html="1"), shop.output)
    (shop.output / "b" / "e").write_text("of the host")
    publish(*shop.plan(a_html="2"), shop.output, ["b", "CNAME"])
    assert shop.found == {"a.html": "2", "b/e": "of the host"}
    assert not (shop.output / "b" / "c").exists()
    assert shop.twins == {"a.html": "2"}
    assert published(*shop.plan(a_html="2"), shop.output, ["b", "CNAME"])


class _Kill(BaseException):
    """The process dies here."""


@pytest.mark.usefixtures("way")
def test_a_kill_at_any_step_loses_nothing_of_the_host(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each call that changes a folder is the last one once; the next run has everything, and nothing twice."""
    shop.output.mkdir()
    wanted = _furnish_host(shop)
    publish(*shop.plan(a_html="0", c__d_html="0"), shop.output, HOSTS)
    steps = ("link", "mkdir", "unlink", "rmdir", "symlink", "rename")
    whole = {name: getattr(os, name) for name in steps}
    exchange = swapping._exchange
    for last in itertools.count():
        left = itertools.count()

        def dies(last: int = last, left: Any = left) -> None:
            if next(left) >= last:
                raise _Kill

        for name in steps:
            monkeypatch.setattr(
                os, name, lambda *args, do=whole[name], dies=dies, **more: (dies(), do(*args, **more))[1]
            )
        monkeypatch.setattr(swapping, "_exchange", lambda *args, dies=dies: (dies(), exchange(*args), dies())[1])
        try:
            publish(*shop.plan(a_html=str(last + 1), c__d_html=str(last % 2)), shop.output, HOSTS)
            ended = True
        except _Kill:
            ended = False
        monkeypatch.undo()
        if shop.output.exists():
            assert _hosts(shop) == wanted
        swapping.recover(shop.output)
        assert _hosts(shop) == wanted
        if ended:
            break
    assert last > 10
