"""Photographs for newspapers that say themselves what they are, as archives of pictures read it; alone and as a ZIP."""

from __future__ import annotations

from functools import partial

from sitegen.making.input_files import InputFiles
from sitegen.making.picture_metadata import Said, with_metadata
from sitegen.making.print.localization import Localization
from sitegen.making.print.package import zipped
from sitegen.model.press_orders import PressArchive, PressCaption, PressPhotograph
from sitegen.model.print_words import Phrase


def press_photograph(order: PressPhotograph, files: InputFiles) -> bytes:
    """Make a photograph with what is said of it inside."""
    (caption,) = order.content.captions
    return _Captioned(Localization(order.content.languages, files)).photograph(files.read(order.file), caption)


def press_archive(order: PressArchive, files: InputFiles) -> bytes:
    """Make the ZIP of a press kit."""
    captioned = _Captioned(Localization(order.content.languages, files))
    packed = {
        f"photographs/{caption.file}": captioned.photograph(files.read(file), caption)
        for file, caption in zip(order.photographs, order.content.captions, strict=True)
    }
    return zipped(packed | {one.name: files.read(one.file) for one in order.files}, order.folder)


class _Captioned:
    """Writes captions into photographs, in one language."""

    def __init__(self, words: Localization) -> None:
        self._words = words
        (self._code,) = words.codes

    def photograph(self, content: bytes, caption: PressCaption) -> bytes:
        return with_metadata(content, self._said(caption))

    def _say(self, key: str, **values: str) -> str:
        return self._words.text(Phrase.of(key, **values))[self._code].replace("\u00a0", " ")

    def _said(self, caption: PressCaption) -> Said:
        """A caption as what the file says; a sample says so, in each part that may be read alone."""
        mark = partial(self._say, "press_sample") if caption.sample else _as_it_is
        told = [
            self._say("press_sensitive", text=caption.note) if caption.note else "",
            self._say("press_samples") if caption.sample else "",
            self._say("press_look"),
        ]
        return Said(
            language=self._code,
            title=mark(text=caption.title),
            description=mark(text=caption.caption),
            alt=caption.alt,
            creator=caption.author,
            credit=mark(text=caption.credit),
            rights=mark(text=caption.rights),
            terms=" ".join(
                filter(None, (self._say("press_terms" if caption.licence else "press_only"), caption.licence))
            ),
            statement=caption.statement,
            source=caption.source,
            instructions=" ".join(filter(None, told)),
            place=caption.place,
            day=caption.day,
            drawn=caption.sample,
        )


def _as_it_is(text: str) -> str:
    return text
