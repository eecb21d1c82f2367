"""Texts as people might write them, and as they might be broken: made at random, the same for the same seed.

Each word is one of a kind, so that whoever reads what came out of a text can say which of them are lost.
"""

from __future__ import annotations

import re
import unicodedata
from random import Random

WORD = re.compile("ř[a-j]+š")
"""The words of these texts: a number in letters between two that nothing else here has."""

_SIGNS = "*_`#|[](){}<>:;,.!?'\"\\&%@~-+=/$^ \t\n0123áÉ„“…–\u00a0\u200b\u202eжأ😀"
_GLUE = (" ", " ", " ", "\n", ", ", " – ", ": ", "\u00a0", "*", "_", " #", "/", "; ")


class Writer:
    """Writes texts for one seed; no word comes twice. One in `odd` values of a record is an odd one."""

    def __init__(self, seed: int, odd: int = 3) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing secret
        self.odd = odd
        self._words = 0

    def pick(self, *of: str) -> str:
        """One of several."""
        return self.random.choice(of)

    def word(self) -> str:
        """A new word."""
        self._words += 1
        return f"ř{''.join(chr(ord('a') + int(digit)) for digit in str(self._words))}š"

    def words(self, most: int = 5) -> str:
        """A few new words, and what may stand between them."""
        text = self.word()
        for _ in range(self.random.randrange(most)):
            text += self.pick(*_GLUE) + self.word()
        return text

    def spoilt(self, text: str, most: int = 4) -> str:
        """A text after a few slips: a sign lost, added or exchanged, a line twice, letters in pieces."""
        for _ in range(self.random.randrange(most)):
            at = self.random.randrange(len(text) + 1)
            match self.random.randrange(6):
                case 0:
                    text = text[:at] + text[at + 1 :]
                case 1 | 2:
                    text = text[:at] + self.pick(*_SIGNS) + text[at:]
                case 3:
                    text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
                case 4:
                    lines = text.split("\n")
                    lines.insert(self.random.randrange(len(lines)), self.random.choice(lines))
                    text = "\n".join(lines)
                case _:
                    text = unicodedata.normalize("NFD", text)
        return text

    def encoded(self, text: str) -> bytes:
        """A text as the programs of editors save it, now and then in another encoding."""
        if self.random.randrange(5) == 0:
            text = text.replace("\n", self.pick("\r\n", "\r"))
        encoding = self.pick(*["utf-8"] * 20, *["utf-8-sig"] * 4, "utf-16", "cp1250")
        return text.encode(encoding, errors="replace")


# --- Markdown ----------------------------------------------------------------------------------------------

TARGETS = ("event:opening", "page:about#lide", "author:ada", "https://example.org/", "mailto:a@example.org", "#lide")
BAD_TARGETS = ("javascript:alert(1)", "data:text/html,x", "//example.org", "www.example.org", "event:nic", "", "x y")
_STARTS = (
    "",
    "",
    "",
    "    ",
    "\t",
    "> ",
    "- ",
    "* ",
    "1. ",
    "12. ",
    "1. 5. ",
    "# ",
    "## ",
    "#",
    "| ",
    "[1]: ",
    "===\n",
)
_STARTS += ("a) ", "b) ", "• ", "– ", "1) ", "> a) ", "  i) ", "12. března ")
_STARTS += ("```\n", "~~~ ", "---\n", "+ ", "  - ", "{", "> - ", "|---|---|\n", "<!-- ", "[^1]: ", ": ", "\\", "<p>")


def _piece(w: Writer) -> str:
    """Something in a line."""
    one, two = w.word(), w.word()
    target = w.pick(*TARGETS, *TARGETS, *BAD_TARGETS)
    return w.pick(
        *(one, one, one, w.words(), f"*{one}*", f"**{one} {two}**", f"_{one}_", f"`{one}`", f"``{one}` {two}``"),
        *(f"[{one}]({target})", f'[{one}](<{target}> "{two}")', f"[{one}][1]", f"[{one}]", f"![{one}]({two}.jpg)"),
        *(f"<{one}>", f"<b onclick={one}>{two}</b>", f"<script>{one}</script>", f"<!-- {one} -->", f"<{one}@{two}.cz>"),
        *(f"100* {one}", f"*{one}", f"{one}*", f"{one}_{two}", f"{one}|{two}", f"{{{one}}}", f"{{#{one}}}"),
        *(f"*{one}*{{: lang=en }}", f"{{: title={one} }}", f"&{one};", f"&amp;{one}", f"\\{one}", f"({one})"),
        *(f"https://{one}.cz/{two}", f"{one}@{two}.cz", f"<https://example.org/{one}>", f"[{one}]("),
        *(f"[]({target})", f"[ ]({target})", f"[{one}]: {two}", f"[^1]{one}", f"~~{one}~~", f"$${one}$$", f"{one}\\"),
        *(f"[{one}]({target}){{: href={target} onclick={two} }}", f"{one}  ", f"{one}<br>{two}", f"*[{one}]: {two}"),
    )  # fmt: skip


def markdown(w: Writer) -> str:
    """A text as it lies beside a record."""
    lines = [
        w.pick(*_STARTS) + w.pick(" ", "", " ").join(_piece(w) for _ in range(w.random.randrange(1, 5)))
        for _ in range(w.random.randrange(1, 9))
    ]
    text = w.pick("\n", "\n\n", "\n").join(lines)
    return w.spoilt(text) if w.random.randrange(2) else text


# --- YAML --------------------------------------------------------------------------------------------------


def _scalar(w: Writer, depth: int, *, flow: bool) -> str:
    """A text in one of the ways that YAML has."""
    text = w.words().replace("\n", " ")
    pad = "  " * (depth + 1)
    ways = [
        text,
        text,
        text,
        f'"{text}"',
        "'" + text.replace("'", "''") + "'",
        f"{w.word()}: {text}",
        f"{text}, {w.word()}",
    ]
    ways += [
        f"{text} #{w.word()}",
        f"#{text}",
        f"- {text}",
        f"„{text}“",
        f"*{text}",
        f"&{text}",
        f"{text} :",
        f"@{text}",
    ]
    ways += [
        f"[{text}]",
        f"{text}:{w.word()}",
        f"%{text}",
        f"| {text}",
        f'"{text}" {w.word()}',
        f"!{text}",
        f"{text} # pozn.",
    ]
    if not flow:
        split = text.replace(" ", f"\n{pad}")
        ways += [
            f"|\n{pad}{text}\n{pad}{w.word()}",
            f">-\n{pad}{split}",
            split,
            f"\n{pad}{text}",
            f">\n{pad}{text}\n\n{pad}{w.word()}",
        ]
    return (
        w.random.choice(ways)
        if w.random.randrange(w.odd) == 0
        else text.replace(":", "").replace(" #", " ").lstrip("*")
    )


def _localized(w: Writer, depth: int) -> str:
    """A text in each language."""
    if w.random.randrange(2):
        between = w.pick(", ", ", ", ", ", ",", " , ", ",\n    ")
        colon = w.pick(*[": "] * 2 * w.odd, ":", " : ")
        return "{" + between.join(f"{code}{colon}{_scalar(w, depth, flow=True)}" for code in ("cs", "en")) + "}"
    pad = "  " * (depth + 1)
    return "".join(f"\n{pad}{code}: {_scalar(w, depth + 1, flow=False)}" for code in ("cs", "en"))


def record(w: Writer, fields: dict[str, str]) -> str:
    """A record: fields with the forms of their values (`text`, `texts`, or the value itself)."""
    lines = []
    for name, form in fields.items():
        made = {"text": lambda: _scalar(w, 0, flow=False), "texts": lambda: _localized(w, 0)}
        lines.append(f"{name}: {made[form]() if form in made else form}")
    text = "\n".join(lines) + "\n"
    return w.spoilt(text, 3) if w.random.randrange(w.odd) == 0 else text


# --- WebVTT ------------------------------------------------------------------------------------------------


def transcript(w: Writer) -> str:
    """A transcript in WebVTT."""
    blocks, at = [w.pick("WEBVTT", "WEBVTT", "WEBVTT", "WEBVTT - x", "webvtt", "")], 0
    for _ in range(w.random.randrange(1, 6)):
        times = w.pick(
            f"00:0{at}.000 --> 00:0{at + 1}.000", f"00:00:0{at}.000 --> 00:00:0{at}.900 align:start", f"0{at} --> 1"
        )
        one, two, name = w.words(), w.word(), w.word()
        payload = w.pick(
            *(f"<v {name}>{one}", f"<v {name}>{one}", f"<v {name}>{one}\n{two}</v>", f"<v.x {name}>{one} <i>{two}</i>"),
            *(f"<v {name}>{one} <{two}> x", f"<v {name}>{one} & {two}", f"<v {name}>&lt;{one}&gt;", one, f"<v>{one}"),
            *(f"<v {name}>{one} <i {two}>x</i>", f"<v {name}>{one}<v {two}>x", f"<v {name}><script>{one}</script>"),
            *(f"<v {name}>{one}\n- {two}", f"<v {name}>a < {one} > {two}", f"<v {name}>{one} <00:01.000>{two}"),
            *(f"<v {name}><c.{two}>{one}</c>", f"<v {name}><lang {two}>{one}", f"<v {name} {two}>{one}"),
        )  # fmt: skip
        blocks.append(w.pick("", "", "", f"{at}\n", "NOTE x\n\n", "STYLE\n::cue {}\n\n") + f"{times}\n{payload}")
        at = (at + 1) % 9
    text = w.pick("\n\n", "\n\n", "\n\n", "\n").join(blocks) + "\n"
    return w.spoilt(text, 3) if w.random.randrange(2) else text


# --- PO ----------------------------------------------------------------------------------------------------


def catalogue(w: Writer, header: str, messages: list[str]) -> str:
    """A catalogue of some of these messages, and of some that there are not."""
    blocks = [header if w.random.randrange(6) else ""]
    for message in w.random.sample(messages, w.random.randrange(1, 6)):
        said, quoted = w.words().replace("\n", "\\n"), message.replace("\\", "\\\\").replace('"', '\\"')
        said = w.pick(
            *[said] * 6,
            f"<b>{said}</b>",
            f"<script>{said}</script>",
            f"%(x)s {said}",
            f'\\"{said}',
            f"{said} %",
            f"&{said};",
        )
        key = w.pick(*[quoted] * 8, quoted.lower(), w.word())
        before = w.pick(*[""] * 8, "#, fuzzy\n", "# pozn.\n", "#: base.html:1\n", 'msgctxt "verb"\n', '#| msgid "x"\n')
        blocks.append(
            w.pick(*[""] * 9, "#~ ").join(["", *f'{before}msgid "{key}"\nmsgstr "{said}"'.splitlines(keepends=True)])
        )
    text = "\n\n".join(blocks) + "\n"
    return w.spoilt(text, 3) if w.random.randrange(2) else text


# --- names -------------------------------------------------------------------------------------------------

_STEMS = (
    "a",
    "A",
    "opening",
    "opening.cs",
    "opening.xx",
    "aux",
    "CON",
    "site",
    "~$x",
    "._x",
    ".x",
    "x ",
    "x.",
    "Thumbs",
)
_STEMS += (
    "á",
    "a\u0301",
    "a:b",
    "a\nb",
    "a\\b",
    "-x",
    "x" * 240,
    "\udcff",
    "\u202ex",
    "README",
    "1",
    "жa",
    "a?",
    "#x#",
    "",
)
_ENDS = (
    ".yaml",
    ".yaml",
    ".md",
    ".cs.md",
    ".en.md",
    ".YAML",
    ".yml",
    ".jpg",
    ".db",
    ".swp",
    "~",
    "",
    ".txt",
    ".yaml.bak",
)
_BELOW = (
    "content",
    "content/events",
    "content/pages",
    "content/nic",
    "photos",
    "static/css",
    "podcasts",
    "i18n",
    "content/x.yaml",
)


def names(w: Writer) -> list[str]:
    """Names of files in a project."""
    found = []
    for _ in range(w.random.randrange(1, 7)):
        stem = w.pick(*_STEMS)
        found.append(f"{w.pick(*_BELOW)}/{w.spoilt(stem, 2) if w.random.randrange(4) == 0 else stem}{w.pick(*_ENDS)}")
    return [name for name in found if "\0" not in name]
