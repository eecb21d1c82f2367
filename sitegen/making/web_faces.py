"""The faces of pages: which of the typefaces they use, and under what name."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.making.typefaces import SANS, SANS_SEMIBOLD, SERIF, Typeface


@dataclass(frozen=True)
class WebFont:
    """A face that pages may use; the style sheet calls its family `family`."""

    face: Typeface
    preload: bool = False

    @property
    def family(self) -> str:
        """Source Serif for Source Serif 4: a cut-down font is another one."""
        return self.face.family.rpartition(" ")[0]


WEB_FONTS = (WebFont(SERIF, preload=True), WebFont(SANS, preload=True), WebFont(SANS_SEMIBOLD))
