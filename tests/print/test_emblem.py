"""The European emblem beside the sentence about who pays: its geometry, its inks, and where it stands."""

from __future__ import annotations

import re
from math import cos, dist, pi, sin
from pathlib import Path

import pytest

from sitegen.making.emblems import emblem
from tests.any_project import fill
from tests.conftest import Place


def stars(svg: str) -> list[list[tuple[float, float]]]:
    """The five points of each star."""
    path = svg.split('d="')[3].partition('"')[0]
    found = []
    for star in path.split("z")[:-1]:
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", star)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        found.append(points)
    return found


def test_twelve_stars_stand_as_the_hours_of_a_clock() -> None:
    """Interinstitutional Style Guide, annex A1: on a ring of a third of the height, in circles of an eighteenth."""
    high, centre = 900.0, (675.0, 450.0)
    found = stars(emblem("eu"))
    assert len(found) == 12
    for hour, points in enumerate(found):
        angle = hour * pi / 6
        middle = centre[0] + high / 3 * sin(angle), centre[1] - high / 3 * cos(angle)
        assert len(points) == 5
        for point in points:
            assert dist(point, middle) == pytest.approx(high / 18, abs=0.1)
        assert points[0] == pytest.approx((middle[0], middle[1] - high / 18), abs=0.1), "one point upright"


def test_its_colours_are_those_of_the_union() -> None:
    screen, press = emblem("eu"), emblem("eu", "press")
    assert re.findall(r'fill="([^"]+)"', screen) == ["#ffffff", "#003399", "#ffcc00"]
    assert re.findall(r'fill="([^"]+)"', press) == [
        "device-cmyk(0 0 0 0)",
        "device-cmyk(1 .8 0 0)",
        "device-cmyk(0 0 1 0)",
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("cs", "Evropská unie"), ("en", "European Union"), ("tlh", "European Union")]
)
def test_a_pdf_has_a_text_for_it(language: str, said: str) -> None:
    """The name of the Union in the language of the sentence; on a page, which says so beside it, nothing."""
    assert f"<title>{said}</title>" in emblem("eu", "press", language)
    assert "<title>" not in emblem("eu")


def noticed(root: Path, notices: str) -> Place:
    """A site of nothing but its settings, with these notices."""
    place = fill(root / "project", (), ("en",))
    path = place.root / "content/site.yaml"
    path.write_text(f"{path.read_text('utf-8')}notices: [{notices}]\n", "utf-8")
    return place


def test_it_stands_beside_its_sentence_alone(tmp_path: Path) -> None:
    funded = "{text: Funded by the Union., language: en, emblem: eu}"
    place = noticed(tmp_path, f"{funded}, {{text: Views differ., language: en}}")
    assert place.problems() == []
    page = place.read("index.html")
    assert page.count('class="emblem"') == 1
    assert page.index('class="emblem"') < page.index("Funded by the Union.") < page.index("Views differ.")


def test_another_emblem_is_refused(tmp_path: Path) -> None:
    place = noticed(tmp_path, "{text: Funded., language: en, emblem: un}")
    assert [code for _, code in place.problems()] == ["bad-choice"]
