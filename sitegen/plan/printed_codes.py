"""Codes that went to print, as the plan keeps them."""

from __future__ import annotations

from sitegen.content.kinds.front import plan_notice
from sitegen.content.printed_lock import FrozenCode
from sitegen.model.by_name import ByName
from sitegen.plan.planner import SitePlanner

matrix_digest: ByName[[str], str] = ByName("making.codes:matrix_digest")


def keep_printed(planner: SitePlanner) -> None:
    """Codes that went to print stay where they are; a redirect in the lock gives one another target.

    Where the target may not be shown any more, the code leads to a notice: a withdrawal never fails a build. What a
    printed code means can never become something else.
    """
    for code in planner.site.printed:
        target = planner.site.find(code.target)
        known = planner.codes.get(code.id)
        if known and known[0].ref != code.target:
            planner.problems.error("duplicate-code", known[0].where(), id=code.id, other=code.target)
        elif target is None:
            planner.problems.warning("frozen-code-gone", code.where, target=code.target, id=code.id, job=code.job)
            plan_notice(code.id, code.where, planner.site, planner)
        elif known is None:
            planner.qr(code.id, target, origin=code.where)
        address = f"{planner.site.code_base}q/{code.id}/"
        if address != code.address or _matrix(address, planner) != code.matrix:
            planner.problems.error("frozen-code-changed", code.where, address=code.address, id=code.id, job=code.job)


def frozen(planner: SitePlanner, job: str) -> list[FrozenCode]:
    """What `print freeze` records of a job."""
    return [
        FrozenCode(
            id=name,
            address=(address := f"{planner.site.code_base}q/{name}/"),
            target=planner.codes[name][0].ref,
            matrix=_matrix(address, planner),
            date=planner.site.today,
            job=job,
        )
        for name in planner.jobs[job]
    ]


def _matrix(address: str, planner: SitePlanner) -> str:
    """The digest of a code's modules, drawn once for its address."""
    name = f"matrix-{planner.store.closures.digest(matrix_digest.module)}"
    found: str = planner.store.fact_of_text(name, address, matrix_digest)
    return found
