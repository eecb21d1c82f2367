"""The feed of a series as the project tells it: from records to XML that breaks no rule."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, cast

import feedparser
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sitegen.content.kinds.podcast import Series
from sitegen.content.load import load, validate
from sitegen.content.localized import LocalizedSite
from sitegen.content.podcast_feed import podcast_feeds
from sitegen.content.podcast_guid import podcast_guid
from sitegen.content.sound.feed_rules import lint_feed
from sitegen.model.media import Original, Web
from sitegen.model.messages import explain
from sitegen.model.order import Order, Released
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.project import Options, Project
from sitegen.model.recurrence import parse_recurrence
from sitegen.model.site import Site
from tests.conftest import Place

ROOT = Path(__file__).parents[2]


class Orders:
    """A planner that remembers what was ordered."""

    def __init__(self) -> None:
        self.made: dict[str, Order] = {}

    def asset(self, stem: str, suffix: str, order: Order, **_more: Any) -> str:
        """Note an ordered file."""
        self.made[f"/{stem}{suffix}"] = order
        return f"/{stem}{suffix}"

    def released(self, original: Original[Web]) -> Released[Web]:
        """A file with a digest that does not matter here."""
        return Released(original.path, "digest")


@pytest.fixture(scope="module")
def site() -> Site[Web]:
    return load(Project.at(ROOT), Options(), Problems())


def feeds(site: Site[Web], code: str, orders: Orders | None = None) -> dict[str, dict[str, Any]]:
    language = next(each for each in site.languages if each.code == code)
    return dict(podcast_feeds(LocalizedSite(site, cast(Planner, orders or Orders()), language)))


def only(site: Site[Web], **changes: Any) -> Site[Web]:
    """The site with its one series changed."""
    [series] = site.all(Series)
    changed = series.model_copy(update=changes)
    return dataclasses.replace(site, entries={**site.entries, "podcast": {series.id: changed}})


def test_the_feed_of_the_project_breaks_no_rule_and_is_read_back(site: Site[Web]) -> None:
    orders = Orders()
    [(address, view)] = feeds(site, "cs", orders).items()
    environment = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined)
    xml = environment.get_template("feeds/podcast.xml").render(view).encode()
    assert lint_feed(xml) == []
    parsed = feedparser.parse(xml)
    assert parsed.feed.links[1].href.endswith(address)
    assert [entry.published for entry in parsed.entries] == [
        "Thu, 31 Oct 2019 09:00:00 +0100",
        "Thu, 24 Oct 2019 09:00:00 +0200",
        "Thu, 17 Oct 2019 09:00:00 +0200",
        "Thu, 10 Oct 2019 09:00:00 +0200",
    ]
    assert len(orders.made) == 1 + 4 * (1 + 2 + 1), "the cover; and sound, two transcripts, chapters an episode"


def test_the_feed_is_made_once_in_the_language_of_the_series(site: Site[Web]) -> None:
    assert feeds(site, "en") == {}


@pytest.mark.parametrize(("spoken", "home"), [("vi", "cs"), ("cs-CZ", "cs"), ("en-GB", "en"), ("en", "en")])
def test_a_series_in_any_language_has_its_feed(site: Site[Web], spoken: str, home: str) -> None:
    """Among the pages of that language, or, where there are none, of the site's first."""
    found = {code: feeds(only(site, language=spoken), code) for code in ("cs", "en")}
    assert [code for code, made in found.items() if made] == [home]
    [view] = found[home].values()
    assert view["feed"]["language"] == spoken


def test_a_series_with_its_feed_elsewhere_has_none_here(site: Site[Web]) -> None:
    assert feeds(only(site, feed="external"), "cs") == {}


def test_a_series_without_a_released_episode_has_no_feed(site: Site[Web]) -> None:
    assert feeds(dataclasses.replace(site, entries={**site.entries, "episode": {}}), "cs") == {}


def test_a_series_is_complete_only_when_all_its_episodes_are_out(site: Site[Web]) -> None:
    episodes = dict(sorted(site.entries["episode"].items())[:2])
    early = dataclasses.replace(site, entries={**site.entries, "episode": episodes})
    assert [view["feed"]["complete"] for found in (site, early) for view in feeds(found, "cs").values()] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=WEEKLY; COUNT=4", "bad-recurrence"),
        ("COUNT=all", "bad-recurrence"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "recurrence-conflict"),
        ("[FREQ=WEEKLY]", "bad-recurrence"),
    ],
)
def test_a_rule_that_nobody_could_read_is_an_error_at_its_line(place: Place, rule: str, code: str) -> None:
    record = (ROOT / "content/podcasts/salad-bowl.yaml").read_text("utf-8")
    place.write("content/podcasts/bowl.yaml", record.replace("FREQ=WEEKLY;COUNT=4", rule))
    problems = Problems()
    load(place.project, Options(), problems)
    line = 1 + record.splitlines().index("  rule: FREQ=WEEKLY;COUNT=4")
    assert [(str(one.where), one.code) for one in problems] == [(f"content/podcasts/bowl.yaml:{line}:9", code)]
    assert all(all(explain(one.code, one.params, language)) for one in problems for language in ("en", "cs"))


def test_a_fault_in_a_series_is_not_told_again_of_its_episodes(place: Place) -> None:
    for name in ("salad-bowl.yaml", "salad-bowl/01-juanita.yaml"):
        text = (ROOT / "content/podcasts" / name).read_text("utf-8")
        place.write(f"content/podcasts/{name}", text.replace("FREQ=WEEKLY", "every week"))
    problems = Problems()
    validate(load(place.project, Options(), problems), problems)
    found = {(one.code, one.params.get("kind")) for one in problems}
    assert ("bad-recurrence", None) in found
    assert ("unknown-reference", "podcast") not in found


@pytest.mark.parametrize("language", ["cs", "en"])
def test_a_series_without_its_identity_is_told_what_to_write(place: Place, language: str) -> None:
    record = (ROOT / "content/podcasts/salad-bowl.yaml").read_text("utf-8")
    changed = re.sub("guid: .*", "guid: new", record).replace("language: cs", f"language: {language}")
    place.write("content/podcasts/bowl.yaml", changed)
    problems = Problems()
    validate(load(place.project, Options(), problems), problems)
    [repair] = [explain(one.code, one.params, "en")[1] for one in problems if one.code == "guid-not-uuid"]
    address = f"https://example.org/{language}/podcasts/bowl/feed.xml"
    assert repair == f"Write {podcast_guid(address)}, made of the feed's address."


def test_a_rule_is_published_as_the_standard_writes_it(site: Site[Web]) -> None:
    [series] = site.all(Series)
    assert series.frequency
    lower = series.frequency.model_copy(update={"rule": parse_recurrence("count=4;freq=weekly")})
    [view] = feeds(only(site, frequency=lower), "cs").values()
    assert view["feed"]["frequency"]["rule"] == "FREQ=WEEKLY;COUNT=4"
    assert view["feed"]["complete"]


def test_another_domain_changes_the_addresses_but_not_the_guid(site: Site[Web]) -> None:
    settings = site.settings.model_copy(update={"base_url": "https://elsewhere.example.com/"})
    [moved] = feeds(dataclasses.replace(site, settings=settings), "cs").values()
    [stayed] = feeds(site, "cs").values()
    assert moved["feed"]["guid"] == stayed["feed"]["guid"]
    assert moved["feed"]["url"].startswith("https://elsewhere.example.com/")
