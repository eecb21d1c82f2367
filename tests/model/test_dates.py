from datetime import date

import pytest

from sitegen.model.dates import When, parse_when
from sitegen.model.problems import BadValue

BAD = [
    ("2019-02-30", "no-such-day", {"value": "2019-02-30", "month": "2019-02", "days": "28"}),
    ("2020-13-01", "no-such-month", {"value": "2020-13-01"}),
    ("mid-2020-00", "no-such-month", {"value": "mid-2020-00"}),
    ("25. 4. 2019", "bad-date", {"value": "25. 4. 2019", "suggestion": "2019-04-25"}),
    ("2019", "bad-date", {"value": "2019", "suggestion": ""}),
    ("0000-01-01", "bad-date", {"value": "0000-01-01", "suggestion": ""}),
    ("٢٠١٩-٠٤-٢٥", "bad-date", {"value": "٢٠١٩-٠٤-٢٥", "suggestion": "2019-04-25"}),
    (
        "2019-01-01..2019-01-02..2019-01-03",
        "bad-date",
        {"value": "2019-01-01..2019-01-02..2019-01-03", "suggestion": ""},
    ),
    ("2019-05-02..2019-05-01", "dates-out-of-order", {"first": "2019-05-02", "second": "2019-05-01"}),
    ("2019-05-20..mid-2019-05", "dates-out-of-order", {"first": "2019-05-20", "second": "mid-2019-05"}),
    (["2019-05-02", "2019-05-01"], "dates-out-of-order", {"first": "2019-05-02", "second": "2019-05-01"}),
    (["2019-05-02", "2019-05-02"], "dates-out-of-order", {"first": "2019-05-02", "second": "2019-05-02"}),
    (
        "2026-06-04T18:00..2026-06-04T18:00",
        "dates-out-of-order",
        {"first": "2026-06-04T18:00", "second": "2026-06-04T18:00"},
    ),
    (
        "2026-06-04T20:00..2026-06-04T18:00",
        "dates-out-of-order",
        {"first": "2026-06-04T20:00", "second": "2026-06-04T18:00"},
    ),
    ("2026-06-04T24:30", "bad-time", {"value": "2026-06-04T24:30"}),
    ("2026-06-31T18:00", "no-such-day", {"value": "2026-06-31", "month": "2026-06", "days": "30"}),
    ("2026-06T18:00", "bad-time", {"value": "2026-06T18:00"}),
    ("2026-06-04T18:00Z", "bad-date", {"value": "2026-06-04T18:00Z", "suggestion": ""}),
    ("2026-06-04 18", "bad-date", {"value": "2026-06-04 18", "suggestion": "2026-06-04T18:00"}),
    (["2026-06-04T18:00", "2026-06-05"], "bad-date", {"value": "2026-06-04T18:00", "suggestion": ""}),
    (["2019-05-02", "2019-06"], "bad-date", {"value": "2019-06", "suggestion": ""}),
    ([], "bad-date", {"value": "", "suggestion": ""}),
]


@pytest.mark.parametrize(("text", "code", "params"), BAD)
def test_a_bad_date_says_what_is_wrong(text: str | list[str], code: str, params: dict[str, str]) -> None:
    with pytest.raises(BadValue) as caught:
        parse_when(text)
    assert (caught.value.code, caught.value.params) == (code, params)


@pytest.mark.parametrize(
    ("text", "start", "end", "iso", "iso_end"),
    [
        ("2019-04-25", date(2019, 4, 25), date(2019, 4, 25), "2019-04-25", "2019-04-25"),
        ("2018-02-21..2018-02-23", date(2018, 2, 21), date(2018, 2, 23), "2018-02-21", "2018-02-23"),
        (
            "2026-06-04T18:00..2026-06-05T02:00",
            date(2026, 6, 4),
            date(2026, 6, 5),
            "2026-06-04T18:00",
            "2026-06-05T02:00",
        ),
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
