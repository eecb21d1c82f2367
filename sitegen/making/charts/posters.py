"""Posters: the charts of an infographic on one sheet, in one language or two, for four-colour offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment

from sitegen.making import qr
from sitegen.making.charts.bilingual import SIGNS, merged
from sitegen.making.charts.letters import wrap
from sitegen.making.charts.marks import plain
from sitegen.making.charts.paint import paint
from sitegen.making.charts.plotting import Words
from sitegen.making.charts.rendering import environment, words_of
from sitegen.making.charts.sheets import Imprint, filled
from sitegen.making.print.finish import Identity, Intent
from sitegen.making.print.press import press_pdf
from sitegen.making.print.sources import read_kind
from sitegen.making.print.templating import no_runt
from sitegen.making.typography import rules_for, typeset

SIZES = {"a3": (297.0, 420.0), "a2": (420.0, 594.0)}
"""Width and height in millimetres; all other measures are those of A3 and grow with the width."""

_A3_WIDTH = 297.0
_MARGIN, _GUTTER = 17.0, 13.0
_HEADS, _FOOT = {1: 84.0, 2: 72.0}, 53.0
"""The heights of the coloured head, by the number of languages, and of the foot."""

_UNIT = 0.335
"""Millimetres for one unit of a chart's drawing: its labels are 14 points on A3."""

_CODE = 36.0
_FIRST = {1: 1.1, 2: 1.0}
"""How much higher a chart across both columns is than the others, by the number of languages."""

_IMPRINTS = {1: Imprint(margin=0, title=27, small=12), 2: Imprint(margin=0, title=25, small=10.5)}

_SMALLEST = 12.0
_BLACK = 1.07
"""How much wider the black face of titles is than the one that is measured."""


class Cell(NamedTuple):
    """Where a chart stands: left, top, width and height in millimetres of A3."""

    x: float
    y: float
    width: float
    height: float


def cells(count: int, height: float, languages: int) -> list[Cell]:
    """Places for charts between head and foot: in two columns; an odd first one across both."""
    wide = _A3_WIDTH - 2 * _MARGIN
    half = (wide - _GUTTER) / 2
    top, places = _HEADS[languages] + 14.0, []
    first = _FIRST[languages]
    lines = (count + 1) // 2
    room = height - _FOOT - 10.0 - top - _GUTTER * (lines - 1)
    high = room / (lines + (first - 1) * (count % 2))
    if count % 2:
        places.append(Cell(_MARGIN, top, wide, high * first))
        top += high * first + _GUTTER
    for _ in range(count // 2):
        places += [Cell(_MARGIN, top, half, high), Cell(_MARGIN + half + _GUTTER, top, half, high)]
        top += high + _GUTTER
    return places


def title_size(title: str, *, alone: bool) -> float:
    """The largest size in millimetres of A3 at which a title keeps to its part of the head."""
    room = _A3_WIDTH - 2 * _MARGIN
    high = 36.0 if alone else 19.0
    size = 30.0
    while size > _SMALLEST:
        lines = len(wrap(title, "serif-semibold", size * _BLACK, room))
        if lines * size <= high:
            break
        size -= 0.5
    return size


def poster(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `poster`: a press PDF of one page with 3 mm bleed.

    Inputs: `id`; `size` (a3, a2); `languages` (one or two codes) and `locales` by code; `accent`; `title`,
    `summary`, `brand` by code; `charts`, each a view by code; `address` (in the code) and `short_address`;
    `notices` (`text`, `language`); `identity` (see `print.finish`). Sources: `charts/*.xml`, `print/poster.html` and
    `print/poster.css`, `catalogue/CODE` for each language, `font/*` and `profile.icc`.

    Raises:
        PrintError: a letter is in none of the fonts, or the layout is broken.
    """
    width, height = SIZES[inputs["size"]]
    scale = width / _A3_WIDTH
    languages = inputs["languages"]
    templates = {
        code: environment(sources, sources[f"catalogue/{code}"], code, inputs["locales"][code]) for code in languages
    }
    words = {code: words_of(found) for code, found in templates.items()}
    drawn_by = templates[languages[0]]
    places = cells(len(inputs["charts"]), height / scale, len(languages))
    files = read_kind(sources, "font") | _code(inputs, scale)
    for index, (views, place) in enumerate(zip(inputs["charts"], places, strict=True)):
        files[f"made/{index}.svg"] = _drawing(views, languages, words, place, drawn_by)
    style = {"scale": scale, "head": _HEADS[len(languages)], "margin": _MARGIN}
    return press_pdf(
        drawn_by.get_template("print/poster.html").render(_values(inputs, words, places, height / scale)),
        drawn_by.get_template("print/poster.css").render(style, ink=paint(inputs["accent"], "press")),
        width_mm=width,
        height_mm=height,
        files=files,
        identity=Identity(**inputs["identity"]),
        intent=Intent(sources["profile.icc"].read_bytes()),
    )


def _code(inputs: Mapping[str, Any], scale: float) -> dict[str, bytes]:
    inks = paint(inputs["accent"], "press")
    modules = qr.print_matrix(inputs["address"])
    drawn = qr.svg(modules, _CODE * scale, black=inks["ink"], white=inks["paper"])
    return {"made/qr.svg": drawn.encode()}


def _drawing(
    views: Mapping[str, Mapping[str, Any]],
    languages: Sequence[str],
    words: Mapping[str, Words],
    place: Cell,
    templates: Environment,
) -> bytes:
    first = languages[0]
    chart, said = views[first], words[first]
    if len(languages) > 1:
        second = languages[1]
        chart = merged(chart, views[second], words[second])
        said = {**said, **SIGNS, "sample": f"{said['sample']} / {words[second]['sample']}"}
    size = (place.width / _UNIT, place.height / _UNIT)
    made = plain(filled(chart, said, _IMPRINTS[len(languages)], size))
    made["paint"] = paint(chart["accent"], "press")
    return templates.get_template("print/chart.xml").render(chart=chart, made=made).encode()


def _values(
    inputs: Mapping[str, Any], words: Mapping[str, Words], places: Sequence[Cell], height: float
) -> dict[str, Any]:
    """What the page shows around its charts, its texts set by the rules of their language."""

    def texts(values: Mapping[str, str]) -> list[dict[str, str]]:
        return [
            {"language": code, "text": no_runt(typeset(values[code], rules_for(code)))} for code in inputs["languages"]
        ]

    return {
        "language": inputs["languages"][0],
        "title": texts(inputs["title"]),
        "title_size": title_size(inputs["title"][inputs["languages"][0]], alone=len(inputs["languages"]) == 1),
        "summary": texts(inputs["summary"]),
        "brand": texts(inputs["brand"]),
        "call": texts({code: found["call"] for code, found in words.items()}),
        "charts": list(enumerate(places)),
        "alts": [views[inputs["languages"][0]]["description"] for views in inputs["charts"]],
        "address": inputs["address"],
        "short_address": inputs["short_address"],
        "notices": inputs["notices"],
        "foot": height - _FOOT,
    }
