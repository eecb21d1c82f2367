"""Which page of a zine shows which of its photographs, and says what of them, by how many there are.

The first photograph is the cover's. One has page 4 to itself, and what is said of it faces it. Where three photographs
leave room, the cover's stands inside too; else what is said of it is on the back cover, beside it when the zine lies
open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class PagePlan(NamedTuple):
    """A page: the photographs that it shows and those that it tells of, by their places in the zine, from 0."""

    pictures: tuple[int, ...] = ()
    words: tuple[int, ...] = ()


COVER, INSIDE, BACK = 1, (3, 4, 5, 6), 8
"""The pages that photographs may stand on, and the one that tells of the cover's."""

_PLANS: dict[int, tuple[PagePlan, PagePlan, PagePlan, PagePlan]] = {
    3: (PagePlan((0,), (0,)), PagePlan((1,)), PagePlan((), (1,)), PagePlan((2,), (2,))),
    4: (PagePlan((1,), (1,)), PagePlan((2,)), PagePlan((), (2,)), PagePlan((3,), (3,))),
    5: (PagePlan((1,), (1,)), PagePlan((2,)), PagePlan((3,), (3, 2)), PagePlan((4,), (4,))),
    6: (PagePlan((1,), (1,)), PagePlan((2,)), PagePlan((3,), (3, 2)), PagePlan((4, 5), (4, 5))),
    7: (PagePlan((1, 2), (1, 2)), PagePlan((3,)), PagePlan((4,), (4, 3)), PagePlan((5, 6), (5, 6))),
    8: (PagePlan((1, 2), (1, 2)), PagePlan((3,)), PagePlan((4, 5), (4, 5, 3)), PagePlan((6, 7), (6, 7))),
}
FEWEST, MOST = min(_PLANS), max(_PLANS)
"""So many photographs a zine has room for."""


def plan_of(count: int) -> dict[int, PagePlan]:
    """The pages of a zine with so many photographs that show or tell of any, by their numbers.

    Raises:
        KeyError: there is room for fewer, or for more.
    """
    inside = dict(zip(INSIDE, _PLANS[count], strict=True))
    told = {index for plan in inside.values() for index in plan.words}
    return {COVER: PagePlan((0,)), **inside, BACK: PagePlan((), () if 0 in told else (0,))}


def pages_with(index: int, count: int) -> Iterator[int]:
    """The pages on which a photograph stands."""
    return (number for number, plan in plan_of(count).items() if index in plan.pictures)
