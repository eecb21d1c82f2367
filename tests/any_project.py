"""Projects of any kinds in any languages: the smallest sound record of each, which names only what is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
import soundfile

from sitegen.content.kinds import KINDS
from sitegen.model.project import HOME
from tests.conftest import Place, picture

_CONSENT = "{status: given, scopes: [web, print, audio, touring, press], date: 2020-01-01}"
NEEDS = {"photo": {"author"}, "place": {"photo"}, "zine": {"photo", "author"}, "episode": {"podcast"}}
"""What a kind is nothing without."""

Say = Callable[[str], str]


def all_kinds() -> frozenset[str]:
    """The names of all kinds."""
    return frozenset(kind.name for kind in KINDS)


def whole(kinds: Collection[str]) -> frozenset[str]:
    """Kinds with those that they are nothing without."""
    found = frozenset(kinds)
    needed = found.union(*(NEEDS.get(kind, ()) for kind in found))
    return found if needed == found else whole(needed)


def without(kind: str) -> frozenset[str]:
    """All kinds but one, and but those that are nothing without it."""
    return frozenset(one for one in all_kinds() if kind not in whole({one}))


def settings(say: Say) -> str:
    """The least that `content/site.yaml` may hold."""
    return f"title: {say('Small Exhibition')}\nbase_url: https://example.org/\n"


def fill(root: Path, kinds: Collection[str], languages: Sequence[str] = ("cs", "en")) -> Place:
    """Fill a folder with a project of these kinds, the templates of which are the program's own."""
    place = Place(root, HOME)

    def say(text: str) -> str:
        """A text in each language, each another one."""
        return "{" + ", ".join(f"{code}: {text} {code}" for code in languages) + "}"

    place.write("content/site.yaml", settings(say))
    for name, text in _records(set(kinds), say, languages).items():
        place.write(f"content/{name}", text)
    (root / "photos").mkdir(exist_ok=True)
    if "photo" in kinds:
        for number, size in enumerate(((1200, 800), (800, 1200), (1300, 1300), (1200, 800)), 1):
            picture(root / f"photos/ada-{number}.jpg", size, f"#46{number}27f")
    if "podcast" in kinds:
        (root / "podcasts/talks").mkdir(parents=True, exist_ok=True)
        picture(root / "podcasts/talks/cover.jpg", (1400, 1400))
    if "episode" in kinds:
        wave = 0.25 * np.sin(2 * np.pi * 440 * np.arange(44100) / 44100)
        soundfile.write(root / "podcasts/talks/first.mp3", wave, 44100, format="MP3")
        said = "WEBVTT\n\n00:00.000 --> 00:00.900\n<v Ada>A tone\n"
        (root / f"podcasts/talks/first.{languages[0]}.vtt").write_text(said, "utf-8")
    return place


def _records(kinds: set[str], say: Say, languages: Sequence[str]) -> dict[str, str]:
    """The records of these kinds and the texts beside them, by their names below `content/`."""
    first = languages[0]
    found: dict[str, dict[str, str]] = {
        "page": {"pages/about.yaml": f"title: {say('About')}\nsummary: {say('What it is.')}\n"}
        | {f"pages/about.{code}.md": f"Of the exhibition ({code}).\n" for code in languages},
        "theme": {"themes/home.yaml": f"title: {say('Home')}\nsummary: {say('Of home.')}\n"},
        "author": {
            "authors/ada.yaml": f"name: Ada\ncountry: CZ\nsummary: {say('Takes pictures.')}\nconsent: {_CONSENT}\n"
        },
        "photo": {f"photos/ada-{number}.yaml": _photo(number, kinds, say, first) for number in range(1, 5)},
        "place": {"places/park.yaml": f"title: {say('Park')}\nlat: 50.08\nlon: 14.42\napproved: true\n"},
        "venue": {
            "venues/hall.yaml": f"title: {say('Hall')}\nsummary: {say('A stop.')}\ncity: {say('Town')}\n"
            "when: 2026-05-03..2026-05-31\n" + ("event: opening\n" if "event" in kinds else "")
        },
        "event": {
            "events/opening.yaml": f"kind: exhibition-opening\ntitle: {say('Opening')}\nsummary: {say('It begins.')}\n"
            f"when: 2026-05-03\nplace: {say('Park')}\n" + ("photos: [ada-1]\n" if "photo" in kinds else "")
        },
        "card": {
            "guestbook/thanks.yaml": f"text: {say('Thanks.')}\nlanguage: {first}\ndate: 2026-04\napproved: true\n"
        },
        "podcast": {"podcasts/talks.yaml": _series(say, first)},
        "episode": {"podcasts/talks/first.yaml": _episode(say, first)},
        "infographic": {"infographics/people.yaml": _infographic(say)},
        "zine": {
            "zines/ada.yaml": f"author: ada\ntitle: {say('Windows')}\nsubtitle: {say('A zine')}\n"
            f"summary: {say('Windows.')}\nphotos: [ada-1, ada-2, ada-3, ada-4]\nintro: {say('On the yard.')}\n"
            f"voice: {say('Who?')}\n"
        },
        "partners": {"partners.yaml": "partners:\n  - {id: club, name: The Club, country: CZ, role: partner}\n"},
    }
    return {name: text for kind in kinds for name, text in found[kind].items()}


def _photo(number: int, kinds: set[str], say: Say, first: str) -> str:
    words = {"title": "Window", "caption": "A window on the yard", "comment": "It is lit", "alt": "A lit window"}
    said = "".join(f"{field}: {say(f'{text} {number}')}\n" for field, text in words.items())
    facts = f"file: ada-{number}.jpg\nauthor: ada\norder: {number}\ncomment_language: {first}\nstatus: exhibited\n"
    named = ("themes: [home]\n" if "theme" in kinds else "") + ("place: park\n" if "place" in kinds else "")
    return f"{facts}{said}{named}consent: {_CONSENT}\n"


def _series(say: Say, first: str) -> str:
    return (
        f"title: Talks\nsubtitle: {say('Of the city')}\nsummary: {say('What people say.')}\nauthor: The Club\n"
        f"language: {first}\nimage: talks/cover.jpg\nimage_alt: {say('A microphone')}\ntype: episodic\nfeed: own\n"
        "guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810\ncategories: [{name: Arts}]\n"
        "owner: {name: The Club, email: talks@example.org}\n"
    )


def _episode(say: Say, first: str) -> str:
    return (
        f"number: 1\ntitle: {say('First part')}\nsummary: {say('What it is about.')}\npublish: 2025-12-01T09:00\n"
        f"file: talks/first.mp3\nlanguage: {first}\ntranscripts: {{{first}: talks/first.{first}.vtt}}\n"
        f"guid: 5bf1d8a6-3f6f-4d44-9c39-2f38a1a6f0a1\nconsent: {_CONSENT}\n"
    )


def _infographic(say: Say) -> str:
    return (
        f"title: {say('People')}\nsummary: {say('How many.')}\n"
        "charts:\n"
        f"  - {{id: half, kind: number, title: {say('Half of them came')}, description: {say('The number fifty.')}, "
        f"unit: percent, value: 50, label: {say('of them')}, source: {{name: {say('Our count')}, date: 2026-01}}}}\n"
    )
