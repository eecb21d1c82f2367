"""The categories of Apple Podcasts, which all directories share: a series names one or two of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
CATEGORIES = {name: frozenset[str](subcategories) for name, subcategories in _TABLE.items()}
