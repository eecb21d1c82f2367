"""Addresses of the site itself that are written out in texts: a withdrawal leaves no link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Place
from tests.test_consent import Show

STONE = "consent: {status: withdrawn, date: 2026-04-30}\n"
GIVEN = "consent: {status: given, scopes: [web], date: 2020-01-01}"
TEXT = "content/pages/about.en.md"


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A project whose author has an interview, a zine and photographs."""
    return Show(tmp_path / "show")


def told(place: Place, problems: list[tuple[str, str]] | None = None) -> list[str]:
    """Where what is held back is named by its address."""
    found = place.problems() if problems is None else problems
    assert not [code for _, code in found if code not in {"names-held-back", "untranslated-prose"}], found
    return [where for where, code in found if code == "names-held-back" and where.startswith(TEXT)]


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("/en/photos/ada-1/", "all"),
        ("/en/photos/ada-1/#t=1", "all"),
        ("../photos/ada-1/?x=1", "all"),
        ("https://example.org/en/photos/ada-1/", "all"),
        ("/cs/fotografie/ada-1/", "all"),
        ("/q/ada-1/", "all"),
        ("/q/ada-1/qr.svg", "all"),
        ("/en/places/park/", "all"),
        ("/en/places/", "all"),
        ("/en/photos/ada-1/", "consent"),
        ("/q/ada-1/", "consent"),
    ],
)
def test_a_link_to_a_page_that_is_held_back_becomes_its_text(place: Place, target: str, left: str) -> None:
    """The editor is told at its place, the page keeps the words, and nothing leads to where nothing is."""
    place.write(TEXT, f"Go.\n\nSee [her *window*]({target}) and [more](/en/events/opening/).\n")
    before = place.problems()
    assert told(place, before) == []
    if left == "all":
        place.edit("content/photos/ada-1.yaml", "status: given", "status: withdrawn")
    else:
        place.write("content/photos/ada-1.yaml", STONE)
        (place.root / "photos/ada-1.jpg").unlink()
    assert told(place) == [f"{TEXT}:3:20"]
    page = place.read("en/about/index.html")
    assert "her <em>window</em></span> and <a" in page
    assert "ada-1" not in page
    assert "park" not in page
    place.edit(TEXT, "/en/events/opening/", "/en/events/opning/")
    assert [one.where.line for one in place.build().problems if one.code == "dead-link"] == [3]  # a typo is an error


def test_what_becomes_shorter_or_is_not_made_fails_nothing(show: Show) -> None:
    """A further page of a list, the code of a voice, a card of the guest book, a file for print."""
    place = show.place
    links = ["/en/photographs/2/", "/q/zora-voice/", "/en/guest-book/#nobody", "/print/zines/zora/zora-a4.pdf"]
    place.write(TEXT, "\n".join(f"[Go]({link})." for link in links))
    (place.root / "content/pages/about.cs.md").unlink()
    show.grant(interview="audio")
    place.edit("content/photos/zora-2.yaml", "status: given", "status: withdrawn")
    report = place.build()
    assert not report.failed, list(report.problems)
    dead = {(str(one.where), one.code) for one in report.problems if one.code.startswith("dead-")}
    assert dead == {(f"{TEXT}:{line}:6", "dead-anchor" if line == 3 else "dead-link") for line in (1, 3, 4)}
    assert (f"{TEXT}:2:6", "names-held-back") in {(str(one.where), one.code) for one in report.problems}


def test_a_text_that_stands_in_for_another_language_fails_nothing(show: Show) -> None:
    """Its links are found at their lines too."""
    place = show.place
    place.write(TEXT, "Hear [her](author:zora#voice).\n")
    (place.root / "content/pages/about.cs.md").unlink()
    show.grant(interview="audio")
    report = place.build()
    assert not report.failed, list(report.problems)
    assert [str(one.where) for one in report.problems if one.code == "dead-anchor"] == [f"{TEXT}:1:12"] * 2


def test_whatever_goes_no_link_to_it_fails_a_build(show: Show) -> None:
    """Feeds, manifests and images for libraries, tables, codes: a text may link every file that the site has."""
    place = show.place
    assert not place.build().failed
    hashed = re.compile(r"[-.][0-9a-f]{8}\.")
    links = [f"[Go](/{name})\n" for name in sorted(place.files()) if not hashed.search(name) and name[0] != "."]
    for family in ("iiif/images/", "iiif/author/", "iiif/photographs.csv", "en/photos.xml", "q/zora-voice/"):
        assert any(f"/{family}" in link for link in links), family
    place.write(TEXT, "".join(links))
    for refuse in (lambda: show.refuse("interview", "withdrawn"), lambda: show.refuse_all("withdrawn")):
        refuse()
        report = place.build()
        assert not report.failed, list(report.problems)
        assert any(one.code == "names-held-back" for one in report.problems)


def test_a_link_to_a_picture_that_is_held_back_fails_nothing(place: Place) -> None:
    """Of an event that is shown without it."""
    place.edit(
        "content/events/opening.yaml",
        "when:",
        f"pictures:\n- {{file: ada-2.jpg, alt: {{cs: A, en: B}}, {GIVEN}}}\nwhen:",
    )
    (place.root / "content/photos/ada-2.yaml").unlink()
    place.write(TEXT, "Go.\n")
    assert not place.build().failed
    made = next(name for name in sorted(place.files()) if name.startswith("media/ada-2-"))
    place.write(TEXT, f"[Go](/{made}).\n")
    assert not place.build().failed
    place.edit("content/events/opening.yaml", "status: given", "status: withdrawn")
    report = place.build()
    assert not report.failed, list(report.problems)
    assert ("warning", "dead-link") in {(str(one.severity), one.code) for one in report.problems}
