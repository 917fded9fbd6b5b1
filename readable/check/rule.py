"""What a rule is, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from readable.check.crops import Crop
    from readable.check.page import Element, Page, Text
    from readable.check.views import Picture

__all__ = [
    "LEVELS",
    "PASSED",
    "RULES",
    "Impact",
    "Level",
    "Outcome",
    "Rule",
    "Words",
    "cannot_tell",
    "failed",
    "passed",
    "rule",
    "warning",
]

Level = Literal["A", "AA", "AAA"]
LEVELS: tuple[Level, ...] = ("A", "AA", "AAA")
Impact = Literal["critical", "serious", "moderate", "minor"]
Kind = Literal["failed", "cantTell", "warning", "passed"]


class Words(NamedTuple):
    """The same in Vietnamese and English; `{}` stands for what is found."""

    vi: str
    en: str

    def filled(self, details: dict[str, Any]) -> Words:
        return Words(self.vi.format(**details), self.en.format(**details)) if details else self


@dataclass(slots=True)
class Outcome:
    """What a rule says of one element, text or place."""

    kind: Kind
    target: Element | None = None
    offset: int | None = None
    """Where in the source; the start of the element without it."""
    excerpt: str = ""
    """The text that it is about; the start tag of the element without it."""
    words: Words | None = None
    """Another message than the rule's own."""
    details: dict[str, Any] = field(default_factory=dict)
    measured: dict[str, Any] = field(default_factory=dict)
    crops: tuple[Crop | Picture, ...] = ()
    """Pictures of it as it is, and put right."""
    is_own: bool = False
    """Whether a style attribute decides it: no style sheet changes that, but for !important."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue of rules."""

    id: str
    name: str
    """What it asks, in a few words with hyphens."""
    title: Words
    why: Words
    wrong: Words
    help: Words
    wcag: tuple[str, ...]
    level: Level
    impact: Impact
    source: str
    act: tuple[str, ...]
    passes: tuple[str, ...]
    fails: tuple[str, ...]
    needs: Literal["", "screen"]
    check: Callable[[Page], Iterable[Outcome]]
    family: str


RULES: dict[str, Rule] = {}
_ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/"


def rule(
    name: str,
    *,
    title: tuple[str, str],
    why: tuple[str, str],
    wrong: tuple[str, str],
    help: tuple[str, str],
    wcag: str = "",
    level: Level = "A",
    impact: Impact = "serious",
    act: str = "",
    source: str = "",
    passes: tuple[str, ...] = (),
    fails: tuple[str, ...] = (),
    needs: Literal["", "screen"] = "",
) -> Callable[[Callable[[Page], Iterator[Outcome]]], Callable[[Page], Iterator[Outcome]]]:
    """Enters a function into the catalogue.

    It yields an outcome for each element that the rule is about; for none it is inapplicable. A
    rule of the W3C's ACT Rules has their id, any other its name.
    """

    def enter(check: Callable[[Page], Iterator[Outcome]]) -> Callable[[Page], Iterator[Outcome]]:
        identifier = act or name
        RULES[identifier] = Rule(
            identifier,
            name,
            Words(*title),
            Words(*why),
            Words(*wrong),
            Words(*help),
            tuple(wcag.split()),
            level,
            impact,
            source or f"{_ACT}{act}/",
            (act,) if act else (),
            passes,
            fails,
            needs,
            check,
            check.__module__.rpartition(".")[2],
        )
        return check

    return enter


PASSED = Outcome("passed")
"""The only one that has passed."""


def passed(target: Element | None = None) -> Outcome:
    """An element that a rule has nothing to say of; which one does not matter to anybody."""
    return PASSED


def failed(
    target: Element | None = None,
    *,
    text: Text | None = None,
    part: str = "",
    offset: int | None = None,
    words: tuple[str, str] | None = None,
    measured: dict[str, Any] | None = None,
    kind: Kind = "failed",
    crops: tuple[Crop | Picture, ...] = (),
    is_own: bool = False,
    **details: Any,
) -> Outcome:
    """A fault in an element, or in a part of a text."""
    if text is not None:
        target = target or text.parent
        offset = text.find(part) if offset is None else offset
    told = Words(*words) if words else None
    return Outcome(kind, target, offset, part, told, details, measured or {}, crops, is_own)


def warning(target: Element | None = None, **more: Any) -> Outcome:
    return failed(target, kind="warning", **more)


def cannot_tell(target: Element | None = None, **more: Any) -> Outcome:
    return failed(target, kind="cantTell", **more)
