"""What is to be said of an output, in sentences for people and as data for programs."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sitegen.content.feeds import PODCAST
from sitegen.content.kinds import KINDS
from sitegen.explain import Explanation
from sitegen.explain.ingredients import Ingredients
from sitegen.explain.past import Change
from sitegen.model.messages import messages
from sitegen.model.order import Made, Order, Released, SourceFile
from sitegen.model.outputs import PlannedPage
from sitegen.model.project import Project, from_here
from sitegen.model.web_orders import FeedOrder, PageOrder, TextOrder

_MANY = 8
"""So many names stand in a sentence at most; the rest is counted."""
_SIZE = re.compile(r"-\d+(-[a-z]+)?\.[0-9a-f]{8}\.\w+$")


class Words:
    """The sentences of an output in one language."""

    def __init__(self, found: Explanation, project: Project, language: str) -> None:
        self._found, self._project, self._rows = found, project, messages(language).outputs

    def text(self) -> str:
        """Everything, for people."""
        return "\n".join([*self._head(), *self._why(), *self._made_of()])

    def data(self) -> dict[str, Any]:
        """Everything, for programs."""
        found = self._found
        made_of = dataclasses.asdict(found.made_of) if found.made_of else {}
        origin = made_of.pop("origin", None)
        return {
            "path": found.path,
            "what": self.what(),
            "origin": origin,
            "state": found.state,
            "before": found.before,
            "after": found.after,
            "made": found.made,
            "complete": found.whole,
            "reasons": [_reason(change) | {"says": list(self.change(change))} for change in found.reasons],
            "program": found.program,
            "made_of": made_of,
            "would_change": list(would_change(found.made_of)) if found.made_of else [],
        }

    # --- what it is ----------------------------------------------------------------------------------------------

    def what(self) -> str:
        """What it is, in a few words; nothing for what will be gone."""
        order, page = self._found.order, self._found.page
        if order is None:
            return ""
        if page:
            return self._page(page)
        known = {field.name: self._value(getattr(order, field.name)) for field in dataclasses.fields(order)}
        podcast = isinstance(order, TextOrder) and order.template == PODCAST
        key = "FeedOrder" if podcast else type(order).__name__
        return self._say(key, **known)

    def _page(self, page: PlannedPage) -> str:
        kind, _, name = page.key.partition(":")
        key = {"list": "page-list", "home": "page-home", "q": "page-code"}.get(kind, "page-other")
        key = "page-record" if kind in _KINDS else key
        return self._say(key, ref=page.key, name=name or page.key, language=page.language.name)

    def _value(self, value: object) -> object:
        if isinstance(value, SourceFile | Released):
            return self._project.shown(value.path)
        return value.path if isinstance(value, Made) else value

    def _head(self) -> Iterator[str]:
        what = self.what()
        yield f"{self._found.path}: {what}" if what else self._found.path
        if self._found.made_of:
            yield self._say("comes-from", place=_place(self._found.made_of))

    # --- what becomes of it --------------------------------------------------------------------------------------

    def _why(self) -> Iterator[str]:
        found = self._found
        others = found.before or found.after
        key = {"new": "new-name", "gone": "gone-for"}.get(found.state, found.state) if others else found.state
        folder = from_here(self._project.output)
        made = found.made and found.state in {"new", "changed", "unpublished"}
        yield self._say(key, folder=folder, others=", ".join(others)) + (f" {self._say('made')}" if made else "")
        reasons = list(chain.from_iterable(map(self.change, found.reasons)))
        if reasons:
            yield self._say("because" if len(reasons) == 1 else "because-of")
            yield from (f"  {reason}" for reason in reasons)
        elif found.state in {"new", "changed", "gone"}:
            yield self._say("unexplained" if found.whole or found.program else "unknown")
        if found.program:
            yield self._say("program-too")
            yield f"  {_some(found.program)}"

    def change(self, change: Change) -> Iterator[str]:
        """What has changed, a line for each place."""
        key = f"{change.subject}-{change.how}"
        if change.subject == "option":
            key = f"option-{change.name}-{change.parts[1]}".lower()
        known = {"name": change.name, "parts": _some(change.parts), "place": "", "field": ""}
        if change.subject == "clock":
            known |= dict(zip(("old", "new"), change.parts, strict=True))
        if not change.where:
            yield self._say(key, **known)
        for where, field in change.where:
            known |= {"place": f"{where.file}:{where.line}", "field": field}
            if key == "record-changed":
                yield self._say("record-place" if field else "record-text", **known)
            else:
                yield self._say(key, **known)

    # --- what it is made of --------------------------------------------------------------------------------------

    def _made_of(self) -> Iterator[str]:
        made_of = self._found.made_of
        if made_of is None:
            return
        yield ""
        yield self._say("made-of")
        folders = {kind.name: f"{kind.name} (content/{kind.folder}/)" for kind in KINDS}
        rows = {
            "text": made_of.texts,
            "records": made_of.records,
            "kinds": [folders[kind] for kind in made_of.kinds],
            "files": made_of.files,
            "needs": made_of.needs,
            "template": self._templates(made_of),
            "words": made_of.words,
            "standing": made_of.standing,
        }
        for key, names in rows.items():
            if names:
                yield "  " + self._say(key, names=_some(names))
        libraries = _some(made_of.libraries) or self._say("no-libraries")
        yield "  " + self._say("recipe", recipe=made_of.recipe, modules=len(made_of.modules), libraries=libraries)
        if made_of.loads:
            yield "  " + self._say("loads", names=_some(_grouped(made_of.loads)))
        order: Order | None = self._found.order
        yield self._say("would-change-site" if isinstance(order, PageOrder) else "would-change")

    def _templates(self, made_of: Ingredients) -> list[str]:
        first, *others = made_of.templates or ("",)
        if not others or not isinstance(self._found.order, PageOrder | FeedOrder | TextOrder):
            return list(made_of.templates)
        names = ", ".join(name.rpartition("/")[2] for name in others)
        return [self._say("and-included", first=first, count=len(others), names=names)]

    def _say(self, key: str, **known: object) -> str:
        return self._rows[key].format(**known)


def would_change(made_of: Ingredients) -> Iterator[str]:
    """The files of which a change would change it: paths, with `*` where new ones count too."""
    folders = {kind.name: f"content/{kind.folder}/{kind.pattern}".replace("/./", "/") for kind in KINDS}
    names = [
        made_of.origin.file,
        *made_of.texts,
        *made_of.record_files,
        *(folders[kind] for kind in made_of.kinds),
        *made_of.files,
        *made_of.templates,
        *made_of.words,
        *made_of.standing,
        *made_of.modules,
    ]
    yield from dict.fromkeys(names)


def as_text(found: Explanation, project: Project, language: str) -> str:
    """What is to be said of an output, for people."""
    return Words(found, project, language).text()


def as_data(found: Explanation, project: Project, language: str) -> dict[str, Any]:
    """The same for programs."""
    return Words(found, project, language).data()


_KINDS = {kind.name for kind in KINDS}


def _place(made_of: Ingredients) -> str:
    return f"{made_of.origin.file}:{made_of.origin.line}"


def _reason(change: Change) -> dict[str, Any]:
    places = [{"file": at.file, "line": at.line, "column": at.column, "field": field} for at, field in change.where]
    return {"subject": change.subject, "name": change.name, "how": change.how, "places": places, "parts": change.parts}


def _some(names: Sequence[str]) -> str:
    """Names in a sentence, not all of very many."""
    more = [f"… (+{len(names) - _MANY})"] if len(names) > _MANY else []
    return ", ".join([*names[:_MANY], *more])


def _grouped(paths: Sequence[str]) -> list[str]:
    """Outputs by name; the sizes and formats of one picture together."""
    counted = Counter(_SIZE.sub("-*", path) for path in paths)
    return [name if count == 1 else f"{name} ({count})" for name, count in counted.items()]
