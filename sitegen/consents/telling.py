"""What is to be said of consents, in sentences for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sitegen.consents.granted import About, Granted, Register
from sitegen.consents.withdrawal import Refused, Withdrawal
from sitegen.model.messages import messages
from sitegen.model.problems import Where
from sitegen.model.project import Project

_COLUMNS = ("who", "record", "state", "scopes", "since", "until")
_RECALL = ("recall-git", "recall-sites", "recall-prints", "recall-others")


class Telling:
    """The sentences in one language."""

    def __init__(self, project: Project, language: str) -> None:
        self._project, self._rows = project, messages(language).consents

    def _say(self, key: str, **params: object) -> str:
        return self._rows[key].format(**params)

    def register(self, found: Register) -> str:
        """The table of all consents, what ends soon, and where the project is about whom."""
        lines = [] if found.granted else [self._say("no-consents")]
        lines += self._granted(found) if found.granted else []
        if found.unasked:
            lines += ["", self._say("unasked"), *(f"  {one.where}  {one.name}  {one.ref}" for one in found.unasked)]
        return "\n".join(lines)

    def _granted(self, found: Register) -> list[str]:
        lines = [self._say("list", today=found.today), "", *self._table(found.granted), ""]
        params = {"until": found.until, "days": found.days}
        ending = [one for one in found.granted if one.ends]
        lines.append(self._say("ends" if ending else "ends-not", **params))
        lines += [f"  {one.until}  {one.ref}  {', '.join(one.who)}".rstrip() for one in ending]
        if any("press" in one.scopes for one in found.granted):
            lines += ["", self._say("press")]
        if found.about:
            lines += ["", self._say("about")]
        for one in found.about:
            lines += ["", f"{one.name} ({one.ref})", *self._about(one)]
        return lines

    def _table(self, granted: Sequence[Granted]) -> Iterator[str]:
        rows = [[self._say(f"column-{name}") for name in _COLUMNS], *map(self._row, granted)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

    def _row(self, one: Granted) -> list[str]:
        scopes = ", ".join(self._say(f"scope-{scope}") for scope in one.scopes)
        until = one.until.isoformat() if one.until else self._say("no-end")
        state = self._say(f"state-{one.state}")
        return [", ".join(one.who), one.ref, state, scopes, one.since.isoformat(), until]

    def _about(self, one: About) -> Iterator[str]:
        yield from self._lines("files", one.files)
        yield from self._lines("records", [f"{where}  {by}" for where, by in one.records])
        yield from self._lines("mentions", self._mentions(one))

    def _lines(self, key: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield f"  {self._say(key)}"
            yield from (f"    {line}" for line in lines)

    def _mentions(self, one: About) -> list[str]:
        return [
            self._say("mention", place=found.where, words=found.words, by=found.by).rstrip() for found in one.mentions
        ]

    def withdrawal(self, done: Withdrawal) -> str:
        """What has changed, what goes, what stays, and what is to be done about it."""
        lines = [self._say("withdrawn", ref=done.ref, place=done.where), f"  - {done.before}", f"  + {done.after}", ""]
        lines += [self._say("taken" if done.taken else "taken-nothing"), *(f"  {ref}" for ref in done.taken)]
        for one in done.about:
            named = self._mentions(one)
            lines += ["", self._say("still-named" if named else "still-named-not", name=one.name)]
            lines += [f"  {line}" for line in named]
        if done.links:
            lines += ["", self._say("still-linked"), *(f"  {where}  {by}" for where, by in done.links)]
        if done.agreed:
            lines += ["", self._say("still-agreed"), *(f'  withdraw "{one.ref}"  ({one.where})' for one in done.agreed)]
        lines += ["", self._say("cache-emptied")]
        lines += self.deleted(done)
        lines += ["", self._say("sites"), *self._folders(done.sites)] if done.sites else []
        return "\n".join([*lines, "", *self._advice(done)])

    def deleted(self, done: Withdrawal | Refused) -> list[str]:
        """The packages that were deleted, and what could not be."""
        lines = [self._say("packages-gone"), *self._folders(done.packages)] if done.packages else []
        return lines + ([self._say("cache-left"), *self._folders(done.left)] if done.left else [])

    def _folders(self, folders: Sequence[Path]) -> Iterator[str]:
        return (f"  {self._shown(folder)}" for folder in folders)

    def _shown(self, folder: Path) -> str:
        """A folder of the project by its path in it, any other as the system knows it."""
        return self._project.shown(folder) if folder.is_relative_to(self._project.root) else str(folder)

    def _advice(self, done: Withdrawal) -> Iterator[str]:
        yield self._say("next")
        yield f"  1. {self._say('next-build', there=self._project.option)}"
        yield f"  2. {self._say('next-kiosk')}"
        if done.listed:
            yield f"  3. {self._say('next-listed', places=', '.join(map(str, done.listed)))}"
            yield from self._recall()
            return
        yield f"  3. {self._say('next-originals')}"
        yield from (f"     {file}" for file in done.files if file not in done.kept)
        if done.kept:
            yield f"     {self._say('next-kept')}"
            yield from (f"       {file}" for file in done.kept)
        yield from self._recall()

    def _recall(self) -> Iterator[str]:
        yield ""
        yield self._say("recall")
        yield from (f"  - {self._say(key)}" for key in _RECALL)

    # --- for programs --------------------------------------------------------------------------------------------

    def register_data(self, found: Register) -> dict[str, Any]:
        """The same as data."""
        return {
            "today": found.today.isoformat(),
            "days": found.days,
            "consents": [
                {
                    "ref": one.ref,
                    "who": one.who,
                    "file": one.where.file,
                    "line": one.where.line,
                    "column": one.where.column,
                    "state": one.state,
                    "scopes": one.scopes,
                    "since": one.since.isoformat(),
                    "until": one.until.isoformat() if one.until else None,
                    "ends": one.ends,
                }
                for one in found.granted
            ],
            "people": [_about_data(one) for one in found.about],
            "unasked": [{"name": one.name, "by": one.ref, "place": str(one.where)} for one in found.unasked],
        }

    def withdrawal_data(self, done: Withdrawal) -> dict[str, Any]:
        """The same as data."""
        return {
            "ref": done.ref,
            "file": done.where.file,
            "line": done.where.line,
            "column": done.where.column,
            "before": done.before,
            "after": done.after,
            "taken": done.taken,
            "people": [_about_data(one) for one in done.about],
            "links": _links_data(done.links),
            "agreed": [{"ref": one.ref, "place": str(one.where)} for one in done.agreed],
            "files": done.files,
            "kept": done.kept,
            "listed": [str(where) for where in done.listed],
            "packages": [self._shown(path) for path in done.packages],
            "left": [self._shown(path) for path in done.left],
            "sites": [self._shown(path) for path in done.sites],
        }


def _about_data(one: About) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "name": one.name,
        "files": one.files,
        "records": _links_data(one.records),
        "mentions": [{"place": str(found.where), "words": found.words, "by": found.by} for found in one.mentions],
    }


def _links_data(links: Sequence[tuple[Where, str]]) -> list[dict[str, str]]:
    return [{"place": str(where), "by": by} for where, by in links]
