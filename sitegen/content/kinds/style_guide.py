"""The style page of the preview: every component of the design once, filled with what the content has."""

from __future__ import annotations

from sitegen.content.charts import Infographic
from sitegen.content.kinds.author import Author, author_card, interview_view
from sitegen.content.kinds.event import by_time, event_card
from sitegen.content.kinds.guestbook import Card, card_view
from sitegen.content.kinds.infographic import infographic_card, infographic_charts
from sitegen.content.kinds.photo_record import all_photos, card
from sitegen.content.kinds.podcast import Series, series_card
from sitegen.content.kinds.theme import Theme, theme_card
from sitegen.content.kinds.venue import stops, venue_card
from sitegen.content.kinds.zine import zine_card
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.localized import LocalizedSite, list_url, localized_sites, sorted_entries
from sitegen.model.media import Web
from sitegen.model.outputs import PlannedPage, Planner
from sitegen.model.site import Site
from sitegen.model.web_orders import View

STYLE_GUIDE = "style"
"""The key of the style page, and of its part of the address."""

_PHOTOS, _FEW = 6, 3


def _view(local: LocalizedSite) -> View:
    site = local.site
    photos, authors = all_photos(site), sorted_entries(site.all(Author))
    drawn = sorted_entries(site.all(Infographic))[:_FEW]
    spoken = [interview_view(author, local) for author in authors if author.interview]
    return {
        "photos": [card(photo, local) for photo in photos[:_PHOTOS]],
        "comment": local.text(photos[0].comment) if photos else "",
        "authors": [author_card(author, local) for author in authors[:_FEW]],
        "themes": [theme_card(theme, local) for theme in sorted_entries(site.all(Theme))],
        "facts": [local.fact(fact) for fact in site.settings.facts],
        "events": [event_card(event, local) for event in by_time(site)[:_FEW]],
        "venues": [venue_card(venue, local) for venue in stops(site)],
        "interview": spoken[0] if spoken else None,
        "series": [series_card(series, local) for series in site.all(Series)][:1],
        "zines": [zine_card(zine, local) for zine in sorted_entries(site.all(Zine))],
        "infographics": [infographic_card(one, local) for one in drawn],
        "charts": infographic_charts(drawn[0], local)[:1] if drawn else [],
        "cards": [card_view(one, local) for one in site.all(Card)[:_FEW]],
    }


def plan_style_guide(site: Site[Web], planner: Planner) -> None:
    """The style page in each language."""
    for local in localized_sites(site, planner):
        url = list_url(STYLE_GUIDE, local.language)
        planner.page(PlannedPage(STYLE_GUIDE, local.language, url, "style.html", _view(local), listed=False))
