"""The toolbar's element, and in it what works without a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from readable.element import Markup, element, join
from readable.errors import WrongUse
from readable.preferences import LADDER, SCHEMA, Preferences

__all__ = ["ALL_CONTROLS", "CONTROLS", "toolbar", "toolbar_of_page"]

CONTROLS = ("smaller", "larger", "reset")
"""What a bar holds where nothing else is said."""
ALL_CONTROLS = CONTROLS + tuple(
    "options font line_height spacing measure theme links ruler speech pictures print".split()
)
"""What a bar may hold: the buttons, all options, or some of these."""

_NAME = "readable"  # of what an address says of preferences
_DEFAULT = Preferences()


def toolbar(
    for_id: str,
    preferences: Preferences = _DEFAULT,
    *,
    address: str | None = None,
    controls: str | Sequence[str] = CONTROLS,
    lang: str = "vi",
    through: str | None = None,
) -> Markup:
    """The element for the article with that id, and in it what works without a script.

    `controls` are the names of what it holds, of `ALL_CONTROLS`, one by one or as its attribute
    says them. Raises `WrongUse` for any other.

    With the `address` of the page these are links, which a server answers (`read_choice`): the page
    itself, or what is at the address `through`, which leads back. Without one they are choices
    that the style sheet obeys by itself, until the page is left.
    """
    parts = tuple(controls.split() if isinstance(controls, str) else controls) or CONTROLS
    if unknown := [part for part in parts if part not in ALL_CONTROLS]:
        raise WrongUse(f"no such control: {unknown[0]}", hint=f"use {', '.join(ALL_CONTROLS)}")
    if address is None:
        content = _choices(preferences, lang)
    else:
        sizes = {
            "smaller": preferences.smaller(),
            "larger": preferences.larger(),
            "reset": replace(
                preferences, scale=_DEFAULT.scale, named=preferences.named - {"scale"}
            ),
        }
        asked = {
            part: None if to == preferences else _asking(address, to, through)
            for part, to in sizes.items()
        }
        content = _links(preferences.scale, asked, parts, lang)
    return _bar(
        for_id,
        content,
        lang,
        controls=" ".join(parts) if parts != CONTROLS else None,
        cookie=True if address is not None else None,
    )


def toolbar_of_page(
    for_id: str,
    preferences: Preferences,
    steps: tuple[int, ...],
    leading: Callable[[int], str],
    lang: str,
) -> Markup:
    """The element on a page that needs no server: without a script it holds a bar for each step.

    `leading` gives the address that leads to a size. The style sheet of the page shows one of the
    bars: that of the page's own size, which stands last, or the one whose link was followed.
    """
    # A rule of a style sheet can hide what comes after the bar whose link was followed, and
    # nothing before it.
    order = sorted(steps, key=lambda step: (step == preferences.scale, step))
    bars = []
    for step in order:
        at = steps.index(step)
        beside = {"smaller": steps[:at][-1:], "larger": steps[at + 1 : at + 2]}
        asked = {part: leading(*to) if to else None for part, to in beside.items()}
        # A validator of HTML knows no `part`.
        links = _links(step, asked, ("smaller", "larger"), lang, naming="data-part")
        bars.append(element("span", links, id=step_id(step), class_="readable-bar"))
    return _bar(for_id, join(bars), lang)


def step_id(scale: int) -> str:
    """The id of what a page without a script shows at a size."""
    return f"co-chu-{scale}"


def _bar(for_id: str, content: Markup, lang: str, **attributes: str | bool | None) -> Markup:
    label = _word("size", lang)
    return element(
        "readable-toolbar",
        content,
        for_=for_id,
        **attributes,
        lang=lang,
        role="group",
        aria_label=label,
    )


def _links(
    scale: int,
    asked: dict[str, str | None],
    controls: tuple[str, ...],
    lang: str,
    naming: str = "part",
) -> Markup:
    """The links of a bar at a size, each to the address asked for; None at an end of the ladder."""
    links = {part: _link(part, asked[part], lang, naming) for part in asked if part in controls}
    size = f"{_word('size', lang)} {scale}\N{NO-BREAK SPACE}%"
    for end, part in (("largest", "larger"), ("smallest", "smaller")):
        size += "" if asked[part] else f", {_word(end, lang)}"
    shown = element("span", size, **{naming: "size"})
    return join(
        part
        for part in (links.get("smaller"), shown, links.get("larger"), links.get("reset"))
        if part
    )


def _link(part: str, address: str | None, lang: str, naming: str) -> Markup:
    text, named = _word(part, lang), {naming: part}
    if address is None:
        return element("a", text, role="link", aria_disabled="true", **named)
    return element("a", text, href=address, rel="nofollow", **named)


def _asking(address: str, preferences: Preferences, through: str | None) -> str:
    """The address that asks for these preferences, and for all else that it asked for."""
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    others = urlencode([pair for pair in pairs if pair[0] != _NAME])
    wanted = {_NAME: preferences.to_query()}
    if through:
        back = urlunsplit(parts._replace(query=others))
        return f"{through}?{urlencode(wanted | {'next': back})}"
    query = "&".join(filter(None, (others, urlencode(wanted))))
    return urlunsplit(parts._replace(query=query))


def _choices(preferences: Preferences, lang: str) -> Markup:
    return element(
        "fieldset",
        element("legend", _word("size", lang)),
        *(
            element(
                "label",
                element(
                    "input",
                    type="radio",
                    name="readable-scale",
                    value=scale,
                    checked=True if scale == preferences.scale else None,
                ),
                f" {scale}\N{NO-BREAK SPACE}%",
            )
            for scale in LADDER
        ),
    )


def _word(name: str, lang: str) -> str:
    words = SCHEMA["words"] | SCHEMA["toolbar"]
    return str(words[name]["en" if lang.startswith("en") else "vi"])
