"""The media that a work may be shown in, as consents name them, and the proofs that it may.

The classes of media are marks for the type checker: `Site[Paper]` is the site as paper may show it. A medium that is a
subclass of another shows nothing that the other may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, TypeAlias, TypeVar

from sitegen.model.consent import Scope


class Read:
    """Everything that was read, before any gate: for judging records, never for showing them."""

    scopes: ClassVar[tuple[Scope, ...]] = ()


class Web(Read):
    """Pages, feeds and everything that they load."""

    scopes: ClassVar[tuple[Scope, ...]] = ("web",)


class Paper(Web):
    """What is printed. It leads to the website, so it may show nothing that the website may not."""

    scopes: ClassVar[tuple[Scope, ...]] = ("web", "print")


class Touring(Web):
    """What hangs and plays at the stops of the tour, the folder of a kiosk included."""

    scopes: ClassVar[tuple[Scope, ...]] = ("web", "touring")


class Wall(Paper, Touring):
    """The wall labels of a stop."""

    scopes: ClassVar[tuple[Scope, ...]] = ("web", "print", "touring")


class Press(Web):
    """What is given to newspapers."""

    scopes: ClassVar[tuple[Scope, ...]] = ("web", "press")


M_co = TypeVar("M_co", bound=Read, covariant=True)


class NotCleared(Exception):  # noqa: N818 - it says what happened
    """Something was asked for a medium that may not show it: a mistake of the program."""


Region: TypeAlias = tuple[float, float, float, float]
"""A part of a picture: left, top, width and height as fractions of the upright picture."""


@dataclass(frozen=True)
class Original(Generic[M_co]):
    """A file of an entry that a medium may show; of a picture, without what is in the `hidden` regions."""

    path: Path
    hidden: tuple[Region, ...] = ()


@dataclass(frozen=True)
class Clearance(Generic[M_co]):
    """That a medium may name an entry and say its words."""

    ref: str
