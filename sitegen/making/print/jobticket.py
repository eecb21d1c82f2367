"""The job ticket: what a printer must know, in every language of the job, as a page and as YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from sitegen.making.input_files import InputFiles
from sitegen.making.print.layout import lay_out
from sitegen.making.print.localization import Localization
from sitegen.making.print.palette import theme_css
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.print_orders import TicketPage, TicketYaml
from sitegen.model.print_words import Phrase


def ticket_page(order: TicketPage, files: InputFiles) -> bytes:
    """Make the ticket for reading and for office printers."""
    ticket, words = order.content, Localization(order.content.languages, files)
    values = {
        "languages": words.codes,
        "job": ticket.identity.job,
        "document_title": ticket.identity.title,
        "heading": words.text(Phrase("ticket")),
        "rows": [{"name": words.text(row.name), "value": words.text(row.value)} for row in ticket.rows],
        "files_heading": words.text(Phrase("files")),
        "files": [
            {"names": [file.name for file in alike], "purpose": words.text(purpose)}
            for purpose, alike in groupby(ticket.files, attrgetter("purpose"))
        ],
    }
    css = theme_css("white", press=False) + files.text("print/jobticket.css")
    document = lay_out(
        fill(files.text("print/jobticket.html"), values, "print/jobticket.html"), css, files.below("font")
    )
    return reading_copy(document, ticket.identity)


def ticket_yaml(order: TicketYaml, files: InputFiles) -> bytes:
    """Make the ticket as YAML for a printer's own system; strings are quoted as in JSON, which YAML reads."""
    ticket, words = order.content, Localization(order.content.languages, files)
    about = {"job": ticket.identity.job, "title": ticket.identity.title, "date": ticket.identity.date.isoformat()}
    lines = [*_mapping(about, ""), "specification:", *_mapping(asdict(ticket.specification), "  "), "ticket:"]
    for row in ticket.rows:
        lines += ["  - name:", *_mapping(words.text(row.name), "      ")]
        lines += ["    value:", *_mapping(words.text(row.value), "      ")]
    lines += ["files:", *(f"  - {_quoted(file.name)}" for file in ticket.files)]
    return ("\n".join(lines) + "\n").encode()


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_quoted(value)}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
