"""The two pages for people: the playground, and the description of the interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from readable.element import Markup, document, element, join
from readable.papers import PAPERS
from readable.preferences import LADDER, SCHEMA
from readable.service import assets
from readable.service.asking import ENDPOINTS, Endpoint
from readable.service.openapi import document as openapi
from readable.service.problems import KINDS

__all__ = ["docs_page", "playground"]

_WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "title": "Thử cỡ chữ cho bài viết",
        "lead": "Dán mã HTML của một bài viết, chọn cỡ chữ, phông chữ và màu: bản HTML và trang "
        "ảnh hiện ra cùng lúc.",
        "article": "Mã HTML của bài viết",
        "example": "Lấy lại bài mẫu",
        "find": "Đây là cả trang web: hãy tìm bài viết trong đó",
        "choices": "Tuỳ chọn đọc",
        "results": "Kết quả",
        "html": "Bản HTML",
        "picture": "Bản ảnh",
        "paper": "Khổ giấy",
        "format": "Dạng ảnh",
        "previous": "Trang trước",
        "next": "Trang sau",
        "page": "Trang {number}/{count}",
        "working": "Đang trình bày…",
        "done": "Đã trình bày xong.",
        "unreachable": "Không kết nối được với máy chủ. Hãy thử lại.",
        "save": "Tải mọi trang ảnh (zip)",
        "token": "Mã truy cập",
        "noscript": "Trang này cần JavaScript. Các lệnh ở trang tài liệu dùng được mà không cần.",
        "docs": "Tài liệu giao diện lập trình",
        "other": "English",
        "skip": "Đến kết quả",
        "docs_title": "Giao diện lập trình",
        "docs_lead": "Gửi bài viết dạng text/html với các tuỳ chọn trong địa chỉ, hoặc dạng JSON "
        "với thành viên html. Bản máy đọc được:",
        "option": "Tuỳ chọn",
        "kind": "Giá trị",
        "default": "Mặc định",
        "meaning": "Ý nghĩa",
        "answers": "Trả về",
        "problems": "Lỗi",
        "status": "Mã",
        "what": "Lỗi và cách xử lý",
        "others": "Các địa chỉ khác",
        "address": "Địa chỉ",
        "back": "Trang thử",
    },
    "en": {
        "title": "Try text sizes on an article",
        "lead": "Paste the HTML of an article, choose size, font and colours: it is shown as HTML "
        "and as a page image.",
        "article": "The article's HTML",
        "example": "Load the example again",
        "find": "This is a whole web page: find the article in it",
        "choices": "Reading options",
        "results": "Result",
        "html": "As HTML",
        "picture": "As a picture",
        "paper": "Paper",
        "format": "Image format",
        "previous": "Previous page",
        "next": "Next page",
        "page": "Page {number}/{count}",
        "working": "Laying it out…",
        "done": "Laid out.",
        "unreachable": "The server cannot be reached. Try again.",
        "save": "Save all pages (zip)",
        "token": "Token",
        "noscript": "This page needs JavaScript. The calls in the documentation do not.",
        "docs": "Documentation of the interface",
        "other": "Tiếng Việt",
        "skip": "To the result",
        "docs_title": "The interface",
        "docs_lead": "Send the article as text/html with the options in the address, or as JSON "
        "with the member html. For programs:",
        "option": "Option",
        "kind": "Value",
        "default": "Default",
        "meaning": "Meaning",
        "answers": "Answers",
        "problems": "Problems",
        "status": "Status",
        "what": "What happened, and what to do",
        "others": "Other addresses",
        "address": "Address",
        "back": "Playground",
    },
}
_SELECTED = {"font": "fonts", "breaking": "breaking"}


def playground(language: str, example: str, asks_token: bool) -> Markup:
    """The page on which an article is tried."""
    words = _WORDS[language]
    results = element(
        "section",
        element("h2", words["results"], id="results-title"),
        element("p", "", id="status", role="status"),
        element("div", _html_panel(words), _picture_panel(words, language), class_="panels"),
        id="results",
        tabindex="-1",
        aria_labelledby="results-title",
    )
    form = element(
        "form",
        _source(words, example, asks_token),
        _choices(words, language),
        id="form",
        class_="card",
        autocomplete="off",
    )
    said = {name: words[name] for name in ("page", "working", "done", "unreachable")}
    main = element(
        "main",
        element("p", words["lead"], class_="lead"),
        element("noscript", element("p", words["noscript"], class_="card")),
        form,
        results,
        id="main",
        **{f"data_{name}": text for name, text in said.items()},
    )
    return _whole(language, words["title"], "docs", "docs", main, has_script=True)


def _source(words: Mapping[str, str], example: str, asks_token: bool) -> Markup:
    token = (
        _labelled(words["token"], element("input", id="token", type="password", name="token"))
        if asks_token
        else Markup("")
    )
    area = element("textarea", example, id="html", rows=12, spellcheck="false", wrap="soft")
    return element(
        "div",
        element("label", words["article"], for_="html"),
        area,
        element(
            "label",
            element("input", id="find", type="checkbox"),
            " ",
            words["find"],
            class_="check",
        ),
        element("button", words["example"], type="button", id="example", class_="plain"),
        token,
        class_="source",
    )


def _choices(words: Mapping[str, str], language: str) -> Markup:
    named = SCHEMA["words"] | SCHEMA["toolbar"]
    sizes = element(
        "div",
        element("button", named["smaller"][language], type="button", id="smaller"),
        element("label", named["size"][language], for_="scale", class_="hidden"),
        _select("scale", ((str(size), f"{size}\N{NO-BREAK SPACE}%") for size in LADDER), "150"),
        element("button", named["larger"][language], type="button", id="larger"),
        class_="sizes",
    )
    themes = element(
        "fieldset",
        element("legend", named["theme"][language]),
        *(_theme(name, theme[language]) for name, theme in SCHEMA["themes"].items()),
        class_="themes",
    )
    fonts = _select("font", _named(SCHEMA["fonts"], language), "sans")
    breaking = _select("breaking", _named(SCHEMA["breaking"], language), "balanced")
    steps = SCHEMA["line_height"]["steps"]
    heights = _select(
        "line_height",
        ((str(step), _decimal(step, language)) for step in steps),
        str(SCHEMA["line_height"]["default"]),
    )
    papers = _select(
        "paper", ((name, name.upper() if len(name) < 3 else name) for name in PAPERS), "a5"
    )
    formats = _select("format", ((one, one.upper()) for one in ("png", "webp", "jpeg")), "png")
    lines = {"vi": "Cách ngắt dòng", "en": "Line breaking"}[language]
    return element(
        "fieldset",
        element("legend", words["choices"]),
        sizes,
        themes,
        element(
            "div",
            _labelled(named["font"][language], fonts),
            _labelled(named["line_height"][language], heights),
            _labelled(lines, breaking),
            _labelled(words["paper"], papers),
            _labelled(words["format"], formats),
            class_="selects",
        ),
        class_="choices",
    )


def _theme(name: str, label: str) -> Markup:
    radio = element(
        "input", type="radio", name="theme", value=name, id=f"theme-{name}", checked=name == "light"
    )
    return element(
        "span", radio, element("label", label, for_=f"theme-{name}", class_=f"theme-{name}")
    )


def _decimal(number: float, language: str) -> str:
    return str(number).replace(".", ",") if language == "vi" else str(number)


def _named(entries: Mapping[str, Mapping[str, str]], language: str) -> Iterator[tuple[str, str]]:
    return ((name, entry[language]) for name, entry in entries.items())


def _select(name: str, choices: Iterator[tuple[str, str]], chosen: str) -> Markup:
    options = (
        element("option", text, value=value, selected=value == chosen) for value, text in choices
    )
    return element("select", *options, id=name, name=name)


def _labelled(text: str, control: Markup) -> Markup:
    return element("label", element("span", text), control, class_="labelled")


def _html_panel(words: Mapping[str, str]) -> Markup:
    return element(
        "section",
        element("h3", words["html"], id="html-title"),
        # It scrolls, so it can be reached by keyboard.
        element("div", "", id="shown", tabindex=0, role="region", aria_labelledby="html-title"),
        class_="panel",
    )


def _picture_panel(words: Mapping[str, str], language: str) -> Markup:
    turning = element(
        "div",
        element("button", words["previous"], type="button", id="previous", disabled=True),
        element("span", "", id="page"),
        element("button", words["next"], type="button", id="next", disabled=True),
        class_="turning",
    )
    frame = element(
        "div", "", id="picture", tabindex=0, role="region", aria_labelledby="picture-title"
    )
    save = element("button", words["save"], type="button", id="save", class_="plain")
    title = element("h3", words["picture"], id="picture-title")
    return element("section", title, frame, turning, save, class_="panel")


# ---- the interface ----


def docs_page(language: str) -> Markup:
    """The page that describes the interface."""
    words = _WORDS[language]
    machine = element("a", "openapi.json", href="openapi.json")
    main = element(
        "main",
        element("p", words["docs_lead"], " ", machine, class_="lead"),
        *(_endpoint(one, words) for one in ENDPOINTS.values()),
        _others(words),
        _problems(words, language),
        id="main",
    )
    return _whole(language, words["docs_title"], "./", "back", main, has_script=False)


def _endpoint(endpoint: Endpoint, words: Mapping[str, str]) -> Markup:
    heading = element("h2", element("code", f"POST {endpoint.path}"), id=endpoint.name)
    rows = [
        (
            element("code", name),
            _value(schema),
            _plain(schema.get("default")),
            schema["description"],
        )
        for name, schema in endpoint.options.items()
    ]
    columns = [words[name] for name in ("option", "kind", "default", "meaning")]
    call = (
        f"curl --data-binary @article.html -H 'Content-Type: text/html' \\\n"
        f"  'http://localhost:8000{endpoint.path}{_EXAMPLES[endpoint.name]}'"
    )
    return element(
        "section",
        heading,
        element("p", endpoint.summary, ".", lang="en"),
        element("pre", element("code", call), tabindex=0),
        _table(columns, rows, endpoint.name),
        element("p", f"{words['answers']}: {', '.join(endpoint.answers)}"),
        class_="card",
    )


_EXAMPLES = {
    "html": "?scale=150&standalone=true",
    "images": "?scale=200&page=2",
    "text": "",
    "check": "?format=text&level=AA",
}


def _value(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema:
        return f"{schema['minimum']}\N{EN DASH}{schema['maximum']}"
    return "true, false" if schema["type"] == "boolean" else "text"


def _plain(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _others(words: Mapping[str, str]) -> Markup:
    rows = [
        (element("code", f"GET {path}"), element("span", operation["get"]["summary"], lang="en"))
        for path, operation in openapi()["paths"].items()
        if "get" in operation
    ]
    columns = [words["address"], words["meaning"]]
    title = element("h2", words["others"], id="others")
    return element("section", title, _table(columns, rows, "others"), class_="card")


def _problems(words: Mapping[str, str], language: str) -> Markup:
    rows = []
    for name, kind in KINDS.items():
        title, detail = kind.vi if language == "vi" else kind.en
        told = join(
            (element("strong", title), element("br"), detail.replace("{", "").replace("}", ""))
        )
        rows.append((element("code", str(kind.status)), element("code", name), told))
    columns = [words["status"], "type", words["what"]]
    title = element("h2", words["problems"], id="problems")
    return element("section", title, _table(columns, rows, "problems"), class_="card")


def _table(columns: list[str], rows: Sequence[tuple[str, ...]], named_by: str) -> Markup:
    head = element("tr", *(element("th", text, scope="col") for text in columns))
    body = (element("tr", *(element("td", cell) for cell in row)) for row in rows)
    table = element(
        "table", element("thead", head), element("tbody", *body), aria_labelledby=named_by
    )
    return element("div", table, class_="wide", tabindex=0, role="region", aria_labelledby=named_by)


def _whole(
    language: str, title: str, other_page: str, other_word: str, main: Markup, *, has_script: bool
) -> Markup:
    words = _WORDS[language]
    folder = f"widget/{assets.version()}/"
    other = "en" if language == "vi" else "vi"
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{title} \N{EN DASH} readable"),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=f"{folder}playground.css"),
    ]
    if has_script:
        head += [
            element("link", rel="stylesheet", href=f"{folder}readable.css"),
            element("script", type="module", src=f"{folder}playground.js"),
        ]
    skip = element("a", words["skip"], href="#results", class_="skip") if has_script else Markup("")
    links = element(
        "nav",
        element("a", words[other_word], href=other_page),
        element("a", words["other"], href=f"?lang={other}", hreflang=other, lang=other),
        aria_label="readable",
    )
    header = element("header", skip, element("h1", title), links)
    return document(head, [header, main], lang=language)
