"""Cuts the power of a file system under runs, and says what is there afterwards: `python -m tests.power` (Linux, root).

The project lies on a file system of its own, in a file. That is shut down in the middle of a run as if the power had
gone: nothing is written out that was not flushed. Mounted again it must hold the old site or the new one, or none where
there was none, and all sources; the next run must make what it makes of a project that nothing ever happened to.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.kills import KINDS, Trial

_SHUTDOWN = 0x8004587D
"""`EXT4_IOC_SHUTDOWN` and `XFS_IOC_GOINGDOWN`, one number (Linux, fs/ext4/ext4.h and fs/xfs/xfs_fs.h)."""
_NOTHING_FLUSHED = struct.pack("I", 2)
_SIZE = 1 << 30


class Disk:
    """A file system in a file."""

    def __init__(self, folder: Path, form: str) -> None:
        self.image, self.mount = folder / "image", folder / "mount"
        self.mount.mkdir()
        with self.image.open("wb") as file:
            file.truncate(_SIZE)
        subprocess.run([f"mkfs.{form}", "-q", self.image], check=True)
        self.on()

    def on(self) -> None:
        """Mount it."""
        subprocess.run(["mount", "-o", "loop", self.image, self.mount], check=True)

    def off(self) -> None:
        """Unmount it; a process that was killed may hold it for a moment."""
        for _ in range(100):
            if subprocess.run(["umount", self.mount], check=False, capture_output=True).returncode == 0:
                return
            time.sleep(0.1)
        raise OSError(f"{self.mount} stays busy")

    def settle(self) -> None:
        """Have on the disk what was written until now."""
        os.sync()

    def again(self) -> None:
        """Have the power back."""
        self.off()
        self.on()

    def cut(self) -> None:
        """Take its power."""
        folder = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, _SHUTDOWN, _NOTHING_FLUSHED)
        finally:
            os.close(folder)


@contextmanager
def disk(form: str) -> Iterator[Disk]:
    """A file system that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        made = Disk(Path(folder), form)
        try:
            yield made
        finally:
            with suppress(OSError):
                made.off()


def cut_at_random(trial: Trial, made: Disk, times: int, chance: random.Random) -> None:
    """Cut the power under so many runs of a kind, at any moment of them and just after their end.

    Raises:
        Torn: something is not what it should be.
    """
    length, done = 1.0, 0
    while done < times:
        ended = trial.interrupted(chance.random() * length, made)
        length *= 0.9 if ended else 1.05
        done += 1


def main() -> None:
    """Cut as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10, help="of each kind of run")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--form", default="ext4", help="of the file system: ext4 or xfs")
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; without, all")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - for moments, not for secrets
    with disk(asked.form) as made:
        for kind in asked.kinds or KINDS:
            trial = Trial.in_folder(kind, made.mount)
            cut_at_random(trial, made, asked.times, chance)
            sys.stdout.write(f"{kind}: {asked.times} cuts on {asked.form}, whole\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
