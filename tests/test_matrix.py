"""Nothing is compulsory but `content/site.yaml`: each kind absent, each kind alone, one language and three.

Each site is built with the real templates and passes every gate, so all of its links lead somewhere; nothing is empty.
"""

from __future__ import annotations

import re
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


@pytest.mark.parametrize("kinds", [(), whole({"photo"}), KINDS], ids=["nothing", "photographs", "everything"])
def test_one_language(kinds: Collection[str], tmp_path: Path, cache: Path) -> None:
    """Its pages lie at the root of the site, and nothing speaks of another language or lets one choose."""
    place = built(tmp_path, cache, kinds, ("en",))
    files = place.files()
    assert "index.html" in files
    assert not {name for name in files if name.startswith(("en/", "cs/"))}
    pages = "".join(place.read(name) for name in files if name.endswith((".html", ".xml")))
    assert not re.search(r'hreflang="(?!en")|class="languages"|x-default|rel="alternate" hreflang', pages)
    assert 'class="choice-name"' not in pages


def test_one_language_with_a_folder(tmp_path: Path, cache: Path) -> None:
    """Who writes a prefix has it, and a first page that leads there: the addresses stay when a language is added."""
    place = fill(tmp_path / "project", whole({"photo"}), ("en",))
    place.write("i18n/languages.yaml", "- {code: en, locale: en_GB, name: English, prefix: en}\n")
    shutil.copytree(cache, place.project.cache)
    assert place.problems() == []
    assert of_site(place.output) == {}
    assert {"index.html", "en/index.html", "en/photographs/index.html"} <= place.files()


@pytest.mark.parametrize("kinds", [(), KINDS], ids=["nothing", "everything"])
def test_three_languages(kinds: Collection[str], tmp_path: Path, cache: Path) -> None:
    """As many as the title has."""
    place = built(tmp_path, cache, kinds, ("cs", "en", "hr"))
    assert {"cs/index.html", "en/index.html", "hr/index.html", "index.html"} <= place.files()


@pytest.mark.parametrize("kinds", [without("zine"), {"infographic"}], ids=["no zines", "infographics"])
def test_in_print(kinds: Collection[str], tmp_path: Path, cache: Path) -> None:
    """What is printed has its page for printers, to which the foot of each page leads, zines or none."""
    place = fill(tmp_path / "project", kinds, ("en",))
    shutil.copytree(cache, place.project.cache)
    assert place.problems(printing=True) == []
    assert of_site(place.output) == {}
    assert 'href="for-printers/"' in place.read("index.html")
    (page,) = (name for name in place.files() if re.fullmatch(r"infographics/[a-z-]+/index\.html", name))
    assert re.search(r'>A3, <span lang="en" translate="no">English</span> \(PDF\)</a>', place.read(page))
