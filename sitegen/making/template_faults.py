"""What is wrong in a template, as a problem at its line; a template is of the project, so its faults are no bugs."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from sitegen.making.errors import CannotMake


def bad_template(name: str, line: int, reason: str) -> CannotMake:
    """A fault at a line of a template, whose name is its path below `templates/`."""
    return CannotMake("bad-template", template=name, line=line, reason=reason)


def template_text(path: Path, name: str) -> str:
    """The text of a template.

    Raises:
        CannotMake: `bad-template`, where it is not in UTF-8.
    """
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise bad_template(name, content.count(b"\n", 0, error.start) + 1, "not UTF-8") from error


@contextmanager
def faults_of(name: str, below: str = "templates/") -> Iterator[None]:
    """Tell whatever goes wrong while a template is read or filled as its fault, at the line where it happened.

    Raises:
        CannotMake: `bad-template`.
    """
    try:
        yield
    except CannotMake:
        raise
    except TemplateSyntaxError as error:
        found = (error.filename or "").replace("\\", "/").rpartition(below)[2]
        raise bad_template(found or error.name or name, error.lineno, error.message or "") from error
    except Exception as error:  # templates may divide by zero, or call anything that they are given
        if isinstance(error, OSError) and not isinstance(error, TemplateError):
            raise
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _of_template(frame.filename, below)]
        last = frames[-1] if frames else None
        file = last.filename.replace("\\", "/").rpartition(below)[2] if last else name
        kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
        line = (last.lineno or 1) if last else 1
        raise bad_template(name if file == "<template>" else file, line, f"{kind}{error}"[:300]) from error


def _of_template(file: str, below: str) -> bool:
    path = file.replace("\\", "/")
    return path == "<template>" or (below in path and not path.endswith(".py"))
