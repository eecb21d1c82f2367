"""The settings of a site: `content/site.yaml`."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sitegen.model.entries import Flag, Part
from sitegen.model.languages import Text


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        raise PydanticCustomError("bad-address", "not an address", {"value": value})
    return value.rstrip("/") + "/"


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("unknown-time-zone", "unknown zone", {"value": value}) from None
    return value


BaseUrl = Annotated[str, AfterValidator(_base_url)]


class Organization(Part):
    """Who publishes the site."""

    name: Text
    short_name: str = ""
    address: str = ""
    url: str = ""
    email: str = ""


class Notice(Part):
    """A mandated sentence, quoted as it stands in its own language."""

    text: str
    language: str


class Fact(Part):
    """A number with its label; `about` says that it is approximate."""

    value: int
    label: Text
    about: Flag = False


class StoryPart(Part):
    """A short titled text of the home page."""

    title: Text
    text: Text


class Settings(Part):
    """The whole file. `navigation` lists page keys in order: a section key or `page:ID`."""

    title: Text
    short_title: Text | None = None
    tagline: Text
    description: Text
    base_url: BaseUrl
    short_host: str = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    organization: Organization
    credit: Text | None = None
    licence: str = ""
    licence_url: str = ""
    notices: list[Notice] = []
    hashtag: str = ""
    facts: list[Fact] = []
    story: list[StoryPart] = []
    navigation: list[str] = Field(default_factory=list)

    @property
    def base_path(self) -> str:
        """The path part of the base address, with a slash at both ends."""
        return urlsplit(self.base_url).path or "/"
