"""What charts are made of: units, sources, labelled amounts, and the arithmetic of parts and wholes.

Faults inside a list are raised together, each with its own path, so that the loader finds the line of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from sitegen.content.fields import PointField
from sitegen.model.addresses import WebAddress
from sitegen.model.choices import Approx
from sitegen.model.entries import Flag, Part
from sitegen.model.languages import Text, composed

PERCENT = "percent"
"""The one unit that needs no description in the record."""

Name = Annotated[str, AfterValidator(composed)]
"""A short text that is the same in every language."""

Number = Annotated[Decimal, Field(ge=0, max_digits=15)]
Category = Literal["zero", "one", "two", "few", "many", "other"]
"""The plural categories of CLDR."""

Found = tuple[tuple[str | int, ...], str, dict[str, Any], Any]
"""One fault inside a list: (path below the field, problem code, its parameters, the value)."""


def fault(code: str, **params: Any) -> PydanticCustomError:
    """A problem with this code at the value that is being read."""
    return PydanticCustomError(code, code, params or None)


def raise_all(found: Iterable[Found]) -> None:
    """Raise every fault at its own place.

    Raises:
        ValidationError: when there is any.
    """
    errors: list[InitErrorDetails] = [
        {"type": fault(code, **params), "loc": loc, "input": value} for loc, code, params, value in found
    ]
    if errors:
        raise ValidationError.from_exception_data("charts", errors)


class Unit(Part):
    """What is counted: the heading of a table column, and the plural forms by language and CLDR category."""

    heading: Text
    forms: dict[str, dict[Category, str]] = Field(default_factory=dict)

    @field_validator("forms")
    @classmethod
    def _complete(cls, forms: dict[str, dict[str, str]], info: ValidationInfo) -> dict[str, dict[str, str]]:
        for language in info.data.get("heading", {}) if forms else ():
            if "other" not in forms.get(language, {}):
                raise fault("missing-translation", languages=language)
        return forms


class ChartSource(Part):
    """Where figures come from: the name of the source, and the day or month it speaks of."""

    name: Text
    date: PointField
    url: WebAddress | None = None


class Amount(Part):
    """A labelled number; `approx` says that it is rounded, `highlight` that the title is about it."""

    label: Text
    value: Number
    approx: Approx | None = None
    highlight: Flag = False


class Piece(Part):
    """A part of a whole: a number, or (`rest: true`) whatever the other parts leave of the whole."""

    label: Text
    value: Number | None = None
    rest: Flag = False
    approx: Approx | None = None
    highlight: Flag = False

    @model_validator(mode="after")
    def _value_or_rest(self) -> Self:
        if (self.value is None) is not self.rest:
            raise fault("value-or-rest")
        return self


def check_whole(pieces: Sequence[Piece], whole: Decimal) -> None:
    """Parts add up to their whole, or one of them takes what is left.

    Raises:
        PydanticCustomError: `nothing-to-divide`, `two-rests`, `parts-exceed-whole` or `parts-do-not-add-up`.
    """
    if not whole:
        raise fault("nothing-to-divide")
    known = sum((piece.value for piece in pieces if piece.value is not None), Decimal(0))
    rests = sum(piece.rest for piece in pieces)
    if rests > 1:
        raise fault("two-rests")
    if known > whole:
        raise fault("parts-exceed-whole", sum=str(known), whole=str(whole))
    if not rests and known != whole:
        raise fault("parts-do-not-add-up", sum=str(known), whole=str(whole))
