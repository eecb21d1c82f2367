"""Kills runs, and says what they leave: a torn site, a lost source, a next build that makes another site.

`python -m tests.kills` kills each kind of run at every call that changes a file; `--random 200` kills builds on all
cores at any moment. Neither is part of the tests, which take samples of both (`test_kill.py`).
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import multiprocessing
import os
import random
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sitegen import pipeline
from sitegen.archiving import archive
from sitegen.consents.withdrawal import Refused, withdraw
from sitegen.content.printed_lock import LOCK
from sitegen.drafting.importing import Asked, import_table
from sitegen.making import executors
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from sitegen.publish import swapping, trees
from sitegen.upkeep import migrating
from tests import quick
from tests.conftest import NOW, Place, furnish, picture

PROCESSES = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["__main__", "sitegen.consents.withdrawal", "sitegen.pipeline"])

JOB = "labels-hall"
_OWN = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link", "os.symlink", "os.utime", "os.chmod"}
"""What CPython tells of before it does it (its table of audit events)."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


KINDS = ("again", "print", "withdrawn", "freeze", "withdraw", "first", "archive", "import", "migrate")
_NO_SITE = {"freeze", "withdraw", "import", "migrate"}
"""These change sources and the cache."""
_FILE_BY_FILE = {"import", "migrate"}
"""These write one source after the other, each whole; run again, they go on."""

_RECORD = "content/photos/ada-2.yaml"
_SOURCES = ("content", "photos", "templates", "brought")
_ROW = (
    "{0}.jpg;Zora;CZ;Takes photographs.;yes;1. 4. 2026;web;{0};{0}.;It is {0}.;The {0} of a house;yes;1. 4. 2026;web\n"
)
_HEADING = (
    "file;author;country;about the author;author's consent;author's consent date;author's consent for;"
    "title;caption;comment;alt;consent;consent date;consent for\n"
)
_RENAMED = (migrating.Migration(2, {"photo": {"heading": "title"}, "event": {"heading": "title"}}),)


class Torn(AssertionError):  # noqa: N818 - it says what was found
    """What a kill left is not what it should be."""


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder and the digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def sources(place: Place) -> dict[str, str]:
    """The same of what people wrote."""
    folders = [place.root / folder for folder in _SOURCES]
    return {f"{folder.name}/{name}": one for folder in folders for name, one in digests(folder).items()}


def made(kind: str, place: Place) -> dict[str, str]:
    """The same of what a run of a kind makes."""
    return digests(place.root / "archive" if kind == "archive" else place.output)


def turn(place: Place, title: str) -> None:
    """Give the site, and with it every page, one of two titles."""
    old = {"Small": "Large", "Large": "Small"}[title]
    path = place.root / "content" / "site.yaml"
    path.write_text(path.read_text("utf-8").replace(f"en: {old} Exhibition", f"en: {title} Exhibition"), "utf-8")


def lose_pages(place: Place) -> None:
    """Let the store forget every page, so that there is something to make."""
    for blob in place.root.glob(".cache/blobs/*/*"):
        if blob.read_bytes().startswith(b"<!doctype html>"):
            blob.unlink()


def consent(place: Place, status: str) -> None:
    """Give or take back the consent to one photograph."""
    path = place.root / _RECORD
    path.write_text(re.sub("status: (given|withdrawn)", f"status: {status}", path.read_text("utf-8")), "utf-8")


def prepare(kind: str, place: Place) -> None:
    """Bring a project to where a run of a kind has something to do."""
    if kind in {"again", "print"}:
        turn(place, "Large" if "en: Small" in (place.root / "content/site.yaml").read_text("utf-8") else "Small")
        lose_pages(place)
    if kind == "first":
        for folder in (place.root / ".cache", place.output, place.root / ".output.sitegen-twin"):
            shutil.rmtree(folder, ignore_errors=True)
    if kind in {"withdraw", "withdrawn"}:
        consent(place, "given")
        run("again", place)
    if kind == "withdrawn":
        consent(place, "withdrawn")
    if kind == "archive":
        prepare("again", place)
        run("again", place)
    _unwrite(kind, place)


def _unwrite(kind: str, place: Place) -> None:
    """Take back what a run of a kind has written among the sources."""
    if kind == "freeze":
        (place.root / LOCK).unlink(missing_ok=True)
    if kind == "import":
        for path in [*place.root.glob("content/*/*zora*"), *place.root.glob("photos/*zora*")]:
            path.unlink()
    if kind == "migrate":
        for path in (*place.root.glob("content/photos/*.yaml"), *place.root.glob("content/events/*.yaml")):
            path.write_text(path.read_text("utf-8").replace("title:", "heading:"), "utf-8")


def run(kind: str, place: Place) -> None:
    """One run of a kind, to its end.

    Raises:
        Torn: it says that something is wrong.
    """
    if kind == "withdraw":
        with suppress(Refused):  # it is withdrawn already
            withdraw(place.project, Options(now=NOW), "photo:ada-2", lambda: None)
    elif kind == "import":
        asked = Asked(place.root / "brought", answers=["status=exhibited"])
        said = import_table(place.project, asked, "en", lambda: None, lambda _done, _all: None).problems
        if said.failed:
            raise Torn(f"{kind}: {[str(problem) for problem in said]}")
    elif kind == "migrate":
        migrating.MIGRATIONS = _RENAMED
        migrating.migrate(place.project, lambda: None, Problems(), dry=False)
    elif kind == "archive":
        report, target = pipeline.Report(Problems()), place.root / "archive"
        options = Options(now=NOW, printing=False)
        if not archive(place.project, options, target, report, lambda _done, _all: None, lambda: None):
            raise Torn(f"{kind}: {[str(problem) for problem in report.problems]}")
    elif kind == "freeze":
        pipeline.freeze_job(place.project, Options(now=NOW, base_url="https://spolek.cz/"), JOB, Problems())
    else:
        report = pipeline.build(place.project, Options(now=NOW, printing=kind == "print"))
        if report.failed:
            raise Torn(f"{kind}: {[str(problem) for problem in report.problems]}")


def die_at(step: int) -> None:
    """Kill this process before the call of this number that changes a file; what comes before it is done."""
    numbers = itertools.count()

    def called() -> None:
        if next(numbers) >= step:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OWN or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            called()

    def watched(original: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments: (called(), original(*arguments))[1]

    sys.addaudithook(heard)
    os.fsync = watched(os.fsync)
    swapping._exchange = watched(swapping._exchange)
    trees._flush_system = watched(trees._flush_system)


def _run_until(kind: str, root: Path, home: Path, step: int | None, *, quiet: bool) -> None:
    if quiet:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    if step is not None:
        executors._cores = lambda: 1
        die_at(step)
    run(kind, Place(root, home))


def started(kind: str, place: Place, step: int | None, *, quiet: bool) -> Any:
    """A process with a run, which ends at a call where there is a `step`."""
    process = PROCESSES.Process(target=_run_until, args=(kind, place.root, place.home, step), kwargs={"quiet": quiet})
    process.start()
    return process


class Power(Protocol):
    """Of the disk that a project is on."""

    def settle(self) -> None:
        """Have on the disk what was written until now."""

    def cut(self) -> None:
        """Lose what is not on the disk, and refuse everything from now on."""

    def again(self) -> None:
        """Work again."""


State = tuple[dict[str, str], dict[str, str]]
"""What was written, and the site."""


@dataclass
class Trial:
    """A project that runs of one kind are killed in, and what clean ones make of the same sources."""

    kind: str
    place: Place
    _clean: dict[str, State] = field(default_factory=dict)

    @classmethod
    def in_folder(cls, kind: str, folder: Path) -> Trial:
        """A new one, with a site that was built."""
        place = furnish(folder / kind)
        if kind == "print":  # the sample has no templates of print, but a store that forgets what is not used
            (place.root / "content/venues/hall.yaml").unlink()
        if kind == "freeze":
            place = Place(place.root, HOME)
        if kind == "archive":
            readme = "templates/archive/readme.txt"
            place.write(readme, (HOME / readme).read_text("utf-8"))
            run("archive", place)
        if kind == "import":
            place.write("brought/table.csv", _HEADING + "".join(map(_ROW.format, ("roof", "wall", "stair"))))
            for number, name in enumerate(("roof", "wall", "stair")):
                picture(place.root / f"brought/{name}.jpg", (640 + 20 * number, 480), f"#{number * 4}0{number * 3}8f0")
        run("again", place)
        return cls(kind, place)

    def killed_at(self, step: int) -> bool:
        """Kill one run at a call and look; returns whether it came to its end before.

        Raises:
            Torn: something is not what it should be.
        """
        return self._stopped(step, lambda process: process.join())

    def interrupted(self, seconds: float, power: Power | None = None) -> bool:
        """The same after a time, or with the power cut then and back again before the look."""

        def stop(process: Any) -> None:
            process.join(seconds)
            if power:
                power.cut()
            process.kill()
            process.join()
            if power:
                power.again()

        return self._stopped(None, stop, power)

    def _stopped(self, step: int | None, stop: Callable[[Any], None], power: Power | None = None) -> bool:
        place, kind = self.place, self.kind
        prepare(kind, place)
        old = sources(place), made(kind, place)
        new = self._wanted(old[0])
        if power:
            power.settle()
        process = started(kind, place, step, quiet=power is not None)
        stop(process)
        at = f"{kind}, {'at any moment' if step is None else f'at call {step}'}"
        if process.exitcode not in {0, -signal.SIGKILL} and not power:  # which may also be an error
            raise Torn(f"{at}: ended with {process.exitcode}")
        if kind in _FILE_BY_FILE:
            _each_among(f"{at}: sources", sources(place), old[0], new[0])
        else:
            _among(f"{at}: sources", sources(place), old[0], new[0])
        _among(f"{at}: site", made(kind, place), old[1], *([] if kind in _NO_SITE else [new[1]]))
        self._again(place)
        _among(f"{at}: sources afterwards", sources(place), new[0])
        _among(f"{at}: site afterwards", made(kind, place), new[1])
        left = [path for path in place.root.rglob("*") if path.match(".new-*") or path.match(".*.sitegen-[no]*")]
        if left := [path for path in left if ".cache" not in path.parts]:
            raise Torn(f"{at}: leaves {left}")
        return process.exitcode == 0

    def _again(self, place: Place) -> None:
        """What somebody does who finds that it was killed."""
        run(self.kind, place)
        if self.kind in _NO_SITE:
            run("again", place)

    def _wanted(self, written: dict[str, str]) -> State:
        """What a project comes to that nothing was ever killed in."""
        key = str(written)
        if key not in self._clean:
            with tempfile.TemporaryDirectory() as folder:
                clean = Place(Path(folder) / "clean", self.place.home)
                for name in _SOURCES:
                    if (self.place.root / name).is_dir():
                        shutil.copytree(self.place.root / name, clean.root / name)
                self._again(clean)
                self._clean[key] = sources(clean), made(self.kind, clean)
        return self._clean[key]


def _each_among(what: str, found: dict[str, str], old: dict[str, str], new: dict[str, str]) -> None:
    """Each file is the old one or the new one, and no record is without its picture."""
    names = found.keys() | old.keys() | new.keys()
    torn = {name for name in names if found.get(name) not in (old.get(name), new.get(name))}
    photos = (name for name in found if name.startswith("content/photos/"))
    bare = {name for name in photos if f"{name.removeprefix('content/').removesuffix('.yaml')}.jpg" not in found}
    if wrong := torn | bare:
        raise Torn(f"{what}: {sorted(wrong)[:5]} are torn")


def _among(what: str, found: dict[str, str], *wanted: dict[str, str]) -> None:
    if found not in wanted:
        wrong = [sorted({name for name, _ in found.items() ^ one.items()})[:5] for one in wanted]
        raise Torn(f"{what}: {wrong} differ")


def at_every_call(trial: Trial, steps: range | None = None) -> int:
    """Kill runs of a kind at each call, or at some; returns how many were killed."""
    tried = (trial.killed_at(step) for step in steps or itertools.count())
    return sum(1 for _ in itertools.takewhile(lambda ended: not ended, tried))


def at_random(trials: Sequence[Trial], times: int, seed: int) -> None:
    """Kill so many runs at any moment; how long they last is learned on the way."""
    chance, done = random.Random(seed), 0  # noqa: S311 - for moments, not for secrets
    length = dict.fromkeys((trial.kind for trial in trials), 1.0)
    while done < times:
        trial = chance.choice(trials)
        if trial.interrupted(chance.random() * length[trial.kind]):
            length[trial.kind] *= 0.9
        else:
            length[trial.kind] *= 1.02
            done += 1


def hasten() -> None:
    """Let each run begin as a copy of this process, which knows what takes long, where there are copies."""
    global PROCESSES  # noqa: PLW0603 - a process with threads, as those of pytest, may not be copied
    if sys.platform == "linux":
        PROCESSES = multiprocessing.get_context("fork")


def main() -> None:
    """Kill as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, metavar="N", help="kill so many runs at any moment instead")
    parser.add_argument("--seed", type=int, default=1, help="of these moments")
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; without, all")
    asked = parser.parse_args()
    hasten()
    with quick.quickly(), tempfile.TemporaryDirectory() as folder:
        trials = [Trial.in_folder(kind, Path(folder)) for kind in asked.kinds or KINDS]
        if asked.random:
            at_random(trials, asked.random, asked.seed)
            sys.stdout.write(f"{asked.random} runs killed at random: whole\n")
        else:
            for trial in trials:
                sys.stdout.write(f"{trial.kind}: killed at {at_every_call(trial)} calls, whole\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
