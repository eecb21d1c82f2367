"""What a site was made of when it was published: names and digests, so that it can be told later what has changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pickle
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.content.packing import packed, unpacked
from sitegen.model.languages import Language
from sitegen.model.media import Read
from sitegen.model.outputs import Plan
from sitegen.model.print_identity import FileVersion
from sitegen.model.project import Options
from sitegen.model.settings import Settings
from sitegen.model.site import Printed, Site


@dataclass(frozen=True)
class Ledger:
    """All that decides a site.

    `records` are digests by reference, of what is held back too, and `reader` is that of the code that read them;
    `files` those of pictures, sounds, templates and what else orders name, as reports name them; `program` those of the
    program's own files, `modules` those of its modules with all that they import (`Closures`). `plan` is the digest of
    the fingerprints.
    """

    plan: str
    reader: str
    records: Mapping[str, str]
    files: Mapping[str, str]
    settings: Settings
    code_base: str
    languages: tuple[Language, ...]
    later: tuple[Language, ...]
    printed: tuple[Printed, ...]
    versions: Mapping[str, FileVersion]
    now: dt.datetime
    options: Options
    program: Mapping[str, str]
    modules: Mapping[str, str]
    libraries: tuple[str, ...]

    def digest(self, ref: str) -> str:
        """The digest of a record (`Entry.digest`); of none where it was not there."""
        return f"{self.reader} {self.records.get(ref, '')}"

    def packed(self) -> bytes:
        """The ledger as bytes: its values alone, so that they can be read as another class of this name has them."""
        return packed({field.name: getattr(self, field.name) for field in dataclasses.fields(self)})

    @classmethod
    def unpacked(cls, content: bytes | None) -> Ledger | None:
        """The ledger again; None where there is none, or only one of another version of the program."""
        if content is None:
            return None
        try:
            return cls(**unpacked(content, dict))
        except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError):
            return None


def ledger_of(
    site: Site[Read],
    options: Options,
    plan: Plan,
    program: Mapping[str, str],
    modules: Mapping[str, str],
    libraries: set[str],
) -> Ledger:
    """What decides this plan: the site as it was read, with what is held back, and the code that was asked for."""
    digests = {f"{kind}:{name}": one.digest for kind, of_kind in site.entries.items() for name, one in of_kind.items()}
    return Ledger(
        plan.digest,
        next(iter(digests.values()), "").rpartition(" ")[0],
        {ref: digest.rpartition(" ")[2] for ref, digest in digests.items()},
        {name: plan.files[path] for name, path in site.project.by_shown(plan.files).items()},
        site.settings,
        site.code_base,
        site.languages,
        site.later,
        site.printed,
        site.versions,
        site.now.replace(tzinfo=None),
        dataclasses.replace(options, now=None, executor=None),
        dict(program),
        dict(modules),
        (f"python {sys.version_info[0]}.{sys.version_info[1]}", *sorted(libraries)),
    )
