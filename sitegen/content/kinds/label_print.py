"""The wall labels of the exhibition: for every stop of the tour, in two sizes, in large type and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photograph import Photo
from sitegen.content.kinds.print_texts import Tongues, checked, joined, sample_mark, say
from sitegen.content.kinds.venue import Venue, exhibited_at, stops
from sitegen.model.media import Wall, Web
from sitegen.model.outputs import Desk
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import View

A_SHEET = {"a5": 2, "a6": 4}
"""How many labels of each size stand on a sheet of A4."""

_LEAST_MM = 35.0


def print_labels(site: Site[Web], desk: Desk) -> list[View]:
    """Order the labels of every stop; returns them for the page that offers them, none without print."""
    if not desk.printing:
        return []
    return [
        _order(venue, photos, site, desk)
        for venue in stops(site)
        if (photos := exhibited_at(venue, site.for_medium(Wall)))
    ]


def _order(venue: Venue, photos: Sequence[Photo], site: Site[Web], desk: Desk) -> View:
    stem = f"print/labels/{venue.id}"
    codes = [_code_of(photo, venue, site, desk) for photo in photos]
    desk.job(f"labels-{venue.id}", [code["id"] for code in codes])
    more = {"origin": venue.where(), "places": _places(photos)}
    both = Tongues(site, desk, site.languages[:2])
    files = [_sheets(stem, size, _inputs(venue, photos, codes, both, size), both, more) for size in A_SHEET]
    for language in site.languages:
        files += _accessible(stem, venue, photos, codes, Tongues(site, desk, (language,)), more)
    checks = [{key: file[key] for key in ("path", "name", "job")} for file in files if "job" in file]
    report = checked(desk, stem, checks, **more, group=stem)
    return {
        "venue": venue.ref,
        "count": len(photos),
        "files": [{key: file[key] for key in ("path", "name", "form", "language")} for file in files],
        "report": report,
        "checks": [{"path": file["path"], "job": file["job"]} for file in checks],
    }


def _code_of(photo: Photo, venue: Venue, site: Site[Web], desk: Desk) -> View:
    """The short address on a label: the photograph's page or, where the stop wants it, straight to the voice."""
    author = site.get(Author, photo.author)
    if venue.labels == "voice" and author and author.interview:
        name = f"{author.id}-voice"
        view = desk.qr(name, author, origin=author.where("interview"), part="voice")
        return view | {"id": name, "call": say("call_voice")}
    return desk.qr(photo.id, photo, origin=photo.where()) | {"id": photo.id, "call": say("call_photo")}


def _places(photos: Sequence[Photo]) -> dict[str, Where]:
    """The lines behind the fields that recipes name."""
    return {f"{photo.id}: {field}": photo.where(field) for photo in photos for field in ("title", "caption", "comment")}


def _inputs(venue: Venue, photos: Sequence[Photo], codes: Sequence[View], tongues: Tongues, form: str) -> View:
    site = tongues.site
    title = tongues.lead.text(venue.title)
    name = f"labels-{venue.id}-{form}"
    return tongues.inputs(name, title, tongues.lead.text(site.settings.organization.name)) | {
        "title": title,
        "labels": [_label(photo, code, tongues) for photo, code in zip(photos, codes, strict=True)],
    }


def _label(photo: Photo, code: View, tongues: Tongues) -> View:
    author = tongues.site.get(Author, photo.author)
    country = tongues.each(lambda lens: lens.country(author.country)) if author else None
    return {
        "id": photo.id,
        "title": tongues.text(photo.title),
        "author": author.name if author else "",
        "facts": joined(country, sample_mark(author) if author else None),
        "caption": tongues.text(photo.caption),
        "comment": tongues.paragraphs(photo.comment),
        "meta": tongues.photo_line(photo),
        "call": code["call"],
        "address": code["text"],
        "short_address": code["address"].rstrip("/"),
    }


def _sheets(stem: str, size: str, inputs: View, tongues: Tongues, more: dict[str, Any]) -> View:
    path = f"{stem}-{size}.pdf"
    # The stops of a tour hang much the same, so their labels of one size are fitted together.
    tongues.desk.legacy(
        path, "labels", inputs | {"size": size}, sources=tongues.kit("label"), group=f"labels {size}", **more
    )
    codes = tuple(
        ExpectedCode(label["address"], _LEAST_MM, index // A_SHEET[size] + 1)
        for index, label in enumerate(inputs["labels"])
    )
    job = PrintJob(kind="sheet", pages=-(-len(codes) // A_SHEET[size]), codes=codes)
    return {"path": path, "name": path.rpartition("/")[2], "form": size, "language": "", "job": job.plain()}


def _accessible(
    stem: str, venue: Venue, photos: Sequence[Photo], codes: Sequence[View], tongues: Tongues, more: dict[str, Any]
) -> list[View]:
    """Order the labels in large type and as text for an embosser, in one language."""
    language = tongues.languages[0]
    large, braille = f"{stem}-large-{language.code}.pdf", f"{stem}-braille-{language.code}.txt"
    inputs = _inputs(venue, photos, codes, tongues, f"large-{language.code}")
    group = f"labels large {language.code}"
    tongues.desk.legacy(large, "labels-large", inputs, sources=tongues.kit("label"), group=group, **more)
    tongues.desk.legacy(braille, "labels-text", inputs, sources=tongues.kit("print-words"), group=group, **more)
    view = {"language": language.name}
    # A label in large type takes as many pages as its words need, so its code has no page of its own.
    job = PrintJob(kind="reading", codes=tuple(ExpectedCode(code["text"], _LEAST_MM) for code in codes))
    return [
        view | {"path": large, "name": large.rpartition("/")[2], "form": "large", "job": job.plain()},
        view | {"path": braille, "name": braille.rpartition("/")[2], "form": "braille"},
    ]
