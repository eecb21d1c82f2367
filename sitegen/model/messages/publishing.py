"""Words of what may not be published, and of codes that went to print."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

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
        "{ref} has no consent to print, so the zine is not printed.",
        "Ask for it, or take it out of the zine.",
        "{ref} nemá souhlas s tiskem, a proto se zine netiskne.",
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
