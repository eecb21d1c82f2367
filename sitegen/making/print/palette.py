"""The colours of printed matter, once in inks and once for screens.

Black text stands on them, so they are light and warm or light and cool, never dark; all are flat.
"""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """A flat colour: its inks in per cent (C, M, Y, K) and its likeness on screens."""

    inks: tuple[int, int, int, int]
    screen: str

    def css(self, *, press: bool) -> str:
        """Return the colour as CSS writes it."""
        if not press:
            return self.screen
        return "device-cmyk({:g} {:g} {:g} {:g})".format(*(ink / 100 for ink in self.inks))


BLACK = Colour((0, 0, 0, 100), "#161412")
PAPER = Colour((0, 0, 0, 0), "#ffffff")
PALETTES = {
    "saffron": Colour((0, 26, 88, 0), "#fdc52c"),
    "coral": Colour((0, 50, 48, 0), "#f49b82"),
    "mint": Colour((42, 0, 32, 0), "#9dd3bd"),
    "sky": Colour((40, 8, 0, 0), "#a0d0f0"),
    "lilac": Colour((24, 32, 0, 0), "#c6b4d8"),
    "white": Colour((0, 0, 0, 0), "#ffffff"),
}


def theme_css(palette: str, *, press: bool) -> str:
    """Return the custom properties `--ink`, `--paper` and `--accent`.

    Raises:
        KeyError: there is no palette of this name.
    """
    colours = {"ink": BLACK, "paper": PAPER, "accent": PALETTES[palette]}
    rules = "".join(f"--{name}:{colour.css(press=press)};" for name, colour in colours.items())
    return f":root{{{rules}}}\n"
