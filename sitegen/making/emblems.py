"""Emblems of those who pay for a project, drawn from their published geometry, as SVG that stands in a page."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Literal

from markupsafe import Markup, escape

from sitegen.model.cldr import country_name, is_locale

_HIGH, _WIDE, _BORDER = 900, 1350, 36
_RING, _STAR = _HIGH / 3, _HIGH / 18
_COLOURS: Mapping[str, tuple[str, str, str]] = {
    "screen": ("#ffffff", "#003399", "#ffcc00"),
    "press": ("device-cmyk(0 0 0 0)", "device-cmyk(1 .8 0 0)", "device-cmyk(0 0 1 0)"),
}


def emblem(name: str | None, medium: Literal["screen", "press"] = "screen", language: str = "") -> Markup:
    """The emblem `eu`: the flag of Europe, with a white border for grounds that are not white; nothing without a name.

    Twelve upright stars stand as the hours of a clock on a ring of a third of the flag's height, each in a circle of an
    eighteenth (Publications Office of the European Union, Interinstitutional Style Guide, annex A1). The sentence
    beside it says what it means, so pages do not read it out; in a PDF that is read aloud each picture has a text
    (PDF/UA-1, 7.3), here the name of the Union in a language, by CLDR.
    """
    if not name:
        return Markup()
    white, blue, gold = _COLOURS[medium]
    whole = f"{-_BORDER} {-_BORDER} {_WIDE + 2 * _BORDER} {_HIGH + 2 * _BORDER}"
    stars = "".join(_star(hour * pi / 6) for hour in range(12))
    around = f"M{-_BORDER} {-_BORDER}h{_WIDE + 2 * _BORDER}v{_HIGH + 2 * _BORDER}H{-_BORDER}z"
    painted = ((white, around), (blue, f"M0 0h{_WIDE}v{_HIGH}H0z"), (gold, stars))
    title = f"<title>{escape(_union(language))}</title>" if language else ""
    paths = "".join(f'<path fill="{colour}" d="{path}"/>' for colour, path in painted)
    return Markup(f'<svg class="emblem" viewBox="{whole}" aria-hidden="true">{title}{paths}</svg>')  # noqa: S704 - of numbers


def _union(language: str) -> str:
    locale = language.replace("-", "_")
    return country_name("EU", locale if is_locale(locale) else "en")


def _star(angle: float) -> str:
    """A star on the ring, by its points in the order in which one line draws them."""
    x, y = _WIDE / 2 + _RING * sin(angle), _HIGH / 2 - _RING * cos(angle)
    turns = (2 * pi * point / 5 for point in (0, 2, 4, 1, 3))
    return "M" + "L".join(f"{x + _STAR * sin(turn):.1f} {y - _STAR * cos(turn):.1f}" for turn in turns) + "z"
