"""The pictures of the guides for editors, taken of the real preview with the examples that the guides show.

    python -m bench.guide [--only mistake,event]

A copy of this project gets the examples; the preview shows it, Chromium (`CHROMIUM`, or the one that is installed)
looks at it, and `docs/pictures/` gets a PNG of few colours for each view and language.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.browser import HOST, free_port, get
from bench.saving import copy
from tests import tools
from tests.browser.test_editor import FILL, FOLDER
from tests.documents import ROOT, lay_out_examples

PICTURES = ROOT / "docs" / "pictures"
LANGUAGES = {"cs": "cs-CZ", "en": "en-GB"}
_EVENT = {"cs": "/cs/akce/2026-06-04-beseda/", "en": "/en/events/2026-06-04-beseda/"}
_PAGE = {"cs": "/cs/navstivte-nas/", "en": "/en/visit-us/"}
_RECORD = "content/events/2026-06-04-beseda.yaml"
_COLOURS = 48
_PATIENCE = 900.0


@dataclass(frozen=True)
class Desk:
    """The copy of the project, and where its preview is."""

    project: Path
    address: str
    language: str


def lay_out(folder: Path) -> None:
    """Copy this project into a folder, and add what the guides show."""
    copy(folder)
    if (ROOT / ".cache").is_dir():  # what is made already need not be made again
        shutil.copytree(ROOT / ".cache", folder / ".cache")
    lay_out_examples(folder, "docs/editors.cs.md")


def _event(page: Page, desk: Desk) -> None:
    page.goto(desk.address + _EVENT[desk.language])
    page.locator("figure.placed").scroll_into_view_if_needed()
    page.mouse.wheel(0, 120)


def _picture(page: Page, desk: Desk) -> None:
    page.goto(desk.address + _PAGE[desk.language])


def _mistake(page: Page, desk: Desk) -> None:
    record = desk.project / _RECORD
    page.goto(desk.address + _EVENT[desk.language])
    record.write_text(record.read_text("utf-8").replace("2026-06-04T18:00..", "2026-06-31T18:00.."), "utf-8")
    page.locator("preview-overlay section").wait_for()


def _status(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/_status/")


def _forms(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/admin/")
    files = {
        path.relative_to(desk.project).as_posix(): path.read_text("utf-8")
        for path in (desk.project / "content").rglob("*.yaml")
    }
    page.evaluate(FILL, files | {".git/HEAD": "ref: refs/heads/main\n"})
    page.reload()
    page.get_by_role("button", name={"cs": "Pracovat s lokálním", "en": "Work with Local"}[desk.language]).click()
    page.get_by_text("Akce / An event").first.click()
    page.wait_for_timeout(2000)
    page.goto(f"{desk.address}/admin/#/collections/event/entries/2026-06-04-beseda")
    page.get_by_role("textbox", name="Čeština").first.wait_for()
    page.wait_for_timeout(500)


VIEWS: dict[str, tuple[tuple[int, int], Callable[[Page, Desk], None]]] = {
    "event": ((390, 780), _event),
    "picture": ((960, 620), _picture),
    "status": ((960, 620), _status),
    "forms": ((960, 620), _forms),
    "mistake": ((960, 620), _mistake),
}
"""The size of the window, and how a view is come to; the one that breaks the project is the last."""


def shoot(browser: Browser, desk: Desk, name: str) -> Path:
    """Take one picture."""
    (width, height), show = VIEWS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale=LANGUAGES[desk.language],
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.add_init_script(FOLDER)
    page = context.new_page()
    page.set_default_timeout(60_000)
    show(page, desk)
    page.wait_for_timeout(700)
    taken = page.screenshot()
    page.close()
    context.close()
    path = PICTURES / f"{name}.{desk.language}.png"
    save(taken, path)
    return path


def save(png: bytes, path: Path) -> None:
    """Write a picture with few colours and without anything but its pixels."""
    with Image.open(BytesIO(png)) as found:
        few = found.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path.parent.mkdir(exist_ok=True)
    few.save(path, "PNG", optimize=True)


@contextmanager
def preview(project: Path, language: str) -> Iterator[str]:
    """Run the preview of a project until it shows the example; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "sitegen", "serve", "--project", str(project), "--port", str(port)]
    process = subprocess.Popen([*command, "--messages", language], cwd=ROOT)  # noqa: S603 - our own command
    try:
        _until_shown(process, port, _EVENT[language])
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait()


def _until_shown(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if get(port, path)[0] == 200:  # noqa: PLR2004 - HTTP's OK
                return
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.5)
    raise SystemExit(f"the preview does not show {path}")


def main() -> None:
    """Take the pictures that are asked for, or all."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--only", default=",".join(VIEWS), help="names, with commas")
    wanted = ask.parse_args().only.split(",")
    executable = os.environ.get("CHROMIUM") or tools.chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = Path(folder) / "project"
        lay_out(project)
        sound = (project / _RECORD).read_text("utf-8")
        browser = playwright.chromium.launch(executable_path=executable)
        for language in LANGUAGES:
            with preview(project, language) as address:
                desk = Desk(project, address, language)
                for name in (one for one in VIEWS if one in wanted):
                    print(shoot(browser, desk, name), flush=True)
            (project / _RECORD).write_text(sound, "utf-8")
        browser.close()


if __name__ == "__main__":
    main()
