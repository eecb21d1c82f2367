"""The identity of a podcast: the `guid` of the Podcasting 2.0 namespace."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The name space for podcasts, fixed by the Podcasting 2.0 specification."""


def podcast_guid(feed_url: str) -> str:
    """The UUIDv5 of a feed's first address, without its scheme and without slashes at its end.

    It is stored in the series' record and kept when the feed moves: a build only suggests it.
    """
    _, _, rest = feed_url.strip().rpartition("://")
    return str(uuid.uuid5(NAMESPACE, rest.rstrip("/")))


def is_guid(text: str) -> bool:
    """Whether a text is a UUID in its usual spelling."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
