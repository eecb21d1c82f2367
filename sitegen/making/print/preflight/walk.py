"""Read everything a page paints: each fill, stroke, text and picture with its colour, place and transparency.

A content stream is a program for a small machine; this runs it, into forms and tiling patterns as well, where
faults like to hide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]
Picture = pikepdf.Stream | pikepdf.PdfInlineImage
Operands = list[Any]
"""What stands before an operator in a content stream: numbers, names, strings, arrays."""

REGISTRATION = "Separation All"
"""The space of registration marks, which print on every plate."""

GREY = {"DeviceGray", "ICCBased Gray"}
CMYK = {"DeviceCMYK", "ICCBased CMYK"}
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_BY_INKS = {1: "ICCBased Gray", 3: "ICCBased RGB", 4: "ICCBased CMYK"}

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_DEEPEST = 12
_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_TEXT_PAINTS = (("fill",), ("stroke",), ("fill", "stroke"), ())
"""What text is painted with, by its rendering mode (ISO 32000-1, table 106); modes from 4 on clip as well."""

_CLIP_ALONE = 7


@dataclass(frozen=True)
class Colour:
    """A colour: the name of its space and its values, or a pattern."""

    space: str = "DeviceGray"
    values: tuple[float, ...] = (0.0,)
    pattern: pikepdf.Object | None = None

    def inks(self) -> tuple[float, float, float, float] | None:
        """Return cyan, magenta, yellow and black from 0 to 1, or None where the space is not of inks."""
        if not self.values:  # a picture, whose colours are its own
            return None
        if self.space in GREY:
            return 0.0, 0.0, 0.0, 1 - self.values[0]
        if self.space in CMYK and len(self.values) == 4:  # noqa: PLR2004 - four inks
            return self.values[0], self.values[1], self.values[2], self.values[3]
        if self.space == REGISTRATION:
            return (self.values[0],) * 4
        if process_inks(self.space):
            given = dict(zip(self.space.split()[1:], self.values, strict=False))
            cyan, magenta, yellow, black = (given.get(ink, 0.0) for ink in _PROCESS)
            return cyan, magenta, yellow, black
        return None


def process_inks(space: str) -> bool:
    """Whether a space names some of the four inks and no other: a separation of black, a duotone."""
    family, *inks = space.split()
    return family in {"Separation", "DeviceN"} and bool(inks) and set(inks) <= {*_PROCESS, "None"}


@dataclass(frozen=True)
class Paint:
    """One thing painted: `kind` is fill, stroke, text, clip, image, stencil, shading or state; `box` is in points.

    A stencil is the colour that an image mask is painted with; a clip is text that others are seen through; a state is
    no paint, but changes those after it. `size` is that of text, or the width of a stroke, and `sides` are those of a
    picture as it lies, all in points on the page. `clip` is the box of what is seen of fills, pictures and shadings;
    a fill is `whole` where it is a rectangle that lies upright, and so covers its box.
    """

    kind: str
    colour: Colour
    box: Rect
    size: float = 0.0
    sides: tuple[float, float] = (0.0, 0.0)
    picture: Picture | None = None
    font: pikepdf.Object | None = None
    overprint: bool = False
    clip: Rect | None = None
    whole: bool = False
    state: pikepdf.Object | None = None


@dataclass(frozen=True)
class _State:
    matrix: Matrix = _IDENTITY
    fill: Colour = field(default_factory=Colour)
    stroke: Colour = field(default_factory=Colour)
    font: pikepdf.Object | None = None
    font_size: float = 0.0
    line_width: float = 1.0
    mode: int = 0
    overprint: tuple[bool, bool] = (False, False)  # of fills, of strokes
    clip: Rect | None = None

    def scale(self, matrix: Matrix | None = None) -> float:
        """Return how much larger things are on the page."""
        a, b, c, d, *_ = matrix or self.matrix
        return math.sqrt(abs(a * d - b * c))

    def clipped(self, box: Rect) -> _State:
        """Return the state in which nothing is seen outside a box on the page."""
        return replace(self, clip=box if self.clip is None else common(self.clip, box))

    def overprints(self, which: str) -> bool:
        """Whether what is filled, or stroked, lets the inks below stand."""
        return self.overprint[which == "stroke"]

    def painting(self, which: str, colour: Colour) -> _State:
        """Return the state with another colour to fill or to stroke with."""
        return replace(self, fill=colour) if which == "fill" else replace(self, stroke=colour)


def paints(page: pikepdf.Page) -> Iterator[Paint]:
    """Yield what a page paints, in order."""
    yield from _Machine(page.obj.get("/Resources", pikepdf.Dictionary()), _State(), 0).run(page)


class _Machine:
    """Runs one content stream; forms and patterns run in machines of their own."""

    def __init__(self, resources: pikepdf.Object, state: _State, depth: int) -> None:
        self.resources = resources
        self.state = state
        self.stack: list[_State] = []
        self.depth = depth
        self.path: list[tuple[float, float]] = []
        self.rectangle = self.clips = False
        self.text = self.line = _IDENTITY

    def run(self, stream: pikepdf.Object | pikepdf.Page) -> Iterator[Paint]:
        for instruction in pikepdf.parse_content_stream(stream):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name in _SETTERS:
                _SETTERS[name](self, operands)
            elif name in _PAINTERS:
                yield from _PAINTERS[name](self, operands)

    def end_path(self) -> None:
        """Forget the path; it may become a clip first."""
        if self.clips:
            self.state = self.state.clipped(self.box(self.path))
        self.path, self.clips = [], False

    def resource(self, kind: str, name: pikepdf.Object) -> pikepdf.Object | None:
        """Return a named resource, or None."""
        return self.resources.get(kind, pikepdf.Dictionary()).get(str(name))

    def box(self, points: Sequence[tuple[float, float]], matrix: Matrix | None = None) -> Rect:
        """Return the bounding box on the page of points in the current space."""
        moved = [_apply(matrix or self.state.matrix, x, y) for x, y in points] or [(0.0, 0.0)]
        xs, ys = [x for x, _ in moved], [y for _, y in moved]
        return min(xs), min(ys), max(xs), max(ys)


def common(a: Rect, b: Rect) -> Rect:
    """Return what two boxes have in common; the first corner is beyond the second where that is nothing."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _multiply(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _matrix(values: Any) -> Matrix:
    a, b, c, d, e, f = (float(v) for v in values)
    return a, b, c, d, e, f


# --- operators that change the state --------------------------------------------------------------------------


def _save(machine: _Machine, _: Operands) -> None:
    machine.stack.append(machine.state)


def _restore(machine: _Machine, _: Operands) -> None:
    if machine.stack:
        machine.state = machine.stack.pop()


def _concatenate(machine: _Machine, operands: Operands) -> None:
    machine.state = replace(machine.state, matrix=_multiply(_matrix(operands), machine.state.matrix))


def _device(space: str, which: str) -> Callable[[_Machine, Operands], None]:
    def setter(machine: _Machine, operands: Operands) -> None:
        colour = Colour(space, tuple(float(v) for v in operands))
        machine.state = machine.state.painting(which, colour)

    return setter


def _choose_space(which: str) -> Callable[[_Machine, Operands], None]:
    def setter(machine: _Machine, operands: Operands) -> None:
        space = space_of(machine, operands[0])
        values = {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0), REGISTRATION: (1.0,)}.get(space, (0.0,))
        machine.state = machine.state.painting(which, Colour(space, values))

    return setter


def _choose_colour(which: str) -> Callable[[_Machine, Operands], None]:
    def setter(machine: _Machine, operands: Operands) -> None:
        space = getattr(machine.state, which).space
        values = tuple(float(v) for v in operands if not isinstance(v, pikepdf.Name))
        pattern = None
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = machine.resource("/Pattern", operands[-1])
        machine.state = machine.state.painting(which, Colour(space, values, pattern))

    return setter


def space_of(machine: _Machine, name: pikepdf.Object) -> str:
    """Return the plain name of a colour space: its family, with the names of inks, or for profiles what they are of.

    A space of numbered colours is called by that of its colours.
    """
    found = machine.resource("/ColorSpace", name) if isinstance(name, pikepdf.Name) else name
    if found is None:
        return str(name)[1:]
    if isinstance(found, pikepdf.Array):
        return _family(machine, found)
    return str(found)[1:]


def space_named(space: pikepdf.Object) -> str:
    """Return the plain name of a colour space that stands in no page's resources."""
    return space_of(_Machine(pikepdf.Dictionary(), _State(), 0), space)


def _family(machine: _Machine, space: pikepdf.Array) -> str:
    family = str(space[0])[1:]
    if family == "Separation":
        return f"Separation {str(space[1])[1:]}"
    if family == "DeviceN":
        return " ".join([family, *(str(ink)[1:] for ink in list(space[1]))])
    if family == "ICCBased":
        return _BY_INKS.get(int(space[1].get("/N", 0)), family)
    if family == "Indexed":
        return space_of(machine, space[1])
    return family


def _font(machine: _Machine, operands: Operands) -> None:
    font = machine.resource("/Font", operands[0])
    machine.state = replace(machine.state, font=font, font_size=float(operands[1]))


def _line_width(machine: _Machine, operands: Operands) -> None:
    machine.state = replace(machine.state, line_width=float(operands[0]))


def _mode(machine: _Machine, operands: Operands) -> None:
    machine.state = replace(machine.state, mode=int(operands[0]))


def _begin_text(machine: _Machine, _: Operands) -> None:
    machine.text = machine.line = _IDENTITY


def _text_matrix(machine: _Machine, operands: Operands) -> None:
    machine.text = machine.line = _matrix(operands)


def _move_text(machine: _Machine, operands: Operands) -> None:
    step: Matrix = (1, 0, 0, 1, float(operands[0]), float(operands[1]))
    machine.text = machine.line = _multiply(step, machine.line)


def _points(machine: _Machine, operands: Operands) -> None:
    numbers = [float(v) for v in operands]
    machine.rectangle = False
    machine.path += list(zip(numbers[::2], numbers[1::2], strict=True))


def _rectangle(machine: _Machine, operands: Operands) -> None:
    x, y, width, height = (float(v) for v in operands)
    machine.rectangle = not machine.path
    machine.path += [(x, y), (x + width, y + height)]


def _end_path(machine: _Machine, _: Operands) -> None:
    machine.end_path()


def _clip(machine: _Machine, _: Operands) -> None:
    machine.clips = True


# --- operators that paint -------------------------------------------------------------------------------------


def _paint_path(*kinds: str) -> Callable[[_Machine, Operands], Iterator[Paint]]:
    def painter(machine: _Machine, _: Operands) -> Iterator[Paint]:
        box, state = machine.box(machine.path), machine.state
        whole = machine.rectangle and 0 in state.matrix[:2]
        machine.end_path()
        for kind in kinds:
            colour = getattr(state, kind)
            width = state.line_width * state.scale() if kind == "stroke" else 0.0
            over = state.overprints(kind)
            yield Paint(kind, colour, box, size=width, overprint=over, clip=state.clip, whole=whole)
            yield from _inside_pattern(machine, colour)

    return painter


def _inside_pattern(machine: _Machine, colour: Colour) -> Iterator[Paint]:
    pattern = colour.pattern
    if pattern is None or machine.depth > _DEEPEST:
        return
    if int(pattern.get("/PatternType", 1)) == 2:  # noqa: PLR2004 - a shading pattern
        yield _shading(machine, pattern.get("/Shading"))
    elif isinstance(pattern, pikepdf.Stream):
        resources = pattern.get("/Resources", machine.resources)
        given = Colour(_BY_COUNT.get(len(colour.values), "Pattern"), colour.values)
        uncoloured = int(pattern.get("/PaintType", 1)) == 2  # noqa: PLR2004 - painted in the colour named beside it
        state = _State(fill=given, stroke=given) if uncoloured else _State()
        yield from _Machine(resources, state, machine.depth + 1).run(pattern)


def _shading(machine: _Machine, shading: pikepdf.Object | None) -> Paint:
    space = space_of(machine, shading.ColorSpace) if shading is not None else "Pattern"
    return Paint("shading", Colour(space, ()), machine.box([]), clip=machine.state.clip)


def _paint_text(machine: _Machine, _: Operands) -> Iterator[Paint]:
    state = machine.state
    placed = _multiply(machine.text, state.matrix)
    size = state.font_size * state.scale(placed)
    at = machine.box([(0.0, 0.0)], placed)
    for which in _TEXT_PAINTS[state.mode % 4]:
        colour = getattr(state, which)
        yield Paint("text", colour, at, size=size, font=state.font, overprint=state.overprints(which))
        yield from _inside_pattern(machine, colour)
    if state.mode == _CLIP_ALONE:
        yield Paint("clip", Colour(), at, font=state.font)


def _paint_object(machine: _Machine, operands: Operands) -> Iterator[Paint]:
    found = machine.resource("/XObject", operands[0])
    if not isinstance(found, pikepdf.Stream) or machine.depth > _DEEPEST:
        return
    if found.get("/Subtype") == pikepdf.Name.Image:
        space = space_of(machine, found.get("/ColorSpace", pikepdf.Name.None_))
        yield from _image(machine, found, space, mask=bool(found.get("/ImageMask", False)))
    elif found.get("/Subtype") == pikepdf.Name.Form:
        if "/Group" in found:
            yield Paint("state", Colour(), machine.box([]), state=pikepdf.Dictionary(Group=found.Group))
        inner = _multiply(_matrix(found.get("/Matrix", _IDENTITY)), machine.state.matrix)
        resources = found.get("/Resources", machine.resources)
        left, bottom, right, top = (float(v) for v in list(found.BBox))
        corners = ((left, bottom), (left, top), (right, bottom), (right, top))
        state = replace(machine.state, matrix=inner).clipped(machine.box(corners, inner))
        yield from _Machine(resources, state, machine.depth + 1).run(found)


def _image(machine: _Machine, image: Picture, space: str, *, mask: bool) -> Iterator[Paint]:
    box = machine.box([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
    a, b, c, d, *_ = machine.state.matrix
    sides = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
    colour = Colour("Mask" if mask else space, ())
    yield Paint("image", colour, box, sides=sides, picture=image, clip=machine.state.clip)
    if mask:
        yield Paint("stencil", machine.state.fill, box, overprint=machine.state.overprints("fill"))
        yield from _inside_pattern(machine, machine.state.fill)


def _paint_inline(machine: _Machine, operands: Operands) -> Iterator[Paint]:
    image = operands[0]
    space = space_of(machine, image.obj.get("/ColorSpace", pikepdf.Name.None_))
    yield from _image(machine, image, space, mask=image.image_mask)


def _paint_shading(machine: _Machine, operands: Operands) -> Iterator[Paint]:
    yield _shading(machine, machine.resource("/Shading", operands[0]))


def _graphics_state(machine: _Machine, operands: Operands) -> Iterator[Paint]:
    state = machine.resource("/ExtGState", operands[0])
    if state is None:
        return
    fills, strokes = machine.state.overprint
    strokes = bool(state.get("/OP", strokes))
    fills = bool(state.get("/op", state.get("/OP", fills)))
    width = float(state.get("/LW", machine.state.line_width))
    machine.state = replace(machine.state, overprint=(fills, strokes), line_width=width)
    if "/Font" in state:
        machine.state = replace(machine.state, font=state.Font[0], font_size=float(state.Font[1]))
    yield Paint("state", Colour(), machine.box([]), state=state)


_SETTERS: dict[str, Callable[[_Machine, Operands], None]] = {
    "q": _save,
    "Q": _restore,
    "cm": _concatenate,
    "g": _device("DeviceGray", "fill"),
    "G": _device("DeviceGray", "stroke"),
    "rg": _device("DeviceRGB", "fill"),
    "RG": _device("DeviceRGB", "stroke"),
    "k": _device("DeviceCMYK", "fill"),
    "K": _device("DeviceCMYK", "stroke"),
    "cs": _choose_space("fill"),
    "CS": _choose_space("stroke"),
    "sc": _choose_colour("fill"),
    "scn": _choose_colour("fill"),
    "SC": _choose_colour("stroke"),
    "SCN": _choose_colour("stroke"),
    "w": _line_width,
    "Tf": _font,
    "Tr": _mode,
    "BT": _begin_text,
    "Tm": _text_matrix,
    "Td": _move_text,
    "TD": _move_text,
    "m": _points,
    "l": _points,
    "c": _points,
    "v": _points,
    "y": _points,
    "re": _rectangle,
    "n": _end_path,
    "W": _clip,
    "W*": _clip,
}
_PAINTERS: dict[str, Callable[[_Machine, Operands], Iterator[Paint]]] = {
    "f": _paint_path("fill"),
    "F": _paint_path("fill"),
    "f*": _paint_path("fill"),
    "S": _paint_path("stroke"),
    "s": _paint_path("stroke"),
    "B": _paint_path("fill", "stroke"),
    "B*": _paint_path("fill", "stroke"),
    "b": _paint_path("fill", "stroke"),
    "b*": _paint_path("fill", "stroke"),
    "Tj": _paint_text,
    "TJ": _paint_text,
    "'": _paint_text,
    '"': _paint_text,
    "Do": _paint_object,
    "INLINE IMAGE": _paint_inline,
    "sh": _paint_shading,
    "gs": _graphics_state,
}
