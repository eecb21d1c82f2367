"""Small trees of texts that are published, and what is known of the calls for that."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen import publish as publishing
from sitegen.making.blobs import keep
from sitegen.model.outputs import Output, Plan
from sitegen.model.web_orders import JsonOrder
from sitegen.publish import publish, swapping
from sitegen.publish.old_site import MARKER


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


def refuse(*_: object, **_more: object) -> None:
    """What a system says that cannot do something."""
    raise PermissionError("not permitted")


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
