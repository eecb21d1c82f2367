"""The formats of derivatives, as plans and pages know them and as they are encoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Format:
    """An image format: its suffix, media type and encoder settings."""

    name: str
    suffix: str
    mime: str
    save: Mapping[str, Any]
    widths: int = 99
    """At most so many widths of a profile, spread over its range: the fallback needs fewer."""
    codec: str = ""
    """Pillow's name of it, where that is another one."""
    silent: bool = False
    """Whether it says nothing of itself, not even whose it is."""


FORMATS = {
    form.name: form
    for form in (
        Format("avif", ".avif", "image/avif", {"quality": 50, "speed": 9, "max_threads": 1}),
        Format(
            "jpeg",
            ".jpg",
            "image/jpeg",
            {"quality": 78, "progressive": True, "optimize": True},
            widths=2,
        ),
        # For newspapers: baseline, which every press reads, with all colours, and 300 pixels an inch. What these files
        # say of themselves is written into them when it is known for whom.
        Format(
            "press",
            ".jpg",
            "image/jpeg",
            {"quality": 92, "subsampling": "4:4:4", "optimize": True, "dpi": (300, 300)},
            codec="jpeg",
            silent=True,
        ),
        Format(
            "screen",
            ".jpg",
            "image/jpeg",
            {"quality": 82, "progressive": True, "optimize": True},
            codec="jpeg",
            silent=True,
        ),
    )
}
