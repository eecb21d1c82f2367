import time

import pytest

from sitegen.making.markup import finish_page, relative_url
from sitegen.making.page_facts import Facts, read_page
from sitegen.making.typography import RULES, rules_for

TYPOGRAPHY = {"cs": RULES["cs"], "en": rules_for("en")}


def czech(body: str) -> str:
    """A Czech fragment finished; no-break spaces are shown as ~."""
    html = finish_page(f'<div lang="cs">{body}</div>', "/cs/", TYPOGRAPHY).html
    return html.removeprefix('<div lang="cs">').removesuffix("</div>").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("html", "finished"),
    [
        ("<p>Byli v Brně a v Praze.</p>", "<p>Byli v~Brně a~v~Praze.</p>"),
        ("<p>v <em>Brně</em></p>", "<p>v~<em>Brně</em></p>"),
        ("<p><b>v</b> <em>Brně</em></p>", "<p><b>v</b>~<em>Brně</em></p>"),
        ("<p>v\n   <em> Brně</em></p>", "<p>v~<em>Brně</em></p>"),
        ("<p>25. <a href='#x'>dubna 2019</a></p>", "<p>25.~<a href='#x'>dubna 2019</a></p>"),
        ("<p>v</p> <p>Brně</p>", "<p>v</p> <p>Brně</p>"),
        ("<p>v<br> Brně</p>", "<p>v<br> Brně</p>"),
        ("<p>v <code>a s b</code> i <kbd>v x</kbd></p>", "<p>v~<code>a s b</code> i~<kbd>v x</kbd></p>"),
        ("<pre>v Brně\n a v <b>a b</b> x</pre>", "<pre>v Brně\n a v <b>a b</b> x</pre>"),
        ("<p>v <img alt='v x' src='x.png'> domě</p>", "<p>v~<img alt='v x' src='x.png'> domě</p>"),
        ("<p translate=no>v Brně</p>", "<p translate=no>v Brně</p>"),
        ("<p>v <i translate='no'>a b c</i> v domě</p>", "<p>v~<i translate='no'>a b c</i> v~domě</p>"),
        ("<svg><text>v Brně</text></svg>", "<svg><text>v Brně</text></svg>"),
        ("<script>v = a b < c && '</p>'</script>", "<script>v = a b < c && '</p>'</script>"),
        ("<title>v Brně</title>", "<title>v Brně</title>"),
        ("<p>v&nbsp;Brně i 5&nbsp;km</p>", "<p>v~Brně i~5~km</p>"),
        ("<!-- v Brně --><p>k &amp; v x</p>", "<!-- v Brně --><p>k~&amp; v~x</p>"),
        ("<p title='v > Brně'>u nás</p>", "<p title='v > Brně'>u~nás</p>"),
    ],
)
def test_typography_goes_through_inline_elements_and_skips_code(html: str, finished: str) -> None:
    assert czech(html) == finished


@pytest.mark.parametrize(
    ("html", "finished"),
    [
        ("<p lang='en'>I see a dog</p>", "<p lang='en'>I see a dog</p>"),
        ("<p>v <i lang=en>a park</i> u nás</p>", "<p>v~<i lang=en>a park</i> u~nás</p>"),
        (
            "<p lang='en'>a dog <i lang='cs-CZ'>v lese</i></p>",
            "<p lang='en'>a dog <i lang='cs-CZ'>v~lese</i></p>",
        ),
        ("<p lang='de'>a <b>v b</b></p><p>v b</p>", "<p lang='de'>a <b>v b</b></p><p>v~b</p>"),
    ],
)
def test_the_language_of_the_text_decides(html: str, finished: str) -> None:
    assert czech(html) == finished


def test_finishing_twice_changes_nothing_more() -> None:
    once = czech("<p>Byli v <em>Brně</em>\n a v 5 km</p>").replace("~", "\u00a0")
    assert finish_page(f'<div lang="cs">{once}</div>', "/cs/", TYPOGRAPHY).html == f'<div lang="cs">{once}</div>'


@pytest.mark.parametrize(
    ("target", "page", "relative"),
    [
        ("/cs/", "/cs/akce/", "../"),
        ("/cs/akce/", "/cs/akce/", "./"),
        ("/cs/akce/#top", "/cs/akce/", "#top"),
        ("/cs/akce/?a=/b", "/cs/akce/", "./?a=/b"),
        ("/cs/akce/", "/", "cs/akce/"),
        ("/", "/", "./"),
        ("/", "/cs/", "../"),
        ("/en/events/#x", "/cs/akce/", "../../en/events/#x"),
        ("/static/a.css", "/404.html", "static/a.css"),
        ("/static/a.css", "/cs/akce/index.html", "../../static/a.css"),
        ("/cs/akce", "/cs/akce/", "../akce"),
        ("/a:b/", "/", "./a:b/"),
    ],
)
def test_an_address_is_written_as_seen_from_the_page(target: str, page: str, relative: str) -> None:
    assert relative_url(target, page) == relative


@pytest.mark.parametrize(
    ("target", "relative"),
    [
        ("/cs/", "../index.html"),
        ("/cs/akce/", "index.html"),
        ("/cs/akce/#x", "#x"),
        ("/cs/x/?q#x", "../x/index.html?q#x"),
        ("/a.css", "../../a.css"),
    ],
)
def test_without_a_server_folders_name_their_file(target: str, relative: str) -> None:
    assert relative_url(target, "/cs/akce/", index=True) == relative


ADDRESSES = [
    ('<a class="x" href="/cs/">', '<a class="x" href="../">'),
    ("<a href='/cs/#a'>", "<a href='../#a'>"),
    ('<img src="/m/a.jpg" alt="/cs/" srcset="/m/a.jpg 400w, /m/b.jpg 800w"/>',
     '<img src="../../m/a.jpg" alt="/cs/" srcset="../../m/a.jpg 400w, ../../m/b.jpg 800w"/>'),
    ('<video poster="/m/p.jpg">', '<video poster="../../m/p.jpg">'),
    ('<form action="/cs/akce/">', '<form action="./">'),
    ('<object data="/x.svg">', '<object data="../../x.svg">'),
    ('<use href="/s.svg#i"/>', '<use href="../../s.svg#i"/>'),
    ('<meta http-equiv="refresh" content="0; url=/cs/">', '<meta http-equiv="refresh" content="0; url=../">'),
    ('<a data-href="/" title="href=\'/x/\'" data="/x">', '<a data-href="/" title="href=\'/x/\'" data="/x">'),
    ('<a href="//example.org/">', '<a href="//example.org/">'),
    ('<a href="https://example.org/">', '<a href="https://example.org/">'),
    ('<meta property="og:image" content="https://example.org/a/url=/b">',
     '<meta property="og:image" content="https://example.org/a/url=/b">'),
    ('<script>let a = "<a href=\'/cs/\'>";</script>', '<script>let a = "<a href=\'/cs/\'>";</script>'),
    ('<!-- <a href="/cs/"> -->', '<!-- <a href="/cs/"> -->'),
]  # fmt: skip


@pytest.mark.parametrize(("html", "finished"), ADDRESSES)
def test_addresses_of_the_site_become_relative(html: str, finished: str) -> None:
    assert finish_page(html, "/cs/akce/", {}).html == finished


def test_a_page_served_from_anywhere_keeps_absolute_addresses() -> None:
    html = '<a href="/cs/"><img src="/m/a.jpg">'
    assert finish_page(html, "/404.html", {}, base_path="/").html == html
    assert finish_page(html, "/404.html", {}, base_path="/x/").html == '<a href="/x/cs/"><img src="/x/m/a.jpg">'
    named = finish_page(html, "/404.html", {}, base_path="/x/", index=True)
    assert named.html.startswith('<a href="/x/cs/index.html">')


def test_a_page_of_30_kb_takes_a_moment() -> None:
    part = '<li class="card"><a href="/cs/akce/x/">Byli v <em>Brně</em></a><p>25. dubna 2019 a 5 km.</p></li>\n'
    html = f'<html lang="cs"><ul>{part * 300}</ul></html>'
    start = time.process_time()
    finish_page(html, "/cs/akce/", TYPOGRAPHY)
    assert time.process_time() - start < 0.6


@pytest.mark.parametrize("html", ["<p>" * 5000, "<a " * 5000, '<a href="' * 5000, "<!--" * 5000, "<i>v " * 5000])
def test_broken_html_neither_fails_nor_takes_long(html: str) -> None:
    start = time.process_time()
    finish_page(f'<div lang="cs">{html}', "/", TYPOGRAPHY)
    assert time.process_time() - start < 4


def test_what_a_page_says_is_read_from_what_it_became() -> None:
    """And is the same as what is read of it later."""
    html = """<html lang="cs"><title>a & b</title><link rel="canonical" href="https://a.org/cs/">
        <link rel=alternate hreflang="en" href="https://a.org/en/"><link rel="stylesheet" href="/a.css">
        <script>"<a href='/no/'>"</script><h1 ID="x">v b</h1><!-- <a href="/no/"> -->
        <img src="/m/a.jpg" srcset="/m/a.jpg 1x, /m/b.jpg 2x"><a id="y" href="/en/?a=1&amp;b#c">a</a>
        <use href="/s.svg#i"/>
        <form action="/no/"><a href="/cs/akce/">b</a><iframe src="https://b.org/"></iframe>"""
    page = finish_page(html, "/cs/akce/", TYPOGRAPHY)
    assert page.facts == read_page(page.html)
    assert page.facts == Facts(
        links=[
            "../../a.css",
            "../../m/a.jpg",
            "../../m/b.jpg",
            "../../en/?a=1&b#c",
            "../../s.svg#i",
            "./",
            "https://b.org/",
        ],
        ids=["x", "y"],
        without_alt=["../../m/a.jpg"],
        foreign=["https://b.org/"],
        alternates={"en": "https://a.org/en/"},
        canonical="https://a.org/cs/",
        language="cs",
    )
