"""The table of recipes: which function makes the file that an order asks for, and what standing files it reads.

Orders and functions are named, so that a build loads only those that it has something to do with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sitegen.making.input_files import InputFiles
from sitegen.making.resources import (
    Resources,
    Standing,
    for_press,
    laid_out,
    notices,
    of_chart,
    of_page,
    of_poster,
    of_sharing,
    of_template,
    phrases,
    slug_font,
)
from sitegen.model.by_name import ByName
from sitegen.model.order import Finished, Order

_HEAVY = 0.05


def _none(_resources: Resources, _order: Order) -> Standing:
    """Most recipes read only what their orders name."""
    return {}


@dataclass(frozen=True)
class Recipe:
    """A pure function from an order and its files to bytes: `module:function`, imported when it is first used.

    It may say facts of what it made (`Finished`), which the store keeps.

    `standing` finds what it reads besides what the order names; `seconds` is about how long one takes on one core:
    what takes longest is begun first. `together` is a function of the same module that makes the orders of a whole
    group at once, to the same bytes, where that is faster.
    """

    function: str
    standing: Callable[[Resources, Any], Standing] = _none
    seconds: float = 0.001
    together: str = ""

    @property
    def heavy(self) -> bool:
        """Whether one is worth a process of its own."""
        return self.seconds >= _HEAVY

    @property
    def _found(self) -> ByName[[Order, InputFiles], bytes | Finished]:
        return ByName(f"making.{self.function}")

    @property
    def module(self) -> str:
        """The module of the function, whose imports are the code that decides its outputs."""
        return self._found.module

    @property
    def make(self) -> Callable[[Order, InputFiles], bytes | Finished]:
        """The function."""
        return self._found.function

    def make_all(self, orders: Sequence[Order], files: InputFiles) -> Sequence[bytes | Finished]:
        """What `make` says of each of several orders that name all their files, or of one."""
        if self.together:
            together: ByName[[Sequence[Order], InputFiles], list[bytes]] = ByName(
                f"making.{self.function.partition(':')[0]}:{self.together}"
            )
            return together(orders, files)
        return [self.make(order, files) for order in orders]


RECIPES: dict[str, Recipe] = {
    "web_orders:PageOrder": Recipe("templates:page", of_page),
    "web_orders:TextOrder": Recipe("templates:text", of_template),
    "web_orders:FeedOrder": Recipe("templates:feed", of_template, seconds=0.02),
    "web_orders:PictureOrder": Recipe("derivatives:derive", seconds=0.1, together="derive_all"),
    "web_orders:SharingPicture": Recipe("sharing_pictures:sharing_picture", of_sharing, seconds=0.03),
    "web_orders:ThumbOrder": Recipe("thumbs:thumb"),
    "web_orders:CopyOrder": Recipe("static_files:copy"),
    "web_orders:SoundOrder": Recipe("static_files:recording"),
    "web_orders:CoverOrder": Recipe("bare_pictures:cover"),
    "web_orders:IconOrder": Recipe("site_icons:icon", seconds=0.01),
    "web_orders:JsonOrder": Recipe("static_files:as_json"),
    "web_orders:CalendarOrder": Recipe("calendar_files:calendar", seconds=0.02),
    "web_orders:SearchWords": Recipe("search_parts:words_script", seconds=0.2),
    "web_orders:SearchTexts": Recipe("search_parts:texts_script", seconds=0.05),
    "web_orders:StyleOrder": Recipe("static_files:stylesheet"),
    "web_orders:FontOrder": Recipe("web_fonts:subset", seconds=0.3),
    "web_orders:CodeOrder": Recipe("codes:code"),
    "print_orders:ZinePress": Recipe("print.zine_pages:press_file", for_press("zine"), seconds=2),
    "print_orders:ZineReading": Recipe("print.zine_pages:reading_file", laid_out("zine"), seconds=0.6),
    "print_orders:MarkedPress": Recipe("print.crop_marks:with_marks", slug_font),
    "print_orders:PressX1a": Recipe("print.finish:x1a"),
    "print_orders:FoldedSheet": Recipe("print.impose:folded_sheet"),
    "print_orders:Booklet": Recipe("print.impose:booklet"),
    "print_orders:LabelPress": Recipe("print.labels:label_press", for_press("label"), seconds=7),
    "print_orders:LabelSheets": Recipe("print.labels:label_sheets", for_press("label"), seconds=7),
    "print_orders:LargeLabelPress": Recipe("print.labels_access:large_press", for_press("label"), seconds=2),
    "print_orders:LargeLabels": Recipe("print.labels_access:large_labels", laid_out("label"), seconds=2),
    "print_orders:LabelText": Recipe("print.labels_access:braille_text", phrases),
    "print_orders:PrintCode": Recipe("print.loose_codes:loose_code"),
    "print_orders:TicketPage": Recipe("print.jobticket:ticket_page", laid_out("jobticket"), seconds=0.3),
    "print_orders:TicketYaml": Recipe("print.jobticket:ticket_yaml"),
    "preflight_orders:PreflightReport": Recipe("print.preflight.run:preflight_report", seconds=1),
    "preflight_orders:PreflightWords": Recipe("print.preflight.summary:preflight_words"),
    "print_orders:Package": Recipe("print.package:package", notices),
    "press_orders:CaptionTable": Recipe("press_captions:caption_csv", phrases),
    "press_orders:FactSheet": Recipe("print.fact_sheet:fact_sheet", laid_out("fact-sheet"), seconds=0.6),
    "press_orders:PressPhotograph": Recipe("press_photographs:press_photograph", phrases),
    "press_orders:PressArchive": Recipe("press_photographs:press_archive", phrases),
    "collection_orders:IiifResource": Recipe("iiif_files:iiif_resource", phrases),
    "collection_orders:CatalogueTable": Recipe("catalogue_table:catalogue_csv", phrases),
    "chart_orders:ChartDrawing": Recipe("charts.rendering:chart_svg", of_chart),
    "chart_orders:ChartSlice": Recipe("charts.slices:chart_slice", of_chart, seconds=0.12),
    "chart_orders:ChartTable": Recipe("charts.tables:chart_csv"),
    "chart_orders:Poster": Recipe("print.poster:poster", of_poster, seconds=0.4),
}
"""Every recipe by the class of its orders, `module:class` below `sitegen.model`."""


def row_of(order: type[Order]) -> str:
    """The key of the row for a class of orders."""
    return f"{order.__module__.rpartition('.')[2]}:{order.__name__}"


def recipe_of(order: Order) -> Recipe:
    """The recipe for an order.

    Raises:
        LookupError: its class has none.
    """
    recipe = RECIPES.get(row_of(type(order)))
    if recipe is None:
        raise LookupError(f"{type(order).__name__} has no row in RECIPES (sitegen/making/recipes.py)")
    return recipe
