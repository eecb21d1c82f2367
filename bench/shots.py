"""Screenshots of every page type: two widths, two schemes, two languages.

    python bench/shots.py OUTPUT_OF_A_BUILD FOLDER_FOR_PICTURES [--only photo,home] [--full]

The pages are served on loopback and shown by Chromium (`CHROMIUM`, or the one found in the path).
"""

from __future__ import annotations

import argparse
import functools
import http.server
import itertools
import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

WIDTHS = {390: 844, 1440: 900}
SCHEMES = ("light", "dark")
KINDS = {
    "home": r"",
    "exhibition": r"(vystava|exhibition)/",
    "photos": r"(fotografie|photographs)/",
    "photo": r"(fotografie|photographs)/elmira-1/",
    "photo-portrait": r"(fotografie|photographs)/elmira-2/",
    "photo-silent": r"(fotografie|photographs)/sample-[a-u][^/]*-1/",
    "authors": r"(autori|authors)/",
    "author": r"(autori|authors)/elmira/",
    "themes": r"(temata|themes)/",
    "theme": r"(temata|themes)/[^/]+/",
    "places": r"(mista|places)/",
    "place": r"(mista|places)/[^/]+/",
    "events": r"(akce|events)/",
    "event": r"(akce|events)/2019-04-25[^/]*/",
    "venues": r"(zastavky|stops)/",
    "venue": r"(zastavky|stops)/icp/",
    "podcasts": r"(podcasty|podcasts)/",
    "series": r"(podcasty|podcasts)/[^/]+/",
    "episode": r"(podcasty|podcasts)/[^/]+/[^/]+/",
    "infographics": r"(infografiky|infographics)/",
    "infographic": r"(infografiky|infographics)/[^/]+/",
    "zines": r"(ziny|zines)/",
    "zine": r"(ziny|zines)/[^/]+/",
    "printers": r"(pro-tiskarny|for-printers)/",
    "page": r"(o-projektu|about)/",
    "style": r"(styl|style)/",
    "share": r"(ke-sdileni|share)/",
    "photo-veiled": r"(fotografie|photographs)/elmira-4/",
    "guestbook": r"(kniha-hostu|guest-book)/",
}
"""The page of each type that is shown: the first whose address below the language matches."""
ALONE = {"root": "index.html", "404": "404.html", "q": "q/elmira-1/index.html"}


def pages(site: Path, languages: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a name and an address relative to the site."""
    for language, (kind, pattern) in itertools.product(languages, KINDS.items()):
        known = sorted(path.parent.relative_to(site).as_posix() + "/" for path in (site / language).rglob("index.html"))
        found = [url for url in known if re.fullmatch(f"{language}/{pattern}", url)]
        if found:
            yield f"{kind}-{language}", found[0]
    for kind, file in ALONE.items():
        if (site / file).is_file():
            yield kind, file


def shoot(browser: Browser, base: str, name: str, url: str, folder: Path, *, full: bool) -> None:
    """One page in every width and scheme."""
    for (width, height), scheme in itertools.product(WIDTHS.items(), SCHEMES):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="light" if scheme == "light" else "dark",
            reduced_motion="reduce",
            device_scale_factor=1,
        )
        page = context.new_page()
        page.goto(base + url)
        if full:
            # Pictures below the fold load as they come into sight.
            page.evaluate("document.querySelectorAll('img[loading]').forEach(img => img.loading = 'eager')")
            page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.jpg", full_page=full, type="jpeg", quality=80)
        context.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the folder without a word."""

    def log_message(self, *_: object) -> None:
        """Requests are of no interest here."""


def main() -> None:
    """Serve the site and take the pictures."""
    parser = argparse.ArgumentParser(description="Screenshots of every page type.")
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="names of page types, separated by commas")
    parser.add_argument("--languages", default="cs,en")
    parser.add_argument("--full", action="store_true", help="the whole page instead of the first screen")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(given.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    only = set(filter(None, given.only.split(",")))
    with sync_playwright() as play:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for name, url in pages(given.site, given.languages.split(",")):
            if not only or name.removesuffix("-cs").removesuffix("-en") in only:
                shoot(browser, f"http://127.0.0.1:{server.server_port}/", name, url, given.folder, full=given.full)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
