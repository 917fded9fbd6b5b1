"""How the checker fares with test cases of the W3C's ACT Rules: docs/measurements.md.

`python tests/benchmarks/act.py CASES`: lines of JSON with `rule_id`, `tier`, `title`, `expected`,
`html`; or a text as `tests/data/act/own.txt` is. A failed case is right if its rule reports a
failure; a passed or inapplicable one, if its rule reports neither a failure nor that it cannot
tell. As the W3C has it, a rule is consistent if all its failed cases fail and none of the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import readable.check.rules  # noqa: F401  enters the rules
from readable.check.page import read_page
from readable.check.rule import RULES

CASES = Path(__file__).parents[1] / "data/act/cases.jsonl"
OWN_CASES = CASES.with_name("own.txt")
TIERS = ((1,), (1, 2))


class Verdict(NamedTuple):
    """What the checker says of a case, and what was expected."""

    case: dict[str, Any]
    found: str

    @property
    def is_right(self) -> bool:
        if self.case["expected"] == "failed":
            return self.found == "failed"
        return self.found not in ("failed", "cantTell")

    @property
    def is_false_alarm(self) -> bool:
        return self.case["expected"] != "failed" and self.found == "failed"


def verdicts(path: Path) -> Iterator[Verdict]:
    """One for each case of a rule that is in the catalogue."""
    for case in _cases(path):
        if case["rule_id"] in RULES:
            yield Verdict(case, _outcome(case))


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    lines = path.read_text("utf-8").splitlines()
    if path.suffix == ".jsonl":
        yield from map(json.loads, lines)
        return
    tiers = {one["rule_id"]: one["tier"] for one in _cases(CASES)}
    rule = ""
    for line in lines:
        first, _, rest = line.partition(" ")
        if first == "#":
            rule = rest.partition(" ")[0]
        elif rule and first:
            yield {
                "rule_id": rule,
                "tier": tiers[rule],
                "title": rest,
                "expected": first,
                "html": rest,
            }


def _outcome(case: dict[str, Any]) -> str:
    kinds = {one.kind for one in RULES[case["rule_id"]].check(read_page(case["html"]))}
    return next((one for one in ("failed", "cantTell", "passed") if one in kinds), "inapplicable")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="?", type=Path, default=CASES)
    found = list(verdicts(parser.parse_args().cases))
    print("| tiers | rules | cases | right | false alarms | inconsistent rules |")
    print("|---|---|---|---|---|---|")
    for tiers in TIERS:
        print(_row(tiers, [one for one in found if one.case["tier"] in tiers]))
    for one in found:
        if one.case["tier"] in TIERS[-1] and not one.is_right:
            print(f"{one.case['rule_id']} {one.case['title']}:", end=" ")
            print(f"{one.found}, {one.case['expected']} is expected")


def _row(tiers: tuple[int, ...], found: list[Verdict]) -> str:
    right = sum(one.is_right for one in found)
    alarms = sum(one.is_false_alarm for one in found)
    rules = {one.case["rule_id"] for one in found}
    odd = {
        one.case["rule_id"]
        for one in found
        if one.is_false_alarm or (one.case["expected"] == "failed" and one.found != "failed")
    }
    share = f"{right} ({right / len(found):.1%})"
    which = ", ".join(sorted(odd)) or "none"
    return (
        f"| {', '.join(map(str, tiers))} | {len(rules)} | {len(found)} | {share} | {alarms} "
        f"| {len(odd)}: {which} |"
    )


if __name__ == "__main__":
    main()
