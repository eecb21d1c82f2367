"""Judges a finished podcast feed by the rules of Apple Podcasts, Spotify and Podcasting 2.0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sitegen.content.file_findings import Finding
from sitegen.content.podcast_guid import is_guid
from sitegen.content.sound.categories import CATEGORIES
from sitegen.content.sound.chapters import FEWEST
from sitegen.content.sound.times import seconds_of
from sitegen.model.standard_codes import is_language

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
LONGEST_DESCRIPTION = 4000
"""Bytes of a description, in UTF-8 (Apple)."""
ENCLOSURES = {"audio/mpeg": ".mp3", "audio/x-m4a": ".m4a"}
TRANSCRIPTS = {"text/vtt", "text/html", "text/plain", "application/json", "application/x-subrip"}
_CHANNEL = (
    "title", "description", "link", "language", "atom:link", "itunes:image", "itunes:category",
    "itunes:explicit", "itunes:author", "itunes:type", "podcast:guid", "podcast:locked",
)  # fmt: skip
_ITEM = ("title", "description", "enclosure", "guid", "pubDate", "itunes:duration", "itunes:explicit")
_SAYING = {"href", "url", "text"}
"""Attributes that hold what an element says, where it has no text of its own."""


def lint_feed(xml: bytes) -> list[Finding]:
    """Every rule that a feed breaks; `item` in the params is the title of the episode or series."""
    try:
        channel = ET.fromstring(xml).find("channel")
    except ET.ParseError as error:
        line, column = error.position
        return [Finding("feed-xml", {"reason": str(error)}, line=line, column=column + 1)]
    if channel is None:
        return [Finding("feed-missing", {"element": "channel", "item": ""})]
    items = channel.findall("item")
    findings = [*_missing(channel, _CHANNEL), *_channel(channel), *_repeated(items)]
    if not items:
        findings.append(Finding("feed-missing", {"element": "item", "item": ""}))
    serial = _text(channel, "itunes:type") == "serial"
    for item in items:
        findings += [*_missing(item, (*_ITEM, "itunes:episode") if serial else _ITEM), *_item(item)]
    return findings


def _missing(parent: ET.Element, names: tuple[str, ...]) -> Iterator[Finding]:
    for name in names:
        element = parent.find(name, NAMESPACES)
        said = element is not None and ((element.text or "").strip() or _SAYING & element.attrib.keys())
        if not said:
            yield Finding("feed-missing", {"element": name, "item": _title(parent)})


def _channel(channel: ET.Element) -> Iterator[Finding]:
    allowed: dict[str, Callable[[str], object]] = {
        "language": is_language,
        "itunes:type": {"serial", "episodic"}.__contains__,
        "itunes:explicit": {"true", "false"}.__contains__,
        "podcast:locked": {"yes", "no"}.__contains__,
        "podcast:guid": is_guid,
    }
    for name, good in allowed.items():
        value = _text(channel, name)
        if value and not good(value):
            yield _wrong(channel, name, value)
    for category in channel.findall("itunes:category", NAMESPACES):
        yield from _category(channel, category)
    yield from _long_description(channel)
    yield from _addresses(channel, ("itunes:image", "href"), ("atom:link", "href"), ("podcast:funding", "url"))


def _category(channel: ET.Element, category: ET.Element) -> Iterator[Finding]:
    name = category.get("text", "")
    inner = category.find("itunes:category", NAMESPACES)
    sub = "" if inner is None else inner.get("text", "")
    if name not in CATEGORIES or (sub and sub not in CATEGORIES[name]):
        yield _wrong(channel, "itunes:category", f"{name} > {sub}" if sub else name)


def _item(item: ET.Element) -> Iterator[Finding]:
    explicit = _text(item, "itunes:explicit")
    if explicit not in {"", "true", "false"}:
        yield _wrong(item, "itunes:explicit", explicit)
    number = _text(item, "itunes:episode")
    if number and not (number.isdecimal() and int(number) > 0):
        yield _wrong(item, "itunes:episode", number)
    if not _good_date(_text(item, "pubDate")):
        yield _wrong(item, "pubDate", _text(item, "pubDate"))
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") != "false" and not _is_https(guid.text or ""):
        yield _wrong(item, "guid", guid.text or "")
    yield from _enclosure(item)
    yield from _transcripts(item)
    yield from _podlove_chapters(item)
    yield from _long_description(item)
    yield from _addresses(
        item,
        ("itunes:image", "href"),
        ("enclosure", "url"),
        ("podcast:transcript", "url"),
        ("podcast:chapters", "url"),
    )


def _enclosure(item: ET.Element) -> Iterator[Finding]:
    enclosure = item.find("enclosure")
    if enclosure is None:
        return
    length, mime = enclosure.get("length", ""), enclosure.get("type", "")
    if not (length.isdecimal() and int(length) > 0):
        yield _wrong(item, "enclosure length", length)
    if not urlsplit(enclosure.get("url", "")).path.lower().endswith(ENCLOSURES.get(mime, "/")):
        yield _wrong(item, "enclosure type", mime)


def _transcripts(item: ET.Element) -> Iterator[Finding]:
    for transcript in item.findall("podcast:transcript", NAMESPACES):
        if transcript.get("type") not in TRANSCRIPTS:
            yield _wrong(item, "podcast:transcript", transcript.get("type", ""))
    for chapters in item.findall("podcast:chapters", NAMESPACES):
        if chapters.get("type") != "application/json+chapters":
            yield _wrong(item, "podcast:chapters", chapters.get("type", ""))


def _podlove_chapters(item: ET.Element) -> Iterator[Finding]:
    found = [chapter.get("start", "") for chapter in item.iterfind("psc:chapters/psc:chapter", NAMESPACES)]
    try:
        starts = [seconds_of(start) for start in found]
    except ValueError:
        yield _wrong(item, "psc:chapters", ", ".join(found))
        return
    if starts and (starts[0] != 0 or len(starts) < FEWEST or starts != sorted(set(starts))):
        yield _wrong(item, "psc:chapters", ", ".join(found))


def _repeated(items: list[ET.Element]) -> Iterator[Finding]:
    """What must differ between episodes and does not."""
    for name in ("guid", "itunes:episode"):
        counts = Counter(_text(item, name) for item in items)
        yield from _twice(name, counts)
    enclosures = (item.find("enclosure") for item in items)
    yield from _twice("enclosure", Counter(found.get("url", "") for found in enclosures if found is not None))


def _twice(name: str, counts: Counter[str]) -> Iterator[Finding]:
    for value, count in counts.items():
        if value and count > 1:
            yield Finding("feed-repeated", {"element": name, "value": value})


def _long_description(parent: ET.Element) -> Iterator[Finding]:
    for name in ("description", "itunes:summary"):
        size = len(_text(parent, name).encode())
        if size > LONGEST_DESCRIPTION:
            params = {"element": name, "item": _title(parent), "bytes": size, "most": LONGEST_DESCRIPTION}
            yield Finding("feed-too-long", params)


def _addresses(parent: ET.Element, *places: tuple[str, str]) -> Iterator[Finding]:
    for name, attribute in places:
        for element in parent.findall(name, NAMESPACES):
            if not _is_https(element.get(attribute, "")):
                yield _wrong(parent, name, element.get(attribute, ""))


def _is_https(url: str) -> bool:
    return url.isascii() and " " not in url and urlsplit(url).scheme == "https" and bool(urlsplit(url).netloc)


def _good_date(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except ValueError:
        return False


def _wrong(parent: ET.Element, name: str, value: str) -> Finding:
    return Finding("feed-value", {"element": name, "value": value, "item": _title(parent)})


def _title(parent: ET.Element) -> str:
    return _text(parent, "title")


def _text(parent: ET.Element, name: str) -> str:
    return (parent.findtext(name, "", NAMESPACES) or "").strip()
