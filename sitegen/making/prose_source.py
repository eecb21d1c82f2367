"""What people write, kept from what Markdown would make of it.

Dates and ordinals at the beginning of a paragraph (`12. března 2019`) are no lists, `#integrace` is no heading, and
text with an indent, as Word gives it, is no code. Such signs are escaped, so that the page shows what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import slugify, slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from markdown import Markdown

_ITEM = re.compile(r"\A(?P<before>(?:> ?)*+(?P<indent> *+))(?P<number>\d{1,9})\.(?= +(?P<date>\d{1,2}\. )?\S)")
_IN_ITEM = re.compile(r"\A(?P<before>(?:> ?)*+ *+(?:[*+-] ++)++)(?P<number>\d{1,9})\.(?= +\S)")
_TAB = 4
_HASHTAG = re.compile(r"#+(?=[^#\s])")
_HEADING_END = re.compile(r"(?<=[^\s#\\])#+(?= *$)")
_BARE = r"(?<![\w/:=\"'(<\[])https?://[^\s<>\"'„“”‘’`*\[\](){}|\\]*[\w/=&#%+~-]"
_BAR = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(`+)[^`]*\1")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]]*)\]:")
_ATTRIBUTE = r"""(?:[#][^\s#.{}"'=]+|(?:lang|translate|title|id|href)=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}=]+))"""
_ATTRIBUTES = rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*)[ ]*\}}"


class _Item(NamedTuple):
    """A line that begins like an item of a numbered list, or, as a `date`, with two numbers."""

    line: int
    number: int
    date: bool


class AsWritten(Preprocessor):
    """Escapes numbers that begin no list, and signs that begin no heading."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, the same number of them."""
        kept = [_heading(_IN_ITEM.sub(_escaped, line)) for line in lines]
        for run in _runs(lines):
            for part in _parts(run):
                if len(part) == 1:
                    kept[part[0].line] = _ITEM.sub(_escaped, kept[part[0].line])
        return kept


def _escaped(found: re.Match[str]) -> str:
    return f"{found['before']}{found['number']}\\."


def _heading(line: str) -> str:
    """A line in which a sign that is text is escaped: CommonMark wants a space between it and the heading."""
    if _HASHTAG.match(line):
        return f"\\{line}"
    return _HEADING_END.sub(lambda ends: "\\#" * len(ends[0]), line) if line.startswith("#") else line


def _parts(run: Sequence[_Item]) -> Iterator[list[_Item]]:
    """The lists in a run: each number is one more than the last, or all are the same. One item alone is no list."""
    part: list[_Item] = []
    for item in run:
        step = item.number - part[-1].number if part else 0
        wanted = {part[1].number - part[0].number} if len(part) > 1 else {0, 1}
        if part and (step not in wanted or item.date or part[-1].date):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _runs(lines: Sequence[str]) -> Iterator[list[_Item]]:
    """Items that follow each other at one depth, with nothing between them but what belongs to them."""
    open_runs: dict[int, list[_Item]] = {}
    gap = False
    for number, line in enumerate(lines):
        words = line.lstrip("> ")
        if not words:
            gap = True
            continue
        item = _ITEM.match(line)
        depth = (len(item["indent"]) if item else len(line) - len(words)) // _TAB
        if gap and not item:  # a paragraph ends every list that it is not in
            yield from _closed(open_runs, depth)
        if item:
            yield from _closed(open_runs, depth + 1)
            open_runs.setdefault(depth, []).append(_Item(number, int(item["number"]), bool(item["date"])))
        gap = False
    yield from open_runs.values()


def _closed(open_runs: dict[int, list[_Item]], depth: int) -> Iterable[list[_Item]]:
    """The runs at this depth and deeper, which are over."""
    return [open_runs.pop(one) for one in sorted(open_runs) if one >= depth]


class Attributes(AttrListTreeprocessor):
    """Takes `{: lang=en }` for attributes, and leaves `{2019}` and what has no effect as it is."""

    # Its own class asks the instance; only the stubs call them final.
    HEADER_RE = re.compile(rf"[ ]+{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]  # as above
    BLOCK_RE = re.compile(rf"\n[ ]*{_ATTRIBUTES}[ ]*$")  # type: ignore[misc]  # as above
    INLINE_RE = re.compile(rf"^{_ATTRIBUTES}")  # type: ignore[misc]  # as above


class BareAddresses(InlineProcessor):
    """Makes a link of an address that stands in the text, as readers expect."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002 - Markdown's names; its stubs know an older class
        """Return the link, and where it begins and ends."""
        link = Element("a")
        link.set("href", m[0])
        link.text = AtomicString(m[0])
        return link, m.start(), m.end()


class Tables(TableProcessor):
    """Tables whose rows may not hold more cells than their head: `lost` gets what would be left out."""

    lost: list[str]

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build a table, and note the last cell of each row that is too long."""
        head, _, *rows = blocks[0].split("\n")
        most = len(_cells(head))
        self.lost += [cells[-1] for row in rows if len(cells := _cells(row)) > most]
        super().run(parent, blocks)


def _cells(row: str) -> list[str]:
    """The cells of a row that is no code; a bar behind a backslash is a letter."""
    return [cell.strip() for cell in _BAR.split(_CODE.sub("", row.strip().strip("|")))]


class Definitions(dict[str, tuple[str, str]]):
    """Targets of links that are defined apart; knows which of them nothing uses, and which are defined again."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.again: set[str] = set()

    def __setitem__(self, key: str, value: tuple[str, str]) -> None:
        if self.get(key, value) != value:
            self.again.add(key)
        super().__setitem__(key, value)

    def __getitem__(self, key: str) -> tuple[str, str]:
        self.used.add(key)
        return super().__getitem__(key)

    def unused(self, markdown: str) -> list[str]:
        """The definitions as they are written of which a page would show nothing: no link leads there."""
        names = set(self) - self.used | self.again
        lines = markdown.splitlines()
        return [line.strip() for line in lines if (found := _DEFINITION.match(line)) and found[1].lower() in names]


def anchor(title: str, separator: str) -> str:
    """The id of a heading: ASCII where that says anything, else in its own script."""
    return slugify(title, separator) or slugify_unicode(title, separator) or "section"


def install(renderer: Markdown) -> Tables:
    """Put all of this into a renderer that has tables and attributes; returns the tables."""
    renderer.parser.blockprocessors.deregister("code")  # code stands between fences; an indent is an indent
    renderer.preprocessors.register(AsWritten(renderer), "as_written", 21)
    renderer.treeprocessors.register(Attributes(renderer), "attr_list", 8)
    renderer.inlinePatterns.register(BareAddresses(_BARE, renderer), "bare_address", 65)
    tables = Tables(renderer.parser, {"use_align_attribute": False})
    renderer.parser.blockprocessors.register(tables, "table", 75)
    return tables
