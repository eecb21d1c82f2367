"""Charts drawn by their templates outside pages: what these may call, and the recipe of the stand-alone file."""

from __future__ import annotations

from jinja2 import Environment

from sitegen.making.charts.colours import dark_paint, paint
from sitegen.making.charts.marks import short
from sitegen.making.charts.plotting import Words, plotted
from sitegen.making.charts.sheets import sheet
from sitegen.making.emblems import emblem
from sitegen.making.environment import Filters, environment
from sitegen.making.input_files import InputFiles
from sitegen.making.template_faults import faults_of
from sitegen.model.chart_orders import ChartDrawing
from sitegen.model.direction import direction
from sitegen.model.languages import Writing

FILTERS: Filters = (
    ("plotted", plotted),
    ("sheet", sheet),
    ("paint", paint),
    ("dark_paint", dark_paint),
    ("short", short),
    ("direction", direction),
    ("emblem", emblem),
)
"""What templates of charts, pages and posters call."""


def chart_templates(files: InputFiles, writing: Writing) -> Environment:
    """The chart templates among the files, with the words of one language."""
    return environment(files, writing, FILTERS)


def words_of(templates: Environment) -> Words:
    """What charts say, from the template that holds their messages."""
    found: Words = vars(templates.get_template("charts/words.xml").module)["words"]
    return found


def render(template: str, order: ChartDrawing, files: InputFiles) -> str:
    """A chart drawn by a template, which is told what the order says."""
    with faults_of(template):
        return chart_templates(files, order.chart.writing).get_template(template).render(vars(order))


def chart_svg(order: ChartDrawing, files: InputFiles) -> bytes:
    """Make a chart as a file of its own, light and dark, with real text and no references."""
    return render("charts/file.xml", order, files).encode()
