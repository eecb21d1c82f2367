"""Why a site cannot be published."""

from __future__ import annotations


class PublishError(Exception):
    """The output folder cannot be replaced: `code` and `params` become a problem."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params
