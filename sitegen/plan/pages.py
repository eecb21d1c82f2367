"""Pages as outputs: what a page says of its other languages, and the pages behind printed codes."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.content.lens import lenses
from sitegen.model.entries import Site
from sitegen.model.languages import Language
from sitegen.model.outputs import Output, View, page_file
from sitegen.plan.desk import PageOrder, Planner

PAGE_BATCH = 24
"""So many pages are rendered by one worker at a time."""


def page_output(planner: Planner, order: PageOrder, view: View, number: int) -> Output:
    """The output of a page with everything that it shows."""
    lost = order.url == "/404.html" and not planner.options.kiosk
    inputs = {
        "view": view,
        "url": order.url,
        "typography": {language.code: dict(language.typography) for language in planner.site.languages},
        "base_path": planner.site.settings.base_path if lost else None,
        "index": planner.options.kiosk,
        **planner.template_inputs(order.template, order.language),
    }
    if order.needs:
        inputs["needs"] = list(order.needs)
    return Output(
        page_file(order.url),
        "page",
        inputs,
        sources=planner.template_sources(order.template, order.language),
        needs=order.needs,
        origin=order.origin,
        group=f"pages {order.language.code} {number // PAGE_BATCH}",
    )


def about(site: Site, order: PageOrder, group: Sequence[PageOrder]) -> View:
    """What a page says of itself and of its other languages (only real translations are alternates)."""
    base = site.settings.base_url.rstrip("/")
    real = [other for other in group if other.fallback is None] if len(group) > 1 else []
    alternates = [{"code": other.language.code, "url": base + other.url} for other in real]
    source = next((other for other in group if other.language == order.fallback), order)
    default = f"{base}/" if order.key == "home" else base + real[0].url if real else ""
    return {
        "key": order.key,
        "url": order.url,
        "language": order.language.code,
        "canonical": base + source.url,
        "alternates": alternates if order in real else [],
        "default": default if order in real else "",
        "fallback": order.fallback.code if order.fallback else "",
        "listed": order.listed,
        "switch": [_switch(language, order, group) for language in site.languages],
    }


def _switch(language: Language, order: PageOrder, group: Sequence[PageOrder]) -> View:
    same = next((other.url for other in group if other.language == language), f"/{language.prefix}/")
    return {"code": language.code, "name": language.name, "url": same, "here": language == order.language}


def order_codes(planner: Planner) -> None:
    """The page behind each code: it leads to the target in the visitor's language."""
    site = planner.site
    first = site.languages[0]
    for identifier, (target, part) in planner.codes.items():
        anchor = f"#{part}" if part else ""
        choices = []
        for lens in lenses(site, planner):
            link = lens.link(target.kind_name, target.id)
            choices.append(
                {
                    "code": lens.language.code,
                    "name": lens.language.name,
                    "title": link["title"],
                    "url": link["url"] + anchor,
                }
            )
        view = {"title": choices[0]["title"], "description": "", "choices": choices}
        planner.page(f"q:{identifier}", first, f"/q/{identifier}/", "q.html", view, origin=target.where(), listed=False)
