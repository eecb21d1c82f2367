"""Names of files made of what people call things: small letters, digits and hyphens, safe on every computer."""

from __future__ import annotations

import re
import unicodedata

from sitegen.content.file_names import name_fault

LONGEST = 60
"""Letters of an identifier; addresses and lists of files stay readable."""

_APART = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart (UAX #15), as they are written without accents."""


def identifier(text: str, otherwise: str) -> str:
    """What a thing of this name is called; `otherwise` where no letter of it can be used, and behind a device's."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_APART)).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain)
    while len(words) > 1 and len("-".join(words)) > LONGEST:
        words.pop()
    found = "-".join(words)[:LONGEST].strip("-") or otherwise
    return f"{found}-{otherwise}" if name_fault(f"{found}.yaml", {}) else found
