"""A run that ends at any moment leaves a whole site."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import pytest

from sitegen.publish import swapping
from tests.publish.shop import Shop, refuse, watch


class Killed(BaseException):
    """Stands for the end of the process."""


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
