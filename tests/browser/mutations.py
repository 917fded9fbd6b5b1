"""Attacks on a sanitiser and as many mutations of them as asked for, and what judges the result.

`PYTHONPATH=tests python -m browser.mutations 100000` tries so many, in a browser too, and prints
what was found.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from browser.chromium import find_chromium
from readable import read_article, to_html
from readable.errors import UnreadableInput
from readable.sanitising import sanitise

DATA = Path(__file__).parent.parent / "data/xss"


def vectors() -> list[str]:
    """The attacks as they were collected."""
    return [
        json.loads(line)["payload"]
        for name in ("vectors.jsonl.xz", "vectors-owasp.jsonl.xz")
        for line in lzma.decompress((DATA / name).read_bytes()).splitlines()
    ]


# ---- mutations --------------------------------------------------------------------------------

# Contexts in which a parser reads the same text differently, or ends an element early.
CONTEXTS = [
    ("<svg>", "</svg>"),
    ("<svg><style>", "</style></svg>"),
    ("<svg><title>", "</title></svg>"),
    ("<svg><desc>", "</desc></svg>"),
    ("<svg><foreignObject>", "</foreignObject></svg>"),
    ("<math>", "</math>"),
    ("<math><mtext>", "</mtext></math>"),
    ("<math><mi><mglyph><style>", "</style></math>"),
    ("<math><annotation-xml encoding='text/html'>", "</annotation-xml></math>"),
    ("<form><math><mtext></form><form><mglyph><style></math>", ""),
    ("<noscript>", "</noscript>"),
    ("<noscript><p title='</noscript>", "'>"),
    ("<template>", "</template>"),
    ("<select>", "</select>"),
    ("<select><template>", "</template></select>"),
    ("<table>", "</table>"),
    ("<table><tr><td>", "</table>"),
    ("<table><caption>", "</table>"),
    ("<table><colgroup>", "</table>"),
    ("<form>", "</form>"),
    ("<title>", "</title>"),
    ("<textarea>", "</textarea>"),
    ("<style>", "</style>"),
    ("<script>", "</script>"),
    ("<script><!--<script>", "</script>-->"),
    ("<xmp>", "</xmp>"),
    ("<iframe>", "</iframe>"),
    ("<iframe src=a>", "</iframe>"),
    ("<noembed>", "</noembed>"),
    ("<noframes>", "</noframes>"),
    ("<object data=a>", "</object>"),
    ("<video src=a>", "</video>"),
    ("<plaintext>", ""),
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<root><static-content><![CDATA[", "]]></static-content></root>"),
    ("<!--[if gte IE 4]>", "<![endif]-->"),
    ('<p title="', '">'),
    ("<a href='", "'>x</a>"),
    ("<img alt=`", "`>"),
    ("<frameset>", "</frameset>"),
    ("<ruby>", "<rt>x</ruby>"),
    ("<details open>", "</details>"),
    ("<button aria-label=x>", "</button>"),
    ("<a><table><td><a>", "</table></a>"),
    ("<b><p><i>", "</b></p></i>"),
    ("<li><ul><li>", "</li>"),
    ("<h1><h2>", "</h1>"),
    ("<p><table><p>", "</table>"),
]
# What is, or was once, passed over or misread somewhere.
INSERTED = [
    "\0", "\t", "\n", "\r", "\f", "\v", " ", "/", "<", ">", '"', "'", "`", "=", "&", ";", "\x01",
    "\x1f", "\x7f", "\x80", "\xa0", "\xad", "\u180e", "\u200b", "\u200d", "\u200e", "\u2028",
    "\u2029", "\u202e", "\u2060", "\u3000", "\ud800", "\udfff", "\ufeff", "\ufdd0", "\uffff", "K",
    "ſ", "ı", "&Tab;", "&NewLine;", "&colon;", "&lpar;", "&#0;", "&#x80;", "&#13;", "&#xA;",
    "&#x2028;", "&lt;", "&amp;lt;", "&nbsp;", "<!---->", "<!-->", "--!>", "</p>", "</style>",
    "</svg>", "</title>", "</noscript>", "<br>", "]]>", "javascript:", "data:text/html,",
    " onerror=alert(1) ", " style=x:expression(alert(1)) ", "<svg>", "<math>", "<a href=",
]  # fmt: skip
_SCHEME = re.compile("(?:javascript|vbscript|data):", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s([\w:-]+)=(\"[^\"]*\"|'[^']*'|[^\s>]+)")


def _splice(draw: random.Random, text: str, others: list[str]) -> str:
    other = draw.choice(others)
    return text[: draw.randint(0, len(text))] + other[draw.randint(0, len(other)) :]


def _nest(draw: random.Random, text: str, others: list[str]) -> str:
    place = draw.randint(0, len(text))
    return text[:place] + draw.choice(others) + text[place:]


def _wrap(draw: random.Random, text: str, others: list[str]) -> str:
    start, end = draw.choice(CONTEXTS)
    return start + text + (end if draw.random() < 0.8 else "")


def _insert(draw: random.Random, text: str, others: list[str]) -> str:
    for _ in range(draw.randint(1, 4)):
        place = draw.randint(0, len(text))
        text = text[:place] + draw.choice(INSERTED) + text[place:]
    return text


def _change_case(draw: random.Random, text: str, others: list[str]) -> str:
    return "".join(draw.choice((one.upper(), one.lower(), one)) for one in text)


def _cut(draw: random.Random, text: str, others: list[str]) -> str:
    start = draw.randint(0, len(text))
    end = draw.randint(start, len(text))
    return draw.choice((text[:end], text[start:], text[:start] + text[end:]))


def _repeat(draw: random.Random, text: str, others: list[str]) -> str:
    start = draw.randint(0, len(text))
    end = draw.randint(start, len(text))
    return text[:end] + text[start:end] * draw.randint(1, 3) + text[end:]


def _double_attribute(draw: random.Random, text: str, others: list[str]) -> str:
    found = list(_ATTRIBUTE.finditer(text))
    if not found:
        return text
    one, other = draw.choice(found), draw.choice(found)
    return text[: one.start()] + other[0] + text[one.start() :]


def _swap_quotes(draw: random.Random, text: str, others: list[str]) -> str:
    one, other = draw.sample("\"'`", 2)
    return text.replace(one, "\ue000").replace(other, one).replace("\ue000", other)


def _write_as_references(draw: random.Random, text: str, others: list[str]) -> str:
    start = draw.randint(0, len(text))
    written = draw.choice(("&#{};", "&#{}", "&#x{:x};", "&#0000{};"))
    middle = "".join(written.format(ord(one)) for one in text[start : start + 12])
    return text[:start] + middle + text[start + 12 :]


def _disguise(draw: random.Random, text: str, others: list[str]) -> str:
    """Hides a scheme behind and between what cannot be seen."""

    def hidden(found: re.Match[str]) -> str:
        place = draw.choice((0, 0, draw.randint(0, len(found[0]))))
        return found[0][:place] + draw.choice(INSERTED[:45]) + found[0][place:]

    return _SCHEME.sub(hidden, text)


MUTATIONS: list[Callable[[random.Random, str, list[str]], str]] = [
    _splice, _nest, _wrap, _wrap, _insert, _insert, _change_case, _cut, _repeat,
    _double_attribute, _swap_quotes, _write_as_references, _disguise,
]  # fmt: skip


def mutations(count: int, seed: int = 1) -> Iterator[str]:
    """So many mutations of the attacks; the same ones each time."""
    attacks = vectors()
    for number in range(count):
        draw = random.Random(f"{seed} {number}")
        text = draw.choice(attacks)
        for _ in range(draw.choice((1, 1, 2, 3, 5))):
            text = draw.choice(MUTATIONS)(draw, text, attacks)[:20_000]
        yield text


# ---- what may come of them --------------------------------------------------------------------

_ELEMENTS = frozenset(
    (
        "a abbr address area article aside audio b bdi bdo blockquote br button caption cite code "
        "col colgroup data dd del details dfn div dl dt em fieldset figcaption figure footer h1 "
        "h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark menu "
        "meter nav ol output p picture pre progress q rp rt ruby s samp search section small "
        "source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var "
        "video wbr"
    ).split()
)
_ATTRIBUTES = frozenset(
    (
        "abbr alt checked cite class colspan controls coords datetime decoding default dir "
        "disabled for headers height hidden high href hreflang id inert itemid itemprop itemref "
        "itemscope itemtype kind label lang loading longdesc loop low max media min muted name "
        "open optimum placeholder poster preload readonly required reversed role rowspan scope "
        "shape sizes span src srclang srcset start step summary tabindex title translate type "
        "usemap value width"
    ).split()
)
_ADDRESSES = frozenset("cite href itemid longdesc poster src".split())
# With a scheme that is safe, or without a colon where a scheme would end.
_SAFE = re.compile(r"(?:https?|mailto|tel):|[^:/?#\\]*(?:[/?#\\]|\Z)", re.IGNORECASE)
_SAFE_PICTURE = re.compile(
    rf"data:image/(?:png|jpe?g|gif|webp|avif)[;,]|{_SAFE.pattern}", re.IGNORECASE
)


class _Judge(HTMLParser):
    """Another parser than the one that sanitises, and lists of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _ELEMENTS:
            self.faults.append(f"the element {tag}")
        for name, value in attributes:
            if name == "data-joins" and re.fullmatch(r"[\w-]+", value or "", re.ASCII):
                continue  # markup's own, of which words stay whole
            if name not in _ATTRIBUTES and not re.fullmatch("aria-[a-z]+", name):
                self.faults.append(f"the attribute {name} of {tag}")
            if name in _ADDRESSES:
                self._judge_address(tag, name, value or "")

    def _judge_address(self, tag: str, name: str, value: str) -> None:
        is_picture = (tag, name) in (("img", "src"), ("video", "poster"))
        if not (_SAFE_PICTURE if is_picture else _SAFE).match(value):
            self.faults.append(f"the address {value[:80]!r}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")

    def handle_decl(self, declaration: str) -> None:
        self.faults.append("a declaration")

    def unknown_decl(self, data: str) -> None:
        self.faults.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("a processing instruction")


def faults_of(html: str) -> list[str]:
    """What must not be in sanitised markup and is."""
    judge = _Judge()
    judge.feed(html)
    judge.close()
    return judge.faults


def sanitised(attack: str) -> str:
    """What `sanitise` makes of an attack. Fails when a second pass makes something else."""
    html = sanitise(attack, id_prefix="a-").html
    assert sanitise(html, id_prefix="a-").html == html, f"{attack!r} is not the same a second time"
    return html


def read(attack: str) -> str:
    """What reading and writing make of an attack: nothing if there is nothing to read."""
    try:
        return to_html(read_article(attack))
    except UnreadableInput:
        return ""


# ---- in a browser -----------------------------------------------------------------------------

PLACE = "http://attacked.example/"
_POLICY = "script-src 'nonce-of-the-page' 'report-sample'; object-src 'none'"
_DOCUMENT = """<!doctype html><html lang=vi><meta charset=utf-8><title>x</title><body>
<script nonce=of-the-page>{}</script>{}"""
_SCRIPT = (Path(__file__).parent / "attacked.js").read_text(encoding="utf-8")


class Chamber:
    """A page that says what runs in it, what may not be in it, and stays where it is.

    Its policy lets no script run but its own and reports each that would have.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._html = ""
        page.route("**/*", self._answer)
        page.on("dialog", lambda dialog: dialog.dismiss())

    def _answer(self, route: Route) -> None:
        if route.request.url == PLACE and route.request.is_navigation_request():
            route.fulfill(
                body=self._html,
                content_type="text/html; charset=utf-8",
                headers={"content-security-policy": _POLICY},
            )
        else:
            route.abort()

    def faults(self, outputs: list[str]) -> list[str]:
        """What is wrong with pieces of markup, as one document and each through innerHTML."""
        # A parser reads a lone half of a pair as the sign for what cannot be read.
        self._html = _DOCUMENT.format(_SCRIPT, "\n<hr>\n".join(outputs))
        self._page.goto(PLACE, wait_until="commit")
        self._page.wait_for_load_state("domcontentloaded")
        found: list[str] = self._page.evaluate("(outputs) => attack(outputs)", outputs)
        if self._page.url != PLACE:
            found.append(f"the page went to {self._page.url}")
        return found


def _batches(outputs: Iterable[str], size: int = 100) -> Iterator[list[str]]:
    batch: list[str] = []
    for output in outputs:
        batch.append(output)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def faults_in_browser(page: Page, outputs: Iterable[str]) -> list[str]:
    """What a browser makes of pieces of markup that it must not."""
    chamber = Chamber(page)
    faults = [fault for batch in _batches(outputs) for fault in chamber.faults(batch)]
    # Pictures may still be asked for.
    page.unroute_all(behavior="ignoreErrors")
    return faults


def _main(count: int) -> int:
    attacks = vectors() + list(mutations(count))
    chromium = find_chromium()
    assert chromium is not None
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, make in (("sanitise", sanitised), ("to_html", read)):
            started = perf_counter()
            made: dict[str, Any] = {}
            for attack in attacks:
                made.setdefault(make(attack), attack)
            wrong = [(attack, fault) for html, attack in made.items() for fault in faults_of(html)]
            parsed = perf_counter()
            seen = faults_in_browser(browser.new_page(), made)
            print(
                f"{name}: {len(attacks)} attacks, {len(made)} results, "
                f"{len(wrong)} faults in {parsed - started:.0f} s, "
                f"{len(seen)} in a browser in {perf_counter() - parsed:.0f} s",
                flush=True,
            )
            for fault in [*wrong[:20], *seen[:20]]:
                print("   ", fault)
            faults += len(wrong) + len(seen)
        browser.close()
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1])))
