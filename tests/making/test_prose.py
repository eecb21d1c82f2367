import contextlib
import time
from html.parser import HTMLParser

import pytest

from sitegen.making.errors import CannotMake
from sitegen.making.prose import text_of, to_html

LINKS = {"event:kick-off": "/cs/akce/zahajeni/", "page:about": "/cs/o-projektu/"}


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("A *good* **text**.", "<p>A <em>good</em> <strong>text</strong>.</p>"),
        ("## Příběh města", '<h2 id="pribeh-mesta">Příběh města</h2>'),
        ("# Title", '<h2 id="title">Title</h2>'),
        ("[a](event:kick-off)", '<p><a href="/cs/akce/zahajeni/">a</a></p>'),
        ("[a](page:about#people)", '<p><a href="/cs/o-projektu/#people">a</a></p>'),
        ("[a][b]\n\n[b]: page:about", '<p><a href="/cs/o-projektu/">a</a></p>'),
        ("`[a](event:nowhere)`", "<p><code>[a](event:nowhere)</code></p>"),
        ("[a](https://example.org)", '<p><a href="https://example.org" rel="external">a</a></p>'),
        ("[a](#here)", '<p><a href="#here">a</a></p>'),
        ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
        ("*Open Doors*{: lang=en }", '<p><em lang="en">Open Doors</em></p>'),
        ("A<!-- note -->B", "<p>AB</p>"),
        ("```\n<!-- kept -->\n```", "<pre><code>&lt;!-- kept --&gt;\n</code></pre>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("[TOC]", "<p>[TOC]</p>"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown, LINKS) == html


def test_tables_are_kept() -> None:
    assert "<th>a</th>" in to_html("a | b\n--|--\n1 | 2", {})


def test_headings_can_be_lowered() -> None:
    assert to_html("## A", {}, shift=1) == '<h3 id="a">A</h3>'


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a\n\n<div onclick='x'>\n\nb</div>",
        "[a](//example.org/x)",
        "[a](/\\example.org)",
        "[a](<\\\\\\\\example.org>)",
        "[a](# 'x'){: onclick=alert(1) style=color:red class=x id=main }",
        "## A {: onmouseover=x }",
        '<https://example.org/"onclick=alert(1)>',
    ],
)
def test_nothing_active_or_foreign_gets_through(markdown: str) -> None:
    found: list[tuple[str, str | None]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend([(tag, None), *attrs])

    Reader().feed(to_html(markdown, {}))
    names = {name for name, _ in found}
    assert names <= {"p", "a", "h2", "id", "href", "rel", "title", "pre", "code"}
    assert all(str(value).startswith(("https://", "#")) for name, value in found if name == "href")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "event:nowhere", "JaVaScRiPt:x"])
def test_a_link_that_leads_nowhere_is_refused(address: str) -> None:
    with pytest.raises(CannotMake) as caught:
        to_html(f"[a]({address})", LINKS)
    assert caught.value.code == "unknown-link"


def test_a_picture_is_refused_rather_than_lost() -> None:
    with pytest.raises(CannotMake):
        to_html("![alt](https://example.org/a.png)", {})


UNITS = ["[", "](", "*", "**a ", "_a ", "`", "```a", "> ", "<", "<a ", "<!--", "[a](", "[a][", "![", "\\", "&#x"]
UNITS += ["|a\n|-\n", "a\n\n", "[a]: x\n", "# a\n", "a\n=\n", "<div\n", "~~~\n", "1. a\n", "a*_", "<![CDATA["]
UNITS += ["a {: ", "*a*{: b", '[a](b "', "&", "(", "{", "<h@a.", "- a\n  "]


@pytest.mark.parametrize("unit", UNITS)
def test_any_text_is_rendered_or_refused_in_bounded_time(unit: str) -> None:
    start = time.process_time()
    with contextlib.suppress(CannotMake):
        to_html(unit * (20_000 // len(unit)), {"a": "b"})
    assert time.process_time() - start < 6


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(CannotMake, match="201 kB"):
        to_html("word " * 40_200, {})


def test_brackets_are_bounded_in_each_paragraph_and_in_all() -> None:
    paragraph = "[a](#b) " * 150
    assert to_html(f"{paragraph}\n\n{paragraph}", {}).count("<a") == 300
    with pytest.raises(CannotMake):
        to_html(paragraph * 2, {})
    with pytest.raises(CannotMake):
        to_html(f"{paragraph}\n\n" * 21, {})


def test_the_text_of_html_keeps_words_apart() -> None:
    html = "<style>p{}</style><h2>A</h2><p>B &amp; <em>C</em>d</p><!-- x --><p title='<'>E</p>"
    assert text_of(html) == "A B & Cd E"
