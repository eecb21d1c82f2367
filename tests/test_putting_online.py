"""The script by which docs/hosting.md puts a site online: run as it stands there, with the server on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.documents import text_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the server of the recipe is a Linux")

BLOCK = r"^```sh\n(#!/bin/sh\n# Build, upload.*?)^```$"
SCRIPT = re.findall(BLOCK, text_of("docs/hosting.md"), re.MULTILINE | re.DOTALL)
SSH = '#!/bin/sh\nwhile [ "$1" = -l ]; do shift 2; done\nshift\nexec sh -c "$*"\n'
OLD, NEW = "<p>old", "<p>new"


@dataclass
class Server:
    """A project with a built site, and a folder that stands for the server's."""

    root: Path
    day: int = 0
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name, text in (("ssh", SSH), ("python3", "#!/bin/sh\n"), ("date", "#!/bin/sh\necho day-$DAY\n")):
            program = self.root / "bin" / name
            program.parent.mkdir(parents=True, exist_ok=True)
            program.write_text(text)
            program.chmod(0o755)
        (self.root / "srv").mkdir()

    @property
    def online(self) -> Path:
        """What the web server shows."""
        return self.root / "srv" / "online"

    def site(self, **pages: str) -> None:
        """Write what a build would leave, whole."""
        for path in (self.root / "output").glob("*"):
            path.unlink()
        (self.root / "output").mkdir(exist_ok=True)
        for name, text in pages.items():
            (self.root / "output" / f"{name}.html").write_text(text)

    def put(self) -> subprocess.CompletedProcess[str]:
        """Run the script of the guide."""
        self.day += 1
        script = SCRIPT[0].replace("folder=/srv/site ", f"folder={self.root / 'srv'} ")
        assert str(self.root) in script
        told = os.environ | {"PATH": f"{self.root / 'bin'}:{os.environ['PATH']}", "DAY": str(self.day)}
        command = ["sh", "-c", script]
        return subprocess.run(command, cwd=self.root, env=told, capture_output=True, text=True, check=False)

    @contextmanager
    def visited(self) -> Iterator[None]:
        """Read the first page all the time, as visitors do."""
        done = threading.Event()

        def visit() -> None:
            while not done.is_set():
                try:
                    self.seen.add((self.online / "index.html").read_text())
                except FileNotFoundError:
                    self.seen.add("nothing")

        visitor = threading.Thread(target=visit)
        visitor.start()
        try:
            yield
        finally:
            done.set()
            visitor.join()


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


def test_a_site_comes_whole_and_nothing_older_stays(server: Server) -> None:
    server.site(index=OLD, withdrawn="<p>Her name")
    first = server.put()
    assert first.returncode == 0, first.stderr
    assert (server.online / "withdrawn.html").is_file()
    server.site(index=NEW)
    with server.visited():
        second = server.put()
    assert (second.returncode, second.stderr) == (0, "")
    assert server.seen <= {OLD, NEW}
    assert [path.name for path in server.online.iterdir()] == ["index.html"]
    assert not [path for path in (server.root / "srv").rglob("*") if path.is_file() and "Her name" in path.read_text()]
    assert len(list((server.root / "srv" / "releases").iterdir())) == 1


def test_a_change_of_a_letter_at_the_same_moment_is_not_missed(server: Server) -> None:
    """Size and time are the same, as those of a file that was withdrawn may be."""
    server.site(index=OLD)
    server.put()
    before = (server.root / "output" / "index.html").stat()
    server.site(index=NEW)
    os.utime(server.root / "output" / "index.html", ns=(before.st_atime_ns, before.st_mtime_ns))
    server.put()
    assert (server.online / "index.html").read_text() == NEW


@pytest.mark.parametrize("program", ["python3", "rsync"])
def test_what_breaks_off_changes_nothing_online(program: str, server: Server) -> None:
    """A build with an error, a connection that ends; the next run clears away what was left."""
    server.site(index=OLD)
    server.put()
    server.site(index=NEW)
    broken = server.root / "bin" / program
    working = broken.read_text() if broken.exists() else None
    broken.write_text("#!/bin/sh\nexit 12\n")
    broken.chmod(0o755)
    assert server.put().returncode == 12
    assert (server.online / "index.html").read_text() == OLD
    if working is None:
        broken.unlink()
    else:
        broken.write_text(working)
    assert server.put().returncode == 0
    assert (server.online / "index.html").read_text() == NEW
    assert len(list((server.root / "srv" / "releases").iterdir())) == 1
