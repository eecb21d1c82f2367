"""Image sizes: the profiles of derivatives, and which widths of one are made of an original."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.making.formats import Format

_PLAIN = 1200


@dataclass(frozen=True)
class Profile:
    """A size class: `widths` in pixels, an optional `ratio` (width : height) to crop to, smallest first.

    Where `longest`, widths are those of the longer side. `inner` ones are only made for other files (`Output.inner`).
    """

    name: str
    widths: tuple[int, ...]
    ratio: float | None = None
    formats: tuple[str, ...] = ("avif", "jpeg")
    longest: bool = False
    inner: bool = False


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("photo", (480, 640, 736, 900, 1200, 1800)),
        Profile("card", (160, 320, 480, 800)),
        Profile("zoom", (2400,), formats=("avif",)),
        Profile("share", (1200,), formats=("jpeg",)),
        Profile("press", (3000,), formats=("press",), longest=True, inner=True),
        Profile("screen", (1600,), formats=("screen",), longest=True, inner=True),
    )
}


def widths_for(profile: Profile, form: Format, available: int) -> list[int]:
    """The widths to make: never larger than the original, at least one."""
    widths = [width for width in profile.widths if width <= available] or [min(profile.widths[0], available)]
    if len(widths) <= form.widths:
        return widths
    # The smallest, and the largest that is not meant for dense screens alone.
    return [widths[0], next(width for width in reversed(widths) if width <= _PLAIN or width == widths[0])]


def height_for(profile: Profile, width: int, size: tuple[int, int]) -> int:
    """The height of a derivative of this width."""
    ratio = profile.ratio or size[0] / size[1]
    return max(1, round(width / ratio))
