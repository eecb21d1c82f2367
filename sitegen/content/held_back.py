"""The addresses of what is held back, which texts may still name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from sitegen.content.frame import OTHER_SECTIONS
from sitegen.content.localized import list_url, url_of
from sitegen.content.press_kit import PRESS, has_kit
from sitegen.model.site import Site

if TYPE_CHECKING:
    from sitegen.model.entries import Entry
    from sitegen.model.media import Read, Web


def held_addresses(read: Site[Read], shown: Site[Web]) -> dict[str, str]:
    """By paths without slashes around them: what each page would show that is not there now, as a reference.

    Pages of records, lists in which nothing is left, a press kit too, and short addresses of codes, as far as these
    did not go to print.
    """
    held = {entry.ref: entry for entry in read.every() if shown.find(entry.ref) is None}
    kit = _kit(shown)
    if not held and not read.stones:
        return kit
    found = kit | dict(_pages(held, cast("Site[Web]", read)))  # an address tells nothing but where something would be
    for ref in (*held, *sorted(read.stones)):
        kind, _, identifier = ref.partition(":")
        section = read.kinds[kind].section
        for language in read.languages if section else ():
            if ref in read.stones:
                found.setdefault(f"{list_url(section, language)}{identifier}".strip("/"), ref)
            found |= {list_url(key, language).strip("/"): ref for key in _emptied(section, shown)}
        found.setdefault(f"q/{identifier}", ref)
    there = {url.strip("/") for entry in shown.every() for url in _urls(entry, shown)}
    there |= {f"q/{name}" for name in (*(entry.id for entry in shown.every()), *(code.id for code in read.printed))}
    return {path: ref for path, ref in found.items() if path not in there}


def _pages(held: dict[str, Entry], site: Site[Web]) -> Iterator[tuple[str, str]]:
    for ref, entry in held.items():
        for url in _urls(entry, site):
            if "#" not in url:  # a place in a list
                yield url.strip("/"), ref


def _urls(entry: Entry, site: Site[Web]) -> Iterator[str]:
    return (url_of(entry, site, language) for language in site.languages)


def _kit(shown: Site[Web]) -> dict[str, str]:
    """The page for the media, where nothing is left that they may be given."""
    listed = shown.settings.press.photographs if shown.settings.press and not has_kit(shown) else []
    return {list_url(PRESS, language).strip("/"): f"photo:{listed[0]}" for language in shown.languages if listed}


def _emptied(section: str, shown: Site[Web]) -> list[str]:
    """The keys of the lists that have no pages while a section has nothing to show."""
    filled = {kind.section for kind in shown.kinds.values() if shown.entries[kind.name]}
    if section in filled:
        return []
    others = (key for key, (with_any, _) in OTHER_SECTIONS.items() if section in with_any and not filled & {*with_any})
    return [section, *others]
