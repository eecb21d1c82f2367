"""A second build makes what has changed, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from sitegen import pipeline
from sitegen.content import reading
from sitegen.content.records import raw
from sitegen.making import executors
from sitegen.making.make import make
from sitegen.model.limits import Limits
from sitegen.model.problems import Problems
from tests.conftest import Place, picture
from tests.grown import grown

pytestmark = pytest.mark.usefixtures("unhurried")

SEARCHED = {"en/search/index.html", "static/search/en-0-texts.js", "static/search/en-0-words.js"}
"""What the search of one language makes anew for any text in it: a part, and the page that names it."""


def made(place: Place, **options: object) -> set[str]:
    """What the next build makes; digits of fingerprints are left out of the names."""
    report = place.build(**options)
    assert not report.failed, list(report.problems)
    return {re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in report.made}


def test_a_second_build_makes_nothing(built: Place) -> None:
    """And writes nothing."""
    before = {name: (built.output / name).stat().st_mtime_ns for name in built.files()}
    assert made(built) == set()
    assert {name: (built.output / name).stat().st_mtime_ns for name in built.files()} == before


def test_a_comment_changes_nothing(built: Place) -> None:
    """Nor do quotation marks and the order of fields: what the record says is the same."""
    built.edit("content/events/opening.yaml", "kind: exhibition-opening", "# note\nkind: 'exhibition-opening'")
    assert made(built) == set()


def test_touching_everything_changes_nothing(built: Place) -> None:
    """Times decide nothing."""
    for path in built.root.rglob("*"):
        path.touch()
    assert made(built) == set()


def test_a_text_makes_the_pages_that_show_it(built: Place) -> None:
    """The English summary of an event stands on its own page and its picture, and on the pages that list it."""
    built.edit("content/events/opening.yaml", "The exhibition begins.", "The exhibition opens.")
    found = made(built)
    assert "en/events/opening/index.html" in found
    assert {name for name in found if name.startswith("cs/")} == set()
    lists = {"en/events/index.html", "en/index.html", "en/feed.xml", "en/feed.json", "en/calendar.ics"}
    shared = {name for name in found if name.startswith("media/event-opening-en-shared.")}
    assert len(shared) == 1
    assert found - shared <= {"en/events/opening/index.html", "en/events/opening/opening.ics"} | lists | SEARCHED


def test_prose_makes_its_page_alone(built: Place) -> None:
    """In one language."""
    built.edit("content/pages/about.en.md", "About the exhibition", "On the exhibition")
    assert made(built) == {"en/about/index.html", *SEARCHED}


def test_a_photograph_makes_its_derivatives_and_the_pages_that_show_it(built: Place) -> None:
    """Other photographs are left alone."""
    picture(built.root / "photos" / "ada-1.jpg", colour="#224466")
    found = made(built)
    media = {name for name in found if name.startswith("media/") and "-shared" not in name}
    assert media
    assert {name.split("/")[1][:5] for name in media} == {"ada-1"}
    assert {"cs/fotografie/ada-1/index.html", "en/photos/ada-1/index.html"} <= found
    assert not {"cs/fotografie/ada-2/index.html", "cs/akce/vernisaz/index.html", "cs/o-vystave/index.html"} & found


def test_a_template_makes_its_pages(built: Place) -> None:
    """A project's own template is used instead of the program's."""
    built.write("templates/venue.html", '{% extends "base.html" %}{% block main %}<h1>{{ title }}</h1>{% endblock %}')
    assert made(built) == {"cs/venues/hall/index.html", "en/venues/hall/index.html"}


def test_a_catalogue_makes_the_pages_of_its_language(built: Place) -> None:
    """And what speaks all languages; of pictures those alone that say its words."""
    text = (built.home / "i18n" / "cs" / "LC_MESSAGES" / "messages.po").read_text("utf-8")
    built.write("i18n/cs/LC_MESSAGES/messages.po", text.replace("Hlavní", "Hlavna"))
    found = made(built)
    assert {name.split("/")[0] for name in found if name.count("/") > 1} == {"cs", "iiif", "q"}
    assert not any(name.startswith("en/") for name in found)
    assert all("-cs-shared." in name for name in found if name.startswith("media/"))


def test_a_new_event_links_its_neighbours(built: Place) -> None:
    """Pages that do not show it stay as they are."""
    text = (built.root / "content" / "events" / "opening.yaml").read_text("utf-8")
    later = text.replace("2026-05-03..2026-05-05", "2026-06-01").replace("slug: {cs: vernisaz}\n", "")
    built.write("content/events/talk.yaml", later)
    found = made(built)
    assert {"cs/akce/talk/index.html", "cs/akce/vernisaz/index.html", "cs/akce/index.html", "sitemap.xml"} <= found
    assert not {"cs/fotografie/ada-1/index.html", "cs/venues/hall/index.html", "cs/o-vystave/index.html"} & found


def test_what_is_deleted_is_gone(built: Place) -> None:
    """With its derivatives and its codes."""
    (built.root / "content" / "photos" / "ada-2.yaml").unlink()
    report = built.build()
    assert report.removed > 5
    assert not any("ada-2" in name for name in built.files())


def test_a_day_makes_what_it_changes(built: Place) -> None:
    """When a stop of the tour has ended, the pages that say so are made, not the whole site."""
    found = made(built, now=built.moment("2026-06-01T00:00"))
    assert 0 < len(found) < len(built.files()) / 3


@pytest.mark.parametrize("address", ["https://example.org/shows/2026/", "https://other.example/"])
def test_another_address_makes_no_pictures(built: Place, address: str) -> None:
    """Originals are not touched for it."""
    assert not any(name.startswith("media/") for name in made(built, base_url=address))


def test_a_lost_cache_gives_the_same_site(built: Place) -> None:
    """Everything is made again, nothing is published again."""
    for path in sorted(built.root.glob(".cache/**/*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    before = (built.output / "index.html").stat()
    report = built.build()
    assert len(report.made) == report.outputs
    assert (built.output / "index.html").stat() == before


def test_a_copy_of_a_project_is_another_one(tmp_path: Path) -> None:
    """Though its cache was copied too, and the first project is still where it was."""
    first = grown(tmp_path / "first")
    words = "{% extends 'base.html' %}{% block main %}{{ recording.transcript.text }}{% endblock %}"
    first.write("templates/episode.html", words)
    assert not first.build().failed
    shutil.copytree(first.root, tmp_path / "second")
    second = Place(tmp_path / "second")
    second.edit("podcasts/talks/01-first.cs.vtt", "Tón", "Zvuk")
    assert not second.build().failed
    assert "Zvuk" in second.read("cs/podcasts/talks/01-first/index.html")


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("change", ["edited", "deleted"])
def test_a_page_never_says_what_it_was_not_planned_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str, cores: int
) -> None:
    """Words that change between plan and page fail the build; else they would be kept as the old ones."""
    place = grown(tmp_path / "project")
    template = "{% extends 'base.html' %}{% block main %}{{ recording.transcript.text }}{% endblock %}"
    place.write("templates/episode.html", template)
    assert not place.build().failed
    words = place.root / "podcasts" / "talks" / "01-first.cs.vtt"
    before = words.read_bytes()

    def change_and_make(*args: object, **more: object) -> None:
        words.write_bytes(before.replace(b"400", b"500")) if change == "edited" else words.unlink()
        make(*args, **more)  # type: ignore[arg-type]  # passed on

    base = (place.home / "templates" / "base.html").read_text("utf-8")
    place.write("templates/base.html", base.replace("<body>", '<body class="new">'))
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "make", change_and_make)
        patched.setattr(executors, "_cores", lambda: cores)
        report = place.build()
    assert {problem.code for problem in report.problems if problem.severity == "error"} == {"changed-meanwhile"}
    words.write_bytes(before)
    assert not place.build().failed
    assert "Tón 400" in place.read("cs/podcasts/talks/01-first/index.html")


def test_a_text_saved_while_it_is_read_is_right_in_the_next_build(
    built: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The links of the old text are not taken for those of the new one, which the cache would keep for ever."""
    about = built.root / "content" / "pages" / "about.cs.md"

    def read_and_save(path: Path, file: str, problems: Problems, limits: Limits) -> bytes | None:
        content = raw(path, file, problems, limits)
        if path == about:
            about.write_text("Viz [fotografie](photo:ada-1).\n", "utf-8")
        return content

    about.write_text("Něco nového.\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(reading, "raw", read_and_save)
        assert not built.build().failed
    assert not built.build().failed
    assert "fotografie/ada-1/" in built.read("cs/o-vystave/index.html")


def test_a_picture_that_is_being_written_is_an_error(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was whole when it was looked at, and half there when its pages are planned: the next build shows it."""
    path, looked = built.root / "photos" / "ada-1.jpg", pipeline.inspect_pictures
    picture(path, colour="#224466")

    def inspected(*given: Any) -> None:
        looked(*given)
        path.write_bytes(path.read_bytes()[:100])

    with monkeypatch.context() as during:
        during.setattr(pipeline, "inspect_pictures", inspected)
        report = built.build()
    assert report.failed
    assert {problem.where.file for problem in report.problems if problem.severity == "error"} == {
        "content/photos/ada-1.yaml"
    }
    picture(path, colour="#224466")
    assert not built.build().failed
