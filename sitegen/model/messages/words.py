"""The words that the params of a problem and the reports use, in English and Czech."""

from __future__ import annotations

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
