"""Records and texts without what may not be handed on: the lines of others stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

import yaml
from pydantic import BaseModel

from sitegen.model.entries import Entry, Loc, RefTo, marked_values
from sitegen.model.involved import decides, people_in, plain_signs

Named = Callable[[str], bool]
"""Whether the reference of a record, or an address, names something that is not handed on."""

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?"""


def names_any(text: str, names: Collection[str]) -> bool:
    """Whether a text holds one of these names, which are in small letters."""
    return bool(names) and any(name in plain_signs(text)[0].casefold() for name in names)


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
    """A record (YAML) without these values, and without its comments, which may be about them."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader) or yaml.MappingNode("tag:yaml.org,2002:map", [])
    found = [place for loc in locs if (place := _place(root, loc))]
    for parent, child in found:
        parent.value = [one for one in parent.value if one is not child]
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


def redacted_prose(text: str, targets: Collection[str], *, comments: bool) -> str:
    """A text (Markdown) in which links to these targets are their words alone, and pictures of them are gone.

    Without its comments where that is asked.
    """
    for target in targets:
        words = r"(!?)\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
        link = rf"{words}\(\s*<?{re.escape(target)}>?{_TITLE}\s*\)(?:\{{[^}}\n]*\}})?"
        text = re.sub(link, lambda found: "" if found[1] else found[2], text)
    return _COMMENT.sub("", text) if comments else text
