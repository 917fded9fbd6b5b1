"""A report as a page of its own: what is wrong, where, and how it looks before and after."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Literal

from readable.check.crops import draw
from readable.check.report import CheckFinding, Report
from readable.check.rule import RULES
from readable.element import Markup, document, element

__all__ = ["to_html"]

_WORDS = {
    "vi": {
        "title": "Kết quả kiểm tra khả năng đọc",
        "none": "Không tìm thấy lỗi.",
        "rules": "Các quy tắc đã xét",
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
        "more": "và {count} chỗ khác",
        "rule": "Quy tắc",
        "outcome": "Kết quả",
        "source": "Nguồn",
        "drawn": "Hình vẽ lại",
        "count": "{failed} lỗi, {warning} cảnh báo, {cantTell} chưa rõ",
    },
    "en": {
        "title": "What keeps readers from reading",
        "none": "Nothing was found.",
        "rules": "The rules",
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
        "more": "and {count} more",
        "rule": "Rule",
        "outcome": "Outcome",
        "source": "Source",
        "drawn": "Drawn again",
        "count": "{failed} failed, {warning} warning(s), {cantTell} cannot tell",
    },
}
_STYLE = """
body { font: 1.125rem/1.6 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
  max-width: 34em; padding: 1rem; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.4 }
code { font-size: 1rem; background: #f2f2f2; padding: .1em .2em }
li, dd { margin-bottom: .75em }
img { max-width: 100%; height: auto; border: 1px solid #767676 }
table { border-collapse: collapse }
th, td { text-align: start; padding: .3em .6em; border-bottom: 1px solid #767676; vertical-align: top }
div.scroll { overflow-x: auto }
.failed { color: #8f0000; font-weight: bold }
.warning { color: #5c3b00; font-weight: bold }
.cantTell { color: #00407a; font-weight: bold }
"""
_SHOWN_OF_A_RULE = 50
_MOST_CROPS = 40


def to_html(reports: Sequence[Report], language: Literal["vi", "en"]) -> str:
    """One page for all reports."""
    words = _WORDS[language]
    writer = _Writer(language)
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", words["title"]),
        element("style", _STYLE),
    ]
    sections = [
        part for number, report in enumerate(reports) for part in writer.report(report, number)
    ]
    return document(
        head, [element("main", element("h1", words["title"]), *sections)], lang=language
    )


def _quoted(message: str) -> Iterator[str]:
    """A message with the words that it quotes as code: they are the page's, faults and all."""
    for part in re.split("(“[^“”]*”)", message):
        yield element("code", part) if part.startswith("“") else part


class _Writer:
    def __init__(self, language: Literal["vi", "en"]) -> None:
        self.language = language
        self.words = _WORDS[language]
        self.crops = 0

    def report(self, report: Report, number: int) -> Iterator[Markup]:
        words = self.words
        yield element("h2", report.input or "-")
        counts = {
            kind: sum(one.outcome == kind for one in report.findings)
            for kind in ("failed", "warning", "cantTell")
        }
        yield element("p", words["count"].format(**counts))
        if not report.findings:
            yield element("p", words["none"])
        for rule, found in report.by_rule().items():
            yield from self._rule(rule, found, report.left_out.get(rule, 0))
        yield element("h3", words["rules"])
        yield self._table(report, number)

    def _rule(self, rule: str, found: list[CheckFinding], more: int) -> Iterator[Markup]:
        entry = RULES.get(rule)
        title = getattr(entry.title, self.language) if entry else rule
        yield element("h3", title)
        if entry is not None:
            yield element("p", f"{self.words['why']}: {getattr(entry.why, self.language)}")
        numbers = ", ".join(
            (*(f"WCAG {one}" for one in found[0].wcag), *(f"ACT {one}" for one in found[0].act))
        )
        yield element("p", element("code", found[0].name), f" {numbers}")
        shown = [element("li", *self._finding(one)) for one in found[:_SHOWN_OF_A_RULE]]
        yield element("ul", *shown)
        more += len(found) - len(shown)
        if more:
            yield element("p", self.words["more"].format(count=more))

    def _finding(self, one: CheckFinding) -> Iterator[Markup]:
        words = self.words
        yield element(
            "p",
            element("span", words[one.outcome], class_=one.outcome),
            ": ",
            *_quoted(getattr(one.message, self.language)),
            ".",
        )
        where = words["where"].format(line=one.line, column=one.column)
        yield element("p", f"{where}: ", element("code", one.source or one.target))
        yield element("p", f"{words['fix']}: {getattr(one.help, self.language)}")
        for label, crop in zip(("before", "after"), one.crops, strict=False):
            if self.crops < _MOST_CROPS:
                self.crops += 1
                text = " ".join(word.text for line, _ in crop.lines for word in line)
                picture = "data:image/png;base64," + b64encode(draw(crop)).decode()
                yield element(
                    "figure",
                    element("img", src=picture, alt=f"{words['drawn']}: {text}"),
                    element("figcaption", words[label]),
                )

    def _table(self, report: Report, number: int) -> Markup:
        words = self.words
        name = f"rules-{number}"
        head = element(
            "tr", *(element("th", words[one], scope="col") for one in ("rule", "outcome"))
        )
        rows = []
        for rule, outcome in report.rules.items():
            entry = RULES.get(rule)
            title = getattr(entry.title, self.language) if entry else rule
            rows.append(element("tr", element("td", title), element("td", words[outcome])))
        table = element(
            "table",
            element("caption", f"{words['rules']}: {report.input or '-'}", id=name),
            element("thead", head),
            element("tbody", *rows),
        )
        return element(
            "div", table, class_="scroll", role="region", tabindex=0, aria_labelledby=name
        )
