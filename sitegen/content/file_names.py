"""Names of files that every computer can hold and tell apart: whoever clones the project has the same files."""

from __future__ import annotations

import re

from sitegen.model.languages import composed

_WINDOWS = re.compile(
    r"""(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?   # devices, with any suffix
    | .*[<>:"|?*\\\x00-\x1f\ud800-\udfff].*              # signs of its paths, and what is no text
    | .*[ .]                                            # ends that it drops""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Names that Windows cannot hold (Microsoft, "Naming Files, Paths, and Namespaces")."""

_PLAIN = re.compile(r"[a-z0-9_-]{5,}(?:\.[a-z0-9]+)+")
"""Names with which nothing can be wrong, which are nearly all; no device has so many letters."""


def name_fault(name: str, known: dict[str, str]) -> tuple[str, dict[str, str]] | None:
    """What is wrong with a name in a folder: the code of a problem and its params.

    `known` are the names of the folder that were judged before, by what all computers take for the same name.
    """
    plain = _PLAIN.fullmatch(name) is not None
    other = known.setdefault(name if plain else composed(name).casefold(), name)
    if other != name:
        return "names-alike", {"other": other}
    if plain:
        return None
    if _WINDOWS.fullmatch(name):
        return "name-not-for-windows", {"name": name}
    return ("name-not-composed", {}) if name != composed(name) else None
