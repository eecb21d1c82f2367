"""`migrate`: records of an older form are carried on at their places; the table of migrations is the test's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.model import project as projects
from sitegen.model import settings
from sitegen.upkeep import migrating
from sitegen.upkeep.migrating import Migration
from tests.conftest import SAMPLE, Place

OLD = """\
# What Ada says of it.
"rights" : CC BY 4.0   # she agreed
file: ada-1.jpg
author: ada
title: {cs: Okno, en: Window}
caption: {cs: Okno do dvora., en: "rights: of the yard."}
comment: {cs: Okno svítí., en: The window is lit.}
comment_language: cs
alt: {cs: Rozsvícené okno, en: A lit window}
status: exhibited
consent: {status: given, scopes: [web], date: 2020-01-01, until: 2030-01-01}
"""


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projects, "HOME", SAMPLE)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of tomorrow, for which two fields of photographs have other names."""
    table = (Migration(2, {"photo": {"rights": "licence", "consent.until": "expires"}}), Migration(3, {}))
    monkeypatch.setattr(migrating, "MIGRATIONS", table)
    monkeypatch.setattr(settings, "SCHEMA", 3)


def migrate(place: Place, *words: str) -> int:
    return cli.main(["migrate", "--project", str(place.root), "--messages", "en", *words])


def content(place: Place) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((place.root / "content").rglob("*.yaml"))}


def numbered(place: Place, number: int) -> None:
    place.edit("content/site.yaml", "title:", f"schema_version: {number} # ours\ntitle:")


@pytest.mark.usefixtures("later")
def test_records_are_carried_on_at_their_places(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments, order, quotation marks and ends of lines stay; what only looks like the field does too."""
    numbered(place, 1)
    (place.root / "content/photos/ada-1.yaml").write_bytes(OLD.replace("\n", "\r\n").encode())
    assert [code for _, code in place.problems()] == ["unknown-field", "unknown-field", "schema-older"]
    before = content(place)
    assert migrate(place, "--dry-run") == 0
    assert content(place) == before
    capsys.readouterr()
    assert migrate(place) == 0
    now = content(place)
    new = OLD.replace('"rights" :', '"licence" :').replace("until:", "expires:").replace("\n", "\r\n")
    assert now["ada-1.yaml"].decode() == new
    assert now["site.yaml"] == before["site.yaml"].replace(b"schema_version: 1 # ours", b"schema_version: 3 # ours")
    assert {name for name in now if now[name] != before[name]} == {"ada-1.yaml", "site.yaml"}
    said = capsys.readouterr().out
    assert 'content/photos/ada-1.yaml:2:1\n  - "rights" : CC BY 4.0   # she agreed\n  + "licence" : CC BY' in said
    assert place.problems() == []
    assert migrate(place) == 0
    assert content(place) == now
    assert "Nothing is to be changed" in capsys.readouterr().out


@pytest.mark.usefixtures("later")
def test_what_cannot_be_changed_safely_changes_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.write("content/photos/ada-1.yaml", OLD)
    place.edit("content/photos/ada-2.yaml", "file:", "rights: CC0\nlicence: CC BY 4.0\nfile:")
    place.edit("content/photos/ada-1.yaml", '"rights" :', '"r\\u0069ghts" :')
    before = content(place)
    assert migrate(place) == 1
    said = capsys.readouterr().out
    assert "content/photos/ada-1.yaml:2:1: error [migrate-by-hand]" in said
    assert "content/photos/ada-2.yaml:1:1: error [migrate-both]" in said
    assert content(place) == before


def test_a_newer_form_is_refused(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    numbered(place, 9)
    assert place.problems() == [("content/site.yaml:1:17", "schema-newer")]
    before = content(place)
    assert migrate(place, "--format", "json") == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["schema-newer"]
    assert content(place) == before


def test_this_form_needs_nothing(place: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    numbered(place, 1)
    assert place.problems() == []
    assert migrate(place) == 0
    assert "Nothing is to be changed: the records have form 1" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    assert migrate(Place(tmp_path / "empty")) == 1


@pytest.mark.parametrize("value", ["-1", "1.0", '"①"', "true", "[1]", "{a: 1}", '"٢"', "0x1", "2026-01-01", "9" * 5000])
def test_what_is_no_number_is_named(place: Place, capsys: pytest.CaptureFixture[str], value: str) -> None:
    place.edit("content/site.yaml", "title:", f"schema_version: {value}\ntitle:")
    before = content(place)
    assert migrate(place) == 1
    said = capsys.readouterr()
    assert "content/site.yaml:1:17: error [wrong-type] “schema_version” must be a whole number." in said.out + said.err
    assert content(place) == before
    assert [code for _, code in place.problems()] == ["wrong-type"]  # and the check says the same
