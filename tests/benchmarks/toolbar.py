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
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from browser.chromium import find_chromium
from browser.conftest import CHROMIUM_ARGUMENTS
from browser.portal import portal
from browser.test_widget import Site, answered

from readable import widget

# What the next press takes, `pressed`: milliseconds to the end of its frame, and nodes written.
LISTEN = """() => {
    window.pressed = new Promise((done) => addEventListener("click", () => {
        const records = [];
        const watch = new MutationObserver((some) => records.push(...some));
        watch.observe(document, { subtree: true, childList: true, attributes: true,
            characterData: true });
        const start = performance.now();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                const taken = performance.now() - start;
                watch.disconnect();
                done([taken, new Set(records.map(({ target }) => target)).size]);
            };
            port2.postMessage(0);
        });
    }, { once: true, capture: true }));
}"""
# A page has one first step: so many pages are opened.
_FIRST_STEPS = 7
BUTTON = "readable-toolbar [part=larger]"
# The page stays where it is; a mouse finds the bar at its top.
PRESSES: dict[str, Callable[[Page], None]] = {
    "program": lambda page: page.evaluate(f"document.querySelector('{BUTTON}').click()"),
    "keyboard": lambda page: page.keyboard.press("Enter"),
    "mouse": lambda page: page.click(BUTTON),
}


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


# What is done while nothing else is to be done is done.
READY = """async () => {
    await new Promise((done) => setTimeout(() => requestIdleCallback(done), 500));
    const last = document.querySelector("#noi-dung p:last-child");
    const isLong = document.querySelector("#noi-dung").textContent.length > 60000;
    while (isLong && getComputedStyle(last).contentVisibility !== "auto") {
        await new Promise((done) => requestIdleCallback(done));
    }
}"""


def opened(browser: Browser, address: str, rate: int, way: str) -> Page:
    """The page in the middle of its article, no hand near it, on a processor that much slower."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(address)
    if way != "mouse":
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.evaluate(READY)
    page.wait_for_timeout(500)
    cdp = page.context.new_cdp_session(page)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page


def step(browser: Browser, address: str, rate: int, way: str) -> None:
    firsts, later = [], []
    for again in reversed(range(_FIRST_STEPS)):
        page = opened(browser, address, rate, way)
        if way == "keyboard":
            page.evaluate(f"document.querySelector('{BUTTON}').focus({{ preventScroll: true }})")
        first, *others = [press(page, way) for _ in range(1 if again else 8)]
        firsts.append(first)
        later += others
        page.context.close()
    print(
        f"  {rate}x, {way}: first {statistics.median(ms for ms, _ in firsts):.0f}, "
        f"median {statistics.median(ms for ms, _ in later):.0f}, "
        f"least {min(ms for ms, _ in later):.0f} ms; "
        f"{max(nodes for _, nodes in firsts + later)} nodes"
    )


def press(page: Page, way: str) -> tuple[float, int]:
    """Milliseconds to the end of the frame, and nodes written; and some time after it."""
    page.evaluate(LISTEN)
    PRESSES[way](page)
    ms, nodes = page.evaluate("pressed")
    time.sleep(0.4)
    return ms, nodes


def preparation(browser: Browser, address: str) -> None:
    """Milliseconds of processor that a long article takes of one who never presses.

    Of the page's thread, till its end, with what prepares the article and without, in turns.
    """
    taken: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(10):
        prepared = turn % 2 == 0
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        if not prepared:
            page.route("**/article.js", lambda route: route.abort())
        cdp = page.context.new_cdp_session(page)
        cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(address)
        page.wait_for_timeout(500)
        if prepared:
            page.evaluate(READY)
        page.wait_for_timeout(500)
        metrics = cdp.send("Performance.getMetrics")["metrics"]
        taken[prepared].append(
            1000 * next(one["value"] for one in metrics if one["name"] == "TaskDuration")
        )
        page.context.close()
    ready, plain = (statistics.median(taken[prepared]) for prepared in (True, False))
    print(f"  one who never presses: {ready - plain:.0f} ms more than {plain:.0f}")


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
                if size > 100_000:
                    preparation(browser, f"{address}/page")
                for rate, way in product((1, 4), PRESSES):
                    step(browser, f"{address}/page", rate, way)
        browser.close()


if __name__ == "__main__":
    main()
