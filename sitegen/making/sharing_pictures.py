"""Pictures for sharing: what social networks and chats show of a page, drawn with the site's letters and colours.

They are JPEG, which every reader takes, and in which a photograph stays well below 200 kB (one in PNG has over 1 MB);
colours are not halved (4:4:4), or letters would have fringes. Nothing is said in them but what can be seen.
"""

from __future__ import annotations

import html
import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageOps

from sitegen.making.environment import environment
from sitegen.making.input_files import InputFiles
from sitegen.making.lettering import draw_line
from sitegen.making.sharing_layout import Badge, Block, Layout, Words, lay_out
from sitegen.making.template_faults import faults_of
from sitegen.model.order import Made
from sitegen.model.web_orders import SHARED_SIZE, SharingPicture

_WORDS = "parts/sharing.html"
_WIDE, _HIGH = SHARED_SIZE

COLOURS: Mapping[str, str] = {
    "paper": "#fbfcfc",
    "wall": "#eceff1",
    "ink": "#16191d",
    "soft": "#535b64",
    "edge": "#77818b",
    "voice": "#14466b",
    "tint": "#e6eef4",
}
"""The colours of the light side, by the names that they have in the style sheet."""

HEAVIEST = 195_000
"""Bytes: some chats show no picture of more than 200 to 300 kB."""

_QUALITIES = (88, 80, 70, 60)
_FINER = 4
"""So many times larger are curves and slants drawn, and then made smaller, for smooth edges."""

_TAIL = (40, 40)
"""How far the tail of what is said reaches into the picture, and how high it is, in pixels."""


def sharing_picture(order: SharingPicture, files: InputFiles) -> bytes:
    """Make one.

    Raises:
        CannotMake: a template is at fault.
    """
    picture = _opened(files.made[order.picture.path], files, order.picture) if order.picture else None
    layout = lay_out(order, words_of(order, files), picture.width / picture.height if picture else None)
    return _encoded(_drawn(layout, picture, order.focus), picture.info.get("exif", b"") if picture else b"")


def _encoded(whole: Image.Image, rights: bytes) -> bytes:
    """As JPEG, in the first quality in which it is light enough, or else the last.

    `rights` is what the derivative on it says of its own, as EXIF: the copyright line.
    """
    for quality in _QUALITIES:
        target = io.BytesIO()
        whole.save(target, "JPEG", quality=quality, subsampling=0, exif=rights)
        if target.tell() <= HEAVIEST:
            break
    return target.getvalue()


def words_of(order: SharingPicture, files: InputFiles) -> Words:
    """What the interface says on a picture for sharing."""
    with faults_of(_WORDS):
        said = vars(environment(files, order.writing, ()).get_template(_WORDS).module)
        kind, words = said["kind"](order.kind), said["words"]
    plain = (html.unescape(str(one)).strip() for one in (kind, words["sample"], words["cancelled"]))
    return Words(*plain)


class _File:
    """A finished file to read, which is the same wherever it has the same place in the store."""

    def __init__(self, place: Path, files: InputFiles, made: Made) -> None:
        self.place, self._files, self._made = place, files, made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _File) and other.place == self.place

    def __hash__(self) -> int:
        return hash(self.place)

    def read(self) -> bytes:
        """Its bytes."""
        return self._files.read(self._made)


def _opened(place: Path, files: InputFiles, made: Made) -> Image.Image:
    return _decoded(_File(place, files, made))


@lru_cache(maxsize=1)
def _decoded(file: _File) -> Image.Image:
    """A finished picture, as small as it may be; the pages of all languages show the same one."""
    picture = Image.open(io.BytesIO(file.read()))
    picture.draft("RGB", (1, _HIGH))
    return picture.convert("RGB")  # which keeps its EXIF


def _drawn(layout: Layout, picture: Image.Image | None, focus: tuple[float, float]) -> Image.Image:
    ground = COLOURS["tint" if layout.spoken and picture else "paper"]
    whole = Image.new("RGB", SHARED_SIZE, ground)
    draw = ImageDraw.Draw(whole)
    if picture:
        size = (layout.picture, _HIGH)
        whole.paste(ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=focus), (0, 0))
        if layout.spoken:
            _tail(whole, layout, ground)
    else:
        _sides(whole)
    for badge in layout.badges:
        _frame(draw, badge, over_picture=badge.box[0] < layout.picture)
    for block in (*layout.blocks, *(badge.word for badge in layout.badges)):
        _write(whole, block)
    _mark(whole, layout.mark)
    return whole


def _write(whole: Image.Image, block: Block) -> None:
    ink = ImageColor.getrgb(COLOURS[block.colour])[:3]
    for line, baseline in zip(block.lines, block.baselines, strict=True):
        draw_line(whole, line, block.face, block.size, (block.x, baseline), ink)


def _frame(draw: ImageDraw.ImageDraw, badge: Badge, *, over_picture: bool) -> None:
    """The dashed frame that samples have on pages; over a picture on paper."""
    left, top, right, bottom = (round(at) for at in badge.box)
    if over_picture:
        draw.rectangle((left - 4, top - 4, right + 4, bottom + 4), fill=COLOURS["paper"])
    dash, step = 5, 8
    for x in range(left, right, step):
        for y in (top, bottom - 1):
            draw.rectangle((x, y, min(x + dash, right) - 1, y + 1), fill=COLOURS["edge"])
    for y in range(top, bottom, step):
        for x in (left, right - 2):
            draw.rectangle((x, y, x + 1, min(y + dash, bottom) - 1), fill=COLOURS["edge"])


def _tail(whole: Image.Image, layout: Layout, ground: str) -> None:
    """What is said points at the picture, as it does on pages."""
    reach, high = _TAIL
    mask = Image.new("L", (reach * _FINER, high * _FINER), 0)
    corners = [(reach * _FINER, 0), (reach * _FINER, high * _FINER), (0, high * _FINER)]
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    whole.paste(ground, (layout.picture - reach, 72), mask.resize((reach, high), Image.Resampling.BOX))


def _mark(whole: Image.Image, mark: tuple[float, float, float]) -> None:
    """The site's mark: a circle of which one half is dark."""
    x, y, radius = mark
    side = round(radius * 2) + 2
    fine, edge = side * _FINER, 2.2 * _FINER
    mask = Image.new("L", (fine, fine), 0)
    draw = ImageDraw.Draw(mask)
    box = (_FINER, _FINER, fine - _FINER, fine - _FINER)
    draw.ellipse(box, outline=255, width=round(edge))
    draw.pieslice(box, 90, 270, fill=255)
    corner = (round(x - side / 2), round(y - side / 2))
    whole.paste(COLOURS["ink"], corner, mask.resize((side, side), Image.Resampling.BOX))


def _sides(whole: Image.Image) -> None:
    """Where there is no picture, the mark stands large behind the text, in the colour of the wall."""
    whole.paste(_large_mark(), (_WIDE - _large_mark().width, 0))


@lru_cache(maxsize=1)
def _large_mark() -> Image.Image:
    """The right part of a picture with its darker half, drawn twice as large."""
    wide, radius, middle = 640, 400, 480
    part = Image.new("RGB", (wide * 2, _HIGH * 2), COLOURS["paper"])
    box = ((middle - radius) * 2, _HIGH - radius * 2, (middle + radius) * 2, _HIGH + radius * 2)
    ImageDraw.Draw(part).pieslice(box, 90, 270, fill=COLOURS["wall"])
    return part.resize((wide, _HIGH), Image.Resampling.BOX)
