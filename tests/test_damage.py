"""A store that a disk, a power cut or a hand has damaged: noticed when it is used, made again, never published."""

from __future__ import annotations

import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.making.blobs import Blobs, Damaged, keep, read_blob
from sitegen.making.input_files import InputFiles
from sitegen.model.order import Made
from tests.conftest import Place, furnish
from tests.kills import digests, turn

PRINT = "ab" * 32


def flip(blob: Path, chance: random.Random) -> None:
    """Change one bit."""
    content = bytearray(blob.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    blob.write_bytes(content)


def cut(blob: Path, chance: random.Random) -> None:
    """Lose the end."""
    blob.write_bytes(blob.read_bytes()[: chance.randrange(blob.stat().st_size)])


def empty(blob: Path, _chance: random.Random) -> None:
    """Lose all, as a power cut does."""
    blob.write_bytes(b"")


def delete(blob: Path, _chance: random.Random) -> None:
    """Lose the file."""
    blob.unlink()


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (flip, cut, empty, delete)


def test_a_store_with_a_hundred_damages_makes_the_site_of_a_clean_one(built: Place, tmp_path: Path) -> None:
    """After each ten, by a build with everything to copy, with every page to make, or with nothing to do."""
    chance = random.Random(20260502)  # noqa: S311 - for damages, not for secrets
    clean = furnish(tmp_path / "clean")
    sites = {}
    for title in ("Large", "Small"):
        turn(clean, title)
        assert not clean.build().failed
        sites[title] = digests(clean.output)
    sources = digests(built.root / "content") | digests(built.root / "photos")
    for number in range(10):
        for blob in chance.sample(
            sorted(path for path in built.root.glob(".cache/blobs/*/*") if path.stat().st_size), 10
        ):
            chance.choice(DAMAGES)(blob, chance)
        if number % 3 == 0:
            shutil.rmtree(built.output)
        if number % 3 == 1:
            turn(built, "Large")
        report = built.build()
        assert not report.failed, [str(problem) for problem in report.problems]
        assert digests(built.output) == sites["Large" if number % 3 == 1 else "Small"]
        if number % 3 == 1:
            turn(built, "Small")
            assert not built.build().failed
    assert digests(built.root / "content") | digests(built.root / "photos") == sources
    shutil.rmtree(built.output)
    assert not built.build().failed
    assert digests(built.output) == sites["Small"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_only_what_is_damaged_is_made_again(built: Place, damage: Callable[[Path, random.Random], None]) -> None:
    """And counted once."""
    wanted = digests(built.output)
    page = built.read_bytes("en/index.html")
    (blob,) = (path for path in built.root.glob(".cache/blobs/*/*") if path.read_bytes() == page)
    damage(blob, random.Random(1))  # noqa: S311 - see above
    shutil.rmtree(built.output)
    report = built.build()
    assert (report.failed, report.made) == (False, ["en/index.html"])
    assert digests(built.output) == wanted


def test_what_cannot_be_kept_is_told(
    built: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A disk that loses everything at once ends the build in one sentence, with the site as it was."""
    monkeypatch.setattr("sitegen.making.make.keep", lambda place, content: keep(place, content).write_bytes(b""))
    wanted = digests(built.output)
    built.edit("content/pages/about.en.md", "About", "On")
    assert main(["build", "--project", str(built.root), "--no-print", "--messages", "en"]) == 1
    assert "The system does not let .cache/blobs/" in capsys.readouterr().err
    assert digests(built.output) == wanted


def test_a_recipe_never_reads_what_is_damaged(tmp_path: Path) -> None:
    """An output that is made of another is made of what that was; the error is the same from another process."""
    blob = keep(tmp_path / "a", b"content")
    files = InputFiles(made={"a.css": blob})
    assert files.read(Made("a.css")) == b"content"
    blob.write_bytes(b"contenT")
    with pytest.raises(Damaged) as caught:
        files.read(Made("a.css"))
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert (type(again), again.filename) == (Damaged, str(blob))


def test_every_blob_is_looked_at_when_one_is_damaged(tmp_path: Path) -> None:
    """What is left is sound; a half written file is none."""
    blobs = Blobs(tmp_path)
    kept = [keep(blobs.place(f"{number}0" * 32), b"content") for number in range(4)]
    for number, damage in enumerate((flip, cut, empty), 1):
        damage(kept[number], random.Random(number))  # noqa: S311 - see above
    (kept[0].parent / ".new-x").write_bytes(b"half")
    blobs.drop_damaged()
    assert [blobs.has(f"{number}0" * 32) for number in range(4)] == [True, False, False, False]
    assert read_blob(blobs.get("00" * 32)) == b"content"
