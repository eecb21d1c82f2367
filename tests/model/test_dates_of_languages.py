"""Dates of every language that the program speaks, in every shape that a record can have.

Each row of a shape names what it was checked against. The rows were read by eye once more; a language that is added
needs its column here.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton

from sitegen.content.language_list import read_languages, shipped
from sitegen.model.dates import parse_point, parse_when
from sitegen.model.formatting import format_until, format_when
from sitegen.model.languages import Language
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Project
from tests.conftest import Place

CLDR_LONG, CLDR_RANGE, CLDR_LIST = "CLDR, dateFormats long", "CLDR, intervalFormats", "CLDR, listPatterns"
CLDR_MONTH, CLDR_TIME = "CLDR, availableFormats yMMMM", "CLDR, timeFormats short; 'Uhr', 'ч.' from intervalFormats Hm"
GRAMMAR = """The case of a month behind a noun or a preposition: in cs, sk, pl, hr and uk the genitive, which is CLDR's
form for dates. Hungarian (AkH. 12, endings of dates): no full stop before a hyphen, 1-jéig (elsejéig). Italian: the
article loses its vowel before otto and undici, `a` may be `ad` before another a."""
SHAPES: tuple[tuple[str | list[str], str], ...] = (
    ("2026-05-03", CLDR_LONG),
    ("2026-05-03..2026-05-05", CLDR_RANGE),
    ("2019-05-28..2019-06-10", CLDR_RANGE),
    ("2019-12-28..2020-01-02", CLDR_RANGE),
    (["2018-06-18", "2018-06-19", "2018-07-30"], CLDR_LIST),
    ("2026-06-04T18:00", CLDR_TIME),
    ("2026-06-04T09:30..2026-06-04T11:00", CLDR_RANGE),
    ("2026-06-04T18:00..2026-06-05T02:00", CLDR_RANGE),
    ("2019-09", CLDR_MONTH),
    ("2019-09..2019-11", CLDR_RANGE),
    ("2019-11..2020-01", CLDR_RANGE),
    ("mid-2025-11", GRAMMAR),
    ("2019-12-12..mid-2020-01", GRAMMAR),
    ("2019-03-12..mid-2019-05", GRAMMAR),
)
LAST_DAYS = ("2025-11-30", "2025-11-01", "2025-11-08", "2025-11", "2025-04", "mid-2025-11")
"""GRAMMAR holds for all of them."""

WRITTEN = {
    "bg": (
        "3 май 2026 г.",
        "3 – 5 май 2026 г.",
        "28 май – 10 юни 2019 г.",
        "28 декември 2019 г. – 2 януари 2020 г.",
        "18 и 19 юни и 30 юли 2018 г.",
        "4 юни 2026 г., 18:00 ч.",
        "4 юни 2026 г., 9:30 – 11:00 ч.",
        "4 юни 2026 г., 18:00 ч. – 5 юни 2026 г., 2:00 ч.",
        "септември 2019 г.",
        "септември – ноември 2019 г.",
        "ноември 2019 г. – януари 2020 г.",
        "средата на ноември 2025 г.",
        "12 декември 2019 г. – средата на януари 2020 г.",
        "12 март – средата на май 2019 г.",
        "до 30 ноември 2025 г.",
        "до 1 ноември 2025 г.",
        "до 8 ноември 2025 г.",
        "до ноември 2025 г.",
        "до април 2025 г.",
        "до средата на ноември 2025 г.",
    ),
    "cs": (
        "3. května 2026",
        "3.–5. května 2026",
        "28. května – 10. června 2019",
        "28. prosince 2019 – 2. ledna 2020",
        "18. a 19. června a 30. července 2018",
        "4. června 2026, 18:00",
        "4. června 2026, 9:30–11:00",
        "4. června 2026, 18:00 – 5. června 2026, 2:00",
        "září 2019",
        "září–listopad 2019",
        "listopad 2019 – leden 2020",
        "polovina listopadu 2025",
        "12. prosince 2019 – polovina ledna 2020",
        "12. března – polovina května 2019",
        "do 30. listopadu 2025",
        "do 1. listopadu 2025",
        "do 8. listopadu 2025",
        "do listopadu 2025",
        "do dubna 2025",
        "do poloviny listopadu 2025",
    ),
    "de": (
        "3. Mai 2026",
        "3.–5. Mai 2026",
        "28. Mai – 10. Juni 2019",
        "28. Dezember 2019 – 2. Januar 2020",
        "18. und 19. Juni und 30. Juli 2018",
        "4. Juni 2026, 18:00 Uhr",
        "4. Juni 2026, 09:30–11:00 Uhr",
        "4. Juni 2026, 18:00 Uhr – 5. Juni 2026, 02:00 Uhr",
        "September 2019",
        "September–November 2019",
        "November 2019 – Januar 2020",
        "Mitte November 2025",
        "12. Dezember 2019 – Mitte Januar 2020",
        "12. März – Mitte Mai 2019",
        "bis 30. November 2025",
        "bis 1. November 2025",
        "bis 8. November 2025",
        "bis November 2025",
        "bis April 2025",
        "bis Mitte November 2025",
    ),
    "en": (
        "3 May 2026",
        "3–5 May 2026",
        "28 May – 10 June 2019",
        "28 December 2019 – 2 January 2020",
        "18 and 19 June and 30 July 2018",
        "4 June 2026, 18:00",
        "4 June 2026, 09:30–11:00",
        "4 June 2026, 18:00 – 5 June 2026, 02:00",
        "September 2019",
        "September – November 2019",
        "November 2019 – January 2020",
        "mid-November 2025",
        "12 December 2019 to mid-January 2020",
        "12 March to mid-May 2019",
        "until 30 November 2025",
        "until 1 November 2025",
        "until 8 November 2025",
        "until November 2025",
        "until April 2025",
        "until mid-November 2025",
    ),
    "hr": (
        "3. svibnja 2026.",
        "3. – 5. svibnja 2026.",
        "28. svibnja – 10. lipnja 2019.",
        "28. prosinca 2019. – 2. siječnja 2020.",
        "18. i 19. lipnja i 30. srpnja 2018.",
        "4. lipnja 2026., 18:00",
        "4. lipnja 2026., 09:30 – 11:00",
        "4. lipnja 2026., 18:00 – 5. lipnja 2026., 02:00",
        "rujan 2019.",
        "rujan – studeni 2019.",
        "studeni 2019. – siječanj 2020.",
        "sredina studenoga 2025.",
        "12. prosinca 2019. – sredina siječnja 2020.",
        "12. ožujka – sredina svibnja 2019.",
        "do 30. studenoga 2025.",
        "do 1. studenoga 2025.",
        "do 8. studenoga 2025.",
        "do studenoga 2025.",
        "do travnja 2025.",
        "do sredine studenoga 2025.",
    ),
    "hu": (
        "2026. május 3.",
        "2026. május 3–5.",
        "2019. május 28. – június 10.",
        "2019. december 28. – 2020. január 2.",
        "2018. június 18. és 19. és július 30.",
        "2026. június 4., 18:00",
        "2026. június 4., 9:30–11:00",
        "2026. június 4., 18:00 – 2026. június 5., 2:00",
        "2019. szeptember",
        "2019. szeptember–november",
        "2019. november – 2020. január",
        "2025. november közepe",
        "2019. december 12. – 2020. január közepe",
        "2019. március 12. – május közepe",
        "2025. november 30-ig",
        "2025. november 1-jéig",
        "2025. november 8-ig",
        "2025. novemberig",
        "2025. áprilisig",
        "2025. november közepéig",
    ),
    "it": (
        "3 maggio 2026",
        "3–5 maggio 2026",
        "28 maggio – 10 giugno 2019",
        "28 dicembre 2019 – 2 gennaio 2020",
        "18 e 19 giugno e 30 luglio 2018",
        "4 giugno 2026, 18:00",
        "4 giugno 2026, 09:30–11:00",
        "4 giugno 2026, 18:00 – 5 giugno 2026, 02:00",
        "settembre 2019",
        "settembre–novembre 2019",
        "novembre 2019 – gennaio 2020",
        "metà novembre 2025",
        "12 dicembre 2019 – metà gennaio 2020",
        "12 marzo – metà maggio 2019",
        "fino al 30 novembre 2025",
        "fino al 1 novembre 2025",
        "fino all’8 novembre 2025",
        "fino a novembre 2025",
        "fino ad aprile 2025",
        "fino a metà novembre 2025",
    ),
    "pl": (
        "3 maja 2026",
        "3–5 maja 2026",
        "28 maja – 10 czerwca 2019",
        "28 grudnia 2019 – 2 stycznia 2020",
        "18 i 19 czerwca i 30 lipca 2018",
        "4 czerwca 2026, 18:00",
        "4 czerwca 2026, 09:30–11:00",
        "4 czerwca 2026, 18:00 – 5 czerwca 2026, 02:00",
        "wrzesień 2019",
        "wrzesień–listopad 2019",
        "listopad 2019 – styczeń 2020",
        "połowa listopada 2025",
        "12 grudnia 2019 – połowa stycznia 2020",
        "12 marca – połowa maja 2019",
        "do 30 listopada 2025",
        "do 1 listopada 2025",
        "do 8 listopada 2025",
        "do listopada 2025",
        "do kwietnia 2025",
        "do połowy listopada 2025",
    ),
    "sk": (
        "3. mája 2026",
        "3. – 5. mája 2026",
        "28. mája – 10. júna 2019",
        "28. decembra 2019 – 2. januára 2020",
        "18. a 19. júna a 30. júla 2018",
        "4. júna 2026, 18:00",
        "4. júna 2026, 9:30 – 11:00",
        "4. júna 2026, 18:00 – 5. júna 2026, 2:00",
        "september 2019",
        "september – november 2019",
        "november 2019 – január 2020",
        "polovica novembra 2025",
        "12. decembra 2019 – polovica januára 2020",
        "12. marca – polovica mája 2019",
        "do 30. novembra 2025",
        "do 1. novembra 2025",
        "do 8. novembra 2025",
        "do novembra 2025",
        "do apríla 2025",
        "do polovice novembra 2025",
    ),
    "uk": (
        "3 травня 2026 р.",
        "3–5 травня 2026 р.",
        "28 травня – 10 червня 2019 р.",
        "28 грудня 2019 р. – 2 січня 2020 р.",
        "18 і 19 червня і 30 липня 2018 р.",
        "4 червня 2026 р., 18:00",
        "4 червня 2026 р., 09:30–11:00",
        "4 червня 2026 р., 18:00 – 5 червня 2026 р., 02:00",
        "вересень 2019 р.",
        "вересень – листопад 2019 р.",
        "листопад 2019 р. – січень 2020 р.",
        "середина листопада 2025 р.",
        "12 грудня 2019 р. – середина січня 2020 р.",
        "12 березня – середина травня 2019 р.",
        "до 30 листопада 2025 р.",
        "до 1 листопада 2025 р.",
        "до 8 листопада 2025 р.",
        "до листопада 2025 р.",
        "до квітня 2025 р.",
        "до середини листопада 2025 р.",
    ),
}


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Language]:
    """Every language that the program speaks, in a project that names nothing but their codes."""
    root = tmp_path_factory.mktemp("project")
    (root / "i18n").mkdir()
    codes = shipped(Project.at(root))
    (root / "i18n" / "languages.yaml").write_text("".join(f"- {{code: {code}}}\n" for code in codes), "utf-8")
    found = read_languages(Project.at(root), problems := Problems())
    assert not list(problems)
    return {one.code: one for one in found}


def test_every_language_of_the_program_is_in_the_table(languages: dict[str, Language]) -> None:
    assert WRITTEN.keys() == languages.keys()
    assert all(len(texts) == len(SHAPES) + len(LAST_DAYS) for texts in WRITTEN.values())


@pytest.mark.parametrize("code", WRITTEN)
def test_dates_are_written_as_the_language_writes_them(code: str, languages: dict[str, Language]) -> None:
    one = languages[code]
    said = [format_when(parse_when(text), one.locale, one.dates) for text, _ in SHAPES]
    said += [format_until(parse_point(text), one.locale, one.dates) for text in LAST_DAYS]
    assert said == list(WRITTEN[code])


def plain(text: str) -> str:
    """With ordinary spaces."""
    return re.sub("[\u00a0\u2009\u202f]", " ", text)


@pytest.mark.parametrize("code", WRITTEN)
def test_what_cldr_has_is_as_cldr_has_it(code: str, languages: dict[str, Language]) -> None:
    """The long date, a month, and the ranges of the locales that name months in them: the others have numbers there."""
    one = languages[code]
    locale = Locale.parse(one.locale)
    said = dict(zip((str(text) for text, _ in SHAPES), WRITTEN[code], strict=False))
    assert said["2026-05-03"] == plain(format_date(dt.date(2026, 5, 3), "long", locale))
    assert said["2019-09"] == plain(format_skeleton("yMMMM", dt.date(2019, 9, 1), locale=locale))
    for text, differs in (("2026-05-03..2026-05-05", "d"), ("2019-05-28..2019-06-10", "M"), ("2019-09..2019-11", "M")):
        when = parse_when(text)
        patterns = locale.interval_formats["yMMMM" if "-05" not in text else "yMMMd"][differs]
        if any(re.search("MMM|LLL", pattern) for pattern in patterns):
            long = [re.sub("(?<!M)MMM(?!M)", "MMMM", pattern).replace("dd", "d") for pattern in patterns]
            ends = zip(long, (when.start, when.end), strict=True)
            expected = plain("".join(format_date(day, pattern, locale=locale) for pattern, day in ends))
            assert said[text].replace(" – ", "–") == expected.replace(" – ", "–"), "but for Polish, also the spaces"
            assert code == "pl" or said[text] == expected


def test_a_project_says_itself_what_it_says_otherwise(place: Place) -> None:
    """Of a language that the program speaks it keeps the rest; of another one it says what CLDR does not."""
    own = Place(place.root, HOME)
    own.write("i18n/languages.yaml", '- {code: it, prefix: ita, dates: {middle: "a metà {month}"}}\n- {code: sl}\n')
    italian, slovene = read_languages(own.project, Problems())
    assert (italian.prefix, italian.name, italian.section("photos")) == ("ita", "Italiano", "fotografie")
    assert format_when(parse_when("mid-2025-11"), "it_IT", italian.dates) == "a metà novembre 2025"
    assert format_until(parse_point("2025-11-08"), "it_IT", italian.dates) == "fino all’8 novembre 2025"
    assert (slovene.locale, slovene.name, slovene.prefix) == ("sl_SI", "Slovenščina", "sl")
    assert format_when(parse_when("mid-2025-11"), slovene.locale, slovene.dates) == "~november 2025"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- {code: it, dates: {mid: x}}\n", "bad-date-phrase"),
        ("- {code: it, dates: {until: fino}}\n", "bad-date-phrase"),
        ('- {code: it, dates: {until: "{date} {month}"}}\n', "bad-date-phrase"),
        ('- {code: it, dates: {until: "{date} {"}}\n', "bad-date-phrase"),
        ("- {code: qq}\n", "unknown-locale"),
    ],
)
def test_a_phrase_that_says_no_date_is_refused(place: Place, line: str, code: str) -> None:
    place.write("i18n/languages.yaml", line)
    read_languages(place.project, problems := Problems())
    assert [(one.code, one.where.line) for one in problems] == [(code, 1)]
