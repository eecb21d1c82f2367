"""The words of the pages in one language: a gettext catalogue with the plural rules of CLDR.

gettext's own plural rule for Czech knows three forms and no fractions. Here the forms of an entry are those
of CLDR for the language, in CLDR's order (Czech: one, few, many, other), so that `1,5 hodiny` is right; a catalogue
with gettext's forms is read too (`plural_forms`). The messages in templates and code are English: in the English
catalogue an empty entry means the message itself, and in every other one it is what stands in for a translation.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.pofile import PoFileError, read_po

from sitegen.making.plural_forms import fault_in_header, header_of, order_of_forms, plural_header, plural_tags
from sitegen.making.po_lines import fault_in
from sitegen.model.formatting import format_number
from sitegen.model.languages import ODD_SIGN, composed, is_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from babel.messages.catalog import Catalog, Message

SOURCE_LANGUAGE = "en"
"""The language that messages are written in."""

CONTEXT_END = "\x04"
"""Stands between context and message in a key, as gettext has it."""

_MAY_OMIT = frozenset({"zero", "one", "two"})
"""Forms whose words may say the number, so that its placeholder may be missing."""

_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0 +-]*\d*(?:\.\d+)?[A-Za-z]|%%")


class BadCatalogue(ValueError):  # noqa: N818 - named for what is wrong
    """A catalogue that cannot be read: `line`, and what its reader says about it in `reason`."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True)
class Flaw:
    """A translation that would show something wrong; codes: `placeholders-differ`, `plural-forms`."""

    line: int
    code: str
    msgid: str
    detail: str


@dataclass(frozen=True)
class Entry:
    """One entry: its message, plural and translations; none where none is `written`, or it is marked `fuzzy`."""

    msgid: str
    plural: str | None
    strings: tuple[str, ...]
    line: int
    written: bool = True
    fuzzy: bool = False


def key_of(msgid: str, context: str | None = None) -> str:
    """The key of a message, unique within a catalogue."""
    return msgid if context is None else f"{context}{CONTEXT_END}{msgid}"


class Catalogue:
    """The translations of one language, read from the bytes of PO files; what one lacks is taken from the next.

    Raises:
        BadCatalogue: a file is no PO file, or its header counts other plural forms than CLDR.
    """

    def __init__(self, language: str, locale: str, *contents: bytes) -> None:
        self.language = language
        self.locale = locale
        self._tags = plural_tags(locale)
        self._rule = Locale.parse(locale).plural_form
        read = [_read(content, locale, is_source=language == SOURCE_LANGUAGE) for content in contents]
        self._own = read[0] if read else {}
        self._entries = dict(self._own)
        for more in read[1:]:
            self._entries |= {key: entry for key, entry in more.items() if not _is_said(self._entries.get(key))}

    def says(self, key: str) -> bool:
        """Whether there is a translation (see `key_of`); else the message stands in for it, in `SOURCE_LANGUAGE`."""
        return self.language == SOURCE_LANGUAGE or _is_said(self._entries.get(key))

    def names(self, key: str) -> bool:
        """Whether the first file has the message, translated or not."""
        return key in self._own

    def gettext(self, msgid: str) -> str:
        """The translation, or the message itself (`missing` reports it)."""
        return self._string(msgid, 0) or msgid

    def pgettext(self, context: str, msgid: str) -> str:
        """The translation of a message that is told apart by a context."""
        return self._string(key_of(msgid, context), 0) or msgid

    def ngettext(self, singular: str, plural: str, number: float | Decimal) -> str:
        """The form for a number, which may be a fraction."""
        return self._string(singular, self._tags.index(self._rule(number))) or (singular if number == 1 else plural)

    def number(self, number: float | Decimal) -> str:
        """A number as the language writes it."""
        return format_number(number, self.locale)

    def _string(self, key: str, index: int) -> str:
        entry = self._entries.get(key)
        return entry.strings[index] if entry and index < len(entry.strings) else ""

    def missing(self, keys: Iterable[str]) -> list[tuple[str, int]]:
        """Keys (see `key_of`) without a translation, with their line in the first file; 1 where there is none."""
        if self.language == SOURCE_LANGUAGE:
            return []
        found = []
        for key in keys:
            if not _is_said(self._entries.get(key)):
                own = self._own.get(key)
                found.append((key, own.line if own else 1))
        return found

    def unused(self, keys: Iterable[str]) -> Iterator[tuple[str, int, bool]]:
        """Translations of the first file that are never shown: message, line, and whether it is one of these keys.

        Those that are carry the mark `fuzzy`: somebody has to look at them before they are used.
        """
        known = set(keys)
        for key, entry in self._own.items():
            if entry.fuzzy or (key not in known and entry.written):
                yield entry.msgid, entry.line, key in known

    def flaws(self) -> list[Flaw]:
        """Translations of the first file whose placeholders do not fit the message, or that lack a plural form."""
        return [flaw for entry in self._own.values() for flaw in self._flaws(entry)]

    def _flaws(self, entry: Entry) -> Iterable[Flaw]:
        if entry.strings and not all(entry.strings):
            lacking = [tag for tag, text in zip(self._tags, entry.strings, strict=False) if not text]
            yield Flaw(entry.line, "plural-forms", entry.msgid, ", ".join(lacking))
            return
        tags = self._tags if entry.plural is not None else ("other",)
        wanted = _placeholders(entry.msgid + (entry.plural or ""))
        for tag, text in zip(tags, entry.strings, strict=False):
            given = _placeholders(text)
            extra = given - wanted
            lost = wanted - given if tag not in _MAY_OMIT else set()
            if extra or lost:
                yield Flaw(entry.line, "placeholders-differ", entry.msgid, ", ".join(sorted(extra | lost)))


def _is_said(entry: Entry | None) -> bool:
    return entry is not None and bool(entry.strings)


def _placeholders(text: str) -> set[str]:
    """The names of a format string's placeholders; a percent sign that is none counts as one."""
    names = {match[1] for match in _PLACEHOLDER.finditer(text) if match[1]}
    return names | {"%"} if "%" in _PLACEHOLDER.sub("", text) else names


def _read(content: bytes, locale: str, *, is_source: bool) -> Mapping[str, Entry]:
    catalog, line = _parsed(content)
    plural = any(isinstance(message.id, tuple | list) for message in catalog)
    order = order_of_forms(locale, catalog.num_plurals, catalog.plural_expr) if plural else None
    if plural and order is None:
        raise BadCatalogue(line, f"{locale} needs “Plural-Forms: {plural_header(locale)}”")
    messages = [message for message in catalog if message.id]
    return {key_of(_ids(message)[0], message.context or None): _entry(message, order or (0,), is_source=is_source)
            for message in messages}  # fmt: skip


def _parsed(content: bytes) -> tuple[Catalog, int]:
    """Read a PO file strictly, and find the line of its plural rule; raises `BadCatalogue`."""
    try:
        text = composed(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadCatalogue(content.count(b"\n", 0, error.start) + 1, f"not UTF-8: {error.reason}") from error
    if fault := fault_in(text) or fault_in_header(text):
        raise BadCatalogue(*fault)
    try:
        line = next((one.number for one in header_of(text) if one.name.lower() == "plural-forms"), 1)
        return read_po(io.StringIO(text), abort_invalid=True), line
    except PoFileError as error:
        raise BadCatalogue(error.lineno + 1, str(error)) from error
    except (ValueError, ArithmeticError) as error:  # by what its header says
        raise BadCatalogue(1, str(error)) from error


def _ids(message: Message) -> tuple[str, str | None]:
    return (message.id, None) if isinstance(message.id, str) else (message.id[0], message.id[1])


def _entry(message: Message, order: tuple[int, ...], *, is_source: bool) -> Entry:
    """One entry, its forms in the order of CLDR: `order` says which of those in the file each is."""
    msgid, plural = _ids(message)
    given = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if plural is not None:
        given = tuple(given[index] if index < len(given) else "" for index in order)
    if any(map(ODD_SIGN.search, given)):
        raise BadCatalogue(message.lineno or 1, f"the translation of “{msgid}” holds an invisible control character")
    written = any(map(is_visible, given))
    strings = given if written and not message.fuzzy else ()
    if not strings and is_source:
        # English without a translation: the message is its own, in as many forms as the language has.
        strings = (msgid,) if plural is None else (msgid, *[plural] * (len(order) - 1))
    return Entry(msgid, plural, strings, message.lineno or 1, written, written and message.fuzzy)
