"""What every page carries around its own content: navigation, language switch, notices."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.content.kinds.front import footer
from sitegen.content.lens import Lens, list_url
from sitegen.model.media import Read, Web
from sitegen.model.site import Site
from sitegen.model.web_orders import View

OTHER_SECTIONS = {"exhibition": "", "printers": "zines"}
"""Lists that are no list of one kind, and the list that each of them comes with."""


def chrome(lens: Lens) -> View:
    """The site around a page, in one language; the plan adds what differs from page to page."""
    settings = lens.site.settings
    organization = settings.organization
    return {
        "title": lens.text(settings.title),
        "short_title": lens.text(settings.short_title) or lens.text(settings.title),
        "home": f"/{lens.language.prefix}/",
        "base": settings.base_url.rstrip("/"),
        "description": lens.text(settings.description),
        "organization": {
            "name": lens.text(organization.name),
            "short_name": organization.short_name,
            "address": organization.address,
            "url": organization.url,
        },
        "notices": [{"text": notice.text, "language": notice.language} for notice in settings.notices],
        "navigation": [item for name in settings.navigation if (item := _item(name, lens))],
        "sections": _sections(lens),
        "filled": filled(lens.site),
        "footer": footer(lens),
        "licence": {"name": settings.licence, "url": settings.licence_url},
        "short_host": settings.short_host,
        "hashtag": settings.hashtag,
    }


def section_keys(site: Site[Read]) -> tuple[str, ...]:
    """The keys of all lists, whether they have pages or not."""
    return (*dict.fromkeys(kind.section for kind in site.kinds.values() if kind.section), *OTHER_SECTIONS)


def filled(site: Site[Web]) -> list[str]:
    """The keys of the lists that have pages: of those whose kind has anything to show."""
    shown = {kind.section for kind in site.kinds.values() if site.entries[kind.name]}
    return [key for key in section_keys(site) if OTHER_SECTIONS.get(key, key) in {*shown, ""}]


def _sections(lens: Lens) -> Mapping[str, str]:
    """The address of every list by its key."""
    return {key: list_url(key, lens.language) for key in section_keys(lens.site)}


def _item(name: str, lens: Lens) -> Mapping[str, str] | None:
    """A navigation item: a section by its key, or an entry such as `page:about`; None while it has no page."""
    if name in section_keys(lens.site):
        return {"key": name, "title": "", "url": list_url(name, lens.language)} if name in filled(lens.site) else None
    entry = lens.site.find(name)
    if entry is None:
        return None
    return {"key": name, "title": lens.link(entry.kind_name, entry.id)["title"], "url": lens.url(entry)}
