"""Languages are content: the number of them, and which they are, is written in no module."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from sitegen.content.frame import OTHER_SECTIONS
from sitegen.content.kinds import KINDS
from sitegen.making.plural_forms import plural_header
from sitegen.model.problems import BuildFailed, Problems
from sitegen.model.project import HOME
from sitegen.upkeep.catalogue_update import update_catalogues
from tests.conftest import FILES, SAMPLE, Place, furnish

SLOVAK = "- {code: sk, locale: sk_SK, name: Slovenčina, prefix: sk, sections: {events: podujatia}}\n"
CATALOGUE = """\
msgid "%(num)s photograph"
msgid_plural "%(num)s photographs"
msgstr[0] "%(num)s fotografia"
msgstr[1] "%(num)s fotografie"
msgstr[2] "%(num)s fotografie"
msgstr[3] "%(num)s fotografií"

msgid "Exhibition"
msgstr "Výstava"

msgid "Main"
msgstr "Hlavné"
"""


def head(locale: str) -> str:
    """The header of a catalogue."""
    fields = {"Content-Type": "text/plain; charset=UTF-8", "Language": locale, "Plural-Forms": plural_header(locale)}
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items()) + "\n"


def words() -> str:
    """The words of print and of downloads, which every project has, as the small project says them in Czech."""
    with (SAMPLE / "i18n/cs/LC_MESSAGES/messages.po").open("rb") as file:
        found = [one for one in read_po(file) if isinstance(one.id, str) and one.id]
    return "".join(
        f'\nmsgid "{one.id}"\nmsgstr "{one.string}"\n' for one in found if f'msgid "{one.id}"' not in CATALOGUE
    )


def add_slovak(place: Place, line: str = SLOVAK) -> None:
    """One line and one catalogue."""
    languages = (SAMPLE / "i18n" / "languages.yaml").read_text("utf-8")
    place.write("i18n/languages.yaml", languages + line)
    place.write("i18n/sk/LC_MESSAGES/messages.po", head("sk_SK") + CATALOGUE + words())


def translated(text: str) -> str:
    """A record whose Czech texts are there in Slovak, too."""
    return re.sub(r"(?<!slug: )\{cs: ([^,}]*),", r"{cs: \1, sk: \1,", text)


def translate(place: Place) -> None:
    """All texts of the small project, prose included."""
    for name in FILES:
        path = place.root / name
        if name.endswith(".cs.md"):
            shutil.copyfile(path, path.with_name(path.name.replace(".cs.", ".sk.")))
        elif name.endswith(".yaml"):
            path.write_text(translated(path.read_text("utf-8")), "utf-8")


def test_a_third_language_lists_what_is_missing_by_line(place: Place) -> None:
    """Every text of every record, at the line of its field."""
    add_slovak(place)
    report = place.build()
    texts = {(problem.where.file, problem.where.line) for problem in report.problems if problem.severity == "error"}
    expected = {
        (name, number)
        for name in FILES
        if name.endswith(".yaml")
        for number, line in enumerate((place.root / name).read_text("utf-8").splitlines(), 1)
        if "{cs:" in line and not line.startswith("slug")
    }
    assert texts == expected
    assert {problem.code for problem in report.problems} == {"missing-translation", "untranslated-prose"}


def test_a_third_language_is_published_when_its_texts_are_there(place: Place) -> None:
    """Every page has three languages that lead to each other."""
    add_slovak(place)
    translate(place)
    report = place.build()
    assert not report.failed, list(report.problems)
    counts = {code: sum(name.startswith(f"{code}/") for name in place.files()) for code in ("cs", "en", "sk")}
    assert len(set(counts.values())) == 1
    page = place.read("sk/podujatia/opening/index.html")
    assert '<html lang="sk">' in page
    assert "mája 2026" in page.replace("\u00a0", " ")
    alternates = re.findall(r'hreflang="([^"]+)" href="([^"]+)"', page)
    assert alternates == [
        ("cs", "https://example.org/cs/akce/vernisaz/"),
        ("en", "https://example.org/en/events/opening/"),
        ("sk", "https://example.org/sk/podujatia/opening/"),
        ("x-default", "https://example.org/cs/akce/vernisaz/"),
    ]


def test_an_interface_text_that_is_missing_is_said_in_english(place: Place) -> None:
    """With one warning that counts them, and the page says which language it is in, where an element can."""
    add_slovak(place)
    translate(place)
    place.edit("i18n/sk/LC_MESSAGES/messages.po", 'msgstr "Hlavné"', 'msgstr ""')
    place.edit("i18n/sk/LC_MESSAGES/messages.po", 'msgid "Exhibition"\nmsgstr "Výstava"\n\n', "")
    report = place.build()
    assert not report.failed
    (problem,) = report.problems
    assert (str(problem.where), problem.code) == ("i18n/sk/LC_MESSAGES/messages.po:1:1", "interface-untranslated")
    assert (problem.severity, problem.params["count"]) == ("warning", "2")
    pages = [path.read_text("utf-8") for path in (place.output / "sk").rglob("*.html")]
    assert any('<span lang="en">Exhibition</span>' in page for page in pages)
    assert any('aria-label="Main"' in page for page in pages)
    assert not any(re.search("[\ue000\ue001]", page) for page in pages)
    assert '<span lang="en">' not in place.read("cs/o-vystave/index.html")


def test_a_language_without_a_catalogue_speaks_english(place: Place) -> None:
    add_slovak(place)
    translate(place)
    (place.root / "i18n/sk/LC_MESSAGES/messages.po").unlink()
    report = place.build()
    assert not report.failed
    assert [(problem.code, str(problem.severity)) for problem in report.problems] == [("no-catalogue", "warning")]
    pages = [path.read_text("utf-8") for path in (place.output / "sk").rglob("*.html")]
    assert any('<span lang="en">Exhibition</span>' in page for page in pages)


def test_a_file_that_becomes_a_template_has_texts(place: Place) -> None:
    """Though its bytes were there before, under a name that no template has."""
    text = '{% extends "base.html" %}{% block main %}{{ _("New") }}{% endblock %}'
    draft = place.write("templates/venue.draft", text)
    assert place.problems() == []
    draft.rename(draft.with_suffix(".html"))
    assert {code for _, code in place.problems()} == {"interface-untranslated"}
    draft.with_suffix(".html").rename(draft)
    assert place.problems() == []


def test_a_language_that_waits_only_warns(place: Place) -> None:
    """Its texts can come one by one; nothing of it is published."""
    add_slovak(place, SLOVAK.replace("}}", "}, published: no}"))
    report = place.build()
    assert not report.failed
    found = {(problem.code, str(problem.severity)) for problem in report.problems}
    assert found == {("missing-translation", "warning")}
    assert not any(name.startswith("sk/") for name in place.files())
    assert "Sloven" not in place.read("index.html")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- {code: cs, locale: cs_CZ, name: Čeština, prefix: cz}\n", "duplicate-language"),
        ("- {code: de, locale: de_DE, name: Deutsch, prefix: en}\n", "duplicate-language"),
        ("- {code: de, locale: de_DE, name: Deutsch, prefix: iiif}\n", "reserved-address"),
        ("- {code: de, locale: de_DE, name: Deutsch, prefix: media}\n", "reserved-address"),
        ("- {code: de, locale: de_XX, name: Deutsch, prefix: de}\n", "unknown-locale"),
        ("- {code: de, locale: de_DE, name: Deutsch, prefix: Deutsch}\n", "bad-slug"),
        ("- {locale: de_DE, prefix: de}\n", "missing-field"),
        ("- de\n", "not-a-record"),
    ],
)
def test_mistakes_in_the_list_of_languages(place: Place, line: str, code: str) -> None:
    """Each is reported at its line."""
    add_slovak(place, line)
    assert ("i18n/languages.yaml", 3, code) in {
        (problem.where.file, problem.where.line, problem.code) for problem in place.build().problems
    }


def test_a_site_in_one_language_keeps_its_pages_out_of_the_folders_of_files(place: Place) -> None:
    """Which servers keep for a year: a page there would stay with visitors after a withdrawal."""
    for path in (place.root / "content").rglob("*.yaml"):
        path.write_text(re.sub(r", en: [^{}]*\}", "}", path.read_text("utf-8")), "utf-8")
    (place.root / "content/pages/about.en.md").unlink()
    place.edit("content/pages/about.yaml", "{cs: o-vystave}", "{cs: iiif}")
    place.write("i18n/languages.yaml", "- {code: cs, sections: {events: media}}\n")
    assert [one for one in place.problems() if one[1] == "reserved-address"] == [
        ("content/pages/about.yaml:3:12", "reserved-address"),
        ("i18n/languages.yaml:1:25", "reserved-address"),
    ]


def test_untranslated_prose_is_an_honest_fallback(place: Place) -> None:
    """The other language's text, marked as such, canonical to its page, out of hreflang and of the sitemap."""
    (place.root / "content" / "pages" / "about.en.md").unlink()
    assert place.problems() == [("content/pages/about.yaml:1:1", "untranslated-prose")]
    english, czech = place.read("en/about/index.html"), place.read("cs/o-vystave/index.html")
    assert '<div lang="cs">' in english
    assert '<link rel="canonical" href="https://example.org/cs/o-vystave/">' in english
    assert "hreflang" not in english
    assert "en/about" not in czech.split("</head>", maxsplit=1)[0]
    sitemap = place.read("sitemap.xml")
    assert "cs/o-vystave/" in sitemap
    assert "en/about/" not in sitemap


def messages(path: Path) -> list[tuple[object, ...]]:
    """What a catalogue holds but its header, with the templates that use each message."""
    with path.open("rb") as file:
        return [(one.id, one.context, one.string, one.locations, one.fuzzy) for one in read_po(file) if one.id]


def test_catalogues_are_as_the_documented_commands_leave_them(tmp_path: Path) -> None:
    """A text that came, went or moved in the templates has been carried over with Babel's tool."""
    commands = re.findall(r"^pybabel (.*)$", (HOME / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["extract", "update"]
    shutil.copytree(HOME / "i18n", tmp_path / "i18n")
    for name in ("templates", "pyproject.toml"):
        (tmp_path / name).symlink_to(HOME / name)
    for command in commands:
        tool = [sys.executable, "-m", "babel.messages.frontend", "--quiet", *command.split()]
        subprocess.run(tool, cwd=tmp_path, check=True)
    paths = [path.relative_to(HOME / "i18n") for path in (HOME / "i18n").rglob("messages.po*")]
    assert len(paths) > 10
    for path in paths:
        assert messages(HOME / "i18n" / path) == messages(tmp_path / "i18n" / path), path


def other_languages(text: str) -> str:
    """The same record in other languages."""
    return re.sub(r"\b(cs|en):", lambda found: {"cs": "sk:", "en": "hr:"}[found[1]], text)


def test_a_site_in_other_languages_is_built_with_the_real_templates(tmp_path: Path) -> None:
    """Slovak and Croatian, which a project names by code: no Czech and no English page, word or address is left."""
    place = furnish(tmp_path / "project")
    for name in FILES:
        path = place.root / name
        text = other_languages(path.read_text("utf-8"))
        path.unlink()
        path.with_name(path.name.replace(".cs.", ".sk.").replace(".en.", ".hr.")).write_text(text, "utf-8")
    place.write("i18n/languages.yaml", "- {code: sk}\n- {code: hr}\n")
    report = Place(place.root, HOME).build()
    assert not report.failed, [(str(one.where), one.code, dict(one.params)) for one in report.problems]
    assert {name.split("/")[0] for name in place.files() if name.endswith("/index.html")} == {"sk", "hr", "q"}
    page = place.read("hr/dogadanja/opening/index.html")
    assert f"{Locale('hr').months['format']['wide'][5]} 2026" in page.replace("\u00a0", " ")
    assert 'hreflang="cs"' not in page
    assert "Otvorenje izložbe" in page


def test_a_site_in_one_language_is_built_and_its_labels_are_printed(tmp_path: Path) -> None:
    """It has no alternates, on the first page neither; and no zines, to which the page for printers would lead."""
    place = furnish(tmp_path / "project")
    for name in FILES:
        path = place.root / name
        path.write_text(re.sub(r", en: [^,}]*", "", path.read_text("utf-8")), "utf-8")
    (place.root / "content" / "pages" / "about.en.md").unlink()
    place.write("i18n/languages.yaml", "- {code: cs, locale: cs_CZ, name: Čeština, prefix: cs}\n")
    report = Place(place.root, HOME).build(printing=True)
    assert not report.failed, [(str(one.where), one.code, dict(one.params)) for one in report.problems]
    assert "print/labels/hall-a5.pdf" in place.files()
    assert 'rel="alternate" hreflang' not in place.read("index.html")


def test_a_site_from_right_to_left_is_built(tmp_path: Path) -> None:
    """In Hebrew letters, with the interface in English, as long as nobody has translated it."""
    place = furnish(tmp_path / "project")
    for name in FILES:
        path = place.root / name
        text = re.sub(r"\bcs\b", "he", re.sub(r", en: [^,}]*", "", path.read_text("utf-8")))
        path.unlink()
        if ".en." not in name:
            path.with_name(path.name.replace(".cs.", ".he.")).write_text(text, "utf-8")
    place.edit("content/authors/ada.yaml", "name: Ada", f"name: {HEBREW}")
    place.write("i18n/languages.yaml", "- {code: he}\n")
    report = Place(place.root, HOME).build(printing=True)
    assert not report.failed, [(str(one.where), one.code, dict(one.params)) for one in report.problems]
    assert '<html lang="he" dir="rtl">' in place.read("index.html")
    assert "print/labels/hall-a5.pdf" in place.files()


HEBREW = "\u05e2\u05d3\u05d4"


def test_every_list_has_a_name() -> None:
    """A kind that was added without one would stand in the menu as its key."""
    names = (HOME / "templates" / "parts" / "names.html").read_text("utf-8")
    keys = {kind.section for kind in KINDS if kind.navigation.column} | OTHER_SECTIONS.keys()
    assert [key for key in sorted(keys) if f'key == "{key}"' not in names] == []


ARABIC = "\u0644\u064a\u0644\u0649 (2)"


def test_names_in_another_script_turn_nothing_around(place: Place) -> None:
    """Each stands isolated in its line (`bdi`, `dir="auto"`: HTML, 4.5.24), and a quoted text in its own direction."""
    place.edit("content/authors/ada.yaml", "name: Ada", f"name: {ARABIC}")
    card = f"text: {{cs: D\u00edky., en: Thanks.}}\nlanguage: ar\noriginal: {ARABIC}\nname: {ARABIC}\n"
    place.write("content/guestbook/thanks.yaml", card + "date: 2026-04\napproved: true\n")
    report = Place(place.root, HOME).build()
    assert not report.failed
    pages = [path for path in place.output.rglob("*.html") if ARABIC in path.read_text("utf-8")]
    assert len(pages) > 10
    for path in pages:
        body = path.read_text("utf-8").partition("<body")[2]
        body = re.sub(r"<script.*?</script>|<title>.*?</title>", "", body, flags=re.DOTALL)
        for before in (body[: match.start()] for match in re.finditer(f">[^<>]*{re.escape(ARABIC)}", body)):
            tag = before[before.rindex("<") :]
            block = re.findall(r"<blockquote[^>]*>", before[-200:])[-1:]
            assert tag.startswith("<bdi") or 'dir="auto"' in tag or 'dir="auto"' in "".join(block), (path, tag)


def test_two_paragraphs_of_a_comment_stay_two(place: Place) -> None:
    """And what is left empty leaves nothing behind: no row without words."""
    comment = "{cs: Okno svítí., en: The window is lit.}"
    place.edit("content/photos/ada-1.yaml", comment, "\n  cs: |\n    A.\n\n    B & C.\n  en: A.")
    report = Place(place.root, HOME).build()
    assert not report.failed, [(str(one.where), one.code) for one in report.problems]
    page = next((place.output / "cs").rglob("ada-1/index.html")).read_text("utf-8")
    assert "<blockquote><p>A.</p>\n<p>B &amp; C.</p></blockquote>" in page
    assert "<dd></dd>" not in page


def test_new_texts_are_carried_into_the_catalogues(place: Place) -> None:
    """What the program does not say; what is there stays, what nobody says any more is put aside, a second run idle."""
    place.write("templates/venue.html", '{% extends "base.html" %}{% block main %}{{ _("New & old") }}{% endblock %}')
    place.write("i18n/cs/LC_MESSAGES/messages.po", head("cs_CZ") + 'msgid "Gone"\nmsgstr "Pryč"\n')
    assert ("i18n/cs/LC_MESSAGES/messages.po", "message-unknown") in {(w.split(":")[0], c) for w, c in place.problems()}
    done = update_catalogues(place.project, problems := Problems())
    assert not list(problems)
    assert [(one.file, one.written, one.texts, one.waiting) for one in done] == [
        ("i18n/cs/LC_MESSAGES/messages.po", True, 1, 1)
    ], "in English a message is its own translation"
    text = (place.root / "i18n/cs/LC_MESSAGES/messages.po").read_text("utf-8")
    assert '#: templates/venue.html\nmsgid "New & old"\nmsgstr ""\n' in text
    assert '#~ msgid "Gone"\n#~ msgstr "Pryč"\n' in text
    assert not any(one.written for one in update_catalogues(place.project, Problems()))
    place.edit("i18n/cs/LC_MESSAGES/messages.po", 'msgid "New & old"\nmsgstr ""', 'msgid "New & old"\nmsgstr "Nové"')
    assert place.problems() == []
    assert update_catalogues(place.project, Problems())[0].waiting == 0


def test_an_update_keeps_the_plural_rule_of_another_tool(place: Place) -> None:
    """Also where the header names no language; what is fuzzy or empty in English waits for nobody."""
    rule = "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"
    plural = 'msgid "%(num)s photograph"\nmsgid_plural "%(num)s photographs"\n'
    forms = "".join(f'msgstr[{index}] "%(num)s {form}"\n' for index, form in enumerate(("fotka", "fotky", "fotek")))
    place.write("i18n/cs/LC_MESSAGES/messages.po", f'msgid ""\nmsgstr "Plural-Forms: {rule}\\n"\n\n{plural}{forms}')
    place.write("i18n/en/LC_MESSAGES/messages.po", 'msgid "Main"\nmsgstr ""\n')
    assert [one.waiting for one in update_catalogues(place.project, Problems())] == [0, 0]
    text = (place.root / "i18n/cs/LC_MESSAGES/messages.po").read_text("utf-8")
    assert "nplurals=3" in text
    assert forms in text
    assert place.problems() == []


def test_a_language_that_the_program_does_not_speak_gets_a_catalogue_of_all_texts(place: Place) -> None:
    """With the plural forms of CLDR, and the fault of another catalogue stops all before anything is written."""
    add_slovak(place)
    (place.root / "i18n/sk/LC_MESSAGES/messages.po").unlink()
    bad = place.write("i18n/cs/LC_MESSAGES/messages.po", 'msgid "a\n')
    with pytest.raises(BuildFailed):
        update_catalogues(place.project, Problems())
    assert not (place.root / "i18n/sk/LC_MESSAGES/messages.po").exists()
    bad.unlink()
    (done,) = update_catalogues(place.project, Problems())
    assert done.texts == done.waiting > 2
    text = (place.root / "i18n/sk/LC_MESSAGES/messages.po").read_text("utf-8")
    assert "nplurals=4" in text
    assert text.count("msgstr[3]") == text.count("msgid_plural") > 0
    translate(place)
    assert {code for _, code in place.problems()} == {"interface-untranslated"}
