"""What the toolbar costs: bytes, the time of a step, and of its script.

python tests/benchmarks/toolbar.py
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from browser.chromium import find_chromium
from browser.conftest import CHROMIUM_ARGUMENTS
from browser.portal import portal
from browser.test_widget import Site, answered

from readable import widget

# Milliseconds of the script, to the next frame, and the nodes it wrote.
STEP = """() => new Promise((done) => {
    const records = [];
    const watch = new MutationObserver((some) => records.push(...some));
    watch.observe(document, { subtree: true, childList: true, attributes: true,
        characterData: true });
    const start = performance.now();
    document.querySelector("[part=larger]").click();
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
            const taken = performance.now() - start;
            watch.disconnect();
            done([taken, new Set(records.map(({ target }) => target)).size]);
        };
        port2.postMessage(0);
    });
})"""


def packed(text: bytes) -> int:
    return len(gzip.compress(text, 9))


def bytes_() -> None:
    tags = re.sub(' integrity="[^"]*"', "", widget.head_tags())
    html = f'{tags}<readable-toolbar for="noi-dung"></readable-toolbar>'.encode()
    script, sheet = widget.file("toolbar.js"), widget.file("toolbar.css")
    each = [packed(one) for one in (html, sheet, script)]
    print("HTML {}, sheet {}, script {} (head in it): {}".format(*each, sum(each)))
    print(f"head {packed(widget.file('head.js'))}, article {packed(widget.file('article.js'))}")
    print(f"options {packed(widget.file('options.js')) + packed(widget.file('options.css'))}")


# A hand is at the bar, and what is done while nothing else is to be done is done.
HAND = """() => document.querySelector("readable-toolbar")
    .dispatchEvent(new PointerEvent("pointerenter"))"""
READY = """async () => {
    await new Promise((done) => setTimeout(() => requestIdleCallback(done), 500));
    const last = document.querySelector("#noi-dung p:last-child");
    const isLong = document.querySelector("#noi-dung").textContent.length > 60000;
    while (isLong && getComputedStyle(last).contentVisibility !== "auto") {
        await new Promise((done) => requestIdleCallback(done));
    }
}"""


def opened(browser: Browser, address: str, rate: int) -> Page:
    """The page in the middle of its article, on a processor so many times slower."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address)
    page.wait_for_timeout(1000)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.wait_for_timeout(1000)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page


def step(browser: Browser, address: str, rate: int) -> None:
    page = opened(browser, address, rate)
    sudden = page.evaluate(STEP)[0]
    page.context.close()
    page = opened(browser, address, rate)
    page.evaluate(HAND)
    start = time.monotonic()
    page.evaluate(READY)
    ready = time.monotonic() - start
    page.wait_for_timeout(500)
    taken = []
    for _ in range(8):
        taken.append(page.evaluate(STEP))
        time.sleep(0.4)
    page.context.close()
    later = [ms for ms, _ in taken[1:]]
    print(
        f"  {rate}x: first {taken[0][0]:.0f} (without a hand {sudden:.0f}), "
        f"median {statistics.median(later):.0f}, least {min(later):.0f} ms; "
        f"{max(nodes for _, nodes in taken)} nodes; ready {ready:.1f} s after the hand"
    )


def script(browser: Browser, site: Site) -> None:
    """Milliseconds of processor that the script takes of a page that loads, and four times that.

    Of its own: what it asks for, and when, and not what the page does in between. A page begins in
    a process of its own, which Chromium slows down too late: so the slower one is reckoned.
    """
    site.put("page", portal("px", size=10_000))
    taken = []
    for _ in range(9):
        page = browser.new_context().new_page()
        browser.start_tracing(page=page, categories=["devtools.timeline"])
        page.goto(f"{site.address}/page")
        page.wait_for_timeout(500)
        events = json.loads(browser.stop_tracing())["traceEvents"]
        taken.append([sum(own_times(events, name)) for name in ("EvaluateScript", "FunctionCall")])
        page.context.close()
    read, called = (statistics.median(column) for column in zip(*taken, strict=True))
    print(
        f"script while loading: {read:.1f} ms in the head, {called:.1f} ms later; "
        f"4x: {4 * (read + called):.0f} ms"
    )


def own_times(events: list[dict[str, Any]], name: str) -> Iterator[float]:
    """Milliseconds of processor of the calls of that name that go into the toolbar's script."""
    for event in events:
        if event["name"] == name and "toolbar.js" in event["args"].get("data", {}).get("url", ""):
            yield event.get("tdur", 0) / 1000


def main() -> None:
    bytes_()
    site = Site()
    with answered(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_ARGUMENTS)
        )
        site.address = address
        script(browser, site)
        for sheet in ("px", "rem"):
            for size in (10_000, 209_000, 1_000_000):
                site.put("page", portal(sheet, size=size))
                print(f"{sheet}, {size // 1000} kB")
                for rate in (1, 4):
                    step(browser, f"{address}/page", rate)
        browser.close()


if __name__ == "__main__":
    main()
