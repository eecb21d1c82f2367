"""The pages of a zine by how many photographs it has, and where pictures, words and numbers stand on them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sitegen.making.print import page_geometry
from sitegen.making.print.colour import Frame, to_screen
from sitegen.making.print.fonts import font_files
from sitegen.making.print.layout import PX_PER_MM, _walk, ladders, lay_out
from sitegen.making.print.page_geometry import INNER, OUTER, PageLayout, Setting, photo_pages, setting
from sitegen.making.print.picture_sizes import too_coarse
from sitegen.making.print.templating import whole
from sitegen.making.print.zine_pages import lay_out_zine
from sitegen.model.print_orders import BLEED, HEIGHT, WIDTH, TourStop, ZinePages, ZinePhoto
from sitegen.model.print_words import Words
from sitegen.model.zine_plan import BACK, COVER, FEWEST, INSIDE, MOST, pages_with, plan_of

from .conftest import SHAPES, press_of, released, texts_of
from .test_typesetting import baselines, files_for

COUNTS = range(FEWEST, MOST + 1)
RATIOS = [0.5, 0.66, 0.8, 1.0, 1.25, 1.5, 1.78, 2.4]


@pytest.mark.parametrize("count", COUNTS)
def test_every_photograph_is_shown_and_told_of(count: int) -> None:
    """Each once, in their order, the first on the cover; and one has a page to itself, facing what is said of it."""
    plans = plan_of(count)
    shown = [index for number in INSIDE for index in plans[number].pictures]
    told = sorted(index for plan in plans.values() for index in plan.words)
    assert plans[COVER].pictures == (0,)
    assert shown == sorted(shown)
    assert set(shown) | {0} == set(range(count))
    assert told == list(range(count))
    alone = [number for number in INSIDE if not plans[number].words]
    assert alone == [4]
    assert plans[4].pictures[0] in plans[5].words
    assert (len(list(pages_with(0, count))) == 1) == (count > FEWEST)


def zine_of(count: int, zine: ZinePages) -> ZinePages:
    """A zine of so many photographs with short words, each its own."""
    shown: list[ZinePhoto] = []
    for index in range(count):
        photo = zine.photos[index % len(SHAPES)]
        said = {"comment": f"Okno {index} svítí.", "title": f"Titul {index}", "caption": f"Popisek {index}"}
        words = {
            name: Words(tuple((code, text) for code, _ in photo.words.title.by_language)) for name, text in said.items()
        }
        shown.append(replace(photo, words=replace(photo.words, id=f"p{index}", **words)))
    return replace(zine, photos=tuple(shown))


@pytest.mark.parametrize("count", COUNTS)
def test_zines_of_three_to_eight_photographs_are_made(count: int, bilingual: ZinePages) -> None:
    """Eight pages; what is said of each photograph is where the plan has it, in both languages; page 4 is silent."""
    pages = texts_of(press_of(zine_of(count, bilingual)))
    assert len(pages) == 8
    assert pages[3] == ""
    for number, plan in plan_of(count).items():
        for index in range(count):
            for said in (f"Titul {index}", f"Popisek {index}", f"Okno {index} svítí."):
                assert pages[number - 1].count(said) == (2 if index in plan.words else 0)
    assert ("On the cover" in pages[7]) == (count > FEWEST)
    assert ("p. 4" in pages[4]) == (count > 4)


def test_a_page_of_its_own_is_filled_to_the_bleed() -> None:
    """Upright or not: a wide picture is turned, its head at the left, and little of it is cut."""
    for ratio in RATIOS:
        (layout,) = photo_pages(4, [ratio], 0, setting(1))
        (box,) = layout.pictures
        assert (box.x, box.y, box.width, box.height) == (-3, -3, WIDTH + 6, HEIGHT + 6)
        assert layout.turned == (ratio > 1)
        assert not layout.folio


def test_a_turned_picture_has_its_head_at_the_left(tmp_path: Path) -> None:
    """And is cut around the same point as if it stood."""
    picture = Image.new("RGB", (600, 300), "blue")
    picture.paste("red", (0, 0, 600, 100))
    picture.paste("white", (0, 0, 200, 300))
    picture.save(tmp_path / "wide.png")
    made = Image.open(io.BytesIO(to_screen(released(tmp_path / "wide.png"), Frame(30, 40, (1.0, 0.5), turned=True))))
    assert made.width < made.height
    left, right = (made.convert("RGB").getpixel((x, made.height // 2)) for x in (5, made.width - 5))
    assert np.allclose([left, right], [(255, 0, 0), (0, 0, 255)], atol=30)


def strips(number: int, layout: PageLayout) -> tuple[float, float]:
    """The white at both sides of a page's pictures, in millimetres: at the fold and outside."""
    left = max(layout.pictures[0].x, 0.0)
    right = max(WIDTH - layout.pictures[-1].x - layout.pictures[-1].width, 0.0)
    return (right, left) if number % 2 == 0 else (left, right)


@pytest.mark.parametrize("ratios", [*([ratio] for ratio in RATIOS), [1.5, 0.66], [0.66, 0.66], [1.5, 1.5]])
@pytest.mark.parametrize("number", [3, 6])
@pytest.mark.parametrize("languages", [1, 2])
def test_pictures_bleed_or_keep_to_columns(ratios: Sequence[float], number: int, languages: int) -> None:
    """Over the width, to the text's inner margin, as wide as the text; else they leave a column for words."""
    for layout in photo_pages(number, ratios, len(ratios), setting(languages)):
        fold, outside = strips(number, layout)
        kept = (round(fold, 3), round(outside, 3))
        assert kept in {(0, 0), (INNER, 0), (INNER, OUTER)} or (outside == 0 and fold - INNER >= page_geometry.CLEAR)
        if layout.head:
            assert layout.head.width >= page_geometry.CLEAR - 0.01
        assert layout.pictures[0].y == -BLEED
        assert layout.folio


@pytest.mark.parametrize("ratios", [*([ratio] for ratio in RATIOS), [1.5, 0.66]])
@pytest.mark.parametrize("languages", [1, 2])
def test_later_steps_leave_more_room_to_words(ratios: Sequence[float], languages: int) -> None:
    """In the same size of type, and there is room for some in each."""
    for number in (3, 6):
        rooms: dict[Setting, list[float]] = {}
        for layout in photo_pages(number, ratios, len(ratios), setting(languages)):
            rooms.setdefault(layout.setting, []).append(layout.text.height)
        assert all(room == sorted(room) and room[0] > 20 for room in rooms.values())


def test_a_picture_is_judged_by_the_largest_of_its_pages() -> None:
    """The third of four fills a page, turned where it is wide."""
    large, wide, tall = (3000, 2000), (1100, 800), (800, 1100)
    for third in (wide, tall):
        assert [(one.photo, one.page) for one in too_coarse([large, large, third, large])] == [(2, 4)]
    assert list(too_coarse([large, wide, large, wide])) == []


def fields(document: Any, page: int) -> dict[str, list[tuple[str, float, float]]]:
    """The lines of a page by field: each with its text, its left edge and its baseline in millimetres."""
    found: dict[str, list[tuple[str, float, float]]] = {}

    def gather(box: Any, field: str) -> None:
        element = getattr(box, "element", None)
        field = field if element is None else element.get("data-field", field)
        inner = list(getattr(box, "children", ()))
        if type(box).__name__ == "LineBox" and not any(hasattr(one, "children") and lines_in(one) for one in inner):
            text = "".join(getattr(one, "text", "") for one in _walk(box)).strip("\u00a0 ")
            left, top = float(box.position_x), float(box.position_y + (box.baseline or 0))
            found.setdefault(field, []).append((text, left / PX_PER_MM, top / PX_PER_MM))
            return
        for one in inner:
            gather(getattr(one, "_box", one), field)

    gather(document.pages[page - 1]._page_box, "")
    return found


def lines_in(box: Any) -> bool:
    """Whether there are lines in a box."""
    return any(type(one).__name__ == "LineBox" for one in _walk(box))


@pytest.mark.parametrize("languages", ["single", "bilingual"])
def test_the_page_of_the_author_stands_on_one_grid(languages: str, request: pytest.FixtureRequest) -> None:
    """Facts, quotation and introduction in all languages; two empty lines at least part the last two."""
    zine: ZinePages = request.getfixturevalue(languages)
    document = lay_out_zine(zine, files_for(zine), 2019, press=True)
    grid, found = setting(len(zine.languages)).grid, fields(document, 2)
    assert min(len(found[name]) for name in ("facts", "pull", "intro")) >= len(zine.languages)
    on_grid = [y for name in ("facts", "intro") for _, _, y in found[name]]
    assert {round((y - on_grid[0]) / grid + 0.1, 1) % 1 < 0.25 for y in on_grid} == {True}
    assert found["intro"][0][2] - found["pull"][-1][2] > 2.4 * grid


def test_the_number_of_a_page_stands_in_one_place(single: ZinePages) -> None:
    document = lay_out_zine(single, files_for(single), 2019, press=True)
    places = {number: [y for text, y in baselines(document, number) if text == str(number)] for number in range(1, 9)}
    assert {number for number, found in places.items() if found} == {2, 3, 5, 6, 7}
    assert len({round(y, 3) for found in places.values() for y in found}) == 1


@pytest.mark.parametrize(("languages", "together"), [("single", "25. dubna 2019 Tady"), ("bilingual", "")])
def test_dates_and_places_of_the_tour_stand_apart(
    languages: str, together: str, request: pytest.FixtureRequest
) -> None:
    """In one language in two columns, in two one below the other, with a column for each language."""
    zine: ZinePages = request.getfixturevalue(languages)
    stop = TourStop(Words.of({"cs": "25. dubna 2019", "en": "25 April 2019"}), Words.of({"cs": "Tady", "en": "Here"}))
    zine = replace(zine, project=replace(zine.project, stops=(stop,)))
    lines = fields(lay_out_zine(zine, files_for(zine), 2019, press=True), 7)["project: stops"]
    at = {text.replace("\u00a0", " "): (round(x), round(y)) for text, x, y in lines}
    when, place = at["25. dubna 2019"], at["Tady"]
    if together:
        assert when[1] == place[1]
        assert place[0] - when[0] > 35
    else:
        assert when[0] == place[0]
        assert place[1] > when[1]
        assert at["25 April 2019"] == (pytest.approx(when[0] + 43.5, abs=1), when[1])


COUPLE = "nejneobhospodařovávatelnějšími"


def test_no_two_lines_in_a_row_end_in_a_hyphen() -> None:
    """The second word is kept whole; and so are the last words of a paragraph."""
    fonts = {f"font/{name}": path.read_bytes() for name, path in font_files().items()}
    text = f"Kde bydlí {COUPLE} {COUPLE} {COUPLE} lidé, tam je veselo."
    css = '[lang] p{hyphens:auto;hyphenate-character:"-";width:50mm}.whole{hyphens:manual}'
    css += 'p{font:400 9pt/4mm "Source Serif 4"}'
    html = '<div lang="cs"><p>{}</p></div>'
    parted = ladders(lay_out(html.format(text), css, fonts))
    assert parted == {COUPLE}
    assert not ladders(lay_out(html.format(whole(text, parted)), css, fonts))
    assert whole("Tady to vidí sousedé.") == 'Tady to <span class="whole">vidí\u00a0sousedé.</span>'
    assert whole("a < b") == '<span class="whole">a\u00a0&lt;\u00a0b</span>'


def test_a_line_in_a_zine_never_follows_a_hyphen_with_another(single: ZinePages) -> None:
    """However long its words are."""
    words = "Nejneobhospodařovávanějšího nejnepravděpodobnějšího nejzodpovědnějšího nejneobvyklejšího " * 4
    photo = single.photos[1]
    long = replace(photo, words=replace(photo.words, comment=Words.of({"cs": words.strip()})))
    zine = replace(single, photos=(single.photos[0], long, *single.photos[2:]))
    assert not ladders(lay_out_zine(zine, files_for(zine), 2019, press=True))


def test_the_back_cover_tells_of_the_cover(single: ZinePages) -> None:
    """Its words begin at the head of the page, and the code and what the law wants reach its foot."""
    document = lay_out_zine(single, files_for(single), 2019, press=True)
    lines = [y for text, y in baselines(document, BACK) if text]
    assert min(lines) < 20
    assert max(lines) > HEIGHT - 12
    assert max(b - a for a, b in pairwise(lines)) < 45
