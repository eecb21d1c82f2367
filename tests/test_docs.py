"""What is written about the project is true: fields, problems, commands, tables, modules, links and examples."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import shutil
import subprocess
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeGuard, get_args, get_origin

import pytest
from PIL import Image
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sitegen import cli
from sitegen.arguments import parser, with_verb
from sitegen.content.feeds import FEEDS
from sitegen.content.kinds import KINDS
from sitegen.content.language_list import LanguageLine
from sitegen.content.load import load, validate
from sitegen.content.placed_pictures import Told
from sitegen.content.printed_lock import Lock
from sitegen.making.formats import FORMATS
from sitegen.making.originals import understood
from sitegen.making.recipes import RECIPES
from sitegen.model.entries import Entry, FileIn, RefTo
from sitegen.model.messages import messages
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.settings import Settings
from sitegen.plan.profiles import PROFILES
from tests.commands import commands, option_strings
from tests.conftest import NOW, Place, picture
from tests.documents import ROOT, examples_of, lay_out_examples, text_of

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def plain(text: str) -> str:
    """Return a document without its code blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def ids(names: list[Any]) -> list[str]:
    """Name test cases by their files."""
    return [name.relative_to(ROOT).as_posix() for name in names]


# --- fields ------------------------------------------------------------------------------------------------


@cache
def described() -> dict[str, dict[str, str]]:
    """Return the tables of docs/content.md: path of a mapping -> field -> the rest of its row.

    The code spans of a heading are the paths that the table below it describes.
    """
    tables: dict[str, dict[str, str]] = {}
    paths: list[str] = []
    for line in plain(text_of("docs/content.md")).splitlines():
        if line.startswith("#"):
            paths = CODE.findall(line)
        elif row := re.match(r"\| `([a-z_]+)` \|(.*)\|$", line):
            for path in paths:
                assert row[1] not in tables.setdefault(path, {}), f"{path}.{row[1]} is described twice"
                tables[path][row[1]] = row[2]
    return tables


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that a field's type is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models_in(inner)]


def choices_of(annotation: Any) -> list[str]:
    """Return the words a field takes, where it takes only certain ones."""
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [choice for inner in get_args(annotation) for choice in choices_of(inner)]


def fields_of(models: list[type[BaseModel]]) -> dict[str, FieldInfo]:
    """Return the fields that all of these models have."""
    first, *others = models
    return {
        name: info for name, info in first.model_fields.items() if all(name in other.model_fields for other in others)
    }


def walk(
    path: str, models: list[type[BaseModel]], known: frozenset[str] = frozenset()
) -> Iterator[tuple[str, dict[str, FieldInfo]]]:
    """Yield every mapping of a record with its fields; variants of a list are told apart by their `kind`."""
    shared = {name: info for name, info in fields_of(models).items() if name not in known}
    yield path, shared
    for name, info in shared.items():
        if inner := models_in(info.annotation):
            yield from walk(f"{path}.{name}", inner)
    for model in models if len(models) > 1 else []:
        (variant,) = choices_of(model.model_fields["kind"].annotation)
        yield from walk(f"{path}.{variant}", [model], known=frozenset(shared))


@cache
def modelled() -> dict[str, dict[str, FieldInfo]]:
    """Return every mapping that a project file may hold, by the path its table is headed with."""
    every = frozenset(Entry.model_fields) | frozenset(Told.model_fields)
    found: dict[str, dict[str, FieldInfo]] = {"record": dict(Entry.model_fields)}
    found |= walk("told", [Told], known=frozenset(Entry.model_fields))
    for kind in KINDS:
        found |= walk(kind.name, [kind.model], known=every)
    for path, model in {"site": Settings, "language": LanguageLine, "printed": Lock}.items():
        found |= walk(path, [model])
    return found


def test_every_mapping_has_its_table() -> None:
    """docs/content.md has one table for every mapping, and none for what does not exist."""
    assert sorted(described()) == sorted(modelled())


@pytest.mark.parametrize("path", sorted(modelled()))
def test_every_field_is_documented_and_none_invented(path: str) -> None:
    """A table lists the fields of its model."""
    assert sorted(described().get(path, {})) == sorted(modelled()[path])


@pytest.mark.parametrize("path", sorted(modelled()))
def test_tables_say_what_the_models_say(path: str) -> None:
    """Whether a field is required, its choices, and the kind or folder that it refers to."""
    for name, info in modelled()[path].items():
        row = described()[path][name]
        assert row.split("|")[0].strip() == ("yes" if info.is_required() else "no"), f"{path}.{name}"
        marks = [mark for mark in every_mark(info) if isinstance(mark, RefTo | FileIn)]
        named = [mark.kind if isinstance(mark, RefTo) else f"{mark.folder}/" for mark in marks]
        missing = {*choices_of(info.annotation), *named} - set(CODE.findall(row))
        assert missing == set(), f"{path}.{name}"


def every_mark(info: FieldInfo) -> Iterator[Any]:
    """Yield the marks of a field's type, at any depth."""
    yield from info.metadata
    waiting = [info.annotation]
    while waiting:
        annotation = waiting.pop()
        if not models_in(annotation) or isinstance(annotation, types.UnionType):
            yield from getattr(annotation, "__metadata__", ())
        waiting.extend(inner for inner in get_args(annotation) if not models_in(inner))


# --- examples ----------------------------------------------------------------------------------------------


def lay_out_originals(place: Place) -> None:
    """Put a picture or a recording wherever the examples of docs/content.md name one."""
    (place.root / "photos").mkdir()
    picture(place.root / "photos" / "ada-1.jpg")
    for name in ("interviews/ada.mp3", "courtyard/01-window.mp3", "courtyard/cover.jpg"):
        source = "salad-bowl/cover.jpg" if name.endswith("jpg") else "salad-bowl/01-juanita.mp3"
        target = place.root / "podcasts" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / "podcasts" / source).read_bytes())


def test_examples_make_a_sound_project(tmp_path: Path) -> None:
    """The complete examples of docs/content.md are together a project that passes the first gate."""
    place = Place(tmp_path)
    for example in examples_of("docs/content.md"):
        place.write(example.file, example.text)
    lay_out_originals(place)
    problems = Problems()
    site = load(place.project, Options(now=NOW), problems)
    validate(site, problems)
    # There is an example of one photograph, and a zine wants three.
    assert [problem.code for problem in problems] == ["print-photo-count"]
    assert {kind.name for kind in KINDS} == {name for name, entries in site.entries.items() if entries}


GUIDES = ("docs/editors.cs.md", "docs/editors.en.md")


def guided(place: Place, guide: str) -> list[str]:
    """Lay out the real content with what a guide asks editors to type; returns the names of these files."""
    for folder in ("content", "photos", "podcasts", "static"):
        shutil.copytree(ROOT / folder, place.root / folder)
    added = lay_out_examples(place.root, guide)
    assert not [name for name in added if (ROOT / name).exists()], "an example would overwrite a file"
    return added


@pytest.mark.parametrize("guide", GUIDES)
def test_examples_for_editors_fit_the_real_site(tmp_path: Path, guide: str) -> None:
    """What a guide asks editors to type is without a fault beside the real content, texts and pictures included."""
    place = Place(tmp_path)
    added = guided(place, guide)
    problems = Problems()
    project = Project(tmp_path, place.output, ROOT)
    site = load(project, Options(now=NOW), problems, understood)
    validate(site, problems)
    assert [problem for problem in problems if problem.severity != "note"] == []
    new = [entry for entries in site.entries.values() for entry in entries.values() if entry.source.file in added]
    kinds = {entry.kind_name for entry in new}
    assert kinds >= {"event", "photo", "author", "episode", "page", "zine", "infographic"}
    texts = [prose for entry in new for prose in entry.prose.values()]
    assert {one.target for text in texts for one in text.pictures} == {"photo:elmira-1", "beseda-sal.jpg"}
    assert sorted(text.file for text in texts) == sorted(name for name in added if name.endswith(".md"))


@pytest.mark.parametrize(("guide", "other"), [GUIDES, GUIDES[::-1]])
def test_guides_say_the_same(guide: str, other: str) -> None:
    """As many chapters, the same complete files, commands and pictures in each language."""
    assert examples_of(guide) == examples_of(other)
    commands_in = [re.findall(r"build\.py ([a-z]+(?: [a-z]+)?)", text_of(one)) for one in (guide, other)]
    assert set(commands_in[0]) == set(commands_in[1])
    chapters, pictures = (
        [len(re.findall(pattern, text_of(one), re.MULTILINE)) for one in (guide, other)]
        for pattern in (r"^## ", r"^!\[.+\]\(pictures/")
    )
    assert chapters[0] == chapters[1]
    assert pictures[0] == pictures[1]


def test_pictures_of_the_guides_are_there_and_small() -> None:
    """Each is named, has few colours and nothing but pixels; all together weigh less than a megabyte."""
    named = {name for guide in GUIDES for name in re.findall(r"\]\((pictures/[^)]+)\)", text_of(guide))}
    files = sorted((ROOT / "docs/pictures").iterdir())
    assert named == {f"pictures/{file.name}" for file in files}
    assert sum(file.stat().st_size for file in files) < 1_000_000
    for file in files:
        with Image.open(file) as found:
            assert (found.format, found.mode, found.info) == ("PNG", "P", {})


ANSWERS = {
    "event": ["Zkouška"],
    "author": ["Zkouška"],
    "page": ["Zkouška"],
    "venue": ["Zkouška"],
    "infographic": ["Zkouška"],
    "zine": ["Zkouška", "--set", "author=anna"],
    "photo": ["--set", "author=anna"],
    "episode": [],
}
"""What the tests say beside a guide's command where the program would ask."""


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guides_end_as_they_say(
    tmp_path: Path, guide: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each that begins a record or tells of the project is run where the examples are; what builds is only parsed."""
    place = Place(tmp_path / "project")
    guided(place, guide)
    (place.root / "content/zines/anna.yaml").unlink()  # that is what `new zine` makes
    desk = tmp_path / ("Plocha" if guide.endswith("cs.md") else "Desktop")
    desk.mkdir()
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(ROOT / "tests/telephone.heic", desk / "IMG_0001.HEIC")
    for name in ("IMG_0002.JPG", "trznice.jpg", "market.jpg"):
        picture(desk / name, (2400, 1600), "#446688" if name.startswith("IMG") else "#668844")
    (desk / "Anna.mp3").write_bytes((ROOT / "podcasts/salad-bowl/01-juanita.mp3").read_bytes() + bytes(1))
    asked = dict.fromkeys(one.strip() for one in re.findall(r"(?:py|python3) build\.py ([^`\n]+)", text_of(guide)))
    told = [shlex.split(one) for one in asked if one.startswith(("new", "list", "samples", "translations", "consent"))]
    for words in sorted(told, key=lambda words: "--replace" in words):
        more = ANSWERS[words[1]] if words[0] == "new" and "--replace" not in words else []
        code = cli.main([*words, *more, "--project", str(place.root), "--messages", "cs"])
        said = capsys.readouterr()
        assert code == 0 or (words == ["translations"] and code == 1), (words, said.out, said.err)
    assert {words[1] for words in told if words[0] == "new"} == {*ANSWERS}
    assert cli.main(["withdraw", "author:anna", "--project", str(place.root), "--messages", "cs"]) == 0
    assert "withdrawn" in (place.root / "content/authors/anna.yaml").read_text("utf-8")


# --- problems ----------------------------------------------------------------------------------------------


def problem_rows() -> dict[str, str]:
    """Return docs/problems.md: code -> the rest of its row."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|(.*)\|$", text_of("docs/problems.md"), re.MULTILINE)
    assert len(rows) == len(dict(rows)), "a code is described twice"
    return dict(rows)


def test_every_problem_is_documented_and_none_invented() -> None:
    """docs/problems.md has a row for each code."""
    assert sorted(problem_rows()) == sorted(messages("en").by_code)


def test_levels_of_problems_are_those_of_the_code() -> None:
    """A code that the program only ever notes or warns of is not called an error."""
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "sitegen").rglob("*.py"))
    found = re.findall(r'problems\.(error|warning|note)\(\s*"([a-z0-9-]+)"', source)
    found += [("warning", code) for code in re.findall(r'Finding\(\s*"([a-z0-9-]+)"[^\n]*warning=True\)', source)]
    levels: dict[str, set[str]] = {}
    for level, code in found:
        levels.setdefault(code, set()).add(level)
    rows = problem_rows()
    wrong = {code: said for code, said in levels.items() if not said <= set(rows[code].split("|")[0].split())}
    assert wrong == {}


# --- commands ----------------------------------------------------------------------------------------------


def test_readme_opens_with_the_two_commands() -> None:
    """Who has read ten lines can build and test."""
    opening = "\n".join(text_of("README.md").splitlines()[:10])
    assert re.search(r"^python3 build.py\b.*\npython3 build.py test\b", opening, re.MULTILINE)


def test_readme_names_every_verb_and_option() -> None:
    """The tables of README.md hold what `--help` holds, and nothing else."""
    rows = re.findall(r"^\| `([^`]+)` \|", text_of("README.md"), re.MULTILINE)
    verbs = [found[1] for row in rows if (found := re.fullmatch(r"([a-z ]+)( [A-Z]+…?)?", row))]
    assert sorted(verbs) == sorted(commands())
    assert {row.split()[0] for row in rows if row.startswith("--")} == {
        option for command in commands().values() for option in options_of(command)
    }


def options_of(command: argparse.ArgumentParser) -> set[str]:
    """Return the options of a verb but `--help`."""
    return {name for action in command._actions for name in option_strings(action)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids(DOCUMENTS))
def test_commands_can_be_typed(document: Path) -> None:
    """Every command that a document shows is understood by the program; further words of `test` are pytest's."""
    for command in re.findall(r"(?:\b(?:python3|py) |`)build\.py\b([^`\n#]*)", document.read_text("utf-8")):
        words = shlex.split(command)
        if words[:1] not in (["test"], ["VERB"]) and command.strip() not in commands():
            parser().parse_args(with_verb(words))


# --- the source tour ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("FEEDS", [feed.name for feed in FEEDS]),
        ("PROFILES", list(PROFILES)),
        ("FORMATS", list(FORMATS)),
        ("RECIPES", [order.partition(":")[2] for order in RECIPES]),
        ("KINDS", [kind.name for kind in KINDS]),
    ],
)
def test_architecture_names_every_row(table: str, names: list[str]) -> None:
    """docs/architecture.md has a paragraph or row that names the table and all its rows."""
    rows = [row for row in text_of("docs/architecture.md").splitlines() if row.startswith(f"| `{table}` ")]
    assert len(rows) == 1, f"one row is about {table}"
    assert [name for name in names if f"`{name}`" not in rows[0]] == []


def test_architecture_names_every_module() -> None:
    """The source tour has one line for each module of the program, and names no other."""
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sitegen").rglob("*.py")}
    there = {name for name in there if not name.endswith("__init__.py")}
    said = re.findall(r"^\| `(sitegen/[\w/]+\.py)` \|", text_of("docs/architecture.md"), re.MULTILINE)
    assert sorted(said) == sorted(there)


# --- links -------------------------------------------------------------------------------------------------


def anchor(heading: str) -> str:
    """Return the address of a heading as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower())
    return kept.replace(" ", "-")


def anchors_of(document: Path) -> set[str]:
    """Return the addresses of all headings of a document."""
    found = re.findall(r"^#+ (.*)$", plain(document.read_text("utf-8")), re.MULTILINE)
    return {anchor(heading) for heading in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids(DOCUMENTS))
def test_links_between_documents_resolve(document: Path) -> None:
    """Every relative link leads to a file that is there, and to a heading it has."""
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", plain(document.read_text("utf-8")))):
        name, _, place = target.partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        file = (document.parent / name).resolve() if name else document
        if not file.exists() or (place and place not in anchors_of(file)):
            dead.append(target)
    assert dead == []


def test_readme_leads_to_every_document() -> None:
    """No document is left lying where nobody finds it."""
    linked = set(re.findall(r"\]\(([^)#]+\.md)\)", text_of("README.md")))
    assert sorted(linked) == sorted(set(ids(DOCUMENTS)) - {"README.md"})


# --- names -------------------------------------------------------------------------------------------------

FOR_EDITORS = {"content.md", "editors.cs.md", "editors.en.md", "problems.md"}
"""Documents that show files and values which editors make up."""
ABOUT_THE_PROGRAM = [document for document in DOCUMENTS if document.name not in FOR_EDITORS]
FOREIGN = {"sha256sum", "PT1M28S"}
"""A command of the system and a value, which look like names of ours."""
SUFFIXES = "css|html|in|js|json|lock|md|po|pot|py|svg|toml|txt|vtt|xml|yaml|yml"
NAMES_FILE = re.compile(rf"\.[\w.-]+|[\w.-]+(/[\w.-]+)*/|([\w.-]+/)*[\w.-]*\.({SUFFIXES}|icc)")
NAMES_CODE = re.compile(r"([A-Za-z_]\w*(?:\.\w+)*)(\(.*\))?")


@cache
def files() -> str:
    """Return every file and folder of the repository, each with a slash at both ends of its name."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return "".join(f"/{name}/\n" for name in found.splitlines())


def without_notes(python: str) -> str:
    """Return code without its comments and without what it says of itself."""
    tree = ast.parse(python)
    for node in ast.walk(tree):
        if is_note(node):
            node.value = ast.Constant(None)
    return ast.unparse(tree)


def is_note(node: ast.AST) -> TypeGuard[ast.Expr]:
    """Tell whether this is a docstring, or a text that stands alone below what it explains."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


@cache
def code(*folders: str) -> str:
    """Return the code in these folders, and the program's templates, style sheets, scripts and settings."""
    found = [path for name in ("templates", "static", "i18n") for path in (ROOT / name).rglob("*.*")]
    texts = [ROOT / "pyproject.toml", *(path for path in found if re.fullmatch(rf"\.({SUFFIXES})", path.suffix))]
    python = [ROOT / "build.py", *(path for name in folders for path in (ROOT / name).rglob("*.py"))]
    plainly = [path.read_text("utf-8") for path in texts]
    return "\n".join(plainly + [without_notes(path.read_text("utf-8")) for path in python if path != Path(__file__)])


@cache
def members() -> dict[str, set[str]]:
    """Return the fields and methods of the program's classes, by the name of the class."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "sitegen").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                pairs = re.findall(r"^    (?:def )?(\w+)\b|\bself\.(\w+)", ast.unparse(node), re.MULTILINE)
                found.setdefault(node.name, set()).update(name for pair in pairs for name in pair)
    return found


def names_nothing(span: str, *folders: str) -> bool:
    """Tell whether a code span looks like a file or a name of the program and is none, as far as these folders go."""
    if NAMES_FILE.fullmatch(span):
        name = span.strip("/")
        return f"/{name}/" not in files() and name.rpartition("/")[2] not in code(*folders)
    found = NAMES_CODE.fullmatch(span)
    if not found or span in FOREIGN:
        return False
    first, *rest = found[1].split(".")
    if rest and (ROOT / "sitegen" / first).is_dir():
        return f"/sitegen/{first}/{rest[0]}/" not in files() and f"/sitegen/{first}/{rest[0]}.py/" not in files()
    having = members().get(first.capitalize() if first.islower() else first)
    if rest and (having or first.istitle()):
        return rest[0] not in (having or ())
    return any(not re.search(rf"\b{word}\b", code(*folders)) for word in (first, *rest))


@pytest.mark.parametrize(
    "span",
    [
        ".output.new",
        "theme/report.py",
        "Feed.title",
        "Store.sauce",
        "planner.print(…)",
        "saltlick",
        "making.photographs",
    ],
)
def test_names_of_nothing_are_found_out(span: str) -> None:
    """So that the next two tests can fail."""
    assert names_nothing(span, "sitegen", "tests", "bench")


@pytest.mark.parametrize("document", ABOUT_THE_PROGRAM, ids=ids(ABOUT_THE_PROGRAM))
def test_names_in_documents_are_names_of_something(document: Path) -> None:
    """A file, a function or a field that a document names is there."""
    spans = CODE.findall(plain(document.read_text("utf-8")))
    assert [span for span in spans if names_nothing(span, "sitegen", "tests", "bench")] == []


@pytest.mark.parametrize("document", ABOUT_THE_PROGRAM, ids=ids(ABOUT_THE_PROGRAM))
def test_names_are_where_documents_say(document: Path) -> None:
    """What is said to be in a module is in it."""
    said = re.findall(r"`(\w+)` in `([\w/]+\.py)`", document.read_text("utf-8"))
    assert [name for name, file in said if not re.search(rf"\b{name}\b", without_notes(text_of(file)))] == []


@pytest.mark.parametrize("module", sorted((ROOT / "sitegen").rglob("*.py")), ids=lambda path: path.name)
def test_names_in_docstrings_are_names_of_something(module: Path) -> None:
    """Nor does a module speak of what is gone."""
    notes = [node.value.value for node in ast.walk(ast.parse(module.read_text("utf-8"))) if is_note(node)]
    assert [span for note in notes for span in CODE.findall(note) if names_nothing(span, "sitegen")] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids(DOCUMENTS))
def test_files_that_documents_name_exist(document: Path) -> None:
    """A path of the program's own folders in a document is the path of something."""
    named = CODE.findall(plain(document.read_text("utf-8")))
    ours = [name for name in named if re.match(r"(sitegen|tests|docs|templates|static|\.ci|\.github)/[\w/.-]*$", name)]
    assert [name for name in ours if not (ROOT / name).exists()] == []
