"""Entries as bytes: what comes out is what went in, and never a call to other code."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from sitegen.content.load import load
from sitegen.content.packing import packed, unpacked
from sitegen.model.entries import Entry
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project


def test_every_entry_of_the_site_comes_back_as_it_was() -> None:
    """With its texts, and with the place of each of its values."""
    entries = list(load(Project.at(HOME), Options(), Problems()).records())
    assert entries
    for entry in entries:
        again = unpacked(packed(entry), Entry)
        assert (again, again.ref, again.prose) == (entry, entry.ref, entry.prose)
        assert again.source.places == entry.source.places
        assert again.where() == entry.where()


class Call:
    """Something that would run code when it is read."""

    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call[0], self.call[1:]


@pytest.mark.parametrize(
    "call", [(os.system, "touch here"), (eval, "1"), (Path, "here"), (load, 1)], ids=["system", "eval", "class", "ours"]
)
def test_what_is_no_value_is_not_read(call: tuple[object, ...]) -> None:
    """A cache that somebody brought along can do nothing but be wrong, and that its digests show."""
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        unpacked(pickle.dumps(Call(*call)), Entry)
