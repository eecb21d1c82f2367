"""Lists of thousands of entries: divided by years or numbers, small, whole, and the same in every language."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from sitegen.content.kinds.event import Event
from sitegen.content.localized import neighbours
from sitegen.content.paging import PagedList, by_number, by_year, paging
from sitegen.model.entries import Source
from sitegen.model.project import HOME
from tests.archive import many
from tests.conftest import Place, furnish

BASE = "https://example.org"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """130 events, 72 photographs and 70 cards, built with the real templates."""
    place = Place(furnish(tmp_path_factory.mktemp("archive") / "project").root, HOME)
    place.edit("content/pages/about.en.md", "(event:opening)", "(card:card-000)")
    report = many(place, events=130, photos=70, cards=70).build()
    assert not report.failed, [(str(one.where), one.code, dict(one.params)) for one in report.problems]
    return place


def pages_of(place: Place, folder: str) -> set[str]:
    """The pages of a list below their folder, without those of its entries."""
    found = (name.removeprefix(f"{folder}/") for name in place.files() if name.startswith(f"{folder}/"))
    return {name.removesuffix("index.html") for name in found if re.fullmatch(r"([0-9]+/)*index\.html", name)}


def entries_on(html: str) -> list[str]:
    """The ids of the events or photographs that a list shows, in its order."""
    main = html.partition("<main")[2].partition("<footer")[0]
    return re.findall(r'<h[23](?: class="card-title")?><a href="[./]*([a-z]+-[0-9]+)/">', main)


def test_events_are_divided_by_years(archive: Place) -> None:
    """A year has a page, or more where it holds more; each event is on one of them, in the order of time."""
    assert pages_of(archive, "en/events") == {"", "2023/", "2024/", "2025/", "2026/"}
    pages = [archive.read(f"en/events/{number}/index.html") for number in (2023, 2024, 2025, 2026)]
    assert [name for page in pages for name in entries_on(page)] == [f"talk-{number:03}" for number in range(130)]
    page = archive.read("en/events/2024/index.html")
    assert "<title>Events 2024 – Small Exhibition</title>" in page
    assert re.findall(r'<h2 id="m\d+">(\w+)</h2>', page)[:2] == ["January", "February"]
    assert "37 events in 2024." in page.replace("\u00a0", " ")


def test_the_first_page_shows_what_is_coming_and_what_was_last(archive: Place) -> None:
    """The next comes first, then the past backwards; together no more than a page holds."""
    page = archive.read("en/events/index.html")
    found = entries_on(page)
    assert '<h2 id="coming">Coming up</h2>' in page
    coming = [number for number in range(130) if dt.date(2023, 1, 1) + dt.timedelta(10 * number) >= dt.date(2026, 5, 1)]
    past = range(129 - len(coming), 0, -1)
    expected = [f"talk-{number:03}" for number in (*coming, *past)]
    assert found == expected[: len(found)]
    assert len(found) + page.count('href="opening/"') == 60


@pytest.mark.parametrize("language", ["cs", "en"])
def test_each_page_has_its_own_address_and_its_pair(archive: Place, language: str) -> None:
    sections = {"cs": "akce", "en": "events"}
    page = archive.read(f"{language}/{sections[language]}/2024/index.html")
    assert f'<link rel="canonical" href="{BASE}/{language}/{sections[language]}/2024/">' in page
    assert dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page)) == {
        "cs": f"{BASE}/cs/akce/2024/",
        "en": f"{BASE}/en/events/2024/",
        "x-default": f"{BASE}/cs/akce/2024/",
    }
    assert f"<loc>{BASE}/{language}/{sections[language]}/2024/</loc>" in archive.read("sitemap.xml")


def test_the_pages_lead_to_each_other(archive: Place) -> None:
    """The years with their numbers, the one that is open, and what comes before and after."""
    page = archive.read("en/events/2024/index.html")
    nav = page.partition('aria-label="Years">')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]+)"( aria-current="page")?>(\w+)', nav) == [
        ("../", "", "Newest"),
        ("../2026/", "", "2026"),
        ("../2025/", "", "2025"),
        ("./", ' aria-current="page"', "2024"),
        ("../2023/", "", "2023"),
    ]
    assert '<span class="tag-count">37</span>' in nav
    head = page.partition("</head>")[0]
    assert re.findall(r'<link rel="(prev|next)" href="([^"]+)">', head) == [("prev", "../2023/"), ("next", "../2025/")]
    assert '<li><a href="../" aria-current="true">Events</a></li>' in page


def test_photographs_are_divided_by_number(archive: Place) -> None:
    """In the order of the exhibition; what a list says of its length is true of the whole."""
    assert pages_of(archive, "en/photographs") == {"", "2/"}
    pages = [archive.read(f"en/photographs/{path}index.html") for path in ("", "2/")]
    assert [len(entries_on(page)) for page in pages] == [60, 12]
    assert "<title>Photographs, page 2 – Small Exhibition</title>" in pages[1]
    assert all("72 photographs in the order" in page.replace("\u00a0", " ") for page in pages)
    assert re.findall(r'aria-current="page"><span class="hidden">Page </span>(\d)', pages[1]) == ["2"]
    assert [one for page in pages for one in entries_on(page)][2:] == [f"many-{number:03}" for number in range(70)]


def test_each_side_has_its_own_list(archive: Place) -> None:
    """Where all photographs fill more than one page: a choice on one page would be none of all."""
    assert pages_of(archive, "en/photographs/light-side") == {"", "2/"}
    pages = [archive.read(f"en/photographs/light-side/{path}index.html") for path in ("", "2/")]
    assert [len(entries_on(page)) for page in pages] == [60, 11]
    assert "<title>Photographs: Light side, page 2 – Small Exhibition</title>" in pages[1]
    assert dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', pages[1])) == {
        "cs": f"{BASE}/cs/fotografie/svetla-stranka/2/",
        "en": f"{BASE}/en/photographs/light-side/2/",
        "x-default": f"{BASE}/cs/fotografie/svetla-stranka/2/",
    }
    assert f"<loc>{BASE}/en/photographs/light-side/2/</loc>" in archive.read("sitemap.xml")
    front = archive.read("en/photographs/index.html").partition('aria-label="Sides">')[2]
    nav = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', front.partition("</nav>")[0])
    assert nav == [("./", ' aria-current="page"'), ("light-side/", ""), ("dark-side/", "")]
    assert "data-filter" not in archive.read("en/photographs/index.html")


def test_a_list_that_is_one_page_has_no_lists_of_sides(place: Place) -> None:
    place.home = HOME
    many(place, photos=3)
    assert not place.build().failed
    assert pages_of(place, "en/photos/light") == set()


@pytest.mark.parametrize("folder", ["themes/home", "places/park", "authors/ada", "stops/hall"])
def test_a_page_with_many_photographs_goes_on(archive: Place, folder: str) -> None:
    assert pages_of(archive, f"en/{folder}") == {"", "2/"}
    assert re.search(r"<h1[^>]*>(?:<bdi>)?\w+, page 2(?:</bdi>)?</h1>", archive.read(f"en/{folder}/2/index.html"))


def test_a_card_is_linked_where_it_stays(archive: Place) -> None:
    """The first page has the newest, that of the year every one, and the address of a card names the year's."""
    assert pages_of(archive, "en/guest-book") == {"", "2023/", "2024/"}
    assert 'id="card-000"' not in archive.read("en/guest-book/index.html")
    assert 'href="../guest-book/2023/#card-000"' in archive.read("en/about/index.html")
    assert 'id="card-000"' in archive.read("en/guest-book/2023/index.html")


def test_no_page_of_a_list_is_large(archive: Place) -> None:
    """Nor is any other page that shows what the lists hold."""
    sizes = {name: len(archive.read_bytes(name)) for name in archive.files() if name.endswith("index.html")}
    assert {name: size for name, size in sizes.items() if size > 100_000} == {}


def test_the_news_feed_holds_the_newest_hundred(archive: Place) -> None:
    feed = archive.read("en/feed.xml")
    assert feed.count("<entry>") == 100
    assert feed.index("event:talk-129") < feed.index("event:talk-128")
    assert "event:talk-029<" not in feed


def test_a_theme_names_some_others_however_many_there_are(place: Place) -> None:
    """Those beside it in their order; else thousands of themes were millions of links."""
    place.home = HOME
    for number in range(10, 40):
        title = f"title: {{cs: Motiv {number}, en: Motif {number}}}\n"
        place.write(f"content/themes/t-{number}.yaml", f"{title}order: {number}\nsummary: {{cs: O něm., en: On it.}}\n")
    assert not place.build().failed
    for number, shown in {10: range(10, 34), 25: range(13, 38), 39: range(15, 40)}.items():  # the first one is Home
        html = place.read(f"en/themes/t-{number}/index.html").partition('id="other-themes"')[2]
        assert [int(one) for one in re.findall(r">Motif (\d+)</a>", html)] == [one for one in shown if one != number]


def test_a_list_that_fits_is_one_page(place: Place) -> None:
    """As many as a page holds, and no address more than before."""
    many(place, events=59)
    assert not place.build().failed
    assert pages_of(place, "en/events") == {""}
    place.edit("content/site.yaml", "timezone:", "page_size: 30\ntimezone:")
    assert not place.build().failed
    assert pages_of(place, "en/events") == {"", "2023/", "2023/2/", "2024/", "2026/"}


@pytest.mark.parametrize(
    ("record", "addresses"),
    [
        ("events/2026", ["/cs/akce/2026/", "/en/events/2026/"]),
        ("photos/2", ["/cs/fotografie/2/", "/en/photos/2/"]),
        ("authors/2", ["/cs/authors/2/", "/en/authors/2/"]),
    ],
)
def test_a_record_with_the_address_of_a_page_is_told(place: Place, record: str, addresses: list[str]) -> None:
    """Only where the list is divided; the report names the record, not a file that is written twice."""
    folder, _, name = record.partition("/")
    template = {"events": "opening", "photos": "ada-1", "authors": "ada"}[folder]
    text = (place.root / f"content/{folder}/{template}.yaml").read_text("utf-8").replace("slug: {cs: vernisaz}\n", "")
    place.write(f"content/{folder}/{name}.yaml", text)
    assert not place.build().failed
    place.edit("content/site.yaml", "timezone:", "page_size: 1\ntimezone:")
    errors = [problem for problem in place.build().problems if problem.severity == "error"]
    assert [(one.where.file, one.code, one.params["address"]) for one in errors] == [
        (f"content/{record}.yaml", "list-page-address", address) for address in addresses
    ]


# --- the pages themselves ----------------------------------------------------------------------------------------


def events(days: list[str]) -> list[Event]:
    """Events that are nothing but their ids and days."""
    found = []
    for number, day in enumerate(days):
        text = {"en": "x"}
        event = Event.model_validate({"kind": "talk", "title": text, "summary": text, "when": day, "place": text})
        event.bind("event", str(number), Source("", {}), {})
        found.append(event)
    return found


def year(event: Event) -> int:
    return event.when.start.year


def shape(listing: PagedList[Event]) -> list[tuple[str, int]]:
    return [(page.path, len(page.items)) for page in listing.all_pages]


def test_a_list_of_nothing_is_one_page() -> None:
    assert shape(by_number([], 3)) == [("", 0)]


def test_a_year_that_does_not_fit_is_divided() -> None:
    found = events(["2019-01-01", "2019-02-01", "2019-03-01", "2021-01-01"])
    listing = by_year(found, 2, year, lambda size: found[::-1][:size])
    assert shape(listing) == [("", 2), ("2019/", 2), ("2019/2/", 1), ("2021/", 1)]
    view = paging(listing, listing.pages[1], "/en/events/")
    assert view
    assert view["years"] == [
        {"year": 2021, "count": 1, "url": "/en/events/2021/", "here": ""},
        {"year": 2019, "count": 3, "url": "/en/events/2019/", "here": "true"},
    ]
    assert (view["before"]["url"], view["after"]["url"]) == ("/en/events/2019/", "/en/events/2021/")
    front = paging(listing, listing.front, "/en/events/")
    assert front
    assert (front["before"]["url"], front["after"]) == ("/en/events/2019/2/", None)


@pytest.mark.parametrize(
    ("here", "shown"),
    [
        (1, [1, 2, None, 84]),
        (3, [1, 2, 3, 4, None, 84]),
        (42, [1, None, 41, 42, 43, None, 84]),
        (84, [1, None, 83, 84]),
    ],
)
def test_of_many_numbers_a_few_are_shown(here: int, shown: list[int | None]) -> None:
    listing = by_number(events(["2019-01-01"] * 84), 1)
    view = paging(listing, listing.pages[here - 1], "/en/photos/")
    assert view
    assert [one["number"] if one else None for one in view["numbers"]] == shown


def test_neighbours_ask_for_ids_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries are never compared by value: that took minutes at 5,000."""

    def never(_self: Event, _other: object) -> bool:
        raise AssertionError("compared by value")

    found = events(["2019-01-01"] * 3)
    monkeypatch.setattr(Event, "__eq__", never)
    ids = {name: tuple(one and one.id for one in both) for name, both in neighbours(found).items()}
    assert ids == {"0": (None, "1"), "1": ("0", "2"), "2": ("1", None)}
    assert neighbours([]) == {}
