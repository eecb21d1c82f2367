"""What people write, kept from what Markdown would make of it.

Dates and ordinals at the beginning of a paragraph (`12. března 2019`) are no lists, `#hashtag` is no heading, and
text with an indent, as Word gives it, is no code. Such signs are escaped, so that the page shows what was written.
Lists and tables begin and nest where CommonMark has them, which every editor's preview follows. Lines that begin as
lists of Word and of dates do, with `a)`, `•`, a dash or `12. března`, stay lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder, isheader
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import slugify, slugify_unicode
from markdown.inlinepatterns import LINK_RE, InlineProcessor, LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from sitegen.making import prose_emphasis

if TYPE_CHECKING:
    from markdown import Markdown

_ITEM = re.compile(r"\A(?P<before>(?:> ?)*+(?P<indent> *+))(?P<number>\d+)\.(?= +(?P<date>\d{1,2}\. )?\S)")
_IN_ITEM = re.compile(r"\A(?P<before>(?:> ?)*+ *+(?:[*+-] ++)++)(?P<number>\d+)\.(?= +\S)")
_ANY_ITEM = re.compile(r" *(?:(?P<bullet>[*+-])|(?P<number>\d+)\.) +(?=\S)")
_FIRST_ITEM = re.compile(r" {0,3}(?:([*+-])|1(\.)) +\S")
_NEXT_ITEM = re.compile(r" {0,3}(?:([*+-])|\d+(\.)) +\S")
_TELEPHONE = re.compile(r"\A(?P<before>(?:> ?)*+ *+(?:[*-] ++)*+)\+(?= \d{1,3}(?:(?: \d{2,4}){3,}| \d{7,}))")
_OWN_LINE = re.compile(
    r"\A[> ]*+(?:(?P<sign>[•·▪‣◦–—])|(?P<letter>[^\W\d_]|[ivx]{2,4})\)|(?P<number>\d{1,3})\)|(?P<date>\d+)\\\.)"
    r"[ \xa0]+\S"
)
"""What begins lines of a list that Markdown does not know; it joins them."""
_QUOTED = re.compile(r" {0,3}> ?")
_DELIMITERS = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")
_TAB = 4
_MOST_DIGITS = 9
_HASHTAG = re.compile(r"\A(?P<before>(?:> ?)*+ *+(?:(?:[*+-]|\d+\.) ++)*+)(?=#+[^#\s])")
_HEADING = re.compile(r"\A(?:> ?)*+ *+(?:(?:[*+-]|\d+\.) ++)*+#")
_HEADING_END = re.compile(r"(?<=[^\s#\\])#+(?= *$)")
_LETTER = r"(?:[^\s<>\"'„“”‚‘’`*\[\]{}|\\\x02\x03()]|\x02\d+\x03)"  # \x02…\x03 is what Markdown makes of an escape
_BARE = rf"(?<![\w/=<\[])[Hh][Tt][Tt][Pp][Ss]?://{_LETTER}+(?:\({_LETTER}*\){_LETTER}*)*(?<=[\w/=&#%+~)\x03-])"
_ESCAPE = re.compile("\x02(\\d+)\x03")
_DEFINITION = re.compile(r"^[ >*+.\d-]*\[([^\[\]]*)\]:", re.MULTILINE)
_FOOTNOTE = re.compile(r" {0,3}\[(\^[^\[\]\s]+)\]:")
_VALUE = r"""(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}=]+)"""
_ATTRIBUTE = rf"""(?:[#][^\s#.{{}}"'=]+|(?:lang|translate|id|title|href)={_VALUE})"""
_ATTRIBUTES = rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*)[ ]*\}}"
_INLINE = rf"\{{:?[ ]*((?:lang|translate|href)={_VALUE}(?:[ ]+(?:lang|translate|href)={_VALUE})*)[ ]*\}}"
_EVERYWHERE = {"lang", "translate"}


class _Item(NamedTuple):
    """A line that begins like an item of a numbered list, or, as a `date`, with numbers that are none of an item."""

    line: int
    number: int
    date: bool


class AsWritten(Preprocessor):
    """Escapes numbers that begin no list, and signs that begin no heading."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, perhaps with empty ones between them."""
        if isinstance(self.md.references, Definitions):
            self.md.references.footnotes |= {_key(found[1]) for line in lines if (found := _FOOTNOTE.match(line))}
        lines = [_TELEPHONE.sub(r"\g<before>\\+", line) for line in _each_quote(lines, _nested)]
        kept = [_heading(_IN_ITEM.sub(_escaped, line)) for line in lines]
        for run in _runs(lines):
            parts = list(_parts(run))
            numbered = next((part for part in parts if len(part) > 1), [])  # Markdown would join another to it
            for item in (item for part in parts if part is not numbered for item in part):
                kept[item.line] = _ITEM.sub(_escaped, kept[item.line])
        return list(_kept_apart(list(_each_quote(kept, _apart))))


def _each_quote(lines: Sequence[str], do: Callable[[Sequence[str]], Iterable[str]]) -> Iterator[str]:
    """The lines, with something done to those of each quotation by themselves, and to those between quotations."""
    for quoted, run in groupby(lines, lambda line: bool(_QUOTED.match(line))):
        if quoted:
            yield from (f"> {line}" for line in do([_QUOTED.sub("", line, count=1) for line in run]))
        else:
            yield from do(list(run))


def _nested(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with each item and paragraph that stands below the words of an item as deep as Markdown wants it.

    CommonMark measures by those words, Markdown by fours.
    """
    words: list[int] = []
    gap = False
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        item = _ANY_ITEM.match(line)
        moved = bool(item) or (gap and bool(line.strip()))
        while moved and words and indent < words[-1]:
            words.pop()
        yield " " * _TAB * len(words) + line[indent:] if moved and words else line
        if item:
            words.append(item.end())
        gap = not line.strip()


def _apart(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with an empty one before an item that follows a paragraph of the list that is open, or a deeper list.

    Markdown takes it for a line of that paragraph otherwise, or for an item of that list. Two items or more right below
    a paragraph begin a list too, as CommonMark has it, and a table begins there; one item alone may be a line that was
    broken at a dash.
    """
    in_list = in_items = bullets = False
    after_gap, level, following = True, 0, ""
    for at, line in enumerate(lines):
        item, own = _ANY_ITEM.match(line), (len(line) - len(line.lstrip(" "))) // _TAB
        is_item, other = bool(item), bool(item and own == level and bool(item["bullet"]) != bullets)
        new_one = not in_list or (in_items and other)
        goes_on = other and item is not None and item["number"] == following
        begins = goes_on or _begins(lines, at) if new_one else own < level or not in_items
        if not after_gap and ((is_item and begins) or (not in_list and _is_head(lines, at))):
            yield ""
            after_gap = True
        if after_gap and line.strip():
            in_items, in_list, level = is_item, is_item or (in_list and line.startswith(" ")), own
        if item and in_items and own == level:
            bullets = bool(item["bullet"])
            following = str(int(item["number"][-_MOST_DIGITS:]) + 1) if item["number"] else following
        in_items = in_items or (is_item and in_list)
        after_gap = not line.strip()
        yield line


def _kept_apart(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with a break before each that begins as another one of its paragraph does, in no list of Markdown."""
    for is_text, paragraph in groupby(lines, lambda line: bool(line.strip("> "))):
        part = list(paragraph)
        kinds = [_kind(line) for line in part]
        many = {kind for kind, count in Counter(kinds).items() if kind and count > 1} if is_text else set[str]()
        for line, below in zip(part, [*kinds[1:], ""], strict=True):
            yield f"{line.rstrip()}  " if below in many else line


def _kind(line: str) -> str:
    """What a line of its own begins with; empty for any other."""
    found = _OWN_LINE.match(line)
    return (found["sign"] or found.lastgroup or "") if found else ""


def _begins(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the first item of a list that has another one, with nothing before it but what is deeper."""
    first = _FIRST_ITEM.match(lines[at])
    if not first:
        return False
    further = (line for line in islice(lines, at + 1, None) if line.strip())
    following = _NEXT_ITEM.match(next((line for line in further if _NEXT_ITEM.match(line) or line[:2] != "  "), ""))
    return following is not None and following.groups() == first.groups()


def _is_head(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the head of a table."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if "|" not in lines[at] or "|" not in below or not _DELIMITERS.fullmatch(below):
        return False
    return len({row.strip(" ").strip("|").count("|") for row in (lines[at], below)}) == 1


def _escaped(found: re.Match[str]) -> str:
    return f"{found['before']}{found['number']}\\."


def _heading(line: str) -> str:
    """A line in which a sign that is text is escaped: CommonMark wants a space between it and the heading."""
    if found := _HASHTAG.match(line):
        return f"{found['before']}\\{line[found.end() :]}"
    return _HEADING_END.sub(lambda ends: "\\#" * len(ends[0]), line) if _HEADING.match(line) else line


def _parts(run: Sequence[_Item]) -> Iterator[list[_Item]]:
    """The lists in a run: each number is one more than the last, or all are 0 or 1, as programs write them."""
    part: list[_Item] = []
    for item in run:
        if part and not _goes_on(part, item):
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _goes_on(part: Sequence[_Item], item: _Item) -> bool:
    """Whether an item is the next of a list."""
    step = item.number - part[-1].number
    same = len(part) < 2 or step == part[1].number - part[0].number  # noqa: PLR2004 - the first step is free
    return (step == 1 or (step == 0 and item.number <= 1)) and same and not (item.date or part[-1].date)


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
            digits = item["number"]
            plain = digits.isascii() and len(digits) <= _MOST_DIGITS
            date = bool(item["date"]) or not plain
            open_runs.setdefault(depth, []).append(_Item(number, int(digits) if plain else -1, date))
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
    INLINE_RE = re.compile(rf"^{_INLINE}")  # type: ignore[misc]  # as above

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Set attributes; returns what is left as text: all of it, where a page would not show one of them there."""
        names = {name for name, _ in get_attrs_and_remainder(attrs_string)[0]}
        shown = _EVERYWHERE | ({"id"} if isheader(elem) else set())
        return attrs_string if strict and names - shown else super().assign_attrs(elem, attrs_string, strict=strict)


class BareAddresses(InlineProcessor):
    """Makes a link of an address that stands in the text, as readers expect."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002 - Markdown's names; its stubs know an older class
        """Return the link, and where it begins and ends."""
        link, address = Element("a"), unescape(_ESCAPE.sub(lambda escaped: chr(int(escaped[1])), m[0]))
        link.set("href", address)
        link.text = AtomicString(address)
        return link, m.start(), m.end()


class Links(LinkInlineProcessor):
    """Makes links of those that have an end; Markdown takes `[a]("(` for one and drops what is behind."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - Markdown's name
        """Return target, title, the index behind the link, and whether it is one."""
        href, title, end, is_link = super().getLink(data, index)
        return href, title, end, is_link and end > index


class Tables(TableProcessor):
    """Tables whose rows may not hold more cells than their head: `lost` gets what would be left out, and its row."""

    lost: list[tuple[str, str]]

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Build a table, and note what each row that is too long would lose."""
        head, _, *rows = (row.strip(" ") for row in blocks[0].split("\n"))
        most = len(self._cells(head))
        for row in rows:
            self.lost += [(cell.strip(), row) for cell in self._cells(row)[most:] if cell.strip()][:1]
        super().run(parent, blocks)

    def _cells(self, row: str) -> list[str]:
        cells: list[str] = self._split_row(row)  # type: ignore[attr-defined]  # it has no public way
        return cells


class Definitions(dict[str, tuple[str, str]]):
    """Targets of links that are defined apart; knows which of them nothing uses, and which are defined again."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.again: set[str] = set()
        self.footnotes: set[str] = set()

    def __setitem__(self, key: str, value: tuple[str, str]) -> None:
        if key in self.footnotes:
            return
        if self.get(key, value) != value:
            self.again.add(key)
        super().__setitem__(key, value)

    def __getitem__(self, key: str) -> tuple[str, str]:
        self.used.add(key)
        return super().__getitem__(key)

    def lost(self, markdown: str, blanked: str) -> list[tuple[str, str, str]]:
        """The definitions of which a page would show nothing: the code of a problem, the line as it is written, twice.

        No link leads there, or they are footnotes. `blanked` is the text with spaces in the place of comments.
        """
        names = dict.fromkeys(set(self) - self.used | self.again, "unused-definition")
        names |= dict.fromkeys(self.footnotes, "footnote-in-prose")
        lines, plain = markdown.split("\n"), "\n".join(line.expandtabs(_TAB) for line in blanked.split("\n"))
        said = []
        for found in _DEFINITION.finditer(plain) if names else ():
            if code := names.get(_key(found[1])):
                first, last = plain.count("\n", 0, found.start()), plain.count("\n", 0, found.end())
                line = "\n".join(lines[first : last + 1]).strip()
                said.append((code, line, line))
        return list(dict.fromkeys(said))


def _key(name: str) -> str:
    """The name of a definition as Markdown compares it."""
    return name.strip().lower()


def anchor(title: str, separator: str) -> str:
    """The id of a heading: ASCII where that says anything, else in its own script."""
    return slugify(title, separator) or slugify_unicode(title, separator) or "section"


def install(renderer: Markdown) -> Tables:
    """Put all of this into a renderer that has tables and attributes; returns the tables."""
    renderer.parser.blockprocessors.deregister("code")  # code stands between fences; an indent is an indent
    renderer.preprocessors.register(AsWritten(renderer), "as_written", 21)
    renderer.treeprocessors.register(Attributes(renderer), "attr_list", 8)
    renderer.inlinePatterns.register(Links(LINK_RE, renderer), "link", 160)
    renderer.inlinePatterns.register(BareAddresses(_BARE, renderer), "bare_address", 85)  # before entities
    prose_emphasis.install(renderer)
    tables = Tables(renderer.parser, {"use_align_attribute": False})
    renderer.parser.blockprocessors.register(tables, "table", 75)
    return tables
