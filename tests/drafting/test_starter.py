"""`new project`: another city's site, from an empty folder."""

from __future__ import annotations

import datetime as dt
import shutil
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
    assert all("sample: true" in path.read_text("utf-8") for path in records if path.stem != "site")


def test_the_page_has_an_address_in_each_language(tmp_path: Path) -> None:
    """As its title says it; where no letter of it is Latin, the name of its file."""
    place = begun(tmp_path / "project", "uk", "sk", "en")
    said = (place.root / "content/pages/about.yaml").read_text("utf-8")
    assert said.endswith("\nslug: {uk: about, sk: o-vystave, en: about-the-exhibition}\n")


def test_what_no_record_marks_as_a_sample_says_nothing_untrue_when_the_samples_are_gone(tmp_path: Path) -> None:
    """Settings are no record: no sentence in them is about samples or of nobody, and a release refuses the address."""
    place = begun(tmp_path / "project", "sk", "hu", "en")
    said = (place.root / "content/site.yaml").read_text("utf-8")
    shown = [line for line in said.splitlines() if not line.startswith("#")]
    assert not [line for line in shown if texts("sk")["organization"] in line or "ukážky" in line]
    assert f'# organization: {{name: {{sk: "{texts("sk")["organization"]}", hu:' in said
    for record in [*(place.root / "content").glob("*/*")]:
        record.unlink() if record.is_file() else shutil.rmtree(record)
    place.edit("content/site.yaml", ', "page:about"', "")
    found = place.build(release=True, base_url=None).problems
    assert [(str(one.where), one.code) for one in found if one.severity == "error"] == [
        ("content/site.yaml:15:11", "placeholder-in-release")
    ]


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
