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
from sitegen.content.kinds.photo_record import Photo, licence_url
from sitegen.content.load import load
from sitegen.content.localized import LocalizedSite
from sitegen.content.release import publishable
from sitegen.content.structured import structured
from sitegen.model.dates import parse_when
from sitegen.model.media import Original, Web
from sitegen.model.order import Order, Released
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.site import Site
from tests.conftest import Place
from tests.schema_org import faults

ROOT = Path(__file__).parents[2]
LANGUAGES = ("cs", "en")
PAGES = (
    *("home", "list:exhibition", "venue:icp", "venue:new-town-hall", "event:2018-02-21-kick-off"),
    *("event:2019-04-25-exhibition-opening", "event:2019-09-photovoice-web", "event:2018-06-18-city-walks"),
    *("photo:elmira-1", "author:elmira", "podcast:salad-bowl", "episode:01-juanita"),
)
"""A page of each sort."""

ADDRESSES = {"@id", "url", "contentUrl", "image", "webFeed", "license", "acquireLicensePage", "item"}


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
    found: dict[str, Any] = json.loads(json.dumps(structured(key, local_of(site, code))["data"]))
    return found


def local_of(site: Site[Web], code: str) -> LocalizedSite:
    """The site in a language, without a planner that makes anything."""
    return LocalizedSite(site, cast(Planner, Orders()), next(one for one in site.languages if one.code == code))


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
@pytest.mark.parametrize("key", PAGES)
def test_it_is_what_the_vocabulary_allows_and_searchers_require(site: Site[Web], key: str, code: str) -> None:
    """Types, properties, values and required fields; tests/browser asks the same of every page of the finished site."""
    found = data(site, key, code)
    assert faults(found) == []
    assert all(value not in ("", None, []) for _, value in walk(found))


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (["@type"], "Happening", "no such type"),
        (["datePublished"], "2020-01-01", "has no datePublished"),
        (["startDate"], "2019-04", "is none of ['Date', 'DateTime']"),
        (["startDate"], "2019-02-30", "is none of ['Date', 'DateTime']"),
        (["startDate"], "2019-04-25T18:00:00", "is none of ['Date', 'DateTime']"),
        (["url"], "/en/events/", "is none of ['URL']"),
        (["eventStatus"], "https://schema.org/OnlineEventAttendanceMode", "is none of ['EventStatusType']"),
        (["eventAttendanceMode"], "https://schema.org/Nowhere", "is none of ['EventAttendanceModeEnumeration']"),
        (["organizer"], {"@type": "Place", "name": "Hall", "address": "Hall"}, "is none of ['Organization', 'Person']"),
        (["image", 0, "width"], 800, "is none of ['Distance', 'QuantitativeValue']"),
        (["location", "address", "@type"], "Address", "no such type"),
        (["superEvent", "location"], None, "ExhibitionEvent lacks ['location']"),
        (["name"], None, "Event lacks ['name']"),
        (["@context"], "https://example.org", "no context"),
        (["@id"], "#event", "is not whole"),
    ],
)
def test_the_check_finds_what_is_planted(site: Site[Web], path: list[Any], value: Any, fault: str) -> None:
    """One wrong value each, at the top and further down; without a value the property is taken away."""
    found = data(site, "event:2019-04-25-exhibition-opening", "en")
    node: Any = found
    for step in path[:-1]:
        node = node[step]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    assert any(fault in one for one in faults(found)), faults(found)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("key", PAGES)
def test_addresses_are_absolute(site: Site[Web], key: str, code: str) -> None:
    found = [value for name, value in walk(data(site, key, code)) if name in ADDRESSES]
    found = [value for value in found if isinstance(value, str)]
    assert found
    assert all(re.fullmatch(r"https://[^\s/]+/\S*", value) for value in found)


@pytest.mark.parametrize("key", ["photo:elmira-1", "event:2018-02-21-kick-off", "venue:icp"])
def test_each_language_tells_it_in_its_own_words(site: Site[Web], key: str) -> None:
    """Of one thing: its `@id` is the same, and a language is that of the page, not of what took place."""
    czech, english = (data(site, key, code) for code in LANGUAGES)
    assert [found["mainEntityOfPage"]["inLanguage"] for found in (czech, english)] == [*LANGUAGES]
    assert czech["@id"] == english["@id"] == f"https://photovoice.icpraha.com/#{key}"
    assert czech["name"] != english["name"]
    assert "/cs/" in czech["url"]
    assert "/en/" in english["url"]
    assert czech.get("startDate") == english.get("startDate")
    assert "inLanguage" not in english or key.startswith("photo:")


def test_dates_are_left_out_where_the_day_is_not_known(site: Site[Web]) -> None:
    """A month, or the middle of one, is no Date."""
    exhibition = data(site, "list:exhibition", "en")
    assert exhibition["startDate"] == "2019-04-25"
    assert "endDate" not in exhibition
    month = data(site, "event:2019-09-photovoice-web", "en")
    assert not month.keys() & {"startDate", "endDate"}
    assert data(site, "episode:01-juanita", "en")["datePublished"] == "2019-10-10T09:00:00+02:00"
    taken = changed(site, "photo", "elmira-1", sample=False, taken=parse_when("2018-07").points[0])
    assert "dateCreated" not in data(taken, "photo:elmira-1", "en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_opening_its_stop_and_the_exhibition_are_one(site: Site[Web], code: str) -> None:
    """Each says the same of the others as they say of themselves, and nothing is told twice."""
    opening, stop = data(site, "event:2019-04-25-exhibition-opening", code), data(site, "venue:icp", code)
    whole = data(site, "list:exhibition", code)
    assert (opening["@type"], opening["startDate"], opening["endDate"]) == ("Event", "2019-04-25", "2019-04-25")
    assert (stop["@type"], stop["startDate"], stop["endDate"]) == ("ExhibitionEvent", "2019-04-25", "2019-05-24")
    assert opening["superEvent"].items() <= stop.items()
    assert stop["subEvent"][0].items() <= opening.items()
    assert stop["superEvent"].items() <= whole.items()
    assert [one for one in whole["subEvent"] if one["@id"] == stop["@id"]] == [opening["superEvent"]]
    assert len({one["@id"] for one in (opening, stop, whole)}) == 3
    assert opening["organizer"] == stop["organizer"]


def test_an_opening_without_a_stop_is_the_exhibition_itself(site: Site[Web]) -> None:
    alone = changed(site, "venue", "icp", event=None)
    found = data(alone, "event:2019-04-25-exhibition-opening", "en")
    assert (found["@type"], found["endDate"], "superEvent" in found) == ("ExhibitionEvent", "2019-05-24", False)


def test_several_days_are_told_as_those_days(site: Site[Web]) -> None:
    """Walks on 18 and 19 June and on 30 July do not last six weeks."""
    found = data(site, "event:2018-06-18-city-walks", "en")
    days = [(one["startDate"], one["endDate"]) for one in found["subEvent"]]
    assert days == [("2018-06-18", "2018-06-19"), ("2018-07-30", "2018-07-30")]


@pytest.mark.parametrize(
    ("update", "mode", "kinds"),
    [
        ({}, "Offline", ["Place"]),
        ({"attendance": "online"}, "Online", ["VirtualLocation"]),
        ({"online_at": "https://example.org/live"}, "Mixed", ["Place", "VirtualLocation"]),
        ({"attendance": "mixed"}, "Mixed", ["Place"]),
    ],
)
def test_what_was_online_is_told_so(site: Site[Web], update: dict[str, str], mode: str, kinds: list[str]) -> None:
    found = data(changed(site, "event", "2019-06-11-eu-integra-day", **update), "event:2019-06-11-eu-integra-day", "en")
    places = found["location"] if isinstance(found["location"], list) else [found["location"]]
    assert found["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in places] == kinds
    assert faults(found) == []


def test_an_address_is_as_whole_as_the_records_know_it(site: Site[Web]) -> None:
    """The country is that of the site, unless the stop says another; what is not known is not there."""
    assert data(site, "venue:senate", "cs")["location"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Praha",
        "addressCountry": "CZ",
    }
    abroad = changed(site, "venue", "senate", country="SK", postal_code="040 01", address="Hlavná 1")
    assert data(abroad, "venue:senate", "cs")["location"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Hlavná 1",
        "postalCode": "040 01",
        "addressLocality": "Praha",
        "addressCountry": "SK",
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_told_of_a_picture_behind_a_content_note(site: Site[Web], code: str) -> None:
    """Neither on its page, nor among the pictures of an event or a stop."""
    noted = changed(site, "photo", "elmira-1", content_note={"cs": "Krev", "en": "Blood"})
    assert structured("photo:elmira-1", local_of(noted, code))["data"] is None
    for key in (*PAGES[:-4], "author:elmira"):
        assert "elmira-1" not in json.dumps(data(noted, key, code)), key


def test_people_of_an_event_are_named_unless_it_is_a_sample(site: Site[Web]) -> None:
    """As contributors: the records do not say who performed."""
    key = "2019-05-28-senate"
    assert {"@type": "Person", "name": "Aldana Duoraan"} in data(site, f"event:{key}", "en")["contributor"]
    assert "contributor" not in data(changed(site, "event", key, sample=True), f"event:{key}", "en")


def test_a_sample_is_said_to_be_drawn(site: Site[Web]) -> None:
    drawn = "https://schema.org/AlgorithmicMediaDigitalSource"
    for sample, found in ((True, drawn), (False, None)):
        bent = changed(site, "photo", "elmira-1", sample=sample)
        assert data(bent, "photo:elmira-1", "en").get("digitalSourceType") == found


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_episode_hangs_below_its_series(site: Site[Web], code: str) -> None:
    """In the trail too, of whole addresses."""
    trail = structured("episode:01-juanita", local_of(site, code))["trail"]
    assert [step["title"] for step in trail][2:] == ["Salad Bowl of Prague: Voices", "Juanita"]
    assert [step["section"] for step in trail] == ["", "podcasts", "", ""]
    assert all(step["url"].startswith(f"https://photovoice.icpraha.com/{code}/") for step in trail)


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
        assert photo.content_note or found.get("creativeWorkStatus") == ("Sample" if photo.sample else None)
    for author in site.all(Author):
        found = data(site, author.ref, "en")
        assert (found is None) == author.sample
    invented = [author.name for author in site.all(Author) if author.sample]
    for key in (*PAGES, *(photo.ref for photo in site.all(Photo))):
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
    assert structured("episode:02-sonam", local_of(before, code)) == {"data": None, "trail": None}
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
    assert licence_url(name, site) == address


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
