"""Job tickets: one a language, with nothing of another one inside, and all that a printing house asks."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import yaml

from sitegen.content.print_versions import record_versions
from sitegen.model.outputs import package_path
from sitegen.model.preflight_orders import PreflightReport
from sitegen.model.print_orders import Labels, Package, TicketPage, TicketYaml
from tests.conftest import NOW, Place

from .conftest import make
from .test_builds import furnished
from .test_versions import plan

FACTS = """\
versions: {cs: 300, bilingual: 1200}
paper: {cs: "Křída matná, 135 g/m²", en: "Matt coated, 135 g/m²"}
deadline: 2026-06-15
delivery: {cs: "Dlouhá 1, přízemí", en: "Dlouhá 1, ground floor"}
"""
CONTACT = """\
print_contact: {name: Jana Malá, email: jana@spolek.cz, phone: "+420 123 456 789"}
organization: {name: {cs: Spolek, en: Society}, address: "Krátká 2", company_number: "12345678"}
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A zine whose print run is agreed, and the labels of a stop."""
    place = furnished(tmp_path / "project", ("ada",))
    place.edit("content/authors/ada.yaml", "date: 2020-01-01", "date: 2026-03-04")
    place.write("content/zines/ada.yaml", (place.root / "content/zines/ada.yaml").read_text("utf-8") + FACTS)
    place.edit("content/site.yaml", "organization: {name: {cs: Spolek, en: Society}}\n", CONTACT)
    return place


def said(order: TicketPage) -> str:
    """The words of a ticket, which is one page."""
    document = pypdfium2.PdfDocument(make(order))
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return " ".join(text.split())


def test_a_ticket_says_all_that_a_printing_house_asks_in_its_own_language_alone(place: Place) -> None:
    """One binding, copies of each version and in total, paper, deadline, delivery, approval, and whom to ask."""
    planner = plan(place)
    tickets = {
        code: said(order)
        for code in ("cs", "en")
        if isinstance(order := planner.outputs[f"print/zines/ada/ada-jobticket-{code}.pdf"].order, TicketPage)
    }
    both = ("Jana Malá", "jana@spolek.cz", "+420 123 456 789", "ada-cs-print-x4.pdf")
    own = {
        "cs": [
            *("V1, sešitová: 2 skoby ve hřbetu", "Křída matná, 135 g/m²", "spadávka 3 mm", "náhled v PDF", "verze 1-"),
            *("čeština: 300 ks", "angličtina: počet k dohodě", "čeština + angličtina: 1 200 ks", "celkem 1 500 ks"),
            *("15. června 2026", "Dlouhá 1, přízemí", "IČO 12345678"),
        ],
        "en": [
            *("saddle stitch, two wires in the fold", "Matt coated, 135 g/m²", "3 mm bleed", "PDF proof", "version 1-"),
            *("Czech: 300 copies", "English: number to be agreed", "Czech + English: 1,200 copies"),
            *("1,500 copies in total", "15 June 2026", "ground floor", "company number 12345678"),
        ],
    }
    for code, text in tickets.items():
        assert [one for one in (*both, *own[code]) if one not in text] == [], text
        (other,) = own.keys() - {code}
        assert [one for one in own[other] if one in text] == []
    data = planner.packed["print/zines/ada/ada-jobticket.yaml"].order
    assert isinstance(data, TicketYaml)
    facts = yaml.safe_load(make(data))
    assert facts["quantity"] == 1500
    assert [(one["name"], one["quantity"]) for one in facts["versions"]] == [
        ("cs", 300),
        ("en", None),
        ("bilingual", 1200),
    ]


def test_the_ticket_of_a_draft_tells_no_day_and_that_of_a_version_its_own(place: Place) -> None:
    """Until it is packed, the newest day that is known of it would mislead."""
    ticket = "print/zines/ada/ada-jobticket-en.pdf"
    planner = plan(place)
    order = planner.outputs[ticket].order
    assert isinstance(order, TicketPage)
    assert "2026-" not in said(order)
    record_versions(place.project, planner.drafts["zine-ada"])
    order = plan(place).outputs[ticket].order
    assert isinstance(order, TicketPage)
    assert f"{NOW:%Y-%m-%d}" in said(order)


def test_labels_have_a_ticket_too(place: Place) -> None:
    """One of each label, wanted at the stop on its first day: the files for the press, and their trimmed format."""
    planner = plan(place)
    order = planner.outputs["print/labels/hall-jobticket-en.pdf"].order
    assert isinstance(order, TicketPage)
    text = said(order)
    assert "Wall labels, " in text
    assert "Czech + English, A5: 4 copies, hall-a5-print-x4.pdf" in text
    assert "A5 210 × 148 mm or A6 148 × 105 mm trimmed, large type A4 210 × 297 mm trimmed, 3 mm bleed" in text
    for name, trimmed in {"a5": "A5, 210 × 148", "a6": "A6, 148 × 105", "*-large": "A4, 210 × 297"}.items():
        assert f"press/hall-{name}-print-x4.pdf For the press: {trimmed} mm trimmed" in text
    data = planner.packed["print/labels/hall-jobticket.yaml"].order
    assert isinstance(data, TicketYaml)
    facts = yaml.safe_load(make(data))
    assert (facts["bleed_mm"], facts["trim_mm"]["a5"]) == (3, [210, 148])


def test_press_labels_are_in_the_package_alone(place: Place) -> None:
    """The site keeps the sheets for offices; what a printing house gets does not make it larger."""
    planner = plan(place)
    order = planner.packed[package_path("labels-hall")].order
    assert isinstance(order, Package)
    press = [one.file.path for one in order.files if one.name.startswith("press/")]
    assert sorted(path.rpartition("/")[2] for path in press) == [
        "hall-a5-print-x4.pdf",
        "hall-a6-print-x4.pdf",
        "hall-cs-large-print-x4.pdf",
        "hall-en-large-print-x4.pdf",
    ]
    assert not any(path in planner.outputs for path in press)
    checked = planner.packed["print/labels/hall-preflight-rest.json"].order
    assert isinstance(checked, PreflightReport)
    assert [one.file.path for one in checked.files] == press
    assert all(one.job.kind == "press" and one.job.variant == "x4" and one.job.trim for one in checked.files)


def test_a_withdrawn_photograph_is_on_no_label(place: Place) -> None:
    """Neither the site's nor the package's files know of it; the others are numbered anew, and the build goes on."""
    consent = "consent: {status: given, scopes: [web, print, touring], date: 2020-01-01}"
    place.edit("content/photos/ada-2.yaml", consent, "consent: {status: withdrawn, date: 2026-04-01}")
    planner = plan(place)
    orders = [one.order for name, one in (planner.outputs | planner.packed).items() if "print/labels/hall-" in name]
    labels = [order.content.labels for order in orders if isinstance(getattr(order, "content", None), Labels)]
    assert len(labels) == 10
    assert all([label.photo.id for label in found] == ["ada-1", "ada-3", "ada-4"] for found in labels)


@pytest.mark.parametrize(
    ("versions", "code"), [("{cs: 300, en: 150}", "copies-do-not-add-up"), ("{cs: 400, xx: 100}", "unknown-version")]
)
def test_copies_that_cannot_be_are_told(place: Place, versions: str, code: str) -> None:
    """With the line of the versions."""
    place.edit("content/zines/ada.yaml", "versions: {cs: 300, bilingual: 1200}", f"quantity: 500\nversions: {versions}")
    lines = (place.root / "content/zines/ada.yaml").read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("versions:"))
    assert [where.split(":")[1] for where, one in place.problems() if one == code] == [str(number)]
