"""Rules for the repository as a whole: lint, types, layers, locks, sizes and what no file may name."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
import yaml

from tests import tools

ROOT = Path(__file__).parents[1]
MEGABYTE = 1_000_000
LARGEST_PROFILE = 2_000_000
TEXT = (".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".in", ".html", ".css", ".js", ".po", ".xml", ".vtt")


def tracked() -> list[Path]:
    """Return every file that is under version control and still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """Return the name and the text of every tracked text file but this one, which holds the patterns.

    A broken site of the tests may hold bytes that are no UTF-8.
    """
    files = [path for path in tracked() if path.suffix in TEXT or not path.suffix]
    others = [path for path in files if path != Path(__file__).resolve()]
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8", errors="replace")) for path in others]


def lines_matching(pattern: str, *, suffixes: tuple[str, ...] = ("",)) -> list[str]:
    """Return `file:line: text` for each tracked line that a pattern matches."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts()
        if name.endswith(suffixes)
        for number, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]


def pins(name: str) -> dict[str, str]:
    """Return the packages of a lock with their versions."""
    lock = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))


def wishes(name: str) -> dict[str, str]:
    """Return the packages that a hand-written list asks for, with the reasons beside them."""
    found = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-c")):
            wish, _, reason = line.partition("#")
            found[re.split(r"[<>=!~ ]", wish.strip())[0]] = reason.strip()
    return found


def complaints(*command: str) -> str:
    """Run a checker with this Python and return what it says, or nothing when it passes."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_lint_passes() -> None:
    """Ruff finds nothing."""
    assert complaints("-m", "ruff", "check", "--no-cache", "--output-format", "concise", ".") == ""


def test_types_pass() -> None:
    """Mypy finds nothing, strictly."""
    assert complaints("-m", "mypy", "--no-error-summary") == ""


def test_layers_are_kept() -> None:
    """No module imports one that lies above it."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    assert complaints("-c", program) == ""


def test_modules_import_in_no_circle() -> None:
    """A reader who follows imports downwards comes to an end, those for type checking included."""
    graph = grimp.build_graph("sitegen", cache_dir=None)
    order = TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})
    assert set(order.static_order()) == graph.modules


def test_no_two_modules_share_a_name() -> None:
    """A name says what a module is about, wherever it lies."""
    names = [path.stem for path in (ROOT / "sitegen").rglob("*.py") if path.stem != "__init__"]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_proofs_are_made_at_the_gate_alone() -> None:
    """What says that a medium may show something comes from the site of that medium, and from the planner."""
    found = {
        path.name
        for path in (ROOT / "sitegen").rglob("*.py")
        if re.search(r"(?<!class )\b(Clearance|Original|Released)(\[\w+\])?\((?!Generic)", path.read_text("utf-8"))
    }
    assert found == {"site.py", "planner.py"}


def test_the_boundary_is_typed() -> None:
    """Orders and what they hold say what they are; what Jinja is told is the one exception, and has a name."""
    loose = re.compile(r"Mapping\[str, Any\]|dict\[str, Any\]|: Any\b|-> Any\b")
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted((ROOT / "sitegen" / "model").glob("*order*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if loose.search(line)
    ]
    assert found == ["web_orders.py: View = dict[str, Any]"]


@pytest.mark.parametrize("file", ["build.py", "tests/tools.py"])
def test_launcher_and_tools_need_only_the_standard_library(file: str) -> None:
    """They run before anything is installed."""
    code = (ROOT / file).read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:from|import) ([a-z_]+)", code, re.MULTILINE))
    assert imported - sys.stdlib_module_names <= {"sitegen", "tests"}


def test_no_file_names_a_machine() -> None:
    """Paths of somebody's machine mean nothing on another one."""
    assert lines_matching(r"(?<![\w./-])/(home|Users|root|work|tmp)/\w|\.\./shared\b|[A-Z]:\\Users") == []


def test_the_program_knows_nothing_of_one_project() -> None:
    """Its city, its people and its publisher are data of that project, and no other one shows them."""
    found = re.compile(r"prag|vltav|integra|icp|cizin|foreigner", re.IGNORECASE)
    neutral = re.compile(r"pragma|integral|integrated|icpath|[ic]icp\b|iccp", re.IGNORECASE)
    own = ("sitegen/", "templates/", "static/", "i18n/")
    said = [(name, neutral.sub("", text)) for name, text in texts() if name.startswith(own)]
    assert [(name, word) for name, text in said for word in found.findall(text)] == []


def test_no_file_names_a_package_index() -> None:
    """Where packages come from is the business of pip's own configuration."""
    pattern = r"pythonhosted\.org|pypi\.org|registry\.npmjs|--(extra-)?index-url|--find-links"
    assert lines_matching(pattern) == []


def test_no_unfinished_work_is_marked() -> None:
    """What is to be done is an issue, not a note in the code."""
    code = (".py", ".html", ".css", ".js", ".yml", ".yaml")
    assert lines_matching(r"\b(TODO|FIXME|XXX)\b", suffixes=code) == []


def test_every_exception_from_a_rule_has_its_reason() -> None:
    """A `noqa` or `type: ignore` names its rule and says why."""
    bare = r"noqa(?!: [A-Z]+\d+(, [A-Z]+\d+)* - \S)|type: ignore(?!\[[\w-]+(, ?[\w-]+)*\]  # \S)"
    assert lines_matching(rf"# (ruff: )?({bare})", suffixes=(".py",)) == []


def test_files_are_small() -> None:
    """Under 1 MB, colour profiles aside: a clone stays quick. Originals are as large as cameras make them."""
    ours = [path for path in tracked() if path.relative_to(ROOT).parts[0] not in {"photos", "podcasts"}]
    large = [path for path in ours if path.stat().st_size > (LARGEST_PROFILE if path.suffix == ".icc" else MEGABYTE)]
    assert [path.name for path in large] == []


CHAPTERS = {
    "requirements": "## The generator",
    "requirements-dask": "## A cluster",
    "requirements-test": "## The tests",
    "requirements-audit": "## The audit",
}


def documented(name: str) -> list[str]:
    """Return the packages that have a row in the table of the documentation that is about this list."""
    document = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    chapter = CHAPTERS[name]
    table = document.partition(f"\n{chapter}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([a-z][a-z0-9, -]*) \|", table, re.MULTILINE)
    return [package for row in rows for package in row.split(", ")]


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_dependency_is_locked_and_explained(name: str) -> None:
    """Each has a reason in the list, a version in the lock and a row in the documentation."""
    asked = wishes(f"{name}.in")
    assert [package for package, reason in asked.items() if not reason] == []
    assert set(asked) - set(pins(f"{name}.txt")) == set()
    assert sorted(documented(name)) == sorted(asked)


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_locked_package_has_digests(name: str) -> None:
    """What is installed is what was locked."""
    lock = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9-]+==)", lock)
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_all_locks_agree() -> None:
    """A package that several lists need has one version."""
    locks = [pins(f"{name}.txt") for name in CHAPTERS]
    for one, other in itertools.combinations(locks, 2):
        assert {name: other[name] for name in one.keys() & other.keys()}.items() <= one.items()


def test_the_extra_is_what_is_locked() -> None:
    """Who installs the project with pip gets the same libraries for a cluster."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert extras == {"dask": list(wishes("requirements-dask.in"))}


def test_print_libraries_are_named_alike() -> None:
    """The launcher and the table of tools install the same packages for print."""
    launcher = (ROOT / "build.py").read_text(encoding="utf-8")
    listed = re.search(r"^PRINT_PACKAGES = \[(.*)\]", launcher, re.MULTILINE)
    assert listed is not None
    assert tuple(re.findall(r'"([^"]+)"', listed[1])) == tools.PANGO.debian


def test_actions_are_pinned_to_commits() -> None:
    """A tag can be moved to other code; a commit cannot. The version stands beside it, to be read."""
    used = lines_matching(r"uses:", suffixes=(".yml",))
    pinned = re.compile(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert used
    assert [line for line in used if not pinned.search(line)] == []


def test_workflow_grants_rights_to_jobs_alone() -> None:
    """Nothing is granted to the workflow as a whole, and only the job that publishes may write."""
    workflow = (ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
    assert "\npermissions: {}\n" in workflow
    body_of_jobs = workflow.partition("\njobs:\n")[2]
    jobs = dict(re.findall(r"^  (\w+):\n((?:    .*\n|\n)+)", body_of_jobs, re.MULTILINE))
    assert [name for name, body in jobs.items() if ": write" in body] == ["publish"]


def test_fast_lane_of_content_may_only_read() -> None:
    """It runs for whoever proposes a change, checks in Czech at the lines, and tests nothing else."""
    text = (ROOT / ".github" / "workflows" / "content.yml").read_text(encoding="utf-8")
    assert "\npermissions: {}\n" in text
    assert ": write" not in text
    assert "pull_request_target" not in text
    assert "build.py check --no-print --format github --messages cs" in text
    assert "secrets" not in text
    assert text.count("uses: actions/checkout") == text.count("persist-credentials: false")
    assert ".ci/run" not in text


def test_recipes_of_servers_are_what_they_look_like() -> None:
    """In YAML, a colon and a space in a command make a mapping of it, and no server runs a file with one."""
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    gitlab = yaml.safe_load(re.findall(r"```yaml\n(content:.*?)```", hosting, re.DOTALL)[0])
    scripts = [line for job in gitlab.values() for line in job["script"]]
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
        scripts += [step["run"] for job in jobs.values() for step in job["steps"] if "uses" not in step]
    assert len(scripts) > 15
    assert [one for one in scripts if not isinstance(one, str)] == []
    building = [one for one in scripts if "-r requirements-test.txt" in one and "pip install" in one]
    assert len(building) == 2
    assert all("-r requirements.txt -r requirements-test.txt" in one for one in building)  # the first is the program's


def test_continuous_integration_runs_the_one_command() -> None:
    """What a server checks is what a developer checks."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.endswith('exec python3 build.py test "$@"\n')
