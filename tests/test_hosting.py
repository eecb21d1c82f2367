"""What web servers are told says the same as the pages."""

from __future__ import annotations

import re

import pytest

from sitegen.model.outputs import FOLDERS
from sitegen.model.project import HOME
from tests.conftest import Place

SECURITY = """\
Contact: mailto:it@example.org
Expires: 2026-06-01T00:00:00Z
Preferred-Languages: cs, en
Canonical: https://example.org/.well-known/security.txt
"""
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


def test_every_way_lets_viewers_read_manifests_and_nothing_else() -> None:
    """From any address, what lies below `/iiif/`: browsers would refuse it."""
    assert HEADERS.count("Access-Control-Allow-Origin") == 1
    assert HEADERS.endswith("/iiif/*\n  Access-Control-Allow-Origin: *\n")
    assert '"~/iiif/" "*";' in DOCS
    assert "add_header Access-Control-Allow-Origin $site_readers always;" in DOCS
    assert 'Access-Control-Allow-Origin "*" "expr=%{REQUEST_URI} =~ m#/iiif/#"' in DOCS


def test_hosts_are_told_of_every_folder_of_digests(built: Place) -> None:
    """What has digits of its fingerprint in its name may be kept for ever."""
    named = {name.partition("/")[0] for name in built.files() if re.search(r"\.[0-9a-f]{8}\.[a-z0-9]+$", name)}
    folders = set(re.findall(r"^/(\w+)/\*$", HEADERS, re.MULTILINE))
    assert named <= folders <= FOLDERS  # in which no page may lie


@pytest.mark.parametrize(("day", "found"), [("2026-05-01", []), ("2026-05-02", ["security-ends-soon"])])
def test_a_contact_for_weaknesses_is_published(place: Place, day: str, found: list[str]) -> None:
    """The same bytes on every day (RFC 9116, 2.5), and a warning in the last month."""
    _contact(place)
    assert [code for _, code in place.problems(now=Place.moment(f"{day}T12:00"))] == found
    assert place.read(".well-known/security.txt") == SECURITY


def test_a_contact_that_has_ended_is_not_published(place: Place) -> None:
    """Nobody is sent to a mailbox that may be dead."""
    _contact(place)
    assert place.problems(now=Place.moment("2026-06-01T00:00")) == [("content/site.yaml:8:44", "security-over")]
    assert ".well-known/security.txt" not in place.files()


def test_a_site_below_the_top_has_no_contact(place: Place) -> None:
    """RFC 9116, 3: it is looked for at the top alone."""
    _contact(place)
    place.edit("content/site.yaml", "base_url: https://example.org/", "base_url: https://example.org/a/")
    assert [code for _, code in place.problems()] == ["security-not-at-top"]
    assert ".well-known/security.txt" not in place.files()


def _contact(place: Place) -> None:
    site = (place.root / "content/site.yaml").read_text("utf-8")
    place.write("content/site.yaml", f"{site}security: {{email: it@example.org, expires: 2026-06-01}}\n")
