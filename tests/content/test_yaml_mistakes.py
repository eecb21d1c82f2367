"""The commonest mistakes in a record are told where they were made, and with their repair."""

from __future__ import annotations

import pytest

from sitegen.content.records import parsed
from sitegen.model.dates import meant
from sitegen.model.messages import LANGUAGES, explain
from sitegen.model.problems import Problems

RECORD = """\
kind: talk
title:
  cs: Beseda
  en: Talk
summary: {cs: A, en: B}
when: 2026-05-03
"""


@pytest.mark.parametrize(
    ("right", "wrong", "place", "code", "repair"),
    [
        ("  cs: Beseda", "\tcs: Beseda", "3:1", "tab-indent", "two spaces"),
        ("  cs: Beseda", "  \tcs: Beseda", "3:3", "tab-indent", "two spaces"),
        ("  cs: Beseda", "\u00a0\u00a0cs: Beseda", "3:1", "odd-space", "a plain one"),
        ("kind: talk", "kind:\u00a0talk", "1:6", "odd-space", "a plain one"),
        ("kind: talk", "kind:talk", "1:6", "space-after-colon", "“kind: ”"),
        ("  cs: Beseda", "  cs:Beseda", "3:6", "space-after-colon", "“cs: ”"),
        ("cs: Beseda", "cs: Beseda: v parku", "3:13", "colon-in-text", 'cs: "Beseda: v parku"'),
        ("cs: Beseda", 'cs: Beseda: "v parku"', "3:13", "colon-in-text", "cs: 'Beseda: \"v parku\"'"),
        ("cs: Beseda", 'cs: "Beseda', "3:7", "quote-not-closed", 'Write "'),
        ("cs: Beseda", 'cs: "Beseda \\ud83d\\ude00"', "3:15", "unknown-escape", "the sign itself"),
        ("cs: Beseda", 'cs: "C:\\dokumenty"', "3:10", "unknown-escape", "written twice"),
        ("cs: Beseda", 'cs: "\\x4"', "3:8", "unknown-escape", "the sign itself"),
        ("cs: Beseda", "cs: 'Beseda", "3:7", "quote-not-closed", "Write '"),
        ("cs: Beseda", 'cs: "Beseda" v parku', "3:16", "text-after-quote", "cs: '\"Beseda\" v parku'"),
        ("cs: Beseda", "cs: @galerie", "3:7", "special-sign", 'cs: "@galerie"'),
        ("cs: Beseda", "cs: %sleva", "3:7", "special-sign", 'cs: "%sleva"'),
        ("cs: Beseda", "cs: *Beseda*", "3:7", "special-sign", 'cs: "*Beseda*"'),
        ("cs: Beseda", "cs: `Beseda`", "3:7", "special-sign", 'cs: "`Beseda`"'),
        ("when:", "  when:", "6:3", "bad-indent", "alike"),
        ("  en: Talk", "   en: Talk", "4:4", "bad-indent", "alike"),
        ("  cs: Beseda", "cs: Beseda", "4:3", "bad-indent", "alike"),
        ("en: B}", "en: B", "5:10", "bracket-not-closed", "Write }"),
        ("when: 2026-05-03", "when: [2026-05-03", "6:7", "bracket-not-closed", "Write ]"),
        ("when: 2026-05-03", "when: 2026-05-03\nphotos:\n– ada-1", "8:1", "wrong-dash", "hyphen"),
        ("cs: Beseda", "cs: |\nBeseda", "4:1", "text-not-indented", "two spaces"),
        ("when: 2026-05-03", "when 2026-05-03", "6:1", "no-colon", "field: value"),
        ("when:", "<<<<<<< HEAD\nwhen: 2026-05-02\n=======\nwhen:", "6:1", "both-versions", "Keep the one"),
        ("cs: Beseda\n  en: Talk", "cs: >-\n  Beseda\n  en: >-\n    Talk", "4:3", "text-not-indented", "two spaces"),
        ("when:", "figures:\n  -value: 13\n    label: {cs: a, en: b}\nwhen:", "7:4", "space-after-dash", "“- ”"),
        ("{cs: A, en: B}", '{cs: "A, en: B}', "5:15", "quote-not-closed", 'Write "'),
        ("when:", "photos:\n  – ada-1\nwhen:", "7:3", "wrong-dash", "hyphen"),
        ("when:", "photos:\n  * ada-1\nwhen:", "7:3", "wrong-dash", "hyphen"),
        ("when:", "photos:\n- ada-1\n  - ada-2\nwhen:", "8:3", "bad-indent", "alike"),
        ("{cs: A, en: B}", "{cs: A: b, en: B}", "5:16", "colon-in-text", 'cs: "A: b"'),
        ("{cs: A, en: B}", "{cs: A, en: B}}", "5:24", "bracket-too-many", "Delete"),
        ("when:", 'photos: ["ada-1, "ada-2"]\nwhen:', "6:10", "quote-not-closed", 'Write "'),
        ("cs: Beseda\n  en: Talk", 'cs: "Beseda\n  en: Talk"', "3:7", "quote-not-closed", 'Write "'),
        ("kind: talk", 'kind: "talk\ntags: a\nnote: b\nplace: c\ncity: "Praha"', "1:7", "quote-not-closed", 'Write "'),
        ("cs: Beseda\n  en: Talk", "cs: 'Beseda\n  en: 'Talk'", "3:7", "quote-not-closed", "Write '"),
        ("cs: Beseda\n  en: Talk", 'cs: "Beseda“\n  en: "Talk"', "3:7", "quote-not-closed", 'Write "'),
    ],
)
def test_a_mistake_is_told_where_it_was_made(right: str, wrong: str, place: str, code: str, repair: str) -> None:
    """Not where the reader of YAML gave up, and in both languages."""
    assert right in RECORD
    problems = Problems()
    assert parsed(RECORD.replace(right, wrong, 1), "r.yaml", problems) is None
    (problem,) = problems
    assert (f"{problem.where.line}:{problem.where.column}", problem.code) == (place, code)
    assert repair in explain(problem.code, problem.params, "en").repair
    for language in LANGUAGES:
        assert "{" not in explain(problem.code, problem.params, language).says.replace("{ ", "")


ODD = ["a: b\n? [c\n", "- a\nb: c\n", "%YAML 9\n--- a\n", "a: !<x y\n", "\ta\n", "a:\n - b\n  - c\n - d: [\n", "["]


@pytest.mark.parametrize("text", ODD)
def test_whatever_else_cannot_be_read_is_told_at_a_line_of_the_file(text: str) -> None:
    """Never with words of the library."""
    problems = Problems()
    assert parsed(text, "r.yaml", problems) is None
    for problem in problems:
        assert problem.where.line <= text.count("\n") + 2  # a file's end may be on a line that is not there
        assert "expected <" not in explain(problem.code, problem.params, "en").says


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("25. 4. 2019", "2019-04-25"),
        ("25.4.2019", "2019-04-25"),
        ("25/4/2019", "2019-04-25"),
        ("21.–23. 2. 2018", "2018-02-21..2018-02-23"),
        ("21. - 23. 2. 2018", "2018-02-21..2018-02-23"),
        ("30. 4. – 2. 5. 2019", "2019-04-30..2019-05-02"),
        ("2019-04-25 - 2019-04-27", "2019-04-25..2019-04-27"),
        ("2019-04-25–2019-04-27", "2019-04-25..2019-04-27"),
        ("2019-04-25...2019-4-27", "2019-04-25..2019-04-27"),
        ("31. 12. 2018 – 1. 1. 2019", "2018-12-31..2019-01-01"),
        ("31. 4. 2019", ""),
        ("2019-4-25", "2019-04-25"),
        ("2019-04-25", ""),
        ("25. 4. 2019 18:00", "2019-04-25T18:00"),
        ("25. 4. 2019 v 18.00", "2019-04-25T18:00"),
        ("2019-04-25T18.30", "2019-04-25T18:30"),
        ("2019-04-25 18", "2019-04-25T18:00"),
        ("2019", ""),
        ("jaro 2019", ""),
    ],
)
def test_a_date_as_people_write_it_is_offered_as_records_have_it(text: str, date: str) -> None:
    """Days before months, as in all languages but one."""
    assert meant(text) == date


def test_spaces_of_text_programs_around_a_text_and_dashes_of_speech_are_no_mistakes() -> None:
    """Nobody sees the one, and the other are what somebody said."""
    problems = Problems()
    text = RECORD.replace("talk", "talk\u00a0").replace("cs: Beseda", "cs:\n    – Ano?")
    record = parsed(text, "r.yaml", problems)
    assert record
    assert (record.data["kind"], record.data["title"]["cs"]) == ("talk", "– Ano?")


def test_a_text_in_quotation_marks_may_have_several_lines() -> None:
    """A line further in is the text's own, whatever it looks like."""
    problems = Problems()
    record = parsed(RECORD.replace("cs: Beseda", 'cs: "Beseda\n    kdy: večer"'), "r.yaml", problems)
    assert record
    assert record.data["title"]["cs"] == "Beseda kdy: večer"
