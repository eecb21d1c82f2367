"""The command line: parses, calls, prints. Exit codes: 0 sound, 1 problems, 2 misuse, 130 interrupted."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from sitegen.console import Console
from sitegen.model.project import HOME, Options, Project

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""

VERBS = {
    "build": "make the site and the print files in output/ (the default)",
    "check": "pass all gates of a build, and publish nothing",
    "serve": "show the site on this computer, made anew at every change",
    "print": "make everything, freeze the codes of a job, or check PDFs",
    "samples": "list what is still a sample and waits for its original",
    "test": "run every test (handled by build.py)",
}

PRINT_ACTIONS = ("all", "freeze", "check")

KIOSK_OUTPUT = "output.kiosk"
"""Where a kiosk folder goes unless told otherwise: it never takes the place of the site."""


def parser() -> argparse.ArgumentParser:
    """The arguments of every verb."""
    top = argparse.ArgumentParser(prog="build.py", description="Builds the site and its print files.")
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    for verb, says in VERBS.items():
        one = verbs.add_parser(verb, help=says, description=says[0].upper() + says[1:] + ".")
        _common(one)
        if verb == "serve":
            one.add_argument("--port", type=int, default=8000, help="on this port (8000)")
        if verb == "print":
            one.add_argument("action", choices=PRINT_ACTIONS, help="what to do: all, freeze JOB, check FILE…")
            one.add_argument("names", nargs="*", metavar="NAME", help="the job to freeze, or the PDFs to check")
        if verb in {"build", "check"}:
            one.add_argument("--kiosk", action="store_true", help="a folder that opens from disk, without a server")
    return top


def _common(one: argparse.ArgumentParser) -> None:
    one.add_argument("--project", type=Path, default=None, metavar="DIR", help="the project folder")
    where = f"where the site goes (output/, or {KIOSK_OUTPUT}/)"
    one.add_argument("--output", type=Path, default=None, metavar="DIR", help=where)
    one.add_argument("--base-url", type=_address, metavar="URL", help="the address of the site, may have a path")
    one.add_argument("--now", type=_moment, metavar="TIME", help="build as of this time, e.g. 2019-10-10T09:00")
    one.add_argument("--release", action="store_true", help="refuse samples and drafts")
    one.add_argument("--no-print", action="store_true", help="leave the print files out")
    one.add_argument("--messages", choices=("cs", "en"), help="the language of reports")
    one.add_argument("--format", choices=("text", "json", "github"), default="text", help="the form of reports")


def _address(text: str) -> str:
    from sitegen.model.settings import base_address  # noqa: PLC0415 - `--help` need not wait for the libraries

    try:
        return base_address(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a web address; write for example https://a.org/b/") from None


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time; write for example 2019-10-10T09:00") from None


def _with_verb(arguments: Sequence[str]) -> list[str]:
    """`build` is the default verb."""
    asks_for_help = any(word in {"-h", "--help"} for word in arguments)
    named = bool(arguments) and not arguments[0].startswith("-")
    return list(arguments) if named or (asks_for_help and len(arguments) == 1) else ["build", *arguments]


def main(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code."""
    given = parser().parse_args(_with_verb(arguments))
    kiosk = getattr(given, "kiosk", False)
    root = given.project or HOME
    project = Project.at(root, given.output or (root / KIOSK_OUTPUT if kiosk else None))
    console = Console(project, _language(given.messages), given.format)
    if given.project is not None and not given.project.is_dir():
        return console.refuse("no-project", folder=str(given.project))
    options = Options(
        now=given.now,
        base_url=given.base_url,
        release=given.release,
        printing=not (given.no_print or kiosk),
        kiosk=kiosk,
        preview=given.verb == "serve",
    )
    run: dict[str, Callable[[Project, Options, Console, argparse.Namespace], int]] = {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "samples": _samples,
        "print": _print,
    }
    if given.verb not in run:
        return console.refuse("only-launcher", verb=given.verb)
    try:
        return run[given.verb](project, options, console, given)
    except KeyboardInterrupt:
        console.refuse("interrupted")
        return INTERRUPTED
    except OSError as error:
        return console.fail("system", file=project.shown(Path(error.filename or ".")), reason=error.strerror or error)


def _language(asked: str | None) -> str:
    """The language of reports: as asked, else the system's."""
    if asked:
        return asked
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "cs" if system.lower().startswith(("cs", "czech")) else "en"


def _build(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - `--help` need not wait for the libraries

    return console.finish(pipeline.build(project, options, console.progress), built=True)


def _check(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - see above

    return console.finish(pipeline.check_only(project, options, console.progress), built=False)


def _serve(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.serve import serve  # noqa: PLC0415 - see above

    return serve(project, options, console, given.port)


def _samples(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen.content.load import load  # noqa: PLC0415 - see above
    from sitegen.content.release import samples  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above

    problems = Problems()
    found = samples(load(project, options, problems))
    if problems.failed:
        console.show(problems)
        return 1
    if console.form == "json":
        print(json.dumps([{"file": where.file, "line": where.line, "ref": ref} for where, ref in found]))
    else:
        for where, ref in found:
            print(f"{where.file}:{where.line}  {ref}")
        console.say("samples", count=len(found))
    return 0


def _print(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    if given.action == "all":
        return console.refuse("print-all-alone") if given.names else _build(project, options, console, given)
    if given.action == "check":
        return _print_check(project, console, given.names) if given.names else console.refuse("print-check-what")
    if len(given.names) != 1 or not options.printing:
        return console.refuse("print-freeze-what")
    return _print_freeze(project, options, console, given.names[0])


def _print_check(project: Project, console: Console, names: Sequence[str]) -> int:
    from sitegen.making.print.inspect import inspect  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above

    problems = Problems()
    inspect([Path(name) for name in names], project.output, problems)
    return console.checked_files(problems, len(names))


def _print_freeze(project: Project, options: Options, console: Console, job: str) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - see above
    from sitegen.model.problems import BuildFailed, Problems  # noqa: PLC0415 - see above
    from sitegen.publish import PublishError  # noqa: PLC0415 - see above

    problems = Problems()
    try:
        new, known = pipeline.freeze_job(project, options, job, problems)
    except BuildFailed:
        console.show(problems)
        return 1
    except PublishError as error:
        return console.fail(error.code)
    if job not in known:
        return console.refuse("no-such-job", job=job, known=", ".join(known))
    console.say("frozen", job=job, count=new)
    return 0
