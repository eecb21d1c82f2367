import pytest

from sitegen.model.problems import BadValue
from sitegen.model.recurrence import Recurrence, parse_recurrence


@pytest.mark.parametrize(
    ("text", "written", "count"),
    [
        ("FREQ=WEEKLY;COUNT=4", "FREQ=WEEKLY;COUNT=4", 4),
        ("count=2;freq=monthly;byday=-1fr", "FREQ=MONTHLY;COUNT=2;BYDAY=-1FR", 2),
        ("FREQ=DAILY;UNTIL=19971224T000000Z", "FREQ=DAILY;UNTIL=19971224T000000Z", None),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR", None),
        ("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,-366", "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,-366", None),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", None),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2,-3;BYDAY=TU", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2,-3;BYDAY=TU", None),
        ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", None),
        (
            "FREQ=DAILY;BYHOUR=9,10,23;BYMINUTE=0,59;BYSECOND=60",
            "FREQ=DAILY;BYHOUR=9,10,23;BYMINUTE=0,59;BYSECOND=60",
            None,
        ),
    ],
)
def test_rules_of_the_standard_are_read(text: str, written: str, count: int | None) -> None:
    assert parse_recurrence(text) == Recurrence(written, count)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("FREQ=WEEKLY; COUNT=1", " COUNT=1"),
        ("FREQ=WEEKLY;COUNT=1 ", "COUNT=1 "),
        ("FREQ=WEEKLY;COUNT=1\n", "COUNT=1\n"),
        ("FREQ=WEEKLY;", ""),
        ("", ""),
        ("every Friday", "every Friday"),
        ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY"),
        ("COUNT=4", "COUNT=4"),
        ("RRULE:FREQ=WEEKLY", "RRULE:FREQ=WEEKLY"),
        ("FREQ=WEEKLY;FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;COUNT=0", "COUNT=0"),
        ("FREQ=WEEKLY;COUNT=-1", "COUNT=-1"),
        ("FREQ=WEEKLY;COUNT=four", "COUNT=four"),
        ("FREQ=WEEKLY;COUNT=٤", "COUNT=٤"),
        ("FREQ=WEEKLY;COUNT=" + "9" * 5000, "COUNT=" + "9" * 5000),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=WEEKLY;BYDAY=FRI", "BYDAY=FRI"),
        ("FREQ=WEEKLY;BYDAY=MO,,FR", "BYDAY=MO,,FR"),
        ("FREQ=MONTHLY;BYDAY=0FR", "BYDAY=0FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY=367"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR=24"),
        ("FREQ=DAILY;BYHOUR=-1", "BYHOUR=-1"),
        ("FREQ=WEEKLY;UNTIL=20261231", "UNTIL=20261231"),
        ("FREQ=WEEKLY;UNTIL=20261231T120000", "UNTIL=20261231T120000"),
        ("FREQ=WEEKLY;UNTIL=20260230T120000Z", "UNTIL=20260230T120000Z"),
        ("FREQ=WEEKLY;BYEASTER=0", "BYEASTER=0"),
    ],
)
def test_the_part_that_is_wrong_is_named(text: str, part: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_recurrence(text)
    assert (caught.value.code, caught.value.params) == ("bad-recurrence", {"part": part})


@pytest.mark.parametrize(
    ("text", "part", "other"),
    [
        ("FREQ=WEEKLY;COUNT=4;UNTIL=20261231T120000Z", "UNTIL=20261231T120000Z", "COUNT=4"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY=1", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY=1", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO=1", "FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYDAY=1FR", "BYDAY=1FR", "FREQ=WEEKLY"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1FR", "BYDAY=1FR", "BYWEEKNO=1"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS=1", "FREQ=MONTHLY"),
    ],
)
def test_parts_that_exclude_each_other_are_named(text: str, part: str, other: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_recurrence(text)
    assert (caught.value.code, caught.value.params) == ("recurrence-conflict", {"part": part, "other": other})
