"""The page that every contender writes, as HTML with slots: each fills them with expressions of its own templates."""

from __future__ import annotations

import re
from collections.abc import Mapping

MENU = {
    "cs": ("Úvod", "Fotografie", "Události", "Autoři", "Tisk", "Kontakt"),
    "en": ("Home", "Photographs", "Events", "Authors", "Press", "Contact"),
}
"""The entries of the menu; all lead to the first page of their language, which every contender has."""

_AROUND = """\
<!doctype html>
<html lang="«language»">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>«title»</title>
«alternates»
<link rel="stylesheet" href="«style»">
</head>
<body>
<header>
<nav class="menu"><ul>«menu»</ul></nav>
<p class="switch"><a lang="«other»" hreflang="«other»" href="«other_url»">«other_name»</a></p>
</header>
<main>
«main»
</main>
<footer><p>Diary</p></footer>
</body>
</html>
"""
_EVENT = """\
<article>
<h1>«title»</h1>
<p><time datetime="«day»">«day»</time></p>
<ul class="labels">«labels»</ul>
«text»
</article>
<nav class="around">«before» «after»</nav>"""
_LIST = """\
<h1>«title»</h1>
<ul class="events">
«events»
</ul>
<nav class="pages">«newer» «older»</nav>"""

_USUAL = {
    "alternates": '<link rel="alternate" hreflang="«other»" href="«other_url»">',
    "style": "/site.css",
}
"""What all but this project's own templates put into the head."""


def fill(template: str, slots: Mapping[str, str]) -> str:
    """Put expressions into slots; one may bring other slots with it.

    Raises:
        KeyError: a slot stays empty.
    """
    while found := re.search("«(\\w+)»", template):
        template = template.replace(found[0], slots[found[1]])
    return template


def event_page(**slots: str) -> str:
    """Return the template of an event's page."""
    return fill(_AROUND, _USUAL | slots | {"main": _EVENT})


def list_page(**slots: str) -> str:
    """Return the template of a page of the list."""
    return fill(_AROUND, _USUAL | slots | {"main": _LIST})


def link(relation: str, address: str, words: str) -> str:
    """Return a link to a page before or after this one."""
    return f'<a rel="{relation}" href="{address}">{words}</a>'


def entry(address: str, words: str) -> str:
    """Return a line of the menu."""
    return f'<li><a href="{address}">{words}</a></li>'


def line(address: str, words: str, day: str) -> str:
    """Return a line of the list of events."""
    return f'<li><a href="{address}">{words}</a> <time datetime="{day}">{day}</time></li>'
