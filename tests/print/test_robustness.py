"""What a printed code bears, in seeded trials; the numbers that the documentation states."""

from __future__ import annotations

import pytest

from sitegen.making import qr

from .robustness import DPI, blobbed, drawn, margins, reads

ADDRESSES = [
    "https://pv.example/q/e/",
    "https://photovoice.example/q/zine-ema/",
    "https://photovoice.example.com/q/zine-nastassia/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("size", [34.0, 36.0])
def test_a_code_bears_dirt_noise_blur_and_tilt(address: str, size: float) -> None:
    got = {margin.name: margin for margin in margins(address, size)}
    assert got["blob of 10 %"].passed == 100
    assert got["blob of 15 %"].passed >= 95
    assert got["noise of 40"].passed >= 0.75 * got["noise of 40"].trials
    for name in ("blur of 0.2 mm", "tilt of 45°", "100 dpi"):
        assert got[name].passed == 1


def test_trials_repeat() -> None:
    assert margins(ADDRESSES[0], 34, trials=10) == margins(ADDRESSES[0], 34, trials=10)


def test_a_large_blob_defeats_the_code() -> None:
    """The trials can fail: nobody promises more than level H can mend."""
    modules = qr.print_matrix(ADDRESSES[1])
    clean = drawn(modules, 34, DPI)
    assert sum(reads(blobbed(clean, len(modules), 0.28, seed), ADDRESSES[1]) for seed in range(20)) < 10


def test_modules_are_at_least_half_a_millimetre_on_zines_and_labels() -> None:
    for address in ADDRESSES:
        modules = len(qr.print_matrix(address)) + 2 * qr.QUIET
        assert 34 / modules > 0.5
