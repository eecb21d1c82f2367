"""Print through whole builds of a small project: what editors are told, what is left out, and what is made again."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from sitegen.cli import main
from sitegen.making.print import installing
from sitegen.making.store import Store
from sitegen.model.print_files import ZINE_FILES
from sitegen.model.problems import Problems
from sitegen.model.project import HOME, Options
from sitegen.pipeline import read
from sitegen.plan import make_plan
from tests.conftest import NOW, Place, furnish, picture

from .conftest import make

AUTHORS = ("ada", "eva")
PHOTOS = range(1, 5)
LONG = " ".join(["Okno svítí do dvora a nikdo neví, kdo za ním ještě sedí a čte."] * 60)

AUTHOR = """\
    name: {name}
    country: CZ
    summary: {{cs: Fotí., en: Takes photographs.}}
    consent: {{status: given, scopes: [web, print, audio, touring], date: 2020-01-01}}
    """
PHOTO = """\
    file: {id}.jpg
    author: {author}
    order: {order}
    title: {{cs: Okno {order}, en: Window {order}}}
    caption:
      cs: Okno do dvora.
      en: A window on the yard.
    comment:
      cs: Okno svítí.
      en: The window is lit.
    comment_language: cs
    alt: {{cs: Rozsvícené okno v tmavé zdi, en: A lit window in a dark wall}}
    themes: [home]
    side: light
    status: {status}
    consent: {{status: given, scopes: [web, print, touring], date: 2020-01-01}}
    """
ZINE = """\
    author: {author}
    title: {{cs: Okna, en: Windows}}
    subtitle: {{cs: Zin, en: A zine}}
    summary: {{cs: Čtyři okna., en: Four windows.}}
    photos: [{author}-1, {author}-2, {author}-3, {author}-4]
    intro: {{cs: Čtyři okna do dvora., en: Four windows on the yard.}}
    voice: {{cs: Kdo svítí?, en: Who has the light on?}}
    """


def furnished(root: Path, authors: tuple[str, ...]) -> Place:
    """The small project with a zine of each author and the program's own templates; the first one's photos hang."""
    place = Place(furnish(root).root, HOME)
    for author in authors:
        place.write(f"content/authors/{author}.yaml", AUTHOR.format(name=author.capitalize()))
        place.write(f"content/zines/{author}.yaml", ZINE.format(author=author))
        for order in PHOTOS:
            name, status = f"{author}-{order}", "exhibited" if author == authors[0] else "submitted"
            place.write(f"content/photos/{name}.yaml", PHOTO.format(id=name, author=author, order=order, status=status))
            picture(place.root / "photos" / f"{name}.jpg", (2000, 1333), f"#46{order}27f")
    return place


@pytest.fixture
def zine_place(tmp_path: Path) -> Place:
    """One zine, not built yet."""
    return furnished(tmp_path / "project", AUTHORS[:1])


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Two zines and the labels of one stop, built with all print files."""
    place = furnished(tmp_path_factory.mktemp("printed") / "project", AUTHORS)
    report = place.build(printing=True)
    assert not report.failed, list(report.problems)
    return place


def run(place: Place, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, Any]]:
    """Build on the command line; returns the exit code and what it reports."""
    words = ["build", "--project", str(place.root), "--now", NOW.isoformat(), "--messages", "en", "--format", "json"]
    code = main([*words, *more])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, report


def line_of(place: Place, file: str, text: str) -> int:
    """The number of the line that starts so."""
    lines = (place.root / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(text))


def test_a_photograph_without_consent_to_print_keeps_its_zine_from_being_printed(
    zine_place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named at the line of the zine that lists it, with what to ask for; the site is published without print."""
    zine_place.edit("content/photos/ada-3.yaml", "[web, print, touring]", "[web, touring]")
    code, report = run(zine_place, capsys)
    assert code == 0
    found = next(one for one in report["problems"] if one["code"] == "no-print-consent")
    assert (found["file"], found["line"]) == ("content/zines/ada.yaml", 5)
    assert "photo:ada-3" in found["message"]
    assert found["repair"]
    (whole,) = [one["message"] for one in report["problems"] if one["code"] == "zine-incomplete"]
    assert "Of the 4 photographs of the zine only 3" in whole
    assert (zine_place.output / "en" / "zines" / "ada" / "index.html").is_file()
    assert not (zine_place.output / "print" / "zines").exists()


def back_of(place: Place, variant: str, folder: Path) -> str:
    """What the last page of Ada's zine says, with plain spaces; of all its files only the press file is made."""
    problems = Problems()
    with Store(folder) as store:
        site = read(place.project, Options(now=NOW), store, problems)
        order = make_plan(site, Options(now=NOW), store, problems).outputs[
            f"print/zines/ada/ada-{variant}-print-x4.pdf"
        ]
    assert not problems.failed, list(problems)
    document = pypdfium2.PdfDocument(make(order.order))
    text: str = document[7].get_textpage().get_text_range()
    document.close()
    return " ".join(text.split())


def test_one_holder_of_rights_is_named_once_and_without_pages(zine_place: Place, tmp_path: Path) -> None:
    """All photographs have the credit and the licence of the site."""
    zine_place.edit("content/site.yaml", "organization:", "licence: CC BY 4.0\norganization:")
    back = back_of(zine_place, "cs", tmp_path / "store")
    assert back.count("Spolek · CC BY 4.0") == 1
    assert "str." not in back


def test_every_holder_of_rights_stands_in_the_imprint(zine_place: Place, tmp_path: Path) -> None:
    """Each credit with its licence once, in the order of the photographs, with the pages that it is of."""
    zine_place.edit("content/site.yaml", "organization:", "licence: CC BY 4.0\norganization:")
    rights = "credit: {cs: Jan Novák, en: John Newman}\nlicence: CC0 1.0\n"
    for photo, lines in (("ada-2", rights), ("ada-3", "licence: CC0 1.0\n"), ("ada-4", rights)):
        zine_place.edit(f"content/photos/{photo}.yaml", "author: ada\n", f"author: ada\n{lines}")
    back = back_of(zine_place, "bilingual", tmp_path / "store")
    for pages, society, name in (("str.", "Spolek", "Jan Novák"), ("p.", "Society", "John Newman")):
        lines = [f"{pages} 1 · {society} · CC BY 4.0", f"{pages} 3, 6 · {name} · CC0 1.0"]
        places = [back.find(line) for line in (*lines, f"{pages} 4 · {society} · CC0 1.0")]
        assert -1 not in places, back
        assert places == sorted(places)


def test_the_imprint_names_whoever_took_a_photograph_who_published_it_and_when(
    zine_place: Place, tmp_path: Path
) -> None:
    """A photograph of somebody else than the author; the year is that of the content; and what the law wants."""
    zine_place.write("content/authors/eva.yaml", AUTHOR.format(name="Eva").replace("2020-01-01", "2025-03-04"))
    zine_place.edit("content/photos/ada-3.yaml", "author: ada\n", "author: eva\nlicence: CC0 1.0\n")
    registered = "imprint: {cs: ISBN 978-80-000-0000-0, en: ISBN 978-80-000-0000-0}\n"
    zine_place.edit("content/site.yaml", "organization:", f"licence: CC BY 4.0\n{registered}organization:")
    zine_place.edit("content/photos/ada-1.yaml", "date: 2020-01-01", "date: 2025-06-07")
    back = back_of(zine_place, "cs", tmp_path / "store")
    assert "str. 1, 3, 6 · Spolek · CC BY 4.0" in back
    assert "str. 4 · Eva · Spolek · CC0 1.0" in back
    assert "Vydavatel: Spolek, 2025 ISBN 978-80-000-0000-0" in back
    zine_place.edit("content/zines/ada.yaml", "photos:", "year: 2019\nphotos:")
    assert "Vydavatel: Spolek, 2019 ISBN" in back_of(zine_place, "cs", tmp_path / "store")


def test_too_much_text_and_too_few_pixels_are_found_in_one_run(
    zine_place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each at the line of its photograph, with the page of the zine and what to do."""
    zine_place.edit("content/photos/ada-1.yaml", "  cs: Okno svítí.", f"  cs: {LONG}")
    picture(zine_place.root / "photos" / "ada-2.jpg", (800, 533))
    code, report = run(zine_place, capsys)
    assert code == 1
    errors = [one for one in report["problems"] if one["severity"] == "error"]
    assert {(one["code"], one["file"]) for one in errors} == {
        ("print-overfull", "content/photos/ada-1.yaml"),
        ("print-low-ppi", "content/photos/ada-2.yaml"),
    }
    long = [one for one in errors if "Page 8, ada-1: comment: " in one["message"]]
    assert {one["message"].partition(":")[0] for one in long} == {"zine-ada-cs", "zine-ada-bilingual"}
    assert {one["line"] for one in long} == {line_of(zine_place, "content/photos/ada-1.yaml", "comment:") + 1}
    assert {one["repair"] for one in long} == {"Shorten the text."}
    found = [one for one in errors if one["code"] == "print-low-ppi"]
    assert len(found) == 3
    for coarse in found:
        assert "Page 3, ada-2: the picture has 183 pixels an inch" in coarse["message"]
        assert coarse["line"] == line_of(zine_place, "content/photos/ada-2.yaml", "file:")
        assert coarse["repair"].startswith("Use a larger file")
    assert not zine_place.output.exists()


def test_all_that_preflight_finds_is_told_in_one_run(zine_place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """A design that no printing house takes: every kind of fault, on every page, in every variant of the zine."""
    css = (HOME / "templates/print/zine.css").read_text("utf-8")
    zine_place.write("templates/print/zine.css", css + ".caption{color:#123}.stops b{color:device-cmyk(1 1 1 1)}")
    code, report = run(zine_place, capsys)
    assert code == 1
    errors = [one for one in report["problems"] if one["severity"] == "error"]
    told = {(one["code"], page[1]) for one in errors if (page := re.search("Page ([0-9])", one["message"]))}
    assert told >= {("print-not-cmyk", str(page)) for page in (3, 5, 6, 8)}
    assert told >= {("print-ink-flat", "7"), ("print-rich-black-text", "7")}
    files = {name for one in errors for name in re.findall(r"ada-[a-z0-9-]+\.pdf", one["message"])}
    assert files >= {f"ada-{variant}-print-x4.pdf" for variant in ("cs", "en", "bilingual")}
    assert {one["file"] for one in errors if "Page 3" in one["message"]} == {"content/photos/ada-2.yaml"}
    assert not zine_place.output.exists()


def test_a_build_asks_for_no_program_of_the_system(
    printed: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is to be made again where Ghostscript is not found: no output depends on it."""
    monkeypatch.setenv("PATH", "")
    code, report = run(printed, capsys)
    assert (code, report["made"]) == (0, 0)


def test_print_check_passes_all_that_was_printed(printed: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Each file against what it was made to be, plates included; the loose code and the tickets as well."""
    jobs = json.loads(printed.read("print/jobs.json"))
    ours = {name for name in printed.files() if name.endswith(".pdf")}
    assert jobs.keys() == ours
    files = [str(printed.output / name) for name in sorted(ours) if "/ada-cs-" in name or "/labels/" in name]
    files.append(str(printed.output / "print/zines/ada/qr-ada.pdf"))
    code = main(["print", "check", *files, "--project", str(printed.root), "--format", "json"])
    assert (code, json.loads(capsys.readouterr().out)["problems"]) == (0, [])


def test_the_codes_of_labels_in_large_type_are_read_back(printed: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Each page has one; a file that lost one does not pass."""
    large = printed.output / "print/labels/hall-large-cs.pdf"
    original = large.read_bytes()
    with pikepdf.open(large, allow_overwriting_input=True) as pdf:
        last = pdf.pages[-1]
        last.contents_add(pdf.make_stream(b"1 g 0 0 600 900 re f"))
        pdf.save(large)
    code = main(["print", "check", str(large), "--project", str(printed.root), "--format", "json"])
    large.write_bytes(original)
    found = [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]]
    assert (code, found) == (1, ["print-qr-nowhere"])


def test_a_package_is_made_when_it_is_asked_for(printed: Place, tmp_path: Path) -> None:
    """For the press, for offices and for screens apart, with ticket, checks, notices and sums; the site has none."""
    assert [name for name in printed.files() if name.endswith(".zip")] == []
    project = tmp_path / "project"
    shutil.copytree(printed.root, project)
    command = ["print", "package", "zine-ada", str(tmp_path), "--project", str(project), "--now", NOW.isoformat()]
    assert main(command) == 0
    with zipfile.ZipFile(tmp_path / "zine-ada.zip") as archive:
        assert archive.testzip() is None
        held = {name.removeprefix("zine-ada/"): archive.read(name) for name in archive.namelist()}
    variants = ("cs", "en", "bilingual")
    for of in ZINE_FILES:
        assert {f"{of.folder}/ada-{variant}-{of.suffix}.pdf" for variant in variants} <= held.keys()
    assert held.keys() >= {"press/qr-ada.svg", "jobticket.yaml", "preflight.txt", "FONTS.txt", "LICENSE-ICC.txt"}
    sums = dict(line.split("  ")[::-1] for line in held.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    assert "zine-ada-cs 1 2026-05-01 " in (project / "content/print.lock").read_text("utf-8")
    with pikepdf.open(io.BytesIO(held["press/ada-cs-print-x4.pdf"])) as pdf, pdf.open_metadata() as said:
        assert (said["xmpMM:VersionID"], said["xmp:CreateDate"]) == ("1", "2026-05-01T00:00:00Z")
    checked = held["preflight.txt"].decode()
    assert f"{len(ZINE_FILES) * len(variants)} files: 0 errors" in checked
    assert "certified" not in checked


def test_no_package_is_made_of_what_no_printer_takes(zine_place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """A photograph that came with few pixels is told at its line; nothing is written, nor for a job that is none."""
    picture(zine_place.root / "photos" / "ada-2.jpg", (800, 533))
    words = ["print", "package", "zine-ada", "--project", str(zine_place.root), "--now", NOW.isoformat()]
    assert main(words) == 1
    assert "content/photos/ada-2.yaml" in capsys.readouterr().out
    assert main([*words[:2], "zine-nobody", *words[3:]]) == 2
    assert "labels-hall, zine-ada" in capsys.readouterr().err
    assert not (zine_place.root / "packages").exists()


def test_pages_without_print_offer_no_print_files(zine_place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """The zine and the page for printers are there, and no address of theirs leads to a file that is not."""
    code, report = run(zine_place, capsys, "--no-print")
    assert (code, [one for one in report["problems"] if one["severity"] == "error"]) == (0, [])
    files = zine_place.files()
    pages = {name for name in files if name.endswith(".html")}
    assert {"en/zines/ada/index.html", "en/for-printers/index.html"} <= pages
    assert not any(name.startswith("print/") for name in files)
    offered = {name for name in pages if re.search(r"""(href|src)="[^"]*/print/""", zine_place.read(name))}
    assert offered == set()


def _of_whole_job(path: str) -> bool:
    """Whether a file tells of a print job in all its languages: it names the version of each."""
    return "-jobticket-" in path or path.endswith("-preflight.txt")


def test_a_caption_makes_only_the_print_files_that_show_it(printed: Place, tmp_path: Path) -> None:
    """In its own language: that author's zine, alone and with the other language, and the labels of the stop."""
    shutil.copytree(printed.root, tmp_path / "project")
    place = Place(tmp_path / "project", HOME)
    place.edit("content/photos/ada-2.yaml", "  cs: Okno do dvora.", "  cs: Okno do ulice.")
    report = place.build(printing=True)
    assert not report.failed, list(report.problems)
    made = {path for path in report.made if path.startswith("print/") and not _of_whole_job(path)}
    zines = {path for path in made if path.startswith("print/zines/")}
    assert {path.split("/")[-1][: len("ada-cs")] for path in zines} == {"ada-cs", "ada-bi"}
    assert {f"print/zines/ada/ada-{variant}-print-x4.pdf" for variant in ("cs", "bilingual")} <= zines
    labels = made - zines
    assert {"print/labels/hall-a5.pdf", "print/labels/hall-a6.pdf", "print/labels/hall-large-cs.pdf"} <= labels
    assert all(path.startswith("print/labels/hall-") for path in labels)
    assert not any("-en." in path for path in labels)


def test_a_caption_that_is_not_hung_leaves_the_labels_alone(printed: Place, tmp_path: Path) -> None:
    """Eva's photographs are in her zine only; the plan tells what would be made, nothing has to be."""
    shutil.copytree(printed.root, tmp_path / "project")
    place = Place(tmp_path / "project", HOME)
    place.edit("content/photos/eva-1.yaml", "  en: A window on the yard.", "  en: A window on the road.")
    report = place.build(printing=True)
    made = {path for path in report.made if path.startswith("print/") and not _of_whole_job(path)}
    assert {path.split("/")[-1][: len("eva-en")] for path in made} == {"eva-en", "eva-bi"}


@pytest.fixture
def without_pango(tmp_path: Path) -> dict[str, str]:
    """The environment of a process in which the layout engine does not find its library."""
    fake = tmp_path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", "utf-8")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(fake.parent), str(HOME)])}


def test_without_pango_one_error_names_the_package_and_pages_alone_are_made(
    zine_place: Place, without_pango: dict[str, str]
) -> None:
    """A whole build ends with 1 before it makes anything; with `--no-print` it ends well."""
    words = [sys.executable, "-m", "sitegen", "build", "--project", str(zine_place.root), "--now", NOW.isoformat()]
    words += ["--messages", "en", "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=without_pango)
    assert done.returncode == 1, done.stderr
    (found,) = [one for one in json.loads(done.stdout)["problems"] if one["severity"] == "error"]
    assert found["code"] == "no-print-library"
    assert installing.pango_command(installing.system_name()) in found["repair"]
    assert not zine_place.output.exists()
    done = subprocess.run([*words, "--no-print"], capture_output=True, text=True, check=False, env=without_pango)
    assert done.returncode == 0, done.stdout
    assert zine_place.output.is_dir()


def test_another_number_of_photographs_is_told_without_print_too(
    zine_place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes a zine learns at once how many it has room for, not when it is to be printed."""
    zine_place.edit("content/zines/ada.yaml", ", ada-3, ada-4]", "]")
    code, report = run(zine_place, capsys, "--no-print")
    assert code == 0
    (found,) = [one for one in report["problems"] if one["code"] == "print-photo-count"]
    assert (found["file"], found["line"]) == ("content/zines/ada.yaml", 5)
    assert "2" in found["message"]
    assert "3 to 8" in found["repair"]


def test_a_picture_too_small_for_print_is_told_without_print_too(zine_place: Place) -> None:
    """With the width that it needs; the first one is on the cover as well."""
    for name, size in (("ada-1", (1200, 600)), ("ada-2", (800, 533))):
        picture(zine_place.root / "photos" / f"{name}.jpg", size)
    report = zine_place.build()
    found = [one for one in report.problems if one.code == "few-pixels-for-print"]
    told = [(str(one.where), one.params["page"], one.params["ppi"], one.params["needed"]) for one in found]
    assert told == [
        ("content/photos/ada-1.yaml:1:7", 1, 160, 1497),
        ("content/photos/ada-2.yaml:1:7", 3, 183, 875),
    ]


def orders_of(place: Place, store: Path) -> dict[str, Any]:
    """What is ordered, by path."""
    with Store(store) as files:
        site = read(place.project, Options(now=NOW), files, problems := Problems())
        plan = make_plan(site, Options(now=NOW), files, problems)
    assert not problems.failed, list(problems)
    return {path: output.order for path, output in plan.outputs.items()}


@pytest.mark.parametrize(
    ("line", "zine", "labels"),
    [("", ["cs", "en"], ["cs", "en"]), ("pair: [en, cs]\n", ["en", "cs"], ["en", "cs"])],
)
def test_a_job_names_its_two_languages(
    zine_place: Place, tmp_path: Path, line: str, zine: list[str], labels: list[str]
) -> None:
    """Else it is in the first two of the site."""
    for record in ("content/zines/ada.yaml", "content/venues/hall.yaml"):
        path = zine_place.root / record
        path.write_text(path.read_text("utf-8") + line, "utf-8")
    orders = orders_of(zine_place, tmp_path / "store")
    press, sheets = orders["print/zines/ada/ada-bilingual-print-x4.pdf"], orders["print/labels/hall-a5.pdf"]
    assert [one.code for one in press.content.languages] == zine
    assert [one.code for one in sheets.content.languages] == labels


@pytest.mark.parametrize(("pair", "code"), [("[cs, cs]", "bad-pair"), ("[cs, de]", "unknown-language")])
def test_what_is_no_pair_of_languages_is_told_at_its_line(zine_place: Place, pair: str, code: str) -> None:
    path = zine_place.root / "content/zines/ada.yaml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, f"pair: {pair}", ""]), "utf-8")
    places = [(where.rpartition(":")[0], one) for where, one in zine_place.problems()]
    assert (f"content/zines/ada.yaml:{len(lines) + 1}", code) in places
