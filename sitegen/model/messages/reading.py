"""Words of what stops a file from being read: YAML, encodings, folders, settings."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

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
