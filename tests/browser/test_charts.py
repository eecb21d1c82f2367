"""Charts in a real browser: what was measured is what is drawn, at a phone's and a column's width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sitegen.making.charts.rendering import chart_svg, chart_templates
from sitegen.making.web_faces import WEB_FONTS
from tests.charting import LANGUAGES, ROOT, drawing, input_files, views

FILES = {"csv": "data.csv", "svg": "chart.svg", "slices": []}
PAGE = "body { margin: 16px; background: var(--paper); color: var(--ink) } a { color: var(--voice) }"
MEASURE = """() => {
  const faults = [];
  for (const svg of document.querySelectorAll("svg.chart")) {
    if (!svg.getClientRects().length) continue;
    const name = svg.getAttribute("aria-labelledby");
    const view = svg.viewBox.baseVal;
    const boxes = [];
    for (const text of svg.querySelectorAll("text")) {
      const measured = parseFloat(text.getAttribute("textLength"));
      text.removeAttribute("textLength");
      const drawn = text.getComputedTextLength();
      if (Math.abs(drawn - measured) > measured * 0.03 + 0.6)
        faults.push(`${name}: ${text.textContent} is ${drawn}, measured ${measured}`);
      const box = text.getBBox(), size = parseFloat(getComputedStyle(text).fontSize);
      const base = parseFloat(text.getAttribute("y"));
      boxes.push([box.x, base - size * 0.66, box.x + box.width, base, text.textContent]);
    }
    for (const [index, a] of boxes.entries()) {
      if (a[0] < -1 || a[2] > view.width + 1 || a[3] > view.height + 4) faults.push(`${name}: ${a[4]} is cut`);
      for (const b of boxes.slice(index + 1))
        if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) faults.push(`${name}: ${a[4]} meets ${b[4]}`);
    }
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    found = chromium.new_page()
    yield found
    found.close()


def show(page: Page, folder: Path, language: str) -> None:
    """Put every chart of a language on one page with the site's faces and colours."""
    templates = chart_templates(input_files(folder, "parts/chart.html"), LANGUAGES[language].writing)
    shown = [{"chart": view, "files": FILES} for view in views() if view.writing.code == language]
    body = vars(templates.get_template("parts/chart.html").module)["charts"](shown)
    faces = "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{font.face.weight};src:url("{font.face.path.as_uri()}")}}'
        for font in WEB_FONTS
    )
    css = "".join((ROOT / "static" / "css" / f"{name}.css").read_text("utf-8") for name in ("10-tokens", "60-charts"))
    file = folder / f"{language}.html"
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Charts</title>'
    file.write_text(
        f"{head}<style>{faces}{css}{PAGE}</style><main><h1>Charts</h1>{body}</main>",
        "utf-8",
    )
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_labels_are_as_wide_as_measured_and_never_meet(page: Page, tmp_path: Path, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, tmp_path, language)
    assert page.evaluate("[...document.fonts].map(face => face.status)")[: len(WEB_FONTS)] == ["loaded"] * len(
        WEB_FONTS
    )
    assert page.evaluate(MEASURE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown = page.locator("svg.chart:visible").count()
    assert shown == sum(view.writing.code == language for view in views())


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_on_a_phone_is_large_enough_to_read(page: Page, tmp_path: Path, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    show(page, tmp_path, language)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll(".chart-narrow text")].map(text =>
          parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
    )
    assert smallest >= 11.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_of_its_own_follows_the_scheme_of_the_reader(page: Page, tmp_path: Path, scheme: Any) -> None:
    view = views()[0]
    file = tmp_path / "chart.svg"
    file.write_bytes(chart_svg(drawing(view), input_files(tmp_path)))
    page.emulate_media(color_scheme=scheme)
    page.goto(file.as_uri())
    ground = page.evaluate("getComputedStyle(document.querySelector('.c-plate')).fill")
    page.emulate_media(color_scheme="light")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 21, 20)"}[scheme]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(page: Page, tmp_path: Path, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, tmp_path, language)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="light")
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
