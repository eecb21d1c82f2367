"""What a finished page says that the check must know: its links, ids, pictures and languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from sitegen.making.tags import Tag, parsed, parts_of, value_of
from sitegen.model.order import Json

_LINKS = ("href", "src", "poster", "data")
_SETS = ("srcset", "imagesrcset")
_FOLLOWED = {"a", "area", "link"}
"""What leads elsewhere only when somebody asks for it, or, a link, by what it is."""
_LOADED = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}
_LOADED |= {"preconnect", "dns-prefetch"}
"""What a browser fetches, or connects to, without being asked."""


@dataclass
class Facts:
    """Of a page: where it leads, each target once; its ids; its language and address; its pictures without words.

    `foreign` is what it loads from elsewhere; `alternates` are the addresses of its other languages by their codes.
    """

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    without_alt: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    language: str = ""


def facts_from(noted: Json) -> Facts | None:
    """Facts as they were kept; None where they were not."""
    return Facts(**noted) if isinstance(noted, dict) else None  # type: ignore[arg-type]  # as `vars` gave them


Note = tuple[str, str, str]
"""One thing that a tag says: the name of a fact, its value, and a key where it has one."""


def read_page(html: str) -> Facts:
    """The facts of a finished page."""
    return gathered(note for token in parts_of(html)[1::2] for note in notes_of(token))


def gathered(notes: Iterable[Note]) -> Facts:
    """The facts of a page from what its tags say."""
    facts = Facts()
    lists = {"links": facts.links, "ids": facts.ids, "without_alt": facts.without_alt, "foreign": facts.foreign}
    for name, value, key in notes:
        if name in lists:
            lists[name].append(value)
        elif name == "alternates":
            facts.alternates[key] = value
        else:
            setattr(facts, name, value)
    facts.links = list(dict.fromkeys(facts.links))
    return facts


@lru_cache(maxsize=4096)
def notes_of(token: str) -> tuple[Note, ...]:
    """What a tag says; many pages have the same ones."""
    tag = parsed(token)
    return () if tag is None or tag.closes else tuple(notes_with(tag, tag.attributes))


def notes_with(tag: Tag, given: dict[str, str]) -> list[Note]:
    """What a tag with these attributes says, which are as they are written."""
    found: list[Note] = []
    if "id" in given and (name := value_of(given["id"])):
        found.append(("ids", name, ""))
    if tag.name == "html":
        found.append(("language", value_of(given.get("lang", "")), ""))
    elif tag.name == "img" and "alt" not in given:
        found.append(("without_alt", value_of(given.get("src", "")), ""))
    elif tag.name == "link" and (alone := _of_the_page(given)):  # absolute, and judged on its own
        return [*found, alone]
    targets = [value_of(given[name]) for name in _LINKS if name in given]
    targets += [one.split()[0] for name in _SETS if name in given for one in _listed(given[name])]
    found += [("links", target, "") for target in targets]
    if targets and (tag.name not in _FOLLOWED or _LOADED.intersection(value_of(given.get("rel", "")).split())):
        found += [("foreign", target, "") for target in targets if _is_foreign(target)]
    return found


def _of_the_page(given: dict[str, str]) -> Note | None:
    """The address of the page, or of the same in another language."""
    rel = value_of(given.get("rel", ""))
    if rel == "canonical":
        return "canonical", value_of(given.get("href", "")), ""
    if rel == "alternate" and "hreflang" in given:
        return "alternates", value_of(given.get("href", "")), value_of(given["hreflang"])
    return None


def _listed(written: str) -> list[str]:
    return [one for one in value_of(written).split(",") if one.strip()]


def _is_foreign(target: str) -> bool:
    try:
        return bool(urlsplit(target).netloc)
    except ValueError:  # no address at all, which the check of links reports
        return False
