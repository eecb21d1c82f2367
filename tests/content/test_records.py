"""YAML with positions: what is read, what is refused, and that nothing else can come out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.records import Record, read_record, read_text
from sitegen.model.limits import DEFAULT
from sitegen.model.problems import Problems, Where

NAME = "content/a.yaml"
MAX_BYTES, MAX_DEPTH = DEFAULT.record_kb * 1024, DEFAULT.depth


def read(tmp_path: Path, content: str | bytes) -> tuple[Record | None, Problems]:
    """Read a record with this content."""
    path = tmp_path / "a.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    problems = Problems()
    return read_record(path, NAME, problems), problems


def codes(problems: Problems) -> list[str]:
    """What was found, as `line:column code`."""
    return [f"{problem.where.line}:{problem.where.column} {problem.code}" for problem in problems]


def test_scalars_stay_as_they_are_written(tmp_path: Path) -> None:
    """YAML makes false, seconds, octal and dates of these; the field decides, not YAML."""
    record, _ = read(tmp_path, "a: no\nb: 22:30\nc: 0123\nd: 2019-04-25\ne: 1e3\nf: '~'\n")
    assert record is not None
    assert record.data == {"a": "no", "b": "22:30", "c": "0123", "d": "2019-04-25", "e": "1e3", "f": "~"}


def test_what_is_left_empty_is_nothing(tmp_path: Path) -> None:
    """An empty value, a tilde and the word null are the same."""
    record, _ = read(tmp_path, "a:\nb: ~\nc: null\nd: ''\n")
    assert record is not None
    assert record.data == {"a": None, "b": None, "c": None, "d": ""}


def test_every_value_knows_its_place(tmp_path: Path) -> None:
    """Lines and columns count from 1, columns in characters."""
    record, _ = read(tmp_path, "název: žluťoučký\nlist:\n  - {cs: 'á', en: b}\n")
    assert record is not None
    source = record.source
    assert source.where("název") == Where(NAME, 1, 8)
    assert source.where("list", 0, "en") == Where(NAME, 3, 19)
    assert source.where("list", 0, "missing") == Where(NAME, 3, 5)
    assert source.places["list", "key"] == Where(NAME, 2, 1)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a: pod #mala a\nb: 1\n", ["1:8 comment-cuts-text"]),
        ("a: #mala\n", ["1:4 comment-cuts-text"]),
        ("a: {cs: pod #3, en: b}\nc: d\n", ["1:13 comment-cuts-text"]),
        ("a:\n  - první\n    druhý ##9 t\n", ["3:11 comment-cuts-text"]),
        ("a:\n  cs: pod\n    #mala\n  en: b\n", ["3:5 comment-cuts-text"]),
        ("a: {b: 1, #c: 2\n}\n", ["1:11 comment-cuts-text"]),
        ("a: {b: 1} #c: 2\n", ["1:11 comment-cuts-text"]),
        ('a: {b: "x" #y, c: d}\n', ["1:12 comment-cuts-text"]),
        ("a: x #„y“\nb: x #😀\n", ["1:6 comment-cuts-text", "2:6 comment-cuts-text"]),
        ("a:\n  cs: x\n  #en: y\nb: 1\n#c: 2\n", []),
        ("- a\n#- b\n", []),
        ("a: 1 # třetí\nb: 'x' #y\nc: |\n  x #y\n#d\n", []),
        ("a: x#y\n", []),
    ],
)
def test_a_hashtag_is_not_cut_off_in_silence(tmp_path: Path, content: str, found: list[str]) -> None:
    """YAML takes it for a note, and the rest of the line."""
    assert codes(read(tmp_path, content)[1]) == found


@pytest.mark.parametrize("sign", [r"\0", r"\a", r"\e", r"\x7f", r"\u202e", r"\u2028", r"\ufeff", r"\U0000fffe"])
def test_an_escape_brings_no_sign_that_may_not_be_written(tmp_path: Path, sign: str) -> None:
    """A feed with it would be no XML, and letters behind it would be read backwards."""
    assert codes(read(tmp_path, f'b: 1\na: "x{sign}y"\n')[1]) == ["2:4 control-character"]


@pytest.mark.parametrize(
    "written",
    [
        "|\n  První,\n  dál.\n\n  Druhý.\n",
        ">-\n  První,\n  dál.\n\n  Druhý.\n",
        "První,\n  dál.\n\n  Druhý.\n",
        "'První,\n  dál.\n\n  Druhý.'\n",
    ],
)
def test_a_blank_line_divides_paragraphs_however_a_text_is_written(tmp_path: Path, written: str) -> None:
    """YAML folds it into one break in some of its styles, which would join the paragraphs."""
    record, _ = read(tmp_path, f"a: {written}")
    assert record is not None
    paragraphs = [" ".join(part.split()) for part in record.data["a"].split("\n\n")]
    assert paragraphs == ["První, dál.", "Druhý."]


def test_accents_are_in_their_letters(tmp_path: Path) -> None:
    """A text from a Mac's PDF has them apart (NFD), and its columns are counted as they are seen."""
    record, problems = read(tmp_path, "a: {cs: Z\u030ce, en: b}\n")
    assert record is not None
    assert (record.data, codes(problems)) == ({"a": {"cs": "\u017de", "en": "b"}}, [])
    assert record.source.where("a", "en") == Where(NAME, 1, 17)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_a_byte_order_mark_change_nothing(tmp_path: Path, ending: str) -> None:
    """Whatever editor wrote the file, the third line is the third line."""
    record, problems = read(tmp_path, "\ufeff" + ending.join(["a: 1", "b: 2", "c: [", ""]))
    assert record is None
    assert codes(problems) == ["4:1 broken-yaml"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: {x: 1, x: 2}\nb: {y: 1, y: 2}\n", ["1:11 duplicate-key", "2:11 duplicate-key"]),
        ("a: &x 1\n", ["1:4 yaml-anchor"]),
        ("a: *x\n", ["1:4 yaml-anchor"]),
        ("a: 1\n<<: {b: 2}\n", []),
        ("a: !!int 1\n", ["1:4 yaml-tag"]),
        ("a: !own 1\n", ["1:4 yaml-tag"]),
        ("a: 1\n---\nb: 2\n", ["2:1 yaml-many-documents"]),
        ("{a: 1}: 2\n", ["1:1 yaml-bad-key"]),
        ("? [a]\n: 1\n", ["1:3 yaml-bad-key"]),
        ("a: b: c\n", ["1:5 colon-in-text"]),
        ("a: 'open\n", ["1:4 quote-not-closed"]),
        ("a: x\x00\n", ["1:5 control-character"]),
        ("a: x\n\x85b: 1", ["2:1 control-character"]),
        ("a: \u2028b", ["1:4 control-character"]),
    ],
)
def test_refusals(tmp_path: Path, text: str, found: list[str]) -> None:
    """Whatever could mean something else than it says is refused at its place."""
    _, problems = read(tmp_path, text)
    assert codes(problems) == found


def test_depth_is_limited(tmp_path: Path) -> None:
    """The deepest record that any kind needs is far below the limit, which is exact."""
    deep = "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert codes(read(tmp_path, f"a: {deep}\n")[1]) == []
    assert codes(read(tmp_path, f"a: [{deep}]\n")[1]) == [f"1:{MAX_DEPTH + 3} yaml-too-deep"]


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "{a: ", "&a [", "'", '"', "a: ", "#", "\t", "!"])
def test_hostile_repetition_is_quick(tmp_path: Path, sign: str) -> None:
    """A quarter of a megabyte of one sign is judged in a moment, and crashes nothing."""
    started = time.process_time()
    read(tmp_path, sign * (MAX_BYTES // len(sign)))
    assert time.process_time() - started < 3


def test_large_files_are_not_read(tmp_path: Path) -> None:
    """The limit is that of a very long text."""
    assert codes(read(tmp_path, "a" * (MAX_BYTES + 1))[1]) == ["1:1 file-too-large"]


def test_other_encodings_are_refused_at_the_first_strange_byte(tmp_path: Path) -> None:
    """A file in Windows-1250 is told apart, with the line."""
    assert codes(read(tmp_path, "a: 1\nb: žena".encode("cp1250"))[1]) == ["2:4 not-utf-8"]


def test_text_files_are_read_alike(tmp_path: Path) -> None:
    """Prose loses its byte order mark and its carriage returns."""
    path = tmp_path / "a.cs.md"
    path.write_bytes("\ufeffPrvní\r\ndruhý".encode())
    assert read_text(path, NAME, Problems()) == "První\ndruhý"


def judge(tmp: Path, content: bytes) -> None:
    """Nothing but a record or problems with places inside the file comes out."""
    record, problems = read(tmp, content)
    assert (record is None) == problems.failed
    lines = content.count(b"\n") + content.count(b"\r") + 2
    assert all(1 <= problem.where.line <= lines and problem.where.column >= 1 for problem in problems)
    if record is not None:
        assert only_plain(record.data)


def only_plain(data: Any) -> bool:
    """Whether it consists of texts, lists and mappings alone."""
    if isinstance(data, dict):
        return all(isinstance(key, str) and only_plain(value) for key, value in data.items())
    return all(map(only_plain, data)) if isinstance(data, list) else data is None or isinstance(data, str)


YAML_SIGNS = st.text(alphabet="ab1:-[]{},&*!|>'\"#%@`? \n\t\r~<=\\", max_size=60)


@settings(max_examples=120, deadline=None)
@given(content=YAML_SIGNS)
def test_any_yaml_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    """Syntax thrown together at random."""
    judge(tmp_path_factory.getbasetemp(), content.encode())


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Bytes thrown together at random."""
    judge(tmp_path_factory.getbasetemp(), content)
