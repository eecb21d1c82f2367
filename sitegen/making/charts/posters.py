"""Posters: the charts of an infographic on one sheet, in one language or two, for four-colour offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import DictLoader, Environment, StrictUndefined

from sitegen.making import qr
from sitegen.making.catalogues import Catalogue
from sitegen.making.charts.bilingual import SIGNS, merged
from sitegen.making.charts.letters import wrap
from sitegen.making.charts.marks import plain
from sitegen.making.charts.paint import paint
from sitegen.making.charts.plotting import Words
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
_FIRST = {1: 1.3, 2: 1.0}
"""How much higher a chart across both columns is than the others, by the number of languages."""

_IMPRINTS = {1: Imprint(margin=0, title=31, small=12), 2: Imprint(margin=0, title=25, small=10.5)}

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
    `notices` (`text`, `language`); `author`, `date` (ISO). Sources: `charts/*.xml`, `print/poster.html` and
    `print/poster.css`, `catalogue/CODE` for each language, `font/*` and `profile.icc`.

    Raises:
        PrintError: a letter is in none of the fonts, or the layout is broken.
    """
    width, height = SIZES[inputs["size"]]
    scale = width / _A3_WIDTH
    environment = _environment(sources)
    words = {code: _words(inputs["locales"][code], code, sources) for code in inputs["languages"]}
    places = cells(len(inputs["charts"]), height / scale, len(inputs["languages"]))
    drawings = [
        _drawing(views, inputs["languages"], words, place, environment)
        for views, place in zip(inputs["charts"], places, strict=True)
    ]
    files = read_kind(sources, "font") | {f"made/{index}.svg": drawn for index, drawn in enumerate(drawings)}
    inks = paint(inputs["accent"], "press")
    modules = qr.print_matrix(inputs["address"])
    files["made/qr.svg"] = qr.svg(modules, _CODE * scale, black=inks["ink"], white=inks["paper"]).encode()
    values = _values(inputs, words, places, height / scale)
    html = environment.get_template("print/poster.html").render(values)
    css = environment.get_template("print/poster.css").render(
        scale=scale, ink=inks, head=_HEADS[len(inputs["languages"])], margin=_MARGIN
    )
    identity = Identity(
        f"poster/{inputs['id']}/{'-'.join(inputs['languages'])}/{inputs['size']}",
        inputs["title"][inputs["languages"][0]],
        inputs["author"],
        inputs["languages"][0],
        inputs["date"],
    )
    intent = Intent(sources["profile.icc"].read_bytes())
    return press_pdf(html, css, width_mm=width, height_mm=height, files=files, identity=identity, intent=intent)


def _environment(sources: Mapping[str, Path]) -> Environment:
    texts = {name: path.read_text("utf-8") for name, path in sources.items() if name.startswith(("charts/", "print/"))}
    return Environment(
        loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _words(locale: str, code: str, sources: Mapping[str, Path]) -> Words:
    """The words of charts in one language, from the template that holds their messages."""
    catalogue = Catalogue(code, locale, sources[f"catalogue/{code}"])
    environment = _environment(sources)
    environment.globals["gettext"] = lambda message, **values: catalogue.gettext(message) % values
    found: Words = getattr(environment.get_template("charts/words.xml").module, "words")  # noqa: B009
    return found


def _drawing(
    views: Mapping[str, Mapping[str, Any]],
    languages: Sequence[str],
    words: Mapping[str, Words],
    place: Cell,
    environment: Environment,
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
    return environment.get_template("print/chart.xml").render(chart=chart, made=made).encode()


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
