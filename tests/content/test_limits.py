"""Limits: settings with defaults, and each is told where something is over it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sitegen.content.gone_originals import gone_with
from sitegen.content.known_to_locks import note_gone
from sitegen.content.load import load
from sitegen.content.misplaced import called, is_told
from sitegen.content.named_in_vain import unnamed_files
from sitegen.model.messages import explain
from sitegen.model.problems import Problems, Where
from sitegen.model.project import HOME, Options
from sitegen.model.suggestions import Suggestions
from tests.conftest import NOW, Place, picture

EVENT = "content/events/opening.yaml"
ABOUT = "content/pages/about.cs.md"
DEEP = "kind: {}1{}\n"


def limit(place: Place, **limits: int) -> None:
    """Set limits in the settings."""
    place.edit(
        "content/site.yaml", "timezone:", f"limits: {{{', '.join(f'{k}: {v}' for k, v in limits.items())}}}\ntimezone:"
    )


@pytest.mark.parametrize(
    ("limits", "file", "text", "found"),
    [
        ({"record_kb": 1}, EVENT, "# " + "x" * 2000, "file-too-large"),
        ({"prose_kb": 1}, ABOUT, "x " * 1000, "prose-too-complex"),
        ({"template_kb": 1}, "templates/more.html", "x" * 2000, "file-too-large"),
        ({"catalogue_kb": 1}, "i18n/cs/LC_MESSAGES/messages.po", "# " + "x" * 2000, "file-too-large"),
        ({"transcript_kb": 1}, "podcasts/a.vtt", "x" * 2000, "file-too-large"),
        ({"static_mb": 1}, "static/a.bin", "x" * 2_000_000, "file-too-large"),
        ({"photo_mb": 1}, "photos/more.jpg", "x" * 2_000_000, "file-too-large"),
        ({"recording_mb": 1}, "podcasts/more.mp3", "x" * 2_000_000, "file-too-large"),
        ({"depth": 4}, EVENT, "kind: [[[[1]]]]\n", "yaml-too-deep"),
    ],
)
def test_a_lower_limit_refuses_and_names_its_setting(
    place: Place, limits: dict[str, int], file: str, text: str, found: str
) -> None:
    place.write(file, text)
    limit(place, **limits)
    problems = [problem for problem in place.build().problems if problem.code == found]
    assert [problem.where.file for problem in problems] == [file]
    assert next(iter(limits)) in explain(found, problems[0].params, "en")[1]


@pytest.mark.parametrize(
    ("limits", "text"),
    [({"record_kb": 300, "prose_kb": 300}, "slovo " * 45_000), ({"marks": 2}, "[a](#b) " * 300 + "\n\n## b\n")],
)
def test_a_higher_limit_lets_more_in(place: Place, limits: dict[str, int], text: str) -> None:
    place.write(ABOUT, text)
    assert {code for _, code in place.problems()} & {"file-too-large", "prose-too-complex"}
    limit(place, **limits)
    assert place.problems() == []


def test_a_picture_over_the_limit_is_refused_whatever_was_measured_before(place: Place) -> None:
    picture(place.root / "photos" / "ada-1.jpg", (1250, 1000))
    assert not place.build().failed
    limit(place, megapixels=1)
    assert place.problems() == [("content/photos/ada-1.yaml:1:7", "image-too-large")]


@pytest.mark.parametrize("value", ["megapixels: 201", "depth: 1000", "record_kb: 0", "recrod_kb: 5", "photo_mb: a"])
def test_limits_have_limits(place: Place, value: str) -> None:
    place.edit("content/site.yaml", "timezone:", f"limits: {{{value}}}\ntimezone:")
    assert [file.rpartition(":")[0] for file, _ in place.problems()] == ["content/site.yaml:5"]


def test_thousands_of_mistakes_are_told_in_bounded_time(place: Place) -> None:
    """The first few with what was meant."""
    place.edit("content/photos/ada-1.yaml", "themes: [home]", f"themes: [{', '.join(f'hom{n}' for n in range(4_000))}]")
    place.write(EVENT, "".join(f"titl{n}: x\n" for n in range(3_000)))
    began = time.process_time()
    problems = list(place.build().problems)
    assert time.process_time() - began < 10
    meant = [problem for problem in problems if problem.params.get("suggestion")]
    assert len(problems) > 6_000
    assert {problem.code for problem in meant} == {"unknown-reference", "unknown-field"}
    assert len(meant) < 500


@pytest.mark.parametrize("name", ["cz/LC_MESSAGES/messages.po", "cs/LC_MESSAGES/texty.po", "cs.po"])
def test_a_catalogue_that_nothing_reads_is_found(place: Place, name: str) -> None:
    place.write(f"i18n/{name}", 'msgid "Main"\nmsgstr "H"\n')
    assert place.problems() == [(f"i18n/{name}:1:1", "unknown-catalogue")]


def test_the_catalogues_of_the_program_may_be_copied_with_its_templates(place: Place) -> None:
    """Some are of languages that the site does not have; that is no mistake of who begins with them."""
    path = "i18n/uk/LC_MESSAGES/messages.po"
    place.write(path, (HOME / path).read_text("utf-8"))
    problems = Problems()
    load(replace(place.project, home=HOME), Options(now=NOW), problems)
    assert [problem.code for problem in problems] == []


class Counted(frozenset[str]):
    """Names that know how often somebody looked through them all."""

    looked = 0

    def __iter__(self) -> Iterator[str]:
        Counted.looked += 1
        return super().__iter__()


def test_what_is_named_in_vain_is_looked_up_not_searched(place: Place) -> None:
    """However many names lead nowhere, all files are gone through a few times."""
    site = load(place.project, Options(now=NOW), Problems())
    files = {folder: Counted(names) for folder, names in site.files.items()}
    site, problems, suggestions = replace(site, files=files), Problems(), Suggestions(0)
    Counted.looked = 0
    for number in range(100):
        ref = f"photo:nobody-{number}"
        assert not is_told(ref, site)
        assert not note_gone(ref, Where("x"), site, suggestions, problems)
        assert not called(ref, "photo", site)
        assert not gone_with(("photos", f"nobody-{number}.jpg"), site)
        assert unnamed_files("photos", site) == set()
    assert Counted.looked < 12
