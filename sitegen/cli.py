"""The command line: parses, calls, prints. Exit codes: 0 sound, 1 problems, 2 misuse, 130 interrupted."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.console import Console
from sitegen.model.messages import LANGUAGES, SOURCE
from sitegen.model.project import HOME, Options, Project
from sitegen.model.whole_file import FULL
from sitegen.receipt import Receipt

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its type has no public name

INTERRUPTED, CLOSED = 130, 141
"""128 and the number of SIGINT, or SIGPIPE, as shells have it."""

_PORTS = 2**16

_MOST_DIGITS = 5
"""So many digits has a number of days at most: two centuries and more."""

_YEARS = range(1970, 3000)
"""Builds can be as of these: the clocks of systems know none before, and far from both ends every zone can tell it."""

_COLLECT = (200_000, 50, 100)
"""How often Python looks for garbage: seldom, because what a build loads and plans stays."""

LISTS = ("drafts", "scheduled", "expiring", "samples", "untranslated", "upcoming", "unused", "untrue")
"""What `list` can list."""

KIOSK_OUTPUT = "output.kiosk"
"""Where a kiosk folder goes unless told otherwise: it never takes the place of the site."""

VERBS = {
    "build": "make the site and the print files in output/ (the default)",
    "check": "pass all gates of a build, and publish nothing",
    "serve": "show the site on this computer, made anew at every change",
    "print": "make everything, freeze the codes of a job, or check PDFs",
    "new": "draft a record and its texts, so that only words have to be filled in",
    "explain": "say of a file of the site what it is made of, why it was made or kept, and what would change it",
    "consent": "list who has agreed to what, until when, and where they are named",
    "withdraw": "take a consent back: set it in the record, delete the cache, say what is left to do",
    "translations": "say how far each language is, and which translations are missing or lag behind",
    "list": "list what waits for somebody, as drafts do, or consents that end",
    "samples": "list what is still a sample and waits for its original",
    "schemas": "write what editors of text complete and underline by: schemas, and settings of VS Code",
    "test": "run every test (handled by build.py)",
}
ACTIONS = {
    "print": {
        "all": "the same as build",
        "freeze": "record the codes of a job, so that they are kept for ever",
        "check": "check PDFs before they go to print",
    },
    "new": {
        "event": "draft an event",
        "author": "draft an author",
        "photo": "bring photographs, each with a record, or an original in the place of a sample",
        "episode": "bring a recording, with the record of an episode",
        "venue": "draft a stop of the tour",
        "infographic": "draft an infographic",
        "zine": "draft the zine of an author",
        "page": "draft a page",
    },
    "consent": {"list": "list every consent, what ends soon, and where people are named"},
    "translations": {
        "list": "say how far each language is, and which translations are missing or lag behind (the default)",
        "done": "confirm that translations belong to their originals as they are now",
    },
}
DEFAULT_ACTIONS = {"translations": "list"}
"""What a verb does where the other word is left out."""
"""The verbs that take another word, which says what they do."""


def parser() -> argparse.ArgumentParser:
    """The arguments of every verb: each takes only the options that change what it does, and no short forms."""
    top = argparse.ArgumentParser(prog="build.py", description="Builds the site and its print files.")
    top.set_defaults(**dict.fromkeys(("project", "output", "base_url", "now", "executor")), format="text")
    top.set_defaults(**dict.fromkeys(("release", "no_print", "kiosk"), False), print=True)
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    one = {verb: _command(verbs, verb, says) for verb, says in VERBS.items()}
    for verb, does in ACTIONS.items():
        actions = one.pop(verb).add_subparsers(dest="action", metavar="ACTION", required=True)
        one |= {f"{verb} {action}": _command(actions, action, says) for action, says in does.items()}
    for name, command in one.items():
        _options(name, command)
    one["serve"].add_argument("--port", type=_port, help="on this port (8000, or the next that is free)")
    one["serve"].add_argument("--open", action="store_true", help="open the browser")
    one["serve"].add_argument("--lan", action="store_true", help="show it to phones in the same network too")
    one["serve"].add_argument("--print", action="store_true", help="make the print files too")
    for kind in ACTIONS["new"]:
        _new_options(kind, one[f"new {kind}"])
    one["explain"].add_argument("path", metavar="PATH", help="the file, or its address")
    one["consent list"].add_argument("--days", type=_days, default=90, help="say what ends within so many days (90)")
    one["withdraw"].add_argument("entry", metavar="ENTRY", help="whose consent: author:anna, or author:anna#interview")
    one["translations list"].add_argument("--html", action="store_true", help="as a page")
    one["translations done"].add_argument("entry", nargs="?", metavar="ENTRY", help="only of this record: photo:anna-1")
    one["translations done"].add_argument("field", nargs="?", metavar="FIELD", help="only this text of it: caption")
    one["translations done"].add_argument(
        "--minor", action="store_true", help="also where the original has changed, but not what it says"
    )
    one["list"].add_argument("list", choices=sorted(LISTS), metavar="LIST", help=", ".join(LISTS))
    one["print freeze"].add_argument("job", metavar="JOB", help="the print job")
    one["print check"].add_argument("files", nargs="+", type=Path, metavar="FILE", help="the PDFs")
    return top


def _command(among: _Commands, name: str, says: str) -> argparse.ArgumentParser:
    return among.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".", allow_abbrev=False)


def _options(name: str, command: argparse.ArgumentParser) -> None:
    """The options that several verbs share."""
    add = command.add_argument
    if name != "test":
        add("--project", type=Path, metavar="DIR", help="the project folder")
    if name in {"build", "serve", "explain", "print all", "print check"}:
        add("--output", type=Path, metavar="DIR", help="the folder of the site, in place of the usual one")
    if name in {"build", "check", "serve", "explain", "print all", "print freeze"}:
        add("--base-url", type=_address, metavar="URL", help="the address of the site, may have a path")
    if name in {"build", "check", "serve", "explain", "print all", "print freeze", "consent list", "list"}:
        add("--now", type=_moment, metavar="TIME", help="build as of this time, e.g. 2019-10-10T09:00")
    if name in {"build", "check", "serve", "print all", "print freeze"}:
        add("--release", action="store_true", help="refuse samples, drafts and open questions of consent")
    if name in {"build", "check", "serve", "explain"}:
        add("--no-print", action="store_true", help="leave the print files out")
    if name in {"build", "check", "print all"}:
        add("--executor", type=_cluster, metavar="dask://HOST:PORT", help="make pictures on a Dask cluster")
    if name in {"build", "check", "explain"}:
        add("--kiosk", action="store_true", help=f"make {KIOSK_OUTPUT}/, which opens from disk, without a server")
    add("--messages", choices=LANGUAGES, help="the language of reports")
    if name != "test":
        add("--format", choices=("text", "json", "github"), default="text", help="the form of reports")


def _new_options(kind: str, command: argparse.ArgumentParser) -> None:
    """What is said of a new record: its name or its files, and answers to what would be asked on a terminal."""
    add = command.add_argument
    if kind == "photo":
        add("files", nargs="+", type=Path, metavar="FILE", help="the pictures")
        add("--replace", metavar="ID", help="put the picture in the place of this sample")
        add("--by-name", action="store_true", help="call photographs by their files, not by author and number")
    elif kind == "episode":
        add("files", nargs=1, type=Path, metavar="FILE", help="the recording")
    else:
        add("title", nargs="?", metavar="TITLE", help="what it is called")
    add("--id", metavar="ID", help="the identifier, in place of one made of the title")
    add("--set", action="append", default=[], metavar="FIELD=VALUE", help="an answer, e.g. --set when=2026-06-04")


def _address(text: str) -> str:
    from sitegen.model.addresses import base_address  # noqa: PLC0415 - `--help` need not wait for the libraries

    try:
        return base_address(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a web address; write for example https://a.org/b/") from None


def _cluster(text: str) -> str:
    from sitegen.making.clusters import address_of  # noqa: PLC0415 - see above

    try:
        return address_of(text)
    except ValueError:
        example = "dask://10.0.0.5:8786, or dask+tls://10.0.0.5:8786"
        raise argparse.ArgumentTypeError(f"“{text}” is not the address of a cluster; write {example}") from None


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time; write for example 2019-10-10T09:00") from None
    if found.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time of the years {_YEARS[0]} to {_YEARS[-1]}")
    return found


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of days; write for example 90")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < _PORTS):
        raise argparse.ArgumentTypeError(f"“{text}” is not a port; write a number from 1024 to {_PORTS - 1}")
    return int(text)


def _with_verb(arguments: Sequence[str]) -> list[str]:
    """`build` is the default verb; a verb is the first word, or there is none (the launcher knows it by that)."""
    asks_for_help = any(word in {"-h", "--help"} for word in arguments)
    named = bool(arguments) and not arguments[0].startswith("-")
    if not named:
        return list(arguments) if asks_for_help and len(arguments) == 1 else ["build", *arguments]
    verb, *more = arguments
    action = DEFAULT_ACTIONS.get(verb)
    return [verb, action, *more] if action and not {*more[:1]} & {*ACTIONS[verb], "-h", "--help"} else [verb, *more]


def main(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code."""
    gc.set_threshold(*_COLLECT)
    given = parser().parse_args(_with_verb(arguments))
    given.arguments = arguments
    root = given.project or HOME
    project = Project.at(root, given.output or (root / KIOSK_OUTPUT if given.kiosk else None))
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter shows a question mark
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    console = Console(project, _language(given.messages), given.format)
    if given.project is not None and not given.project.is_dir():
        return console.refuse("no-project", folder=str(given.project))
    options = Options(
        now=given.now,
        base_url=given.base_url,
        release=given.release,
        printing=given.print and not (given.no_print or given.kiosk),
        kiosk=given.kiosk,
        preview=given.verb == "serve",
        executor=given.executor,
    )
    run: dict[str, Callable[[Project, Options, Console, argparse.Namespace], int]] = {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "explain": _explain,
        **{f"new {kind}": _new for kind in ACTIONS["new"]},
        "consent list": _consent_list,
        "withdraw": _withdraw,
        "translations list": _translations,
        "translations done": _translations_done,
        "list": _list,
        "samples": _samples,
        "schemas": _schemas,
        "print all": _build,
        "print freeze": _print_freeze,
        "print check": _print_check,
    }
    verb = f"{given.verb} {given.action}" if given.verb in ACTIONS else given.verb
    if verb not in run:
        return console.refuse("only-launcher", verb=verb)
    try:
        return _said(run[verb](project, options, console, given))
    except KeyboardInterrupt:
        console.refuse("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads this, as `head` does, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except OSError as error:
        if error.errno in FULL:
            return console.fail("full", file=project.shown(Path(error.filename or project.cache)))
        return console.fail("system", file=project.shown(Path(error.filename or ".")), reason=error.strerror or error)


def _said(code: int) -> int:
    """The exit code, when all that was printed has been taken."""
    sys.stdout.flush()
    return code


def _language(asked: str | None) -> str:
    """The language of reports: as asked, else the system's."""
    if asked:
        return asked
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    system = (system or _windows_language()).lower()
    code = "cs" if system.startswith("czech") else system[:2]  # some programs on Windows write languages out
    return code if code in LANGUAGES else SOURCE


def _windows_language() -> str:
    """The language in which Windows speaks, such as `cs_CZ`; nothing elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes  # noqa: PLC0415 - only there
    import locale  # noqa: PLC0415 - see above

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def _build(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - `--help` need not wait for the libraries

    receipt = Receipt(str(project.root), str(project.home), given.arguments)
    report = pipeline.build(project, options, console.progress, console.waits)
    code = console.finish(report, built=True)
    if code == 0 and console.form != "json":
        until = report.until.timestamp() if report.until else None
        receipt.write(str(project.cache), str(project.output), until, console.nothing_to_do(report))
    return code


def _check(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - see above

    return console.finish(pipeline.check_only(project, options, console.progress, console.waits), built=False)


def _serve(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.serve import serve  # noqa: PLC0415 - see above
    from sitegen.serve.binding import Doors  # noqa: PLC0415 - see above

    output = project.output if given.output else project.cache / "preview"
    doors = Doors(given.port, near=given.lan, open_browser=given.open)
    return serve(dataclasses.replace(project, output=output), options, console, doors)


def _explain(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.explain import NoSuchOutput, explain  # noqa: PLC0415 - see above
    from sitegen.explain.words import as_data, as_text  # noqa: PLC0415 - see above
    from sitegen.model.problems import BuildFailed, Problems, Where  # noqa: PLC0415 - see above

    problems = Problems()
    try:
        found = explain(project, options, given.path, problems, console.waits)
    except BuildFailed:
        return console.problems(problems)
    except NoSuchOutput as error:
        problems = Problems()
        problems.error("no-such-output", Where(given.path), suggestion=", ".join(error.nearest))
        return console.problems(problems)
    if console.form == "json":
        print(json.dumps(as_data(found, project, console.language), ensure_ascii=False))
    else:
        print(as_text(found, project, console.language))
    return 0


def _consent_list(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.consents.granted import register  # noqa: PLC0415 - see above
    from sitegen.consents.telling import Telling  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above

    problems = Problems()
    found = register(project, options, given.days, problems, console.waits)
    if problems.failed:  # a consent that cannot be read must not look like one that is not there
        return console.problems(problems)
    telling = Telling(project, console.language)
    as_data = console.form == "json"
    print(json.dumps(telling.register_data(found), ensure_ascii=False) if as_data else telling.register(found))
    return 0


def _withdraw(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.consents.telling import Telling  # noqa: PLC0415 - see above
    from sitegen.consents.withdrawal import Refused, withdraw  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above

    try:
        done = withdraw(project, options, given.entry, console.waits)
    except Refused as refused:
        problems = Problems()
        for problem in refused.problems:
            problems.add(problem)
        if len(problems):
            console.problems(problems)
        return console.refuse(refused.key, **refused.params)
    telling = Telling(project, console.language)
    as_data = console.form == "json"
    print(json.dumps(telling.withdrawal_data(done), ensure_ascii=False) if as_data else telling.withdrawal(done))
    return 0


def _translations(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.content.translating.translations import TO_DO  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above
    from sitegen.upkeep import look, report_of  # noqa: PLC0415 - see above

    problems = Problems()
    asked = look(project, options, problems, console.waits)
    if problems.failed:
        return console.problems(problems)
    report = report_of(asked, console.language)
    if given.html:
        from sitegen.upkeep.status_page import status_page  # noqa: PLC0415 - see above

        sys.stdout.flush()
        sys.stdout.buffer.write(status_page(asked, None, report, lambda *_: "", ["untranslated"]))
    elif console.form == "json":
        print(json.dumps(report.translations_data(asked), ensure_ascii=False))
    else:
        print(report.translations(asked))
    return int(bool(asked.interface) or any(one.state in TO_DO for one in asked.translations))


def _translations_done(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.content.translating.translations import confirm  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above
    from sitegen.upkeep import look, report_of  # noqa: PLC0415 - see above

    problems = Problems()
    asked = look(project, options, problems, console.waits)
    if problems.failed:
        return console.problems(problems)
    wanted = [one for one in asked.translations if given.entry in {None, one.unit.ref}]
    if not wanted:
        return console.refuse("no-texts", entry=given.entry)
    fields = {one.unit.field for one in wanted}
    if given.field and given.field not in fields:
        return console.refuse("no-such-text", entry=given.entry, field=given.field, known=", ".join(sorted(fields)))
    wanted = [one for one in wanted if given.field in {None, one.unit.field}]
    done = confirm(project, asked.translations, wanted, minor=given.minor)
    if console.form == "json":
        print(json.dumps({"new": done.new, "stale": len(done.stale)}))
    else:
        print(report_of(asked, console.language).confirmed(done))
    return int(bool(done.stale))


def _list(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above
    from sitegen.upkeep import look, report_of  # noqa: PLC0415 - see above
    from sitegen.upkeep.waiting_lists import waiting  # noqa: PLC0415 - see above

    problems = Problems()
    asked = look(project, options, problems, console.waits)
    if problems.failed:
        return console.problems(problems)
    found, report = waiting(given.list, asked), report_of(asked, console.language)
    as_data = console.form == "json"
    print(json.dumps(report.waiting_data(found), ensure_ascii=False) if as_data else report.waiting(given.list, found))
    return 0


def _samples(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen.content.load import load  # noqa: PLC0415 - see above
    from sitegen.content.release import samples  # noqa: PLC0415 - see above
    from sitegen.model.problems import BuildFailed, Problems  # noqa: PLC0415 - see above

    problems = Problems()
    try:
        found = samples(load(project, options, problems))
        problems.stop_if_errors()
    except BuildFailed:
        return console.problems(problems)
    if console.form == "json":
        print(json.dumps([{"file": where.file, "line": where.line, "ref": ref} for where, ref in found]))
    else:
        for where, ref in found:
            print(f"{where.file}:{where.line}  {ref}")
        console.say("samples", count=len(found))
    return 0


def _new(project: Project, _options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.drafting import Refused, Wanted, new  # noqa: PLC0415 - see above
    from sitegen.drafting.drafts_told import as_data, as_text  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above

    about = vars(given)
    files, single = about.get("files", ()), "--replace" if about.get("replace") else "--id"
    if len(files) > 1 and (about.get("replace") or given.id):
        return console.refuse("new-one-file", option=single)
    wanted = Wanted(
        given.action,
        about.get("title"),
        given.id,
        given.set,
        files,
        by_name=about.get("by_name", False),
        instead=about.get("replace"),
    )
    asks = console.form == "text" and sys.stdin.isatty() and sys.stdout.isatty()
    problems = Problems()
    try:
        done = new(project, wanted, console.language, input if asks else None, print)
    except Refused as refused:
        for problem in refused.problems:
            problems.add(problem)
        if len(problems) and "answers" not in refused.params:
            console.problems(problems)
        return console.refuse(refused.key, **refused.params)
    except (EOFError, KeyboardInterrupt):
        console.refuse("new-cancelled")
        return INTERRUPTED
    for problem in done.problems:
        problems.add(problem)
    if console.form == "json":
        print(json.dumps(as_data(done), ensure_ascii=False))
    else:
        console.show(problems)
        print(as_text(done))
    return 0


def _schemas(project: Project, _options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen.content.language_list import read_languages  # noqa: PLC0415 - see above
    from sitegen.model.problems import BuildFailed, Problems  # noqa: PLC0415 - see above
    from sitegen.schemas.editor_files import write  # noqa: PLC0415 - see above

    problems = Problems()
    languages = read_languages(project, problems)
    try:
        problems.stop_if_errors()
    except BuildFailed:
        return console.problems(problems)
    done = write(project, languages)
    if console.form == "json":
        print(json.dumps({"written": done.written, "kept": done.kept}))
    for file in done.kept:
        console.say("not-plain-json", file=file)
    for file in done.written:
        console.say("schema-written", file=file)
    console.say("schemas", count=done.count, written=len(done.written))
    return 0


def _print_check(project: Project, _options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.making.print.inspect import inspect  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above

    problems = Problems()
    inspect(given.files, project.output, problems)
    return console.checked_files(problems, len(given.files))


def _print_freeze(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - see above
    from sitegen.model.problems import BuildFailed, Problems  # noqa: PLC0415 - see above

    problems = Problems()
    try:
        new, known = pipeline.freeze_job(project, options, given.job, problems, console.waits)
    except BuildFailed:
        return console.problems(problems)
    if given.job not in known:
        return console.refuse("no-such-job", job=given.job, known=", ".join(known))
    if console.form == "json":
        print(json.dumps({"job": given.job, "new": new}))
    console.say("frozen", job=given.job, count=new)
    return 0
