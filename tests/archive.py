"""A project that has grown: many events, photographs and cards of the guest book."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Place, picture

EVENT = """\
kind: talk
title: {{cs: Beseda {number}, en: Talk {number}}}
summary: {{cs: O čem je beseda., en: What the talk is about.}}
when: {day}
place: {{cs: Sál, en: Hall}}
"""
PHOTO = """\
file: many.jpg
author: ada
order: {number}
title: {{cs: Snímek {number}, en: Picture {number}}}
caption: {{cs: Co je na něm., en: What it shows.}}
comment: {{cs: Tak to bylo., en: So it was.}}
comment_language: cs
alt: {{cs: Barevná plocha, en: A coloured plane}}
themes: [home]
place: park
side: light
status: exhibited
consent: {{status: given, scopes: [web, touring], date: 2020-01-01}}
"""
CARD = """\
text: {{cs: Lístek {number}, en: Card {number}}}
language: cs
date: {day}
approved: true
"""


def many(place: Place, *, events: int = 0, photos: int = 0, cards: int = 0) -> Place:
    """Add events and cards, one every ten days from 2023 on, and photographs by the one author."""
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=10 * number) for number in range(max(events, cards))]
    for number in range(events):
        place.write(f"content/events/talk-{number:03}.yaml", EVENT.format(number=number, day=days[number]))
    for number in range(cards):
        place.write(f"content/guestbook/card-{number:03}.yaml", CARD.format(number=number, day=days[number]))
    if photos:
        picture(place.root / "photos" / "many.jpg", (120, 80))
    for number in range(photos):
        place.write(f"content/photos/many-{number:03}.yaml", PHOTO.format(number=number + 9))
    return place
