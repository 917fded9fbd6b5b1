"""The checker with a browser: what it measures itself is what Chromium draws."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import planted

from readable.check.browser import check_in_browser

AT = planted.Setting("Noto Sans", 18, planted.TEXTS[0])
TOOLBAR = "<button onclick=\"document.body.style.fontSize='200%'\">Tăng cỡ chữ</button>"


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
