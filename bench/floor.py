"""The floor of text: the pages of the comparison by Python-Markdown and Jinja2 alone, in two processes.

    python -m bench.floor FOLDER

reads `events.json` in the folder and writes the site beside it. Nothing is validated, checked or kept for the next
time: what a generator takes more is its own doing.
"""

from __future__ import annotations

import multiprocessing
import sys
from functools import cache
from pathlib import Path

import jinja2
import markdown

from bench.contenders import OUTPUT, page, write
from bench.data import FILE, LANGUAGES, OTHER, Event, listings, read
from bench.skeleton import MENU, entry, event_page, line, link, list_page

PROCESSES = 2
_PIECES = 8
_SAME = {
    "language": "{{ language }}",
    "title": "{{ title }}",
    "other": "{{ other }}",
    "other_url": "{{ other_url }}",
    "other_name": "{{ other_name }}",
    "menu": "{% for word in menu %}" + entry("/{{ language }}/", "{{ word }}") + "{% endfor %}",
}
TEMPLATES = {
    "event": event_page(
        day="{{ day }}",
        labels="{% for label in labels %}<li>{{ label }}</li>{% endfor %}",
        text="{{ text|safe }}",
        before="{% if before %}" + link("prev", "{{ before[0] }}", "{{ before[1] }}") + "{% endif %}",
        after="{% if after %}" + link("next", "{{ after[0] }}", "{{ after[1] }}") + "{% endif %}",
        **_SAME,
    ),
    "list": list_page(
        events="{% for one in events %}" + line("{{ one[0] }}", "{{ one[1] }}", "{{ one[2] }}") + "\n{% endfor %}",
        newer="{% if newer %}" + link("prev", "{{ newer }}", "Newer") + "{% endif %}",
        older="{% if older %}" + link("next", "{{ older }}", "Older") + "{% endif %}",
        **_SAME,
    ),
}


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.DictLoader(TEMPLATES), autoescape=True)


@cache
def _renderer() -> markdown.Markdown:
    return markdown.Markdown()


def _address(language: str, event: Event) -> str:
    return f"/{language}/events/{event.slug}/"


def _frame(language: str, title: str, other_url: str) -> dict[str, object]:
    other = OTHER[language]
    names = {"language": language, "title": title, "other": other, "other_name": LANGUAGES[other]}
    return {**names, "other_url": other_url, "menu": MENU[language]}


def _write_events(found: list[Event], language: str, first: int, end: int, folder: Path) -> None:
    """Write the pages of a run of events."""

    def near(position: int) -> tuple[str, str] | None:
        if not 0 <= position < len(found):
            return None
        return _address(language, found[position]), found[position].titles[language]

    template = _environment().get_template("event")
    for position in range(first, end):
        event = found[position]
        html = template.render(
            **_frame(language, event.titles[language], _address(OTHER[language], event)),
            day=event.day.isoformat(),
            labels=event.labels,
            text=_renderer().reset().convert(event.texts[language]),
            before=near(position - 1),
            after=near(position + 1),
        )
        write(page(folder, language, event), html)


def _write_lists(found: list[Event], language: str, folder: Path) -> None:
    template = _environment().get_template("list")
    pages = list(listings(found))
    addresses = [f"/{language}/" + (f"page/{number}/" if number > 1 else "") for number in range(1, len(pages) + 1)]
    for number, shown in enumerate(pages):
        lines = [(_address(language, one), one.titles[language], one.day.isoformat()) for one in shown]
        html = template.render(
            **_frame(language, "Diary", f"/{OTHER[language]}/"),
            events=lines,
            newer=addresses[number - 1] if number else None,
            older=addresses[number + 1] if number + 1 < len(addresses) else None,
        )
        write(folder / OUTPUT / addresses[number].strip("/") / "index.html", html)


_EVENTS: list[Event] = []


def _work(job: tuple[str, int, int, Path]) -> None:
    language, first, end, folder = job
    _write_events(_EVENTS, language, first, end, folder)
    if first == 0:
        _write_lists(_EVENTS, language, folder)


def main() -> None:
    """Write the site."""
    folder = Path(sys.argv[1])
    _EVENTS.extend(read(folder / FILE))
    number = len(_EVENTS)
    step = -(-number // _PIECES)
    jobs = [(code, first, min(first + step, number), folder) for code in LANGUAGES for first in range(0, number, step)]
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        pool.map(_work, jobs, chunksize=1)


if __name__ == "__main__":
    main()
