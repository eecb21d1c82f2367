"""The desk that records are drafted on: the site as it is, the words for the editor, and a way to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sitegen.content.field_types import types_of
from sitegen.content.load import load
from sitegen.drafting.answers import Tree, at, put
from sitegen.drafting.identifiers import identifier
from sitegen.drafting.kinds import Draftable
from sitegen.drafting.new_sheets import Sheet
from sitegen.drafting.refusal import Refused
from sitegen.drafting.stand_ins import StandIns
from sitegen.drafting.writing import Writer
from sitegen.model.languages import Language, Text
from sitegen.model.media import Read
from sitegen.model.messages import SOURCE, messages
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import Options, Project
from sitegen.model.site import Site
from sitegen.schemas.field_words import example, hint

Ask = Callable[[str], str]
"""Asks a question, and gives the line that is typed; raises `EOFError` where there is nobody."""


@dataclass(frozen=True)
class Desk:
    """What drafting works with: the `site` with all its languages, the `language` of hints, `ask` where one can."""

    project: Project
    site: Site[Read]
    language: str
    ask: Ask | None = None
    tell: Callable[[str], None] = lambda _text: None

    def say(self, key: str, **params: object) -> str:
        """A sentence in the editor's language."""
        return messages(self.language).drafting[key].format(**params)

    def hint(self, kind: str, path: str, known: Sequence[str] = ()) -> str:
        """What belongs into a field, and the words that it may be, each with what it means; else an example."""
        said = hint(f"{kind}.{path}", self.language)
        if known:
            return f"{said} ({', '.join(map(self._explained, known))})"
        shown = example(f"{kind}.{path}")
        return f"{said} ({self.say('for-example', example=shown)})" if shown else said

    def _explained(self, word: str) -> str:
        """A word to choose, as `light (světlá)` where the editor speaks another language than it does."""
        meaning = messages(self.language).choices.get(word, "").partition(",")[0]
        return f"{word} = {meaning}" if self.language != SOURCE and meaning not in {"", word} else word

    @property
    def codes(self) -> list[str]:
        """The languages that texts are written in, those to come last."""
        return [language.code for language in self.tongues]

    @property
    def tongues(self) -> list[Language]:
        """The languages themselves."""
        return [*self.site.languages, *self.site.later]

    @property
    def code(self) -> str:
        """The site's language that the editor speaks, or else its first."""
        return self.language if self.language in self.codes else self.codes[0]

    def stand_ins(self, draftable: Draftable, known: Mapping[str, object]) -> StandIns:
        """What fills in a record of a kind."""
        return StandIns(
            self.codes,
            lambda kind: list(self.site.entries[kind]),
            {**draftable.known, **known},
        )

    def sheet(
        self,
        draftable: Draftable,
        name: str,
        said: Tree,
        known: Mapping[str, object],
        copies: Mapping[str, bytes],
        folder: str = "",
    ) -> Sheet:
        """A record of a kind under this name, as a draft where anything in it was not said."""
        stand_ins = self.stand_ins(draftable, known)
        model = draftable.kind.model
        tree = stand_ins.complete(model, said)
        if "updated" in model.model_fields:  # else feeds would show what is new as old as its event or its photograph
            tree.setdefault("updated", self.site.today.isoformat())
        guessed = tuple(stand_ins.guessed)
        if (guessed or draftable.texts) and "draft" not in tree:
            tree["draft"] = "true"
        writer = Writer(model, partial(self.hint, draftable.name), self.say, stand_ins)
        stem = f"content/{draftable.kind.folder}/{folder}{name}"
        texts = {f"{stem}.{one.code}.md": writer.prose(one.name) for one in self.tongues} if draftable.texts else {}
        return Sheet(draftable.kind, name, f"{stem}.yaml", writer.record(tree), texts, copies, guessed)

    def title(self, draftable: Draftable, said: Tree) -> str:
        """What the new thing is called, as far as it was said; in the editor's language where it is translated."""
        found = at(said, draftable.named_by)
        if isinstance(found, Mapping):
            return next((found[code] for code in (self.code, *self.codes) if found.get(code)), "")
        return str(found or "")

    def name_it(self, draftable: Draftable, said: Tree, title: str | None) -> None:
        """Put a title that was given by itself where it belongs."""
        if title:
            is_text = types_of(draftable.kind.model)[draftable.named_by] == Text
            put(said, f"{draftable.named_by}.{self.code}" if is_text else draftable.named_by, title)

    def identifier(self, draftable: Draftable, said: Tree) -> str:
        """What the new record is called in names of files."""
        return identifier(self.title(draftable, said), draftable.name)


def desk_at(project: Project, language: str, ask: Ask | None, tell: Callable[[str], None]) -> Desk:
    """The desk of a project; what else is wrong with it does not matter.

    Raises:
        Refused: its languages cannot be read.
    """
    problems = Problems()
    try:
        site = load(project, Options(), problems)
    except BuildFailed:
        raise Refused("new-project-at-fault", tuple(problems)) from None
    if not site.languages:
        raise Refused("new-project-at-fault", tuple(problems))
    return Desk(project, site, language, ask, tell)
