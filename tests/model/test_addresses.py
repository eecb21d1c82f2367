"""Addresses: what people may open is kept, and what leads to no page of a server is refused."""

from __future__ import annotations

import pytest

from sitegen.model.addresses import base_address, mail_address, phone_number, web_address
from sitegen.model.cldr import is_country, is_language

REFUSED = ["", "www.example.org", "javascript:alert(1)", "data:text/html,x", "https://", "https:///x", "ftp://a.cz"]
REFUSED += ["https://a.cz:abc/", "https://a.cz:99999/", "https://a.cz:0/", "https://ada:x@a.cz/", "https://a b.cz"]
REFUSED += ["https://a..cz", "https://-a.cz", 'https://a.cz/"x', "https://a.cz/\\x", "https://a.cz/\n", "https://[::1"]
REFUSED += ["https://1.2.3.999/", "https://a.123/", "https://99999999999/", "https://xn--a/", "https://[v1.a]/"]


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_address_of_a_page_is_refused(value: str) -> None:
    for check in (web_address, base_address):
        with pytest.raises(ValueError, match="not an address"):
            check(value)


@pytest.mark.parametrize(
    ("value", "base"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://Example.org:8080/a/", "https://example.org:8080/a/"),
        ("https://výstava.example/", "https://xn--vstava-bza.example/"),
        ("https://example.org/výstava", "https://example.org/v%C3%BDstava/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://127.0.0.1/a%20b/", "http://127.0.0.1/a%20b/"),
    ],
)
def test_the_address_of_a_site_is_in_the_letters_that_travel(value: str, base: str) -> None:
    """QR codes, feeds and structured data hold it (RFC 3986, RFC 5890)."""
    assert base_address(value) == base
    assert web_address(value) == value


@pytest.mark.parametrize("value", ["https://example.org/?a", "https://example.org/#a", "https://example.org/?"])
def test_a_site_is_no_query(value: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        base_address(value)


def test_a_mailbox_is_written_alone() -> None:
    assert mail_address("info@výstava.example") == "info@výstava.example"
    for value in ("Ada <ada@example.org>", "mailto:ada@example.org", "ada@example", "ada@", "a@b@c.cz", "a,b@c.cz"):
        with pytest.raises(ValueError, match="not an address"):
            mail_address(value)


@pytest.mark.parametrize("value", ["+420 123 456 789", "112 345", "(02) 1234-5678", "+49 (0)30/123.456"])
def test_a_telephone_number_is_written_as_people_do(value: str) -> None:
    assert phone_number(value) == value


@pytest.mark.parametrize("value", ["", "ask", "+420 x", "1234", "+1 234 567 890 123 456 7", "tel:+420123456789"])
def test_what_nobody_can_dial_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        phone_number(value)


@pytest.mark.parametrize("code", ["cs", "pt-BR", "zh-Hans", "sr-Latn-RS", "rmy", "cse", "ca-valencia", "es-419"])
def test_a_language_may_be_one_that_cldr_has_no_name_for(code: str) -> None:
    """Romani and sign languages have codes as well (BCP 47, ISO 639-3)."""
    assert is_language(code)


@pytest.mark.parametrize("code", ["cz", "CS", "cs_CZ", "cs-cz", "cs-XX", "czech", "", "c", "cs-", "čs"])
def test_what_is_no_code_of_a_language_is_refused(code: str) -> None:
    assert not is_language(code)


@pytest.mark.parametrize("code", ["ZZ", "EU", "XA", "UN", "QO"])
def test_a_grouping_is_no_country(code: str) -> None:
    assert is_country("CZ")
    assert not is_country(code)
