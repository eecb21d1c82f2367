"""Plain data becomes typed values, or problems in our own words at the right place."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.charts import Infographic
from sitegen.content.kinds import KINDS
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.event import Event
from sitegen.content.kinds.photo import Photo
from sitegen.content.kinds.place import Place
from sitegen.content.kinds.podcast import Episode
from sitegen.content.records import Record
from sitegen.content.typed import field_names, shadow, typed
from sitegen.model.entries import Entry, RefTo, Source, marked_values
from sitegen.model.languages import Language
from sitegen.model.messages import explain, messages
from sitegen.model.problems import Problems
from sitegen.model.report import as_annotation, as_data, as_text
from tests.conftest import FILES

LANGUAGES = tuple(Language(code, f"{code}_XX", code, code, {}, published=code != "de") for code in ("cs", "en", "de"))


def record(data: Any) -> Record:
    """Data as if it had been read from a file, all of it in one place."""
    return Record(data, Source("content/a.yaml", {}))


def sample(name: str) -> dict[str, Any]:
    """A record of the small project, its scalars as texts."""
    found: dict[str, Any] = yaml.load(FILES[name], yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    return found


PHOTO, EVENT = sample("content/photos/ada-1.yaml"), sample("content/events/opening.yaml")
AUTHOR, PARK = sample("content/authors/ada.yaml"), sample("content/places/park.yaml")


def faults(model: type[Entry], data: Any) -> list[tuple[str, dict[str, Any]]]:
    """The errors found in a record: code and what fills the message."""
    problems = Problems()
    typed(model, record(data), LANGUAGES[:2], problems)
    return [(problem.code, dict(problem.params)) for problem in problems]


def test_sound_records_are_taken() -> None:
    """Texts become what the fields say."""
    photo = typed(Photo, record(PHOTO), LANGUAGES[:2], Problems())
    assert photo is not None
    assert photo.order == 1
    assert photo.focus == (0.5, 0.5)
    assert photo.consent.date.isoformat() == "2020-01-01"


@pytest.mark.parametrize(
    ("model", "base", "change", "code"),
    [
        (Photo, PHOTO, {"order": "1.5"}, "wrong-type"),
        (Photo, PHOTO, {"order": ["1"]}, "wrong-type"),
        (Photo, PHOTO, {"themes": "home"}, "wrong-type"),
        (Photo, PHOTO, {"title": "Window"}, "wrong-type"),
        (Photo, PHOTO, {"title": {"cs": "Okno"}}, "missing-translation"),
        (Photo, PHOTO, {"title": {"cs": "Okno", "en": "  "}}, "missing-translation"),
        (Photo, PHOTO, {"title": {"cs": "Okno", "en": "Window", "fr": "Fenêtre"}}, "unknown-language"),
        (Photo, PHOTO, {"side": "lihgt"}, "bad-choice"),
        (Photo, PHOTO, {"focus": ["0.5", "1.5"]}, "at-most"),
        (Photo, PHOTO, {"focus": ["0.5", "nan"]}, "at-most"),
        (Photo, PHOTO, {"sample": "maybe"}, "wrong-type"),
        (Photo, PHOTO, {"comment_language": "czech"}, "unknown-language-code"),
        (Photo, PHOTO, {"consent": None}, "missing-field"),
        (Photo, PHOTO, {"consent": "given"}, "wrong-type"),
        (Photo, PHOTO, {"slug": {"cs": "Okno"}}, "bad-slug"),
        (Photo, PHOTO, {"slug": {"cs": "../.."}}, "bad-slug"),
        (Photo, PHOTO, {"taken": "yesterday"}, "bad-date"),
        (Event, EVENT, {"when": "2026-02-30"}, "no-such-day"),
        (Event, EVENT, {"when": "2026-13"}, "no-such-month"),
        (Event, EVENT, {"when": ["2026-05-02", "2026-05-02"]}, "dates-out-of-order"),
        (Event, EVENT, {"when": ["2026-05-02", "2026-05-01"]}, "dates-out-of-order"),
        (Event, EVENT, {"when": {"from": "2026-05-02"}}, "wrong-type"),
        (Event, EVENT, {"links": [{"url": "ftp://a.org/", "title": {"cs": "a", "en": "a"}}]}, "bad-address"),
        (Event, EVENT, {"links": [{"url": "https://[", "title": {"cs": "a", "en": "a"}}]}, "bad-address"),
        (Author, AUTHOR, {"country": "cz"}, "unknown-country"),
        (Author, AUTHOR, {"years_here": "-1"}, "at-least"),
        (Place, PARK, {"lat": "50.0812"}, "place-too-exact"),
        (Place, PARK, {"lat": "inf"}, "at-most"),
    ],
)
def test_faults(model: type[Entry], base: dict[str, Any], change: dict[str, Any], code: str) -> None:
    """Each is told by one code."""
    assert [found for found, _ in faults(model, base | change)] == [code]


WORDS = {"cs": "a", "en": "a"}
EPISODE = {"number": "1", "title": WORDS, "summary": WORDS, "file": "a.mp3", "language": "cs", "guid": "x"}
EPISODE |= {"consent": PHOTO["consent"], "publish": "2026-04-01T09:00"}


@pytest.mark.parametrize(
    ("model", "data", "code", "repair"),
    [
        (Photo, PHOTO | {"focus": "0.5"}, "wrong-type", "square brackets"),
        (Photo, PHOTO | {"focus": ["0", "47", "0", "62"]}, "decimal-commas", "[0.47, 0.62]"),
        (Photo, PHOTO | {"focus": ["47", "0.5"]}, "at-most", "0.47"),
        (Event, EVENT | {"links": [{"url": "“https://a.cz/”", "title": WORDS}]}, "bad-address", "Write https://a.cz/"),
        (Event, EVENT | {"links": [{"url": "www.a.cz", "title": WORDS}]}, "bad-address", "Write https://www.a.cz"),
        (Event, EVENT | {"links": [{"url": "zoom", "title": WORDS}]}, "bad-address", "Begin with"),
        (Infographic, {"title": WORDS, "summary": WORDS, "charts": [], "units": {"Lidé": {}}}, "bad-word", "lide"),
        (Episode, EPISODE | {"guid": ""}, "missing-field", "Add it"),
    ],
)
def test_what_is_written_almost_right_is_told_with_what_was_meant(
    model: type[Entry], data: dict[str, Any], code: str, repair: str
) -> None:
    """In our words in both languages: never a pattern or a sentence of the library."""
    params = next(params for found, params in faults(model, data) if found == code)
    assert repair in explain(code, params, "en").repair
    for language in ("cs", "en"):
        assert not re.search(r"[\^$]|should|valid", " ".join(explain(code, params, language)))


def test_a_time_of_a_chapter_is_told_of_as_a_time() -> None:
    """Not as what does not match a pattern."""
    chapters = [{"start": "1:90", "title": WORDS}]
    found = faults(Episode, EPISODE | {"chapters": chapters})
    assert [code for code, _ in found] == ["chapters-bad-time"]


def test_a_text_in_the_place_of_a_list_names_nothing() -> None:
    """`photos: ada-1, ada-2` is one mistake, and not also a photograph of that name."""
    entry = shadow(Event, record(EVENT | {"photos": "ada-1, ada-2"}))
    assert entry is not None
    assert "ada-1, ada-2" not in [value for _, _, value in marked_values(entry)]


def chart(values: dict[str, str]) -> dict[str, Any]:
    """The fields of an infographic of one chart, whose second tile has these values."""
    text = {"cs": "a", "en": "a"}
    tiles = [{"label": text, "short": str(n), "column": str(n), "row": "1", "value": "1"} for n in (1, 2)]
    tiles[1] |= values
    head = {"id": "map", "kind": "tiles", "title": text, "description": text, "unit": "percent", "sample": "true"}
    return {"title": text, "summary": text, "charts": [head | {"place": text, "tiles": tiles}]}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"value": "12,5"}, "wrong-type"),
        ({"value": "1 000"}, "wrong-type"),
        ({"value": "inf"}, "wrong-type"),
        ({"value": "1234567890123456"}, "too-many-digits"),
        ({"short": "Praha"}, "too-long"),
    ],
)
def test_faults_of_figures_are_told_in_our_words(values: dict[str, str], code: str) -> None:
    """And not in those of a library, which are English."""
    assert [found for found, _ in faults(Infographic, chart(values))] == [code]


def test_a_chart_that_is_a_text_is_one_fault() -> None:
    """Not one for every kind of chart that it is not."""
    assert faults(Infographic, chart({}) | {"charts": ["a text"]}) == [
        ("wrong-type", {"field": "charts", "expected": "mapping", "remedy": "write-mapping"})
    ]


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("0", "bad-date"),
        ("1534377600", "bad-date"),
        ("2018-08-16T10:00", "bad-date"),
        ("2018-08", "not-a-day"),
        ("2018-02-29", "no-such-day"),
    ],
)
def test_a_consent_is_of_one_day(date: str, code: str) -> None:
    """What pydantic would take for seconds since 1970 is no date."""
    consent = {"status": "given", "scopes": ["web"], "date": date}
    assert [found for found, _ in faults(Photo, PHOTO | {"consent": consent})] == [code]


def test_a_consent_ends_after_it_began() -> None:
    """Swapped dates would withdraw it in silence."""
    consent = {"status": "given", "scopes": ["web"], "date": "2020-01-02", "expires": "2020-01-01"}
    assert [code for code, _ in faults(Photo, PHOTO | {"consent": consent})] == ["dates-out-of-order"]
    assert not faults(Photo, PHOTO | {"consent": consent | {"status": "withdrawn"}})  # of what was over already


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-04-01", "bad-time"),
        ("9:00", "bad-time"),
        ("1711962000", "bad-time"),
        ("2026-04-01T25:00", "bad-time"),
        ("2026-04-31T09:00", "no-such-day"),
        ("2026-04-01T09:00Z", "no-offset"),
        ("2026-04-01T09:00+02:00", "no-offset"),
    ],
)
def test_a_release_is_a_local_time(written: str, code: str) -> None:
    """An offset would be wrong for half of the year."""
    assert [found for found, _ in faults(Episode, EPISODE | {"publish": written})] == [code]


def test_a_misspelt_field_is_one_error() -> None:
    """That its right name is missing goes without saying."""
    data = {key: value for key, value in PHOTO.items() if key != "caption"} | {"captoin": PHOTO["caption"]}
    ((code, params),) = faults(Photo, data)
    assert (code, params["field"], params["suggestion"]) == ("unknown-field", "captoin", "caption")
    assert params["known"].startswith("sample, draft, slug, pictures, file, author")


def test_a_language_that_is_not_published_yet_only_warns() -> None:
    """Its texts may come one by one."""
    problems = Problems()
    assert typed(Photo, record(PHOTO), LANGUAGES, problems) is not None
    assert {(problem.code, str(problem.severity)) for problem in problems} == {("missing-translation", "warning")}
    assert len(problems) == 4, "title, caption, comment, alt"


def test_optional_fields_that_a_form_saves_empty_are_not_there() -> None:
    """An empty text, also in every language, is no value; where only one language is empty, that one is missing."""
    data = sample("content/photos/ada-1.yaml")
    blank = {"place": "", "taken": "", "focus": "", "licence": "", "sample": "", "order": "", "themes": ["home"]}
    texts = {"credit": {"cs": "", "en": ""}, "slug": {"cs": "okno", "en": ""}}
    consent = {"consent": data["consent"] | {"expires": ""}}
    problems = Problems()
    photo = typed(Photo, record(data | blank | texts | consent), LANGUAGES, problems)
    assert not problems.failed
    assert photo
    assert (photo.place, photo.taken, photo.focus, photo.licence, photo.order) == (None, None, (0.5, 0.5), None, 0)
    assert (photo.credit, photo.slug, photo.consent.expires) == (None, {"cs": "okno"}, None)
    assert faults(Photo, data | {"credit": {"cs": "Ada", "en": ""}})[0][0] == "missing-translation"
    assert [code for code, _ in faults(Photo, data | {"status": ""})] == ["bad-choice"]


def test_a_record_at_fault_still_names_others() -> None:
    """What it names is judged in the same run."""
    found = shadow(Photo, record(PHOTO | {"order": "first"}))
    assert found is not None
    refs = {(mark.kind, value) for _, mark, value in marked_values(found) if isinstance(mark, RefTo)}
    assert refs == {("author", "ada"), ("theme", "home"), ("place", "park")}


def test_names_of_fields_include_those_inside() -> None:
    """A suggestion may come from a part of the record."""
    assert {"caption", "consent", "scopes", "expires"} <= field_names(Photo)


VALUES = st.recursive(
    st.none() | st.text(max_size=12) | st.sampled_from(["ada", "2026-02-30", "0", "-1", "nan", "yes", "cs", "1e999"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["cs", "en", "x", "sample"]), inner),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_value_in_any_field_is_taken_or_explained(data: st.DataObject) -> None:
    """Nothing but a value or problems with words comes out, whatever stands in a record of any kind."""
    kind = data.draw(st.sampled_from(KINDS))
    names = st.sampled_from([*kind.model.model_fields, "nonsense"])
    content = data.draw(VALUES | st.dictionaries(names, VALUES, max_size=6))
    problems = Problems()
    entry = typed(kind.model, record(content), LANGUAGES, problems)
    assert (entry is None) == problems.failed
    for problem in problems:
        assert problem.code in messages("en").by_code
        assert all(explain(problem.code, problem.params, language)[0] for language in ("cs", "en"))
        assert as_text(problem, lambda _: ["line"], "cs")
        assert "\n" not in as_annotation(problem, "en")
        assert as_data(problem, "en")["message"]
    named = entry or shadow(kind.model, record(content))
    assert all(isinstance(value, str) for _, _, value in (marked_values(named) if named else ()))


@pytest.mark.parametrize(
    ("title", "language", "rest"),
    [
        ({"title": {"cs": "Beseda"}, "en": "Talk"}, "en", "en"),
        ({"title": None, "cs": "Beseda", "en": "Talk"}, "cs", "cs, en"),
    ],
)
def test_a_language_beside_its_field_is_one_mistake(title: dict[str, Any], language: str, rest: str) -> None:
    """Neither a field that is not known nor a text that is missing."""
    data = {**title, **{name: value for name, value in EVENT.items() if name != "title"}}
    assert faults(Event, data) == [("language-not-nested", {"field": "title", "language": language, "rest": rest})]
    assert faults(Event, {"kind": "talk", "en": "Talk"} | EVENT)[0][0] == "unknown-field"


def test_a_field_under_another_name_is_one_mistake() -> None:
    """Where one alone is missing, the one that nobody knows is meant to be it, whatever it is like."""
    data = {"datum" if name == "when" else name: value for name, value in EVENT.items()}
    ((code, params),) = faults(Event, data)
    assert (code, params["field"], params["suggestion"]) == ("unknown-field", "datum", "when")
