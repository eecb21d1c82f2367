"""The words of every problem, in English and in Czech: what is wrong, and what to do.

One row a code: (English, English repair, Czech, Czech repair); `{name}` is filled from the problem's params.
An empty repair means that the sentence says enough. Codes are stable: tests and docs name them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.model.chart_messages import CHART_MESSAGES
from sitegen.model.print_messages import PRINT_MESSAGES
from sitegen.model.sound_messages import SOUND_MESSAGES

Row = tuple[str, str, str, str]

READING: dict[str, Row] = {
    "broken-yaml": (
        "This is not valid YAML: {reason}.",
        "Check the indentation and the colons; put text that holds “: ” or begins with a special sign in quotes.",
        "Tohle není platný YAML: {reason}.",
        "Zkontrolujte odsazení a dvojtečky; text, který obsahuje „: “ nebo začíná zvláštním znakem, dejte do uvozovek.",
    ),
    "duplicate-key": (
        "The field “{field}” is written twice.",
        "Keep one of them.",
        "Pole „{field}“ je zapsáno dvakrát.",
        "Ponechte jen jedno.",
    ),
    "yaml-anchor": (
        "Anchors and aliases (& and *) are not used here.",
        "Write the value out, or put the text in quotes.",
        "Odkazy YAML (& a *) se zde nepoužívají.",
        "Hodnotu vypište, nebo dejte text do uvozovek.",
    ),
    "yaml-tag": (
        "Type marks (!) are not used here.",
        "Put the text in quotes.",
        "Značky typů (!) se zde nepoužívají.",
        "Dejte text do uvozovek.",
    ),
    "yaml-too-deep": (
        "Lists and fields are nested more than {limit} levels deep.",
        "Look for a stray bracket.",
        "Seznamy a pole jsou vnořené hlouběji než {limit} úrovní.",
        "Podívejte se, zda někde nepřebývá závorka.",
    ),
    "yaml-bad-key": (
        "The name of a field must be plain text.",
        "",
        "Název pole musí být prostý text.",
        "",
    ),
    "yaml-many-documents": (
        "A record is one YAML document; “---” begins a second one here.",
        "Remove the line or make two files.",
        "Záznam je jeden dokument YAML; „---“ tu začíná druhý.",
        "Řádek odstraňte, nebo udělejte dva soubory.",
    ),
    "file-too-large": (
        "The file is larger than {limit} kB.",
        "Split the text.",
        "Soubor je větší než {limit} kB.",
        "Text rozdělte.",
    ),
    "not-utf-8": (
        "The file is not in UTF-8.",
        "Save it with the encoding UTF-8.",
        "Soubor není v kódování UTF-8.",
        "Uložte ho v kódování UTF-8.",
    ),
    "control-character": (
        "There is an invisible control character here.",
        "Delete it and type the place again.",
        "Je zde neviditelný řídicí znak.",
        "Smažte ho a místo napište znovu.",
    ),
    "unknown-file": (
        "No kind of content reads this file.",
        "Check the name of its folder and its ending: records end in .yaml, texts in .cs.md beside their record.",
        "Tento soubor nepatří k žádnému druhu obsahu.",
        "Zkontrolujte název složky a příponu: záznamy končí na .yaml, texty na .cs.md vedle svého záznamu.",
    ),
    "no-settings": (
        "The settings of the site are missing.",
        "Create content/site.yaml.",
        "Chybí nastavení webu.",
        "Vytvořte content/site.yaml.",
    ),
    "no-languages": (
        "The list of languages is missing.",
        "Create i18n/languages.yaml.",
        "Chybí seznam jazyků.",
        "Vytvořte i18n/languages.yaml.",
    ),
    "duplicate-language": (
        "The language or prefix “{language}” is listed twice.",
        "Remove one of the lines.",
        "Jazyk nebo předpona „{language}“ je uvedena dvakrát.",
        "Jeden z řádků odstraňte.",
    ),
    "no-catalogue": (
        "The interface is not translated into “{language}”.",
        "Add i18n/{language}/LC_MESSAGES/messages.po.",
        "Rozhraní není přeloženo do jazyka „{language}“.",
        "Přidejte i18n/{language}/LC_MESSAGES/messages.po.",
    ),
}

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
        "Compute it once from the feed's first address (Podcasting 2.0), and keep it for good.",
        "„{found}“ není UUID.",
        "Spočítejte ho jednou z první adresy feedu (Podcasting 2.0) a navždy ho ponechte.",
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

PUBLISHING: dict[str, Row] = {
    "held-back": (
        "{ref} is not published: {reason}.",
        "",
        "{ref} se nezveřejňuje: {reason}.",
        "",
    ),
    "names-held-back": (
        "{by} names {ref}, which is not published now; it is shown without it.",
        "",
        "{by} uvádí {ref}, které se teď nezveřejňuje; zobrazí se bez něj.",
        "",
    ),
    "sample-in-release": (
        "{ref} is a sample, and a release holds none.",
        "Put the original in its place and delete “sample: true”, or move it out of the project.",
        "{ref} je ukázka, a ostré vydání žádnou neobsahuje.",
        "Nahraďte ji originálem a smažte „sample: true“, nebo ji z projektu přesuňte.",
    ),
    "draft-in-release": (
        "{ref} is a draft, and a release holds none.",
        "Finish it and delete “draft: true”, or move it out of the project.",
        "{ref} je koncept, a ostré vydání žádný neobsahuje.",
        "Dokončete ho a smažte „draft: true“, nebo ho z projektu přesuňte.",
    ),
    "build-running": (
        "Another build of this project is running.",
        "Wait until it has finished.",
        "Tento projekt se právě sestavuje.",
        "Počkejte, až se to dokončí.",
    ),
    "foreign-output": (
        "The folder {folder} holds files that this program did not write.",
        "Empty it, or choose another one with --output.",
        "Ve složce {folder} jsou soubory, které tento program nezapsal.",
        "Vyprázdněte ji, nebo zvolte jinou pomocí --output.",
    ),
    "output-in-use": (
        "The folder {folder} cannot be replaced: {reason}.",
        "Close the programs that have files in it open, and build again.",
        "Složku {folder} nelze nahradit: {reason}.",
        "Zavřete programy, které v ní mají otevřené soubory, a sestavte znovu.",
    ),
    "no-print-consent": (
        "{ref} has no consent to print.",
        "Ask for it, or take it out of the zine.",
        "{ref} nemá souhlas s tiskem.",
        "Vyžádejte si ho, nebo ho ze zinu vyřaďte.",
    ),
}

PRINTED: dict[str, Row] = {
    "frozen-code-missing": (
        "The code /q/{id}/ was printed ({job}), but nothing leads there any more.",
        "Bring the record back, or add a line here:  redirect: KIND:ID",
        "Kód /q/{id}/ byl vytištěn ({job}), ale nic už tam nevede.",
        "Vraťte záznam, nebo sem přidejte řádek:  redirect: DRUH:OZNAČENÍ",
    ),
    "frozen-code-dead": (
        "The code /q/{id}/ was printed ({job}), but its target {target} is not published.",
        "Publish the target, or add a line here:  redirect: KIND:ID",
        "Kód /q/{id}/ byl vytištěn ({job}), ale jeho cíl {target} není zveřejněn.",
        "Zveřejněte cíl, nebo sem přidejte řádek:  redirect: DRUH:OZNAČENÍ",
    ),
    "frozen-code-changed": (
        "The code /q/{id}/ was printed ({job}) with other modules or for {address}.",
        "Set base_url in content/site.yaml back, or print anew and freeze again.",
        "Kód /q/{id}/ byl vytištěn ({job}) s jinými moduly nebo pro {address}.",
        "Vraťte base_url v content/site.yaml, nebo vytiskněte znovu a znovu zmrazte.",
    ),
}

MAKING: dict[str, Row] = {
    "unreadable-image": (
        "The picture {file} cannot be opened: {reason}.",
        "Save it again as JPEG or PNG.",
        "Obrázek {file} nelze otevřít: {reason}.",
        "Uložte ho znovu jako JPEG nebo PNG.",
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

OURS = READING | FIELDS | REFERENCES | PUBLISHING | PRINTED | MAKING | CHECKING

MESSAGES: dict[str, Row] = OURS | SOUND_MESSAGES | CHART_MESSAGES | PRINT_MESSAGES

WORDS: dict[str, tuple[str, str]] = {
    "text": ("text", "text"),
    "languages": ("a text in each language, {cs: …, en: …}", "text v každém jazyce, {cs: …, en: …}"),
    "list": ("a list", "seznam"),
    "mapping": ("fields with values", "pole s hodnotami"),
    "whole-number": ("a whole number", "celé číslo"),
    "number": ("a number", "číslo"),
    # What libyaml says, for people.
    "mapping values are not allowed in this context": (
        "a second “: ” stands on the line, or the line is indented wrongly",
        "na řádku je druhá „: “, nebo je řádek špatně odsazený",
    ),
    "did not find expected ',' or '}'": (
        "before this place a bracket { is not closed, or a comma is missing",
        "před tímto místem není uzavřená závorka {, nebo chybí čárka",
    ),
    "did not find expected ',' or ']'": (
        "before this place a bracket [ is not closed, or a comma is missing",
        "před tímto místem není uzavřená závorka [, nebo chybí čárka",
    ),
    "did not find expected key": (
        "the indentation does not fit, or a quotation mark before this place is out of order",
        "nesedí odsazení, nebo před tímto místem nesedí uvozovky",
    ),
    "did not find expected '-' indicator": ("a list item must begin with “- ”", "položka seznamu musí začínat „- “"),
    "could not find expected ':'": ("a colon is missing", "chybí dvojtečka"),
    "found unexpected end of stream": ("a quotation mark is not closed", "nejsou uzavřené uvozovky"),
    "found character that cannot start any token": (
        "the text begins with a special sign or a tab",
        "text začíná zvláštním znakem nebo tabulátorem",
    ),
    "no-picture": ("it is no JPEG, PNG, WebP or TIFF", "není to JPEG, PNG, WebP ani TIFF"),
    "cut-off": ("its end is missing", "chybí jeho konec"),
    "date": ("a date or a list of days", "datum nebo seznam dnů"),
    "yes-no": ("yes or no", "ano nebo ne"),
    "draft": ("it is a draft", "je to koncept"),
    "no-consent": ("there is no valid consent to the web", "chybí platný souhlas s webem"),
    "author-held-back": ("its author is not published", "jeho autor se nezveřejňuje"),
    "photos-held-back": ("none of its photographs is published", "žádná jeho fotografie se nezveřejňuje"),
    "series-held-back": ("its series is not published", "jeho pořad se nezveřejňuje"),
    "not-yet": ("its time of release has not come", "ještě nenastal čas vydání"),
    "not-approved": ("nobody has approved it", "nikdo ho neschválil"),
    "error": ("error", "chyba"),
    "warning": ("warning", "varování"),
    "note": ("note", "poznámka"),
}

_CZECH = 2
_OR = "|"


def word(key: str, language: str) -> str:
    """A word of the reports in English or Czech; the key itself where it is no such word."""
    english, czech = WORDS.get(key, (key, key))
    return czech if language == "cs" else english


def explain(code: str, params: Mapping[str, Any], language: str) -> tuple[str, str]:
    """The sentence of a problem and its repair, in English or Czech (`cs`)."""
    row = MESSAGES[code]
    at = _CZECH if language == "cs" else 0
    words = {name: word(value, language) if isinstance(value, str) else value for name, value in params.items()}
    return _fill(row[at], words), _fill(row[at + 1], words)


def _fill(pattern: str, params: Mapping[str, Any]) -> str:
    """Fill in a pattern; `{name:yes {}|no}` takes the first half where the value is not empty."""
    if not pattern.startswith("{suggestion:"):
        return pattern.format(**params)
    found, _, other = pattern.removeprefix("{suggestion:").removesuffix("}").partition(_OR)
    suggestion = params.get("suggestion", "")
    return found.replace("{}", suggestion) if suggestion else other
