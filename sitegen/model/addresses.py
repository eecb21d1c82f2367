"""Addresses as records may hold them: of web pages, of mailboxes, of the site itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address
from typing import Annotated
from urllib.parse import SplitResult, quote, unquote, urlsplit

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

_NEVER = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]")
_MAILBOX = re.compile(r"[^@\s\"<>(),:;\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_PHONE = re.compile(r"\(?\+?\d(?:[ ()/.-]*\d){4,14}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.?")
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")
"""Hosts that browsers read as a number (WHATWG, URL Standard, "ends in a number checker")."""
_QUOTES = " \"'“”„‟«»‘’‚<>"
_PATH = "/%:@!$&'()*+,;=~-._"


def web_address(value: str) -> str:
    """An address of a page that anybody may open: http or https, and no user's name in it (RFC 3986).

    Raises:
        ValueError: it is none.
    """
    _split(value)
    return value


def base_address(value: str) -> str:
    """The address of a site, a path included, with a slash at its end, in the letters that travel (RFC 5890, RFC 3986).

    Raises:
        ValueError: it is none.
    """
    parts = _split(value)
    if parts.query or parts.fragment or value.endswith(("?", "#")):
        raise ValueError(f"not an address: {value}")
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{_ascii(parts.hostname or '')}{port}{quote(parts.path, safe=_PATH).rstrip('/')}/"


def mail_address(value: str) -> str:
    """An address of a mailbox, as people write it: `name@example.org`.

    Raises:
        ValueError: it is none.
    """
    if not _MAILBOX.fullmatch(value):
        raise ValueError(f"not an address: {value}")
    return value


def phone_number(value: str) -> str:
    """A telephone number, as people write it: digits in groups (ITU-T E.123), at most fifteen (E.164).

    Raises:
        ValueError: it is none.
    """
    if not _PHONE.fullmatch(value):
        raise ValueError(f"not a number: {value}")
    return value


def link_fault(target: str) -> str:
    """Why a link of a text leads nowhere, as the code of a problem; empty where it leads to the web or to mailboxes.

    `mailto:` names one mailbox or more, and may go on with a subject (RFC 6068).
    """
    scheme, _, behind = target.partition(":")
    if scheme.lower() in {"http", "https"}:
        return _code_of(web_address, target, "bad-address")
    if scheme.lower() == "mailto":
        mailboxes = map(unquote, behind.partition("?")[0].split(","))
        return next(filter(None, (_code_of(mail_address, one, "bad-mail-address") for one in mailboxes)), "")
    return ""


def _code_of(check: Callable[[str], str], value: str, code: str) -> str:
    try:
        check(value)
    except ValueError:
        return code
    return ""


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        named = parts.port != 0 and _ascii(parts.hostname or "")
        if "[" in parts.netloc:
            IPv6Address(parts.hostname)
    except ValueError as error:
        raise ValueError(f"not an address: {value}") from error
    if not named or parts.scheme not in {"http", "https"} or parts.username is not None or _NEVER.search(value):
        raise ValueError(f"not an address: {value}")
    return parts


def _ascii(host: str) -> str:
    """A host's name in ASCII (`xn--…`), as browsers look it up; a number, in brackets or not, stays.

    Raises:
        ValueError: it is no name of a host.
    """
    if ":" in host:
        return f"[{host}]"
    if host.isascii() and host:
        if not _HOST.fullmatch(host):
            raise ValueError(f"no host: {host}")
        if _NUMBER.fullmatch(host):
            IPv4Address(host)
        if "xn--" not in host:
            return host
    import idna  # noqa: PLC0415 - few hosts need it

    return idna.encode(host, uts46=True).decode()


def _meant(value: str, check: Callable[[str], str]) -> str:
    """The address in quotation marks that a text program has bent, or one without its scheme; empty if that is none."""
    bare = value.strip(_QUOTES)
    for found in (bare, f"https://{bare}"):
        with suppress(ValueError):
            check(found)
            return found if found != value and "." in found else ""
    return ""


def _checked(check: Callable[[str], str], code: str, *, optional: bool = False) -> AfterValidator:
    def judge(value: str) -> str:
        try:
            return value if optional and not value else check(value)
        except ValueError:
            params = {"value": value, "suggestion": _meant(value, check)}
            raise PydanticCustomError(code, "not an address", params) from None

    return AfterValidator(judge)


BaseUrl = Annotated[str, _checked(base_address, "bad-address")]
WebAddress = Annotated[str, _checked(web_address, "bad-address")]
WebAddressOrNone = Annotated[str, _checked(web_address, "bad-address", optional=True)]
MailAddress = Annotated[str, _checked(mail_address, "bad-mail-address")]
MailAddressOrNone = Annotated[str, _checked(mail_address, "bad-mail-address", optional=True)]
PhoneOrNone = Annotated[str, _checked(phone_number, "bad-phone", optional=True)]
"""With "OrNone", an empty text stands for none."""
