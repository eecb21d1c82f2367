"""Publishing: the output folder is the old site or the new one, and never somebody else's."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from sitegen import publish as publishing
from sitegen.model.outputs import Output, Plan
from sitegen.model.project import HOME
from sitegen.model.web_orders import JsonOrder
from sitegen.publish import MARKER, PublishError, exclusive, publish, published
from tests.conftest import Place


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
            tree[path] = self.blobs / f"{abs(hash(text))}"
            tree[path].write_text(text)
            prints[path] = text
        return tree, Plan({path: Output(path, JsonOrder(None)) for path in tree}, prints)

    def publish(self, **texts: str) -> int:
        """Publish a tree; returns how many files went."""
        return publish(*self.plan(**texts), self.output)

    @property
    def found(self) -> dict[str, str]:
        """What is published, but for the marker."""
        files = {path for path in self.output.rglob("*") if path.is_file() and path.name != MARKER}
        return {path.relative_to(self.output).as_posix(): path.read_text() for path in files}

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
        monkeypatch.setattr(publishing, "_exchange", lambda _one, _other: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_site_takes_the_place_of_the_old_one(shop: Shop) -> None:
    """What belongs to no output any more is gone, and nothing is left beside it."""
    assert shop.publish(a_html="1", b__c_html="2") == 0
    assert shop.publish(a_html="3", d_html="4") == 1
    assert shop.found == {"a.html": "3", "d.html": "4"}
    assert shop.around == ["blobs", "site"]


def test_the_same_site_is_left_alone(shop: Shop) -> None:
    """Not a byte is written."""
    shop.publish(a_html="1")
    before = (shop.output / "a.html").stat()
    assert shop.publish(a_html="1") == 0
    assert (shop.output / "a.html").stat() == before


@pytest.mark.parametrize("what", ["edit", "swap", "delete", "add", "link"])
def test_a_site_that_somebody_changed_is_replaced(shop: Shop, what: str) -> None:
    """The output is what the plan says, not what was left of it."""
    shop.publish(a_html="1", b_html="2")
    file = shop.output / "a.html"
    if what in {"edit", "swap"}:
        file.write_text("changed" if what == "edit" else "9")
        later = (shop.output / MARKER).stat().st_mtime_ns + 1_000_000_000
        os.utime(file, ns=(later, later))
    elif what == "delete":
        file.unlink()
    elif what == "add":
        (shop.output / "mine.html").write_text("x")
    else:
        (shop.output / "nowhere").symlink_to("missing")
    assert not published(shop.plan(a_html="1", b_html="2")[1], shop.output)
    shop.publish(a_html="1", b_html="2")
    assert shop.found == {"a.html": "1", "b.html": "2"}
    assert not (shop.output / "nowhere").is_symlink()


def test_a_folder_of_somebody_else_is_refused(shop: Shop) -> None:
    """A mistyped --output deletes nothing."""
    shop.output.mkdir()
    (shop.output / "thesis.odt").write_text("years of work")
    with pytest.raises(PublishError) as caught:
        shop.publish(a_html="1")
    assert (caught.value.code, caught.value.params) == ("foreign-output", {"folder": "site"})
    assert (shop.output / "thesis.odt").read_text() == "years of work"


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
    assert shop.around == ["blobs", "site", "site.new", "site.old"]
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


def test_a_file_system_without_links_gets_copies(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as that of a memory stick."""

    def refused(*_: object) -> None:
        raise OSError("not permitted")

    monkeypatch.setattr(publishing.os, "link", refused)
    shop.publish(a_html="1", b_html="1")
    shop.publish(a_html="1", b_html="2")
    assert shop.found == {"a.html": "1", "b.html": "2"}


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("step", range(14))
def test_an_end_at_any_step_leaves_a_whole_site(shop: Shop, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Whichever call is the last one, the next run finds a site, makes it the new one, and cleans up."""
    shop.publish(a_html="1", b_html="1", c_html="1")
    count = 0

    def counted(original: Any) -> Any:
        def call(*arguments: Any, **more: Any) -> Any:
            nonlocal count
            if count == step:
                raise Killed
            count += 1
            return original(*arguments, **more)

        return call

    for owner, name in [
        (publishing.shutil, "copyfile"),
        (publishing.os, "link"),
        (publishing.os, "fsync"),
        (publishing.shutil, "rmtree"),
        (publishing, "_rename"),
        (publishing, "_exchange"),
    ]:
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    with suppress(Killed):
        shop.publish(a_html="2", b_html="2", c_html="1")
    monkeypatch.undo()
    old_or_new = ({"a.html": "1", "b.html": "1", "c.html": "1"}, {"a.html": "2", "b.html": "2", "c.html": "1"})
    if shop.output.exists():
        assert shop.found in old_or_new
    shop.publish(a_html="2", b_html="2", c_html="1")
    assert shop.found == old_or_new[1]
    assert shop.around == ["blobs", "site"]


def test_an_old_site_comes_back_before_anything_else(shop: Shop) -> None:
    """A kill between the two renames is healed even when the next build fails."""
    shop.publish(a_html="1")
    shop.output.rename(shop.output.with_name(".site.sitegen-old"))
    publishing.recover(shop.output)
    assert shop.found == {"a.html": "1"}


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


def test_a_refusal_is_a_problem_like_any_other(place: Place) -> None:
    """It stands in the report, in the editor's language."""
    (place.root / "output").mkdir()
    (place.root / "output" / "mine.txt").write_text("x")
    assert place.problems() == [("output:1:1", "foreign-output")]
    assert place.files() == {"mine.txt"}
