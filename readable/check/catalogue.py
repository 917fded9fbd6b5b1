"""The catalogue of rules as a document: `python -m readable.check.catalogue > docs/rules.md`."""

from __future__ import annotations

from collections.abc import Iterator

import readable.check.rules as families
from readable.check.report import rules_by_family
from readable.check.rule import RULES, Rule

__all__ = ["to_markdown"]

_INTRODUCTION = """\
# The rules of `readable check`

Made from the catalogue in `readable/check/rules` by `python -m readable.check.catalogue`; a test
holds it equal. A rule of the W3C's ACT Rules has their id; what it asks is said here in our words,
and the link leads to theirs.
"""


def to_markdown() -> str:
    """All rules as tables, a family each."""
    return "\n".join([_INTRODUCTION, f"{len(RULES)} rules.\n", *_tables()])


def _tables() -> Iterator[str]:
    for family, rules in rules_by_family():
        about = getattr(families, family).__doc__ or ""
        yield f"## {about.strip().rstrip('.')}\n"
        yield "| rule | asks | why | WCAG | level |\n|---|---|---|---|---|"
        yield from map(_row, rules)
        yield ""


def _row(rule: Rule) -> str:
    name = f"`{rule.name}`"
    if rule.act:
        name += f" ({rule.id})"
    asks = f"[{rule.title.en}]({rule.source})"
    return f"| {name} | {asks} | {rule.why.en} | {', '.join(rule.wcag)} | {rule.level} |"


if __name__ == "__main__":
    print(to_markdown(), end="")
