"""What is left of a page when there is no server and no network."""

from __future__ import annotations

import pytest

from sitegen.making.offline import offline


def text(inner: str, kept: str = "") -> str:
    return f'<span class="no-way-out"{kept}>{inner}</span>'


def address(of: str) -> str:
    return f' <span class="address" translate="no">({of})</span>'


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ('<a href="https://example.org/">A page</a>', text("A page" + address("example.org"))),
        ('<a href="http://example.org/a?b=1&amp;c=2">A</a>', text("A" + address("example.org/a?b=1&amp;c=2"))),
        ("<a class='button' href='//example.org/x'>A</a>", text("A")),
        ('<a href="mailto:a@example.org">Write</a>', text("Write" + address("a@example.org"))),
        ('<a href="https://example.org/">example.org</a>', text("example.org")),
        ('<a href="https://www.example.org/">See example.org</a>', text("See example.org")),
        (
            '<a lang="en" translate="no" rel="license" href="https://example.org"><b>A</b></a>',
            text("<b>A</b>" + address("example.org"), ' lang="en" translate="no"'),
        ),
        ('<a title="1 > 0" href="https://example.org">A</a>', text("A" + address("example.org"))),
        ('<a href="/media/zine.pdf">Print</a>', text("Print")),
        ('<a href="/data.csv" download>Table</a>', text("Table")),
        ('<a href="/cs/feed.xml">Feed</a>', text("Feed")),
    ],
)
def test_what_leads_out_becomes_text(html: str, result: str) -> None:
    """A link to elsewhere, or to a file that a browser shows without our script, is no link any more."""
    assert offline(f"<p>{html}</p>") == f"<p>{result}</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/cs/">Home</a>',
        '<a href="/cs/akce/#rok">Events</a>',
        '<a href="#main">Skip</a>',
        '<a href="/404.html">Lost</a>',
        '<a href="/media/large.jpg" data-zoom>Enlarge</a>',
        "<a id=top></a>",
        '<link rel="stylesheet" href="/static/site.css"><link rel="icon" href="/favicon.svg">',
        '<meta name="viewport" content="width=device-width">',
        '<article class="a"><abbr title="a">b</abbr></article>',
    ],
)
def test_the_site_itself_stays(html: str) -> None:
    assert offline(html) == html


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="canonical" href="https://example.org/cs/">',
        '<link rel="alternate" hreflang="en" href="https://example.org/en/">',
        '<link rel="preload" href="/static/serif.woff2" as="font" type="font/woff2" crossorigin>',
    ],
)
def test_what_only_a_server_can_give_goes(html: str) -> None:
    assert offline(f"<head>{html}</head>") == "<head></head>"


def test_the_lightbox_is_off() -> None:
    """It fetches pages; without it, links lead to them."""
    assert offline('<ul class="rows" data-lightbox><li></li></ul>') == '<ul class="rows" ><li></li></ul>'


def test_the_policy_allows_files_and_forbids_every_connection() -> None:
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'none'"
    html = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    wanted = "default-src 'none'; script-src 'self' file:; form-action 'none'; connect-src 'none'"
    assert offline(html) == f'<meta http-equiv="Content-Security-Policy" content="{wanted}">'
