"""Words of records that do not fit together."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

REFERENCES: dict[str, Row] = {
    "bad-id": (
        "“{id}” cannot be an id.",
        "Name the file with small letters without accents, digits and hyphens, for example city-walk.yaml.",
        "„{id}“ nemůže být označení.",
        "Pojmenujte soubor malými písmeny bez diakritiky, číslicemi a spojovníky, například prochazka.yaml.",
    ),
    "duplicate-id": (
        "The id “{id}” is used already by {other}.",
        "Rename one of the files.",
        "Označení „{id}“ už používá {other}.",
        "Jeden ze souborů přejmenujte.",
    ),
    "unknown-reference": (
        "There is no {kind} “{id}”.",
        "{suggestion:Did you mean “{}”?|Correct the id, or add the record.}",
        "Žádný záznam {kind} „{id}“ neexistuje.",
        "{suggestion:Nemělo to být „{}“?|Opravte označení, nebo záznam přidejte.}",
    ),
    "unknown-link": (
        "The link leads to “{ref}”, which does not exist.",
        "{suggestion:Did you mean “{}”?|Correct it.}",
        "Odkaz vede na „{ref}“, které neexistuje.",
        "{suggestion:Nemělo to být „{}“?|Opravte ho.}",
    ),
    "missing-file": (
        "There is no file {file}.",
        "{suggestion:Did you mean “{}”?|Add the file, or correct its name (capital letters count).}",
        "Soubor {file} neexistuje.",
        "{suggestion:Nemělo to být „{}“?|Přidejte ho, nebo opravte název (na velikosti písmen záleží).}",
    ),
    "missing-prose": (
        "The page “{id}” has no text.",
        "Write it into {id}.cs.md (and the other languages) beside the record.",
        "Stránka „{id}“ nemá žádný text.",
        "Napište ho do {id}.cs.md (a dalších jazyků) vedle záznamu.",
    ),
    "untranslated-prose": (
        "The text of “{id}” is not translated into {language}; the page shows another language and says so.",
        "Add {id}.{language}.md.",
        "Text „{id}“ není přeložen do jazyka {language}; stránka ukáže jiný jazyk a řekne to.",
        "Přidejte {id}.{language}.md.",
    ),
    "duplicate-number": (
        "Episode number {number} is taken already by “{other}”.",
        "Give each episode its own number.",
        "Číslo dílu {number} už má „{other}“.",
        "Dejte každému dílu vlastní číslo.",
    ),
    "duplicate-guid": (
        "The guid is the same as that of “{other}”.",
        "Give each episode its own, and never change it afterwards.",
        "Hodnota guid je stejná jako u „{other}“.",
        "Dejte každému dílu vlastní a už ji neměňte.",
    ),
    "guid-not-uuid": (
        "“{found}” is not a UUID.",
        "{suggestion:Write {}, made of the feed's address.|Make it of the feed's first address (Podcasting 2.0).}",
        "„{found}“ není UUID.",
        "{suggestion:Pište {}, z adresy feedu.|Spočítejte ho z první adresy feedu (Podcasting 2.0).}",
    ),
    "duplicate-code": (
        "The short address /q/{id}/ belongs already to {other}.",
        "Rename one of the records.",
        "Krátká adresa /q/{id}/ už patří k {other}.",
        "Jeden ze záznamů přejmenujte.",
    ),
    "duplicate-path": (
        "The file {path} would be written twice, also by {other}.",
        "Change the slug of one of them.",
        "Soubor {path} by se zapsal dvakrát, také podle {other}.",
        "U jednoho z nich změňte slug.",
    ),
    "stops-overlap": (
        "The stop “{stop}” begins before “{other}” has ended.",
        "Check the dates.",
        "Zastávka „{stop}“ začíná dřív, než skončí „{other}“.",
        "Zkontrolujte data.",
    ),
    "card-original-twice": (
        "The site has the language “{language}”, so the original of this card belongs into its text.",
        "Move it to “{language}: …” below “text”, and delete “original”.",
        "Web jazyk „{language}“ má, takže původní znění kartičky patří do jejího textu.",
        "Přesuňte ho do „{language}: …“ pod „text“ a „original“ smažte.",
    ),
    "card-original-missing": (
        "The card was written in “{language}”, and its original words are missing.",
        "Copy them out into “original: …”.",
        "Kartička je v jazyce „{language}“ a její původní slova chybí.",
        "Opište je do „original: …“.",
    ),
}
