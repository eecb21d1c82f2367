"""Pages that belong to no single entry: home, the exhibition, the root, the page for lost addresses."""

from __future__ import annotations

from itertools import islice

from sitegen.content.charts import Infographic
from sitegen.content.kinds.author import Author, author_card
from sitegen.content.kinds.event import Event, event_card, past_and_coming
from sitegen.content.kinds.infographic import infographic_card
from sitegen.content.kinds.page import Page
from sitegen.content.kinds.photo_record import Photo, all_photos, by_side, card, picture, side_name
from sitegen.content.kinds.podcast import Series, series_card
from sitegen.content.kinds.theme import Theme, theme_card
from sitegen.content.kinds.venue import held_stops, stops, venue_card
from sitegen.content.kinds.zine import zine_card
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite, localized_sites, sorted_entries
from sitegen.model.media import Web
from sitegen.model.outputs import PlannedPage, Planner
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import View

FACES = 5
"""How many photographs the home page shows."""
_NEXT = 3
"""So many of the coming events the home page announces, the next ones."""
_STOPS = 5
"""So many stops are named to those who search, the last ones."""


def opening_photos(site: Site[Web]) -> list[Photo]:
    """The first photograph, without a content note, of each of the first authors; of few authors, more of each."""
    shown = [photo for photo in all_photos(site) if not photo.content_note]
    firsts = {photo.author: photo for photo in reversed(shown)}
    found = [firsts[author.id] for author in sorted_entries(site.all(Author)) if author.id in firsts][:FACES]
    others = (photo for photo in shown if photo is not firsts[photo.author])
    return [*found, *islice(others, FACES - len(found))]


def _hero(local: LocalizedSite) -> View | None:
    """The photograph that opens the site."""
    shown = opening_photos(local.site)
    return card(shown[0], local) | {"picture": picture(shown[0], local, "photo")} if shown else None


def _home(local: LocalizedSite) -> View:
    site, settings = local.site, local.site.settings
    past, coming = past_and_coming(site)
    remembered = past[-settings.page_size :]
    return {
        "title": local.text(settings.title),
        "description": local.text(settings.description),
        "tagline": local.text(settings.tagline),
        "hero": _hero(local),
        "photos": [card(photo, local) for photo in opening_photos(site)[1:]],
        "facts": [local.fact(fact) for fact in settings.facts],
        "story": [{"title": local.text(part.title), "text": local.text(part.text)} for part in settings.story],
        "coming": [event_card(event, local) for event in coming[:_NEXT]],
        "events": [event_card(event, local) for event in remembered],
        "years": _years(remembered),
        "voices": [
            author_card(one, local) | {"sample": interview.sample}
            for one in sorted_entries(site.all(Author))
            if (interview := one.interview)
        ][: settings.page_size],
        "series": [series_card(series, local) for series in site.all(Series)],
        "infographics": [infographic_card(one, local) for one in sorted_entries(site.all(Infographic))],
        "zines": [zine_card(zine, local) for zine in sorted_entries(site.all(Zine))],
        "hashtag": settings.hashtag,
    }


def _years(events: list[Event]) -> list[int]:
    """Every year from that of the first event to that of the last one."""
    return [*range(events[0].when.start.year, events[-1].when.start.year + 1)] if events else []


def _exhibition(local: LocalizedSite) -> View:
    """The exhibition as a whole; of what there is much of, the beginning."""
    site, most = local.site, local.site.settings.page_size
    return {
        "in_short": _where_and_when(local),
        "photos": [card(photo, local) for photo in all_photos(site)[:most]],
        "authors": [author_card(author, local) for author in sorted_entries(site.all(Author))[:most]],
        "themes": [theme_card(theme, local) for theme in sorted_entries(site.all(Theme))],
        "venues": [venue_card(venue, local) for venue in stops(site)],
        "sides": [
            {"side": side, "name": side_name(side, local), "photos": [card(photo, local) for photo in found[:most]]}
            for side, found in by_side(all_photos(site)).items()
        ],
    }


def _where_and_when(local: LocalizedSite) -> str:
    """The exhibition and its last stops in a line, for those who search; empty where there are none."""
    settings = local.site.settings
    held = [f"{local.text(stop.title)}, {local.when(stop.when)['text']}" for stop in held_stops(local.site)[-_STOPS:]]
    return f"{local.text(settings.short_title) or local.text(settings.title)}: {'; '.join(held)}." if held else ""


def plan_front(site: Site[Web], planner: Planner) -> None:
    """Home and exhibition in each language, and the two pages that speak all of them.

    There is no guide to an exhibition that shows nothing; a language whose home is the root of the site is alone.
    """
    guide = any(site.entries[kind] for kind in ("photo", "author", "theme", "venue"))
    for local in localized_sites(site, planner):
        planner.page(PlannedPage("home", local.language, local.language.home, "home.html", _home(local)))
        if guide:
            local.section("exhibition", "exhibition.html", _exhibition(local))
    first = site.languages[0]
    every = _every(site, planner)
    if first.prefix:
        view = every | {"hero": _hero(LocalizedSite(site, planner, first))}
        planner.page(PlannedPage("root", first, "/", "root.html", view, listed=False))
    planner.page(PlannedPage("404", first, "/404.html", "404.html", every, listed=False))


def plan_notice(identifier: str, origin: Where, site: Site[Web], planner: Planner) -> None:
    """The page behind a printed code whose target is not shown any more: in every language, and of nobody."""
    first, url, view = site.languages[0], f"/q/{identifier}/", _every(site, planner) | {"gone": True}
    page = PlannedPage(f"q:{identifier}", first, url, "q.html", view, origin=origin, listed=False, every_voice=True)
    planner.page(page)


def _every(site: Site[Web], planner: Planner) -> View:
    """The site's name and its home in every language."""
    return {
        "title": next(iter(site.settings.title.values())),
        "description": next(iter(site.settings.in_short.values())),
        "choices": [
            {
                "code": local.language.code,
                "name": local.language.name,
                "title": local.text(site.settings.title),
                "tagline": local.text(site.settings.tagline),
                "lost": local.text(site.settings.lost),
                "gone": local.text(site.settings.gone or site.settings.lost),
                "url": local.language.home,
            }
            for local in localized_sites(site, planner)
        ],
    }


def footer(local: LocalizedSite) -> list[View]:
    """The pages that every page links at its foot."""
    pages = [page for page in sorted_entries(local.site.all(Page)) if page.footer]
    return [{"title": local.text(page.title), "url": local.url(page)} for page in pages]
