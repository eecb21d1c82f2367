"""Editors that validate by the schemas see what the program sees, as far as JSON Schema can say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from sitegen.content.language_list import read_languages
from sitegen.content.reading import _is_stone
from sitegen.content.records import Record, parsed
from sitegen.content.typed import typed
from sitegen.model.entries import Loc, RefTo, Source, marked_values
from sitegen.model.languages import Language
from sitegen.model.problems import Problems
from sitegen.model.project import Project
from sitegen.schemas.editor_files import MODELS, PLACES, generated, schema_name
from sitegen.schemas.field_words import words
from sitegen.schemas.forms import Tongues
from sitegen.schemas.record_schemas import Writer
from tests.conftest import FILES, Place
from tests.documents import examples_of

ROOT = Path(__file__).parents[2]
LANGUAGES = tuple(Language(code, code, code, code, {}) for code in ("cs", "en"))
RECORDS = [name for name in MODELS if name != "language"]

UNSAYABLE = {
    "at-least",  # of a number in quotes, as the next ones
    "at-most",
    "bad-alphabet",
    "bad-recurrence",
    "bad-slug",  # of a number, as the next one
    "bad-value",
    "bad-word",
    "chapters-bad-time",
    "dates-out-of-order",
    "duplicate-chart",
    "less-than",
    "missing-part",
    "missing-source",
    "more-than",
    "no-such-day",
    "nothing-behind",
    "nothing-to-divide",
    "parts-do-not-add-up",
    "parts-exceed-whole",
    "place-too-exact",
    "row-does-not-add-up",
    "sample-with-source",
    "too-many-digits",
    "too-many-symbols",
    "two-rests",
    "two-tiles-in-one-place",
    "unknown-language-code",
    "unknown-locale",
    "unknown-part",
    "unknown-time-zone",
    "unknown-unit",
    "value-or-rest",
    "wrong-count",
}
"""What needs arithmetic, a calendar or a register, or looks at two fields."""


class Core(yaml.SafeLoader):
    """YAML as editors read it: 1.2's core schema, in which `no` and `2019-04-25` are texts."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), [*first.replace("\0", ""), ""]
    )


def of_file(name: str) -> str | None:
    """Return which schema is for a file."""
    return next((kind for kind, place in PLACES.items() if PurePosixPath(name).match(place)), None)


@cache
def validator(name: str) -> Draft7Validator:
    """Return what an editor has for a kind of file."""
    schema = Writer(words(), Tongues.of(LANGUAGES)).document(name, MODELS[name], each=name == "language")
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(name: str, text: str) -> list[Loc]:
    """Return where an editor underlines something."""
    return [tuple(error.absolute_path) for error in validator(name).iter_errors(yaml.load(text, Core))]  # noqa: S506 - a safe one


def codes(name: str, text: str) -> set[str]:
    """Return what the program says of a record alone."""
    problems = Problems()
    record = parsed(text, "content/one.yaml", problems)
    return {problem.code for problem in problems} | (said_of(name, record) if record else set())


def said_of(name: str, record: Record) -> set[str]:
    """The same of its data; what it names needs the form that names have."""
    problems = Problems()
    if _is_stone(record.data):
        return set()
    entry = typed(MODELS[name], record, LANGUAGES if name != "printed" else (), problems)
    found = {problem.code for problem in problems}
    for _, mark, value in marked_values(entry) if entry else ():
        form = r"[a-z0-9]+(-[a-z0-9]+)*" if isinstance(mark, RefTo) else r"[^/]+(/[^/]+)*"
        found |= set() if re.fullmatch(form, value) else {"unknown-reference"}
    return found


def as_text(data: Any) -> Any:
    """Return data as the program reads it, in which every scalar is a text."""
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    if data is None or isinstance(data, str):
        return data
    return str(data).lower()


def judged(name: str, data: Any) -> tuple[set[str], list[Loc]]:
    """Return what the program says of data, and where an editor underlines them."""
    seen = [tuple(error.absolute_path) for error in validator(name).iter_errors(data)]
    return said_of(name, Record(as_text(data), Source("content/one.yaml", {}))), seen


def kinds_of(files: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield every record among these files: its name, its kind, its text."""
    for file, text in files.items():
        if (kind := of_file(file)) and kind != "language":
            yield file, kind, text


REAL = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.yaml"))
}
EXAMPLES = {one.file: one.text for one in examples_of("docs/content.md") if one.file.endswith(".yaml")}


def test_every_kind_has_an_example() -> None:
    """So that the next tests are about all of them."""
    assert {kind for _, kind, _ in kinds_of(EXAMPLES)} | {"printed"} == set(RECORDS)


@pytest.mark.parametrize("files", [REAL, EXAMPLES], ids=["real", "examples"])
def test_sound_records_are_accepted(files: dict[str, str]) -> None:
    """Nothing is underlined in the real content and in the examples of the documentation."""
    assert {file: found for file, kind, text in kinds_of(files) if (found := faults(kind, text))} == {}


def test_small_project_is_accepted(place: Place) -> None:
    """Nor in the project of the tests."""
    files = {name: (place.root / name).read_text("utf-8") for name in FILES if name.endswith(".yaml")}
    assert {file: found for file, kind, text in kinds_of(files) if (found := faults(kind, text))} == {}


def test_languages_are_accepted() -> None:
    """The list of languages has a schema too."""
    text = (ROOT / "i18n" / "languages.yaml").read_text("utf-8")
    assert faults("language", text) == []
    assert faults("language", text.replace("prefix:", "prefx:", 1)) == [(0,)]


WITH_THE_SITE = {("event", ("kind",))}
"""What only the settings tell to be at fault: a record alone does not."""

BROKEN = [path for path in sorted((ROOT / "tests" / "broken").rglob("*.yaml")) if of_file(path.as_posix()) in RECORDS]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: "-".join(path.parts[-4::3]))
def test_broken_records_are_judged_alike(path: Path) -> None:
    """What the program says of a record that cannot be read as its kind, an editor underlines."""
    name = of_file(path.as_posix())
    assert name
    problems = Problems()
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return
    if parsed(text, "content/one.yaml", problems) is None:
        return  # no YAML, or none of ours: there is nothing to validate
    found = codes(name, text)
    assert found or not [place for place in faults(name, text) if (name, place) not in WITH_THE_SITE]
    assert faults(name, text) or not found - UNSAYABLE


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("summary:", "sumary:", ()),
        ("exhibition-opening", "exhibiton-opening", ("kind",)),
        ("2019-04-25", "25. 4. 2019", ("when",)),
        ("value: 60", "value: sixty", ("figures", 0, "value")),
        ("cs: Pozvánka", "cz: Pozvánka", ("links", 0, "title")),
        ("about: true", "about: Asi", ("figures", 0, "about")),
        ('url: "https', 'url: "htps', ("links", 0, "url")),
        ("venue: hall", "venue: Hall", ("venue",)),
    ],
)
def test_planted_typo_is_reported_at_its_field(old: str, new: str, place: Loc) -> None:
    """An editor underlines the field, or the mapping that lacks it."""
    text = EXAMPLES["content/events/opening.yaml"]
    assert set(faults("event", text.replace(old, new, 1))) == {place}


def test_typo_in_a_chart_is_reported_at_its_field() -> None:
    """A chart is judged as its kind, so a fault in it is not one of all charts."""
    text = EXAMPLES["content/infographics/yard.yaml"]
    assert faults("infographic", text.replace("highlight: true", "highligt: true", 1)) == [("charts", 1, "rows", 0)]


POOL: list[Any] = [
    "",
    None,
    "x y",
    "ano",
    "Ano",
    "YES",
    1,
    0,
    -3,
    2.5,
    True,
    "7",
    "2019-04-25",
    "2019-04",
    [],
    {},
    "X/y.z",
]


def leaves(data: Any) -> list[Loc]:
    """Return where values stand; of the items of a list only the first, because all are alike."""
    found: list[Loc] = []

    def walk(data: Any, loc: Loc) -> None:
        found.extend([loc] * bool(loc))
        items = data.items() if isinstance(data, dict) else enumerate(data[:1]) if isinstance(data, list) else ()
        for key, value in items:
            walk(value, (*loc, key))

    walk(data, ())
    return found


def bendable() -> Iterator[Any]:
    """Yield every example as its kind, its data and the places in them; one with charts once a chart."""
    for _, name, text in kinds_of(EXAMPLES):
        data = yaml.load(text, Core)  # noqa: S506 - a safe one
        for index, chart in enumerate(data.get("charts", [None])):
            one = data | ({"charts": [chart]} if chart else {})
            places = [loc for loc in leaves(one) if not index or loc[:2] == ("charts", 0)]
            yield pytest.param(name, one, places, id=f"{name}-{chart['kind']}" if chart else name)


def bent(data: Any, loc: Loc, value: Any) -> Any:
    """Return a copy of a record with another value at a place."""
    copy = deepcopy(data)
    inner = copy
    for key in loc[:-1]:
        inner = inner[key]
    inner[loc[-1]] = value
    return copy


@pytest.mark.parametrize(("name", "data", "places"), [*bendable()])
def test_any_value_is_judged_alike(name: str, data: Any, places: list[Loc]) -> None:
    """Whatever stands at a field: the program takes it exactly where an editor does, but for what cannot be said."""
    wrong = []
    for loc in places:
        for value in POOL:
            said, seen = judged(name, bent(data, loc, value))
            said -= {"missing-translation"} if "forms" in loc else set()  # which languages need which depends on others
            sure = [place for place in seen if (name, place) not in WITH_THE_SITE]
            if (sure and not said) or (said - UNSAYABLE and not seen):
                wrong.append((loc, value, sorted(said), seen))
    assert wrong == []


@pytest.mark.parametrize(("name", "data", "places"), [*bendable()])
def test_missing_and_unknown_fields_are_judged_alike(name: str, data: Any, places: list[Loc]) -> None:
    """In every mapping of a record."""
    for loc in places:
        for key in (str(loc[-1]), "strange"):
            copy = bent(data, loc, None)
            inner = copy
            for step in loc[:-1]:
                inner = inner[step]
            if not isinstance(inner, dict) or "forms" in loc:
                continue
            inner.pop(loc[-1])
            inner |= {"strange": "x"} if key == "strange" else {}
            said, seen = judged(name, copy)
            assert not (seen and not said), (loc, key, seen)
            assert seen or not said - UNSAYABLE, (loc, key, said)


def test_what_is_left_of_a_withdrawn_record_is_accepted() -> None:
    """A record may shrink to its withdrawn consent."""
    assert faults("author", "consent: {status: withdrawn, date: 2026-07-01}") == []
    assert faults("author", "consent: {status: given, date: 2026-07-01}") != []
    assert faults("author", "consent: {status: withdrawn}") == [("consent",)]
    whole = EXAMPLES["content/authors/ada.yaml"].partition("interview:")[0]
    assert faults("author", f"{whole}interview:\n  consent: {{status: withdrawn, date: 2026-07-01}}\n") == []
    assert faults("author", f"{whole}interview:\n  consent: {{status: given, date: 2026-07-01}}\n") != []


def test_languages_that_are_not_published_may_be_missing() -> None:
    """As the program only warns of them."""
    later = Language("vi", "vi", "vi", "vi", {}, published=False)
    schema = Writer(words(), Tongues.of((*LANGUAGES, later))).document("theme", MODELS["theme"])
    judge = Draft7Validator(schema)
    texts = {"cs": "Domov", "en": "Home"}
    assert judge.is_valid({"title": texts, "summary": texts | {"vi": "Nhà"}})
    assert not judge.is_valid({"title": texts, "summary": texts | {"de": "Heim"}})


def test_schemas_are_for_the_languages_of_the_site() -> None:
    """Descriptions come in the languages of the project that anybody has written them in, else in English."""

    def said(*codes: str) -> str:
        schema = Writer(words(), Tongues(codes, codes)).document("theme", MODELS["theme"])
        text: str = schema["properties"]["title"]["description"]
        return text

    assert said("en", "cs") == "The theme.\nTéma."
    assert said("cs") == "Téma."
    assert said("sk", "vi") == "The theme."


def test_every_field_is_explained() -> None:
    """No field of any schema lacks its words."""
    speechless = []

    def walk(schema: Any, at: str) -> None:
        if not isinstance(schema, dict):
            return
        for key, value in schema.get("properties", {}).items():
            if key not in ("cs", "en") and "else" not in at:
                speechless.extend([f"{at}.{key}"] * ("markdownDescription" not in value))
            walk(value, f"{at}.{key}")
        for key in ("items", "additionalProperties"):
            walk(schema.get(key), f"{at}/{key}")
        for one in schema.get("allOf", ()):
            walk(one["then"], at)

    for name in MODELS:
        walk(validator(name).schema, name)
    assert speechless == []


def test_project_has_the_current_files(tmp_path: Path) -> None:
    """What is committed for editors is what `schemas` writes, and nothing of it is stale."""
    project = Project.at(ROOT, tmp_path)
    files = generated(project, read_languages(project, Problems()))
    stale = [file for file, text in files.items() if text is None or (ROOT / file).read_text("utf-8") != text]
    assert stale == [], "run: python3 build.py schemas"
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} == {schema_name(name) for name in MODELS}
