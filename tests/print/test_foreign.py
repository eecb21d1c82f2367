"""Files of others before they go to press: each fault is found by itself, and no sound file is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from sitegen.cli import main
from sitegen.making import qr
from sitegen.making.print.preflight.run import preflight
from sitegen.model.messages import explain, messages
from sitegen.model.print_job import PrintJob

from .foreign import (
    BLEED,
    GROUND,
    HIGH,
    MEDIA,
    PANEL,
    POINTS,
    TRIM,
    WIDE,
    WORDS,
    Change,
    code,
    draw,
    font,
    form,
    helvetica,
    made,
    new,
    picture,
    profiled,
    saved,
    separation,
    state,
)

FOLDER = Path(__file__).parent / "pdfs"
SPOT = "70 70 20 20 re f"
TEXT = "BT /H 11 Tf 70 300 Td (words) Tj ET"
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def boxes(**said: list[float]) -> Change:
    """Give the page other boxes."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, box in said.items():
            pdf.pages[0].obj[f"/{name}"] = Array(box)

    return change


def page(**said: Any) -> Change:
    """Say something in the page's dictionary, or with None no longer say it."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in said.items():
            if value is None:
                del pdf.pages[0].obj[f"/{name}"]
            else:
                pdf.pages[0].obj[f"/{name}"] = value

    return change


def root(**said: Any) -> Change:
    """Say something in the catalogue of the file, or with None no longer say it."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name, value in said.items():
            if value is None:
                del pdf.Root[f"/{name}"]
            else:
                pdf.Root[f"/{name}"] = value(pdf) if callable(value) else value

    return change


def paint(content: str) -> Change:
    """Paint this on the page and nothing else."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(content.encode())

    return change


def all_of(*changes: Change) -> Change:
    """Several changes after each other."""

    def change(pdf: pikepdf.Pdf) -> None:
        for one in changes:
            one(pdf)

    return change


def ground(beyond: float, wider: float = 0.0) -> str:
    """A ground that reaches so many points beyond the knife."""
    low = BLEED - beyond
    return f"0 .2 .6 0 k {low} {low} {WIDE + wider + 2 * beyond} {HIGH + 2 * beyond} re f {PANEL} {WORDS}"


def wider(pdf: pikepdf.Pdf) -> None:
    """Make the last page two millimetres wider, with all that is on it."""
    more, target = 2 * POINTS, pdf.pages[-1].obj
    target.Contents = pdf.make_stream(ground(BLEED, more).encode())
    for name in ("MediaBox", "BleedBox", "TrimBox"):
        left, bottom, right, top = target[f"/{name}"]
        target[f"/{name}"] = Array([left, bottom, float(right) + more, top])


def note(*place: float) -> Change:
    """A link on the page."""
    return page(Annots=Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(place))]))


def field(pdf: pikepdf.Pdf) -> None:
    """A form with one field."""
    box = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), Rect=Array([70, 70, 90, 90]))
    )
    pdf.pages[0].obj.Annots = Array([box])
    pdf.Root.AcroForm = Dictionary(Fields=Array([box]))


def layers(*, hidden: bool) -> Change:
    """One layer, shown or hidden."""

    def change(pdf: pikepdf.Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Die line")))
        usual = Dictionary(OFF=Array([layer] if hidden else []))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=usual)

    return change


def code_picture(*inks: int) -> Change:
    """A picture of the whole page as pixels, with a code in these inks of 255."""
    modules = np.kron(np.array(qr.matrix("https://example.org/"), dtype=np.uint8), np.ones((12, 12), dtype=np.uint8))
    pixels = np.zeros((1819, 1311, 4), dtype=np.uint8)
    pixels[400 : 400 + len(modules), 400 : 400 + len(modules)] = modules[..., None] * np.array(inks, dtype=np.uint8)
    shown = picture(Name.DeviceCMYK, (1311, 1819), pixels.tobytes())
    return draw(f"{MEDIA[2]} 0 0 {MEDIA[3]} 0 0 cm /I Do", XObject={"I": shown})


def shading(space: str, *colours: list[float], at: tuple[int, ...] = (70, 70, 200, 200)) -> dict[str, Any]:
    """A gradient between two colours under the name S."""
    fade = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(colours[0]), C1=Array(colours[1]), N=1)
    return {"S": Dictionary(ShadingType=2, ColorSpace=Name(f"/{space}"), Coords=Array(at), Function=fade)}


def type3(pdf: pikepdf.Pdf) -> Any:
    """A font whose letters are drawings."""
    letter = pdf.make_stream(b"500 0 d0 0 0 400 700 re f")
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, Name=Name.Drawn, FontBBox=Array([0, 0, 500, 700]), FirstChar=119,
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(w=letter), LastChar=119, Widths=Array([500]),
        Encoding=Dictionary(Differences=Array([119, Name.w])), Resources=Dictionary(),
    )  # fmt: skip


def inherited(pdf: pikepdf.Pdf) -> None:
    """Say of all pages at once what each could say."""
    for name in ("Resources", "MediaBox"):
        pdf.Root.Pages[f"/{name}"] = pdf.pages[0].obj[f"/{name}"]
        del pdf.pages[0].obj[f"/{name}"]


def bleeding(millimetres: float, content: str) -> Change:
    """Let the paper end so far beyond the trimmed page."""
    edge = millimetres * POINTS
    paper = [0, 0, WIDE + 2 * edge, HIGH + 2 * edge]
    trim = [edge, edge, edge + WIDE, edge + HIGH]
    return all_of(boxes(MediaBox=paper, BleedBox=paper, TrimBox=trim), paint(content))


def moved(by: float) -> Change:
    """Lay the page elsewhere on the plane, with all that is on it."""

    def change(pdf: pikepdf.Pdf) -> None:
        for name in ("MediaBox", "BleedBox", "TrimBox"):
            pdf.pages[0].obj[f"/{name}"] = Array([float(v) + by for v in pdf.pages[0].obj[f"/{name}"]])
        pdf.pages[0].contents_add(pdf.make_stream(f"1 0 0 1 {by} {by} cm\n".encode()), prepend=True)

    return change


def reversed_boxes(pdf: pikepdf.Pdf) -> None:
    """Say each box by its other two corners, the upper one first (ISO 32000-2, 7.9.5)."""
    for name in ("MediaBox", "BleedBox", "TrimBox"):
        left, bottom, right, top = pdf.pages[0].obj[f"/{name}"]
        pdf.pages[0].obj[f"/{name}"] = Array([right, top, left, bottom])


RGB_INDEX = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes([255, 0, 0, 0, 255, 0]))])
CALIBRATED = Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))])
SMALL = ".3 0 0 .3 70 70 cm"
PICTURE = "60 0 0 60 70 70 cm /I Do"
PASTEL = bytes([40, 40, 0, 0])

FAULTS: dict[str, tuple[Change, set[str]]] = {
    "art cut at the trim": (paint(ground(0)), {"art-cut"}),
    "picture cut by its frame": (
        paint(
            f"q {BLEED} {BLEED} {WIDE} {HIGH} re W n {MEDIA[2]} 0 0 {MEDIA[3]} 0 0 cm "
            f"BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 80> EI Q {PANEL} {WORDS}"
        ),
        {"art-cut"},
    ),
    "gradient cut by its frame": (
        all_of(
            draw("/S sh", Shading=shading("DeviceCMYK", [0.2, 0, 0, 0], [0.3, 0, 0, 0], at=(0, 0, 0, 400))),
            paint(f"q {BLEED} {BLEED} {WIDE} {HIGH} re W n /S sh Q {PANEL} {WORDS}"),
        ),
        {"art-cut"},
    ),
    "art cut over a ground": (draw("1 0 0 0 k 8.5 100 40 40 re f"), {"art-cut"}),
    "art cut a millimetre beyond": (paint(ground(POINTS)), {"art-cut"}),
    "missing bleed": (bleeding(0, f"{GROUND} {WORDS}"), {"no-bleed"}),
    "missing bleed with nothing at the edges": (bleeding(0, WORDS), {"no-bleed?"}),
    "two millimetres of bleed": (bleeding(2, f"{GROUND} {WORDS}"), {"no-bleed"}),
    "hairline of 0.05 points": (draw("0 0 0 1 k .05 w 80 80 m 150 80 l S"), {"thin-line"}),
    "hairline of no width": (draw("0 w 80 80 m 150 80 l S"), {"thin-line"}),
    "hairline by a small scale": (draw(".01 0 0 .01 0 0 cm 5 w 8000 8000 m 15000 8000 l S"), {"thin-line"}),
    "hairline by a state": (draw("/G gs 80 80 m 150 80 l S", ExtGState=state(LW=0.05)), {"thin-line"}),
    "hairline as an area": (draw("80 80 70 .05 re f"), {"thin-line"}),
    "fine line": (draw(".2 w 80 80 m 150 80 l S"), {"thin-line?"}),
    "scaled by UserUnit": (page(UserUnit=2), {"page-scaled"}),
    "no trim box": (page(TrimBox=None), {"no-trim-box"}),
    "trimmed outside the paper": (boxes(TrimBox=[8.5, 8.5, 400, 428]), {"box-outside"}),
    "trimmed to nothing": (boxes(TrimBox=[8.5, 8.5, 8.5, 8.5]), {"box-outside"}),
    "huge page": (boxes(MediaBox=[0, 0, 20000, 20000], BleedBox=[0, 0, 20000, 20000]), {"page-huge"}),
    "negative boxes": (moved(-100), {"box-origin?"}),
    "turned page": (page(Rotate=90), {"page-rotated?"}),
    "code of 9 mm": (draw(code(side=9)), {"qr-small"}),
    "four-colour code": (draw(code(black=".7 .6 .6 .9 k")), {"qr-inks"}),
    "four-colour code in a picture": (code_picture(190, 170, 170, 150), {"qr-inks"}),
    "inverted code": (draw(code(black="0 0 0 0 k", white="0 0 0 1 k")), {"qr-inverted"}),
    "code without quiet zone": (draw("0 0 0 .6 k 60 100 150 150 re f " + code(quiet=0.5)), {"qr-quiet"}),
    "pale code": (draw(code(black="0 0 0 .45 k")), {"qr-contrast"}),
    "code on a tint": (draw(code(white="0 .1 .5 0 k")), {"qr-contrast"}),
    "small code on a turned page": (all_of(page(Rotate=90), draw(code(side=9))), {"page-rotated?", "qr-small"}),
    "white overprint": (draw(f"/G gs 0 0 0 0 k {SPOT}", ExtGState=state(OP=True, OPM=1)), {"overprint-white"}),
    "coloured overprint": (draw(f"/G gs 1 0 0 0 k {SPOT}", ExtGState=state(op=True, OPM=1)), {"overprint"}),
    "RGB colour": (draw(f"1 0 0 rg {SPOT}"), {"not-cmyk"}),
    "RGB picture": (draw(PICTURE, XObject={"I": picture(Name.DeviceRGB, (300, 300), b"\0\0\0")}), {"not-cmyk"}),
    "RGB in an inline image": (
        draw(f"{SMALL} BI /W 2 /H 2 /BPC 8 /CS /RGB /F /AHx ID ff0000ff0000ff0000ff0000> EI"), {"not-cmyk"},
    ),
    "numbered RGB in an inline image": (
        draw(f"{SMALL} BI /W 2 /H 2 /BPC 8 /CS [/I /RGB 1 <ff000000ff00>] /F /AHx ID 00010001> EI"), {"not-cmyk"},
    ),
    "RGB by name in an inline image": (
        draw(f"{SMALL} BI /W 2 /H 2 /BPC 8 /CS /N /F /AHx ID 00010001> EI", ColorSpace={"N": RGB_INDEX}), {"not-cmyk"},
    ),
    "numbered RGB": (draw(PICTURE, XObject={"I": picture(RGB_INDEX, (300, 300), b"\1")}), {"not-cmyk"}),
    "RGB by a profile": (draw(f"/P cs 1 0 0 sc {SPOT}", ColorSpace={"P": profiled(3)}), {"not-cmyk"}),
    "calibrated RGB": (draw(f"/P cs 1 0 0 sc {SPOT}", ColorSpace={"P": CALIBRATED}), {"not-cmyk"}),
    "RGB in a drawing in a drawing": (
        draw("/A Do", XObject={"A": form("/B Do", XObject={"B": form(f"1 0 0 rg {SPOT}")})}), {"not-cmyk"},
    ),
    "RGB gradient": (draw("/S sh", Shading=shading("DeviceRGB", [0, 0, 0], [1, 1, 1])), {"not-cmyk"}),
    "blended in RGB": (page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)), {"not-cmyk"}),
    "spot colour": (draw(f"/P cs 1 sc {SPOT}", ColorSpace={"P": separation("PANTONE 185 C")}), {"spot-colour?"}),
    "colour over 300 %": (draw(f"1 1 1 .5 k {SPOT}"), {"ink-flat"}),
    "picture over 300 %": (
        draw(PICTURE, XObject={"I": picture(Name.DeviceCMYK, (300, 300), b"\xff" * 4)}), {"ink-picture"},
    ),
    "black that overprints a heavy picture": (
        draw(
            f"q {PICTURE} Q /G gs 0 0 0 1 k BT /H 11 Tf 75 100 Td (words) Tj ET",
            XObject={"I": picture(Name.DeviceCMYK, (300, 300), b"\xb0" * 4)}, ExtGState=state(OP=True, OPM=1),
            Font={"H": font},
        ),
        {"ink-flat"},
    ),
    "registration colour": (draw(f"/P cs 1 sc {SPOT}", ColorSpace={"P": separation("All")}), {"ink-flat"}),
    "black text of four inks": (
        draw(f".6 .5 .5 1 k {TEXT}", Font={"H": lambda pdf: font(pdf, "Other")}), {"rich-black-text"},
    ),
    "tiny text": (draw("BT /F 4 Tf 70 300 Td (words) Tj ET"), {"small-text?"}),
    "text at the knife": (draw("BT /F 9 Tf 70 10 Td (words) Tj ET"), {"text-near-edge"}),
    "font not embedded": (draw(TEXT, Font={"H": helvetica}), {"font-not-embedded"}),
    "font in a drawing": (draw("/A Do", XObject={"A": form(TEXT, Font={"H": helvetica})}), {"font-not-embedded"}),
    "font of an embedded one's name": (
        draw(TEXT, Font={"H": lambda _: Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Sans)}),
        {"font-not-embedded"},
    ),
    "font that only clips": (draw(f"7 Tr {TEXT}", Font={"H": helvetica}), {"font-not-embedded"}),
    "font of drawings": (draw("BT /H 11 Tf 70 300 Td (w) Tj ET", Font={"H": type3}), {"font-type3?"}),
    "low resolution": (
        draw(PICTURE, XObject={"I": picture(Name.DeviceCMYK, (100, 100), PASTEL)}), {"low-ppi"},
    ),
    "low resolution, turned": (
        draw("60 60 -60 60 150 70 cm /I Do", XObject={"I": picture(Name.DeviceCMYK, (200, 200), PASTEL)}), {"low-ppi"},
    ),
    "middling resolution": (
        draw(PICTURE, XObject={"I": picture(Name.DeviceCMYK, (200, 200), PASTEL)}), {"low-ppi?"},
    ),
    "low resolution of an inline image": (
        draw("60 0 0 60 70 70 cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID 80808080> EI"), {"low-ppi"},
    ),
    "transparency in PDF/X-4": (draw(f"/G gs {SPOT}", ExtGState=state(ca=0.5)), {"transparency-x4?"}),
    "soft edge in PDF/X-4": (
        draw(
            PICTURE,
            XObject={
                "I": picture(
                    Name.DeviceCMYK, (300, 300), PASTEL, SMask=picture(Name.DeviceGray, (300, 300), b"\x80")
                )
            },
        ),
        {"transparency-x4?"},
    ),
    "JavaScript": (root(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))), {"interactive"}),
    "JavaScript at the start": (root(OpenAction=SCRIPT), {"interactive"}),
    "action of a page": (page(AA=Dictionary(O=SCRIPT)), {"interactive"}),
    "attached file": (root(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))), {"interactive"}),
    "annotation": (note(70, 70, 90, 90), {"annotations"}),
    "form field": (field, {"annotations", "interactive"}),
    "hidden layer": (layers(hidden=True), {"layers"}),
    "layers": (layers(hidden=False), {"layers?"}),
    "no output intent": (root(OutputIntents=None), {"output-intent"}),
    "nothing said of PDF/X": (root(Metadata=None), {"pdfx-marker"}),
}  # fmt: skip
"""What is planted, and what is found of it: errors, and with a question mark warnings."""


def found(content: bytes) -> set[str]:
    """What preflight finds in a file that nobody here ordered."""
    items = preflight(content, PrintJob())
    assert all(explain(f"print-{item.code}", item.shown(), language) for item in items for language in ("en", "cs"))
    return {item.code if item.level == "error" else f"{item.code}?" for item in items}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_and_nothing_besides(name: str) -> None:
    change, expected = FAULTS[name]
    assert found(made(change)) == expected


def test_pages_that_no_fold_takes_are_counted() -> None:
    """Seven pages; one, two and eight are a leaf and two folded sheets."""
    assert [found(made(lambda _: None, pages)) for pages in (7, 1, 2, 8)] == [{"page-multiple?"}, set(), set(), set()]


def test_a_page_two_millimetres_wider_than_the_others_is_found() -> None:
    (item,) = preflight(made(wider, 4), PrintJob())
    assert (item.code, item.level, item.page) == ("page-differs", "error", 4)
    assert item.shown()["expected"] == "105 × 148"


@pytest.mark.parametrize("version", ["PDF/X-1a:2003", "PDF/X-3:2003"])
def test_transparency_is_forbidden_where_the_file_says_so(version: str) -> None:
    assert found(made(draw(f"/G gs {SPOT}", ExtGState=state(ca=0.5)), version=version)) == {"transparency"}
    assert found(made(layers(hidden=False), version=version)) == {"layers"}


@pytest.mark.parametrize("language", ["en", "cs"])
def test_nobody_is_told_to_flatten_pdf_x_4(language: str) -> None:
    """PDF/X-4 is for transparency that the printing house's own program flattens."""
    ((_, repair),) = [pair for name, pair in messages(language).by_code.items() if name == "print-transparency-x4"]
    assert not {"flatten it", "slučte"} & {repair.lower()[: len(words)] for words in ("flatten it", "slučte")}


SOUND: dict[str, Change] = {
    "as it is": lambda _: None,
    "boxes said by other corners": reversed_boxes,
    "what all pages share said once": inherited,
    "no bleed box, which is then the paper": page(BleedBox=None),
    "an art box for the trim box": all_of(page(TrimBox=None), boxes(ArtBox=TRIM)),
    "black that overprints": draw(
        f"/G gs 0 0 0 1 k {SPOT} 0 g {TEXT}", ExtGState=state(OP=True, OPM=1), Font={"H": font},
    ),
    "black by its name that overprints": draw(
        f"/G gs /P cs 1 sc {SPOT}", ExtGState=state(OP=True), ColorSpace={"P": separation("Black")},
    ),
    "inks by a profile": draw(f"/P cs 0 .4 .4 0 sc {SPOT}", ColorSpace={"P": profiled(4)}),
    "a picture by a profile": draw(PICTURE, XObject={"I": picture(profiled(4), (300, 300), PASTEL)}),
    "a gradient of inks": draw("/S sh", Shading=shading("DeviceCMYK", [0, 0, 0, 0], [0.3, 0, 0, 0])),
    "one pixel stretched to a ground": draw(PICTURE, XObject={"I": picture(Name.DeviceGray, (1, 1), b"\x80")}),
    "black that overprints a panel on a heavy picture": draw(
        f"q {PICTURE} Q 0 .2 .6 0 k 70 70 60 60 re f /G gs 0 0 0 1 k BT /H 11 Tf 75 100 Td (words) Tj ET",
        XObject={"I": picture(Name.DeviceCMYK, (300, 300), b"\xb0" * 4)}, ExtGState=state(OP=True, OPM=1),
        Font={"H": font},
    ),
    "a font that nothing is set in": draw("", Font={"H": helvetica}),
    "letters that are not seen": draw(f"3 Tr {TEXT}", Font={"H": helvetica}),
    "a link beside the page": note(-50, 10, -20, 40),
    "opened at a page": lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[0].obj, Name.Fit])),
    "a form without fields": root(AcroForm=Dictionary(Fields=Array([]))),
    "a group in inks": page(Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
    "a code of 20 mm at level M": draw(code(side=15)),
    "a code that lies on its side": draw(code(at="0 1 -1 0 220 150")),
    "a code on the paper": draw(code(white="0 0 0 0 k", quiet=0)),
    "a code in a picture of the page": code_picture(0, 0, 0, 255),
    "a code under a frame": draw(".3 .3 0 0 K 2 w 70 110 160 200 re S " + code(side=20)),
    "a circle that runs over the edge": draw(
        "0 .4 0 0 k 33.5 200 m 33.5 213.8 22.3 225 8.5 225 c -5.3 225 -16.5 213.8 -16.5 200 c "
        "-16.5 186.2 -5.3 175 8.5 175 c 22.3 175 33.5 186.2 33.5 200 c f"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_what_the_standards_allow_is_no_fault(name: str) -> None:
    assert found(made(SOUND[name])) == set()


def checked(capsys: pytest.CaptureFixture[str], folder: Path, *files: Path) -> tuple[int, dict[str, set[str]]]:
    """Run `print check`; returns the exit code and what was found in each file."""
    code = main(["print", "check", *map(str, files), "--project", str(folder), "--format", "json", "--messages", "en"])
    told: dict[str, set[str]] = {}
    for one in json.loads(capsys.readouterr().out)["problems"]:
        told.setdefault(Path(one["file"]).stem, set()).add(one["code"].removeprefix("print-"))
    return code, told


def test_sound_files_of_other_programs_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """ReportLab, Ghostscript, Cairo, LibreOffice and img2pdf; plates included."""
    files = sorted((FOLDER / "sound").glob("*.pdf"))
    assert len(files) == 11
    assert checked(capsys, tmp_path, *files) == (0, {})


def test_what_such_programs_lack_by_themselves_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that makes a file of theirs unfit for a press, and nothing besides."""
    undeclared = {"output-intent", "pdfx-marker", "trapped"}
    assert checked(capsys, tmp_path, *sorted((FOLDER / "plain").glob("*.pdf"))) == (
        1,
        {
            "cairo": {*undeclared, "dates", "file-id", "no-trim-box", "not-cmyk"},
            "ghostscript": {*undeclared, "font-not-embedded", "no-trim-box"},
            "img2pdf": {*undeclared, "dates"},
            "libreoffice": {*undeclared, "dates", "no-trim-box", "not-cmyk"},
            "reportlab": undeclared - {"trapped"},
        },
    )


def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Locked, cut off, damaged, without pages, or no PDF: each in a word, plates or not."""
    sound = made(lambda _: None)
    with new() as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(user="secret", owner="owner"))
    with new() as pdf:
        guarded = saved(pdf, encryption=pikepdf.Encryption(user="", owner="owner"))
    files = {
        "cut": sound[: len(sound) // 2],
        "damaged": sound.replace(b"startxref\n", b"startxref\n9"),
        "empty": b"",
        "guarded": guarded,
        "locked": locked,
        "pageless": made(lambda pdf: pdf.pages.__delitem__(slice(None))),
        "words": b"hello",
    }
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    assert checked(capsys, tmp_path, *(tmp_path / f"{name}.pdf" for name in files)) == (
        1,
        {
            "cut": {"unreadable"},
            "damaged": {"syntax"},
            "empty": {"unreadable"},
            "guarded": {"encrypted"},
            "locked": {"encrypted"},
            "pageless": {"no-pages"},
            "words": {"unreadable"},
        },
    )


def test_a_huge_page_takes_no_plates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Seven metres a side would take the memory of the machine."""
    (tmp_path / "huge.pdf").write_bytes(made(FAULTS["huge page"][0]))
    assert checked(capsys, tmp_path, tmp_path / "huge.pdf") == (1, {"huge": {"page-huge"}})


def test_marks_of_all_inks_beside_the_page_are_no_ink_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = boxes(MediaBox=[-40, -40, MEDIA[2] + 40, MEDIA[3] + 40])
    bar = draw("/P cs 1 sc -35 0 30 300 re f", ColorSpace={"P": separation("All")})
    (tmp_path / "bar.pdf").write_bytes(made(all_of(paper, bar)))
    assert checked(capsys, tmp_path, tmp_path / "bar.pdf") == (0, {"bar": {"box-origin"}})


def test_inks_that_meet_are_measured_on_plates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By transparency, or because the upper one overprints."""
    area = "60 60 200 300 re f"
    states = {"mixed": state(BM=Name.Multiply), "over": state(op=True, OPM=1)}
    for name, how in states.items():
        change = draw(f"1 1 0 0 k {area} /G gs 0 0 1 .9 k {area}", ExtGState=how)
        (tmp_path / f"{name}.pdf").write_bytes(made(change))
    assert checked(capsys, tmp_path, *(tmp_path / f"{name}.pdf" for name in states)) == (
        1,
        {"mixed": {"transparency-x4", "ink-total"}, "over": {"overprint", "ink-flat", "ink-total"}},
    )
