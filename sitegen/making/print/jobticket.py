"""The job ticket: what a printer must know, as a page and as YAML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import takewhile

from sitegen.making.input_files import InputFiles
from sitegen.making.print.layout import lay_out
from sitegen.making.print.localization import Localization
from sitegen.making.print.palette import theme_css
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.print_orders import TicketFile, TicketPage, TicketYaml
from sitegen.model.print_words import Phrase


def ticket_page(order: TicketPage, files: InputFiles) -> bytes:
    """Make the ticket for reading and for office printers."""
    ticket, words = order.content, Localization(order.content.languages, files)
    values = {
        "languages": words.codes,
        "job": ticket.identity.job,
        "date": ticket.identity.day,
        "document_title": ticket.identity.title,
        "heading": words.text(Phrase("ticket")),
        "rows": [
            {"name": words.text(row.name), "lines": [words.text(line) for line in row.lines]} for row in ticket.rows
        ],
        "files_heading": words.text(Phrase("files")),
        "files": [
            {"name": _alike(names), "purpose": words.text(what)} for what, names in _by_purpose(ticket.files).items()
        ],
    }
    css = theme_css("white", press=False) + files.text("print/jobticket.css")
    document = lay_out(
        fill(files.text("print/jobticket.html"), values, "print/jobticket.html"), css, files.below("font")
    )
    return reading_copy(document, ticket.identity)


def _by_purpose(files: Sequence[TicketFile]) -> dict[Phrase, list[str]]:
    found: dict[Phrase, list[str]] = {}
    for file in files:
        found.setdefault(file.purpose, []).append(file.name)
    return found


def _alike(names: list[str]) -> str:
    """Names in one, as short as a printer finds them by: `press/ada-*-print-x4.pdf`."""
    if len(names) == 1:
        return names[0]
    start, end = _start(names), _start([name[::-1] for name in names])[::-1]
    return f"{start}*{end}"


def _start(names: list[str]) -> str:
    """What all begin with."""
    alike = takewhile(lambda letters: len({*letters}) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in alike)


def ticket_yaml(order: TicketYaml, _files: InputFiles) -> bytes:
    """Make the facts as YAML for a printer's own system; strings are quoted as in JSON, which YAML reads."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in order.facts.items())
    return ("\n".join(lines) + "\n").encode()
