"""Faulty jobs, each caught with its own code, page and remedy; and sound ones, which pass."""

from __future__ import annotations

import ast
import io
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageFile

from sitegen.making import qr
from sitegen.making.closure import Closures
from sitegen.making.print.findings import Finding, FindingCode
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.preflight.separations import check_separations, ghostscript
from sitegen.making.print.preflight.summary import in_words
from sitegen.making.recipes import RECIPES
from sitegen.making.store import Store
from sitegen.model.messages import explain
from sitegen.model.print_files import ZINE_FILES
from sitegen.model.print_job import ExpectedCode, PrintJob

from .conftest import ADDRESS, PRESS_JOB

Change = Callable[[pikepdf.Pdf], None]
POINTS = 72 / 25.4


def changed(file: Path, change: Change) -> bytes:
    with pikepdf.open(file) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def draw(page: int, content: str, **resources: Any) -> Change:
    """Draw on a page (from 1), with resources by kind and name."""

    def change(pdf: pikepdf.Pdf) -> None:
        target = pdf.pages[page - 1]
        own = Dictionary(target.obj.Resources)
        for kind, things in resources.items():
            made = {name: thing(pdf) if callable(thing) else thing for name, thing in things.items()}
            own[f"/{kind}"] = Dictionary({**dict(own.get(f"/{kind}", {})), **made})
        target.obj.Resources = own
        target.contents_add(pdf.make_stream(f"q {content} Q".encode()))

    return change


def cut_bleed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.BleedBox = page.TrimBox


def shift_origin(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.obj.MediaBox = Array([-8.5, -8.5, 306, 428])


def drop_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[2].obj["/TrimBox"]


def resize(pdf: pikepdf.Pdf) -> None:
    pdf.pages[4].obj.TrimBox = Array([8.5, 8.5, 320, 428])


def drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[6]


def drop_fonts(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def drop_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def drop_marker(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def drop_trapped(pdf: pikepdf.Pdf) -> None:
    del pdf.trailer.Info["/Trapped"]


def drop_dates(pdf: pikepdf.Pdf) -> None:
    del pdf.trailer.Info["/CreationDate"]


def annotate(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([20, 20, 60, 60]))
    pdf.pages[3].obj.Annots = Array([pdf.make_indirect(note)])


def lock(pdf: pikepdf.Pdf) -> None:
    """Ask for a password when the file is opened."""
    pdf.save = partial(pdf.save, encryption=pikepdf.Encryption(user="secret", owner="secret"))  # type: ignore[method-assign]  # as `changed` saves it


def turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def helvetica(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def picture(mode: str, size: tuple[int, int], colour: Any) -> Callable[[pikepdf.Pdf], Any]:
    def make(pdf: pikepdf.Pdf) -> Any:
        space = {"RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}[mode]
        stream = pdf.make_stream(Image.new(mode, size, colour).tobytes())
        stream.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], BitsPerComponent=8, ColorSpace=space
        )
        return stream

    return make


def gradient(_: pikepdf.Pdf) -> Any:
    fade = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 0, 0, 0]), N=1)
    return Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 100, 100]), Function=fade)


def hidden_gradient(pdf: pikepdf.Pdf) -> Any:
    """A gradient as the fill of a form inside a tiling pattern, where two layers hide it."""
    shade = Dictionary(PatternType=2, Shading=gradient(pdf))
    tile = pdf.make_stream(b"/Pattern cs /Shade scn 0 0 10 10 re f")
    tile.stream_dict = Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 10, 10]), XStep=10, YStep=10,
        Resources=Dictionary(Pattern=Dictionary(Shade=shade)),
    )  # fmt: skip
    return tile


AREA = "30 30 200 300 re"
UNCOLOURED = Array([Name.Pattern, Name.DeviceCMYK])


def stencil(pdf: pikepdf.Pdf) -> Any:
    """An image mask that lets paint through everywhere."""
    made = pdf.make_stream(bytes(8 * 8 // 8))
    made.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=1, ImageMask=True
    )
    return made


def coarse(pdf: pikepdf.Pdf) -> Any:
    """A picture of a kind that nobody reads: each ink is there or not."""
    made = picture("CMYK", (300, 300), (9, 9, 9, 0))(pdf)
    made.BitsPerComponent = 1
    return made


def uncoloured(pdf: pikepdf.Pdf) -> Any:
    """A tile that takes the colour it is called with."""
    tile = pdf.make_stream(b"0 0 10 10 re f")
    tile.stream_dict = Dictionary(
        PatternType=1, PaintType=2, TilingType=1, BBox=Array([0, 0, 10, 10]), XStep=10, YStep=10,
        Resources=Dictionary(),
    )  # fmt: skip
    return tile


def separation(ink: str, inks: str) -> Callable[[pikepdf.Pdf], Any]:
    def make(pdf: pikepdf.Pdf) -> Any:
        tint = pdf.make_stream(f"{{{inks}}}".encode())
        tint.FunctionType, tint.Domain, tint.Range = 4, Array([0, 1]), Array([0, 1] * 4)
        return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, tint])

    return make


registration, spot = separation("All", "dup dup dup"), separation("Mud", "dup dup dup")


def code_over(
    text: str,
    *,
    side: float = 34.0,
    black: str = "0 0 0 1 k",
    white: str = "0 0 0 0 k",
    place: str = "1 0 0 1 60 250",
    modules: qr.Matrix | None = None,
) -> Change:
    """Paint over page 8's code with another: box white, modules black unless told otherwise."""
    modules = modules or qr.print_matrix(text)
    unit = side * POINTS / (len(modules) + 8)
    cells = "".join(
        f"{(r.x + 4) * unit:.3f} {(len(modules) + 4 - r.y - r.height) * unit:.3f} "
        f"{r.width * unit:.3f} {r.height * unit:.3f} re "
        for r in qr.rectangles(modules)
    )
    whole = side * POINTS
    cover = "0 .26 .88 0 k 0 60 320 360 re f"
    return draw(8, f"{cover} {place} cm {white} 0 0 {whole} {whole} re f {black} {cells} f")


FAULTS: dict[str, tuple[str, int, Change]] = {
    "page count": ("page-count", 0, drop_page),
    "not stapleable": ("page-multiple", 0, drop_page),
    "missing bleed": ("no-bleed", 1, cut_bleed),
    "origin not 0": ("box-origin", 2, shift_origin),
    "no trim box": ("no-trim-box", 3, drop_trim),
    "wrong size": ("trim-size", 5, resize),
    "turned page": ("page-rotated", 1, turn),
    "font not embedded": ("font-not-embedded", 1, drop_fonts),
    "base font": ("font-not-embedded", 3, draw(3, "BT /F 12 Tf 60 60 Td (x) Tj ET", Font={"/F": helvetica})),
    "no output intent": ("output-intent", 0, drop_intent),
    "no PDF/X marker": ("pdfx-marker", 0, drop_marker),
    "trapping unknown": ("trapped", 0, drop_trapped),
    "no dates": ("dates", 0, drop_dates),
    "annotation": ("annotations", 4, annotate),
    "RGB black": ("not-cmyk", 2, draw(2, "0 0 0 rg 60 60 20 20 re f")),
    "RGB picture": (
        "not-cmyk", 3, draw(3, "60 0 0 60 60 60 cm /I Do", XObject={"/I": picture("RGB", (300, 300), (9, 9, 9))}),
    ),
    "coarse picture": (
        "low-ppi", 4, draw(4, "144 0 0 144 60 60 cm /I Do", XObject={"/I": picture("CMYK", (200, 200), (9, 9, 9, 0))}),
    ),
    "soaked picture": (
        "ink-picture",
        5,
        draw(5, "60 0 0 60 60 60 cm /I Do", XObject={"/I": picture("CMYK", (300, 300), (255, 255, 255, 255))}),
    ),
    "picture of one bit an ink": (
        "ink-unknown",
        5,
        draw(5, "60 0 0 60 60 60 cm /I Do", XObject={"/I": coarse}),
    ),
    "soaked colour": ("ink-flat", 6, draw(6, "1 1 1 .5 k 60 60 20 20 re f")),
    "rich black text": (
        "rich-black-text", 7, draw(7, ".6 .5 .5 1 k BT /F 12 Tf 60 60 Td (x) Tj ET", Font={"/F": helvetica}),
    ),
    "registration colour": (
        "ink-flat", 6, draw(6, "/All cs 1 scn 60 60 20 20 re f", ColorSpace={"/All": registration}),
    ),
    "spot colour": ("spot-colour", 6, draw(6, "/Spot cs 1 scn 60 60 20 20 re f", ColorSpace={"/Spot": spot})),
    "gradient": ("gradient", 3, draw(3, "/S sh", Shading={"/S": gradient})),
    "hidden gradient": (
        "gradient", 3, draw(3, "/Pattern cs /P scn 60 60 40 40 re f", Pattern={"/P": hidden_gradient}),
    ),
    "transparency": (
        "transparency", 2, draw(2, "/T gs 60 60 9 9 re f", ExtGState={"/T": Dictionary(ca=0.5)}),
    ),
    "blend mode": (
        "transparency", 2, draw(2, "/T gs 60 60 9 9 re f", ExtGState={"/T": Dictionary(BM=Name.Multiply)}),
    ),
    "overprint": ("overprint", 2, draw(2, "/T gs 1 0 0 0 k 60 60 9 9 re f", ExtGState={"/T": Dictionary(OP=True)})),
    "text in the fold": ("text-in-gutter", 3, draw(3, "BT /F 9 Tf 12 200 Td (fold) Tj ET", Font={"/F": helvetica})),
    "text at the edge": ("text-near-edge", 4, draw(4, "BT /F 9 Tf 60 10 Td (edge) Tj ET", Font={"/F": helvetica})),
    "tiny text": ("small-text", 4, draw(4, "BT /F 4 Tf 60 60 Td (tiny) Tj ET", Font={"/F": helvetica})),
    "code gone": ("qr-missing", 8, draw(8, "0 0 0 0 k 0 0 400 500 re f")),
    "wrong code": ("qr-wrong", 8, code_over(ADDRESS + "x")),
    "small code": ("qr-small", 8, code_over(ADDRESS, side=18)),
    "inverted code": ("qr-inverted", 8, code_over(ADDRESS, black="0 0 0 0 k", white="0 0 0 1 k")),
    "pale code": ("qr-contrast", 8, code_over(ADDRESS, black="0 0 0 .5 k")),
    "tinted ground": ("qr-contrast", 8, code_over(ADDRESS, white="0 .26 .88 0 k")),
    "code without its box": ("qr-no-box", 8, code_over(ADDRESS, white="0 .02 .04 0 k")),
    "coloured code": ("qr-inks", 8, code_over(ADDRESS, black=".7 .6 .6 .9 k")),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_caught_on_its_page(zine: dict[str, Path], name: str) -> None:
    code, page, change = FAULTS[name]
    found = preflight(changed(zine["x4"], change), PRESS_JOB)
    assert (code, page) in {(f.code, f.page) for f in found}
    assert all(explain(f"print-{f.code}", f.shown(), "cs") for f in found)
    report = in_words({"x.pdf": found}, "x")
    assert f"[{code}]" in report
    assert "certified" not in report


def test_text_in_the_code_s_quiet_zone_is_caught(zine: dict[str, Path]) -> None:
    modules = qr.print_matrix(ADDRESS)
    side = 34 * POINTS
    unit = side / (len(modules) + 8)
    box = f"1 0 0 1 60 250 cm 0 0 0 1 k {side / 2:.2f} {unit:.2f} {unit * 2:.2f} {unit * 2:.2f} re f"

    def change(pdf: pikepdf.Pdf) -> None:
        code_over(ADDRESS)(pdf)
        draw(8, box)(pdf)

    found = preflight(changed(zine["x4"], change), PRESS_JOB)
    assert "qr-quiet" in {f.code for f in found}


@pytest.mark.parametrize("name", ["x4", "marks", "x1a"])
@pytest.mark.parametrize("languages", ["zine", "bilingual_zine"])
def test_our_press_files_pass(request: pytest.FixtureRequest, name: str, languages: str) -> None:
    files: dict[str, Path] = request.getfixturevalue(languages)
    found = preflight(files[name], replace(PRESS_JOB, variant="x1a" if name == "x1a" else "x4"))
    assert [f for f in found if f.level == "error"] == []
    assert {f.code for f in found} <= {"low-ppi"}


@pytest.mark.parametrize("languages", ["zine", "bilingual_zine"])
def test_every_file_of_a_zine_meets_its_own_expectations(request: pytest.FixtureRequest, languages: str) -> None:
    made: dict[str, Path] = request.getfixturevalue(languages)
    names = {"print-x4": "x4", "print-x4-marks": "marks", "print-x1a": "x1a"}
    for file in ZINE_FILES:
        found = preflight(made[names.get(file.suffix, file.suffix)], file.job(ADDRESS))
        assert {(item.code, item.level) for item in found} <= {("low-ppi", "warning")}, file.suffix


def test_an_untagged_reading_copy_is_caught(zine: dict[str, Path]) -> None:
    found = {f.code for f in preflight(zine["x4"], PrintJob(kind="reading"))}
    assert {"not-tagged", "no-language"} <= found


def test_a_reading_copy_without_alt_text_is_caught(zine: dict[str, Path]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and "/Alt" in thing:
                del thing["/Alt"]

    found = preflight(changed(zine["read"], change), PrintJob(kind="reading"))
    assert "figure-without-text" in {f.code for f in found}


@pytest.mark.parametrize("fault", ["transparency", "blend mode", "spot colour"])
def test_what_leaves_the_ink_unknown_is_an_error_in_our_own_files(zine: dict[str, Path], fault: str) -> None:
    """Files from elsewhere may be transparent as PDF/X-4 allows, and hold spot colours; then it is a warning."""
    code, _, change = FAULTS[fault]
    content = changed(zine["x4"], change)
    foreign = replace(PRESS_JOB, variant=None)
    levels = [{f.level for f in preflight(content, job) if f.code.startswith(code)} for job in (PRESS_JOB, foreign)]
    assert levels == [{"error"}, {"warning"}]


HEAVY: dict[str, Change] = {
    "colour": draw(5, f"1 1 1 .9 k {AREA} f"),
    "picture": draw(
        5, "200 0 0 300 30 30 cm /I Do", XObject={"/I": picture("CMYK", (900, 1300), (255, 255, 255, 230))}
    ),
    "stencil": draw(5, "1 1 1 .9 k 200 0 0 300 30 30 cm /I Do", XObject={"/I": stencil}),
    "inline picture": draw(
        5, f"200 0 0 300 30 30 cm BI /W 4 /H 4 /BPC 8 /CS /CMYK /F /AHx ID {'f' * 128}> EI"
    ),
    "pattern": draw(5, f"/Cs cs 1 1 1 .9 /P scn {AREA} f", Pattern={"/P": uncoloured}, ColorSpace={"/Cs": UNCOLOURED}),
    "outline of text": draw(
        5, "0 0 0 0 k 1 1 1 .9 K 40 w BT 2 Tr /F 200 Tf 30 100 Td (x) Tj ET", Font={"/F": helvetica}
    ),
    "registration colour": draw(5, f"/All cs 1 scn {AREA} f", ColorSpace={"/All": registration}),
    "spot colour": draw(5, f"/Spot cs 1 scn {AREA} f", ColorSpace={"/Spot": spot}),
    "blend mode": draw(
        5, f"1 1 0 0 k {AREA} f /T gs 0 0 1 .9 k {AREA} f", ExtGState={"/T": Dictionary(BM=Name.Multiply)}
    ),
}  # fmt: skip
"""Ways to put more than 300 % of ink on a good part of page 5."""


@pytest.mark.parametrize("name", HEAVY)
def test_too_much_ink_on_the_plates_is_found_without_them(zine: dict[str, Path], name: str) -> None:
    """Ghostscript measures it on its plates; preflight, which builds rely on, has an error on the same page."""
    content = changed(zine["x4"], HEAVY[name])
    plates = check_separations(program(), content, 300)
    assert [(item.code, item.page) for item in plates] == [("ink-total", 5)]
    assert 5 in {item.page for item in preflight(content, PRESS_JOB) if item.level == "error"}


@pytest.mark.parametrize("name", ["x4", "marks", "x1a"])
def test_plates_of_our_press_files_hold_no_more_ink_than_allowed(zine: dict[str, Path], name: str) -> None:
    assert check_separations(program(), zine[name].read_bytes(), 300) == []


def program() -> str:
    found = ghostscript()
    assert found, "Ghostscript is missing; build.py test installs it"
    return found


def test_a_file_that_ghostscript_cannot_separate_is_said_to_be_one(zine: dict[str, Path]) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        pdf.pages[3].obj.Contents = pdf.make_stream(b"<</Broken")
        pdf.pages[3].obj.MediaBox = Array([0, 0, 0, 0])

    (found,) = check_separations("false", changed(zine["x4"], lose), 300)
    assert found.code == "separations-failed"


def test_no_tool_is_asked_for(zine: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What preflight finds is the same on a machine that has nothing but Python."""
    found = [preflight(zine[name], PRESS_JOB) for name in ("x4", "sheet-a3")]
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(subprocess, "Popen", None)
    assert [preflight(zine[name], PRESS_JOB) for name in ("x4", "sheet-a3")] == found
    closures = Closures(Store(tmp_path))
    used = set().union(*(closures.modules(recipe.module) for recipe in RECIPES.values()))
    assert "sitegen.making.print.preflight.code_checks" in used
    assert "sitegen.making.print.preflight.separations" not in used


def test_a_code_in_a_picture_of_a_sheet_is_read(zine: dict[str, Path]) -> None:
    """Sheets are drawn with their pictures in grey; what a phone would read in one is found all the same."""
    modules = Image.open(io.BytesIO(qr.png(qr.print_matrix(ADDRESS + "x"), 40.0))).convert("L")
    black = Image.merge("CMYK", [Image.new("L", modules.size)] * 3 + [modules.point(lambda tone: 255 - tone)])

    def stream(pdf: pikepdf.Pdf) -> Any:
        made = pdf.make_stream(black.tobytes())
        made.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=black.width, Height=black.height, BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )  # fmt: skip
        return made

    content = changed(zine["sheet-a3"], draw(1, "120 0 0 120 60 60 cm /Code Do", XObject={"/Code": stream}))
    job = PrintJob(kind="sheet", codes=(ExpectedCode(ADDRESS, page=1),))
    assert "qr-wrong" in {found.code for found in preflight(content, job)}


@pytest.mark.parametrize("turn", ["0 1 -1 0 180 250", "-1 0 0 -1 180 350"])
def test_a_code_may_be_turned(zine: dict[str, Path], turn: str) -> None:
    content = changed(zine["x4"], code_over(ADDRESS, place=turn))
    assert [f for f in preflight(content, PRESS_JOB) if f.code.startswith("qr-")] == []


def test_a_code_is_asked_for_as_often_as_it_is_expected(zine: dict[str, Path]) -> None:
    """Two labels of a sheet may lead to one address; a single code does not stand for both."""
    job = replace(PRESS_JOB, codes=(*PRESS_JOB.codes, *PRESS_JOB.codes))
    assert [f.code for f in preflight(zine["x4"], job) if f.level == "error"] == ["qr-missing"]


def test_a_code_without_a_page_may_stand_on_any(zine: dict[str, Path]) -> None:
    known, unknown = ExpectedCode(ADDRESS), ExpectedCode(ADDRESS + "y")
    assert preflight(zine["read"], PrintJob(kind="reading", codes=(known,))) == []
    (found,) = preflight(zine["read"], PrintJob(kind="reading", codes=(known, unknown)))
    assert (found.code, found.page, found.place) == ("qr-nowhere", 0, ADDRESS + "y")
    other = preflight(zine["read"], PrintJob(kind="reading", codes=(unknown,)))
    assert [(f.code, f.page) for f in other] == [("qr-nowhere", 0), ("qr-wrong", 8)]


@pytest.mark.parametrize("page", [0, 99])
def test_a_code_on_a_page_that_is_not_there_is_missing(zine: dict[str, Path], page: int) -> None:
    job = PrintJob(kind="reading", codes=(ExpectedCode(ADDRESS, page=page),))
    assert [f.code[:3] for f in preflight(zine["read"], job)] == ["qr-"]


def test_a_code_longer_than_ours_is_measured(zine: dict[str, Path]) -> None:
    """More than 58 bytes fit no version of ours; the code is what the file shows, whoever drew it."""
    address = ADDRESS + "y" * 40
    content = changed(zine["x4"], code_over(address, modules=qr.matrix(address, ecc="H")))
    job = replace(PRESS_JOB, codes=(ExpectedCode(address, page=8),))
    assert [f.code for f in preflight(content, job) if f.code.startswith("qr-")] == []


def test_a_broken_picture_is_damage(zine: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """In every file that shows it, also after sound ones were looked at."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # WeasyPrint sets it for the whole process

    def cut(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == Name.DCTDecode:
                thing.write(thing.read_raw_bytes()[:400], filter=Name.DCTDecode)

    sound, broken = zine["x4"], changed(zine["x4"], cut)
    found = [preflight(file, PRESS_JOB) for file in (sound, broken, broken)]
    assert ["syntax" in {item.code for item in items} for items in found] == [False, True, True]
    assert found[1] == found[2]
    assert "0x" not in "".join(item.place for item in found[1])


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    assert [f.code for f in preflight(b"hello", PrintJob())] == ["unreadable"]


def test_a_foreign_file_is_judged_without_a_job(tmp_path: Path) -> None:
    Image.new("RGB", (300, 400), "red").save(tmp_path / "foreign.pdf")
    found = {f.code for f in preflight(tmp_path / "foreign.pdf", PrintJob())}
    assert {"no-trim-box", "not-cmyk", "output-intent", "low-ppi"} <= found


def test_an_unknown_expectation_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        PrintJob.of({"colour": "red"})


def test_a_job_is_read_as_it_was_written() -> None:
    assert PrintJob.of(json.loads(json.dumps(PRESS_JOB.plain()))) == PRESS_JOB


@pytest.mark.parametrize("change", [lock, lambda pdf: pdf.pages.__delitem__(slice(None))], ids=["locked", "empty"])
def test_a_file_that_cannot_be_read_is_no_traceback(zine: dict[str, Path], change: Change) -> None:
    assert preflight(changed(zine["x4"], change), PRESS_JOB)


def test_every_code_is_found_somewhere() -> None:
    """Codes are typed, so mypy sees one that has no words; here is seen one that nothing finds any more."""
    package = Path(__file__).parents[2] / "sitegen" / "making"
    said = set()
    for file in package.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        if file.name != "findings.py":
            said |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(get_args(FindingCode)) <= said


def test_findings_sort_by_page() -> None:
    found = [Finding(2, "a", "error"), Finding(1, "b", "error")]
    assert [item.page for item in sorted(found)] == [1, 2]
