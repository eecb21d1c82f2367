"""Themes of the photographs."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.content.kinds import photograph as photos
from sitegen.content.lens import Lens, lenses_with, ordered
from sitegen.model.entries import Entry
from sitegen.model.languages import Text
from sitegen.model.media import Web
from sitegen.model.outputs import Desk
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View


class Theme(Entry):
    """What a photograph is about; photographs name themes by id."""

    title: Text
    summary: Text
    order: int = 0


def about(theme: Theme) -> Callable[[photos.Photo], bool]:
    """Whether a photograph is about the theme."""
    return lambda photo: theme.id in photo.themes


def theme_card(theme: Theme, lens: Lens) -> View:
    """A theme for a list: how many photographs it has, and the first that is about it above all."""
    found = photos.photos_where(lens.site, about(theme))
    foremost = sorted(found, key=lambda photo: photo.themes.index(theme.id))
    return {
        "title": lens.text(theme.title),
        "summary": lens.text(theme.summary),
        "url": lens.url(theme),
        "count": len(found),
        "cover": photos.cover(foremost, lens),
    }


def order_themes(site: Site[Web], desk: Desk) -> None:
    """The list of themes and a page each."""
    for lens in lenses_with(site, desk, site.all(Theme)):
        themes = ordered(site.all(Theme))
        lens.section("themes", "themes.html", {"themes": [theme_card(theme, lens) for theme in themes]})
        for theme in themes:
            found = photos.photos_where(site, about(theme))
            lens.page(
                theme,
                "theme.html",
                {
                    "title": lens.text(theme.title),
                    "description": lens.text(theme.summary),
                    "photos": [photos.card(photo, lens) for photo in found],
                    "others": [
                        {"title": lens.text(other.title), "url": lens.url(other), "here": other is theme}
                        for other in themes
                    ],
                },
            )


THEME = Kind(
    "theme",
    "themes",
    Theme,
    "themes",
    order_themes,
    navigation=Navigation("exhibition", 3, under="exhibition", menu=True),
)
