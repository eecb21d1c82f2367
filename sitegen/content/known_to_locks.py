"""Records that are named and not there, as the locks of translations and of printed codes know them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sitegen.content.translating.translation_lock import LOCK, digest, read_pairs
from sitegen.content.translating.unit_texts import localized_texts
from sitegen.model.entries import Entry
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.suggestions import Suggestions


def renamed(ref: str, site: Site[Read]) -> Entry | None:
    """The record that was called otherwise: new to the lock, which knows its texts under the old name."""
    kind = ref.partition(":")[0]
    originals = site.once(_locked).get(ref, set())
    new = site.once(_new_by_text) if originals else {}
    found = {new[kind, one].id: new[kind, one] for one in originals if (kind, one) in new}
    return found[min(found)] if found else None


def _new_by_text(site: Site[Read]) -> Mapping[tuple[str, str], Entry]:
    """The records that are new to the lock, by their kind and the digest of a text: the first that has it."""
    known, found = site.once(_locked), dict[tuple[str, str], Entry]()
    for entry in site.records():
        if entry.ref not in known:
            for one in _digests(entry):
                found.setdefault((entry.kind_name, one), entry)
    return found


def _digests(entry: Entry) -> Iterator[str]:
    for _, texts, _ in localized_texts(entry):
        yield from map(digest, texts.values())


def _locked(site: Site[Read]) -> Mapping[str, Collection[str]]:
    """What the lock knows: by record, the digests of its original texts."""
    found: dict[str, set[str]] = {}
    for pair in read_pairs(site.project, Problems()):
        found.setdefault(pair.ref, set()).add(pair.original)
    return found


def _new_ids(site: Site[Read]) -> Mapping[str, Collection[str]]:
    known = site.once(_locked)
    return {kind: [one.id for one in found.values() if one.ref not in known] for kind, found in site.entries.items()}


def _printed_refs(site: Site[Read]) -> frozenset[str]:
    return frozenset(code.target for code in site.printed)


def note_gone(ref: str, where: Where, site: Site[Read], suggestions: Suggestions, problems: Problems) -> bool:
    """Note that a record is named that was there once, as one of the locks shows; False where none knows it."""
    kind, _, identifier = ref.partition(":")
    if ref in site.once(_printed_refs):
        file = f"content/{site.kinds[kind].folder}/{identifier}.yaml"
        problems.error("deleted-reference", where, ref=ref, file=file)
        return True
    is_known = ref in site.once(_locked)
    if is_known:
        suggestion = suggestions.nearest(identifier, site.once(_new_ids).get(kind, ()))
        problems.error("gone-reference", where, ref=ref, lock=LOCK, suggestion=suggestion)
    return is_known
