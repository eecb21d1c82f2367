"""What nobody has said yet in a draft: days, choices, countries stand there as `…`, and the preview shows others.

A record never holds an invented fact: whoever publishes it finds every `…` refused at its line. Only in memory, and
only of a draft, something of the right form stands in its place, so that there is a page to look at.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from sitegen.content.field_types import choices, items, model_in, names, plain, types_of
from sitegen.content.fields import LocalTime, PointField, WhenField
from sitegen.model.consent import Consent, Day
from sitegen.model.entries import Flag
from sitegen.model.standard_codes import Country, LanguageCode

UNSAID = "…"
"""Stands for whatever nobody has said yet."""

_FAR = dt.date(2099, 1, 1)
"""A day on which nothing is, and from which on no consent holds yet."""
_FORMS: tuple[tuple[Any, str], ...] = (
    (Country, "AQ"),
    (WhenField, _FAR.isoformat()),
    (PointField, f"{_FAR:%Y-%m}"),
    (LocalTime, f"{_FAR}T09:00"),
    (Day, _FAR.isoformat()),
)
_NUMBERS = {int: "1", float: "0.5", Decimal: "0"}


def is_fact(hint: Any) -> bool:
    """Whether a field of this type, or each item of its list, holds something else than words or a name."""
    one = items(hint) or hint
    known = one == LanguageCode or any(one == form for form, _ in _FORMS)
    return not names(one) and bool(known or choices(one) or plain(one) in _NUMBERS)


def with_facts(data: Any, model: type[BaseModel], language: str) -> Any:
    """The data of a record, where it is a draft with values of their types for those that nobody has said."""
    return _filled(data, model, language) if isinstance(data, dict) and _is_draft(data.get("draft")) else data


def _is_draft(said: object) -> bool:
    try:
        return said is not None and bool(TypeAdapter(Flag).validate_python(said))
    except ValidationError:
        return False


def _filled(data: dict[str, Any], model: type[BaseModel], language: str) -> dict[str, Any]:
    hints = types_of(model)
    given = model is Consent  # whose status nobody may guess
    return {
        name: _value(hints[name], value, language) if name in hints and not (given and name == "status") else value
        for name, value in data.items()
    }


def _value(hint: Any, value: Any, language: str) -> Any:
    if isinstance(value, list) and (inside := items(hint)):
        return [_value(inside, one, language) for one in value]
    if isinstance(value, dict) and (model := model_in(hint, str(value.get("kind", "")))):
        return _filled(value, model, language)
    if value != UNSAID or not is_fact(hint):
        return value
    if words := choices(hint):
        return words[0]
    formed = next((text for form, text in _FORMS if hint == form), language)
    return _NUMBERS.get(plain(hint), formed)
