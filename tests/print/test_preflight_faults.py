"""Faulty jobs, each caught with its own code, page and remedy; and sound ones, which pass."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageFile

from sitegen.making import qr
from sitegen.making.print.findings import Finding
from sitegen.making.print.preflight import Job, preflight, preflight_all
from sitegen.making.print.preflight.run import passed
from sitegen.making.print.recipes import RECIPES
from sitegen.making.print.report import WORDS, in_words
from sitegen.model.print_files import ZINE_FILES

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


def code_over(text: str, *, side: float = 34.0, black: str = "0 0 0 1 k", white: str = "0 0 0 0 k") -> Change:
    """Paint over page 8's code with another: box white, modules black unless told otherwise."""
    modules = qr.print_matrix(text)
    unit = side * POINTS / (len(modules) + 8)
    cells = "".join(
        f"{(r.x + 4) * unit:.3f} {(len(modules) + 4 - r.y - r.height) * unit:.3f} "
        f"{r.width * unit:.3f} {r.height * unit:.3f} re "
        for r in qr.rectangles(modules)
    )
    whole = side * POINTS
    cover = "0 .26 .88 0 k 0 60 320 360 re f"
    return draw(8, f"{cover} 1 0 0 1 60 250 cm {white} 0 0 {whole} {whole} re f {black} {cells} f")


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
    "soaked colour": ("ink-flat", 6, draw(6, "1 1 1 .5 k 60 60 20 20 re f")),
    "rich black text": (
        "rich-black-text", 7, draw(7, ".6 .5 .5 1 k BT /F 12 Tf 60 60 Td (x) Tj ET", Font={"/F": helvetica}),
    ),
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
    "overprint": ("overprint", 2, draw(2, "/T gs 60 60 9 9 re f", ExtGState={"/T": Dictionary(OP=True)})),
    "text in the fold": ("text-in-gutter", 3, draw(3, "BT /F 9 Tf 12 200 Td (fold) Tj ET", Font={"/F": helvetica})),
    "text at the edge": ("text-near-edge", 4, draw(4, "BT /F 9 Tf 60 10 Td (edge) Tj ET", Font={"/F": helvetica})),
    "tiny text": ("small-text", 4, draw(4, "BT /F 4 Tf 60 60 Td (tiny) Tj ET", Font={"/F": helvetica})),
    "code gone": ("qr-missing", 8, draw(8, "0 0 0 0 k 0 0 400 500 re f")),
    "wrong code": ("qr-wrong", 8, code_over(ADDRESS + "x")),
    "small code": ("qr-small", 8, code_over(ADDRESS, side=18)),
    "inverted code": ("qr-inverted", 8, code_over(ADDRESS, black="0 0 0 0 k", white="0 0 0 1 k")),
    "pale code": ("qr-contrast", 8, code_over(ADDRESS, black="0 0 0 .5 k")),
    "tinted ground": ("qr-quiet", 8, code_over(ADDRESS, white="0 .26 .88 0 k")),
    "code without its box": ("qr-no-box", 8, code_over(ADDRESS, white="0 .02 .04 0 k")),
    "coloured code": ("qr-inks", 8, code_over(ADDRESS, black=".7 .6 .6 .9 k")),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_the_fault_is_caught_on_its_page(zine: dict[str, Path], name: str) -> None:
    code, page, change = FAULTS[name]
    found = preflight(changed(zine["x4"], change), Job.of(PRESS_JOB))
    assert (code, page) in {(f.code, f.page) for f in found}
    report = in_words({"x.pdf": [f.plain() for f in found]}, "x")
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

    found = preflight(changed(zine["x4"], change), Job.of(PRESS_JOB))
    assert "qr-quiet" in {f.code for f in found}


@pytest.mark.parametrize("name", ["x4", "marks", "x1a"])
@pytest.mark.parametrize("languages", ["zine", "bilingual_zine"])
def test_our_press_files_pass(request: pytest.FixtureRequest, name: str, languages: str) -> None:
    files: dict[str, Path] = request.getfixturevalue(languages)
    job = PRESS_JOB | {"variant": "x1a" if name == "x1a" else "x4"}
    found = preflight(files[name], Job.of(job))
    assert [f for f in found if f.level == "error"] == []
    assert {f.code for f in found} <= {"low-ppi"}


@pytest.mark.parametrize(("name", "page", "least"), [("sheet-a4", 1, 25), ("sheet-a3", 1, 35), ("booklet", 1, 35)])
def test_our_sheets_pass(zine: dict[str, Path], name: str, page: int, least: float) -> None:
    job = {"kind": "sheet", "codes": [{"page": page, "address": ADDRESS, "least_mm": least}]}
    assert passed(preflight(zine[name], Job.of(job)))


def test_our_reading_copy_passes(zine: dict[str, Path]) -> None:
    job = {"kind": "reading", "pages": 8, "codes": [{"page": 8, "address": ADDRESS}]}
    assert preflight(zine["read"], Job.of(job)) == []


@pytest.mark.parametrize("languages", ["zine", "bilingual_zine"])
def test_every_file_of_a_zine_meets_its_own_expectations(request: pytest.FixtureRequest, languages: str) -> None:
    made: dict[str, Path] = request.getfixturevalue(languages)
    names = {"print-x4": "x4", "print-x4-marks": "marks", "print-x1a": "x1a"}
    for file in ZINE_FILES:
        found = preflight(made[names.get(file.suffix, file.suffix)], Job.of(file.job(ADDRESS)))
        assert passed(found), (file.suffix, found)
        assert file.recipe in RECIPES


def test_an_untagged_reading_copy_is_caught(zine: dict[str, Path]) -> None:
    found = {f.code for f in preflight(zine["x4"], Job.of({"kind": "reading"}))}
    assert {"not-tagged", "no-language"} <= found


def test_a_reading_copy_without_alt_text_is_caught(zine: dict[str, Path]) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and "/Alt" in thing:
                del thing["/Alt"]

    found = preflight(changed(zine["read"], change), Job.of({"kind": "reading"}))
    assert "figure-without-text" in {f.code for f in found}


def test_transparency_is_an_error_in_x1a(zine: dict[str, Path]) -> None:
    change = FAULTS["transparency"][2]
    found = preflight(changed(zine["x1a"], change), Job.of(PRESS_JOB | {"variant": "x1a"}))
    assert ("transparency", "error") in {(f.code, f.level) for f in found}


def test_a_missing_tool_is_reported_as_not_run(zine: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = preflight(zine["x4"], Job.of(PRESS_JOB))
    assert ("separations", "not-run") in {(f.code, f.level) for f in found}
    assert "NOT RUN" in in_words({"x": [f.plain() for f in found]}, "x")


def test_files_checked_together_get_what_each_gets_alone(zine: dict[str, Path]) -> None:
    """Whatever they share; one that Ghostscript refuses takes no other along."""
    heavy = draw(5, "1 1 1 .9 k 30 30 200 300 re f")
    x1a = Job.of(PRESS_JOB | {"variant": "x1a"})
    files: list[tuple[Path | bytes, Job]] = [
        (changed(zine["x4"], heavy), Job.of(PRESS_JOB)),
        (zine["marks"], Job.of(PRESS_JOB)),
        (changed(zine["x1a"], heavy), x1a),
        (zine["x1a"], x1a),
        (zine["sheet-a4"], Job.of({"kind": "sheet"})),
        (b"hello", Job()),
    ]
    found = preflight_all(files)
    assert found == [preflight(file, job) for file, job in files]
    totals = [[item.page for item in items if item.code == "ink-total"] for items in found]
    assert totals == [[5], [], [5], [], [], []]


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

    content = changed(zine["sheet-a4"], draw(1, "120 0 0 120 60 60 cm /Code Do", XObject={"/Code": stream}))
    job = Job.of({"kind": "sheet", "codes": [{"page": 1, "address": ADDRESS, "least_mm": 25}]})
    assert "qr-wrong" in {found.code for found in preflight(content, job)}


def test_a_broken_picture_is_damage(zine: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """In every file that shows it, also after sound ones were looked at."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # WeasyPrint sets it for the whole process

    def cut(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == Name.DCTDecode:
                thing.write(thing.read_raw_bytes()[:400], filter=Name.DCTDecode)

    sound, broken = zine["x4"], changed(zine["x4"], cut)
    found = preflight_all([(sound, Job.of(PRESS_JOB)), (broken, Job.of(PRESS_JOB)), (broken, Job.of(PRESS_JOB))])
    assert ["syntax" in {item.code for item in items} for items in found] == [False, True, True]
    assert found[1] == found[2]
    assert "0x" not in "".join(item.place for item in found[1])


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    assert [f.code for f in preflight(b"hello", Job())] == ["unreadable"]


def test_a_foreign_file_is_judged_without_a_job(tmp_path: Path) -> None:
    Image.new("RGB", (300, 400), "red").save(tmp_path / "foreign.pdf")
    found = {f.code for f in preflight(tmp_path / "foreign.pdf", Job())}
    assert {"no-trim-box", "not-cmyk", "output-intent", "low-ppi"} <= found


def test_an_unknown_expectation_is_refused() -> None:
    with pytest.raises(ValueError, match="no colour"):
        Job.of({"colour": "red"})


def test_every_code_has_words_and_a_remedy() -> None:
    package = Path(__file__).parents[2] / "sitegen" / "making" / "print"
    used = set()
    for file in package.rglob("*.py"):
        used |= set(re.findall(r'finding\(\s*"([a-z0-9-]+)"', file.read_text("utf-8")))
    assert used <= set(WORDS)


def test_findings_sort_by_page() -> None:
    found = [Finding(2, "a", "error"), Finding(1, "b", "error")]
    assert [item.page for item in sorted(found)] == [1, 2]
