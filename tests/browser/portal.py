"""One portal page for everything that is measured of the toolbar: six style sheets, three lengths.

It grows with every bug: a kind of text, or a trick of a style sheet, that the toolbar met.
"""

from __future__ import annotations

from readable.widget import head_tags, toolbar

PROSE = (
    "Tiếp tục đổi mới toàn diện, sáng tạo việc tổ chức các phong trào thi đua yêu nước. Ủy ban "
    "nhân dân tỉnh đề nghị các sở, ban, ngành, đoàn thể, Ủy ban nhân dân các huyện, thành phố "
    "triển khai Quyết định 946/QĐ-UBND; ẾẪỘỮỄỖẲ ợựgyj. "
)

# What portals say of their pages: of sizes, of line heights, of columns.
SHEETS = {
    "px": """
        body { margin: 0; font: 13px/14px Arial, sans-serif; text-align: justify; }
        .news { width: 640px; float: left; padding: 0 15px; } .news p { margin: 8px 0; }
        .side { width: 200px; float: left; } h1 { font-size: 18px; line-height: 18px; }
        @media (max-width: 900px) { .news, .side { width: auto; float: none; } }""",
    "rem": """
        html { font-size: 62.5%; } body { margin: 0; font: 1.6rem/1.5 Georgia, serif; }
        .news { max-width: 70rem; margin: 0 auto; padding: 2rem; } .news p { margin: 1.2rem 0; }
        h1 { font-size: 2.8rem; line-height: 1; }""",
    "bootstrap": """
        *, *::before, *::after { box-sizing: border-box; }
        body { margin: 0; font-family: system-ui, sans-serif; font-size: 1rem; line-height: 1.5; }
        .row { display: flex; flex-wrap: wrap; margin: 0 -12px; }
        .cot { flex: 0 0 auto; width: 66.6667%; padding: 0 12px; } .news { padding: 0 1rem; }
        .side { flex: 0 0 auto; width: 33.3333%; padding: 0 12px; }
        @media (max-width: 768px) { .cot, .side { width: 100%; } .row { margin: 0; } }
        h1 { font-size: calc(1.375rem + 1.5vw); line-height: 1.2; }""",
    "sharepoint": """
        html, body { margin: 0; height: 100%; overflow: hidden; font: 8pt/1.2 Tahoma, sans-serif; }
        #s4-workspace { height: 100%; overflow: auto; position: relative; }
        .news { overflow: hidden; zoom: 1; } .news * { font-family: Tahoma !important; }
        .news p, .news div { font-size: 10pt !important; line-height: 11pt !important; }""",
    "word": """
        body { margin: 0; font: 12px Verdana; } .news { padding: 5px; }
        p.MsoNormal, .news p { margin: 0; line-height: 107%; text-indent: 14.2pt; }
        .news span { mso-bidi-font-size: 14pt; }""",
    "mixed": """
        body { margin: 0; font-size: 75%; line-height: 1.0; font-family: "Times New Roman", serif; }
        .row { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 1fr); }
        @media (max-width: 700px) { .row { display: block; } }
        .news { font-size: 1.3em; line-height: normal; padding: 1em; }
        .news p { line-height: 15px; }
        h1 { font: bold 2vw/1 serif; } .news a { white-space: nowrap; }""",
}

_STYLED = {
    "px": "13px", "pt": "10pt", "em": "1.1em", "rem": "0.9rem", "percent": "95%", "vw": "1.3vw",
    "vh": "2vh", "vmin": "2vmin", "clamp": "clamp(12px, 2vw, 20px)", "calc": "calc(10px + 0.3vw)",
    "min": "min(16px, 5vw)", "larger": "larger", "smaller": "smaller", "keyword": "x-large",
    "mm": "4mm", "cm": "0.4cm", "pc": "1pc", "inch": "0.15in", "q": "16Q", "ch": "2ch",
    "variable": "var(--co-chu, 15px)",
}  # fmt: skip
_TAGS = (
    "h1 h2 h3 h4 h5 h6 b i u s em strong small big tt sub sup code kbd samp cite mark del ins q "
    "abbr address blockquote pre center label button legend"
).split()

KINDS = {
    **{name: f'<p style="font-size:{size}">Mẫu chữ</p>' for name, size in _STYLED.items()},
    **{f"tag {name}": f"<{name}>Mẫu chữ</{name}>" for name in _TAGS},
    **{f"font {n}": f'<p><font size="{n}">Mẫu chữ</font></p>' for n in ("1", "3", "7", "+2", "-1")},
    "inline important": '<p style="font-size:14px !important">Mẫu chữ</p>',
    "class important": '<p class="to">Mẫu chữ</p>',
    "nested": '<div style="font-size:11px"><p><i style="font-size:15px">Mẫu chữ</i></p></div>',
    "bare": "Mẫu chữ trần<br>",
    "bare div": "<div>Mẫu chữ</div>",
    "cell": "<table><caption>Mẫu chữ</caption><tr><th>Mẫu chữ</th><td>Mẫu chữ</td></tr></table>",
    "old table": '<table width="100%"><tr><td style="font-size:12px">Mẫu chữ</td></tr></table>',
    "lists": "<ul><li>Mẫu chữ</li></ul><ol><li>Mẫu chữ</li></ol>",
    "terms": "<dl><dt>Mẫu chữ</dt><dd>Mẫu chữ</dd></dl>",
    "figure": "<figure><figcaption>Mẫu chữ</figcaption></figure>",
    "details": "<details open><summary>Mẫu chữ</summary>Mẫu chữ</details>",
    "ruby": "<p><ruby>Mẫu<rt>chữ</rt></ruby></p>",
    "svg": '<svg width="90" height="20"><text y="15" style="font-size:12px">Mẫu chữ</text></svg>',
    "link": '<p><a href="#x">Mẫu chữ</a></p>',
    "first letter": '<p class="dau">Mẫu chữ</p>',
    "flex": '<div style="display:flex"><span style="font-size:12px">Mẫu chữ</span></div>',
    "absolute": '<div style="position:relative"><b style="position:absolute">Mẫu chữ</b></div>',
    "columns": '<div style="columns:2"><p style="font-size:12px">Mẫu chữ</p></div>',
    "shadow": '<div class="shadow"></div>',
    "late": '<div class="late"></div>',
}  # fmt: skip

_LATE = """
addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".shadow").forEach((host) => {
    host.attachShadow({ mode: "open" }).innerHTML = "<p style='font-size:12px'>Mẫu chữ</p>";
  });
  setTimeout(() => document.querySelectorAll(".late").forEach((host) => {
    host.innerHTML = "<p>Mẫu chữ</p><p style='font-size:13px'>Mẫu chữ</p>";
  }), 50);
});
"""
_PICTURE = (
    '<p><img alt="Hội nghị" width="480" height="60" src="data:image/svg+xml,'
    "<svg xmlns='http://www.w3.org/2000/svg' width='480' height='60'/>\"></p>"
)


def prose(bytes_: int) -> str:
    """Paragraphs of about so many bytes of HTML, as an editor of that portal leaves them."""
    one = f"<p>{PROSE}<b>{PROSE}</b> <i style='font-size:11pt'>Ngọc Tú</i></p>\n"
    return one * max(1, bytes_ // len(one.encode()))


def portal(
    sheet: str,
    *,
    size: int = 0,
    kinds: bool = False,
    controls: tuple[str, ...] = ("smaller", "larger", "reset"),
    bar: str | None = None,
    late: bool = False,
    extra: str = "",
) -> str:
    """A page of that portal. `size` is that of the prose in its article."""
    content = (
        ("".join(f'<div title="{n}">{html}</div>' if n != "bare" else html
                 for n, html in KINDS.items()) + _PICTURE if kinds else "")
        + (prose(size) if size else "")
    )  # fmt: skip
    bar = bar if bar is not None else toolbar("noi-dung", controls=controls)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Cổng thông tin điện tử</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
{head_tags("/readable/")}
<style>{SHEETS[sheet]} .to {{ font-size: 17px !important; }}
.dau::first-letter {{ font-size: 30px; }}</style>
{extra}{f"<script>{_LATE}</script>" if late else ""}
</head><body><div id="s4-workspace">
<header><h1>Cổng thông tin điện tử</h1></header>
<div class="row"><main class="cot">{bar}
<div class="news" id="noi-dung">{content}</div></main>
<aside class="side"><p>Tin khác</p></aside></div>
<footer><p>Ủy ban nhân dân tỉnh</p></footer></div></body></html>"""
