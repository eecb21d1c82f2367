"""Publishing: the output folder is the old site or the new one, at the cost of what changed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sitegen import publish as publishing
from sitegen.making.blobs import Damaged
from sitegen.publish import publish, published, swapping
from sitegen.publish.old_site import MARKER
from sitegen.publish.publish_error import PublishError
from tests.conftest import Place
from tests.publish.shop import Shop, refuse, texts_below, watch


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
