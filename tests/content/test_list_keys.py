"""A key that names no list is an error at its place: it would have no effect, and nobody would know."""

from __future__ import annotations

import re

from sitegen.content.list_keys import addressed_keys
from sitegen.content.load import load
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from tests.conftest import NOW, SAMPLE, Place
from tests.documents import text_of


def test_an_address_for_no_list_is_an_error_at_its_key(place: Place) -> None:
    text = (SAMPLE / "i18n" / "languages.yaml").read_text("utf-8")
    place.write("i18n/languages.yaml", text.replace("sections: {", "sections: {evnts: kdysi, ", 1))
    column = (place.root / "i18n/languages.yaml").read_text("utf-8").index("evnts") + 1
    assert place.problems() == [(f"i18n/languages.yaml:1:{column}", "unknown-field")]


def test_words_and_a_place_in_the_menu_for_no_list_are_errors(place: Place) -> None:
    site = re.sub(r"^navigation: .*\n", "", (place.root / "content/site.yaml").read_text("utf-8"), flags=re.MULTILINE)
    said = "navigation: [exhibition, evnts]\nlists: {photoss: {summary: {cs: A, en: A}}}\n"
    place.write("content/site.yaml", site + said)
    assert [code for _, code in place.problems()] == ["unknown-link", "unknown-field"]


def test_the_guide_tells_of_every_key(place: Place) -> None:
    site = load(place.project, Options(now=NOW), Problems())
    row = next(line for line in text_of("docs/content.md").splitlines() if line.startswith("| `sections`"))
    assert {f"`{key}`" for key in addressed_keys(site)} <= set(re.findall(r"`\w+`", row))
