"""The guest book: cards that visitors wrote, copied out by staff, each shown only once somebody approved it."""

from __future__ import annotations

from typing import Annotated

from sitegen.content.fields import PointField
from sitegen.content.kinds.photo_record import Translator, translated_by
from sitegen.content.localized import LocalizedSite, list_url, localized_with
from sitegen.content.paging import ListPage, PagedList, by_year, plan_list
from sitegen.model.consent import Consent
from sitegen.model.entries import Entry, Flag, RefTo
from sitegen.model.languages import Language, Text
from sitegen.model.media import Read, Web
from sitegen.model.outputs import Planner
from sitegen.model.problems import Problems
from sitegen.model.site import Kind, Navigation, Site
from sitegen.model.standard_codes import LanguageCode
from sitegen.model.web_orders import View

SECTION = "guestbook"


class Card(Entry):
    """One card. `language` is the one it was written in; `text` holds it in every language of the site.

    `original` holds the visitor's own words where they are in a language that the site does not have; `consent` is
    the visitor's, where it was written down.
    """

    text: Text
    language: LanguageCode
    original: str = ""
    name: str = ""
    consent: Consent | None = None
    date: PointField
    venue: Annotated[str, RefTo("venue")] | None = None
    translator: Text | None = None
    translators: list[Translator] = []
    approved: Flag = False


def _versions(card: Card, local: LocalizedSite) -> list[View]:
    """The words in this page's language first, then the original, or else its other translations.

    Nobody has to read a translation without seeing what it is a translation of, and the other way round.
    """
    here = local.language.code
    texts = card.text | ({card.language: card.original} if card.original else {})
    beside = (
        [card.language] if card.language != here else [one.code for one in local.site.languages if one.code != here]
    )
    return [
        {
            "code": code,
            "name": local.language_name(code),
            "text": texts[code],
            "original": code == card.language,
        }
        for code in (here, *beside)
    ]


def card_view(card: Card, local: LocalizedSite) -> View:
    """A card for the list: its words in the page's language and in others, and whose words they are."""
    return {
        "id": card.id,
        "versions": _versions(card, local),
        "language": local.language_name(card.language),
        "name": card.name,
        "translator": translated_by(card.translators, card.translator, local),
        "date": {"text": local.point(card.date), "iso": card.date.iso},
        "venue": local.link("venue", card.venue) if card.venue else None,
        "sample": card.sample,
    }


def plan_guestbook(site: Site[Web], planner: Planner) -> None:
    """Every approved card, the newest first."""
    cards = site.all(Card)
    samples = sum(card.sample for card in cards)
    for local in localized_with(site, planner, cards):
        plan_list(SECTION, "guestbook.html", site.once(_pages), _list_view, local, len(cards), samples)


def _list_view(page: ListPage[Card], total: int, samples: int, local: LocalizedSite) -> View:
    return {"cards": [card_view(card, local) for card in page.items], "total": total, "samples": samples}


def _pages(site: Site[Web]) -> PagedList[Card]:
    cards = sorted(site.all(Card), key=lambda card: (card.date.day, card.id), reverse=True)
    return by_year(cards, site.settings.page_size, lambda card: card.date.day.year, lambda size: cards[:size])


def _address(card: Card, site: Site[Web], language: Language) -> str:
    return f"{list_url(SECTION, language)}{site.once(_pages).page_of[card.id].path}#{card.id}"


def _check(card: Card, _site: Site[Read], problems: Problems) -> None:
    """The visitor's words stand once: among the texts, or as the original in another language."""
    if card.language in card.text and card.original:
        problems.error("card-original-twice", card.where("original"), language=card.language)
    elif card.language not in card.text and not card.original:
        problems.error("card-original-missing", card.where("language"), language=card.language)


def _held_back(card: Card, _site: Site[Read]) -> str | None:
    return None if card.approved else "not-approved"


CARD = Kind(
    "card",
    SECTION,
    Card,
    SECTION,
    plan_guestbook,
    _check,
    _held_back,
    address=_address,
    navigation=Navigation("exhibition", 6, under="exhibition", menu=True),
)
