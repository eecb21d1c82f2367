"""The settings of a site: `content/site.yaml`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, PrivateAttr
from pydantic_core import PydanticCustomError

from sitegen.model.addresses import BaseUrl, MailAddress, MailAddressOrNone, PhoneOrNone, WebAddressOrNone
from sitegen.model.consent import Day
from sitegen.model.entries import FileIn, Flag, Part, RefTo, Source
from sitegen.model.languages import Name, Text
from sitegen.model.limits import Limits
from sitegen.model.problems import Where
from sitegen.model.standard_codes import Country, LanguageCode

_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("unknown-time-zone", "unknown zone", {"value": value}) from None
    return value


def _kept(value: str) -> str:
    if not _NAME.fullmatch(value) or value in {".", ".."} or value.startswith(".sitegen"):
        raise PydanticCustomError("bad-kept-name", "bad name", {"value": value})
    return value


class Organization(Part):
    """Who publishes the site."""

    name: Text
    short_name: str = ""
    address: str = ""
    url: WebAddressOrNone = ""
    email: MailAddressOrNone = ""


class SecurityContact(Part):
    """Who hears of weaknesses, and the day from which that is not to be believed any more (RFC 9116)."""

    email: MailAddress
    expires: Day


class Notice(Part):
    """A mandated sentence, quoted as it stands in its own language."""

    text: str
    language: LanguageCode


class Fact(Part):
    """A number with its label; `about` says that it is approximate."""

    value: Annotated[int, Field(ge=0, lt=10**15)]
    label: Text
    about: Flag = False


class StoryPart(Part):
    """A short titled text of the home page."""

    title: Text
    text: Text


class PressContact(Part):
    """Whom the media ask: somebody of the publisher, or another desk of theirs."""

    name: str = ""
    email: MailAddressOrNone = ""
    phone: PhoneOrNone = ""


class Logo(Part):
    """A logo that the media may use: an SVG, PNG or JPEG below `static/`; `name` says whose it is."""

    file: Annotated[str, FileIn("static")]
    name: Name
    alt: Text


class PressKit(Part):
    """What newspapers get. `summary` opens the page for them; `photographs` are shown and packed in this order."""

    photographs: list[Annotated[str, RefTo("photo")]] = []
    summary: Text | None = None
    contact: PressContact | None = None
    logos: list[Logo] = []


class Settings(Part):
    """The whole file.

    `country` is that of the stops that name no other; `edition` is the day printed files carry;
    `navigation` lists page keys in order: a section key or `page:ID`;
    `page_size` is how many entries of a list stand on one page at most; `lost` is said where a page is missing,
    `gone` behind a printed code whose target is not shown any more; `keep` are names at the top of the output folder
    that are the host's, and stay there as they are; `limits` are what a build takes in at most; `security` makes
    `security.txt`; `press` makes a press kit.
    """

    title: Text
    short_title: Text | None = None
    tagline: Text
    description: Text
    base_url: BaseUrl
    short_host: str = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    organization: Organization
    country: Country | None = None
    credit: Text | None = None
    edition: Day = dt.date(2020, 1, 1)
    licence: str = ""
    licence_url: WebAddressOrNone = ""
    notices: list[Notice] = []
    hashtag: str = ""
    facts: list[Fact] = []
    story: list[StoryPart] = []
    lost: Text | None = None
    gone: Text | None = None
    navigation: list[str] = Field(default_factory=list)
    page_size: Annotated[int, Field(ge=1, le=500)] = 60
    keep: list[Annotated[str, AfterValidator(_kept)]] = []
    limits: Limits = Field(default_factory=Limits.model_construct)
    security: SecurityContact | None = None
    press: PressKit | None = None
    spelling: Flag = True

    _source: Source = PrivateAttr(default=Source("content/site.yaml", {}))

    def bind(self, source: Source) -> None:
        """Tell the settings where they were read; called once, by the loader."""
        self._source = source

    def where(self, *loc: str | int) -> Where:
        """The place of one of the values in the file."""
        return self._source.where(*loc)

    @property
    def base(self) -> str:
        """The base address as it stands before a site-absolute one: without the slash at its end."""
        return self.base_url.rstrip("/")

    @property
    def base_path(self) -> str:
        """The path part of the base address, with a slash at both ends."""
        return urlsplit(self.base_url).path or "/"
