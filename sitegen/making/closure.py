"""What besides its order decides an output: the code that its recipe runs, and the libraries that this code uses.

Both are found in the imports of the recipe's module, so nothing can be forgotten. Imports for type checking alone do
not count. The imports of a file are read once for its bytes.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from sitegen.model import running
from sitegen.model.by_name import ByName
from sitegen.model.order import SourceFile

PACKAGE = Path(__file__).resolve().parents[1]

libraries_of: ByName[[list[str]], list[str]] = ByName("making.libraries:libraries_of")


class Memory(Protocol):
    """What is known of files: see `Store`."""

    def source(self, path: Path) -> SourceFile:
        """A file with its digest."""
        ...

    def fact(self, name: str, source: SourceFile, find: Callable[[Path], Any]) -> Any:
        """What a function says of a file, asked once for its bytes."""
        ...

    def fact_of_text(self, name: str, text: str, find: Callable[[str], Any]) -> Any:
        """The same of a text."""
        ...


class Closures:
    """The import closures of modules of this package, taken once a run.

    `digests` are those that were asked for, by module; `files` with their digests, and `libraries`, are in them. All
    is told of the program as it was when this process started.

    Raises:
        ProgramChanged: by each method, where that is not known: it has changed before anything asked.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._imports: dict[str, frozenset[str]] = {}
        self.digests: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.libraries: set[str] = set()

    def digest(self, module: str) -> str:
        """A digest of a module, of all that it imports, and of the versions of the libraries behind them."""
        if module not in self.digests:
            own, used = self.parts(module)
            self.files.update(own)
            self.libraries.update(used)
            text = repr((sys.version_info[:2], own, used))
            self.digests[module] = hashlib.sha256(text.encode()).hexdigest()[:16]
        return self.digests[module]

    def parts(self, module: str) -> tuple[list[tuple[str, str]], list[str]]:
        """The files of a module and of all that it imports, below the package, with their digests; and libraries.

        They are found once for the state of the whole package and of what is installed.
        """
        name = f"closure-{self._reader} {module}"
        own, used = self.memory.fact_of_text(name, self._state, lambda _: self._parts(module))
        return [(file, digest) for file, digest in own], used

    @cached_property
    def _state(self) -> str:
        """The files of the package with their digests, and what is installed."""
        found = sorted(map(Path, running.files()), key=str)
        return "\n".join([*(f"{file} {self._source(file).digest}" for file in found), self._installed])

    def _source(self, file: Path) -> SourceFile:
        """A file with the digest of what this process has loaded."""
        source = self.memory.source(file) if file.exists() else SourceFile(file, "")
        if running.is_as_started(str(file)):
            running.note(str(file), source.digest)
        elif known := running.noted(str(file)):
            return SourceFile(file, known)
        else:
            raise running.ProgramChanged
        return source

    def _parts(self, module: str) -> tuple[list[tuple[str, str]], list[str]]:
        found = self.modules(module)
        files = {file for name in found for file in files_of(name)}
        own = sorted((file.relative_to(PACKAGE).as_posix(), self._source(file).digest) for file in files)
        return own, self._libraries(sorted({name.partition(".")[0] for name in found if not file_of(name)}))

    def modules(self, module: str) -> set[str]:
        """The module with its packages and all that it imports: our own by full name, others by their first part."""
        found, waiting = set[str](), list(_resolved(module))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._imported(name) - found
        return found

    @cached_property
    def _reader(self) -> str:
        """This module, and the one that it asks, as a part of what it remembers."""
        files = (Path(__file__), file_of(libraries_of.module))
        return "".join(self._source(file).digest[:8] for file in files if file)

    @cached_property
    def _installed(self) -> str:
        """What is installed: the folders beside the libraries name each with its version."""
        return "\n".join(sorted(path.name for folder in sys.path for path in Path(folder).glob("*.*-info")))

    def _libraries(self, modules: list[str]) -> list[str]:
        """What `libraries_of` says of these modules, asked once for what is installed."""
        question = f"libraries-{self._reader} {' '.join(modules)}"
        found: list[str] = self.memory.fact_of_text(question, self._installed, lambda _: libraries_of(modules))
        return found

    def _imported(self, module: str) -> frozenset[str]:
        if module not in self._imports:
            file = file_of(module)
            names = self.memory.fact(f"imports-{self._reader}", self._source(file), imports_of) if file else []
            if file and not running.is_as_started(str(file)):  # so it may have been another one that was read now
                raise running.ProgramChanged
            self._imports[module] = frozenset(found for name in names for found in _resolved(name))
        return self._imports[module]


@cache
def file_of(module: str) -> Path | None:
    """The file of a module of this package; None for any other name."""
    root, *parts = module.split(".")
    if root != PACKAGE.name:
        return None
    base = PACKAGE.joinpath(*parts)
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()), None)


def files_of(module: str) -> list[Path]:
    """The file of a module of this package and, of a package in it, the data that lies beside it."""
    file = file_of(module)
    beside = file.parent.iterdir() if file and file.name == "__init__.py" else ()
    return [*([file] if file else []), *(path for path in beside if path.suffix != ".py" and running.is_own(str(path)))]


def imports_of(path: Path) -> list[str]:
    """Every name that a file imports when it runs, wherever the import stands, or that it calls by name."""
    content = path.read_bytes()
    return sorted(set(_names(ast.parse(content), calls=ByName.__name__.encode() in content)))


def _names(node: ast.AST, *, calls: bool) -> Iterator[str]:
    """The names below a node; expressions, which are most of a file, are looked into for `calls` alone."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == ByName.__name__:
        yield from _named(node.args)
    for_types = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    for child in node.orelse if for_types and isinstance(node, ast.If) else ast.iter_child_nodes(node):
        if calls or not isinstance(child, ast.expr):
            yield from _names(child, calls=calls)


def _named(arguments: list[ast.expr]) -> Iterator[str]:
    """The function that a `ByName` says."""
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield f"{PACKAGE.name}.{argument.value.replace(':', '.')}"


def _resolved(name: str) -> Iterator[str]:
    """The modules that importing a dotted name runs: for our own, its packages too; `name` may end in an attribute."""
    parts = name.split(".")
    if parts[0] == PACKAGE.name:
        yield from (found for end in range(1, len(parts) + 1) if file_of(found := ".".join(parts[:end])))
    elif parts[0] not in sys.stdlib_module_names:
        yield parts[0]
