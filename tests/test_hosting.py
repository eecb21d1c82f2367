"""What web servers are told says the same as the pages."""

from __future__ import annotations

import re

from sitegen.model.project import HOME

DOCS = (HOME / "docs" / "hosting.md").read_text("utf-8")
HEAD = (HOME / "templates" / "parts" / "head.html").read_text("utf-8")
HEADERS = (HOME / "static" / "root" / "_headers").read_text("utf-8")


def test_the_policy_of_servers_is_that_of_the_pages() -> None:
    """And says besides who may frame them, which only a header can."""
    own = re.findall(r'Content-Security-Policy" content="([^"]+)"', HEAD)
    assert len(own) == 1
    assert DOCS.count(f"\"{own[0]}; frame-ancestors 'none'\"") == 2


def test_every_way_sends_the_same_headers() -> None:
    """nginx, Apache, and hosts that read `_headers`."""
    nginx = dict(re.findall(r'^add_header (\S+) "?([^"$]+?)"?(?: always)?;$', DOCS, re.MULTILINE))
    apache = dict(re.findall(r'^Header always set (\S+) "?([^"]+?)"?$', DOCS, re.MULTILINE))
    others = dict(re.findall(r"^  (\S+): (.+)$", HEADERS.split("/static/")[0], re.MULTILINE))
    del apache["Content-Security-Policy"], others["Content-Security-Policy"]
    assert nginx == apache == others
    assert len(others) == 4
    assert DOCS.count('"public, max-age=31536000, immutable"') == 2
    assert HEADERS.count("public, max-age=31536000, immutable") == 3
