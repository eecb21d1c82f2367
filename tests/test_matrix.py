"""Nothing is compulsory but `content/site.yaml`: each kind absent, each kind alone, one language and three.

Each site is built with the real templates and passes every gate, so all of its links lead somewhere; nothing is empty.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from tests.any_project import all_kinds, fill, whole, without
from tests.conftest import Place
from tests.emptiness import of_site

KINDS = sorted(all_kinds())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of everything leaves, so that the others make again only what is other than there."""
    place = fill(tmp_path_factory.mktemp("whole") / "project", KINDS)
    assert place.problems() == []
    return place.project.cache


def built(root: Path, cache: Path, kinds: Collection[str], languages: Sequence[str] = ("cs", "en")) -> Place:
    """A site of these kinds, which has no problem and nothing empty."""
    place = fill(root / "project", kinds, languages)
    shutil.copytree(cache, place.project.cache)
    assert place.problems() == []
    assert of_site(place.output) == {}
    return place


def test_everything(tmp_path: Path, cache: Path) -> None:
    """One of each."""
    built(tmp_path, cache, KINDS)


def test_settings_alone(tmp_path: Path, cache: Path) -> None:
    """A title and an address are a site."""
    built(tmp_path, cache, ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_is_absent(kind: str, tmp_path: Path, cache: Path) -> None:
    """With it goes what is nothing without it."""
    built(tmp_path, cache, without(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_alone(kind: str, tmp_path: Path, cache: Path) -> None:
    """With what it is nothing without."""
    built(tmp_path, cache, whole({kind}))
