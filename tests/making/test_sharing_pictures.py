"""Pictures for sharing: where their words stand, and what is drawn."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageOps

from sitegen.making import sharing_pictures
from sitegen.making.charts.letters import width
from sitegen.making.input_files import InputFiles
from sitegen.making.lettering import draw_line, drawable, kerning, placed
from sitegen.making.sharing_layout import Layout, Words, lay_out
from sitegen.making.sharing_pictures import COLOURS, HEAVIEST, sharing_picture, words_of
from sitegen.making.typefaces import SANS, SERIF
from sitegen.model.languages import Writing
from sitegen.model.order import Made
from sitegen.model.project import HOME
from sitegen.model.web_orders import SHARED_SIZE, SharingPicture
from tests.conftest import picture, source_of

WRITING = {"cs": Writing("cs", "cs_CZ"), "en": Writing("en", "en_GB")}
WORDS = Words("Vernisáž", "Ukázka", "Zrušeno")
TITLES = {
    "shortest": "Já",
    "usual": "Háčky ve výšce dětí",
    "longest of the site": "Integration of Foreigners through the Eyes of Praguers",
    "very long": "Veřejná diskuse o doporučeních pro město, k nimž došli účastníci dílen, procházek a skupin, s autory "
    "fotografií, zastupiteli a odborníky na migraci z pěti evropských zemí",
    "one word": "Nejneobhospodařovávatelnějšími a Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
}
SHAPES = {"none": None, "upright": 2 / 3, "square": 1.0, "lying": 3 / 2, "panorama": 3.0}


def order(title: str, code: str = "cs", **more: Any) -> SharingPicture:
    """An order as content fills it in."""
    return SharingPicture(WRITING[code], "event:talk", title, "Očima Pražanů", **more)


def lines(layout: Layout) -> list[str]:
    """What is drawn, line by line, with ordinary spaces."""
    blocks = [*layout.blocks, *(badge.word for badge in layout.badges)]
    return [line.replace("\u00a0", " ") for block in blocks for line in block.lines]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("voice", [False, True], ids=["titled", "said"])
def test_all_has_room(title: str, shape: float | None, *, voice: bool) -> None:
    """No line leaves the picture or runs into another; what is left out ends in an ellipsis."""
    said = {"voice": f"{title}. A ještě jedna věta, kterou někdo řekl."} if voice else {}
    below = ("Elmira Borodiyenko", "25. dubna 2019, Nová radnice, Praha")
    found = lay_out(order(title, below=below, summary="Shrnutí. " * 12, sample=True, **said), WORDS, shape)
    edge = SHARED_SIZE[0] - 40
    last = 0.0
    for block in found.blocks:
        assert block.x >= found.picture + 40
        for line, baseline in zip(block.lines, block.baselines, strict=True):
            assert block.x + width(line, block.face, block.size) <= edge, line
            assert baseline - block.size * 0.67 >= last, line
            last = baseline
    assert last <= SHARED_SIZE[1] - 40
    assert all(badge.box[2] <= edge and badge.box[3] <= SHARED_SIZE[1] for badge in found.badges)
    words = " ".join(lines(found))
    assert all(word in words for word in title.split()) or "…" in words
    assert "Ukázka" in lines(found)


@pytest.mark.parametrize("shape", [None, 3 / 2], ids=["alone", "beside"])
def test_a_short_title_is_larger_than_a_long_one(shape: float | None) -> None:
    sizes = [lay_out(order(title), WORDS, shape).blocks[1].size for title in TITLES.values()]
    assert sizes[0] == max(sizes)
    assert sizes[0] > sizes[3] >= 38


def test_lines_break_where_the_language_allows_it() -> None:
    """No preposition ends a line in Czech; and lines are about as long as each other."""
    found = lay_out(order("Výstava v Nové radnici a v Senátu s autory"), WORDS, 3 / 2).blocks[1]
    assert len(found.lines) > 1
    assert not [line for line in found.lines if re.search(r"\b[a-z]$", line)]
    longest, shortest = (measure(width(line, SERIF, found.size) for line in found.lines) for measure in (max, min))
    assert shortest > longest * 0.4


def test_every_word_of_a_card_is_drawn() -> None:
    """The kind, the title, who and when, the summary, the name of the site, and that it is cancelled."""
    whole = order("Beseda", below=("Ada", "3. května 2026"), summary="O městě.", cancelled=True)
    assert lines(lay_out(whole, WORDS, None)) == [
        "Vernisáž", "Beseda", "Ada", "3. května 2026", "O městě.", "Očima Pražanů", "Zrušeno",
    ]  # fmt: skip
    assert "O městě." not in lines(lay_out(order("Beseda", summary="O městě.", voice="Okno svítí."), WORDS, None))


def test_a_sample_is_labelled_once() -> None:
    """In the line above the title, or on the picture where that alone is one."""
    both = lay_out(order("Okno", sample=True, sampled=True), WORDS, 1.0)
    alone = lay_out(order("Okno", sampled=True), WORDS, 1.0)
    assert [len(one.badges) for one in (both, alone)] == [1, 1]
    assert both.badges[0].box[0] > both.picture
    assert alone.badges[0].box[2] < alone.picture
    assert not lay_out(order("Okno", sampled=True), WORDS, None).badges


def test_letters_that_no_typeface_has_are_left_out() -> None:
    """A title of nothing else is called by its kind, or by the site; nothing fails."""
    assert drawable("Ver\u00adnisáž 🎉 dnes", SANS, SERIF) == "Vernisáž dnes"
    assert drawable("Ada \u2764\ufe0f 1\ufe0f\u20e3 👩\u200d👧", SANS, SERIF) == "Ada \u2764 1"
    for lost in ("\ue000da", "\u0378da", "Ada\u0489"):  # of private use, not in Unicode, a mark that no typeface has
        assert drawable(lost, SANS, SERIF) == "", lost
    assert lines(lay_out(order("🎉 Vernisáž 🎉"), WORDS, None))[1] == "Vernisáž"
    assert "Očima Pražanů" in lines(lay_out(order("展覧会"), WORDS, None))


def test_half_of_a_name_or_sentence_is_not_drawn() -> None:
    """Of a text that has letters which no typeface has; the rest of the picture says what can be said."""
    found = lines(lay_out(order("Okno", voice="„展望“ řekl.", below=("Dům 東京", "Praha")), WORDS, 3 / 2))
    assert "Okno" in found
    assert "Praha" in found
    assert not [line for line in found if "řekl" in line or "Dům" in line]


def test_letters_are_kerned() -> None:
    """As the typeface says: pairs with a gap between them stand nearer."""
    assert kerning("T", "o", SERIF) < -0.03
    assert kerning("A", "V", SERIF) < -0.08
    assert kerning("n", "n", SERIF) == 0
    ends = [list(placed(text, SERIF, 100))[-1][0] for text in ("AV", "AA")]
    assert ends[0] < ends[1]


def made(files: InputFiles, **more: Any) -> Image.Image:
    """A picture for sharing, as a reader sees it."""
    return Image.open(io.BytesIO(sharing_picture(order("Okno", **more), files)))


@pytest.fixture
def files(tmp_path: Path) -> InputFiles:
    """The words of the interface, and a photograph as it was made before."""
    names = ("parts/sharing.html", "parts/names.html")
    standing = {name: source_of(HOME / "templates" / name) for name in names}
    standing |= {"catalogue/cs": source_of(HOME / "i18n/cs/LC_MESSAGES/messages.po")}
    picture(tmp_path / "photo.jpg", (1200, 800))
    return InputFiles(standing, {"media/photo.jpg": tmp_path / "photo.jpg"})


@pytest.fixture(autouse=True)
def _unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of these tests lie in no store."""
    monkeypatch.setattr("sitegen.making.input_files.read_blob", Path.read_bytes)


def test_the_file_is_what_pages_say(files: InputFiles) -> None:
    """A JPEG of 1200 × 630, light enough for every chat, the same each time, and silent about cameras and places."""
    shown = {"picture": Made("media/photo.jpg")}
    found = made(files, **shown)
    assert (found.format, found.size, found.mode) == ("JPEG", SHARED_SIZE, "RGB")
    assert not found.getexif()
    assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    once, again = (sharing_picture(order("Okno", **shown), files) for _ in range(2))
    assert once == again
    assert len(once) <= HEAVIEST


def test_what_is_hard_to_press_together_is_still_light(files: InputFiles, tmp_path: Path) -> None:
    Image.effect_noise((1200, 800), 120).convert("RGB").save(tmp_path / "photo.jpg", quality=95)
    sharing_pictures._decoded.cache_clear()
    found = sharing_picture(order("Okno", picture=Made("media/photo.jpg")), files)
    sharing_pictures._decoded.cache_clear()
    assert len(found) <= HEAVIEST * 1.6


def test_the_words_of_the_interface_come_from_the_catalogue(files: InputFiles) -> None:
    assert words_of(order("Okno"), files) == Words("Beseda", "Ukázka", "Zrušeno")


def test_the_colours_are_those_of_the_site() -> None:
    """Of its light side, so that a link looks like the page behind it."""
    style = (HOME / "static/css/10-tokens.css").read_text("utf-8").partition("prefers-color-scheme")[0]
    found = dict(re.findall(r"--(\w+): (#\w{6});", style))
    assert {name: found[name] for name in COLOURS} == dict(COLOURS)


@pytest.mark.parametrize("text", ["أحمد الصالح", "בית ורחוב.", "བསྟན་འཛིན", "საქართველო"])
def test_a_line_in_another_script_is_drawn(text: str) -> None:
    """In a typeface that steps in, shaped, and no wider than it was measured."""
    whole = Image.new("RGB", (1200, 200), "white")
    draw_line(whole, text, SERIF, 40, (30, 100), (0, 0, 0))
    left, _, right, _ = ImageOps.invert(whole.convert("L")).getbbox()
    assert drawable(text, SANS, SERIF) == text
    assert 20 <= left <= 40
    assert right - 30 <= width(text, SERIF, 40) + 8


def test_arabic_letters_join() -> None:
    """Apart from each other they are wider."""
    ends = []
    for text in ("بيت", "ب\u200cي\u200cت"):
        whole = Image.new("RGB", (1200, 200), "white")
        draw_line(whole, text, SERIF, 40, (30, 100), (0, 0, 0))
        ends.append(ImageOps.invert(whole.convert("L")).getbbox()[2])
    assert ends[0] < ends[1]
