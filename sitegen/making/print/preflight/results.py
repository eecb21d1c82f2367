"""What preflight found in the files of a job, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sitegen.making.print.findings import Finding

Results = Mapping[str, Sequence[Finding]]
"""The findings of each file, by its name in the package."""


def as_json(results: Results) -> bytes:
    """Return the results as they are published."""
    plain = {name: [item.plain() for item in items] for name, items in results.items()}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def of_json(content: bytes) -> Results:
    """Read what `as_json` returned."""
    return {name: [Finding.of(item) for item in items] for name, items in json.loads(content).items()}
