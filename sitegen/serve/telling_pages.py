"""What an open page is told of the state of the preview: that it is being made, or what is wrong with the content."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from sitegen.console import Console
from sitegen.model.messages import explain, messages
from sitegen.model.problems import Problem, Problems, Severity
from sitegen.model.project import Project
from sitegen.model.report import excerpt

State = Mapping[str, object]
"""What `overlay.js` shows: a `title`, a `note`, `items` (see `_item`), and the words of its buttons."""

_MOST = 20
"""So many problems are shown; more of them come from one cause."""

_PAGE = Path(__file__).with_name("waiting.html")


def troubled(problems: Problems, console: Console, *, shown: bool) -> State:
    """The errors of a build that failed; `shown` says whether there is a last good page."""
    words, errors = messages(console.language).preview, [one for one in problems if one.severity is Severity.ERROR]
    title = "errors-one" if len(errors) == 1 else "errors-more"
    return {
        **failed(words[title].format(count=len(errors)), console, shown=shown),
        "items": [_item(one, console) for one in errors[:_MOST]],
        "more": words["more"].format(count=len(errors) - _MOST) if len(errors) > _MOST else "",
    }


def failed(title: str, console: Console, *, shown: bool) -> State:
    """A build that ended with one sentence."""
    words = messages(console.language).preview
    note = words["last-good" if shown else "never-good"]
    buttons = {key: words[key] for key in ("hide", "show", "open")}
    return {"title": title, "note": note, "items": [], "more": "", "language": console.language, **buttons}


def for_others(state: object) -> object:
    """What other devices are told of a state: that there are mistakes, and nothing of what stands in the files."""
    return {**state, "items": [], "more": ""} if isinstance(state, Mapping) and "items" in state else state


def _item(problem: Problem, console: Console) -> Mapping[str, object]:
    """A problem: where, what, the line with a caret, what to do, and an address that opens it in an editor."""
    says, repair = explain(problem.code, problem.params, console.language)
    where, lines = problem.where, console.lines(problem.where.file)
    shown = excerpt(lines[where.line - 1], problem) if where.line <= len(lines) else []
    return {
        "where": str(where),
        "says": says,
        "excerpt": "\n".join(shown),
        "repair": repair,
        "address": in_editor(console.project, where.file, where.line, where.column),
    }


def in_editor(project: Project, shown: str, line: int, column: int) -> str:
    """The address with which Visual Studio Code opens a file, as reports name it; empty where there is none."""
    file = project.named(shown)
    return f"vscode://file/{quote(file.as_posix().lstrip('/'), safe='/:')}:{line}:{column}" if file else ""


def waiting(console: Console) -> bytes:
    """The page at every address as long as there is no site."""
    words = messages(console.language).preview
    filled = {name: html.escape(words[f"building{name}"]) for name in ("", "-note")}
    page = _PAGE.read_text("utf-8").replace("{language}", console.language)
    return page.replace("{title}", filled[""]).replace("{note}", filled["-note"]).encode()


def making(done: int, total: int, console: Console) -> State:
    """How far a first build is."""
    return {
        "progress": messages(console.language).preview["progress"].format(done=done, all=total),
        "share": done / total,
    }
