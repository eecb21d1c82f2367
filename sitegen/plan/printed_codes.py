"""Codes that went to print, as the plan keeps them."""

from __future__ import annotations

from typing import Any

from sitegen.content.printed_lock import FrozenCode
from sitegen.making.codes import matrix_digest
from sitegen.plan.planner import SitePlanner


def keep_printed(planner: SitePlanner) -> None:
    """Codes that went to print stay where they are; a redirect in the lock gives one another target."""
    for code in planner.site.printed:
        about: dict[str, Any] = {"id": code.id, "job": code.job}
        target = planner.site.find(code.target)
        known = planner.codes.get(code.id)
        if target is None:
            key = "frozen-code-dead" if known else "frozen-code-missing"
            planner.problems.error(key, code.where, target=code.target, **about)
        elif known is None:
            planner.qr(code.id, target, origin=code.where)
        address = f"{planner.site.code_base}q/{code.id}/"
        if address != code.address or matrix_digest(address) != code.matrix:
            planner.problems.error("frozen-code-changed", code.where, address=code.address, **about)


def frozen(planner: SitePlanner, job: str) -> list[FrozenCode]:
    """What `print freeze` records of a job."""
    return [
        FrozenCode(
            id=name,
            address=(address := f"{planner.site.code_base}q/{name}/"),
            target=planner.codes[name][0].ref,
            matrix=matrix_digest(address),
            date=planner.site.today,
            job=job,
        )
        for name in planner.jobs[job]
    ]
