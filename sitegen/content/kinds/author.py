"""Authors of the photographs, and the recorded interviews with them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from operator import itemgetter
from typing import Annotated

from pydantic import Field

from sitegen.content.kinds import photo_record
from sitegen.content.kinds.recording import Recording, recording_view
from sitegen.content.localized import LocalizedSite, localized_with, neighbours, sorted_entries
from sitegen.content.paging import ListPage, by_number, plan_list, plan_pages
from sitegen.content.placed_pictures import Told
from sitegen.model.consent import Consent
from sitegen.model.languages import Name, Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Consents, Kind, Navigation, Site
from sitegen.model.standard_codes import Country
from sitegen.model.web_orders import View


class Interview(Recording):
    """A recorded interview; it is published only with the consent to web and audio."""

    title: Text
    summary: Text
    consent: Consent


class Author(Told):
    """One exhibitor. `country` is the country of origin, `years_here` counts years in the new country."""

    name: Name
    country: Country
    years_here: Annotated[int, Field(ge=0, le=100)] | None = None
    occupation: Text | None = None
    summary: Text
    order: int = 0
    consent: Consent
    interview: Interview | None = None


def author_card(author: Author, local: LocalizedSite) -> View:
    """An author for a list."""
    found = photo_record.photos_by(author.id, local.site)
    return {
        "id": author.id,
        "name": author.name,
        "country": local.country(author.country),
        "country_code": author.country,
        "summary": local.text(author.summary),
        "url": local.url(author),
        "sample": author.sample,
        "count": len(found),
        "has_interview": author.interview is not None,
        "cover": photo_record.cover(found, local),
    }


def interview_view(author: Author, local: LocalizedSite) -> View | None:
    """The interview for the player, with its own short address."""
    interview = author.interview
    if interview is None:
        return None
    view = recording_view(interview, author, local, author.where("interview"))
    return view | {
        "title": local.text(interview.title),
        "summary": local.text(interview.summary),
        "qr": local.planner.qr(f"{author.id}-voice", author, origin=author.where("interview"), part="voice"),
    }


def _page_view(author: Author, before: Author | None, after: Author | None, local: LocalizedSite) -> View:
    return author_card(author, local) | {
        "title": author.name,
        "description": local.text(author.summary),
        "years_here": author.years_here,
        "occupation": local.text(author.occupation),
        "interview": interview_view(author, local),
        "qr": local.planner.qr(author.id, author, origin=author.where()),
        "before": {"title": before.name, "url": local.url(before)} if before else None,
        "after": {"title": after.name, "url": local.url(after)} if after else None,
    }


def plan_authors(site: Site[Web], planner: Planner) -> None:
    """The list of authors and a page each."""
    authors = sorted_entries(site.all(Author))
    beside = neighbours(authors)
    for local in localized_with(site, planner, authors):
        pages = by_number(local.sorted(authors, _name), site.settings.page_size)
        plan_list("authors", "authors.html", pages, _list_view, local, len(authors))
        for author in authors:
            first = _page_view(author, *beside[author.id], local)
            photos = photo_record.photo_pages(photo_record.photos_by(author.id, site), site)
            plan_pages(author, "author.html", photos, partial(_photos_view, first, local=local), local)


def _name(author: Author) -> str:
    return author.name


def _list_view(page: ListPage[Author], total: int, local: LocalizedSite) -> View:
    """The people of one page by name, and the countries that they come from, by name too."""
    counts = Counter(author.country for author in page.items)
    countries = [{"code": code, "name": local.country(code), "count": counts[code]} for code in counts]
    return {
        "authors": [author_card(author, local) for author in page.items],
        "countries": local.sorted(countries, itemgetter("name")),
        "total": total,
    }


def _photos_view(first: View, page: ListPage[photo_record.Photo], local: LocalizedSite) -> View:
    """An author's page with some of the photographs; the interview is on the first."""
    view = photo_record.with_photos(first, page, local)
    return view | {"interview": None} if page.path else view


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
    plan_authors,
    _check,
    without=_without,
    navigation=Navigation("exhibition", 2),
)
