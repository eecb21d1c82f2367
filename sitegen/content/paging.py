"""Lists that grow: which entries stand on which page, and what each page says of the others.

What has a date is kept by years, so that an address once given stays: `/en/events/` shows the newest, and
`/en/events/2018/` all of a year. Everything else is numbered. A list that fits on one page has no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Generic, TypeVar

from sitegen.content.localized import LocalizedSite, list_url
from sitegen.model.entries import Entry
from sitegen.model.outputs import Given, LazyView
from sitegen.model.web_orders import View

E = TypeVar("E", bound=Entry)

_BESIDE = 1
"""How many numbers stand on either side of a page's own."""


@dataclass(frozen=True)
class ListPage(Generic[E]):
    """One page: `path` lies below the list's own address; `number` counts the pages of a year, or all, from 1.

    `newest` is said of the first page of a list by years, whose entries stand on the pages of their years too.
    """

    items: tuple[E, ...]
    path: str = ""
    year: int | None = None
    number: int = 1
    newest: bool = False


@dataclass(frozen=True)
class PagedList(Generic[E]):
    """A list as pages: `front` at its own address, and `pages` in the order of the list, each entry on one of them.

    In a list by years the front is none of the pages; `backwards` says that its order is from the newest.
    """

    front: ListPage[E]
    pages: tuple[ListPage[E], ...]
    backwards: bool = False

    @property
    def divided(self) -> bool:
        """Whether there is more than the front."""
        return self.pages != (self.front,)

    @property
    def all_pages(self) -> Iterator[ListPage[E]]:
        """The front and what follows it, each once."""
        yield self.front
        yield from (page for page in self.pages if page.path)

    @cached_property
    def page_of(self) -> Mapping[str, ListPage[E]]:
        """The one page of each entry, by its id."""
        return {item.id: page for page in self.pages for item in page.items}

    @cached_property
    def counts(self) -> Mapping[int, int]:
        """How many entries each year has; empty where the list is not kept by years."""
        found: dict[int, int] = {}
        for page in self.pages:
            if page.year is not None:
                found[page.year] = found.get(page.year, 0) + len(page.items)
        return found

    def beside(self, page: ListPage[E]) -> tuple[ListPage[E] | None, ListPage[E] | None]:
        """What comes before and after a page; the newest go on where the last of them stands, in the past."""
        if page.newest:
            past = self.page_of[page.items[-1].id]
            return (None, past) if self.backwards else (past, None)
        at = next(number for number, one in enumerate(self.pages) if one is page)
        return (self.pages[at - 1] if at else None, self.pages[at + 1] if at + 1 < len(self.pages) else None)


def by_number(items: Sequence[E], size: int) -> PagedList[E]:
    """A list divided into pages of `size` entries."""
    pages = tuple(_numbered(items, size)) or (ListPage[E](()),)
    return PagedList(pages[0], pages)


def by_year(
    items: Sequence[E], size: int, year: Callable[[E], int], newest: Callable[[int], Sequence[E]]
) -> PagedList[E]:
    """A list in the order of time, either way, divided into years, and these in its order into pages of `size` entries.

    `newest(size)` is what stands first of all, and is asked for only where there is more than one page.
    """
    if len(items) <= size:
        return by_number(items, size)
    backwards = year(items[0]) > year(items[-1])
    pages = [
        page
        for number, found in groupby(sorted(items, key=year, reverse=backwards), key=year)
        for page in _numbered(tuple(found), size, folder=f"{number}/", year=number)
    ]
    front = ListPage(tuple(newest(size)), newest=True)
    return PagedList(front, tuple(pages), backwards)


def _numbered(items: Sequence[E], size: int, folder: str = "", year: int | None = None) -> Iterator[ListPage[E]]:
    for number, start in enumerate(range(0, len(items), size), 1):
        path = folder if number == 1 else f"{folder}{number}/"
        yield ListPage(tuple(items[start : start + size]), path, year, number)


# --- what the pages say --------------------------------------------------------------------------------------


def paging(listing: PagedList[E], page: ListPage[E], base: str) -> View | None:
    """What a page says of the others; None where there are none. `base` is the list's own address."""
    if not listing.divided:
        return None
    before, after = listing.beside(page)
    return _name(page, base) | {
        "newest": page.newest,
        "front": base,
        "total": sum(len(one.items) for one in listing.pages),
        "count": listing.counts.get(page.year or 0, 0),
        "before": _name(before, base) if before else None,
        "after": _name(after, base) if after else None,
        "years": [
            {
                "year": year,
                "count": listing.counts[year],
                "url": f"{base}{year}/",
                "here": ("page" if page.number == 1 else "true") if page.year == year else "",
            }
            for year in sorted(listing.counts, reverse=True)
        ],
        "numbers": _numbers([one for one in listing.pages if one.year == page.year], page, base),
    }


def _name(page: ListPage[E], base: str) -> View:
    return {"year": page.year, "number": page.number, "url": base + page.path}


def _numbers(pages: Sequence[ListPage[E]], here: ListPage[E], base: str) -> list[View | None]:
    """The first page, the last, and those beside this one; None stands for what is left out."""
    found: list[View | None] = []
    for page in pages if len(pages) > 1 else ():
        if page.number in {1, len(pages)} or abs(page.number - here.number) <= _BESIDE:
            found.append({"number": page.number, "url": base + page.path, "here": page is here})
        elif found[-1] is not None:
            found.append(None)
    return found


# --- ordering them -------------------------------------------------------------------------------------------


def plan_list(
    section: str,
    template: str,
    listing: PagedList[E],
    view: Callable[..., View],
    local: LocalizedSite,
    *given: Given,
) -> None:
    """Order every page of a section's list; `view(page, *given, local)` is what one shows of its entries."""
    base = list_url(section, local.language)
    for page in _free_pages(listing, base, local):
        said = LazyView(view, given=(page, *given), more={"paging": paging(listing, page, base)})
        local.section(section, template, said, path=page.path)


def plan_pages(
    entry: Entry,
    template: str,
    listing: PagedList[E],
    view: Callable[[ListPage[E]], View],
    local: LocalizedSite,
) -> None:
    """Order the page of an entry that shows a list, and those on which the list goes on."""
    base = local.url(entry)
    for page in _free_pages(listing, base, local):
        local.page(entry, template, view(page) | {"paging": paging(listing, page, base)}, path=page.path)


def _free_pages(listing: PagedList[E], base: str, local: LocalizedSite) -> Iterator[ListPage[E]]:
    """The pages whose addresses belong to none of the entries; an entry that has one is noted."""
    entries = {local.url(entry): entry for page in listing.pages for entry in page.items} if listing.divided else {}
    for page in listing.all_pages:
        owner = entries.get(base + page.path)
        if owner is None:
            yield page
        else:
            where = owner.where("slug", local.language.code)
            local.planner.problems.error("list-page-address", where, address=base + page.path)
