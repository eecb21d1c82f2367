"""One output file and everything it may depend on; and the desk where content orders them."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sitegen.model.entries import Entry, Site
from sitegen.model.languages import Language
from sitegen.model.problems import Problems, Where

SETTINGS = Where("content/site.yaml")
"""Where an output comes from that belongs to the whole site."""

View = dict[str, Any]
"""Plain data for a template: texts already in one language, addresses already known."""


@dataclass(frozen=True)
class SourceFile:
    """A file that goes into an output: its path on this machine, and the digest that stands for it."""

    path: Path
    digest: str


@dataclass(frozen=True)
class Output:
    """One file of the site.

    `path` is relative to the output folder; `recipe` names the function that makes it; `inputs` is plain data;
    `sources` are files by name; `needs` are the paths of outputs that must be made before;
    `origin` is the line of content it comes from, `places` are the lines of its parts, by the names its recipe
    uses; outputs of one `group` share a source and are made together.
    """

    path: str
    recipe: str
    inputs: Mapping[str, Any]
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    origin: Where = SETTINGS
    places: Mapping[str, Where] = field(default_factory=dict)
    group: str = ""

    def where(self, params: Mapping[str, Any]) -> Where:
        """The line that a problem belongs to: that of its `place`, else of its `page`, else the whole output's."""
        by_page = self.places.get(f"page {params.get('page')}", self.origin)
        return self.places.get(str(params.get("place", "")), by_page)

    def fingerprint(self, salt: str, needed: Mapping[str, str]) -> str:
        """SHA-256 over all that decides the bytes; `needed` maps the paths in `needs` to their fingerprints."""
        deciding = [
            self.recipe,
            salt,
            self.inputs,
            {name: source.digest for name, source in self.sources.items()},
            {path: needed[path] for path in self.needs},
        ]
        text = json.dumps(deciding, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Plan:
    """Every output of a build by its path, and its fingerprint."""

    outputs: Mapping[str, Output]
    fingerprints: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.outputs)


def page_file(url: str) -> str:
    """The file behind a site-absolute page address: `/cs/akce/` -> `cs/akce/index.html`."""
    path = url.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def file_stem(name: str) -> str:
    """The name of an original as a part of an address: `Fotka č. 1` -> `fotka-c-1`."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "file"


class Desk(Protocol):
    """Where content orders what it needs; implemented by the plan, so content knows no renderer."""

    site: Site
    problems: Problems
    printing: bool

    def page(  # noqa: D102 - see Plan
        self,
        key: str,
        language: Language,
        url: str,
        template: str,
        view: View,
        *,
        origin: Where | None = None,
        fallback: Language | None = None,
        listed: bool = True,
        needs: Sequence[str] = (),
    ) -> None: ...

    def file(self, path: str, recipe: str, inputs: Mapping[str, Any], **more: Any) -> str:
        """Order a file under a fixed path; returns its site-absolute address."""
        ...

    def asset(self, stem: str, suffix: str, recipe: str, inputs: Mapping[str, Any], **more: Any) -> str:
        """Order a file that is named by what it is made of; returns its site-absolute address."""
        ...

    def source(self, path: Path) -> SourceFile:
        """A file of the project with its digest."""
        ...

    def picture(
        self, path: Path, profile: str, *, origin: Where, focus: Sequence[float] | None = None, rights: str = ""
    ) -> View:
        """Order the derivatives of a photograph; returns what `<picture>` needs.

        `rights` is the copyright line, the one thing that a derivative says about itself.
        """
        ...

    def measure(self, path: Path, *, origin: Where) -> View | None:
        """Width, height, mode and format of a picture; None after noting that it cannot be opened."""
        ...

    def kit(self, name: str, languages: Sequence[Language] = ()) -> dict[str, SourceFile]:
        """The standing files of a family of recipes (`making.kits`), and the catalogues of these languages.

        One language's catalogue is named `catalogue`; of several, each is `catalogue/CODE`.
        """
        ...

    def job(self, name: str, codes: Sequence[str]) -> None:
        """Announce a print job and the codes it shows, so that they can be frozen."""
        ...

    def qr(self, identifier: str, target: Entry, *, origin: Where, part: str = "") -> View:
        """Order the short address `/q/<identifier>/` and its code."""
        ...
