"""What the tests of `new` bring and ask."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import ExifTags, Image

from sitegen import cli
from sitegen.content.load import load, validate
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.model.problems import Problems
from sitegen.model.project import Options
from tests.conftest import NOW, SERIES, Place

ROOT = Path(__file__).parents[2]
EVERY = sorted(DRAFTABLE)


def scene(seed: int = 1, size: tuple[int, int] = (2400, 1600)) -> Image.Image:
    """A picture with detail of every size, as photographs have it (a spectrum of 1/f), of its own for each seed."""
    noise = np.fft.rfft2(np.random.default_rng(seed).standard_normal((size[1] // 2, size[0] // 2)))
    rows, columns = np.fft.fftfreq(noise.shape[0])[:, None], np.fft.rfftfreq(size[0] // 2)[None, :]
    drawn = np.fft.irfft2(noise / np.maximum(np.hypot(rows, columns), 1e-3) ** 1.2)
    grey = (drawn - drawn.min()) / (drawn.max() - drawn.min()) * 255
    return Image.fromarray(grey.astype("uint8")).resize(size).convert("RGB")


def photograph(path: Path, drawn: Image.Image, *, taken: str = "", located: bool = False) -> Path:
    """Save a picture as a telephone does."""
    exif = Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if located:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (50.0, 5.0, 1.0)
    drawn.save(path, path.suffix[1:].upper().replace("JPG", "JPEG"), quality=90, exif=exif)
    return path


def new(place: Place, *words: str) -> int:
    """Run `new` in English."""
    return cli.main(["new", *words, "--project", str(place.root), "--messages", "en"])


def words_for(kind: str, camera: Path) -> list[str]:
    """A command that needs no terminal."""
    if kind == "photo":
        return ["photo", str(camera / "IMG_1.JPG"), "--set", "author=ada"]
    if kind == "episode":
        return ["episode", str(camera / "Rozhovor.mp3"), "--set", "title.cs=Anna"]
    return [kind, "--set", "author=ada"] if kind == "zine" else [kind, "Přišla: Łucja!"]


def files(root: Path) -> dict[str, bytes]:
    """Everything in a project but the cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }


def add_series(place: Place) -> None:
    """A podcast without episodes."""
    place.write("content/podcasts/talks.yaml", SERIES)
    (place.root / "podcasts" / "talks").mkdir(parents=True)
    Image.new("RGB", (1400, 1400), "#46627f").save(place.root / "podcasts" / "talks" / "cover.jpg")


def first_gate(place: Place) -> list[tuple[str, str]]:
    """The places and codes of what is wrong with the content."""
    problems = Problems()
    validate(load(place.project, Options(now=NOW), problems), problems)
    return [(str(problem.where), problem.code) for problem in problems if problem.severity != "note"]
