"""What the elements around a text say of it, and of the block that it will be in."""

from __future__ import annotations

from readable.article import Attributes, Role
from readable.mending import Tally
from readable.reading.attributes import font_size
from readable.reading.meaning import Looks
from readable.reading.pieces import Style
from readable.values import NamedTuple

__all__ = ["State", "with_looks", "with_style"]


class State(NamedTuple):
    """What is said of the text that comes next. `hints` are those of `mending`."""

    style: Style = Style()
    tag: str = "p"
    block_role: Role | None = None
    inline_role: Role | None = None
    font: str = ""
    size_px: float | None = None
    hints: Attributes = ()
    align: str = ""
    attributes: Attributes = ()
    direction: Attributes = ()


def with_style(state: State, style: Style) -> State:
    """The state with another style of its text."""
    return State(style, *state[1:])


def with_looks(
    state: State, tag: str, looks: Looks, attributes: dict[str, str], tally: Tally
) -> State:
    """The state within an element, by how it looks; what only looks is counted as dropped."""
    if looks.only_looks:
        tally.add("presentation", attributes.get("style", ""), looks.only_looks)
    elif looks.is_idle:
        tally.add("idle-element")
    if looks.sets_font:
        font = state.font if looks.font is None else looks.font
        size_px = font_size(tag, attributes, state.size_px)
        if font != state.font or size_px != state.size_px:
            state = state._replace(font=font, size_px=size_px)
    align = state.align if looks.align is None else looks.align
    if looks.hints or align != state.align:
        state = state._replace(hints=(*state.hints, *looks.hints), align=align)
    return state
