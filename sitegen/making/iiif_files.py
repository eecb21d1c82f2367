"""Resources of the IIIF Presentation API 3.0 as files."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sitegen.making.input_files import InputFiles
from sitegen.making.print.localization import Localization
from sitegen.model.collection_orders import IiifResource
from sitegen.model.print_words import Joined, Phrase, Words


def iiif_resource(order: IiifResource, files: InputFiles) -> bytes:
    """Make a resource with its texts as language maps, and the resources that are parts of it."""
    said = _said(order.content.said, Localization(order.content.languages, files))
    if order.parts:
        said["items"] = [json.loads(files.read(part)) for part in order.parts]
    return (json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _said(value: Mapping[str, object], words: Localization) -> dict[str, object]:
    return {name: _plain(one, words) for name, one in value.items()}


def _plain(value: object, words: Localization) -> object:
    if isinstance(value, Words | Phrase | Joined):
        return {code: [_text(said)] for code, said in words.text(value).items() if said}
    if isinstance(value, Mapping):
        return _said(value, words)
    return [_plain(one, words) for one in value] if isinstance(value, list) else value


def _text(said: str) -> str:
    """A text for people, which viewers take for HTML where it is between angle brackets (Presentation 3.0, 4.5)."""
    text = said.replace("\u00a0", " ")
    return f"{text}\u200b" if text.startswith("<") and text.endswith(">") else text
