"""A zine as it is recorded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sitegen.content.placed_pictures import Told
from sitegen.model.choices import Palette
from sitegen.model.entries import RefTo
from sitegen.model.languages import Pair, Text


class Zine(Told):
    """One zine: `photos` in the order of its pages, the first on the cover."""

    author: Annotated[str, RefTo("author")]
    title: Text
    subtitle: Text
    summary: Text
    photos: list[Annotated[str, RefTo("photo")]] = Field(min_length=1)
    intro: Text
    voice: Text
    quantity: Annotated[int, Field(ge=1)] = 500
    paper: Text | None = None
    format: Literal["a6"] = "a6"
    palette: Palette = "saffron"
    pair: Pair = []
    order: int = 0
