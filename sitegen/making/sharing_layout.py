"""Where everything stands on a picture for sharing: the picture, what is said beside it, and how large it is set.

Nothing is drawn here. Distances and sizes are in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sitegen.making.charts.letters import width, wrap
from sitegen.making.lettering import drawable
from sitegen.making.typefaces import SANS, SANS_SEMIBOLD, SERIF, Typeface
from sitegen.making.typography import rules_of, typeset
from sitegen.model.web_orders import SHARED_SIZE, SharingPicture

Colour = Literal["ink", "soft", "voice"]

_WIDE, _HIGH = SHARED_SIZE
_MARGIN, _GAP = 56, 64
"""Between the text and the edges, and between the text and the picture; sides of a text alone have `_GAP` too."""

_NARROWEST, _WIDEST = 420, 700
"""How much of the width a picture takes: all of one that is upright, most of one that lies."""

_KIND, _BELOW, _SUMMARY, _BRAND = 28, 32, 30, 30
_TITLES = (108, 100, 92, 84, 76, 70, 64, 58, 54, 50, 46, 42, 38)
_TITLES_BESIDE = tuple(size for size in _TITLES if size <= 76)  # noqa: PLR2004 - a size of type
_VOICES = (56, 52, 48, 44, 40, 37, 34, 31, 28)
_LEADING = {SERIF: 1.14, SANS: 1.3, SANS_SEMIBOLD: 1.3}
_CAPITALS = 0.67
"""The height of capitals, of the size (both families)."""

_ELLIPSIS = "…"


@dataclass(frozen=True)
class Block:
    """Lines of one size; `x` is where they begin, `y` the baseline of the first."""

    lines: tuple[str, ...]
    face: Typeface
    size: int
    colour: Colour
    x: float
    y: float

    @property
    def baselines(self) -> list[float]:
        """The height of each line's baseline."""
        return [self.y + number * self.leading for number in range(len(self.lines))]

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * _LEADING[self.face]


@dataclass(frozen=True)
class Badge:
    """A word in a dashed frame: left, top, right, bottom."""

    word: Block
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Layout:
    """A picture for sharing before it is drawn.

    `picture` is how wide the picture at its left is (0 without one), `spoken` says that the rest is what somebody says,
    `mark` the middle and the radius of the site's mark.
    """

    picture: int
    spoken: bool
    blocks: tuple[Block, ...]
    badges: tuple[Badge, ...]
    mark: tuple[float, float, float]


@dataclass(frozen=True)
class Words:
    """What the interface says: what is shared, and the words of the badges."""

    kind: str
    sample: str
    cancelled: str


def lay_out(order: SharingPicture, words: Words, shape: float | None) -> Layout:
    """Find the place and the size of everything; `shape` is width to height of the picture, None without one."""
    wide = min(max(round(_HIGH * shape), _NARROWEST), _WIDEST) if shape else 0
    left = wide + _GAP if wide else _GAP + _MARGIN // 2
    room = _WIDE - left - (_MARGIN if wide else _GAP + _MARGIN // 2)
    set_as = _Setter(order, left, room)
    kind = set_as.text(order.above or words.kind) if order.title else ""
    badges = [*([words.sample] if order.sample else []), *([words.cancelled] if order.cancelled else [])]
    head, labels, top = _head(kind, badges, left, room)
    brand, bottom = _brand(set_as.text(order.brand), left, room)
    title = set_as.text(order.title or words.kind) or set_as.text(order.brand)
    below = tuple(line for one in order.below if (line := set_as.text(one)))
    voice = set_as.text(order.voice)
    if voice:
        blocks = _said(voice, title, below, set_as, (top, bottom))
    else:
        blocks = _titled(title, below, set_as.text(order.summary), set_as, (top, bottom), beside=bool(wide))
    if order.sampled and wide and not order.sample:
        labels = [*labels, _badge(words.sample, 24, _HIGH - 24 - _badge_height())]
    radius = _BRAND * 0.4
    mark = (left + radius, brand.y - _BRAND * _CAPITALS / 2, radius)
    return Layout(wide, bool(voice), (*head, *blocks, brand), tuple(labels), mark)


@dataclass(frozen=True)
class _Setter:
    """Sets text in a column: its left edge, and how wide it is."""

    order: SharingPicture
    left: float
    room: float

    def text(self, text: str) -> str:
        """A text with the spaces of its language, without letters that cannot be drawn."""
        return typeset(drawable(text, SANS, SANS_SEMIBOLD, SERIF), rules_of(self.order.writing))

    def lines(self, text: str, face: Typeface, size: int, most: int) -> tuple[str, ...]:
        """At most so many lines; what has no room in them ends in an ellipsis."""
        lines = wrap(text, face, size, self.room)
        if len(lines) > most:
            lines = [*lines[: most - 1], self._cut(" ".join(lines[most - 1 :]) + _ELLIPSIS, face, size)]
        return tuple(line if width(line, face, size) <= self.room else self._cut(line, face, size) for line in lines)

    def _cut(self, line: str, face: Typeface, size: int) -> str:
        """As many words of a line as have room, or else letters."""
        kept = line.removesuffix(_ELLIPSIS)
        while kept and width(kept + _ELLIPSIS, face, size) > self.room:
            words, _, _ = kept.rpartition(" ")
            kept = words or kept[:-1]
        return kept.rstrip(" ,;:–-") + _ELLIPSIS

    def fitted(
        self, text: str, face: Typeface, sizes: Sequence[int], most: int, height: float
    ) -> tuple[tuple[str, ...], int]:
        """The lines of a text in the largest size in which it has room, and that size."""
        for size in sizes:
            lines = wrap(text, face, size, self.room)
            tall = (len(lines) - 1) * size * _LEADING[face] + size
            if len(lines) <= most and tall <= height and all(width(one, face, size) <= self.room for one in lines):
                return tuple(lines), size
        size = sizes[-1]
        return self.lines(text, face, size, max(1, min(most, int(height / (size * _LEADING[face]))))), size

    def block(self, lines: tuple[str, ...], face: Typeface, size: int, colour: Colour, top: float) -> Block:
        """Lines whose first has its capitals at a height."""
        return Block(lines, face, size, colour, self.left, top + size * _CAPITALS)


def _below(block: Block) -> float:
    """The lowest baseline of a block."""
    return block.baselines[-1]


def _head(kind: str, badges: Sequence[str], left: float, room: float) -> tuple[list[Block], list[Badge], float]:
    """The line at the top with its badges, and where the rest may begin."""
    top, at, found = _MARGIN, left, list[Block]()
    if kind:
        block = Block((kind,), SANS_SEMIBOLD, _KIND, "voice", left, top + _KIND * _CAPITALS + 7)
        found.append(block)
        at += width(kind, SANS_SEMIBOLD, _KIND) + 18
    labels = []
    for word in badges:
        badge = _badge(word, at, top)
        if badge.box[2] > left + room and at > left:
            top += _badge_height() + 12
            badge = _badge(word, left, top)
        labels.append(badge)
        at = badge.box[2] + 12
    return found, labels, top + _badge_height() + 30 if kind or labels else top


def _badge_height() -> int:
    return 34


def _badge(word: str, left: float, top: float) -> Badge:
    size, inside = 22, 10
    block = Block((word,), SANS, size, "soft", left + inside, top + (_badge_height() + size * _CAPITALS) / 2)
    return Badge(block, (left, top, left + width(word, SANS, size) + 2 * inside, top + _badge_height()))


def _brand(brand: str, left: float, room: float) -> tuple[Block, float]:
    """The site's name at the foot, and where the rest must end."""
    indent = _BRAND * 0.8 + 12
    size = next((one for one in (_BRAND, 26, 24, 22) if width(brand, SERIF, one) <= room - indent), 20)
    block = Block((brand,), SERIF, size, "ink", left + indent, _HIGH - _MARGIN)
    return block, _HIGH - _MARGIN - _BRAND - 34


def _titled(
    title: str,
    below: tuple[str, ...],
    summary: str,
    set_as: _Setter,
    between: tuple[float, float],
    *,
    beside: bool,
) -> list[Block]:
    """A title, lines below it, and as much of a summary as has room."""
    top, bottom = between
    small = [line for one in below for line in set_as.lines(one, SANS, _BELOW, 2)]
    room = bottom - top - (len(small) * _BELOW * 1.3 + 34 if small else 0)
    lines, size = set_as.fitted(title, SERIF, _TITLES_BESIDE if beside else _TITLES, 5, room)
    blocks = [set_as.block(lines, SERIF, size, "ink", top)]
    if small:
        at = _below(blocks[-1]) + max(32, size * 0.46)
        blocks.append(set_as.block(tuple(small), SANS, _BELOW, "ink", at))
    at = _below(blocks[-1]) + (30 if small else max(32, size * 0.46))
    most = min(4, int((bottom - at + _SUMMARY * 0.3) / (_SUMMARY * 1.3)))
    if summary and most > 1 and len(wrap(summary, SANS, _SUMMARY, set_as.room)) <= most:
        blocks.append(set_as.block(set_as.lines(summary, SANS, _SUMMARY, most), SANS, _SUMMARY, "soft", at))
    return blocks


def _said(voice: str, title: str, below: tuple[str, ...], set_as: _Setter, between: tuple[float, float]) -> list[Block]:
    """What somebody says, and under it who, and of what."""
    top, bottom = between
    who = [line for one in below for line in set_as.lines(one, SANS_SEMIBOLD, _BELOW, 1)]
    of = set_as.lines(title, SANS, _BELOW, 2)
    foot = (len(who) + len(of)) * _BELOW * 1.3 + 34
    lines, size = set_as.fitted(voice, SERIF, _VOICES, 9, bottom - top - foot)
    blocks = [set_as.block(lines, SERIF, size, "ink", top)]
    at = _below(blocks[-1]) + max(38, size * 0.8)
    if who:
        blocks.append(set_as.block(tuple(who), SANS_SEMIBOLD, _BELOW, "ink", at))
        at = _below(blocks[-1]) + 16
    return [*blocks, set_as.block(of, SANS, _BELOW, "soft", at)]
