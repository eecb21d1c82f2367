"""Templates: strict, escaped, and each page rendered with exactly the files it was given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.template_set import TemplateSet
from sitegen.making.templates import text
from sitegen.model.languages import Writing
from sitegen.model.web_orders import TextOrder
from tests.conftest import SAMPLE, source_of

CATALOGUE = SAMPLE / "i18n" / "en" / "LC_MESSAGES" / "messages.po"


def render(view: dict[str, Any], **templates: Path) -> str:
    """Render `a.html`; other templates by name."""
    standing = {f"{name}.html": source_of(path) for name, path in templates.items()}
    files = InputFiles(standing | {"catalogue/en": source_of(CATALOGUE)})
    return text(TextOrder("a.html", Writing("en", "en_GB"), view), files).decode()


def write(path: Path, content: str) -> Path:
    """A template."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def test_a_page_is_made_of_the_files_it_was_given(tmp_path: Path) -> None:
    """Whatever the same process has rendered before: a project's template, the program's, the project's again."""
    own, base = write(tmp_path / "own" / "a.html", "own"), write(tmp_path / "base" / "a.html", "base")
    assert [render({}, a=path) for path in (own, base, own)] == ["own\n", "base\n", "own\n"]


def test_an_included_template_is_the_given_one_too(tmp_path: Path) -> None:
    """The same holds for what a page includes."""
    page = write(tmp_path / "a.html", '{% include "b.html" %}')
    own, base = write(tmp_path / "own" / "b.html", "own"), write(tmp_path / "base" / "b.html", "base")
    assert [render({}, a=page, b=path) for path in (base, own, base)] == ["base\n", "own\n", "base\n"]


def test_an_edited_template_is_read_again(tmp_path: Path) -> None:
    """The preview runs for hours."""
    page = write(tmp_path / "a.html", "one")
    assert render({}, a=page) == "one\n"
    write(page, "two")
    assert render({}, a=page) == "two\n"


def test_words_that_changed_since_the_plan_are_not_taken(tmp_path: Path) -> None:
    """A page under the digest of one catalogue never has the words of another."""
    page, words = write(tmp_path / "a.html", "a"), write(tmp_path / "messages.po", CATALOGUE.read_text("utf-8"))
    files = InputFiles({"a.html": source_of(page), "catalogue/en": source_of(words)})
    write(words, words.read_text("utf-8") + "\n# edited meanwhile\n")
    with pytest.raises(CannotMake, match="changed-meanwhile"):
        text(TextOrder("a.html", Writing("en", "en_GB"), {}), files)


def test_only_given_templates_can_be_included(tmp_path: Path) -> None:
    """What is not among the sources of a page cannot be in it, not even when another page had it."""
    other = write(tmp_path / "b.html", "b")
    assert render({}, a=write(tmp_path / "c.html", '{% include "b.html" %}'), b=other) == "b\n"
    with pytest.raises(CannotMake, match=r"b\.html"):
        render({}, a=write(tmp_path / "d.html", '{% include "b.html" %}'))


def test_a_missing_value_is_a_mistake(tmp_path: Path) -> None:
    """And not an empty place."""
    with pytest.raises(CannotMake, match="'titel' is undefined"):
        render({"title": "x"}, a=write(tmp_path / "a.html", "{{ titel }}"))


def test_values_are_escaped(tmp_path: Path) -> None:
    """A title is text."""
    assert render({"title": "<b>&"}, a=write(tmp_path / "a.html", "{{ title }}")) == "&lt;b&gt;&amp;\n"


def test_templates_know_nothing_of_the_world(tmp_path: Path) -> None:
    """No clock, no chance, no globals."""
    with pytest.raises(CannotMake, match="'range' is undefined"):
        render({}, a=write(tmp_path / "a.html", "{{ range(3)|list }}"))


def test_a_template_depends_on_all_it_names(tmp_path: Path) -> None:
    """Extended, included and imported, at any depth; the first folder wins."""
    own, base = tmp_path / "own", tmp_path / "base"
    write(base / "a.html", '{% extends "b.html" %}{% from "c.html" import x %}')
    write(base / "b.html", '{% include "d.html" %}')
    for name in ("c", "d"):
        write(base / f"{name}.html", name)
    write(own / "d.html", "own")
    found = TemplateSet([own, base]).closure("a.html")
    assert {name: path.parent.name for name, path in found.items()} == {
        "a.html": "base",
        "b.html": "base",
        "c.html": "base",
        "d.html": "own",
    }


def test_a_computed_name_is_refused(tmp_path: Path) -> None:
    """It could not be tracked."""
    write(tmp_path / "a.html", "{% include name %}")
    with pytest.raises(CannotMake, match="name that is computed"):
        TemplateSet([tmp_path]).closure("a.html")


def test_a_template_that_includes_itself_is_refused(tmp_path: Path) -> None:
    """By a sentence, not by exhausting the stack."""
    write(tmp_path / "a.html", '{% include "b.html" %}')
    write(tmp_path / "b.html", '{% include "a.html" %}')
    with pytest.raises(CannotMake, match=r"a\.html includes itself"):
        TemplateSet([tmp_path]).closure("a.html")
