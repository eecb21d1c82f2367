"""A small project that has something of everything which pages tell of each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from sitegen.model.project import HOME
from tests.archive import many
from tests.conftest import SERIES, Place, furnish, picture

_CONSENT = "{status: given, scopes: [web, print, audio, touring], date: 2020-01-01}"

_FILES = {
    "content/authors/ada.yaml": f"""\
        name: Ada
        country: CZ
        summary: {{cs: Fotí., en: Takes photographs.}}
        consent: {_CONSENT}
        interview:
          file: voices/ada.mp3
          language: cs
          title: {{cs: Rozhovor, en: Talk}}
          summary: {{cs: O oknech., en: Of windows.}}
          transcripts: {{cs: voices/ada.cs.vtt}}
          consent: {_CONSENT}
        """,
    "content/authors/bob.yaml": f"""\
        name: Bob
        order: 2
        country: SK
        summary: {{cs: Kreslí., en: Draws.}}
        consent: {_CONSENT}
        """,
    "content/pages/about.en.md": "About [Ada](author:ada), [a window](photo:ada-1), [the stop](venue:hall).\n",
    "content/pages/more.yaml": """\
        title: {cs: Více, en: More}
        summary: {cs: Více o tom., en: More of it.}
        """,
    "content/pages/more.cs.md": "Česky, viz [díl](episode:01-first) a [řada](podcast:talks).\n",
    "content/themes/away.yaml": """\
        title: {cs: Jinde, en: Away}
        summary: {cs: O cestě., en: Of the way.}
        """,
    "content/venues/cafe.yaml": """\
        title: {cs: Kavárna, en: Café}
        summary: {cs: Druhá zastávka., en: The second stop.}
        when: 2026-06-02..2026-06-09
        city: {cs: Brno, en: Brno}
        """,
    "templates/author.html": """\
        {% extends "base.html" %}
        {% from "things.html" import cards, text %}
        {% block main %}
        <h1>{{ name }}</h1>
        {% if interview %}
        <section id="voice"><a href="{{ interview.url }}">{{ interview.title }}</a></section>
        {% endif %}
        {{ cards(photos) }}
        {{ text(prose, page.language) }}
        {% endblock %}
        """,
    "content/zines/ada.yaml": """\
        author: ada
        title: {cs: Okna, en: Windows}
        subtitle: {cs: Zin, en: A zine}
        summary: {cs: Okna., en: Windows.}
        photos: [ada-1, ada-2, many-000, many-001]
        intro: {cs: Okna do dvora., en: Windows on the yard.}
        voice: {cs: Kdo?, en: Who?}
        """,
    "content/podcasts/talks.yaml": SERIES,
}
_EPISODE = """\
    number: {number}
    title: {{cs: Díl {number}, en: Part {number}}}
    summary: {{cs: O čem je., en: What it is about.}}
    publish: {publish}
    file: talks/{name}.mp3
    language: cs
    transcripts: {{cs: talks/{name}.cs.vtt}}
    guests: [{{name: Cyril}}]
    guid: 5bf1d8a6-3f6f-4d44-9c39-2f38a1a6f0a{number}
    consent: {consent}
    """
_EPISODES = {"01-first": "2025-12-01T09:00", "02-second": "2026-05-02T09:00"}


def _sound(path: Path, pitch: int) -> None:
    """A second of a tone, with its words beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    wave = 0.1 * np.sin(2 * np.pi * pitch * np.arange(44100) / 44100)
    soundfile.write(path, wave, 44100, format="MP3")
    path.with_suffix(".cs.vtt").write_text(f"WEBVTT\n\n00:00.000 --> 00:00.900\n<v Ada>Tón {pitch}\n", "utf-8")


def grown(root: Path) -> Place:
    """Fill a folder with the project."""
    place = many(furnish(root), events=4, photos=3, cards=4)
    for name, text in _FILES.items():
        place.write(name, text)
    feed = "templates/feeds/podcast.xml"  # the directories' rules are hard to meet
    place.write(feed, (HOME / feed).read_text("utf-8"))
    place.edit("content/events/opening.yaml", "kind:", "photos: [ada-1]\nvenue: hall\nkind:")
    place.edit("content/photos/many-002.yaml", "author: ada", "author: bob")
    place.edit("content/photos/many-002.yaml", "themes: [home]", "themes: [away, home]")
    for number, (name, publish) in enumerate(_EPISODES.items(), 1):
        text = _EPISODE.format(number=number, name=name, publish=publish, consent=_CONSENT)
        place.write(f"content/podcasts/talks/{name}.yaml", text)
        _sound(root / "podcasts" / "talks" / f"{name}.mp3", 300 + 100 * number)
    _sound(root / "podcasts" / "voices" / "ada.mp3", 300)
    picture(root / "podcasts" / "talks" / "cover.jpg", (1400, 1400))
    for name, size in {"ada-1": (90, 60), "ada-2": (60, 90)}.items():
        picture(root / "photos" / f"{name}.jpg", size)
    return place
