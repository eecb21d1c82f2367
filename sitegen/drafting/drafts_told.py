"""What is to be said of new records: the files, what catches the eye, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sitegen.content.localized import url_of
from sitegen.drafting import Done
from sitegen.drafting.new_sheets import unsaid
from sitegen.drafting.photos import Finding, Replaced
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry
from sitegen.model.media import Web


def as_text(done: Done) -> str:
    """All of it in sentences."""
    say = done.desk.say
    lines = [
        *([""] if done.desk.ask else []),
        say("written"),
        *(f"  {file}" for sheet, _ in done.records for file in sheet.files),
    ]
    if done.replaced and done.replaced.gone:
        lines += ["", say("removed"), *(f"  {file}" for file in done.replaced.gone)]
    notes = [_said(finding, done) for finding in done.findings]
    if notes:
        lines += ["", *(f"- {note}" for note in notes)]
    if done.replaced:
        lines += ["", *_of_sample(done, done.replaced)]
    steps = list(_steps(done))
    return "\n".join([*lines, "", say("next"), *(f"  {number}. {step}" for number, step in enumerate(steps, 1))])


def _said(finding: Finding, done: Done) -> str:
    return done.desk.say(finding.key, **finding.params)


def _of_sample(done: Done, replaced: Replaced) -> Iterator[str]:
    say, settings = done.desk.say, done.desk.site.settings
    if replaced.dropped:
        yield say("was-sample", fields=", ".join(replaced.dropped))
    if {"licence", "credit"} & set(replaced.sheet.guessed):
        credit = (settings.credit or settings.publisher.name)[done.desk.code]
        yield say("own-rights", licence=settings.licence or "–", credit=credit)
    if replaced.still:
        yield say("still-sample")
        yield from (f"  {where.file}:{where.line}  {ref}" for where, ref in replaced.still)


def _steps(done: Done) -> Iterator[str]:
    say = done.desk.say
    for fields, same in groupby(done.records, key=lambda record: unsaid(record[0].guessed, done.desk.codes)):
        if fields:
            yield say("next-write", file=", ".join(sheet.file for sheet, _ in same), fields=", ".join(fields))
    if texts := [file for sheet, _ in done.records for file in sheet.texts]:
        yield say("next-prose", files=", ".join(texts))
    if any(_is_pending(entry) for _, entry in done.records):
        yield say("next-consent")
    yield say("next-preview", there=done.desk.project.option, address=", ".join(_addresses(done)))
    if any(entry.draft for _, entry in done.records):
        yield say("next-draft")
    yield say("next-check", there=done.desk.project.option)


def _is_pending(entry: Entry) -> bool:
    consent = getattr(entry, "consent", None)
    return isinstance(consent, Consent) and consent.status == "pending"


def _addresses(done: Done) -> Iterator[str]:
    """Where the new pages are in the preview, in the language of the editor."""
    site = done.desk.site
    language = next(one for one in (*site.languages, *site.later) if one.code == done.desk.code)
    shown = site.for_medium(Web)
    yield from (url_of(entry, shown, language) for _, entry in done.records)


def as_data(done: Done) -> dict[str, Any]:
    """The same for programs."""
    return {
        "files": [file for sheet, _ in done.records for file in sheet.files],
        "removed": list(done.replaced.gone) if done.replaced else [],
        "records": [
            {"ref": sheet.ref, "file": sheet.file, "draft": entry.draft, "guessed": list(sheet.guessed)}
            for sheet, entry in done.records
        ],
        "findings": [
            {"finding": finding.key, **finding.params, "message": _said(finding, done)} for finding in done.findings
        ],
        "still_samples": [ref for _, ref in done.replaced.still] if done.replaced else [],
    }
