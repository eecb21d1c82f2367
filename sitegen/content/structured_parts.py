"""What several kinds of structured data are made of: who something is, people, publishers, pictures, moments.

A thing is known by one `@id` in all languages, whatever its pages are called (`identity`), so that what several pages
say of it is one thing to a machine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo, credit_of, licence_of, licence_url, picture
from sitegen.content.localized import LocalizedSite
from sitegen.content.placed_pictures import Told
from sitegen.model.dates import Point, When
from sitegen.model.entries import Entry
from sitegen.model.web_orders import View

Node = dict[str, Any]
SAMPLE = "Sample"
"""The `creativeWorkStatus` of what stands in for an original."""
DRAWN = "https://schema.org/AlgorithmicMediaDigitalSource"
"""How a sample came to be: drawn by a program (IPTC, Digital Source Type: algorithmic media)."""
_PIXEL = "E37"
"""The unit of widths and heights (UN/CEFACT Recommendation 20)."""


def absolute(address: str, local: LocalizedSite) -> str:
    """A site-absolute address with the site's own before it."""
    return local.site.settings.base + address


def page_of(entry: Entry, local: LocalizedSite) -> str:
    """The whole address of an entry's page."""
    return absolute(local.url(entry), local)


def identity(name: str, local: LocalizedSite) -> str:
    """What a thing is known by for good, in all languages: `name` is an entry's reference, or another word."""
    return f"{local.site.code_base}#{name}"


def told_at(url: str, local: LocalizedSite) -> Node:
    """The page that tells of something, whose language is not that of what it tells of."""
    return {"@type": "WebPage", "@id": url, "inLanguage": local.language.code}


def filled(node: Mapping[str, Any]) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def status(sample: bool) -> str:  # noqa: FBT001 - it is what the record says
    """What marks a sample."""
    return SAMPLE if sample else ""


def moment(point: Point, local: LocalizedSite) -> str:
    """A day, or an hour with the offset that the site's time zone has then (ISO 8601).

    Empty where the day is not known: no Date of schema.org is a month.
    """
    if point.hour:
        return dt.datetime.combine(point.day, point.hour, local.site.now.tzinfo).isoformat()
    return point.day.isoformat() if point.is_day else ""


def end_of(when: When, local: LocalizedSite) -> str:
    """When something ends; empty where only the hour of its beginning is known."""
    return "" if len(when.points) == 1 and when.points[0].hour else moment(when.points[-1], local)


def publisher(local: LocalizedSite) -> Node | None:
    """Who publishes the site, where that is said."""
    organization = local.site.settings.organization
    if organization is None:
        return None
    return filled(
        {
            "@type": "Organization",
            "@id": identity("organization", local),
            "name": local.text(organization.name),
            "address": organization.address,
            "email": organization.email,
            "url": organization.url,
        }
    )


def person(author: Author, local: LocalizedSite) -> Node:
    """An author who exists."""
    url = page_of(author, local)
    return {"@type": "Person", "@id": identity(author.ref, local), "name": author.name, "url": url}


def plain(photos: Iterable[Photo]) -> list[Photo]:
    """The photographs that machines hear of: those without a content note."""
    return [photo for photo in photos if not photo.content_note]


def photo_image(photo: Photo, local: LocalizedSite, profile: str) -> Node:
    """A photograph as the picture of something; its author is named where both are real."""
    author = local.site.get(Author, photo.author)
    real = author is not None and not (photo.sample or author.sample)
    url = page_of(photo, local)
    rights = _rights(local.text(credit_of(photo, local.site)), licence_of(photo, local.site), local)
    return _image(picture(photo, local, profile), local) | filled(
        rights
        | {
            "creator": person(author, local) if author and real else publisher(local),
            "acquireLicensePage": url,
            "creativeWorkStatus": status(photo.sample),
            "digitalSourceType": DRAWN if photo.sample else "",
        }
    )


def own_image(entry: Told, number: int, local: LocalizedSite, profile: str) -> Node:
    """One of an entry's own pictures."""
    own, settings = entry.pictures[number], local.site.settings
    credit = local.text(own.credit or settings.credit or settings.publisher.name)
    view = local.own_picture(entry, number, profile)
    return _image(view["picture"], local) | filled(
        _rights(credit, own.licence or "", local) | {"caption": view["caption"]}
    )


def _image(view: View, local: LocalizedSite) -> Node:
    if not view.get("src"):  # it cannot be opened, which is a problem of its own
        return {"@type": "ImageObject"}
    return {
        "@type": "ImageObject",
        "contentUrl": absolute(view["src"], local),
        "width": _pixels(view["width"]),
        "height": _pixels(view["height"]),
    }


def _pixels(value: int) -> Node:
    return {"@type": "QuantitativeValue", "value": value, "unitCode": _PIXEL}


def _rights(credit: str, licence: str, local: LocalizedSite) -> Node:
    return {
        "creditText": credit,
        "copyrightNotice": ", ".join(filter(None, (credit, licence))),
        "license": licence_url(licence, local.site),
    }
