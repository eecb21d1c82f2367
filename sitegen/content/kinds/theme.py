"""Themes of the photographs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sitegen.content.kinds import photo_record
from sitegen.content.localized import LocalizedSite, localized_with, sorted_entries
from sitegen.content.paging import plan_pages
from sitegen.content.placed_pictures import Told
from sitegen.model.languages import Text
from sitegen.model.media import Web
from sitegen.model.outputs import Planner
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View


class Theme(Told):
    """What a photograph is about; photographs name themes by id."""

    title: Text
    summary: Text
    order: int = 0


def about(theme: Theme) -> Callable[[photo_record.Photo], bool]:
    """Whether a photograph is about the theme."""
    return lambda photo: theme.id in photo.themes


def theme_card(theme: Theme, local: LocalizedSite) -> View:
    """A theme for a list: how many photographs it has, and the first that is about it above all."""
    found = photo_record.photos_where(local.site, about(theme))
    foremost = sorted(found, key=lambda photo: photo.themes.index(theme.id))
    return {
        "title": local.text(theme.title),
        "summary": local.text(theme.summary),
        "url": local.url(theme),
        "count": len(found),
        "cover": photo_record.cover(foremost, local),
    }


_OTHERS = 24
"""So many other themes a page names, those beside its own: naming all makes each page as long as the list."""


def plan_themes(site: Site[Web], planner: Planner) -> None:
    """The list of themes and a page each."""
    for local in localized_with(site, planner, site.all(Theme)):
        themes = sorted_entries(site.all(Theme))
        local.section("themes", "themes.html", {"themes": [theme_card(theme, local) for theme in themes]})
        for at, theme in enumerate(themes):
            first = max(0, min(at - _OTHERS // 2, len(themes) - _OTHERS - 1))
            found = photo_record.photos_where(site, about(theme))
            view = {
                "title": local.text(theme.title),
                "description": local.text(theme.summary),
                "others": [
                    {"title": local.text(other.title), "url": local.url(other), "here": other is theme}
                    for other in themes[first : first + _OTHERS + 1]
                ],
            }
            photos = partial(photo_record.with_photos, view, local=local)
            plan_pages(theme, "theme.html", photo_record.photo_pages(found, site), photos, local)


THEME = Kind(
    "theme",
    "themes",
    Theme,
    "themes",
    plan_themes,
    navigation=Navigation("exhibition", 3, under="exhibition", menu=True),
)
