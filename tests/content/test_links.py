import time

import pytest

from sitegen.content.links import internal_links


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("See [the start](event:kick-off).", [(1, 17, "event:kick-off")]),
        (
            "One.\n\n[a](photo:elmira-1) [b](author:elmira)",
            [(3, 5, "photo:elmira-1"), (3, 25, "author:elmira")],
        ),
        ('[a](page:about#people "Title")', [(1, 5, "page:about")]),
        ("[a](<event:kick-off>)", [(1, 6, "event:kick-off")]),
        ("[a][b]\n\n[b]: venue:icp", [(3, 6, "venue:icp")]),
        ("[![](photo:x)](event:y)", [(1, 6, "photo:x"), (1, 16, "event:y")]),
        ("[typo](evnt:kick-off)", [(1, 8, "evnt:kick-off")]),
        ("[evil](javascript:alert)", [(1, 8, "javascript:alert")]),
    ],
)
def test_internal_links_are_found_with_their_place(markdown: str, links: list[tuple[int, int, str]]) -> None:
    assert internal_links(markdown) == links


@pytest.mark.parametrize(
    "markdown",
    [
        "[a](https://example.org) [b](mailto:a@example.org) [c](../x/) [d](#here)",
        "Write `[a](event:x)` or ``[a](event:x) ` ``.",
        "```\n[a](event:x)\n```\n",
        "~~~ text\n[a](event:x)\n",
        "<!-- [a](event:x) -->",
        "A `` `b` [a](event:x) ``",
        "Opening: 9:00 (see: page)",
    ],
)
def test_what_is_external_or_code_is_no_internal_link(markdown: str) -> None:
    assert internal_links(markdown) == []


def test_a_link_after_code_keeps_its_place() -> None:
    assert internal_links("```\ncode\n```\nand `x` [a](event:y)") == [(4, 13, "event:y")]
    assert internal_links("An open `tick\n\n[a](event:y)`") == [(3, 5, "event:y")]


@pytest.mark.parametrize("unit", ["[", "](", "`", "```\n", "<!--", "[a](", "`` ", "[a]: "])
def test_no_text_takes_long(unit: str) -> None:
    start = time.process_time()
    internal_links(unit * (100_000 // len(unit)))
    assert time.process_time() - start < 4
