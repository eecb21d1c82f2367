"""Functions by their names: whoever may need one knows it, and only who calls it imports its module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

from sitegen.model import running

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True)
class ByName(Generic[P, R_co]):
    """A function, as `module:function` below `sitegen`; calling it imports that module.

    `closure` finds the name where it is written out, as it finds an import.
    """

    name: str

    @property
    def module(self) -> str:
        """The full name of its module, whose imports are the code that decides what it returns."""
        return f"sitegen.{self.name.partition(':')[0]}"

    @cached_property
    def function(self) -> Callable[P, R_co]:
        """The function itself.

        Raises:
            ProgramChanged: its module is of another version of the program.
        """
        try:
            found: Callable[P, R_co] = getattr(import_module(self.module), self.name.partition(":")[2])
        except (ImportError, AttributeError, SyntaxError):
            running.stay_whole()
            raise
        running.stay_one()
        return found

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Run it."""
        return self.function(*args, **kwargs)
