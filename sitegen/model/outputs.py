"""One output file and everything it may depend on; and the planner where content orders them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from sitegen.model.entries import Entry
from sitegen.model.languages import Language
from sitegen.model.media import M_co, Original, Web
from sitegen.model.order import Made, Order, Released, SourceFile
from sitegen.model.print_identity import Identity
from sitegen.model.problems import Problems, Where
from sitegen.model.web_orders import Measured, View

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FOLDERS = frozenset({"iiif", "media", "print", "q", "sound", "static"})
"""The folders at the top of a site that hold files and codes, which servers keep longer, or share, by other rules."""

SETTINGS = Where("content/site.yaml")
"""Where an output comes from that belongs to the whole site."""


def in_template(params: Mapping[str, object]) -> Where:
    """The place of a fault in a template: its name below the folder, and its `line`."""
    return _at(f"templates/{params['template']}", params)


def _at(file: str, params: Mapping[str, object]) -> Where:
    return Where(file, int(str(params["line"])), int(str(params.get("column", 1))))


@dataclass(frozen=True)
class Output:
    """One file of the site.

    `path` is relative to the output folder; `order` says what it is made of; `standing` are the files of its recipe by
    name; `needs` are the paths of outputs that must be made before; `origin` is the line of content it comes from,
    `places` are the lines of its parts, by the names its recipe uses; outputs of one `group` share a source and are
    made together. An `inner` one is made for others and is not in the site itself.
    """

    path: str
    order: Order
    standing: Mapping[str, SourceFile] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    origin: Where = SETTINGS
    places: Mapping[str, Where] = field(default_factory=dict)
    group: str = ""
    inner: bool = False

    def where(self, params: Mapping[str, object]) -> Where:
        """The line that a problem belongs to: of its `template`, its `place`, its `page`, else the whole output's.

        Where `place` is a file, the problem says the `line` and the `column` in it.
        """
        if "template" in params:
            return in_template(params)
        by_page = self.places.get(f"page {params.get('page')}", self.origin)
        found = self.places.get(str(params.get("place", "")), by_page)
        return _at(found.file, params) if "column" in params else found


@dataclass(frozen=True)
class Plan:
    """Every output of a build by its path, and its fingerprint: a digest of all that decides its bytes.

    `files` are those that orders and recipes name, with their digests; `published` are the fingerprints of what is in
    the site itself.
    """

    outputs: Mapping[str, Output]
    fingerprints: Mapping[str, str]
    files: Mapping[Path, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.outputs)

    @cached_property
    def published(self) -> Mapping[str, str]:
        """The finished site."""
        return {path: self.fingerprints[path] for path, output in self.outputs.items() if not output.inner}

    @property
    def digest(self) -> str:
        """SHA-256 of the whole: the same for the same tree."""
        return digest_of(self.published)

    def part(self, path: str) -> Plan:
        """One output with all that it needs."""
        paths, waiting = dict[str, None](), [path]
        while waiting:
            one = waiting.pop()
            if one not in paths:
                paths[one] = None
                waiting += self.outputs[one].needs
        return Plan({one: self.outputs[one] for one in paths}, {one: self.fingerprints[one] for one in paths})


def digest_of(fingerprints: Mapping[str, str]) -> str:
    """SHA-256 of a tree: the fingerprints of its files by path."""
    text = "\n".join(f"{path} {fingerprints[path]}" for path in sorted(fingerprints))
    return hashlib.sha256(text.encode()).hexdigest()


Given: TypeAlias = "Entry | str | int | float | tuple[Given, ...] | Mapping[str, Given] | DataclassInstance | None"
"""What a view may be made of: entries and plain values."""


@dataclass(frozen=True)
class LazyView:
    """How to find out what a page says: `view(*given, local)`, where the first given is the `entry` of an entry's page.

    It is called only where the entry, what was `given`, or what it asked the site for has changed. Therefore it is a
    function of a module, and knows nothing but what it is given and what it asks the site and its planner for. `more`
    is said besides.
    """

    view: Callable[..., View]
    entry: Entry | None = None
    given: tuple[Given, ...] = ()
    more: Mapping[str, Given] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedPage:
    """A page as its kind asks for it, before its alternates and what stands around it are known.

    `key` is the same in every language, which makes pages alternates of each other; `fallback` is the language of the
    prose that stands in where it is not translated; `listed` ones are in the sitemap and open to search engines;
    `finished` are files whose size and check sum it says; `every_voice` says that it has words of the interface in all
    languages.
    """

    key: str
    language: Language
    url: str
    template: str
    view: View | LazyView
    origin: Where = SETTINGS
    fallback: Language | None = None
    listed: bool = True
    finished: tuple[Made, ...] = ()
    every_voice: bool = False


def page_file(url: str) -> str:
    """The file behind a site-absolute page address: `/cs/akce/` -> `cs/akce/index.html`."""
    path = url.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def package_path(job: str) -> str:
    """Where the package of a print job is in the plan; it is no part of the site."""
    return f"print/packages/{job}.zip"


def file_stem(name: str) -> str:
    """The name of an original as a part of an address: `Fotka č. 1` -> `fotka-c-1`; `file` where nothing is left."""
    return plain_letters(name) or "file"


def plain_letters(text: str) -> str:
    """The letters and digits of ASCII in a text, with hyphens between its words; empty in another script."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


class Planner(Protocol):
    """Where content orders what it needs; implemented by the plan, so content knows no renderer."""

    problems: Problems
    printing: bool

    def page(self, page: PlannedPage) -> None:
        """Order a page."""
        ...

    def file(
        self,
        path: str,
        order: Order,
        *,
        origin: Where = SETTINGS,
        places: Mapping[str, Where] | None = None,
        group: str = "",
        packed: bool = False,
    ) -> str:
        """Order a file under a fixed path; returns its site-absolute address.

        A `packed` one is no part of the site: it is made when the package of its print job is.
        """
        ...

    def asset(
        self, stem: str, suffix: str, order: Order, *, origin: Where = SETTINGS, group: str = "", inner: bool = False
    ) -> str:
        """Order a file that is named by what it is made of; returns its site-absolute address.

        An `inner` one is only made for others.
        """
        ...

    def source(self, path: Path) -> SourceFile:
        """A file of the program or the design with its digest."""
        ...

    def released(self, original: Original[M_co]) -> Released[M_co]:
        """A file that a medium may show, with its digest."""
        ...

    def picture(
        self,
        original: Original[Web],
        profile: str,
        *,
        origin: Where,
        focus: tuple[float, float] = (0.5, 0.5),
        rights: str = "",
    ) -> View:
        """Order the derivatives of a photograph; returns what `<picture>` needs.

        `rights` is the copyright line, the one thing that a derivative says about itself.
        """
        ...

    def measure(self, original: Original[Web], *, origin: Where) -> Measured | None:
        """Measure a picture; None after noting that it cannot be opened."""
        ...

    def job(self, name: str, codes: Sequence[str]) -> None:
        """Announce a print job and the codes it shows, so that they can be frozen."""
        ...

    def dated(self, job: str, identity: Identity, orders: Sequence[Order], days: Iterable[dt.date] = ()) -> Identity:
        """The identity of the files of these orders with their day and version, as `print.lock` knows them.

        The orders have the identity as it is given, and all but the first may need what the first makes. Until it was
        packed for a printer, a file is a draft, whose day is the newest that is known of its content.
        """
        ...

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address `/q/<identifier>/` and its code."""
        ...
