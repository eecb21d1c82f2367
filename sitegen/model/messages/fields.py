"""Words of values that a record may not have."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

FIELDS: dict[str, Row] = {
    "unknown-field": (
        "The field “{field}” is not known here.",
        "{suggestion:Did you mean “{}”?|docs/content.md lists the fields of each kind.}",
        "Pole „{field}“ zde není známé.",
        "{suggestion:Nemělo to být „{}“?|Pole každého druhu jsou v docs/content.md.}",
    ),
    "missing-field": (
        "The field “{field}” is missing.",
        "Add it.",
        "Chybí pole „{field}“.",
        "Doplňte ho.",
    ),
    "wrong-type": (
        "“{field}” must be {expected}.",
        "",
        "„{field}“ musí být {expected}.",
        "",
    ),
    "bad-choice": (
        "“{value}” is not one of: {choices}.",
        "{suggestion:Did you mean “{}”?|}",
        "„{value}“ není žádná z možností: {choices}.",
        "{suggestion:Nemělo to být „{}“?|}",
    ),
    "not-a-record": (
        "This file holds no fields.",
        "A record consists of lines such as “title: …”.",
        "Tento soubor neobsahuje žádná pole.",
        "Záznam se skládá z řádků jako „title: …“.",
    ),
    "at-least": (
        "“{field}” is {value}; it must be at least {limit}.",
        "",
        "„{field}“ je {value}; nejméně smí být {limit}.",
        "",
    ),
    "more-than": (
        "“{field}” is {value}; it must be more than {limit}.",
        "",
        "„{field}“ je {value}; musí být víc než {limit}.",
        "",
    ),
    "at-most": (
        "“{field}” is {value}; it must be at most {limit}.",
        "",
        "„{field}“ je {value}; nejvýš smí být {limit}.",
        "",
    ),
    "less-than": (
        "“{field}” is {value}; it must be less than {limit}.",
        "",
        "„{field}“ je {value}; musí být méně než {limit}.",
        "",
    ),
    "too-few-values": (
        "“{field}” holds too few values; the least is {limit}.",
        "Add what is missing.",
        "„{field}“ obsahuje příliš málo hodnot; nejméně {limit}.",
        "Doplňte, co chybí.",
    ),
    "too-many-values": (
        "“{field}” holds too many values; the most is {limit}.",
        "Remove what is too much.",
        "„{field}“ obsahuje příliš mnoho hodnot; nejvýš {limit}.",
        "Odstraňte, co přebývá.",
    ),
    "bad-slug": (
        "“{value}” cannot be a part of an address.",
        "Write small letters without accents, digits and hyphens, for example mestske-prochazky.",
        "„{value}“ nemůže být částí adresy.",
        "Pište malá písmena bez diakritiky, číslice a spojovníky, například mestske-prochazky.",
    ),
    "unknown-country": (
        "There is no country “{value}”.",
        "Write the two letters of ISO 3166, for example CZ.",
        "Země „{value}“ neexistuje.",
        "Pište dvě písmena podle ISO 3166, například CZ.",
    ),
    "unknown-language-code": (
        "There is no language “{value}”.",
        "Write its code, for example cs.",
        "Jazyk „{value}“ neexistuje.",
        "Pište jeho kód, například cs.",
    ),
    "bad-time": (
        "“{value}” is not a time.",
        "Write for example 2019-10-10T09:00.",
        "„{value}“ není časový údaj.",
        "Pište například 2019-10-10T09:00.",
    ),
    "bad-value": (
        "“{value}” cannot stand in “{field}”: {reason}.",
        "",
        "„{value}“ nemůže být v poli „{field}“: {reason}.",
        "",
    ),
    "bad-date": (
        "“{value}” is not a date.",
        "Write 2019-04-25, 2018-02-21..2018-02-23, 2019-09, 2019-12-12..mid-2020-01 or a list of days.",
        "„{value}“ není datum.",
        "Pište 2019-04-25, 2018-02-21..2018-02-23, 2019-09, 2019-12-12..mid-2020-01 nebo seznam dnů.",
    ),
    "not-a-day": (
        "“{value}” is not a single day.",
        "Write for example 2018-08-16.",
        "„{value}“ není jeden den.",
        "Pište například 2018-08-16.",
    ),
    "no-such-day": (
        "The day {value} does not exist: {month} has {days} days.",
        "Correct the day.",
        "Den {value} neexistuje: {month} má {days} dní.",
        "Opravte den.",
    ),
    "no-such-month": (
        "The month in {value} does not exist.",
        "Write 01 to 12.",
        "Měsíc v údaji {value} neexistuje.",
        "Pište 01 až 12.",
    ),
    "dates-out-of-order": (
        "{second} does not come after {first}.",
        "Put the dates in order.",
        "{second} není po {first}.",
        "Seřaďte data.",
    ),
    "no-offset": (
        "“{value}” carries a time zone; times are local here.",
        "Write only the local time, for example 2019-10-10T09:00.",
        "„{value}“ obsahuje časové pásmo; časy jsou zde místní.",
        "Pište jen místní čas, například 2019-10-10T09:00.",
    ),
    "bad-recurrence": (
        "“{part}” has no meaning in a recurrence rule.",
        "Write for example FREQ=WEEKLY;COUNT=4: parts of RFC 5545, each once, without spaces, times in UTC.",
        "„{part}“ nemá v pravidle opakování význam.",
        "Pište například FREQ=WEEKLY;COUNT=4: části podle RFC 5545, každou jednou, bez mezer, časy v UTC.",
    ),
    "recurrence-conflict": (
        "“{part}” may not stand beside “{other}”.",
        "Remove one of the two.",
        "„{part}“ nesmí stát vedle „{other}“.",
        "Jedno z obou odstraňte.",
    ),
    "bad-address": (
        "“{value}” is not a web address.",
        "Begin with https:// and the name of the host.",
        "„{value}“ není webová adresa.",
        "Začněte https:// a názvem serveru.",
    ),
    "unknown-time-zone": (
        "There is no time zone “{value}”.",
        "Write for example Europe/Prague.",
        "Časové pásmo „{value}“ neexistuje.",
        "Pište například Europe/Prague.",
    ),
    "bad-alphabet": (
        "The letter “{letter}” stands twice in the alphabet.",
        "Write each letter once: letters are separated by spaces, variants joined by a slash (e/é/ě).",
        "Písmeno „{letter}“ je v abecedě dvakrát.",
        "Každé písmeno pište jednou: písmena oddělte mezerou, varianty spojte lomítkem (e/é/ě).",
    ),
    "unknown-switch": (
        "There is no typography rule “{name}”.",
        "The rules are: {known}.",
        "Typografické pravidlo „{name}“ neexistuje.",
        "Pravidla jsou: {known}.",
    ),
    "unknown-locale": (
        "There is no locale “{value}”.",
        "Write for example cs_CZ.",
        "Jazykové prostředí „{value}“ neexistuje.",
        "Pište například cs_CZ.",
    ),
    "place-too-exact": (
        "{value} is too exact: somebody's door could be found.",
        "Round it to {decimals} decimals.",
        "{value} je příliš přesné: dal by se najít něčí dům.",
        "Zaokrouhlete na {decimals} desetinná místa.",
    ),
    "missing-translation": (
        "“{field}” is not translated into: {languages}.",
        "Add the text in each of these languages.",
        "„{field}“ není přeloženo do: {languages}.",
        "Doplňte text v každém z těchto jazyků.",
    ),
    "unknown-language": (
        "There is no language “{language}” here; the site speaks: {known}.",
        "Correct the code, or add the language to i18n/languages.yaml.",
        "Jazyk „{language}“ zde není; web mluví: {known}.",
        "Opravte kód, nebo jazyk přidejte do i18n/languages.yaml.",
    ),
    "alt-is-file-name": (
        "The alternative text “{alt}” is only the name of the file.",
        "Say what is seen, for somebody who does not see it.",
        "Alternativní text „{alt}“ je jen název souboru.",
        "Řekněte, co je vidět, tomu, kdo to nevidí.",
    ),
    "alt-is-title": (
        "The alternative text “{alt}” only repeats the title.",
        "Say what is seen, for somebody who does not see it.",
        "Alternativní text „{alt}“ jen opakuje název.",
        "Řekněte, co je vidět, tomu, kdo to nevidí.",
    ),
}
