"""The plural forms of a catalogue, as its `Plural-Forms` header has them, in the order of CLDR.

Each tool writes its own header: gettext and msginit know no fractions (Czech: three forms), Weblate and Babel do
(four). A rule is asked for numbers, so that it does not matter how it is written: CLDR's form of 5 is the one that the
rule picks for 5.
"""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import c2py
from typing import NamedTuple

from babel import Locale
from babel.messages.catalog import Catalog
from babel.plural import to_gettext

_CLDR_ORDER = ("zero", "one", "two", "few", "many", "other")
_ENTRY = re.compile(r'^msgid[ \t]+"[^"]|^msgid[ \t]+""[ \t]*\n"', re.MULTILINE)
_HEADER = re.compile(r'^(?:msgstr[ \t]+)?"([A-Za-z-]+)[ \t]*:((?:(?!\\n)[^"\n]|"[ \t]*\n[ \t]*")*)', re.MULTILINE)
"""A line of the header, which may go on between further quotes."""
_RULE = re.compile(r"\s*nplurals\s*=\s*([1-6])\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_SAMPLES = (1, 2, 3, 5, *range(200))
"""Numbers of every form that whole numbers have in some language; the usual ones first."""
_MANY = 10**6


class HeaderLine(NamedTuple):
    """A line of a catalogue's header: where it stands, what it is called, what it says."""

    number: int
    name: str
    value: str


def plural_tags(locale: str) -> tuple[str, ...]:
    """The plural forms of a locale in the order of `msgstr[0]`, `msgstr[1]` … (cs: one, few, many, other)."""
    tags = Locale.parse(locale).plural_form.tags | {"other"}
    return tuple(tag for tag in _CLDR_ORDER if tag in tags)


def plural_header(locale: str) -> str:
    """The `Plural-Forms` header that tells a PO editor of these forms.

    Babel leaves CLDR's `e` in it, the exponent of a number in compact form (Italian): none in a number written out.
    """
    return re.sub(r"\be\b", "0", to_gettext(Locale.parse(locale).plural_form))


def header_of(text: str) -> list[HeaderLine]:
    """The lines of the header of a PO file."""
    end = _ENTRY.search(text)
    before = text[: end.start()] if end else text
    return [
        HeaderLine(before.count("\n", 0, match.start()) + 1, match[1], re.sub(r'"\s*"', "", match[2]).strip())
        for match in _HEADER.finditer(before)
    ]


def fault_in_header(text: str) -> tuple[int, str] | None:
    """The first line of a header that cannot be understood, and why: what Babel reads of it, and the plural rule."""
    for line in header_of(text):
        try:
            if line.name.lower() == "plural-forms":
                rule = _RULE.fullmatch(line.value)
                if not rule:
                    return line.number, "a “Plural-Forms” is written “nplurals=NUMBER; plural=RULE;”"
                _asked(rule[2], int(rule[1]))
            else:
                Catalog().mime_headers = [(line.name, line.value)]
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
            return line.number, f"{line.name}: {error}"
    return None


@lru_cache(maxsize=64)
def order_of_forms(locale: str, count: int, rule: str) -> tuple[int, ...] | None:
    """Which `msgstr[…]` holds each of CLDR's forms, in a catalogue of so many forms with this rule (in C).

    A form that only fractions have is where no whole number leads, or else that of a million. None where the rule does
    not tell apart what the language does.
    """
    form, tags = Locale.parse(locale).plural_form, plural_tags(locale)
    led = _asked(rule, count)
    samples = {tag: next((number for number in _SAMPLES if form(number) == tag), None) for tag in tags}
    found = {tag: led[number] for tag, number in samples.items() if number is not None}
    free = sorted({*range(count)} - {led[number] for number in _SAMPLES})
    if len({*found.values()}) < len(found):
        return None
    for tag in tags:
        if tag not in found:
            found[tag] = free.pop(0) if free else led[_MANY]
    return tuple(found[tag] for tag in tags)


def _asked(rule: str, count: int) -> dict[int, int]:
    """What a rule says of numbers; raises ValueError or ArithmeticError where it is none."""
    try:
        said = c2py(rule)
    except SyntaxError:  # of the Python that it writes: C has `n < !4`
        raise ValueError("unexpected token in plural form: !") from None
    found = {number: int(said(number)) for number in (*_SAMPLES, _MANY)}
    if not {*found.values()} <= {*range(count)}:
        raise ValueError(f"the rule knows more forms than {count}")
    return found
