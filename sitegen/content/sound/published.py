"""Sound that is out keeps its bytes: apps and caches hold on to what they once fetched under a name.

`published.lock` lists every published recording as `sha256sum` does, so `sha256sum -c` checks it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.content.file_findings import Finding

_DIGEST = 64


def read_lock(text: str) -> tuple[dict[str, str], list[Finding]]:
    """SHA-256 by name, and a finding for each line that is not `digest  name`."""
    digests, findings = dict[str, str](), list[Finding]()
    for number, line in enumerate(text.splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if not line or line.startswith("#"):
            continue
        if len(digest) != _DIGEST or not gap or not name:
            findings.append(Finding("lock-line", {"found": line[:40]}, line=number))
        else:
            digests[name] = digest
    return digests, findings


def changed(name: str, sha256: str, published: Mapping[str, str]) -> Iterator[Finding]:
    """An error where a file was published under this name with other bytes."""
    if published.get(name, sha256) != sha256:
        yield Finding("sound-changed", {"file": name})
