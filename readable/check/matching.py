"""Which rules of its style sheets match an element, found without trying all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2

if TYPE_CHECKING:
    from readable.check.page import Element, Page
    from readable.check.sheets import Selector, StyleRule

__all__ = ["Match", "Matches", "focused_of", "names_of", "read_needs"]

_COMBINATORS = frozenset(">+~")


class Match(NamedTuple):
    """A rule that matches an element, with the specificity of its selector that does."""

    specificity: tuple[int, ...]
    pseudo: str | None
    """The pseudo-element that it is about."""
    rule: StyleRule


class _Entry(NamedTuple):
    """A selector in the order of the page."""

    order: int
    selector: Selector
    rule: StyleRule


@dataclass(slots=True)
class _Bucket:
    """The selectors whose last part asks for one name."""

    always: list[_Entry] = field(default_factory=list)
    within: dict[str, list[_Entry]] = field(default_factory=dict)
    """Those that match only within an element of a class or id."""


class Matches:
    """The rules that match each element of a page, whatever its media queries say.

    A selector is looked up by a name that its last part asks for (an id, a class, an element, an
    attribute), and by one that its other parts ask of what is around; only then it is tried.
    """

    def __init__(self, page: Page, rules: Sequence[StyleRule]) -> None:
        self._scopes: dict[object, dict[str, _Bucket]] = {}
        self._around: dict[int, frozenset[str]] = {}
        self._kept: dict[int, list[Match]] = {}
        order = 0
        for rule in rules:
            buckets = self._scopes.setdefault(rule.scope, {})
            for selector in rule.selectors:
                order += 1
                if selector.never_matches:
                    continue
                bucket = buckets.setdefault(selector.key, _Bucket())
                entries = bucket.always
                if selector.around:
                    entries = bucket.within.setdefault(selector.around, [])
                entries.append(_Entry(order, selector, rule))

    def of(self, element: Element) -> list[Match]:
        """From the least specific to the most, as the cascade has them."""
        found = self._kept.get(element.order)
        if found is None:
            found = self._kept[element.order] = self._find(element)
        return found

    def _find(self, element: Element) -> list[Match]:
        buckets = self._scopes.get(element.scope)
        if not buckets:
            return []
        around = self._names_around(element)
        found = []
        try:
            for name in names_of(element):
                bucket = buckets.get(name)
                if bucket is None:
                    continue
                for entry in _candidates(bucket, around):
                    selector = entry.selector
                    if selector.test(element):
                        match = Match(selector.specificity, selector.pseudo, entry.rule)
                        found.append((selector.specificity, entry.order, match))
        except (RecursionError, ValueError, TypeError):
            return []
        found.sort(key=lambda one: one[:2])
        return [match for _, _, match in found]

    def _names_around(self, element: Element) -> frozenset[str]:
        """The ids and classes of all that is around an element."""
        parent = element.parent
        if parent is None:
            return frozenset()
        if parent.order not in self._around:
            outer = self._names_around(parent)
            own = [f".{one}" for one in parent.classes]
            if parent.id:
                own.append(f"#{parent.id}")
            self._around[parent.order] = outer.union(own) if own else outer
        return self._around[parent.order]


def names_of(element: Element) -> Iterator[str]:
    """Under which names the selectors stand that may match an element."""
    if element.attributes:
        if element.id is not None:
            yield f"#{element.id}"
        for one in dict.fromkeys(element.classes):
            yield f".{one}"
        for name in element.attributes:
            yield f"[{name.lower()}"
    yield element.tag.lower()
    yield "*"


def _candidates(bucket: _Bucket, around: frozenset[str]) -> Iterator[_Entry]:
    yield from bucket.always
    within = bucket.within
    if within:
        for name in around if len(around) < len(within) else within:
            if name in within and name in around:
                yield from within[name]


def read_needs(tokens: Sequence[Any]) -> tuple[str, str]:
    """Under which name a selector is looked up, and a class or id that has to be around.

    "*" and "" where it asks for none.

    >>> import tinycss2
    >>> read_needs(tinycss2.parse_component_value_list("#a .news > h2 + p.lead"))
    ('.lead', '.news')
    """
    compounds, combinators = _parts(tokens)
    last = _simple(compounds[-1])
    keys = sorted(
        last, key=lambda one: "#.".find(one[0]) if one[0] in "#." else 2 + (one[0] == "[")
    )
    around = [
        name
        for compound, combinator in zip(compounds, combinators, strict=False)
        if combinator in " >"
        for name in _simple(compound)
        if name[0] in "#."
    ]
    return (keys[0] if keys else "*"), (around[-1] if around else "")


def focused_of(selector: str) -> tuple[str, str]:
    """The selectors of the elements that have the focus where one of :focus matches.

    And the combinator behind them: "" where they, or what is around them, are matched themselves.

    >>> focused_of("li a:focus > span"), focused_of("li:focus-within b")
    (('li a:focus', '>'), ('li:focus-within, li:focus-within *', ''))
    """
    compounds, combinators = _parts(tinycss2.parse_component_value_list(selector))
    written = [str(tinycss2.serialize(one)) for one in compounds]
    last = max((at for at, one in enumerate(written) if ":focus" in one), default=len(written) - 1)
    focused = "".join(map(add, written, [*combinators[:last], ""]))
    if ":focus-within" in written[last]:
        return f"{focused}, {focused} *", ""
    return focused, combinators[last] if last < len(combinators) else ""


def _parts(tokens: Sequence[Any]) -> tuple[list[list[Any]], list[str]]:
    """The compound selectors of a selector, and what stands between them."""
    compounds: list[list[Any]] = [[]]
    combinators: list[str] = []
    space = False
    for token in tokens:
        if token.type == "whitespace":
            space = bool(compounds[-1])
        elif token.type == "literal" and token.value in _COMBINATORS:
            combinators.append(token.value)
            compounds.append([])
            space = False
        elif token.type != "comment":
            if space:
                combinators.append(" ")
                compounds.append([])
                space = False
            compounds[-1].append(token)
    return compounds, combinators


def _simple(compound: Sequence[Any]) -> list[str]:
    """The names that a compound selector asks for; none of those in :not() and its like."""
    names: list[str] = []
    before = ""
    for token in compound:
        if token.type == "ident" and before != ":":
            names.append(f".{token.value}" if before == "." else token.lower_value)
        elif token.type == "hash":
            names.append(f"#{token.value}")
        elif token.type == "[] block":
            first = next((one for one in token.content if one.type != "whitespace"), None)
            if first is not None and first.type == "ident":
                names.append(f"[{first.lower_value}")
        before = token.value if token.type == "literal" else ""
    return names
