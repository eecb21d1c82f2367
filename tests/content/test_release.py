"""What is published now: consent, drafts, samples and time, by the files that come out."""

from __future__ import annotations

import datetime as dt

import pytest

from sitegen.content.load import load
from sitegen.content.release import publishable, samples
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from tests.conftest import NOW, SERIES, Place

EPISODE = """\
    number: 1
    title: {cs: Prvnidil, en: Firstpart}
    summary: {cs: Začátek., en: The beginning.}
    publish: PUBLISH
    file: talks/01-first.mp3
    language: cs
    transcripts: {cs: talks/01-first.cs.vtt}
    guid: 5bf1d8a6-3f6f-4d44-9c39-2f38a1a6f0aa
    consent: {status: given, scopes: [web, audio], date: 2020-01-01}
    """


def held(place: Place, **options: object) -> dict[str, str]:
    """What is held back now, by reference, with the reason."""
    problems = Problems()
    asked = Options(**{"now": NOW} | options)  # type: ignore[arg-type]  # any of the options
    publishable(load(place.project, asked, Problems()), asked, problems)
    return {problem.params["ref"]: problem.params["reason"] for problem in problems if problem.code == "held-back"}


def traces(place: Place, word: str) -> list[str]:
    """The published files that hold a word, in their bytes or in their names."""
    found = word.encode()
    return sorted(name for name in place.files() if word in name or found in (place.output / name).read_bytes())


CONSENT = "{status: given, scopes: [web, print, audio, touring], date: 2020-01-01}"


@pytest.mark.parametrize(
    "consent",
    [
        "{status: withdrawn, scopes: [web, print], date: 2020-01-01}",
        "{status: pending, scopes: [web, print], date: 2020-01-01}",
        "{status: given, scopes: [print, audio, touring], date: 2020-01-01}",
        "{status: given, scopes: [web], date: 2020-01-01, expires: 2026-04-30}",
    ],
)
def test_without_consent_nothing_is_published(place: Place, consent: str) -> None:
    """Nothing of the author, and none of her photographs."""
    place.edit("content/authors/ada.yaml", CONSENT, consent)
    author = "author-held-back"
    works = {"photo:ada-1": author, "photo:ada-2": author, "place:park": "photos-held-back"}
    assert held(place) == {"author:ada": "no-consent"} | works


def test_consent_holds_to_the_end_of_its_last_day(place: Place) -> None:
    """`expires` is the last day on which it holds."""
    place.edit("content/authors/ada.yaml", CONSENT, CONSENT.replace("}", ", expires: 2026-05-01}"))
    assert held(place) == {}
    assert "author:ada" in held(place, now=dt.datetime.fromisoformat("2026-05-02T00:00"))


def test_a_photograph_has_its_own_consent(place: Place) -> None:
    """One of them may be withdrawn alone."""
    place.edit("content/photos/ada-2.yaml", "scopes: [web]", "scopes: [print]")
    assert held(place) == {"photo:ada-2": "no-consent"}


def test_a_place_goes_with_its_last_photograph_and_fails_no_build(place: Place) -> None:
    """A link to it becomes plain words with a warning; the site without the photograph is published."""
    place.write("content/pages/about.cs.md", "Viz [park](place:park).\n")
    assert place.problems() == []
    assert "places/park/" in place.read("cs/o-vystave/index.html")
    place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    assert place.problems() == [("content/pages/about.cs.md:1:12", "names-held-back")]
    assert "places/park/" not in place.read("cs/o-vystave/index.html")


def test_the_last_author_can_leave(place: Place) -> None:
    """No page of the real templates links a list that is not there any more."""
    place = Place(place.root, HOME)
    place.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert place.problems() == []


def test_a_withdrawn_author_leaves_no_trace(built: Place) -> None:
    """No file of the site, of any kind, holds her name, her photographs or their texts."""
    built.edit("content/authors/ada.yaml", "name: Ada", "name: Zuzanka")
    assert not built.build().failed
    assert traces(built, "Zuzanka")
    assert traces(built, "ada-1")
    built.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    report = built.build()
    assert not report.failed
    assert report.removed > 10
    for word in ("Zuzanka", "ada-1", "ada-2", "/ada/", "Okno", "Window", "Dveře"):
        assert traces(built, word) == [], word


def test_a_withdrawn_author_leaves_the_cache_too(built: Place) -> None:
    """After a whole build nothing of hers stays on the editor's disk but the originals."""
    blobs = built.root / ".cache" / "blobs"
    secret = "Okno svítí.".encode()
    assert any(secret in path.read_bytes() for path in blobs.rglob("*") if path.is_file())
    built.edit("content/authors/ada.yaml", "status: given", "status: withdrawn")
    assert not built.build(printing=True).failed
    assert not any(secret in path.read_bytes() for path in blobs.rglob("*") if path.is_file())


def test_a_draft_takes_along_what_is_nothing_without_it(place: Place) -> None:
    """A draft author's photographs wait with her; the preview shows all of them."""
    place.edit("content/authors/ada.yaml", "name: Ada", "name: Ada\ndraft: yes")
    assert set(held(place)) == {"author:ada", "photo:ada-1", "photo:ada-2", "place:park"}
    assert held(place, preview=True) == {}
    assert not place.build().failed
    assert traces(place, "Ada") == []


def test_what_names_something_held_back_is_shown_without_it(place: Place) -> None:
    """Lists and links lose it, the words stay, and the editor is told."""
    place.edit("content/events/opening.yaml", "kind:", "draft: true\nkind:")
    found = place.problems()
    assert ("content/pages/about.cs.md:1:31", "names-held-back") in found
    assert ("content/venues/hall.yaml:5:8", "names-held-back") in found
    page = place.read("cs/o-vystave/index.html")
    assert "událost" in page
    assert "vernisaz" not in page


def test_navigation_waits_for_its_page(place: Place) -> None:
    """A page that is held back is not in the menu."""
    place.edit("content/pages/about.yaml", "title:", "draft: true\ntitle:")
    assert not place.build().failed
    assert "About" not in place.read("en/index.html")


def test_a_release_refuses_samples_and_drafts(place: Place) -> None:
    """Each at its line, those inside a record too."""
    interview = "\ninterview:\n  sample: true\n  file: a.mp3\n  language: cs\n  title: {cs: a, en: a}\n"
    interview += f"  summary: {{cs: a, en: a}}\n  consent: {CONSENT}"
    place.edit("content/authors/ada.yaml", "country: CZ", f"country: CZ{interview}")
    place.edit("content/photos/ada-1.yaml", "order: 1", "order: 1\nsample: true")
    place.edit("content/events/opening.yaml", "kind:", "draft: true\nkind:")
    problems, options = Problems(), Options(now=NOW, release=True, base_url="https://spolek.cz/")
    site = load(place.project, options, Problems())
    publishable(site, options, problems)
    assert [(str(one.where), one.code) for one in problems if one.severity == "error"] == [
        ("content/authors/ada.yaml:4:11", "sample-in-release"),
        ("content/events/opening.yaml:1:8", "draft-in-release"),
        ("content/photos/ada-1.yaml:4:9", "sample-in-release"),
    ]
    assert [(str(where), ref) for where, ref in samples(site)] == [
        ("content/authors/ada.yaml:4:11", "author:ada interview"),
        ("content/photos/ada-1.yaml:4:9", "photo:ada-1"),
    ]


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("https://example.org/a", True),
        ("http://www.Example.com", True),
        ("http://tickets.test/", True),
        ("https://examples.org/", False),
        ("https://spolek.cz/?from=example.org", False),
    ],
)
def test_a_release_refuses_addresses_of_nobody(place: Place, value: str, refused: bool) -> None:  # noqa: FBT001 - a table
    """In records and in the settings (RFC 2606), and words in the place of a value; any other build goes on."""
    place.edit("content/events/opening.yaml", "place:", f"links: [{{url: '{value}', title: {{cs: A, en: A}}}}]\nplace:")
    place.edit("content/site.yaml", "en: Society}", "en: Society}, email: info@example.org, address: TBD")
    for release in (True, False):
        problems, options = Problems(), Options(now=NOW, release=release)
        publishable(load(place.project, options, Problems()), options, problems)
        found = {str(one.where) for one in problems if one.code == "placeholder-in-release"}
        settings = {"content/site.yaml:4:11", "content/site.yaml:6:56", "content/site.yaml:6:83"}
        assert found == (settings | ({"content/events/opening.yaml:6:15"} if refused else set()) if release else set())


def test_a_release_that_is_told_its_address_needs_none_in_the_settings(place: Place) -> None:
    """`--base-url` takes the place of the one that `new project` writes."""
    problems, options = Problems(), Options(now=NOW, release=True, base_url="https://spolek.cz/")
    publishable(load(place.project, options, Problems()), options, problems)
    assert "placeholder-in-release" not in {one.code for one in problems}


def with_episode(place: Place, publish: str) -> None:
    """Add a podcast with one episode that is released at this local time."""
    place.write("content/podcasts/talks.yaml", SERIES)
    place.write("content/podcasts/talks/01-first.yaml", EPISODE.replace("PUBLISH", publish))


@pytest.mark.parametrize(
    ("publish", "before", "after"),
    [
        ("2026-07-10T09:00", "2026-07-10T06:59:59+00:00", "2026-07-10T07:00:00+00:00"),
        ("2026-12-10T09:00", "2026-12-10T07:59:59+00:00", "2026-12-10T08:00:00+00:00"),
        # The clocks go back at 3:00: 2:30 comes twice, and the first one counts.
        ("2026-10-25T02:30", "2026-10-25T00:29:59+00:00", "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T02:30", "2026-10-25T00:29:59+00:00", "2026-10-25T01:10:00+00:00"),
        # The clocks go forward at 2:00: 2:30 does not exist, and the moment is that of 3:30.
        ("2026-03-29T02:30", "2026-03-29T01:29:59+00:00", "2026-03-29T01:30:00+00:00"),
    ],
)
def test_an_episode_is_released_to_the_second(place: Place, publish: str, before: str, after: str) -> None:
    """In summer and in winter, and on the days the clocks change."""
    with_episode(place, publish)
    assert held(place, now=dt.datetime.fromisoformat(before)) == {"episode:01-first": "not-yet"}
    assert held(place, now=dt.datetime.fromisoformat(after)) == {}


def test_an_episode_needs_its_series_and_the_consent_to_sound(place: Place) -> None:
    """Without either it is held back."""
    with_episode(place, "2026-01-01T09:00")
    place.edit("content/podcasts/talks/01-first.yaml", "[web, audio]", "[web]")
    assert held(place) == {"episode:01-first": "no-consent"}
    place.edit("content/podcasts/talks/01-first.yaml", "[web]", "[web, audio]")
    place.edit("content/podcasts/talks.yaml", "title: Hlasy", "title: Hlasy\ndraft: true")
    assert held(place) == {"podcast:talks": "draft", "episode:01-first": "series-held-back"}
