"""Photographs on pages: in the sizes asked for, and without a trace of where and how they were taken."""

from __future__ import annotations

import io
import json
import subprocess
import weakref
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, TiffImagePlugin

from sitegen.making import derivatives
from sitegen.making.blobs import read_blob
from sitegen.making.decoding import Decoded, decode
from sitegen.making.derivatives import derive, derive_all, measure
from sitegen.making.errors import CannotMake
from sitegen.making.formats import FORMATS
from sitegen.making.input_files import InputFiles
from sitegen.making.make import Task, make_batch
from sitegen.making.recipes import RECIPES
from sitegen.model.web_orders import JsonOrder, PictureOrder
from sitegen.plan.profiles import PROFILES, height_for, widths_for
from tests.conftest import Place, picture, source_of

SECRETS = ("LeakCam", "SN-LEAK-4711", "LeakOwner", "LeakComment", "LeakPlace", "LeakThumb")


def photograph_with_secrets(path: Path) -> None:
    """What a telephone writes: maker, serial number, owner, position, notes and a thumbnail."""
    image = Image.new("RGB", (600, 400), "#46627f")
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "LeakCam", "LeakCam 9"
    exif[0x013B] = "LeakOwner"
    camera = exif.get_ifd(0x8769)
    camera[0xA431], camera[0xA430], camera[0x9286] = "SN-LEAK-4711", "LeakOwner", b"ASCII\0\0\0LeakComment"
    position = exif.get_ifd(0x8825)
    degrees = tuple(TiffImagePlugin.IFDRational(value) for value in (50, 4, 51))
    position.update({1: "N", 2: degrees, 3: "E", 4: degrees, 28: b"ASCII\0\0\0LeakPlace"})
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><LeakThumb/></x:xmpmeta>"
    image.save(path, "JPEG", exif=exif, comment=b"LeakComment", xmp=packet, quality=85)


def test_no_published_file_says_where_or_how_a_picture_was_taken(place: Place) -> None:
    """The secrets are in the original, and in no file of the site."""
    path = place.root / "photos" / "ada-1.jpg"
    photograph_with_secrets(path)
    assert all(secret.encode() in path.read_bytes() for secret in SECRETS)
    assert not place.build().failed
    for name in place.files():
        content = (place.output / name).read_bytes()
        assert [secret for secret in SECRETS if secret.encode() in content] == [], name


def test_derivatives_carry_the_copyright_line_alone(place: Place) -> None:
    """An independent reader of metadata finds nothing else in them."""
    place.edit("content/site.yaml", "timezone:", "licence: CC BY 4.0\ntimezone:")
    photograph_with_secrets(place.root / "photos" / "ada-1.jpg")
    assert not place.build().failed
    made = sorted((place.output / "media").iterdir())
    asked = subprocess.run(["exiftool", "-j", "-G1", "-a", *made], capture_output=True, check=True)
    # What describes the file and the pixels themselves is no metadata of ours.
    technical = {"SourceFile", "ExifTool", "System", "File", "Composite", "JFIF", "Meta", "QuickTime", "Track1"}
    for facts in json.loads(asked.stdout):
        rest = {key: value for key, value in facts.items() if key.split(":")[0] not in technical}
        tags = {key.split(":")[-1] for key in rest}
        assert tags <= {"Copyright", "YCbCrPositioning", "ExifByteOrder"}, rest
        name = Path(facts["SourceFile"]).name
        if name.endswith(".jpg") and ("-shared." not in name or name.startswith("photo-")):  # others may show none
            assert "CC BY 4.0" in rest["IFD0:Copyright"], name


def test_the_copyright_line_keeps_its_letters(tmp_path: Path) -> None:
    """A name is not a row of question marks."""
    picture(tmp_path / "a.jpg")
    line = "© Žaneta Šťastná"
    made = derive(PictureOrder(source_of(tmp_path / "a.jpg"), 60, 40, "jpeg", copyright=line), InputFiles())
    assert line.encode() in made


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_derivatives_are_the_same_every_time(tmp_path: Path, form: str) -> None:
    """The same bytes come out of the same picture, and they are a picture of the size asked for."""
    picture(tmp_path / "a.jpg")
    made = [derive(PictureOrder(source_of(tmp_path / "a.jpg"), 60, 40, form), InputFiles()) for _ in range(2)]
    assert made[0] == made[1]
    with Image.open(io.BytesIO(made[0])) as opened:
        assert (opened.format, opened.size, opened.mode) == ((FORMATS[form].codec or form).upper(), (60, 40), "RGB")


def every_order(path: Path, size: tuple[int, int]) -> list[PictureOrder]:
    """All that is made of a photograph."""
    return [
        PictureOrder(
            source_of(path), width, height_for(profile, width, size), name, crop=(0.3, 0.6) if profile.ratio else None
        )
        for profile in PROFILES.values()
        for name in profile.formats
        for width in widths_for(profile, FORMATS[name], size[0])
    ]


@pytest.mark.parametrize("size", [(2500, 1000), (1000, 1500)])
def test_a_derivative_has_the_same_bytes_alone_and_among_others(tmp_path: Path, size: tuple[int, int]) -> None:
    """Whichever of them are missing, and in whatever order they are asked for."""
    picture(tmp_path / "a.jpg", size)
    orders = every_order(tmp_path / "a.jpg", size)
    together = derive_all(orders, InputFiles())
    assert [derive(order, InputFiles()) for order in orders] == together
    assert derive_all(orders[::-2], InputFiles()) == together[::-2]


def test_scaling_by_steps_cannot_be_seen(tmp_path: Path) -> None:
    """Not even in a picture that is noise alone: JPEG changes it more than the steps do."""
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (900, 2600, 3), dtype=np.uint8))
    noise.save(tmp_path / "a.png")
    for width in (160, 320, 640, 900, 1200):
        size = (width, round(width * 900 / 2600))
        made = Image.open(io.BytesIO(derive(PictureOrder(source_of(tmp_path / "a.png"), *size, "jpeg"), InputFiles())))
        at_once = np.asarray(noise.resize(size, Image.Resampling.LANCZOS), float)
        plain = io.BytesIO()
        Image.fromarray(at_once.astype(np.uint8)).save(plain, "JPEG", **FORMATS["jpeg"].save)
        by_jpeg = np.abs(np.asarray(Image.open(plain), float) - at_once).mean()
        assert np.abs(np.asarray(made, float) - np.asarray(Image.open(plain), float)).mean() < by_jpeg, width


def test_a_photograph_is_decoded_once_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For all that is made of it, two photographs one after the other; a preview that goes on has none in memory."""
    decoded: list[weakref.ref[Image.Image]] = []

    def watched(content: bytes, name: str, least: int | None = None) -> Decoded:
        assert [seen() for seen in decoded] == [None] * len(decoded), "two in memory"
        found = decode(content, name, least)
        decoded.append(weakref.ref(found.picture))
        return found

    monkeypatch.setattr(derivatives, "decode", watched)
    tasks = []
    for name in ("a", "b"):
        picture(tmp_path / f"{name}.jpg", (900, 600), "#224466" if name == "a" else "#664422")
        orders = every_order(tmp_path / f"{name}.jpg", (900, 600))
        tasks += [Task(f"{name}{at}", tmp_path / f"{name}{at}", one, InputFiles()) for at, one in enumerate(orders)]
    assert make_batch(tasks).failures == []
    assert len(decoded) == 2
    assert decoded[1]() is None
    for task in tasks:
        (blob,) = tmp_path.glob(f"{task.place.name}-*")
        assert read_blob(blob) == RECIPES["web_orders:PictureOrder"].make(task.order, InputFiles())


def test_what_cannot_be_derived_is_told_of_each(tmp_path: Path) -> None:
    """As the plan knows each output by itself; what else is in the batch is made."""
    picture(tmp_path / "a.jpg")
    orders = every_order(tmp_path / "a.jpg", (600, 400))
    broken = [Task(f"{at}", tmp_path / f"{at}", order, InputFiles()) for at, order in enumerate(orders)]
    (tmp_path / "a.jpg").write_bytes(b"")
    whole = Task("data.json", tmp_path / "data.json", JsonOrder([1]), InputFiles())
    done = make_batch([*broken, whole])
    assert [failure.path for failure in done.failures] == [task.path for task in broken]
    assert {failure.code for failure in done.failures} == {"changed-meanwhile"}
    assert list(tmp_path.glob("data.json-*"))


def test_a_second_build_opens_no_photograph(built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is even measured again; a change of one photograph opens that one alone."""
    opened: list[str] = []

    def watched(content: bytes, name: str, least: int | None = None, **more: int) -> Decoded:
        opened.append(name)
        return decode(content, name, least, **more)

    monkeypatch.setattr(derivatives, "decode", watched)
    assert not built.build().failed
    assert opened == []
    picture(built.root / "photos" / "ada-1.jpg", colour="#224466")
    assert not built.build().failed
    assert set(opened) == {"ada-1.jpg"}


@pytest.mark.parametrize("focus", [(0.0, 0.0), (0.95, 0.05), (0.5, 0.95), (1.0, 1.0)])
@pytest.mark.parametrize("size", [(100, 20), (20, 100)])
def test_crops_keep_the_focal_point(tmp_path: Path, focus: tuple[float, float], size: tuple[int, int]) -> None:
    """What matters stays in the picture, however narrow it gets."""
    whole = Image.new("RGB", (400, 400), "black")
    at = [round(fraction * 399) for fraction in focus]
    ImageDraw.Draw(whole).rectangle((at[0] - 20, at[1] - 20, at[0] + 20, at[1] + 20), fill="white")
    path = tmp_path / "a.jpg"
    whole.save(path, quality=95)
    made = derive(PictureOrder(source_of(path), *size, "jpeg", crop=focus), InputFiles())
    with Image.open(io.BytesIO(made)) as opened:
        assert opened.size == size
        assert opened.convert("L").getextrema()[1] > 200


def test_pictures_are_never_enlarged() -> None:
    """A small original has the widths it has pixels for, and at least one."""
    photo, card = PROFILES["photo"], PROFILES["card"]
    assert max(widths_for(photo, FORMATS["avif"], 900)) <= 900
    assert widths_for(photo, FORMATS["avif"], 10) == [10]
    assert len(widths_for(card, FORMATS["jpeg"], 5000)) == FORMATS["jpeg"].widths


def test_a_picture_is_measured_as_it_will_be_seen(tmp_path: Path) -> None:
    """Width and height are those of the upright picture."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "white").save(tmp_path / "a.jpg", exif=exif)
    found = measure(tmp_path / "a.jpg")
    assert (found.width, found.height, found.mode, found.format) == (20, 40, "RGB", "JPEG")


def test_a_replaced_photograph_is_decoded_anew(tmp_path: Path) -> None:
    """A resident preview holds the last picture by its bytes, not by its name and size."""
    for colour in ("red", "blue"):
        Image.new("RGB", (80, 60), colour).save(tmp_path / "a.png")
        made = derive(PictureOrder(source_of(tmp_path / "a.png"), 40, 30, "jpeg"), InputFiles())
        with Image.open(io.BytesIO(made)) as opened:
            assert opened.getpixel((20, 15)) == {"red": (254, 0, 0), "blue": (0, 0, 254)}[colour]


def test_a_photograph_that_changed_since_it_was_planned_is_refused(tmp_path: Path) -> None:
    """Else its pixels would be kept under the fingerprint of another picture."""
    path = tmp_path / "a.png"
    Image.new("RGB", (80, 60), "red").save(path)
    planned = PictureOrder(source_of(path), 40, 30, "jpeg")
    Image.new("RGB", (80, 60), "blue").save(path)
    with pytest.raises(CannotMake, match="changed-meanwhile"):
        derive(planned, InputFiles())
