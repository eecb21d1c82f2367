"""The search: how entries are dealt out to its parts, and its pages, on which all titles stand from A to Z."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.event import EVENT_KINDS
from sitegen.content.kinds.guestbook import Card
from sitegen.content.kinds.photo_record import Photo, photos_by
from sitegen.content.localized import LocalizedSite, list_url
from sitegen.content.paging import by_number
from sitegen.content.search_entries import FOUND, called_off, part_view
from sitegen.model.collation import first_letter, letters_of, sort_key
from sitegen.model.entries import Entry
from sitegen.model.media import Web
from sitegen.model.outputs import LazyView, PlannedPage, file_stem
from sitegen.model.site import Site
from sitegen.model.web_orders import View

SEARCH = "search"
"""The key of the search's pages, and of its part of the address."""

PART = 200
"""About so many entries make a part: what one edit makes anew, and what one look into the texts loads."""

TOGETHER = 400
"""So many titles stand on one page; more are divided by letters, and one letter's into pages of so many."""

NO_LETTER = "#"
"""The heading of titles that begin with no letter of the alphabet."""

Found = tuple[Entry, Photo | None]
"""An entry, and the photograph that stands for it where that is another one's."""


def parts(site: Site[Web]) -> list[tuple[Found, ...]]:
    """All that can be found, dealt out by a digest of the references.

    An entry stays in its part until the number of parts, a power of two, is another one.
    """
    entries = [entry for entry in site.every() if type(entry) in FOUND]
    count = 1
    while count * PART < len(entries):
        count *= 2
    dealt: list[list[Found]] = [[] for _ in range(count)]
    for entry in entries:
        dealt[zlib.crc32(entry.ref.encode()) % count].append((entry, _cover(entry, site)))
    return [tuple(found) for found in dealt]


def _cover(entry: Entry, site: Site[Web]) -> Photo | None:
    """The first photograph of an author without a note about what it shows."""
    if not isinstance(entry, Author):
        return None
    return next((photo for photo in photos_by(entry.id, site) if not photo.content_note), None)


def part_page(number: int, entries: Sequence[Found], local: LocalizedSite) -> PlannedPage:
    """A part as what the plan remembers: like a page, of which only the view is wanted."""
    view = LazyView(part_view, given=(tuple(entries),))
    return PlannedPage(f"{SEARCH}:{number}", local.language, list_url(SEARCH, local.language), "", view)


# --- the pages -----------------------------------------------------------------------------------------------


def search_pages(index: Sequence[tuple[str, str]], local: LocalizedSite) -> None:
    """Order the page of a language with the form and the titles; where they are many, with pages for the letters.

    `index` are the addresses of the parts: of their words, and of their texts.
    """
    titled = [entry for entry in local.site.every() if type(entry) in FOUND and not isinstance(entry, Card)]
    letters = _by_letter(titled, local)
    divided = len(titled) > TOGETHER
    names = _addresses(local) if divided else {}
    nav = {letter: f"{list_url(SEARCH, local.language)}{names[letter]}/" if divided else "" for letter in letters}
    kinds = list(dict.fromkeys(kind.section or "pages" for kind in local.site.kinds.values() if kind.model in FOUND))
    more: View = {"letters": nav, "kinds": kinds, "event_kinds": _event_kinds(local)}
    shown = () if divided else tuple(titled)
    front = LazyView(_titles_view, given=(shown,), more=more | {"index": tuple(index), "letter": "", "paging": None})
    local.section(SEARCH, "search.html", front, listed=False)
    for letter in letters if divided else ():
        _letter_pages(letter, letters[letter], names[letter], more, local)


def _letter_pages(letter: str, entries: Sequence[Entry], name: str, more: View, local: LocalizedSite) -> None:
    if len(entries) > TOGETHER:  # only then is the order of all of them wanted to know what stands on which page
        entries = local.sorted(entries, local.title)
    listing, base = by_number(entries, TOGETHER), f"{list_url(SEARCH, local.language)}{name}/"
    for page in listing.pages:
        around = [None if other is None else base + other.path for other in listing.beside(page)]
        paging = {"number": page.number, "count": len(listing.pages), "before": around[0], "after": around[1]}
        said = more | {"index": (), "letter": letter, "paging": paging if listing.divided else None}
        view = LazyView(_titles_view, given=(tuple(page.items),), more=said)
        local.section(SEARCH, "search.html", view, path=f"{name}/{page.path}", listed=False)


def _event_kinds(local: LocalizedSite) -> Mapping[str, str]:
    """The kinds of event, with the words of the settings for those that have none in the interface."""
    own = local.site.settings.event_kinds
    return dict.fromkeys(EVENT_KINDS, "") | {kind: local.text(words) for kind, words in own.items()}


def _by_letter(entries: Sequence[Entry], local: LocalizedSite) -> Mapping[str, list[Entry]]:
    """Entries by the first letters of their titles, in the order of the alphabet; what has none comes first."""
    alphabet = local.language.alphabet
    found: dict[str, list[Entry]] = {letter: [] for letter in (NO_LETTER, *letters_of(alphabet))}
    for entry in entries:
        found[first_letter(local.title(entry), alphabet) or NO_LETTER].append(entry)
    return {letter: of_it for letter, of_it in found.items() if of_it}


def _addresses(local: LocalizedSite) -> Mapping[str, str]:
    """The part of the address of each letter, the same whichever others there are: `c`, for `Č` `c-2`."""
    found: dict[str, str] = {NO_LETTER: "0"}
    for number, letter in enumerate(letters_of(local.language.alphabet), 1):
        stem = file_stem(letter)
        plain = stem if len(stem) <= len(letter) else str(number)
        while plain in found.values():
            plain = f"{stem}-{int(plain.rpartition('-')[2]) + 1 if '-' in plain else 2}"
        found[letter] = plain
    return found


def _titles_view(entries: tuple[Entry, ...], local: LocalizedSite) -> View:
    """Titles in the order of the alphabet, by letters."""
    alphabet = local.language.alphabet
    rows: list[View] = [
        {
            "title": local.title(entry),
            "url": local.url(entry),
            "kind": local.site.kinds[entry.kind_name].section or "pages",
            "sample": entry.sample,
            "cancelled": called_off(entry),
        }
        for entry in entries
    ]
    groups: dict[str, list[View]] = {letter: [] for letter in (NO_LETTER, *letters_of(alphabet))}
    for row in sorted(rows, key=lambda row: (sort_key(row["title"], alphabet), row["url"])):
        groups[first_letter(row["title"], alphabet) or NO_LETTER].append(row)
    return {"groups": [{"letter": letter, "titles": found} for letter, found in groups.items() if found]}
