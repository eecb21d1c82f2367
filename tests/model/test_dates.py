from datetime import UTC, date, datetime, time

import pytest

from sitegen.model.dates import (
    BadDate,
    When,
    format_datetime_iso,
    format_day,
    format_number,
    format_time,
    format_until,
    format_when,
    parse_point,
    parse_when,
)

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
    ("2019-09", "září 2019", "September 2019"),
    ("2019-09..2019-11", "září – listopad 2019", "September – November 2019"),
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
    assert (format_when(when, "cs_CZ"), format_when(when, "en_GB")) == (czech, english)


PLAINER = [
    ("sk", "2026-05-03..2026-05-05", "3. – 5. mája 2026"),
    ("hr", "2019-05-28..2019-06-10", "28. svibnja – 10. lipnja 2019."),
    ("de", "2019-12-12..mid-2020-01", "12. Dezember 2019 – Mitte Januar 2020"),
    ("it", "2019-12-12..mid-2020-01", "12 dicembre 2019 – gennaio 2020"),
    ("es", "2019-05-28..2019-06-10", "28 de mayo – 10 de junio de 2019"),
    ("en_US", "2026-05-03..2026-05-05", "May 3–5, 2026"),
    ("en_US", ["2018-10-30", "2018-11-06"], "October 30, 2018 and November 6, 2018"),
    ("ja", "2019-05-28..2019-06-10", "2019年5月28日 – 2019年6月10日"),
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
    assert (format_until(point, "cs_CZ"), format_until(point, "en_GB")) == (czech, english)


BAD = [
    ("2019-02-30", "no-such-day", {"value": "2019-02-30", "month": "2019-02", "days": "28"}),
    ("2020-13-01", "no-such-month", {"value": "2020-13-01"}),
    ("mid-2020-00", "no-such-month", {"value": "mid-2020-00"}),
    ("25. 4. 2019", "bad-date", {"value": "25. 4. 2019"}),
    ("2019", "bad-date", {"value": "2019"}),
    ("0000-01-01", "bad-date", {"value": "0000-01-01"}),
    ("٢٠١٩-٠٤-٢٥", "bad-date", {"value": "٢٠١٩-٠٤-٢٥"}),
    ("2019-01-01..2019-01-02..2019-01-03", "bad-date", {"value": "2019-01-01..2019-01-02..2019-01-03"}),
    ("2019-05-02..2019-05-01", "dates-out-of-order", {"first": "2019-05-02", "second": "2019-05-01"}),
    ("2019-05-20..mid-2019-05", "dates-out-of-order", {"first": "2019-05-20", "second": "mid-2019-05"}),
    (["2019-05-02", "2019-05-01"], "dates-out-of-order", {"first": "2019-05-02", "second": "2019-05-01"}),
    (["2019-05-02", "2019-05-02"], "dates-out-of-order", {"first": "2019-05-02", "second": "2019-05-02"}),
    (["2019-05-02", "2019-06"], "bad-date", {"value": "2019-06"}),
    ([], "bad-date", {"value": ""}),
]


@pytest.mark.parametrize(("text", "code", "params"), BAD)
def test_a_bad_date_says_what_is_wrong(text: str | list[str], code: str, params: dict[str, str]) -> None:
    with pytest.raises(BadDate) as caught:
        parse_when(text)
    assert (caught.value.code, caught.value.params) == (code, params)
    assert all(value in str(caught.value) for value in params.values())


@pytest.mark.parametrize(
    ("text", "start", "end", "iso", "iso_end"),
    [
        ("2019-04-25", date(2019, 4, 25), date(2019, 4, 25), "2019-04-25", "2019-04-25"),
        ("2018-02-21..2018-02-23", date(2018, 2, 21), date(2018, 2, 23), "2018-02-21", "2018-02-23"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "2020-02", "2020-02"),
        ("2019-12-12..mid-2020-01", date(2019, 12, 12), date(2020, 1, 15), "2019-12-12", "2020-01"),
    ],
)
def test_a_date_knows_its_first_and_last_day(text: str, start: date, end: date, iso: str, iso_end: str) -> None:
    when = parse_when(text)
    assert (when.start, when.end, when.iso, when.iso_end, str(when)) == (start, end, iso, iso_end, text)


def test_several_days_are_given_to_a_calendar_as_unbroken_stretches() -> None:
    when = parse_when(["2018-06-18", "2018-06-19", "2018-07-30"])
    july = date(2018, 7, 30)
    assert when.days == ((date(2018, 6, 18), date(2018, 6, 19)), (july, july))


def test_dates_are_values() -> None:
    assert {parse_when("2019-09"), parse_when(" 2019-09 ")} == {parse_when("2019-09")}
    assert isinstance(parse_when("2019-09"), When)


def test_days_times_and_numbers_use_ordinary_spaces() -> None:
    assert format_day(date(2019, 4, 25), "cs_CZ", weekday=True) == "čtvrtek 25. dubna 2019"
    assert format_day(date(2019, 4, 25), "en_GB") == "25 April 2019"
    assert format_time(time(9, 0), "cs_CZ") == "9:00"
    assert format_time(time(18, 30), "en_US") == "6:30 PM"
    assert format_number(14371, "cs_CZ") == "14 371"
    assert format_number(1.5, "cs_CZ") == "1,5"
    assert format_number(14371, "en_GB") == "14,371"


def test_a_moment_needs_its_offset() -> None:
    assert format_datetime_iso(datetime(2019, 10, 10, 9, tzinfo=UTC)) == "2019-10-10T09:00:00+00:00"
    with pytest.raises(ValueError, match="no time zone"):
        format_datetime_iso(datetime(2019, 10, 10, 9))  # noqa: DTZ001 - that is the point
