"""Consent decides what is published: who allowed what, where, and until when."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict

Scope = Literal["web", "print", "audio", "touring"]


class Consent(BaseModel):
    """The consent of a person for a photograph, a recording or their own page.

    `expires` is the last day on which the consent holds. Signed forms stay outside the repository.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Literal["given", "pending", "withdrawn"]
    scopes: list[Scope] = []
    date: dt.date
    expires: dt.date | None = None

    def allows(self, scope: Scope, today: dt.date) -> bool:
        """Whether something may be published in this way on this day."""
        in_time = self.expires is None or today <= self.expires
        return self.status == "given" and scope in self.scopes and in_time
