"""One figure of an infographic, and everything that shows it."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.making.store import Store
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options, Project
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import NOW, furnish

ENDS = (".svg", ".csv", "-thumb.webp", "-1080x1350.png", "-1080x1080.png")
_DIGITS = re.compile(r"(?<=-shared)\.[0-9a-f]{8}")
RECORD = "content/infographics/city-vision.yaml"


def fingerprints(root: Path) -> dict[str, str]:
    """What decides the bytes of every output, the print files too."""
    options, problems = Options(now=NOW), Problems()
    with Store(root / ".cache") as store:
        plan = make_plan(read(Project.at(root), options, store, problems), options, store, problems)
    assert not problems.failed, list(problems)
    return {_DIGITS.sub("", path): fingerprint for path, fingerprint in plan.fingerprints.items()}


def test_changing_one_number_changes_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    """The chart as SVG, CSV and pictures, the page with its table and its picture, the page to share, the posters."""
    place = furnish(tmp_path / "project")
    place.write(RECORD, (HOME / RECORD).read_text("utf-8"))
    before = fingerprints(place.root)
    place.edit(RECORD, "value: 206656", "value: 206657")
    after = fingerprints(place.root)
    assert before.keys() == after.keys()
    changed = {path for path in before if before[path] != after[path]}
    pages = {"cs/infografiky/city-vision", "en/infographics/city-vision", "cs/ke-sdileni", "en/share"}
    pages |= {"cs/pro-tiskarny", "en/for-printers"}  # they tell the posters' check sums
    files = {f"residents-{code}{end}" for code in ("cs", "en") for end in ENDS}
    posters = {f"{variant}-{size}.pdf" for variant in ("cs", "en", "bilingual") for size in ("a3", "a2")}
    posters |= {"preflight.json", "preflight.txt", "thumb.webp", "jobticket-cs.pdf", "jobticket-en.pdf"}
    posters |= {"preflight-rest.json", "preflight-all.txt", "jobticket.yaml"}  # of the package, which is no part of it
    assert changed == (
        {f"{page}/index.html" for page in pages}
        | {f"infographics/city-vision/{file}" for file in files}
        | {f"media/infographic-city-vision-{code}-shared.jpg" for code in ("cs", "en")}
        | {f"print/posters/city-vision-{poster}" for poster in posters}
        | {"print/packages/poster-city-vision.zip"}
    )
