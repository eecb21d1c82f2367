"""Hostile and clumsy inputs: each is laid into the small project, and found at its place, or does no harm."""

from __future__ import annotations

import io
import os
import shutil
import socket
import struct
import textwrap
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.conftest import FILES

Lay = Callable[[Path], None]
"""Puts something at a path."""


@dataclass(frozen=True)
class Case:
    """What lies where in the project, and the errors (place, code) that must be among the report; none: it is sound."""

    name: str
    files: Mapping[str, str | bytes | Lay]
    finds: tuple[tuple[str, str], ...] = ()


def pipe(path: Path) -> None:
    """A named pipe, which keeps a reader waiting for ever."""
    os.mkfifo(path)


def bound_socket(path: Path) -> None:
    """A socket, by a short path: theirs may have 107 bytes."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)


def folder(path: Path) -> None:
    """A folder where a file should be."""
    path.mkdir()


def link(target: str) -> Lay:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def sparse(size: int) -> Lay:
    """A file of so many bytes, all zero, that takes no room."""

    def lay(path: Path) -> None:
        path.touch()
        os.truncate(path, size)

    return lay


def lay(root: Path, case: Case) -> None:
    """Put the files of a case into a project, in the place of others."""
    for name, content in case.files.items():
        path = root / name
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def _jpeg(size: tuple[int, int] = (64, 48), form: str = "JPEG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "#46627f").save(content, form)
    return content.getvalue()


def _png_of(width: int, height: int, data: bytes) -> bytes:
    """A PNG that claims a size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


ABOUT = "title: {cs: O výstavě, en: About}\nsummary: {cs: Co to je., en: What it is.}\nslug: {cs: o-vystave}\n"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12345\n"
EVENT = "kind: exhibition-opening\ntitle: {cs: A, en: B}\nsummary: {cs: A., en: B.}\nwhen: 2026-05-03\n"
ENCODINGS = {"utf-16": "utf-16", "windows-1250": "cp1250"}
PLURAL = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n\n'
PLURAL += 'msgid "%(n)s a"\nmsgid_plural "%(n)s b"\nmsgstr[0] "%(n)s x"\n'
PO = "i18n/cs/LC_MESSAGES/messages.po"
PHOTO = "content/photos/ada-1.yaml"

PLACES = {
    "settings": "content/site.yaml",
    "record": "content/events/opening.yaml",
    "prose": "content/pages/about.cs.md",
    "photo": "photos/ada-1.jpg",
    "static": "static/css/more.css",
    "script": "static/more.js",
    "root": "static/root/robots-more.txt",
    "template": "templates/page.html",
    "chart": "templates/charts/more.xml",
    "catalogue": PO,
    "languages": "i18n/languages.yaml",
    "recording": "podcasts/talks/one.mp3",
    "transcript": "podcasts/talks/one.vtt",
    "recordings' lock": "podcasts/published.lock",
    "printed lock": "content/printed.lock.yaml",
    "guest book": "content/guestbook/one.yaml",
}
"""A file of every kind that is read."""

OUTSIDE = (
    *("/etc/passwd", "../content/site.yaml", "../../../../etc/passwd", "..", ".", "a/../ada-1.jpg", "./ada-1.jpg"),
    *("C:\\\\x.jpg", "..\\\\x.jpg", "~/x.jpg", "file:///etc/passwd", "//host/share.jpg", "ada-1.jpg/", "x" * 5000),
)
"""Names that no file of the photographs has."""

FOLDERS = ("content", "photos", "podcasts", "static", "templates", "i18n")


def _ends_of_time() -> Iterator[Case]:
    """Days that calendars and time zones cannot reckon from, and others that look like one."""
    for when in ("9999-12-31", "9999-12-31T23:59", "9998-12-31..9999-12-31", "3000-01"):
        record = EVENT.replace("2026-05-03", when) + "place: {cs: A, en: B}\n"
        yield Case(
            f"event in {when}",
            {"content/events/more.yaml": record},
            (("content/events/more.yaml:4:7", "date-too-far"),),
        )
        venue = textwrap.dedent(FILES["content/venues/hall.yaml"]).replace("2026-05-03..2026-05-31", when)
        yield Case(
            f"stop in {when}", {"content/venues/hall.yaml": venue}, (("content/venues/hall.yaml:3:7", "date-too-far"),)
        )
    for day, code in {"0001-01-01": "bad-date", "1745107200": "bad-date", "2026-04": "not-a-day"}.items():
        settings = f"edition: {day}\n{textwrap.dedent(FILES['content/site.yaml'])}"
        yield Case(f"edition of {day}", {"content/site.yaml": settings}, (("content/site.yaml:1:10", code),))
    lines = textwrap.dedent(FILES["content/site.yaml"]).replace("cs: Malá výstava", 'cs: "Malá\\nvýstava; 1, 2"')
    yield Case("title of two lines", {"content/site.yaml": lines})


def _not_files() -> Iterator[Case]:
    """What stands where a file should, for every kind of file."""
    for kind, path in PLACES.items():
        yield Case(f"{kind} is a link out", {path: link("/etc/passwd")}, ((f"{path}:1:1", "link-outside"),))
        yield Case(f"{kind} is a pipe", {path: pipe}, ((f"{path}:1:1", "file-expected"),))
        yield Case(f"{kind} is a folder", {path: folder}, ((f"{path}:1:1", "file-expected"),))
    for kind in ("record", "photo", "template", "catalogue", "transcript"):
        path = PLACES[kind]
        yield Case(f"{kind} is a socket", {path: bound_socket}, ((f"{path}:1:1", "file-expected"),))
        yield Case(f"{kind} is a device by a link", {path: link("/dev/zero")}, ((f"{path}:1:1", "link-outside"),))
        yield Case(f"{kind} links to itself", {path: link(Path(path).name)}, ((f"{path}:1:1", "cannot-be-read"),))
        yield Case(f"{kind} links to nothing", {path: link("nothing")}, ((f"{path}:1:1", "cannot-be-read"),))
        yield Case(f"{kind} has a sparse tail", {path: sparse(3 << 30)}, ((f"{path}:1:1", "file-too-large"),))
    for name in FOLDERS:
        yield Case(f"{name} is a link to the root", {name: link("/")}, ((f"{name}:1:1", "link-outside"),))
        yield Case(f"{name} is a file", {name: "x"}, ((f"{name}:1:1", "folder-expected"),))
        yield Case(f"{name} is a pipe", {name: pipe}, ((f"{name}:1:1", "folder-expected"),))
        below = f"{name}/more"
        yield Case(f"a folder in {name} leads out", {below: link("/usr")}, ((f"{below}:1:1", "link-outside"),))
    yield Case(
        "a folder of records leads out", {"content/events": link("/etc")}, (("content/events:1:1", "link-outside"),)
    )
    inner = link("ada-1.jpg")
    yield Case("a link that stays is followed", {"photos/ada-2.jpg": inner})


def _names() -> Iterator[Case]:
    """Names in records that lead elsewhere."""
    for number, name in enumerate(OUTSIDE):
        text = f'file: "{name}"\n' + _rest_of_photo()
        yield Case(f"name of a photograph {number}", {PHOTO: text}, ((f"{PHOTO}:1:7", "missing-file"),))


def _rest_of_photo() -> str:
    return (
        "author: ada\norder: 1\ntitle: {cs: Okno, en: Window}\ncaption: {cs: O., en: W.}\n"
        "comment: {cs: O., en: W.}\ncomment_language: cs\nalt: {cs: Rozsvícené okno, en: A lit window}\n"
        "themes: [home]\nside: light\nstatus: exhibited\n"
        "consent: {status: given, scopes: [web], date: 2020-01-01}\n"
    )


def _encodings() -> Iterator[Case]:
    """Texts in other encodings, and none."""
    texts = {
        "content/site.yaml": "title: Žluťoučký kůň\n",
        "content/events/opening.yaml": "title: Žluťoučký kůň\n",
        "content/pages/about.cs.md": "Žluťoučký kůň\n",
        "content/printed.lock.yaml": "# Žluťoučký\ncodes: []\n",
        "i18n/languages.yaml": "# Žluťoučký\n",
        "templates/page.html": "<p>Žluťoučký</p>\n",
        "templates/feeds/atom.xml": "<p>Žluťoučký</p>\n",
    }
    for path, text in texts.items():
        code = "bad-template" if path.startswith("templates") else "not-utf-8"
        for name, encoding in ENCODINGS.items():
            content = text.encode(encoding)
            column = _column(content) if code == "not-utf-8" else 1
            line = content[: _first_fault(content)].count(b"\n") + 1
            yield Case(f"{path} in {name}", {path: content}, ((f"{path}:{line}:{column}", code),))
    for name, encoding in ENCODINGS.items():
        po = 'msgid "Žluťoučký"\nmsgstr ""\n'.encode(encoding)
        yield Case(f"catalogue in {name}", {PO: po}, ((f"{PO}:1:1", "bad-catalogue"),))
        for path in ("static/css/more.css", "templates/print/words.xml"):
            content = "/* a\n žluťoučký */".encode(encoding)
            line = content[: _first_fault(content)].count(b"\n") + 1
            place = f"{path}:{line}:{_column(content)}"
            code = ("bad-template", f"{path}:{line}:1") if path.startswith("templates") else ("file-not-utf-8", place)
            yield Case(f"{path} in {name}", {path: content}, (code[::-1],))
    for path in ("content/site.yaml", "content/events/opening.yaml", "i18n/languages.yaml"):
        yield Case(f"{path} is empty", {path: ""}, ((f"{path}:1:1", "not-a-record"),) if "i18n" not in path else _EMPTY)
    yield Case("prose is empty", {"content/pages/about.cs.md": "", "content/pages/about.en.md": ""}, _NO_PROSE)
    yield Case("catalogue is empty", {PO: ""})
    yield Case(
        "printed lock is empty", {"content/printed.lock.yaml": ""}, (("content/printed.lock.yaml:1:1", "not-a-record"),)
    )
    yield Case("template is empty", {"templates/place.html": ""})
    yield Case("style is empty", {"static/css/more.css": ""})
    yield Case(
        "zeros",
        {"content/events/opening.yaml": bytes(1000)},
        (("content/events/opening.yaml:1:1", "control-character"),),
    )


_EMPTY = (("i18n/languages.yaml:1:1", "wrong-type"),)
_NO_PROSE = (("content/pages/about.yaml:1:1", "missing-prose"),)


def _first_fault(content: bytes) -> int:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _column(content: bytes) -> int:
    at = _first_fault(content)
    return at - content.rfind(b"\n", 0, at)


def _pictures() -> Iterator[Case]:
    """Pictures that are none, or too much."""
    whole, found = _jpeg(), ((f"{PHOTO}:1:7", "unreadable-image"),)
    contents = {
        "empty": b"",
        "a pointer of Git LFS": POINTER.encode(),
        "a text": b"Hello",
        "cut off": _jpeg((2000, 2000))[:4000],
        "a head alone": whole[:20],
        "an SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "a GIF": b"GIF89a" + bytes(40),
        "a PDF": b"%PDF-1.4\n",
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "zeros": bytes(5000),
        "a PNG that is cut off": _png_of(100, 100, b"x"),
        "a PNG without pixels": _png_of(0, 0, b""),
        "a BMP": b"BM" + struct.pack("<IHHIIiiHH", 0, 0, 0, 54, 40, 2**31 - 1, 2**31 - 1, 1, 24),
    }
    for name, content in contents.items():
        yield Case(f"picture is {name}", {"photos/ada-1.jpg": content}, found)
    bomb = _png_of(30_000, 30_000, zlib.compress(bytes(10_000_000), 9))
    large = ((f"{PHOTO}:1:7", "image-too-large"),)
    yield Case("picture is a bomb", {"photos/ada-1.jpg": bomb}, large)
    yield Case("picture claims all", {"photos/ada-1.jpg": _png_of(2**31 - 1, 2**31 - 1, b"")}, large)
    yield Case("picture by another name", {"photos/ada-1.jpg": _jpeg(form="PNG")})


def _catalogues() -> Iterator[Case]:
    """PO files that are none."""

    def at(line: int) -> tuple[tuple[str, str], ...]:
        return ((f"{PO}:{line}:1", "bad-catalogue"),)

    for header in ("nplurals=99999999999; plural=0;", "nplurals=x; plural=0;", "nplurals=-1; plural=0;", "nplurals=;"):
        yield Case(f"plural header {header}", {PO: PLURAL.format(header)}, at(4))
    yield Case("huge number of plurals", {PO: PLURAL.format(f"nplurals={'9' * 5000};")}, at(4))
    yield Case("no rule of plurals", {PO: PLURAL.format("garbage")}, at(4))
    broken = {
        "a missing quote": 'msgid "a\nmsgstr "b"\n',
        "a text": "Hello\n",
        "an index that is none": 'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "b"\n',
        "a large index": 'msgid "a"\nmsgid_plural "b"\nmsgstr[99999999999] "b"\n',
        "a message twice": 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
        "markup": "<html></html>\n",
    }
    lines = {"an index that is none": 3, "a large index": 3, "a message twice": 5}
    for name, text in broken.items():
        yield Case(f"catalogue has {name}", {PO: text}, at(lines.get(name, 1)))
    yield Case("catalogue of no date", {PO: 'msgid ""\nmsgstr "POT-Creation-Date: x\\n"\n'}, at(2))
    yield Case("catalogue of no language", {PO: 'msgid ""\nmsgstr "Language: xx_YY_ZZ\\n"\n'}, at(2))


def _templates() -> Iterator[Case]:
    """Templates that cannot be used."""
    broken = {
        "is not closed": ("<p>\n{% if %}\n", 2),
        "is cut off": ("<p>\n\n{{ page", 3),
        "has an unknown tag": ("{% nonsense %}", 1),
        "has an unknown filter": ("\n{{ title|nonsense }}", 2),
        "asks for what there is not": ("\n\n{{ nonsense }}\n", 3),
        "asks nothing for something": ("\n{{ title.a.b }}\n", 2),
        "divides by zero": ("\n{{ 1 // 0 }}\n", 2),
        "calls a text": ("\n{{ title() }}\n", 2),
        "includes nothing": ('\n{% include "nonsense.html" %}\n', 2),
        "includes what lies outside": ('\n\n{% include "../content/site.yaml" %}\n', 3),
        "includes a file of the system": ('{% include "/etc/passwd" %}\n', 1),
        "includes by a computed name": ("{% include title %}\n", 1),
        "includes itself": ('{% include "page.html" %}\n', 1),
        "extends itself": ('{% extends "page.html" %}\n', 1),
        "reaches for the program": ("{{ ''.__class__.__nonsense__ }}\n", 1),
        "imports what is not there": ('\n{% from "parts/nonsense.html" import a %}{{ a() }}\n', 2),
        "calls no macro": ('\n\n{% import "things.html" as things %}{{ things.nonsense() }}', 3),
        "imports no macro": ('\n{% from "things.html" import nonsense %}{{ nonsense() }}', 2),
        "gives a macro too much": ('\n{% from "things.html" import cards %}{{ cards([], 1) }}', 2),
        "is recursive": ("{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}\n", 1),
    }
    for name, (text, line) in broken.items():
        yield Case(
            f"template {name}", {"templates/page.html": text}, ((f"templates/page.html:{line}:1", "bad-template"),)
        )

    styles = {
        "an import": ('/* @import "//b.org/a.css" */\n@import "//b.org/a.css";\n', "2:10"),
        "a picture": ("p {\n  background: URL(HTTPS://b.org/a.png);\n}\n", "2:19"),
        "a set of pictures": ('p { background: image-set("https://b.org/a.png" 1x) }\n', "1:28"),
    }
    for name, (text, place) in styles.items():
        path = "static/css/more.css"
        yield Case(f"{name} from elsewhere", {path: text}, ((f"{path}:{place}", "third-party-request"),))

    first, second = "templates/page.html", "templates/more.html"
    cycle = {first: '\n{% include "more.html" %}', second: '\n\n{% include "page.html" %}'}
    yield Case("templates in a circle", cycle, ((f"{first}:2:1", "bad-template"), (f"{second}:3:1", "bad-template")))


def _records() -> Iterator[Case]:
    """Records that nobody means."""
    path = "content/events/opening.yaml"

    def at(line: int, column: int, code: str) -> tuple[tuple[str, str], ...]:
        return ((f"{path}:{line}:{column}", code),)

    yield Case("nested lists", {path: "[" * 100_000}, at(1, 13, "yaml-too-deep"))
    yield Case("nested mappings", {path: "{a: " * 50_000}, at(1, 49, "yaml-too-deep"))
    yield Case("nested by indents", {path: "".join(" " * n + "a:\n" for n in range(300))}, at(13, 13, "yaml-too-deep"))
    yield Case("an anchor", {path: "a: &a [*a]\n"}, at(1, 4, "yaml-anchor"))
    yield Case("billion laughs", {path: "a: &a [x]\nb: &b [*a,*a]\n"}, at(1, 4, "yaml-anchor"))
    yield Case("a tag", {path: "a: !!python/object/apply:os.system [x]\n"}, at(1, 4, "yaml-tag"))
    yield Case("a list", {path: "- a\n- b\n"}, at(1, 1, "not-a-record"))
    yield Case("a number", {path: "7\n"}, at(1, 1, "not-a-record"))
    yield Case("two documents", {path: EVENT + "---\n" + EVENT}, at(5, 1, "yaml-many-documents"))
    yield Case("a long line", {path: EVENT + "x: " + "y" * 200_000}, at(5, 1, "unknown-field"))
    yield Case("many fields", {path: EVENT + "".join(f"x{n}: y\n" for n in range(3000))}, at(5, 1, "unknown-field"))
    yield Case("too large", {path: EVENT + "#" * 300_000}, at(1, 1, "file-too-large"))
    digits = f"file: ada-1.jpg\n{_rest_of_photo()}".replace("order: 1", "order: " + "9" * 30)
    yield Case("order of 30 digits", {PHOTO: digits})
    settings = "content/site.yaml"
    for value, code in (("a/b", "bad-kept-name"), ("..", "bad-kept-name"), (".sitegen.json", "bad-kept-name"), *_MADE):
        text = f"keep: [CNAME, {value}]\n" + textwrap.dedent(FILES[settings])
        yield Case(f"kept {value}", {settings: text}, ((f"{settings}:1:15", code),))
    place, park = "content/places/park.yaml", "title: {{cs: P, en: P}}\nlat: {}\nlon: 14.42\napproved: true\n"
    yield Case("latitude of 30 digits", {place: park.format("9" * 30)}, ((f"{place}:2:6", "at-most"),))
    for value in ("nan", "inf", "1e999", "0x10", "１２"):
        yield Case(f"latitude {value}", {place: park.format(value)}, _ANY)
    for value in ("2026-02-30", "99999-01-01", "0000-00-00", "2026-05-03..2026-05-01", "yesterday", "2026-05-03 99:99"):
        yield Case(f"when {value}", {path: EVENT.replace("2026-05-03", value)}, _ANY)


_MADE = tuple((name, "kept-and-made") for name in ("q", "print", "Media", "en", "sitemap.xml"))
_ANY = (("", ""),)
"""Some error, wherever it stands."""


def _prose() -> Iterator[Case]:
    """Texts that keep a renderer busy, or mean harm."""
    texts = {
        "quotes": ">" * 50_000,
        "lists": "".join("  " * n + "- a\n" for n in range(400)),
        "brackets": "[" * 50_000,
        "links": "[a](" * 30_000,
        "stars": "*a " * 60_000,
        "underscores": "_" * 100_000,
        "backticks": "`" * 100_000,
        "tables": "|" * 50_000 + "\n" + "|-" * 50_000,
        "tags": "<" * 100_000,
        "open tags": "<b " * 50_000,
        "comments": "<!--" * 40_000,
        "entities": "&" * 100_000,
        "images": "![" * 50_000,
        "a script": "<script>alert(1)</script>\n",
    }
    for name, text in texts.items():
        yield Case(f"prose of {name}", {"content/pages/about.cs.md": text}, _HARMLESS)


_HARMLESS = (("", "?"),)
"""Any error, or none."""

CASES = [
    *_not_files(),
    *_ends_of_time(),
    *_names(),
    *_encodings(),
    *_pictures(),
    *_catalogues(),
    *_templates(),
    *_records(),
    *_prose(),
]
