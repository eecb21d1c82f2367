"""Carries the texts of the templates into a project's catalogues, as `pybabel update` does.

What is new is empty, what is nearly the same is taken over and marked fuzzy, what no template says any more is kept
behind `#~` (Babel, "Working with Message Catalogs"). A project's own catalogue needs only what the program does not say
in that language, and what it says otherwise.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sitegen.content.file_guard import walk
from sitegen.content.language_list import read_languages, shipped_languages
from sitegen.making.catalogues import SOURCE_LANGUAGE, BadCatalogue, Catalogue, key_of
from sitegen.making.errors import CannotMake
from sitegen.making.interface import templates_with_words
from sitegen.making.plural_forms import plural_header
from sitegen.making.resources import find_catalogues
from sitegen.making.template_reading import Message, messages_of
from sitegen.model.languages import Language
from sitegen.model.outputs import in_template
from sitegen.model.problems import Problems, Where
from sitegen.model.project import Project
from sitegen.model.whole_file import write_whole

_COMMENT = "# Texts of the interface, and what stands for them. “translations update” carries new ones over."


@dataclass(frozen=True)
class Updated:
    """A catalogue: how reports name it, whether it was written, its texts, and how many of them wait for somebody."""

    file: str
    written: bool
    texts: int
    waiting: int


def update_catalogues(project: Project, problems: Problems) -> list[Updated]:
    """Bring the catalogues of each language of a project up to date; one that would be empty is not made.

    In the program's own folder these are those of every language that it speaks.

    Raises:
        BuildFailed: a template, the list of languages or a catalogue cannot be read; nothing was written then.
    """
    walk(project, problems)
    problems.stop_if_errors()
    languages = read_languages(project, problems)
    if project.root == project.home:
        spoken = {language.code for language in languages}
        languages += tuple(one for one in shipped_languages(project) if one.code not in spoken)
    template = _texts(project, problems)
    problems.stop_if_errors()
    found = [_Own(project, language, template, problems) for language in languages]
    problems.stop_if_errors()
    return [own.update() for own in found if own.needed]


def _texts(project: Project, problems: Problems) -> Catalog:
    """All that the templates say, by text."""
    places: dict[Message, set[str]] = {}
    for path, name in templates_with_words(project).items():
        try:
            for message in messages_of(path, name):
                places.setdefault(message, set()).add(project.shown(path))
        except CannotMake as error:
            problems.error(error.code, in_template(error.params), **error.params)
    template = Catalog(header_comment="")
    for ids, context in sorted(
        places, key=lambda one: (one[0] if isinstance(one[0], str) else one[0][0], one[1] or "")
    ):
        where = [(file, 0) for file in sorted(places[ids, context])]
        template.add(ids, locations=where, context=context)
    return template


class _Own:
    """The catalogue of a language in a project: as it is, and what it should hold."""

    def __init__(self, project: Project, language: Language, template: Catalog, problems: Problems) -> None:
        folder = project.root / "i18n"
        self._aside = project.aside
        self._path = folder / language.code / "LC_MESSAGES" / "messages.po"
        self.shown = project.shown(self._path)
        self._is_source = language.code == SOURCE_LANGUAGE  # in which a message is its own translation
        self._before = self._path.read_bytes() if self._path.is_file() else b""
        others = [path for path in find_catalogues(project.folders("i18n"), language.code) if path != self._path]
        try:
            said = Catalogue(language.code, language.locale, *(path.read_bytes() for path in others))
            own = Catalogue(language.code, language.locale, *filter(None, [self._before]))
        except BadCatalogue as error:
            problems.error("bad-catalogue", Where(self.shown, error.line), reason=error.reason)
            return
        self._catalog = self._read(language)
        self._wanted = Catalog(header_comment="")
        for message in template:
            key = key_of(_singular(message.id), message.context or None)
            if message.id and (own.names(key) or not said.says(key)):
                self._wanted[message.id] = message
        self.needed = not folder.is_symlink() and (bool(self._before) or len(self._wanted) > 0)

    def _read(self, language: Language) -> Catalog:
        if self._before:
            found = read_po(io.BytesIO(self._before))
            if found.locale is None:  # else Babel leaves the plural rule out when it writes
                found.locale = language.locale
            return found
        fresh = Catalog(locale=language.locale, project="site", version="1", header_comment=_COMMENT)
        fresh.mime_headers = [("Plural-Forms", plural_header(language.locale))]
        return fresh

    def update(self) -> Updated:
        self._catalog.update(self._wanted, update_creation_date=False)
        target = io.BytesIO()
        write_po(target, self._catalog, include_lineno=False)
        after = target.getvalue()
        if after != self._before:
            write_whole(self._path, after, aside=self._aside)
        messages = [message for message in self._catalog if message.id]
        waiting = [one for one in messages if one.fuzzy or not (self._is_source or _is_said(one.string))]
        return Updated(self.shown, after != self._before, len(messages), len(waiting))


def _singular(ids: str | Sequence[str]) -> str:
    return ids if isinstance(ids, str) else ids[0]


def _is_said(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all(string or ())
