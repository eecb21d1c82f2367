"""The addresses of what is held back, which texts may still name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from sitegen.content.dublin_core import TABLE, has_table
from sitegen.content.feeds import FEEDS
from sitegen.content.frame import OTHER_SECTIONS
from sitegen.content.iiif import manifest_address, manifest_of
from sitegen.content.iiif_images import IMAGES
from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.kinds.podcast import Episode, Series, feed_language, has_feed
from sitegen.content.kinds.theme import Theme
from sitegen.content.localized import list_url, url_of
from sitegen.content.press_kit import PRESS, has_kit
from sitegen.model.involved import named_files
from sitegen.model.site import Site

if TYPE_CHECKING:
    from sitegen.model.entries import Entry
    from sitegen.model.media import Read, Web

_IN_LIBRARIES = {
    "author": manifest_address,
    "theme": manifest_address,
    "photo": lambda ref: f"{IMAGES}{ref.partition(':')[2]}",
}
"""By kinds: the manifest of a record, or the folder of its image, by its reference."""


def held_addresses(read: Site[Read], shown: Site[Web]) -> dict[str, str]:
    """By paths without slashes around them: what each page would show that is not there now, as a reference.

    Pages of records, lists in which nothing is left, a press kit too, short addresses of codes, as far as these
    did not go to print, and the files that are made of records elsewhere than below their pages.
    """
    held = {entry.ref: entry for entry in read.every() if shown.find(entry.ref) is None}
    kit = _kit(shown) | dict(_parts(read, shown))
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
        if kind in _IN_LIBRARIES:
            found[_IN_LIBRARIES[kind](ref).strip("/")] = ref
    found |= {path.strip("/"): ref for path, ref in _emptied_files(held, shown)}
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


def _parts(read: Site[Read], shown: Site[Web]) -> Iterator[tuple[str, str]]:
    """What is made of parts of records that are shown without them: pictures, and voices with their codes."""
    for entry in shown.every():
        whole = read.find(entry.ref)
        if whole is None or whole is entry:
            continue
        left = {file for _, file in named_files(entry)}
        for loc, (folder, name) in named_files(whole):
            if (folder, name) not in left:
                made = "media" if folder == "photos" else "sound"
                yield f"{made}/{PurePosixPath(name).stem}", f"{entry.ref}#{loc[0]}"
        if isinstance(entry, Author) and isinstance(whole, Author) and whole.interview and not entry.interview:
            yield f"q/{entry.id}-voice", f"{entry.ref}#interview"


def _emptied_files(held: Mapping[str, Entry], shown: Site[Web]) -> Iterator[tuple[str, str]]:
    """Feeds, manifests and tables in which nothing is left, each with the first record that would be in it."""
    photos = [entry for entry in held.values() if isinstance(entry, Photo)]
    for entry in (None, *shown.all(Author), *shown.all(Theme)) if photos else ():
        lacks = next((one.ref for one in photos if entry is None or entry.id in {one.author, *one.themes}), "")
        if lacks and not manifest_of(entry, shown):
            yield manifest_address(entry.ref) if entry else manifest_address(), lacks
    if photos and not has_table(shown):
        yield TABLE, photos[0].ref
    lacking = {shown.kinds[entry.kind_name].section: ref for ref, entry in reversed([*held.items()])}
    for feed in FEEDS:
        if feed.section in lacking and feed.section in _emptied(feed.section, shown):
            yield from ((feed.url(language), lacking[feed.section]) for language in shown.languages)
    for series in shown.all(Series):
        out = [one.ref for one in held.values() if isinstance(one, Episode) and one.series == series.id]
        if out and not has_feed(series, shown):
            yield f"{url_of(series, shown, feed_language(series, shown.languages))}feed.xml", out[0]


def _emptied(section: str, shown: Site[Web]) -> list[str]:
    """The keys of the lists that have no pages while a section has nothing to show."""
    filled = {kind.section for kind in shown.kinds.values() if shown.entries[kind.name]}
    if section in filled:
        return []
    others = (key for key, (with_any, _) in OTHER_SECTIONS.items() if section in with_any and not filled & {*with_any})
    return [section, *others]
