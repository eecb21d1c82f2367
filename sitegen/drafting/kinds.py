"""What `new` can draft: what a record is named by, what is asked, and what no type can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.content.figures import PERCENT
from sitegen.content.kinds import KINDS
from sitegen.content.unsaid import UNSAID
from sitegen.model.site import Kind


@dataclass(frozen=True)
class Draftable:
    """A kind of record that `new` drafts.

    `named_by` is the field that its identifier is made of; `asked` are the paths of the answers that are asked for on a
    terminal, of a text in every language; `texts` says that Markdown is written beside it; `known` are values that the
    types of its fields do not tell, for the fields of those names at any depth; `needed` are the paths that no stand-in
    may fill.
    """

    name: str
    named_by: str
    asked: tuple[str, ...]
    texts: bool = True
    known: Mapping[str, Any] = field(default_factory=dict)
    needed: tuple[str, ...] = ()

    @property
    def named_after(self) -> tuple[str, ...]:
        """The answers that the identifier of a record is made of."""
        return {"event": ("title", "when"), "zine": ("author",), "photo": ()}.get(self.name, (self.named_by,))

    @property
    def kind(self) -> Kind:
        """The content type."""
        return next(kind for kind in KINDS if kind.name == self.name)


_CONSENT = ("consent.status", "consent.scopes", "consent.date")
_CHART: Mapping[str, Any] = {"id": "figure", "kind": "number", "unit": PERCENT, "value": UNSAID, "source": {}}
"""The simplest chart there is, whose figure and source are to be filled in."""

DRAFTABLE = {
    one.name: one
    for one in (
        Draftable("event", "title", ("kind", "title", "summary", "when", "place")),
        Draftable("author", "name", ("name", "country", "summary", *_CONSENT)),
        Draftable("photo", "title", ("author", "themes", "side", "status", *_CONSENT), texts=False, needed=("author",)),
        Draftable("episode", "title", ("title", "summary", "publish", "language", *_CONSENT)),
        Draftable("venue", "title", ("title", "summary", "when", "city"), texts=False),
        Draftable("infographic", "title", ("title", "summary"), known={"charts": _CHART}),
        Draftable("zine", "title", ("author", "title", "subtitle", "summary"), texts=False, needed=("author",)),
        Draftable("page", "title", ("title", "summary")),
    )
}
"""By their names."""
