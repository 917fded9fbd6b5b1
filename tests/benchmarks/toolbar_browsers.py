"""The toolbar in Firefox and WebKit: six portals' style sheets, three lengths of article.

python tests/benchmarks/toolbar_browsers.py [firefox|webkit] [KILOBYTES…]

Asks what probes.js asks: how far texts are from their share, what else moves, what a hundred
presses leave, where the first line goes, what is said, what sticks out at 320 px, what is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from browser.portal import KINDS, SHEETS, portal
from browser.test_widget import FRAME, Site, answered, asked_in_firefox, asked_in_webkit
from browser.webkit import started

SIZES = (10, 209, 1000)
PRESSES = 20  # at random: each lays a long article out


def told(browser: str, sheet: str, size: int, found: dict[str, Any]) -> None:
    spread, place = found["spread"], found["place"]["moved"]
    drift = found["drift"]["drift"] if found["drift"]["same"] else "left changed"
    print(
        f"{browser:8}{sheet:11}{size:5} kB{spread['texts']:5} texts{100 * spread['worst']:7.2f} %"
        f"{len(spread['moved']):4} moved{drift:4} drift{max(map(abs, place)):4} px place"
        f"{max(found['overflow']['at'].values()):4} px sideways{len(found['said']['texts']):3} said"
        f" {found['kept']} kept",
        flush=True,
    )


def main() -> None:
    browsers = [one for one in ("firefox", "webkit") if one in sys.argv] or ["firefox", "webkit"]
    sizes = [int(one) for one in sys.argv[1:] if one.isdigit()] or SIZES
    site = Site()
    site.put("frame", FRAME)
    for size in sizes:
        for sheet in SHEETS:
            page = portal(sheet, kinds=True, late=True, size=1000 * size)
            site.put(f"{sheet}-{size}", page)
            # A size in `ch` grows twice in WebKit.
            site.put(f"{sheet}-{size}-webkit", page.replace(KINDS["ch"], ""))
    with answered(site) as site.address:
        for size in sizes:
            for sheet in SHEETS:
                address = f"{site.address}/{sheet}-{size}"
                if "firefox" in browsers:
                    (found,) = asked_in_firefox([address], PRESSES)
                    told("Firefox", sheet, size, found)
                if "webkit" in browsers:
                    with started() as webkit:
                        webkit.resize(1280, 800)
                        found = asked_in_webkit(webkit, f"{address}-webkit", PRESSES)
                    told("WebKit", sheet, size, found)


if __name__ == "__main__":
    main()
