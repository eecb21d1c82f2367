"""Where Ghostscript is."""

from __future__ import annotations

import shutil

_NAMES = ("gs", "gswin64c", "gswin32c")


def ghostscript() -> str | None:
    """Return the path of Ghostscript, or None where it is not installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)
