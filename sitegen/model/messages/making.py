"""Words of files that cannot be made, and of finished pages that are not sound."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

MAKING: dict[str, Row] = {
    "unreadable-image": (
        "The picture {file} cannot be opened: {reason}.",
        "Save it again as JPEG or PNG.",
        "Obrázek {file} nelze otevřít: {reason}.",
        "Uložte ho znovu jako JPEG nebo PNG.",
    ),
    "changed-meanwhile": (
        "{file} was changed while the site was being made.",
        "Run it again.",
        "Soubor {file} se během vytváření webu změnil.",
        "Spusťte to znovu.",
    ),
    "image-too-large": (
        "The picture {file} has {pixels} million pixels; at most {limit} are allowed.",
        "Make it smaller.",
        "Obrázek {file} má {pixels} milionů bodů; nejvýš je dovoleno {limit}.",
        "Zmenšete ho.",
    ),
    "qr-unreadable": (
        "The QR code of {address} was read back as “{read}”.",
        "Report this as a bug of the program.",
        "QR kód adresy {address} se přečetl jako „{read}“.",
        "Nahlaste to jako chybu programu.",
    ),
    "prose-too-complex": (
        "The text cannot be turned into a page: {reason}.",
        "Simplify it.",
        "Z textu nelze udělat stránku: {reason}.",
        "Zjednodušte ho.",
    ),
    "interface-untranslated": (
        "The interface text “{text}” is not translated into {language}.",
        "Add it to this file.",
        "Text rozhraní „{text}“ není přeložen do jazyka {language}.",
        "Doplňte ho do tohoto souboru.",
    ),
    "placeholders-differ": (
        "The translation of “{text}” does not have the same placeholders: {detail}.",
        "Keep each %(name)s as it is.",
        "Překlad „{text}“ nemá stejné zástupné znaky: {detail}.",
        "Každé %(name)s ponechte, jak je.",
    ),
    "plural-forms": (
        "The translation of “{text}” lacks the plural forms: {detail}.",
        "Fill in each msgstr.",
        "Překladu „{text}“ chybějí tvary čísla: {detail}.",
        "Vyplňte každé msgstr.",
    ),
    "bad-catalogue": (
        "The catalogue cannot be read: {reason}.",
        "Correct the line.",
        "Katalog nelze přečíst: {reason}.",
        "Opravte řádek.",
    ),
}

CHECKING: dict[str, Row] = {
    "dead-link": (
        "On {page}, a link leads to {target}, which does not exist.",
        "Correct the link.",
        "Na stránce {page} vede odkaz na {target}, které neexistuje.",
        "Opravte odkaz.",
    ),
    "dead-anchor": (
        "On {page}, a link leads to {target}, but that page has no such place.",
        "Correct the part after #.",
        "Na stránce {page} vede odkaz na {target}, ale tato stránka takové místo nemá.",
        "Opravte část za #.",
    ),
    "duplicate-html-id": (
        "On {page}, the id “{id}” is used twice.",
        "Rename one of the headings.",
        "Na stránce {page} je id „{id}“ použito dvakrát.",
        "Jeden z nadpisů přejmenujte.",
    ),
    "picture-without-alt": (
        "On {page}, the picture {picture} has no alternative text.",
        "Add the text.",
        "Na stránce {page} nemá obrázek {picture} alternativní text.",
        "Doplňte ho.",
    ),
    "third-party-request": (
        "The page {page} would load {target} from another host.",
        "Link it instead, or put the file into the project.",
        "Stránka {page} by načítala {target} z cizího serveru.",
        "Odkažte na něj, nebo dejte soubor do projektu.",
    ),
    "dead-alternate": (
        "{page} names {target} as its other language, which does not exist.",
        "Report this as a bug of the templates.",
        "{page} uvádí jako svůj druhý jazyk {target}, které neexistuje.",
        "Nahlaste to jako chybu šablon.",
    ),
    "wrong-alternate": (
        "{page} names {target} as its page in {language}, but that page speaks another language.",
        "Report this as a bug of the templates.",
        "{page} uvádí {target} jako svou stránku v jazyce {language}, ale ta mluví jinak.",
        "Nahlaste to jako chybu šablon.",
    ),
    "one-way-alternate": (
        "{page} names {target} as its other language, but that page does not lead back.",
        "Report this as a bug of the templates.",
        "{page} uvádí jako svůj druhý jazyk {target}, ale ta stránka zpět nevede.",
        "Nahlaste to jako chybu šablon.",
    ),
}
