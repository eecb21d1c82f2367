"""What of a project is handed on: the records and originals behind the website, and nothing that it may not show."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from sitegen.archiving.redaction import (
    left_out,
    redacted_codes,
    redacted_prose,
    redacted_record,
    uncommented,
    without_remarks,
)
from sitegen.content.localized import url_of
from sitegen.content.mentions import Person, gone, people
from sitegen.content.naming import Said
from sitegen.content.own_addresses import held_target, targets
from sitegen.content.print_versions import JOBS
from sitegen.content.print_versions import LOCK as VERSIONS
from sitegen.content.printed_lock import LOCK as PRINTED
from sitegen.making.bare_pictures import without_metadata
from sitegen.making.decoding import blurred, decode
from sitegen.model.entries import Entry, FileIn, Prose, marked_values
from sitegen.model.folders import files_below
from sitegen.model.media import Read, Region, Web
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site

Content = bytes | Path | Callable[[], bytes]
"""What a file holds, the file that is taken over as it is, or what makes it: pictures are many, and large."""

_DESIGN = ("i18n", "static", "templates")
"""The folders of a project that should say nothing of anybody: whole, but for comments that do."""
_CATALOGUE = ".po"
"""Catalogues of the program itself come with the program: as a project's own they would count twice."""
_SETTINGS = "content/site.yaml"
_TRANSCRIPT = ".vtt"
_LOSSLESSLY = (b"\xff\xd8", b"\x89PNG")
"""What a JPEG and a PNG begin with, which can be had without what they say."""
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}
_SAVED: Mapping[str, Mapping[str, object]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "PNG": {},
    "TIFF": {"compression": "tiff_lzw"},
    "WEBP": {"lossless": True},
}
"""How a picture that is encoded anew is written, in the format that it has."""


def handed_on(read: Site[Read], shown: Site[Web], problems: Problems) -> Mapping[str, Content]:
    """Files by their paths in the project: what a site is made of again that is the same.

    `read` is all that there is, `shown` what the website may show. A record of which a part may not be shown, or that
    names what is left out, is without that. Comments are for those who write, and pictures say to nobody where they
    were taken and who is in them: both are left out. Design and catalogues keep their comments, unless somebody is
    named in the file whose consent does not hold. Notes what cannot be taken out of a text.
    """
    return dict(_HandedOn(read, shown, problems).files())


class _HandedOn:
    def __init__(self, read: Site[Read], shown: Site[Web], problems: Problems) -> None:
        self._read, self._shown, self._problems = read, shown, problems
        self._root = read.project.root

    def files(self) -> Iterator[tuple[str, Content]]:
        yield _SETTINGS, self._settings()
        originals: dict[str, Content] = {}
        for entry in self._shown.every():
            read = self._read.find(entry.ref) or entry
            yield entry.source.file, self._record(read, entry)
            for prose in entry.prose.values():
                yield prose.file, self._prose(prose, entry)
            originals |= self._originals(entry)
        yield from originals.items()
        for folder in _DESIGN:
            for name in sorted(files_below(self._root / folder)):
                if not (name.endswith(_CATALOGUE) and self._root == self._read.project.home):
                    yield f"{folder}/{name}", self._design(f"{folder}/{name}")
        yield from self._locks(originals)

    def _gone(self, ref: str) -> bool:
        return self._shown.find(ref) is None

    def _text(self, file: str) -> str:
        return (self._root / file).read_text("utf-8-sig")

    def _settings(self) -> Content:
        settings = self._read.settings
        locs = left_out(settings, settings, self._gone)
        for at, name in enumerate(settings.navigation or ()):
            if ":" in name and self._gone(name):
                locs.append(("navigation", at))
        return self._without(_SETTINGS, locs)

    def _record(self, read: Entry, shown: Entry) -> Content:
        return self._without(shown.source.file, left_out(read, shown, self._gone))

    def _without(self, file: str, locs: list[tuple[str | int, ...]]) -> Content:
        text = self._text(file)
        if locs or "#" in text:  # which may begin a comment
            return redacted_record(text, locs).encode()
        return self._root / file

    def _prose(self, prose: Prose, entry: Entry) -> Content:
        text, site = self._text(prose.file), self._shown
        links = {link.target: link for link in (*prose.links, *prose.pictures) if link.ref and self._gone(link.ref)}
        pages = [url_of(entry, site, language) for language in site.languages]
        held = {one for one in targets(prose) if any(held_target(one, page, site) for page in pages)}
        said = redacted_prose(text, [*links, *sorted(held)])
        if said == text:
            return self._root / prose.file
        for target, link in links.items():
            if target in said:
                self._problems.error("archive-names-gone", Where(prose.file, link.line, link.column), target=target)
        return said.encode()

    def _originals(self, entry: Entry) -> dict[str, Content]:
        found: dict[str, Content] = {}
        for _, mark, name in marked_values(entry):
            if isinstance(mark, FileIn) and mark.folder not in _DESIGN:
                original, suffix = self._shown.original(entry, name), PurePosixPath(name).suffix.lower()
                content: Content = original.path
                if suffix in _PICTURES:
                    content = partial(_bare, original.path, original.hidden)
                elif suffix == _TRANSCRIPT:
                    content = uncommented(original.path.read_bytes())
                found[f"{mark.folder}/{PurePosixPath(name)}"] = content
        return found

    def _design(self, file: str) -> Content:
        path = self._root / file
        try:
            text = path.read_bytes().decode("utf-8") if self._missing else ""
        except UnicodeDecodeError:  # a picture, a typeface
            return path
        if not self._named(text):
            return path
        text = without_remarks(text, file)
        for person, start in self._named(text):
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            params = {"words": person.name.text, "name": person.name.text, "ref": person.ref, "state": person.state}
            self._problems.warning("names-withdrawn", Where(file, line, column), **params)
        return text.encode()

    @cached_property
    def _missing(self) -> list[Person]:
        return gone(people(self._read.records(), self._read.today))

    def _named(self, text: str) -> list[tuple[Person, int]]:
        """Whose consent does not hold and who is surely named in a text, each with the first place."""
        said = Said(text)
        found = ((one, next((hit for hit in one.name.find(said) if hit.sure), None)) for one in self._missing)
        return [(person, hit.start) for person, hit in found if hit]

    def _locks(self, originals: Mapping[str, Content]) -> Iterator[tuple[str, Content]]:
        """What earlier builds promised, without comments: of the recordings, the translations, the printed codes."""
        recordings = {name.removeprefix("podcasts/") for name in originals}
        yield from self._rows("podcasts/published.lock", lambda row: row.split(None, 1)[-1].strip() in recordings)
        yield from self._rows("content/translations.lock", lambda row: not self._gone(row.split(None, 1)[0]))
        if (self._root / PRINTED).is_file():
            yield PRINTED, redacted_codes(self._text(PRINTED), self._gone).encode()
        yield from self._rows(VERSIONS, self._is_of_shown)

    def _is_of_shown(self, row: str) -> bool:
        """Whether a version is that of a print file of something that is shown; its name begins as that of its job."""
        of = [one for one in self._read.every() if row.startswith(f"{JOBS.get(one.kind_name, '-')}-{one.id}-")]
        return bool(of) and not self._gone(max(of, key=lambda one: len(one.id)).ref)

    def _rows(self, file: str, kept: Callable[[str], bool]) -> Iterator[tuple[str, Content]]:
        if (self._root / file).is_file():
            rows = self._text(file).splitlines(keepends=True)
            yield file, "".join(row for row in rows if row.strip() and row[0] != "#" and kept(row)).encode()


def _bare(path: Path, hidden: Sequence[Region]) -> bytes:
    """A photograph in full size without what the camera and programs say, what nobody may recognize in it blurred.

    Where nothing is blurred, a JPEG or PNG keeps its pixels as they are.
    """
    content = path.read_bytes()
    found = None if hidden else _same_pixels(content)
    if found is None:
        target, decoded = io.BytesIO(), decode(content, path.name)
        form = decoded.form if decoded.form in _SAVED else "JPEG"  # that of pictures of several views (MPO)
        blurred(decoded.picture, hidden).save(target, form, **_SAVED[form])
        found = target.getvalue()
    return found


def _same_pixels(content: bytes) -> bytes | None:
    """A JPEG or PNG that says nothing besides; None of anything else, and of what is not quite whole."""
    try:
        found = without_metadata(content)
    except (ValueError, IndexError, OSError, SyntaxError):
        return None
    return found if content.startswith(_LOSSLESSLY) else None
