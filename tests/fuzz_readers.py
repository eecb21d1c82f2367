"""The real readers of texts, and what must hold for whatever they are given; `tests.fuzz` gives it."""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import html5lib

from sitegen.content.load import load, validate
from sitegen.content.reading import RecordCache, RecordFiles, Ways, read_records
from sitegen.content.records import decoded
from sitegen.content.transcripts import parse_transcript, transcript_view
from sitegen.making.catalogue_faults import faults_in
from sitegen.making.catalogues import Catalogue
from sitegen.making.environment import environment
from sitegen.making.input_files import InputFiles
from sitegen.making.originals import understood
from sitegen.making.plural_forms import plural_header
from sitegen.making.prose_html import resolved
from sitegen.model.languages import Language, Writing, composed
from sitegen.model.links import SCHEMES
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import Options, Project
from tests.conftest import NOW, source_of
from tests.fuzz_texts import WORD

_KNOWN = {"event:opening": "/cs/akce/", "page:about": "/cs/o/", "author:ada": "/cs/ada/"}
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
NOTE = re.compile(r"(?m)(^|(?<=[ \t,}\]\"']))#([ \t].*)?$|^#.*$")
_HEADER = re.compile(r"\AWEBVTT.*|(?m:^NOTE.*(\n.+)*|^STYLE.*(\n.+)*|^(?:Kind|Language):.*)")
_SEARCHED = re.compile(r"[\w./-]+\.js")
"""A part of the search, as its page names it."""
_MARKED = re.compile(r"(?<=<[civ])\.[^\s<>]*|<lang [^<>]*>")
_ACTIVE = {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "svg", "math", "template"}


class Broken(AssertionError):  # noqa: N818 - named for what it is
    """A case in which something does not hold: what."""


def words_in(text: str) -> set[str]:
    """The words of a text that were made to be found again."""
    return set(WORD.findall(composed(text)))


def expect(written: set[str], said: str) -> None:
    """Every word that was written must have been said."""
    if lost := sorted(written - words_in(said)):
        raise Broken(f"lost: {', '.join(lost)}")


def told(problems: Problems) -> str:
    """What problems say of a text, as one text."""
    return " ".join(str(value) for problem in problems for value in problem.params.values())


def said_by(html: str, *, whole: bool = False) -> str:
    """All that a page says to people, after nothing active was found in it; `whole` pages may hold scripts of ours."""
    tree: Any = (html5lib.parse if whole else html5lib.parseFragment)(html, namespaceHTMLElements=False)
    said = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if not whole and element.tag in _ACTIVE:
            raise Broken(f"active: <{element.tag}>")
        if element.tag == "script" and not (element.get("src") or element.get("type") == "application/ld+json"):
            raise Broken("active: an inline script")
        for name, value in element.attrib.items():
            ours = whole and name == "formaction" and _SEARCHED.fullmatch(value)
            if not ours and (name.startswith("on") or name in {"style", "srcdoc", "formaction"}):
                raise Broken(f"active: {name}")
            if name in {"href", "src"} and urlsplit(value.strip()).scheme not in {"", *SCHEMES, "webcal"}:
                raise Broken(f"active: {value}")
            said.append(value)
        if element.tag != "script":
            said += [element.text or ""]
        said += [element.tail or ""]
    return " ".join(unquote(one) for one in said)


# --- one case of each kind ---------------------------------------------------------------------------------


def read_markdown(content: bytes) -> bool:
    """A text beside a record."""
    problems = Problems()
    text = decoded(content, "a.md", problems)
    if text is None:
        return False
    prose = understood(text, "a.md", problems)
    if any(problem.code == "prose-too-complex" for problem in problems):
        return False
    refs = {link.ref for link in prose.links}

    def figure(number: int, caption: str) -> str:
        return f"{caption} {escape(unquote(prose.pictures[number - 1].target))}"

    said = said_by(resolved(prose.html, dict.fromkeys(refs, "") | _KNOWN, figure))
    lines = text.split("\n")
    for link in (*prose.links, *prose.pictures):
        if not (0 < link.line <= len(lines) and 0 < link.column <= len(lines[link.line - 1]) + 1):
            raise Broken(f"no such place: {link}")
    wrong = {problem.where.line for problem in problems} | {link.line for link in prose.links if link.ref not in _KNOWN}
    shown = "\n".join("\n".join(lines[max(line - 2, 0) : line + 1]) for line in wrong)  # with what is said about it
    named = " ".join(link.target for link in prose.links if link.ref not in _KNOWN)  # as the problem of each says it
    expect(words_in(COMMENT.sub("", text)), f"{said} {told(problems)} {shown} {named}")
    return not wrong


def read_transcript(content: bytes) -> bool:
    """A transcript; its notes, styles, header and the names of its pieces are not shown."""
    found = parse_transcript(content)
    if found.findings:
        return False
    text = _MARKED.sub("", _HEADER.sub("", re.sub("\r\n?", "\n", content.decode("utf-8-sig"))))
    expect(words_in(text), " ".join(f"{one['speaker']} {one['text']}" for one in transcript_view(found.cues)))
    return True


MESSAGES = ("Events", "Photographs", "Say “%(name)s”", 'A "quoted" one', "Main")


def po_header() -> str:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + f'"Plural-Forms: {plural_header("cs_CZ")}\\n"'


def read_catalogue(content: bytes) -> bool:
    """A catalogue of the interface's words, and a page that uses them all."""
    path = _folder() / "messages.po"
    path.write_bytes(content)
    faults = faults_in(path, "cs", "cs_CZ", MESSAGES, [])
    if any(code == "bad-catalogue" for code, _, _ in faults):
        return False
    words = Catalogue("cs", "cs_CZ", content)
    placed = [fault for fault in faults if fault[0] != "interface-untranslated"]
    flawed = {params["text"] for _, _, params in placed}
    template = "".join(
        f"<p title=\"{{{{ _('{one}') }}}}\">{{{{ _('{one}') }}}}</p>" for one in ("Events", "Photographs", "Main")
    )
    said = ""
    if not flawed & set(MESSAGES):
        source = _folder() / "words.html"
        source.write_text(template, "utf-8")
        files = InputFiles({"words.html": source_of(source), "catalogue/cs": source_of(path)})
        said = said_by(
            environment(files, Writing("cs", "cs_CZ"), (("number", str),)).get_template("words.html").render()
        )
    said += " ".join(words.gettext(one) for one in MESSAGES) + " ".join(flawed)
    text = re.sub(r"(?m)^\s*#.*", "", composed(content.decode("utf-8-sig")))
    for msgid, entry in re.findall(r"(?ms)^\s*msgid\s*(.*?)^\s*msgstr(.*?)(?=^\s*msg(?:id|ctxt)|\Z)", text):
        key = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', msgid))
        if key and not any(part in flawed for part in (key, _unquoted(key))):
            expect(words_in(entry), said)
    return True


def _unquoted(text: str) -> str:
    """As Babel reads it: what it does not know stays as it is."""
    signs = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}
    return re.sub(r"\\(.)", lambda found: signs.get(found[1], found[0]), text)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def read_names(content: bytes) -> bool:
    """Names of files in a project: each is read, is what programs leave behind, or is a problem."""
    root = _folder() / "names"
    shutil.rmtree(root, ignore_errors=True)
    (root / "content").mkdir(parents=True)
    (root / "content" / "site.yaml").write_text(_SITE, "utf-8")
    for name in content.decode("utf-8", "surrogateescape").split("\0"):
        path = root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except (OSError, ValueError):
            continue
    problems = Problems()
    try:
        validate(load(Project.at(root), Options(now=NOW), problems), problems)
    except BuildFailed:
        return False
    told(problems)
    return not problems.failed


_SITE = """\
title: {cs: A, en: A}
tagline: {cs: A, en: A}
description: {cs: A, en: A}
base_url: https://example.org/
organization: {name: {cs: A, en: A}}
"""


_CONSENT = "{status: given, scopes: [web], date: 2020-01-01}"
RECORDS: dict[str, tuple[str, dict[str, str]]] = {
    "event": ("events", {
        "kind": "talk", "title": "texts", "summary": "texts", "when": "2026-05-03", "place": "texts",
        "people": "[{name: Xaver, role: {cs: Host, en: Guest}}]",
    }),
    "theme": ("themes", {"title": "texts", "summary": "texts"}),
    "place": ("places", {"title": "texts", "summary": "texts", "lat": "50.08", "lon": "14.42", "approved": "true"}),
    "venue": ("venues", {
        "title": "texts", "summary": "texts", "when": "2026-05-03", "city": "texts", "address": "text", "host": "texts",
        "hours": "texts", "access": "texts",
    }),
    "author": ("authors", {
        "name": "text", "country": "CZ", "summary": "texts", "occupation": "texts", "consent": _CONSENT,
    }),
    "card": ("guestbook", {
        "text": "texts", "language": "cs", "date": "2026-01-01", "name": "text", "approved": "true",
    }),
    "page": ("pages", {"title": "texts", "summary": "texts"}),
    "photo": ("photos", {
        "file": "ada-1.jpg", "author": "ada", "title": "texts", "caption": "texts", "comment": "texts",
        "comment_language": "cs", "alt": "texts", "themes": "[home]", "side": "light", "status": "exhibited",
        "content_note": "texts", "credit": "texts", "consent": _CONSENT,
    }),
}  # fmt: skip
"""The kinds of records: their folders, and their fields as `fuzz_texts.record` wants them."""

_LANGUAGES = (Language("cs", "cs_CZ", "Čeština", "cs", {}), Language("en", "en_GB", "English", "en", {}))


def read_record(content: bytes) -> bool:
    """A record, below a line that says its kind: its model has all of it, or there are problems."""
    kind, _, text = content.partition(b"\n")
    return kind.decode() in RECORDS and is_sound(kind.decode(), text, "a")


def is_sound(kind: str, content: bytes, name: str) -> bool:
    """Whether a record is sound; no word of it is lost then."""
    folder = RECORDS[kind][0]
    file = f"content/{folder}/{name}.yaml"
    path = _folder() / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    records = [RecordFiles(kind, name, file, ())]
    (found,) = read_records(Ways(_folder(), _LANGUAGES, understood), records, RecordCache())
    if not found.sound:
        if not found.problems:
            raise Broken("refused without a word")
        return False
    text = NOTE.sub("", decoded(content, file, Problems()) or "")
    expect(words_in(text), f"{found.entry!r}")
    return True
