"""From saving a file to seeing it: the preview with a page open, and seven kinds of changes that are saved."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import browser, ours, pictures
from bench.contenders import write
from bench.data import events
from bench.runs import used

FOLDERS = ("content", "photos", "podcasts", "templates", "static", "i18n")
"""What a project consists of."""
_PHOTO = "elmira-1"
_EVENT = "2019-04-25-exhibition-opening"
_ZINE = "elmira"
_PATIENCE = 120.0
_FIRST_PATIENCE = 1800.0
_PACE = 3.0
"""Seconds that at least lie between what was seen and the next save: nobody edits faster."""
_PICTURE = '{% for photo in photos %}<img src="{{ photo.picture.src }}" alt="{{ photo.picture.alt }}">{% endfor %}'


@dataclass(frozen=True)
class Open:
    """A page that is open in the preview, and the files it is made of, by kind.

    `marks` put a mark into the text of a record.
    """

    project: Path
    address: str
    files: dict[str, Path]
    marks: dict[str, Callable[[str, str], str]]


@dataclass
class Latency:
    """Seconds from each save to the page that shows it, and those of the preview's processors, by the kind of file."""

    title: str
    seconds: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, kind: str, took: float, used: float) -> None:
        """Take what one save took."""
        self.seconds.setdefault(kind, []).append(took)
        self.processor.setdefault(kind, []).append(used)

    def medians(self) -> dict[str, float]:
        """Return the median of each kind."""
        return {kind: median(found) for kind, found in self.seconds.items()}


def this_site(folder: Path) -> Open:
    """Return a page of this project's own site, of which `folder` is a copy."""
    if not folder.exists():
        copy(folder)
    found = re.search(r"photos: *\[([\w-]+)", (folder / "content" / "events" / f"{_EVENT}.yaml").read_text("utf-8"))
    shown = found[1] if found else _PHOTO
    files = {
        "title": folder / "content" / "events" / f"{_EVENT}.yaml",
        "YAML": folder / "content" / "events" / f"{_EVENT}.yaml",
        "Markdown": folder / "content" / "events" / f"{_EVENT}.en.md",
        "template": folder / "templates" / "event.html",
        "style": folder / "static" / "css" / "90-print.css",
        "photograph": folder / "photos" / f"{shown}.jpg",
    }

    return Open(folder, f"/en/events/{_EVENT}/", files, {"title": _in_english("title"), "YAML": _in_english("place")})


def this_zine(folder: Path) -> Open:
    """Return the page of a zine of this project's own site, of which `folder` is a copy."""
    if not folder.exists():
        copy(folder)
    files = {"zine": folder / "content" / "zines" / f"{_ZINE}.yaml"}
    return Open(folder, f"/en/zines/{_ZINE}/", files, {"zine": _in_english("subtitle")})


def _in_english(name: str) -> Callable[[str, str], str]:
    """What puts a mark before the English text of a field."""
    pattern = re.compile(rf"(^{name}:\n.*?\n  en: )", re.DOTALL | re.MULTILINE)
    return lambda text, mark: pattern.sub(rf"\g<1>{mark} ", text, count=1)


def copy(folder: Path) -> None:
    """Copy this project, its templates and its style, but nothing that was made."""
    for name in FOLDERS:
        shutil.copytree(ours.HOME / name, folder / name)


def many_pages(folder: Path, pages: int) -> Open:
    """Write the events of the comparison of text, one of them with a photograph, and return its page."""
    shutil.rmtree(folder, ignore_errors=True)
    found = events(pages // 2)
    source = folder.with_name("one-photograph")
    source.mkdir(parents=True, exist_ok=True)
    shutil.copy2(ours.HOME / "photos" / f"{_PHOTO}.jpg", source)
    pictures.prepare(source, folder, found)
    event = found[len(found) // 2]
    record = folder / "content" / "events" / f"{event.slug}.yaml"
    record.write_text(ours.record(event, f"photos: [{_PHOTO}]"), "utf-8")
    for name, template in ours.templates(_PICTURE).items():
        write(folder / "templates" / name, template)
    shutil.copytree(ours.HOME / "static" / "css", folder / "static" / "css")
    files = {
        "title": record,
        "Markdown": record.with_suffix(".en.md"),
        "template": folder / "templates" / "event.html",
        "style": folder / "static" / "css" / "90-print.css",
        "photograph": folder / "photos" / f"{_PHOTO}.jpg",
    }
    title = event.titles["en"]
    marks = {"title": lambda text, mark: text.replace(f'"{title}"', f'"{mark} {title}"', 1)}
    return Open(folder, f"/en/events/{event.slug}/", files, marks)


def edited(page: Open, kind: str, original: bytes, mark: str) -> bytes:
    """Return the bytes that are saved, with a mark that the page will show."""
    text = "" if kind == "photograph" else original.decode()
    if kind in page.marks:
        return page.marks[kind](text, mark).encode()
    if kind == "Markdown":
        return f"{text}\n{mark}\n".encode()
    if kind == "template":
        return text.replace("</article>", f"<p>{mark}</p></article>", 1).encode()
    if kind == "style":
        return f"{text}\n.{mark} {{ color: red }}\n".encode()
    comment = mark.encode()  # a comment in the JPEG (marker FFFE): another file with the same picture
    return original[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + original[2:]


@contextmanager
def preview(project: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the preview of a project, as an editor starts it."""
    command = [*ours.LAUNCHER, "serve", "--project", str(project), "--port", str(port)]
    with (project / ".serve.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own command
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


def _until_served(process: subprocess.Popen[bytes], port: int, page: Open) -> None:
    end, answered = time.monotonic() + _FIRST_PATIENCE, False
    while time.monotonic() < end and process.poll() is None:
        try:
            if browser.get(port, page.address)[0] == 200:  # noqa: PLR2004 - HTTP's OK
                return
            if not answered:  # the rest must follow soon, or the build has failed
                end, answered = min(end, time.monotonic() + _PATIENCE), True
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.2)
    raise browser.NotShownError(f"the preview does not show {page.address}")


def _until_quiet(process: int) -> None:
    """Wait until the preview has nothing left to do."""
    time.sleep(_PACE)
    before, now = -1.0, used(process)
    while now - before > 0.02:  # noqa: PLR2004 - it looks for changes even when there are none
        time.sleep(1)
        before, now = now, used(process)


def _save(screen: browser.Screen, page: Open, kind: str, original: bytes, mark: str) -> float:
    """Save a file once; returns the seconds until the page shows it."""
    changed = edited(page, kind, original, mark)
    screen.expect(kind, mark, page.files[kind].stem)
    started = time.perf_counter()
    page.files[kind].write_bytes(changed)
    screen.wait()
    return time.perf_counter() - started


def measure(title: str, page: Open, saves: int, python: Path, name: str = "chromium") -> Latency:
    """Start the preview and save each kind of file some times; `python` has Playwright, `name` is the browser's."""
    found, port = Latency(title), browser.free_port()
    with preview(page.project, port) as process:
        try:
            _until_served(process, port, page)
            with browser.Screen(python, f"http://{browser.HOST}:{port}{page.address}", name) as screen:
                for kind in page.files:
                    original = page.files[kind].read_bytes()
                    for number in range(saves):
                        _until_quiet(process.pid)
                        before = used(process.pid)
                        took = _save(screen, page, kind, original, f"saved{number}")
                        found.add(kind, took, used(process.pid) - before)
                        print(f"{title}, {kind}: {took:.2f} s", file=sys.stderr)
                    page.files[kind].write_bytes(original)
                    _until_quiet(process.pid)
        except (browser.NotShownError, OSError) as error:
            found.faults.append(f"{title}: {error}")
    return found
