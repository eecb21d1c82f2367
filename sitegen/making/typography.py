"""Keep together what typesetters of a language keep together: ordinary spaces become no-break spaces.

The rules only ever turn white space into one no-break space, so they never change a word and can be applied
again without effect. Each can be switched on or off for a language in `i18n/languages.yaml`; English needs none.
Sources: for Czech the standard ČSN 01 6910 and the Internet language handbook of the Czech Academy of Sciences, for
Slovak STN 01 6910, for German DIN 5008 and Duden, for Polish PWN's rules of typesetting (words of one letter).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sitegen.model.languages import Writing

if TYPE_CHECKING:
    from collections.abc import Mapping

NBSP = "\u00a0"
_SPACES = " \t\r\n"
_S = rf"[{_SPACES}]+"
_CANDIDATE = re.compile(
    rf"[{_SPACES}](?:(?<=\w.)(?<![\w.,’'/-]..)|(?<=[.\d×=±§№].)|(?=[{_SPACES}]*+[–—…]))[{_SPACES}]*+", re.DOTALL
)
"""White space that a rule may be about: behind one letter, a full stop, a digit or a sign, or before a dash.

It is found several times faster than by all the rules, which then only look at the word before it."""
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽА-ЯҐЄІЇ"
_LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňőœŕřśşšţťūůűųźżžа-яґєії"


@dataclass(frozen=True)
class Rules:
    """Which rules hold for a language; each names the spaces that it makes unbreakable."""

    language: str
    one_letter: bool = False
    """After one-letter prepositions and conjunctions: `v Brně`, `a s ním`"""
    dates: bool = False
    """Inside day and month: `25. dubna`, `7. 6. 2019`"""
    ordinals: bool = False
    """After an ordinal number: `19. století`"""
    units: bool = False
    """Between a number and its unit, currency or sign: `5 km`, `20 %`, `10 × 15 cm`"""
    counted: bool = False
    """Between a number and the word it counts: `13 autorů` (off: it makes lines uneven)"""
    digit_groups: bool = False
    """Inside a number: `14 371`"""
    initials: bool = False
    """After initials: `J. Novák`"""
    titles: bool = False
    """After titles: `prof. Novák`, `Ing. J. Novák`"""
    references: bool = False
    """After number signs and their abbreviations: `č. 5`, `§ 3`, `str. 12`"""
    dashes: bool = False
    """Before a dash that stands between spaces: ` –`"""
    ellipses: bool = False
    """Before an ellipsis that follows a space: ` …`"""

    @property
    def active(self) -> bool:
        """Whether any rule is on."""
        return any(getattr(self, name) for name in SWITCHES)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """All active rules as one pattern for a word and the white space behind it; see `unbreakable`."""
        return _pattern(self) if self.active else None


SWITCHES = tuple(field.name for field in fields(Rules) if field.name != "language")


def _all_but(language: str, *off: str) -> Rules:
    return Rules(language, **{name: name not in {"counted", *off} for name in SWITCHES})


RULES = {
    **{language: _all_but(language) for language in ("bg", "cs", "hr", "pl", "sk", "uk")},
    "de": _all_but("de", "one_letter"),
    "hu": _all_but("hu", "one_letter", "references"),
    "it": _all_but("it", "one_letter", "ordinals"),
}
"""The languages that have rules of their own; in all others every rule is off until switched on."""


class UnknownSwitch(ValueError):  # noqa: N818 - named for what is wrong
    """A switch that names no rule; `name` is what was written."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"“{name}” is no rule of typography; there are {', '.join(SWITCHES)}.")


def rules_for(code: str, switches: Mapping[str, bool] | None = None) -> Rules:
    """The rules of a language (cs, sk-SK …) with its switches applied; raises `UnknownSwitch`."""
    for name in switches or {}:
        if name not in SWITCHES:
            raise UnknownSwitch(name)
    language = code.partition("-")[0]
    return _switched(language, tuple(sorted((switches or {}).items())))


def idle_switches(code: str, switches: Mapping[str, bool]) -> list[str]:
    """Switches that change nothing: rules that have no words in this language, however they are switched."""
    language = code.partition("-")[0]
    without = {name for name, table in (("one_letter", _LETTERS), ("titles", _TITLES)) if language not in table}
    return [name for name in switches if name in without]


def rules_of(writing: Writing) -> Rules:
    """The rules of a language as the site has switched them."""
    return rules_for(writing.code, dict(writing.typography))


@lru_cache(maxsize=64)
def _switched(language: str, switches: tuple[tuple[str, bool], ...]) -> Rules:
    """One object for one set of rules, so that its pattern is made once."""
    base = RULES.get(language, Rules(language))
    return Rules(language, **({name: getattr(base, name) for name in SWITCHES} | dict(switches)))


_LETTERS = {
    "bg": "авиосу",
    "cs": "ksvzouai",
    "hr": "aikosu",
    "pl": "aiouwz",
    "sk": "ksvzouai",
    "uk": "авзійоу",
}
"""Words of one letter that must not end a line."""

_UNITS = (
    "mm cm dm m km µm nm ha g dkg dag kg mg t ml cl dl l hl ms min min. h hod. W kW kWh Hz kHz MHz dB "
    "kB MB GB TB px dpi Kč Kčs Eur EUR CZK USD HUF PLN € $ £ % ‰ ° °C ks tis. mil. mld. × = + ÷ "
    "Ft zł лв грн мм см м км г кг т л мл га хв год мин ч р Uhr"
)
_CZECH_TITLES = (
    "p pí prof doc Ing Bc BcA Mgr MgA Dr dr MUDr MVDr MDDr JUDr PhDr PhMr RNDr PharmDr PaedDr RSDr ThDr "
    "ThLic ThMgr RTDr RCDr sv bl mjr plk gen kpt"
)
_TITLES = {
    "bg": "проф доц акад инж арх св",
    "cs": _CZECH_TITLES,
    "de": "Prof Dr Dipl Ing Mag hl St",
    "hr": "prof doc dr mr dipl ing sv gosp",
    "hu": "dr prof ifj özv Szt",
    "it": "sig sigg dott prof ing arch avv S",
    "pl": "prof dr hab mgr inż ks św bł im",
    "sk": _CZECH_TITLES,
    "uk": "проф доц акад інж св ім",
}
"""By the language, without their full stop."""

_CZECH_REFERENCES = "č čís čj čl čp str s odst písm kap obr tab roč tel ul nám sv tř tzv tzn např resp mj tj kol"
_REFERENCES = {
    "bg": "с стр чл ал т гл табл фиг тел ул бул гр напр",
    "cs": _CZECH_REFERENCES,
    "de": "Nr S Abs Art Kap Bd Abb Tab Tel",
    "hr": "br str čl st toč gl tab sl tel ul npr tzv tj",
    "it": "n p pp pag art cap fig tab tel",
    "pl": "nr s str ul pl al art ust pkt rozdz tab rys tel np tzw tj",
    "sk": _CZECH_REFERENCES,
    "uk": "с стор ст п розд рис табл тел вул бул пл м див напр",
}
"""Abbreviations that lead to what follows; the signs § and № do so in every language."""


def _any(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=lambda word: (-len(word), word))))


def _months(language: str) -> str:
    from babel import Locale  # noqa: PLC0415 - CLDR is large, and a plan needs the names of the switches alone

    months = Locale.parse(language).months
    names = {name for form in ("format", "stand-alone") for name in months[form]["wide"].values()}
    return _any(" ".join(sorted(names)))


def _pattern(rules: Rules) -> re.Pattern[str] | None:
    """All active rules: every alternative ends with the white space that must not break, and has no other."""
    letters, months = _LETTERS.get(rules.language, ""), _months(rules.language)
    titles, references = (_any(table.get(rules.language, "")) for table in (_TITLES, _REFERENCES))
    references = rf"(?:{references})\.|" if references else ""
    number = r"\d+(?:[.,]\d+)*"
    after_word = {
        "one_letter": rf"[{letters}{letters.upper()}]{_S}(?=[^\s–—])" if letters else "",
        "dates": rf"\d{{1,2}}\.{_S}(?=(?:{months})\b|\d{{1,2}}\.(?!\d)|\d{{4}}\b)"
        rf"|(?:\d{{1,2}}|\d{{4}}\.){_S}(?=(?:{months})\b)",
        "ordinals": rf"\d+\.{_S}(?=[{_LOWER}]{{2}})",
        "digit_groups": rf"\d{{1,3}}{_S}(?=\d{{3}}(?!\d))",
        "units": rf"(?:{number}[{_SPACES}]+(?=(?:{_any(_UNITS)})(?!\w))|[×=±]{_S}(?=\d))",
        "counted": rf"{number}{_S}(?=[{_LOWER}]{{2}})",
        "initials": rf"(?:[{_UPPER}]|Ch)\.{_S}(?=[{_UPPER}])",
        "titles": rf"(?:{titles})\.{_S}(?=[{_UPPER}])" if titles else "",
        "references": rf"(?:{references}§§?|№){_S}(?=\w)",
    }
    alone = {"dashes": rf"{_S}(?=[–—][{_SPACES}])", "ellipses": rf"{_S}(?=…)"}
    words = [part for name, part in after_word.items() if getattr(rules, name) and part]
    parts = [rf"(?<![\w.,’'/-])(?:{'|'.join(words)})"] if words else []
    parts += [part for name, part in alone.items() if getattr(rules, name)]
    return re.compile(rf"[^{_SPACES}]*?(?:{'|'.join(parts)})") if parts else None


def unbreakable(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Find the stretches (start, end) of white space that must become one no-break space each."""
    pattern = rules.pattern
    if pattern is None:
        return []
    for space in _SPACES:
        text = text.replace(space, " ")
    found = []
    for candidate in _CANDIDATE.finditer(text):
        start = candidate.start()
        match = pattern.match(text, text.rfind(" ", 0, start) + 1)
        if match:
            found.append((start, match.end()))
    return found


def typeset(text: str, rules: Rules) -> str:
    """Apply the rules to plain text."""
    parts, done = [], 0
    for start, end in unbreakable(text, rules):
        parts += [text[done:start], NBSP]
        done = end
    return "".join([*parts, text[done:]])
