"""Portal pages as three systems build them, each with its faults and put right."""

from __future__ import annotations

import planted

__all__ = ["PAGES", "SYSTEMS"]

_TEXT = "".join(f"<p>{text}</p>" for text in planted.TEXTS)
_HEAD = (
    '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>Tin tức</title>\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{}</style>\n'
)

# The toolbar of a SharePoint portal: two pixels a press, three times, and the menu stays as it is.
_SHAREPOINT = (
    _HEAD + "</head>\n<body>\n"
    '<div id="s4-workspace"><div class="ms-core-sideNavBox"><ul>{menu}</ul></div>'
    '<div id="DeltaPlaceHolderMain"><div class="tools"><a href="#" id="larger" title="Tăng cỡ chữ">A+</a></div>'
    f"<h1>{planted.TITLE}</h1>{_TEXT}</div></div>\n<script>{{script}}</script>\n</body>\n</html>\n"
)
_MENU = "".join(f"<li><span>Chuyên mục số {one}</span></li>" for one in range(1, 9))

# A WordPress theme: its font has no Vietnamese, its headings are boxes as high as their letters.
_WORDPRESS = (
    _HEAD + "</head>\n<body>\n"
    '<article class="post hentry"><header><h2 class="entry-title">{title}</h2></header>'
    f'<div class="entry-content">{_TEXT}</div></article>\n</body>\n</html>\n'
)

# A Bootstrap portal whose article stands in a table of a fixed width; its toolbar works.
_BOOTSTRAP = (
    _HEAD + "</head>\n<body>\n"
    '<div class="btn-group"><button type="button" class="btn" onclick="grow()">Cỡ chữ lớn hơn</button></div>'
    '<table class="layout" role="presentation"><tr><td class="col-md-9">'
    f"<h1>{planted.TITLE}</h1>{_TEXT}</td></tr></table>\n"
    "<script>let size = 100; const grow = () => {{ "
    "document.documentElement.style.fontSize = (size = Math.min(400, size * 1.25)) + '%' }}</script>\n"
    "</body>\n</html>\n"
)

_PORTAL = "body{font:1rem/1.6 'Noto Sans',sans-serif;margin:1rem}"
_BY_PIXELS = (
    "let size = 13, presses = 0; document.getElementById('larger').onclick = () => {"
    "if (presses++ < 3) for (const one of document.querySelectorAll('#DeltaPlaceHolderMain :is(p,h1)'))"
    "one.style.fontSize = (size + 2 * presses) + 'px'; return false }"
)
_BY_SHARES = (
    "let size = 100; document.getElementById('larger').onclick = () => {"
    "document.documentElement.style.fontSize = (size = Math.min(300, size + 25)) + '%'; return false }"
)


def _sharepoint(style: str, script: str) -> str:
    return _SHAREPOINT.format(style, menu=_MENU, script=script)


SYSTEMS = {
    "SharePoint": (
        _sharepoint(
            "body,p{font:13px/1.6 'Noto Sans',sans-serif} .ms-core-sideNavBox{font-size:12px}",
            _BY_PIXELS,
        ),
        _sharepoint(_PORTAL, _BY_SHARES),
        {"larger-text-is-larger", "larger-text-reaches-200-percent"},
    ),
    "WordPress": (
        _WORDPRESS.format(
            "@font-face{font-family:Theme;src:url(latin.ttf)} body{font:18px/1.6 Theme,serif;margin:1rem}"
            ".entry-title{font:700 40px/1 'Noto Sans';overflow:hidden} .entry-content{font-size:1.4vw}",
            title="ẤN ĐỊNH ỂỄ",
        ),
        _WORDPRESS.format(
            f"{_PORTAL} .entry-title{{font:700 2rem/1.6 'Noto Sans'}}", title="ẤN ĐỊNH ỂỄ"
        ),
        {
            "rendered-ink-is-not-cut",
            "rendered-text-is-not-clipped",
            "rendered-word-has-one-font",
            "rendered-text-is-enlarged",
        },
    ),
    "Bootstrap": (
        _BOOTSTRAP.format(f"{_PORTAL} .layout{{width:980px}}"),
        _BOOTSTRAP.format(f"{_PORTAL} .layout{{max-width:60rem}}"),
        {"rendered-page-fits-320-px"},
    ),
}
"""A faulty page, the same put right, and what the browser's rules should say of the first."""

PAGES = {
    f"{system}, {state}": (html, rules if state == "faulty" else set())
    for system, (faulty, clean, rules) in SYSTEMS.items()
    for state, html in (("faulty", faulty), ("clean", clean))
}
