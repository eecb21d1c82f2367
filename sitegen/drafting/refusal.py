"""Why nothing was drafted."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.problems import Problem


class Refused(Exception):  # noqa: N818 - it says what happened
    """Nothing was written: `key` is the sentence that says why, `params` fill it in, `problems` say more."""

    def __init__(self, key: str, problems: Sequence[Problem] = (), **params: object) -> None:
        super().__init__(key, params)
        self.key, self.problems, self.params = key, problems, params
