"""How a folder is known for ours, and what of it is believed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sitegen.model.listing import state
from sitegen.publish import publish, published
from sitegen.publish.old_site import MARKER
from sitegen.publish.publish_error import PublishError
from tests.publish.shop import Shop, texts_below


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


def test_a_link_to_a_folder_stays_one(shop: Shop) -> None:
    """The site is published where it leads."""
    real = shop.output.parent / "elsewhere" / "www"
    real.mkdir(parents=True)
    shop.output.symlink_to(real)
    shop.publish(a_html="1")
    shop.publish(a_html="2")
    assert shop.output.is_symlink()
    assert texts_below(real) == {"a.html": "2"}


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
