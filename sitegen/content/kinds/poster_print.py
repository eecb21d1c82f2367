"""The posters of an infographic: its charts on one sheet, in every size and language variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.content.chart_views import chart_view
from sitegen.content.charts import Infographic
from sitegen.content.kinds.job_tickets import JobFacts, Version, order_tickets
from sitegen.content.kinds.print_languages import Printed, file_view, notices, pair_of, variants
from sitegen.content.kinds.print_packages import Packing
from sitegen.content.localized import LocalizedSite
from sitegen.model.chart_orders import PaperSize, Poster, PosterTexts
from sitegen.model.languages import Language
from sitegen.model.media import Paper, Web
from sitegen.model.order import Made
from sitegen.model.outputs import Planner
from sitegen.model.preflight_orders import CheckedFile, PreflightReport
from sitegen.model.print_identity import Identity
from sitegen.model.print_job import ExpectedCode, PrintJob
from sitegen.model.print_words import Phrase
from sitegen.model.site import Site
from sitegen.model.web_orders import ThumbOrder, View

POSTERS = (PaperSize("a3", 297.0, 420.0), PaperSize("a2", 420.0, 594.0))
"""The sizes of paper that posters are made in; the site offers the first, which every press can enlarge."""

_CODE_MM = {"a3": 35.0, "a2": 49.0}
_THUMB = 360


@dataclass(frozen=True)
class _Job:
    """An infographic and where its posters are ordered."""

    one: Infographic
    site: Site[Web]
    planner: Planner
    code: View

    def poster(self, languages: Sequence[Language], variant: str, size: PaperSize) -> tuple[CheckedFile, Identity]:
        """Order a poster; returns it with what it must be, and with its identity."""
        one, planner, job = self.one, self.planner, f"poster-{self.one.id}"
        texts = tuple(self._texts(LocalizedSite(self.site, planner, language)) for language in languages)
        lead, settings = LocalizedSite(self.site, planner, languages[0]), self.site.settings
        named = lead.text(one.title), lead.text(settings.publisher.name), lead.language.code
        own = Identity(f"{job}-{variant}-{size.name}", *named, settings.edition)
        text, address = self.code["text"], self.code["address"].rstrip("/")
        order = Poster(size, one.accent, texts, text, address, notices(self.site), own)
        days = [chart.source.date.last for chart in one.charts if chart.source]
        order = replace(order, identity=planner.dated(job, own, [order], days))
        path = _path(one, variant, size)
        planner.file(path, order, origin=one.where(), group=path, packed=size is not POSTERS[0])
        expected = ExpectedCode(text, _CODE_MM[size.name], 1)
        must = PrintJob(trim=(size.width, size.height), pages=1, variant="x4", codes=(expected,))
        return CheckedFile(Made(path), must), order.identity

    def _texts(self, local: LocalizedSite) -> PosterTexts:
        one = self.one
        return PosterTexts(
            local.language.writing,
            local.text(one.title),
            local.text(one.summary),
            local.text(local.site.settings.title),
            tuple(chart_view(chart, one, local.language) for chart in one.charts),
        )


def offered_posters(one: Infographic, site: Site[Web]) -> list[View]:
    """The posters that the page of an infographic offers; `print_posters` orders them."""
    return [
        {
            "path": _path(one, variant, POSTERS[0]),
            "size": POSTERS[0].name,
            "languages": [{"code": language.code, "name": language.name} for language in languages],
        }
        for variant, languages in variants(site, one.pair)
    ]


def _path(one: Infographic, variant: str, size: PaperSize) -> str:
    return f"print/posters/{one.id}-{variant}-{size.name}.pdf"


def print_posters(one: Infographic, site: Site[Web], planner: Planner) -> Printed:
    """Order the posters of an infographic with their checks, a thumbnail and their package."""
    job, stem = _Job(one, site, planner, planner.qr(one.id, one, origin=one.where())), f"print/posters/{one.id}"
    planner.job(f"poster-{one.id}", [one.id])
    title = LocalizedSite(site, planner, site.languages[0]).text(one.title)
    packing = Packing(f"poster-{one.id}", title, stem, one.where(), planner)
    versions = list[Version]()
    files, checks, rest = list[View](), list[CheckedFile](), list[CheckedFile]()
    for variant, languages in variants(site, one.pair):
        for size in POSTERS:
            check, own = job.poster(languages, variant, size)
            packing.add("press", check.file)
            versions.append(Version(f"{variant}-{size.name}", languages, own, check.name, size=size.name.upper()))
            public = size is POSTERS[0]
            (checks if public else rest).append(check)
            files += [file_view(check.file, own) | {"variant": variant, "size": size.name}] if public else []
    report = packing.order("-preflight.json", PreflightReport(tuple(checks)))
    packing.reports += [report, packing.order("-preflight-rest.json", PreflightReport(tuple(rest)), packed=True)]
    publisher = LocalizedSite(site, planner, site.languages[0]).text(site.settings.publisher.name)
    facts = JobFacts[Paper](
        lambda alone: alone.lead.text(one.title),
        publisher,
        lambda alone: Phrase.of("product_poster", title=alone.words(one.title)),
        versions,
        Phrase("format_posters"),
        total=one.quantity,
        paper=one.paper,
        inks="inks_one_side",
        code=job.code["text"],
        data={"bleed_mm": 3, "pages": 1, "inks": "4/0 CMYK", "output_condition": "FOGRA39", "code": job.code["text"]},
    )
    tickets, of_tickets = order_tickets(facts, packing, site.for_medium(Paper), planner, pair_of(site, one.pair))
    packing.close()
    thumb = packing.order("-thumb.webp", ThumbOrder(checks[0].file, _THUMB))
    view = {
        "of": one.ref,
        "files": files,
        "tickets": tickets,
        "report": packing.words("-preflight.txt", [report]).path,
        "thumb": {"path": thumb.path, "width": _THUMB, "height": round(_THUMB * 426 / 303)},
    }
    return Printed(view, (*checks, *of_tickets))
