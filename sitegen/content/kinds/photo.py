"""The permanent page of a photograph, and the gallery of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.content.kinds.alike import alike
from sitegen.content.kinds.author import Author, interview_view
from sitegen.content.kinds.photo_record import (
    Photo,
    Side,
    all_photos,
    by_side,
    card,
    counted,
    credit_of,
    figure,
    licence_of,
    licence_url,
    photo_pages,
    picture,
    side_name,
    taken_of,
    translated_by,
    with_photos,
)
from sitegen.content.localized import LocalizedSite, list_url, localized_sites, localized_with, neighbours
from sitegen.content.paging import ListPage, PagedList, plan_list
from sitegen.content.unwritten import UNWRITTEN
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.web_orders import View


@dataclass(frozen=True)
class _Walk:
    """Where a photograph stands among all."""

    before: Photo | None
    after: Photo | None
    number: int
    total: int


def _walks(photos: Sequence[Photo]) -> Mapping[str, _Walk]:
    beside = neighbours(photos)
    return {photo.id: _Walk(*beside[photo.id], number, len(photos)) for number, photo in enumerate(photos, 1)}


@dataclass(frozen=True)
class _List:
    """A list of photographs: all, or those of one side; `count` as `counted` has it."""

    section: str
    side: Side | None
    pages: PagedList[Photo]
    count: View


def _lists(photos: Sequence[Photo], site: Site[Web]) -> list[_List]:
    """All photographs, and where they fill more than one page, those of each side, to choose from."""
    lists = [_List("photos", None, photo_pages(photos, site), counted(photos))]
    for side, found in by_side(photos).items() if lists[0].pages.divided else ():
        lists.append(_List(f"photos/{side}", side, photo_pages(found, site), counted(found)))
    return lists


def _list_view(page: ListPage[Photo], count: View, local: LocalizedSite) -> View:
    return with_photos(count, page, local)


def _page_view(photo: Photo, walk: _Walk, others: tuple[Photo, ...], local: LocalizedSite) -> View:
    author, licence = local.site.get(Author, photo.author), licence_of(photo, local.site)
    return card(photo, local) | {
        "description": local.text(photo.caption),
        "picture": picture(photo, local, "photo"),
        "comment": local.text(photo.comment),
        "comment_language": {
            "code": photo.comment_language,
            "name": local.language_name(photo.comment_language),
            "original": photo.comment_language == local.language.code,
        },
        "translator": translated_by(photo.translators, photo.translator, local),
        "themes": [local.link("theme", theme) for theme in photo.themes],
        "place": local.link("place", photo.place) if photo.place else None,
        "taken": local.point(taken_of(photo)),
        "number": walk.number,
        "total": walk.total,
        "before": _neighbour(walk.before, local),
        "after": _neighbour(walk.after, local),
        "credit": local.text(credit_of(photo, local.site)),
        "licence": {"name": licence, "url": licence_url(licence, local.site)},
        "interview": interview_view(author, local) if author else None,
        "citations": _citations(photo, author, local),
        "alike": [card(other, local) for other in others],
        "zoom": picture(photo, local, "zoom").get("src", ""),
        "qr": local.planner.qr(photo.id, photo, origin=photo.where()),
    }


def _citations(photo: Photo, author: Author | None, local: LocalizedSite) -> list[View]:
    """How to cite the photograph, this page's language first, then the others."""
    every = sorted(localized_sites(local.site, local.planner), key=lambda other: other.language != local.language)
    named, credit = author.name if author and not photo.sample else "", credit_of(photo, local.site)
    return [
        {
            "language": other.language.code,
            "author": named,
            "title": other.text(photo.title),
            "credit": said if (said := other.text(credit)) != named else "",
            "licence": licence_of(photo, local.site),
            "url": local.site.settings.base + other.url(photo),
        }
        for other in every
    ]


def _neighbour(photo: Photo | None, local: LocalizedSite) -> View | None:
    return {"title": local.text(photo.title), "url": local.url(photo)} if photo else None


def plan_photos(site: Site[Web], planner: Planner) -> None:
    """The gallery and a page for each photograph."""
    photos = all_photos(site)
    walks, others, lists = _walks(photos), alike(photos), _lists(photos, site)
    for local in localized_with(site, planner, photos):
        named = {side: side_name(side, local) for side in by_side(photos)}
        sides = [
            {
                "side": one.side,
                "name": named[one.side],
                "url": list_url(one.section, local.language),
                "count": one.count["total"],
            }
            for one in lists[1:]
            if one.side
        ]
        choices = [] if sides else [{"side": side, "name": name} for side, name in named.items()]
        for one in lists:
            about = {"side": one.side or "", "side_name": named[one.side] if one.side else ""}
            given = one.count | about | {"sides": sides, "choices": choices}
            plan_list(one.section, "photos.html", one.pages, _list_view, local, given)
        for photo in photos:
            local.page(photo, "photo.html", _page_view, walks[photo.id], others[photo.id])


def _check(photo: Photo, site: Site[Read], problems: Problems) -> None:
    _check_quote(photo, problems)
    stem = PurePosixPath(photo.file).stem.casefold()
    for language in site.languages:
        alt = photo.alt.get(language.code, "").strip().casefold()
        if alt == UNWRITTEN:
            continue
        if alt in {stem, photo.file.casefold(), stem.replace("-", " ")}:
            problems.error("alt-is-file-name", photo.where("alt", language.code), alt=photo.alt[language.code])
        elif alt and alt == photo.title.get(language.code, "").strip().casefold():
            problems.error("alt-is-title", photo.where("alt", language.code), alt=photo.alt[language.code])
        first = site.once(_by_alt).get((language.code, alt)) if alt and not photo.draft else None
        if first and first.id != photo.id:
            problems.warning("alt-twice", photo.where("alt", language.code), other=first.ref)


def _check_quote(photo: Photo, problems: Problems) -> None:
    """What is shared as somebody's words must be their words."""
    for code, quote in (photo.quote or {}).items():
        said = " ".join(photo.comment.get(code, "").split())
        if quote and " ".join(quote.split()) not in said:
            problems.error("quote-not-in-comment", photo.where("quote", code), quote=quote)


def _by_alt(site: Site[Read]) -> Mapping[tuple[str, str], Photo]:
    """The first photograph of each alternative text; drafts may still have to get their own."""
    found: dict[tuple[str, str], Photo] = {}
    for photo in site.all(Photo):
        for code, alt in () if photo.draft else photo.alt.items():
            found.setdefault((code, alt.strip().casefold()), photo)
    return found


def _held_back(photo: Photo, site: Site[Read]) -> str | None:
    return None if site.get(Author, photo.author) else "author-held-back"


PHOTO = Kind(
    "photo",
    "photos",
    Photo,
    "photos",
    plan_photos,
    _check,
    _held_back,
    navigation=Navigation("exhibition", 1, under="exhibition", menu=True),
    figure=figure,
)
