"""How the site looks outside its pages: icons from one drawing, a manifest a language, the colours of the browser.

`static/root/favicon.svg` is the drawing. Whatever else a project has put into `static/root/` by itself stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sitegen.content.localized import LocalizedSite, localized_sites
from sitegen.model.direction import direction
from sitegen.model.order import Json
from sitegen.model.problems import Where
from sitegen.model.web_orders import IconOrder, JsonOrder, View
from sitegen.plan.planner import SitePlanner

DRAWING = "favicon.svg"
MANIFEST = "site.webmanifest"
"""Its name in the folder of each language (W3C, Web Application Manifest)."""
_PAPER = re.compile(
    r"(?:@media(?P<when>[^{]*)\{\s*)?:root\s*\{[^}]*?--paper:\s*(?P<paper>#(?:[0-9a-f]{3}){1,2})\b", re.IGNORECASE
)
_DARK = re.compile(r"prefers-color-scheme:\s*dark", re.IGNORECASE)
_WHITE = "#ffffff"


@dataclass(frozen=True)
class _Icon:
    """A row: `share` is how much of its width the drawing has; with `ground` it stands on the colour of the pages."""

    name: str
    size: int
    format: Literal["png", "ico"] = "png"
    share: float = 1
    ground: bool = False
    purpose: str = ""


_ICONS = (
    _Icon("favicon.ico", 48, "ico"),
    _Icon("apple-touch-icon.png", 180, share=0.7, ground=True),
    _Icon("icon-192.png", 192, purpose="any"),
    _Icon("icon-512.png", 512, purpose="any"),
    # Systems cut any shape out of it: a circle of 80 % of the width stays, and so does a square within that.
    _Icon("icon-maskable-512.png", 512, share=0.5625, ground=True, purpose="maskable"),
)


def theme(styles: str) -> View:
    """The colours around a page, those of its ground: `light` and `dark`; empty where the style has no `--paper`.

    Of several rules for the root of the page the last one holds, as in a browser.
    """
    found = {"light": "", "dark": ""}
    for rule in _PAPER.finditer(styles):
        if rule["when"] is None or _DARK.search(rule["when"]):
            found["light" if rule["when"] is None else "dark"] = rule["paper"]
    return found


def plan_icons(planner: SitePlanner, own: dict[str, Path], colours: View) -> None:
    """The icons that `own`, the files at the top of the site, have not got; and, but for a kiosk, the manifests."""
    if DRAWING not in own:
        return
    drawing = planner.source(own[DRAWING])
    origin = Where(planner.site.project.shown(drawing.path))
    for row in _ICONS:
        if row.name not in own and not (row.purpose and planner.options.kiosk):
            ground = (colours["light"] or _WHITE) if row.ground else ""
            planner.file(row.name, IconOrder(drawing, row.size, row.format, row.share, ground), origin=origin)
    for local in () if planner.options.kiosk else localized_sites(planner.site, planner):
        planner.file(f"{local.language.home.lstrip('/')}{MANIFEST}", JsonOrder(_manifest(local, colours)))


def _manifest(local: LocalizedSite, colours: View) -> dict[str, Json]:
    """What a home screen is told. Addresses are relative to the manifest, so that a site may lie anywhere."""
    settings = local.site.settings
    name, top = local.text(settings.title), "../" if local.language.prefix else "./"
    icons: list[Json] = [
        {"src": f"{top}{row.name}", "sizes": f"{row.size}x{row.size}", "type": "image/png", "purpose": row.purpose}
        for row in _ICONS
        if row.purpose
    ]
    icons.append({"src": f"{top}{DRAWING}", "sizes": "any", "type": "image/svg+xml", "purpose": "any"})
    found: dict[str, Json] = {
        "name": name,
        "short_name": local.text(settings.short_title) or name,
        "description": local.text(settings.in_short),
        "lang": local.language.code,
        "dir": direction(name),
        "start_url": "./",
        "scope": top,
        "display": "minimal-ui",
        "background_color": colours["light"],
        "theme_color": colours["light"],
        "icons": icons,
    }
    return {key: value for key, value in found.items() if value}
