"""The Python side of the toolbar: what a server sends and remembers."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import shutil
import subprocess
from dataclasses import fields, replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

import readable
from readable import widget
from readable.errors import WrongUse
from readable.preferences import SCHEMA, Preferences
from readable.widget.serving import Asgi, Wsgi

PAGE = (
    '<html lang="vi"><head><title>Tin</title></head><body class="news">'
    "<readable-toolbar controls='larger smaller' for=noi-dung lang=en></readable-toolbar>"
    '<div class="news" title="a > b" id=noi-dung>Chữ</div></body></html>'
)


def test_the_npm_package_has_the_version_of_the_python_package() -> None:
    package = Path(widget.__file__).parent / "package.json"
    assert json.loads(package.read_text(encoding="utf-8"))["version"] == readable.__version__


def test_what_a_page_loads_is_small_each_file_packed_for_itself() -> None:
    html = f'{widget.head_tags()}<readable-toolbar for="noi-dung"></readable-toolbar>'
    packed = {name: len(gzip.compress(widget.file(name), 9)) for name in widget.FILES}
    packed["html"] = len(gzip.compress(re.sub(' integrity="[^"]*"', "", html).encode(), 9))
    assert packed["html"] + packed["toolbar.css"] + packed["toolbar.js"] <= 3500
    assert packed["head.js"] <= 600
    # When a size is chosen, and when the options are opened.
    assert packed["article.js"] <= 3600
    assert packed["options.css"] + packed["options.js"] <= 9000


def test_the_parts_that_need_no_browser_pass_the_tests_of_node() -> None:
    node = shutil.which("node")
    if not node:
        pytest.fail("no Node.js: bash tests/run.sh installs it")
    # What `npm test` runs in readable/widget.
    command = [node, "--test", str(Path(__file__).parent / "node")]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout
    assert "# pass 0" not in run.stdout


def test_python_writes_what_the_script_puts_on_a_page() -> None:
    cases = Path(__file__).parent / "node" / "choices.json"
    for case in json.loads(cases.read_text(encoding="utf-8")):
        preferences = Preferences.from_query(case["query"])
        assert preferences.to_query() == case["query"]
        assert widget.root_attributes(preferences) == case["attributes"]


def echoed(choices: list[Any]) -> list[tuple[dict[str, str], str]]:
    """What the toolbar's script makes of each choice: attributes of <html>, and what it keeps."""
    command = ["node", str(Path(__file__).parent / "node" / "echo.mjs")]
    given = json.dumps(choices)
    done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=True)
    return [(attributes, kept) for attributes, kept in json.loads(done.stdout)]


STEPPED = ("line_height", "letter_spacing_em", "word_spacing_em", "paragraph_spacing_em", "measure")
OFFERED = {
    "scale": SCHEMA["ladder"],
    "font": [*SCHEMA["fonts"]],
    "theme": [*SCHEMA["themes"], "system"],
    "links": ["on"],
    "ruler": ["on"],
    **{name: SCHEMA[name]["steps"] for name in STEPPED},
}


def test_what_a_reader_chooses_in_the_bar_is_the_same_for_a_server() -> None:
    # As options.js offers them: 2.0 is "2" there. What is the default of this library is a choice
    # on a portal's page, too.
    offered = [
        [name, str(value).removesuffix(".0")]
        for name, values in OFFERED.items()
        for value in values
    ]
    for (name, value), (attributes, kept) in zip(offered, echoed(offered), strict=True):
        assert attributes == {f"data-readable-{name.replace('_', '-')}": value}
        choice = widget.read_choice("", f"readable={kept}").preferences
        assert widget.root_attributes(choice) == attributes
        again = widget.read_choice(urlencode({"readable": choice.to_query()}), "")
        assert widget.root_attributes(again.preferences) == attributes


def test_a_larger_size_without_a_script_takes_no_other_choice_away() -> None:
    kept = "theme=system&links=on&ruler=on&font=sans&scale=100"
    sent = widget.embed(PAGE, widget.read_choice("", f"readable={kept}").preferences, "/tin")
    larger = re.findall(r'href="([^"]*)"', sent[sent.index('part="size"') :])[0]
    choice = widget.read_choice(unescape(larger).partition("?")[2], "")
    assert widget.root_attributes(choice.preferences) == {
        "data-readable-scale": "112",
        "data-readable-font": "sans",
        "data-readable-theme": "system",
        "data-readable-links": "on",
        "data-readable-ruler": "on",
    }


def test_every_value_of_python_is_on_a_page_what_python_writes() -> None:
    values: dict[str, list[Any]] = {
        **{name: [*values] for name, values in OFFERED.items()},
        "scale": [50, *SCHEMA["ladder"], 130, 800],
        "links": [True],
        "ruler": [True],
        "low_contrast": [True],
        "theme": [*OFFERED["theme"], "#ffcc00/#202020"],
        "alignment": SCHEMA["alignments"],
        "breaking": [*SCHEMA["breaking"]],
    }
    for name in STEPPED:
        limits = SCHEMA[name]
        between = limits["least"] + (limits["most"] - limits["least"]) * 0.123456789
        kind = type(limits["default"])
        values[name] = [limits["least"], *limits["steps"], kind(between), limits["most"]]
    assert values.keys() == {one.name for one in fields(Preferences)} - {"named"}
    every = [
        replace(Preferences(**{name: value}), named=named)
        for name in values
        for value in values[name]
        for named in (frozenset[str](), frozenset({name}))
    ]
    queries = [one.to_query() for one in every]
    for one, query, (attributes, kept) in zip(every, queries, echoed(queries), strict=True):
        assert widget.root_attributes(one) == attributes
        assert (kept, Preferences.from_query(kept)) == (query, one)


@pytest.mark.parametrize("address", [None, "/tin?id=7"])
def test_controls_are_named_one_by_one_or_as_the_attribute_says_them(address: str | None) -> None:
    one_by_one = widget.toolbar("a", address=address, controls=("larger", "options"))
    assert ' controls="larger options"' in one_by_one
    assert widget.toolbar("a", address=address, controls=" larger options") == one_by_one
    usual = widget.toolbar("a", address=address)
    assert widget.toolbar("a", address=address, controls="") == usual
    with pytest.raises(WrongUse, match="no such control: line-height") as raised:
        widget.toolbar("a", address=address, controls="larger line-height")
    assert "line_height" in raised.value.hint
    mistyped = '<readable-toolbar for="a" controls="line-height larger"></readable-toolbar>'
    with pytest.warns(UserWarning, match="no such control: line-height; use smaller, .* print"):
        assert ' controls="larger" ' in widget.embed(mistyped, Preferences(), "/")


def test_a_page_goes_out_with_the_reader_s_size_and_links_for_the_others() -> None:
    sent = widget.embed(PAGE, Preferences(scale=400), "/tin?id=7&readable=scale%3D400")
    assert sent.startswith('<html data-readable-scale="400" lang="vi">')
    assert '<div class="readable-zoom news" title="a > b" id=noi-dung>Chữ</div>' in sent
    bar = sent[sent.index("<readable-toolbar") : sent.index("</readable-toolbar>")]
    assert 'for="noi-dung" controls="larger smaller" cookie lang="en"' in bar
    assert bar.endswith(
        '<a href="/tin?id=7&amp;readable=scale%3D300" rel="nofollow" part="smaller">'
        "Smaller text</a>"
        '<span part="size">Text size 400\N{NO-BREAK SPACE}%, largest</span>'
        '<a role="link" aria-disabled="true" part="larger">Larger text</a>'
    )
    assert sent.index("toolbar.css") < sent.index("toolbar.js") < sent.index("</head>")


def test_an_article_of_this_library_is_not_scaled_twice() -> None:
    article = '<article class="readable" id=a>'
    page = "<html><head></head><readable-toolbar for=a></readable-toolbar>" + article
    assert widget.embed(page, Preferences(scale=150), "/").endswith(article)


def test_a_page_of_its_own_goes_through_the_middleware_as_it_is() -> None:
    page = readable.to_html(readable.read_article("<p>Tin</p>"), standalone=True)
    assert widget.embed(page, Preferences(scale=150), "/") == page


def test_what_a_template_has_written_stays_as_it_is() -> None:
    reader = Preferences(scale=150)
    whole = (
        f'<HTML data-readable-scale="150"><head>{widget.head_tags("/static/")}</head>'
        f'{widget.toolbar("a", reader, address="/tin")}<p class="readable-zoom" id="a">Tin</p>'
    )
    assert widget.embed(whole, reader, "/tin") == whole
    bar = f'<html><head></head>{widget.toolbar("a", reader, address="/tin")}<p id="a">Tin</p>'
    sent = widget.embed(bar, reader, "/tin")
    assert sent.startswith('<html data-readable-scale="150"><head><link rel="stylesheet"')
    assert sent.endswith('</readable-toolbar><p class="readable-zoom" id="a">Tin</p>')


def test_a_page_that_writes_no_end_of_its_head_gets_the_files_before_its_body() -> None:
    bar = '<body class="news"><readable-toolbar for="a"></readable-toolbar><p id="a">Tin'
    sent = widget.embed(f"<!doctype html><title>Tin</title>{bar}", Preferences(), "/tin")
    tags = widget.head_tags()
    assert sent.startswith(f'<!doctype html><title>Tin</title>{tags}<body class="news">')


def test_a_folder_may_be_named_without_the_slash_at_its_end() -> None:
    assert widget.head_tags("/static/readable") == widget.head_tags("/static/readable/")
    assert widget.embedded("/static/readable") == widget.embedded("/static/readable/")
    assert 'href="toolbar.css"' in widget.head_tags("")
    assert readable.markup.stylesheet("/static") == readable.markup.stylesheet("/static/")

    def page(environ: dict[str, str], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [PAGE.encode()]

    told: list[Any] = []
    served = Wsgi(page, url="/nho")
    for path in ("/", "/nho/toolbar.js"):
        body = b"".join(served({"PATH_INFO": path}, lambda *given: told.append(given)))
    assert (told[1][0], body) == ("200 OK", widget.file("toolbar.js"))


def test_nothing_of_an_address_gets_into_the_cookie_but_preferences() -> None:
    asked = widget.read_choice(
        "readable=scale%3D150%26x%3D%0D%0ASet-Cookie:a", "readable=scale=200"
    )
    assert asked.set_cookie == "readable=scale=150; Max-Age=31536000; Path=/; SameSite=Lax"
    assert asked.preferences == Preferences(scale=150)
    assert widget.read_choice("readable=", "readable=scale=200").preferences == Preferences()
    assert widget.read_choice("a=b", "xreadable=scale=200").preferences == Preferences()


def answer(application: Any, path: str = "/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    started: list[Any] = []
    parts = Wsgi(application)({"PATH_INFO": path, **environ}, lambda *given: started.append(given))
    body = b"".join(parts)
    return started[0][0], {name.lower(): value for name, value in started[0][1]}, body


def test_the_middleware_answers_for_its_files_and_leaves_what_is_no_page_alone() -> None:
    def data(environ: Any, start: Any) -> Any:
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", "2")])
        return [b"{}"]

    assert answer(data) == (
        "200 OK",
        {"content-type": "application/json", "content-length": "2"},
        b"{}",
    )
    status, headers, body = answer(data, "/readable/toolbar.js")
    assert (status, headers["content-type"]) == ("200 OK", "text/javascript")
    assert body == widget.file("toolbar.js")
    assert answer(data, "/readable/../secret")[2] == b"{}"


def test_a_page_in_an_old_encoding_gets_the_toolbar_and_one_in_an_unknown_encoding_goes_out() -> (
    None
):
    def page(environ: Any, start: Any) -> Any:
        start("200 OK", [("Content-Type", f"text/html; charset={environ['charset']}")])
        return [PAGE.replace("Chữ", "Chu").replace("lang=en", "").encode("ascii")]

    body = answer(page, charset="windows-1258")[2].decode("windows-1258")
    assert "Tăng cỡ chữ" in unescape(body)
    assert b"Chu</div></body></html>" in answer(page, charset="x-none")[2]


def test_the_middleware_keeps_bytes_that_are_no_text_and_tells_caches() -> None:
    def page(environ: Any, start: Any) -> Any:
        start("200 OK", [("Content-Type", "text/html"), ("ETag", "x"), ("Vary", "Accept")])
        yield PAGE.encode() + b"\xff"

    _, headers, body = answer(page, HTTP_COOKIE="readable=scale=125")
    assert body.endswith(b"</html>\xff")
    assert b'data-readable-scale="125"' in body
    assert headers["vary"] == "Accept, Cookie"
    assert headers["content-length"] == str(len(body))
    assert "etag" not in headers


# ---- whatever a request says --------------------------------------------------------------------

# Of a cookie, a query or a path: the letters that mean something there, and all others of Latin-1.
said = some.text(
    some.sampled_from("readable=scale%3D150&next=//;,?\"'<>\\ \t#")
    | some.characters(codec="latin-1")
)
charsets = some.sampled_from(["utf-8", "x-none", "base64", "utf-16", "utf-7", "windows-1258", '"'])


@given(said, said, said, charsets, some.binary(max_size=40))
def test_middlewares_answer_whatever_a_request_says(
    path: str, query: str, cookie: str, charset: str, page: bytes
) -> None:
    page += b"<html><body><p>x</p></body></html>"
    kind = ("Content-Type", f"text/html; charset={charset}")
    sent: list[Any] = []

    def own(environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [kind])
        return [page]

    async def own_later(scope: Any, receive: Any, send: Any) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in (kind,)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page})

    async def keep(message: Any) -> None:
        sent.append(message)

    for where in ("/" + path, "/readable/choose"):
        started: list[Any] = []
        environ = {"PATH_INFO": where, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
        body = b"".join(Wsgi(own)(environ, lambda *told, s=started: s.append(told)))
        ((_, headers),) = [told[:2] for told in started]
        sent.clear()
        scope = {
            "type": "http",
            "path": where,
            "query_string": query.encode("latin-1"),
            "headers": [(b"cookie", cookie.encode("latin-1"))],
        }
        asyncio.run(Asgi(own_later)(scope, keep, keep))
        assert sent[1]["body"] == body
        lower = [(name.lower(), value) for name, value in headers]
        assert [(n.decode(), v.decode()) for n, v in sent[0]["headers"]] == lower
        for name, value in headers:
            assert not set(value) & set("\r\n\0")
            assert name != "Location" or re.match(r"/(?![/\\])", value)
