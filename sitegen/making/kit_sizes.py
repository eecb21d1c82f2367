"""Whether a press kit is small enough to be fetched by somebody in a hurry."""

from __future__ import annotations

from sitegen.making.store import Store
from sitegen.model.outputs import Plan
from sitegen.model.press_orders import PressArchive
from sitegen.model.problems import Problems

MOST_MB = 50


def report_sizes(plan: Plan, store: Store, problems: Problems) -> None:
    """Note each kit that is larger, at the settings that order it."""
    for path, output in plan.outputs.items():
        if isinstance(output.order, PressArchive):
            megabytes = store.blob(plan.fingerprints[path]).stat().st_size / 1_000_000
            if megabytes > MOST_MB:
                problems.warning("press-kit-large", output.origin, path=path, megabytes=round(megabytes), most=MOST_MB)
