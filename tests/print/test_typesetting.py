"""How a zine is set: on a grid, in its own fonts, with nothing lost and everything too long found."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from sitegen.making.errors import CannotMake
from sitegen.making.input_files import InputFiles
from sitegen.making.print import page_geometry
from sitegen.making.print.finish import foreign_fonts
from sitegen.making.print.fonts import font_files
from sitegen.making.print.layout import PX_PER_MM, _walk, lay_out
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.press import written
from sitegen.making.print.templating import balanced, no_runt
from sitegen.making.print.zine_pages import Fit, fit, lay_out_zine
from sitegen.making.recipes import recipe_of
from sitegen.model.print_job import PrintJob
from sitegen.model.print_orders import ZinePages, ZinePress
from sitegen.model.print_words import Words

from .conftest import RESOURCES, identity, longer, press_of, released


def baselines(document: Any, page: int) -> list[tuple[str, float]]:
    """Each line of a page (from 1) with its field and baseline in millimetres from the page's top."""
    lines = []
    for box in _walk(document.pages[page - 1]._page_box):
        if type(box).__name__ == "LineBox" and box.baseline is not None:
            text = "".join(getattr(child, "text", "") for child in _walk(box))
            lines.append((text, (float(box.position_y) + float(box.baseline)) / PX_PER_MM))
    return lines


def files_for(zine: ZinePages) -> InputFiles:
    """The standing files of a zine's press file."""
    order = ZinePress(identity(["cs"]), zine)
    return InputFiles(recipe_of(order).standing(RESOURCES, order))


def fitted(zine: ZinePages) -> Fit:
    return fit(zine, files_for(zine))


def with_comment(zine: ZinePages, index: int, times: int) -> ZinePages:
    """The zine with the paragraphs of one photograph's Czech comment repeated."""
    shown = list(zine.photos)
    words = shown[index].words
    shown[index] = replace(shown[index], words=replace(words, comment=longer(words.comment, times)))
    return replace(zine, photos=tuple(shown))


def faults(zine: ZinePages) -> list[tuple[str, int, str]]:
    """Code, page and place of everything that keeps a zine from being made."""
    with pytest.raises(CannotMake) as caught:
        press_of(zine)
    return [(code, params["page"], params["place"]) for code, params in caught.value.faults]


def words_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\ufffe", "").replace("\u0002", "").split())


def test_every_sentence_of_the_content_is_on_paper(bilingual_zine: dict[str, Path], bilingual: ZinePages) -> None:
    text = words_of(bilingual_zine["x4"]).replace("- ", "").replace(" ", "")
    for photo in bilingual.photos:
        for _, comment in photo.words.comment.by_language:
            assert comment[-40:].replace(" ", "") in text.replace("\u00a0", "")


def test_running_text_keeps_the_baseline_grid(single: ZinePages) -> None:
    document = lay_out_zine(single, files_for(single), 2019, press=True)
    grid = page_geometry.setting(1).grid
    comment = single.photos[0].words.comment["cs"]
    for number in (3, 5, 6):
        said = [(text.replace("\u00a0", " ").strip("- "), y) for text, y in baselines(document, number)]
        lines = [y for text, y in said if text[:12] in comment]
        steps = [(b - a) / grid for a, b in zip(lines[-4:], lines[-3:], strict=False)]
        assert len(steps) == 3
        assert all(abs(step - round(step)) < 0.01 for step in steps)


def test_pictures_shrink_until_the_words_fit(single: ZinePages) -> None:
    assert fitted(with_comment(single, 1, 3)).steps[2] > fitted(single).steps[2]


def test_overfull_text_names_its_page_and_field(single: ZinePages) -> None:
    found = faults(with_comment(single, 1, 9))
    assert ("print-overfull", 3, "two: comment") in found
    assert found[0][:2] == ("print-overfull", 3)


@pytest.mark.parametrize(("field", "page"), [("intro", 2), ("project", 7)])
def test_too_long_prose_is_found_on_its_page(single: ZinePages, field: str, page: int) -> None:
    if field == "intro":
        long = replace(single, intro=longer(single.intro, 12))
    else:
        long = replace(single, project=replace(single.project, text=single.project.text * 12))
    assert ("print-overfull", page) in {(code, where) for code, where, _ in faults(long)}


def test_a_long_name_is_set_smaller_on_the_cover(single: ZinePages) -> None:
    long = replace(single, author=replace(single.author, name="Konstantina Papadimitriou"))
    assert fitted(long).steps[0] > 0


def with_picture(zine: ZinePages, width: int, folder: Path) -> ZinePages:
    """The zine with a grey picture in the place of its first."""
    Image.new("RGB", (width, width * 2 // 3), "grey").save(folder / "small.jpg")
    first, *others = zine.photos
    return replace(zine, photos=(replace(first, file=released(folder / "small.jpg")), *others))


def test_a_picture_that_is_too_coarse_for_print_is_refused(single: ZinePages, tmp_path: Path) -> None:
    assert ("print-low-ppi", 1, "one") in faults(with_picture(single, 600, tmp_path))


def test_a_coarse_picture_is_found(single: ZinePages, tmp_path: Path) -> None:
    found = preflight(press_of(with_picture(single, 1200, tmp_path)), PrintJob())
    assert ("low-ppi", "warning", 1) in {(f.code, f.level, f.page) for f in found}


def test_a_photograph_that_cannot_be_opened_is_named(single: ZinePages, tmp_path: Path) -> None:
    first, second, *others = single.photos
    (tmp_path / "half.jpg").write_bytes(second.file.path.read_bytes()[:9000])
    broken = replace(second, file=released(tmp_path / "half.jpg"))
    with pytest.raises(CannotMake, match="unreadable-image") as caught:
        press_of(replace(single, photos=(first, broken, *others)))
    assert caught.value.params == {"file": "half.jpg", "reason": "cut-off", "place": "two"}


@pytest.mark.parametrize("count", [2, 9])
def test_a_zine_of_two_photographs_or_nine_is_refused(single: ZinePages, count: int) -> None:
    with pytest.raises(CannotMake, match="print-photo-count"):
        press_of(replace(single, photos=(single.photos * 3)[:count]))


def test_a_letter_that_no_face_has_is_named_with_its_field(single: ZinePages) -> None:
    with pytest.raises(CannotMake, match="print-font-fallback") as caught:
        press_of(replace(single, title=Words.of({"cs": "Svět 漢\ue000\u0378"})))
    found = [(params["place"], params["page"], params["letters"]) for _, params in caught.value.faults]
    assert found == [("title", 1, "漢 (U+6F22), \ue000 (U+E000), \u0378 (U+0378)")]


SCRIPTS = {
    "ar": "\u0623\u062d\u0645\u062f \u0627\u0644\u0635\u0627\u0644\u062d",
    "bo": "\u0f56\u0f66\u0f9f\u0f53\u0f0b\u0f60\u0f5b\u0f72\u0f53",
    "el": "\u0391\u03b8\u03ae\u03bd\u03b1",
    "he": "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u05db\u05d4\u05df",
    "hi": "\u0928\u092e\u0938\u094d\u0924\u0947",
    "hy": "\u0531\u0580\u0561\u0574",
    "ka": "\u10dc\u10d8\u10dc\u10dd",
    "uk": "\u0407\u0436\u0430\u043a",
    "vi": "Nguy\u1ec5n V\u0103n Tr\u01b0\u1eddng",
}
"""Names, by the language that they are in."""
STYLES = ["italic 300 12pt 'S'", "400 12pt 'S'", "900 12pt 'S'", "italic 400 12pt 'T'", "600 12pt 'T'"]


def in_styles(text: str) -> Any:
    """A text laid out in each style, as print names them."""
    fonts = {f"font/{name}": path.read_bytes() for name, path in font_files().items()}
    named = [style.replace("'S'", '"Source Serif 4"').replace("'T'", '"Source Sans 3"') for style in STYLES]
    css = "".join(f"#p{number}{{font:{style}}}" for number, style in enumerate(named))
    html = "".join(f'<p id="p{number}" data-field="p{number}">{text}</p>' for number in range(len(STYLES)))
    return lay_out(html, css, fonts)


@pytest.mark.parametrize("code", sorted(SCRIPTS))
def test_names_in_other_scripts_are_set(code: str) -> None:
    """In every style, and in no font but ours."""
    assert written(in_styles(SCRIPTS[code]))


def test_a_language_in_cyrillic_letters_has_italics() -> None:
    with pikepdf.open(io.BytesIO(written(in_styles("\u0412\u0438\u0441\u0442\u0430\u0432\u043a\u0430 Ada")))) as pdf:
        assert len(set(foreign_fonts(pdf, frozenset({"none"})))) == len(STYLES)


def test_a_name_from_right_to_left_stands_apart() -> None:
    """What follows it in the sentence is no part of it: the year stays behind the name."""
    fonts = {f"font/{name}": path.read_bytes() for name, path in font_files().items()}
    name = SCRIPTS["he"].replace("\u05b8\u05c1", "").replace("\u05b9", "")
    html = f'<p>Foto <bdi dir="rtl">{name}</bdi>, 2019</p>'
    pdf = pypdfium2.PdfDocument(written(lay_out(html, 'p{font:400 12pt "Source Sans 3"}', fonts)))
    page = pdf[0].get_textpage()
    places = {page.get_text_range(at, 1): page.get_charbox(at)[0] for at in range(page.count_chars())}
    assert places["F"] < places["\u05e0\u05df"[1]] < places["\u05e9"] < places["2"]


def boxes(letters: str) -> bytes:
    """A TrueType font in which each of these letters is a box."""
    pen = TTGlyphPen(None)
    for number, point in enumerate([(50, 0), (50, 700), (750, 700), (750, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    names = [f"u{ord(letter):04X}" for letter in letters]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", *names])
    font.setupCharacterMap(dict(zip(map(ord, letters), names, strict=True)))
    font.setupGlyf(dict.fromkeys([".notdef", *names], pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys([".notdef", *names], (800, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def test_a_font_of_the_project_steps_in_for_letters_that_ours_lack() -> None:
    """And what it lacks too is named, without what it has."""
    fonts = {f"font/{name}": path.read_bytes() for name, path in font_files().items()}
    fonts["font/Boxes.ttf"] = boxes("\U00013000\U00013001")
    css = 'p{font:400 12pt "Source Sans 3"}'
    html = '<p data-field="author">Ada \U00013000\U00013001{}</p>'
    with pikepdf.open(io.BytesIO(written(lay_out(html.format(""), css, fonts)))) as pdf:
        names = set(foreign_fonts(pdf, frozenset({"none"})))
    assert {name.partition("-")[0] for name in names} == {"Source", "Project"}
    with pytest.raises(CannotMake, match="print-font-fallback") as caught:
        written(lay_out(html.format("\U00013002"), css, fonts))
    assert [(params["place"], params["letters"]) for _, params in caught.value.faults] == [
        ("author", "\U00013002 (U+13002)")
    ]


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
