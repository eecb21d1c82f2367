"""The installed distributions behind modules, with their versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions, requires, version

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def libraries_of(modules: list[str]) -> list[str]:
    """The installed distributions that hold these modules, and those that they require in turn: name and version."""
    by_module = _by_module()
    installed = {_plain(name): name for names in by_module.values() for name in names}
    waiting = {_plain(name) for module in modules for name in by_module.get(module, [])}
    found = set[str]()
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= {plain for plain in _required(installed[name]) if plain in installed} - found
    return sorted(f"{name} {version(name)}" for name in found)


@cache
def _by_module() -> Mapping[str, list[str]]:
    return packages_distributions()


def _required(distribution: str) -> Iterator[str]:
    """What a distribution cannot do without (PEP 508); its extras are for others to ask for."""
    for line in requires(distribution) or []:
        name = _NAME.match(line)
        if name and "extra ==" not in line:
            yield _plain(name[0])


def _plain(name: str) -> str:
    """The normal form of a distribution's name (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()
