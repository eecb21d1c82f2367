"""Pages that belong to no single entry: home, the exhibition, the root, the page for lost addresses."""

from __future__ import annotations

from sitegen.content.charts import Infographic
from sitegen.content.kinds.author import Author, author_card
from sitegen.content.kinds.event import by_time, event_card
from sitegen.content.kinds.infographic import infographic_card
from sitegen.content.kinds.page import Page
from sitegen.content.kinds.photograph import Photo, all_photos, card, picture
from sitegen.content.kinds.podcast import Series, series_card
from sitegen.content.kinds.theme import Theme, theme_card
from sitegen.content.kinds.venue import stops, venue_card
from sitegen.content.kinds.zine import zine_card
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.lens import Lens, lenses, ordered
from sitegen.model.media import Web
from sitegen.model.outputs import Desk, PlannedPage
from sitegen.model.site import Site
from sitegen.model.web_orders import View

FACES = 5
"""How many photographs the home page shows."""


def _shown(site: Site[Web]) -> list[Photo]:
    """The first photograph, without a content note, of each of the first authors."""
    firsts = {photo.author: photo for photo in reversed(all_photos(site)) if not photo.content_note}
    return [firsts[author.id] for author in ordered(site.all(Author)) if author.id in firsts][:FACES]


def _hero(lens: Lens) -> View | None:
    """The photograph that opens the site."""
    shown = _shown(lens.site)
    return card(shown[0], lens) | {"picture": picture(shown[0], lens, "photo")} if shown else None


def _home(lens: Lens) -> View:
    site, settings = lens.site, lens.site.settings
    return {
        "title": lens.text(settings.title),
        "description": lens.text(settings.description),
        "tagline": lens.text(settings.tagline),
        "hero": _hero(lens),
        "photos": [card(photo, lens) for photo in _shown(site)[1:]],
        "facts": [lens.fact(fact) for fact in settings.facts],
        "story": [{"title": lens.text(part.title), "text": lens.text(part.text)} for part in settings.story],
        "events": [event_card(event, lens) for event in by_time(site)],
        "voices": [
            author_card(one, lens) | {"sample": interview.sample}
            for one in ordered(site.all(Author))
            if (interview := one.interview)
        ],
        "series": [series_card(series, lens) for series in site.all(Series)],
        "infographics": [infographic_card(one, lens) for one in ordered(site.all(Infographic))],
        "zines": [zine_card(zine, lens) for zine in ordered(site.all(Zine))],
        "hashtag": settings.hashtag,
    }


def _exhibition(lens: Lens) -> View:
    site = lens.site
    return {
        "photos": [card(photo, lens) for photo in all_photos(site)],
        "authors": [author_card(author, lens) for author in ordered(site.all(Author))],
        "themes": [theme_card(theme, lens) for theme in ordered(site.all(Theme))],
        "venues": [venue_card(venue, lens) for venue in stops(site)],
        "sides": {
            side: [card(photo, lens) for photo in all_photos(site) if photo.side == side]
            for side in ("light", "dark", "both")
        },
    }


def order_front(site: Site[Web], desk: Desk) -> None:
    """Home and exhibition in each language, and the two pages that speak all of them."""
    for lens in lenses(site, desk):
        desk.page(PlannedPage("home", lens.language, f"/{lens.language.prefix}/", "home.html", _home(lens)))
        lens.section("exhibition", "exhibition.html", _exhibition(lens))
    first = site.languages[0]
    every = _every(site, desk)
    desk.page(
        PlannedPage("root", first, "/", "root.html", every | {"hero": _hero(Lens(site, desk, first))}, listed=False)
    )
    desk.page(PlannedPage("404", first, "/404.html", "404.html", every, listed=False))


def _every(site: Site[Web], desk: Desk) -> View:
    """The site's name and its home in every language."""
    return {
        "title": next(iter(site.settings.title.values())),
        "description": next(iter(site.settings.description.values())),
        "choices": [
            {
                "code": lens.language.code,
                "name": lens.language.name,
                "title": lens.text(site.settings.title),
                "tagline": lens.text(site.settings.tagline),
                "lost": lens.text(site.settings.lost),
                "url": f"/{lens.language.prefix}/",
            }
            for lens in lenses(site, desk)
        ],
    }


def footer(lens: Lens) -> list[View]:
    """The pages that every page links at its foot."""
    pages = [page for page in ordered(lens.site.all(Page)) if page.footer]
    return [{"title": lens.text(page.title), "url": lens.url(page)} for page in pages]
