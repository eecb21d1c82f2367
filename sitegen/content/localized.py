"""One language's view of the site: picks texts, writes dates, builds addresses, and orders pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from sitegen.content.own_addresses import held_target, targets
from sitegen.content.placed_pictures import Told, file_of
from sitegen.model.by_name import ByName
from sitegen.model.collation import sort_key
from sitegen.model.date_phrases import DatePhrases
from sitegen.model.dates import Point, When, WhenKind
from sitegen.model.entries import Entry, Prose
from sitegen.model.languages import Language
from sitegen.model.links import Link
from sitegen.model.media import Web
from sitegen.model.order import Made
from sitegen.model.outputs import Given, LazyView, PlannedPage, Planner
from sitegen.model.settings import Fact
from sitegen.model.site import Site
from sitegen.model.web_orders import View

E = TypeVar("E", bound=Entry)

# CLDR is large, and a build that writes no page need not load it.
country_name: ByName[[str, str], str] = ByName("model.cldr:country_name")
language_name: ByName[[str, str], str] = ByName("model.cldr:language_name")
month_name: ByName[[int, str], str] = ByName("model.cldr:month_name")
format_listed: ByName[[list[str], str], str] = ByName("model.formatting:format_listed")
format_number: ByName[[float | Decimal, str], str] = ByName("model.formatting:format_number")
format_until: ByName[[Point, str, DatePhrases], str] = ByName("model.formatting:format_until")
format_when: ByName[[When, str, DatePhrases], str] = ByName("model.formatting:format_when")


def url_of(entry: Entry, site: Site[Web], language: Language) -> str:
    """The address of an entry's page, e.g. `/cs/akce/vernisaz/`; a renamed title leaves it unchanged."""
    kind = site.kinds[entry.kind_name]
    if kind.address:
        return kind.address(entry, site, language)
    section = f"{language.section(kind.section)}/" if kind.section else ""
    return f"{language.home}{section}{slug_of(entry, language)}/"


def called(entry: Entry, code: str) -> str:
    """The name or title of any entry: the same in every language, or that in one, by its code; empty without either."""
    found = getattr(entry, "name", None) or getattr(entry, "title", None) or ""
    return found if isinstance(found, str) else str(found.get(code, ""))


def slug_of(entry: Entry, language: Language) -> str:
    """The URL part of an entry: written in its record, or its id."""
    return entry.slug.get(language.code, entry.id)


def page_key(key: str, path: str) -> str:
    """The key of a page below another one, e.g. `list:events/2018`."""
    return f"{key}/{path}".rstrip("/")


def list_url(section: str, language: Language) -> str:
    """The address of a section's first page, e.g. `/cs/akce/`, or of a list below one: `photos/light`."""
    return f"{language.home}{'/'.join(map(language.section, section.split('/')))}/"


def calendar_url(language: Language) -> str:
    """The address of the calendar that can be subscribed to."""
    return f"{language.home}calendar.ics"


def calendar_file(entry: Entry, local: LocalizedSite) -> str:
    """The address of the calendar with this entry alone, beside its page and named like it."""
    url = local.url(entry)
    return f"{url}{url.rstrip('/').rpartition('/')[2]}.ics"


class Dated(Protocol):
    """What takes place."""

    @property
    def sample(self) -> bool:
        """Whether it stands in for something else."""

    @property
    def when(self) -> When:
        """When it takes place."""


def dated(entry: Dated) -> bool:
    """Whether something is fit for a calendar: it is no sample, and the day of its beginning is known."""
    return not entry.sample and entry.when.points[0].is_day


def to_come(when: When, site: Site[Web]) -> bool:
    """Whether something is not over yet."""
    return when.end >= site.today


@dataclass(frozen=True)
class LocalizedSite:
    """The site through one language."""

    site: Site[Web]
    planner: Planner
    language: Language

    def text(self, value: dict[str, str] | None) -> str:
        """The text in this language; empty where the field was left out altogether."""
        return value[self.language.code] if value else ""

    def fact(self, fact: Fact) -> View:
        """A number with its label."""
        return {"value": self.number(fact.value), "label": self.text(fact.label), "about": fact.about}

    def url(self, entry: Entry) -> str:
        """The address of an entry's page in this language."""
        return url_of(entry, self.site, self.language)

    def when(self, when: When) -> View:
        """A date for `<time>`: `text` as people write it, `iso` for machines, `start` and `end` days."""
        return {
            "text": format_when(when, self.language.locale, self.language.dates),
            "iso": when.iso,
            "start": when.start.isoformat(),
            "end": when.end.isoformat(),
            "year": when.start.year,
        }

    def until(self, point: Point | None) -> str:
        """The last day of something, as people write it."""
        return format_until(point, self.language.locale, self.language.dates) if point else ""

    def point(self, point: Point | None) -> str:
        """A day or a month, as people write it."""
        return str(self.when(When(WhenKind.POINT, (point,)))["text"]) if point else ""

    def month(self, number: int) -> str:
        """The name of a month that stands alone, from 1 (CLDR)."""
        return month_name(number, self.language.locale)

    def listed(self, texts: list[str]) -> str:
        """Texts as one enumeration (CLDR)."""
        return format_listed(texts, self.language.locale) if len(texts) > 1 else "".join(texts)

    def link(self, kind: str, identifier: str) -> View:
        """The title and address of another entry; both empty where it is held back."""
        entry = self.site.entries[kind].get(identifier)
        if entry is None:
            return {"title": "", "url": ""}
        return {"title": self.title(entry), "url": self.url(entry)}

    def title(self, entry: Entry) -> str:
        """The name or title of any entry: the same in every language, or this language's."""
        return called(entry, self.language.code)

    def number(self, value: float) -> str:
        """A number as this language writes it."""
        return format_number(value, self.language.locale)

    def country(self, code: str) -> str:
        """The name of a country (CLDR); the code itself where CLDR has none."""
        return country_name(code, self.language.locale)

    def language_name(self, code: str) -> str:
        """The name of a language in this language (CLDR)."""
        return language_name(code, self.language.locale)

    def sorted(self, items: Iterable[Any], text: Callable[[Any], str]) -> list[Any]:
        """Items in the order of this language's alphabet."""
        return sorted(items, key=lambda item: sort_key(text(item), self.language.alphabet))

    def prose(self, entry: Entry) -> View | None:
        """The text beside a record; where it is not translated, the first other language's, and which."""
        found = self.written(entry)
        if found is None:
            return None
        language, prose = found
        page = self.url(entry)
        held = {target: "" for target in targets(prose) if held_target(target, page, self.site)}
        entries = {ref: self.site.find(ref) for ref in sorted({link.ref for link in prose.links} - {""})}
        links = held | {ref: self.url(one) if one else "" for ref, one in entries.items()}
        spoken = replace(self, language=language)
        pictures = [spoken.placed_picture(one, entry, links.get(one.ref, "")) for one in prose.pictures]
        return {"html": prose.html, "links": links, "pictures": pictures, "language": language.code}

    def written(self, entry: Entry) -> tuple[Language, Prose] | None:
        """The text beside a record and its language: this one, or else the site's first that has it."""
        order = [self.language, *(other for other in self.site.languages if other != self.language)]
        found = ((language, entry.prose.get(language.code)) for language in order)
        return next(((language, prose) for language, prose in found if prose), None)

    def placed_picture(self, picture: Link, entry: Entry, url: str) -> View | None:
        """A picture in the text of an entry, above `url`, the page of what it shows; None where it is not shown now."""
        nothing = {"url": url, "title": "", "author": "", "content_note": "", "sample": False}
        if picture.ref:
            found = self.site.find(picture.ref)
            figure = self.site.kinds[found.kind_name].figure if found else None
            return nothing | figure(found, self) if figure else None
        if not isinstance(entry, Told):
            return None
        files, name = [one.file for one in entry.pictures], file_of(picture.target)
        return nothing | self.own_picture(entry, files.index(name), "photo") if name in files else None

    def own_picture(self, entry: Told, number: int, profile: str) -> View:
        """One of an entry's own pictures, with its words."""
        own, settings = entry.pictures[number], self.site.settings
        credit = own.credit or settings.credit or settings.publisher.name
        view = self.planner.picture(
            self.site.original(entry, own.file),
            profile,
            origin=entry.where("pictures", number, "file"),
            rights=_joined(credit[self.site.languages[0].code], own.licence),
        )
        return {
            "picture": view | {"alt": self.text(own.alt)},
            "caption": self.text(own.caption),
            "credit": _joined(self.text(own.credit), own.licence),
        }

    def placed_files(self, entry: Entry) -> set[str]:
        """The files of an entry's own pictures that stand in the text which its page shows."""
        language = self.fallback(entry) or self.language
        prose = entry.prose.get(language.code)
        return {file_of(one.target) for one in prose.pictures} if prose else set()

    def shown_pictures(self, entry: Told) -> list[int]:
        """The numbers of an entry's own pictures that its page shows: all, if below its text, else those in it."""
        placed = self.placed_files(entry) if entry.pictures and not entry.pictures_below else set()
        return [number for number, own in enumerate(entry.pictures) if entry.pictures_below or own.file in placed]

    def fallback(self, entry: Entry) -> Language | None:
        """The language whose prose stands in on this page, or None where it is translated."""
        if not entry.prose or self.language.code in entry.prose:
            return None
        return next((other for other in self.site.languages if other.code in entry.prose), None)

    def page(
        self, entry: Entry, template: str, view: View | Callable[..., View], *given: Given, path: str = ""
    ) -> None:
        """Order the page of an entry, or one below it at a `path` such as `2/`, without the prose.

        With a view, or with the function that makes it, `view(entry, *given, local)`: see `LazyView`.
        """
        said = LazyView(view, entry, given) if callable(view) else view | self.of_entry(entry, path)
        key, url, fallback = page_key(entry.ref, path), self.url(entry) + path, None if path else self.fallback(entry)
        self.planner.page(PlannedPage(key, self.language, url, template, said, entry.where(), fallback))

    def of_entry(self, entry: Entry, path: str = "") -> View:
        """What the page of every entry says."""
        return {"sample": entry.sample, "draft": entry.draft, "prose": None if path else self.prose(entry)}

    def section(
        self,
        section: str,
        template: str,
        view: View | LazyView,
        finished: Iterable[str] = (),
        path: str = "",
        *,
        listed: bool = True,
    ) -> None:
        """Order the first page of a section, or one below it; of `finished` files it says size and check sum."""
        key, url = page_key(f"list:{section}", path), list_url(section, self.language) + path
        made = tuple(Made(name) for name in finished)
        self.planner.page(PlannedPage(key, self.language, url, template, view, finished=made, listed=listed))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def localized_with(site: Site[Web], planner: Planner, entries: Sequence[Entry]) -> list[LocalizedSite]:
    """One local for each language where a section has entries; an empty section has no pages."""
    return localized_sites(site, planner) if entries else []


def localized_sites(site: Site[Web], planner: Planner) -> list[LocalizedSite]:
    """One local for each language, in the site's order."""
    return [LocalizedSite(site, planner, language) for language in site.languages]


def sorted_entries(entries: Iterable[E]) -> list[E]:
    """Entries by their `order`, then by id."""
    return sorted(entries, key=lambda entry: (getattr(entry, "order", 0), entry.id))


def neighbours(items: Sequence[E]) -> Mapping[str, tuple[E | None, E | None]]:
    """What comes before and after each entry of a sequence, by its id."""
    before: tuple[E | None, ...] = (None, *items)
    after: tuple[E | None, ...] = (*items[1:], None)
    return {item.id: (one, other) for item, one, other in zip(items, before, after, strict=False)}
