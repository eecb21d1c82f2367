"""Lines over time."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.making.charts.letters import unbroken, width
from sitegen.making.charts.marks import (
    FACES,
    LABEL,
    SMALL,
    Anchor,
    Group,
    Plot,
    Shape,
    Stroke,
    Text,
    centred,
    per_unit,
    short,
)
from sitegen.model.charting import Figure, LineData

_DASHES = ("", "7 4", "2 4")
_ABOVE = 30.0
_BELOW = 26.0
_STRONG = 20.0
Point = tuple[float, float]


def lay_out_lines(data: LineData, room: float, height: float | None) -> Plot:
    """Lines from zero, every point with its value, the last one set large; points of the axis below."""
    tall = max(180.0, min(height or room * 0.46, 420.0)) if height else max(200.0, min(room * 0.46, 320.0))
    ground = tall - _BELOW
    names = len(data.series) > 1
    top = _ABOVE + (len(data.series) * 20 if names else 0)
    xs = _positions(data, room)
    largest = max(figure.value for series in data.series for figure in series.figures)
    scale = per_unit(ground - top, largest)
    groups: list[Group] = [_axis(data.at, xs, ground, room)]
    for index, series in enumerate(data.series):
        points = [(x, ground - figure.value * scale) for x, figure in zip(xs, series.figures, strict=True)]
        if not names:
            groups.append(_area(points, ground))
        groups.append(Group(strokes=(Stroke(tuple(points), "accent", 3.0, _DASHES[index]),)))
        groups += _values(series.figures, points, room, above=index == 0)
        if names:
            groups.append(_name(series.label, index))
    return Plot(room, tall, tuple(groups))


def _positions(data: LineData, room: float) -> list[float]:
    """Evenly spread, with room for half of the first value and point; the last one ends at the edge."""
    values = [width(unbroken(line.figures[0].text), FACES["value"], LABEL) for line in data.series]
    first = max(*values, width(data.at[0], FACES["quiet"], SMALL))
    left, right = min(first / 2 + 2, room / 4), room - 8
    count = len(data.at)
    step = (right - left) / (count - 1)
    return [left + index * step for index in range(count)]


def _axis(labels: Sequence[str], xs: Sequence[float], ground: float, room: float) -> Group:
    texts = []
    for label, x in zip(labels, xs, strict=True):
        half = width(label, FACES["quiet"], SMALL) / 2
        anchor: Anchor = "end" if x + half > room else "middle"
        texts.append(
            centred(
                label,
                "quiet",
                x=min(x, room) if anchor == "middle" else room,
                middle=ground + 16,
                size=SMALL,
                anchor=anchor,
            )
        )
    return Group(strokes=(Stroke(((0, ground), (room, ground)), "ink", 1.5),), texts=tuple(texts))


def _area(points: Sequence[Point], ground: float) -> Group:
    outline = [(points[0][0], ground), *points, (points[-1][0], ground)]
    path = "M" + "L".join(f"{short(x)} {short(y)}" for x, y in outline) + "Z"
    return Group(shapes=(Shape(path, "area"),))


def _values(figures: Sequence[Figure], points: Sequence[Point], room: float, *, above: bool) -> list[Group]:
    """A dot and a value at each point; where neighbours would touch, values between the ends are left out."""
    shown = _shown(figures, points, room)
    groups = []
    for index, (figure, (x, y)) in enumerate(zip(figures, points, strict=True)):
        last = index == len(points) - 1
        radius = 6.0 if last else 4.0
        texts: tuple[Text, ...] = (_value(figure, points, room, index, above=above),) if index in shown else ()
        groups.append(Group(str(figure.value), shapes=(_dot(x, y, radius),), texts=texts))
    return groups


def _value(figure: Figure, points: Sequence[Point], room: float, index: int, *, above: bool) -> Text:
    """The value of a point; it moves left where the line climbs through it."""
    x, y = points[index]
    last = index == len(points) - 1
    size = _STRONG if last else LABEL
    middle = y - (size * 0.33 + 11) if above else y + (size * 0.33 + 11)
    if above and not last:
        half = width(unbroken(figure.text), FACES["value"], size) / 2
        over, up = points[index + 1][0] - x, y - points[index + 1][1]
        if index and up / over * (half + 4) > 10:  # noqa: PLR2004 - the gap between a dot and its value
            return centred(unbroken(figure.text), "value", x=x + 6, middle=middle, size=size, anchor="end")
    if last:
        return centred(unbroken(figure.text), "value", x=room, middle=middle, size=size, anchor="end")
    return centred(unbroken(figure.text), "value", x=x, middle=middle, size=size, anchor="middle")


def _shown(figures: Sequence[Figure], points: Sequence[Point], room: float) -> set[int]:
    """The points whose values fit side by side; the two ends always."""
    last = len(points) - 1
    texts = [_value(figure, points, room, index, above=True) for index, figure in enumerate(figures)]
    shown, edge = set(), -1.0
    limit = texts[last].left - 6
    for index, label in enumerate(texts[:-1]):
        clear = label.left + label.width <= limit or points[index][1] - points[last][1] > _STRONG * 1.6
        if label.left > edge and clear:
            shown.add(index)
            edge = label.left + label.width + 6
    return shown | {0, last}


def _name(label: str, index: int) -> Group:
    """A sample of the line and its name, at the top."""
    middle = 10.0 + index * 20
    sample = Stroke(((0, middle), (28, middle)), "accent", 3.0, _DASHES[index])
    return Group(strokes=(sample,), texts=(centred(label, "value", x=36, middle=middle, size=LABEL),))


def _dot(x: float, y: float, radius: float) -> Shape:
    """A filled circle."""
    r, d = short(radius), short(2 * radius)
    return Shape(f"M{short(x - radius)} {short(y)}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0Z", "accent")
