import contextlib
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.making.errors import CannotMake
from sitegen.making.prose import Fault, _renderer, understand
from sitegen.making.prose_html import resolved
from sitegen.model.links import Link

LINKS = {"event:kick-off": "/cs/akce/zahajeni/", "page:about": "/cs/o-projektu/", "page:later": ""}


def to_html(markdown: str, links: dict[str, str]) -> str:
    """A text as a page shows it."""
    return resolved(understand(markdown).html, links, figure)


def figure(number: int, caption: str) -> str:
    """A picture as a page shows it."""
    return f"<figure>{number} {caption}</figure>"


def links_in(markdown: str) -> list[Link]:
    """Its links with their places."""
    return list(understand(markdown).links)


@pytest.mark.parametrize(
    "address",
    [
        "https://výstava.example/ž?q=[1]#ž",
        "HTTPS://Example.org",
        "mailto:ada%2Bx@example.org",
        "mailto:ada@example.org,eva@example.org?subject=A%20b",
        "tel:+420123456789",
    ],
)
def test_an_address_that_leads_somewhere_stays(address: str) -> None:
    understood = understand(f"[a]({address})")
    assert understood.faults == ()
    assert f'href="{address}"' in resolved(understood.html, {}, figure)


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
        ("[a](tel:+420603123456)", '<p><a href="tel:+420603123456">a</a></p>'),
        ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
        ("*Open Doors*{: lang=en }", '<p><em lang="en">Open Doors</em></p>'),
        ("A<!-- note -->B", "<p>AB</p>"),
        ("```\n<!-- kept -->\n```", "<pre><code>&lt;!-- kept --&gt;\n</code></pre>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("[TOC]", "<p>[TOC]</p>"),
        ("[a](&#112;age:about)", '<p><a href="/cs/o-projektu/">a</a></p>'),
        ("[a](x){: href=page:about }", '<p><a href="/cs/o-projektu/">a</a></p>'),
        ("[a](page:later){: lang=en }", '<p><span lang="en">a</span></p>'),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown, LINKS) == html


STATEFUL = [
    "[a][b]\n\n[b]: page:about",
    "[a][b] is no link",
    "## A\n\n## A\n\n[TOC]",
    "> - 7. [a](page:later#p)",
    "1. a\n\n~~~ {: #x lang=en }\n[a](event:no)\n~~~",
    "> - > ![picture](x.jpg)",
    "word " * 40_200,
    "*[x](../y/){: lang=en }*",
    "",
]
"""What a renderer could carry over from one text to the next: definitions, headings, stashes, open blocks."""


def said(markdown: str) -> str:
    """What a text says, or that it is refused."""
    with contextlib.suppress(CannotMake):
        return f"{understand(markdown).links} {to_html(markdown, LINKS)}"
    return "refused"


@pytest.fixture(scope="module")
def alone() -> dict[str, str]:
    """What each says to a new renderer."""
    found = {}
    for text in STATEFUL:
        _renderer.cache_clear()
        found[text] = said(text)
    return found


@settings(deadline=None)
@given(texts=st.lists(st.sampled_from(STATEFUL), max_size=12))
def test_a_text_says_the_same_after_any_others(alone: dict[str, str], texts: list[str]) -> None:
    assert [said(text) for text in texts] == [alone[text] for text in texts]


def test_tables_are_kept() -> None:
    assert "<th>a</th>" in to_html("a | b\n--|--\n1 | 2", {})


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


_TWO = "<figure>1 </figure>\n<figure>2 </figure>"


@pytest.mark.parametrize(
    ("markdown", "html", "pictures"),
    [
        ("a\n\n![](photo:x)\n\nb", "<p>a</p>\n<figure>1 </figure>\n<p>b</p>", [Link("photo:x", 3, 5)]),
        ("![Dvůr & <b>](photo:x)", "<figure>1 Dvůr &amp; &lt;b&gt;</figure>", [Link("photo:x", 1, 15)]),
        (
            "![](a.jpg)\n![](b c.jpg)",
            "<figure>1 </figure>\n<figure>2 </figure>",
            [Link("a.jpg", 1, 5), Link("b c.jpg", 2, 5)],
        ),
        ("> ![](a.jpg)", "<blockquote>\n<figure>1 </figure>\n</blockquote>", [Link("a.jpg", 1, 7)]),
        (
            "![](a.jpg)\n\n![](a.jpg)",
            "<figure>1 </figure>\n<figure>2 </figure>",
            [Link("a.jpg", 1, 5), Link("a.jpg", 3, 5)],
        ),
        ("![][x]\n\n[x]: photo:x", "<figure>1 </figure>", [Link("photo:x", 3, 6)]),
        ("![](//a.cz/b.jpg)", "<figure>1 </figure>", [Link("//a.cz/b.jpg", 1, 5)]),
        ("![](https://a.cz/b.jpg)", "<figure>1 </figure>", [Link("https://a.cz/b.jpg", 1, 5)]),
        ("![](javascript:x)", "<figure>1 </figure>", [Link("javascript:x", 1, 5)]),
    ],
)
def test_a_picture_stands_alone(markdown: str, html: str, pictures: list[Link]) -> None:
    """Its place in the text is known, and its words are its caption."""
    understood = understand(markdown)
    assert understood.faults == ()
    assert resolved(understood.html, {}, figure) == html
    assert list(understood.pictures) == pictures


def test_pictures_of_entries_are_links_and_files_are_none() -> None:
    """So that whatever follows links sees them."""
    markdown = "[a](photo:x)\n\n![](photo:x)\n\n![](photo.jpg)\n\n[b](page:about)"
    assert links_in(markdown) == [Link("photo:x", 1, 5), Link("photo:x", 3, 5), Link("page:about", 7, 5)]


def test_no_text_makes_a_picture_without_one() -> None:
    """An element that somebody writes is text."""
    assert "<figure>" not in to_html("<picture-1>x</picture-1>", {})


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "event:nowhere", "JaVaScRiPt:x"])
def test_a_link_that_leads_nowhere_is_refused(address: str) -> None:
    with pytest.raises(CannotMake) as caught:
        to_html(f"[a]({address})", LINKS)
    assert caught.value.code == "unknown-link"


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        ("a\n\nb ![alt](https://example.org/a.png)", Fault("picture-among-words", "https://example.org/a.png", 3, 10)),
        ("- ![b](x)", Fault("picture-among-words", "x", 1, 8)),
        ("[![b](photo:x)](https://a.cz)", Fault("picture-among-words", "photo:x", 1, 7)),
        ("![b](photo:x)\n{: lang=en }", Fault("picture-among-words", "photo:x", 1, 6)),
        ('x\n\n![](photo:x "b")', Fault("picture-with-more", "photo:x", 3, 5)),
        ("![](photo:x){lang=cs}", Fault("picture-with-more", "photo:x", 1, 5)),
        ("[a](//example.org/x)", Fault("link-without-scheme", "//example.org/x", 1, 5)),
        ("[a](www.example.org)", Fault("link-without-scheme", "www.example.org", 1, 5)),
        ("[a](ada@example.org)", Fault("link-without-scheme", "ada@example.org", 1, 5)),
        ("[a](http://[)", Fault("bad-address", "http://[", 1, 5)),
        ("x\n[b](https://exa%mple.org/x)", Fault("bad-address", "https://exa%mple.org/x", 2, 5)),
        ("[c](http://)", Fault("bad-address", "http://", 1, 5)),
        ("[d](https://x:99999999/)", Fault("bad-address", "https://x:99999999/", 1, 5)),
        ("[g](https://a b.c)", Fault("bad-address", "https://a b.c", 1, 5)),
        ("[a][1]\n\n[1]: https:///x", Fault("bad-address", "https:///x", 3, 6)),
        ("a http://user:pw@host/", Fault("bad-address", "http://user:pw@host/", 1, 3)),
        ("a <mailto:>, [m](mailto:?subject=x)", Fault("bad-mail-address", "mailto:?subject=x", 1, 18)),
        ("[m](mailto:ada@example.org,ada)", Fault("bad-mail-address", "mailto:ada@example.org,ada", 1, 5)),
        ("a | b\n--|--\n1 | 2 | 3", Fault("table-row-too-long", "3", 3, 9)),
        ("a | b\n--|--\n| 1 | x |", Fault("table-row-too-long", "x", 3, 7)),
        ("Rok 2013\n\na|b\n-|-\n1|2|3|", Fault("table-row-too-long", "3", 5, 5)),
        ("[a](htp://a.cz/b)", Fault("link-misspelt", "htp://a.cz/b", 1, 5, "http://a.cz/b")),
        ("x [a](htps:/a.cz)", Fault("link-misspelt", "htps:/a.cz", 1, 7, "https://a.cz")),
        ("[a](https//a.cz)", Fault("link-misspelt", "https//a.cz", 1, 5, "https://a.cz")),
        ("[a](http:/a.cz)", Fault("link-misspelt", "http:/a.cz", 1, 5, "http://a.cz")),
        ("a\n[b] (https://a.cz)", Fault("link-not-joined", "[b] (https://a.cz)", 2, 1, "[b](https://a.cz)")),
        ("a [b] (event:x) c", Fault("link-not-joined", "[b] (event:x)", 1, 3, "[b](event:x)")),
        ("![] (photo:x)", Fault("link-not-joined", "![] (photo:x)", 1, 1, "![](photo:x)")),
        ("a (b)[https://a.cz]", Fault("link-not-joined", "(b)[https://a.cz]", 1, 3, "[b](https://a.cz)")),
        ("a\n\n##Nadpis 1", Fault("heading-without-space", "##Nadpis 1", 3, 1, "## Nadpis 1")),
        ("Tak **tučné slovo", Fault("strong-without-end", "**tučné", 1, 5, "**tučné**")),
        ("a\n\nb **c** d\n**e **f", Fault("strong-without-end", "**e", 4, 1, "**e**")),
        ("[a](x[b][1])\n\n[1]: https://a.cz", Fault("label-in-address", "x[b][1]", 1, 5, "x%5Bb%5D%5B1%5D")),
        ("[a](x(y)[b][1])\n\n[1]: https://a.cz", Fault("label-in-address", "x(y)[b][1]", 1, 5, "x(y)%5Bb%5D%5B1%5D")),
        ("[a](<x y[b][1]>)\n\n[1]: https://a.cz", Fault("label-in-address", "y[b][1]", 1, 8, "y%5Bb%5D%5B1%5D")),
        ('[a](x[b] [1] "t")\n\n[1]: https://a.cz', Fault("label-in-address", "x[b] [1]", 1, 5, "x%5Bb%5D %5B1%5D")),
        ("[a](x[b][])\n\n[b]: https://a.cz", Fault("label-in-address", "x[b][]", 1, 5, "x%5Bb%5D%5B%5D")),
        (
            "![a](b[c][1].jpg)\n\n[1]: https://a.cz",
            Fault("label-in-address", "b[c][1].jpg", 1, 6, "b%5Bc%5D%5B1%5D.jpg"),
        ),
        (
            "a <https://b.cz/[c][1]>\n\n[1]: https://a.cz",
            Fault("label-in-address", "https://b.cz/[c][1]", 1, 4, "https://b.cz/%5Bc%5D%5B1%5D"),
        ),
        ("[1]: Viz", Fault("unused-definition", "[1]: Viz", 1, 1)),
        ("a\n\n<!-- x -->[1]: Viz", Fault("unused-definition", "<!-- x -->[1]: Viz", 3, 1)),
        ("[a](https://a.cz) [](https://a.cz)", Fault("link-without-words", "https://a.cz", 1, 22)),
        ("a\n[ \u200b](<event:kick-off>)", Fault("link-without-words", "event:kick-off", 2, 7)),
        ("[ ][1]\n\n[1]: https://a.cz", Fault("link-without-words", "https://a.cz", 3, 6)),
        ("a\n\n[\n]:x", Fault("unused-definition", "[\n]:x", 3, 1)),
        ("x\n![b](x)", Fault("picture-among-words", "x", 2, 6)),
        ("š](b.jpg)\n\na ![b](b.jpg)", Fault("picture-among-words", "b.jpg", 3, 8)),
        ("![š](db.jpg\n\n]![a](db.jp)", Fault("picture-among-words", "db.jp", 3, 7)),
        ("a ![x](b.jpg)\n\nd ![x](b.jpg)", Fault("picture-among-words", "b.jpg", 3, 8)),
        ("www.a.cz](www.a.cz)\n\n[x](www.a.cz)", Fault("link-without-scheme", "www.a.cz", 3, 5)),
        ("[x](http://[)\n\n[y](http://[)", Fault("bad-address", "http://[", 3, 5)),
        ("\n\na ![b]()", Fault("picture-without-file", "", 3, 8)),
        ("![b]()", Fault("picture-without-file", "", 1, 6)),
        ("[a\t1]:x", Fault("unused-definition", "[a\t1]:x", 1, 1)),
        ("a[^1]\n\n[^1]: Jedna.", Fault("footnote-in-prose", "[^1]: Jedna.", 3, 1)),
        ("x\n\n[^pozn]: Dvě slova", Fault("footnote-in-prose", "[^pozn]: Dvě slova", 3, 1)),
        ("- [Karel]: Ahoj", Fault("unused-definition", "- [Karel]: Ahoj", 1, 1)),
        ("> [Pozn ]: text", Fault("unused-definition", "> [Pozn ]: text", 1, 1)),
        ("[a][1]\n\n[1]: page:about\n[1]: page:other", Fault("unused-definition", "[1]: page:about", 3, 1)),
    ],
)
def test_what_a_page_would_not_show_is_said(markdown: str, fault: Fault) -> None:
    assert fault in understand(markdown).faults


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("12. března 2019 bylo.\n\n1. 5. 2019 také.\n\n3. třída přišla.",
         "<p>12. března 2019 bylo.</p>\n<p>1. 5. 2019 také.</p>\n<p>3. třída přišla.</p>"),
        ("1. a\n2. b\n\n12. března", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<p>12. března</p>"),
        ("1. a\n\n    more\n\n2. b", "<ol>\n<li>\n<p>a</p>\n<p>more</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>"),
        ("1. a\n1. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("1. 5. 2019 a\n2. 5. 2019 b", "<p>1. 5. 2019 a<br>\n2. 5. 2019 b</p>"),
        ("1. a\n2. b\n\n1. c\n2. d", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<p>1. c<br>\n2. d</p>"),
        ("12. března a\n12. března b", "<p>12. března a<br>\n12. března b</p>"),
        ("Přineste:\na) hrnek\nb) lžíci\n\na) sám", "<p>Přineste:<br>\na) hrnek<br>\nb) lžíci</p>\n<p>a) sám</p>"),
        ("• jedna\n• dvě\ndál\n•\xa0tři", "<p>• jedna<br>\n• dvě\ndál<br>\n•&nbsp;tři</p>"),
        ("1) a\n2) b\n\n– Ahoj.\n– Nazdar.", "<p>1) a<br>\n2) b</p>\n<p>– Ahoj.<br>\n– Nazdar.</p>"),
        ("- u\n  i) x\n  ii) y", "<ul>\n<li>u<br>\n  i) x<br>\n  ii) y</li>\n</ul>"),
        ("> a) x\n> b) y", "<blockquote>\n<p>a) x<br>\nb) y</p>\n</blockquote>"),
        ("~~~\na) x\nb) y\n~~~", "<pre><code>a) x\nb) y\n</code></pre>"),
        ("V kroku\n1) a b\n• c\na) d", "<p>V kroku\n1) a b\n• c\na) d</p>"),
        ("٣. a\n٤. b", "<p>٣. a<br>\n٤. b</p>"),
        ("|a|b|\n|-|-|\n|1|2| |", to_html("|a|b|\n|-|-|\n|1|2|", {})),
        ("> #tag", "<blockquote>\n<p>#tag</p>\n</blockquote>"),
        ("- #tag", "<ul>\n<li>#tag</li>\n</ul>"),
        ("pod\n{#mala}", "<p>pod\n{#mala}</p>"),
        ("*x*{#mala}", "<p><em>x</em>{#mala}</p>"),
        ("https://a.org/?a=1&amp;b", '<p><a href="https://a.org/?a=1&amp;b" rel="external">https://a.org/?a=1&amp;b</a></p>'),
        ("(https://a.org/x_(y))", '<p>(<a href="https://a.org/x_(y)" rel="external">https://a.org/x_(y)</a>)</p>'),
        ("https://a.org/`x`", '<p><a href="https://a.org/" rel="external">https://a.org/</a><code>x</code></p>'),
        ("Cena 100*, 50* Kč,\n*platí do 3. 5.*", "<p>Cena 100*, 50* Kč,\n*platí do 3. 5.*</p>"),
        ("50*/100** Kč", "<p>50*/100** Kč</p>"),
        ("2*3*4 m, 5 * 5", "<p>2*3*4 m, 5 * 5</p>"),
        ("*a**b**\n* *caš*", "<p>*a**b**\n* <em>caš</em></p>"),
        ("*[ *a*b_c **d*", "<p><em>[ <em>a</em>b_c **d</em></p>"),
        ("**Pozn.:**text *a **b** c* d_e_f",
         "<p><strong>Pozn.:</strong>text <em>a <strong>b</strong> c</em> d_e_f</p>"),
        ("***a*** ***b* c** _**d**_",
         "<p><strong><em>a</em></strong> <strong><em>b</em> c</strong> <em><strong>d</strong></em></p>"),
        ("*[a](page:about)* `*`**b**",
         '<p><em><a href="/cs/o-projektu/">a</a></em> <code>*</code><strong>b</strong></p>'),
        ('[a]("\n(\nšx', '<p>[a]("\n(\nšx</p>'),
        ("- 3. třída\n- 4. třída", "<ul>\n<li>3. třída</li>\n<li>4. třída</li>\n</ul>"),
        ("> 12. března", "<blockquote>\n<p>12. března</p>\n</blockquote>"),
        ("a\n\n    odsazený\n\n\ttabulátor", "<p>a</p>\n<p>odsazený</p>\n<p>tabulátor</p>"),
        ("#malavystava\n\n##2 x", "<p>#malavystava</p>\n<p>##2 x</p>"),
        ("x `<!-- y -->` <!-- a ` b -->`c`", "<p>x <code>&lt;!-- y --&gt;</code> <code>c</code></p>"),
        ("`` <!-- ` --> `` <!-- `\n\n` -->z", "<p><code>&lt;!-- ` --&gt;</code> z</p>"),
        ("a ` <!-- x -->\n\n`", "<p>a ` </p>\n<p>`</p>"),
        ("- a\n\n  b\n\n      c\n- d",
         "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n<p>c</p>\n</li>\n<li>\n<p>d</p>\n</li>\n</ul>"),
        ("- a\n\n b", "<ul>\n<li>a</li>\n</ul>\n<p>b</p>"),
        ("1. a\n\n    b\n2. c", "<ol>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>"),
        ("- a\n\n    - b\n- c", to_html("- a\n\n    - b\n\n- c", {})),
        ("- a\n    b\n- c", "<ul>\n<li>a\n    b</li>\n<li>c</li>\n</ul>"),
        ("Vezměte:\n- a\n- b\n\nx", "<p>Vezměte:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>x</p>"),
        ("Program:\n1. a\n2. b", "<p>Program:</p>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("v letech 2018\n- 2019 bylo", "<p>v letech 2018\n- 2019 bylo</p>"),
        ("a\n- b\n* c", "<p>a\n- b\n* c</p>"),
        ("Byla nás\n5. třída\n6. třída", "<p>Byla nás\n5. třída\n6. třída</p>"),
        ("Vezměte:\n- a\n    - b\n- c", to_html("Vezměte:\n\n- a\n    - b\n- c", {})),
        ("Vezměte:\n- a\n\n- b", to_html("Vezměte:\n\n- a\n\n- b", {})),
        ("- a\n  - b\n    - c\n- d", to_html("- a\n    - b\n        - c\n- d", {})),
        ("1. a\n   - b\n   - c\n2. d\n\n   e\n3. f", to_html("1. a\n    - b\n    - c\n2. d\n\n    e\n3. f", {})),
        ("1. a\n   1. b\n   2. c\n2. d", to_html("1. a\n    1. b\n    2. c\n2. d", {})),
        ("- a\n- b\n1. c\n2. d", to_html("- a\n- b\n\n1. c\n2. d", {})),
        ("> Vezměte:\n> - a\n> - b", to_html("> Vezměte:\n>\n> - a\n> - b", {})),
        ("Přehled:\n|a|b|\n|-|-|\n|1|2|", to_html("Přehled:\n\n|a|b|\n|-|-|\n|1|2|", {})),
        ("a | b\n--", '<h2 id="a-b">a | b</h2>'),
        ("Volejte\n+ 420 777 123 456\n+ 420 777 123 457", "<p>Volejte\n+ 420 777 123 456\n+ 420 777 123 457</p>"),
        ("- + 420 777 123 456\n- x", "<ul>\n<li>+ 420 777 123 456</li>\n<li>x</li>\n</ul>"),
        ("1. a\n- b\n- c\n2. d\n- e\n- f",
         "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n{}".format(
             '<ol start="2">\n<li>d</li>\n</ol>\n<ul>\n<li>e</li>\n<li>f</li>\n</ul>')),
        ("Vezměte:\n- a\n  a\n- b", to_html("Vezměte:\n\n- a\n  a\n- b", {})),
        ("+ 1 500 Kč\n+ 2 500 Kč", "<ul>\n<li>1 500 Kč</li>\n<li>2 500 Kč</li>\n</ul>"),
        ("+ 12 tužek\n+ 5 papírů", "<ul>\n<li>12 tužek</li>\n<li>5 papírů</li>\n</ul>"),
        ("## C#", '<h2 id="c">C#</h2>'),
        ("## Výstava {2019}", '<h2 id="vystava-2019">Výstava {2019}</h2>'),
        ("## Open {: lang=en }", '<h2 id="open" lang="en">Open</h2>'),
        ("*a*{b} {c}", "<p><em>a</em>{b} {c}</p>"),
        ("## Привіт", '<h2 id="привіт">Привіт</h2>'),
        ("## …", '<h2 id="section">…</h2>'),
        ("Na https://a.org/b_c.", '<p>Na <a href="https://a.org/b_c" rel="external">https://a.org/b_c</a>.</p>'),
        ("[https://example.org/x](page:about)", '<p><a href="/cs/o-projektu/">https://example.org/x</a></p>'),
    ],
)  # fmt: skip
def test_what_people_write_is_what_is_shown(markdown: str, html: str) -> None:
    understood = understand(markdown)
    faults = [one for one in understood.faults if one.code != "strong-without-end"]
    assert (resolved(understood.html, LINKS, figure), faults) == (html, [])


LINES = st.text("abžš 12.#*_`-+>|[](){}:\\!\"'<&\t=~^$/", max_size=40)
WRITTEN = re.compile(r"\w+")


def words_shown(html: str) -> str:
    """What a reader, or whoever follows a link, gets of a text."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend(f" {tag} {name} {value} " for name, value in attrs)

        def handle_data(self, data: str) -> None:
            found.append(data)

    Reader().feed(html)
    return "".join(found)


@settings(deadline=None, max_examples=300)
@given(lines=st.lists(LINES, max_size=12))
def test_every_word_that_was_written_is_on_the_page_or_in_a_problem(lines: list[str]) -> None:
    """Letters and digits alone: signs may be Markdown's."""
    markdown = "\n".join(lines)
    try:
        understood = understand(markdown)
        html = resolved(understood.html, {link.ref: "" for link in understood.links}, figure)
    except CannotMake:
        return
    said = words_shown(html) + " ".join([*(fault.text for fault in understood.faults), *map(str, understood.links)])
    left = WRITTEN.findall(said)
    letters = "".join(left)
    for word in WRITTEN.findall(re.sub("<!--.*?-->", "", markdown, flags=re.DOTALL).replace("_", " ")):
        assert word in letters, (markdown, html, understood.faults)


UNITS = ["[", "](", "*", "**a ", "_a ", "`", "```a", "> ", "<", "<a ", "<!--", "[a](", "[a][", "![", "\\", "&#x"]
UNITS += ["|a\n|-\n", "a\n\n", "[a]: x\n", "# a\n", "a\n=\n", "<div\n", "~~~\n", "1. a\n", "a*_", "<![CDATA["]
UNITS += ["*a ", "*a b* ", "*a _b c_ d* ", "**a *b ", "a {: ", "*a*{: b", '[a](b "', "&", "(", "{", "<h@a.", "- a\n  "]


@pytest.mark.parametrize("unit", UNITS)
def test_any_text_is_rendered_or_refused_in_bounded_time(unit: str) -> None:
    start = time.process_time()
    for read in (links_in, lambda text: to_html(text, {"a": "b"})):
        with contextlib.suppress(CannotMake):
            read(unit * (20_000 // len(unit)))
    assert time.process_time() - start < 6


def test_a_text_too_deep_for_the_renderer_is_refused() -> None:
    with pytest.raises(CannotMake) as caught:
        understand("- " * 600 + "x")
    assert caught.value.code == "prose-too-complex"


def test_many_links_are_placed_in_bounded_time() -> None:
    text = "".join(f"[a](e{number:04}:)\n\n" for number in range(2900)) + " e0" * 40_000
    start = time.process_time()
    assert len(links_in(text)) == 2900
    assert time.process_time() - start < 6


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(CannotMake, match="197 kB"):
        to_html("word " * 40_200, {})


def test_brackets_are_bounded_in_each_paragraph_and_in_all() -> None:
    paragraph = "[a](#b) " * 150
    assert to_html(f"{paragraph}\n\n{paragraph}", {}).count("<a") == 300
    with pytest.raises(CannotMake):
        to_html(paragraph * 2, {})
    with pytest.raises(CannotMake):
        to_html(f"{paragraph}\n\n" * 21, {})


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("See [the start](event:kick-off).", [("event:kick-off", 1, 17)]),
        (
            "One.\n\n[a](photo:elmira-1) [b](author:elmira)",
            [("photo:elmira-1", 3, 5), ("author:elmira", 3, 25)],
        ),
        ('[a](page:about#people "Title")', [("page:about#people", 1, 5)]),
        ("[a](<event:kick-off>)", [("event:kick-off", 1, 6)]),
        ("[a][b] [c][b] [b]\n\n[b]: venue:icp", [("venue:icp", 3, 6)]),
        ("[typo](evnt:kick-off)", [("evnt:kick-off", 1, 8)]),
        ("[evil](javascript:alert)", [("javascript:alert", 1, 8)]),
        ("```\ncode\n```\nand `x` [a](event:y)", [("event:y", 4, 13)]),
        ("An open `tick\n\n[a](event:y)`", [("event:y", 3, 5)]),
        ("~~~ open\n[a](event:x)\n", [("event:x", 2, 5)]),
        ("[c](../x/) [d](#here) [e]()", [("../x/", 1, 5), ("#here", 1, 16)]),
        (r"`[a](event:x)` \[a](event:x) [a](event:x)", [("event:x", 1, 34)]),
        ("    [a](event:x)\n\n[a](event:x)", [("event:x", 1, 9), ("event:x", 3, 5)]),
        ("event:x (event:x) [event:x](event:x)", [("event:x", 1, 29)]),
        ("[a](event:a) [b](event:ab) [c](event:a#b)", [("event:a", 1, 5), ("event:ab", 1, 18), ("event:a#b", 1, 32)]),
        ("| a | [b](event:t) |\n|---|---|\n| [c](event:t) | `[d](event:t)` |", [("event:t", 1, 11), ("event:t", 3, 7)]),
        ("> - ## [a](event:x)\n> - *[b](<event:x\n> y>)*", [("event:x", 1, 12), ("event:x\ny", 2, 11)]),
        (r"[a](event:x\_y)", [("event:x_y", 1, 5)]),
        ("[a](event:y&amp;z)", [("event:y&z", 1, 5)]),
        ("[a](x){: href=event:x } *b*{: href=event:x }", [("event:x", 1, 15)]),
        ("[°1]\n\n[°1]: event:x", [("event:x", 3, 7)]),
        ("x\n[a](java\nscript:x) [b](java&Tab;script:x)", [("javascript:x", 2, 5), ("javascript:x", 3, 15)]),
        ("<ftp://example.org>", [("ftp://example.org", 1, 2)]),
        ('x\n[a](<b:c\td>"e")', [("b:c    d", 2, 6)]),
        ("\ue0000\ue001 [a](event:\ue0000\ue001)", [("event:\ue0000\ue001", 1, 9)]),
    ],
)
def test_links_are_found_with_their_place(markdown: str, links: list[tuple[str, int, int]]) -> None:
    assert links_in(markdown) == links


@pytest.mark.parametrize(
    "markdown",
    [
        "[a](https://example.org) [b](mailto:a@example.org) [c](tel:+420603123456) <a@example.org> <https://example.org>",
        "Write `[a](event:x)` or ``[a](event:x) ` ``.",
        "```\n[a](event:x)\n```\n",
        r"\[a](event:x)",
        "<!-- [a](event:x) -->",
        "A `` `b` [a](event:x) ``",
        "Opening: 9:00 (see: page)",
        "<event:x> event:x (event:x)",
        "[x]: event:unused",
    ],
)
def test_what_leads_out_or_is_no_link_is_not_found(markdown: str) -> None:
    assert links_in(markdown) == []


TARGETS = ["event:a", "page:b#c", "venue:d"]
HREFS = {"event:a": "/a/", "page:b": "/b/", "venue:d": "/d/", "mark:e": "/e/"}
LETTERS = st.sampled_from(
    ["a", "*", "`", "``", "[", "]", "(", ")", "\\", "<", ">", "|", "!x", "[x][1]", "[1]", "[y] [1]"]
)
FORMS = ["[x]({})", "[x](<{}>)", "[x]({} 'y')", "`[x]({})`", r"\[x]({})", "({})", "{}", "<{}>", "*[x]({})*"]
FORMS += ["<!-- [x]({}) -->", "[x](y){{: href={} }}", "[[x]({0})]({0})", "[x]( {} )", "[ {} ][1]"]
INLINE = st.builds(str.format, st.sampled_from(FORMS), st.sampled_from(TARGETS))
LINE = st.lists(INLINE | LETTERS, max_size=4).map(" ".join)
STARTS = [
    "",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "| a | ",
    "\t",
    "[1]: ",
    "[1]: <",
    "```\n",
    "|---|---|\n",
    "===\n",
    "~~~ ",
]
TEXTS = st.lists(st.builds(str.__add__, st.sampled_from(STARTS), LINE), max_size=8).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda end: end.join(lines))
)


def hrefs(markdown: str) -> list[str]:
    """The addresses of all links on the page."""
    return re.findall(r'<a href="([^"]*)"', to_html(markdown, HREFS))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_the_links_are_those_of_the_page_and_stand_where_they_are_written(markdown: str) -> None:
    """Each target in the text is changed alone; where that changes a link of the page, it stands."""
    found = links_in(markdown)
    said = {HREFS[link.ref] + link.target.removeprefix(link.ref) for link in found if link.ref}
    assert said == {href for href in hrefs(markdown) if href.startswith("/")}
    places = set()
    for match in re.finditer("|".join(TARGETS), markdown):
        if "/e/" in hrefs(f"{markdown[: match.start()]}mark:e{markdown[match.end() :]}"):
            before = markdown[: match.start()]
            places.add((match[0], before.count("\n") + 1, match.start() - before.rfind("\n")))
    assert {tuple(link) for link in found if link.ref} == places


_INNOCENT = [
    "#malavystava #praha",
    "Cena** platí.\n\n** Jen pro děti.",
    "[sic] (1920)",
    "Viz [1] (s. 5)",
    "Viz [1] (str:12)",
    "[Ada] (rok:1920)",
    "(viz) [ISBN:9788024]",
    "(Brno)[doi:10.1000/182]",
    "5 ** 2",
    "2**3 a 4**5",
    "***",
    "* * *",
    "(viz)[1]",
    "**tučně** a *kurzíva*",
    "`[text] (https://x.cz)`",
    "```\n##Nadpis\n**x\n```",
    "<!-- ##Nadpis -->",
    "\\**text",
    "\\[text] (https://x.cz)",
    "[text](https://x.cz) (https://y.cz)",
    "Adresa (https://x.cz) [anglicky]",
    "## Nadpis",
    "##",
    "## 2019",
    "#1 v Praze",
    "##2019",
    "cena 100** Kč",
    "C# a F#",
    "**Pozor:** text",
    "***tučná kurzíva***",
    "**a\nb**",
    "pes **a kočka** myš",
    "* položka\n* **tučná** položka",
    "[Praha](place:tram)",
    "a * b ** c",
    "| a | b |\n|--|--|\n| **x** | y |",
    "Děkujeme (všem) [potlesk]",
    "**„Citát“**",
    "**tučné**slovo",
    "podtržené __init__",
    "(slovo)[poznámka]",
    "[smích] (v sále)",
    "Nadpis ##",
    "hod**ně**",
    "**Otevřeno** 10–18** mimo pondělí",
    "[a](https://example.org/?f[x][y]=1) a <https://example.org/[b][c]>",
    "[a](https://example.org/?f[x][y]=1 'Titulek') a <https://example.org/x",
    "(viz [a][1] a <https://b.cz> [c](d [e][1] f\n\n[1]: https://example.org",
]


@pytest.mark.parametrize("markdown", _INNOCENT)
def test_what_people_write_without_meaning_markdown_is_no_slip(markdown: str) -> None:
    """Hashtags, notes in brackets, marks and powers with stars, code and comments."""
    assert understand(markdown).faults == ()
