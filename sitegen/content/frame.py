"""What every page carries around its own content: navigation, language switch, notices."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.content.calendar_entries import has_calendar
from sitegen.content.feeds import feed_links
from sitegen.content.kinds.front import footer
from sitegen.content.localized import LocalizedSite, calendar_url, list_url
from sitegen.content.press_kit import PRESS, has_kit
from sitegen.content.search import SEARCH
from sitegen.model.media import Read, Web
from sitegen.model.site import Navigation, Site
from sitegen.model.web_orders import View

OTHER_SECTIONS = {
    "exhibition": ("", Navigation("exhibition", 0)),
    "printers": ("zines", Navigation("campaign", 5, under="zines")),
    PRESS: ("", Navigation("about", 0)),
    SEARCH: ("", Navigation("", 9, menu=True)),
}
"""Lists that are no list of one kind: the list that each of them comes with, and where it is linked."""


def frame(local: LocalizedSite) -> View:
    """The site around a page, in one language; the plan adds what differs from page to page."""
    settings = local.site.settings
    organization = settings.organization
    return {
        "title": local.text(settings.title),
        "short_title": local.text(settings.short_title) or local.text(settings.title),
        "home": f"/{local.language.prefix}/",
        "base": settings.base,
        "description": local.text(settings.description),
        "organization": {
            "name": local.text(organization.name),
            "short_name": organization.short_name,
            "address": organization.address,
            "url": organization.url,
        },
        "notices": [{"text": notice.text, "language": notice.language} for notice in settings.notices],
        "navigation": [item for name in settings.navigation if (item := _item(name, local))],
        "sections": {key: list_url(key, local.language) for key in section_keys(local.site)},
        "filled": filled(local.site),
        "calendar": calendar_url(local.language) if has_calendar(local.site) else "",
        "feeds": feed_links(local),
        "columns": _columns(local.site),
        "menu": [key for key, place in _places(local.site) if place.menu and key not in settings.navigation],
        "footer": footer(local),
        "licence": {"name": settings.licence, "url": settings.licence_url},
        "short_host": settings.short_host,
        "hashtag": settings.hashtag,
    }


def section_keys(site: Site[Read]) -> tuple[str, ...]:
    """The keys of all lists, whether they have pages or not."""
    return (*dict.fromkeys(kind.section for kind in site.kinds.values() if kind.section), *OTHER_SECTIONS)


def filled(site: Site[Web]) -> list[str]:
    """The keys of the lists that have pages: of those whose kind has anything to show, and that for the media."""
    shown = {kind.section for kind in site.kinds.values() if site.entries[kind.name]}
    with_others = {key: with_list for key, (with_list, _) in OTHER_SECTIONS.items()}
    found = [key for key in section_keys(site) if with_others.get(key, key) in {*shown, ""}]
    return found if has_kit(site) else [key for key in found if key != PRESS]


def _navigation(site: Site[Read]) -> Mapping[str, Navigation]:
    """Where each list is linked, by its key; of several kinds in one section, the first says it."""
    found = {key: place for key, (_, place) in OTHER_SECTIONS.items()}
    for kind in site.kinds.values():
        found.setdefault(kind.section, kind.navigation)
    return found


def _places(site: Site[Web]) -> list[tuple[str, Navigation]]:
    """The lists that have pages, in the order of the frame."""
    found = _navigation(site)
    return sorted(((key, found[key]) for key in filled(site)), key=lambda item: item[1].rank)


def _columns(site: Site[Web]) -> Mapping[str, list[str]]:
    """The keys of the lists in each column of the footer."""
    columns: dict[str, list[str]] = {}
    for key, place in _places(site):
        columns.setdefault(place.column, []).append(key)
    return columns


def part_of(key: str, site: Site[Web]) -> str:
    """The key of the navigation item that a page, such as `photo:elmira-1` or `list:themes`, belongs to."""
    kind, _, name = key.partition(":")
    section = name.partition("/")[0] if kind == "list" else site.kinds[kind].section if kind in site.kinds else ""
    if section in site.settings.navigation:
        return section
    place = _navigation(site).get(section)
    return (place.under if place else "") or section or name or kind


def _item(name: str, local: LocalizedSite) -> Mapping[str, str] | None:
    """A navigation item: a section by its key, or an entry such as `page:about`; None while it has no page."""
    if name in section_keys(local.site):
        return {"key": name, "title": "", "url": list_url(name, local.language)} if name in filled(local.site) else None
    entry = local.site.find(name)
    if entry is None:
        return None
    return {"key": name, "title": local.link(entry.kind_name, entry.id)["title"], "url": local.url(entry)}
