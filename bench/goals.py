"""The goals of this project's speed, and whether a run met them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bench.contenders import OURS
from bench.fresh import Fresh
from bench.pictures import FLOOR as FLOOR_OF_PICTURES
from bench.pictures import Measured
from bench.printing import PrintEdit
from bench.report import Goal, seconds, times
from bench.runs import MEGABYTE, Run
from bench.saving import Latency
from bench.text import Trial

Sizes = Mapping[int, Sequence[Trial]]
"""What was measured of text, by the number of pages."""

SMALL, LARGE, HUGE = 1_000, 10_000, 100_000
NOTHING = {SMALL: (0.15, 0.5), LARGE: (0.6, 0.2)}
"""Nothing changed: seconds, and the part of Hugo's."""
EDIT = {SMALL: 0.3, LARGE: 0.8}
FLOOR = 1.5
PER_PAGE = 1.2
MEMORY = 300 * MEGABYTE
ENCODERS = 1.1
PRINT, SAVE, SET_UP = 1.0, 0.3, 15
"""Seconds."""
PEERS = ("Eleventy", "MkDocs", "Pelican")
"""The generators in Python and JavaScript."""


def median(trials: Sequence[Trial], name: str, phase: str) -> Run | None:
    """Return what was measured of a contender that did the whole work."""
    sound = [trial for trial in trials if trial.contender.name == name and not trial.faults]
    return sound[0].median(phase) if sound else None


def text_goals(sizes: Sizes) -> list[Goal]:
    """Return the rows about text."""
    by_size = [goal(pages, sizes.get(pages, ())) for goal in (_nothing, _edit, _cold) for pages in (SMALL, LARGE)]
    return [*by_size, _growth(sizes), _completes(sizes), _memory(sizes.get(LARGE, ()))]


def _unmeasured(case: str, goal: str) -> Goal:
    return Goal(case, goal, "", None)


def _failed(trials: Sequence[Trial]) -> str:
    """What kept this project from being measured, where something did."""
    return next((trial.faults[0] for trial in trials if trial.contender.name == OURS and trial.faults), "")


def _judge(case: str, goal: str, trials: Sequence[Trial], phase: str, judge: Callable[[Run], tuple[str, bool]]) -> Goal:
    if fault := _failed(trials):
        return Goal(case, goal, fault, met=False)
    ours = median(trials, OURS, phase)
    return Goal(case, goal, *judge(ours)) if ours else _unmeasured(case, goal)


def _nothing(pages: int, trials: Sequence[Trial]) -> Goal:
    limit, part = NOTHING[pages]
    hugo = median(trials, "Hugo", "same")

    def judge(ours: Run) -> tuple[str, bool]:
        ratio = f", {times(ours.wall, hugo.wall)} Hugo" if hugo else ""
        within = ours.wall <= limit and (hugo is None or ours.wall < part * hugo.wall)
        return f"{seconds(ours.wall)} s{ratio}", within

    return _judge(f"nothing changed, {pages:,} pages", f"{limit} s, under {part} × Hugo", trials, "same", judge)


def _edit(pages: int, trials: Sequence[Trial]) -> Goal:
    limit, hugo = EDIT[pages], median(trials, "Hugo", "edit")

    def judge(ours: Run) -> tuple[str, bool]:
        ratio = f", {times(ours.wall, hugo.wall)} Hugo" if hugo else ""
        return f"{seconds(ours.wall)} s{ratio}, exactly one made", ours.wall <= limit and (
            hugo is None or ours.wall < hugo.wall
        )

    goal = f"{limit} s, ahead of Hugo, exactly the pages that show it are made"
    return _judge(f"one caption edited, {pages:,} pages", goal, trials, "edit", judge)


def _cold(pages: int, trials: Sequence[Trial]) -> Goal:
    floor = median(trials, "floor", "cold")
    found = {name: run for name in PEERS if (run := median(trials, name, "cold"))}

    def judge(ours: Run) -> tuple[str, bool]:
        ahead = [name for name, run in found.items() if run.wall <= ours.wall]
        ratio = f"{times(ours.wall, floor.wall)} the floor" if floor else ""
        words = f"{seconds(ours.wall)} s, {ratio}" + (f", behind {' and '.join(ahead)}" if ahead else "")
        return words, not ahead and floor is not None and ours.wall <= FLOOR * floor.wall

    goal = f"at most {FLOOR} × the floor, ahead of every Python and Node peer"
    return _judge(f"text, cold, {pages:,} pages", goal, trials, "cold", judge)


def _growth(sizes: Sizes) -> Goal:
    case, goal = "text, cold, time per page", f"at {LARGE:,} pages at most {PER_PAGE} × that at {SMALL:,}"
    small, large = (median(sizes.get(pages, ()), OURS, "cold") for pages in (SMALL, LARGE))
    if small is None or large is None:
        return _unmeasured(case, goal)
    ratio = (large.wall / LARGE) / (small.wall / SMALL)
    return Goal(case, goal, f"{ratio:.2f} ×", ratio <= PER_PAGE)


def _completes(sizes: Sizes) -> Goal:
    def judge(ours: Run) -> tuple[str, bool]:
        return f"{seconds(ours.wall)} s, {ours.memory / MEGABYTE:.0f} MB", True

    return _judge(f"text, cold, {HUGE:,} pages", "completes", sizes.get(HUGE, ()), "cold", judge)


def _memory(trials: Sequence[Trial]) -> Goal:
    weighed = next((trial.memory for trial in trials if trial.contender.name == OURS), 0)

    def judge(ours: Run) -> tuple[str, bool]:
        most = weighed or ours.memory
        what = "all processes together" if weighed else "the largest process"
        return f"{most / MEGABYTE:.0f} MB, {what}", most < MEMORY

    return _judge(f"memory, {LARGE:,} pages", f"under {MEMORY / MEGABYTE:.0f} MB", trials, "cold", judge)


def picture_goals(number: int, found: Sequence[Measured]) -> list[Goal]:
    """Return the rows about pictures."""
    cold_case = f"pictures, cold, {number} of 12 megapixels"
    cold_goal = f"at most {ENCODERS} × the encoders, ahead of what makes the same formats"
    by_name = {one.maker.name: one for one in found if not one.faults}
    ours, floor = by_name.get(OURS), by_name.get(FLOOR_OF_PICTURES)
    faults = next((one.faults[0] for one in found if one.maker.name == OURS and one.faults), "")
    if ours is None or floor is None:
        return [Goal(cold_case, cold_goal, faults, met=False if faults else None)]
    cold, warm = ours.medians()
    alone, _ = floor.medians()
    if cold is None or alone is None:
        return [_unmeasured(cold_case, cold_goal)]
    others = [one for name, one in by_name.items() if name not in {OURS, FLOOR_OF_PICTURES}]
    ahead = [one.maker.name for one in others if (other := one.medians()[0]) and other.wall <= cold.wall]
    behind = f", behind {' and '.join(ahead)}" if ahead else ""
    words = f"{seconds(cold.wall)} s, {times(cold.wall, alone.wall)} the encoders{behind}"
    rows = [Goal(cold_case, cold_goal, words, not ahead and cold.wall <= ENCODERS * alone.wall)]
    if warm:
        rows.append(Goal("pictures, warm", "none decoded", f"{seconds(warm.wall)} s, none made", met=True))
    return rows


def print_goals(found: PrintEdit) -> list[Goal]:
    """Return the row about print."""
    case, goal = "this site with print: one caption edited", "1 s, no print file touched that does not show it"
    edit = found.edit()
    if found.faults or edit is None:
        return [Goal(case, goal, "; ".join(found.faults), met=False)]
    needless = max(len(one.needless) for one in found.touched)
    last = found.touched[-1]
    words = f"{seconds(edit.wall)} s, {last.touched} of {last.files} touched, {needless} needlessly"
    return [Goal(case, goal, words, edit.wall <= PRINT and needless == 0)]


def save_goals(found: Sequence[Latency]) -> list[Goal]:
    """Return the rows about saving."""
    goal = f"median {SAVE} s, for each kind of file"
    rows = []
    for one in found:
        medians = one.medians()
        words = "; ".join([*(f"{kind} {seconds(took)}" for kind, took in medians.items()), *one.faults])
        met = not one.faults and all(took <= SAVE for took in medians.values())
        rows.append(Goal(f"save to screen, {one.title}", goal, words, met))
    return rows


def fresh_goals(found: Fresh) -> list[Goal]:
    """Return the row about a fresh clone."""
    words = (
        f"environment in {seconds(found.environment)} s, first page in {seconds(found.first_page)} s with "
        f"{found.pictures} of {found.all_pictures} pictures, everything in {seconds(found.finished)} s"
    )
    goal = f"environment in {SET_UP} s, the first pages while pictures are still made"
    met = found.environment <= SET_UP and found.pictures < found.all_pictures
    return [Goal("fresh clone to a finished site", goal, words, met)]
