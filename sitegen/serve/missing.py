"""Why a page is not in the preview whose record is there: its consent is awaited or over, its hour has not come."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.console import Console
from sitegen.content.load import load
from sitegen.content.localized import url_of
from sitegen.content.release import publishable
from sitegen.content.unwritten import name_of
from sitegen.model.entries import Entry, RefTo, marked_values
from sitegen.model.involved import consents_of
from sitegen.model.media import Read, Web
from sitegen.model.messages import explain, messages
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import Options, Project
from sitegen.model.site import Site
from sitegen.schemas.field_words import title
from sitegen.serve.telling_pages import in_editor

Held = Mapping[str, Mapping[str, object]]
"""What is told of each entry that is held back, by its reference."""

_PAGE = Path(__file__).with_name("missing.html")
_FILLED = re.compile(r"\{(\w+)\}")


def missing(address: str, project: Project, options: Options, console: Console) -> bytes:
    """The page that says why an address (`/cs/autori/anna/`) shows nothing; empty where no record belongs there."""
    try:
        site = load(project, options, Problems())
    except BuildFailed:
        return b""
    notes = Problems()
    shown = publishable(site, options, notes)
    held = {str(note.params["ref"]): note.params for note in notes if note.code == "held-back"}
    found = [entry for entry in site.records() if entry.ref in held and address in _addresses(entry, shown)]
    if not found:
        return b""
    words = messages(console.language).preview
    reasons = "".join(_paragraph(entry, held, site, project, console) for entry in _behind(found[0], held, site))
    code = next((one.code for one in shown.languages if one.code == console.language), shown.languages[0].code)
    filled = {
        "language": console.language,
        "title": html.escape(words["missing"]),
        "about": html.escape(f"{title(found[0].kind_name, console.language)}: {name_of(found[0], code)}"),
        "waits": html.escape(messages(console.language).upkeep["status-title"]),
        "reasons": reasons,
    }
    return _FILLED.sub(lambda place: filled[place[1]], _PAGE.read_text("utf-8")).encode()


def _addresses(entry: Entry, shown: Site[Web]) -> set[str]:
    if not shown.kinds[entry.kind_name].section:
        return set()
    return {url_of(entry, shown, language) for language in shown.languages}


def _behind(entry: Entry, held: Held, site: Site[Read]) -> Iterator[Entry]:
    """An entry, and what it names that is held back as well, where that is why."""
    yield entry
    if str(held[entry.ref]["reason"]).endswith("-held-back"):
        for _, mark, value in marked_values(entry):
            named = site.find(f"{mark.kind}:{value}") if isinstance(mark, RefTo) else None
            if named and named.ref in held:
                yield named


def _paragraph(entry: Entry, held: Held, site: Site[Read], project: Project, console: Console) -> str:
    words = messages(console.language).preview
    said = explain("held-back", held[entry.ref], console.language).says
    where = entry.where()
    if held[entry.ref]["reason"] == "no-consent":
        loc, consent = next((loc, one) for loc, one in consents_of(entry) if len(loc) == 1)
        where, state = entry.where(*loc), consent.state(site.today)
        said = words[f"missing-{state}"].format(ref=entry.ref, day=consent.expires)
    address = in_editor(project, where.file, where.line, where.column)
    return (
        f"<p>{html.escape(said)}</p>"
        f'<p><a href="{html.escape(address)}">{html.escape(str(where))}</a> ({html.escape(words["open"])})</p>'
    )
