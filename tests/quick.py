"""Builds that cost little: what takes long, and is the same in many tests, is made once for all that decides it.

A fingerprint is of the order, of its files, and of the code: where it is the same, the bytes are (`test_reproducible`,
`test_random_edits`). All runs in this process, since each core has tests of its own to run. `unhurried` takes all that
back for a test of who makes what, and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from sitegen.making import closure, executors, make
from sitegen.making.blobs import keep
from sitegen.making.closure import Closures
from sitegen.making.make import Done, Task
from sitegen.making.recipes import recipe_of
from sitegen.model.order import Json

LONG = 0.01
"""Seconds on one core, from which on a recipe is remembered."""

_MAKE_BATCH, _PARTS, _IMPORTS, _CORES = make.make_batch, Closures.parts, closure.imports_of, executors._cores
_made: dict[str, tuple[bytes, Json | None]] = {}
_parts: dict[tuple[str, str], tuple[list[tuple[str, str]], list[str]]] = {}
_imports: dict[bytes, list[str]] = {}


def _make_batch(tasks: Sequence[Task]) -> Done:
    done, missing = Done(), []
    for task in tasks:
        if found := _made.get(_fingerprint(task)):
            content, facts = found
            keep(task.place, content)
            if facts is not None:
                done.facts[task.path] = facts
        else:
            missing.append(task)
    new = _MAKE_BATCH(missing)
    failed = {failure.path for failure in new.failures}
    for task in missing:
        if task.path not in failed and recipe_of(task.order).seconds >= LONG:
            (blob,) = task.place.parent.glob(f"{task.place.name}-*")
            _made[_fingerprint(task)] = blob.read_bytes(), new.facts.get(task.path)
    done.failures += new.failures
    done.facts |= new.facts
    return done


def _fingerprint(task: Task) -> str:
    return task.place.parent.name + task.place.name


def _known_parts(closures: Closures, module: str) -> tuple[list[tuple[str, str]], list[str]]:
    key = (module, closures._state)
    if key not in _parts:
        _parts[key] = _PARTS(closures, module)
    return _parts[key]


def _known_imports(path: Path) -> list[str]:
    content = path.read_bytes()
    if content not in _imports:
        _imports[content] = _IMPORTS(path)
    return _imports[content]


def quickly() -> AbstractContextManager[None]:
    """Build so until this is left."""
    return _with(_make_batch, _known_parts, _known_imports, lambda: 1)


def slowly() -> AbstractContextManager[None]:
    """Build as everybody does until this is left."""
    return _with(_MAKE_BATCH, _PARTS, _IMPORTS, _CORES)


@contextmanager
def _with(make_batch: object, parts: object, imports_of: object, cores: object) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(make, "make_batch", make_batch)
        patched.setattr(Closures, "parts", parts)
        patched.setattr(closure, "imports_of", imports_of)
        patched.setattr(executors, "_cores", cores)
        yield
