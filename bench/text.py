"""Text: every contender builds the same events cold, again with nothing changed, and after one edit, in rounds."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.contenders import OUTPUT, Contender, page
from bench.data import LANGUAGES, OTHER, Event
from bench.runs import SLOW, Run, RunError, middle, peak, run

PHASES = ("cold", "same", "edit")

Tree = dict[str, bytes]
"""Every file of a site and the digest of its bytes."""


def tree_of(folder: Path) -> Tree:
    """Return the digests of all files but hidden ones."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest() for path in files}


def changed(before: Tree, after: Tree) -> int:
    """Return how many files are new or have other bytes."""
    return sum(before.get(name) != digest for name, digest in after.items())


def faults(found: Sequence[Event], project: Path, bare: str = "") -> list[str]:
    """Return what a finished site lacks of the common work; the language `bare` lies in the top folder."""

    def place(code: str, event: Event) -> Path:
        return page(project, "" if code == bare else code, event)

    pages = [place(code, event) for code in LANGUAGES for event in found]
    missing = [path for path in pages if not path.is_file()]
    if missing:
        return [f"{len(missing)} of {len(pages)} pages are missing"]
    places = {"first": 0, "middle": len(found) // 2, "last": len(found) - 1}
    return [
        f"the {name} page in {code} lacks {lack}"
        for name, position in places.items()
        for code in LANGUAGES
        for lack in _lacks(found, position, code, place(code, found[position]).read_text("utf-8"))
    ]


def _lacks(found: Sequence[Event], position: int, code: str, html: str) -> list[str]:
    event = found[position]
    switch = re.search(r'class="?switch.*?</p>', html, re.DOTALL)
    wanted = {
        "its title": event.titles[code] in html,
        "its date": html.count(event.day.isoformat()) >= 1,
        "its heading": "<h2" in html,
        "its lists": html.count("<li") >= len(event.labels) + 4,
        "emphasis": "<em>" in html and "<strong>" in html,
        "the language switch": bool(switch and event.slug in switch[0] and LANGUAGES[OTHER[code]] in switch[0]),
        "the link to the page before": _leads(html, "prev") or position == 0,
        "the link to the page after": _leads(html, "next") or position + 1 == len(found),
    }
    return [name for name, there in wanted.items() if not there]


def _leads(html: str, relation: str) -> bool:
    return re.search(rf'rel="?{relation}\b', html) is not None


_EDITED = 4
"""The files that an edit changes here: its page, its words and texts for the search, and the page that names these."""

_FEEDS, _IN_FEEDS = 2, 100
"""The feeds in which the text of an event stands too, and how many of the newest events they hold."""


@dataclass
class Trial:
    """One contender with one number of events: its project and what it was measured at."""

    contender: Contender
    events: Sequence[Event]
    project: Path
    runs: dict[str, list[Run]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    memory: int = 0
    """The most that all its processes had together in a cold build, in bytes."""
    notes: list[str] = field(default_factory=list)
    _original: str = ""
    _tree: Tree = field(default_factory=dict)

    def prepare(self) -> None:
        """Write its project anew."""
        shutil.rmtree(self.project, ignore_errors=True)
        self.contender.prepare(self.events, self.project)
        if self.contender.source:
            self._original = self._source.read_text("utf-8")

    @property
    def edited(self) -> Event:
        """The event whose English text is edited."""
        return self.events[len(self.events) // 2]

    @property
    def _source(self) -> Path:
        return self.project / self.contender.source.format(slug=self.edited.slug)

    @property
    def command(self) -> list[str]:
        """Its command for this project."""
        return [word.replace("{project}", str(self.project)) for word in self.contender.command]

    def skips(self, phase: str, number: int) -> bool:
        """Tell whether it does not take part in a round."""
        slow = any(one.wall > SLOW for one in self.runs.get("cold", ()))
        return bool(self.faults) or (phase != "cold" and not self.contender.source) or (slow and number > 0)

    def step(self, phase: str, number: int) -> None:
        """Do one run of a round, and see that it did what it is said to do."""
        mark = f"edited {number}."
        if phase == "cold":
            self._clean()
        elif phase == "edit":
            self._source.write_text(f"{self._original}\n{mark.capitalize()}\n", "utf-8")
        try:
            done = run(self.command, self.project, environment=self.contender.environment)
        except RunError as error:
            self.faults.append(f"{phase}: {error}")
            return
        self.runs.setdefault(phase, []).append(done)
        if phase == "cold" and number == 0:
            self.faults += faults(self.events, self.project, self.contender.bare)
        seen = page(self.project, "en", self.edited)
        if phase == "edit" and mark.capitalize() not in seen.read_text("utf-8"):
            self.faults.append(f"edit {number} is not on its page")
        if self.contender.made_by:
            self._count(phase, number, self.contender.made_by(done.printed))

    def _count(self, phase: str, number: int, made: int) -> None:
        """What it says it made is what changed on disk."""
        before, self._tree = self._tree, tree_of(self.project / OUTPUT)
        found = changed(before, self._tree)
        newer = len(self.events) - 1 - self.events.index(self.edited)
        edit = _EDITED + (_FEEDS if newer < _IN_FEEDS else 0)
        wanted = {"cold": len(self._tree), "same": 0, "edit": edit}[phase]
        if not made == found == wanted:
            self.faults.append(f"{phase} {number}: {made} files are said to be made, {found} have changed")

    def _clean(self) -> None:
        for name in self.contender.made:
            shutil.rmtree(self.project / name, ignore_errors=True)
        self._tree = {}

    def weigh(self) -> None:
        """Build once more from nothing, and look at the memory of all processes; that run is not timed."""
        if not self.faults:
            self._clean()
            self.memory = peak(self.command, self.project, environment=self.contender.environment)

    def median(self, phase: str) -> Run | None:
        """Return the median of a phase, if it was measured."""
        return middle(self.runs[phase]) if self.runs.get(phase) else None


def compare(contenders: Iterable[Contender], found: Sequence[Event], rounds: int, folder: Path) -> list[Trial]:
    """Measure contenders with these events, round by round, so that a machine that slows down hits all alike."""
    trials = [Trial(one, found, folder / f"{one.name.replace(' ', '-')}-{len(found)}") for one in contenders]
    for trial in trials:
        trial.prepare()
    for phase in PHASES:
        for number in range(rounds):
            for trial in trials:
                if not trial.skips(phase, number):
                    trial.step(phase, number)
                    _tell(trial, phase)
    return trials


def _tell(trial: Trial, phase: str) -> None:
    """Say how it went, while the rest is still to come."""
    done = trial.runs.get(phase)
    took = f"{done[-1].wall:.2f} s, {done[-1].processor:.2f} s of processors" if done else "failed"
    print(f"{len(trial.events) * 2} pages, {phase}: {trial.contender.name}: {took}", *trial.faults, file=sys.stderr)
