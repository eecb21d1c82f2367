"""Pages, feeds and other texts: a template filled with what it was given, and nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from sitegen.making.absolute import absolute
from sitegen.making.charts.rendering import FILTERS
from sitegen.making.environment import Filters, environment, in_own_language, words_of
from sitegen.making.input_files import InputFiles
from sitegen.making.markup import finish_page
from sitegen.making.offline import offline
from sitegen.making.prose_html import resolved
from sitegen.making.template_faults import faults_of
from sitegen.making.typography import rules_of
from sitegen.model.cldr import with_territory
from sitegen.model.languages import Writing
from sitegen.model.order import Finished, Made
from sitegen.model.web_orders import FeedOrder, PageOrder, TextOrder, View

_BLANK_LINES = re.compile(r"(<pre\b.*?</pre>)|\n(?:[ \t]*\n)+", re.DOTALL)
"""Lines that template tags leave empty; preformatted text keeps its own."""

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")


def _plain_figure(own: View) -> Markup:
    """A picture in a text for templates that have no macro of their own for it."""
    shown = (
        _IMAGE.format(**own["picture"]) if not own["content_note"] else Markup("<p>{}</p>").format(own["content_note"])
    )
    said = Markup(" ").join(escape(own[key]) for key in ("caption", "title", "author", "credit") if own[key])
    return Markup("<figure>{}<figcaption>{}</figcaption></figure>").format(shown, said)


_IMAGE = Markup('<img src="{src}" alt="{alt}" width="{width}" height="{height}" loading="lazy">')


def _prose(view: Mapping[str, Any], figure: Callable[[View], Markup] = _plain_figure) -> Markup:
    """The safe HTML of a text; `figure` is the macro that writes a picture in it."""

    def placed(number: int, words: str) -> str:
        shown = view["pictures"][number - 1]
        caption = Markup(words or escape(shown["caption"]) if shown else "")  # noqa: S704 - sanitised by nh3
        return str(figure(shown | {"caption": caption})) if shown else ""

    return Markup(resolved(view["html"], view["links"], placed))  # noqa: S704 - sanitised by nh3


def _paragraphs(text: str, of: str = "") -> Markup:
    """The paragraphs of a text, which blank lines divide, as HTML, each of a class."""
    opened = Markup('<p class="{}">').format(of) if of else Markup("<p>")
    parts = [type(text)(part) for part in _BETWEEN.split(text.strip()) if part]  # what is safe stays so
    return Markup("\n").join(opened + part + Markup("</p>") for part in parts)


_FILTERS: Filters = (
    ("territory", with_territory),
    ("prose", _prose),
    ("paragraphs", _paragraphs),
    ("absolute", absolute),
    *FILTERS,
)
"""What templates of pages and feeds may call."""


def _made(finished: Iterable[Made], files: InputFiles) -> dict[str, dict[str, str | int]]:
    """What a page may say of finished files: their size and check sum."""
    contents = {file.path: files.read(file) for file in finished}
    return {
        path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in contents.items()
    }


def _render(template: str, writing: Writing, view: View, files: InputFiles, *, marked: bool = False) -> str:
    with faults_of(template):
        return environment(files, writing, _FILTERS, marked=marked).get_template(template).render(view)


def _without_blank_lines(text: str) -> str:
    return _BLANK_LINES.sub(lambda match: match[1] or "\n", text)


def page(order: PageOrder, files: InputFiles) -> Finished:
    """Make a page: its template filled, its typography set, its links made relative; and read what the check wants."""
    view = {**order.context.view, **order.frame.view, "page": order.about}
    if order.finished:
        view["made"] = _made(order.finished, files)
    if order.voices:
        view["N_"] = str  # marks a message for whoever collects them, as in C
        view["words"] = {writing.code: words_of(files, writing).gettext for writing in order.voices}
    html = in_own_language(_render(order.template, order.writing, view, files, marked=True))
    if order.folder:
        html = offline(html)
    rules = {writing.code: rules_of(writing) for writing in order.typography}
    finished = finish_page(html, order.url, rules, base_path=order.base_path, index=order.folder)
    return Finished(_without_blank_lines(finished.html).encode(), vars(finished.facts))


def feed(order: FeedOrder, files: InputFiles) -> bytes:
    """Make a feed: the same as `text`, of what is remembered."""
    return text(TextOrder(order.template, order.writing, dict(order.context.view)), files)


def text(order: TextOrder, files: InputFiles) -> bytes:
    """Make a podcast's feed, the sitemap or a text such as robots.txt: its template filled, as it is."""
    found = _render(order.template, order.writing, order.view, files)
    if order.template.endswith(".txt"):  # no markup: signs stand for themselves, and an empty line divides
        return (_EMPTY_LINES.sub("\n\n", unescape(found)).strip() + "\n").encode()
    return (_without_blank_lines(found).strip() + "\n").encode()
