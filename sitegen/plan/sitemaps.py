"""Sitemaps (sitemaps.org 0.9): every page that search engines may show, its other languages and its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.content.localized import localized_sites
from sitegen.content.sitemap_facts import last_changed, pictures_of
from sitegen.model.web_orders import TextOrder, View
from sitegen.plan.pages import Related
from sitegen.plan.planner import SitePlanner

MOST = 50_000
"""So many addresses a sitemap holds at most. The protocol counts pages; pictures and other languages are counted here
too, so that a file stays below the 50 MB that it allows besides."""


def plan_sitemaps(planner: SitePlanner, related: Related) -> None:
    """`sitemap.xml`, which is an index of several where one cannot hold all, and `robots.txt`, which names it."""
    base = planner.site.settings.base
    parts = list(_parts(_pages(planner, related)))
    if len(parts) == 1:
        _text(planner, "/sitemap.xml", "sitemap.xml", {"pages": parts[0]})
    else:
        index = []
        for number, pages in enumerate(parts, 1):
            address = f"/sitemap-{number}.xml"
            _text(planner, address, "sitemap.xml", {"pages": pages})
            index.append({"url": base + address, "changed": max(page["changed"] for page in pages)})
        _text(planner, "/sitemap.xml", "sitemap-index.xml", {"sitemaps": index})
    _text(planner, "/robots.txt", "robots.txt", {"sitemap": f"{base}/sitemap.xml"})


def _text(planner: SitePlanner, address: str, template: str, view: View) -> None:
    planner.file(address, TextOrder(f"feeds/{template}", planner.site.languages[0].writing, view))


def _pages(planner: SitePlanner, related: Related) -> list[View]:
    """What is said of each page."""
    site, base = planner.site, planner.site.settings.base
    locals_ = {local.language.code: local for local in localized_sites(site, planner)}
    found = []
    for page, _ in planner.pages:
        if page.listed and page.fallback is None:
            entry, alternates = site.find(page.key), related.alternates(page)
            changed = last_changed(entry) if entry else None
            pictures = pictures_of(entry, locals_[page.language.code]) if entry else []
            found.append(
                {
                    "url": base + page.url,
                    "changed": changed.isoformat() if changed else "",
                    "alternates": alternates,
                    "default": related.default(page, alternates),
                    "pictures": [base + address for address in pictures],
                }
            )
    return found


def _parts(pages: Sequence[View]) -> Iterator[list[View]]:
    """The pages as so many lists as sitemaps are needed, one at least."""
    part: list[View] = []
    room = MOST
    for page in pages:
        needed = 1 + len(page["alternates"]) + bool(page["default"]) + len(page["pictures"])
        if needed > room and part:
            yield part
            part, room = [], MOST
        part.append(page)
        room -= needed
    yield part
