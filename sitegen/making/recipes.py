"""The table of recipes: which function makes the file that an order asks for, and what standing files it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar, cast

from sitegen.making.input_files import InputFiles
from sitegen.making.resources import (
    Resources,
    Standing,
    for_press,
    laid_out,
    notices,
    of_chart,
    of_poster,
    of_template,
    phrases,
)
from sitegen.model.chart_orders import ChartDrawing, ChartSlice, ChartTable, Poster
from sitegen.model.order import Finished, Order
from sitegen.model.preflight_orders import PreflightReport, PreflightWords
from sitegen.model.print_orders import (
    Booklet,
    FoldedSheet,
    LabelSheets,
    LabelText,
    LargeLabels,
    MarkedPress,
    Package,
    PressX1a,
    PrintCode,
    TicketPage,
    TicketYaml,
    ZinePress,
    ZineReading,
)
from sitegen.model.web_orders import (
    CodeOrder,
    CopyOrder,
    FontOrder,
    JsonOrder,
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

    It may say facts of what it made (`Finished`), which the store keeps.

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
    def make(self) -> Callable[[Wanted, InputFiles], bytes | Finished]:
        """The function."""
        found: Callable[[Wanted, InputFiles], bytes | Finished]
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
_row(PictureOrder, "derivatives:derive", heavy=True)
_row(ThumbOrder, "thumbs:thumb")
_row(CopyOrder, "static_files:copy")
_row(SoundOrder, "static_files:recording")
_row(JsonOrder, "static_files:as_json")
_row(StyleOrder, "static_files:stylesheet")
_row(FontOrder, "web_fonts:subset")
_row(CodeOrder, "codes:code")

_row(ZinePress, "print.zine_pages:press_file", for_press("zine"), heavy=True)
_row(ZineReading, "print.zine_pages:reading_file", laid_out("zine"), heavy=True)
_row(MarkedPress, "print.crop_marks:with_marks")
_row(PressX1a, "print.finish:x1a")
_row(FoldedSheet, "print.impose:folded_sheet")
_row(Booklet, "print.impose:booklet")
_row(LabelSheets, "print.labels:label_sheets", for_press("label"), heavy=True)
_row(LargeLabels, "print.labels_access:large_labels", laid_out("label"), heavy=True)
_row(LabelText, "print.labels_access:braille_text", phrases)
_row(PrintCode, "print.loose_codes:loose_code")
_row(TicketPage, "print.jobticket:ticket_page", laid_out("jobticket"))
_row(TicketYaml, "print.jobticket:ticket_yaml", phrases)
_row(PreflightReport, "print.preflight.run:preflight_report", heavy=True)
_row(PreflightWords, "print.preflight.summary:preflight_words")
_row(Package, "print.package:package", notices)

_row(ChartDrawing, "charts.rendering:chart_svg", of_chart)
_row(ChartSlice, "charts.slices:chart_slice", of_chart, heavy=True)
_row(ChartTable, "charts.tables:chart_csv")
_row(Poster, "print.poster:poster", of_poster, heavy=True)


def recipe_of(order: Order) -> Recipe[Order]:
    """The recipe for an order.

    Raises:
        LookupError: its class has none.
    """
    recipe = RECIPES.get(type(order))
    if recipe is None:
        raise LookupError(f"{type(order).__name__} has no row in RECIPES (sitegen/making/recipes.py)")
    return recipe
