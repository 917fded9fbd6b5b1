"""What the elements around a text say of it, and of the block that it will be in."""

from __future__ import annotations

from typing import NamedTuple

from readable.article import Attributes, Role
from readable.mending import Tally
from readable.reading.attributes import (
    alignment,
    font_hint,
    font_size,
    is_caption,
    looks,
    outline_level,
    word_list_level,
)
from readable.reading.pieces import Style

__all__ = ["State", "with_looks"]


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


def with_looks(
    state: State, tag: str, is_inline: bool, attributes: dict[str, str], tally: Tally
) -> State:
    """The state within an element, by how it looks; what only looks is counted as dropped."""
    if count := looks(attributes):
        tally.add("presentation", attributes.get("style", ""), count)
        if "style" in attributes or tag == "font":
            font = font_hint(attributes)
            state = state._replace(
                font=state.font if font is None else font,
                size_px=font_size(tag, attributes, state.size_px),
            )
    elif tag in ("span", "font") and "lang" not in attributes:
        tally.add("idle-element")
    if not is_inline:
        aligned = alignment(tag, attributes)
        hints = state.hints
        if (level := outline_level(attributes)) and tag == "p":
            hints = (*hints, ("-outline", level))
        if is_caption(attributes):
            hints = (*hints, ("-caption", ""))
        if level := word_list_level(attributes):
            hints = (*hints, ("-list", level))
        state = state._replace(hints=hints, align=state.align if aligned is None else aligned)
    elif is_caption(attributes):
        state = state._replace(hints=(*state.hints, ("-caption", "")))
    return state
