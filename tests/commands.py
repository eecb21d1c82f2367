"""The command line as its parser defines it."""

from __future__ import annotations

import argparse

from sitegen.arguments import parser


def commands(of: argparse.ArgumentParser | None = None, before: str = "") -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each verb, those of `print` by the verb and what it does."""
    found = {}
    for action in (of or parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                found |= commands(one, f"{before}{name} ") or {before + name: one}
    return found


def option_strings(action: argparse.Action) -> list[str]:
    """Return the spellings of an option of ours; none for `--help`."""
    return [name for name in action.option_strings if name.startswith("--") and name != "--help"]
