"""What of a project is handed on: the records and originals behind the website, and nothing that it may not show."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from sitegen.archiving.redaction import left_out, names_any, redacted_prose, redacted_record
from sitegen.content.localized import url_of
from sitegen.content.own_addresses import held_target, targets
from sitegen.making.decoding import blurred, decode
from sitegen.model.entries import Entry, FileIn, Prose, marked_values
from sitegen.model.folders import files_below
from sitegen.model.media import Read, Region, Web
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site

Content = bytes | Path
"""What a file holds, or the file that is taken over as it is."""

_DESIGN = ("i18n", "static", "templates")
"""The folders of a project that say nothing of anybody, whole."""
_CATALOGUE = ".po"
"""Catalogues of the program itself come with the program: as a project's own they would count twice."""
_SETTINGS = "content/site.yaml"
_QUALITY = 95


def handed_on(read: Site[Read], shown: Site[Web], problems: Problems) -> Mapping[str, Content]:
    """Files by their paths in the project: what a site is made of again that is the same.

    `read` is all that there is, `shown` what the website may show. A record of which a part may not be shown, or that
    names what is left out, is without that, and without its comments. Notes what cannot be taken out of a text.
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
                    yield f"{folder}/{name}", self._root / folder / name
        yield from self._locks(originals)

    def _gone(self, ref: str) -> bool:
        return self._shown.find(ref) is None

    @cached_property
    def _names(self) -> frozenset[str]:
        """What betrays those who are left out: their names, and how their records are referred to."""
        held = {entry.ref for entry in self._read.every() if self._gone(entry.ref)}
        return self._shown.gone | held

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
        if locs or names_any(text, self._names):
            return redacted_record(text, locs).encode()
        return self._root / file

    def _prose(self, prose: Prose, entry: Entry) -> Content:
        text, site = self._text(prose.file), self._shown
        links = {link.target: link for link in (*prose.links, *prose.pictures) if link.ref and self._gone(link.ref)}
        pages = [url_of(entry, site, language) for language in site.languages]
        held = {one for one in targets(prose) if any(held_target(one, page, site) for page in pages)}
        if not (links or held or names_any(text, self._names)):
            return self._root / prose.file
        said = redacted_prose(text, [*links, *sorted(held)], comments=True)
        for target, link in links.items():
            if target in said:
                self._problems.error("archive-names-gone", Where(prose.file, link.line, link.column), target=target)
        return said.encode()

    def _originals(self, entry: Entry) -> dict[str, Content]:
        found: dict[str, Content] = {}
        for _, mark, name in marked_values(entry):
            if isinstance(mark, FileIn) and mark.folder not in _DESIGN:
                original = self._shown.original(entry, name)
                file = f"{mark.folder}/{PurePosixPath(name)}"
                found[file] = _unrecognizable(original.path, original.hidden) if original.hidden else original.path
        return found

    def _locks(self, originals: Mapping[str, Content]) -> Iterator[tuple[str, Content]]:
        """What earlier builds promised: of the published recordings, the translations, and the printed codes."""
        recordings = {name.removeprefix("podcasts/") for name in originals}
        yield from self._rows("podcasts/published.lock", lambda row: row.split(None, 1)[-1].strip() in recordings)
        yield from self._rows("content/translations.lock", lambda row: not self._gone(row.split(None, 1)[0]))
        if (printed := self._root / "content/printed.lock.yaml").is_file():
            yield "content/printed.lock.yaml", printed

    def _rows(self, file: str, kept: Callable[[str], bool]) -> Iterator[tuple[str, Content]]:
        if (self._root / file).is_file():
            rows = self._text(file).splitlines(keepends=True)
            yield file, "".join(row for row in rows if row.startswith("#") or (row.strip() and kept(row))).encode()


def _unrecognizable(path: Path, hidden: Sequence[Region]) -> bytes:
    """A photograph with what nobody may recognize in it blurred, in full size and without what the camera says."""
    target, picture = io.BytesIO(), decode(path.read_bytes(), path.name).picture
    form = "PNG" if path.suffix.lower() == ".png" else "JPEG"
    blurred(picture, hidden).save(target, form, **({} if form == "PNG" else {"quality": _QUALITY, "subsampling": 0}))
    return target.getvalue()
