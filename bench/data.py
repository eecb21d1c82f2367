"""The events that every contender publishes: the same words for the same number, on every machine."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

LANGUAGES = {"cs": "Čeština", "en": "English"}
"""The languages of the data, by code, as their readers call them."""
OTHER = {"cs": "en", "en": "cs"}
"""Where the language switch of a page leads."""
FILE = "events.json"
"""What the floor reads."""

_FIRST, _LAST = dt.date(2012, 1, 1), dt.date(2024, 12, 31)
_LABELS = ("walk", "talk", "screening", "workshop", "opening", "tour", "lunch", "reading")
_VOCABULARY = {
    "cs": (
        "dům dvůr ulice most řeka tržiště soused sousedka dítě škola okno dveře schody lavička tramvaj zastávka "
        "strom park déšť sníh ráno večer léto zima chléb polévka hudba tanec slovo otázka odpověď cesta návrat "
        "domov jazyk učitel učitelka lékař řidič kuchařka švadlena dopis obraz fotografie výstava divák divačka "
        "úřad přepážka razítko čekárna klíč kufr mapa město čtvrť náměstí kostel synagoga mešita hřbitov zahrada "
        "starý nový malý velký tichý hlučný blízký daleký první druhý poslední společný cizí vlastní každý žádný "
        "přichází odchází vaří zpívá mlčí vypráví naslouchá hledá nachází staví opravuje učí fotí píše čeká a ale "
        "protože když dokud jestli nebo také ještě už jen téměř právě někdy často nikdy vždy tady tam odtud"
    ),
    "en": (
        "house yard street bridge river market neighbour child school window door stairs bench tram stop tree park "
        "rain snow morning evening summer winter bread soup music dance word question answer road return home "
        "language teacher doctor driver cook tailor letter picture photograph exhibition visitor office counter "
        "stamp queue key suitcase map city quarter square church synagogue mosque cemetery garden old new small "
        "large quiet loud near distant first second last shared foreign own every none arrives leaves cooks sings "
        "listens tells searches finds builds mends learns writes waits and but because when until whether or also "
        "still already only almost just sometimes often never always here there from with under over behind the a"
    ),
}


@dataclass(frozen=True)
class Event:
    """An event of the data: its texts by language, each about 250 words of Markdown."""

    slug: str
    day: dt.date
    labels: tuple[str, ...]
    titles: dict[str, str]
    texts: dict[str, str]


def events(number: int) -> list[Event]:
    """Return so many events, from the first to the last, spread over the years 2012 to 2024."""
    return [_event(position, number) for position in range(number)]


def _event(position: int, number: int) -> Event:
    chance = random.Random(position)  # noqa: S311 - not for secrets: the same numbers every time are wanted
    return Event(
        slug=f"event-{position:06d}",
        day=_FIRST + (_LAST - _FIRST) * position // max(number - 1, 1),
        labels=tuple(sorted(chance.sample(_LABELS, chance.randint(1, 3)))),
        titles={code: f"{_phrase(chance, code, 3).capitalize()} {position}" for code in LANGUAGES},
        texts={code: _text(chance, code) for code in LANGUAGES},
    )


def _text(chance: random.Random, code: str) -> str:
    """Four paragraphs, a heading, a list, emphasis and a link."""
    parts = [_paragraph(chance, code, sentences) for sentences in (6, 6, 5, 3)]
    parts[0] += f" *{_phrase(chance, code, 3)}* – **{_phrase(chance, code, 2)}**."
    parts[2] += f" [{_phrase(chance, code, 2).capitalize()}](https://example.org/{_phrase(chance, 'en', 1)})."
    heading = f"## {_phrase(chance, code, 4).capitalize()}"
    points = "\n".join(f"- {_sentence(chance, code)}" for _ in range(4))
    return "\n\n".join([parts[0], heading, parts[1], points, *parts[2:]]) + "\n"


def _paragraph(chance: random.Random, code: str, sentences: int) -> str:
    return " ".join(_sentence(chance, code) for _ in range(sentences))


def _sentence(chance: random.Random, code: str) -> str:
    half = chance.randint(4, 6)
    return f"{_phrase(chance, code, half).capitalize()}, {_phrase(chance, code, 10 - half)}{chance.choice('...!?')}"


def _phrase(chance: random.Random, code: str, words: int) -> str:
    return " ".join(chance.choice(_words(code)) for _ in range(words))


@cache
def _words(code: str) -> list[str]:
    return _VOCABULARY[code].split()


def listings(found: Sequence[Event], size: int = 50) -> Iterator[Sequence[Event]]:
    """Yield the events of each page of the list, the latest first."""
    latest = found[::-1]
    for start in range(0, len(latest), size):
        yield latest[start : start + size]


def save(found: Sequence[Event], path: Path) -> None:
    """Write events into one JSON file."""
    rows = [asdict(event) | {"day": event.day.isoformat()} for event in found]
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def read(path: Path) -> list[Event]:
    """Return the events of such a file."""
    rows = json.loads(path.read_text("utf-8"))
    return [
        Event(row["slug"], dt.date.fromisoformat(row["day"]), tuple(row["labels"]), row["titles"], row["texts"])
        for row in rows
    ]
