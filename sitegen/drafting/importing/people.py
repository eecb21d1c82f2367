"""The authors whom a table names: those who are there, and a record for each of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from sitegen.content.kinds.author import Author
from sitegen.drafting.answers import Tree, at, put
from sitegen.drafting.desk import Desk
from sitegen.drafting.identifiers import identifier
from sitegen.drafting.importing.table_rows import Described
from sitegen.drafting.kinds import DRAFTABLE
from sitegen.drafting.new_sheets import Sheet
from sitegen.model.problems import Problems, Where

_KIND = replace(DRAFTABLE["author"], texts=False)
"""A table has no long texts of its authors."""
_NAMELESS = "author"
"""What an author is called of whose name no letter can be used."""


@dataclass
class Person:
    """An author who is not there yet: what the rows say, and the cell that each of it comes from."""

    id: str
    name: str
    where: Where
    said: Tree = field(default_factory=dict)
    cells: dict[str, Where] = field(default_factory=dict)

    def sheet(self, desk: Desk, every: Tree) -> Sheet:
        """The record; `every` is what was said of all authors."""
        said = merged(self.said, every)
        return desk.sheet(_KIND, self.id, {"name": self.name, **said}, {}, {})


class People:
    """Authors by their ids and names."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._there = {author.id: author for author in desk.site.all(Author)}
        self._by_name = {_plain(author.name): author.id for author in self._there.values()}
        self.new: dict[str, Person] = {}
        self._told: set[str] = set()

    def of(self, row: Described, name: str, problems: Problems) -> str:
        """The id of a row's author, empty after noting that nobody can tell; what is new of them is kept."""
        where = row.place("author")
        if not name:
            problems.error("import-no-author", row.where)
            return ""
        if ";" in name:
            problems.error("import-many-authors", where, name=name)
            return ""
        known = name if name in self._there else self._by_name.get(_plain(name), "")
        if known in self._there:
            self._compare(self._there[known], row, problems)
            return known
        person = self.new.get(known) or self._begin(name, where, problems)
        if person is None:
            return ""
        for path, value in _leaves(row.person):
            said = at(person.said, path)
            if said is None:
                put(person.said, path, value)
                person.cells[path] = row.place(f"author.{path}")
            elif said != value:
                other = str(person.cells.get(path, person.where))
                problems.warning("import-author-differs", row.place(f"author.{path}"), name=person.name, other=other)
        return person.id

    def _begin(self, name: str, where: Where, problems: Problems) -> Person | None:
        taken: dict[str, Person | Author] = {**self.new, **self._there}
        found = identifier(name, _NAMELESS)
        if found == _NAMELESS:
            found = next(one for number in count(1) if (one := f"{_NAMELESS}-{number}") not in taken)
        if other := taken.get(found):
            problems.error("import-names-alike", where, name=name, other=other.name, id=found)
            return None
        person = self.new[found] = Person(found, " ".join(name.split()), where)
        self._by_name[_plain(name)] = found
        return person

    def _compare(self, author: Author, row: Described, problems: Problems) -> None:
        """Note that a record which is there says otherwise: it stays as it is."""
        written = author.model_dump(mode="json")
        for path, value in _leaves(row.person):
            if str(at(written, path)) != str(value) and (note := f"{author.id} {path} {value}") not in self._told:
                self._told.add(note)
                problems.warning("import-author-there", row.place(f"author.{path}"), ref=author.ref, field=path)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _leaves(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def merged(said: Tree, every: Tree) -> Tree:
    """What was said of one, and where nothing was, what was said of all."""
    tree: Tree = {}
    for source in (every, said):
        for path, value in _leaves(source):
            put(tree, path, value)
    return tree
