"""The page for the media, and the press kit that it offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from sitegen.content.kinds.author import Author
from sitegen.content.kinds.photo_record import Photo, credit_of, licence_of, licence_url, picture, taken_of
from sitegen.content.kinds.print_languages import notices
from sitegen.content.kinds.venue import held_stops
from sitegen.content.localized import LocalizedSite, list_url, localized_sites, sorted_entries
from sitegen.content.press_kit import PRESS, given, has_kit, kit_of
from sitegen.model.languages import Language
from sitegen.model.media import Press, Web
from sitegen.model.order import Made
from sitegen.model.outputs import Planner, file_stem, plain_letters
from sitegen.model.press_orders import (
    Captions,
    CaptionTable,
    FactSheet,
    PressArchive,
    PressCaption,
    PressPhotograph,
    SheetAuthor,
    SheetContact,
    SheetContent,
    SheetFact,
    SheetPart,
    SheetPicture,
)
from sitegen.model.print_identity import Identity
from sitegen.model.print_orders import PackedFile, TourStop
from sitegen.model.print_words import Words
from sitegen.model.problems import Where
from sitegen.model.site import Site
from sitegen.model.web_orders import CodeOrder, CopyOrder, TextOrder, View

SAMPLE = "sample"
"""The key of the word that stands in names of files for who took a sample."""

_SHORT = 60
"""So many letters of a title stand in the name of a file at most."""


@dataclass(frozen=True)
class _File:
    """A file of a photograph, and how large it is in pixels."""

    file: Made
    width: int
    height: int


@dataclass(frozen=True)
class _Offered:
    """A photograph for the media: its record, what is said of it, and its files for print and for screens."""

    photo: Photo
    caption: PressCaption
    print: _File
    screen: _File


def plan_press(site: Site[Web], planner: Planner) -> None:
    """The page and the kit in every language, where there is anything to give."""
    if has_kit(site):
        for local in localized_sites(site.for_medium(Press), planner):
            _plan_kit(_Kit(local, list_url(PRESS, local.language)))


@dataclass(frozen=True)
class _Kit:
    """The kit in one language, of the site as the media may know it; its files lie beside its page, at `url`."""

    local: LocalizedSite
    url: str

    @property
    def site(self) -> Site[Press]:
        """The site as the media may know it."""
        return self.local.site.for_medium(Press)

    @property
    def origin(self) -> Where:
        """Where it is ordered."""
        return self.site.settings.where("press")

    def words(self, text: str) -> Words:
        """A text in the language of the kit."""
        return Words.of({self.local.language.code: text})

    def text(self, value: dict[str, str]) -> Words:
        """A text of the content in that language."""
        return self.words(self.local.text(value))

    def file(self, name: str, order: CaptionTable | FactSheet | PressArchive | TextOrder) -> Made:
        """Order a file of the kit."""
        return Made(self.local.planner.file(f"{self.url}{name}", order, origin=self.origin).lstrip("/"))


def archive_name(site: Site[Web], language: Language) -> str:
    """The name of the ZIP without its suffix, and of the folder in it: `small-exhibition-press`."""
    settings = site.settings
    title = (settings.short_title or settings.title)[language.code]
    return "-".join(part for part in (_short(title), language.section(PRESS)) if part)


def _short(text: str) -> str:
    return plain_letters(text)[:_SHORT].strip("-")


def _plan_kit(kit: _Kit) -> None:
    local = kit.local
    offered = [_offered(photo, kit) for photo in given(kit.site)]
    logos = _logos(kit)
    captions = Captions((local.language.writing,), tuple(one.caption for one in offered))
    table = kit.file("captions.csv", CaptionTable(captions))
    sheet = _fact_sheet(kit, offered) if local.planner.printing else None
    about = _about(kit, offered, logos) | {"sheet": sheet.path if sheet else ""}
    readme = kit.file("README.txt", TextOrder("feeds/press-kit.txt", local.language.writing, about))
    packed = [PackedFile("captions.csv", table), PackedFile("README.txt", readme)]
    packed += [PackedFile("fact-sheet.pdf", sheet)] if sheet else []
    packed += [PackedFile(f"logos/{logo['file']}", Made(logo["path"])) for logo in logos]
    name = archive_name(kit.site, local.language)
    order = PressArchive(name, captions, tuple(one.print.file for one in offered), tuple(packed))
    archive = kit.file(f"{name}.zip", order)
    view = about | {"archive": archive.path, "table": table.path}
    finished = {archive.path, *(photo["path"] for photo in about["photos"]), *(logo["path"] for logo in logos)}
    local.section(PRESS, "press.html", view, finished=sorted(finished | ({sheet.path} if sheet else set())))


def _offered(photo: Photo, kit: _Kit) -> _Offered:
    """Order a photograph for the media: as large as newspapers print it for the ZIP alone, smaller by itself too."""
    caption, local = _caption(photo, kit), kit.local
    plain = _file(photo, "screen", local)
    order = PressPhotograph(Captions((local.language.writing,), (caption,)), plain.file)
    stem = f"media/{PurePosixPath(photo.file).stem}-press-{local.language.code}"
    address = local.planner.asset(stem, ".jpg", order, origin=photo.where("file"))
    return _Offered(photo, caption, _file(photo, "press", local), replace(plain, file=Made(address.lstrip("/"))))


def _file(photo: Photo, profile: str, local: LocalizedSite) -> _File:
    shown = picture(photo, local, profile)
    return _File(Made(str(shown["src"]).lstrip("/")), shown["width"], shown["height"])


def _caption(photo: Photo, kit: _Kit) -> PressCaption:
    """What is said of it; the credit line names the author, whose rights, and the licence."""
    local, site = kit.local, kit.site
    author, licence = site.get(Author, photo.author), licence_of(photo, site)
    name = author.name if author and not (photo.sample or author.sample) else ""
    credit, taken = local.text(credit_of(photo, site)), taken_of(photo)
    rights = ", ".join(filter(None, (credit, licence)))
    return PressCaption(
        cleared=site.clearance(photo),
        file=_file_name(photo, name, local),
        title=local.text(photo.title),
        caption=local.text(photo.caption),
        note=local.text(photo.content_note),
        author=name,
        credit=" / ".join(part for part in (name if name != credit else "", rights) if part),
        rights=rights,
        licence=licence,
        statement=licence_url(licence, site) or site.settings.base + local.url(photo),
        source=local.text(site.settings.publisher.name),
        alt=local.text(photo.alt),
        place=local.link("place", photo.place)["title"] if photo.place and not photo.sample else "",
        taken=local.point(taken),
        day=taken.iso if taken else "",
        sample=photo.sample,
    )


def _file_name(photo: Photo, author: str, local: LocalizedSite) -> str:
    """Who took it, or that it is a sample; what it is called; and its id, by which it is found again.

    In letters that every system and every ZIP takes: of names in other scripts only the id is left.
    """
    who = local.language.section(SAMPLE) if photo.sample else _short(author)
    return "-".join(part for part in (who, _short(local.text(photo.title)), photo.id) if part) + ".jpg"


def _logos(kit: _Kit) -> list[View]:
    """Order the logos as they are: they were judged when the settings were."""
    local, planner = kit.local, kit.local.planner
    found = []
    for index, logo in enumerate(kit_of(kit.site).logos):
        name, where = PurePosixPath(logo.file), kit.site.settings.where("press", "logos", index, "file")
        suffix = name.suffix.lower()
        source = planner.source(kit.site.project.root / "static" / logo.file)
        path = planner.asset(f"static/{name.stem}", suffix, CopyOrder(source), origin=where).lstrip("/")
        file = f"{file_stem(name.stem)}{suffix}"
        found.append({"file": file, "path": path, "name": logo.name, "alt": local.text(logo.alt)})
    return found


def _about(kit: _Kit, offered: Sequence[_Offered], logos: Sequence[View]) -> View:
    """What the page and the text in the kit say."""
    local, settings = kit.local, kit.site.settings
    return {
        "project": local.text(settings.title),
        "site_url": settings.base_url,
        "words": local.text(kit_of(kit.site).summary),
        "contact": _contact(kit),
        "photos": [_photo(one, local) for one in offered],
        "logos": list(logos),
        "notices": [notice.text for notice in settings.notices],
    }


def _photo(one: _Offered, local: LocalizedSite) -> View:
    said, photo = one.caption, one.photo
    return {
        "title": said.title,
        "caption": said.caption,
        "content_note": said.note,
        "credit": said.credit,
        "licence": said.licence,
        "alt": said.alt,
        "author": said.author,
        "sample": said.sample,
        "file": said.file,
        "path": one.screen.file.path,
        "width": one.screen.width,
        "height": one.screen.height,
        "print": {"width": one.print.width, "height": one.print.height},
        "url": local.url(photo),
        "picture": picture(photo, local, "card"),
    }


def _contact(kit: _Kit) -> View:
    settings = kit.site.settings
    own, organization = kit_of(kit.site).contact, settings.publisher
    phone = own.phone if own else ""
    return {
        "publisher": kit.local.text(organization.name),
        "name": own.name if own else "",
        "address": organization.address,
        "email": (own.email if own else "") or organization.email,
        "phone": phone,
        "call": "".join(sign for sign in phone if sign in "+0123456789"),
        "url": organization.url,
    }


# --- the fact sheet --------------------------------------------------------------------------------------------


def _fact_sheet(kit: _Kit, offered: Sequence[_Offered]) -> Made:
    local, settings = kit.local, kit.site.settings
    title = local.text(settings.title)
    publisher = local.text(settings.publisher.name)
    identity = Identity(f"fact-sheet-{local.language.code}", title, publisher, local.language.code, settings.edition)
    return kit.file("fact-sheet.pdf", FactSheet(identity, _sheet(kit, offered)))


def _sheet(kit: _Kit, offered: Sequence[_Offered]) -> SheetContent:
    local, site, settings = kit.local, kit.site, kit.site.settings
    code = local.planner.asset("media/qr-site", ".svg", CodeOrder(site.code_base, "svg"), origin=kit.origin)
    return SheetContent(
        languages=(local.language.writing,),
        title=kit.text(settings.title),
        tagline=kit.text(settings.tagline or {}),
        description=kit.text(settings.description or {}),
        facts=tuple(SheetFact(local.number(fact.value), kit.text(fact.label), fact.about) for fact in settings.facts),
        story=tuple(SheetPart(kit.text(part.title), kit.text(part.text)) for part in settings.story),
        stops=tuple(
            TourStop(kit.words(local.when(stop.when)["text"]), kit.words(_place(stop.title, stop.city, local)))
            for stop in held_stops(site)
        ),
        authors=tuple(
            SheetAuthor(site.clearance(author), author.name)
            for author in local.sorted(sorted_entries(site.all(Author)), _name)
            if not author.sample
        ),
        picture=_sheet_picture(offered, local),
        contact=_sheet_contact(kit),
        notices=notices(site),
        site=settings.short_host or site.code_base.partition("://")[2].rstrip("/"),
        code=Made(code.lstrip("/")),
    )


def _name(author: Author) -> str:
    return author.name


def _place(title: dict[str, str], city: dict[str, str], local: LocalizedSite) -> str:
    """The name of a stop, with its city where that is not in it."""
    name, town = local.text(title), local.text(city)
    return name if town.casefold() in name.casefold() else f"{name}, {town}"


def _sheet_contact(kit: _Kit) -> SheetContact:
    said = _contact(kit)
    texts = {key: str(said[key]) for key in ("name", "address", "email", "phone", "url")}
    return SheetContact(publisher=kit.words(str(said["publisher"])), **texts)


def _sheet_picture(offered: Sequence[_Offered], local: LocalizedSite) -> SheetPicture | None:
    """The first photograph that lies and has no content note, else the first without one."""
    plain = [one for one in offered if not one.photo.content_note]
    first = next((one for one in plain if one.print.width > one.print.height), plain[0] if plain else None)
    if first is None:
        return None
    shown = picture(first.photo, local, "photo")
    return SheetPicture(first.caption, Made(str(shown["src"]).lstrip("/")), first.photo.focus)
