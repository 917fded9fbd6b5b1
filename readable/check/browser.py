"""The same questions asked of a page as Chromium draws it. The only door to Playwright.

Local files and the one address that is named are opened; of what the page asks for, its own folder
or its own host is answered, and nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from importlib import resources
from pathlib import Path
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from readable.addresses import local_file
from readable.check.report import CheckFinding, Report, Result
from readable.check.rule import LEVELS, Level, Rule, Words
from readable.check.runner import check
from readable.check.views import Picture
from readable.errors import ImageRefused, UnreadableInput, WrongUse

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab
    from playwright.sync_api import Route

__all__ = ["BROWSER_RULES", "check_in_browser"]

_PROGRAMS = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser")
_PATIENCE_MS = 20_000
# WCAG 1.4.12, as a reader's own style sheet.
_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important }"
    "p { margin-bottom: 2em !important }"
)
_ADOPT = """rules => {
    const others = document.adoptedStyleSheets.filter(one => one !== window.readableSheet);
    window.readableSheet = new CSSStyleSheet();
    window.readableSheet.replaceSync(rules);
    document.adoptedStyleSheets = [...others, window.readableSheet];
}"""
# A step of a toolbar is at least so much, and all text takes it.
_LEAST_STEP = 1.05
_LEAST_SHARE = 0.9
# WCAG 1.4.4 asks for 200 %; what is measured is whole pixels.
_LEAST_REACH = 1.95
_MOST_PRESSES = 12
_PRESS_MS, _REST_MS = 2_000, 100
# Browsers enlarge up to 500 %.
_ZOOMS = (2, 3, 4, 5)
_MOST_SMALL_TEXTS = 20
_MOST_NODES = 300
_MOST_VIEWS = 40
_VIEW_MARGIN_PX = 24.0


def _rule(name: str, wcag: str, level: Level, title: Words, wrong: Words, help: Words) -> Rule:
    source = "https://www.w3.org/WAI/WCAG22/Understanding/"
    return Rule(
        name, name, title, title, wrong, help, tuple(wcag.split()), level, "serious", source,
        (), (), (), "screen", lambda page: (), "browser",
    )  # fmt: skip


_HELP = Words("Bỏ kích thước cố định của hộp.", "Take the fixed size of the box away.")
BROWSER_RULES = {
    one.name: one
    for one in (
        _rule(
            "rendered-page-fits-320-px",
            "1.4.10",
            "AA",
            Words("Trang vẽ ra vừa 320 px", "The rendered page fits 320 px"),
            Words(
                "Chữ tới {needed} px, màn hình {room} px",
                "Text reaches {needed} px, the screen has {room} px",
            ),
            Words("Dùng max-width thay cho width.", "Use max-width in place of width."),
        ),
        _rule(
            "rendered-text-is-not-clipped",
            "1.4.4 1.4.12",
            "AA",
            Words("Chữ vẽ ra không bị che", "Rendered text is not cut off"),
            Words(
                "Hộp {room} px cắt {needed} px ({condition})",
                "A box of {room} px cuts {needed} px ({condition})",
            ),
            _HELP,
        ),
        _rule(
            "rendered-ink-is-not-cut",
            "1.4.4",
            "AA",
            Words("Mực của chữ không bị hộp cắt", "No ink is cut off by a box"),
            Words("Hộp cắt mực của “{text}”", "The box cuts ink off “{text}”"),
            Words(
                "Bỏ overflow: hidden, hoặc tăng line-height.",
                "Take overflow: hidden away, or give line-height.",
            ),
        ),
        _rule(
            "rendered-word-has-one-font",
            "1.4.8",
            "AA",
            Words("Một đoạn do một phông vẽ", "One font draws a text"),
            Words("“{text}” do {fonts} vẽ", "“{text}” is drawn by {fonts}"),
            Words("Dùng phông có đủ chữ Việt.", "Use a font with all of Vietnamese."),
        ),
        _rule(
            "larger-text-is-larger",
            "1.4.4",
            "AA",
            Words(
                "Nút tăng cỡ chữ tăng mọi chữ", "The page's larger-text button enlarges all text"
            ),
            Words(
                "Bấm nút, {grown} % chữ lớn lên", "After a press {grown} % of the texts are larger"
            ),
            Words("Đặt cỡ chữ bằng rem, em hoặc %.", "Set sizes in rem, em or %."),
        ),
        _rule(
            "larger-text-reaches-200-percent",
            "1.4.4",
            "AA",
            Words("Nút tăng cỡ chữ tới 200 %", "The page's larger-text button reaches 200 %"),
            Words(
                "Bấm {presses} lần, chữ chỉ tới {reached} %",
                "After {presses} presses the text is at {reached} % and no more",
            ),
            Words(
                "Cho mỗi lần bấm nhân cỡ chữ lên, tới ít nhất 200 %.",
                "Let each press multiply the size, up to 200 % at least.",
            ),
        ),
        _rule(
            "rendered-text-is-enlarged",
            "1.4.4",
            "AA",
            Words("Phóng to trang thì chữ lớn lên", "Text grows when the page is enlarged"),
            Words(
                "Phóng to tới 500 %, “{text}” chỉ lớn tới {reached} %",
                "Enlarged up to 500 %, “{text}” grows to {reached} % only",
            ),
            Words("Đừng đặt cỡ chữ chỉ bằng vw hay vh.", "Do not size text in vw or vh alone."),
        ),
    )
}


def check_in_browser(
    name: str,
    *,
    level: Level = "AAA",
    large_print: str | None = None,
    base: Path | None = None,
    views: bool = False,
) -> Report:
    """A report on a file or an address: all rules on its source, and these on how it is drawn.

    Raises `WrongUse` without Playwright or a Chromium, and `UnreadableInput` for what cannot be
    opened.
    """
    # Playwright refuses to start where a loop of asyncio runs; in a thread of its own none does.
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(_check_in_browser, name, level, large_print, base, views).result()


def _check_in_browser(
    name: str, level: Level, large_print: str | None, base: Path | None, views: bool
) -> Report:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise WrongUse(
            "--browser needs Playwright", hint="pip install readable-vi[browser]"
        ) from error
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    is_address = name.startswith(("http://", "https://"))
    if not is_address and not Path(name).is_file():
        raise UnreadableInput(f"{name} cannot be read", hint="pass an HTML file or an address")
    address = name if is_address else Path(name).resolve().as_uri()
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=program, args=[_only(urlsplit(address).hostname)]
            )
        except Error as error:
            raise WrongUse("no Chromium starts", hint="install chromium") from error
        try:
            tab = browser.new_page(viewport={"width": 1280, "height": 1024})
            tab.set_default_timeout(_PATIENCE_MS)
            tab.context.set_offline(not is_address)
            tab.route("**/*", lambda route: _answer(route, address, base))
            tab.goto(address, wait_until="load")
            source: str | bytes = tab.content() if is_address else Path(name).read_bytes()
            report = check(
                source, level=level, base=base, folder=None if is_address else Path(name).parent,
                name=name, large_print=large_print, views=views,
            )  # fmt: skip
            found = [
                one for one in _Probing(tab, source, views).findings()
                if LEVELS.index(one.level) <= LEVELS.index(level)
            ]  # fmt: skip
        except Error as error:
            reason = str(error).splitlines()[0]
            raise UnreadableInput(
                f"{name} cannot be opened ({reason})", hint="check the page"
            ) from error
        finally:
            browser.close()
    results: dict[str, Result] = dict(report.rules)
    for rule in BROWSER_RULES:
        results[rule] = "failed" if any(one.rule == rule for one in found) else "passed"
    findings = sorted((*report.findings, *found), key=lambda one: (one.line, one.column))
    return replace(report, findings=tuple(findings), rules=results)


def _only(host: str | None) -> str:
    """An argument for Chromium: no other host is found, by whatever way a page asks for it."""
    return "--host-resolver-rules=MAP * ~NOTFOUND" + (f", EXCLUDE {host}" if host else "")


def _answer(route: Route, address: str, site: Path | None) -> None:
    """Lets through what belongs to the page: its folder, its site, or its host."""
    asked, own = urlsplit(route.request.url), urlsplit(address)
    folders = [own.path.rpartition("/")[0] + "/"]
    if site is not None:
        folders.append(urlsplit(site.resolve().as_uri()).path + "/")
    if (
        asked.scheme == own.scheme
        and (
            (asked.scheme == "file" and asked.path.startswith(tuple(folders)))
            or (asked.scheme != "file" and asked.netloc == own.netloc)
        )
    ) or asked.scheme in ("data", "blob", "about"):
        route.continue_()
        return
    with suppress(ImageRefused):
        if asked.scheme == "file" and site is not None:
            # What begins with a slash is not on this machine's root, but on the site's.
            route.fulfill(path=local_file(asked.path.lstrip("/"), site))
            return
    route.abort()


class _Probing:
    """Asks one open page, in one size after the other."""

    def __init__(self, tab: Tab, source: str | bytes, views: bool) -> None:
        self.tab = tab
        self._views_left = _MOST_VIEWS if views else 0
        self.source = source if isinstance(source, str) else source.decode("utf-8", "replace")
        self._script = resources.files("readable.check").joinpath("probes.js").read_text("utf-8")
        tab.evaluate(self._script)

    def findings(self) -> Iterator[CheckFinding]:
        yield from self._ink()
        yield from self._fonts()
        yield from self._clips()
        yield from self._enlarged()
        yield from self._reflow()
        yield from self._toolbar()

    def _ask(self, question: str) -> Any:
        return self.tab.evaluate(f"window.readableProbes.{question}()")

    def _resize(self, width: int) -> None:
        self.tab.set_viewport_size({"width": width, "height": max(256, width * 4 // 5)})

    def _finding(self, rule: str, told: dict[str, Any], **details: Any) -> CheckFinding:
        entry = BROWSER_RULES[rule]
        line, column = self._place(told["source"])
        return CheckFinding(
            entry.id, entry.name, "failed", entry.wrong.filled({**told, **details}), entry.help,
            entry.wcag, (), entry.level, entry.impact, told["target"], told["source"][:200], line,
            column, {name: value for name, value in told.items() if isinstance(value, int | float)},
            self._view(told["target"]),
        )  # fmt: skip

    def _view(self, target: str) -> tuple[Picture, ...]:
        """How the browser draws what is found, in the size that the tab has now."""
        around = self.tab.locator(target).first.bounding_box() if self._views_left else None
        if around is None or not around["width"] or not around["height"]:
            return ()
        self._views_left -= 1
        left, top = (max(0.0, around[side] - _VIEW_MARGIN_PX) for side in ("x", "y"))
        clip = {
            "x": left, "y": top, "width": min(1280.0, around["width"] + 2 * _VIEW_MARGIN_PX),
            "height": min(400.0, around["height"] + 2 * _VIEW_MARGIN_PX),
        }  # fmt: skip
        return (Picture(self.tab.screenshot(clip=clip, full_page=True)),)  # type: ignore[arg-type]

    def _place(self, tag: str) -> tuple[int, int]:
        """Where a start tag stands in the source; the beginning for one that a script wrote."""
        at = max(0, self.source.find(tag)) if tag else 0
        return self.source.count("\n", 0, at) + 1, at - self.source.rfind("\n", 0, at)

    def _clips(self) -> Iterator[CheckFinding]:
        seen = set()
        for condition, width, spaced in (
            ("100 %", 1280, 0),
            ("200 %", 640, 0),
            ("400 %", 320, 0),
            ("1.4.12", 1280, 1),
        ):
            self._resize(width)
            # Of a constructed sheet no policy of the page has anything to say.
            self.tab.evaluate(_ADOPT, _SPACING if spaced else "")
            for told in self._ask("clipped"):
                if told["target"] not in seen:
                    seen.add(told["target"])
                    yield self._finding("rendered-text-is-not-clipped", told, condition=condition)
        self.tab.evaluate(_ADOPT, "")
        self._resize(1280)

    def _enlarged(self) -> Iterator[CheckFinding]:
        """Texts that no enlargement brings to twice their size."""
        first = dict(self._ask("sizes"))
        best = dict.fromkeys(first, 0.0)
        for zoom in _ZOOMS:
            self._resize(1280 // zoom)
            for target, size in self._ask("sizes"):
                if target in best:
                    best[target] = max(best[target], zoom * size / first[target])
        self._resize(1280)
        small = [one for one, factor in best.items() if 0 < factor < _LEAST_REACH]
        for target in small[:_MOST_SMALL_TEXTS]:
            told = self.tab.evaluate(
                "target => window.readableProbes.told(document.querySelector(target), {})", target
            )
            yield self._finding(
                "rendered-text-is-enlarged", told, reached=round(100 * best[target])
            )

    def _reflow(self) -> Iterator[CheckFinding]:
        self._resize(320)
        for told in self._ask("wide"):
            yield self._finding("rendered-page-fits-320-px", told)
        self._resize(1280)

    def _ink(self) -> Iterator[CheckFinding]:
        """Boxes whose picture changes when nothing is cut any more."""
        for told in self._ask("inked"):
            box = self.tab.locator(f"[data-readable-box='{told['index']}']")
            around = box.bounding_box()
            if around is None or around["height"] > 2000:
                continue
            room = 40.0
            clip = {
                "x": max(0.0, around["x"]), "y": max(0.0, around["y"] - room),
                "width": max(1.0, around["width"]), "height": around["height"] + 2 * room,
            }  # fmt: skip
            cut = self.tab.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]
            box.evaluate("one => one.style.setProperty('overflow', 'visible', 'important')")
            whole = self.tab.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]
            box.evaluate("one => one.style.removeProperty('overflow')")
            box.evaluate("one => { one.style.length || one.removeAttribute('style') }")
            box.evaluate("one => one.removeAttribute('data-readable-box')")
            if cut != whole:
                yield self._finding("rendered-ink-is-not-cut", told)

    def _fonts(self) -> Iterator[CheckFinding]:
        session = self.tab.context.new_cdp_session(self.tab)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
        asked = (
            "window.readableProbes.texts().filter(one => !one.children.length && "
            "/^[\\p{Script=Latin}\\p{N}\\p{P}\\p{Z}\\p{M}\\s]+$/u.test(one.textContent))"
            f".slice(0, {_MOST_NODES}).map(one => window.readableProbes.told(one, {{}}))"
        )
        for told in self.tab.evaluate(asked):
            node = session.send("DOM.querySelector", {"nodeId": root, "selector": told["target"]})
            if not node.get("nodeId"):
                continue
            fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})["fonts"]
            names = [one["familyName"] for one in fonts if one["glyphCount"] > 0]
            if len(set(names)) > 1:
                yield self._finding("rendered-word-has-one-font", told, fonts=", ".join(names))
        session.detach()

    def _toolbar(self) -> Iterator[CheckFinding]:
        """The page's own button for larger text, pressed until nothing grows any more."""
        told = self._ask("larger")
        if told is None:
            return
        first = before = dict(self._ask("sizes"))
        presses = 0
        while presses < _MOST_PRESSES and self._press():
            presses += 1
            after = dict(self._ask("sizes"))
            if presses == 1:
                yield from self._grown(told, first, after)
            if not any(after[one] > before[one] + 0.01 for one in before.keys() & after.keys()):
                break
            before = after
        # What never grows is said already.
        factors = (before[one] / first[one] for one in first.keys() & before.keys())
        reached = [one for one in factors if one >= _LEAST_STEP]
        if reached and median(reached) < _LEAST_REACH:
            percent = round(100 * median(reached))
            yield self._finding(
                "larger-text-reaches-200-percent", told, presses=presses, reached=percent
            )

    def _grown(
        self, told: dict[str, Any], before: dict[str, float], after: dict[str, float]
    ) -> Iterator[CheckFinding]:
        both = before.keys() & after.keys()
        grown = sum(after[one] >= before[one] * _LEAST_STEP for one in both)
        if both and grown < _LEAST_SHARE * len(both):
            yield self._finding("larger-text-is-larger", told, grown=round(100 * grown / len(both)))

    def _press(self) -> bool:
        """Presses the button and waits until the text has come to rest; False where it is off."""
        from playwright.sync_api import TimeoutError as Timeout

        if self._ask("larger") is None:
            return False
        self.tab.evaluate("window.readableBefore = readableProbes.state()")
        try:
            button = self.tab.locator("[data-readable-larger]").first
            button.click(no_wait_after=True, timeout=_PRESS_MS)
        except Timeout:
            return False
        # It may change nothing; a link of a toolbar opens the page anew, without the probes.
        self._wait_for("window.readableProbes?.state() !== (window.readableBefore ?? 0)")
        self.tab.wait_for_load_state("load")
        self.tab.evaluate(self._script)
        self._wait_for("window.readableNow === (window.readableNow = readableProbes.state())")
        return True

    def _wait_for(self, condition: str) -> None:
        """Asks until it holds, or as long as a press may take.

        Playwright's own way is to ask in the page, by `eval`, which the page's policy may forbid.
        """
        from playwright.sync_api import Error

        end = monotonic() + _PRESS_MS / 1000
        while monotonic() < end:
            with suppress(Error):  # between two pages
                if self.tab.evaluate(condition):
                    return
            self.tab.wait_for_timeout(_REST_MS)
