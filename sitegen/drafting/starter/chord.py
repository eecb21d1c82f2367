"""The recording of a new project: a chord that fades, where a voice will be."""

from __future__ import annotations

import io

import numpy as np
import soundfile

SECONDS = 8
_RATE = 44_100
_CHORD = (220.0, 277.18, 329.63)
"""Hz: A major, in equal temperament."""


def tone() -> bytes:
    """A mono MP3 of 8 seconds, quieter towards both ends."""
    time = np.arange(SECONDS * _RATE) / _RATE
    swell = np.sin(np.pi * time / SECONDS) ** 2
    wave = sum(np.sin(2 * np.pi * hertz * time) for hertz in _CHORD) * swell * 0.196
    file = io.BytesIO()
    soundfile.write(file, wave, _RATE, format="MP3")
    return file.getvalue()
