"""What axe-core says of the toolbar in a portal's page, in each size, theme, system and state.

python tests/benchmarks/toolbar_axe.py

All rules of axe-core run, best practices and AAA included. What the portal's own page breaks
without a toolbar is taken off.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from browser.axe import find_violations
from browser.chromium import find_chromium
from browser.conftest import CHROMIUM_ARGUMENTS
from browser.portal import portal
from browser.test_widget import FITTED, PROBES, Site, answered

from readable.preferences import LADDER, SCHEMA

EVERYTHING = ("smaller", "larger", "reset", "options")
THEMES = ("", "system", *SCHEMA["themes"])
SYSTEMS: dict[str, dict[str, str]] = {
    "as it is": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
}
# Elements that the toolbar has put into the page, in its bar, its panel and elsewhere.
ADDED = """() => {
    const count = (selector) => document.querySelectorAll(selector).length;
    return [count("readable-toolbar *") - count("[part=panel], [part=panel] *"),
        count("[part=panel], [part=panel] *"), count("*") - count("readable-toolbar *")];
}"""


def faults(page: Page) -> set[str]:
    return {
        f"{violation.rule} {element}"
        for violation in find_violations(page)
        for element in violation.elements
    }


def chosen(page: Page, scale: int, theme: str) -> None:
    page.evaluate(
        """([scale, theme]) => {
            const bar = document.querySelector("readable-toolbar");
            bar.choose("scale", scale);
            bar.choose("theme", theme);
        }""",
        [scale, theme],
    )
    # A choice of colours asks for a style sheet first.
    page.wait_for_function(FITTED)
    if theme:
        page.wait_for_function(
            "[...document.styleSheets].some((one) => one.href?.endsWith('options.css'))"
        )


def measure(browser: Browser, address: str) -> None:
    print(f"{'system':22}{'options':8} states  in the bar  in the article  elsewhere")
    for system, settings in SYSTEMS.items():
        context = browser.new_context(viewport={"width": 480, "height": 800}, **settings)
        page = context.new_page()
        page.goto(f"{address}/without")
        own = faults(page)
        page.goto(f"{address}/page")
        page.evaluate(PROBES)
        page.evaluate("probes.hand()")
        for opened in (False, True):
            if opened:
                page.get_by_role("button", name="Tuỳ chọn đọc").click()
                page.locator("[part=panel]").wait_for()
            found: Counter[str] = Counter()
            what: set[str] = set()
            for scale in LADDER:
                for theme in THEMES:
                    chosen(page, scale, theme)
                    for fault in faults(page) - own:
                        ours = re.search("readable-toolbar|part=|noi-dung", fault)
                        found[ours[0] if ours else "elsewhere"] += 1
                        what.add(f"{scale} {theme}: {fault}")
            bar = found["readable-toolbar"] + found["part="]
            print(
                f"{system:22}{'open' if opened else 'closed':8} {len(LADDER) * len(THEMES):6}"
                f"{bar:12}{found['noi-dung']:16}{found['elsewhere']:11}",
                flush=True,
            )
            for one in sorted(what)[:9]:
                print(f"  {one}")
        context.close()


def main() -> None:
    site = Site()
    whole = portal("rem", size=500, controls=EVERYTHING)
    site.put("page", whole)
    site.put(
        "without", re.sub("<script.*?</script>|<readable-toolbar.*?</readable-toolbar>", "", whole)
    )
    with answered(site) as site.address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_ARGUMENTS)
        )
        page = browser.new_page()
        page.goto(f"{site.address}/without")
        before = page.evaluate(ADDED)[2]
        page.goto(f"{site.address}/page")
        page.get_by_role("button", name="Tuỳ chọn đọc").click()
        page.locator("[part=panel]").wait_for()
        bar, panel, others = page.evaluate(ADDED)
        print(
            f"elements: {bar} in the bar, {panel} in its options, {others - before - 2} elsewhere"
        )
        measure(browser, site.address)
        browser.close()


if __name__ == "__main__":
    main()
