"""The cache is a folder that the program empties: it must be its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import cli
from sitegen.making.cache_folder import TAG
from tests.conftest import Place

VERBS = (["build"], ["check"], ["consent", "list"], ["list", "drafts"], ["withdraw", "author:ada"])


def files(*folders: Path) -> dict[str, bytes]:
    """All files below folders."""
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def told(place: Place) -> list[tuple[str, str]]:
    """The errors of a build that publishes nothing."""
    report = place.build()
    assert report.failed
    return [(str(one.where), one.code) for one in report.problems]


@pytest.mark.parametrize("at", [".cache", ".cache/blobs"])
def test_a_link_is_refused_and_what_it_leads_to_is_left(
    place: Place, at: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is asked for: photographs, or a folder outside."""
    if "/" in at:
        place.build()
        (place.root / at).rename(place.root / "aside")
    outside = place.root.parent / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", "utf-8")
    all_of_it = (place.root / "photos", place.root / "content", outside)
    before = files(*all_of_it)
    for target in (place.root / "photos", outside):
        (place.root / at).symlink_to(target, target_is_directory=True)
        for verb in VERBS:
            assert cli.main([*verb, "--project", str(place.root), "--messages", "en"]) == 1
            said = capsys.readouterr()
            assert f"{at} is a link, or holds files that this program did not write" in said.out + said.err
            assert files(*all_of_it) == before
        (place.root / at).unlink()


def test_the_cache_of_another_program_is_refused(place: Place) -> None:
    """Until its files are elsewhere, even if it is tagged as a cache by that one."""
    kept = place.write(".cache/of-another.json", "{}")
    place.write(f".cache/{TAG}", "Signature: 8a477f597d28d172789f06886806bc55\n# of another\n")
    assert told(place) == [(".cache:1:1", "foreign-cache")]
    assert kept.is_file()
    kept.unlink()
    (place.root / ".cache" / TAG).unlink()
    assert not place.build().failed


def test_our_own_is_tagged_and_may_be_deleted(place: Place) -> None:
    """So programs that copy leave it out; one from before there were tags is known again."""
    place.build()
    tag = place.root / ".cache" / TAG
    assert tag.read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    tag.unlink()
    report = place.build()
    assert (report.failed, report.made) == (False, [])
    assert tag.is_file()


@pytest.mark.parametrize(
    "left", [b"", b"Signature: 8a477f59", b"Signature: 8a477f597d28d172789f06886806bc55\n# Thf", b"\xff"]
)
def test_a_damaged_tag_is_written_again(place: Place, left: bytes) -> None:
    """By a power cut, say, which would keep every later build from publishing."""
    place.build(preview=True)
    tag = place.root / ".cache" / TAG
    before = tag.read_bytes()
    tag.write_bytes(left)
    (tag.parent / ".preview.sitegen-twin").mkdir()
    (tag.parent / ".new-0123").write_bytes(b"")  # of a run that was killed
    report = place.build()
    assert (report.failed, tag.read_bytes()) == (False, before)


def test_a_damaged_tag_makes_no_folder_ours(place: Place) -> None:
    """Where there is more than this program writes, or what another one says of its own."""
    for tag in (b"", b"# of another\n"):
        place.write(".cache/of-another.json", "{}")
        (place.root / ".cache" / TAG).write_bytes(tag)
        assert told(place) == [(".cache:1:1", "foreign-cache")]
    (place.root / ".cache" / "of-another.json").unlink()
    assert told(place) == [(".cache:1:1", "foreign-cache")]
