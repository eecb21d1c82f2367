"""What people have made and said, as it goes on paper: the one place where it is taken from the records for print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo, credit_of, licence_of, taken_of
from sitegen.content.kinds.print_languages import PrintLanguages, joined, sample_mark
from sitegen.model.media import Paper
from sitegen.model.outputs import Planner
from sitegen.model.print_orders import AuthorOnPaper, PhotoOnPaper, ZinePhoto
from sitegen.model.print_words import Joined, Phrase, Words
from sitegen.model.web_orders import View
from sitegen.model.zine_plan import pages_with

P = TypeVar("P", bound=Paper)


def author_on_paper(author: Author, languages: PrintLanguages[P], *, occupation: bool = False) -> AuthorOnPaper[P]:
    """An author with their country and, where it is wanted and known, their occupation."""
    country = languages.each(lambda local: local.country(author.country))
    work = languages.words(author.occupation) if occupation and author.occupation else None
    facts = joined(country, work, sample_mark(author))
    return AuthorOnPaper(languages.site.clearance(author), author.name, facts)


def photo_on_paper(photo: Photo, languages: PrintLanguages[P]) -> PhotoOnPaper[P]:
    """What is said of a photograph: its texts, where and when it was taken, and whether it is a sample."""
    name, taken = photo.place, taken_of(photo)
    place = languages.each(lambda local: local.link("place", name)["title"]) if name else None
    when = languages.each(lambda local: local.point(taken)) if taken else None
    return PhotoOnPaper(
        languages.site.clearance(photo),
        photo.id,
        languages.words(photo.title),
        languages.words(photo.caption),
        languages.words(photo.comment),
        joined(place, when, sample_mark(photo)),
    )


def zine_photo(photo: Photo, languages: PrintLanguages[Paper]) -> ZinePhoto:
    """A photograph with what is said of it."""
    file = languages.planner.released(languages.site.original(photo, photo.file))
    return ZinePhoto(photo_on_paper(photo, languages), file, languages.words(photo.alt), photo.focus)


def imprint(photos: Sequence[Photo], author: Author, languages: PrintLanguages[Paper]) -> tuple[Joined, ...]:
    """Whose the photographs of a zine are, under which licence: each such line once.

    Where there are several, each names its pages. A photographer who is
    not the author of the zine, whose name is on its cover, is named too.
    """
    site, pages = languages.site, dict[tuple[str, Words, str], list[int]]()
    for number, photo in enumerate(photos):
        credit, by = credit_of(photo, site), site.get(Author, photo.author)
        other = by.name if by and by.id != author.id and not photo.sample and by.name not in credit.values() else ""
        rights = other, languages.words(credit), licence_of(photo, site)
        pages.setdefault(rights, []).extend(pages_with(number, len(photos)))
    return tuple(
        joined(
            Phrase.of("on_pages", pages=", ".join(map(str, numbers))) if len(pages) > 1 else None,
            languages.same(name) if name else None,
            credit,
            languages.same(licence) if licence else None,
        )
        for (name, credit, licence), numbers in pages.items()
    )


def recording_code(author: Author, planner: Planner) -> tuple[str, View] | None:
    """The id and the short address of the recorded voice of an author of the website, where it may be heard there."""
    if author.interview is None:
        return None
    name = f"{author.id}-voice"
    return name, planner.qr(name, author, origin=author.where("interview"), part="voice")
