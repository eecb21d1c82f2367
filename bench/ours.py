"""This project as a contender: the events as records of its own, built by its launcher with its own environment."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.contenders import OURS, OUTPUT, Contender, write
from bench.data import FILE, LANGUAGES, Event, save
from bench.peers import quoted
from bench.skeleton import MENU, entry, event_page, line, link, list_page

HOME = Path(__file__).resolve().parents[1]
LAUNCHER = (sys.executable, str(HOME / "build.py"))

_SITE = """\
title: {cs: Diář, en: Diary}
tagline: {cs: Diář, en: Diary}
description: {cs: Diář., en: A diary.}
base_url: https://example.org/
timezone: Europe/Prague
organization: {name: {cs: Spolek, en: Society}}
navigation: [events]
"""
_LOCALES = {"cs": "cs_CZ", "en": "en_GB"}
_HEAD = (
    "{% from 'parts/prose.html' import text %}"
    "{% set menu = MENU %}{% set language = page.language %}"
    "{% set other = page.switch|rejectattr('here')|first %}"
)
_ALTERNATES = (
    '<link rel="canonical" href="{{ page.canonical }}">'
    '{% for one in page.alternates %}<link rel="alternate" hreflang="{{ one.code }}" href="{{ one.url }}">{% endfor %}'
)
_PLAIN = (
    "{% extends 'base.html' %}{% set heading = 'Diary' %}{% set summary = 'Diary' %}"
    "{% block main %}<h1>Diary</h1>{% endblock %}"
)
"""The stock pages of this name lead to photographs and stops, which the events have none of."""


def python() -> Path:
    """Return the interpreter of the project's own environment."""
    return HOME.joinpath(".venv", *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))


def prepare(found: Sequence[Event], project: Path) -> None:
    """Write the events as records with their texts, and templates of the common page."""
    for folder in ("photos", "podcasts"):
        (project / folder).mkdir(parents=True, exist_ok=True)
    write(project / "content" / "site.yaml", _SITE)
    rows = [
        f"- {{code: {code}, locale: {_LOCALES[code]}, name: {name}, prefix: {code}, sections: {{events: events}}}}\n"
        for code, name in LANGUAGES.items()
    ]
    write(project / "i18n" / "languages.yaml", "".join(rows))
    for event in found:
        write(project / "content" / "events" / f"{event.slug}.yaml", record(event))
        for code, text in event.texts.items():
            write(project / "content" / "events" / f"{event.slug}.{code}.md", text)
    for name, template in templates().items():
        write(project / "templates" / name, template)


def record(event: Event, *more: str) -> str:
    """Return the record of an event, with further lines."""
    people = ", ".join(f"{{name: {label}}}" for label in event.labels)
    lines = [
        "kind: meeting",
        f"title: {quoted(event.titles)}",
        f"summary: {quoted(event.titles)}",
        f"when: {event.day.isoformat()}",
        "place: {cs: Praha, en: Prague}",
        f"people: [{people}]",
        *more,
    ]
    return "\n".join(lines) + "\n"


def templates(picture: str = "") -> dict[str, str]:
    """Return the project's templates; `picture` stands before the text of an event."""
    head = _HEAD.replace("MENU", repr(MENU))
    same = {
        "language": "{{ language }}",
        "other": "{{ other.code }}",
        "other_url": "{{ other.url }}",
        "other_name": "{{ other.name }}",
        "menu": "{% for word in menu[language] %}" + entry("/{{ language }}/", "{{ word }}") + "{% endfor %}",
        "style": "{{ assets.css }}",
        "alternates": _ALTERNATES,
    }
    event = event_page(
        title="{{ title }}",
        day="{{ when.iso }}",
        labels="{% for person in people %}<li>{{ person.name }}</li>{% endfor %}",
        text=picture + "{{ prose | prose }}",
        before="{% if before %}" + link("prev", "{{ before.url }}", "{{ before.title }}") + "{% endif %}",
        after="{% if after %}" + link("next", "{{ after.url }}", "{{ after.title }}") + "{% endif %}",
        **same,
    )
    shown = list_page(
        title="Diary",
        events="{% for year in years %}{% for one in year.events %}"
        + line("{{ one.url }}", "{{ one.title }}", "{{ one.when.iso }}")
        + "\n{% endfor %}{% endfor %}",
        newer="",
        older="",
        **same,
    )
    return {"event.html": head + event, "events.html": head + shown, "home.html": _PLAIN, "exhibition.html": _PLAIN}


def build_command(project: str = "{project}") -> list[str]:
    """Return the command that builds a project without print and reports in English."""
    where = ["--project", project, "--output", f"{project}/{OUTPUT}"]
    return [*LAUNCHER, "build", *where, "--no-print", "--messages", "en"]


def made(report: str) -> int:
    """Return how many files a build says it made.

    The report is the one for people: who waits reads that.

    Raises:
        ValueError: it does not say so.
    """
    found = re.search(r"(\d+) of them made now", report)
    if found is None:
        raise ValueError(f"a report without a count: {report[-200:]}")
    return int(found[1])


def contender() -> Contender:
    """Return this project."""
    return Contender(
        OURS,
        prepare,
        build_command(),
        (OUTPUT, ".cache"),
        "content/events/{slug}.en.md",
        made_by=made,
    )


def _floor(found: Sequence[Event], project: Path) -> None:
    project.mkdir(parents=True, exist_ok=True)
    save(found, project / FILE)


def floor() -> Contender:
    """Return the floor, in the same environment."""
    return Contender(
        "floor",
        _floor,
        [str(python()), "-m", "bench.floor", "{project}"],
        environment={"PYTHONPATH": str(HOME)},
    )
