"""Judges the finished tree: links, anchors, ids, alternative texts, language pairs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sitegen.content.file_findings import report
from sitegen.content.localized import url_of
from sitegen.model.media import Web
from sitegen.model.outputs import Plan, page_file
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import PageOrder

PODCAST = "feeds/podcast.xml"
_LINKS = {"href", "src", "poster", "data"}
_SETS = {"srcset", "imagesrcset"}
_LOADED = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}
_LOADED |= {"preconnect", "dns-prefetch"}
"""What a browser fetches, or connects to, without being asked."""
_FOREIGN_STYLE = re.compile(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\s\"')]+)")


@dataclass
class Facts:
    """What a page says: its links, ids, pictures and languages."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    without_alt: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    language: str = ""
    foreign: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects the facts of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = Facts()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        facts = self.facts
        if given.get("id"):
            facts.ids.append(given["id"])
        if tag == "html":
            facts.language = given.get("lang", "")
        if tag == "img" and "alt" not in given:
            facts.without_alt.append(given.get("src", ""))
        if tag == "link" and self._head_link(given):
            return
        targets = [given[name] for name in _LINKS & given.keys()]
        for name in _SETS & given.keys():
            targets += [part.split()[0] for part in given[name].split(",") if part.strip()]
        facts.links += targets
        if tag not in {"a", "area", "link"} or _LOADED.intersection(given.get("rel", "").split()):
            facts.foreign += [target for target in targets if _is_foreign(target)]

    def _head_link(self, given: Mapping[str, str]) -> bool:
        """Whether it is a canonical or alternate address, which is absolute and judged on its own."""
        if given.get("rel") == "canonical":
            self.facts.canonical = given.get("href", "")
        elif given.get("rel") == "alternate" and "hreflang" in given:
            self.facts.alternates[given["hreflang"]] = given.get("href", "")
        else:
            return False
        return True


def _is_foreign(target: str) -> bool:
    try:
        return bool(urlsplit(target).netloc)
    except ValueError:  # no address at all, which `_check_link` reports
        return False


def read_page(html: str) -> Facts:
    """The facts of one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.facts


def check(tree: Mapping[str, Path], plan: Plan, site: Site[Web], problems: Problems) -> None:
    """Note every fault of the finished tree at the line of content that its page comes from."""
    pages = {path: read_page(blob.read_text("utf-8")) for path, blob in tree.items() if path.endswith(".html")}
    for path, facts in pages.items():
        where = plan.outputs[path].origin
        for name in sorted({name for name in facts.ids if facts.ids.count(name) > 1}):
            problems.error("duplicate-html-id", where, page=path, id=name)
        for source in facts.without_alt:
            problems.error("picture-without-alt", where, page=path, picture=source)
        for target in facts.foreign:
            problems.error("third-party-request", where, page=path, target=target)
        for target in dict.fromkeys(facts.links):
            _check_link(target, path, pages, tree, site, problems, plan)
    _check_pairs(pages, plan, site, problems)
    _check_styles(tree, plan, problems)
    _check_feeds(tree, plan, problems)


def _check_styles(tree: Mapping[str, Path], plan: Plan, problems: Problems) -> None:
    """Style sheets load nothing from elsewhere."""
    for path, blob in tree.items():
        for target in _FOREIGN_STYLE.findall(blob.read_text("utf-8")) if path.endswith(".css") else ():
            problems.error("third-party-request", plan.outputs[path].origin, page=path, target=target)


def _check_feeds(tree: Mapping[str, Path], plan: Plan, problems: Problems) -> None:
    """Podcast feeds keep the rules of the directories."""
    found = [path for path in tree if getattr(plan.outputs[path].order, "template", "") == PODCAST]
    if found:
        from sitegen.content.sound.feed_rules import lint_feed  # noqa: PLC0415 - few sites have podcasts

        for path in found:
            report(lint_feed(tree[path].read_bytes()), problems, plan.outputs[path].origin)


def _check_link(
    target: str,
    path: str,
    pages: Mapping[str, Facts],
    tree: Mapping[str, Path],
    site: Site[Web],
    problems: Problems,
    plan: Plan,
) -> None:
    try:
        parts = urlsplit(target)
    except ValueError:  # such as http://[
        problems.error("dead-link", plan.outputs[path].origin, page=path, target=target)
        return
    if not target.strip():  # leads to the page itself, which nobody means
        problems.error("dead-link", _written(path, "", path, plan, site), page=path, target=target)
        return
    if parts.scheme or parts.netloc:
        return
    found = resolve(path, parts.path, site.settings.base_path)
    fragment = unquote(parts.fragment)
    if found not in tree:
        problems.error("dead-link", _written(found, fragment, path, plan, site), page=path, target=target)
        return
    # `#t=83` is a second in a recording (Media Fragments URI), not a place on the page.
    inside = parts.fragment and found in pages and not parts.fragment.startswith("t=")
    if inside and fragment not in pages[found].ids:
        where = _written(found, fragment, path, plan, site)
        # A part of a record may be held back, such as a voice; then the link leads to the record.
        note = problems.warning if where != plan.outputs[path].origin and _of_entry(found, site) else problems.error
        note("dead-anchor", where, page=path, target=target)


def _written(found: str, fragment: str, path: str, plan: Plan, site: Site[Web]) -> Where:
    """Where a link of a page stands in the Markdown that the page shows; else where the page comes from."""
    output = plan.outputs[path]
    entry = next((one for one in site.records() if one.where().file == output.origin.file), None)
    code = output.order.writing.code if isinstance(output.order, PageOrder) else ""
    language = next((one for one in site.languages if one.code == code), None)
    if entry is None or language is None or language.code not in entry.prose:
        return output.origin
    prose = entry.prose[language.code]
    for link in prose.links:
        ref, _, part = link.target.partition("#")
        named = site.find(ref)
        leads = page_file(url_of(named, site, language)) if named else resolve(path, ref, site.settings.base_path)
        if (leads, part) == (found, fragment):
            return Where(prose.file, link.line, link.column)
    return output.origin


def _of_entry(path: str, site: Site[Web]) -> bool:
    """Whether a page is that of a record."""
    entries = [entry for of_kind in site.entries.values() for entry in of_kind.values()]
    return any(page_file(url_of(entry, site, language)) == path for entry in entries for language in site.languages)


def resolve(page: str, target: str, base_path: str = "/") -> str:
    """The file that a link on a page leads to; `target` has neither query nor fragment."""
    if not target:
        return page
    target = unquote(target)
    if target.startswith("/"):
        if not target.startswith(base_path):
            return target  # above the site
        joined = target.removeprefix(base_path.rstrip("/"))
    else:
        joined = posixpath.join("/", posixpath.dirname(page), target)
    clean = posixpath.normpath(joined).lstrip("/")
    return posixpath.join(clean, "index.html").lstrip("/") if target.endswith(("/", ".")) else clean


def _check_pairs(pages: Mapping[str, Facts], plan: Plan, site: Site[Web], problems: Problems) -> None:
    """Every alternate exists, names its page's language, and leads back (reciprocal hreflang)."""
    base = site.settings.base_url
    by_address = {base + path.removesuffix("index.html"): (path, facts) for path, facts in pages.items()}
    for path, facts in pages.items():
        where = plan.outputs[path].origin
        for code, address in facts.alternates.items():
            other = by_address.get(address)
            if other is None:
                problems.error("dead-alternate", where, page=path, target=address)
            elif code != "x-default" and other[1].language != code:
                problems.error("wrong-alternate", where, page=path, target=address, language=code)
            elif code != "x-default" and facts.canonical not in other[1].alternates.values():
                problems.error("one-way-alternate", where, page=path, target=address)
