"""The recipes of print: each turns plain inputs and files into the bytes of one output (docs/print.md lists them).

Where an output is made from another (the marks, the sheets and the package from the press file), `inputs` names the
other's path in `sources`.
"""

from __future__ import annotations

import datetime as dt
from functools import wraps
from typing import TYPE_CHECKING, Any

from sitegen.making import qr
from sitegen.making.print import findings
from sitegen.making.print.finish import Intent, declare_plain, to_x1a
from sitegen.making.print.impose import booklet, folded_sheet
from sitegen.making.print.jobticket import lay_out_ticket
from sitegen.making.print.jobticket import ticket_yaml as yaml_text
from sitegen.making.print.labels import lay_out_labels
from sitegen.making.print.labels_access import braille_text, lay_out_large
from sitegen.making.print.marks import with_marks
from sitegen.making.print.package import package as packed
from sitegen.making.print.preflight import results
from sitegen.making.print.preflight.run import preflight
from sitegen.making.print.press import press, press_pdf, written
from sitegen.making.print.reading import reading_copy
from sitegen.making.print.wording import worded
from sitegen.making.print.zine import lay_out_zine
from sitegen.model.print_job import PrintJob
from sitegen.model.print_orders import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Inputs = Mapping[str, Any]
    Sources = Mapping[str, Path]
    Make = Callable[[Inputs, Sources], bytes]

SHEETS_MM = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
CODE_MM = 30.0


def _recipe(make: Make) -> Make:
    """Fill in the words."""

    @wraps(make)
    def made(inputs: Inputs, sources: Sources) -> bytes:
        try:
            return make(worded(inputs, sources), sources)
        except qr.TooLongError as error:
            raise findings.PrintError([findings.finding("address-too-long", place=error.text)]) from error

    return made


def identity_of(inputs: Inputs) -> Identity:
    """Return what the file says of itself, from `inputs["identity"]`: job, title, author, language, date."""
    return Identity(**inputs["identity"] | {"date": dt.date.fromisoformat(inputs["identity"]["date"][:10])})


def intent_of(sources: Sources) -> Intent:
    """Return the printing condition of the job's output profile."""
    return Intent(sources["profile.icc"].read_bytes())


@_recipe
def zine_press(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `zine-press`: the printer's PDF, PDF/X-4 declared, 3 mm bleed, no marks."""
    return press(lay_out_zine(inputs, sources, press=True), identity_of(inputs), intent_of(sources))


@_recipe
def zine_read(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `zine-read`: the tagged reading copy at trim size, small sRGB pictures."""
    return reading_copy(lay_out_zine(inputs, sources, press=False), identity_of(inputs))


@_recipe
def marks(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `print-marks`: a press file (`press`: its path) with crop marks."""
    return with_marks(sources[inputs["press"]].read_bytes(), identity_of(inputs))


@_recipe
def x1a(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `print-x1a`: a press file (`press`: its path) as PDF/X-1a:2003."""
    return to_x1a(sources[inputs["press"]].read_bytes(), identity_of(inputs))


@_recipe
def sheet(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `print-sheet`: a press file (`press`) on one sheet, `size` a4 or a3, folded and cut once."""
    return folded_sheet(sources[inputs["press"]].read_bytes(), identity_of(inputs), SHEETS_MM[inputs["size"]])


@_recipe
def stapled(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `print-booklet`: a press file (`press`) two pages a side, for stapling in the fold."""
    return booklet(sources[inputs["press"]].read_bytes(), identity_of(inputs))


@_recipe
def html_press(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `html-press`: `html` and `css` of any size (`width_mm`, `height_mm`) as a press file.

    Sources named `file/NAME` are what the HTML may ask for as `print:file/NAME`.
    """
    kinds = ("file/", "font/")
    files = {name: path.read_bytes() for name, path in sorted(sources.items()) if name.startswith(kinds)}
    return press_pdf(
        inputs["html"],
        inputs["css"],
        width_mm=inputs["width_mm"],
        height_mm=inputs["height_mm"],
        files=files,
        identity=identity_of(inputs),
        intent=intent_of(sources),
    )


@_recipe
def labels(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `labels`: wall labels of a size (`a5`, `a6`) on A4 sheets with cutting marks, inks only."""
    return declare_plain(written(lay_out_labels(inputs, sources)), identity_of(inputs), intent_of(sources))


@_recipe
def labels_large(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `labels-large`: the labels in large type, tagged, one photograph a page of A4."""
    return reading_copy(lay_out_large(inputs, sources), identity_of(inputs))


@_recipe
def labels_text(inputs: Inputs, _sources: Sources) -> bytes:
    """Recipe `labels-text`: the labels of one language as plain text of 40 columns, ready for an embosser."""
    return braille_text(inputs).encode()


@_recipe
def code(inputs: Inputs, _sources: Sources) -> bytes:
    """Recipe `qr-print`: the loose code of `address` as `format` svg, pdf, eps or png (1200 dpi, 1 bit), in black."""
    modules = qr.print_matrix(inputs["address"])
    size = inputs.get("size_mm", CODE_MM)
    writers: dict[str, Callable[[], bytes]] = {
        "svg": lambda: qr.svg(modules, size).encode(),
        "pdf": lambda: qr.pdf(modules, size),
        "eps": lambda: qr.eps(modules, size),
        "png": lambda: qr.png(modules, size),
    }
    return writers[inputs["format"]]()


@_recipe
def ticket_pdf(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `jobticket-pdf`: the job ticket as a page."""
    return reading_copy(lay_out_ticket(inputs, sources), identity_of(inputs))


@_recipe
def ticket_yaml(inputs: Inputs, _sources: Sources) -> bytes:
    """Recipe `jobticket-yaml`: the job ticket as YAML."""
    return yaml_text(inputs).encode()


@_recipe
def preflight_report(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `preflight`: check `files` (path, name, job) and return the findings as JSON; never fails by itself."""
    found = {file["name"]: preflight(sources[file["path"]], PrintJob.of(file["job"])) for file in inputs["files"]}
    return results.as_json(found)


@_recipe
def preflight_text(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `preflight-text`: a preflight (`report`: its path) in words, for people."""
    return results.in_words(results.of_json(sources[inputs["report"]].read_bytes()), inputs["title"]).encode()


@_recipe
def package(inputs: Inputs, sources: Sources) -> bytes:
    """Recipe `print-package`: a ZIP of `files` (name in the ZIP: path) and the notices, in a folder of its own."""
    files = {name: sources[path].read_bytes() for name, path in inputs["files"].items()}
    files["LICENSE-ICC.txt"] = sources["profile.txt"].read_bytes()
    licences = [path for name, path in sorted(sources.items()) if name.endswith("-LICENSE.txt")]
    files["FONTS.txt"] = b"\n".join(path.read_bytes() for path in licences)
    return packed(files, inputs["folder"])


RECIPES: dict[str, Make] = {
    "zine-press": zine_press,
    "zine-read": zine_read,
    "print-marks": marks,
    "print-x1a": x1a,
    "print-sheet": sheet,
    "print-booklet": stapled,
    "html-press": html_press,
    "labels": labels,
    "labels-large": labels_large,
    "labels-text": labels_text,
    "qr-print": code,
    "jobticket-pdf": ticket_pdf,
    "jobticket-yaml": ticket_yaml,
    "preflight": preflight_report,
    "preflight-text": preflight_text,
    "print-package": package,
}
"""Every recipe by its name; the spine's own table points here."""
