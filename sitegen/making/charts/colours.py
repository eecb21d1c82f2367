"""The colours of charts by role, for screens and for four-colour offset.

They stand in the drawing as presentation attributes, which any style sheet overrules: pages set the
same roles as CSS variables, light and dark. The tests hold every pair to its contrast
(WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Medium = Literal["screen", "press"]
Paint = Mapping[str, str]

_SCREEN: Paint = {
    "ink": "#1d1b19",
    "quiet": "#5c5852",
    "rule": "#8c867d",
    "paper": "#ffffff",
    "on": "#ffffff",
}
_SCREEN_ACCENTS: Mapping[str, Paint] = {
    "blue": {"accent": "#1b4f8f", "muted": "#6d90bf", "tint": "#cfdff2"},
    "green": {"accent": "#17694a", "muted": "#4f9a7c", "tint": "#cbe6d9"},
    "ochre": {"accent": "#8f5400", "muted": "#b98a45", "tint": "#f6e0b8"},
    "red": {"accent": "#a9272d", "muted": "#cf7370", "tint": "#f6d3cf"},
}
_DARK: Paint = {"ink": "#f3efe9", "quiet": "#b8b1a6", "rule": "#7d776e", "paper": "#161514", "on": "#161514"}
_DARK_ACCENTS: Mapping[str, Paint] = {
    "blue": {"accent": "#8fbcf4", "muted": "#5580b5", "tint": "#21405f"},
    "green": {"accent": "#74d1a4", "muted": "#3f8a68", "tint": "#1c4737"},
    "ochre": {"accent": "#f0b65a", "muted": "#a5772c", "tint": "#533c16"},
    "red": {"accent": "#ff9d93", "muted": "#b65c56", "tint": "#5a2a27"},
}
_PRESS: Paint = {
    "ink": "device-cmyk(0% 0% 0% 100%)",
    "quiet": "device-cmyk(0% 0% 0% 75%)",
    "rule": "device-cmyk(0% 0% 0% 50%)",
    "paper": "device-cmyk(0% 0% 0% 0%)",
    "on": "device-cmyk(0% 0% 0% 0%)",
}
_PRESS_ACCENTS: Mapping[str, Paint] = {
    "blue": {
        "accent": "device-cmyk(95% 65% 10% 10%)",
        "muted": "device-cmyk(55% 32% 5% 3%)",
        "tint": "device-cmyk(22% 8% 0% 0%)",
    },
    "green": {
        "accent": "device-cmyk(85% 25% 75% 25%)",
        "muted": "device-cmyk(62% 12% 50% 8%)",
        "tint": "device-cmyk(24% 0% 20% 0%)",
    },
    "ochre": {
        "accent": "device-cmyk(15% 60% 100% 30%)",
        "muted": "device-cmyk(8% 35% 70% 20%)",
        "tint": "device-cmyk(0% 12% 35% 0%)",
    },
    "red": {
        "accent": "device-cmyk(10% 95% 85% 20%)",
        "muted": "device-cmyk(5% 62% 45% 10%)",
        "tint": "device-cmyk(0% 22% 16% 0%)",
    },
}


def paint(accent: str, medium: Medium = "screen") -> Paint:
    """The colour of every role on a light screen or on paper.

    Roles: ink, quiet, rule, paper, on (text on the accent), accent, muted, tint.
    """
    if medium == "press":
        return {**_PRESS, **_PRESS_ACCENTS[accent]}
    return {**_SCREEN, **_SCREEN_ACCENTS[accent]}


def dark_paint(accent: str) -> Paint:
    """The colours on a dark screen."""
    return {**_DARK, **_DARK_ACCENTS[accent]}
