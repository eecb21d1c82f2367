"""Names of files: what other computers cannot hold is refused, and what programs leave behind is not looked at."""

from __future__ import annotations

import pytest

from sitegen.model.folders import is_left_behind
from tests.conftest import Place


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (("photos/aux.jpg",), ("photos/aux.jpg", "name-not-for-windows")),
        (("photos/CON",), ("photos/CON", "name-not-for-windows")),
        (("photos/10:30.jpg",), ("photos/10:30.jpg", "name-not-for-windows")),
        (("photos/a./x.jpg",), ("photos/a.", "name-not-for-windows")),
        (("podcasts/x.mp3 ",), ("podcasts/x.mp3 ", "name-not-for-windows")),
        (("photos/Okno.jpg", "photos/okno.jpg"), ("photos/okno.jpg", "names-alike")),
        (("photos/A/x.jpg", "photos/a/y.jpg"), ("photos/a", "names-alike")),
        (("photos/\u010d.jpg", "photos/c\u030c.jpg"), ("photos/\u010d.jpg", "names-alike")),
        (("photos/c\u030c.jpg",), ("photos/c\u030c.jpg", "name-not-composed")),
    ],
)
def test_a_name_that_not_every_computer_can_hold_is_refused(
    place: Place, files: tuple[str, ...], found: tuple[str, str]
) -> None:
    for file in files:
        place.write(file, "x")
    assert (f"{found[0]}:1:1", found[1]) in place.problems()


LEFT = ["._ada.yaml", ".DS_Store", "Thumbs.db", "desktop.ini", "~$ada.yaml", "ada.yaml~", ".ada.yaml.swp", "#ada.yaml#"]
LEFT += [".~lock.ada.yaml#", "__MACOSX/._ada.yaml", "ada.cs.md.part"]


def test_what_programs_leave_behind_is_no_file_of_the_editor(place: Place) -> None:
    for folder in ("content/authors", "photos", "podcasts", "templates", "static/css", "static/root", "i18n"):
        for name in LEFT:
            place.write(f"{folder}/{name}", "\x00 no file of ours")
    report = place.build()
    assert list(report.problems) == []
    assert not [path for path in place.output.rglob("*") if path.name in LEFT]


@pytest.mark.parametrize("name", ["ada.yaml", "a.jpg", "okno~1.jpg", "part.mp3", "readme.md", "#1.jpg"])
def test_what_an_editor_calls_a_file_is_looked_at(name: str) -> None:
    assert not is_left_behind(name)
