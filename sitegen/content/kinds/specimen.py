"""The style page of the preview: every component of the design once, filled with what the content has."""

from __future__ import annotations

from sitegen.content.charts import Infographic
from sitegen.content.kinds.author import Author, author_card, interview_view
from sitegen.content.kinds.event import by_time, event_card
from sitegen.content.kinds.guestbook import Card, card_view
from sitegen.content.kinds.infographic import infographic_card, infographic_charts
from sitegen.content.kinds.photograph import all_photos, card
from sitegen.content.kinds.podcast import Series, series_card
from sitegen.content.kinds.theme import Theme, theme_card
from sitegen.content.kinds.venue import stops, venue_card
from sitegen.content.kinds.zine import zine_card
from sitegen.content.kinds.zine_record import Zine
from sitegen.content.lens import Lens, lenses, list_url, ordered
from sitegen.model.media import Web
from sitegen.model.outputs import Desk, PlannedPage
from sitegen.model.site import Site
from sitegen.model.web_orders import View

SPECIMEN = "style"
"""The key of the style page, and of its part of the address."""

_PHOTOS, _FEW = 6, 3


def _view(lens: Lens) -> View:
    site = lens.site
    photos, authors, drawn = all_photos(site), ordered(site.all(Author)), ordered(site.all(Infographic))[:_FEW]
    spoken = [interview_view(author, lens) for author in authors if author.interview]
    return {
        "photos": [card(photo, lens) for photo in photos[:_PHOTOS]],
        "comment": lens.text(photos[0].comment) if photos else "",
        "authors": [author_card(author, lens) for author in authors[:_FEW]],
        "themes": [theme_card(theme, lens) for theme in ordered(site.all(Theme))],
        "facts": [lens.fact(fact) for fact in site.settings.facts],
        "events": [event_card(event, lens) for event in by_time(site)[:_FEW]],
        "venues": [venue_card(venue, lens) for venue in stops(site)],
        "interview": spoken[0] if spoken else None,
        "series": [series_card(series, lens) for series in site.all(Series)][:1],
        "zines": [zine_card(zine, lens) for zine in ordered(site.all(Zine))],
        "infographics": [infographic_card(one, lens) for one in drawn],
        "charts": infographic_charts(drawn[0], lens)[:1] if drawn else [],
        "cards": [card_view(one, lens) for one in site.all(Card)[:_FEW]],
    }


def order_specimen(site: Site[Web], desk: Desk) -> None:
    """The style page in each language."""
    for lens in lenses(site, desk):
        url = list_url(SPECIMEN, lens.language)
        desk.page(PlannedPage(SPECIMEN, lens.language, url, "style.html", _view(lens), listed=False))
