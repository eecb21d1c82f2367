"""Partners of the project: one list in one file."""

from __future__ import annotations

from typing import Literal

from sitegen.content.localized import LocalizedSite
from sitegen.model.addresses import WebAddress
from sitegen.model.entries import Entry, Id, Part
from sitegen.model.languages import Name, Text
from sitegen.model.media import Web
from sitegen.model.outputs import Planner
from sitegen.model.site import Kind, Site
from sitegen.model.standard_codes import Country
from sitegen.model.web_orders import View

Role = Literal["coordinator", "partner", "cooperation"]


class Partner(Part):
    """An organisation; its name is the same in every language."""

    id: Id
    name: Name
    country: Country
    role: Role
    url: WebAddress | None = None
    summary: Text | None = None


class Partners(Entry):
    """The whole file."""

    partners: list[Partner]


def partner_views(local: LocalizedSite) -> list[View]:
    """The partners in the order of the file."""
    return [
        {
            "name": partner.name,
            "country": local.country(partner.country),
            "role": partner.role,
            "url": partner.url,
            "summary": local.text(partner.summary),
        }
        for entry in local.site.all(Partners)
        for partner in entry.partners
    ]


def _no_pages(_site: Site[Web], _planner: Planner) -> None:
    """Partners are shown on other pages."""


PARTNERS = Kind("partners", ".", Partners, "", _no_pages, pattern="partners.yaml")
