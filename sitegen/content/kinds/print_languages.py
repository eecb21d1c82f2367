"""What orders of printed things have in common: texts in every language, who made the file, and its checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitegen.content.localized import LocalizedSite
from sitegen.model.entries import Entry
from sitegen.model.languages import Language, Writing
from sitegen.model.media import Paper, Web
from sitegen.model.order import Made
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile
from sitegen.model.print_identity import Identity, Notice
from sitegen.model.print_orders import ShortAddress
from sitegen.model.print_words import Joined, Phrase, PrintText, Words
from sitegen.model.site import Site
from sitegen.model.web_orders import View

_BOTH = 2

P_co = TypeVar("P_co", bound=Paper, covariant=True)
"""A medium of which something is printed."""


@dataclass(frozen=True)
class Printed:
    """A printed thing: what pages tell of it, and what its finished files must be."""

    view: View
    checks: tuple[CheckedFile, ...]


@dataclass(frozen=True)
class PrintLanguages(Generic[P_co]):
    """The languages of a printed thing, the leading one first, and the site as its medium may show it."""

    site: Site[P_co]
    planner: Planner
    languages: tuple[Language, ...]

    @property
    def lead(self) -> LocalizedSite:
        """The site through the leading language."""
        return LocalizedSite(self.site, self.planner, self.languages[0])

    @property
    def writings(self) -> tuple[Writing, ...]:
        """How they are written."""
        return tuple(language.writing for language in self.languages)

    def each(self, say: Callable[[LocalizedSite], str]) -> Words:
        """The same thing said in every language."""
        return Words.of({one.code: say(LocalizedSite(self.site, self.planner, one)) for one in self.languages})

    def words(self, value: Mapping[str, str]) -> Words:
        """A text of the content."""
        return self.each(lambda local: value[local.language.code])

    def same(self, text: str) -> Words:
        """One text for all languages."""
        return self.each(lambda _: text)

    def identity(self, job: str, title: str, author: str) -> Identity:
        """What a file says of itself; its date is that of the edition, until more is known (`Planner.dated`)."""
        return Identity(job, title, author, self.languages[0].code, self.site.settings.edition)


def file_view(made: Made, identity: Identity | None = None) -> View:
    """A finished file for a page that offers it, with its version and its day where it says them of itself."""
    said = {"version": identity.version, "date": identity.day} if identity else {"version": "", "date": ""}
    return {"path": made.path, "name": made.path.rpartition("/")[2], **said}


def pair_of(site: Site[Web], codes: Sequence[str]) -> tuple[Language, ...]:
    """The two languages of something printed in two: those of these codes, or the first two of the site.

    One, where the site has no more; the first two as long as one of those named is not published.
    """
    by_code = {language.code: language for language in site.languages}
    named = tuple(by_code[code] for code in codes if code in by_code)
    return named if len(named) == _BOTH else tuple(site.languages[:_BOTH])


def variants(site: Site[Web], codes: Sequence[str]) -> list[tuple[str, tuple[Language, ...]]]:
    """The language variants of a printed thing: each language alone, and the pair (`pair_of`) together."""
    both = pair_of(site, codes)
    found: list[tuple[str, tuple[Language, ...]]] = [(language.code, (language,)) for language in site.languages]
    return [*found, ("bilingual", both)] if len(both) == _BOTH else found


def joined(*parts: PrintText | None) -> Joined:
    """Texts in one line; what is missing is left out."""
    return Joined(tuple(part for part in parts if part))


def sample_mark(entry: Entry) -> Phrase | None:
    """The word that marks what stands in for an original."""
    return Phrase("sample") if entry.sample else None


def notices(site: Site[Web]) -> tuple[Notice, ...]:
    """The mandated sentences, each in its own language."""
    return tuple(Notice(notice.text, notice.language, notice.emblem or "") for notice in site.settings.notices)


def short_address(code: View) -> ShortAddress:
    """A short address that was ordered with `Planner.qr`, as it is printed."""
    return ShortAddress(code["text"], code["address"].rstrip("/"))
