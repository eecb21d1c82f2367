"""HTML to laid-out pages with WeasyPrint, and measuring what came out.

Files are asked for as `print:NAME` and answered from a mapping alone: a layout can read nothing else.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from sitegen.making.print.findings import PrintError, finding
from sitegen.making.print.fonts import own_fonts, with_fonts
from sitegen.making.print.glyphs import lacking, letters_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PX_PER_MM = 96 / 25.4
_TOLERANCE_MM = 0.15
_TYPES = {"css": "text/css", "svg": "image/svg+xml", "ttf": "font/ttf", "jpg": "image/jpeg", "png": "image/png"}


class _Files(URLFetcher):
    """Answer `print:NAME` from a mapping of bytes and refuse everything else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._answers = files

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - the library's signature
        name = url.removeprefix("print:")
        if name not in self._answers:
            raise FatalURLFetchingError(f"{url} is not among the files of this job")
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        return URLFetcherResponse(url, self._answers[name], {"Content-Type": kind})


class _Fonts(FontConfiguration):
    """The fonts of a layout, and which letters those have that are the project's own."""

    def __init__(self, own: frozenset[int]) -> None:
        super().__init__()
        self.own = own


class Typesetter:
    """A style sheet and the fonts of fonts.py, with the project's own, read once for whatever is laid out in them.

    Raises:
        PrintError: WeasyPrint complained (an unknown property, a font that is not among the files).
    """

    def __init__(self, css: str, fonts: Mapping[str, bytes]) -> None:
        own = own_fonts(fonts)
        self._fonts = _Fonts(letters_in(fonts[name] for name in own))
        with complaints():
            self._sheet = weasyprint.CSS(
                string=with_fonts(css, own), font_config=self._fonts, url_fetcher=_Files(fonts)
            )

    def lay_out(self, html: str, files: Mapping[str, bytes]) -> Any:
        """Lay out HTML and return WeasyPrint's document.

        Raises:
            PrintError: WeasyPrint complained (an unknown property, a missing glyph's font, a missing file).
        """
        with complaints():
            page = weasyprint.HTML(string=html, base_url="print:", url_fetcher=_Files(files))
            return page.render(stylesheets=[self._sheet], font_config=self._fonts)


def lay_out(html: str, css: str, files: Mapping[str, bytes]) -> Any:
    """Lay out HTML once and return WeasyPrint's document; the fonts are among the files.

    Raises:
        PrintError: as `Typesetter` does.
    """
    return Typesetter(css, files).lay_out(html, files)


@contextmanager
def complaints() -> Iterator[None]:
    """Turn what WeasyPrint logs meanwhile into errors: for a press, what a browser shrugs off is one.

    Raises:
        PrintError: WeasyPrint complained, at the end.
    """
    collector = _Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
    if collector.texts:
        raise PrintError(finding("layout", place=text) for text in dict.fromkeys(collector.texts))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


@dataclass(frozen=True)
class Overflow:
    """Text or a picture that leaves its frame: page from 1, field name, and by how many millimetres."""

    page: int
    field: str
    millimetres: float


def overflows(document: Any) -> list[Overflow]:
    """Return what leaves its frame: the worst of each field.

    A frame is an element with `data-frame`, of fixed size; a field is the nearest element with `data-field`.
    """
    worst: dict[tuple[int, str], float] = {}
    for number, page in enumerate(document.pages, 1):
        for field, excess in _excesses(page._page_box, None, ""):  # noqa: SLF001 - no public way to boxes
            key = number, field
            worst[key] = max(worst.get(key, 0.0), excess)
    return [Overflow(page, field, excess) for (page, field), excess in sorted(worst.items())]


def _excesses(box: Any, frame: Any, field: str) -> Iterator[tuple[str, float]]:
    element = getattr(box, "element", None)
    if element is not None and type(box).__name__ != "TextBox":
        field = element.get("data-field", field)
        if element.get("data-frame") is not None and type(box).__name__ != "LineBox":
            frame = box
    if frame is not None and frame is not box:
        excess = _outside(box, frame) / PX_PER_MM
        if excess > _TOLERANCE_MM:
            yield field, excess
    for child in getattr(box, "children", ()):
        yield from _excesses(getattr(child, "_box", child), frame, field)


def _outside(box: Any, frame: Any) -> float:
    """Return by how many pixels a line or a replaced box sticks out of a frame to the right or below."""
    if type(box).__name__ not in {"LineBox", "TextBox", "BlockReplacedBox", "InlineReplacedBox"}:
        return 0.0
    right = frame.content_box_x() + frame.width
    bottom = frame.content_box_y() + frame.height
    slack = _trailing_space(box)
    below = box.position_y + box.height - bottom if type(box).__name__ != "TextBox" else 0.0
    return float(max(box.position_x + box.width - slack - right, below))


def _trailing_space(box: Any) -> float:
    """Return nothing for a picture; a text may hang its trailing space over the edge."""
    text = getattr(box, "text", "")
    return float(box.style["font_size"]) * 0.3 if text.endswith(" ") else 0.0


def unset_letters(document: Any) -> list[tuple[int, str, str]]:
    """Return the letters that no face of their family has: page from 1, field name (`data-field`), letters."""
    found: dict[tuple[int, str], str] = {}
    for number, page in enumerate(document.pages, 1):
        for field, box in _texts(page._page_box, ""):  # noqa: SLF001 - no public way to boxes
            style = box.style
            own = document.font_config.own  # those of `_Fonts`
            letters = lacking(box.text, style["font_family"], style["font_weight"], style["font_style"], own)
            found[number, field] = "".join(dict.fromkeys(found.get((number, field), "") + letters))
    return [(page, field, letters) for (page, field), letters in found.items() if letters]


def _texts(box: Any, field: str) -> Iterator[tuple[str, Any]]:
    element = getattr(box, "element", None)
    if type(box).__name__ == "TextBox":
        yield field, box
        return
    if element is not None:
        field = element.get("data-field", field)
    for child in getattr(box, "children", ()):
        yield from _texts(getattr(child, "_box", child), field)


def heights(document: Any) -> dict[str, float]:
    """Return in millimetres how high the content of every element with `data-snap` is, by that name."""
    found: dict[str, float] = {}
    for page in document.pages:
        for box in _walk(page._page_box):  # noqa: SLF001 - no public way to boxes
            element = getattr(box, "element", None)
            name = element.get("data-snap") if element is not None else None
            if name and type(box).__name__ == "BlockBox":
                foot = max(child.position_y + child.margin_height() for child in box.children)
                found[name] = float(foot - box.content_box_y()) / PX_PER_MM
    return found


def rests(document: Any) -> dict[str, float]:
    """Return the space in millimetres between each element with `data-foot` and the bottom of its frame."""
    found: dict[str, float] = {}
    for page in document.pages:
        for box, frame in _with_frames(page._page_box, None):  # noqa: SLF001 - no public way to boxes
            element = getattr(box, "element", None)
            name = element.get("data-foot") if element is not None else None
            if name and frame is not None and type(box).__name__ == "BlockBox":
                bottom = frame.content_box_y() + frame.height
                found[name] = float(bottom - box.border_box_y() - box.border_height()) / PX_PER_MM
    return found


def ladders(document: Any) -> frozenset[str]:
    """Return the words that are parted at the end of a line below another one that ends in a hyphen."""
    found = set()
    for page in document.pages:
        for block in _walk(page._page_box):  # noqa: SLF001 - no public way to boxes
            lines = [_said(line) for line in getattr(block, "children", ()) if type(line).__name__ == "LineBox"]
            for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
                if above.endswith("-") and line.endswith("-"):
                    found.add(line.split()[-1].removesuffix("-") + below.split()[0])
    return frozenset(found)


def _said(line: Any) -> str:
    return "".join(getattr(box, "text", "") for box in _walk(line)).strip()


def _with_frames(box: Any, frame: Any) -> Iterator[tuple[Any, Any]]:
    yield box, frame
    element = getattr(box, "element", None)
    if element is not None and element.get("data-frame") is not None and type(box).__name__ == "BlockBox":
        frame = box
    for child in getattr(box, "children", ()):
        yield from _with_frames(getattr(child, "_box", child), frame)


def _walk(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _walk(getattr(child, "_box", child))


def article_languages(document: Any) -> list[str]:
    """Return the language of each `<article>` of a laid-out document, in order; one on several pages counts on each."""
    boxes = (box for page in document.pages for box in _walk(page._page_box))  # noqa: SLF001 - no public way to boxes
    found = (box for box in boxes if box.element_tag == "article" and type(box).__name__ not in {"LineBox", "TextBox"})
    return [box.element.get("lang", "") for box in found]
