"""What a chart is drawn with: texts, boxes, lines and shapes, in units from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sitegen.making.charts.letters import face_of, width, wrap
from sitegen.making.typefaces import SANS, SANS_SEMIBOLD, SERIF, SERIF_SEMIBOLD, Typeface

Role = Literal["label", "value", "quiet", "on", "big", "title", "badge"]
Fill = Literal["accent", "muted", "tint", "hatch", "plain", "cross", "back", "empty", "area", "plate", "ink"]
"""Solid, solid but lighter, pale with an outline, hatched, empty with an outline, hatched both ways, hatched the other
way, empty with a faint outline; `area` is pale without an outline, `plate` hides what is behind a text, `ink` is solid
in the colour of text."""
Anchor = Literal["start", "middle", "end"]

FACES: Mapping[Role, Typeface] = {
    "label": SANS,
    "value": SANS_SEMIBOLD,
    "quiet": SANS,
    "on": SANS_SEMIBOLD,
    "big": SERIF,
    "title": SERIF_SEMIBOLD,
    "badge": SANS_SEMIBOLD,
}
"""Plots use the faces of the pages; the one of titles is for sheets, which stand alone."""
LABEL, SMALL = 15.0, 13.0
"""Sizes of text: what is read, and what explains."""

LEADING = 1.25
ASCENT, CAPITALS, DESCENT = 0.74, 0.66, 0.26
"""The height of capitals with their accents and without above the baseline, and of descenders below it, of the size."""

_FAMILIES = {
    SANS.family: f"Source Sans,'{SANS.family}',Arial,sans-serif",
    SERIF.family: f"Source Serif,'{SERIF.family}',Georgia,serif",
}
"""Without spaces, of which WeasyPrint takes a leading one for a part of the name."""

_HATCH = 7.0
_OTHERS: tuple[Fill, ...] = ("tint", "hatch", "plain", "muted", "cross", "back")
"""What parts look like that the title is not about, each like no other."""


@dataclass(frozen=True)
class Line:
    """One line of a text, and its measured width."""

    text: str
    y: float
    width: float


@dataclass(frozen=True)
class Text:
    """Lines of one role and size; `x` is their start, middle or end, each line's `y` its baseline."""

    x: float
    lines: tuple[Line, ...]
    size: float
    role: Role
    anchor: Anchor = "start"

    @property
    def left(self) -> float:
        """The left edge of its widest line."""
        return self.x - self.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]

    @property
    def width(self) -> float:
        """The width of its widest line."""
        return max(line.width for line in self.lines)

    def lowered(self, by: float) -> Text:
        """The same text, further down."""
        return replace(self, lines=tuple(replace(line, y=line.y + by) for line in self.lines))

    def on_line_of(self, other: Text) -> Text:
        """One line, moved to the baseline of another text."""
        return replace(self, lines=tuple(replace(line, y=other.lines[0].y) for line in self.lines))

    @property
    def family(self) -> str:
        """The CSS font family as pages and print name it, and what stands in where it is not installed."""
        return _FAMILIES[FACES[self.role].family]

    def other(self, line: Line) -> Typeface | None:
        """The face that steps in for a line in letters of another script; None where there is no need."""
        face = FACES[self.role]
        found = face_of(line.text, face)
        return None if found is face else found

    @property
    def weight(self) -> int:
        """The CSS font weight."""
        return FACES[self.role].weight


@dataclass(frozen=True)
class Box:
    """A rectangle; a hatched one carries the path of its lines, so that no pattern needs an id."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill

    @property
    def hatching(self) -> str:
        """The path of diagonal lines inside the box; empty for other fills."""
        rising = hatching(self) if self.fill in {"hatch", "cross"} else ""
        return rising + (hatching(self, falling=True) if self.fill in {"back", "cross"} else "")


@dataclass(frozen=True)
class Stroke:
    """A line through points; `role` is its colour."""

    points: tuple[tuple[float, float], ...]
    role: Literal["rule", "accent", "ink", "quiet"] = "rule"
    width: float = 1.0
    dash: str = ""

    @property
    def path(self) -> str:
        """The points as a path."""
        return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in self.points)


@dataclass(frozen=True)
class Shape:
    """A filled path."""

    path: str
    fill: Fill


@dataclass(frozen=True)
class Group:
    """What belongs to one figure; `value` is its number for machines, empty for furniture."""

    value: str = ""
    boxes: tuple[Box, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    shapes: tuple[Shape, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Plot:
    """A laid-out chart without its title."""

    width: float
    height: float
    groups: tuple[Group, ...]


def set_text(
    content: str, role: Role, *, x: float, top: float, size: float, room: float = 0, anchor: Anchor = "start"
) -> Text:
    """Set a text below `top`; it wraps where `room` is given."""
    face = FACES[role]
    lines = wrap(content, face, size, room) if room else [content]
    return Text(
        x,
        tuple(
            Line(line, top + size * (ASCENT + index * LEADING), width(line, face, size))
            for index, line in enumerate(lines)
        ),
        size,
        role,
        anchor,
    )


def centred(content: str, role: Role, *, x: float, middle: float, size: float, anchor: Anchor = "start") -> Text:
    """Set one line so that its figures and capitals are centred on a height."""
    return set_text(content, role, x=x, top=middle + size * (CAPITALS / 2 - ASCENT), size=size, anchor=anchor)


def height_of(block: Text) -> float:
    """The height that a text takes up, from the first accents to the last descenders."""
    return block.size * ((len(block.lines) - 1) * LEADING + ASCENT + DESCENT)


def fills(highlights: Iterable[bool]) -> list[Fill]:
    """How to fill parts so that neighbours differ by more than colour; what the title is about is solid."""
    flags = list(highlights)
    if not any(flags):
        flags = [index == 0 for index in range(len(flags))]
    found: list[Fill] = []
    for flag in flags:
        found.append("accent" if flag else _OTHERS[sum(fill != "accent" for fill in found) % len(_OTHERS)])
    return found


def per_unit(room: float, largest: float) -> float:
    """How much room one unit takes where the largest number takes all; nothing where all numbers are 0."""
    return room / largest if largest else 0.0


def hatching(box: Box, *, falling: bool = False) -> str:
    """Diagonal lines through a box, cut at its edges; from the lower left to the upper right, or falling."""
    lines = []
    offset = _HATCH
    while offset < box.width + box.height:
        start = (max(0.0, offset - box.height), min(offset, box.height))
        end = (min(offset, box.width), max(0.0, offset - box.width))
        ends = ((box.width - x if falling else x, y) for x, y in (start, end))
        lines.append(Stroke(tuple((box.x + x, box.y + y) for x, y in ends)).path)
        offset += _HATCH
    return "".join(lines)


def short(number: float) -> str:
    """A coordinate with at most two decimals, written the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".") if number else "0"
