"""What decides the bytes besides an order is computed: the code that its recipe runs, and the libraries behind it."""

from __future__ import annotations

import inspect
import json
import os
import pkgutil
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import sitegen
from sitegen.making import libraries
from sitegen.making.closure import Closures, file_of, files_of, imports_of
from sitegen.making.input_files import InputFiles
from sitegen.making.recipes import RECIPES, row_of
from sitegen.making.resources import of_chart, of_page, of_poster, of_template
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.chart_orders import ChartDrawing, ChartSlice, Poster
from sitegen.model.order import Finished, Order, SourceFile
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.model.web_orders import CopyOrder, FeedOrder, PageOrder, PictureOrder, TextOrder
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import Place


def modules_of(order: type[Order], store: Store) -> set[str]:
    """The modules of this package that a recipe's outputs depend on."""
    return {name for name in store.closures.modules(RECIPES[row_of(order)].module) if file_of(name)}


@pytest.mark.parametrize("row", RECIPES)
def test_a_recipe_takes_the_order_of_its_row(row: str) -> None:
    """The table is bound to classes and functions by name, which the type checker cannot follow."""
    module, _, name = row.partition(":")
    order = getattr(import_module(f"sitegen.model.{module}"), name)
    hints = get_type_hints(RECIPES[row].make)
    *taken, made = hints.values()
    assert taken == [order, InputFiles]
    assert made in {bytes, Finished}


@pytest.mark.parametrize(
    ("standing", "orders"),
    [
        (of_page, {PageOrder}),
        (of_template, {FeedOrder, TextOrder}),
        (of_chart, {ChartDrawing, ChartSlice}),
        (of_poster, {Poster}),
    ],
)
def test_standing_files_are_found_for_the_order_of_the_row(standing: object, orders: set[type[Order]]) -> None:
    """What looks into an order is only asked about orders that have what it looks for."""
    rows = {row for row, recipe in RECIPES.items() if recipe.standing is standing}
    assert rows == {row_of(order) for order in orders}


def test_whatever_is_named_is_there_and_takes_what_is_said() -> None:
    """Functions that are called by name have the types that their callers count on."""
    found = 0
    modules = [info.name for info in pkgutil.walk_packages(sitegen.__path__, "sitegen.")]
    for module in (import_module(name) for name in modules if name != "sitegen.__main__"):
        for name, told in getattr(module, "__annotations__", {}).items():
            named = getattr(module, name, None)
            if isinstance(named, ByName):
                signature = inspect.signature(named.function)
                takes = ", ".join(str(parameter.annotation) for parameter in signature.parameters.values())
                assert told == f"ByName[[{takes}], {signature.return_annotation}]", f"{module.__name__}: {name}"
                found += 1
    assert found


@pytest.mark.parametrize("module", sorted({recipe.module for recipe in RECIPES.values()}))
def test_what_is_loaded_was_found(module: str, tmp_path: Path) -> None:
    """Python itself loads no module of ours for a recipe that its closure lacks."""
    ask = f"import sys, {module}; print(*(name for name in sys.modules if name.split('.')[0] == 'sitegen'))"
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=HOME)
    with Store(tmp_path) as store:
        assert set(run.stdout.split()) <= store.closures.modules(module)


def plan_with(project: Project, changed: str, cache: Path) -> dict[type[Order], set[str]]:
    """The fingerprints of a project's outputs by their class, as if a module had other bytes."""

    class Changed(Store):
        def source(self, path: Path) -> SourceFile:
            found = super().source(path)
            return SourceFile(path, f"{found.digest} changed") if path == file_of(changed) else found

    problems, options = Problems(), Options(printing=False)
    with Changed(cache) as store:
        plan = make_plan(read(project, options, store, problems), options, store, problems)
    assert not problems.failed
    found: dict[type[Order], set[str]] = {}
    for path, output in plan.outputs.items():
        found.setdefault(type(output.order), set()).add(f"{path} {plan.fingerprints[path]}")
    return found


def test_a_change_in_any_module_makes_what_runs_it_and_nothing_else(built: Place, tmp_path: Path) -> None:
    """Each module of each closure in turn; pages also change with the style sheet that they name."""
    project = Project.at(built.root, built.output)
    before = plan_with(project, "", tmp_path)
    with Store(tmp_path) as store:
        by_order = {order: modules_of(order, store) for order in before}
    for module in sorted(set().union(*by_order.values())):
        after = plan_with(project, module, tmp_path)
        stayed = {order for order in before if before[order] & after[order]}
        assert {order for order, modules in by_order.items() if module not in modules} >= stayed, module
        own = {order for order, modules in by_order.items() if module in modules}
        needless = {order for order in before.keys() - own if not before[order] & after[order]}
        # These name files by their fingerprints.
        naming = {"PageOrder", "StyleOrder", "TextOrder", "FeedOrder", "SearchTexts", "SearchWords"}
        assert {order.__name__ for order in needless} <= naming, module


def test_another_function_for_an_order_makes_its_outputs(
    built: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No closure holds the table of recipes, so the function that a row names counts by itself."""
    project = Project.at(built.root, built.output)
    before = plan_with(project, "", tmp_path)
    row = row_of(CopyOrder)
    monkeypatch.setitem(RECIPES, row, replace(RECIPES[row], function="static_files:recording"))
    after = plan_with(project, "", tmp_path)
    assert not before[CopyOrder] & after[CopyOrder]
    assert before[PictureOrder] == after[PictureOrder]


@pytest.fixture
def program(tmp_path: Path, place: Place) -> Any:
    """A copy of the program that may be edited, building the small project."""
    for name in ("sitegen", "templates", "static", "i18n"):
        shutil.copytree(HOME / name, tmp_path / "program" / name, ignore=shutil.ignore_patterns("__pycache__"))

    class Program:
        root = tmp_path / "program"

        def edit(self, file: str, old: str, new: str) -> None:
            path = self.root / file
            text = path.read_text("utf-8")
            assert text.count(old) == 1, file
            path.write_text(text.replace(old, new), "utf-8")

        def build(self) -> dict[str, Any]:
            words = ["-m", "sitegen", "build", "--no-print", "--format", "json", "--project", str(place.root)]
            run = subprocess.run(
                [sys.executable, *words],
                capture_output=True,
                text=True,
                check=False,
                cwd=self.root,
                env=os.environ | {"PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"},
            )
            return dict(json.loads(run.stdout))

    return Program()


def test_a_changed_program_makes_what_it_decides(program: Any) -> None:
    """For real: a function of a date for pages, a comment where nothing depends on it, a new rule of the check."""
    program.build()
    assert program.build()["made"] == 0
    program.edit("sitegen/serve/__init__.py", '"""The preview', '# a comment\n"""The preview')
    assert program.build()["made"] == 0
    program.edit("sitegen/making/derivatives.py", "_BUCKETS = 6", "_BUCKETS = 5")
    assert program.build()["made"] > 0
    program.edit(
        "sitegen/check.py",
        "        return self._problems",
        '        self._problems.error("not-utf-8", Where("content/site.yaml"))\n        return self._problems',
    )
    found = program.build()
    assert ([problem["code"] for problem in found["problems"]], found["made"]) == (["not-utf-8"], 0)


def test_data_of_a_package_counts_as_its_code_does() -> None:
    """The words of findings stand in reports of print."""
    assert {file.name for file in files_of("sitegen.model.messages")} >= {"__init__.py", "cs.toml", "en.toml"}


def test_imports_for_types_alone_do_not_count(tmp_path: Path) -> None:
    """They run nothing; all others do, wherever they stand."""
    file = tmp_path / "a.py"
    file.write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import types_only\nelse:\n    import other\n"
        "def late():\n    from sitegen.making import qr\n"
    )
    assert imports_of(file) == ["other", "sitegen.making.qr", "typing.TYPE_CHECKING"]


def test_what_is_called_by_name_counts(tmp_path: Path) -> None:
    """It is imported later, and runs all the same."""
    file = tmp_path / "a.py"
    file.write_text(
        'from sitegen.model.by_name import ByName\n\nnames: ByName[[str], str] = ByName("model.cldr:names")\n'
    )
    assert "sitegen.model.cldr.names" in imports_of(file)
    with Store(tmp_path) as store:
        assert {"sitegen.model.cldr", "babel"} <= store.closures.modules("sitegen.model.standard_codes")


@pytest.mark.usefixtures("unhurried")
def test_libraries_count_with_what_they_require(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup decides the bytes of a page as Jinja2 does; the tools of the tests do not."""

    def digest(of: str, text: str) -> str:
        monkeypatch.setattr(libraries, "version", lambda name: text if name == of else version(name))
        with Store(tmp_path / f"{of}-{text}") as store:
            return store.closures.digest("sitegen.making.templates")

    assert digest("markupsafe", "1") != digest("markupsafe", "2")
    assert digest("jinja2", "1") != digest("jinja2", "2")
    assert digest("pytest", "1") == digest("pytest", "2")


def test_another_library_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed is asked anew once it differs, though the answer is remembered."""
    with Store(tmp_path / "cache") as store:
        before = store.closures.digest("sitegen.making.templates")
        (tmp_path / "site" / "something-1.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        monkeypatch.setattr(libraries, "version", lambda name: "2" if name == "jinja2" else version(name))
        assert Closures(store).digest("sitegen.making.templates") != before
