"""Structured data: what search engines require, in both languages, and nothing that is not so."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo
from sitegen.content.load import load
from sitegen.content.localized import LocalizedSite
from sitegen.content.release import publishable
from sitegen.content.structured import licence_url, structured
from sitegen.model.dates import parse_when
from sitegen.model.media import Original, Web
from sitegen.model.order import Order, Released
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.site import Site
from tests.conftest import Place

ROOT = Path(__file__).parents[2]
LANGUAGES = ("cs", "en")
SHARED = {"@context", "@type", "url", "inLanguage"}
REQUIRED = {
    "home": ("WebSite", {"name", "description", "publisher"}),
    "list:exhibition": ("ExhibitionEvent", {"name", "startDate", "endDate", "location", "subEvent", "organizer"}),
    "venue:icp": ("ExhibitionEvent", {"name", "startDate", "endDate", "location", "workFeatured", "organizer"}),
    "event:2018-02-21-kick-off": ("Event", {"name", "startDate", "endDate", "location", "description"}),
    "event:2019-04-25-exhibition-opening": ("ExhibitionEvent", {"name", "startDate", "endDate", "location"}),
    "photo:elmira-1": (
        "Photograph",
        {
            *("name", "caption", "contentUrl", "width", "height", "creator"),
            *("creditText", "copyrightNotice", "license", "acquireLicensePage"),
        },
    ),
    "author:elmira": ("ProfilePage", {"mainEntity", "hasPart"}),
    "podcast:salad-bowl": ("PodcastSeries", {"name", "description", "image", "webFeed", "hasPart"}),
    "episode:01-juanita": (
        "PodcastEpisode",
        {"name", "datePublished", "episodeNumber", "duration", "partOfSeries", "associatedMedia"},
    ),
}
"""By page: its type, and what schema.org's readers and this project ask of it besides `SHARED`."""

ADDRESSES = {"@id", "url", "contentUrl", "image", "webFeed", "license", "acquireLicensePage"}


class Orders:
    """A planner that makes nothing and promises everything."""

    def picture(self, original: Original[Web], _profile: str, **_more: Any) -> dict[str, Any]:
        """A picture of a usual size."""
        return {"src": f"/media/{original.path.stem}.jpg", "width": 1600, "height": 1067}

    def asset(self, stem: str, suffix: str, _order: Order, **_more: Any) -> str:
        """The address of a file."""
        return f"/{stem}{suffix}"

    def released(self, original: Original[Web]) -> Released[Web]:
        """A file with a digest that does not matter here."""
        return Released(original.path, "digest")


@pytest.fixture(scope="module")
def site() -> Site[Web]:
    return as_of("2026-01-01T12:00")


def as_of(moment: str) -> Site[Web]:
    """The real project at this moment; what is held back then is left out."""
    options, problems = Options(now=dt.datetime.fromisoformat(moment)), Problems()
    return publishable(load(Project.at(ROOT), options, problems), options, problems)


def data(site: Site[Web], key: str, code: str) -> dict[str, Any]:
    """The JSON-LD of a page, as a browser would read it."""
    local = LocalizedSite(site, cast(Planner, Orders()), next(one for one in site.languages if one.code == code))
    found: dict[str, Any] = json.loads(json.dumps(structured(key, local)["data"]))
    return found


def changed(site: Site[Web], kind: str, name: str, **update: Any) -> Site[Web]:
    """The site with one entry changed."""
    entry = site.entries[kind][name]
    copy = entry.model_copy(update=update)
    return dataclasses.replace(site, entries={**site.entries, kind: {**site.entries[kind], name: copy}})


def walk(node: Any) -> Iterator[tuple[str, Any]]:
    """Every name and value in a tree of JSON."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield name, value
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", REQUIRED)
def test_required_fields_are_there(site: Site[Web], key: str, code: str) -> None:
    kind, fields = REQUIRED[key]
    found = data(site, key, code)
    assert kind in found["@type"]
    assert (fields | SHARED) <= found.keys()
    assert all(value not in ("", None, []) for _, value in walk(found))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", REQUIRED)
def test_addresses_are_absolute(site: Site[Web], key: str, code: str) -> None:
    found = [value for name, value in walk(data(site, key, code)) if name in ADDRESSES]
    assert found
    assert all(re.fullmatch(r"https://[^\s/]+/\S*", value) for value in found)


@pytest.mark.parametrize("key", ["photo:elmira-1", "event:2018-02-21-kick-off", "venue:icp"])
def test_each_language_tells_it_in_its_own_words(site: Site[Web], key: str) -> None:
    czech, english = (data(site, key, code) for code in LANGUAGES)
    assert (czech["inLanguage"], english["inLanguage"]) == LANGUAGES
    assert czech["name"] != english["name"]
    assert "/cs/" in czech["url"]
    assert "/en/" in english["url"]
    assert czech.get("startDate") == english.get("startDate")


def test_dates_are_as_exact_as_they_are_known(site: Site[Web]) -> None:
    exhibition = data(site, "list:exhibition", "en")
    assert (exhibition["startDate"], exhibition["endDate"]) == ("2019-04-25", "2020-01")
    opening = data(site, "event:2019-04-25-exhibition-opening", "en")
    assert (opening["startDate"], opening["endDate"]) == ("2019-04-25", "2019-05-24")
    assert data(site, "episode:01-juanita", "en")["datePublished"] == "2019-10-10T09:00:00+02:00"


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2026-06-04T18:00", "2026-06-04T18:00:00+02:00", None),
        ("2026-12-04T18:00..2026-12-04T20:00", "2026-12-04T18:00:00+01:00", "2026-12-04T20:00:00+01:00"),
    ],
)
def test_an_hour_has_the_offset_of_its_day(site: Site[Web], when: str, start: str, end: str | None) -> None:
    """And an end that nobody has said is not made up."""
    key = "2018-02-21-kick-off"
    event = site.entries["event"][key].model_copy(update={"when": parse_when(when)})
    found = data(dataclasses.replace(site, entries=site.entries | {"event": {key: event}}), f"event:{key}", "en")
    assert (found["startDate"], found.get("endDate")) == (start, end)


def test_samples_are_marked_and_no_invented_person_is_named(site: Site[Web]) -> None:
    for photo in site.all(Photo):
        found = data(site, photo.ref, "en")
        assert found.get("creativeWorkStatus") == ("Sample" if photo.sample else None)
    for author in site.all(Author):
        found = data(site, author.ref, "en")
        assert (found is None) == author.sample
    invented = [author.name for author in site.all(Author) if author.sample]
    for key in (*REQUIRED, *(photo.ref for photo in site.all(Photo))):
        people = [node["name"] for name, node in walk(data(site, key, "en")) if _is_person(node)]
        assert not set(people) & set(invented)


def _is_person(node: Any) -> bool:
    return isinstance(node, dict) and node.get("@type") == "Person"


def test_a_photograph_names_its_author_only_when_both_are_real(site: Site[Web]) -> None:
    """What stands in for a picture was not taken by the person whose page it is on."""
    assert data(changed(site, "photo", "elmira-1", sample=True), "photo:elmira-1", "en")["creator"]["@type"] == (
        "Organization"
    )
    real = data(changed(site, "photo", "elmira-1", sample=False), "photo:elmira-1", "en")
    assert real["creator"]["@type"] == "Person"
    assert real["creator"]["name"] == "Elmira Borodiyenko"
    assert "creativeWorkStatus" not in real


def test_guests_are_named_once_the_recording_is_theirs(site: Site[Web]) -> None:
    assert "contributor" not in data(changed(site, "episode", "01-juanita", sample=True), "episode:01-juanita", "en")
    real = data(changed(site, "episode", "01-juanita", sample=False), "episode:01-juanita", "en")
    assert real["contributor"] == [{"@type": "Person", "name": "Juanita"}]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_recording_brings_its_words(site: Site[Web], code: str) -> None:
    sound = data(site, "episode:01-juanita", code)["associatedMedia"]
    assert sound["@type"] == "AudioObject"
    assert sound["encodingFormat"] == "audio/mpeg"
    assert "Juanita" in sound["transcript"]
    assert ("Posloucháte" in sound["transcript"] or "díl" in sound["transcript"]) == (code == "cs")


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_unreleased_episode_leaves_no_trace(code: str) -> None:
    """One second before its release it is neither a page, nor a part of its series, nor a trail."""
    before, after = as_of("2019-10-17T08:59:59"), as_of("2019-10-17T09:00:00")
    local = LocalizedSite(before, cast(Planner, Orders()), next(one for one in before.languages if one.code == code))
    assert structured("episode:02-sonam", local) == {"data": None, "trail": None}
    assert "sonam" not in json.dumps(data(before, "podcast:salad-bowl", code)).lower()
    assert "sonam" in json.dumps(data(after, "podcast:salad-bowl", code)).lower()
    assert data(after, "episode:02-sonam", code)["episodeNumber"] == 2


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_licences_have_their_addresses(site: Site[Web], name: str, address: str) -> None:
    assert licence_url(name, LocalizedSite(site, cast(Planner, Orders()), site.languages[0])) == address


def test_data_cannot_end_its_script_and_is_readable(place: Place) -> None:
    """A title with markup in it stays data; letters stay letters."""
    place.write(
        "templates/home.html",
        '<!doctype html><html lang="{{ page.language }}"><title>t</title>'
        '<script type="application/ld+json">{{ structured.data|tojson }}</script></html>',
    )
    place.edit("content/site.yaml", "{cs: Malá výstava,", '{cs: "Malá </script><b>výstava",')
    place.build()
    html = place.read("cs/index.html")
    assert html.count("</script>") == 1
    assert json.loads(re.findall(r"json\">(.*?)</script>", html)[0])["name"] == "Malá </script><b>výstava"
    assert "výstava" in html
