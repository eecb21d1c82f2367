"""Judges the finished tree: links, anchors, ids, alternative texts, language pairs."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from sitegen.content.feeds import PODCAST
from sitegen.content.file_findings import Finding, report
from sitegen.content.localized import url_of
from sitegen.content.own_addresses import may_be_held
from sitegen.making.blobs import read_blob
from sitegen.making.page_facts import Facts, facts_from, read_page
from sitegen.making.store import Store
from sitegen.model.by_name import ByName
from sitegen.model.entries import Entry
from sitegen.model.links import resolve
from sitegen.model.media import Web
from sitegen.model.order import Json
from sitegen.model.outputs import Plan, page_file
from sitegen.model.problems import Problems, Where
from sitegen.model.site import Site
from sitegen.model.web_orders import PageOrder, StyleOrder

lint_feed: ByName[[bytes], list[Finding]] = ByName("content.sound.feed_rules:lint_feed")
_FOREIGN_STYLE = re.compile(r"(?:(?:url|image-set)\(|@import)\s*[\"']?((?:https?:)?//[^\s\"')]+)", re.IGNORECASE)
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

Judged: TypeAlias = dict[str, Sequence[str]]
"""Of each file that was judged, by path: its fingerprint, empty where it had faults, and what it offers to others."""


def check_again(tree: Mapping[str, Path], plan: Plan, site: Site[Web], store: Store, problems: Problems) -> None:
    """Check what these rules have not passed before; a new rule judges an unchanged site too."""
    rules, before = f"{store.closures.digest(__name__)} {site.settings.base_url}", len(problems)
    if not store.sound(plan, rules):
        store.note_judged(rules, check(tree, plan, site, problems, store.facts, store.judged(rules)))
        if len(problems) == before:
            store.note_sound(plan, rules)


def check(
    tree: Mapping[str, Path],
    plan: Plan,
    site: Site[Web],
    problems: Problems,
    known: Callable[[str], Json] = lambda _fingerprint: None,
    last: Judged | None = None,
) -> Judged:
    """Note every fault of the finished tree at the line of content that its page comes from.

    A file is judged by itself and by what others offer it. So where everything that was offered still is, a file that
    was found without fault by the `last` check under the same rules is so again. `known` are the facts of a page by its
    fingerprint, where they were noted.

    Raises:
        Damaged: a file of the tree is not what was made.
    """
    last = last or {}
    pages = Pages(tree, plan, known)
    same = {path for path, (fingerprint, _) in last.items() if fingerprint and fingerprint == pages.prints.get(path)}
    offers = {path: last[path][1] if path in same else pages.offer(path) for path in tree}
    if any(offers.get(path) != offer for path, (_, offer) in last.items()):
        same = set()
    judge, faulty = _Judge(tree, plan, site, pages), set()
    for path in tree:
        found = () if path in same else tuple(judge.faults(path))
        if found:
            faulty.add(path)
        for problem in found:
            problems.add(problem)
    return {path: ("" if path in faulty else pages.prints.get(path, ""), offer) for path, offer in offers.items()}


def judging(
    tree: Mapping[str, Path], plan: Plan, site: Site[Web], known: Callable[[str], Json]
) -> Callable[[str], Problems]:
    """What finds the faults of single files of a tree; of others it looks only up what these lead to."""
    return _Judge(tree, plan, site, Pages(tree, plan, known)).faults


class Pages:
    """The facts of the pages of a tree, as they were noted, else read from the page; each when it is asked for."""

    def __init__(self, tree: Mapping[str, Path], plan: Plan, known: Callable[[str], Json]) -> None:
        self.prints = plan.fingerprints
        self._tree, self._known = tree, known
        self._facts: dict[str, Facts] = {}
        self._ids: dict[str, frozenset[str]] = {}

    def __contains__(self, path: str) -> bool:
        return path.endswith(".html") and path in self._tree

    def __getitem__(self, path: str) -> Facts:
        if path not in self._facts:
            noted = self._known(self.prints.get(path, ""))
            self._facts[path] = facts_from(noted) or read_page(read_blob(self._tree[path]).decode())
        return self._facts[path]

    def ids(self, path: str) -> frozenset[str]:
        """The places on a page that a link can lead to."""
        if path not in self._ids:
            self._ids[path] = frozenset(self[path].ids)
        return self._ids[path]

    def offer(self, path: str) -> str:
        """A digest of all that other pages may ask of a file; empty where that is only to be there."""
        if path not in self:
            return ""
        facts = self[path]
        said = [facts.ids, facts.language, facts.canonical, sorted(facts.alternates.items())]
        return hashlib.blake2b(json.dumps(said).encode(), digest_size=8).hexdigest()


class _Judge:
    """Finds the faults of one file after the other."""

    def __init__(self, tree: Mapping[str, Path], plan: Plan, site: Site[Web], pages: Pages) -> None:
        self._tree, self._plan, self._site, self._pages = tree, plan, site, pages
        self._problems = Problems()
        self._base = site.settings.base_url
        self._written: dict[str, dict[tuple[str, str], Where]] = {}

    def faults(self, path: str) -> Problems:
        """All that is to be said of a file."""
        self._problems = Problems()
        if path in self._pages:
            self._page(path, self._pages[path])
        elif path.endswith(".css"):
            self._style(path)
        if getattr(self._plan.outputs[path].order, "template", "") == PODCAST:
            report(lint_feed(read_blob(self._tree[path])), self._problems, self._origin(path))
        return self._problems

    def _origin(self, path: str) -> Where:
        return self._plan.outputs[path].origin

    def _style(self, path: str) -> None:
        """A style sheet loads nothing from elsewhere."""
        for target in _FOREIGN_STYLE.findall(read_blob(self._tree[path]).decode()):
            self._problems.error("third-party-request", self._styled(path, target), page=path, target=target)

    def _styled(self, path: str, target: str) -> Where:
        """Where a part of a style sheet names an address."""
        order = self._plan.outputs[path].order
        for part in order.parts if isinstance(order, StyleOrder) else ():
            text = _STYLE_COMMENT.sub(
                lambda found: re.sub(r"\S", " ", found[0]), part.path.read_text("utf-8", "replace")
            )
            at = next((found.start(1) for found in _FOREIGN_STYLE.finditer(text) if found[1] == target), None)
            if at is not None:
                file = self._site.project.shown(part.path)
                return Where(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        return self._origin(path)

    def _page(self, path: str, facts: Facts) -> None:
        where, error = self._origin(path), self._problems.error
        if len(facts.ids) != len(self._pages.ids(path)):
            for name in sorted(name for name, count in Counter(facts.ids).items() if count > 1):
                error("duplicate-html-id", where, page=path, id=name)
        for source in facts.without_alt:
            error("picture-without-alt", where, page=path, picture=source)
        for target in facts.foreign:
            error("third-party-request", where, page=path, target=target)
        for target in facts.links:
            self._link(target, path)
        self._pairs(path, facts)

    def _link(self, target: str, path: str) -> None:
        try:
            parts = urlsplit(target)
        except ValueError:  # such as http://[
            self._problems.error("dead-link", self._origin(path), page=path, target=target)
            return
        if not target.strip():  # leads to the page itself, which nobody means
            self._problems.error("dead-link", self._where(path, "", path), page=path, target=target)
            return
        if parts.scheme or parts.netloc:
            return
        found = resolve(path, parts.path, self._site.settings.base_path)
        fragment = unquote(parts.fragment)
        if found not in self._tree:
            note = self._problems.warning if may_be_held(found, self._site) else self._problems.error
            note("dead-link", self._where(found, fragment, path), page=path, target=target)
            return
        # `#t=83` is a second in a recording (Media Fragments URI), not a place on the page.
        inside = parts.fragment and found in self._pages and not parts.fragment.startswith("t=")
        if inside and fragment not in self._pages.ids(found):
            where = self._where(found, fragment, path)
            # A part of a record may be held back, such as a voice; then the link leads to the record.
            of_prose = where != self._origin(path) and (self._site.held or found in self._entry_pages)
            note = self._problems.warning if of_prose else self._problems.error
            note("dead-anchor", where, page=path, target=target)

    def _pairs(self, path: str, facts: Facts) -> None:
        """Every alternate exists, names its page's language, and leads back (reciprocal hreflang)."""
        where, error = self._origin(path), self._problems.error
        for code, address in facts.alternates.items():
            file = page_file(address.removeprefix(self._base))
            if self._base + file.removesuffix("index.html") != address or file not in self._pages:
                error("dead-alternate", where, page=path, target=address)
            elif code != "x-default" and self._pages[file].language != code:
                error("wrong-alternate", where, page=path, target=address, language=code)
            elif code != "x-default" and facts.canonical not in self._pages[file].alternates.values():
                error("one-way-alternate", where, page=path, target=address)

    # --- where a link is written ---------------------------------------------------------------------------------

    def _where(self, found: str, fragment: str, path: str) -> Where:
        """Where a link of a page stands in the Markdown that the page shows; else where the page comes from."""
        if path not in self._written:
            self._written[path] = self._prose_links(path)
        return self._written[path].get((found, fragment), self._origin(path))

    def _prose_links(self, path: str) -> dict[tuple[str, str], Where]:
        """The place of each link of a page that is written in Markdown: the first that leads to a file and fragment."""
        output = self._plan.outputs[path]
        entry = self._entries.get(output.origin.file)
        code = output.order.writing.code if isinstance(output.order, PageOrder) else ""
        language = next((one for one in self._site.languages if one.code == code), None)
        texts = entry.prose if entry else {}
        prose = texts.get(code) or next((texts[one.code] for one in self._site.languages if one.code in texts), None)
        if prose is None or language is None:
            return {}
        places: dict[tuple[str, str], Where] = {}
        for link in prose.links:
            ref, _, part = link.target.partition("#")
            named = self._site.find(ref)
            leads = page_file(url_of(named, self._site, language)) if named else resolve(path, ref)
            places.setdefault((leads, part), Where(prose.file, link.line, link.column))
        return places

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """The records by their files."""
        return {entry.where().file: entry for entry in self._site.records()}

    @cached_property
    def _entry_pages(self) -> frozenset[str]:
        """The pages of records."""
        entries = [entry for of_kind in self._site.entries.values() for entry in of_kind.values()]
        site = self._site
        return frozenset(page_file(url_of(entry, site, language)) for entry in entries for language in site.languages)
