"""Where a visitor goes on from a photograph: others that are about the same, by other people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sitegen.content.kinds.photo_record import Photo

MOST = 4
"""So many are shown at most."""
REACH = 24
"""So far to either side in the walk they are looked for in each theme: what is further costs time, and is no closer."""

_THEME, _PLACE, _SIDE = 4, 2, 1
"""What something in common weighs; a side alone is nothing in common."""


def alike(walk: Sequence[Photo]) -> Mapping[str, tuple[Photo, ...]]:
    """The photographs that share most with each one of the walk, by its id: the closest first, each by somebody else.

    Those of one more person come again only where there are not enough people. Nobody is led back to the author's own
    photographs, which the page links anyway.
    """
    return {walk[at].id: _closest(at, shared, walk) for at, shared in enumerate(_nearby(walk))}


def _nearby(walk: Sequence[Photo]) -> list[Counter[int]]:
    """How many themes each photograph shares with others that are near it in these; all are places in the walk."""
    by_theme: dict[str, list[int]] = {}
    for at, photo in enumerate(walk):
        for theme in dict.fromkeys(photo.themes):
            by_theme.setdefault(theme, []).append(at)
    found: list[Counter[int]] = [Counter() for _ in walk]
    for sequence in by_theme.values():
        for rank, at in enumerate(sequence):
            found[at].update(sequence[max(0, rank - REACH) : rank + REACH + 1])
    return found


def _closest(at: int, shared: Mapping[int, int], walk: Sequence[Photo]) -> tuple[Photo, ...]:
    photo = walk[at]
    common = {
        one: _THEME * themes + _common(photo, walk[one])
        for one, themes in shared.items()
        if walk[one].author != photo.author
    }
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, int, int]] = []
    for rank, one in enumerate(sorted(common, key=lambda one: (-common[one], abs(one - at), one))):
        ranked.append((turns[walk[one].author], rank, one))
        turns[walk[one].author] += 1
    return tuple(walk[one] for _, _, one in sorted(ranked)[:MOST])


def _common(one: Photo, other: Photo) -> int:
    same_place = one.place is not None and one.place == other.place
    return _PLACE * same_place + _SIDE * (one.side is not None and one.side == other.side)
