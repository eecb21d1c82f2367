"""The job ticket: what a printer must know, in every language of the job, as a page and as YAML."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sitegen.making.print.layout import lay_out
from sitegen.making.print.sources import read_kind, template
from sitegen.making.print.templating import fill
from sitegen.making.print.theme import theme_css

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def lay_out_ticket(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> Any:
    """Lay out the ticket for reading and for office printers."""
    values = {name: inputs[name] for name in ("languages", "job", "heading", "rows", "files_heading")}
    values["files"] = [
        {"names": [file["name"] for file in alike], "purpose": alike[0]["purpose"]}
        for alike in (list(group) for _, group in groupby(inputs["files"], itemgetter("purpose")))
    ]
    values["document_title"] = inputs["title"]
    css = theme_css("white", press=False) + template(sources, "jobticket.css")
    return lay_out(fill(template(sources, "jobticket.html"), values), css, read_kind(sources, "font"))


def ticket_yaml(inputs: Mapping[str, Any]) -> str:
    """Return the ticket as YAML for a printer's own system; strings are quoted as in JSON, which YAML reads."""
    lines = [f"job: {_quoted(inputs['job'])}", f"title: {_quoted(inputs['title'])}"]
    lines += [f"date: {_quoted(inputs['date'])}", "specification:"]
    lines += list(_mapping(inputs["specification"], "  "))
    lines.append("ticket:")
    for row in inputs["rows"]:
        for name, part in (("name", row["name"]), ("value", row["value"])):
            lines.append(f"  {'- ' if name == 'name' else '  '}{name}:")
            lines += [f"      {code}: {_quoted(part[code])}" for code in inputs["languages"]]
    lines.append("files:")
    lines += [f"  - {_quoted(file['name'])}" for file in inputs["files"]]
    return "\n".join(lines) + "\n"


def _mapping(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _mapping(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_quoted(value)}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
