"""How a visitor subscribes to a podcast, on the real templates."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import Place
from tests.test_consent import Show

FEED = "cs/podcasty/talks/feed.xml"
LINK = '<link rel="alternate" type="application/rss+xml" href="{}" title="Hlasy">'


def show(tmp_path: Path) -> Place:
    """A project with a series of one episode."""
    return Show(tmp_path / "project").place


def test_the_feed_of_a_series_is_found(tmp_path: Path) -> None:
    """In the heads of its pages in every language; on its own page for programs that open, and to be copied."""
    place = show(tmp_path)
    assert not place.build().failed
    assert LINK.format("feed.xml") in place.read("cs/podcasty/talks/index.html")
    assert LINK.format("../../../cs/podcasty/talks/feed.xml") in place.read("en/podcasts/talks/index.html")
    assert LINK.format("talks/feed.xml") in place.read("cs/podcasty/index.html")
    assert LINK.format("../feed.xml") in place.read("cs/podcasty/talks/01-first/index.html")
    page = place.read("en/podcasts/talks/index.html")
    assert (
        "https://antennapod.org/deeplink/subscribe?url=https%3A%2F%2Fexample.org%2Fcs%2Fpodcasty%2Ftalks%2Ffeed.xml"
        in page
    )
    assert 'href="podcast://example.org/cs/podcasty/talks/feed.xml"' in page
    assert re.search(r"data-copy[^>]*><bdi>https://example.org/cs/podcasty/talks/feed.xml</bdi>", page)
    assert FEED in place.files()


def test_no_feed_is_promised_that_is_not_there(tmp_path: Path) -> None:
    """Before the first release, and where it lies elsewhere."""
    place = show(tmp_path)
    record = place.root / "content/podcasts/talks/01-first.yaml"
    was = record.read_text("utf-8")
    record.write_text(re.sub("publish: .*", "publish: 2026-06-01T10:00", was), "utf-8")
    assert not place.build().failed
    assert FEED not in place.files()
    for name in ("cs/podcasty/talks/index.html", "cs/podcasty/index.html"):
        assert "rss+xml" not in place.read(name)
    record.write_text(was, "utf-8")
    place.edit("content/podcasts/talks.yaml", "feed: own", "feed: external")
    assert not place.build().failed
    assert "rss+xml" not in place.read("cs/podcasty/talks/index.html")
