"""Findings in words: what was found, where, and what to do about it.

The sentences are message ids: a project may translate them in its catalogues.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Words(NamedTuple):
    """What a code means and how to repair it; both are filled with the finding's parameters."""

    fault: str
    remedy: str


WORDS = {
    "address-too-long": Words("The address has more than 58 bytes.", "Use a shorter short host or id."),
    "annotations": Words("{count} annotations on the page.", "Remove links and comments from the press file."),
    "box-origin": Words("The page does not start at 0, 0.", "Export with the media box at the origin."),
    "dates": Words("Creation or modification date is missing.", "Export as PDF/X."),
    "encrypted": Words("The file is encrypted.", "Export without a password."),
    "figure-without-text": Words("A picture has no alternative text.", "Write its alt text."),
    "file-id": Words("The file has no ID.", "Export as PDF/X."),
    "font-fallback": Words("Another font stepped in for a missing glyph.", "Replace the character."),
    "font-not-embedded": Words("The font is not embedded.", "Embed all fonts."),
    "font-opentype": Words("PDF/X-1a cannot hold OpenType fonts.", "Use the TrueType file of the font."),
    "font-type3": Words("The font is of Type 3.", "Use an outline font."),
    "gradient": Words("A gradient.", "Use flat colours; presses show steps, and not every RIP agrees on it."),
    "ink-flat": Words("A colour of {ink} % ink; {limit} % is the limit.", "Take a lighter mix."),
    "ink-picture": Words("A picture reaches {ink} % ink; {limit} % is the limit.", "Convert it to the output profile."),
    "ink-total": Words(
        "All inks together reach {ink} %; {limit} % is the limit.", "Do not print colours over pictures."
    ),
    "interactive": Words("The file has interactive parts.", "Remove forms, scripts and layers."),
    "layout": Words("The layout engine complained.", "Correct the template or style sheet."),
    "low-ppi": Words("The picture has {ppi} pixels an inch.", "Use a larger file, or print it smaller."),
    "no-bleed": Words("{bleed} mm of bleed; {expected} mm are needed.", "Let grounds and pictures run over the edge."),
    "no-language": Words("The file does not say its language.", "Set the document's language."),
    "no-title": Words("The file has no title.", "Set the document's title."),
    "no-trim-box": Words("The page does not say where it is trimmed.", "Export with a trim box."),
    "not-cmyk": Words("A {what} in {space}.", "Convert it to CMYK of the output profile."),
    "not-tagged": Words("The file is not tagged.", "Export as PDF/UA."),
    "output-intent": Words("The output intent is missing.", "Export as PDF/X with the printer's profile."),
    "output-intent-inks": Words("The output profile has {inks} inks.", "Choose a CMYK profile."),
    "overfull": Words("{over} mm too much text.", "Shorten the text."),
    "overprint": Words("Overprinting is set.", "Leave overprint to the printing house."),
    "page-count": Words("{count} pages; {expected} were ordered.", "Add or remove pages."),
    "page-multiple": Words("{count} pages cannot be stapled.", "The number must divide by {multiple}."),
    "page-rotated": Words("The page is turned by an attribute.", "Export it upright."),
    "pdf-version": Words("PDF {version}; {expected} is needed.", "Export as PDF/X-1a:2003."),
    "pdfx-marker": Words("Declared: {declared}; expected: {expected}.", "Export as PDF/X."),
    "photo-count": Words("{count} photographs; the zine has room for {expected}.", "Choose {expected}."),
    "qr-contrast": Words("The code is too pale or its ground too dark.", "Print it black on white."),
    "qr-inks": Words("The code is drawn in more than black ink.", "Use 0/0/0/100."),
    "qr-inverted": Words("The code is light on dark.", "Print it dark on light."),
    "qr-level": Words("Error correction {level_found}.", "Use level H."),
    "qr-missing": Words("No readable code leads to this address.", "Put the code back, large and flat."),
    "qr-no-box": Words("The code does not stand on a white box.", "Draw the white box under it."),
    "qr-quiet": Words("Less than {modules} white modules around the code.", "Leave the white border free."),
    "qr-small": Words("{module} mm a module, {side} mm a side.", "At least 0.5 mm a module and {least} mm a side."),
    "qr-wrong": Words("The code leads elsewhere.", "It must lead to {expected}."),
    "rich-black-text": Words("Black text is mixed of several inks.", "Use 0/0/0/100."),
    "separations": Words("{tool} is not installed, so plates were not measured.", "Install {tool} and run again."),
    "separations-failed": Words("Ghostscript could not make the plates.", "Look at its message."),
    "small-text": Words("Text of {size} points.", "Six points are legible in print."),
    "spot-colour": Words("A spot colour: {space}.", "Ask the printing house, or convert it."),
    "syntax": Words("The file is damaged.", "Export it again."),
    "text-in-gutter": Words("Text {distance} mm from the fold; {least} mm are needed.", "Widen the inner margin."),
    "text-near-edge": Words("Text {distance} mm from the edge; {least} mm are needed.", "Move it inwards."),
    "transparency": Words("Transparency.", "Flatten it."),
    "trapped": Words("The file does not say whether it is trapped.", "Export as PDF/X."),
    "trim-size": Words("{width} × {height} mm; {expected} mm were ordered.", "Set the page size."),
    "unreadable": Words("The file cannot be opened.", "Send a PDF."),
}
"""Every finding there is."""

_COUNTED = {"error": "errors", "warning": "warnings", "not-run": "checks not run"}
_MARKS = {"error": "ERROR", "warning": "warning", "not-run": "NOT RUN"}


def in_words(found: Mapping[str, Sequence[Mapping[str, Any]]], title: str) -> str:
    """Return a report as text: each file, each finding with page, place and remedy; never the word “certified”."""
    levels = [item["level"] for items in found.values() for item in items]
    count = ", ".join(f"{levels.count(level)} {name}" for level, name in _COUNTED.items())
    lines = [f"Preflight: {title}", f"{len(found)} files: {count}", ""]
    for name, items in sorted(found.items()):
        lines += [name, *(f"  {line}" for line in _lines(items)), ""]
    return "\n".join(lines)


def _lines(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        words = WORDS[item["code"]]
        where = f"page {item['page']}" if item["page"] else "file"
        place = f", {item['place']}" if item["place"] else ""
        said = f"{words.fault} {words.remedy}".format_map(item["params"])
        yield f"{_MARKS[item['level']]} [{item['code']}] {where}{place}: {said}"
    if not any(item["level"] == "error" for item in items):
        yield "declared as its name says, checks passed" + (" (see the lines above)" if items else "")
