"""What a catalogue lacks, and which of its translations would show something wrong."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

from sitegen.making.catalogues import CONTEXT_END, BadCatalogue, Catalogue

Fault = tuple[str, int, dict[str, str]]
"""The code of a problem, its line in the catalogue, its params."""


def faults_in(path: Path, language: str, locale: str, keys: Sequence[str], others: Sequence[bytes]) -> list[Fault]:
    """Judge a catalogue: it, or one of the others, should have these messages, by key (see `catalogues.key_of`)."""
    try:
        catalogue = Catalogue(language, locale, path.read_bytes(), *others)
    except BadCatalogue as error:
        return [("bad-catalogue", error.line, {"reason": error.reason})]
    found: list[Fault] = []
    if missing := catalogue.missing(keys):
        key, line = min(missing, key=itemgetter(1))
        params = {"text": key.rpartition(CONTEXT_END)[2], "language": language, "count": str(len(missing))}
        found.append(("interface-untranslated", line, params))
    found += [
        ("translation-fuzzy" if known else "message-unknown", line, {"text": text})
        for text, line, known in catalogue.unused(keys)
    ]
    return found + [(flaw.code, flaw.line, {"text": flaw.msgid, "detail": flaw.detail}) for flaw in catalogue.flaws()]
