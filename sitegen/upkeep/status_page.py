"""One page that shows everything that waits: what for, where it stands, and the page it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from sitegen.content.localized import url_of
from sitegen.model.media import Web
from sitegen.model.project import Project
from sitegen.model.site import Site
from sitegen.upkeep.upkeep_report import UpkeepReport
from sitegen.upkeep.waiting_lists import Asked, Waiting, waiting

_PAGE = Path(__file__).with_name("status.html")
_STYLE = Path(__file__).with_name("status.css")
_ORDER = ("untrue", "expiring", "untranslated", "misspelt", "drafts", "scheduled", "upcoming", "samples", "unused")
"""What presses most comes first."""

_MOST = 100
"""So many lines of a list are shown."""

Opens = Callable[[str, int, int], str]
"""The address that opens a file of the project at a line and a column in an editor; empty where there is none."""


def status_page(
    asked: Asked, shown: Site[Web] | None, report: UpkeepReport, opens: Opens, names: Sequence[str] = _ORDER
) -> bytes:
    """The page with these lists; it links to the pages of the site that is shown, if one is."""
    lists = {name: waiting(name, asked) for name in names}
    parts = [_section(name, found, asked, shown, report, opens) for name, found in lists.items() if found]
    shares = "".join(f"<li>{escape(line)}</li>" for line in report.shares(asked.translations))
    filled = {
        "language": report.language,
        "style": _STYLE.read_text("utf-8"),
        "title": escape(report.say("status-title")),
        "note": escape(report.say("status-note" if parts else "status-nothing")),
        "shares": f'<ul class="shares">{shares}</ul>' if shares else "",
        "contents": "".join(_summary(name, found, report) for name, found in lists.items()),
        "lists": "".join(parts),
    }
    page = _PAGE.read_text("utf-8")
    for key, value in filled.items():
        page = page.replace(f"{{{key}}}", value)
    return page.encode()


def _summary(name: str, found: list[Waiting], report: UpkeepReport) -> str:
    label = f"<b>{len(found)}</b> {escape(report.say(f'name-{name}'))}"
    return f'<li><a href="#{name}">{label}</a></li>' if found else f"<li><span>{label}</span></li>"


def _section(
    name: str, found: list[Waiting], asked: Asked, shown: Site[Web] | None, report: UpkeepReport, opens: Opens
) -> str:
    rows = "".join(_row(one, asked.site.project, shown, report, opens) for one in found[:_MOST])
    more = f"<p>{escape(report.say('status-more', count=len(found) - _MOST))}</p>" if len(found) > _MOST else ""
    title, count = escape(report.say(f"name-{name}")), len(found)
    heading = f'<h2 id="{name}">{title} <span class="count">{count}</span></h2>'
    return f"<section>{heading}<p>{escape(report.say(f'why-{name}'))}</p><table>{rows}</table>{more}</section>"


def _row(one: Waiting, project: Project, shown: Site[Web] | None, report: UpkeepReport, opens: Opens) -> str:
    day = f"<time>{one.day.isoformat()}</time>" if one.day else ""
    said = escape(report.say(one.says, **one.params)) if one.says else ""
    place = escape(str(one.where)) if project.named(one.where.file) else escape(one.where.file)
    address = opens(one.where.file, one.where.line, one.where.column)
    linked = f'<a href="{escape(address)}">{place}</a>' if address else place
    pages = " ".join(_links(one.ref.partition("#")[0], shown))
    return (
        f'<tr><td>{day}</td><th scope="row">{escape(one.ref)}<span>{said}</span></th>'
        f'<td class="file">{linked}</td><td>{pages}</td></tr>'
    )


def _links(ref: str, shown: Site[Web] | None) -> Iterator[str]:
    """A link to the page of a record in each language, where it has one."""
    entry = shown.find(ref.partition(" ")[0]) if shown else None
    if shown is None or entry is None or not shown.kinds[entry.kind_name].section:
        return
    for language in shown.languages:
        yield f'<a href="{url_of(entry, shown, language)}" lang="{language.code}">{escape(language.name)}</a>'
