"""Turn a laid-out PDF into one for the press: boxes, output intent, identity, and nothing that moves.

PDF/X-4 held to the discipline of PDF/X-1a: device CMYK and black only, no transparency, no annotations.
The same pages become PDF/X-1a:2003 by other declarations and an older file structure.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from sitegen.making.input_files import InputFiles
from sitegen.making.print.overprint import overprint_black
from sitegen.model.print_identity import Identity
from sitegen.model.print_orders import BLEED, PressX1a

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = 72 / 25.4
_NAMESPACE = uuid.UUID("6f2c1d1e-6d0a-5c53-9a53-0d5f3b0e7a11")  # ours, fixed, so that ids depend on content alone
_PRODUCER = "sitegen"

Variant = Literal["x4", "x1a", "plain"]
_MARKERS: dict[Variant, dict[str, str]] = {
    "x4": {"pdfxid:GTS_PDFXVersion": "PDF/X-4"},
    "x1a": {"pdfx:GTS_PDFXVersion": "PDF/X-1a:2003"},
    "plain": {},
}
"""How the metadata names each variant (ISO 15930-7 and ISO 15930-4)."""


@dataclass(frozen=True)
class Intent:
    """The printing condition: the profile's bytes, its registered name and a description."""

    profile: bytes
    name: str = "FOGRA39"
    info: str = "ISO Coated v2 300% (basICColor), offset on coated paper, 300 % ink"


def pdf_date(identity: Identity) -> str:
    """Return the date as PDF writes it, at midnight UTC."""
    return f"D:{identity.date:%Y%m%d}000000Z"


def document_id(identity: Identity, variant: str) -> str:
    """Return the UUID of the job's file: the same for the same job and variant."""
    return str(uuid.uuid5(_NAMESPACE, f"{identity.job}/{variant}"))


def instance_id(identity: Identity, variant: str) -> str:
    """Return the UUID of this version of it."""
    return str(uuid.uuid5(_NAMESPACE, f"{identity.job}/{variant}/{identity.version}"))


def x1a(order: PressX1a, files: InputFiles) -> bytes:
    """Make the PDF/X-1a:2003 file of a press file."""
    with pikepdf.open(io.BytesIO(files.read(order.source))) as pdf:
        return declare(pdf, order.identity, "x1a")


def finish_press(layout: bytes, identity: Identity, intent: Intent) -> bytes:
    """Return the press file (PDF/X-4 declared) of a layout that WeasyPrint made with 3 mm bleed."""
    with pikepdf.open(io.BytesIO(layout)) as pdf:
        for page in pdf.pages:
            _set_boxes(pdf, page)
        _strip(pdf)
        overprint_black(pdf)
        _add_intent(pdf, intent)
        return declare(pdf, identity, "x4")


def declare_plain(layout: bytes, identity: Identity, intent: Intent) -> bytes:
    """Return a layout without bleed, for office printers and guillotines: inks and identity as in a press file."""
    with pikepdf.open(io.BytesIO(layout)) as pdf:
        _strip(pdf)
        _add_intent(pdf, intent)
        return declare(pdf, identity, "plain")


def declare(pdf: pikepdf.Pdf, identity: Identity, variant: Variant) -> bytes:
    """Write document information, XMP and ids for a variant, and return the saved bytes."""
    info = {
        "Title": identity.title,
        "Author": identity.author,
        "Creator": _PRODUCER,
        "Producer": _PRODUCER,
        "CreationDate": pdf_date(identity),
        "ModDate": pdf_date(identity),
    }
    if variant == "x1a":
        info |= {"GTS_PDFXVersion": "PDF/X-1a:2003"}
    pdf.trailer.Info = pdf.make_indirect(Dictionary({f"/{k}": String(v) for k, v in info.items()}))
    if variant != "plain":
        pdf.trailer.Info.Trapped = Name("/False")
    _describe(pdf, identity, variant)
    ids = document_id(identity, variant), instance_id(identity, variant)
    return save(pdf, ids, "1.4" if variant == "x1a" else "1.6")


def save(pdf: pikepdf.Pdf, ids: tuple[str, str], version: str) -> bytes:
    """Return the file's bytes: the same for the same content, object streams only where the version has them.

    `ids` are the UUIDs of the document, which stays, and of what it is now (ISO 32000-2, 14.4).
    """
    pdf.remove_unreferenced_resources()
    pdf.trailer.ID = Array([String(uuid.UUID(one).bytes) for one in ids])
    old = version == "1.4"
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        force_version=version,
        object_stream_mode=pikepdf.ObjectStreamMode.disable if old else pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
    )
    return buffer.getvalue()


def _set_boxes(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Move the page to the origin; the media is exactly the trimmed page and 3 mm around, clipped there."""
    left, bottom, right, top = (float(value) for value in page.TrimBox)
    bleed = BLEED * POINTS
    width, height = right - left, top - bottom
    media = [0, 0, round(width + 2 * bleed, 3), round(height + 2 * bleed, 3)]
    trim = [round(bleed, 3), round(bleed, 3), round(width + bleed, 3), round(height + bleed, 3)]
    head = f"q 0 0 {media[2]} {media[3]} re W n 1 0 0 1 {bleed - left:.4f} {bleed - bottom:.4f} cm\n"
    page.contents_add(pdf.make_stream(head.encode()), prepend=True)
    page.contents_add(pdf.make_stream(b"\nQ"))
    page.contents_coalesce()
    page.obj.MediaBox = page.obj.BleedBox = Array(media)
    page.obj.TrimBox = Array(trim)
    for box in ("/CropBox", "/ArtBox"):
        if box in page.obj:
            del page.obj[box]


def _strip(pdf: pikepdf.Pdf) -> None:
    """Remove what a press must not meet: annotations, outlines, actions, names."""
    for page in pdf.pages:
        for key in ("/Annots", "/Tabs", "/StructParents", "/Group"):
            if key in page.obj:
                del page.obj[key]
    for key in ("/Outlines", "/Names", "/OpenAction", "/StructTreeRoot", "/MarkInfo", "/ViewerPreferences", "/Lang"):
        if key in pdf.Root:
            del pdf.Root[key]
    for thing in pdf.objects:
        if isinstance(thing, Dictionary):
            _strip_resources(thing)
    if not _seen_through(pdf):
        _strip_groups(pdf)


def _seen_through(pdf: pikepdf.Pdf) -> bool:
    """Whether anything that a page shows is transparent, blended or masked; what no page uses is not asked."""
    keys = ("/ca", "/CA", "/SMask", "/BM")
    return any(key in thing for page in pdf.pages for thing in _shown(page.obj, set()) for key in keys)


def _shown(holder: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The graphics states and drawn objects of a page or form, and of all forms and patterns in it."""
    resources = holder.get("/Resources", {})
    yield from resources.get("/ExtGState", {}).values()
    for kind in ("/XObject", "/Pattern"):
        for thing in resources.get(kind, {}).values():
            if thing.objgen not in seen:
                seen.add(thing.objgen)
                yield thing
                yield from _shown(thing, seen)


def _strip_groups(pdf: pikepdf.Pdf) -> None:
    """Drop the groups of opaque drawings: WeasyPrint declares them in RGB, to which a press would convert the inks."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Form and "/Group" in thing:
            del thing["/Group"]


def _strip_resources(resources: Any) -> None:
    """Drop what WeasyPrint declares without need: Lab spaces, and an opacity of 1 where nothing is seen through."""
    for name in [n for n in resources.get("/ColorSpace", {}) if n.startswith("/lab-")]:
        del resources.ColorSpace[name]
    for state in dict(resources.get("/ExtGState", {})).values():
        for key in [k for k in ("/ca", "/CA") if k in state and float(state[k]) == 1]:
            del state[key]


def foreign_fonts(pdf: pikepdf.Pdf, families: frozenset[str]) -> Iterator[str]:
    """Yield the names of fonts that are not of these families: another font stepped in for a missing glyph."""
    known = tuple(family.replace(" ", "-") for family in families)
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.Font and "/BaseFont" in thing:
            name = str(thing.BaseFont)[1:].partition("+")[2]
            if not name.startswith(known):
                yield name


def _add_intent(pdf: pikepdf.Pdf, intent: Intent) -> None:
    profile = pdf.make_stream(intent.profile)
    profile.N = 4
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFX,
                    OutputConditionIdentifier=String(intent.name),
                    RegistryName=String("http://www.color.org"),
                    Info=String(intent.info),
                    DestOutputProfile=profile,
                )
            )
        ]
    )


def _describe(pdf: pikepdf.Pdf, identity: Identity, variant: Variant) -> None:
    """Write the metadata packet (XMP, ISO 16684-1); all of it is given, so nothing is stamped with the clock."""
    date = f"{identity.date:%Y-%m-%d}T00:00:00Z"
    said: dict[str, str | list[str]] = {
        "dc:format": "application/pdf",
        "dc:title": identity.title,
        "dc:creator": [identity.author],
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
        "xmp:CreatorTool": _PRODUCER,
        "pdf:Producer": _PRODUCER,
        "xmpMM:DocumentID": f"uuid:{document_id(identity, variant)}",
        "xmpMM:InstanceID": f"uuid:{instance_id(identity, variant)}",
        "xmpMM:VersionID": identity.version or "1",
        "xmpMM:RenditionClass": "default",
    }
    if variant != "plain":
        said["pdf:Trapped"] = "False"
    said |= _MARKERS[variant]
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
        for name, value in said.items():
            metadata[name] = value
