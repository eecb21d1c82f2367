"""A shop, and both ways of replacing a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.publish import swapping
from tests.publish.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """An empty one."""
    return Shop(tmp_path)


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of replacing a folder: in one step, and by two renames where a system has no such step."""
    if request.param == "rename":
        monkeypatch.setattr(swapping, "_exchange", lambda _one, _other: False)
    return str(request.param)
