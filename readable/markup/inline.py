"""Runs of text as HTML: what they have in common is written once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from readable.addresses import is_safe_link
from readable.article import Mark, Run, runs_text
from readable.element import Markup, element, join
from readable.markup.attributes import Ids, attributes_for
from readable.values import NamedTuple

__all__ = ["InlineWriter"]

# A date, or a moment on it, as the `datetime` attribute of HTML takes it.
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?"
    r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?"
)


@dataclass(frozen=True, slots=True)
class InlineWriter:
    """Writes the runs of one paragraph after the other; each id once in all of them."""

    ids: Ids

    def write(self, runs: Sequence[Run], preformatted: bool = False) -> Markup:
        """The runs of one paragraph: a link of three runs is one link.

        A line end is a `<br>`, in preformatted text itself.

        >>> base, reading = Run("漢", frozenset({"ruby"})), Run("(Hán)", frozenset({"ruby", "rt"}))
        >>> print(InlineWriter(Ids("")).write((base, reading, Run(" tự"))))
        <ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby> tự
        """
        layers = [layer for layer in _LAYERS if any(map(layer.value, runs))]
        return self._layered(runs, layers, preformatted)

    def address(self, href: str | None) -> str | None:
        """The address of a link as it is, but for one that points into the article itself."""
        if not href or not is_safe_link(href):
            return None
        if href.startswith("#"):
            own = self.ids.of_link(href[1:])
            return f"#{own}" if own else href
        return href

    def _layered(self, runs: Sequence[Run], layers: Sequence[_Layer], preformatted: bool) -> Markup:
        """The runs within the layers that are left, from the outside in."""
        if not layers:
            return join(self._text(run, preformatted) for run in runs)
        layer, *within = layers
        parts = []
        for value, group in groupby(runs, layer.value):
            alike = tuple(group)
            if not value:
                parts.append(self._layered(alike, within, preformatted))
            elif layer.name == "ruby":
                parts.append(self._ruby(alike, within, preformatted))
            else:
                parts.append(self._wrapped(layer, value, alike, within, preformatted))
        return join(parts)

    def _wrapped(
        self,
        layer: _Layer,
        value: Any,
        runs: tuple[Run, ...],
        within: Sequence[_Layer],
        preformatted: bool,
    ) -> Markup:
        """Runs that are alike in a layer, in its element."""
        if layer.name == "a":
            value = self.address(value) if runs_text(runs).strip() else None
        if not value:
            return self._layered(runs, within, preformatted)
        name = layer.name
        attributes: dict[str, str | None] = {}
        said = runs[0].attributes
        if name == "attributes":
            name = "span"
            attributes = attributes_for(name, said, self.ids, has_links=bool(runs[0].href))
        elif said and layer.holds_attributes and all(run.attributes == said for run in runs):
            # What is said of all of a link is said of the link.
            attributes = attributes_for(name, said, self.ids, has_links=name == "a")
            runs = tuple(replace(run, attributes=()) for run in runs)
        if layer.attribute:
            attributes[layer.attribute] = value
        inner = self._layered(runs, within, preformatted)
        return element(name, inner, **attributes) if attributes or name != "span" else inner

    def _ruby(self, runs: tuple[Run, ...], within: Sequence[_Layer], preformatted: bool) -> Markup:
        """Texts with their readings; the parentheses are for browsers that set them in the line.

        A reading that no text stands before, and a text without one, are only text.
        """
        parts = [(reads, tuple(group)) for reads, group in groupby(runs, _has("rt"))]
        first = 1 if parts[0][0] else 0
        last = len(parts) if parts[-1][0] else len(parts) - 1
        written = [
            self._reading(alike, within, preformatted)
            if reads and first <= index < last
            else self._layered(alike, within, preformatted)
            for index, (reads, alike) in enumerate(parts)
        ]
        pairs = written[first:last]
        ruby = [element("ruby", *pairs)] if pairs else []
        return join((*written[:first], *ruby, *written[max(first, last) :]))

    def _reading(
        self, runs: tuple[Run, ...], within: Sequence[_Layer], preformatted: bool
    ) -> Markup:
        text = runs_text(runs)
        if len(text) < 2 or runs[0].text[:1] != "(" or runs[-1].text[-1:] != ")":
            return element("rt", self._layered(runs, within, preformatted))
        first = replace(runs[0], text=runs[0].text[1:])
        runs = (first, *runs[1:])
        runs = (*runs[:-1], replace(runs[-1], text=runs[-1].text[:-1]))
        reading = element("rt", self._layered(runs, within, preformatted))
        return join((element("rp", "("), reading, element("rp", ")")))

    def _text(self, run: Run, preformatted: bool) -> Markup:
        lines = [run.text] if preformatted else run.text.split("\n")
        text = join((join((line,)) for line in lines), element("br"))
        id_ = self.ids.place(run.anchor)
        return element("span", text, id=id_) if id_ else text


class _Layer(NamedTuple):
    """An element around runs, what in a run asks for it, and the attribute that holds that."""

    name: str
    value: Callable[[Run], Any]
    attribute: str | None = None
    holds_attributes: bool = False
    """Whether the attributes of its runs may be the element's own."""


def _has(mark: Mark) -> Callable[[Run], bool]:
    return lambda run: mark in run.marks


def _moment(run: Run) -> str | None:
    """The run's date where a program can read it; a <time> with another says nothing."""
    found = _MOMENT.fullmatch(run.datetime or "")
    if not found:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    return found[0]


_MARKS: tuple[Mark, ...] = (
    "cite", "strong", "em", "u", "ins", "del", "mark", "var", "kbd", "samp", "code", "sup", "sub",
)  # fmt: skip

# From the outside in. A text with its reading stands in one language or more.
_LAYERS = (
    _Layer("a", lambda run: run.href, "href", holds_attributes=True),
    _Layer("ruby", _has("ruby")),
    _Layer("span", lambda run: run.lang, "lang"),
    _Layer("dfn", _has("dfn"), holds_attributes=True),
    _Layer("abbr", lambda run: run.abbreviation, "title", holds_attributes=True),
    _Layer("attributes", lambda run: run.attributes),
    _Layer("time", _moment, "datetime"),
    *(_Layer(mark, _has(mark)) for mark in _MARKS),
    _Layer("sup", _has("inner-sup")),
    _Layer("sub", _has("inner-sub")),
)
