"""After any series of changes a build leaves what a clean build of the same project would leave, byte for byte.

What earlier builds understood is remembered in many places; whatever is remembered wrongly would show here. Each step
changes something, builds as the preview does, in a process that goes on, builds again as a process that begins, and
compares with a build of a copy that remembers nothing.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sitegen.content.sound import loudness
from sitegen.making import closure, codes, derivatives, executors, interface, sharing_pictures, template_set, web_fonts
from sitegen.making.blobs import is_copy
from sitegen.making.closure import Closures
from sitegen.making.input_files import InputFiles
from sitegen.making.process_cache import ProcessCache
from sitegen.making.store import Store
from sitegen.model.order import Order, inputs_of
from sitegen.model.problems import Severity
from sitegen.model.project import Options
from sitegen.model.web_orders import SharingPicture
from sitegen.pipeline import MARKER, Report, build
from sitegen.publish.project_lock import exclusive
from tests.conftest import NOW, Place, picture
from tests.grown import grown

EXAMPLES = int(os.environ.get("RANDOM_EDITS", "10"))
"""So many series, each of `STEPS` changes; the environment may ask for more."""
STEPS = 20

OURS = shutil.ignore_patterns(".*", "output", "kiosk")
"""What builds write into the project."""

TEXT = re.compile(r"(?<=\b(?:cs|en): )[^,}\n]+")
MOMENTS = ("2026-05-01T12:00", "2026-05-01T23:59", "2026-05-02T09:00", "2026-05-04T00:00", "2026-06-05T10:00")
CONSENTS = (
    "consent: {status: given, scopes: [web, print, audio, touring], date: 2020-01-01}",
    "consent: {status: given, scopes: [web], date: 2020-01-01}",
    "consent: {status: given, scopes: [web, audio, touring], date: 2020-01-01}",
    "consent: {status: given, scopes: [print], date: 2020-01-01}",
    "consent: {status: given, scopes: [web, touring, audio], date: 2020-01-01, expires: 2026-05-01}",
    "consent: {status: given, scopes: [web, print], date: 2020-01-01, expires: 2026-04-30}",
    "consent: {status: withdrawn, date: 2020-01-01}",
)
SETTINGS = (
    ("page_size", ("1", "2", "3", "60")),
    ("licence", ("CC BY 4.0", "CC0 1.0", "Free")),
    ("navigation", ("[events]", '[photos, "page:about"]', "[exhibition, events]")),
    ("timezone", ("Europe/Prague", "America/New_York", "Pacific/Kiritimati")),
    ("credit", ("{cs: Za spolek, en: For the society}", "{cs: Foto, en: Photo}")),
    ("base_url", ("https://example.org/", "https://example.org/deep/", "https://other.example/")),
    ("hashtag", ("one", "two")),
)
RECORD_VALUES = (
    ("order", ("1", "2", "3", "7")),
    ("when", ("2026-05-03", "2026-06-02..2026-06-09", "2024-02", "2025-12-31..2026-05-01")),
    ("date", ("2024-01-01", "2026-01-01")),
    ("publish", ("2025-12-01T09:00", "2026-05-02T09:00", "2026-05-01T12:00")),
    ("slug", ("{cs: jinak}", "{en: other}", "{cs: jinak, en: other}", "{cs: '2'}", "{en: '2026'}")),
    ("draft", ("true", "false")),
    ("sample", ("true", "false")),
    ("themes", ("[home]", "[away]", "[home, away]")),
    ("photos", ("[ada-1]", "[ada-2, many-000]", "[many-002, ada-1]")),
    ("author", ("ada", "bob")),
    ("venue", ("hall", "cafe")),
    ("place", ("park",)),
    ("status", ("exhibited", "submitted")),
    ("content_note", ("{cs: Pozor, en: Mind}",)),
    ("focus", ("[0.1, 0.9]", "[0.5, 0.5]")),
    ("file", ("ada-1.jpg", "ada-2.jpg", "many.jpg")),
    ("approved", ("true", "false")),
    ("country", ("CZ", "SK", "UA")),
    ("open_until", ("2026-05-31", "2026-06-30")),
    ("number", ("1", "2")),
    ("complete", ("true", "false")),
)


def _once(make: Callable[..., Any], key: Callable[..., Any]) -> Callable[..., Any]:
    """A function of the program that is the same in every build, made once for what decides it."""
    known: dict[Any, Any] = {}

    @functools.wraps(make)
    def found(*args: Any) -> Any:
        name = key(*args)
        if name not in known:
            known[name] = make(*args)
        return known[name]

    return found


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clean builds that cost little: what takes long and says nothing of the machinery is made once for its order."""

    def of_order(order: Order, _files: InputFiles) -> str:
        return inputs_of(order, {}).text

    def of_orders(orders: Sequence[Order], _files: InputFiles) -> tuple[str, ...]:
        return tuple(inputs_of(order, {}).text for order in orders)

    def of_shared(order: SharingPicture, files: InputFiles) -> tuple[object, ...]:
        below = files.made[order.picture.path].read_bytes() if order.picture else b""
        return repr(order), below, sharing_pictures.words_of(order, files)

    monkeypatch.setattr(sharing_pictures, "sharing_picture", _once(sharing_pictures.sharing_picture, of_shared))
    monkeypatch.setattr(web_fonts, "subset", _once(web_fonts.subset, of_order))
    monkeypatch.setattr(codes, "code", _once(codes.code, of_order))
    monkeypatch.setattr(derivatives, "derive_all", _once(derivatives.derive_all, of_orders))
    monkeypatch.setattr(loudness, "measure", _once(loudness.measure, Path.read_bytes))
    monkeypatch.setattr(closure, "imports_of", _once(closure.imports_of, lambda path: path))
    monkeypatch.setattr(Closures, "parts", _once(Closures.parts, lambda _, module: module))
    for read in (template_set.references_in, interface.message_keys):
        monkeypatch.setitem(vars(read), "function", _once(read.function, lambda path, _name: path.read_bytes()))
    monkeypatch.setattr(executors, "_cores", lambda: 1)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """Two trees have the same files."""
    unlike = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    assert not unlike, unlike


def told(report: Report) -> list[tuple[str, str, str, str]]:
    """All that a build says of the content."""
    return [(str(one.where), one.severity, one.code, repr(sorted(one.params.items()))) for one in report.problems]


class _Versions:
    """The files of a project as they were after each step, with their times."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.now: dict[str, tuple[bytes, int]] = {}
        self.before: dict[str, list[tuple[bytes, int]]] = {}

    def names(self) -> list[str]:
        """All files that an editor may touch."""
        names = [path.name for path in self._root.iterdir()]
        theirs = set(names) - OURS(str(self._root), names)
        found = (path for name in theirs for path in (self._root / name).rglob("*") if path.is_file())
        return sorted(path.relative_to(self._root).as_posix() for path in found)

    def keep(self) -> None:
        """Remember how it all is now."""
        self.now = {name: self._read(name) for name in self.names()}
        for name, version in self.now.items():
            known = self.before.setdefault(name, [])
            if version not in known:
                known.append(version)

    def _read(self, name: str) -> tuple[bytes, int]:
        path = self._root / name
        return path.read_bytes(), path.stat().st_mtime_ns

    def restore(self, name: str, version: tuple[bytes, int]) -> None:
        """Write an old version, with its time of modification."""
        content, changed = version
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, ns=(changed, changed))

    def back(self) -> None:
        """Undo all that was done since the last `keep`."""
        for name in self.names():
            if name not in self.now:
                (self._root / name).unlink()
        for name, version in self.now.items():
            if not (self._root / name).is_file() or self._read(name) != version:
                self.restore(name, version)


class Edits(RuleBasedStateMachine):
    """A project, what an editor, a designer or a broken disk may do to it, and what must hold afterwards."""

    steps: ClassVar[Iterator[int]] = itertools.count()
    finished: ClassVar[Path]
    """A project that was built once, copied for each series."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="edits-"))
        self.place = Place(self._folder / "project")
        shutil.copytree(self.finished, self.place.root)
        self._versions = _Versions(self.place.root)
        self._versions.keep()
        self._options: dict[str, Any] = {"now": NOW}
        self._numbers = itertools.count(1)
        self._kept = ProcessCache()

    def teardown(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder)

    # --- what changes --------------------------------------------------------------------------------------------

    def _some(self, data: st.DataObject, pattern: str) -> str:
        names = [name for name in self._versions.names() if re.fullmatch(pattern, name)]
        return data.draw(st.sampled_from(names or ["content/site.yaml"]))

    def _text(self, name: str) -> str:
        return (self.place.root / name).read_text("utf-8")

    def _write(self, name: str, text: str) -> None:
        path = self.place.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def _set(self, name: str, field: str, value: str) -> None:
        """Give a field of a record a value, or add it."""
        text, line = self._text(name), f"{field}: {value}"
        found = re.search(rf"^{field}: .*$", text, re.MULTILINE)
        self._write(name, text.replace(found[0], line) if found else f"{line}\n{text}")

    @rule(data=st.data())
    def edit_a_text(self, data: st.DataObject) -> None:
        """A title, a caption, a summary, anything that is said in a language."""
        name = self._some(data, r"content/.*\.yaml")
        text = self._text(name)
        found = list(TEXT.finditer(text))
        if found:
            place = data.draw(st.sampled_from(found))
            words = data.draw(st.sampled_from(["Nové", "Ž{number}", place[0] + " a", "“x” & <y>"]))
            words = words.replace("{number}", str(next(self._numbers)))
            self._write(name, f"{text[: place.start()]}{words}{text[place.end() :]}")

    @rule(data=st.data())
    def edit_a_value(self, data: st.DataObject) -> None:
        """Dates, orders, addresses, drafts, references."""
        name = self._some(data, r"content/[a-z]+/.*\.yaml")
        known = [
            row for row in RECORD_VALUES if f"\n{row[0]}: " in f"\n{self._text(name)}" or row[0] in {"draft", "slug"}
        ]
        field, values = data.draw(st.sampled_from(known))
        self._set(name, field, data.draw(st.sampled_from(values)))

    @rule(data=st.data())
    def change_a_consent(self, data: st.DataObject) -> None:
        """Less, more, in the past, withdrawn, given again."""
        name = self._some(data, r"content/(authors|photos|podcasts/talks)/.*\.yaml")
        text = self._text(name)
        places = list(re.finditer(r"consent: \{.*\}", text))
        if places:
            place = data.draw(st.sampled_from(places))
            consent = data.draw(st.sampled_from(CONSENTS))
            self._write(name, f"{text[: place.start()]}{consent}{text[place.end() :]}")

    @rule(data=st.data())
    def edit_prose(self, data: st.DataObject) -> None:
        """Write it, add a link, or take it away."""
        record = self._some(data, r"content/[a-z]+/.*\.yaml").removesuffix(".yaml")
        name = f"{record}.{data.draw(st.sampled_from(['cs', 'en']))}.md"
        path = self.place.root / name
        if path.is_file() and data.draw(st.booleans()):
            path.unlink()
        else:
            ref = data.draw(st.sampled_from(["event:opening", "photo:ada-2", "author:ada#voice", "episode:02-second"]))
            before = path.read_text("utf-8") if path.is_file() else ""
            self._write(name, f"{before}\nViz [něco {next(self._numbers)}]({ref}).\n")

    @rule(data=st.data())
    def add_a_record(self, data: st.DataObject) -> None:
        """Like one that is there."""
        name = self._some(data, r"content/(events|photos|guestbook|themes|pages|authors|venues)/.*\.yaml")
        self._write(f"{name.removesuffix('.yaml')}-n{next(self._numbers)}.yaml", self._text(name))

    @rule(data=st.data())
    def delete_a_record(self, data: st.DataObject) -> None:
        """With its texts."""
        name = self._some(data, r"content/(?!site).*\.yaml")
        for path in self.place.root.glob(f"{name.removesuffix('.yaml')}.*"):
            path.unlink()

    @rule(data=st.data())
    def rename_a_record(self, data: st.DataObject) -> None:
        """And what names it."""
        name = self._some(data, r"content/(events|photos|themes|authors|venues|places)/.*\.yaml")
        old, new = Path(name).stem, f"renamed-{next(self._numbers)}"
        for path in list(self.place.root.glob(f"{name.removesuffix('.yaml')}.*")):
            path.rename(path.with_name(path.name.replace(old, new)))
        for other in self._versions.names():
            if other.endswith((".yaml", ".md")):
                text = self._text(other)
                changed = re.sub(rf"(?<![-/\w]){re.escape(old)}(?![-.\w])", new, text)
                if changed != text:
                    self._write(other, changed)

    @rule(data=st.data(), old_times=st.booleans(), colour=st.sampled_from(["#46627f", "#aa2211", "#11aa22"]))
    def replace_a_photograph(self, data: st.DataObject, colour: str, *, old_times: bool) -> None:
        """By one of the same size in bytes and with the old times, if it is meant to deceive."""
        path = self.place.root / self._some(data, r"photos/.*\.jpg")
        status = path.stat()
        picture(path, data.draw(st.sampled_from([(90, 60), (60, 90), (120, 80)])), colour)
        if old_times:
            content = path.read_bytes()
            path.write_bytes(content + bytes(max(0, status.st_size - len(content))))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(data=st.data())
    def swap_two_photographs(self, data: st.DataObject) -> None:
        """Their names, and nothing else."""
        one, other = (self.place.root / self._some(data, r"photos/.*\.jpg") for _ in range(2))
        between = one.with_name("between")
        one.rename(between)
        if other != one:
            other.rename(one)
        between.rename(other)

    @rule(data=st.data())
    def change_a_recording(self, data: st.DataObject) -> None:
        """Its sound or its words."""
        path = self.place.root / self._some(data, r"podcasts/.*\.(mp3|vtt)")
        if path.suffix == ".vtt":
            path.write_text(path.read_text("utf-8").replace("Tón", f"Tón {next(self._numbers)}"), "utf-8")
        else:
            path.write_bytes(path.read_bytes() + b"x")

    @rule()
    def touch_everything(self) -> None:
        """Times alone change nothing."""
        for name in self._versions.names():
            (self.place.root / name).touch()

    @rule(data=st.data())
    def restore_an_old_version(self, data: st.DataObject) -> None:
        """With its old time, perhaps of a file that was deleted."""
        older = [name for name, known in self._versions.before.items() if known != [self._versions.now.get(name)]]
        if older:
            name = data.draw(st.sampled_from(sorted(older)))
            self._versions.restore(name, data.draw(st.sampled_from(self._versions.before[name])))

    @rule(data=st.data())
    def change_the_settings(self, data: st.DataObject) -> None:
        """Sizes of lists, navigation, licence, address."""
        field, values = data.draw(st.sampled_from(SETTINGS))
        self._set("content/site.yaml", field, data.draw(st.sampled_from(values)))

    @rule(
        change=st.sampled_from(
            ["published: false, ", "typography: {numbers: false}, ", "alphabet: z y x a b c d, ", ""]
        )
    )
    def change_the_languages(self, change: str) -> None:
        """One is not published yet, or sorts otherwise."""
        text = (self.place.home / "i18n" / "languages.yaml").read_text("utf-8")
        self._write("i18n/languages.yaml", text.replace("{code: en,", f"{{{change}code: en,"))

    @rule(data=st.data())
    def change_the_design(self, data: st.DataObject) -> None:
        """A template, a style, a catalogue of the project's own, in the place of the program's; or none again."""
        home = self.place.home
        files = [*home.glob("templates/*.html"), *home.glob("static/css/*"), *home.glob("i18n/*/LC_MESSAGES/*.po")]
        path = data.draw(st.sampled_from(sorted(files)))
        name = path.relative_to(home).as_posix()
        if name in self._versions.now and data.draw(st.booleans()):
            (self.place.root / name).unlink()
        else:
            text, mark = path.read_text("utf-8"), str(next(self._numbers))
            changes = {
                ".html": ("</h1>", f" {mark}</h1>"),
                ".css": ("{", f"{{ order: {mark};"),
                ".po": ("Hlavní", mark),
            }
            self._write(name, text.replace(*changes[path.suffix]))

    @rule(data=st.data(), junk=st.sampled_from(["[", "a: b: c", "title: {cs: x}\n", "\x00", ""]))
    def break_a_record(self, data: st.DataObject, junk: str) -> None:
        """It is mended after the build that failed."""
        self._write(self._some(data, r"content/.*\.yaml"), junk)

    @rule(name=st.sampled_from(["base_url", "preview", "release", "kiosk", "now"]), data=st.data())
    def build_otherwise(self, name: str, data: st.DataObject) -> None:
        """With other options, which hold until they are changed again."""
        values: dict[str, list[Any]] = {
            "base_url": [None, "https://preview.example/x/"],
            "now": [self.place.moment(moment) for moment in MOMENTS],
        }
        self._options[name] = data.draw(st.sampled_from(values.get(name, [True, False])))

    @rule(data=st.data(), how=st.sampled_from(["lost", "cut", "flipped"]), count=st.integers(1, 5))
    def damage_the_store(self, data: st.DataObject, how: str, count: int) -> None:
        """As a disk or a hand does."""
        blobs = sorted(path for path in (self.place.root / ".cache" / "blobs").rglob("*") if path.is_file())
        for path in data.draw(st.lists(st.sampled_from(blobs), max_size=count)) if blobs else ():
            content = path.read_bytes() if path.is_file() else b""
            if how == "lost":
                path.unlink(missing_ok=True)
            elif content:
                at = data.draw(st.integers(0, len(content) - 1))
                path.write_bytes(
                    content[:at] + (bytes([content[at] ^ 1]) + content[at + 1 :] if how == "flipped" else b"")
                )

    @rule(data=st.data(), how=st.sampled_from(["lost", "cut", "flipped", "all"]))
    def damage_the_memory(self, data: st.DataObject, how: str) -> None:
        """It is a help, and no more."""
        path = self.place.root / ".cache" / "memory.db"
        content = path.read_bytes() if path.is_file() else b""
        if how == "all":
            shutil.rmtree(path.parent)
        elif how == "lost" or not content:
            path.unlink(missing_ok=True)
        else:
            at = data.draw(st.integers(0, len(content) - 1))
            path.write_bytes(
                content[:at] + (bytes([content[at] ^ 0x11]) + content[at + 1 :] if how == "flipped" else b"")
            )

    @rule(data=st.data(), how=st.sampled_from(["edited", "lost", "more"]))
    def change_the_output(self, data: st.DataObject, how: str) -> None:
        """By hand."""
        files = sorted(path for path in self.place.output.rglob("*") if path.is_file() and path.name != MARKER)
        path = data.draw(st.sampled_from(files))
        if how == "edited":
            path.write_bytes(bytes(path.stat().st_size))
        elif how == "lost":
            path.unlink()
        else:
            self._refuses(path.with_name("more.html"))

    def _refuses(self, foreign: Path) -> None:
        """What somebody laid into the site stops the next build that would publish into it, and nothing is touched."""
        foreign.write_text("more")
        old = tree(self.place.output)
        report = self._build(self.place)
        refused = [] if self._options.get("kiosk") else ["foreign-files"]
        assert [one.code for one in report.problems if one.severity is Severity.ERROR] == refused
        assert tree(self.place.output) == old
        foreign.unlink()

    # --- what must hold ------------------------------------------------------------------------------------------

    @invariant()
    def as_a_clean_build(self) -> None:
        """The site is that of a clean build, or, where there can be none, the old one; then the fault is mended."""
        next(Edits.steps)
        if not self._agrees():
            self._versions.back()
            if not self._agrees():  # the options may be what cannot be
                self._options = {"now": NOW}
                assert self._agrees()
        self._versions.keep()

    def _agrees(self) -> bool:
        """Build, build again, and compare; returns whether there is a site."""
        output = self._output(self.place.root)
        old, stored, whole = tree(output), self._stored(), self._whole()
        with Store(self.place.project.cache) as store:
            withdrawn = store.withdrawn()
        report = self._build(self.place, self._kept)
        clean = Place(self._folder / f"clean-{next(self._numbers)}")
        shutil.copytree(self.place.root, clean.root, ignore=OURS)
        with exclusive(clean.project.cache, lambda: None), Store(clean.project.cache) as store:
            store.note_withdrawn(withdrawn)  # the one thing that no clean build can know
        expected = self._build(clean)
        assert told(report) == told(expected), [told(report), told(expected)]
        assert report.failed == expected.failed
        new = tree(output)
        if report.failed:
            _same(new, old)
        else:
            _same(new, tree(self._output(clean.root)))
            self._made_exactly(report, new, stored, whole)
            marked = (output / MARKER).stat()
            again = self._build(self.place)
            assert (again.made, again.removed, told(again)) == ([], 0, told(expected))
            assert (output / MARKER).stat() == marked
        shutil.rmtree(clean.root)
        return not report.failed

    def _made_exactly(self, report: Report, new: dict[str, bytes], stored: set[str], whole: set[str]) -> None:
        """What was not in the store was made, each once; what was damaged there, where somebody had to read it."""
        prints = {path: entry[0] for path, entry in json.loads(new[MARKER]).items()}
        made = set(report.made)
        assert len(made) == len(report.made)
        assert {path for path, one in prints.items() if one not in stored} <= made
        assert made <= {path for path, one in prints.items() if one not in whole}

    def _build(self, place: Place, kept: ProcessCache | None = None) -> Report:
        project = dataclasses.replace(place.project, output=self._output(place.root))
        return build(project, Options(**{"printing": False} | self._options), kept=kept)

    def _output(self, root: Path) -> Path:
        return root / ("kiosk" if self._options.get("kiosk") else "output")

    def _blobs(self) -> list[Path]:
        return [path for path in (self.place.root / ".cache" / "blobs").rglob("*") if path.is_file()]

    def _stored(self) -> set[str]:
        return {path.parent.name + path.name.rpartition("-")[0] for path in self._blobs()}

    def _whole(self) -> set[str]:
        return {path.parent.name + path.name.rpartition("-")[0] for path in self._blobs() if is_copy(path, path)}


@pytest.mark.usefixtures("unhurried", "quick")
def test_random_changes(tmp_path: Path) -> None:
    """Two hundred of them, always the same ones; `RANDOM_EDITS` makes others."""
    Edits.finished, Edits.steps = tmp_path / "finished", itertools.count()
    report = grown(Edits.finished).build()
    assert not report.failed, list(report.problems)
    told_by = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        derandomize="RANDOM_EDITS" not in os.environ,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    run_state_machine_as_test(Edits, settings=told_by)
    assert next(Edits.steps) >= EXAMPLES * STEPS
