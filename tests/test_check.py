"""The check of the finished tree: what a visitor, a search engine or a screen reader would stumble over."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sitegen.check import check, read_page, resolve
from sitegen.model.outputs import Output, Plan
from sitegen.model.problems import Problems, Where
from sitegen.model.web_orders import JsonOrder
from tests.conftest import Place

BASE = "https://a.org/shows/"


def found(tmp_path: Path, **pages: str) -> list[tuple[str, str]]:
    """The codes and targets found in a tree; `cs__a_html` stands for `cs/a.html`."""
    tree, outputs = {}, {}
    for name, text in pages.items():
        path = name.replace("__", "/").replace("_", ".")
        tree[path] = tmp_path / name
        tree[path].write_text(text, "utf-8")
        outputs[path] = Output(path, JsonOrder(None), origin=Where(f"content/{name}.yaml", 2, 3))
    settings = SimpleNamespace(base_url=BASE, base_path="/shows/")
    site: Any = SimpleNamespace(settings=settings, languages=(), records=lambda: iter(()))
    problems = Problems()
    check(tree, Plan(outputs, {}), site, problems)
    assert all(problem.where.line == 2 for problem in problems)
    names = ("target", "id", "picture")
    return [(one.code, next(str(one.params[name]) for name in names if name in one.params)) for one in problems]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="b.html">', []),
        ('<a href="./b.html?x=1#there">', []),
        ('<a href="/shows/cs/b.html">', []),
        ('<a href="../">', []),
        ('<a href="#here"><p id="here">', []),
        ('<a href="mailto:a@a.org"><a href="https://b.org/x">', []),
        ('<audio src="sound.mp3"></audio><a href="sound.mp3#t=83">', []),
        ('<a href="b.html#t=83">', []),
        ('<a href="b%2Ehtml">', []),
        ('<a href="c.html">', [("dead-link", "c.html")]),
        ('<a href="">', [("dead-link", "")]),
        ('<a href="b">', [("dead-link", "b")]),
        ('<a href="/cs/b.html">', [("dead-link", "/cs/b.html")]),
        ('<a href="../../../etc/passwd">', [("dead-link", "../../../etc/passwd")]),
        ('<a href="http://[">', [("dead-link", "http://[")]),
        ('<a href="#gone">', [("dead-anchor", "#gone")]),
        ('<a href="b.html#gone">', [("dead-anchor", "b.html#gone")]),
        ('<img src="p.png" alt=""><img src="q.png" alt="">', [("dead-link", "p.png"), ("dead-link", "q.png")]),
        ('<img srcset="p.png 1x, b.html 2x" alt="">', [("dead-link", "p.png")]),
        ('<video poster="p.png"></video>', [("dead-link", "p.png")]),
        ('<img src="b.html">', [("picture-without-alt", "b.html")]),
        ('<p id="a"><p id="a"><p id="a">', [("duplicate-html-id", "a")]),
        ('<script src="https://b.org/x.js"></script>', [("third-party-request", "https://b.org/x.js")]),
        ('<img src="//b.org/x.png" alt="">', [("third-party-request", "//b.org/x.png")]),
        ('<link rel="stylesheet" href="https://b.org/x.css">', [("third-party-request", "https://b.org/x.css")]),
        ('<link rel="preconnect" href="https://b.org">', [("third-party-request", "https://b.org")]),
        ('<link rel="license" href="https://b.org/by">', []),
    ],
)
def test_pages(tmp_path: Path, html: str, expected: list[tuple[str, str]]) -> None:
    """One page of a small site, at the address /shows/cs/a.html."""
    around = {"cs__b_html": '<p id="there">', "index_html": "<p>", "cs__sound_mp3": "x"}
    assert found(tmp_path, cs__a_html=f"<html><body>{html}</body></html>", **around) == expected


def test_styles_ask_nobody_else(tmp_path: Path) -> None:
    """Fonts from elsewhere would tell somebody about every visitor."""
    style = '@import "https://b.org/a.css"; p { background: url( //c.org/x.png ) } q { background: url(own.png) }'
    expected = [("third-party-request", "//c.org/x.png"), ("third-party-request", "https://b.org/a.css")]
    assert found(tmp_path, site_css=style) == expected


def page(language: str, canonical: str, **alternates: str) -> str:
    """The head of a page: its language, its address, and those of its other languages."""
    links = "".join(
        f'<link rel="alternate" hreflang="{code.replace("_", "-")}" href="{BASE}{path}">'
        for code, path in alternates.items()
    )
    return f'<html lang="{language}"><link rel="canonical" href="{BASE}{canonical}">{links}</html>'


def test_language_pairs_lead_to_each_other(tmp_path: Path) -> None:
    """Both name both, themselves included, and a default."""
    both = {"cs": "cs/", "en": "en/", "x_default": ""}
    pages = {"cs__index_html": page("cs", "cs/", **both), "en__index_html": page("en", "en/", **both)}
    assert found(tmp_path, index_html=page("cs", ""), **pages) == []


@pytest.mark.parametrize(
    ("english", "code"),
    [
        (page("en", "en/"), "one-way-alternate"),
        (page("de", "en/", cs="cs/"), "wrong-alternate"),
        (None, "dead-alternate"),
    ],
)
def test_broken_language_pairs(tmp_path: Path, english: str | None, code: str) -> None:
    """Search engines ignore a pair that does not fit."""
    pages = {"en__index_html": english} if english else {}
    result = found(tmp_path, cs__index_html=page("cs", "cs/", cs="cs/", en="en/"), **pages)
    assert result == [(code, f"{BASE}en/")]


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("", "cs/akce/index.html"),
        ("./", "cs/akce/index.html"),
        ("../", "cs/index.html"),
        ("../../", "index.html"),
        ("..", "cs/index.html"),
        ("/shows/", "index.html"),
        ("/", "/"),
        ("/shows/en/", "en/index.html"),
        ("a.png", "cs/akce/a.png"),
        ("%C4%8D.png", "cs/akce/č.png"),
    ],
)
def test_links_are_resolved_as_browsers_do(target: str, file: str) -> None:
    """From the page /shows/cs/akce/."""
    assert resolve("cs/akce/index.html", target, "/shows/") == file


def test_facts_of_a_page() -> None:
    """What the check knows of it."""
    facts = read_page('<html lang="cs"><p id="a"><img src="x.png"><a href="y?a=1&amp;b=2">')
    assert (facts.language, facts.ids, facts.without_alt) == ("cs", ["a"], ["x.png"])
    assert facts.links == ["x.png", "y?a=1&b=2"]


def test_faults_are_shown_at_the_record_of_the_page(place: Place) -> None:
    """And nothing is published."""
    place.write("content/pages/about.en.md", "See [there](/en/there/).\n")
    assert place.problems() == [("content/pages/about.en.md:1:13", "dead-link")]
    assert not place.output.exists()


def test_a_link_without_an_address_leads_nowhere(place: Place) -> None:
    """It would lead to its own page, which nobody means."""
    place.write("content/pages/about.en.md", "See [there]().\n")
    assert place.problems() == [("content/pages/about.yaml:1:1", "dead-link")]


def test_links_are_those_of_the_page(place: Place) -> None:
    """What is code or escaped is no link, whatever it looks like; a definition is one where it is used."""
    text = r"""
        \[No link](event:no), `[code](event:no)`

            [code](event:no)

        [A link][there] and [another](event:opening)

        [there]: event:nowhere
        [unused]: event:no
        """
    place.write("content/pages/about.en.md", text)
    assert place.problems() == [("content/pages/about.en.md:8:10", "unknown-link")]


def test_a_text_that_cannot_be_rendered_is_found_with_all_other_faults(place: Place) -> None:
    """Before anything is made."""
    place.write("content/pages/about.cs.md", "![Obrázek](obrazek.jpg)\n")
    place.write("content/pages/about.en.md", "[a](event:no)\n")
    assert place.problems() == [
        ("content/pages/about.cs.md:1:1", "prose-too-complex"),
        ("content/pages/about.en.md:1:5", "unknown-link"),
    ]
