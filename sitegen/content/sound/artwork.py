"""What podcast directories ask of a cover (Apple: 1400 to 3000 px, square, JPEG or PNG, RGB)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.content.file_findings import Finding

SMALLEST, LARGEST = 1400, 3000
MOST_BYTES = 512 * 1024
"""Apps load the cover on mobile data, and some refuse larger ones."""


def check_artwork(width: int, height: int, mode: str, image_format: str, size: int = 0) -> Iterator[Finding]:
    """Faults of a cover: sizes in pixels, Pillow's names of mode and format, `size` in bytes where known."""
    if width != height:
        yield Finding("artwork-not-square", {"width": width, "height": height})
    if not SMALLEST <= min(width, height) <= max(width, height) <= LARGEST:
        sizes = {"width": width, "height": height, "least": SMALLEST, "most": LARGEST}
        yield Finding("artwork-size", sizes)
    if image_format not in {"JPEG", "PNG"}:
        yield Finding("artwork-format", {"found": image_format})
    if mode != "RGB":
        yield Finding("artwork-mode", {"found": mode})
    if size > MOST_BYTES:
        yield Finding("artwork-heavy", {"kilobytes": size // 1024, "most": MOST_BYTES // 1024}, warning=True)
