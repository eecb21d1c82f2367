"""The words of every problem with print, for editors and in the report that goes with the files.

`spot` is the page and place of a finding; `file` names the files that have it, where the problem does not stand at one.
"""

from __future__ import annotations

from sitegen.model.messages.rows import Row

FILES: dict[str, Row] = {
    "dates": (
        "The PDF lacks its date of creation or change.",
        "Export as PDF/X.",
        "V PDF chybí datum vzniku nebo změny.",
        "Exportujte jako PDF/X.",
    ),
    "encrypted": (
        "The PDF is encrypted.",
        "Export without a password.",
        "PDF je zašifrované.",
        "Exportujte bez hesla.",
    ),
    "file-id": ("The PDF has no ID.", "Export as PDF/X.", "PDF nemá ID.", "Exportujte jako PDF/X."),
    "figure-without-text": (
        "A picture in the PDF has no alternative text.",
        "Write its `alt` text.",
        "Obrázek v PDF nemá náhradní text.",
        "Doplňte text `alt`.",
    ),
    "interactive": (
        "The PDF has interactive parts: {place}.",
        "Remove forms, scripts and layers.",
        "PDF obsahuje interaktivní prvky: {place}.",
        "Odstraňte formuláře, skripty a vrstvy.",
    ),
    "no-language": (
        "The PDF does not say its language.",
        "Set the document's language.",
        "PDF neuvádí svůj jazyk.",
        "Nastavte jazyk dokumentu.",
    ),
    "no-title": (
        "The PDF has no title.",
        "Set the document's title.",
        "PDF nemá název.",
        "Nastavte název dokumentu.",
    ),
    "not-tagged": ("The PDF is not tagged.", "Export as PDF/UA.", "PDF není značkované.", "Exportujte jako PDF/UA."),
    "output-intent": (
        "The PDF has no output intent.",
        "Export as PDF/X with the printer's profile.",
        "V PDF chybí výstupní záměr.",
        "Exportujte jako PDF/X s profilem tiskárny.",
    ),
    "output-intent-inks": (
        "The output profile has {inks} inks.",
        "Choose a CMYK profile.",
        "Výstupní profil má {inks} barev.",
        "Zvolte profil CMYK.",
    ),
    "page-count": (
        "There are {count} pages; {expected} were ordered.",
        "Add or remove pages.",
        "Stran je {count}; objednáno {expected}.",
        "Přidejte nebo uberte strany.",
    ),
    "page-multiple": (
        "{count} pages cannot be stapled.",
        "Their number must divide by {multiple}.",
        "Strany v počtu {count} nelze sešít.",
        "Počet musí být dělitelný {multiple}.",
    ),
    "pdf-version": (
        "The PDF is of version {version}; {expected} is needed.",
        "Export as PDF/X-1a:2003.",
        "PDF je ve verzi {version}; je potřeba {expected}.",
        "Exportujte jako PDF/X-1a:2003.",
    ),
    "pdfx-marker": (
        "The PDF declares: {declared}; expected: {expected}.",
        "Export as PDF/X.",
        "PDF deklaruje: {declared}; očekáváno: {expected}.",
        "Exportujte jako PDF/X.",
    ),
    "separations-failed": (
        "Ghostscript could not make the plates: {place}",
        "Export the PDF again.",
        "Ghostscript nedokázal vytvořit výtažky: {place}",
        "Exportujte PDF znovu.",
    ),
    "qr-nowhere": (
        "No page has a readable code that leads to {place}.",
        "Put the code back, large and flat.",
        "Na žádné straně není čitelný kód, který vede na {place}.",
        "Vraťte kód, velký a rovný.",
    ),
    "syntax": ("The PDF is damaged: {place}", "Export it again.", "PDF je poškozené: {place}", "Exportujte ho znovu."),
    "trapped": (
        "The PDF does not say whether it is trapped.",
        "Export as PDF/X.",
        "PDF neuvádí, zda má trapping.",
        "Exportujte jako PDF/X.",
    ),
    "unreadable": (
        "The file cannot be opened as a PDF: {place}",
        "Export it again.",
        "Soubor nelze otevřít jako PDF: {place}",
        "Exportujte ho znovu.",
    ),
    "address-too-long": (
        "The address {place} is too long for a code; 58 bytes are the most.",
        "Take a shorter `base_url` or id.",
        "Adresa {place} je na kód příliš dlouhá; nejvýš může mít 58 bajtů.",
        "Zvolte kratší `base_url` nebo id.",
    ),
    "font-fallback": (
        "The fonts lack a character, and {place} stepped in for it.",
        "Replace the character.",
        "V písmu chybí znak, místo něj zaskočilo {place}.",
        "Znak nahraďte.",
    ),
    "layout": (
        "The layout engine complained: {place}",
        "Correct the template or the style sheet in templates/print.",
        "Sazba si stěžuje: {place}",
        "Opravte šablonu nebo styl v templates/print.",
    ),
}
"""Of a file as a whole; in a build the sentence begins with its name."""

PAGES: dict[str, Row] = {
    "annotations": (
        "annotations ({count}).",
        "Remove links and comments from the press file.",
        "poznámky a odkazy ({count}).",
        "Odstraňte je z tiskového souboru.",
    ),
    "box-origin": (
        "it does not start at 0, 0.",
        "Export with the media box at the origin.",
        "nezačíná v bodě 0, 0.",
        "Exportujte s rámečkem MediaBox v počátku.",
    ),
    "font-not-embedded": (
        "the font is not embedded.",
        "Embed all fonts.",
        "písmo není vložené.",
        "Vložte všechna písma.",
    ),
    "font-opentype": (
        "PDF/X-1a cannot hold OpenType fonts.",
        "Use the TrueType file of the font.",
        "PDF/X-1a nesmí obsahovat písma OpenType.",
        "Použijte soubor TrueType téhož písma.",
    ),
    "font-type3": ("a font of Type 3.", "Use an outline font.", "písmo typu Type 3.", "Použijte obrysové písmo."),
    "gradient": (
        "a gradient.",
        "Use flat colours.",
        "barevný přechod.",
        "Použijte plné barvy.",
    ),
    "ink-flat": (
        "a colour of {ink} % ink; {limit} % is the limit.",
        "Take a lighter mix.",
        "barva s krytím {ink} %; mez je {limit} %.",
        "Namíchejte světlejší.",
    ),
    "ink-picture": (
        "a picture reaches {ink} % ink; {limit} % is the limit.",
        "Convert it to the output profile.",
        "obrázek má krytí až {ink} %; mez je {limit} %.",
        "Převeďte ho do výstupního profilu.",
    ),
    "ink-total": (
        "all inks together reach {ink} %; {limit} % is the limit.",
        "Do not print colours over pictures.",
        "všechny barvy dohromady mají krytí {ink} %; mez je {limit} %.",
        "Netiskněte barvy přes obrázky.",
    ),
    "ink-unknown": (
        "the inks of a picture cannot be read.",
        "Export it again, with 8 bits a colour.",
        "barvy obrázku nelze přečíst.",
        "Exportujte ho znovu, s 8 bity na barvu.",
    ),
    "low-ppi": (
        "the picture has {ppi} pixels an inch at its printed size.",
        "Use a larger file: 300 are good, under 200 it is not printed.",
        "obrázek má při tištěné velikosti {ppi} bodů na palec.",
        "Použijte větší soubor: dobrých je 300, pod 200 se netiskne.",
    ),
    "no-bleed": (
        "{bleed} mm of bleed; {expected} mm are needed.",
        "Let grounds and pictures run over the edge.",
        "spadávka {bleed} mm; potřeba je {expected} mm.",
        "Nechte plochy a obrázky přesahovat přes okraj.",
    ),
    "no-trim-box": (
        "it does not say where it is trimmed.",
        "Export with a trim box.",
        "neuvádí čistý formát.",
        "Exportujte s rámečkem TrimBox.",
    ),
    "not-cmyk": (
        "a {what} in {space}.",
        "Convert it to CMYK of the output profile.",
        "{what} v {space}.",
        "Převeďte do CMYK podle výstupního profilu.",
    ),
    "overfull": (
        "{over} mm too much text.",
        "Shorten the text.",
        "text přesahuje o {over} mm.",
        "Zkraťte text.",
    ),
    "overprint": (
        "overprinting is set.",
        "Leave overprint to the printing house.",
        "je nastaven přetisk.",
        "Přetisk nechte na tiskárně.",
    ),
    "page-rotated": (
        "it is turned by an attribute.",
        "Export it upright.",
        "je otočená atributem.",
        "Exportujte ji na výšku tak, jak se čte.",
    ),
    "qr-contrast": (
        "the code is too pale or its ground too dark.",
        "Print it black on white.",
        "kód je příliš světlý nebo jeho podklad příliš tmavý.",
        "Tiskněte ho černě na bílé.",
    ),
    "qr-inks": (
        "the code is drawn in more than black ink.",
        "Use 0/0/0/100.",
        "kód není jen z černé barvy.",
        "Použijte 0/0/0/100.",
    ),
    "qr-inverted": (
        "the code is light on dark.",
        "Print it dark on light.",
        "kód je světlý na tmavém.",
        "Tiskněte ho tmavě na světlém.",
    ),
    "qr-level": (
        "error correction {level_found}.",
        "Use level H.",
        "úroveň opravy chyb {level_found}.",
        "Použijte úroveň H.",
    ),
    "qr-missing": (
        "no readable code leads to this address.",
        "Put the code back, large and flat.",
        "na tuto adresu nevede žádný čitelný kód.",
        "Vraťte kód, velký a rovný.",
    ),
    "qr-no-box": (
        "the code does not stand on a white box.",
        "Draw the white box under it.",
        "kód nestojí na bílé ploše.",
        "Podložte ho bílou.",
    ),
    "qr-quiet": (
        "less than {modules} white modules around the code.",
        "Leave the white border free.",
        "kolem kódu je méně než {modules} bílých modulů.",
        "Bílý okraj nechte volný.",
    ),
    "qr-small": (
        "the code has {module} mm a module and {side} mm a side.",
        "At least 0.5 mm a module and {least} mm a side are needed.",
        "modul kódu má {module} mm, strana {side} mm.",
        "Modul má mít aspoň 0,5 mm, strana {least} mm.",
    ),
    "qr-wrong": (
        "the code leads elsewhere.",
        "It must lead to {expected}.",
        "kód vede jinam.",
        "Musí vést na {expected}.",
    ),
    "rich-black-text": (
        "black text is mixed of several inks.",
        "Use 0/0/0/100.",
        "černý text je míchaný z více barev.",
        "Použijte 0/0/0/100.",
    ),
    "small-text": (
        "text of {size} points.",
        "Six points are legible in print.",
        "text o velikosti {size} bodů.",
        "V tisku je čitelných šest bodů.",
    ),
    "spot-colour": (
        "a spot colour: {space}.",
        "Ask the printing house, or convert it.",
        "přímá barva: {space}.",
        "Zeptejte se tiskárny, nebo ji převeďte.",
    ),
    "text-in-gutter": (
        "text {distance} mm from the fold; {least} mm are needed.",
        "Widen the inner margin.",
        "text {distance} mm od hřbetu; potřeba je {least} mm.",
        "Rozšiřte vnitřní okraj.",
    ),
    "text-near-edge": (
        "text {distance} mm from the edge; {least} mm are needed.",
        "Move it inwards.",
        "text {distance} mm od okraje; potřeba je {least} mm.",
        "Posuňte ho dovnitř.",
    ),
    "transparency": ("transparency.", "Flatten it.", "průhlednost.", "Slučte ji."),
    "trim-size": (
        "{width} × {height} mm; {expected} mm were ordered.",
        "Set the page size.",
        "{width} × {height} mm; objednáno {expected} mm.",
        "Nastavte velikost strany.",
    ),
}
"""Of one page; the sentence begins with it."""

CONTENT: dict[str, Row] = {
    "photo-count": (
        "The zine has {count} photographs; it has room for {expected}.",
        "Choose {expected}.",
        "Fotografií v zinu je {count}; místo je pro {expected}.",
        "Vyberte {expected}.",
    ),
}
"""Of what is printed, before there is a file."""

SYSTEM: dict[str, Row] = {
    "no-print-library": (
        "The system library Pango is missing, without which nothing can be set for print.",
        "Install it ({package}), or leave the print files out with --no-print.",
        "Chybí systémová knihovna Pango, bez které nelze nic vysázet do tisku.",
        "Nainstalujte ji ({package}), nebo tiskové soubory vynechte pomocí --no-print.",
    ),
    "no-ghostscript": (
        "Ghostscript is not installed, so the plates were not measured; all other checks were made.",
        "Install it ({package}) and check again.",
        "Ghostscript není nainstalován, takže výtažky nebyly změřeny; všechny ostatní kontroly proběhly.",
        "Nainstalujte ho ({package}) a zkontrolujte znovu.",
    ),
}


def _in_file(row: Row) -> Row:
    english, remedy, czech, oprava = row
    return f"{{file}}{english}", remedy, f"{{file}}{czech}", oprava


def _on_page(row: Row) -> Row:
    english, remedy, czech, oprava = row
    return _in_file((f"Page {{spot}}: {english}", remedy, f"Strana {{spot}}: {czech}", oprava))


PRINT_FILES: dict[str, Row] = (
    {f"print-{code}": _in_file(row) for code, row in FILES.items()}
    | {f"print-{code}": _on_page(row) for code, row in PAGES.items()}
    | {f"print-{code}": row for code, row in CONTENT.items()}
    | SYSTEM
)
