"""Puts words into the inputs of a print job: the interface's from the catalogues, the content's set by their rules.

Content says `{"say": KEY, …}` where a word of `print/words.xml` is wanted in every language of the job, and
`{"joined": […]}` for texts in one line. Mappings by language code are set with no-break spaces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined

from sitegen.making.catalogues import Catalogue
from sitegen.making.typography import Rules, rules_for, typeset

BETWEEN = " · "
_TEMPLATE = "template/words.xml"
_AS_GIVEN = frozenset({"locales", "typography"})
Words = Mapping[str, str]


class _Voice(NamedTuple):
    """How one language speaks: its words and its rules of typography."""

    words: Words
    rules: Rules


def worded(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> Mapping[str, Any]:
    """Return the inputs with all words filled in; without `words.xml` among the sources they are as they were.

    `locales` and `typography` are the locale and the switches of each language, by its code.
    """
    if _TEMPLATE not in sources:
        return inputs
    switches = inputs.get("typography", {})
    voices = {
        code: _Voice(_words_in(sources, code, locale), rules_for(code, switches.get(code)))
        for code, locale in inputs["locales"].items()
    }
    return {name: value if name in _AS_GIVEN else _filled(value, voices) for name, value in inputs.items()}


def _filled(value: Any, voices: Mapping[str, _Voice]) -> Any:
    if isinstance(value, list | tuple):
        return [_filled(item, voices) for item in value]
    if not isinstance(value, Mapping):
        return value
    if "say" in value:
        return {code: _said(value, code, voice) for code, voice in voices.items()}
    if "joined" in value:
        return _joined([_filled(part, voices) for part in value["joined"]], voices)
    if value and value.keys() <= voices.keys():
        return {code: _set(text, voices[code].rules) for code, text in value.items()}
    return {name: _filled(item, voices) for name, item in value.items()}


def _said(wanted: Mapping[str, Any], code: str, voice: _Voice) -> str:
    text = voice.words[wanted["say"]]
    for name, given in wanted.items():
        if name != "say":
            text = text.replace(f"{{{name}}}", given[code] if isinstance(given, Mapping) else str(given))
    return typeset(text, voice.rules)


def _joined(parts: Sequence[Mapping[str, str]], voices: Mapping[str, _Voice]) -> dict[str, str]:
    return {code: BETWEEN.join(part[code] for part in parts if part[code]) for code in voices}


def _set(text: Any, rules: Rules) -> Any:
    return [typeset(one, rules) for one in text] if isinstance(text, list | tuple) else typeset(text, rules)


def _words_in(sources: Mapping[str, Path], code: str, locale: str) -> Words:
    catalogue = sources.get(f"catalogue/{code}") or sources["catalogue"]
    return _words(sources[_TEMPLATE].read_text("utf-8"), catalogue, catalogue.read_bytes(), code, locale)


@lru_cache(maxsize=32)
def _words(template: str, catalogue: Path, _state: bytes, code: str, locale: str) -> Words:
    # The words go into a template that escapes them, so they are not escaped here.
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - see above
    found = Catalogue(code, locale, catalogue)
    environment.globals = {"gettext": found.gettext}
    words: Words = vars(environment.from_string(template).module)["words"]
    return words
