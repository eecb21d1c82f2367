"""What a language says about dates that CLDR has no words for: "until", the middle of a month, the hour of a day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_PLACE = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class DatePhrases:
    """Phrases of one language; those that it does not have are signs: a dash, and CLDR's sign of what is not exact.

    `{month}` is a month with its year in the form that it has inside a date (Czech: genitive), `{date}` a whole date,
    `{bare}` the same without a full stop at its end, for endings (Hungarian). `contractions` are pairs of what is put
    together and how that is written (Italian: `al 8 `, `all’8 `).
    """

    middle: str = "~{month}"
    until: str = "– {date}"
    until_month: str = ""
    until_middle: str = "– ~{month}"
    to_middle: str = "{first} – {last}"
    hour: str = "{date}, {time}"
    contractions: tuple[tuple[str, str], ...] = ()

    def said(self, text: str) -> str:
        """A text with its contractions."""
        for apart, together in self.contractions:
            text = text.replace(apart, together)
        return text


PLAIN = DatePhrases()
PLACES: Mapping[str, tuple[frozenset[str], ...]] = {
    "middle": (frozenset({"month"}),),
    "until": (frozenset({"date"}), frozenset({"bare"})),
    "until_month": (frozenset({"month"}),),
    "until_middle": (frozenset({"month"}),),
    "to_middle": (frozenset({"first", "last"}),),
    "hour": (frozenset({"date", "time"}),),
}
"""Every phrase, and what stands in it: one of these sets."""


def is_phrase(name: str, text: str) -> bool:
    """Whether a phrase of this name is known, and has what is to stand in it, once each."""
    found, rest = _PLACE.findall(text), _PLACE.sub("", text)
    once = len({*found}) == len(found)
    return frozenset(found) in PLACES.get(name, ()) and once and "{" not in rest and "}" not in rest


def phrases_of(texts: Mapping[str, str], contractions: Mapping[str, str]) -> DatePhrases:
    """The phrases of a language; those that it names are known (`is_phrase`)."""
    return replace(PLAIN, **texts, contractions=tuple(contractions.items()))
