"""What every page carries around its own content: navigation, language switch, notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sitegen.content.calendar_entries import has_calendar
from sitegen.content.feeds import feed_links
from sitegen.content.kinds.front import footer
from sitegen.content.kinds.page import Page
from sitegen.content.localized import LocalizedSite, calendar_url, list_url, sorted_entries
from sitegen.content.press_kit import PRESS
from sitegen.content.search import SEARCH
from sitegen.model.media import Read, Web
from sitegen.model.settings import ListWords
from sitegen.model.site import Navigation, Site
from sitegen.model.web_orders import View

OTHER_SECTIONS: Mapping[str, tuple[tuple[str, ...], Navigation]] = {
    "exhibition": (("photos", "authors", "themes", "venues"), Navigation("exhibition", 0)),
    "printers": (("zines",), Navigation("campaign", 5, under="zines")),
    PRESS: ((), Navigation("about", 0)),
    SEARCH: ((), Navigation("", 9, menu=True)),
}
"""Lists that are no list of one kind: the lists with any of which each of them comes, and where it is linked."""

_MAIN = ("exhibition", "photos", "themes", "places", "authors", "events", "podcasts", "infographics", "zines")
"""What the main navigation holds where the settings do not say, behind which come the pages."""


def frame(local: LocalizedSite, filled: Sequence[str]) -> View:
    """The site around a page, in one language; the plan adds what differs from page to page.

    `filled` are the keys of the lists that have pages.
    """
    settings = local.site.settings
    organization, places = settings.organization, _places(local.site, filled)
    main = _main(local.site)
    return {
        "title": local.text(settings.title),
        "short_title": local.text(settings.short_title) or local.text(settings.title),
        "home": local.language.home,
        "base": settings.base,
        "description": local.text(settings.description),
        "in_short": local.text(settings.in_short),
        "organization": organization
        and {
            "name": local.text(organization.name),
            "short_name": organization.short_name,
            "address": organization.address,
            "url": organization.url,
        },
        "mark": settings.mark or "",
        "sides_title": local.text(settings.sides.title) if settings.sides else "",
        "lists": {key: _words(settings.lists.get(key, ListWords()), local) for key in section_keys(local.site)},
        "notices": [
            {"text": notice.text, "language": notice.language, "emblem": notice.emblem} for notice in settings.notices
        ],
        "navigation": [item for name in main if (item := _item(name, local, filled))],
        "sections": {key: list_url(key, local.language) for key in section_keys(local.site)},
        "filled": list(filled),
        "calendar": calendar_url(local.language) if has_calendar(local.site) else "",
        "feeds": feed_links(local),
        "columns": _columns(places),
        "menu": [key for key, place in places if place.menu and key not in main],
        "footer": footer(local),
        "licence": {"name": settings.licence, "url": settings.licence_url},
        "short_host": settings.short_host,
        "hashtag": settings.hashtag,
    }


def _words(said: ListWords, local: LocalizedSite) -> View:
    return {"summary": local.text(said.summary), "home": local.text(said.home)}


def section_keys(site: Site[Read]) -> tuple[str, ...]:
    """The keys of all lists, whether they have pages or not."""
    return (*dict.fromkeys(kind.section for kind in site.kinds.values() if kind.section), *OTHER_SECTIONS)


def _main(site: Site[Web]) -> list[str]:
    """What the main navigation may hold, in its order: what the settings say, else all there is."""
    if site.settings.navigation is not None:
        return site.settings.navigation
    return [*_MAIN, *(page.ref for page in sorted_entries(site.all(Page)) if not page.footer)]


def _navigation(site: Site[Read]) -> Mapping[str, Navigation]:
    """Where each list is linked, by its key; of several kinds in one section, the first says it."""
    found = {key: place for key, (_, place) in OTHER_SECTIONS.items()}
    for kind in site.kinds.values():
        found.setdefault(kind.section, kind.navigation)
    return found


def _places(site: Site[Web], filled: Sequence[str]) -> list[tuple[str, Navigation]]:
    """The lists that have pages, in the order of the frame."""
    found = _navigation(site)
    return sorted(((key, found[key]) for key in filled), key=lambda item: item[1].rank)


def _columns(places: Iterable[tuple[str, Navigation]]) -> Mapping[str, list[str]]:
    """The keys of the lists in each column of the footer."""
    columns: dict[str, list[str]] = {}
    for key, place in places:
        columns.setdefault(place.column, []).append(key)
    return columns


def part_of(key: str, site: Site[Web]) -> str:
    """The key of the navigation item that a page, such as `photo:elmira-1` or `list:themes`, belongs to."""
    kind, _, name = key.partition(":")
    section = name.partition("/")[0] if kind == "list" else site.kinds[kind].section if kind in site.kinds else ""
    if section in _main(site):
        return section
    place = _navigation(site).get(section)
    return (place.under if place else "") or section or name or kind


def _item(name: str, local: LocalizedSite, filled: Sequence[str]) -> Mapping[str, str] | None:
    """A navigation item: a section by its key, or an entry such as `page:about`; None while it has no page."""
    if name in section_keys(local.site):
        return {"key": name, "title": "", "url": list_url(name, local.language)} if name in filled else None
    entry = local.site.find(name)
    if entry is None:
        return None
    return {"key": name, "title": local.link(entry.kind_name, entry.id)["title"], "url": local.url(entry)}
