"""axe-core in an open page. Its script is what `bash tests/run.sh` installs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


class Violation(NamedTuple):
    """One rule of axe-core that a page breaks, and the elements (selectors) that break it."""

    rule: str
    elements: tuple[str, ...]
    help: str


def find_violations(page: Page, context: str | None = None) -> list[Violation]:
    """What axe-core finds wrong in a page, or in what a selector names.

    All its rules run, best practices and AAA included. The page must have scripts on.
    """
    # Evaluated, not added as an element: a strict content security policy has no say in it.
    page.evaluate(SCRIPT.read_text("utf-8"))
    found = page.evaluate(
        """async (context) => {
            const rules = axe.getRules().map(({ruleId}) => [ruleId, {enabled: true}]);
            const options = {resultTypes: ["violations"], rules: Object.fromEntries(rules)};
            return (await axe.run(context ?? document, options)).violations;
        }""",
        context,
    )
    return [
        Violation(
            rule["id"],
            tuple(" ".join(map(str, node["target"])) for node in rule["nodes"]),
            rule["help"],
        )
        for rule in found
    ]
