"""What a IIIF Presentation 3.0 manifest must be: the JSON Schema of the model in iiif-prezi3 3.1.1.

That package, © the IIIF Consortium, Apache License 2.0, wants a Pillow of last year, so it cannot lie beside ours; the
file is what `iiif_prezi3.Manifest.model_json_schema()` says, compressed. `DIGEST` is of the file itself.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FILE = Path(__file__).parent / "content" / "iiif-prezi3-manifest.schema.json.gz"
DIGEST = "4b48ba855c917fa50d151e8033bc99e80afa297ff720b66d59c3f9956ccdc992"


@cache
def _validator() -> Draft202012Validator:
    content = gzip.decompress(FILE.read_bytes())
    assert hashlib.sha256(content).hexdigest() == DIGEST
    return Draft202012Validator(json.loads(content))


def faults(manifest: Any) -> list[str]:
    """What is wrong with a manifest by the schema."""
    return [f"{'/'.join(map(str, one.path))}: {one.message[:200]}" for one in _validator().iter_errors(manifest)]
