"""Codes of languages and countries, as records may hold them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from sitegen.model.by_name import ByName

is_country: ByName[[str], bool] = ByName("model.cldr:is_country")
is_language: ByName[[str], bool] = ByName("model.cldr:is_language")


def _country(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value) or not is_country(value):
        raise PydanticCustomError("unknown-country", "unknown country", {"value": value})
    return value


def _language(value: str) -> str:
    if not is_language(value):
        raise PydanticCustomError("unknown-language-code", "unknown language", {"value": value})
    return value


Country = Annotated[str, AfterValidator(_country)]
"""ISO 3166-1 alpha-2; its name in each language comes from CLDR."""

LanguageCode = Annotated[str, AfterValidator(_language)]
"""BCP 47, e.g. `cs` or `pt-BR`; it stands in `lang` attributes."""
