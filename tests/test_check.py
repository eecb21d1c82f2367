"""The check of the finished tree: what a visitor, a search engine or a screen reader would stumble over."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.check import Judged, check
from sitegen.making.blobs import keep
from sitegen.making.page_facts import read_page
from sitegen.model.links import resolve
from sitegen.model.outputs import Output, Plan
from sitegen.model.problems import Problems, Where
from sitegen.model.web_orders import JsonOrder
from tests.conftest import Place

BASE = "https://a.org/shows/"


def planned(tmp_path: Path, pages: dict[str, str]) -> tuple[dict[str, Path], Plan, Any]:
    """A tree with its plan and site; `cs__a_html` stands for `cs/a.html`."""
    tree, outputs, prints = {}, {}, {}
    for name, text in pages.items():
        path = name.replace("__", "/").replace("_", ".")
        tree[path] = keep(tmp_path / name, text.encode())
        prints[path] = text
        outputs[path] = Output(path, JsonOrder(None), origin=Where(f"content/{name}.yaml", 2, 3))
    settings = SimpleNamespace(base_url=BASE, base_path="/shows/")
    site: Any = SimpleNamespace(settings=settings, languages=(), records=lambda: iter(()), entries={}, held={})
    return tree, Plan(outputs, prints), site


def found(tmp_path: Path, **pages: str) -> list[tuple[str, str]]:
    """The codes and targets found in a tree."""
    problems = Problems()
    check(*planned(tmp_path, pages), problems)
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

            [indented](event:no)

        [A link][there] and [another](event:opening)

        [there]: event:nowhere
        [unused]: event:no
        """
    place.write("content/pages/about.en.md", text)
    assert place.problems() == [
        ("content/pages/about.en.md:4:16", "unknown-link"),
        ("content/pages/about.en.md:8:10", "unknown-link"),
        ("content/pages/about.en.md:9:1", "unused-definition"),
    ]


def test_a_text_that_cannot_be_rendered_is_found_with_all_other_faults(place: Place) -> None:
    """Before anything is made."""
    place.write("content/pages/about.cs.md", "Text ![Obrázek](obrazek.jpg)\n")
    place.write("content/pages/about.en.md", "[a](event:no)\n")
    assert place.problems() == [
        ("content/pages/about.cs.md:1:17", "picture-among-words"),
        ("content/pages/about.en.md:1:5", "unknown-link"),
    ]


SAID = [
    '<p id="x">',
    '<p id="y">',
    '<a href="a.html#x">',
    '<a href="b.html#y">',
    '<a href="c.html">',
    '<img src="d.png">',
]
SAID += ['<html lang="cs">', '<html lang="en">', f'<link rel="alternate" hreflang="en" href="{BASE}b.html">']
SAID += [f'<link rel="canonical" href="{BASE}{name}.html">' for name in "ab"]
TREES = st.dictionaries(
    st.sampled_from(["a_html", "b_html", "c_html", "d_png"]), st.lists(st.sampled_from(SAID), max_size=4).map("".join)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TREES, max_size=5))
def test_what_was_judged_before_is_judged_as_if_it_were_new(tmp_path: Path, trees: list[dict[str, str]]) -> None:
    """Whatever became of the other pages, and whether their facts are still known."""
    last: Judged | None = None
    facts = {text: vars(read_page(text)) for tree in trees[::2] for text in tree.values()}
    for pages in trees:
        again, anew = Problems(), Problems()
        last = check(*planned(tmp_path, pages), again, facts.get, last)
        check(*planned(tmp_path, pages), anew)
        assert list(again) == list(anew)


def test_only_what_is_new_is_judged(tmp_path: Path) -> None:
    """And only what it leads to is looked at, as long as nothing is gone that others may ask for."""
    asked: list[str] = []
    pages = {"a_html": '<a href="b.html#x">', "b_html": '<p id="x">', "c_html": "<p>", "d_html": "<p>c"}
    last = check(*planned(tmp_path, pages), Problems(), asked.append)
    assert asked == list(pages.values())
    asked.clear()
    pages |= {"a_html": '<a href="b.html#x">new', "e_html": "<p>e"}
    last = check(*planned(tmp_path, pages), Problems(), asked.append, last)
    assert asked == [pages["a_html"], pages["e_html"], pages["b_html"]]
    asked.clear()
    pages["b_html"] = "<p>"
    problems = Problems()
    check(*planned(tmp_path, pages), problems, asked.append, last)
    assert [problem.code for problem in problems] == ["dead-anchor"]


@pytest.mark.parametrize("forgotten", [False, True])
def test_what_is_gone_is_missed_where_nothing_was_edited(place: Place, *, forgotten: bool) -> None:
    """A place on another page, then the page itself; also when what was known of all pages is lost."""
    for code in ("cs", "en"):
        place.write(f"content/events/opening.{code}.md", "## At noon\n\nCome.\n")
    place.write("content/pages/about.en.md", "See [there](/en/events/opening/#at-noon).\n")
    place.build()
    for file, old, new, fault in (
        ("content/events/opening.en.md", "noon", "one", "dead-anchor"),
        ("content/events/opening.yaml", "{cs: vernisaz}", "{en: start}", "dead-link"),
    ):
        assert place.problems() == []
        place.edit(file, old, new)
        if forgotten:
            (place.project.cache / "memory.db").unlink()
        report = place.build()
        assert [(str(one.where), one.code) for one in report.problems] == [("content/pages/about.en.md:1:13", fault)]
        assert "en/about/index.html" not in report.made
        place.edit(file, new, old)
