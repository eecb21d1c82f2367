"""The project's infographics as views, and what is needed to draw them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import Infographic
from sitegen.content.records import read_record
from sitegen.model.languages import Language
from sitegen.model.problems import Problems

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


def views() -> list[dict[str, Any]]:
    """Every chart of the project in every language."""
    return [
        chart_view(chart, infographic(path.stem), language)
        for language in LANGUAGES.values()
        for path in RECORDS
        for chart in infographic(path.stem).charts
    ]


def name_of(view: dict[str, Any]) -> str:
    """How a test names a chart."""
    return f"{view['id']}-{view['language']}"


def sources(folder: Path, language: str) -> dict[str, Path]:
    """The templates of charts and a catalogue of their words, written to a folder."""
    catalogue = folder / f"{language}.po"
    entries = "".join(
        f'#, python-format\nmsgid "{message}"\nmsgstr "{text}"\n\n' for message, text in WORDS[language].items()
    )
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue.write_text(head + entries, "utf-8")
    found = {f"charts/{path.name}": path for path in (ROOT / "templates" / "charts").glob("*.xml")}
    return found | {"catalogue": catalogue}


def inputs(view: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What the chart recipes are given."""
    locale = LANGUAGES[view["language"]].locale
    return {"chart": view, "locale": locale, "brand": "Small Exhibition", "address": "example.org", **more}
