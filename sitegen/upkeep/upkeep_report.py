"""What is to be done, in sentences for people, as data for programs, and as tables for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.content.translating.translations import Confirmed, State, Translation, share
from sitegen.model.messages import explain, messages
from sitegen.model.problems import Problem
from sitegen.model.report import as_data
from sitegen.upkeep.waiting_lists import Asked, Waiting

_SHOWN: tuple[State, ...] = ("missing", "stale", "orphaned", "identical")


class UpkeepReport:
    """The sentences in one language; `names` are those of the site's languages by code."""

    def __init__(self, language: str, names: Mapping[str, str]) -> None:
        self.language, self._names, self._rows = language, names, messages(language).upkeep

    def say(self, key: str, **params: object) -> str:
        """One sentence."""
        if "language" in params:
            params["language"] = self.name(str(params["language"]))
        if isinstance(problem := params.get("problem"), Problem):
            params["problem"] = explain(problem.code, problem.params, self.language).says
        return self._rows[key].format(**params)

    def name(self, code: str) -> str:
        """What a language calls itself."""
        return self._names.get(code, code)

    # --- translations --------------------------------------------------------------------------------------------

    def translations(self, asked: Asked) -> str:
        """How far each language is, and each text that somebody has to look at."""
        found = asked.translations
        lines = [*self.shares(found)]
        for state in _SHOWN:
            of_state = [one for one in found if one.state == state]
            if of_state:
                lines += ["", self.say(f"texts-{state}", count=len(of_state)), *map(self._line, of_state)]
        if asked.interface:
            lines += ["", self.say("texts-interface", count=len(asked.interface))]
            lines += [f"  {one.where}  {self.say('interface', problem=one)}" for one in asked.interface]
        if unconfirmed := [one for one in found if one.state == "unconfirmed"]:
            lines += ["", self.say("texts-unconfirmed", count=len(unconfirmed)), *map(self._line, unconfirmed)]
        return "\n".join(lines)

    def _line(self, one: Translation) -> str:
        return f"  {one.where}  {one.unit.ref} {one.unit.field} ({self.name(one.language)})"

    def shares(self, found: Sequence[Translation]) -> Iterator[str]:
        """How far each language is, a line each; whole percents are not rounded up to all."""
        for language in dict.fromkeys(one.language for one in found):
            done, every = share(found, language)
            yield self.say("share", language=language, percent=100 * done // max(every, 1), done=done, all=every)

    def confirmed(self, done: Confirmed) -> str:
        """What `translations done` did."""
        key = "confirmed" if done.new else "confirmed-nothing"
        lines = [self.say(key, count=done.new)] if done.new or not done.stale else []
        if done.stale:
            lines += [self.say("still-stale"), *map(self._line, done.stale)]
        return "\n".join(lines)

    def translations_data(self, asked: Asked) -> dict[str, Any]:
        """The same as data."""
        found = asked.translations
        codes = dict.fromkeys(one.language for one in found)
        return {
            "languages": {code: dict(zip(("done", "all"), share(found, code), strict=True)) for code in codes},
            "texts": [
                {
                    "ref": one.unit.ref,
                    "field": one.unit.field,
                    "language": one.language,
                    "state": one.state,
                    "file": one.where.file,
                    "line": one.where.line,
                    "column": one.where.column,
                }
                for one in found
                if one.state != "current"
            ],
            "interface": [as_data(one, self.language) for one in asked.interface],
        }

    # --- lists ---------------------------------------------------------------------------------------------------

    def waiting(self, name: str, found: Sequence[Waiting]) -> str:
        """A list, a line for each place."""
        lines = [self.say(f"list-{name}" if found else "list-empty", count=len(found), list=self.say(f"name-{name}"))]
        return "\n".join([*lines, *(f"  {one.where}  {self.about(one)}" for one in found)])

    def about(self, one: Waiting) -> str:
        """The day, the record, and what is to be said of it."""
        said = self.say(one.says, **one.params) if one.says else ""
        return "  ".join(part for part in (one.day.isoformat() if one.day else "", one.ref, said) if part)

    def waiting_data(self, found: Sequence[Waiting]) -> list[dict[str, Any]]:
        """The same as data."""
        return [
            {
                "file": one.where.file,
                "line": one.where.line,
                "column": one.where.column,
                "ref": one.ref,
                "day": one.day.isoformat() if one.day else None,
                "what": one.says,
            }
            for one in found
        ]
