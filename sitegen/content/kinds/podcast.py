"""Podcast series and their episodes; an episode exists only from its release on."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from sitegen.content.fields import LocalTime, RecurrenceField
from sitegen.content.file_findings import report
from sitegen.content.kinds.event import Person
from sitegen.content.kinds.recording import Recording, Sound, recording_view
from sitegen.content.localized import (
    LocalizedSite,
    list_url,
    localized_sites,
    localized_with,
    neighbours,
    slug_of,
    url_of,
)
from sitegen.content.paging import ListPage, PagedList, by_year, plan_pages
from sitegen.content.placed_pictures import Told
from sitegen.content.podcast_guid import is_guid, podcast_guid
from sitegen.content.sound.artwork import check_artwork
from sitegen.content.sound.chapters import Chapter as SoundChapter
from sitegen.content.sound.chapters import chapter_views
from sitegen.content.sound.times import seconds_of
from sitegen.model.addresses import MailAddress, WebAddress
from sitegen.model.by_name import ByName
from sitegen.model.consent import Consent
from sitegen.model.dates import Point
from sitegen.model.entries import Flag, Part, RefTo
from sitegen.model.involved import EachMustAgree
from sitegen.model.languages import Language, Name, Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.standard_codes import LanguageCode
from sitegen.model.web_orders import View

if TYPE_CHECKING:
    from sitegen.content.sound.checks import Place

judge_chapters: ByName[[Sequence[str], Sequence[Sequence[str]], float, Place, Problems], None] = ByName(
    "content.sound.checks:judge_chapters"
)

_SEARCH = re.compile(r"/(?:search|results)(?:[/?#]|$)|[?&](?:q|query|search_query|term)=", re.IGNORECASE)
"""Addresses of what a service finds, in which the series may be or not."""

_NEWEST = 6
"""How many episodes of a divided list are shown where a series is one among others."""


class Category(Part):
    """An Apple Podcasts category."""

    name: Name
    sub: str = ""


class Owner(Part):
    """Whom directories write to."""

    name: Name
    email: MailAddress


class Frequency(Part):
    """How often episodes come: an RFC 5545 rule, its start, and words."""

    rule: RecurrenceField
    start: LocalTime
    title: Text


class Funding(Part):
    """Where listeners support the series."""

    url: WebAddress
    title: Text


class Service(Part):
    """The series on a service elsewhere: a link, never an embed."""

    name: Name
    url: WebAddress


class Series(Told):
    """A podcast. `guid` is its Podcasting 2.0 UUIDv5, stored once and kept when the address changes."""

    title: Name
    subtitle: Text
    summary: Text
    author: Name
    language: LanguageCode
    image: Sound
    image_alt: Text
    type: Literal["serial", "episodic"]
    feed: Literal["own", "external"]
    guid: Annotated[str, Field(min_length=1)]
    explicit: Flag = False
    locked: Flag = True
    complete: Flag = False
    categories: list[Category] = []
    owner: Owner
    frequency: Frequency | None = None
    licence: str = ""
    funding: Funding | None = None
    links: list[Service] = []
    event: Annotated[str, RefTo("event")] | None = None


class Chapter(Part):
    """A chapter; `start` is `m:ss` or `h:mm:ss`."""

    start: Annotated[str, Field(pattern=r"^(\d+:)?[0-5]?\d:[0-5]\d$")]
    title: Text


class Episode(Told, Recording):
    """One episode; `publish` is the local time of its release. Each guest is heard, so each must agree."""

    number: Annotated[int, Field(ge=1)]
    title: Text
    summary: Text
    publish: LocalTime
    guests: Annotated[list[Person], EachMustAgree()] = []
    chapters: list[Chapter] = []
    guid: Annotated[str, Field(min_length=1)]
    consent: Consent

    @property
    def series(self) -> str:
        """The id of its series: the folder it lies in."""
        return PurePosixPath(self.source.file).parent.name


def episodes_of(series: Series, site: Site[Web]) -> list[Episode]:
    """The published episodes of a series by number."""
    return site.once(_by_series).get(series.id, [])


def _by_series(site: Site[Web]) -> dict[str, list[Episode]]:
    found: dict[str, list[Episode]] = {}
    for episode in sorted(site.all(Episode), key=lambda episode: episode.number):
        found.setdefault(episode.series, []).append(episode)
    return found


def episode_pages(series: Series, site: Site[Web]) -> PagedList[Episode]:
    """The episodes as pages: all on one, or each year of release for itself behind the newest."""

    def newest(size: int) -> list[Episode]:
        return sorted(found, key=lambda episode: episode.publish, reverse=True)[:size]

    found = episodes_of(series, site)
    return by_year(found, site.settings.page_size, lambda episode: episode.publish.year, newest)


def chapters_of(episode: Episode, local: LocalizedSite) -> list[SoundChapter]:
    """An episode's chapters with their titles in this language."""
    return [SoundChapter(seconds_of(chapter.start), local.text(chapter.title)) for chapter in episode.chapters]


def upcoming(series: Series, local: LocalizedSite) -> list[View]:
    """What a series announces: the number, title and day of episodes that are complete but not out, no more."""
    coming = [
        entry
        for entry in local.site.coming
        if isinstance(entry, Episode)
        and entry.series == series.id
        and entry.consent.allows("web", entry.publish.date())  # else it will never come
    ]
    return [
        {
            "number": episode.number,
            "title": local.text(episode.title),
            "published": {"text": _day(episode.publish, local), "iso": episode.publish.date().isoformat()},
        }
        for episode in sorted(coming, key=lambda episode: episode.number)
    ]


def _day(moment: dt.datetime, local: LocalizedSite) -> str:
    return local.point(Point(moment.date()))


def _instant(moment: dt.datetime, local: LocalizedSite) -> str:
    """A local time with the offset that the site's time zone has then (ISO 8601)."""
    return moment.replace(tzinfo=ZoneInfo(local.site.settings.timezone)).isoformat(timespec="seconds")


def episode_card(episode: Episode, local: LocalizedSite) -> View:
    """An episode for a list."""
    return {
        "number": episode.number,
        "title": local.text(episode.title),
        "summary": local.text(episode.summary),
        "published": {
            "text": _day(episode.publish, local),
            "iso": episode.publish.date().isoformat(),
            "moment": _instant(episode.publish, local),
        },
        "url": local.url(episode),
        "sample": episode.sample,
    }


def feed_language(series: Series, languages: Sequence[Language]) -> Language:
    """The site's language among whose pages the feed of a series lies: the one it speaks, or else the site's first."""
    spoken = (series.language, series.language.partition("-")[0])
    return next((one for code in spoken for one in languages if one.code == code), languages[0])


def series_view(series: Series, local: LocalizedSite) -> View:
    """A series without its episodes."""
    cover = local.planner.picture(local.site.original(series, series.image), "card", origin=series.where("image"))
    return {
        "title": series.title,
        "subtitle": local.text(series.subtitle),
        "summary": local.text(series.summary),
        "author": series.author,
        "language": {"code": series.language, "name": local.language_name(series.language)},
        "url": local.url(series),
        "cover": cover | {"alt": local.text(series.image_alt)},
        "sample": series.sample,
        "links": [{"name": link.name, "url": link.url} for link in series.links],
        "feed": feed_address(series, local) if has_feed(series, local.site) else "",
    }


def has_feed(series: Series, site: Site[Web]) -> bool:
    """Whether this site publishes a feed of a series: its own one, from the first release on."""
    return series.feed == "own" and bool(episodes_of(series, site))


def feed_address(series: Series, local: LocalizedSite) -> str:
    """The site-absolute address of the feed of a series, the same in all languages."""
    return f"{url_of(series, local.site, feed_language(series, local.site.languages))}feed.xml"


def series_card(series: Series, local: LocalizedSite) -> View:
    """A series for a list, with its episodes; of many, the newest, and in `more` how many there are."""
    pages = episode_pages(series, local.site)
    shown = pages.front.items[:_NEWEST] if pages.divided else pages.front.items
    return series_view(series, local) | {
        "episodes": [episode_card(episode, local) for episode in shown],
        "more": len(episodes_of(series, local.site)) if pages.divided else 0,
        "upcoming": upcoming(series, local),
    }


def _page_view(page: ListPage[Episode], series: Series, local: LocalizedSite) -> View:
    """A series' own page with some of its episodes; what is coming is on the first."""
    return series_view(series, local) | {
        "description": local.text(series.summary),
        "episodes": [episode_card(episode, local) for episode in page.items],
        "upcoming": [] if page.path else upcoming(series, local),
    }


def _episode_view(
    episode: Episode, before: Episode | None, after: Episode | None, series: View, local: LocalizedSite
) -> View:
    return episode_card(episode, local) | {
        "description": local.text(episode.summary),
        "series": series,
        "recording": recording_view(episode, episode, local, episode.where("file")),
        "guests": [{"name": guest.name, "role": local.text(guest.role)} for guest in episode.guests],
        "chapters": chapter_views(chapters_of(episode, local)),
        "before": {"title": local.text(before.title), "url": local.url(before)} if before else None,
        "after": {"title": local.text(after.title), "url": local.url(after)} if after else None,
    }


def _check_artwork(series: Series, site: Site[Web], planner: Planner) -> None:
    cover, origin = site.original(series, series.image), series.where("image")
    found = planner.measure(cover, origin=origin)
    if found:
        findings = check_artwork(found.width, found.height, found.mode, found.format, cover.path.stat().st_size)
        report(findings, planner.problems, origin)


def plan_series(site: Site[Web], planner: Planner) -> None:
    """The list of series, and a page for each."""
    for series in site.all(Series):
        _check_artwork(series, site, planner)
    for local in localized_with(site, planner, site.all(Series)):
        found = site.all(Series)
        local.section("podcasts", "podcasts.html", {"series": [series_card(series, local) for series in found]})
        for series in found:
            view = partial(_page_view, series=series, local=local)
            plan_pages(series, "series.html", episode_pages(series, site), view, local)


def plan_episodes(site: Site[Web], planner: Planner) -> None:
    """A page for each episode that is out."""
    for local in localized_sites(site, planner):
        for series in site.all(Series):
            about, episodes = series_view(series, local), episodes_of(series, site)
            beside = neighbours(episodes)
            for episode in episodes:
                local.page(episode, "episode.html", _episode_view, *beside[episode.id], about)


def _episode_url(episode: Episode, site: Site[Web], language: Language) -> str:
    series = site.get(Series, episode.series)
    folder = slug_of(series, language) if series else episode.series
    return f"{list_url('podcasts', language)}{folder}/{slug_of(episode, language)}/"


def _alike(site: Site[Read]) -> Mapping[object, list[Episode]]:
    """The episodes by what only one of them may have: a number in its series, a GUID."""
    found: dict[object, list[Episode]] = defaultdict(list)
    for episode in site.all(Episode):
        found[episode.series, episode.number].append(episode)
        found[episode.guid].append(episode)
    return found


def _check(episode: Episode, site: Site[Read], problems: Problems) -> None:
    if not site.known(f"podcast:{episode.series}"):
        problems.error("unknown-reference", episode.where(), kind="podcast", id=episode.series, suggestion="")
    for other in site.once(_alike)[episode.series, episode.number]:
        if other.id > episode.id:
            problems.error("duplicate-number", other.where("number"), number=episode.number, other=episode.id)
    for other in site.once(_alike)[episode.guid]:
        if other.ref > episode.ref:
            problems.error("duplicate-guid", other.where("guid"), other=episode.id)
    seconds = episode.check(episode, (), site, problems)
    if episode.chapters:
        titles = [[chapter.title[one.code] for chapter in episode.chapters] for one in site.languages]
        judge_chapters([chapter.start for chapter in episode.chapters], titles, seconds, episode.where, problems)


def _due(episode: Episode, site: Site[Read]) -> dt.datetime:
    return episode.publish.replace(tzinfo=site.now.tzinfo)


def _held_back(episode: Episode, site: Site[Read]) -> str | None:
    if site.get(Series, episode.series) is None:
        return "series-held-back"
    # As moments: on the day the clocks change, the same local time comes twice.
    return "not-yet" if _due(episode, site).timestamp() > site.now.timestamp() else None


def _check_series(series: Series, site: Site[Read], problems: Problems) -> None:
    for number, link in enumerate(series.links):
        if _SEARCH.search(link.url):
            problems.error("search-as-link", series.where("links", number, "url"), url=link.url, service=link.name)
    if is_guid(series.guid):
        return
    home = feed_language(series, site.languages) if site.languages else None
    feed = f"{site.code_base.rstrip('/')}{list_url('podcasts', home)}{slug_of(series, home)}/feed.xml" if home else ""
    suggestion = podcast_guid(feed) if feed and series.feed == "own" else ""
    problems.error("guid-not-uuid", series.where("guid"), found=series.guid, suggestion=suggestion)


SERIES = Kind(
    "podcast", "podcasts", Series, "podcasts", plan_series, _check_series, navigation=Navigation("campaign", 2)
)
EPISODE = Kind(
    "episode",
    "podcasts",
    Episode,
    "podcasts",
    plan_episodes,
    _check,
    _held_back,
    _due,
    address=_episode_url,
    pattern="*/*.yaml",
    sound=True,
)
