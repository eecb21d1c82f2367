"""The parts of the search: words with their stems, and texts, each a script that hands over JSON.

A page that is opened from a disk may fetch nothing, and the pages' policy allows scripts of the site's own: so both are
scripts that call `sitegenSearch`. Stems are found here, by the Snowball stemmers; the browser has none. Instead it is
told how the site's words end, and finds with that the stem of an inflected word that stands nowhere.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.making.input_files import InputFiles
from sitegen.making.prose_html import plain_paragraphs
from sitegen.making.stems import changes_of, stems_of
from sitegen.model.web_orders import SearchTexts, SearchWords

_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"x": "ks"}
)
"""Letters that Unicode does not decompose, and x, because names are written both ways (Oxana, Oksana).
`static/search.js` has the same list."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_SENTENCE = re.compile(r"(?<=[.!?…])[”“\"’»)]*\s+(?=[^\W\d_a-zß-ÿ]|[„“\"‘«(])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_STEM = 2
_SELDOM = 2
"""An ending that fewer words have tells nothing."""


def fold(text: str) -> str:
    """A text as words are compared: without diacritics and capitals (Unicode, NFD without Mn); as in `search.js`."""
    plain = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    return plain.lower().translate(_SPECIAL)


def words_script(order: SearchWords, _files: InputFiles) -> bytes:
    """Make the words of a part: its forms, in the order of UTF-16, how much of each is its stem, and how words end.

    `forms` has a line a form, without what it shares with the one before, whose length is the letter at its beginning;
    it is empty where the part is alone, because then the texts are loaded anyway. `cuts` has a letter a form: how many
    letters of its end are no part of the stem, a capital where a title has the form; `odd` holds the stems of those
    that do not begin with theirs (`-`, in a title `_`), in order. `endings` are those that many words have:
    `form>stem`.
    """
    said: dict[str, set[str]] = {}
    stems: dict[str, str] = {}
    titled: set[str] = set()
    for code, text, is_title in _said(order.context.view):
        words = _WORD.findall(unicodedata.normalize("NFC", text))
        said.setdefault(code, set()).update(words)
        if is_title:
            titled.update(map(fold, words))
    for code, different in said.items():
        for word, stem in stems_of(sorted({word.lower() for word in different}), code).items():
            form, root = fold(word), fold(stem)
            stems.setdefault(form, root if len(root) >= _SHORTEST_STEM else form)
    forms = sorted(stems, key=lambda form: form.encode("utf-16-be"))
    odd = [form for form in forms if not _cut(form, stems[form])]
    counts = Counter(_ending(form, stems[form]) for form in forms)
    endings = {one for one, count in counts.items() if count >= _SELDOM}
    endings |= {f"{fold(end)}>{fold(stem)}" for code in said for end, stem in changes_of(code)}
    usual = sorted(endings, key=lambda one: (len(one), one))
    marks = ((_cut(form, stems[form]) or "-", form in titled) for form in forms)
    return _script(
        {
            "forms": "" if order.alone else "\n".join(_shortened(forms)),
            "cuts": "".join((mark.upper() if mark != "-" else "_") if title else mark for mark, title in marks),
            "odd": " ".join(stems[form] for form in odd),
            "endings": " ".join(one or ">" for one in usual),
        }
    )


def _cut(form: str, root: str) -> str:
    """How many letters a form has after its stem, as a letter; empty where it does not begin with it."""
    return _LETTERS[len(form) - len(root)] if form.startswith(root) and len(form) - len(root) < len(_LETTERS) else ""


def _shortened(forms: Sequence[str]) -> Iterator[str]:
    for before, form in zip(["", *forms], forms, strict=False):
        same = min(_shared(before, form), len(_LETTERS) - 1)
        yield f"{_LETTERS[same]}{form[same:]}"


def texts_script(order: SearchTexts, _files: InputFiles) -> bytes:
    """Make the texts of a part, a row an entry, as `static/search.js` reads it.

    Its kind, title, address, picture, whether it is a sample (1) and cancelled (2), a line about it, its sentences, and
    its cues (second, words, …); what is in another language than the part comes as a pair with its code.
    """
    view: Any = order.context.view
    return _script({"entries": [_row(entry) for entry in view["entries"]]})


def _row(entry: Mapping[str, Any]) -> list[Any]:
    def told(code: str, text: str) -> str | list[str]:
        return text if code == entry["language"] else [code, text]

    sentences = {
        (code, sentence): told(code, sentence)
        for code, text in _texts(entry)
        for sentence in _SENTENCE.split(" ".join(text.split()))
    }
    cues = [part for code, second, text in entry["cues"] for part in (second, told(code, text))]
    marks = entry["sample"] + 2 * entry["cancelled"]
    row = [entry["kind"], entry["title"], entry["url"][1:], entry["picture"][1:], marks, entry["by"]]
    return [*row, list(sentences.values()), cues]


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts of an entry, paragraph by paragraph, each with its language."""
    yield from entry["texts"]
    for code, html in entry["prose"]:
        yield from ((code, text) for text in plain_paragraphs(html))


def _said(view: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """All that a part says: the language, the text, and whether it is a title."""
    for entry in view["entries"]:
        for text in (entry["title"], entry["by"]):
            yield entry["language"], text, True
        yield from ((code, text, False) for code, text in _texts(entry))
        yield from ((code, text, False) for code, _, text in entry["cues"])


def _shared(one: str, other: str) -> int:
    """So many letters at the beginning two words have in common."""
    longest = min(len(one), len(other))
    return next((at for at in range(longest) if one[at] != other[at]), longest)


def _ending(form: str, root: str) -> str:
    """What makes a stem of a form: `ce>k` where matce has the stem matk; what is after the sign may be empty."""
    same = _shared(form, root)
    return f"{form[same:]}>{root[same:]}" if root[same:] else form[same:]


def _script(found: Mapping[str, str | Sequence[Any]]) -> bytes:
    return f"sitegenSearch({json.dumps(found, ensure_ascii=False, separators=(',', ':'))})\n".encode()
