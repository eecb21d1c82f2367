"""What the podcast feed says: one feed a series, in the language of the series, with the released episodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sitegen.content.kinds.podcast import Episode, Series, chapters_of, episodes_of
from sitegen.content.kinds.recording import recording_view
from sitegen.content.lens import Lens
from sitegen.content.sound.chapters import Chapter, chapter_views, chapters_json, show_notes
from sitegen.content.sound.files import inspect
from sitegen.content.sound.times import rfc2822
from sitegen.model.web_orders import JsonOrder, SoundOrder, View


def podcast_feeds(lens: Lens) -> Iterator[tuple[str, View]]:
    """The address and the view of each feed that this site publishes in this language.

    A series whose `feed` is `external` has its feed elsewhere, and none is made that would compete with it.
    Before its first release a series has no feed: directories refuse one without an episode.
    """
    for series in lens.site.all(Series):
        if series.feed == "own" and series.language == lens.language.code and episodes_of(series, lens.site):
            yield feed_address(series, lens), {"feed": _feed(series, lens)}


def feed_address(series: Series, lens: Lens) -> str:
    """The site-absolute address of a series' feed."""
    return f"{lens.url(series)}feed.xml"


def _absolute(address: str, lens: Lens) -> str:
    return lens.site.settings.base + address


def _moment(local: dt.datetime, lens: Lens) -> dt.datetime:
    return local.replace(tzinfo=ZoneInfo(lens.site.settings.timezone))


def _feed(series: Series, lens: Lens) -> View:
    released = episodes_of(series, lens.site)[::-1]
    return _identity(series, lens) | {
        "built": rfc2822(max(_moment(episode.publish, lens) for episode in released)),
        "complete": series.complete and _all_out(series, len(released)),
        "episodes": [_episode(episode, series, lens) for episode in released],
    }


def _all_out(series: Series, released: int) -> bool:
    """Whether no episode is still to come, as the rule of the series counts them."""
    count = series.frequency.rule.count if series.frequency else None
    return count is None or released >= count


def _identity(series: Series, lens: Lens) -> View:
    frequency, funding = series.frequency, series.funding
    cover = lens.desk.released(lens.site.original(series, series.image))
    image = lens.desk.asset(
        f"sound/{series.id}-cover", cover.path.suffix, SoundOrder(cover), origin=series.where("image")
    )
    return {
        "url": _absolute(feed_address(series, lens), lens),
        "page_url": _absolute(lens.url(series), lens),
        "title": series.title,
        "summary": lens.text(series.summary),
        "language": series.language,
        "copyright": series.licence or series.author,
        "author": series.author,
        "owner": {"name": series.owner.name, "email": series.owner.email},
        "image": {"url": _absolute(image, lens)},
        "type": series.type,
        "explicit": series.explicit,
        "locked": series.locked,
        "categories": [{"name": each.name, "sub": each.sub or None} for each in series.categories],
        "guid": series.guid,
        "license": {"id": series.licence.lower(), "url": None} if series.licence else None,
        "funding": {"url": funding.url, "title": lens.text(funding.title)} if funding else None,
        "frequency": frequency
        and {
            "rule": frequency.rule.text,
            "start": _moment(frequency.start, lens).isoformat(),
            "title": lens.text(frequency.title),
        },
    }


def _episode(episode: Episode, series: Series, lens: Lens) -> View:
    sound = inspect(lens.site.original(episode, episode.file).path)
    recording = recording_view(episode, episode, lens, episode.where("file"))
    chapters = chapters_of(episode, lens)
    guests = [{"name": guest.name, "role": "guest", "url": None} for guest in episode.guests]
    return {
        "title": lens.text(episode.title),
        "page_url": _absolute(lens.url(episode), lens),
        "guid": episode.guid,
        "published": rfc2822(_moment(episode.publish, lens)),
        "number": episode.number,
        "duration": round(sound.seconds),
        "explicit": series.explicit,
        "summary": lens.text(episode.summary),
        "notes": show_notes([lens.text(episode.summary)], chapters),
        "enclosure": {"url": _absolute(recording["url"], lens), "bytes": sound.bytes, "mime": sound.mime},
        "image_url": None,
        "transcripts": _transcripts(episode, lens),
        "chapters": chapter_views(chapters),
        "chapters_url": _chapters_file(episode, chapters, lens),
        "people": [{"name": series.author, "role": "host", "url": None}, *guests],
    }


def _transcripts(episode: Episode, lens: Lens) -> list[View]:
    """The transcripts as files, that of the spoken language first."""
    order = sorted(episode.transcripts, key=lambda code: (code != episode.language, code))
    return [{"url": _absolute(transcript_file(episode, code, lens), lens), "language": code} for code in order]


def transcript_file(episode: Episode, code: str, lens: Lens) -> str:
    """Order a transcript as a file for apps; returns its site-absolute address."""
    file, origin = (
        lens.desk.released(lens.site.original(episode, episode.transcripts[code])),
        episode.where("transcripts", code),
    )
    return lens.desk.asset(f"sound/{file.path.stem}", file.path.suffix, SoundOrder(file), origin=origin)


def _chapters_file(episode: Episode, chapters: list[Chapter], lens: Lens) -> str | None:
    if not chapters:
        return None
    data, stem = JsonOrder(chapters_json(chapters)), f"sound/{episode.id}.{lens.language.code}.chapters"
    address = lens.desk.asset(stem, ".json", data, origin=episode.where("chapters"))
    return _absolute(address, lens)
