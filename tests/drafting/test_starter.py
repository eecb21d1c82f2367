"""`new project`: another city's site, from an empty folder."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from sitegen.content.language_list import shipped_languages
from sitegen.drafting import starter
from sitegen.drafting.refusal import Refused
from sitegen.drafting.starter import start
from sitegen.model.messages import LANGUAGES
from sitegen.model.project import HOME, Project
from tests.conftest import Place

TEXTS = Path(starter.__file__).parent / "texts"
TODAY = dt.date(2026, 5, 1)


def texts(code: str) -> dict[str, str]:
    """What the samples say in a language."""
    return tomllib.loads((TEXTS / f"{code}.toml").read_text("utf-8"))


def begun(folder: Path, *codes: str, title: str | None = None) -> Place:
    """A new project in these languages, with the program's own templates."""
    start(folder, codes, title, "en", TODAY)
    return Place(folder, HOME)


def test_every_language_of_the_program_has_every_text_of_the_samples() -> None:
    wanted = texts("en").keys()
    for language in shipped_languages(Project.at(HOME)):
        said = texts(language.code)
        assert said.keys() == wanted
        assert all(text.strip() for text in said.values())
        same = [name for name in wanted if said[name] == texts("en")[name]]
        assert language.code == "en" or same == [], same


def test_all_of_it_is_a_sample(tmp_path: Path) -> None:
    place = begun(tmp_path / "project", "sk", "hu", "en")
    records = [*(place.root / "content").rglob("*.yaml")]
    assert all("sample: true" in path.read_text("utf-8") for path in records if path.stem not in {"site", "about"})


def test_it_is_called_as_one_says(tmp_path: Path) -> None:
    place = begun(tmp_path / "project", "it", title="Padova: volti")
    assert 'it: "Padova: volti"' in (place.root / "content/site.yaml").read_text("utf-8")


def test_a_language_that_the_program_does_not_speak_has_its_samples_in_english(tmp_path: Path) -> None:
    place = begun(tmp_path / "project", "vi", "en")
    assert 'vi: "The lit window"' in (place.root / "content/photos/sample-1.yaml").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hint_is_filled_in(language: str, tmp_path: Path) -> None:
    start(tmp_path / "project", ["en"], None, language, TODAY)
    for path in (tmp_path / "project").rglob("*"):
        if path.suffix in {".yaml", ".md", ".vtt"}:
            text = path.read_text("utf-8")
            assert not {"<<", ">>", "{new}"} & {mark for mark in ("<<", ">>", "{new}") if mark in text}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Refused) as refused:
        start(tmp_path, ["en"], None, "en", TODAY)
    assert refused.value.key == "new-project-there"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_with_what_systems_leave_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert "content/site.yaml" in start(tmp_path, ["en"], None, "en", TODAY)


@pytest.mark.parametrize("code", ["xx", "czech", "cs_CZ", "pt-BR", "", "../x"])
def test_what_is_no_language_is_refused(code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        start(tmp_path / "project", ["en", code], None, "en", TODAY)
    assert refused.value.key == "new-no-such-language"
    assert not (tmp_path / "project").exists()
