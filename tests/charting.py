"""The project's infographics as views, and what is needed to draw them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import Infographic
from sitegen.content.records import read_record
from sitegen.making.input_files import InputFiles
from sitegen.model.chart_orders import ChartDrawing, ChartSlice
from sitegen.model.charting import ChartView
from sitegen.model.languages import Language
from sitegen.model.problems import Problems
from tests.conftest import source_of

ROOT = Path(__file__).parents[1]
RECORDS = sorted((ROOT / "content" / "infographics").glob("*.yaml"))
LANGUAGES = {
    "cs": Language("cs", "cs_CZ", "Čeština", "cs", {}),
    "en": Language("en", "en_GB", "English", "en", {}),
}
CONTEXT = {"required": list(LANGUAGES), "known": list(LANGUAGES)}
WORDS = {
    "cs": {
        "about %(number)s": "asi %(number)s",
        "over %(number)s": "přes %(number)s",
        "Source: %(source)s": "Zdroj: %(source)s",
        "Explore the figures on the website": "Prohlédněte si čísla na webu",
        "Sample data, made up to show the chart": "Ukázková data, vymyšlená pro představu",
    },
    "en": {},
}


@cache
def infographic(name: str) -> Infographic:
    """A record of the project."""
    problems = Problems()
    record = read_record(ROOT / "content" / "infographics" / f"{name}.yaml", name, problems)
    assert record is not None
    assert not list(problems)
    return Infographic.model_validate(record.data, context=CONTEXT)


def views() -> list[ChartView]:
    """Every chart of the project in every language."""
    return [
        chart_view(chart, infographic(path.stem), language)
        for language in LANGUAGES.values()
        for path in RECORDS
        for chart in infographic(path.stem).charts
    ]


def name_of(view: ChartView) -> str:
    """How a test names a chart."""
    return f"{view.id}-{view.writing.code}"


def input_files(folder: Path, *more: str) -> InputFiles:
    """The templates of charts and others by name, and catalogues of their words, which are written to a folder."""
    found = {f"catalogue/{language}": catalogue(folder, language) for language in LANGUAGES}
    templates = ROOT / "templates"
    names = [path.relative_to(templates).as_posix() for path in (templates / "charts").glob("*.xml")]
    found |= {name: templates / name for name in (*names, *more)}
    return InputFiles({name: source_of(path) for name, path in found.items()})


def catalogue(folder: Path, language: str) -> Path:
    """A catalogue of the words of charts."""
    path = folder / f"{language}.po"
    entries = "".join(
        f'#, python-format\nmsgid "{message}"\nmsgstr "{text}"\n\n' for message, text in WORDS[language].items()
    )
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(head + entries, "utf-8")
    return path


def drawing(view: ChartView) -> ChartDrawing:
    """A chart as a file of its own."""
    return ChartDrawing(view, "Small Exhibition", "example.org")


def picture(view: ChartView, size: tuple[int, int]) -> ChartSlice:
    """A chart as a picture."""
    return ChartSlice(view, "Small Exhibition", "example.org", *size)
