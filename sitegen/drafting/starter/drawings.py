"""Draws the pictures of a new project: nobody's photographs, which look like what they stand for."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFilter

LONG, SHORT = 2400, 1600
"""Pixels: what the guide asks of an original at least."""

_COVER = 1400
"""Pixels: what directories of podcasts ask of a cover at least."""

Colour = tuple[int, int, int]


def photographs() -> Iterator[bytes]:
    """Four pictures as JPEG: a lit window, stairs, a table from above, a tree between houses."""
    yield _saved(_window())
    yield _saved(_stairs())
    yield _saved(_table())
    yield _saved(_tree())


def cover() -> bytes:
    """A square JPEG of 1400 pixels for a podcast: a wave of sound."""
    image = _fading((_COVER, _COVER), (38, 52, 78), (20, 27, 44))
    draw = ImageDraw.Draw(image)
    heights = (90, 190, 330, 240, 470, 640, 380, 560, 300, 420, 210, 130, 70)
    for number, height in enumerate(heights):
        left = 140 + number * 88
        draw.rounded_rectangle((left, 700 - height // 2, left + 56, 700 + height // 2), 28, fill=(244, 196, 98))
    return _saved(image)


def _saved(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88, subsampling=0)
    return file.getvalue()


def _fading(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """A plane whose colour goes from one to another, from top to bottom."""
    mask = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), mask)


def _glow(image: Image.Image, box: tuple[int, int, int, int], colour: Colour, reach: int) -> None:
    """Lay light of a colour around a box."""
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).rectangle(box, fill=150)
    image.paste(Image.new("RGB", image.size, colour), mask=mask.filter(ImageFilter.GaussianBlur(reach)))


def _window() -> Image.Image:
    image = _fading((LONG, SHORT), (27, 39, 68), (14, 20, 38))
    _glow(image, (1250, 380, 1850, 1160), (244, 190, 90), 150)
    draw = ImageDraw.Draw(image)
    for row in range(8):  # courses of the wall
        draw.line((0, 200 * row + 100, LONG, 200 * row + 100), fill=(24, 34, 60), width=5)
    draw.rectangle((1220, 350, 1880, 1190), fill=(52, 44, 52))
    image.paste(_fading((580, 760), (253, 222, 140), (240, 176, 74)), (1260, 390))
    draw.rectangle((1537, 390, 1563, 1150), fill=(70, 54, 50))
    draw.rectangle((1260, 640, 1840, 662), fill=(70, 54, 50))
    draw.rectangle((1190, 1190, 1910, 1232), fill=(84, 76, 86))
    draw.polygon([(1600, 1150), (1790, 1150), (1765, 1010), (1625, 1010)], fill=(150, 74, 48))
    for x, y in ((1640, 900), (1695, 840), (1750, 905)):
        draw.ellipse((x - 52, y - 70, x + 52, y + 70), fill=(74, 104, 62))
    draw.line((1695, 1010, 1695, 900), fill=(74, 104, 62), width=14)
    return image


def _stairs() -> Image.Image:
    image = _fading((SHORT, LONG), (190, 78, 62), (140, 50, 44))
    draw = ImageDraw.Draw(image)
    steps = 9
    for number in range(steps):
        left, top = 90 + number * 150, 2000 - number * 165
        draw.rectangle((left, top, SHORT, LONG), fill=(236 - 5 * number, 222 - 6 * number, 200 - 6 * number))
        draw.rectangle((left, top, SHORT, top + 16), fill=(250, 242, 226))
        draw.polygon([(left, top), (left, LONG), (left + 34, LONG), (left + 34, top + 34)], fill=(176, 160, 142))
    draw.line((60, 1560, 1560, -90), fill=(66, 34, 34), width=26)
    for number in range(0, steps, 2):
        left, top = 165 + number * 150, 2000 - number * 165
        draw.line((left, top, left, top - 560), fill=(66, 34, 34), width=14)
    return image


def _table() -> Image.Image:
    image = _fading((LONG, SHORT), (150, 104, 70), (118, 78, 52))
    draw = ImageDraw.Draw(image)
    for row in range(1, 6):  # boards
        draw.line((0, 270 * row, LONG, 270 * row + 14), fill=(98, 64, 44), width=7)
    for x, y in ((850, 700), (1560, 940)):
        shadow = Image.new("L", image.size)
        ImageDraw.Draw(shadow).ellipse((x - 290, y - 250, x + 370, y + 410), fill=120)
        image.paste(Image.new("RGB", image.size, (50, 30, 22)), mask=shadow.filter(ImageFilter.GaussianBlur(40)))
    draw = ImageDraw.Draw(image)
    for x, y, side in ((850, 700, -1), (1560, 940, 1)):
        draw.ellipse((x - 330, y - 330, x + 330, y + 330), fill=(232, 228, 220))
        draw.ellipse((x - 262, y - 262, x + 262, y + 262), fill=(246, 243, 237))
        draw.rounded_rectangle(
            (min(x, x + side * 310), y - 46, max(x, x + side * 310), y + 46), 40, fill=(246, 243, 237)
        )
        draw.ellipse((x - 196, y - 196, x + 196, y + 196), fill=(255, 253, 249))
        draw.ellipse((x - 166, y - 166, x + 166, y + 166), fill=(74, 44, 30))
        draw.arc((x - 130, y - 130, x + 130, y + 130), 200, 270, fill=(120, 82, 60), width=12)
    return image


def _tree() -> Image.Image:
    image = _fading((LONG, SHORT), (168, 200, 222), (226, 232, 228))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 1290, LONG, SHORT), fill=(150, 164, 118))
    for left, right, top, wall in ((0, 760, 240, (142, 144, 150)), (1640, LONG, 360, (126, 128, 136))):
        draw.rectangle((left, top, right, 1330), fill=wall)
        draw.rectangle((left, top - 44, right, top), fill=(96, 92, 98))
        for x in range(left + 90, right - 120, 220):
            for y in range(top + 110, 1180, 270):
                draw.rectangle((x, y, x + 116, y + 160), fill=(88, 100, 118))
                draw.rectangle((x, y + 160, x + 116, y + 174), fill=(196, 196, 198))
    draw.ellipse((860, 1310, 1560, 1430), fill=(122, 138, 96))
    draw.polygon([(1166, 1370), (1254, 1370), (1236, 800), (1184, 800)], fill=(92, 66, 48))
    for x, y, reach, green in (
        (1210, 660, 330, (70, 118, 70)),
        (1040, 760, 210, (62, 106, 64)),
        (1385, 750, 220, (78, 128, 74)),
        (1160, 560, 210, (94, 144, 84)),
    ):
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=green)
    return image
