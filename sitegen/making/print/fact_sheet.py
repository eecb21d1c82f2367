"""The fact sheet of a press kit: what a journalist must know of the project, in one language."""

from __future__ import annotations

from typing import Any

from sitegen.making.input_files import InputFiles
from sitegen.making.print.layout import Typesetter
from sitegen.making.print.localization import BETWEEN, Localization
from sitegen.making.print.palette import theme_css
from sitegen.making.print.reading_copy import reading_copy
from sitegen.making.print.templating import fill
from sitegen.model.press_orders import FactSheet, SheetContent, SheetPicture
from sitegen.model.print_words import Phrase, PrintText

_PICTURE, _CODE = "picture.jpg", "code.svg"

_HEIGHTS = (64, 58, 52, 48, 44)
"""How high the picture may be, in millimetres, the best first; a sheet of two pages has the best again."""


class _Sheet:
    """What the template is told."""

    def __init__(self, content: SheetContent, files: InputFiles) -> None:
        self._words = Localization(content.languages, files)
        self._content = content

    def _say(self, text: PrintText) -> str:
        (said,) = self._words.text(text).values()
        return said

    def values(self) -> dict[str, Any]:
        """All of it."""
        content, say = self._content, self._say
        contact = content.contact
        lines = (contact.name, say(contact.publisher), contact.address, contact.email, contact.phone, contact.url)
        headings = ("facts", "stops", "authors", "contact", "site")
        return {f"{name}_heading": say(Phrase(f"sheet_{name}")) for name in headings} | {
            "code": self._words.codes[0],
            "heading": say(Phrase("sheet")),
            "publisher": say(contact.publisher),
            "about": say(Phrase("sheet_about")),
            "title": say(content.title),
            "tagline": say(content.tagline),
            "description": say(content.description),
            "facts": [{"value": fact.value, "label": say(fact.label), "about": fact.about} for fact in content.facts],
            "story": [{"title": say(part.title), "text": say(part.text)} for part in content.story],
            "stops": [{"when": say(stop.when), "place": say(stop.place)} for stop in content.stops],
            "authors": [author.name for author in content.authors],
            "picture": self._picture(content.picture) if content.picture else None,
            "contact": [line for line in lines if line],
            "notices": content.notices,
            "site": content.site,
        }

    def _picture(self, picture: SheetPicture) -> dict[str, Any]:
        said = picture.caption
        title = self._say(Phrase.of("press_sample", text=said.title)) if said.sample else said.title
        x, y = picture.focus
        return {
            "name": _PICTURE,
            "alt": said.alt,
            "caption": BETWEEN.join((title, said.credit)),
            "x": round(100 * x),
            "y": round(100 * y),
        }


def fact_sheet(order: FactSheet, files: InputFiles) -> bytes:
    """Make the sheet: A4, tagged, in its language, in the fonts of print; the picture gives way so that it is one page.

    Raises:
        PrintError: as `Typesetter`.
    """
    content, name = order.content, "print/fact-sheet.html"
    values = _Sheet(content, files).values() | {"document_title": order.identity.title}
    given = files.below("font") | {_CODE: files.read(content.code)}
    if content.picture:
        given[_PICTURE] = files.read(content.picture.file)
    css = theme_css("saffron", press=False) + files.text("print/fact-sheet.css")
    typesetter = Typesetter(css, given)

    def laid_out(height: int) -> Any:
        return typesetter.lay_out(fill(files.text(name), values | {"height": height}, name), given)

    tried = (laid_out(height) for height in _HEIGHTS)
    short = next((document for document in tried if len(document.pages) == 1), None)
    return reading_copy(short or laid_out(_HEIGHTS[0]), order.identity)
