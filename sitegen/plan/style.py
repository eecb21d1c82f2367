"""What every page looks like: the style sheet, the fonts cut down to what the site says, the scripts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sitegen.making.resources import find_catalogues
from sitegen.making.web_faces import WEB_FONTS
from sitegen.model.folders import is_own_file
from sitegen.model.order import Context
from sitegen.model.problems import Where
from sitegen.model.web_orders import CopyOrder, FontFace, FontOrder, StyleOrder, View
from sitegen.plan.emblem import DRAWING, MANIFEST, plan_icons, theme
from sitegen.plan.planner import SitePlanner


def characters_of(planner: SitePlanner, frames: Iterable[View]) -> str:
    """The characters that the site shows, in order; `frames` are what stands around pages."""
    return "".join(sorted(_characters(planner, frames)))


def plan_style(planner: SitePlanner, characters: str) -> View:
    """The style sheet, fonts for these characters, scripts that every page may use, and the icons of the site."""
    urls = {
        font: planner.asset(
            f"static/{font.face.path.stem.lower()}",
            ".woff2",
            FontOrder(planner.source(font.face.path), characters),
        )
        for font in WEB_FONTS
    }
    faces = tuple(
        FontFace(font.family, font.face.weight, font.face.style, url.rsplit("/", 1)[-1]) for font, url in urls.items()
    )
    parts = {path.name: planner.source(path) for path in _parts(planner, "css", "*.css")}
    places = {name: Where(planner.site.project.shown(part.path)) for name, part in parts.items()}
    scripts = {
        path.stem: planner.asset(f"static/{path.stem}", ".js", CopyOrder(planner.source(path)))
        for path in _parts(planner, ".", "*.js")
    }
    own = {path.name: path for path in _static(planner, "root", "*")}
    for path in own.values():
        planner.file(path.name, CopyOrder(planner.source(path)))
    colours = theme("".join(part.path.read_text("utf-8-sig", errors="ignore") for part in parts.values()))
    plan_icons(planner, own, colours)
    style = StyleOrder(faces, tuple(parts[name] for name in sorted(parts)))
    return {
        "css": planner.asset("static/site", ".css", style, places=places),
        "preload": [url for font, url in urls.items() if font.preload],
        "scripts": scripts,
        "theme": colours,
        "manifest": MANIFEST if DRAWING in own else "",
    }


def _parts(planner: SitePlanner, folder: str, pattern: str) -> list[Path]:
    """Static files of every page; what only a kiosk or the preview needs comes last."""
    more = {"kiosk": planner.options.kiosk, "preview": planner.options.preview}
    folders = [folder, *(name for name, wanted in more.items() if wanted)]
    return [path for name in folders for path in _static(planner, name, pattern)]


def _static(planner: SitePlanner, folder: str, pattern: str) -> list[Path]:
    """Static files of the project and, where it has none of that name, of the program."""
    found: dict[str, Path] = {}
    for parent in reversed(planner.site.project.folders("static")):
        found |= {path.name: path for path in (parent / folder).glob(pattern) if is_own_file(path)}
    return [found[name] for name in sorted(found)]


def _characters(planner: SitePlanner, frames: Iterable[View]) -> set[str]:
    """Every character that a page may show: of views, catalogues and templates."""
    found = {chr(code) for code in range(0x20, 0x7F)} | {"\u00a0"} | set("„“”‚‘’«»–—…·×°€§©→")
    for language in planner.site.languages:  # so that a new word rarely needs new fonts, and thus new pages
        found.update((language.alphabet or "") + (language.alphabet or "").upper())
    for context in (*(context for _, context in planner.pages), *map(Context.of, frames)):
        found.update(context.characters)
    folders = planner.site.project.folders("i18n")
    for path in (path for one in planner.site.languages for path in find_catalogues(folders, one.code)):
        found.update(path.read_text("utf-8-sig", errors="ignore"))  # what it cannot say is an error of its own
    return {character for character in found if character.isprintable()}
