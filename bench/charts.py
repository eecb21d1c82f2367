"""How long the charts of the project take: CPU seconds for all drawings, and for one picture to share.

python bench/charts.py
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sitegen.making.charts.rendering import chart_svg
from sitegen.making.charts.slices import SIZES, chart_slice
from tests.charting import inputs, sources, views

DRAWING_LIMIT, SLICE_LIMIT = 0.5, 0.2


def main() -> int:
    """Measure; fails where a limit is passed."""
    found = views()
    with tempfile.TemporaryDirectory() as folder:
        files = {code: sources(Path(folder), code) for code in ("cs", "en")}
        start = time.process_time()
        for view in found:
            chart_svg(inputs(view), files[view["language"]])
        drawing = time.process_time() - start
        start = time.process_time()
        for view in found:
            for width, height in SIZES:
                chart_slice(inputs(view, width=width, height=height), files[view["language"]])
        each = (time.process_time() - start) / len(found) / len(SIZES)
    sys.stdout.write(f"{len(found)} drawings {drawing:.2f} s CPU, a slice {each:.3f} s CPU\n")
    return int(drawing > DRAWING_LIMIT or each > SLICE_LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())
