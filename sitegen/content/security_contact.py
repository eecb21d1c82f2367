"""Where a weakness of the site is reported: `.well-known/security.txt` (RFC 9116).

The editor says until when that is true, so that builds of two days differ only where it has ended.
"""

from __future__ import annotations

import datetime as dt

from sitegen.model.media import Read
from sitegen.model.problems import Problems
from sitegen.model.site import Site
from sitegen.model.web_orders import View

ADDRESS = "/.well-known/security.txt"
_SOON = dt.timedelta(days=30)


def security_view(site: Site[Read]) -> View | None:
    """What the file says; None where there is none."""
    asked = site.settings.security
    if asked is None or site.today >= asked.expires or site.settings.base_path != "/":
        return None
    return {
        "contact": f"mailto:{asked.email}",
        "expires": f"{asked.expires.isoformat()}T00:00:00Z",
        "languages": ", ".join(language.code for language in site.languages),
        "canonical": site.settings.base + ADDRESS,
    }


def check_security(site: Site[Read], problems: Problems) -> None:
    """Note what keeps the file away, now or soon."""
    asked, settings = site.settings.security, site.settings
    if asked is None:
        return
    if settings.base_path != "/":
        problems.warning("security-not-at-top", settings.where("security"), path=settings.base_path)
    elif site.today >= asked.expires:
        problems.warning("security-over", settings.where("security", "expires"), day=asked.expires.isoformat())
    elif site.today >= asked.expires - _SOON:
        problems.warning("security-ends-soon", settings.where("security", "expires"), day=asked.expires.isoformat())
