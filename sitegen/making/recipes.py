"""The table of recipes: which function makes the file that an order asks for, and what standing files it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar, cast

from sitegen.making.input_files import InputFiles
from sitegen.making.standing import Resources, Standing, of_chart, of_poster, of_template
from sitegen.model.chart_orders import ChartDrawing, ChartSlice, ChartTable, Poster
from sitegen.model.order import Order
from sitegen.model.web_orders import (
    CodeOrder,
    CopyOrder,
    FontOrder,
    JsonOrder,
    LegacyOrder,
    PageOrder,
    PictureOrder,
    SoundOrder,
    StyleOrder,
    TextOrder,
    ThumbOrder,
)

Wanted = TypeVar("Wanted", bound=Order)


def _none(_resources: Resources, _order: Order) -> Standing:
    """Most recipes read only what their orders name."""
    return {}


@dataclass(frozen=True)
class Recipe(Generic[Wanted]):
    """A pure function from an order and its files to bytes: `module:function`, imported when it is first used.

    `standing` finds what it reads besides what the order names; `heavy` ones are worth a process of their own.
    """

    function: str
    standing: Callable[[Resources, Wanted], Standing]
    heavy: bool

    @property
    def module(self) -> str:
        """The module of the function, whose imports are the code that decides its outputs."""
        return f"sitegen.making.{self.function.partition(':')[0]}"

    @property
    def make(self) -> Callable[[Wanted, InputFiles], bytes]:
        """The function."""
        found: Callable[[Wanted, InputFiles], bytes]
        found = getattr(import_module(self.module), self.function.partition(":")[2])
        return found


RECIPES: dict[type[Order], Recipe[Order]] = {}
"""Every recipe by the class of its orders."""


def _row(
    order: type[Wanted],
    function: str,
    standing: Callable[[Resources, Wanted], Standing] = _none,
    *,
    heavy: bool = False,
) -> None:
    RECIPES[order] = cast("Recipe[Order]", Recipe(function, standing, heavy))


_row(PageOrder, "templates:page", of_template)
_row(TextOrder, "templates:text", of_template)
_row(PictureOrder, "images:derive", heavy=True)
_row(ThumbOrder, "thumbs:thumb")
_row(CopyOrder, "static_files:copy")
_row(SoundOrder, "static_files:recording")
_row(JsonOrder, "static_files:as_json")
_row(StyleOrder, "static_files:stylesheet")
_row(FontOrder, "fonts:subset")
_row(CodeOrder, "codes:code")

_row(ChartDrawing, "charts.rendering:chart_svg", of_chart)
_row(ChartSlice, "charts.slices:chart_slice", of_chart, heavy=True)
_row(ChartTable, "charts.tables:chart_csv")
_row(Poster, "print.poster:poster", of_poster, heavy=True)

_LEGACY = {
    "zine-press": ("print.recipes:zine_press", True),
    "zine-read": ("print.recipes:zine_read", True),
    "print-marks": ("print.recipes:marks", False),
    "print-x1a": ("print.recipes:x1a", False),
    "print-booklet": ("print.recipes:stapled", False),
    "print-sheet": ("print.recipes:sheet", False),
    "labels": ("print.recipes:labels", True),
    "labels-large": ("print.recipes:labels_large", True),
    "labels-text": ("print.recipes:labels_text", False),
    "qr-print": ("print.recipes:code", False),
    "jobticket-pdf": ("print.recipes:ticket_pdf", False),
    "jobticket-yaml": ("print.recipes:ticket_yaml", False),
    "preflight": ("print.recipes:preflight_report", True),
    "preflight-text": ("print.recipes:preflight_text", False),
    "print-package": ("print.recipes:package", False),
}


def _legacy(function: str, *, heavy: bool) -> Recipe[Order]:
    class Bridge(Recipe[Order]):
        @property
        def make(self) -> Callable[[Order, InputFiles], bytes]:
            made = super().make

            def bridged(order: Order, files: InputFiles) -> bytes:
                given = cast("LegacyOrder", order)
                sources = {name: source.path for name, source in given.sources.items()}
                return made(given.inputs, sources | dict(files.made))  # type: ignore[arg-type]  # the bridge

            return bridged

    return Bridge(function, _none, heavy)


def recipe_of(order: Order) -> Recipe[Order]:
    """The recipe for an order."""
    if isinstance(order, LegacyOrder):
        function, heavy = _LEGACY[order.recipe]
        return _legacy(function, heavy=heavy)
    return RECIPES[type(order)]
