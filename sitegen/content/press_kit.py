"""What newspapers get, as the settings list it: judged, and without what may not be given to them now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.known_to_locks import note_gone
from sitegen.content.logos import logo_fault
from sitegen.content.misplaced import is_told
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry, Loc
from sitegen.model.involved import consent_ref, consents_of, decides
from sitegen.model.media import Press, Read, Web
from sitegen.model.outputs import SETTINGS, file_stem
from sitegen.model.problems import Problems, Where
from sitegen.model.settings import PressKit
from sitegen.model.site import Site
from sitegen.model.suggestions import Suggestions

PRESS = "press"
"""The key of the page for the media."""

_STATES = {"withdrawn": "consent-withdrawn", "expired": "consent-over", "pending": "consent-not-yet"}


def given(site: Site[Web]) -> list[Photo]:
    """The photographs that newspapers may have, in the order of the settings."""
    return site.once(_given)


def _given(site: Site[Web]) -> list[Photo]:
    kit = site.settings.press
    if kit is None:
        return []
    press = site.for_medium(Press)
    return [photo for name in kit.photographs if (photo := press.get(Photo, name))]


def has_kit(site: Site[Web]) -> bool:
    """Whether there is a press kit: wherever the settings want one, and a photograph or a logo is left to give."""
    return site.settings.press is not None and bool(site.settings.press.logos or given(site))


def check_press(site: Site[Read], suggestions: Suggestions, problems: Problems) -> None:
    """Judge what the settings say of it."""
    kit = site.settings.press
    if kit is None:
        return
    _check_twice(kit.photographs, ("photographs",), site, problems)
    _check_twice([file_stem(logo.file.rpartition("/")[2]) for logo in kit.logos], ("logos",), site, problems)
    for index, name in enumerate(kit.photographs):
        where, ref = _where(site, "photographs", index), f"photo:{name}"
        if not site.known(ref) and not is_told(ref, site) and not note_gone(ref, where, site, suggestions, problems):
            suggestion = suggestions.nearest(name, site.entries["photo"])
            problems.error("unknown-reference", where, kind="photo", id=name, suggestion=suggestion)
    for index, logo in enumerate(kit.logos):
        where, found = _where(site, "logos", index, "file"), site.files.get("static", frozenset())
        if logo.file not in found:
            file, suggestion = f"static/{logo.file}", suggestions.nearest(logo.file, found)
            problems.error("missing-file", where, file=file, suggestion=suggestion)
        elif fault := logo_fault(site.project.root / "static" / logo.file):
            code, params = fault
            problems.error(code, where, file=f"static/{logo.file}", **params)


def _check_twice(values: Sequence[str], loc: Loc, site: Site[Read], problems: Problems) -> None:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            problems.error("listed-twice", _where(site, *loc, index), text=value)
        seen.add(value)


def _where(site: Site[Read], *loc: str | int) -> Where:
    return site.settings.where("press", *loc)


def tell_of_press(read: Site[Read], admitted: Site[Web], problems: Problems) -> None:
    """Tell whose consent keeps a photograph that is listed out of the kit; nothing fails for that."""
    kit = read.settings.press
    there = {photo.id for photo in given(admitted)}
    for index, name in enumerate(kit.photographs if kit else ()):
        if name in there:
            continue
        where, ref = _where(read, "photographs", index), f"photo:{name}"
        if ref in read.stones:
            problems.warning("press-without", where, ref=ref, consent=ref, reason="consent-withdrawn")
            continue
        lacking = list(_lacking(read.get(Photo, name), read))
        for consent, code, params in lacking:
            problems.warning(code, where, ref=ref, consent=consent, **params)
        if not lacking and read.find(ref):  # a draft, or its file lacks a consent in another record
            problems.warning("names-held-back", where, ref=ref, by=SETTINGS.file)


def _lacking(photo: Photo | None, site: Site[Read]) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """The consents that keep a photograph from the media: whose, the code of the warning and its params."""
    author = site.get(Author, photo.author) if photo else None
    for entry in (one for one in (photo, author) if one):
        for loc, consent in consents_of(entry):
            if decides(entry, loc):
                yield from _lack(entry, loc, consent, site)


def _lack(entry: Entry, loc: Loc, consent: Consent, site: Site[Read]) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    state, ref = consent.state(site.today), consent_ref(entry, loc)
    if state != "given":
        yield ref, "press-without", {"reason": _STATES[state]}
        return
    for scope in Press.scopes:
        if scope not in consent.scopes:
            yield ref, "press-not-allowed", {"scope": scope}


def listed(site: Site[Read], refs: Collection[str]) -> list[tuple[Where, str]]:
    """Where the settings list any of these photographs, by their references; each with the file."""
    kit = site.settings.press
    names = enumerate(kit.photographs if kit else ())
    return [(_where(site, "photographs", index), SETTINGS.file) for index, name in names if f"photo:{name}" in refs]


def kit_of(site: Site[Web]) -> PressKit:
    """The settings of a kit that there is."""
    return site.settings.press or PressKit()
