from decimal import Decimal
from pathlib import Path

import pytest

from sitegen.making.catalogues import (
    BadCatalogue,
    Catalogue,
    key_of,
)
from sitegen.making.plural_forms import order_of_forms, plural_header, plural_tags
from sitegen.making.resources import find_catalogues
from sitegen.making.template_reading import message_keys
from tests.conftest import Place

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
PLURAL = 'msgid "%(n)s a"\nmsgid_plural "%(n)s as"\n'
CZECH = """\
msgid "Events"
msgstr "Události"

msgctxt "verb"
msgid "Print"
msgstr "Vytisknout"

msgid "%(count)s photo"
msgid_plural "%(count)s photos"
msgstr[0] "jedna fotografie"
msgstr[1] "%(count)s fotografie"
msgstr[2] "%(count)s fotografie v části"
msgstr[3] "%(count)s fotografií"

#, fuzzy
msgid "Old"
msgstr "Staré?"

msgid "Empty"
msgstr ""
"""


def catalogue(tmp_path: Path, body: str, locale: str = "cs_CZ", language: str = "cs") -> Catalogue:
    path = tmp_path / "messages.po"
    path.write_text(HEADER.format(plurals=plural_header(locale)) + body, "utf-8")
    return Catalogue(language, locale, path.read_bytes())


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "%(count)s fotografií"),
        (1, "jedna fotografie"),
        (2, "%(count)s fotografie"),
        (5, "%(count)s fotografií"),
        (1.5, "%(count)s fotografie v části"),
        (Decimal("2.5"), "%(count)s fotografie v části"),
        (14371, "%(count)s fotografií"),
    ],
)
def test_czech_has_four_plural_forms(tmp_path: Path, number: float | Decimal, text: str) -> None:
    czech = catalogue(tmp_path, CZECH)
    assert czech.ngettext("%(count)s photo", "%(count)s photos", number) == text


def test_messages_are_translated_and_contexts_told_apart(tmp_path: Path) -> None:
    czech = catalogue(tmp_path, CZECH)
    assert czech.gettext("Events") == "Události"
    assert czech.pgettext("verb", "Print") == "Vytisknout"
    assert czech.gettext("Print") == "Print"
    assert czech.number(14371.5) == "14 371,5"


def test_what_is_not_translated_is_reported_with_its_line(tmp_path: Path) -> None:
    czech = catalogue(tmp_path, CZECH)
    keys = ["Events", "Old", "Empty", "Nowhere", key_of("Print", "verb"), key_of("Print")]
    assert czech.missing(keys) == [("Old", 21), ("Empty", 24), ("Nowhere", 1), ("Print", 1)]
    assert czech.gettext("Old") == "Old", "a fuzzy translation is not shown"


def test_in_english_the_message_stands_for_itself(tmp_path: Path) -> None:
    body = 'msgid "A"\nmsgstr ""\n\nmsgid "%(n)s b"\nmsgid_plural "%(n)s bs"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    english = catalogue(tmp_path, body, "en_GB", "en")
    assert (english.gettext("A"), english.ngettext("%(n)s b", "%(n)s bs", 1.5)) == ("A", "%(n)s bs")
    assert english.missing(["A", "B"]) == []
    assert english.flaws() == []


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        ('msgid "Hi %(name)s"\nmsgstr "Ahoj %(jmeno)s"\n', "placeholders-differ", "jmeno, name"),
        ('msgid "Hi %(name)s"\nmsgstr "Ahoj"\n', "placeholders-differ", "name"),
        ('msgid "20 %%"\nmsgstr "20 %"\n', "placeholders-differ", "%"),
        (
            PLURAL + 'msgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "%(n)s"\nmsgstr[3] "%(n)s"\n',
            "placeholders-differ",
            "n",
        ),
        (
            PLURAL + 'msgstr[0] "%(n)s a"\nmsgstr[1] "%(n)s a"\nmsgstr[2] ""\nmsgstr[3] "%(n)s a"\n',
            "plural-forms",
            "many",
        ),
    ],
)
def test_a_translation_that_does_not_fit_is_reported(tmp_path: Path, body: str, code: str, detail: str) -> None:
    (flaw,) = catalogue(tmp_path, body).flaws()
    assert (flaw.code, flaw.detail, flaw.line) == (code, detail, 6)


def test_good_translations_have_no_flaws(tmp_path: Path) -> None:
    assert catalogue(tmp_path, CZECH).flaws() == []


@pytest.mark.parametrize("text", ['msgid "a\n', 'msgstr "x"\nmsgid\n', "nonsense\n"])
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadCatalogue) as caught:
        catalogue(tmp_path, text)
    assert caught.value.line >= 6


@pytest.mark.parametrize("said", ["charset*", "charset*=utf-8''x"])
def test_a_strange_charset_in_the_header_is_refused(tmp_path: Path, said: str) -> None:
    """Mail may split and encode it; Babel does not expect that."""
    path = tmp_path / "messages.po"
    path.write_text(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; {said}\\n"\n\nmsgid "a"\nmsgstr "b"\n', "utf-8")
    with pytest.raises(BadCatalogue, match="Content-Type"):
        Catalogue("cs", "cs_CZ", path.read_bytes())


GETTEXT = {
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2",
    "poedit": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "spaced": "nplurals = 3 ;  plural = ( n == 1 ) ? 0 : ( n >= 2 && n <= 4 ) ? 1 : 2 ;",
    "another order": "nplurals=3; plural=(n==1) ? 2 : (n>=2 && n<=4) ? 0 : 1;",
    "weblate": "nplurals=4; plural=(n == 1 && n % 1 == 0) ? 0 : (n >= 2 && n <= 4 && n % 1 == 0) ? 1: "
    "(n % 1 != 0 ) ? 2 : 3;",
}


@pytest.mark.parametrize("tool", GETTEXT)
def test_the_plural_headers_of_other_tools_are_understood(tool: str) -> None:
    forms = {"another order": "fmo", "weblate": "ofxm"}.get(tool, "ofm")
    body = PLURAL + "".join(f'msgstr[{index}] "%(n)s {form}"\n' for index, form in enumerate(forms))
    words = Catalogue("cs", "cs_CZ", (HEADER.format(plurals=GETTEXT[tool]) + body).encode())
    assert [words.ngettext("%(n)s a", "%(n)s as", number)[-1] for number in (1, 2, 5, 0, 101)] == [*"ofmmm"]
    assert words.ngettext("%(n)s a", "%(n)s as", 1.5)[-1] == ("x" if tool == "weblate" else "m")
    assert words.flaws() == []


@pytest.mark.parametrize(
    ("locale", "count", "rule", "order"),
    [
        ("pl", 3, "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)", (0, 1, 2, 2)),
        (
            "uk",
            3,
            "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)",
            (0, 1, 2, 2),
        ),
        ("hr", 3, "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", (0, 1, 2)),
        ("hu", 2, "n != 1", (0, 1)),
        ("it", 2, "(n != 1)", (0, 1, 1)),
        ("fr", 2, "(n > 1)", (0, 1, 1)),
        ("ja", 1, "0", (0,)),
        ("cs", 2, "n != 1", None),
    ],
)
def test_forms_are_found_by_what_the_rule_says_of_numbers(
    locale: str, count: int, rule: str, order: tuple[int, ...] | None
) -> None:
    """Rules of the manual of GNU gettext ("Plural forms"); a rule that says too little is none."""
    assert order_of_forms(locale, count, rule) == order


def test_the_own_header_of_every_language_leads_to_its_own_order() -> None:
    for locale in ("cs", "sk", "hu", "hr", "it", "bg", "pl", "uk", "de", "en", "ar", "lt", "ga"):
        count, _, rule = plural_header(locale).partition("; plural=")
        found = order_of_forms(locale, int(count.removeprefix("nplurals=")), rule.removesuffix(";"))
        assert found == tuple(range(len(plural_tags(locale)))), locale


@pytest.mark.parametrize(
    "line",
    [
        "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;",
        "Plural-Forms: nplurals=3",
        "Plural-Forms: nplurals=2; plural=n%0;",
        "Plural-Forms: nplurals=2; plural=n;",
        "Plural-Forms: nplurals=2; plural=(n != 1;",
        "Plural-Forms: nplurals=2; plural=n <! 4;",
        "Plural-Forms: nplurals=2; plural=__import__(1);",
        "Plural-Forms: nplurals=99; plural=0;",
        "Plural-Forms:",
        "POT-Creation-Date: yesterday",
        "PO-Revision-Date: 2026-13-45 99:99+0000",
        "Language: xx_YY_ZZ",
    ],
)
def test_a_broken_header_is_refused_at_its_line(line: str) -> None:
    text = (
        f'# A comment\nmsgid ""\nmsgstr ""\n"X-Generator: Poedit 3.4\\n"\n"{line}\\n"\n\n{PLURAL}msgstr[0] "%(n)s a"\n'
    )
    with pytest.raises(BadCatalogue) as caught:
        Catalogue("cs", "cs_CZ", text.encode())
    assert caught.value.line == 5


def test_another_count_of_plurals_is_refused_and_the_right_header_named(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text(HEADER.format(plurals="nplurals=3; plural=0;") + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n')
    with pytest.raises(BadCatalogue, match="nplurals=4"):
        Catalogue("cs", "cs_CZ", path.read_bytes())


@pytest.mark.parametrize("sign", ["\u202e", "\x07", "\ufeff"])
def test_an_invisible_sign_reaches_no_page(tmp_path: Path, sign: str) -> None:
    with pytest.raises(BadCatalogue, match="invisible"):
        catalogue(tmp_path, f'msgid "a"\nmsgstr "x{sign}y"\n')


def test_a_translation_of_nothing_to_see_is_none(tmp_path: Path) -> None:
    assert catalogue(tmp_path, 'msgid "a"\nmsgstr " "\n').missing(["a"])


def test_forms_are_in_the_order_of_cldr() -> None:
    assert plural_tags("cs_CZ") == ("one", "few", "many", "other")
    assert plural_tags("en_GB") == ("one", "other")
    assert plural_tags("ar") == ("zero", "one", "two", "few", "many", "other")


TEMPLATE = """\
<h1>{{ _("Events") }}</h1>{{ gettext("Photos") }}
{{ pgettext("verb", "Print") }}
{% trans count=n %}{{ count }} photo{% pluralize %}{{ count }} photos{% endtrans %}
"""


def test_messages_of_templates_are_found(tmp_path: Path) -> None:
    path = tmp_path / "base.html"
    path.write_text(TEMPLATE, "utf-8")
    assert message_keys(path) == ["Events", "Photos", key_of("Print", "verb"), "%(count)s photo"]


def test_a_language_without_a_catalogue_is_found_out(tmp_path: Path) -> None:
    assert find_catalogues([tmp_path], "cs") == []


def test_what_a_project_does_not_say_otherwise_is_said_as_the_program_says_it() -> None:
    """Also where its catalogue names a text and leaves it untranslated; its flaws are its own."""
    head = HEADER.format(plurals=plural_header("cs_CZ"))
    own = 'msgid "A"\nmsgstr "Vlastní"\n\nmsgid "B"\nmsgstr ""\n\nmsgid "D %(n)s"\nmsgstr "D"\n'
    program = 'msgid "A"\nmsgstr "Á"\n\nmsgid "B"\nmsgstr "Bé"\n\nmsgid "C %(n)s"\nmsgstr "Cé"\n'
    words = Catalogue("cs", "cs_CZ", (head + own).encode("utf-8-sig"), (head + program).encode())
    assert [words.gettext(text) for text in ("A", "B", "C %(n)s", "E")] == ["Vlastní", "Bé", "Cé", "E"]
    assert [key for key, _ in words.missing(["A", "B", "C %(n)s", "E"])] == ["E"]
    assert [flaw.msgid for flaw in words.flaws()] == ["D %(n)s"]


def test_translations_that_no_page_shows_are_said_with_their_lines(tmp_path: Path) -> None:
    """Those that nobody has confirmed, and those of messages that there are not; not what is not translated."""
    czech = catalogue(tmp_path, CZECH)
    keys = ["Old", key_of("Print", "verb"), "%(count)s photo"]
    assert list(czech.unused(keys)) == [("Events", 6, False), ("Old", 21, True)]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('msgstr "ztraceno"\n', 6),
        ('msgid "a"\nmsgstr "b"\nmsgstr "ztraceno"\n', 8),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 7),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "ztraceno"\n', 9),
        ('msgid "a"\nmsgstr[0] "c"\n', 7),
        ('msgid "a"\nmsgstr "ztraceno"\n#~ msgstr "c"\n', 8),
        ('#~ msgid "a"\nmsgstr "ztraceno"\n', 7),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 8),
    ],
)
def test_a_line_without_its_entry_is_refused(tmp_path: Path, body: str, line: int) -> None:
    """Its reader would drop it, or the one before, in silence."""
    with pytest.raises(BadCatalogue, match="no place") as caught:
        catalogue(tmp_path, body)
    assert caught.value.line == line


def test_who_cannot_read_the_templates_says_nothing_of_unused_translations(place: Place) -> None:
    place.write("templates/page.html", "{% if %}")
    place.write("i18n/cs/LC_MESSAGES/messages.po", 'msgid "Main"\nmsgstr "Hlavní"\n')
    assert {code for _, code in place.problems()} == {"bad-template"}


def test_an_unknown_message_is_a_warning_at_its_line(place: Place) -> None:
    place.write("i18n/cs/LC_MESSAGES/messages.po", 'msgid "Mian"\nmsgstr "Hlavní"\n')
    assert place.problems() == [("i18n/cs/LC_MESSAGES/messages.po:1:1", "message-unknown")]


def test_markup_in_a_translation_is_text(place: Place) -> None:
    place.write("i18n/cs/LC_MESSAGES/messages.po", 'msgid "Main"\nmsgstr "<script>x</script>\\" onclick=y"\n')
    assert place.problems() == []
    assert 'aria-label="&lt;script&gt;x&lt;/script&gt;&#34; onclick=y"' in place.read("cs/o-vystave/index.html")
