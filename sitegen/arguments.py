"""What may stand on the command line: verbs, options, and what is said of them, in the editor's language.

Sentences are English here; `sitegen/model/messages/usage/` holds them in other languages, with argparse's own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen import __version__
from sitegen.model.messages import FOLDER, LANGUAGES, PROGRAM, SOURCE
from sitegen.model.project import INSTALLED

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its type has no public name

_PORTS = 2**16

_PRINTING = {"print all", "print freeze", "print package"}
"""The verbs of print that plan the whole site."""

_MOST_DIGITS = 5
"""So many digits has a number of days at most: two centuries and more."""

_YEARS = range(1970, 3000)
"""Builds can be as of these: the clocks of systems know none before, and far from both ends every zone can tell it."""

LISTS = ("drafts", "scheduled", "expiring", "samples", "untranslated", "upcoming", "unused", "untrue", "misspelt")
"""What `list` can list."""

KIOSK_OUTPUT = "output.kiosk"
"""Where a kiosk folder goes unless told otherwise: it never takes the place of the site."""

VERBS = {
    "build": "make the site and the print files in output/ (the default)",
    "check": "pass all gates of a build, and publish nothing",
    "serve": "show the site on this computer, made anew at every change",
    "print": "make everything, pack a job for the printer, freeze its codes, or check PDFs",
    "new": "draft a record and its texts, so that only words have to be filled in",
    "import": "make records of a folder of pictures and a table that describes them",
    "archive": "write the site with its records and originals as a package (BagIt) for the day when the server goes",
    "explain": "say of a file of the site what it is made of, why it was made or kept, and what would change it",
    "consent": "list who has agreed to what, until when, and where they are named",
    "withdraw": "take a consent back: set it in the record, delete the cache, say what is left to do",
    "translations": "say how far each language is, and which translations are missing or lag behind",
    "spelling": "say which words no dictionary knows, and where they stand",
    "list": "list what waits for somebody, as drafts do, or consents that end",
    "samples": "list what is still a sample and waits for its original",
    "migrate": "carry records of an older version of the program on to this one",
    "schemas": "write what editors of text complete and underline by: schemas, and settings of VS Code",
    "test": "run every test (handled by build.py)",
}
if INSTALLED:  # whose tests are in the checkout
    del VERBS["test"]
ACTIONS = {
    "print": {
        "all": "the same as build",
        "package": "pack the files of a job for the printer, with its ticket and its checks",
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
        "project": "begin another site in a new folder, with samples of everything",
    },
    "consent": {"list": "list every consent, what ends soon, and where people are named"},
    "translations": {
        "list": "say how far each language is, and which translations are missing or lag behind (the default)",
        "done": "confirm that translations belong to their originals as they are now",
        "update": "carry new texts of the templates into the catalogues of i18n",
    },
}
DEFAULT_ACTIONS = {"translations": "list"}
"""What a verb does where the other word is left out."""
"""The verbs that take another word, which says what they do."""


_USAGE = FOLDER / "usage"
"""A file a language with the sentences of this module and of argparse, each under its English."""

_spoken = ContextVar("spoken", default=SOURCE)


@cache
def _catalogue(language: str) -> dict[str, str]:
    path = _USAGE / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _said(text: str) -> str:
    """A sentence in the language that is spoken; the English itself where there is none."""
    return _catalogue(_spoken.get()).get(text, text)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let argparse say everything in a language: it asks `_`, which is gettext's, for each of its sentences."""
    its_own: Any = argparse
    gettext, told = its_own._, _spoken.set(language)
    its_own._ = _said
    try:
        yield
    finally:
        its_own._ = gettext
        _spoken.reset(told)


def _named(options: dict[str, Any]) -> dict[str, str]:
    return {"metavar": _said(str(options["metavar"]))} if options.get("metavar") else {}


class _Formatter(argparse.HelpFormatter):
    """Says in the language that is spoken what options are for."""

    def _expand_help(self, action: argparse.Action) -> str:
        return _said(action.help or "")


class _Parser(argparse.ArgumentParser):
    """The same for descriptions of verbs, and for the names of what stands behind them; it knows what was meant."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_Formatter)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Add one, its value named in the language that is spoken."""
        return super().add_argument(*names, **options | _named(options))

    def add_subparsers(self, **options: Any) -> _Commands:  # type: ignore[override]  # its overloads are of classes of parsers
        """The same for verbs."""
        found: _Commands = super().add_subparsers(**options | _named(options))
        return found

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse what is none of the choices; argparse itself says only since Python 3.14 which one may be meant."""
        choices = [*map(str, action.choices or ())]
        if action.choices is None or value in action.choices:
            return
        from sitegen.model.suggestions import nearest  # noqa: PLC0415 - only a slip needs it

        near = nearest(str(value), choices)
        meant = "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"
        says = _said(meant if near else "invalid choice: %(value)r (choose from %(choices)s)")
        params = {"value": str(value), "closest": near, "choices": ", ".join(choices)}
        raise argparse.ArgumentError(action, says % params)

    def format_help(self) -> str:
        english = self.description
        self.description = _sentence(_said(english)) if english else None
        text = super().format_help()
        self.description = english
        return text


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def parse(arguments: Sequence[str], language: str) -> argparse.Namespace:
    """The arguments of a command line; misuse is told in a language.

    Raises:
        SystemExit: with 2 for misuse, with 0 where help was asked for.
    """
    with speaking(language):
        return parser().parse_args(with_verb(arguments))


def parser() -> argparse.ArgumentParser:
    """The arguments of every verb: each takes only the options that change what it does, and no short forms."""
    top: argparse.ArgumentParser = _Parser(prog=PROGRAM, description="builds the site and its print files")
    top.set_defaults(**dict.fromkeys(("project", "output", "base_url", "now", "executor")), format="text")
    top.set_defaults(**dict.fromkeys(("release", "no_print", "kiosk"), False), print=True)
    top.add_argument("--version", action="version", version=f"sitegen {__version__}", help="say which version this is")
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    one = {verb: _command(verbs, verb, says) for verb, says in VERBS.items()}
    for verb, does in ACTIONS.items():
        actions = one.pop(verb).add_subparsers(dest="action", metavar="ACTION", required=True)
        one |= {f"{verb} {action}": _command(actions, action, says) for action, says in does.items()}
    for name, command in one.items():
        _options(name, command)
    one["serve"].add_argument("--port", type=port, metavar="PORT", help="on this port (8000, or the next that is free)")
    one["serve"].add_argument("--open", action="store_true", help="open the browser")
    one["serve"].add_argument("--lan", action="store_true", help="show it to phones in the same network too")
    one["serve"].add_argument("--print", action="store_true", help="make the print files too")
    for kind in ACTIONS["new"]:
        _new_options(kind, one[f"new {kind}"])
    one["import"].add_argument("folder", type=Path, metavar="DIR", help="the folder of pictures")
    one["import"].add_argument(
        "--table", type=Path, metavar="FILE", help="the table, CSV or XLSX (the one in the folder)"
    )
    one["import"].add_argument(
        "--language", metavar="LANGUAGE", help="of texts whose column names none (the site's first)"
    )
    one["import"].add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="what holds where a row says nothing"
    )
    one["import"].add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    one["migrate"].add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    one["explain"].add_argument("path", metavar="PATH", help="the file, or its address")
    one["consent list"].add_argument("--days", type=_days, default=90, help="say what ends within so many days (90)")
    one["withdraw"].add_argument("entry", metavar="ENTRY", help="whose consent: author:anna, or author:anna#interview")
    one["translations list"].add_argument("--html", action="store_true", help="as a page")
    one["translations done"].add_argument("entry", nargs="?", metavar="ENTRY", help="only of this record: photo:anna-1")
    one["translations done"].add_argument("field", nargs="?", metavar="FIELD", help="only this text of it: caption")
    one["translations done"].add_argument(
        "--minor", action="store_true", help="also where the original has changed, but not what it says"
    )
    one["archive"].add_argument(
        "target",
        nargs="?",
        type=Path,
        metavar="TARGET",
        help="a new folder, or a ZIP by its name (archive/)",
    )
    one["list"].add_argument("list", choices=sorted(LISTS), metavar="LIST", help=", ".join(LISTS))
    for name in ("print freeze", "print package"):
        one[name].add_argument("job", metavar="JOB", help="the print job")
    one["print package"].add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="the folder of the package (packages/)"
    )
    one["print check"].add_argument("files", nargs="+", type=Path, metavar="FILE", help="the PDFs")
    return top


def _command(among: _Commands, name: str, says: str) -> argparse.ArgumentParser:
    return among.add_parser(name, help=says, description=says, allow_abbrev=False)


def _options(name: str, command: argparse.ArgumentParser) -> None:
    """The options that several verbs share."""
    add = command.add_argument
    if name not in {"test", "new project"}:
        add("--project", type=Path, metavar="DIR", help="the project folder")
    if name in {"build", "serve", "explain", "print all", "print check"}:
        add("--output", type=Path, metavar="DIR", help="the folder of the site, in place of the usual one")
    if name in {"build", "check", "serve", "explain"} or name in _PRINTING:
        add("--base-url", type=_address, metavar="URL", help="the address of the site, may have a path")
    if name in {"build", "check", "serve", "explain", "consent list", "list", "archive"} or name in _PRINTING:
        add("--now", type=_moment, metavar="TIME", help="build as of this time, e.g. 2019-10-10T09:00")
    if name in {"build", "check", "serve"} or name in _PRINTING:
        add("--release", action="store_true", help="refuse samples, drafts and open questions of consent")
    if name in {"build", "check", "serve", "explain"}:
        add("--no-print", action="store_true", help="leave the print files out")
    if name in {"build", "check", "print all"}:
        add("--executor", type=_cluster, metavar="dask://HOST:PORT", help="make pictures on a Dask cluster")
    if name in {"build", "check", "explain"}:
        add("--kiosk", action="store_true", help="make output.kiosk/, which opens from disk, without a server")
    add("--messages", choices=LANGUAGES, help="the language of reports")
    if name != "test":
        add("--format", choices=("text", "json", "github"), default="text", help="the form of reports")


def _new_options(kind: str, command: argparse.ArgumentParser) -> None:
    """What is said of a new record: its name or its files, and answers to what would be asked on a terminal."""
    add = command.add_argument
    if kind == "project":
        add("folder", type=Path, metavar="DIR", help="the new folder")
        add("--languages", type=_codes, default=("en",), metavar="LANGUAGES", help="of the site, e.g. sk,hu,en (en)")
        add("--title", metavar="TITLE", help="what the site is called")
        return
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


def _misuse(says: str, **params: object) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(_said(says).format(**params))


def _address(text: str) -> str:
    from sitegen.model.addresses import base_address  # noqa: PLC0415 - `--help` need not wait for the libraries

    try:
        return base_address(text)
    except ValueError:
        raise _misuse("“{text}” is not a web address; write for example https://a.org/b/", text=text) from None


def _cluster(text: str) -> str:
    from sitegen.making.clusters import address_of  # noqa: PLC0415 - see above

    try:
        return address_of(text)
    except ValueError:
        says = "“{text}” is not the address of a cluster; write dask://10.0.0.5:8786, or dask+tls://10.0.0.5:8786"
        raise _misuse(says, text=text) from None


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise _misuse("“{text}” is not a time; write for example 2019-10-10T09:00", text=text) from None
    if found.year not in _YEARS:
        raise _misuse(
            "“{text}” is not a time of the years {first} to {last}", text=text, first=_YEARS[0], last=_YEARS[-1]
        )
    return found


def _codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.replace(",", " ").split()))


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise _misuse("“{text}” is not a number of days; write for example 90", text=text)
    return int(text)


def port(text: str) -> int:
    """The number of a port, of those that a server can be at (1 to 65535)."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < _PORTS):
        raise _misuse("“{text}” is not a port; write a number from 1024 to {last}", text=text, last=_PORTS - 1)
    return int(text)


def with_verb(arguments: Sequence[str]) -> list[str]:
    """`build` is the default verb; a verb is the first word, or there is none (the launcher knows it by that)."""
    asks_for_help = any(word in {"-h", "--help", "--version"} for word in arguments)
    named = bool(arguments) and not arguments[0].startswith("-")
    if not named:
        return list(arguments) if asks_for_help and len(arguments) == 1 else ["build", *arguments]
    verb, *more = arguments
    action = DEFAULT_ACTIONS.get(verb)
    return [verb, action, *more] if action and not {*more[:1]} & {*ACTIONS[verb], "-h", "--help"} else [verb, *more]
