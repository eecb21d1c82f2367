"""The settings of a site: `content/site.yaml`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr
from pydantic_core import PydanticCustomError, PydanticKnownError

from sitegen.model.addresses import BaseUrl, MailAddress, MailAddressOrNone, PhoneOrNone, WebAddressOrNone
from sitegen.model.consent import Day
from sitegen.model.entries import FileIn, Flag, Part, RefTo, Source
from sitegen.model.languages import Name, Slug, Text
from sitegen.model.limits import Limits
from sitegen.model.problems import Where
from sitegen.model.standard_codes import Country, LanguageCode

SCHEMA = 1
"""The version of the form of records that this program reads; docs/upgrading.md tells what it means."""
VERSION = re.compile("[0-9]{1,9}")
"""How such a version is written."""
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("unknown-time-zone", "unknown zone", {"value": value}) from None
    return value


def _in_figures(value: object) -> object:
    if not VERSION.fullmatch(str(value)):  # pydantic takes 1.0 for 1
        raise PydanticKnownError("int_parsing")
    return value


def _schema(value: int) -> int:
    if value != SCHEMA:
        code = "schema-newer" if value > SCHEMA else "schema-older"
        raise PydanticCustomError(code, "another version", {"value": str(value), "known": str(SCHEMA)})
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
    company_number: str = ""


class SecurityContact(Part):
    """Who hears of weaknesses, and the day from which that is not to be believed any more (RFC 9116)."""

    email: MailAddress
    expires: Day


class Notice(Part):
    """A mandated sentence, quoted as it stands in its own language, and the emblem of who pays beside it."""

    text: str
    language: LanguageCode
    emblem: Literal["eu"] | None = None


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


class PrintContact(Part):
    """Whom a printing house asks: a person of the publisher."""

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


class Sides(Part):
    """What the sides of photographs are called: `title` is that of all of them; the program has words for the rest."""

    title: Text | None = None
    light: Text | None = None
    dark: Text | None = None
    both: Text | None = None


class ListWords(Part):
    """What is said of a list: `summary` on its own page, `home` above what the home page shows of it."""

    summary: Text | None = None
    home: Text | None = None


MapPoint = tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]
"""A latitude and a longitude, degrees WGS 84."""


class MapLine(Part):
    """A line on the map, such as a river, from point to point."""

    points: Annotated[list[MapPoint], Field(min_length=2)]


class MapDrawing(Part):
    """What the map shows besides places."""

    lines: list[MapLine] = []


class Settings(Part):
    """The whole file.

    `schema_version` is the form that the records have, that of the program where it is left out;
    `country` is that of the stops that name no other; `edition` is the day printed files carry;
    `navigation` lists page keys in order: a section key or `page:ID`; left out, it is all that there is;
    `page_size` is how many entries of a list stand on one page at most; `lost` is said where a page is missing,
    `gone` behind a printed code whose target is not shown any more; `keep` are names at the top of the output folder
    that are the host's, and stay there as they are; `limits` are what a build takes in at most; `security` makes
    `security.txt`; `press` makes a press kit; `imprint` is the last line of the imprint of zines; `print_contact` is
    whom job tickets name; `mark` is the sign before the name in the head; `event_kinds` are kinds of event besides
    those of the program, by the word in a record; `lists` are words for lists by their keys.
    """

    schema_version: Annotated[int, BeforeValidator(_in_figures), AfterValidator(_schema)] | None = None
    title: Text
    short_title: Text | None = None
    tagline: Text | None = None
    description: Text | None = None
    base_url: BaseUrl
    short_host: str = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    organization: Organization | None = None
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
    navigation: list[str] | None = None
    page_size: Annotated[int, Field(ge=1, le=500)] = 60
    keep: list[Annotated[str, AfterValidator(_kept)]] = []
    limits: Limits = Field(default_factory=Limits.model_construct)
    sides: Sides | None = None
    mark: Literal["light", "dark", "both"] | None = None
    event_kinds: dict[Slug, Text] = {}
    lists: dict[str, ListWords] = {}
    map: MapDrawing | None = None
    security: SecurityContact | None = None
    press: PressKit | None = None
    imprint: Text | None = None
    print_contact: PrintContact | None = None
    spelling: Flag = True

    _source: Source = PrivateAttr(default=Source("content/site.yaml", {}))

    def bind(self, source: Source) -> None:
        """Tell the settings where they were read; called once, by the loader."""
        self._source = source

    def where(self, *loc: str | int) -> Where:
        """The place of one of the values in the file."""
        return self._source.where(*loc)

    @property
    def publisher(self) -> Organization:
        """Who publishes the site; where nobody is named, it has the name of the site."""
        return self.organization or Organization.model_construct(name=self.title)

    @property
    def in_short(self) -> dict[str, str]:
        """What the site is about in the words that there are: its description, else its tagline, else its title."""
        return self.description or self.tagline or self.title

    @property
    def base(self) -> str:
        """The base address as it stands before a site-absolute one: without the slash at its end."""
        return self.base_url.rstrip("/")

    @property
    def base_path(self) -> str:
        """The path part of the base address, with a slash at both ends."""
        return urlsplit(self.base_url).path or "/"
