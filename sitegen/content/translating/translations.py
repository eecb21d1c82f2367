"""How far the translations are: what is missing, and what lags behind its original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.content.translating.translation_lock import Pair, digest, read_pairs, write_pairs
from sitegen.content.translating.unit_texts import Unit, units
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.site import Site

State = Literal["missing", "stale", "orphaned", "identical", "unconfirmed", "current"]
TO_DO: tuple[State, ...] = ("missing", "stale", "orphaned")
"""What somebody has to do something about."""

_WORDS = 3
"""So many equal words are no name any more."""


@dataclass(frozen=True)
class Translation:
    """A text in another language than its original, and how it is."""

    unit: Unit
    language: str
    state: State

    @property
    def where(self) -> Where:
        """Where it stands, or would."""
        return self.unit.place(self.language)

    @property
    def pair(self) -> Pair:
        """What the lock says of it when it is right."""
        texts = self.unit.texts
        return Pair(self.unit.ref, self.language, digest(texts[self.unit.source]), digest(texts[self.language]))

    @property
    def is_whole(self) -> bool:
        """Whether there is both an original and a translation."""
        return self.state not in {"missing", "orphaned"}


def translations(site: Site[Read], problems: Problems) -> list[Translation]:
    """Every text that is not an original, in the order of settings and records."""
    known = read_pairs(site.project, problems)
    confirmed: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for pair in known:
        confirmed.setdefault((pair.ref, pair.language), set()).add((pair.original, pair.translation))
    languages = [one.code for one in (*site.languages, *site.later)]
    return [
        Translation(unit, code, _state(unit, code, confirmed.get((unit.ref, code), set())))
        for unit in units(site)
        for code in languages
        if code != unit.source
    ]


def _state(unit: Unit, language: str, confirmed: set[tuple[str, str]]) -> State:
    original, translation = unit.texts.get(unit.source, "").strip(), unit.texts.get(language, "").strip()
    if not translation:
        return "missing" if original else "current"
    if not original:
        return "orphaned"
    now = digest(original), digest(translation)
    if now not in confirmed and now[1] in {one for _, one in confirmed}:
        return "stale"
    if original == translation and len(re.findall(r"[^\W\d_]{2,}", original)) >= _WORDS:
        return "identical"
    return "current" if now in confirmed else "unconfirmed"


def share(found: Iterable[Translation], language: str) -> tuple[int, int]:
    """How many texts of a language are there and up to date, and how many there should be."""
    own = [one for one in found if one.language == language]
    return sum(one.state not in TO_DO for one in own), len(own)


def shares(site: Site[Read], problems: Problems) -> dict[str, int]:
    """The percent of texts that are there and up to date, by the name of the language, not rounded up to all."""
    found = translations(site, problems)
    counts = {one.name: share(found, one.code) for one in (*site.languages, *site.later)}
    return {name: 100 * done // every for name, (done, every) in counts.items() if every}


@dataclass(frozen=True)
class Confirmed:
    """What `translations done` did: how many pairs are `new` in the lock, and which translations are stale still."""

    new: int
    stale: tuple[Translation, ...]


def confirm(project: Project, found: Sequence[Translation], wanted: Sequence[Translation], *, minor: bool) -> Confirmed:
    """Enter the wanted translations in the lock as they are now; what no text of the project is any more goes from it.

    One whose original has changed and which has not is entered only if the change was `minor`.
    """
    whole = [one for one in wanted if one.is_whole]
    stale = tuple(one for one in whole if one.state == "stale" and not minor)
    new = {one.pair for one in whole if one not in stale}
    # What is stale is told by its old pair, so that stays until the translation is another one or is confirmed.
    stands = {(one.pair.ref, one.pair.language, one.pair.translation) for one in found if one.is_whole}
    settled = {(pair.ref, pair.language, pair.translation) for pair in new}
    old = read_pairs(project, Problems())
    kept = {
        pair for pair in old if (own := (pair.ref, pair.language, pair.translation)) in stands and own not in settled
    }
    if kept | new != old:
        write_pairs(project, kept | new)
    return Confirmed(len(new - old), stale)


def _its_own(pair: Pair) -> tuple[str, str, str]:
    """A pair but for its original."""
    return pair.ref, pair.language, pair.translation
