"""The words of the problems with sound, transcripts, chapters, covers and podcast feeds."""

from __future__ import annotations

from sitegen.model.messages.rows import Row

TRANSCRIPTS: dict[str, Row] = {
    "vtt-encoding": (
        "The transcript is not written in UTF-8.",
        "Save it again and choose UTF-8.",
        "Přepis není uložen v kódování UTF-8.",
        "Uložte ho znovu a zvolte UTF-8.",
    ),
    "vtt-header": (
        "A transcript begins with the line WEBVTT, not with “{found}”.",
        "Write WEBVTT on the first line and leave the second one empty.",
        "Přepis začíná řádkem WEBVTT, ne „{found}“.",
        "Na první řádek napište WEBVTT a druhý nechte prázdný.",
    ),
    "vtt-no-cues": (
        "The transcript holds no line with times.",
        "Each line looks like “00:01.000 --> 00:03.500” and below it “<v Name>words”.",
        "V přepisu není žádný řádek s časy.",
        "Každý úsek má řádek „00:01.000 --> 00:03.500“ a pod ním „<v Jméno>slova“.",
    ),
    "vtt-no-times": (
        "“{found}” stands here without times.",
        "Write a line such as “00:01.000 --> 00:03.500” above it, or remove an empty line too many.",
        "„{found}“ tu stojí bez časů.",
        "Doplňte nad to řádek jako „00:01.000 --> 00:03.500“, nebo odstraňte přebytečný prázdný řádek.",
    ),
    "vtt-timestamp": (
        "“{found}” is not a time.",
        "Write minutes, seconds and thousandths, such as 01:23.450; hours may stand before them.",
        "„{found}“ není čas.",
        "Napište minuty, sekundy a tisíciny, třeba 01:23.450; před nimi mohou stát hodiny.",
    ),
    "vtt-ends-before-start": (
        "This line ends before it begins: {times}.",
        "",
        "Tento úsek končí dřív, než začne: {times}.",
        "",
    ),
    "vtt-empty-cue": ("There are times here, but no words.", "", "Jsou tu časy, ale žádná slova.", ""),
    "vtt-no-speaker": (
        "It is not said who speaks: “{text}”.",
        "Begin with the name: <v Name>words.",
        "Není řečeno, kdo mluví: „{text}“.",
        "Začněte jménem: <v Jméno>slova.",
    ),
    "vtt-two-speakers": (
        "Two people speak in one line: {names}.",
        "Give each of them a line with times of its own.",
        "V jednom úseku mluví dva lidé: {names}.",
        "Dejte každému vlastní úsek s časy.",
    ),
    "vtt-backward": (
        "This line begins at {start}, before the one above it (line {other}).",
        "Put the lines in the order in which they are heard.",
        "Tento úsek začíná v {start}, dřív než úsek před ním (řádek {other}).",
        "Seřaďte úseky tak, jak zaznívají.",
    ),
    "vtt-overlap": (
        "This line begins at {start}, before the one above it has ended (line {other}).",
        "Shorten one of them.",
        "Tento úsek začíná v {start}, ještě než skončil úsek před ním (řádek {other}).",
        "Jeden z nich zkraťte.",
    ),
    "vtt-beyond-end": (
        "This line ends at {end}, but the sound is only {length} long.",
        "Does the transcript belong to this recording?",
        "Tento úsek končí v {end}, ale zvuk je dlouhý jen {length}.",
        "Patří přepis k této nahrávce?",
    ),
    "vtt-other-times": (
        "The translation has other times than the original: {times} is expected here (line {other} there).",
        "A translation keeps the lines of the original and their times.",
        "Překlad má jiné časy než originál: tady má být {times} (v originálu řádek {other}).",
        "Překlad má stejné úseky a časy jako originál.",
    ),
    "vtt-other-speaker": (
        "This speaker was called “{expected}” above, and is “{name}” here.",
        "Use one name for one person.",
        "Tento mluvčí se výš jmenoval „{expected}“, tady „{name}“.",
        "Používejte pro jednoho člověka jedno jméno.",
    ),
    "vtt-other-count": (
        "The translation has {count} lines, the original {expected}.",
        "Compare them: a line is missing or was split.",
        "Překlad má úseků {count}, originál {expected}.",
        "Porovnejte je: některý chybí, nebo je rozdělený.",
    ),
}

SOUND: dict[str, Row] = {
    "sound-empty": ("The sound “{file}” is empty.", "", "Zvuk „{file}“ je prázdný.", ""),
    "sound-too-large": (
        "The sound “{file}” has {megabytes} MB; at most {most} MB are allowed.",
        "Export speech as mono MP3 at 64 to 96 kb/s.",
        "Zvuk „{file}“ má {megabytes} MB; dovoleno je nejvýš {most} MB.",
        "Mluvené slovo uložte jako mono MP3 s 64 až 96 kb/s.",
    ),
    "sound-lfs-pointer": (
        "“{file}” is not the sound but a git-lfs pointer to it.",
        "Run “git lfs pull”, or keep the sound in the repository itself.",
        "„{file}“ není zvuk, ale odkaz git-lfs na něj.",
        "Spusťte „git lfs pull“, nebo uložte zvuk přímo do repozitáře.",
    ),
    "sound-type": (
        "“{file}” is of a type that not every player knows; allowed are {types}.",
        "Export the recording as MP3.",
        "„{file}“ je typu, který nezná každý přehrávač; dovoleny jsou {types}.",
        "Uložte nahrávku jako MP3.",
    ),
    "sound-misnamed": (
        "By its bytes, “{file}” is not what its name says (found: {found}).",
        "Export it anew; renaming does not convert a file.",
        "„{file}“ podle obsahu není to, co říká jeho název (nalezeno: {found}).",
        "Uložte ho znovu v tomto formátu; přejmenování soubor nepřevede.",
    ),
    "sound-truncated": (
        "The end of “{file}” is missing.",
        "The copying was probably cut off: copy or export it again.",
        "Souboru „{file}“ chybí konec.",
        "Kopírování se nejspíš přerušilo: zkopírujte nebo uložte ho znovu.",
    ),
    "sound-unreadable": (
        "The sound “{file}” cannot be read: {reason}.",
        "Export it again.",
        "Zvuk „{file}“ nelze přečíst: {reason}.",
        "Uložte ho znovu.",
    ),
    "sound-loudness": (
        "The recording has {lufs} LUFS; listeners expect about {target}.",
        "Normalise the loudness before the export, so that nobody has to turn the volume.",
        "Nahrávka má {lufs} LUFS; posluchači čekají zhruba {target}.",
        "Před uložením srovnejte hlasitost, aby nikdo nemusel otáčet knoflíkem.",
    ),
    "sound-changed": (
        "“{file}” was published with other bytes.",
        "Give the new recording a new name; apps keep what they once fetched under the old one.",
        "„{file}“ už vyšel s jiným obsahem.",
        "Dejte nové nahrávce nový název; aplikace si pod starým drží, co už stáhly.",
    ),
    "lock-line": (
        "“{found}” is not “SHA-256, two spaces, name”.",
        "",
        "„{found}“ není „SHA-256, dvě mezery, název“.",
        "",
    ),
}

CHAPTERS: dict[str, Row] = {
    "chapters-bad-time": (
        "“{found}” is not a time.",
        'Write minutes and seconds in quotes, such as "0:27".',
        "„{found}“ není čas.",
        'Napište minuty a sekundy v uvozovkách, třeba "0:27".',
    ),
    "chapters-first": (
        "The first chapter begins at {start}, not at 0:00.",
        "Apps show chapters only if the first one begins with the sound.",
        "První kapitola začíná v {start}, ne v 0:00.",
        "Aplikace kapitoly ukážou, jen když první začíná se zvukem.",
    ),
    "chapters-few": (
        "Chapters: {count}; apps show them from {fewest} on.",
        "Add chapters, or leave them all out.",
        "Kapitol je {count}; aplikace je ukazují od {fewest}.",
        "Kapitoly doplňte, nebo je všechny vynechte.",
    ),
    "chapters-order": (
        "This chapter begins at {start}, the one above it at {before}.",
        "Put the chapters in the order in which they are heard.",
        "Tato kapitola začíná v {start}, předchozí v {before}.",
        "Seřaďte kapitoly tak, jak zaznívají.",
    ),
    "chapters-beyond-end": (
        "This chapter begins at {start}, but the sound is only {length} long.",
        "",
        "Tato kapitola začíná v {start}, ale zvuk je dlouhý jen {length}.",
        "",
    ),
    "chapters-title": (
        "The title is long for a list of chapters: “{title}”.",
        "Apps cut titles after about {most} characters.",
        "Na seznam kapitol je název dlouhý: „{title}“.",
        "Aplikace názvy po zhruba {most} znacích useknou.",
    ),
    "chapters-short": (
        "This chapter lasts {seconds} s only.",
        "Join it with the next one; a chapter should last {shortest} s at least.",
        "Tato kapitola trvá jen {seconds} s.",
        "Spojte ji s další; kapitola má trvat aspoň {shortest} s.",
    ),
    "artwork-not-square": (
        "The cover must be square; it has {width} × {height} px.",
        "",
        "Obálka musí být čtvercová; má {width} × {height} px.",
        "",
    ),
    "artwork-size": (
        "The cover has {width} × {height} px; podcast directories take {least} to {most} px.",
        "",
        "Obálka má {width} × {height} px; podcastové adresáře berou {least} až {most} px.",
        "",
    ),
    "artwork-format": (
        "The cover must be a JPEG or PNG, not {found}.",
        "",
        "Obálka musí být JPEG nebo PNG, ne {found}.",
        "",
    ),
    "artwork-mode": (
        "The cover must be in RGB colours, not {found}.",
        "Save it as RGB without transparency.",
        "Obálka musí být v barvách RGB, ne {found}.",
        "Uložte ji jako RGB bez průhlednosti.",
    ),
    "artwork-heavy": (
        "The cover has {kilobytes} kB; more than {most} kB is slow on a phone.",
        "Save the JPEG at a lower quality.",
        "Obálka má {kilobytes} kB; víc než {most} kB se na telefonu načítá pomalu.",
        "Uložte JPEG v nižší kvalitě.",
    ),
}

FEEDS: dict[str, Row] = {
    "feed-xml": (
        "The podcast feed is not valid XML: {reason}.",
        "",
        "Podcastový kanál není platné XML: {reason}.",
        "",
    ),
    "feed-missing": (
        "In the podcast feed, “{item}” has no {element}.",
        "Podcast directories refuse a feed without it; fill in the field of the record.",
        "V podcastovém kanálu chybí u „{item}“ prvek {element}.",
        "Podcastové adresáře kanál bez něj odmítnou; doplňte pole v záznamu.",
    ),
    "feed-value": (
        "In the podcast feed, “{item}” has “{value}” as {element}, which podcast directories refuse.",
        "Correct the field of the record.",
        "V podcastovém kanálu má „{item}“ v prvku {element} hodnotu „{value}“, kterou adresáře odmítají.",
        "Opravte pole v záznamu.",
    ),
    "feed-repeated": (
        "Two episodes of the podcast feed have the same {element}: “{value}”.",
        "Apps would take them for one episode.",
        "Dva díly podcastového kanálu mají stejný prvek {element}: „{value}“.",
        "Aplikace by je považovaly za jeden díl.",
    ),
    "feed-too-long": (
        "In the podcast feed, the {element} of “{item}” has {bytes} bytes; {most} are allowed.",
        "Shorten the summary.",
        "V podcastovém kanálu má {element} u „{item}“ {bytes} bajtů; dovoleno je {most}.",
        "Zkraťte shrnutí.",
    ),
}

ALL_SOUND = TRANSCRIPTS | SOUND | CHAPTERS | FEEDS
