"""Pictures made by the workers of a real Dask cluster: same bytes, and no half-made site when something dies."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dask
import distributed  # noqa: F401 - its settings, which are changed below
import pytest

from sitegen.making import clusters, sending
from sitegen.making.errors import NoCluster
from sitegen.model.messages import explain
from sitegen.model.project import Options
from sitegen.pipeline import Report, build
from tests.conftest import FILES, NOW, Place, furnish, picture

pytestmark = pytest.mark.usefixtures("unhurried")

ROOT = Path(__file__).parents[1]
PHOTOS = 8


@dataclass
class RealCluster:
    """A scheduler and workers as docs/many-machines.md starts them, on this computer alone."""

    folder: Path
    program: Path = ROOT
    scheduler: subprocess.Popen[bytes] = field(init=False)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """Where the scheduler writes its address."""
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        """The scheduler's address."""
        return str(json.loads(self.file.read_text())["address"])

    def start(self) -> None:
        """Start a scheduler that knows nothing of the program, and two workers of one thread each."""
        self.folder.mkdir(exist_ok=True)
        local = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard")
        self.scheduler = self._dask("scheduler", *local, "--port", "0", "--scheduler-file", self.file, at=self.folder)
        deadline = time.monotonic() + 60
        while not self.file.exists() or not self.file.read_text().endswith("}"):  # it is not written at once
            assert time.monotonic() < deadline, self._said("scheduler")
            time.sleep(0.05)
        for number in range(2):
            more = ("--nthreads", "1", "--no-nanny", "--local-directory", self.folder / f"local-{number}")
            self.workers.append(self._dask("worker", self.address, *local, *more, at=self.program))
        with clusters.dask(self.address) as found:
            found.client.wait_for_workers(2, timeout=60)

    def _dask(self, what: str, *arguments: object, at: Path) -> subprocess.Popen[bytes]:
        with (self.folder / f"{what}.log").open("ab") as log:
            command = [sys.executable, "-m", "dask", what, *map(str, arguments)]
            return subprocess.Popen(command, cwd=at, stdout=log, stderr=log)

    def _said(self, what: str) -> str:
        return (self.folder / f"{what}.log").read_text()

    def stop(self) -> None:
        """Kill what is left."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[RealCluster]:
    """A cluster of two workers."""
    started = RealCluster(tmp_path / "cluster")
    try:
        started.start()
        yield started
    finally:
        started.stop()


def more_photographs(place: Place) -> Place:
    """Add photographs, each with pixels of its own."""
    for number in range(3, 3 + PHOTOS):
        record = FILES["content/photos/ada-1.yaml"].replace("ada-1.jpg", f"ada-{number}.jpg")
        place.write(f"content/photos/ada-{number}.yaml", record.replace("order: 1", f"order: {number}"))
        picture(place.root / "photos" / f"ada-{number}.jpg", (900, 600), f"#{number:02}627f")
    return place


def build_on(place: Place, address: str, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Report:
    """Build with a cluster."""
    return build(place.project, Options(now=NOW, printing=False, executor=address), progress)


def once(do: Callable[[], object]) -> Callable[[int, int], None]:
    """Something that happens when the first outputs are done."""
    left = [do]
    return lambda _done, _all: left.pop()() if left else None


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder and the digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def faults(report: Report) -> list[tuple[str, str]]:
    """Where an error is, and its code."""
    return [(str(problem.where), problem.code) for problem in report.problems if problem.severity == "error"]


def test_a_cluster_makes_the_same_bytes(cluster: RealCluster, tmp_path: Path) -> None:
    """The site of two workers is that of this computer; what is made is not made again, and nothing stays there."""
    there, here = more_photographs(furnish(tmp_path / "there")), more_photographs(furnish(tmp_path / "here"))
    assert not here.build().failed
    report = build_on(there, cluster.address)
    assert faults(report) == []
    assert len(report.made) == report.outputs
    assert digests(there.output) == digests(here.output)
    with clusters.dask(cluster.address) as found:
        took_part = found.client.run(lambda: "sitegen.making.derivatives" in sys.modules)
    assert any(took_part.values())
    assert [path.name for path in cluster.folder.rglob("*.jpg")] == []
    cluster.stop()
    again = build_on(there, cluster.address)  # there is nothing to send, so nobody is missed
    assert (faults(again), again.made) == ([], [])


def test_a_worker_that_dies_costs_nothing_but_time(cluster: RealCluster, tmp_path: Path) -> None:
    """What it had in hand is done by the other one."""
    there, here = more_photographs(furnish(tmp_path / "there")), more_photographs(furnish(tmp_path / "here"))
    assert not here.build().failed
    assert faults(build_on(there, cluster.address, once(cluster.workers[0].kill))) == []
    assert cluster.workers[0].wait() != 0
    assert digests(there.output) == digests(here.output)


@pytest.mark.parametrize(
    ("victims", "code"),
    [("workers", "executor-no-workers"), ("scheduler", "executor-lost")],
    ids=["workers", "scheduler"],
)
def test_a_cluster_that_dies_leaves_the_old_site(
    cluster: RealCluster,
    built: Place,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    victims: str,
    code: str,
) -> None:
    """It is one problem; what came back before is kept whole, and the next build goes on from there."""
    monkeypatch.setattr(clusters, "PATIENCE", 1.0)
    doomed = cluster.workers if victims == "workers" else [cluster.scheduler]
    before, known = digests(built.output), digests(built.project.cache / "blobs")
    more_photographs(built)
    report = build_on(built, cluster.address, once(lambda: [process.kill() for process in doomed]))
    assert (report.failed, faults(report)) == (True, [("build.py:1:1", code)])
    assert "Traceback" not in "".join(capfd.readouterr())
    assert digests(built.output) == before
    assert list(built.root.rglob(".new-*")) == []
    assert digests(built.project.cache / "blobs").keys() > known.keys()
    assert not built.build().failed


def test_nobody_at_the_address(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler that does not answer is a problem with its address."""
    monkeypatch.setattr(clusters, "CONNECTING", 0.5)
    with socket.socket() as bound:  # which does not listen
        bound.bind(("127.0.0.1", 0))
        report = build_on(place, f"tcp://127.0.0.1:{bound.getsockname()[1]}")
    assert faults(report) == [("build.py:1:1", "executor-unreachable")]
    assert not place.output.exists()


@pytest.mark.parametrize(
    ("address", "settings", "code"),
    [
        ("tls://127.0.0.1:8786", {}, "executor-encryption"),
        ("tcp://127.0.0.1:8786", {"require-encryption": True}, "executor-encryption"),
        (
            "tls://127.0.0.1:8786",
            {"tls": {"ca-file": "absent.pem", "client": {"cert": "absent.pem"}}},
            "executor-unreachable",
        ),
    ],
    ids=["no certificate", "encryption wanted", "no such file"],
)
def test_nothing_is_sent_in_the_clear_against_the_settings(
    place: Place, address: str, settings: dict[str, Any], code: str
) -> None:
    """Dask's own settings say where the certificates are, and whether they are wanted."""
    with dask.config.set({"distributed.comm": dask.config.merge(dask.config.get("distributed.comm"), settings)}):
        assert faults(build_on(place, address)) == [("build.py:1:1", code)]


def test_workers_of_another_program_are_refused(
    cluster: RealCluster, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The problem names both programs, and nothing of theirs is used."""
    theirs = sending.program_of(sending.Store(place.project.cache).closures)
    monkeypatch.setattr(sending, "program_of", lambda _closures: "0123456789abcdef")
    report = build_on(place, cluster.address)
    assert faults(report) == [("build.py:1:1", "executor-other-program")]
    (problem,) = report.problems
    for language in ("en", "cs"):
        says = explain(problem.code, problem.params, language).says
        assert "0123456789abcdef" in says
        assert theirs in says


def test_a_worker_without_the_program_is_a_problem(place: Place, tmp_path: Path) -> None:
    """It says what the worker lacks; a scheduler need not have it."""
    cluster = RealCluster(tmp_path / "cluster", program=tmp_path)
    try:
        cluster.start()
        report = build_on(place, cluster.address)
    finally:
        cluster.stop()
    assert faults(report) == [("build.py:1:1", "executor-failed")]
    assert "No module named 'sitegen'" in explain("executor-failed", next(iter(report.problems)).params, "en").says


def test_without_the_library_it_is_said_how_to_install_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The normal environment has no Dask."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    report = build_on(place, "tcp://127.0.0.1:8786")
    assert faults(report) == [("build.py:1:1", "executor-not-installed")]
    assert "requirements-dask.txt" in explain("executor-not-installed", {}, "en").repair


@dataclass
class Threads:
    """A cluster of threads of this process, which counts what it holds."""

    pool: ThreadPoolExecutor
    workers: int = 2
    held: int = 0
    most: int = 0

    def submit(self, do: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Take work."""
        self.held += 1
        self.most = max(self.most, self.held)
        return self.pool.submit(do, *arguments)

    def threads(self) -> int:
        """So much at a time."""
        return self.workers


def double(number: int) -> int:
    """Work of a cluster."""
    return 2 * number


def test_only_a_little_more_is_sent_than_is_in_hand() -> None:
    """Forty photographs are never in memory at once."""
    with ThreadPoolExecutor(2) as pool:
        cluster = Threads(pool)
        found = {}
        for piece, result in clusters.spread(cluster, double, range(40), lambda number: (number,)):
            cluster.held -= 1
            found[piece] = result
    assert found == {number: 2 * number for number in range(40)}
    assert cluster.most == 4


def test_nothing_is_left_out_where_the_last_worker_goes_away() -> None:
    """It may do so between the question whether there is one and the next, how much it can do."""
    with ThreadPoolExecutor(1) as pool:
        found = list(clusters.spread(Threads(pool, workers=0), double, range(3), lambda number: (number,)))
    assert found == [(0, 0), (1, 2), (2, 4)]


def test_a_cluster_may_go_when_all_is_done() -> None:
    """Nobody asks for it after the last result."""
    with ThreadPoolExecutor(1) as pool:
        cluster = Threads(pool)
        for _ in clusters.spread(cluster, double, [1], lambda number: (number,)):
            cluster.threads = None  # type: ignore[assignment,method-assign]  # calling it would raise


def test_what_a_worker_raises_is_named() -> None:
    """Its own log has the traceback."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(NoCluster) as caught:
        list(clusters.spread(Threads(pool), double, [1], lambda _number: (None, None)))
    assert caught.value.code == "executor-failed"
    assert str(caught.value.params["reason"]).startswith("TypeError: double() takes")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask://10.0.0.5:8786", "tcp://10.0.0.5:8786"),
        ("dask+tls://scheduler.local:8786", "tls://scheduler.local:8786"),
        ("dask://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_addresses_are_those_of_dask(text: str, address: str) -> None:
    """With the protocol that its own tools write."""
    assert clusters.address_of(text) == address
