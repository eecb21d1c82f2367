"""`new project`: a small whole project in any languages, all of samples, to be replaced one by one.

`files/` is the project with places for texts, `texts/` what stands there in each language. A line `key: <<name>>` takes
a text in every language of the project, `<<=name>>` a value that is computed or a text in its first language, and
`# <<name>>` a hint in the editor's language; a file named `.LANG.` is written once a language.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.content.language_list import CODE, is_locale, shipped_languages, with_territory
from sitegen.drafting.identifiers import identifier
from sitegen.drafting.refusal import Refused
from sitegen.drafting.starter.chord import SECONDS, tone
from sitegen.drafting.starter.drawings import cover, photographs
from sitegen.model.folders import is_left_behind
from sitegen.model.messages import COMMAND, SOURCE, messages
from sitegen.model.project import INSTALLED, Project, typed
from sitegen.model.whole_file import write_whole

_HERE = Path(__file__).parent
_NOWHERE = "AQ"
"""Antarctica: the country of the sample author where the first language tells none."""
_MARK = re.compile(r"^(?P<indent> *)(?P<start>.*?)<<(?P<name>=?[a-z-]+)>>(?P<end>.*)$")
_AHEAD = dt.timedelta(days=30)
"""So far in the future the sample of an event is."""

_LIST = "i18n/languages.yaml"
"""Needed only where the program does not have a language: else the title says them."""


def start(folder: Path, codes: Sequence[str], title: str | None, language: str, today: dt.date) -> list[str]:
    """Write a project into a folder that is not there yet, or empty; returns its files by their POSIX paths.

    `codes` are the project's languages (BCP 47, without script or region), the first one first; `language` is that of
    the hints.

    Raises:
        Refused: there is something in the folder already, or a code is that of no language; nothing was written.
        OSError: something cannot be written.
    """
    _refuse_languages(codes)
    if folder.exists() and not (folder.is_dir() and all(is_left_behind(one.name) for one in folder.iterdir())):
        raise Refused("new-project-there", folder=str(folder))
    files = dict(_Starter(tuple(dict.fromkeys(codes)), title, language, today, typed(folder)).files())
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    return sorted(files)


def _refuse_languages(codes: Sequence[str]) -> None:
    for code in codes:
        if not re.fullmatch(CODE, code) or not is_locale(code):
            raise Refused("new-no-such-language", code=code, known=", ".join(sorted(_shipped())))


def _shipped() -> set[str]:
    """The languages that the program speaks."""
    return {one.code for one in shipped_languages(Project.at(_HERE))}


@dataclass(frozen=True)
class _Starter:
    """What fills the places: the languages of the project, its title, the language of hints, the day, the folder."""

    codes: tuple[str, ...]
    title: str | None
    language: str
    today: dt.date
    folder: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its content; the originals first, so that no record is without its own."""
        for number, picture in enumerate(photographs(), 1):
            yield f"photos/sample-{number}.jpg", picture
        yield "podcasts/talks/cover.jpg", cover()
        yield "podcasts/talks/first.mp3", tone()
        for code in self.codes:
            yield f"podcasts/talks/first.{code}.vtt", self._transcript(code).encode()
        for path in sorted((_HERE / "files").rglob("*")):
            name = path.relative_to(_HERE / "files").as_posix().replace("gitignore", ".gitignore")
            if name == _LIST and set(self.codes) <= _shipped():
                continue
            if path.is_file() and ".LANG." in name:
                for code in self.codes:
                    text = path.read_text("utf-8").strip().strip("<>")
                    yield name.replace("LANG", code), f"{self.text(text, code)}\n".encode()
            elif path.is_file() and not is_left_behind(path.name):
                lines = path.read_text("utf-8").splitlines()
                yield name, "".join(f"{self._filled(line)}\n" for line in lines).encode()

    def _filled(self, line: str) -> str:
        found = _MARK.match(line)
        if not found:
            return line
        indent, begins, name, ends = found.group("indent", "start", "name", "end")
        if name.startswith("="):
            return f"{indent}{begins}{self._values[name[1:]]}{ends}"
        if begins.startswith("#"):
            return f"{indent}{begins}{self._hint(name)}{ends}"
        said = (f"{indent}  {code}: {_quoted(self.text(name, code))}" for code in self.codes)
        return "\n".join([f"{indent}{begins.rstrip()}", *said])

    def _hint(self, name: str) -> str:
        there = "" if INSTALLED else f" --project {self.folder}"
        return messages(self.language).drafting[name].format(new=f"{COMMAND} new", there=there)

    def text(self, name: str, code: str) -> str:
        """A sample's text in a language; in English where there is none."""
        if name == "site-title" and self.title:
            return self.title
        return self._texts[code].get(name) or self._texts[SOURCE][name]

    @cached_property
    def _texts(self) -> dict[str, Mapping[str, str]]:
        paths = {code: _HERE / "texts" / f"{code}.toml" for code in (*self.codes, SOURCE)}
        return {code: tomllib.loads(path.read_text("utf-8")) if path.is_file() else {} for code, path in paths.items()}

    @cached_property
    def _values(self) -> dict[str, str]:
        first = self.codes[0]
        names = ", ".join(f"{code}: {_quoted(self.text('organization', code))}" for code in self.codes)
        slugs = ", ".join(f"{code}: {identifier(self.text('page-title', code), 'about')}" for code in self.codes)
        return {
            "first": first,
            "country": with_territory(first).partition("_")[2][-2:] or _NOWHERE,
            "today": self.today.isoformat(),
            "in-a-month": (self.today + _AHEAD).isoformat(),
            **{name: _quoted(self.text(name, first)) for name in ("author-name", "organization", "series-title")},
            "organizations": f"{{{names}}}",
            "page-slugs": f"{{{slugs}}}",
            "series-guid": str(uuid.uuid4()),
            "episode-guid": str(uuid.uuid4()),
            "transcripts": "{" + ", ".join(f"{code}: talks/first.{code}.vtt" for code in self.codes) + "}",
            "languages": "\n".join(f"- {{code: {code}}}" for code in self.codes),
        }

    def _transcript(self, code: str) -> str:
        who, said = self.text("author-name", code), self.text("episode-said", code)
        return f"WEBVTT\n\n00:00.000 --> 00:{SECONDS:02}.000\n<v {who}>{said}\n"


def _quoted(text: str) -> str:
    """A text as YAML has it between double quotation marks, which JSON's are (YAML 1.2, 1.3)."""
    return json.dumps(text, ensure_ascii=False)
