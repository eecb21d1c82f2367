"""The command line: parses, calls, prints. Exit codes: 0 sound, 1 problems, 2 misuse, 130 interrupted."""

from __future__ import annotations

import argparse
import codecs
import dataclasses
import datetime as dt
import gc
import io
import itertools
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sitegen.arguments import ACTIONS, KIOSK_OUTPUT, parse
from sitegen.console import Console
from sitegen.making.cache_folder import ForeignCache
from sitegen.model.messages import LANGUAGES, SOURCE
from sitegen.model.project import HOME, Options, Project, from_here, typed
from sitegen.model.running import ProgramChanged
from sitegen.model.whole_file import FULL
from sitegen.receipt import Receipt
from sitegen.whereabouts import project_around

INTERRUPTED, CLOSED = 130, 141
"""128 and the number of SIGINT, or SIGPIPE, as shells have it."""

_PLAINLY = "sitegen-plainly"
"""What happens to letters that a console lacks, as Python calls such ways."""

_PLAIN = {"→": "->", "…": "...", "„": '"', "“": '"', "”": '"', "’": "'", "–": "-", "×": "x", "█": "#", "░": "."}

_COLLECT = (200_000, 50, 100)
"""How often Python looks for garbage: seldom, because what a build loads and plans stays."""


def main(arguments: Sequence[str]) -> int:
    """Run one verb; returns the exit code."""
    gc.set_threshold(*_COLLECT)
    codecs.register_error(_PLAINLY, _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_PLAINLY)
    language = _language(_asked(arguments))
    given = parse(arguments, language)
    given.arguments = arguments
    around = project_around(str(HOME))
    root = given.project or Path(around or HOME)
    project = Project.at(root, given.output or (root / KIOSK_OUTPUT if given.kiosk else None))
    if given.project:
        project = dataclasses.replace(project, option=f" --project {typed(given.project)}")
    console = Console(project, language, given.format)
    if odd := [name for name in (*arguments, str(project.root), str(project.output), str(HOME)) if not _is_text(name)]:
        return console.refuse("name-not-text", name=odd[0].encode(errors="backslashreplace").decode())
    if given.project is not None and not given.project.is_dir():
        return console.refuse("no-project", folder=str(given.project))
    if given.project is None and around is None and (given.verb, vars(given).get("action")) != ("new", "project"):
        return console.refuse("no-project-here")
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
        "archive": _archive,
        "explain": _explain,
        **{f"new {kind}": _new for kind in ACTIONS["new"]},
        "new project": _new_project,
        "import": _import,
        "consent list": _consent_list,
        "withdraw": _withdraw,
        "translations list": _translations,
        "translations done": _translations_done,
        "translations update": _translations_update,
        "spelling": _spelling,
        "list": _list,
        "samples": _samples,
        "migrate": _migrate,
        "schemas": _schemas,
        "print all": _build,
        "print package": _print_package,
        "print freeze": _print_freeze,
        "print check": _print_check,
    }
    verb = f"{given.verb} {given.action}" if given.verb in ACTIONS else given.verb
    if verb not in run:
        return console.refuse("only-launcher", verb=verb)
    return _run(lambda: run[verb](project, options, console, given), project, console)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What a console shows that lacks a letter, as those of Windows do: an arrow as `->`, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(letter, "?") for letter in error.object[error.start : error.end]), error.end


def _run(call: Callable[[], int], project: Project, console: Console) -> int:
    """The exit code of a verb, whatever the system does to it meanwhile."""
    try:
        return _said(call())
    except KeyboardInterrupt:
        console.refuse("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads this, as `head` does, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except ProgramChanged:
        return console.fail("program-changing")
    except ForeignCache as error:
        return console.fail("foreign-cache", folder=project.shown(error.folder))
    except OSError as error:
        if error.errno in FULL:
            return console.fail("full", file=project.shown(Path(error.filename or project.cache)))
        return console.fail("system", file=project.shown(Path(error.filename or ".")), reason=error.strerror or error)


def _is_text(name: str) -> bool:
    """Whether a name of a file can be written down: Linux allows any bytes in it, which Python has as surrogates."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _said(code: int) -> int:
    """The exit code, when all that was printed has been taken."""
    sys.stdout.flush()
    return code


def _asked(arguments: Sequence[str]) -> str | None:
    """The language that a command line asks for, known before the rest is understood: misuse is told in it."""
    words = [part for word in arguments for part in (word.split("=", 1) if word.startswith("--messages=") else [word])]
    after = dict(itertools.pairwise(words)).get("--messages")
    return after if after in LANGUAGES else None


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
    from sitegen.model.problems import Severity  # noqa: PLC0415 - see above

    receipt = Receipt(str(project.root), str(project.home), given.arguments)
    report = pipeline.build(project, options, console.progress, console.waits)
    code = console.finish(report, built=True)
    if report.taken_back and any(one.severity is not Severity.NOTE for one in report.problems):
        receipt.drop(str(project.cache))  # it would keep the lines that are shown
    elif code == 0 and console.form != "json":
        until = report.until.timestamp() if report.until else None
        receipt.write(str(project.cache), str(project.output), until, console.nothing_to_do(report))
    return code


def _check(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen import pipeline  # noqa: PLC0415 - see above

    return console.finish(pipeline.check_only(project, options, console.progress, console.waits), built=False)


def _archive(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.archiving import FOLDER, archive  # noqa: PLC0415 - see above
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above
    from sitegen.pipeline import Report  # noqa: PLC0415 - see above

    report = Report(Problems())
    target = (given.target or project.root / FOLDER).absolute()
    done = archive(project, options, target, report, console.progress, console.waits)
    if done is None:
        report.failed = True
        return console.finish(report, built=True)
    console.finish(report, built=True)
    console.say("archived", target=from_here(done.target), site=done.site, records=done.records)
    return 0


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
        ended = console.refuse(refused.key, **refused.params)
        for line in Telling(project, console.language).deleted(refused):
            print(line, file=sys.stderr)
        return ended
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


def _translations_update(project: Project, _options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen.model.problems import BuildFailed, Problems  # noqa: PLC0415 - see above
    from sitegen.upkeep.catalogue_update import update_catalogues  # noqa: PLC0415 - see above

    problems = Problems()
    try:
        done = update_catalogues(project, problems)
    except BuildFailed:
        return console.problems(problems)
    if console.form == "json":
        print(json.dumps([vars(one) for one in done]))
        return 0
    console.show(problems)
    for one in done:
        key = "catalogue-updated" if one.written else "catalogue-current"
        console.say(key, file=one.file, count=one.texts, waiting=one.waiting)
    if not done:
        console.say("catalogues-none")
    return 0


def _spelling(project: Project, options: Options, console: Console, _given: argparse.Namespace) -> int:
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above
    from sitegen.upkeep import look  # noqa: PLC0415 - see above
    from sitegen.upkeep.spelling import misspelt  # noqa: PLC0415 - see above

    problems = Problems()
    asked = look(project, options, problems, console.waits)
    if problems.failed:
        return console.problems(problems)
    if not asked.site.settings.spelling:
        console.say("spelling-off")
        return 0
    notes = Problems()
    for note in misspelt(asked.site):
        notes.add(note)
    code = console.problems(notes)
    if console.form == "text":
        console.say("spelling", count=sum(note.code == "misspelt" for note in notes))
    return code


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
        if asks:
            print()  # the question is still open on its line
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


def _new_project(_project: Project, _options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.drafting.refusal import Refused  # noqa: PLC0415 - see above
    from sitegen.drafting.starter import start  # noqa: PLC0415 - see above
    from sitegen.model.messages import messages  # noqa: PLC0415 - see above

    try:
        written = start(given.folder, given.languages, given.title, console.language, dt.datetime.now(dt.UTC).date())
    except Refused as refused:
        return console.refuse(refused.key, **refused.params)
    if console.form == "json":
        print(json.dumps({"written": written}))
        return 0
    says = messages(console.language).drafting
    print(says["started"].format(count=len(written), languages=", ".join(given.languages)))
    for line in ("started-alone", "started-write", "started-import"):
        print(f"- {says[line].format(folder=typed(given.folder))}")
    return 0


def _import(project: Project, _options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.drafting.importing import Asked, import_table  # noqa: PLC0415 - see above
    from sitegen.drafting.importing.imports_told import as_data, as_text  # noqa: PLC0415 - see above
    from sitegen.drafting.refusal import Refused  # noqa: PLC0415 - see above

    asked = Asked(given.folder, given.table, given.language, given.set, dry=given.dry_run)
    try:
        done = import_table(project, asked, console.language, console.waits, console.progress)
    except Refused as refused:
        return console.refuse(refused.key, **refused.params)
    console.lend(done.table, done.lines)
    if console.form == "json":
        print(json.dumps(as_data(done), ensure_ascii=False))
    else:
        console.show(done.problems)
        print(as_text(done))
    return int(done.problems.failed)


def _migrate(project: Project, _options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.model.problems import Problems  # noqa: PLC0415 - see above
    from sitegen.model.settings import SCHEMA  # noqa: PLC0415 - see above
    from sitegen.upkeep.migrating import migrate  # noqa: PLC0415 - see above

    problems = Problems()
    steps = migrate(project, console.waits, problems, dry=given.dry_run)
    if problems.failed:
        return console.problems(problems)
    if console.form == "json":
        print(json.dumps([{"file": one.where.file, "line": one.where.line, "after": one.after} for one in steps]))
    for one in steps:
        console.say("migrated-line", place=one.where, before=one.before.strip(), after=one.after.strip())
    key = "migrate-nothing" if not steps else "would-migrate" if given.dry_run else "migrated"
    console.say(key, count=len(steps), version=SCHEMA)
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


def _print_package(project: Project, options: Options, console: Console, given: argparse.Namespace) -> int:
    from sitegen.making.print.packages_made import PACKAGES  # noqa: PLC0415 - see above
    from sitegen.model.problems import BuildFailed, Problems  # noqa: PLC0415 - see above
    from sitegen.packaging import package  # noqa: PLC0415 - see above

    problems, folder = Problems(), (given.folder or project.root / PACKAGES).absolute()
    try:
        done = package(project, options, given.job, folder, problems, console.progress, console.waits)
    except BuildFailed:
        return console.problems(problems)
    if done.target is None:
        return console.refuse("no-such-job", job=given.job, known=", ".join(done.known))
    if console.form == "json":
        print(json.dumps({"job": given.job, "package": str(done.target), "bytes": done.size}))
    else:
        console.show(problems, notes=False)
    console.say("packed", file=from_here(done.target), megabytes=f"{done.size / 1_000_000:.1f}", job=given.job)
    return 0


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
