"""The words of every problem with charts."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

CHARTS: dict[str, Row] = {
    "missing-source": (
        "This chart names no source.",
        "Write `source:` with a name and a date, or `sample: true` where the figures are made up.",
        "Tento graf nemá zdroj.",
        "Napište `source:` s názvem a datem, nebo `sample: true`, pokud jsou čísla vymyšlená.",
    ),
    "sample-with-source": (
        "A chart of made-up figures names a source.",
        "Keep either `sample: true` or `source:`.",
        "Graf s vymyšlenými čísly uvádí zdroj.",
        "Ponechte buď `sample: true`, nebo `source:`.",
    ),
    "parts-do-not-add-up": (
        "The parts make {sum}, but the whole is {whole}.",
        "Correct a part or the whole; `rest: true` gives one part whatever is left.",
        "Součet částí je {sum}, ale celek je {whole}.",
        "Opravte část, nebo celek; s `rest: true` připadne jedné části zbytek.",
    ),
    "parts-exceed-whole": (
        "The parts make {sum}, which is more than the whole of {whole}.",
        "Correct a part or the whole.",
        "Součet částí je {sum}, tedy víc než celek {whole}.",
        "Opravte část, nebo celek.",
    ),
    "nothing-to-divide": (
        "A whole of 0 cannot be divided into parts.",
        "Correct the number, or leave this out.",
        "Celek 0 nelze rozdělit na části.",
        "Opravte číslo, nebo to vynechte.",
    ),
    "too-many-symbols": (
        "This chart would have {count} symbols; {most} can still be seen as single ones.",
        "Let each stand for more: write a larger `per`.",
        "Tento graf by měl symbolů {count}, jednotlivě jich jde rozeznat nejvýš {most}.",
        "Ať každý zastupuje víc: napište větší `per`.",
    ),
    "two-rests": (
        "More than one part takes what is left of the whole.",
        "Write `rest: true` at one part only and a `value` at the others.",
        "Zbytek do celku má připadnout víc než jedné části.",
        "Napište `rest: true` jen u jedné části, u ostatních `value`.",
    ),
    "value-or-rest": (
        "This part needs either a `value` or, in a chart with a whole, `rest: true`.",
        "",
        "Tato část potřebuje buď `value`, nebo v grafu s celkem `rest: true`.",
        "",
    ),
    "unknown-unit": (
        "The unit “{unit}” is not described.",
        "Known units: {known}. Describe another one under `units:` of this record.",
        "Jednotka „{unit}“ není popsaná.",
        "Známé jednotky: {known}. Další popište v tomto záznamu pod `units:`.",
    ),
    "duplicate-chart": (
        "Two charts have the id “{id}”.",
        "Give each chart its own id: it becomes part of its address.",
        "Dva grafy mají stejné id „{id}“.",
        "Dejte každému grafu vlastní id, je součástí jeho adresy.",
    ),
    "unknown-part": (
        "The part “{part}” is not among the `parts` of this chart.",
        "Correct its name, or add it to `parts`.",
        "Část „{part}“ není mezi `parts` tohoto grafu.",
        "Opravte její název, nebo ji do `parts` doplňte.",
    ),
    "missing-part": (
        "This row has no value for the part “{part}”.",
        "Add it; write 0 where there is nothing.",
        "V tomto řádku chybí hodnota pro část „{part}“.",
        "Doplňte ji; kde nic není, napište 0.",
    ),
    "wrong-count": (
        "There are {found} values for {expected} points of the axis.",
        "Write one value for each point of `at`.",
        "Na {expected} bodů osy připadá hodnot: {found}.",
        "Napište jednu hodnotu pro každý bod `at`.",
    ),
    "two-tiles-in-one-place": (
        "Another tile already stands in column {column}, row {row}.",
        "Move one of them.",
        "Ve sloupci {column} a řádku {row} už jedno pole stojí.",
        "Jedno z nich posuňte.",
    ),
    "unknown-chart": (
        "There is no chart of the kind “{value}”.",
        "Choose one of: {choices}.",
        "Graf druhu „{value}“ neexistuje.",
        "Vyberte jeden z těchto: {choices}.",
    ),
    "no-room-for-chart": (
        "On a picture or poster, the texts around the chart “{title}” leave no room for it.",
        "Shorten its title or its note, or give some of the charts to another infographic.",
        "Na obrázku nebo plakátu nenechávají texty kolem grafu „{title}“ místo pro něj.",
        "Zkraťte jeho nadpis nebo poznámku, nebo přesuňte část grafů do další infografiky.",
    ),
    "letter-not-in-font": (
        "The letter “{letter}” in “{text}” is not in the font that charts are set in.",
        "Replace the letter.",
        "Písmeno „{letter}“ v textu „{text}“ není v písmu grafů.",
        "Nahraďte je jiným.",
    ),
}
