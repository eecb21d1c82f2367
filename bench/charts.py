"""How long the charts of the project take: CPU seconds for all drawings, and for one picture to share.

python bench/charts.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sitegen.content.kinds.infographic_pages import SLICES
from sitegen.making.charts.rendering import chart_svg
from sitegen.making.charts.slices import chart_slice
from tests.charting import drawing, input_files, picture, views

DRAWING_LIMIT, SLICE_LIMIT = 0.5, 0.2


def main() -> int:
    """Measure; fails where a limit is passed."""
    found = views()
    with tempfile.TemporaryDirectory() as folder:
        files = input_files(Path(folder))
        start = time.process_time()
        for view in found:
            chart_svg(drawing(view), files)
        spent = time.process_time() - start
        start = time.process_time()
        for view in found:
            for size in SLICES:
                chart_slice(picture(view, size), files)
        each = (time.process_time() - start) / len(found) / len(SLICES)
    sys.stdout.write(f"{len(found)} drawings {spent:.2f} s CPU, a slice {each:.3f} s CPU\n")
    return int(spent > DRAWING_LIMIT or each > SLICE_LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
