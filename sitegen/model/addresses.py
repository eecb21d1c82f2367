"""Addresses as records may hold them: of web pages, of mailboxes, of the site itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated
from urllib.parse import SplitResult, quote, urlsplit

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

_NEVER = re.compile(r"[\s\"<>\\^`{|}\x00-\x1f\x7f]")
_MAILBOX = re.compile(r"[^@\s\"<>(),:;\[\]\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.?")
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


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        named = parts.port != 0 and _ascii(parts.hostname or "")
    except ValueError as error:
        raise ValueError(f"not an address: {value}") from error
    if not named or parts.scheme not in {"http", "https"} or parts.username is not None or _NEVER.search(value):
        raise ValueError(f"not an address: {value}")
    return parts


def _ascii(host: str) -> str:
    """A host's name in ASCII (`xn--…`), as browsers look it up; a number in brackets stays.

    Raises:
        ValueError: it is no name of a host.
    """
    if ":" in host:
        return f"[{host}]"
    if host.isascii() and host:
        if not _HOST.fullmatch(host):
            raise ValueError(f"no host: {host}")
        return host
    import idna  # noqa: PLC0415 - few hosts need it

    return idna.encode(host, uts46=True).decode()


def _checked(check: Callable[[str], str], code: str, *, optional: bool = False) -> AfterValidator:
    def judge(value: str) -> str:
        try:
            return value if optional and not value else check(value)
        except ValueError:
            raise PydanticCustomError(code, "not an address", {"value": value}) from None

    return AfterValidator(judge)


BaseUrl = Annotated[str, _checked(base_address, "bad-address")]
WebAddress = Annotated[str, _checked(web_address, "bad-address")]
WebAddressOrNone = Annotated[str, _checked(web_address, "bad-address", optional=True)]
MailAddress = Annotated[str, _checked(mail_address, "bad-mail-address")]
MailAddressOrNone = Annotated[str, _checked(mail_address, "bad-mail-address", optional=True)]
"""With "OrNone", an empty text stands for none."""
