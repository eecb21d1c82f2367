"""What a change does to pages: pictures of those that differ, before it and after it.

    python -m bench.before_after since COMMIT FOLDER [--project DIR] [--most 12] [--messages cs]
    python -m bench.before_after sites BEFORE AFTER FOLDER [--most 12] [--messages cs]

The first builds the project twice, at a commit and as it is now, as of one time; the second compares two output
folders. FOLDER gets the pictures, in two widths, a page `index.html` that shows them side by side, and `summary.md`, a
table. Pages are shown by Chromium (`CHROMIUM`, or the one that is installed). Nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from tests import tools

ROOT = Path(__file__).parents[1]
WIDTHS = (390, 1440)
MOST = 12
_TALLEST = 6000  # pixels of a page that are shown
_TRIED = 3  # times as many pages are looked at, where some look the same
_LEAST = 0.001  # a smaller part of a page is told as such
_LARGEST_DIFFERENCE = 8  # of 255: less is what two runs of a browser may differ by
_STYLE = re.compile(r"\.[0-9a-f]{8}(?=\.(?:css|js|woff2))")
"""The digits that say that a style sheet, a script or a font has changed, in its name."""
_ASSET = re.compile(r"[\w-]+\.[0-9a-f]{8}\.\w+")

WORDS: Mapping[str, Mapping[str, str]] = {
    "cs": {
        "title": "Stránky před změnou a po ní",
        "page": "Stránka",
        "changed": "změněná",
        "new": "nová",
        "gone": "zmizela",
        "same": "vypadá stejně",
        "before": "Před změnou",
        "after": "Po změně",
        "differs": "jiných bodů",
        "share": "{:.1f} %",
        "decimal": ",",
        "hardly": "pod 0,1 %",
        "none": "Žádná stránka se nezměnila.",
        "unbuilt": "Web před změnou nešlo sestavit, není tedy s čím srovnávat.",
        "more": "Obrázků je {shown} z {all} stránek: ty, na kterých se změnilo nejvíc.",
        "where": "Obrázky jsou v příloze before-and-after, v souboru index.html.",
    },
    "en": {
        "title": "Pages before the change and after it",
        "page": "Page",
        "changed": "changed",
        "new": "new",
        "gone": "gone",
        "same": "looks the same",
        "before": "Before",
        "after": "After",
        "differs": "other pixels",
        "share": "{:.1f}%",
        "decimal": ".",
        "hardly": "below 0.1%",
        "none": "No page has changed.",
        "unbuilt": "The site could not be built as it was before, so there is nothing to compare with.",
        "more": "There are pictures of {shown} of {all} pages: those on which most has changed.",
        "where": "The pictures are in the artifact before-and-after, in the file index.html.",
    },
}


@dataclass(frozen=True)
class Difference:
    """A page that is not the same in both sites: its path, what became of it, and of how many lines."""

    path: str
    state: str
    lines: int

    @property
    def address(self) -> str:
        """As a visitor knows it."""
        return f"/{self.path.removesuffix('index.html')}"


@dataclass(frozen=True)
class Shown:
    """The pictures of a page in one width, as names in the folder, and the share of pixels that differ."""

    width: int
    before: str
    after: str
    share: float


def differences(before: Path, after: Path) -> list[Difference]:
    """The pages that differ, those first of which most lines do.

    The name of a style sheet that is in every page does not count, unless its style is another one; then all do.
    """
    old, new = _pages(before), _pages(after)
    styled = _style(before) != _style(after)
    found = []
    for path in sorted(old.keys() | new.keys()):
        state = "new" if path not in old else "gone" if path not in new else "changed"
        one, other = (Counter(pages.get(path, "").splitlines()) for pages in (old, new))
        lines = ((one - other) | (other - one)).total()
        if lines or styled:
            found.append(Difference(path, state, lines))
    return sorted(found, key=lambda one: (-one.lines, one.path))


def _pages(site: Path) -> dict[str, str]:
    """The pages of a site by their paths, in which pictures and recordings have names made of what they hold.

    Their own names also change when only the program that makes them has.
    """
    found = [file for file in sorted(site.rglob("*.*")) if file.is_file()]
    assets = {file.name: file for file in found if _ASSET.fullmatch(file.name)}

    def named(match: re.Match[str]) -> str:
        return digest(assets[match[0]]) if match[0] in assets else match[0]

    @functools.cache
    def digest(file: Path) -> str:
        return hashlib.sha256(file.read_bytes()).hexdigest()

    pages = [file for file in found if file.suffix == ".html"]
    return {
        file.relative_to(site).as_posix(): _ASSET.sub(named, _STYLE.sub("", file.read_text("utf-8"))) for file in pages
    }


def _style(site: Path) -> list[str]:
    return [_STYLE.sub("", file.read_text("utf-8")) for file in sorted(site.rglob("*.css"))]


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on loopback; yields its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def photograph(browser: Browser, address: str, width: int) -> Image.Image:
    """A page from its top to its end, without movement, every picture loaded."""
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", locale="cs-CZ")
    try:
        page = context.new_page()
        page.goto(address, wait_until="load")
        page.evaluate("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
        page.evaluate("Promise.all([...document.images].map(one => one.decode().catch(() => 0)))")
        height = min(int(page.evaluate("document.documentElement.scrollHeight")), _TALLEST)
        taken = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    finally:
        context.close()
    with Image.open(BytesIO(taken)) as found:
        return found.convert("RGB")


def compared(before: Image.Image, after: Image.Image) -> tuple[float, Image.Image]:
    """The share of pixels that differ, and the later picture with a frame around them."""
    size = max(before.width, after.width), max(before.height, after.height)
    old, new = Image.new("RGB", size, "white"), Image.new("RGB", size, "white")
    old.paste(before)
    new.paste(after)
    bands = ImageChops.difference(old, new).split()
    mask = functools.reduce(ImageChops.lighter, bands).point(lambda value: 255 * (value > _LARGEST_DIFFERENCE))
    box, framed = mask.getbbox(), after.copy()
    if box:
        ImageDraw.Draw(framed).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), outline="#d00000", width=3)
    return mask.histogram()[255] / (size[0] * size[1]), framed


def show(browser: Browser, one: Difference, bases: tuple[str, str], folder: Path) -> list[Shown]:
    """Take the pictures of a page."""
    name, found = re.sub(r"[^a-z0-9-]+", "_", one.address.lower()).strip("_") or "root", []
    for width in WIDTHS:
        old = photograph(browser, bases[0] + one.address, width) if one.state != "new" else None
        new = photograph(browser, bases[1] + one.address, width) if one.state != "gone" else None
        share = 1.0
        if old and new:
            share, new = compared(old, new)
        files = ["", ""]
        for at, (when, picture) in enumerate((("before", old), ("after", new))):
            if picture and share:
                files[at] = f"{name}-{width}-{when}.png"
                picture.quantize(128, dither=Image.Dither.NONE).save(folder / files[at], optimize=True)
        found.append(Shown(width, files[0], files[1], share))
    return found


def _said(one: Difference, shown: Sequence[Shown], words: Mapping[str, str]) -> list[str]:
    if one.state != "changed" or not shown:
        return [words[one.state], *("" for _ in WIDTHS)]
    return [words["changed"], *(_share(view.share, words) for view in shown)]


def _share(share: float, words: Mapping[str, str]) -> str:
    if not share:
        return words["same"]
    return words["share"].format(100 * share).replace(".", words["decimal"]) if share >= _LEAST else words["hardly"]


def summary(found: Sequence[Difference], shown: Mapping[str, Sequence[Shown]], words: Mapping[str, str]) -> str:
    """The table, in Markdown."""
    lines = [f"## {words['title']}", ""]
    if not found:
        return "\n".join([*lines, words["none"], ""])
    heads = [words["page"], "", *(f"{width} px, {words['differs']}" for width in WIDTHS)]
    lines += [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for one in found[:100]:
        address = re.sub(r"[^\w/.-]", "_", one.address)  # it may be a stranger's, and this is Markdown
        cells = [f"`{address}`", *_said(one, shown.get(one.path, ()), words)]
        lines.append(f"| {' | '.join(cells)} |")
    seen = sum(any(view.share for view in views) for views in shown.values())
    lines += ["", words["more"].format(shown=seen, all=len(found)), words["where"], ""]
    return "\n".join(lines)


def side_by_side(found: Sequence[Difference], shown: Mapping[str, Sequence[Shown]], language: str) -> str:
    """A page of its own that shows the pictures."""
    words = WORDS[language]
    parts = [f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{words["title"]}</title>']
    parts.append("<style>body{font:16px sans-serif;margin:2rem}figure{display:inline-block;margin:0 1rem 1rem 0;")
    parts.append("vertical-align:top}img{border:1px solid #999;max-width:45vw}</style>")
    parts.append(f"<h1>{words['title']}</h1>")
    for one in found:
        views = [view for view in shown.get(one.path, ()) if view.share]
        parts += [f"<h2>{escape(one.address)}: {words[one.state]}</h2>"] if views else []
        for view in views:
            pair = [(words["before"], view.before), (words["after"], view.after)]
            figures = [
                f'<figure><figcaption>{when}, {view.width} px</figcaption><img src="{file}" alt=""></figure>'
                for when, file in pair
                if file
            ]
            parts.append(f"<div>{''.join(figures)}</div>")
    return "\n".join([*parts, "</html>", ""])


def write(before: Path, after: Path, folder: Path, most: int, language: str, browser: Browser) -> str:
    """Fill the folder; returns the summary."""
    folder.mkdir(parents=True, exist_ok=True)
    found = differences(before, after) if before.is_dir() else []
    with served(before) as old, served(after) as new:
        shown: dict[str, list[Shown]] = {}
        for one in found[: _TRIED * most]:
            shown[one.path] = show(browser, one, (old, new), folder)
            if sum(any(view.share for view in views) for views in shown.values()) == most:
                break
    words = WORDS[language]
    said = summary(found, shown, words if before.is_dir() else {**words, "none": words["unbuilt"]})
    (folder / "summary.md").write_text(said, "utf-8")
    (folder / "index.html").write_text(side_by_side(found, shown, language), "utf-8")
    return said


def built(project: Path, output: Path, now: str) -> bool:
    """Build a project without print files, by the program that lies in it, or by this one.

    False where it has errors, which the build has told.
    """
    program = project if (project / "sitegen").is_dir() else ROOT
    command = [sys.executable, "-m", "sitegen", "build", "--no-print", "--project", str(project), "--now", now]
    done = subprocess.run([*command, "--output", str(output)], cwd=program, check=False)  # noqa: S603 - our own program
    return done.returncode == 0


@contextmanager
def at_commit(project: Path, commit: str, folder: Path) -> Iterator[Path]:
    """Check a commit of the project's repository out into a folder; yields the project there."""
    git = ["git", "-C", str(project)]
    top = subprocess.run([*git, "rev-parse", "--show-toplevel"], check=True, capture_output=True, text=True)  # noqa: S603 - plain words
    subprocess.run([*git, "worktree", "add", "--quiet", "--detach", str(folder), commit], check=True)  # noqa: S603 - plain words
    try:
        yield folder / project.resolve().relative_to(Path(top.stdout.strip()).resolve())
    finally:
        subprocess.run([*git, "worktree", "remove", "--force", str(folder)], check=True)  # noqa: S603 - plain words


def since(commit: str, project: Path, work: Path) -> tuple[Path, Path]:
    """Build the project as it was at a commit, and as it is; returns the outputs, both below a folder.

    What had errors then has no pages before.

    Raises:
        SystemExit: it has errors now.
    """
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M")
    before, after = work / "before", work / "after"
    if not built(project, after, now):
        raise SystemExit(1)
    with at_commit(project, commit, work / "project") as old:
        if old.is_dir():
            shutil.copytree(project / ".cache", old / ".cache", dirs_exist_ok=True)  # most pictures are the same
            built(old, before, now)
    return before, after


def main() -> None:
    """Compare."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = ask.add_subparsers(dest="way", required=True)
    by_commit, by_sites = ways.add_parser("since"), ways.add_parser("sites")
    by_commit.add_argument("commit")
    by_commit.add_argument("--project", type=Path, default=ROOT)
    by_sites.add_argument("before", type=Path)
    by_sites.add_argument("after", type=Path)
    for way in (by_commit, by_sites):
        way.add_argument("folder", type=Path)
        way.add_argument("--most", type=int, default=MOST, help="pages of which pictures are taken")
        way.add_argument("--messages", choices=sorted(WORDS), default="en")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        sites = since(given.commit, given.project, Path(work)) if given.way == "since" else (given.before, given.after)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or tools.chromium())
        print(write(sites[0], sites[1], given.folder, given.most, given.messages, browser))
        browser.close()


if __name__ == "__main__":
    main()
