"""Charts drawn by their templates outside pages: the environment, and the recipe of the stand-alone file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

from sitegen.making.catalogues import Catalogue
from sitegen.making.charts.plotting import Words, plotted
from sitegen.making.charts.sheets import sheet

FILTERS = {"plotted": plotted, "sheet": sheet}
"""What chart templates call, on pages too."""

_FOLDERS = ("charts/", "print/")


def environment(sources: Mapping[str, Path], catalogue: Path, language: str, locale: str) -> Environment:
    """The chart templates among the sources, with the words of one language."""
    texts = tuple(
        (name, path.read_text("utf-8")) for name, path in sorted(sources.items()) if name.startswith(_FOLDERS)
    )
    return _environment(texts, catalogue, catalogue.read_bytes(), language, locale)


@lru_cache(maxsize=32)
def _environment(
    texts: tuple[tuple[str, str], ...], catalogue: Path, _state: bytes, language: str, locale: str
) -> Environment:
    made = Environment(
        loader=DictLoader(dict(texts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found = Catalogue(language, locale, catalogue)
    made.globals = {"gettext": lambda message, **values: found.gettext(message) % values}
    made.filters |= FILTERS
    return made


def words_of(templates: Environment) -> Words:
    """What charts say, from the template that holds their messages."""
    found: Words = vars(templates.get_template("charts/words.xml").module)["words"]
    return found


def draw(template: str, inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> str:
    """A chart drawn by a template. Inputs and sources: see `chart_svg`."""
    chart = inputs["chart"]
    templates = environment(sources, sources["catalogue"], chart["language"], inputs["locale"])
    return templates.get_template(template).render(inputs)


def chart_svg(inputs: Mapping[str, Any], sources: Mapping[str, Path]) -> bytes:
    """Recipe `chart-svg`: a chart as a file of its own, light and dark, with real text and no references.

    Inputs: `chart` (its view), `locale`, `brand` and `address` (the publisher's line).
    Sources: `catalogue` and every template of `charts/` under its name, e.g. `charts/marks.xml`.
    """
    return draw("charts/file.xml", inputs, sources).encode()
