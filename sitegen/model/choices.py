"""What editors choose from, where records and orders know the same words."""

from __future__ import annotations

from typing import Literal

Accent = Literal["blue", "green", "ochre", "red"]
"""The colour of a chart."""

Approx = Literal["about", "over"]
"""How a number was rounded."""

Icon = Literal["person", "camera", "voice"]
"""What a chart counts things with."""

Scale = Literal["common", "each"]
"""Whether the parts of a chart are drawn to one scale."""

Palette = Literal["saffron", "coral", "mint", "sky", "lilac"]
"""The colours of a zine."""
