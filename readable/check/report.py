"""What a check found: findings in the order of the page, and an outcome for each rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from readable.addresses import is_network
from readable.check.page import once
from readable.check.rule import RULES, Impact, Level, Outcome, Rule, Words

if TYPE_CHECKING:
    from readable.check.crops import Crop
    from readable.check.page import Element, Page
    from readable.check.views import Picture

__all__ = ["CheckFinding", "Doubts", "Report", "Result", "finding_of", "selector"]

Result = Literal["passed", "failed", "inapplicable", "cantTell"]
_LONGEST_EXCERPT = 200
_DEEPEST_SELECTOR = 12
_MOST_NAMED, _LONGEST_NAME = 3, 80


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One fault, or one thing not decided: where it is and what would put it right."""

    rule: str
    name: str
    outcome: Literal["failed", "cantTell", "warning"]
    message: Words
    help: Words
    wcag: tuple[str, ...]
    act: tuple[str, ...]
    level: Level
    impact: Impact
    target: str
    """A CSS selector of the element."""
    source: str
    """The start tag, or the words that it is about."""
    line: int
    column: int
    measured: dict[str, Any] = field(default_factory=dict)
    crops: tuple[Crop | Picture, ...] = field(default=(), compare=False, repr=False)

    @property
    def fingerprint(self) -> str:
        """What stays the same of it when other parts of the page change."""
        told = "\n".join((self.rule, self.source[:120]))
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Doubts:
    """What was not decided for style sheets that were not read."""

    count: int = 0
    """How many faults may be none, as one of these may say otherwise."""
    unread: tuple[str, ...] = ()
    """The addresses of the sheets."""
    has_site: bool = False
    """Whether the root of the site was known."""

    def __add__(self, other: Doubts) -> Doubts:
        unread = tuple(dict.fromkeys(self.unread + other.unread))
        return Doubts(self.count + other.count, unread, self.has_site or other.has_site)

    def told(self) -> Words:
        """Which sheets they are, what that means, and what would let them be read."""
        named = ", ".join(one[:_LONGEST_NAME] for one in self.unread[:_MOST_NAMED])
        named += ", …" if len(self.unread) > _MOST_NAMED else ""
        on_site = not self.has_site and any(
            not is_network(one) and one != "<style>" for one in self.unread
        )
        help = Words("lưu tệp ấy cạnh trang", "save them beside the page")
        if on_site:
            help = Words("thêm --base THƯ-MỤC-GỐC của trang web", "pass --base THE-SITE'S-FOLDER")
        count = Words(f"{self.count} điều", f"{self.count} finding(s)")
        if not self.count:
            count = Words("Trang trông ra sao", "How pages look")
        return Words(
            f"{count.vi} chưa rõ vì chưa đọc tệp kiểu {named}: {help.vi}",
            f"{count.en} could not be told, as style sheets were not read ({named}): {help.en}",
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All that a check of one page found."""

    input: str
    findings: tuple[CheckFinding, ...]
    rules: dict[str, Result]
    left_out: dict[str, int] = field(default_factory=dict)
    """How many findings more a rule has than are listed, for rules with very many."""
    doubts: Doubts = field(default_factory=Doubts)

    def by_rule(self) -> dict[str, list[CheckFinding]]:
        """The findings of each rule that has any, in the order of the page."""
        found: dict[str, list[CheckFinding]] = {}
        for one in self.findings:
            found.setdefault(one.rule, []).append(one)
        return found

    @property
    def failed(self) -> tuple[CheckFinding, ...]:
        """The faults, without what could not be decided."""
        return tuple(one for one in self.findings if one.outcome != "cantTell")

    def __str__(self) -> str:
        from readable.check.reports.text import to_text

        return to_text([self], "en")


def finding_of(rule: Rule, outcome: Outcome, page: Page) -> CheckFinding:
    """An outcome as a finding, with its place in the source."""
    element = outcome.target
    offset = outcome.offset
    if offset is None:
        offset = element.start if element is not None else 0
    line, column = page.place(offset)
    words = (outcome.words or rule.wrong).filled(outcome.details)
    source = outcome.excerpt or (element.source if element is not None else "")
    return CheckFinding(
        rule.id,
        rule.name,
        "failed" if outcome.kind == "passed" else outcome.kind,
        words,
        rule.help.filled(outcome.details),
        rule.wcag,
        rule.act,
        rule.level,
        rule.impact,
        selector(element) if element is not None else "",
        _one_line(source),
        line,
        column,
        outcome.measured,
        outcome.crops,
    )


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"


def selector(element: Element) -> str:
    """A selector that means the element and no other.

    >>> from readable.check.page import read_page
    >>> page = read_page("<main id=a><p>Một</p><p>Hai</p></main>")
    >>> selector(page.elements[-1])
    '#a > p:nth-of-type(2)'
    """
    parts: list[str] = []
    for one in element.family:
        if (
            one.id
            and one.page.by_id.get(one.id) is one
            and one.id.replace("-", "").replace("_", "").isalnum()
            and one.id[0].isalpha()
        ):
            parts.append(f"#{one.id}")
            break
        number, count = _number(one)
        parts.append(f"{one.tag}:nth-of-type({number})" if count > 1 else one.tag)
        if len(parts) >= _DEEPEST_SELECTOR:
            break
    return " > ".join(reversed(parts))


@once
def _numbers(page: Page) -> dict[int, tuple[int, int]]:
    """What `_number` found already."""
    return {}


def _number(element: Element) -> tuple[int, int]:
    """Which of its kind an element is among its siblings, and of how many."""
    kept = _numbers(element.page)
    if element.order not in kept:
        alike: dict[str, list[Element]] = {}
        for one in element.etree_siblings:
            alike.setdefault(one.tag, []).append(one)
        for ones in alike.values():
            kept.update((one.order, (number, len(ones))) for number, one in enumerate(ones, 1))
    return kept[element.order]


def rules_by_family() -> Iterator[tuple[str, list[Rule]]]:
    """The catalogue, family by family."""
    families: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        families.setdefault(rule.family, []).append(rule)
    yield from families.items()
