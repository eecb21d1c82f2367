"""What the podcast feed says: one feed a series, in the language of the series, with the released episodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sitegen.content.kinds.podcast import (
    Episode,
    Series,
    chapters_of,
    episodes_of,
    feed_address,
    feed_language,
    has_feed,
)
from sitegen.content.kinds.recording import recording_view
from sitegen.content.localized import LocalizedSite
from sitegen.content.sound.chapters import Chapter, chapter_views, chapters_json, show_notes
from sitegen.content.sound.files import inspect
from sitegen.content.sound.times import rfc2822
from sitegen.model.web_orders import CoverOrder, JsonOrder, SoundOrder, View


def podcast_feeds(local: LocalizedSite) -> Iterator[tuple[str, View]]:
    """The address and the view of each feed that this site publishes in this language.

    A series whose `feed` is `external` has its feed elsewhere, and none is made that would compete with it.
    Before its first release a series has no feed: directories refuse one without an episode.
    """
    for series in local.site.all(Series):
        at_home = feed_language(series, local.site.languages) == local.language
        if at_home and has_feed(series, local.site):
            yield feed_address(series, local), {"feed": _feed(series, local)}


def _absolute(address: str, local: LocalizedSite) -> str:
    return local.site.settings.base + address


def _moment(written: dt.datetime, local: LocalizedSite) -> dt.datetime:
    return written.replace(tzinfo=ZoneInfo(local.site.settings.timezone))


def _feed(series: Series, local: LocalizedSite) -> View:
    released = episodes_of(series, local.site)[::-1]
    return _identity(series, local) | {
        "built": rfc2822(max(_moment(episode.publish, local) for episode in released)),
        "complete": series.complete and _all_out(series, len(released)),
        "episodes": [_episode(episode, series, local) for episode in released],
    }


def _all_out(series: Series, released: int) -> bool:
    """Whether no episode is still to come, as the rule of the series counts them."""
    count = series.frequency.rule.count if series.frequency else None
    return count is None or released >= count


def _identity(series: Series, local: LocalizedSite) -> View:
    frequency, funding = series.frequency, series.funding
    cover = local.planner.released(local.site.original(series, series.image))
    image = local.planner.asset(
        f"sound/{series.id}-cover", cover.path.suffix, CoverOrder(cover), origin=series.where("image")
    )
    return {
        "url": _absolute(feed_address(series, local), local),
        "page_url": _absolute(local.url(series), local),
        "title": series.title,
        "summary": local.text(series.summary),
        "language": series.language,
        "copyright": series.licence or series.author,
        "author": series.author,
        "owner": {"name": series.owner.name, "email": series.owner.email},
        "image": {"url": _absolute(image, local)},
        "type": series.type,
        "explicit": series.explicit,
        "locked": series.locked,
        "categories": [{"name": each.name, "sub": each.sub or None} for each in series.categories],
        "guid": series.guid,
        "license": {"id": series.licence.lower(), "url": None} if series.licence else None,
        "funding": {"url": funding.url, "title": local.text(funding.title)} if funding else None,
        "frequency": frequency
        and {
            "rule": frequency.rule.text,
            "start": _moment(frequency.start, local).isoformat(),
            "title": local.text(frequency.title),
        },
    }


def _episode(episode: Episode, series: Series, local: LocalizedSite) -> View:
    sound = inspect(local.site.original(episode, episode.file).path)
    recording = recording_view(episode, episode, local, episode.where("file"))
    chapters = chapters_of(episode, local)
    guests = [{"name": guest.name, "role": "guest", "url": None} for guest in episode.guests]
    return {
        "title": local.text(episode.title),
        "page_url": _absolute(local.url(episode), local),
        "guid": episode.guid,
        "published": rfc2822(_moment(episode.publish, local)),
        "number": episode.number,
        "duration": round(sound.seconds),
        "explicit": series.explicit,
        "summary": local.text(episode.summary),
        "notes": show_notes([local.text(episode.summary)], chapters),
        "enclosure": {"url": _absolute(recording["url"], local), "bytes": sound.bytes, "mime": sound.mime},
        "image_url": None,
        "transcripts": _transcripts(episode, local),
        "chapters": chapter_views(chapters),
        "chapters_url": _chapters_file(episode, chapters, local),
        "people": [{"name": series.author, "role": "host", "url": None}, *guests],
    }


def _transcripts(episode: Episode, local: LocalizedSite) -> list[View]:
    """The transcripts as files, that of the spoken language first."""
    order = sorted(episode.transcripts, key=lambda code: (code != episode.language, code))
    return [{"url": _absolute(transcript_file(episode, code, local), local), "language": code} for code in order]


def transcript_file(episode: Episode, code: str, local: LocalizedSite) -> str:
    """Order a transcript as a file for apps; returns its site-absolute address."""
    file, origin = (
        local.planner.released(local.site.original(episode, episode.transcripts[code])),
        episode.where("transcripts", code),
    )
    return local.planner.asset(f"sound/{file.path.stem}", file.path.suffix, SoundOrder(file), origin=origin)


def _chapters_file(episode: Episode, chapters: list[Chapter], local: LocalizedSite) -> str | None:
    if not chapters:
        return None
    data, stem = JsonOrder(chapters_json(chapters)), f"sound/{episode.id}.{local.language.code}.chapters"
    address = local.planner.asset(stem, ".json", data, origin=episode.where("chapters"))
    return _absolute(address, local)
