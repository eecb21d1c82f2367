"""The languages that the program speaks: every text is there, sound, and in the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.checkers import checkers
from babel.messages.pofile import read_po

from sitegen.content.language_list import shipped
from sitegen.making.catalogue_faults import faults_in
from sitegen.making.catalogues import key_of
from sitegen.making.plural_forms import plural_tags
from sitegen.model.cldr import with_territory
from sitegen.model.project import HOME, Project

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

LANGUAGES = shipped(Project.at(HOME))
CODES = sorted(LANGUAGES.keys() - {"en"})
PATH = "i18n/{}/LC_MESSAGES/messages.po"

SAME = {
    *(
        "Chart (SVG)",
        "Chapters",
        "Data (CSV)",
        "Feed (RSS)",
        "File",
        "Focus group",
        "Licence",
        "Format",
        "Interview",
        "Logos",
    ),
    *("Logos.", "Menu", "Online", "Partners", "Podcast", "Posters", "Sample", "Status", "Workshop", "Zine", "Zines"),
    *("%(num)s interview", "interview", "zine", "p. {pages}", "Host", "Link to this page"),
}
"""Words that some of these languages share with English, letter by letter."""

TERMS = ("author", "photograph", "sample", "stop", "transcript", "zine")
STEMS = {
    "bg": "автор фотографи|снимк пример спирк записан зин",
    "cs": "auto[rř] fotografi|sním ukázk zastáv přepis zin",
    "de": "fotograf|autor|menschen|person fotograf muster station transkript zine",
    "hr": "autor fotografij|snim primjer|ogledn postaj prijepis zin",
    "hu": "alkotó|szerző fotó mint[aá] állomás leirat zine",
    "it": "autor fotografi esemp tapp trascrizion zine",
    "pl": "autor fotografi|zdję przykład przystan transkryp zin",
    "sk": "autor fotografi|sním ukážk zastáv prepis zin",
    "uk": "автор фотографі|знім зраз зупин розшифров зин",
}
"""One word for one thing, by its stems."""

FOREIGN = {
    "cs": "[ľĺŕôä]",
    "sk": "[ěřů]",
    "pl": "[čšžřě]",
    "uk": "[ыэъё]",
    "bg": "[ыэёіїє]",
    "hr": "[ěřůý]",
    "it": "[ěčš]",
}
"""Letters that a neighbour's language has and this one has not."""


def catalogue(code: str) -> Catalog:
    """As its reader has it."""
    with Path(HOME, PATH.format(code)).open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(code: str) -> list[Message]:
    """Without the header."""
    return [message for message in catalogue(code) if message.id]


def strings(message: Message) -> list[str]:
    """Its translations."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def singular(message: Message) -> str:
    """The English, of one."""
    return message.id if isinstance(message.id, str) else message.id[0]


KEYS = [key_of(singular(message), message.context or None) for message in messages("en")]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_a_catalogue_lacks_nothing_and_has_nothing_else(code: str) -> None:
    """Also every plural form, and the placeholders of the messages (`Catalogue.flaws`)."""
    locale = LANGUAGES[code].get("locale") or with_territory(code)
    assert faults_in(Path(HOME, PATH.format(code)), code, locale, KEYS, []) == []


@pytest.mark.parametrize("code", CODES)
def test_the_checkers_of_babel_find_nothing(code: str) -> None:
    """Those of `pybabel compile`: python formats, and as many forms as the header says."""
    known = catalogue(code)
    assert not [(message.id, str(error)) for message, errors in known.check() for error in errors]
    assert checkers, "there are some"
    forms = len(plural_tags(with_territory(code)))
    assert {len(strings(one)) for one in messages(code) if not isinstance(one.id, str)} == {forms}


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_left_in_english(code: str) -> None:
    left = {singular(one) for one in messages(code) if singular(one) in strings(one)}
    assert left <= SAME
    assert len(left) < 20


@pytest.mark.parametrize("code", CODES)
def test_a_translation_is_written_like_its_message(code: str) -> None:
    """The same beginning, end and signs: a capital letter, a full stop, no odd space, no straight quotation mark."""
    for message in messages(code):
        english = singular(message)
        for text in strings(message):
            assert text == text.strip(), text
            assert "  " not in text, text
            assert not re.search("[\"']|\\.\\.\\.", text), text
            for sign in ".…:?":
                assert text.endswith(sign) == english.endswith(sign) or english in EXCEPTIONS, (english, text)
            if english[0].isupper() and text[0].isalpha():
                assert text[0].isupper() or english in EXCEPTIONS, (english, text)
        assert not re.search(FOREIGN.get(code, "^$"), "".join(strings(message)), re.IGNORECASE), strings(message)


EXCEPTIONS = {
    "Braille text",  # stands behind a comma
    "about",
    "p. {pages}",  # "kb.", "5. o."
}
"""What is cut otherwise in some languages."""


@pytest.mark.parametrize("code", CODES)
def test_one_thing_has_one_name(code: str) -> None:
    """So that who reads "stop" on one page finds it on the next."""
    for message in messages(code):
        english = re.sub(r"%\(\w+\)s|{\w+}", "", singular(message))
        for term, stems in zip(TERMS, STEMS[code].split(), strict=True):
            if re.search(rf"\b{term}s?\b", english, re.IGNORECASE) and english != "Stop the slide show":
                text = strings(message)[-1]
                assert re.search(stems, text, re.IGNORECASE), (english, text)
