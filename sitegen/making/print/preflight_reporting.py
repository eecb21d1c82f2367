"""What preflight found in the print files of a build, which may have none."""

from __future__ import annotations

from sitegen.making.blobs import read_blob
from sitegen.making.recipes import row_of
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.outputs import Output, Plan
from sitegen.model.problems import Problems

REPORT = "preflight_orders:PreflightReport"

tell: ByName[[Output, bytes, Problems], None] = ByName("making.print.preflight_notes:tell")


def report_preflight(plan: Plan, store: Store, problems: Problems) -> None:
    """Note every finding at the line of its photograph or text; one that several files share is noted once."""
    for path, output in plan.outputs.items():
        if row_of(type(output.order)) == REPORT:
            tell(output, read_blob(store.blob(plan.fingerprints[path])), problems)
