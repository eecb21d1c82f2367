"""Print files as other programs make them: a sound one, and what may go wrong with it, one fault at a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from sitegen.making import qr

from .conftest import RESOURCES

Change = Callable[[pikepdf.Pdf], None]
POINTS = 72 / 25.4
WIDE, HIGH, BLEED = 105 * POINTS, 148 * POINTS, 3 * POINTS
MEDIA = [0.0, 0.0, WIDE + 2 * BLEED, HIGH + 2 * BLEED]
TRIM = [BLEED, BLEED, BLEED + WIDE, BLEED + HIGH]
GROUND = f"0 .2 .6 0 k 0 0 {MEDIA[2]:.2f} {MEDIA[3]:.2f} re f"
ADDRESS = "https://example.org/"
PANEL = "0 0 0 0 k 60 60 200 300 re f"
WORDS = "0 0 0 1 k BT /F 11 Tf 70 320 Td (Every word in black ink alone) Tj ET"


@cache
def standing(name: str) -> bytes:
    """The bytes of a font or of the profile."""
    return (RESOURCES.fonts() | RESOURCES.profile())[name].path.read_bytes()


def font(pdf: pikepdf.Pdf, name: str = "Sans") -> Any:
    """A font that is embedded whole."""
    file = pdf.make_stream(standing(next(n for n in RESOURCES.fonts() if n.endswith("SourceSans3-Regular.ttf"))))
    file.Length1 = len(file.read_bytes())
    about = Dictionary(
        Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=32, FontBBox=Array([-400, -400, 1400, 1100]),
        ItalicAngle=0, Ascent=1000, Descent=-400, CapHeight=660, StemV=80, FontFile2=file,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding,
            FirstChar=32, LastChar=126, Widths=Array([500] * 95), FontDescriptor=pdf.make_indirect(about),
        )
    )  # fmt: skip


def new(pages: int = 1, version: str = "PDF/X-4") -> pikepdf.Pdf:
    """A sound file of A6 pages: a ground that bleeds, a white panel, a line of text; all in CMYK."""
    pdf = pikepdf.new()
    face = font(pdf)
    for _ in range(pages):
        page = Dictionary(Type=Name.Page, MediaBox=Array(MEDIA), BleedBox=Array(MEDIA), TrimBox=Array(TRIM))
        page.Resources = Dictionary(Font=Dictionary(F=face))
        page.Contents = pdf.make_stream(f"{GROUND} {PANEL} {WORDS}".encode())
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    profile = pdf.make_stream(standing("profile.icc"))
    profile.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"), DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    date = String("D:20260901120000Z")
    pdf.trailer.Info = pdf.make_indirect(Dictionary(CreationDate=date, ModDate=date, Trapped=Name("/False")))
    declare(pdf, version)
    return pdf


def declare(pdf: pikepdf.Pdf, version: str) -> None:
    """Say which PDF/X a file is of: PDF/X-4 says it in the metadata, older ones in the information."""
    if version != "PDF/X-4":
        pdf.trailer.Info.GTS_PDFXVersion = String(version)
        return
    said = f'<rdf:Description xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="{version}"/>'
    rdf = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{said}</rdf:RDF>'
    pdf.Root.Metadata = pdf.make_stream(rdf.encode(), Type=Name.Metadata, Subtype=Name.XML)


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    """The bytes of a file."""
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=False, **how)
    return buffer.getvalue()


def made(change: Change, pages: int = 1, version: str = "PDF/X-4") -> bytes:
    """The bytes of a sound file that was changed."""
    with new(pages, version) as pdf:
        change(pdf)
        return saved(pdf)


def draw(content: str, page: int = 1, **resources: Any) -> Change:
    """Draw on a page (from 1), with resources by kind and name."""

    def change(pdf: pikepdf.Pdf) -> None:
        target = pdf.pages[page - 1]
        for kind, things in resources.items():
            own = Dictionary(target.obj.Resources.get(f"/{kind}", {}))
            for name, thing in things.items():
                own[f"/{name}"] = thing(pdf) if callable(thing) else thing
            target.obj.Resources[f"/{kind}"] = own
        target.contents_add(pdf.make_stream(f"q {content} Q".encode()))

    return change


def state(**keys: Any) -> dict[str, Any]:
    """A graphics state under the name G."""
    return {"G": Dictionary(**keys)}


def code(
    *,
    side: float = 30.0,
    black: str = "0 0 0 1 k",
    white: str = "0 0 0 0 k",
    quiet: float = 4,
    at: str = "1 0 0 1 100 150",
) -> str:
    """The painting of a code on its box, `side` millimetres wide without the quiet zone."""
    modules = qr.matrix(ADDRESS)
    unit = side * POINTS / len(modules)
    cells = " ".join(
        f"{r.x * unit:.3f} {(len(modules) - r.y - r.height) * unit:.3f} {r.width * unit:.3f} {r.height * unit:.3f} re"
        for r in qr.rectangles(modules)
    )
    edge = quiet * unit
    whole = side * POINTS + 2 * edge
    return f"{at} cm {white} {-edge:.3f} {-edge:.3f} {whole:.3f} {whole:.3f} re f {black} {cells} f"


def picture(space: Any, size: tuple[int, int], content: bytes, **keys: Any) -> Callable[[pikepdf.Pdf], Any]:
    """A picture of 8 bits a colour; one pixel given stands for all."""

    def make(pdf: pikepdf.Pdf) -> Any:
        count = size[0] * size[1]
        stream = pdf.make_stream(content if len(content) >= count else content * count)
        own = {f"/{name}": value(pdf) if callable(value) else value for name, value in keys.items()}
        stream.stream_dict = Dictionary(
            {
                "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": size[0], "/Height": size[1],
                "/BitsPerComponent": 8, "/ColorSpace": space(pdf) if callable(space) else space, **own,
            }
        )  # fmt: skip
        return stream

    return make


def form(content: str, **resources: Any) -> Callable[[pikepdf.Pdf], Any]:
    """A drawing that pages may show, with resources by kind and name."""

    def make(pdf: pikepdf.Pdf) -> Any:
        stream = pdf.make_stream(content.encode())
        kinds = {
            f"/{kind}": Dictionary({f"/{n}": t(pdf) if callable(t) else t for n, t in things.items()})
            for kind, things in resources.items()
        }
        stream.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array(MEDIA), Resources=Dictionary(kinds)
        )
        return stream

    return make


def profiled(inks: int) -> Callable[[pikepdf.Pdf], Any]:
    """A colour space by a profile of so many inks."""

    def make(pdf: pikepdf.Pdf) -> Any:
        return Array([Name.ICCBased, pdf.make_stream(standing("profile.icc"), N=inks)])

    return make


def separation(ink: str) -> Callable[[pikepdf.Pdf], Any]:
    """The space of one ink by its name."""

    def make(pdf: pikepdf.Pdf) -> Any:
        tint = pdf.make_stream(b"{0 0 0 4 -1 roll}", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 4))
        return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, tint])

    return make


def helvetica(_: pikepdf.Pdf) -> Any:
    """A font that is not in the file."""
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
