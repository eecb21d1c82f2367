"""What orders of printed things have in common: texts in every language of a job, and who made the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sitegen.content.kinds.photograph import Photo, taken_of
from sitegen.content.lens import Lens
from sitegen.model.entries import Entry
from sitegen.model.languages import Language
from sitegen.model.media import Web
from sitegen.model.order import SourceFile
from sitegen.model.outputs import Desk
from sitegen.model.site import Site
from sitegen.model.web_orders import View

Texts = dict[str, Any]
"""A text by language code, or an order for one: see `say` and `joined`."""


def say(key: str, **values: Any) -> Texts:
    """A word of the interface, from `print/words.xml`, in every language of the job."""
    return {"say": key, **values}


def joined(*parts: Texts | None) -> Texts:
    """Texts in one line; what is missing or empty is left out."""
    return {"joined": [part for part in parts if part]}


@dataclass(frozen=True)
class Tongues:
    """The languages of a printed thing, the leading one first."""

    site: Site[Web]
    desk: Desk
    languages: tuple[Language, ...]

    @property
    def lead(self) -> Lens:
        """The site through the leading language."""
        return Lens(self.site, self.desk, self.languages[0])

    def each(self, say_it: Callable[[Lens], str]) -> dict[str, str]:
        """The same thing said in every language."""
        return {language.code: say_it(Lens(self.site, self.desk, language)) for language in self.languages}

    def text(self, value: dict[str, str] | None) -> dict[str, str]:
        """A text of the content in these languages."""
        return self.each(lambda lens: lens.text(value))

    def same(self, text: str) -> dict[str, str]:
        """One text for all languages."""
        return self.each(lambda _: text)

    def linked(self, kind: str, identifier: str) -> dict[str, str]:
        """The title of another entry."""
        return self.each(lambda lens: lens.link(kind, identifier)["title"])

    def paragraphs(self, value: dict[str, str]) -> dict[str, list[str]]:
        """A longer text, cut where lines are empty."""
        return {code: [part.strip() for part in text.split("\n\n")] for code, text in self.text(value).items()}

    def inputs(self, job: str, title: str, author: str) -> View:
        """What every print recipe is told: languages, and what the file says of itself."""
        return {
            "languages": [language.code for language in self.languages],
            "locales": {language.code: language.locale for language in self.languages},
            "typography": {language.code: dict(language.typography) for language in self.languages},
            "identity": {
                "job": job,
                "title": title,
                "author": author,
                "language": self.languages[0].code,
                "date": self.site.settings.edition.isoformat(),
            },
        }

    def kit(self, name: str) -> dict[str, SourceFile]:
        """The standing files of a recipe, and the catalogues, each named by its language."""
        found = dict(self.desk.kit(name))
        for language in self.languages:
            found[f"catalogue/{language.code}"] = self.desk.kit("print-words", (language,))["catalogue"]
        return found

    def photo_line(self, photo: Photo) -> Texts:
        """Where and when a photograph was taken, and whether it is a sample."""
        place = self.linked("place", photo.place) if photo.place else None
        taken = taken_of(photo)
        when = self.each(lambda lens: lens.point(taken)) if taken else None
        return joined(place, when, sample_mark(photo))


def sample_mark(entry: Entry) -> Texts | None:
    """The word that marks what stands in for an original."""
    return say("sample") if entry.sample else None


def notices(site: Site[Web]) -> list[View]:
    """The mandated sentences, each in its own language."""
    return [{"text": notice.text, "language": notice.language} for notice in site.settings.notices]


def checked(desk: Desk, stem: str, files: Sequence[View], **more: Any) -> str:
    """Order the checks of finished files (`path`, `name`, `job`) as JSON; returns the report's path."""
    path = f"{stem}-preflight.json"
    needs = tuple(file["path"] for file in files)
    desk.legacy(path, "preflight", {"files": list(files)}, needs=needs, **more)
    return path
