"""What the preview shows before the whole site is planned is what the whole plan finds, or else is shown again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sitegen.making.process_cache import ProcessCache
from sitegen.model.project import HOME, Options
from sitegen.pipeline import PlannedSite, ReadSite, build
from sitegen.plan.planner import SitePlanner
from sitegen.plan.sooner import sooner
from tests.conftest import NOW, Place, picture

EVENT, ABOUT, PHOTO = "en/events/opening/index.html", "en/about/index.html", "en/photos/ada-1/index.html"
LIST = "en/events/index.html"


class Watched:
    """Builds of a project, of which each says what was shown sooner, and what was planned."""

    def __init__(self, place: Place) -> None:
        self.place, self.kept = place, ProcessCache()
        self.before: SitePlanner | None = None
        self.sooner: Mapping[str, str] = {}
        self.planned: Mapping[str, str] = {}

    def build(self, *paths: str) -> None:
        """Build, and look at pages sooner."""
        options = Options(now=NOW, printing=False, preview=True)

        def hasten(coming: ReadSite) -> None:
            if self.before:
                self.sooner = sooner(self.before, coming.site, options, coming.store, paths).fingerprints

        def announce(coming: PlannedSite) -> None:
            self.before, self.planned = coming.planner, coming.plan.fingerprints

        report = build(self.place.project, options, announce=announce, kept=self.kept, hasten=hasten)
        assert not report.failed, list(report.problems)


@pytest.fixture
def watched(place: Place) -> Watched:
    found = Watched(place)
    found.build()
    return found


@pytest.mark.parametrize(
    ("page", "file", "old", "new"),
    [
        (EVENT, "content/events/opening.yaml", "en: Opening", "en: Beginning"),
        (EVENT, "content/events/opening.yaml", "slug:", "# a line\nslug:"),
        (ABOUT, "content/pages/about.en.md", "About", "On"),
        (PHOTO, "content/photos/ada-1.yaml", "A window on the yard", "A window"),
        (PHOTO, "content/authors/ada.yaml", "name: Ada", "name: Eve"),
    ],
)
def test_a_page_is_shown_sooner_as_it_is_planned(watched: Watched, page: str, file: str, old: str, new: str) -> None:
    before = watched.planned[page]
    watched.place.edit(file, old, new)
    watched.build(page)
    assert watched.sooner[page] == watched.planned[page]
    assert (watched.planned[page] == before) == new.startswith("#")


def test_a_photograph_that_was_replaced_is_shown_sooner(watched: Watched) -> None:
    picture(watched.place.root / "photos" / "ada-1.jpg", colour="#7f4652")
    watched.build(PHOTO)
    assert watched.sooner[PHOTO] == watched.planned[PHOTO]
    assert watched.sooner.items() >= {path: one for path, one in watched.planned.items() if "/ada-1-" in path}.items()


@pytest.mark.parametrize("page", [EVENT, LIST, "index.html"])
def test_templates_and_styles_are_those_of_now(watched: Watched, page: str) -> None:
    """Of every page; what a list says is as it was, until the whole plan knows it."""
    place = watched.place
    for folder in ("templates", "static"):
        for path in (place.home / folder).rglob("*.*"):
            place.write(f"{folder}/{path.relative_to(place.home / folder).as_posix()}", path.read_text("utf-8"))
    watched.build(page)
    before = watched.planned[page]
    sheet = next((place.root / "static" / "css").glob("*.css"))
    sheet.write_text(sheet.read_text("utf-8") + "\nmain { color: red }\n", "utf-8")
    watched.build(page)
    assert before != watched.sooner[page] == watched.planned[page]
    place.edit("templates/base.html", "</main>", "<p>Everywhere.</p></main>")
    watched.build(page)
    assert watched.sooner[page] == watched.planned[page]


def test_what_is_gone_is_left_to_the_whole_plan(watched: Watched) -> None:
    """So is what stands around a page, and what a list says."""
    place = watched.place
    before = watched.planned[LIST]
    place.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
    watched.build(LIST, "en/nothing/index.html")
    assert watched.sooner[LIST] == before != watched.planned[LIST]
    assert "en/nothing/index.html" not in watched.sooner
    place.edit("content/pages/about.en.md", "see [the event](event:opening).", "there is nothing.")
    place.edit("content/pages/about.cs.md", "viz [událost](event:opening).", "nic.")
    place.edit("content/venues/hall.yaml", "event: opening\n", "")
    for path in (place.root / "content" / "events").glob("opening.*"):
        path.unlink()
    watched.build(EVENT)
    assert EVENT in watched.sooner
    assert EVENT not in watched.planned


def test_a_page_that_packs_others_is_shown_sooner(place: Place) -> None:
    """The page for the press names what is packed for it, which only the whole plan makes."""
    settings = place.root / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8") + "press: {photographs: [ada-1]}\n", "utf-8")
    for record in ("photos/ada-1", "authors/ada"):
        place.edit(f"content/{record}.yaml", "scopes: [web", "scopes: [press, web")
    watched, press = Watched(Place(place.root, HOME)), "en/press/index.html"
    watched.build()
    assert press in watched.planned
    place.edit("content/events/opening.yaml", "en: Opening", "en: Beginning")
    watched.build(press)
    assert press in watched.sooner
