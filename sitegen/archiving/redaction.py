"""Records and texts without what may not be handed on: the lines of others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

import yaml
from pydantic import BaseModel

from sitegen.model.entries import Entry, Loc, RefTo, marked_values
from sitegen.model.involved import decides, people_in

Named = Callable[[str], bool]
"""Whether the reference of a record, or an address, names something that is not handed on."""

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_NOTE = re.compile(rb"^NOTE(?:[ \t][^\r\n]*)?(?:\r\n?|\n|\Z)(?:[^\r\n]+(?:\r\n?|\n|\Z))*(?:\r\n?|\n)?", re.MULTILINE)
"""A comment of a transcript (WebVTT, 4.1), up to the empty line behind it."""
_REMARKS = {
    ".po": re.compile(r"^#(?![,:|]).*\n?", re.MULTILINE),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".js": re.compile(r"/\*[\s\S]*?\*/|^\s*//.*$", re.MULTILINE),
}
"""Comments of catalogues, style sheets and scripts."""
_OF_TEMPLATES = re.compile(r"(\{#[-+]?).*?([-+]?#\})|<!--.*?-->", re.DOTALL)
"""Comments of templates; of Jinja's own the ends stay, which tell what becomes of the spaces around."""
_GONE = "gone"
"""Stands in place of what a printed code led to; the code then leads to the notice that there is nothing any more."""
_WORDS = r"(!?)\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
"""A picture or a link in Markdown, up to its words."""
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?"""


def left_out(read: BaseModel, shown: BaseModel, gone: Named) -> list[Loc]:
    """The values of a record, or of the settings, that are not handed on.

    That is what the website leaves out of it (`shown`), references to what is gone, and the names of people in
    pictures, which say whose consent it is and stand nowhere else: those that a record need not have.
    """
    found = [*_differences(read, shown, ())]
    found += [loc for loc, mark, name in marked_values(read) if isinstance(mark, RefTo) and gone(f"{mark.kind}:{name}")]
    if isinstance(read, Entry):
        found += [(*loc, "name") for loc, _, _ in people_in(read) if _is_nowhere_else(read, loc)]
    return found


def _is_nowhere_else(read: Entry, loc: Loc) -> bool:
    """Whether a name only says whose consent it is; that of a guest, who decides too, is shown."""
    part = getattr(read, str(loc[0]))[loc[1]]
    return decides(read, (*loc, "consent")) and not type(part).model_fields["name"].is_required()


def _differences(read: BaseModel, shown: BaseModel, loc: Loc) -> Iterator[Loc]:
    for name in type(read).model_fields:
        one, other = getattr(read, name), getattr(shown, name)
        if one is other or one == other:
            continue
        if isinstance(one, list):
            yield from ((*loc, name, at) for at, item in enumerate(one) if item not in other)
        elif isinstance(one, BaseModel) and isinstance(other, BaseModel):
            yield from _differences(one, other, (*loc, name))
        else:
            yield (*loc, name)


def redacted_record(text: str, locs: Iterable[Loc]) -> str:
    """A record (YAML) without these values, and without its comments, which are for those who write it."""
    root = _composed(text)
    found = [place for loc in locs if (place := _place(root, loc))]
    for parent, child in found:
        parent.value = [one for one in parent.value if one is not child]
    return _written(root)


def redacted_codes(text: str, gone: Named) -> str:
    """The printed codes (YAML) without the names of records that are gone, nor of print jobs, which are named so."""
    root = _composed(text)
    codes = _child(root, "codes")
    for code in codes[1].value if isinstance(codes, tuple) else ():
        for key, value in code.value:
            if key.value == "job" or (key.value in {"target", "redirect"} and gone(value.value)):
                value.value = _GONE
    return _written(root)


def _composed(text: str) -> yaml.Node:
    return yaml.compose(text, Loader=yaml.CSafeLoader) or yaml.MappingNode("tag:yaml.org,2002:map", [])


def _written(root: yaml.Node) -> str:
    _plain(root)
    return str(yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**6))


def _place(root: yaml.Node, loc: Loc) -> tuple[yaml.Node, object] | None:
    """The node that holds a value, and what it holds of it; None where it is not written."""
    *outer, last = loc
    node = root
    for key in outer:
        step = _child(node, key)
        if step is None:
            return None
        node = step[1] if isinstance(step, tuple) else step
    child = _child(node, last)
    return None if child is None else (node, child)


def _child(node: yaml.Node, key: str | int) -> tuple[yaml.Node, yaml.Node] | yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((pair for pair in node.value if pair[0].value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        found: yaml.Node = node.value[key]
        return found
    return None


def _plain(node: yaml.Node) -> None:
    """Write longer texts between quotation marks, in which nothing is folded."""
    if isinstance(node, yaml.ScalarNode):
        node.style = '"' if node.style in ("|", ">") else node.style
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in child if isinstance(child, tuple) else (child,):
            _plain(one)


def redacted_prose(text: str, targets: Collection[str]) -> str:
    """A text (Markdown) without comments and pictures of these targets; links to them are their words alone."""
    for target in targets:
        link = rf"{_WORDS}\(\s*<?{re.escape(target)}>?{_TITLE}\s*\)(?:\{{[^}}\n]*\}})?"
        text = re.sub(link, lambda found: "" if found[1] else found[2], text)
        text = _without_labels(text, target)
    return _COMMENT.sub("", text)


def _without_labels(text: str, target: str) -> str:
    """The same for links by a label, `[words][label]` or `[label]`, whose target stands somewhere else."""
    address = rf"<?{re.escape(target)}>?{_TITLE}"
    definition = re.compile(rf"^ {{0,3}}\[([^\[\]\n]+)\]:[ \t]*{address}[ \t]*(?:\n|\Z)", re.MULTILINE)
    labels = [re.escape(found[1]) for found in definition.finditer(text)]
    text = definition.sub("", text)
    for label in labels:
        link = re.compile(rf"{_WORDS}\[{label}\]|(!?)\[({label})\](?:\[\])?(?![(\[:])", re.IGNORECASE)
        text = link.sub(lambda found: "" if found[1] or found[3] else found[2] or found[4], text)
    return text


def uncommented(transcript: bytes) -> bytes:
    """A transcript (WebVTT) without its comments."""
    return _NOTE.sub(b"", transcript)


def without_remarks(text: str, name: str) -> str:
    """A file of the design, by its name, without what only those read who write it; in some forms there is nothing."""
    suffix = f".{name.rpartition('.')[2]}"
    if suffix == ".yaml":
        return redacted_record(text, ())
    own = _REMARKS[suffix].sub("", text) if suffix in _REMARKS else text
    return _OF_TEMPLATES.sub(lambda found: f"{found[1] or ''}{' ' if found[1] else ''}{found[2] or ''}", own)
