"""Posters: the charts of an infographic on one sheet, in one language or two, for four-colour offset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from jinja2 import Environment

from sitegen.making import qr
from sitegen.making.charts.captions import bilingual, captioned
from sitegen.making.charts.colours import Paint, paint
from sitegen.making.charts.letters import face_of, wrap
from sitegen.making.charts.plotting import Words
from sitegen.making.charts.rendering import chart_templates, words_of
from sitegen.making.charts.sheets import Imprint, Sheet, filled
from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.print.finish import Intent
from sitegen.making.print.press import press_pdf
from sitegen.making.print.templating import no_runt
from sitegen.making.typefaces import OTHER_SCRIPTS, SANS, SERIF_SEMIBOLD
from sitegen.making.typography import rules_of, typeset
from sitegen.model.chart_orders import Poster
from sitegen.model.charting import ChartView

_A3_WIDTH = 297.0
_MARGIN, _GUTTER = 17.0, 13.0
_HEADS, _FOOT = {1: 84.0, 2: 72.0}, 53.0
"""The heights of the coloured head, by the number of languages, and of the foot."""

_UNIT = 0.335
"""Millimetres for one unit of a chart's drawing: its labels are 14 points on A3."""

_CODE = 36.0
_FIRST = {1: 1.1, 2: 1.0}
"""How much higher a chart across both columns is than the others, by the number of languages."""

_IMPRINTS = {1: Imprint(margin=0, title=27, small=12, badge=19), 2: Imprint(margin=0, title=25, small=10.5, badge=17)}

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
        lines = len(wrap(title, SERIF_SEMIBOLD, size * _BLACK, room))
        if lines * size <= high:
            break
        size -= 0.5
    return size


def poster(order: Poster, files: InputFiles) -> bytes:
    """Make a press PDF of one page with 3 mm bleed.

    Raises:
        CannotMake: a letter is in none of the fonts, texts leave no room for a chart, the address is too long, or the
            layout is broken.
    """
    scale, count = order.size.width / _A3_WIDTH, len(order.texts)
    height = order.size.height / scale
    templates = [chart_templates(files, texts.writing) for texts in order.texts]
    words = [words_of(found) for found in templates]
    places = cells(len(order.texts[0].charts), height, count)
    ink = paint(order.accent, "press")
    made = {"made/qr.svg": qr.svg(qr.print_matrix(order.address), _CODE * scale, black=ink["ink"], white=ink["paper"])}
    for index, (place, *views) in enumerate(zip(places, *(texts.charts for texts in order.texts), strict=True)):
        made[f"made/{index}.svg"] = _drawing(views, words, place, ink, templates[0])
    style = {"scale": scale, "head": _HEADS[count], "margin": _MARGIN, "ink": ink}
    return press_pdf(
        templates[0].get_template("print/poster.html").render(_values(order, words, places, height - _FOOT)),
        templates[0].get_template("print/poster.css").render(style),
        width_mm=order.size.width,
        height_mm=order.size.height,
        files=files.below("font") | {name: drawing.encode() for name, drawing in made.items()},
        identity=order.identity,
        intent=Intent(files.named("profile.icc")),
    )


def _drawing(
    views: Sequence[ChartView], words: Sequence[Words], place: Cell, ink: Paint, templates: Environment
) -> str:
    """A chart as large as its place, in one language or in two."""
    first, *others = zip(views, words, strict=True)
    chart = bilingual(*first, *others[0]) if others else captioned(*first)
    sheet = filled(chart, _IMPRINTS[len(views)], (place.width / _UNIT, place.height / _UNIT))
    _without_shaping(sheet)
    return templates.get_template("print/poster-chart.xml").render(sheet=sheet, ink=ink)


def _without_shaping(sheet: Sheet) -> None:
    """WeasyPrint sets drawings letter by letter, from left to right: other scripts would come out wrong.

    Raises:
        CannotMake: `letter-not-in-font`.
    """
    texts = (text for group in (*sheet.groups, *sheet.plot.groups) for text in group.texts)
    for line in (line for text in texts for line in text.lines if text.other(line) in OTHER_SCRIPTS):
        raise CannotMake("letter-not-in-font", letter=next(filter(_is_foreign, line.text), ""), text=line.text)


def _is_foreign(letter: str) -> bool:
    return face_of(letter, SANS) in OTHER_SCRIPTS


def _values(order: Poster, words: Sequence[Words], places: Sequence[Cell], foot: float) -> dict[str, Any]:
    """What the page shows around its charts, its texts set by the rules of their language."""

    def texts(found: Iterable[str]) -> list[dict[str, str]]:
        writings = [texts.writing for texts in order.texts]
        return [
            {"language": writing.code, "text": no_runt(typeset(text, rules_of(writing)))}
            for writing, text in zip(writings, found, strict=True)
        ]

    first = order.texts[0]
    return {
        "language": first.writing.code,
        "title": texts(one.title for one in order.texts),
        "title_size": title_size(first.title, alone=len(order.texts) == 1),
        "summary": texts(one.summary for one in order.texts),
        "brand": texts(one.brand for one in order.texts),
        "call": texts(str(one["call"]) for one in words),
        "charts": list(enumerate(places)),
        "alts": [chart.description for chart in first.charts],
        "address": order.address,
        "short_address": order.short_address,
        "notices": [replace(notice, text=no_runt(notice.text)) for notice in order.notices],
        "foot": foot,
    }
