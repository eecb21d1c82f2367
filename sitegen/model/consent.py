"""Consent decides what is published: who allowed what, where, and until when."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from sitegen.model.dates import Precision, parse_point
from sitegen.model.entries import Part
from sitegen.model.problems import BadValue


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        point = parse_point(str(value))
    except BadValue as error:
        raise PydanticCustomError(error.code, "bad date", error.params) from None
    if point.precision is not Precision.DAY:
        raise PydanticCustomError("not-a-day", "not a day", {"value": str(value)})
    return point.day


Day = Annotated[dt.date, BeforeValidator(_day)]
"""One day, `2018-08-16`, and nothing else that pydantic would take for a date."""

Scope = Literal["web", "print", "audio", "touring", "press"]
State = Literal["given", "pending", "withdrawn", "expired"]
"""What has become of a consent on a day."""


class Consent(Part):
    """The consent of a person for a photograph, a recording or their own page.

    `date` is the day on which it was given, from which on it holds, or that on which it was withdrawn; `expires` is the
    last day on which it holds. Signed forms stay outside the repository.
    """

    status: Literal["given", "pending", "withdrawn"]
    scopes: list[Scope] = []
    date: Day
    expires: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        # The day of a withdrawal may lie behind the end of what was given.
        if self.status != "withdrawn" and self.expires and self.expires < self.date:
            params = {"first": self.date.isoformat(), "second": self.expires.isoformat()}
            raise PydanticCustomError("dates-out-of-order", "out of order", params)
        return self

    def allows(self, scope: Scope, today: dt.date) -> bool:
        """Whether something may be published in this way on this day."""
        return self.state(today) == "given" and scope in self.scopes

    def state(self, today: dt.date) -> State:
        """What has become of it by this day; nobody has given yet what is dated later."""
        if self.status == "given" and today < self.date:
            return "pending"
        over = self.expires is not None and today > self.expires
        return "expired" if over and self.status == "given" else self.status
