"""Questions to an editor, one after another as on a form: each answer is judged at once, and may be left for later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitegen.content.field_types import choices, items, model_in, names, types_of
from sitegen.content.unwritten import UNWRITTEN, name_of
from sitegen.drafting.answers import Tree, at, put, split
from sitegen.drafting.desk import Ask, Desk
from sitegen.drafting.kinds import Draftable
from sitegen.drafting.new_sheets import Fault, Sheet, read
from sitegen.drafting.refusal import Refused
from sitegen.model.accents import without_accents
from sitegen.model.entries import Entry
from sitegen.model.languages import Text
from sitegen.model.meant import meant
from sitegen.model.messages import LANGUAGES, SOURCE, explain, messages
from sitegen.schemas.field_words import example, hint, title

_WAITING = ("consent.scopes", "consent.date")
"""What nobody knows of a consent that has not been given yet."""


def question(desk: Desk, draftable: Draftable, said: Tree, there: Callable[[], str] = str) -> None:
    """Ask for whatever is worth asking and was not said; an empty line leaves it for later.

    `there` gives the file that the record would write over, as far as its name is known; then that is asked for again.

    Raises:
        EOFError, KeyboardInterrupt: nobody answers.
        Refused: what was said before makes a record that is there already.
    """
    if desk.ask is None:
        return
    form = _Form(desk, draftable, said, desk.ask)
    named = draftable.named_after
    if named and all(map(form.names, named)) and (file := there()):
        raise Refused("new-there", file=file)
    desk.tell(desk.say("asking", kind=title(draftable.name, desk.language)))
    form.mend(form.faults())
    open_ones = [path for path in draftable.asked if form.open(path)]
    form.count = len(open_ones)
    for path in open_ones:
        form.put_question(path)
        while path == _last(named, open_ones) and (file := there()):
            desk.tell(f"  {desk.say('there', file=file)}")
            form.again(draftable.named_by if draftable.named_by in named else path)


def settled(desk: Desk, draftable: Draftable, said: Tree, draw: Callable[[], Sheet]) -> tuple[Sheet, Entry]:
    """A sheet without faults; on a terminal what is at fault is asked for again.

    Raises:
        Refused: it has faults, and nobody can be asked.
    """
    while True:
        sheet = draw()
        entry, faults = read(sheet, desk.site)
        if entry and not faults:
            return sheet, entry
        form = _Form(desk, draftable, said, desk.ask) if desk.ask else None
        if form is None or not form.mend(faults):
            told = "\n".join(f"  {fault.field}: {_told(fault, desk)}" for fault in faults)
            raise Refused("new-bad-answers", tuple(fault.problem for fault in faults), answers=told)


def _last(named: Sequence[str], asked: Sequence[str]) -> str:
    return next((path for path in reversed(asked) if path in named), "")


def _told(fault: Fault, desk: Desk) -> str:
    message = explain(fault.problem.code, fault.problem.params, desk.language)
    return f"{message.says} {message.repair}".rstrip()


@dataclass
class _Form:
    """The questions of one record; `count` is how many there are, if that is to be said."""

    desk: Desk
    draftable: Draftable
    said: Tree
    ask: Ask
    count: int = 0
    _number: int = field(default=0, init=False)

    # --- what is asked -----------------------------------------------------------------------------------------------

    def open(self, path: str) -> bool:
        """Whether something of a question has not been said, and there is something to choose from."""
        if names(self._type(path)) and not self._options(path) and path not in self.draftable.needed:
            return False
        return any(at(self.said, each) is None for each in self._each(path))

    def names(self, path: str) -> bool:
        """Whether enough was said of a question to name the record: of a text, in the editor's language."""
        return bool(at(self.said, f"{path}.{self.desk.code}" if len(self._each(path)) > 1 else self._each(path)[0]))

    def put_question(self, path: str) -> None:
        """Ask one question, of a text in each language, until the answer is one that a record may hold."""
        self._number += 1
        if path in _WAITING and at(self.said, "consent.status") in {None, "pending"}:
            return
        number = f"{self._number}/{self.count}  " if self.count else ""
        self.desk.tell(f"\n{number}{self._short(path)}")
        options = self._options(path)
        if len(options) > 1 or path in self.draftable.needed:
            self._tell_options(options)
        for each in self._each(path):
            if at(self.said, each) is None:
                self._answer(each, options)

    def again(self, path: str) -> None:
        """Ask anew for what was said."""
        for each in self._each(path):
            put(self.said, each, None)
            self._answer(each, self._options(path))

    def mend(self, faults: Sequence[Fault]) -> bool:
        """Ask again for answers that are at fault; returns whether there were any."""
        fields = {path: fault for fault in faults if (path := self._answered(fault.field))}
        for path, fault in fields.items():
            self.desk.tell(
                f"\n{self._short(self._question(path))}\n  {at(self.said, path)}\n  {_told(fault, self.desk)}"
            )
            put(self.said, path, None)
            self._answer(path, self._options(self._question(path)), _suggested(fault))
        return bool(fields)

    def faults(self) -> list[Fault]:
        """What is wrong with what was said until now."""
        _, faults = read(self.desk.sheet(self.draftable, "new", self.said, {}, {}), self.desk.site)
        return faults

    def _answered(self, place: str) -> str:
        """The path of the answer that a place of the record comes from: itself, or the list that it is in."""
        while place and not isinstance(at(self.said, place), str):
            place = place.rpartition(".")[0]
        return place

    def _each(self, path: str) -> list[str]:
        """A path, of a text in each language."""
        if "." not in path and types_of(self.draftable.kind.model)[path] == Text:
            return [f"{path}.{code}" for code in self.desk.codes]
        return [path]

    def _question(self, path: str) -> str:
        """The question that an answer belongs to: of a text in a language, that of the text."""
        above = path.rpartition(".")[0]
        return above if above and path in self._each(above) else path

    def _type(self, path: str) -> Any:
        first, _, inner = path.partition(".")
        found = types_of(self.draftable.kind.model)[first]
        model = model_in(found)
        return types_of(model)[inner] if inner and model else found

    # --- how it is asked ---------------------------------------------------------------------------------------------

    def _short(self, path: str) -> str:
        """What belongs there, in one sentence, with an example where one helps."""
        of = f"{self.draftable.name}.{path}"
        first, shown = hint(of, self.desk.language).partition(". ")[0], example(of)
        free = shown and not self._options(path) and self._type(path) != Text
        return f"{first} ({self.desk.say('for-example', example=shown)})" if free else first

    def _options(self, path: str) -> dict[str, str]:
        """What the answer may be, and what each of them means to people; nothing where it is free."""
        found, language = self._type(path), self.desk.language
        if words := choices(found):
            said = messages(language).choices if language != SOURCE else {}
            return {word: said.get(word, "").partition(",")[0] for word in words}
        entries = self.desk.site.entries.get(names(found), {})
        return {entry.id: name_of(entry, self.desk.code) for entry in entries.values()}

    def _tell_options(self, options: Mapping[str, str]) -> None:
        wide = max(map(len, options), default=0)
        for number, (word, meaning) in enumerate(options.items(), 1):
            self.desk.tell(f"  {number:>2}  {word:{wide}}  {meaning}".rstrip())

    def _answer(self, path: str, options: Mapping[str, str], suggested: str = "") -> None:
        """Take an answer; one at fault is told of at once, and what was perhaps meant is offered."""
        while True:
            line = self.ask(self._prompt(path, suggested)).strip() or suggested
            if not line and path in self.draftable.needed and len(options) > 1:
                self.desk.tell(f"  {self.desk.say('needed')}")
                continue
            if not line:
                return
            put(self.said, path, self._understood(line, path, options))
            fault = next((one for one in self.faults() if self._answered(one.field) == path), None)
            if fault is None:
                return
            self.desk.tell(f"  {_told(fault, self.desk)}")
            suggested = _suggested(fault)
            put(self.said, path, None)

    def _prompt(self, path: str, suggested: str) -> str:
        language = next((one.name for one in self.desk.tongues if path == f"{self._question(path)}.{one.code}"), "")
        several = items(self._type(self._question(path))) is not None
        key = "answers" if several else "answer-chosen" if self._options(self._question(path)) else "answer"
        shown = suggested or self._stand_in(path)
        return f"  {language or self.desk.say(key)}{f' [{shown}]' if shown else ''}: "

    def _stand_in(self, path: str) -> str:
        """What stands in the record if nothing is said; empty where that is nothing, or something to be written."""
        if path in self.draftable.needed and len(self._options(path)) > 1:
            return ""
        stand_ins = self.desk.stand_ins(self.draftable, {})
        found = at(stand_ins.complete(self.draftable.kind.model, self.said), path)
        shown = ", ".join(map(str, found)) if isinstance(found, list) else str(found or "")
        return "" if UNWRITTEN in shown else shown

    def _understood(self, line: str, path: str, options: Mapping[str, str]) -> str:
        """An answer as a record holds it: what was chosen by its number or by what it means to people."""
        if not options:
            return line
        parts = split(line) if items(self._type(path)) is not None else [line]
        return ", ".join(_chosen(part, options) for part in parts)


def _chosen(given: str, options: Mapping[str, str]) -> str:
    if given in options:
        return given
    if given.isdecimal() and 0 < int(given) <= len(options):
        return list(options)[int(given) - 1]
    wanted = without_accents(given).casefold()
    alike = [word for word, meaning in options.items() if wanted in {without_accents(meaning).casefold(), word}]
    spoken = {language: messages(language).choices for language in LANGUAGES}
    alike = alike or [word for word, meaning in options.items() if _begins(wanted, word) or _begins(wanted, meaning)]
    return alike[0] if len(alike) == 1 else meant("bad-choice", _choice(given, options), spoken) or given


def _begins(wanted: str, words: str) -> bool:
    """Whether the first word or words of several are this: “Ada” is enough of “Ada Nováková”."""
    return bool(re.match(rf"{re.escape(wanted)}\b", without_accents(words).casefold())) if wanted else False


def _choice(given: str, options: Mapping[str, str]) -> dict[str, object]:
    return {"value": given, "choices": ", ".join(options)}


def _suggested(fault: Fault) -> str:
    """What was perhaps meant by an answer at fault, as its repair names it."""
    code, params = fault.problem.code, fault.problem.params
    known = {spoken: messages(spoken).choices for spoken in LANGUAGES}
    try:
        found = meant(code, params, known)
    except KeyError:
        found = ""
    return found or str(params.get("suggestion", ""))
