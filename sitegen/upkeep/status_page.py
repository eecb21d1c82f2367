"""One page that shows everything that waits: what for, where it stands, and the page it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sitegen.content.localized import format_when, url_of
from sitegen.content.unwritten import name_of
from sitegen.model.dates import parse_when
from sitegen.model.entries import Entry
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.site import Site
from sitegen.schemas.field_words import title
from sitegen.upkeep.upkeep_report import UpkeepReport
from sitegen.upkeep.waiting_lists import Asked, Waiting, waiting

_PAGE = Path(__file__).with_name("status.html")
_STYLE = Path(__file__).with_name("status.css")
_ORDER = ("untrue", "expiring", "untranslated", "misspelt", "drafts", "scheduled", "upcoming", "samples", "unused")
"""What presses most comes first."""

_FIRST, _MOST = 12, 100
"""So many lines of a list are shown at once, and so many when it is opened."""

Opens = Callable[[str, int, int], str]
"""The address that opens a file of the project at a line and a column in an editor; empty where there is none."""


def status_page(
    asked: Asked, shown: Site[Web] | None, report: UpkeepReport, opens: Opens, names: Sequence[str] = _ORDER
) -> bytes:
    """The page with these lists; it links to the pages of the site that is shown, if one is."""
    lists = {name: waiting(name, asked) for name in names}
    told = _Told(asked, shown, report, opens)
    parts = [told.section(name, found) for name, found in lists.items() if found]
    shares = "".join(f"<li>{escape(line)}</li>" for line in report.shares(asked.translations))
    filled = {
        "language": report.language,
        "style": _STYLE.read_text("utf-8"),
        "title": escape(report.say("status-title")),
        "note": escape(report.say("status-note" if parts else "status-nothing")),
        "shares": f'<ul class="shares">{shares}</ul>' if shares else "",
        "contents": _contents(lists, report),
        "lists": "".join(parts),
    }
    page = _PAGE.read_text("utf-8")
    for key, value in filled.items():
        page = page.replace(f"{{{key}}}", value)
    return page.encode()


def _contents(lists: Mapping[str, list[Waiting]], report: UpkeepReport) -> str:
    """How long each list is, and which ones are empty."""
    tiles = "".join(
        f'<li><a href="#{name}"><b>{len(found)}</b> {escape(report.say(f"name-{name}"))}</a></li>'
        for name, found in lists.items()
        if found
    )
    empty = ", ".join(report.say(f"name-{name}") for name, found in lists.items() if not found)
    said = f"<p>{escape(report.say('status-empty', lists=empty))}</p>" if tiles and empty else ""
    return f'<ul class="contents">{tiles}</ul>{said}' if tiles else ""


@dataclass(frozen=True)
class _Told:
    """What is told of the lists, in the language of the report."""

    asked: Asked
    shown: Site[Web] | None
    report: UpkeepReport
    opens: Opens

    @property
    def _language(self) -> Language:
        """The site's language that the editor reads, or else its first."""
        languages = [*self.asked.site.languages, *self.asked.site.later]
        return next((one for one in languages if one.code == self.report.language), languages[0])

    def section(self, name: str, found: list[Waiting]) -> str:
        """A list; what is long is there to be opened."""
        say = self.report.say
        dated = any(one.day for one in found)
        rows = [self._row(one, dated=dated) for one in found[:_MOST]]
        table = f'<table aria-labelledby="{name}">{"".join(rows[:_FIRST])}</table>'
        if rest := rows[_FIRST:]:
            more = f"<p>{escape(say('status-more', count=len(found) - _MOST))}</p>" if len(found) > _MOST else ""
            summary = escape(say("status-rest", count=len(found) - _FIRST))
            rest_table = f'<table aria-labelledby="{name}">{"".join(rest)}</table>'
            table += f"<details><summary>{summary}</summary>{rest_table}{more}</details>"
        heading = f'<h2 id="{name}">{escape(say(f"name-{name}"))} <span class="count">{len(found)}</span></h2>'
        return f"<section>{heading}<p>{escape(say(f'why-{name}'))}</p>{table}</section>"

    def _row(self, one: Waiting, *, dated: bool) -> str:
        entry = self.asked.site.find(one.ref.partition(" ")[0].partition("#")[0]) if one.ref else None
        day = f'<td class="day">{self._day(one)}</td>' if dated else ""
        pages = " ".join(f'<a href="{url}" lang="{code}">{name}</a>' for code, name, url in self._pages(entry))
        what = f'<th scope="row">{self._what(one, entry)}</th>'
        return f'<tr>{day}{what}<td class="file">{self._file(one)}</td><td class="pages">{pages}</td></tr>'

    def _day(self, one: Waiting) -> str:
        if one.day is None:
            return ""
        said = format_when(parse_when(one.day.isoformat()), self._language.locale, self._language.dates)
        return f'<time datetime="{one.day.isoformat()}">{escape(said)}</time>'

    def _what(self, one: Waiting, entry: Entry | None) -> str:
        """What it is called, what is to be said of it, and how records name it."""
        said = self.report.say(one.says, **one.params) if one.says else ""
        name = name_of(entry, self._language.code) if entry else ""
        if not name:
            about = one.ref or one.where.file
            name, said = (said, "") if "problem" in one.params else (about, said)
        url = next((url for code, _, url in self._pages(entry) if code == self._language.code), "")
        linked = f'<a href="{url}">{escape(name)}</a>' if url else escape(name)
        kind = f"{title(entry.kind_name, self.report.language)} · {one.ref}" if entry else ""
        below = (("said", said), ("ref", kind))
        small = "".join(f'<span class="{key}">{escape(text)}</span>' for key, text in below if text)
        return f"<b>{linked}</b>{small}"

    def _file(self, one: Waiting) -> str:
        file = one.where.file
        place = str(one.where) if self.asked.site.project.named(file) else file
        address = self.opens(file, one.where.line, one.where.column)
        return f'<a href="{escape(address)}">{escape(place)}</a>' if address else escape(place)

    def _pages(self, entry: Entry | None) -> Iterator[tuple[str, str, str]]:
        """The code, the name and the address of each language that a record has a page in, shown or said to be held."""
        if entry is None or self.shown is None or not self.shown.kinds[entry.kind_name].section:
            return
        for language in self.shown.languages:
            yield language.code, escape(language.name), escape(url_of(entry, self.shown, language))
