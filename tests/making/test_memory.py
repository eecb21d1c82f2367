"""What earlier builds found out: whatever happens to the file, a value is the one that was kept, or none."""

from __future__ import annotations

import random
from pathlib import Path

from sitegen.making.memory import Memory

VALUES = {f"key {number}": f"value {number} ".encode() * number for number in range(60)}


def filled(path: Path) -> Path:
    """A memory of those values."""
    with Memory(path) as memory:
        for key, value in VALUES.items():
            memory.put(key, value)
    return path


def test_what_was_kept_is_there_in_the_next_run(tmp_path: Path) -> None:
    """Later values take the place of earlier ones; an unknown key has none."""
    path = filled(tmp_path / "memory.db")
    with Memory(path) as memory:
        memory.put("key 7", b"seven")
        assert memory.get("key 7") == b"seven"
    with Memory(path) as memory:
        assert {key: memory.get(key) for key in VALUES} == VALUES | {"key 7": b"seven"}
        assert memory.get("another") is None


def test_a_damaged_value_is_none_and_can_be_kept_again(tmp_path: Path) -> None:
    """One byte anywhere, a file cut off anywhere: no other value is ever given out, and the next run has all again."""
    chance = random.Random(7)  # noqa: S311 - no secret
    whole = filled(tmp_path / "whole.db").read_bytes()
    for number in range(120):
        damaged = bytearray(whole)
        place = chance.randrange(len(whole))
        damaged[place] ^= 1 << chance.randrange(8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(damaged if number % 3 else whole[:place])
        with Memory(path) as memory:
            found = {key: memory.get(key) for key in VALUES}
            assert {key: value for key, value in found.items() if value is not None}.items() <= VALUES.items()
            for key, value in VALUES.items():
                memory.put(key, value)
        with Memory(path) as memory:
            assert {key: memory.get(key) for key in VALUES} == VALUES, place


def test_damage_that_is_no_text_is_damage_too(tmp_path: Path) -> None:
    """Where SQLite quotes it, Python cannot read the message of the error."""
    path = filled(tmp_path / "memory.db")
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CREATE\xdfTABLE"))
    with Memory(path) as memory:
        assert memory.get("key 7") is None
        memory.put("key 7", b"seven")
    with Memory(path) as memory:
        assert memory.get("key 7") == b"seven"


def test_what_a_run_did_not_use_can_be_forgotten_without_a_trace(tmp_path: Path) -> None:
    """Not even in the unused parts of the file: it may be about somebody who has withdrawn."""
    path = tmp_path / "memory.db"
    with Memory(path) as memory:
        memory.put("kept", b"a")
        memory.put("about Elmira", b"a canary" * 1000)
    with Memory(path) as memory:
        assert memory.get("kept") == b"a"
        memory.forget_unused()
    assert b"canary" not in path.read_bytes()
    assert b"Elmira" not in path.read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["memory.db"]
