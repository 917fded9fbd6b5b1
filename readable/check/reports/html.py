"""A report as a page of its own: what is wrong, where, and how it looks before and after."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from readable.check.crops import Crop, draw
from readable.check.report import CheckFinding, Report
from readable.check.rule import RULES
from readable.check.views import Picture
from readable.element import Markup, document, element

__all__ = ["to_html"]

_WORDS = {
    "vi": {
        "title": "Kết quả kiểm tra khả năng đọc",
        "none": "Không tìm thấy lỗi.",
        "rules": "Các quy tắc đã xét",
        "pages": "Các trang đã xét",
        "page": "Trang",
        "undrawn": "Hình chỉ vẽ cho {count} chỗ đầu; các chỗ sau có mã nguồn.",
        "failed": "lỗi",
        "warning": "cảnh báo",
        "cantTell": "chưa rõ",
        "passed": "đạt",
        "inapplicable": "không áp dụng",
        "where": "Dòng {line}, cột {column}",
        "before": "Như hiện nay",
        "after": "Sau khi sửa",
        "why": "Vì sao",
        "fix": "Cách sửa",
        "more": "Và {count} chỗ khác của quy tắc này; bản JSON và SARIF liệt kê đầy đủ hơn.",
        "rule": "Quy tắc",
        "outcome": "Kết quả",
        "source": "Nguồn",
        "drawn": "Chữ vẽ lại",
        "picture": "Ảnh của trang",
        "standard": "Quy định",
        "count": "{failed} lỗi, {warning} cảnh báo, {cantTell} chưa rõ",
    },
    "en": {
        "title": "What keeps readers from reading",
        "none": "Nothing was found.",
        "rules": "The rules",
        "pages": "The pages",
        "page": "Page",
        "undrawn": "Only the first {count} places are drawn; the others have their source.",
        "failed": "failed",
        "warning": "warning",
        "cantTell": "cannot tell",
        "passed": "passed",
        "inapplicable": "inapplicable",
        "where": "Line {line}, column {column}",
        "before": "As it is",
        "after": "Put right",
        "why": "Why",
        "fix": "What to do",
        "more": "And {count} more of this rule; JSON and SARIF list more of them.",
        "rule": "Rule",
        "outcome": "Outcome",
        "source": "Source",
        "drawn": "Text drawn again",
        "picture": "A picture of the page",
        "standard": "Asked by",
        "count": "{failed} failed, {warning} warning(s), {cantTell} cannot tell",
    },
}
_STYLE = """
body { font: 1.125rem/1.6 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 38em; padding: 1rem; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.4 }
h2 { margin-top: 2.5em; padding-top: .5em; border-top: 3px solid #1a1a1a }
h3 { margin: 2em 0 .5em }
a { color: #00407a }
/* A font of one width often lacks Vietnamese: what is quoted would look faulty by itself. */
code { font: inherit; background: #f2f2f2; padding: .1em .2em }
ol.findings { list-style: none; padding: 0 }
ol.findings > li { margin: 0 0 1.25em; padding-left: .9rem; border-left: 4px solid #767676 }
ol.findings > li.failed { border-color: #8f0000 }
ol.findings > li.warning { border-color: #5c3b00 }
ol.findings > li.cantTell { border-color: #00407a }
b.failed { color: #8f0000 }
b.warning { color: #5c3b00 }
b.cantTell { color: #00407a }
div.views { display: flex; flex-wrap: wrap; gap: 1rem; margin: .75em 0 }
figure { margin: 0; max-width: 100% }
figcaption { margin-bottom: .25em }
img { display: block; max-width: 100%; height: auto; border: 1px solid #767676 }
table { border-collapse: collapse }
caption { text-align: start; font-weight: bold; padding-bottom: .5em }
th, td { text-align: start; padding: .3em .8em .3em 0; border-bottom: 1px solid #767676; vertical-align: top }
th { overflow-wrap: normal }
.number { text-align: end }
summary { cursor: pointer; padding: .5em 0 }
div.scroll { overflow-x: auto }
"""
_SHOWN_OF_A_RULE, _SHOWN_IN_ALL = 50, 2_000
_MOST_VIEWS = 200
_KINDS = ("failed", "warning", "cantTell")


def to_html(reports: Sequence[Report], language: Literal["vi", "en"]) -> str:
    """One page for all reports: what is found, with pictures of it; so much of it that it opens.

    What is folded or left out is said there.
    """
    words = _WORDS[language]
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", words["title"]),
        element("style", _STYLE),
    ]
    writer = _Writer(language, reports)
    sections = [
        part for number, report in enumerate(reports) for part in writer.report(report, number)
    ]
    parts = [element("h1", words["title"])]
    if len(reports) > 1:
        parts.append(writer.contents(reports))
    if writer.is_full:
        parts.append(element("p", words["undrawn"].format(count=_MOST_VIEWS)))
    return document(head, [element("main", *parts, *sections)], lang=language)


def _quoted(message: str) -> Iterator[str]:
    """A message with the words that it quotes as code: they are the page's, faults and all."""
    for part in re.split("(“[^“”]*”)", message):
        yield element("code", part) if part.startswith("“") else part


def _counts(report: Report) -> dict[str, int]:
    return {kind: sum(one.outcome == kind for one in report.findings) for kind in _KINDS}


def _text(crop: Crop) -> str:
    return " ".join(word.text.strip() for line, _ in crop.lines for word in line)


def _figure(crop: Crop | Picture, label: str, told: str) -> Markup:
    data = crop.png if isinstance(crop, Picture) else draw(crop)
    source = "data:image/png;base64," + b64encode(data).decode()
    return element("figure", element("figcaption", label), element("img", src=source, alt=told))


class _Writer:
    def __init__(self, language: Literal["vi", "en"], reports: Sequence[Report]) -> None:
        self.language = language
        self.words = _WORDS[language]
        self.views = 0
        self.is_full = False
        groups = sum(len({one.rule for one in report.findings}) for report in reports)
        self._shown = max(1, min(_SHOWN_OF_A_RULE, _SHOWN_IN_ALL // max(1, groups)))

    def contents(self, reports: Sequence[Report]) -> Markup:
        """A table of the pages, with how much was found on each."""
        words = self.words
        kinds = (element("th", words[kind], scope="col", class_="number") for kind in _KINDS)
        head = element("tr", element("th", words["page"], scope="col"), *kinds)
        rows = [
            element(
                "tr",
                element("td", element("a", report.input or "-", href=f"#page-{number}")),
                *(element("td", str(one), class_="number") for one in _counts(report).values()),
            )
            for number, report in enumerate(reports)
        ]
        return self._scrolling(
            "pages", element("caption", words["pages"], id="pages"),
            element("thead", head), element("tbody", *rows),
        )  # fmt: skip

    def report(self, report: Report, number: int) -> Iterator[Markup]:
        yield element("h2", report.input or "-", id=f"page-{number}")
        yield element("p", self.words["count"].format(**_counts(report)))
        if report.doubts.unread:
            yield element("p", getattr(report.doubts.told(), self.language) + ".")
        if not report.findings:
            yield element("p", self.words["none"])
        gravest = sorted(report.by_rule().items(), key=lambda one: _KINDS.index(one[1][0].outcome))
        for rule, found in gravest:
            yield from self._rule(rule, found, report.left_out.get(rule, 0))
        yield from self._outcomes(report, number)

    def _rule(self, rule: str, found: list[CheckFinding], more: int) -> Iterator[Markup]:
        entry = RULES.get(rule)
        yield element("h3", getattr(entry.title, self.language) if entry else rule)
        if entry is not None:
            why = _quoted(getattr(entry.why, self.language))
            yield element("p", f"{self.words['why']}: ", *why)
        numbers = ", ".join(
            (*(f"WCAG {one}" for one in found[0].wcag), *(f"ACT {one}" for one in found[0].act))
        )
        asked = element("a", numbers or found[0].name, href=entry.source) if entry else numbers
        yield element(
            "p", f"{self.words['standard']}: ", asked, " ", element("code", found[0].name)
        )
        shown = [
            element("li", *self._finding(one), class_=one.outcome) for one in found[: self._shown]
        ]
        yield element("ol", *shown, class_="findings")
        more += len(found) - len(shown)
        if more:
            yield element("p", self.words["more"].format(count=more))

    def _finding(self, one: CheckFinding) -> Iterator[Markup]:
        words = self.words
        kind = element("b", words[one.outcome].capitalize(), class_=one.outcome)
        yield element("p", kind, ": ", *_quoted(getattr(one.message, self.language)), ".")
        where = words["where"].format(line=one.line, column=one.column)
        yield element("p", f"{where}: ", element("code", one.source or one.target))
        if one.crops:
            yield from self._views(one.crops, where)
        yield element("p", f"{words['fix']}: {getattr(one.help, self.language)}")

    def _views(self, crops: Sequence[Crop | Picture], where: str) -> Iterator[Markup]:
        if self.views + len(crops) > _MOST_VIEWS:
            self.is_full = True
            return
        self.views += len(crops)
        words = self.words
        # The words as they are stand above; an alternative with their faults would have them too.
        kind = words["picture" if isinstance(crops[0], Picture) else "drawn"]
        figures = [_figure(crops[0], words["before"], f"{kind}: {where}")]
        for crop in crops[1:]:
            text = "" if isinstance(crop, Picture) else _text(crop)
            figures.append(_figure(crop, words["after"], f"{words['drawn']}: {text}"))
        yield element("div", *figures, class_="views")

    def _outcomes(self, report: Report, number: int) -> Iterator[Markup]:
        """What became of each rule, folded."""
        words = self.words
        counts = Counter(report.rules.values())
        told = ", ".join(
            f"{counts[kind]} {words[kind]}"
            for kind in ("failed", "cantTell", "passed", "inapplicable")
            if counts[kind]
        )
        name = f"rules-{number}"
        names = (words["rule"], words["outcome"])
        head = element("tr", *(element("th", one, scope="col") for one in names))
        rows = []
        for rule, outcome in report.rules.items():
            entry = RULES.get(rule)
            title = getattr(entry.title, self.language) if entry else rule
            rows.append(element("tr", element("td", title), element("td", words[outcome])))
        table = self._scrolling(
            name, element("caption", f"{words['rules']}: {report.input or '-'}", id=name),
            element("thead", head), element("tbody", *rows),
        )  # fmt: skip
        yield element("details", element("summary", f"{words['rules']}: {told}"), table)

    def _scrolling(self, name: str, *parts: Markup) -> Markup:
        table = element("table", *parts)
        return element(
            "div", table, class_="scroll", role="region", tabindex=0, aria_labelledby=name
        )
