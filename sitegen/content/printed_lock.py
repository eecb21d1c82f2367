"""Codes that went to print: `content/printed.lock.yaml`, committed, never to be broken.

Ink does not change. From the day a code is frozen, every build sees to it that its address is there, leads
somewhere, and is drawn with the same modules. A target that moves gets a `redirect` line in the lock instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sitegen.content.records import read_record
from sitegen.content.typed import typed
from sitegen.model.addresses import WebAddress
from sitegen.model.entries import Id, Part
from sitegen.model.problems import Problems
from sitegen.model.project import Project
from sitegen.model.site import Printed
from sitegen.model.whole_file import write_whole

LOCK = "content/printed.lock.yaml"
_HEAD = """\
# Codes that went to print. This file is written by “print freeze”; keep it in git.
# Where the target of a code was renamed, add a line:  redirect: author:new-id
codes:
"""


class FrozenCode(Part):
    """One printed code: its short address, the entry it leads to, the SHA-256 of its modules, the day, the job."""

    id: Id
    address: WebAddress
    target: str
    redirect: str | None = None
    matrix: str
    date: dt.date
    job: str


class Lock(Part):
    """The whole file."""

    codes: list[FrozenCode]


def read_printed(project: Project, problems: Problems) -> tuple[Printed, ...]:
    """The frozen codes, each with its line; none where nothing was printed yet."""
    path = project.root / LOCK
    if not path.is_file():
        return ()
    record = read_record(path, LOCK, problems)
    lock = typed(Lock, record, (), problems) if record else None
    if record is None or lock is None:
        return ()
    return tuple(
        Printed(
            code.id, code.address, code.redirect or code.target, code.matrix, code.job, record.source.where("codes", n)
        )
        for n, code in enumerate(lock.codes)
    )


def freeze(project: Project, codes: Sequence[FrozenCode]) -> int:
    """Append the codes that the lock does not hold yet; returns how many."""
    path = project.root / LOCK
    known = {code.id for code in read_printed(project, Problems())}
    new = [code for code in codes if code.id not in known]
    text = path.read_text("utf-8").rstrip() + "\n" if known else _HEAD  # a list of none is written otherwise
    for code in new:
        text += (
            f"  - id: {code.id}\n    address: {code.address}\n    target: {code.target}\n"
            f"    matrix: {code.matrix}\n    date: {code.date.isoformat()}\n    job: {code.job}\n"
        )
    write_whole(path, text.encode(), aside=project.aside)
    return len(new)
