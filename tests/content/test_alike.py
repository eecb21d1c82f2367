"""Which photographs lead on to which."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from sitegen.content.kinds.alike import MOST, alike
from sitegen.content.kinds.photo_record import Photo


def photo(name: str, themes: str, *, place: str | None = None, side: str = "light") -> Photo:
    """A photograph by whoever the beginning of its name says."""
    author = name.partition("-")[0]
    return cast("Photo", SimpleNamespace(id=name, author=author, themes=themes.split(), place=place, side=side))


def closest(*walk: Photo) -> list[str]:
    """The names of what the first photograph leads on to."""
    return [one.id for one in alike(walk)[walk[0].id]]


def test_themes_count_more_than_a_place_and_a_place_more_than_a_side() -> None:
    first = photo("ada-1", "home work", place="park")
    found = closest(
        first,
        photo("eva-1", "home"),
        photo("ivo-1", "home", place="park", side="dark"),
        photo("jan-1", "home work", side="dark"),
    )
    assert found == ["jan-1", "ivo-1", "eva-1"]


def test_what_has_no_theme_in_common_is_not_shown() -> None:
    assert closest(photo("ada-1", "home", place="park"), photo("eva-1", "work", place="park")) == []


def test_nobody_is_led_back_to_the_same_author() -> None:
    assert closest(photo("ada-1", "home"), photo("ada-2", "home")) == []


def test_everybody_comes_once_before_anybody_comes_twice() -> None:
    first = photo("ada-1", "home work")
    near = [photo(f"eva-{number}", "home work") for number in range(4)]
    assert closest(first, *near, photo("ivo-1", "home")) == ["eva-0", "ivo-1", "eva-1", "eva-2"]


def test_a_theme_that_is_written_twice_counts_once() -> None:
    assert closest(photo("ada-1", "home home"), photo("eva-1", "home home"), photo("ivo-1", "home")) == [
        "eva-1",
        "ivo-1",
    ]


def test_of_what_is_as_close_the_nearest_in_the_walk_comes_first() -> None:
    walk = [photo(f"p{number}-1", "home") for number in range(9)]
    assert [one.id for one in alike(walk)["p4-1"]] == ["p3-1", "p5-1", "p2-1", "p6-1"]
    assert all(len(found) == MOST for found in alike(walk).values())
