"""The words of every problem: what is wrong, and what to do, in each language that has a file of them here.

A file has a table a problem, grouped by subject, and the words that fill the sentences in; `en.toml` says how. It is
read when a report first needs it. Codes are stable: tests and docs name them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sitegen.model.project import INSTALLED

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
SOURCE = "en"
"""The language of reports where another is not asked for."""

_TABLES = ("words", "outputs", "consents", "upkeep", "preview", "drafting", "choices", "console")
"""The tables that are no problems, as `Messages` names them."""
PROGRAM = "sitegen" if INSTALLED else "build.py"
"""What the command is called; commands in sentences are written for the launcher of a checkout."""

COMMAND = PROGRAM if INSTALLED else "python3 build.py"
"""How it is called."""

_LAUNCHER = re.compile(r"\b(?:python3|py) build\.py\b")
_SUGGESTION = "{suggestion:"
_SAID = {"expected", "reason", "state", "remedy"}
"""Params whose values are words of the reports; those of others are an editor's, such as the name of a field."""
_WRITTEN_AS_WORDS = {"bad-choice", "bad-date", "unknown-country", "unknown-language", "unknown-language-code"}
"""Problems with values in whose place people write a word of their language."""


class Message(NamedTuple):
    """A problem in words; `{name}` is filled from its params. An empty repair means that the sentence says enough."""

    says: str
    repair: str


class Messages(NamedTuple):
    """All problems by their codes, the codes by subject, the words that fill them in, what the command line says.

    `outputs` is what `explain` says, `consents` what `consent list` and `withdraw` do, `upkeep` what
    `translations` and `list` do, `preview` what pages of the preview say, `drafting` what `new` does, and `choices`
    what people write in the place of values to choose from.
    """

    by_code: Mapping[str, Message]
    subjects: Mapping[str, frozenset[str]]
    words: Mapping[str, str]
    outputs: Mapping[str, str]
    consents: Mapping[str, str]
    upkeep: Mapping[str, str]
    preview: Mapping[str, str]
    drafting: Mapping[str, str]
    choices: Mapping[str, str]
    console: Mapping[str, str]


def messages_in(text: str) -> Messages:
    """Read a file of messages."""
    subjects = tomllib.loads(text)
    words, *said = (subjects.pop(name) for name in _TABLES)
    rows = {code: Message(**row) for subject in subjects.values() for code, row in subject.items()}
    return Messages(rows, {name: frozenset(subject) for name, subject in subjects.items()}, words, *said)


@cache
def messages(language: str) -> Messages:
    """The messages in a language, in English where it has none."""
    return messages_in(_file(language))


@cache
def sentences(language: str) -> Mapping[str, str]:
    """What the command line says; the problems before it, which a sound build does not have, are not parsed."""
    text = _file(language)
    found: Mapping[str, str] = tomllib.loads(text[text.index("\n[console]\n") :])["console"]
    return found


def _file(language: str) -> str:
    known = language if language in LANGUAGES else SOURCE
    text = (FOLDER / f"{known}.toml").read_text("utf-8")
    return _LAUNCHER.sub(PROGRAM, text) if INSTALLED else text


def word(key: str, language: str) -> str:
    """A word of the reports; the key itself where it is no such word."""
    return messages(language).words.get(key, key)


def explain(code: str, params: Mapping[str, object], language: str) -> Message:
    """The sentence of a problem and its repair."""
    message = messages(language).by_code[code]
    if code in _WRITTEN_AS_WORDS:
        from sitegen.model.meant import meant  # noqa: PLC0415 - few reports need what it knows

        words_for_choices = {spoken: messages(spoken).choices for spoken in LANGUAGES}
        params = {**params, "suggestion": meant(code, params, words_for_choices) or params.get("suggestion", "")}
    words = {name: word(str(value), language) if name in _SAID else value for name, value in params.items()}
    if "kind" in params:
        words["kind"] = messages(language).words.get(f"kind-{params['kind']}", params["kind"])
    return Message(_fill(message.says, words), _fill(message.repair, words))


def _fill(pattern: str, params: Mapping[str, object]) -> str:
    """Fill in a pattern; `{suggestion:yes {}|no}` takes the first half where there is a suggestion."""
    if not pattern.startswith(_SUGGESTION):
        return pattern.format(**params)
    found, _, other = pattern.removeprefix(_SUGGESTION).removesuffix("}").partition("|")
    suggestion = str(params.get("suggestion", ""))
    return found.replace("{}", suggestion) if suggestion else other.format(**params)
