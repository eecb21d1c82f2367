"""Job tickets: what a printing house must know of a job, a page in each language and data for its own system."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic

from sitegen.content.kinds.print_languages import P_co, PrintLanguages
from sitegen.content.kinds.print_packages import Packing
from sitegen.model.dates import Point
from sitegen.model.languages import Language
from sitegen.model.order import Json, Made
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import PrintJob
from sitegen.model.print_orders import (
    LABEL_TRIM,
    LARGE_TRIM,
    PackedFile,
    Ticket,
    TicketFile,
    TicketPage,
    TicketRow,
    TicketYaml,
)
from sitegen.model.print_words import Phrase, PrintText, Words
from sitegen.model.site import Site
from sitegen.model.web_orders import View

_ENDS = ("print-x4-marks", "print-x4", "print-x1a", "sheet-a4", "sheet-a3", "booklet", "read", "a2", "a3", "a5", "a6")
"""How names of files end that a phrase tells of."""

_TRIMMED = {
    f"{name}-print-x4": f"{paper}, {width:g} × {height:g} mm"
    for name, paper, (width, height) in (
        ("a5", "A5", LABEL_TRIM["a5"]),
        ("a6", "A6", LABEL_TRIM["a6"]),
        ("large", "A4", LARGE_TRIM),
    )
}
"""The formats of labels for the press, by how names of their files end."""


@dataclass(frozen=True)
class Version:
    """What is printed of a job in one language or in two: in which, of which files, how many if that is known.

    `name` is its key in the record; `size` says which of several sizes of paper it is.
    """

    name: str
    languages: Sequence[Language]
    identity: Identity
    file: str
    quantity: int | None = None
    size: str = ""


@dataclass(frozen=True)
class JobFacts(Generic[P_co]):
    """What is to be said of a job besides who prints it for whom; `title`, `product`, `delivery` say it in a language.

    `total` is how many there are of all versions, where it is known; `data` are facts for programs.
    """

    title: Callable[[PrintLanguages[P_co]], str]
    author: str
    product: Callable[[PrintLanguages[P_co]], PrintText]
    versions: Sequence[Version]
    format: PrintText
    total: int | None = None
    pages: int = 1
    paper: Mapping[str, str] | None = None
    inks: str = "inks_four"
    binding: str = "binding_none"
    deadline: dt.date | None = None
    delivery: Callable[[PrintLanguages[P_co]], PrintText | None] = lambda _languages: None
    code: str = ""
    data: Mapping[str, Json] = field(default_factory=dict)


def order_tickets(
    facts: JobFacts[P_co], packing: Packing, site: Site[P_co], planner: Planner, languages: Sequence[Language]
) -> tuple[list[View], list[CheckedFile]]:
    """Order the tickets of a job and pack them; returns those that pages offer, and their checks."""
    day = max(one.identity.date for one in facts.versions)
    draft = next((one.identity.version for one in facts.versions if not one.identity.day), "")
    names = [one.name for one in packing.files]
    views, checks = list[View](), list[CheckedFile]()
    for language in languages:
        alone = PrintLanguages(site, planner, (language,))
        own = replace(alone.identity(packing.job, facts.title(alone), facts.author), date=day, version=draft)
        rows = tuple(TicketRow(Phrase(name), lines) for name, lines in _rows(facts, alone) if lines)
        content = Ticket(own, alone.writings, rows, tuple(TicketFile(name, _purpose(name)) for name in names))
        page = packing.order(f"-jobticket-{language.code}.pdf", TicketPage(content))
        packing.files.append(PackedFile(f"jobticket-{language.code}.pdf", page))
        views.append({"path": page.path, "language": language.name})
        checks.append(CheckedFile(page, PrintJob("reading")))
    packing.files.append(PackedFile("jobticket.yaml", _data(facts, packing, names, day)))
    return views, checks


def _data(facts: JobFacts[P_co], packing: Packing, names: Sequence[str], day: dt.date) -> Made:
    versions: list[Json] = [
        {"name": one.name, "file": one.file, "version": one.identity.version, "quantity": one.quantity}
        for one in facts.versions
    ]
    about: dict[str, Json] = {"job": packing.job, "title": packing.title, "date": day.isoformat()}
    told: dict[str, Json] = {**about, **facts.data, "quantity": facts.total, "versions": versions, "files": [*names]}
    return packing.order("-jobticket.yaml", TicketYaml(told), packed=True)


def _rows(facts: JobFacts[P_co], languages: PrintLanguages[P_co]) -> list[tuple[str, tuple[PrintText, ...]]]:
    local, delivery = languages.lead, facts.delivery(languages)
    total = Phrase.of("copies_total", count=local.number(facts.total)) if facts.total else Phrase("copies_open")
    deadline = languages.same(local.point(Point(facts.deadline))) if facts.deadline else Phrase("to_agree")
    return [
        ("product", (facts.product(languages),)),
        ("versions", tuple(_version(one, languages) for one in facts.versions)),
        ("quantity", (total,)),
        ("format", (facts.format,)),
        ("pages", (Phrase.of("pages_count", count=str(facts.pages)),) if facts.pages > 1 else ()),
        ("paper", (languages.words(facts.paper) if facts.paper else Phrase("to_agree"),)),
        ("inks", (Phrase(facts.inks),)),
        ("condition", (Phrase("condition_text"),)),
        ("binding", (Phrase(facts.binding),)),
        ("deadline", (deadline,)),
        ("delivery", (delivery or Phrase("to_agree"),)),
        ("proof", (Phrase("proof_text"),)),
        ("code", (languages.same(facts.code),) if facts.code else ()),
        ("customer", _customer(languages)),
        ("contact", _contact(languages)),
    ]


def _version(one: Version, languages: PrintLanguages[P_co]) -> PrintText:
    """A version in the language of the ticket: its own languages, its size, how many, and which file."""
    local = languages.lead
    spoken = " + ".join(local.language_name(language.code) for language in one.languages)
    name = ", ".join(filter(None, (spoken, one.size)))
    said = {"name": name, "file": one.file, "version": one.identity.version}
    if one.quantity:
        return Phrase.of("version_copies", count=local.number(one.quantity), **said)
    return Phrase.of("version_open", **said)


def _customer(languages: PrintLanguages[P_co]) -> tuple[PrintText, ...]:
    publisher = languages.site.settings.publisher
    number = publisher.company_number
    lines: list[PrintText] = [languages.words(publisher.name)]
    lines += [languages.same(publisher.address)] if publisher.address else []
    return (*lines, Phrase.of("company_number", number=number)) if number else tuple(lines)


def _contact(languages: PrintLanguages[P_co]) -> tuple[Words, ...]:
    """Whom to ask: a person of the settings where there is one, with the mailbox of the publisher, else that."""
    settings = languages.site.settings
    person, publisher = settings.print_contact, settings.publisher
    told = (
        (person.name, person.email or publisher.email, person.phone) if person else (publisher.email or publisher.url,)
    )
    return tuple(languages.same(text) for text in told if text)


def _purpose(name: str) -> Phrase:
    """What a file of the package is for."""
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    if stem.startswith("qr-"):
        return Phrase("file_qr")
    if ending == "txt":
        return Phrase("file_braille")
    if trimmed := next((said for end, said in _TRIMMED.items() if stem.endswith(f"-{end}")), ""):
        return Phrase.of("file_label-x4", format=trimmed)
    return Phrase(f"file_{next((one for one in _ENDS if stem.endswith(f'-{one}')), 'large')}")
