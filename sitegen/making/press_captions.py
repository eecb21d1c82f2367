"""The captions of a press kit as a table."""

from __future__ import annotations

from dataclasses import fields

from sitegen.making.csv_files import csv_file
from sitegen.making.input_files import InputFiles
from sitegen.making.print.localization import Localization
from sitegen.model.press_orders import CaptionTable, PressCaption
from sitegen.model.print_words import Phrase

_COLUMNS = ("file", "title", "caption", "note", "author", "credit", "licence", "alt", "place", "taken")


def caption_csv(order: CaptionTable, files: InputFiles) -> bytes:
    """Make a line for each photograph, under headings in the language of the table."""
    words = Localization(order.content.languages, files)
    (code,) = words.codes

    def say(key: str, **values: str) -> str:
        return words.text(Phrase.of(key, **values))[code].replace("\u00a0", " ")

    def row(caption: PressCaption) -> list[str]:
        said = {field.name: getattr(caption, field.name) for field in fields(caption)}
        if caption.sample:
            said["caption"] = say("press_sample", text=caption.caption)
            said["credit"] = say("press_sample", text=caption.credit)
        return [said[name] for name in _COLUMNS]

    return csv_file([[say(f"press_{name}") for name in _COLUMNS], *map(row, order.content.captions)])
