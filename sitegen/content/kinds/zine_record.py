"""A zine as it is recorded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from sitegen.content.placed_pictures import Told
from sitegen.model.choices import Palette
from sitegen.model.consent import Day
from sitegen.model.entries import RefTo
from sitegen.model.languages import Pair, Text


class Zine(Told):
    """One zine: `photos` in the order of its pages, the first on the cover.

    `year` is the one of the imprint; `quantity` is how many are printed of all versions, `versions` how many of each,
    by language or `bilingual`.
    """

    author: Annotated[str, RefTo("author")]
    title: Text
    subtitle: Text
    summary: Text
    photos: list[Annotated[str, RefTo("photo")]] = Field(min_length=1)
    intro: Text
    voice: Text
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    quantity: Annotated[int, Field(ge=1)] | None = None
    versions: dict[str, Annotated[int, Field(ge=1)]] = {}
    paper: Text | None = None
    deadline: Day | None = None
    delivery: Text | None = None
    format: Literal["a6"] = "a6"
    palette: Palette = "saffron"
    pair: Pair = []
    order: int = 0

    @field_validator("versions")
    @classmethod
    def _adds_up(cls, versions: dict[str, int], info: ValidationInfo) -> dict[str, int]:
        whole, made = info.data.get("quantity"), sum(versions.values())
        if versions and whole and made != whole:
            raise PydanticCustomError("copies-do-not-add-up", "sum", {"sum": str(made), "whole": str(whole)})
        return versions
