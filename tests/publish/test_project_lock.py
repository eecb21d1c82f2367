"""Two builds of one project never mix."""

from __future__ import annotations

import subprocess
from threading import Event, Thread

from sitegen.model.project import HOME
from sitegen.publish.project_lock import exclusive
from tests.conftest import Place


def test_the_second_of_two_builds_waits(place: Place) -> None:
    """It says so, goes on when the first has ended, and the lock goes with its holder."""
    told: list[str] = []
    with exclusive(place.project.cache, lambda: told.append("waits")):
        build = subprocess.Popen(place.command("build"), cwd=HOME, stdout=subprocess.PIPE, text=True)
        assert build.stdout is not None
        assert (
            build.stdout.readline() == "Another build of this project is running; this one goes on when it has ended.\n"
        )
        assert not place.output.exists()
    assert "files" in build.communicate()[0]
    assert build.returncode == 0
    assert place.output.exists()
    assert told == []


def test_the_second_of_two_threads_waits(place: Place) -> None:
    """The list of what waits and the build of the preview are of one process, whose locks the system gives it twice."""
    told, done = Event(), Event()

    def look() -> None:
        with exclusive(place.project.cache, told.set):
            done.set()

    other = Thread(target=look, daemon=True)
    with exclusive(place.project.cache, lambda: None):
        other.start()
        assert told.wait(60)
        assert not done.is_set()
    assert done.wait(60)
    other.join()
