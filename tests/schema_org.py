"""What schema.org allows: the vocabulary of release 30.0 as it was published, and what searchers ask for besides.

`schemaorg-current-https.jsonld` is © W3C's Schema.org Community Group, CC BY-SA 3.0 (https://schema.org/docs/terms.html),
unchanged but for the compression; `DIGEST` is of the file itself.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "content" / "schemaorg-current-https.jsonld.gz"
DIGEST = "4467fa19edcb1d7fb3c46c0adf3591b7f870c4a60b7838bdb61694fd02864cf6"
TERM = "https://schema.org/"
_ADDRESSES = {"item"}
"""Properties whose thing may be given by its address alone, as Google's documentation of breadcrumbs has it."""
_TEXTS = {"Text", "URL", "CssSelectorType", "PronounceableText", "XPathType"}

EVENT = {"name", "location", "url", "eventStatus", "eventAttendanceMode"}
REQUIRED: Mapping[str, set[str]] = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Event": EVENT,
    "ExhibitionEvent": EVENT | {"organizer"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressLocality"},
    "ImageObject": {"contentUrl", "creditText", "copyrightNotice"},
    "ProfilePage": {"mainEntity", "name", "url", "inLanguage"},
    "Person": {"name"},
    "Organization": {"name"},
    "PodcastSeries": {"name", "url", "image"},
    "PodcastEpisode": {"name", "url"},
    "AudioObject": {"contentUrl", "encodingFormat", "contentSize", "duration", "inLanguage"},
    "WebSite": {"name", "url", "publisher", "inLanguage"},
}
"""By type: what Google's documentation requires (Event, Image metadata, Breadcrumb, Profile page, Site name) or this
project has for all of it. An event without a known day has no `startDate`, as schema.org allows."""

RECOMMENDED: Mapping[str, set[str]] = {
    "ImageObject": {"creator", "license", "acquireLicensePage"},
    "Event": {"description", "startDate", "endDate", "image", "organizer", "superEvent"},
    "ExhibitionEvent": {"description", "startDate", "endDate", "image", "workFeatured", "subEvent", "superEvent"},
    "PostalAddress": {"streetAddress", "postalCode", "addressCountry"},
    "PodcastSeries": {"webFeed", "description", "hasPart"},
    "PodcastEpisode": {"datePublished", "episodeNumber", "duration", "image", "associatedMedia", "partOfSeries"},
    "AudioObject": {"transcript"},
    "Person": {"url", "description", "jobTitle"},
    "WebSite": {"alternateName"},
}
"""By type: what the same recommend, which somewhere on a whole site must be said."""


@dataclass(frozen=True)
class Vocabulary:
    """Names of classes, properties and members of enumerations, and what they belong to."""

    parents: Mapping[str, set[str]]
    domains: Mapping[str, set[str]]
    ranges: Mapping[str, set[str]]
    members: Mapping[str, set[str]]

    def ancestors(self, name: str) -> set[str]:
        """A class and all that it is a kind of."""
        found: set[str] = {name}
        for parent in self.parents.get(name, ()):
            found |= self.ancestors(parent)
        return found


@cache
def vocabulary() -> Vocabulary:
    """The release, read once."""
    text = gzip.decompress(FILE.read_bytes())
    assert hashlib.sha256(text).hexdigest() == DIGEST
    parents, domains, ranges, members = {}, {}, {}, {}
    for term in json.loads(text)["@graph"]:
        name, kinds = _name(term["@id"]), set(_names(term, "@type"))
        if "rdfs:Class" in kinds:
            parents[name] = set(_names(term, "rdfs:subClassOf"))
        elif "rdf:Property" in kinds:
            domains[name] = set(_names(term, "schema:domainIncludes"))
            ranges[name] = set(_names(term, "schema:rangeIncludes"))
        else:
            members[name] = kinds
    return Vocabulary(parents, domains, ranges, members)


def _name(identifier: str) -> str:
    return identifier.removeprefix("schema:")


def _names(term: Mapping[str, Any], key: str) -> list[str]:
    values = term.get(key, [])
    listed = values if isinstance(values, list) else [values]
    return [_name(one if isinstance(one, str) else one["@id"]) for one in listed]


def faults(data: Any) -> list[str]:
    """What is wrong with a block of JSON-LD: types, properties, values, and what is lacking."""
    found = [] if data.get("@context") == "https://schema.org" else ["no context"]
    return found + list(_faults({name: value for name, value in data.items() if name != "@context"}, ""))


def nodes(data: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every node below another with each of its types."""
    if isinstance(data, list):
        for one in data:
            yield from nodes(one)
    elif isinstance(data, dict):
        for kind in _kinds(data):
            yield kind, data
        for value in data.values():
            yield from nodes(value)


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def _faults(node: Mapping[str, Any], path: str) -> Iterator[str]:
    known, kinds = vocabulary(), _kinds(node)
    here = f"{path}/{'+'.join(kinds)}"
    strange = [kind for kind in kinds if kind not in known.parents]
    if strange or not kinds:
        yield f"{path}: no such type {strange}"
        return
    ancestors = set().union(*map(known.ancestors, kinds))
    for kind in kinds:
        lacking = REQUIRED.get(kind, set()) - node.keys()
        if lacking:
            yield f"{here} lacks {sorted(lacking)}"
    for name, value in node.items():
        if name == "@id":
            if not re.fullmatch(r"https://[^\s/]+/\S*", value):
                yield f"{here}: @id {value!r} is not whole"
        elif name == "@type":
            continue
        elif not known.domains.get(name, set()) & ancestors:
            yield f"{here} has no {name}"
        else:
            for one in value if isinstance(value, list) else [value]:
                ranges = known.ranges[name] | ({"URL"} if name in _ADDRESSES else set())
                yield from _value(one, ranges, f"{here}.{name}")


def _value(value: Any, ranges: set[str], path: str) -> Iterator[str]:
    known = vocabulary()
    if isinstance(value, dict):
        allowed = [kind for kind in _kinds(value) if known.ancestors(kind) & ranges]
        if not allowed:
            yield f"{path}: {_kinds(value)} is none of {sorted(ranges)}"
        yield from _faults(value, path)
    elif not any(_is_one(value, kind) for kind in ranges):
        yield f"{path}: {value!r} is none of {sorted(ranges)}"


def _is_one(value: Any, kind: str) -> bool:
    known = vocabulary()
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int | float):
        return kind in {"Number", "Float"} or (kind == "Integer" and isinstance(value, int))
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "Date":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and _reads(dt.date.fromisoformat, value)
    if kind == "DateTime":
        return bool(re.search(r"T.*([+-]\d\d:\d\d|Z)$", value)) and _reads(dt.datetime.fromisoformat, value)
    if kind == "Duration":
        return bool(re.fullmatch(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", value))
    if kind == "URL":
        return bool(re.fullmatch(r"https?://[^\s/]+/\S*", value))
    if kind in _TEXTS:
        return kind == "Text"
    if "Enumeration" in known.ancestors(kind):
        return bool(known.members.get(value.removeprefix(TERM), set()) & {kind})
    return False


def _reads(read: Any, value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True
