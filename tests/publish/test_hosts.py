"""What the host needs at the top of a site stays."""

from __future__ import annotations

import itertools
import os
from typing import Any

import pytest

from sitegen.publish import publish, published, swapping
from sitegen.publish.publish_error import PublishError
from tests.publish.shop import Shop


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


def test_a_folder_of_the_host_may_hold_many_files(shop: Shop) -> None:
    """As `.git` soon does: they are flushed with the whole file system, which begins at a folder."""
    shop.publish(a_html="1")
    (shop.output / ".git").mkdir()
    for number in range(300):
        (shop.output / ".git" / str(number)).touch()
    publish(*shop.plan(a_html="2"), shop.output, HOSTS)
    assert shop.found["a.html"] == "2"
    assert len([*(shop.output / ".git").iterdir()]) == 300


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
