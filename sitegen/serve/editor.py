"""The editor in the browser: forms for every kind of record, which the browser writes into the folder of the project.

It is Sveltia CMS from its npm package, and an icon font that it would fetch from elsewhere; both lie in `admin/`. The
browser asks which folder to write into and writes by itself (File System Access API): this server only sends files.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sitegen.content.language_list import read_languages
from sitegen.model.problems import Problems
from sitegen.model.project import Project
from sitegen.schemas.forms_in_browser import configuration

_OWN = Path(__file__).parent / "admin"
_LOCALE = re.compile(r"cms@[^/]+/locales/([a-z]{2})\.json")
_MOVED = {
    b"https://unpkg.com/@sveltia/cms": b"/admin/cms",
    b"https://www.githubstatus.com/api/v2/status.json": b"/admin/status.json",
    b"https://cdn.jsdelivr.net/fontsource/fonts/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": (
        b"/admin/icons.woff2"
    ),
}
"""What it would fetch from others, and where we have it."""

_TYPEFACES = re.compile(rb"url\(https://cdn\.jsdelivr\.net/fontsource/[^)]*\)\s*format\('[^']*'\)")
"""Typefaces that it can do without: those of the system have all accents, and these Latin-1 alone."""

_TOLD = {
    "status.json": {"status": {"indicator": "none"}},
    "cms/package.json": {"version": "0.221.1"},
}
"""What it asks others for, and what we say: that all is well, and that there is nothing newer than what it is."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; font-src 'self'; connect-src 'self' blob: data:; worker-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""It makes styles while it runs, and shows files that it has read; it can reach nobody else."""

_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="cms-config-url" type="application/json" href="/admin/config.json">
<body>
<script src="/admin/sveltia-cms.js"></script>
"""
"""The head has no end tag, so that nothing is added to it that would load this page again while somebody types."""


@dataclass(frozen=True)
class Editor:
    """What is sent to a browser that edits a project."""

    project: Project

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """The type and the bytes of a file below `/admin/`; None where there is none."""
        if path == "":
            return "text/html; charset=utf-8", _PAGE.format(title=html.escape(self.project.root.name)).encode()
        if path == "config.json":
            languages = read_languages(self.project, Problems())
            found = configuration(self.project, languages, self.project.root.name)
            return "application/json", json.dumps(found, ensure_ascii=False).encode()
        if path in _TOLD:
            return "application/json", json.dumps(_TOLD[path]).encode()
        if path == "sveltia-cms.js":
            return "text/javascript; charset=utf-8", _script()
        if path == "icons.woff2":
            return "font/woff2", (_OWN / path).read_bytes()
        locale = _LOCALE.fullmatch(path)
        file = _OWN / f"{locale[1]}.json" if locale else None
        return ("application/json", file.read_bytes()) if file and file.is_file() else None


@cache
def _script() -> bytes:
    script = gzip.decompress((_OWN / "sveltia-cms.js.gz").read_bytes())
    for elsewhere, here in _MOVED.items():
        script = script.replace(elsewhere, here)
    return _TYPEFACES.sub(b"local('Source Sans 3')", script)
