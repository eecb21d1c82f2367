"""A site of many random records: built by the program, and read as browsers read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.content.records import decoded
from sitegen.making.originals import understood
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.pipeline import Report, build
from tests import fuzz_texts
from tests.conftest import NOW, furnish
from tests.fuzz_readers import COMMENT, NOTE, RECORDS, Broken, is_sound, said_by, words_in
from tests.fuzz_texts import Writer

_TEXTS = ("title", "caption", "comment", "alt", "content_note", "credit")
_ROUNDS = 6
"""So often a site is built without what has errors."""


@dataclass
class SiteCase:
    """A project of many records: by file, the bytes and the words that a page must show."""

    files: dict[str, bytes] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=dict)


def site_case(w: Writer, size: int) -> SiteCase:
    """Sound records of every kind, and texts beside some of them."""
    found = SiteCase()
    for number in range(size):
        kind = w.random.choice(list(RECORDS))
        content = w.encoded(fuzz_texts.record(w, RECORDS[kind][1]))
        name = f"fuzz-{number:05}"
        try:
            sound = is_sound(kind, content, name)
        except Broken:
            continue  # a case of its own
        if not sound:
            continue
        if kind == "place":  # those without a photograph have no page
            fields = (
                RECORDS["photo"][1] | dict.fromkeys(_TEXTS, "{cs: A, en: B}") | {"alt": "{cs: C, en: D}", "place": name}
            )
            photo = "".join(f"{key}: {value}\n" for key, value in fields.items())
            found.files[f"content/photos/at-{name}.yaml"] = photo.encode()
        stem = f"content/{RECORDS[kind][0]}/{name}"
        found.files[f"{stem}.yaml"] = content
        found.words[f"{stem}.yaml"] = words_in(NOTE.sub("", decoded(content, "", Problems()) or ""))
        for code in ("cs", "en") if kind == "page" else ():
            text = fuzz_texts.markdown(w)
            problems = Problems()
            understood(decoded(text.encode(), "", problems) or "", "", problems)
            if not len(problems):
                found.files[f"{stem}.{code}.md"] = text.encode()
                found.words[f"{stem}.{code}.md"] = words_in(COMMENT.sub("", text))
    return found


def build_site(case: SiteCase, folder: Path) -> int:
    """Build it with the program's own templates, without what has errors; returns how many pages it has.

    Raises:
        Broken: a word is on no page, a page holds something active, a link leads nowhere.
    """
    place = furnish(folder / "project")
    project = Project.at(place.root)
    for name, content in case.files.items():
        path = place.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    report = _built_without_errors(project, case)
    dangling = {one.params["page"] for one in report.problems if one.code == "dead-anchor"}
    pages = {page: page.read_text("utf-8") for page in sorted(project.output.rglob("*.html"))}
    ids = {page: set(re.findall(r'\sid="([^"]*)"', text)) for page, text in pages.items()}
    said: set[str] = set()
    for page, text in pages.items():
        said |= words_in(said_by(text, whole=True))
        if page.relative_to(project.output).as_posix() not in dangling:
            _follow(page, text, ids, project.output)
    lost = {name: sorted(words - said) for name, words in case.words.items() if (place.root / name).exists()}
    if any(lost.values()):
        found = [f"{name} lost {words}\n{case.files[name].decode()}" for name, words in lost.items() if words]
        raise Broken("\n".join(found))
    return len(pages)


def _built_without_errors(project: Project, case: SiteCase) -> Report:
    """The report of the last build; what has errors was deleted before it."""
    for _ in range(_ROUNDS):
        report = build(project, Options(now=NOW, printing=False))
        if not report.failed:
            return report
        wrong = {_stem(one.where.file) for one in report.problems if one.severity == "error"}
        for name in case.files:
            if _stem(name) in wrong:
                (project.root / name).unlink(missing_ok=True)
    raise Broken(f"a site fails: {[(str(one.where), one.code) for one in report.problems][:5]}")


def _stem(name: str) -> str:
    return re.sub(r"(\.\w+)?\.(yaml|md)$", "", name)


def _follow(page: Path, text: str, ids: dict[Path, set[str]], output: Path) -> None:
    """Every link of a page within its site must lead to a file of it, and to a place on that."""
    for link in re.findall(r'<a\b[^>]*\shref="([^"]*)"', text):
        url = urlsplit(link.replace("&amp;", "&"))
        if url.scheme or url.netloc:
            continue
        target = (page.parent / unquote(url.path)).resolve() if url.path else page
        if url.path.startswith("/"):
            target = output / unquote(url.path).lstrip("/")
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            raise Broken(f"{page.relative_to(output)}: a dead link {link}")
        if url.fragment and target in ids and unquote(url.fragment) not in ids[target]:
            raise Broken(f"{page.relative_to(output)}: a dead anchor {link}")
