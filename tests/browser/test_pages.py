"""Each template in a real browser, in each language: quiet, self-contained, complete, and paired with its twin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Browser

from sitegen.model.project import HOME
from tests.browser.visiting import LANGUAGES, SHARED, TYPES, VEILED, Notes, alternates, origin, text_of, twin, visitor

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
LOAD_ALL = """async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  for (const one of document.querySelectorAll("details")) one.open = true;
  await Promise.allSettled(images.map((image) => image.decode()));
  return images.filter((image) => !image.naturalWidth).map((image) => image.currentSrc || image.src);
}"""
NO_PAGES = {"base", "bare", "kiosk", "style"}
"""Frames of other templates; the slide show and the style page, which have tests of their own."""


def all_pages(site: Path, languages: Sequence[str] = LANGUAGES) -> list[str]:
    """Return one address of each template in each language."""
    spoken = [twin(site, where, language) for where in [*TYPES.values(), VEILED] for language in languages]
    return [*spoken, *SHARED.values()]


def test_every_template_has_an_example_here() -> None:
    """Whoever adds a template adds it to `visiting.py`, and all browser tests visit it."""
    templates = {path.stem for path in (HOME / "templates").glob("*.html")}
    assert templates - NO_PAGES == set(TYPES) | set(SHARED)


def test_the_veiled_photograph_is_veiled(site: Path) -> None:
    assert '<details class="veiled">' in text_of(site, VEILED)


def test_pages_load_whole_and_complain_about_nothing(browser: Browser, site: Path, address: str) -> None:
    """No console message, no failed or foreign request, no broken policy; every picture arrives."""
    found = {}
    # A new page of Firefox takes long.
    languages = LANGUAGES if browser.browser_type.name == "chromium" else LANGUAGES[:1]
    with visitor(browser) as context:
        for where in all_pages(site, languages):
            page = context.new_page()
            notes = Notes(page)
            page.goto(f"{address}/{where}")
            broken = page.evaluate(LOAD_ALL)
            page.close()
            if faults := notes.faults + notes.strangers(address) + broken:
                found[where] = faults
    assert found == {}


def test_every_page_of_the_site_has_the_strict_policy(site: Path) -> None:
    """Nothing by default, all else from the site alone; and nothing inline that it would have to allow."""
    for path in site.rglob("*.html"):
        html, name = path.read_text("utf-8"), path.relative_to(site).as_posix()
        policy = POLICY.search(html)
        assert policy, name
        rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
        assert rules.pop("default-src") == "'none'", name
        assert set(rules.values()) <= {"'self'", "'none'"}, name
        assert not re.search(r"<style|<[^>]+\s(style|on\w+)=", html), name
        assert not re.search(r"<script(?![^>]* src=)(?![^>]*application/ld\+json)", html), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_their_language_and_name_their_twins(site: Path, language: str) -> None:
    """`lang` is the page's, and `hreflang` pairs are absolute and reciprocal, with a neutral address."""
    for where in [twin(site, one, language) for one in TYPES.values()]:
        html = text_of(site, where)
        assert f'<html lang="{language}">' in html
        named = alternates(html)
        assert set(named) == {*LANGUAGES, "x-default"}, where
        assert named[language] == origin(site) + where
        for url in named.values():
            other = text_of(site, url.removeprefix(origin(site)))
            assert alternates(other) == named or url == named["x-default"], f"{where} -> {url}"


@pytest.mark.parametrize("where", TYPES.values())
def test_the_language_switch_stays_on_the_page(site: Path, where: str) -> None:
    """The link in the head of the page leads to the page's twin."""
    found = re.search(r'<a href="([^"]+)" lang="cs"', text_of(site, where))
    assert found
    assert (site / where / found[1]).resolve() == (site / twin(site, where, "cs")).resolve()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_news_feed_names_itself_and_its_entries(site: Path, language: str) -> None:
    """A reader's program finds no fault in it, and every address in it is a page."""
    feed = feedparser.parse(f"{site}/{language}/feed.xml")
    assert not feed.bozo
    own = f"{origin(site)}{language}/feed.xml"
    assert feed.feed.id == own
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [own]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0
    assert all(text_of(site, entry.link.removeprefix(origin(site))) for entry in feed.entries)
