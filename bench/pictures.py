"""Pictures: this project cold and warm, against the encoders alone and against other tools that make the same files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import ours
from bench.contenders import OURS, OUTPUT, is_wanted, write
from bench.data import Event, events
from bench.installing import Scratch
from bench.peers import BASE, quoted
from bench.runs import SLOW, Run, RunError, middle, peak, run

HERE = Path(__file__).parent
FLOOR = "the encoders alone"
_AUTHOR = """\
name: Ada
country: CZ
summary: {cs: Fotí., en: Takes photographs.}
consent: {status: given, scopes: [web], date: 2020-01-01}
"""
_PHOTO = """\
file: NAME.jpg
author: ada
order: NUMBER
title: {cs: Okno NUMBER, en: Window NUMBER}
caption: {cs: Okno do dvora., en: A window on the yard.}
comment: {cs: Okno svítí., en: The window is lit.}
comment_language: cs
alt: {cs: Rozsvícené okno v tmavé zdi, en: A lit window in a dark wall}
themes: [home]
side: light
status: exhibited
consent: {status: given, scopes: [web], date: 2020-01-01}
"""
_THEME = """\
title: {cs: Domov, en: Home}
summary: {cs: O domově., en: About home.}
"""
_SECTIONS = "sections: {events: events, exhibition: exhibition, photos: photographs, authors: authors, themes: themes}"


@dataclass(frozen=True)
class Maker:
    """Something that makes the pictures: its command, the folder it runs in, and what is deleted for a cold start."""

    name: str
    command: Sequence[str]
    folder: Path
    made: Sequence[str] = (OUTPUT,)
    environment: Mapping[str, str] = field(default_factory=dict)
    warm: bool = False
    """Whether it keeps what it made for the next time."""
    crops: bool = True


@dataclass
class Measured:
    """What was measured of one."""

    maker: Maker
    cold: list[Run] = field(default_factory=list)
    warm: list[Run] = field(default_factory=list)
    memory: int = 0
    size: int = 0
    """Bytes of all the pictures it made."""
    faults: list[str] = field(default_factory=list)

    def medians(self) -> tuple[Run | None, Run | None]:
        """Return what it took cold and warm."""
        return (middle(self.cold) if self.cold else None), (middle(self.warm) if self.warm else None)


def photographs(number: int, scratch: Path) -> Path:
    """Return a folder of so many photographs, made where it is not there yet."""
    folder = scratch / f"photographs-{number}"
    if len(list(folder.glob("*.jpg"))) != number:
        print(f"making {number} photographs", file=sys.stderr)
        _module("bench.photographs", str(number), str(folder))
    return folder


def _module(*words: str) -> str:
    """Run one of our modules in the project's environment."""
    command = [str(ours.python()), "-m", *words]
    done = subprocess.run(command, cwd=ours.HOME, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - ours
    return done.stdout


def prepare(source: Path, project: Path, found: Sequence[Event]) -> None:
    """Write a project with these events, an author and the photographs of a folder."""
    ours.prepare(found, project)
    languages = project / "i18n" / "languages.yaml"
    languages.write_text(re.sub(r"sections: \{.*?\}", _SECTIONS, languages.read_text("utf-8")), "utf-8")
    write(project / "content" / "authors" / "ada.yaml", _AUTHOR)
    write(project / "content" / "themes" / "home.yaml", _THEME)
    for number, path in enumerate(sorted(source.glob("*.jpg")), 1):
        shutil.copy2(path, project / "photos" / path.name)
        record = _PHOTO.replace("NAME", path.stem).replace("NUMBER", str(number))
        write(project / "content" / "photos" / f"{path.stem}.yaml", record)


def _hugo(source: Path, pieces: Sequence[Mapping[str, object]], project: Path) -> None:
    """A site of one page that shows every picture."""
    shutil.copytree(source, project / "assets" / "photographs")
    speed = next(settings["speed"] for settings in map(_settings, pieces) if "speed" in settings)
    kinds = ["taxonomy", "term", "section", "rss", "sitemap", "404"]
    write(
        project / "hugo.json",
        quoted({"baseURL": BASE, "disableKinds": kinds, "imaging": {"avif": {"encoderSpeed": speed}}}),
    )
    orders = [
        f"{'fill' if piece['crop'] else 'resize'} {piece['width']}x{piece['height'] if piece['crop'] else ''}"
        f" {piece['format']} q{_settings(piece)['quality']} lanczos"
        for piece in pieces
    ]
    write(
        project / "layouts" / "home.html",
        f"{{{{ $orders := slice {' '.join(map(quoted, orders))} }}}}"
        '{{ range $photo := resources.Match "photographs/*.jpg" }}{{ range $orders }}'
        "{{ with $photo.Filter images.AutoOrient (images.Process .) }}"
        '<img src="{{ .RelPermalink }}" alt="">{{ end }}{{ end }}{{ end }}',
    )


def _settings(piece: Mapping[str, object]) -> Mapping[str, object]:
    found = piece["settings"]
    return found if isinstance(found, dict) else {}


def makers(source: Path, pieces: Sequence[Mapping[str, object]], scratch: Scratch, work: Path) -> Iterator[Maker]:
    """Write the project of each, and yield it."""
    shutil.rmtree(work, ignore_errors=True)
    folders = {name: work / name for name in ("ours", "floor", "hugo", "sharp", "eleventy", "vips")}
    for folder in folders.values():
        folder.mkdir(parents=True)
    table = work / "pieces.json"
    table.write_text(json.dumps(pieces))
    words = [str(table), str(source), OUTPUT]
    ours_here = {"PYTHONPATH": str(ours.HOME)}
    floor = [str(ours.python()), "-m", "bench.encoders", str(source), OUTPUT]
    yield Maker(FLOOR, floor, folders["floor"], environment=ours_here)
    prepare(source, folders["ours"], events(1))
    yield Maker(OURS, ours.build_command(str(folders["ours"])), folders["ours"], (OUTPUT, ".cache"), warm=True)
    if scratch.holds("lib"):
        command = [str(scratch.program("lib")), str(HERE / "vips_pictures.py"), *words]
        yield Maker("libvips (pyvips)", command, folders["vips"])
    node = str(scratch.node() / "node")
    if scratch.holds("sharp"):
        scratch.lend_modules("sharp", folders["sharp"])
        yield Maker("sharp", [node, str(HERE / "sharp_pictures.mjs"), *words], folders["sharp"])
    if scratch.holds("eleventy"):
        scratch.lend_modules("eleventy", folders["eleventy"])
        command = [node, str(HERE / "eleventy_pictures.mjs"), *words]
        yield Maker("eleventy-img", command, folders["eleventy"], warm=True, crops=False)
    if scratch.holds("hugo"):
        _hugo(source, pieces, folders["hugo"])
        command = [
            str(scratch.hugo()),
            "--quiet",
            "--destination",
            OUTPUT,
            "--cacheDir",
            str(folders["hugo"] / ".hugo"),
        ]
        yield Maker("Hugo", command, folders["hugo"], (OUTPUT, ".hugo", "resources"), warm=True)


def _pictures(folder: Path) -> list[Path]:
    """Every picture that was made, which are the only files with these suffixes."""
    ours_alone = folder / "media"
    found = (ours_alone if ours_alone.is_dir() else folder).rglob("*")
    return [path for path in found if path.suffix in {".avif", ".jpg", ".jpeg"}]


def _check(measured: Measured, pieces: Sequence[Mapping[str, object]], number: int) -> None:
    """As many files of each format as there are pieces."""
    found = _pictures(measured.maker.folder / OUTPUT)
    made = Counter(path.suffix.replace("jpeg", "jpg") for path in found)
    wanted = Counter(str(piece["suffix"]) for piece in pieces if measured.maker.crops or not piece["crop"])
    for suffix, many in wanted.items():
        if made[suffix] != many * number:
            measured.faults.append(f"{made[suffix]} files {suffix} in place of {many * number}")
    measured.size = sum(path.stat().st_size for path in found)


def _step(measured: Measured, *, warm: bool) -> None:
    maker = measured.maker
    if measured.faults or (warm and not maker.warm):
        return
    if not warm:
        for name in maker.made:
            shutil.rmtree(maker.folder / name, ignore_errors=True)
    try:
        done = run(maker.command, maker.folder, environment=maker.environment)
    except RunError as error:
        measured.faults.append(str(error))
        return
    (measured.warm if warm else measured.cold).append(done)
    if warm and maker.name == OURS and (made := ours.made(done.printed)):
        measured.faults.append(f"{made} files are made again")
    print(f"pictures, {'warm' if warm else 'cold'}: {maker.name}: {done.wall:.2f} s", file=sys.stderr)


def compare(number: int, rounds: int, scratch: Scratch, names: Sequence[str] | None, *, weigh: bool) -> list[Measured]:
    """Measure all with so many photographs, in rounds; `weigh` looks at this project's memory in one more run."""
    source = photographs(number, scratch.folder)
    pieces: list[dict[str, object]] = json.loads(_module("bench.encoders", "--list"))
    every = [Measured(maker) for maker in makers(source, pieces, scratch, scratch.folder / "work" / "pictures")]
    chosen = [one for one in every if one.maker.name == FLOOR or is_wanted(one.maker.name, names)]
    for warm in (False, True):
        for turn in range(rounds):
            for one in chosen:
                if turn and any(run.wall > SLOW for run in one.cold):
                    continue
                _step(one, warm=warm)
                if not warm and turn == 0 and not one.faults:
                    _check(one, pieces, number)
    for one in chosen if weigh else ():
        if one.maker.name == OURS and not one.faults:
            for name in one.maker.made:
                shutil.rmtree(one.maker.folder / name, ignore_errors=True)
            one.memory = peak(one.maker.command, one.maker.folder)
    return chosen
