"""Seconds and moments, written as players, chapters, feeds and structured data want them."""

from __future__ import annotations

import datetime as dt
import re

_SIXTY = 60
_STAMP = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:\.(\d{1,3}))?")


def seconds_of(stamp: str) -> float:
    """`0:27`, `12:05`, `1:02:03` or `0:27.5` as seconds.

    Raises:
        ValueError: when the text is no such time.
    """
    match = _STAMP.fullmatch(stamp.strip())
    if match is None:
        raise ValueError(f"not a time: {stamp}")
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) >= _SIXTY or (hours and int(minutes) >= _SIXTY):
        raise ValueError(f"not a time: {stamp}")
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def short(seconds: float) -> str:
    """Seconds for `#t=` and `data-` attributes: at most milliseconds, nothing superfluous."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def stamp(seconds: float) -> str:
    """A time for people, in whole seconds: `0:27`, `12:05`, `1:02:03`."""
    hours, minutes, rest = _parts(int(seconds))
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def listed(seconds: float) -> str:
    """A time as Spotify and YouTube look for it in descriptions: `00:27`, `01:02:03`."""
    hours, minutes, rest = _parts(int(seconds))
    return f"{hours:02d}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"


def normal_play_time(seconds: float) -> str:
    """A time for Podlove chapters (RFC 2326, normal play time): `00:00:27.500`."""
    milliseconds = round(seconds * 1000)
    hours, minutes, rest = _parts(milliseconds // 1000)
    return f"{hours:02d}:{minutes:02d}:{rest:02d}.{milliseconds % 1000:03d}"


def iso_duration(seconds: float) -> str:
    """A length for schema.org (ISO 8601), in whole seconds: `PT1M28S`."""
    hours, minutes, rest = _parts(round(seconds))
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{rest}S"


def rfc2822(moment: dt.datetime) -> str:
    """A moment for RSS, in English whatever the locale: `Thu, 10 Oct 2019 09:00:00 +0200`.

    Raises:
        ValueError: when the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment in a feed needs its time zone")
    from email.utils import format_datetime  # noqa: PLC0415 - it loads slowly, and feeds of podcasts alone need it

    return format_datetime(moment)


def _parts(seconds: int) -> tuple[int, int, int]:
    return seconds // 3600, seconds // 60 % 60, seconds % 60
