"""How much a build takes in at most, for each kind of input: `limits:` in the settings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sitegen.model.entries import Part

MOST_MEGAPIXELS = 200
"""Of any picture, whatever the settings say: to open one of these takes 1.5 GB."""


class Limits(Part):
    """Sizes of files (kB of 1,024 bytes, MB of a million), and what else takes time and memory.

    `record` is for every file below `content/`; `transcript` for every text below `podcasts/`; `depth` counts lists
    and fields within each other in a record; `marks` multiplies how many brackets, headings and the like a text may
    hold; `suggestions` is how often a run looks for what an unknown name may have meant.
    """

    record_kb: Annotated[int, Field(ge=1, le=4_096)] = 256
    depth: Annotated[int, Field(ge=4, le=40)] = 12
    prose_kb: Annotated[int, Field(ge=1, le=2_000)] = 195
    marks: Annotated[int, Field(ge=1, le=5)] = 1
    transcript_kb: Annotated[int, Field(ge=1, le=20_000)] = 2_000
    catalogue_kb: Annotated[int, Field(ge=1, le=20_000)] = 2_000
    template_kb: Annotated[int, Field(ge=1, le=10_000)] = 1_000
    static_mb: Annotated[int, Field(ge=1, le=2_000)] = 100
    recording_mb: Annotated[int, Field(ge=1, le=2_000)] = 250
    photo_mb: Annotated[int, Field(ge=1, le=2_000)] = 150
    megapixels: Annotated[int, Field(ge=1, le=MOST_MEGAPIXELS)] = 80
    suggestions: Annotated[int, Field(ge=0, le=10_000)] = 200


DEFAULT = Limits.model_construct()
"""What holds until the settings are read, and where they say nothing."""
