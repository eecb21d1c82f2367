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
_GONE = "gone"
"""Stands in place of what a printed code led to; the code then leads to the notice that there is nothing any more."""
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?"""


def left_out(read: BaseModel, shown: BaseModel, gone: Named) -> list[Loc]:
    """The values of a record, or of the settings, that are not handed on.

    That is what the website leaves out of it (`shown`), references to what is gone, and the names of people in
    pictures, which say whose consent it is and stand nowhere else.
    """
    found = [*_differences(read, shown, ())]
    found += [loc for loc, mark, name in marked_values(read) if isinstance(mark, RefTo) and gone(f"{mark.kind}:{name}")]
    if isinstance(read, Entry):
        found += [(*loc, "name") for loc, _, consent in people_in(read) if consent and decides(read, (*loc, "consent"))]
    return found


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
        words = r"(!?)\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
        link = rf"{words}\(\s*<?{re.escape(target)}>?{_TITLE}\s*\)(?:\{{[^}}\n]*\}})?"
        text = re.sub(link, lambda found: "" if found[1] else found[2], text)
    return _COMMENT.sub("", text)


def uncommented(transcript: bytes) -> bytes:
    """A transcript (WebVTT) without its comments."""
    return _NOTE.sub(b"", transcript)
