"""Authors of the photographs, and the recorded interviews with them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sitegen.content.fields import Country
from sitegen.content.kinds import photograph as photos
from sitegen.content.kinds.recording import Recording, recording_view
from sitegen.content.lens import Lens, lenses_with, neighbours, ordered
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry
from sitegen.model.languages import Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Desk
from sitegen.model.problems import Problems
from sitegen.model.site import Consents, Kind, Navigation, Site
from sitegen.model.web_orders import View


class Interview(Recording):
    """A recorded interview; it is published only with the consent to web and audio."""

    title: Text
    summary: Text
    consent: Consent


class Author(Entry):
    """One exhibitor. `country` is the country of origin, `years_here` counts years in the new country."""

    name: str
    country: Country
    years_here: Annotated[int, Field(ge=0, le=100)] | None = None
    occupation: Text | None = None
    summary: Text
    order: int = 0
    consent: Consent
    interview: Interview | None = None


def author_card(author: Author, lens: Lens) -> View:
    """An author for a list."""
    found = photos.photos_where(lens.site, lambda photo: photo.author == author.id)
    return {
        "id": author.id,
        "name": author.name,
        "country": lens.country(author.country),
        "country_code": author.country,
        "summary": lens.text(author.summary),
        "url": lens.url(author),
        "sample": author.sample,
        "count": len(found),
        "has_interview": author.interview is not None,
        "cover": photos.cover(found, lens),
    }


def interview_view(author: Author, lens: Lens) -> View | None:
    """The interview for the player, with its own short address."""
    interview = author.interview
    if interview is None:
        return None
    view = recording_view(interview, author, lens, author.where("interview"))
    return view | {
        "title": lens.text(interview.title),
        "summary": lens.text(interview.summary),
        "qr": lens.desk.qr(f"{author.id}-voice", author, origin=author.where("interview"), part="voice"),
    }


def _page_view(author: Author, lens: Lens) -> View:
    found = photos.photos_where(lens.site, lambda photo: photo.author == author.id)
    before, after = neighbours(ordered(lens.site.all(Author)), author)
    return author_card(author, lens) | {
        "title": author.name,
        "description": lens.text(author.summary),
        "years_here": author.years_here,
        "occupation": lens.text(author.occupation),
        "photos": [photos.card(photo, lens) for photo in found],
        "interview": interview_view(author, lens),
        "qr": lens.desk.qr(author.id, author, origin=author.where()),
        "before": {"title": before.name, "url": lens.url(before)} if before else None,
        "after": {"title": after.name, "url": lens.url(after)} if after else None,
    }


def order_authors(site: Site[Web], desk: Desk) -> None:
    """The list of authors and a page each."""
    for lens in lenses_with(site, desk, site.all(Author)):
        authors = ordered(site.all(Author))
        cards = [author_card(author, lens) for author in authors]
        countries = lens.sorted({card["country"] for card in cards}, str)
        groups = [
            {"country": country, "authors": [card for card in cards if card["country"] == country]}
            for country in countries
        ]
        lens.section("authors", "authors.html", {"authors": cards, "countries": groups})
        for author in authors:
            lens.page(author, "author.html", _page_view(author, lens))


def _check(author: Author, site: Site[Read], problems: Problems) -> None:
    if author.interview:
        author.interview.check(author, ("interview",), site, problems)


def _without(author: Author, allows: Consents) -> Author:
    """Without an interview that may not be heard: both the author and the recording must allow it."""
    heard = author.interview and allows(author.consent, True) and allows(author.interview.consent, True)  # noqa: FBT003 - sound
    return author if heard else author.model_copy(update={"interview": None})


AUTHOR = Kind(
    "author",
    "authors",
    Author,
    "authors",
    order_authors,
    _check,
    without=_without,
    navigation=Navigation("exhibition", 2),
)
