"""The checker with a browser: what it measures itself is what Chromium draws."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import planted

from browser import checked
from readable.check.browser import check_in_browser

AT = planted.Setting("Noto Sans", 18, planted.TEXTS[0])
TOOLBAR = "<button onclick=\"document.body.style.fontSize='36px'\">Tăng cỡ chữ</button>"


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        (planted.PLANTS["wide"].page(AT), "rendered-page-fits-320-px"),
        (planted.PLANTS["zoom-clip"].page(AT), "rendered-text-is-not-clipped"),
        (planted.PLANTS["cut-low-font"].page(AT), "rendered-ink-is-not-cut"),
        (
            planted.clean(AT, "p,h1,figure{font-size:18px}").replace("<main>", f"<main>{TOOLBAR}"),
            "larger-text-is-larger",
        ),
        (planted.clean(AT).replace("<main>", f"<main>{TOOLBAR}"), None),
    ],
    ids=["wide", "clipped", "cut", "a toolbar that leaves text small", "clean"],
)
def test_chromium_shows_the_fault_that_was_planted(
    html: str, rule: str | None, tmp_path: Path
) -> None:
    planted.make_files(tmp_path)
    page = tmp_path / "page.html"
    page.write_text(html, "utf-8")
    report = check_in_browser(str(page))
    found = {one for one, outcome in report.rules.items() if outcome == "failed"}
    rendered = {one for one in found if one.startswith(("rendered-", "larger-"))}
    assert rendered == ({rule} if rule else set())


def rendered(html: str, folder: Path) -> set[str]:
    """The rules of the browser that a page fails."""
    page = folder / "page.html"
    page.write_text(html, "utf-8")
    rules = check_in_browser(str(page)).rules
    return {
        rule
        for rule, outcome in rules.items()
        if outcome == "failed" and rule.startswith(("rendered-", "larger-"))
    }


@pytest.mark.parametrize("name", checked.PAGES)
def test_a_portal_shows_its_faults_and_none_that_it_does_not_have(
    name: str, tmp_path: Path
) -> None:
    planted.make_files(tmp_path)
    html, rules = checked.PAGES[name]
    assert rendered(html, tmp_path) == rules


def test_a_policy_of_the_page_keeps_nothing_from_being_measured(tmp_path: Path) -> None:
    # Wide enough for its words, and too narrow for WCAG's spacing (1.4.12).
    sheet = "p { font: 16px/1.5 'Noto Sans'; height: 24px; width: 215px; overflow: hidden }"
    (tmp_path / "page.css").write_text(sheet, "utf-8")
    script = "document.querySelector('button').onclick = () => {}"
    (tmp_path / "page.js").write_text(script, "utf-8")
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self' file:\">"
    pages = [
        f"<!doctype html><html lang=vi><meta charset=utf-8>{one}<title>Tin</title>"
        "<link rel=stylesheet href=page.css><button>Tăng cỡ chữ</button>"
        "<p>Hội đồng nhân dân huyện</p><script src=page.js></script>"
        for one in (policy, "")
    ]
    found = [rendered(page, tmp_path) for page in pages]
    assert found[0] == found[1] >= {"rendered-text-is-not-clipped", "larger-text-is-larger"}


def test_a_site_is_shown_from_its_root_and_nothing_outside_of_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "tin").mkdir(parents=True)
    (site / "css").mkdir()
    (site / "css/wide.css").write_text(".wide { width: 900px }", "utf-8")
    (tmp_path / "cut.css").write_text(".wide { height: 9px; overflow: hidden }", "utf-8")
    (site / "css/link.css").symlink_to(tmp_path / "cut.css")
    page = site / "tin/page.html"
    for address in ("/css/wide.css", "../css/wide.css"):
        page.write_text(
            f"""<!doctype html><html lang="vi"><title>Tin</title>
            <link rel="stylesheet" href="{address}"><link rel="stylesheet" href="/css/link.css">
            <link rel="stylesheet" href="../../cut.css"><p class="wide">Tin tức<br>trong tỉnh""",
            "utf-8",
        )
        rules = check_in_browser(str(page), base=site).rules
        shown = {one for one in rules if rules[one] == "failed" and one.startswith("rendered-")}
        assert shown == {"rendered-page-fits-320-px"}


def test_nothing_is_fetched_that_lies_elsewhere(tmp_path: Path) -> None:
    cut = "<p style='height:9px;overflow:hidden'>Tin tức<br>trong tỉnh</p>"
    (tmp_path / "elsewhere.js").write_text(f'document.write("{cut}")', "utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    wide = "<p style='width:900px'>Tin tức</p>"
    (folder / "own.js").write_text(f'document.write("{wide}")', "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
        page = folder / "page.html"
        page.write_text(
            f"""<!doctype html><html lang="vi"><title>Tin</title>
            <link rel="preconnect" href="http://{host}"><link rel="dns-prefetch" href="//{host}">
            <link rel="stylesheet" href="http://{host}/a.css"><p>Tin tức
            <img src="http://{host}/a.png" alt="Tin"><iframe src="http://{host}/"></iframe>
            <script src="../elsewhere.js"></script><script src="own.js"></script>
            <script src="http://{host}/a.js"></script>
            <style>@font-face{{font-family:A;src:url(http://{host}/a.ttf)}}p{{font-family:A}}</style>
            <script>fetch("http://{host}/b").catch(() => 0); new WebSocket("ws://{host}/c");
            navigator.sendBeacon("http://{host}/d", "x")</script>""",
            "utf-8",
        )
        rules = check_in_browser(str(page), level="AA").rules
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    # What its own script wrote is seen, what the other would write is not.
    assert rules["rendered-page-fits-320-px"] == "failed"
    assert rules["rendered-text-is-not-clipped"] == "passed"
