"""The languages that the program speaks: every text is there, sound, and in the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyphen
import pytest
from babel.messages.checkers import checkers
from babel.messages.pofile import read_po

from sitegen.content.language_list import shipped, shipped_languages
from sitegen.making.catalogue_faults import faults_in
from sitegen.making.catalogues import key_of
from sitegen.making.plural_forms import plural_tags
from sitegen.making.print.glyphs import lacking
from sitegen.making.stems import stems_of
from sitegen.making.store import Store
from sitegen.making.typefaces import TYPEFACES
from sitegen.making.typography import SWITCHES, idle_switches, rules_for, typeset
from sitegen.model.cldr import with_territory
from sitegen.model.collation import sort_key
from sitegen.model.formatting import format_number
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.model.web_orders import FontOrder
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import NOW, Place, furnish

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
    *(
        "Logos.",
        "Menu",
        "Online",
        "Partners",
        "Podcast",
        "Posters",
        "Sample",
        "Status",
        "Version",
        "Workshop",
        "Zine",
        "Zines",
    ),
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


def test_what_the_program_knows_of_its_languages_is_sound() -> None:
    """Each line is read as one of a project is, and has the addresses of the same lists."""
    found = shipped_languages(Project.at(HOME))
    assert [one.code for one in found] == sorted(LANGUAGES)
    assert len({one.name for one in found}) == len(found)
    assert {frozenset(one.sections) for one in found} == {frozenset(found[0].sections)}
    assert all(len({*one.sections.values()}) == len(one.sections) for one in found)


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


QUOTES = {"bg": "„“", "cs": "„“", "de": "„“", "hr": "„”", "hu": "„”", "it": "«»", "pl": "„”", "sk": "„“", "uk": "«»"}
"""CLDR, delimiters (quotationStart, quotationEnd); Croatian as its orthography of 2013 has them."""


@pytest.mark.parametrize("code", CODES)
def test_quotation_marks_are_those_of_the_language(code: str) -> None:
    found = {sign for one in messages(code) for text in strings(one) for sign in re.findall("[„“”«»‚‘‹›]", text)}
    assert found == {*QUOTES[code]}


TYPESET = {
    "bg": "На 3~май 2026~г. в~София и~с~5~км, проф.~Иванов",
    "cs": "Dne 3.~května v~5~km od J.~Nováka~– a~č.~5",
    "de": "Am 3.~Mai 2026, 5~km, S.~12, Dr.~Müller~– um 18:00~Uhr",
    "en": "On 3 May a J. Smith – 5 km",
    "hr": "3.~svibnja u~Osijeku i~br.~5 prof.~Horvat",
    "hu": "2026.~május 3.~és 5~km, dr.~Kovács~– 14~371~Ft",
    "it": "Il 3~maggio a Padova, 5~km~– p.~12, prof.~Rossi",
    "pl": "W~3~maja i~u~nas 5~zł~– prof.~Nowak z~14~371",
    "sk": "3.~mája v~Košiciach s~5~km",
    "uk": "У~3~травня 2026~р. в~Києві й~з~5~км, вул.~Хрещатик, с.~5",
}
"""A no-break space is shown as ~."""


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_words_that_belong_together_are_not_parted(code: str) -> None:
    assert typeset(TYPESET[code].replace("~", " "), rules_for(code)).replace("\u00a0", "~") == TYPESET[code]
    assert TYPESET.keys() == LANGUAGES.keys()


NUMBERS = {"bg": "14 371,5", "cs": "14 371,5", "de": "14.371,5", "en": "14,371.5", "hr": "14.371,5", "hu": "14 371,5"}
NUMBERS |= {"it": "14.371,5", "pl": "14 371,5", "sk": "14 371,5", "uk": "14 371,5"}
"""CLDR, numbers."""


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_numbers_are_written_as_the_language_writes_them(code: str) -> None:
    assert format_number(14371.5, LANGUAGES[code].get("locale") or with_territory(code)) == NUMBERS[code]


SORTED = {
    "bg": ["Ада", "Борис", "Йоана", "Кирил", "Ян"],
    "cs": ["Adam", "Cyril", "Čapek", "Hana", "Chalupa", "Igor", "Žofie"],
    "de": ["Arzt", "Ärzte", "Ast", "Masse", "Maßstab", "Zoo"],
    "en": ["Ada", "Émile", "Eve", "Zoe"],
    "hr": ["Ceca", "Čedo", "Ćiro", "Dado", "Džemal", "Đuro", "Ljubo", "Mato", "Njegoš", "Šime", "Željko"],
    "hu": ["Cukor", "Csaba", "Ezer", "Gomb", "Gyula", "Olga", "Ödön", "Szabó", "Tibor", "Zita", "Zsolt"],
    "it": ["Ada", "Èlia", "Elio", "Zeno"],
    "pl": ["Celina", "Ćwik", "Lech", "Łukasz", "Olga", "Ósma", "Sara", "Śliwa", "Zofia", "Źrebak", "Żaneta"],
    "sk": ["Adam", "Ľubo", "Márk", "Ondrej", "Ôsmy", "Peter", "Šimon", "Žaneta"],
    "uk": ["Галина", "Ґанок", "Євген", "Зоя", "Ігор", "Їжак", "Йосип", "Яна"],
}
"""By the alphabet of each (CLDR, collation; Hungarian: AkH. 12, 14; German: DIN 5007, variant 1)."""


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_names_are_sorted_by_the_alphabet(code: str) -> None:
    alphabet = LANGUAGES[code].get("alphabet")
    assert sorted({*SORTED[code]}, key=lambda name: sort_key(name, alphabet)) == SORTED[code]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_print_has_hyphens_for_it(code: str) -> None:
    """WeasyPrint takes the dictionary of Pyphen that a text's `lang` names."""
    assert pyphen.language_fallback(code)
    words = {word for one in messages(code) for text in strings(one) for word in re.findall(r"\w{9,}", text)}
    parted = [word for word in words if pyphen.Pyphen(lang=code).positions(word)]
    assert len(parted) > len(words) / 2 or code == "en"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "Ausstellung Ausstellungen"),
        ("hr", "izložba izložbe izložbi izložbu"),
        ("hu", "kiállítás kiállítások kiállításban"),
        ("it", "fotografia fotografie"),
        ("pl", "wystawa wystawy wystawie"),
    ],
)
def test_the_search_finds_the_forms_of_a_word(code: str, words: str) -> None:
    """By Snowball's stemmer of the language, for Croatian by its Serbian one; it has none for bg, sk and uk."""
    assert len({*stems_of(words.lower().split(), code).values()}) == 1


@pytest.mark.parametrize(
    ("rule", "found"), [("one_letter", ["idle-switch"]), ("titles", ["idle-switch"]), ("units", [])]
)
def test_a_switch_that_changes_nothing_is_an_error(place: Place, rule: str, found: list[str]) -> None:
    text = (place.home / "i18n/languages.yaml").read_text("utf-8")
    place.write("i18n/languages.yaml", text.replace("{code: en,", f"{{code: en, typography: {{{rule}: yes}},"))
    assert [code for _, code in place.problems()] == found


def test_which_switches_change_nothing() -> None:
    """Rules that have no words in a language, whether they are switched on or off."""
    assert idle_switches("it", {"one_letter": False, "units": True, "titles": False}) == ["one_letter"]
    assert idle_switches("pl-PL", dict.fromkeys(SWITCHES, True)) == []


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_typefaces_have_every_letter_of_it(code: str) -> None:
    """In each style."""
    alphabet = str(LANGUAGES[code].get("alphabet", "")).replace("/", " ")
    text = "".join(text for one in messages(code) for text in strings(one)) + alphabet + alphabet.upper()
    text += {"bg": "ѝЍ№", "uk": "ʼ", "de": "äöüßÄÖÜ", "it": "àèéìòùÀÈÉÌÒÙ"}.get(code, "")
    assert {
        face.path.stem: lacking(text, [face.family], face.weight, face.style) for face in TYPEFACES
    } == dict.fromkeys((face.path.stem for face in TYPEFACES), "")


def test_the_web_fonts_hold_the_letters_of_the_site_alone(tmp_path: Path) -> None:
    """Whatever other languages the program speaks."""
    place = Place(furnish(tmp_path / "project").root, HOME)
    with Store(tmp_path / "store") as store:
        site = read(place.project, Options(now=NOW), store, problems := Problems())
        plan = make_plan(site, Options(now=NOW), store, problems)
    assert not problems.failed
    fonts = [one.order for one in plan.outputs.values() if isinstance(one.order, FontOrder)]
    assert fonts
    assert not {letter for font in fonts for letter in font.characters} & {*"бґőł"}
