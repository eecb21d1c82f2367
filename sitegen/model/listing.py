"""What lies below a folder, seen in one pass."""

from __future__ import annotations

import os
from pathlib import Path


class Listing:
    """`files` below a folder, links too, with their status, and its `folders`; by POSIX path relative to it."""

    def __init__(self, folder: Path) -> None:
        """List a folder; one that is not there is empty.

        Raises:
            OSError: something in it cannot be listed.
        """
        self.files: dict[str, os.stat_result] = {}
        self.folders: list[str] = []
        waiting = [("", str(folder))] if folder.is_dir() else []
        while waiting:
            below, path = waiting.pop()
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        self.folders.append(below + entry.name)
                        waiting.append((f"{below}{entry.name}/", entry.path))
                    else:
                        self.files[below + entry.name] = entry.stat(follow_symlinks=False)


def changed(status: os.stat_result) -> int:
    """When a file was last changed, in ns: its bytes, its names or its rights, whatever its times were set to."""
    return max(status.st_mtime_ns, status.st_ctime_ns)
