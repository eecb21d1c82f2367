"""Judges the keys by which settings and languages speak of lists: one that names no list says nothing to anybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from sitegen.content.frame import section_keys
from sitegen.content.kinds.infographic_pages import SHARED
from sitegen.content.kinds.kiosk import SLIDES
from sitegen.content.kinds.photo_record import Side
from sitegen.content.kinds.press_page import SAMPLE
from sitegen.content.kinds.style_guide import STYLE_GUIDE
from sitegen.content.texts_left import has_left_texts
from sitegen.model.media import Read
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.suggestions import Suggestions


def addressed_keys(site: Site[Read]) -> tuple[str, ...]:
    """What a language may call otherwise in its addresses: every list, and what is a part of an address besides."""
    return (*section_keys(site), *get_args(Side), SHARED, SLIDES, STYLE_GUIDE, SAMPLE)


def check_list_keys(site: Site[Read], suggestions: Suggestions, problems: Problems) -> None:
    """Note what the navigation, the words for lists and the addresses of languages name in vain."""
    settings, lists = site.settings, section_keys(site)
    for index, name in enumerate(settings.navigation or ()):
        if name not in lists and not site.known(name) and not has_left_texts(name, site):
            suggestion = suggestions.nearest(name, lists)
            problems.error("unknown-link", settings.where("navigation", index), ref=name, suggestion=suggestion)
    said = [(key, settings.where("lists", key, "key")) for key in settings.lists]
    _unknown(said, lists, suggestions, problems)
    for language in site.languages:
        _unknown(language.section_places.items(), addressed_keys(site), suggestions, problems)


def _unknown(
    said: Iterable[tuple[str, Where]], known: tuple[str, ...], suggestions: Suggestions, problems: Problems
) -> None:
    for key, where in said:
        if key not in known:
            nearest = suggestions.nearest(key, known)
            problems.error("unknown-field", where, field=key, known=", ".join(known), suggestion=nearest)
