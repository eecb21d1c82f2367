"""What earlier builds found out, by key: an SQLite database in the cache folder.

Nothing in it is believed unseen: each value carries a digest of itself, and a file that is no database any more is
begun again. What is deleted is overwritten with zeros, so that nothing withdrawn stays.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Self

_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What `sqlite3` raises over a damaged file; the second where the damage is quoted in the message of the first."""

_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC}
"""How it says that the disk is."""

_SIGN = 8
"""Bytes of the digest before a value."""

_ROOM = 4 << 20
"""So many bytes of new values wait before they are handed to the database, which commits them at the end."""

_SET_UP = """
PRAGMA secure_delete = ON;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


def _signed(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_SIGN, key=hashlib.blake2b(key.encode()).digest()).digest()


class Memory:
    """Values by key; a context manager that writes what is new when it closes, all of it or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._new: dict[str, bytes] = {}
        self._waiting = 0
        self._used: set[str] = set()
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._database = self._opened()
        except _DAMAGE as error:
            self._stop_if_full(error)
            self._begin_again()
        return self

    def __exit__(self, *_: object) -> None:
        database, self._database = self._database, None
        if database:
            with closing(database):
                sound = self._write(database)
            if not sound:
                self._path.unlink()

    @cached_property
    def empty(self) -> bool:
        """Whether nothing was there at first."""
        return self._database is None or self._database.execute("SELECT 1 FROM facts LIMIT 1").fetchone() is None

    def get(self, key: str) -> bytes | None:
        """The value of a key; None where there is none, or it is damaged."""
        self._used.add(key)
        if key in self._new:
            return self._new[key]
        if self._database is None:
            return None
        try:
            row = self._database.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
        except _DAMAGE:
            self._begin_again()
            return None
        if row is None or not isinstance(row[0], bytes):
            return None
        value = row[0][_SIGN:]
        return value if _signed(key, value) == row[0][:_SIGN] else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key, in the place of any other."""
        self._used.add(key)
        self._new[key] = value
        self._waiting += len(value)
        if self._database and self._waiting > _ROOM:
            try:
                self._hand_over(self._database)
            except _DAMAGE as error:
                self._stop_if_full(error)
                self._begin_again()

    def keys(self, prefix: str) -> list[str]:
        """The keys that begin so, of what earlier runs have kept."""
        if self._database is None:
            return []
        try:
            return [key for (key,) in self._database.execute("SELECT key FROM facts") if key.startswith(prefix)]
        except _DAMAGE:
            self._begin_again()
            return []

    def keep(self, keys: Iterable[str]) -> None:
        """Count these values as used, though nothing has asked for them."""
        self._used.update(keys)

    def forget_unused(self, keeps: Callable[[str], bool] = lambda _key: False) -> None:
        """Delete every value that this run has neither read, written nor kept, and whose key nothing `keeps`."""
        if self._database:
            try:
                known = [key for (key,) in self._database.execute("SELECT key FROM facts")]
                self._delete(self._database, (key for key in known if not (key in self._used or keeps(key))))
            except _DAMAGE as error:
                self._stop_if_full(error)
                self._begin_again()

    def drop(self, keys: Iterable[str]) -> None:
        """Delete these values, also such as were put in this run."""
        gone = list(keys)
        for key in gone:
            self._new.pop(key, None)
        if self._database and gone:
            try:
                self._delete(self._database, gone)
            except _DAMAGE:
                self._begin_again()

    def unsay(self) -> None:
        """Keep nothing of this run: neither what is new nor that anything was deleted."""
        self._new = {}
        if self._database:
            with suppress(*_DAMAGE):
                self._database.rollback()

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            database.executescript(_SET_UP)
        except _DAMAGE:
            database.close()
            raise
        return database

    def _begin_again(self) -> None:
        """In the place of a damaged file begin an empty one."""
        if self._database:
            self._database.close()
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            if path.is_dir():
                shutil.rmtree(path)
            path.unlink(missing_ok=True)
        try:
            self._database = self._opened()
        except _DAMAGE as error:
            raise self._fault(error) from error

    def _fault(self, error: Exception) -> OSError:
        """The fault of the system behind one of the database."""
        full = getattr(error, "sqlite_errorcode", None) in _FULL
        return OSError(errno.ENOSPC if full else errno.EIO, str(error), str(self._path))

    def _stop_if_full(self, error: Exception) -> None:
        """A full disk is no damage, and beginning again would not help."""
        fault = self._fault(error)
        if fault.errno == errno.ENOSPC:
            raise fault from error

    @staticmethod
    def _delete(database: sqlite3.Connection, keys: Iterable[str]) -> None:
        database.executemany("DELETE FROM facts WHERE key = ?", ((key,) for key in keys))

    def _hand_over(self, database: sqlite3.Connection) -> None:
        rows = ((key, _signed(key, value) + value) for key, value in self._new.items())
        database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", rows)
        self._new, self._waiting = {}, 0

    def _write(self, database: sqlite3.Connection) -> bool:
        """Write what is new; False where the file is damaged, so that the next run must begin an empty one.

        Raises:
            OSError: the disk is full, or the file may not be written.
        """
        try:
            with database:
                self._hand_over(database)
        except sqlite3.OperationalError as error:
            raise self._fault(error) from error
        except _DAMAGE:
            return False
        return True
