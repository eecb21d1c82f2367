"""Loudness of speech by ITU-R BS.1770-4, measured once a file and remembered by its digest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from sitegen.content.file_findings import Finding

TARGET, TOLERANCE = -16.0, 1.0
"""LUFS that podcast directories ask for, and how far off a recording may be without a warning."""

_SILENCE, _RELATIVE = -70.0, -10.0
"""The absolute gate in LUFS, and the relative one in LU (BS.1770-4, annex 1)."""
_TENTHS = 4
"""Tenths of a second in one block."""
_CHUNK, _TAIL = 10.0, 1.0
"""Seconds filtered at once, and seconds in which the filters' response has died away."""

Floats = NDArray[np.float64]


def loudness_finding(lufs: float | None) -> Finding | None:
    """A warning where a recording is much louder or quieter than others; none where it is unknown."""
    if lufs is None or abs(lufs - TARGET) <= TOLERANCE:
        return None
    return Finding("sound-loudness", {"lufs": f"{lufs:.1f}", "target": f"{TARGET:.0f}"}, warning=True)


def measure(path: Path) -> float | None:
    """Integrated loudness in LUFS, one decimal; None for silence and for what is not decoded here (M4A)."""
    try:
        with soundfile.SoundFile(path) as sound:
            energies = _block_energies(sound)
    except soundfile.LibsndfileError:
        return None
    lufs = _gated(energies)
    return None if lufs is None else round(lufs, 1)


def _gated(energies: Floats) -> float | None:
    """The mean over the blocks that are neither silence nor pauses."""
    for gate in (_SILENCE, None):
        if not energies.size:
            return None
        floor = gate if gate is not None else _lufs(float(energies.mean())) + _RELATIVE
        energies = energies[energies > 10 ** ((floor + 0.691) / 10)]
    return _lufs(float(energies.mean())) if energies.size else None


def _lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(energy)


def _block_energies(sound: soundfile.SoundFile) -> Floats:
    """Mean square of each 400 ms block of the weighted signal, a block every 100 ms, channels added up."""
    step = sound.samplerate // 10
    tenths = np.concatenate([np.zeros(0), *_tenth_energies(sound, step)])
    if tenths.size < _TENTHS:
        return np.zeros(0)
    sums: Floats = np.convolve(tenths, np.ones(_TENTHS), "valid")
    means: Floats = sums / (_TENTHS * step)
    return means


def _tenth_energies(sound: soundfile.SoundFile, step: int) -> Iterator[Floats]:
    """Sums of squares over 100 ms each; the last, incomplete one is left out, as the recommendation says."""
    size, tail = int(_CHUNK * 10) * step, int(_TAIL * 10) * step
    response = _k_weighting(sound.samplerate, size + tail)
    left = np.zeros((tail, sound.channels))
    for block in sound.blocks(blocksize=size, dtype="float64", always_2d=True):
        spectrum = np.fft.rfft(block, n=size + tail, axis=0) * response[:, None]
        weighted = np.fft.irfft(spectrum, n=size + tail, axis=0)
        weighted[:tail] += left
        left = weighted[size:]
        whole = len(block) // step * step
        squares = (weighted[:whole] ** 2).sum(axis=1)
        yield squares.reshape(-1, step).sum(axis=1)


def _k_weighting(rate: int, size: int) -> NDArray[np.complex128]:
    """Frequency response of the two filters at the bins of a real FFT of this size.

    The recommendation prints coefficients for 48 kHz only; these are the analogue filters behind them,
    a shelf of 4 dB above 1.7 kHz and a high pass at 38 Hz, brought to any rate by the bilinear transform.
    """
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    k = math.tan(math.pi * 1681.974450955533 / rate)
    gain = 10 ** (3.999843853973347 / 20)
    shelf = _biquad(turn, k, 0.7071752369554196, (gain, gain**0.4996667741545416, 1.0))
    high = _biquad(turn, math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773, None)
    return shelf * high


def _biquad(
    turn: NDArray[np.complex128], k: float, q: float, shelf: tuple[float, float, float] | None
) -> NDArray[np.complex128]:
    """A second-order section from its prototype; without `shelf` gains it is the standard's high pass."""
    below = (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k)
    if shelf is None:
        # The numerator of the standard's high pass is 1, -2, 1, not scaled by the denominator.
        above = (below[0], -2 * below[0], below[0])
    else:
        high, band, low = shelf[0], shelf[1] * k / q, shelf[2] * k * k
        above = (high + band + low, 2 * (low - high), high - band + low)
    numerator, denominator = (c[0] + c[1] * turn + c[2] * turn**2 for c in (above, below))
    response: NDArray[np.complex128] = numerator / denominator
    return response
