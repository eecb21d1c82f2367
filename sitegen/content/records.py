"""YAML with positions: event stream -> plain data in which every scalar is a string, and the place of each value.

The field type, not YAML, decides what `no`, `22:30` or `0123` mean, so scalars stay strings here. The event
stream is judged before anything is built from it, because composing hostile YAML can exhaust memory or crash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sitegen.content.yaml_mistakes import DASHES, Mistake, list_mistake, mistake, swallows_fields
from sitegen.model.entries import Loc, Source
from sitegen.model.languages import ODD_SIGN, composed
from sitegen.model.limits import DEFAULT, Limits
from sitegen.model.problems import Problems, Where

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_EMPTY = {"", "~", "null"}
_QUOTES = ("'", '"')
_FOLDED = (None, "", "'", ">")
_BREAKS = re.compile(r"\n+(?=.)", re.DOTALL)
_CUT = re.compile(r"[ \t]*,?[ \t]+(#+[^\s#][^\s,}\]]*)")
_WRAPPED = re.compile(r"([ \t]+)(#+[^\s#]\S*)")
"""What YAML takes for a comment, though it reads like a hashtag, a number or a field: behind a value, or, of a text
without quotes, on a line of its own below it."""


@dataclass(frozen=True)
class Record:
    """The data of one YAML file and where each value stands in it."""

    data: Any
    source: Source


@dataclass
class _Builder:
    """Builds plain data from YAML events and notes what it refuses."""

    file: str
    problems: Problems
    lines: list[str]
    depth: int
    places: dict[Loc, Where] = field(default_factory=dict)
    stack: list[tuple[Any, Loc, Any]] = field(default_factory=list)
    root: Any = None
    flows: list[bool] = field(default_factory=list)
    bad: bool = False
    cut: bool = False

    def refuse(self, code: str, event: Any, **params: Any) -> None:
        self.bad = True
        self.problems.error(code, self.where(event), **params)

    def where(self, event: Any) -> Where:
        mark = event.start_mark
        return Where(self.file, mark.line + 1, mark.column + 1)

    def loc(self) -> Loc:
        """The path of the value that comes next."""
        if not self.stack:
            return ()
        container, loc, key = self.stack[-1]
        return (*loc, len(container)) if isinstance(container, list) else (*loc, key)

    def put(self, value: Any, event: Any) -> None:
        """Add a value to the container at hand, or take it as the key of the next one."""
        if not self.stack:
            self.root = value
            self.places[()] = self.where(event)
            return
        container, loc, key = self.stack[-1]
        if isinstance(container, list):
            self.places[(*loc, len(container))] = self.where(event)
            container.append(value)
        elif key is None:
            self.key(container, loc, value, event)
        else:
            self.places.setdefault((*loc, key), self.where(event))
            container[key] = value
            self.stack[-1] = (container, loc, None)

    def key(self, container: dict[str, Any], loc: Loc, value: Any, event: Any) -> None:
        if not isinstance(value, str):
            self.refuse("yaml-bad-key", event)
            value = "?"
        if value in container:
            self.refuse("duplicate-key", event, field=value)
        self.places[(*loc, value, "key")] = self.where(event)
        self.stack[-1] = (container, loc, value)

    def open(self, container: Any, event: Any) -> bool:
        """Enter a mapping or sequence; False when it is nested too deeply to go on."""
        loc = self.loc()
        if len(self.stack) >= self.depth:
            self.refuse("yaml-too-deep", event, limit=self.depth)
            return False
        if self.stack and isinstance(self.stack[-1][0], dict) and self.stack[-1][2] is None:
            self.refuse("yaml-bad-key", event)
            return False
        self.put(container, event)
        self.stack.append((container, loc, None))
        return True

    def feed(self, event: Any) -> bool:
        """Take one event; False when reading must stop."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse("yaml-anchor", event)
            return False
        if getattr(event, "tag", None):
            self.refuse("yaml-tag", event)
            return False
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self.flows.append(bool(event.flow_style))
            return self.open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
            if self.flows.pop():
                self.note_cut(event.end_mark)
        elif isinstance(event, yaml.ScalarEvent):
            if event.style in (None, "") and (wrong := self.in_list(event)):
                self.bad = True
                self.problems.error(wrong.code, Where(self.file, wrong.line + 1, wrong.column + 1), **wrong.params)
                return False
            if self.swallows(event):
                self.refuse("quote-not-closed", event, sign=event.style)
                return False
            self.scalar(event)
        return True

    def in_list(self, event: Any) -> Mistake | None:
        """What is wrong with a list of which this would be a text."""
        start, last = event.start_mark, min(event.end_mark.line, len(self.lines) - 1)
        if last == start.line and event.value[:1] not in DASHES:  # nearly every text of a project
            return None
        if self.stack and re.fullmatch("[a-z]{2,3}", str(self.stack[-1][2])):  # a language: people speak with dashes
            return None
        listed = bool(self.stack) and isinstance(self.stack[-1][0], list) and not any(self.flows)
        return list_mistake(self.lines, start.line, start.column, last, in_list=listed)

    def swallows(self, event: Any) -> bool:
        """Whether a text holds the fields below it."""
        first, last = event.start_mark.line, event.end_mark.line
        return event.style in _QUOTES and last > first and swallows_fields(self.lines, first, last)

    def scalar(self, event: Any) -> None:
        """Take a text or a key."""
        plain, in_flow = event.style in (None, ""), any(self.flows)
        if plain:  # a no-break space at its end is nobody's word
            event.value = event.value.strip()
        if event.style in _FOLDED:  # where a line break is left, the editor has left a line blank
            event.value = _BREAKS.sub("\n\n", event.value)
        is_key = bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.stack[-1][2] is None
        indent = self.indent_of(event)
        self.put(None if plain and event.value in _EMPTY and not is_key else event.value, event)
        if event.style == '"' and ODD_SIGN.search(event.value):
            self.refuse("control-character", event)  # by an escape such as "\\a"; the text itself has been judged
        if plain or in_flow:
            self.note_cut(event.end_mark)
        if plain and not is_key and not in_flow:
            self.note_wrapped(event, indent)

    def note_cut(self, end: Any) -> None:
        """Refuse a comment that the editor did not mean as one: it would be left out in silence."""
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if cut := _CUT.match(rest):
            self.refuse_cut(end.line, end.column + cut.start(1), cut[1])

    def note_wrapped(self, event: Any, indent: int) -> None:
        """The same of a line below a text, indented as only the text's own lines are."""
        number = event.end_mark.line + 1
        found = _WRAPPED.match(self.lines[number]) if number < len(self.lines) else None
        if found and len(found[1]) > indent:
            self.refuse_cut(number, found.start(2), found[2])

    def refuse_cut(self, line: int, column: int, text: str) -> None:
        self.cut = True
        self.problems.error("comment-cuts-text", Where(self.file, line + 1, column + 1), text=text)

    def indent_of(self, event: Any) -> int:
        """How far a line must be indented, at least one more, to belong to a value that is about to be put."""
        if not self.stack:
            return 0
        container, loc, key = self.stack[-1]
        if isinstance(container, list):
            return int(event.start_mark.column) - 1
        return self.places[(*loc, key, "key")].column - 1 if key is not None else 0


def raw(path: Path, file: str, problems: Problems, limits: Limits = DEFAULT) -> bytes | None:
    """The bytes of a small file, or None after noting that it is too large."""
    if path.stat().st_size > limits.record_kb * 1024:
        problems.error("file-too-large", Where(file), limit=limits.record_kb, setting="record_kb")
        return None
    return path.read_bytes()


def decoded(content: bytes, file: str, problems: Problems) -> str | None:
    """A UTF-8 text in NFC whose lines end as on Unix, or None after noting why it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        problems.error("not-utf-8", Where(file, before.count(b"\n") + 1, error.start - before.rfind(b"\n")))
        return None
    text = composed(text.replace("\r\n", "\n").replace("\r", "\n"))
    if strange := ODD_SIGN.search(text):
        at = strange.start()
        place = Where(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        problems.error("control-character", place)
        return None
    return text


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """The text of a small UTF-8 file, or None after noting why it cannot be read."""
    content = raw(path, file, problems)
    return None if content is None else decoded(content, file, problems)


def read_record(path: Path, file: str, problems: Problems) -> Record | None:
    """Read a YAML file, or note every reason why it cannot be read and return None."""
    text = read_text(path, file, problems)
    return None if text is None else parsed(text, file, problems)


def parsed(text: str, file: str, problems: Problems, limits: Limits = DEFAULT) -> Record | None:
    """The data of a YAML text, or None after noting every reason why it has none."""
    builder = _Builder(file, problems, text.split("\n"), limits.depth)
    documents = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                builder.refuse("yaml-many-documents", event)
                return None
            if not builder.feed(event):
                return None
    except yaml.MarkedYAMLError as error:
        if not builder.cut:  # else the rest of a {…} is missing, and why has been said
            _report_broken(builder.lines, error, file, problems)
        return None
    except yaml.YAMLError:
        problems.error("broken-yaml", Where(file))
        return None
    if builder.bad or builder.cut:
        return None
    return Record(builder.root, Source(file, builder.places))


def _report_broken(lines: list[str], error: yaml.MarkedYAMLError, file: str, problems: Problems) -> None:
    if found := mistake(lines, error):
        problems.error(found.code, Where(file, found.line + 1, found.column + 1), **found.params)
        return
    mark = error.problem_mark or error.context_mark
    problems.error("broken-yaml", Where(file, mark.line + 1, mark.column + 1) if mark else Where(file))
