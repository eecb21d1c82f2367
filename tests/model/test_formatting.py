from decimal import Decimal

import pytest

from sitegen.model.date_phrases import DatePhrases
from sitegen.model.dates import parse_point, parse_when
from sitegen.model.formatting import format_number, format_until, format_when

CZECH = DatePhrases(middle="polovina {month}", until="do {date}", until_middle="do poloviny {month}")
ENGLISH = DatePhrases("mid-{month}", "until {date}", "", "until mid-{month}", "{first} to {last}")

WRITTEN = [
    ("2019-04-25", "25. dubna 2019", "25 April 2019"),
    ("2026-05-03..2026-05-05", "3.–5. května 2026", "3–5 May 2026"),
    ("2019-05-28..2019-06-10", "28. května – 10. června 2019", "28 May – 10 June 2019"),
    ("2019-12-28..2020-01-02", "28. prosince 2019 – 2. ledna 2020", "28 December 2019 – 2 January 2020"),
    (["2018-10-30", "2018-11-06"], "30. října a 6. listopadu 2018", "30 October and 6 November 2018"),
    (
        ["2018-06-18", "2018-06-19", "2018-07-30"],
        "18. a 19. června a 30. července 2018",
        "18 and 19 June and 30 July 2018",
    ),
    (["2018-06-18", "2018-06-19", "2018-06-20"], "18., 19. a 20. června 2018", "18, 19 and 20 June 2018"),
    (
        ["2018-12-31", "2019-01-02"],
        "31. prosince 2018 a 2. ledna 2019",
        "31 December 2018 and 2 January 2019",
    ),
    (["2019-04-25"], "25. dubna 2019", "25 April 2019"),
    ("2026-06-04T18:00", "4. června 2026, 18:00", "4 June 2026, 18:00"),
    ("2026-06-04T09:30..2026-06-04T11:00", "4. června 2026, 9:30–11:00", "4 June 2026, 09:30–11:00"),
    (
        "2026-06-04T18:00..2026-06-05T02:00",
        "4. června 2026, 18:00 – 5. června 2026, 2:00",
        "4 June 2026, 18:00 – 5 June 2026, 02:00",
    ),
    ("2026-06-04T18:00..2026-06-06", "4. června 2026, 18:00 – 6. června 2026", "4 June 2026, 18:00 – 6 June 2026"),
    ("2019-09", "září 2019", "September 2019"),
    ("2019-09..2019-11", "září–listopad 2019", "September – November 2019"),
    ("2019-11..2020-01", "listopad 2019 – leden 2020", "November 2019 – January 2020"),
    ("mid-2020-01", "polovina ledna 2020", "mid-January 2020"),
    (
        "2019-12-12..mid-2020-01",
        "12. prosince 2019 – polovina ledna 2020",
        "12 December 2019 to mid-January 2020",
    ),
    ("2019-03-12..mid-2019-05", "12. března – polovina května 2019", "12 March to mid-May 2019"),
]


@pytest.mark.parametrize(("text", "czech", "english"), WRITTEN)
def test_a_date_is_written_as_people_write_it(text: str | list[str], czech: str, english: str) -> None:
    when = parse_when(text)
    assert (format_when(when, "cs_CZ", CZECH), format_when(when, "en_GB", ENGLISH)) == (czech, english)


PLAINER = [
    ("sk", "2026-05-03..2026-05-05", "3. – 5. mája 2026"),
    ("hr", "2019-05-28..2019-06-10", "28. svibnja – 10. lipnja 2019."),
    ("it", "2019-12-12..mid-2020-01", "12 dicembre 2019 – ~gennaio 2020"),
    ("es", "2019-05-28..2019-06-10", "28 de mayo – 10 de junio de 2019"),
    ("en_US", "2026-05-03..2026-05-05", "May 3 – 5, 2026"),
    ("en_US", "2026-06-04T18:00..2026-06-04T20:00", "June 4, 2026, 6:00 PM – 8:00 PM"),
    ("en_US", ["2018-10-30", "2018-11-06"], "October 30 and November 6, 2018"),
    ("ja", "2019-05-28..2019-06-10", "2019年5月28日～6月10日"),
    ("bg", "2019-09", "септември 2019 г."),
]


@pytest.mark.parametrize(("locale", "text", "written"), PLAINER)
def test_any_locale_of_cldr_is_written_correctly(locale: str, text: str | list[str], written: str) -> None:
    assert format_when(parse_when(text), locale) == written


@pytest.mark.parametrize(
    ("text", "czech", "english"),
    [
        ("2019-05-24", "do 24. května 2019", "until 24 May 2019"),
        ("mid-2020-01", "do poloviny ledna 2020", "until mid-January 2020"),
        ("2020-01", "do ledna 2020", "until January 2020"),
    ],
)
def test_the_last_day_of_something(text: str, czech: str, english: str) -> None:
    point = parse_point(text)
    assert (format_until(point, "cs_CZ", CZECH), format_until(point, "en_GB", ENGLISH)) == (czech, english)


def test_numbers_use_ordinary_spaces() -> None:
    assert format_number(14371, "cs_CZ") == "14 371"
    assert format_number(1.5, "cs_CZ") == "1,5"
    assert format_number(14371, "en_GB") == "14,371"
    assert format_number(0.1 + 0.2, "cs_CZ") == "0,3"
    assert format_number(Decimal("0.00012"), "cs_CZ") == "0,00012"
