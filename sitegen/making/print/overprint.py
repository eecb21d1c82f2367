"""Black words over colour: their ink is printed over the ground, not into letters that are left out of it.

So a plate that is off by a tenth of a millimetre leaves no hairline of white. Only letters are set so, in black ink
alone: what is white must still cover what is below it. Where a page has a colour so heavy that black upon it would pass
the limit of ink, its letters stay cut out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Dictionary, Name

from sitegen.making.print.preflight.walk import paints

_ON, _OFF = Name("/OverBlack"), Name("/OverNone")
_STATES = {
    _ON: Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1),
    _OFF: Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=0),
}
_SHOWN = {"Tj", "TJ", "'", '"'}
_MOST_BELOW = 2.0
_BLACK = [0.0, 0.0, 0.0, 1.0]
_Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def overprint_black(pdf: pikepdf.Pdf) -> None:
    """Let the black letters of each page print over what is below them (ISO 32000-2, 8.6.7, overprint mode 1)."""
    for page in pdf.pages:
        if _heaviest(page) > _MOST_BELOW:
            continue
        instructions = list(_instructions(page))
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        if any(_ON in one.operands for one in instructions):
            states = Dictionary(dict(page.obj.Resources.get("/ExtGState", Dictionary())))
            for name, state in _STATES.items():
                states[name] = state
            page.obj.Resources.ExtGState = states


def _heaviest(page: pikepdf.Page) -> float:
    """The most ink of a flat colour on a page, 1 is one full ink."""
    fills = (paint.colour.inks() for paint in paints(page) if paint.kind == "fill")
    return max((sum(inks) for inks in fills if inks), default=0.0)


def _instructions(page: pikepdf.Page) -> Iterator[_Instruction]:
    """The page's instructions, with overprint on from the first black letter to the end of its text, off for others."""
    fill, over = _Fill(), False
    stack: list[_Fill] = []
    for one in pikepdf.parse_content_stream(page):
        name = str(one.operator)
        if name == "q":
            stack.append(fill)
        elif name == "Q" and stack:
            fill = stack.pop()
        else:
            fill = fill.after(name, one.operands)
        if name in _SHOWN and fill.black != over:
            over = fill.black
            yield _switch(over=over)
        yield one
        if name == "ET" and over:
            over = False
            yield _switch(over=False)


def _switch(*, over: bool) -> _Instruction:
    return pikepdf.ContentStreamInstruction([_ON if over else _OFF], pikepdf.Operator("gs"))


class _Fill(NamedTuple):
    """The colour that letters are filled with: whether it is of four inks, and black alone."""

    inks: bool = False
    black: bool = False

    def after(self, name: str, operands: Any) -> _Fill:
        """Return the fill after an instruction."""
        if name == "cs":
            inks = operands[0] == Name.DeviceCMYK
            return _Fill(inks, inks)  # where it begins (ISO 32000-2, 8.6.8)
        if name in {"g", "rg"}:
            return _Fill()
        if name == "k" or (name in {"sc", "scn"} and self.inks):
            return _Fill(inks=True, black=[float(value) for value in operands] == _BLACK)
        return self
