"""How a zine is set: on a grid, in its own fonts, with nothing lost and everything too long found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from sitegen.making.errors import CannotMake
from sitegen.making.print import pages
from sitegen.making.print.layout import baselines
from sitegen.making.print.recipes import RECIPES
from sitegen.making.print.templating import balanced, fill, no_runt
from sitegen.making.print.zine import fit, lay_out_zine, zine_findings

Sources = dict[str, Path]


def words_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\ufffe", "").replace("\u0002", "").split())


def test_every_sentence_of_the_content_is_on_paper(bilingual_zine: dict[str, Path], bilingual: dict[str, Any]) -> None:
    text = words_of(bilingual_zine["x4"]).replace("- ", "").replace(" ", "")
    for photo in bilingual["photos"]:
        for code in bilingual["languages"]:
            last = photo["comment"][code][0][-40:]
            assert last.replace(" ", "") in text.replace("\u00a0", "")


def test_running_text_keeps_the_baseline_grid(inputs: dict[str, Any], sources: Sources) -> None:
    document = lay_out_zine(inputs, sources, press=True)
    grid = pages.setting(1).grid
    comment = inputs["photos"][0]["comment"]["cs"][0]
    for number in (3, 4, 5, 6):
        lines = [y for text, y in baselines(document, number) if text.strip("- \u00a0")[:12] in comment]
        steps = [(b - a) / grid for a, b in zip(lines[-4:], lines[-3:], strict=False)]
        assert len(steps) == 3
        assert all(abs(step - round(step)) < 0.01 for step in steps)


def test_pictures_shrink_until_the_words_fit(inputs: dict[str, Any], sources: Sources) -> None:
    short = fit(inputs, sources).steps[2]
    inputs["photos"][0]["comment"]["cs"] *= 3
    assert fit(inputs, sources).steps[2] > short


def test_overfull_text_names_its_page_and_field(inputs: dict[str, Any], sources: Sources) -> None:
    inputs["photos"][1]["comment"]["cs"] *= 9
    found = zine_findings(inputs, sources)
    assert ("overfull", 4, "two: comment") in {(f.code, f.page, f.place) for f in found}
    with pytest.raises(CannotMake, match="print-overfull") as caught:
        RECIPES["zine-press"](inputs, sources)
    assert caught.value.params["page"] == 4


@pytest.mark.parametrize(
    ("change", "page"),
    [(("intro",), 2), (("project", "text"), 7)],
)
def test_too_long_prose_is_found_on_its_page(
    inputs: dict[str, Any], sources: Sources, change: tuple[str, ...], page: int
) -> None:
    target = inputs
    for key in change:
        target = target[key]
    target["cs"] *= 12
    assert page in {f.page for f in zine_findings(inputs, sources) if f.code == "overfull"}


def test_a_long_name_is_set_smaller_on_the_cover(inputs: dict[str, Any], sources: Sources) -> None:
    inputs["author"]["name"] = "Konstantina Papadimitriou"
    assert fit(inputs, sources).steps[0] > 0


@pytest.mark.parametrize(("width", "level"), [(600, "error"), (1200, "warning")])
def test_a_coarse_picture_is_found(
    inputs: dict[str, Any], sources: Sources, tmp_path: Path, width: int, level: str
) -> None:
    Image.new("RGB", (width, width * 2 // 3), "grey").save(tmp_path / "small.jpg")
    found = zine_findings(inputs, {**sources, "photo/one": tmp_path / "small.jpg"})
    assert ("low-ppi", level, "one") in {(f.code, f.level, f.place) for f in found}


def test_a_photograph_that_cannot_be_opened_is_named(inputs: dict[str, Any], sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "half.jpg").write_bytes(sources["photo/two"].read_bytes()[:9000])
    with pytest.raises(CannotMake, match="unreadable-image") as caught:
        RECIPES["zine-press"](inputs, {**sources, "photo/two": tmp_path / "half.jpg"})
    assert caught.value.params == {"file": "half.jpg", "reason": "cut-off", "place": "two"}


def test_a_zine_of_three_photographs_is_refused(inputs: dict[str, Any], sources: Sources) -> None:
    inputs["photos"].pop()
    with pytest.raises(CannotMake, match="print-photo-count"):
        RECIPES["zine-press"](inputs, sources)


def test_a_glyph_that_no_face_has_is_refused(inputs: dict[str, Any], sources: Sources) -> None:
    inputs["title"]["cs"] = "漢字"
    with pytest.raises(CannotMake, match=r"print-(font-fallback|layout)"):
        RECIPES["zine-press"](inputs, sources)


def test_narrow_spaces_are_replaced_by_ones_that_the_faces_have() -> None:
    assert fill("{{ a }}", {"a": "10\u202f%"}) == "10\u00a0%"


def test_a_short_last_word_stays_with_its_neighbour() -> None:
    assert no_runt("starts being in it.") == "starts being\u00a0in\u00a0it."
    assert no_runt("the photographs") == "the photographs"
    assert no_runt("One") == "One"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Integrace cizinců očima Pražanů", ["Integrace cizinců", "očima Pražanů"]),
        (
            "Integration of Foreigners through the Eyes of Praguers",
            ["Integration of", "Foreigners through", "the Eyes of Praguers"],
        ),
        ("Two at the railing", ["Two at the railing"]),
        ("Nejneobhospodařovávatelnějšími", ["Nejneobhospodařovávatelnějšími"]),
    ],
)
def test_headings_break_into_even_lines(text: str, lines: list[str]) -> None:
    assert [line.replace("\u00a0", " ") for line in balanced(text, 23).split(" ")] == lines


@pytest.mark.parametrize("step", [1, 4])
def test_wide_pictures_that_leave_room_stand_in_the_outer_corner(step: int) -> None:
    even, odd = (pages.photo_page(number, 1.5, step, pages.setting(1))["picture"] for number in (4, 3))
    assert even.x < 0 and even.x + even.width <= pages.WIDTH - pages.INNER  # noqa: PT018 - one picture
    assert even.y + even.height == pytest.approx(pages.HEIGHT + pages.BLEED)
    assert odd.x >= pages.INNER and odd.y < 0  # noqa: PT018 - one picture


def test_upright_pictures_stand_at_the_outer_edge() -> None:
    for number in (3, 4):
        box = pages.photo_page(number, 0.66, 0, pages.setting(1))["picture"]
        assert (box.x < 0) == (number % 2 == 0)


@pytest.mark.parametrize("ratio", [0.66, 0.8, 1.0, 1.5, 1.78])
@pytest.mark.parametrize("languages", [1, 2])
def test_later_steps_never_take_room_from_words(ratio: float, languages: int) -> None:
    grid = pages.setting(languages)
    for number in (3, 4):
        room = [pages.photo_page(number, ratio, step, grid)["text"].height for step in range(pages.PHOTO_STEPS)]
        assert room == sorted(room)
