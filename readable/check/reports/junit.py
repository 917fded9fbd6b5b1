"""JUnit XML, which build servers show: a suite for each page, a case for each rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from readable.check.report import Report
from readable.check.rule import RULES

__all__ = ["to_junit"]

# XML 1.0 has no place for these.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(reports: Sequence[Report], language: Literal["vi", "en"]) -> str:
    """The reports of all pages."""
    root = Element("testsuites", name="readable check")
    for report in reports:
        suite = SubElement(root, "testsuite", name=_clean(report.input or "stdin"))
        failures = skipped = 0
        by_rule = report.by_rule()
        for rule, outcome in report.rules.items():
            found = by_rule.get(rule, [])
            name = RULES[rule].name if rule in RULES else rule
            case = SubElement(
                suite, "testcase", classname=_clean(report.input or "stdin"), name=f"{rule} {name}"
            )
            if outcome == "failed":
                failures += 1
                faults = [one for one in found if one.outcome != "cantTell"]
                failure = SubElement(
                    case,
                    "failure",
                    message=_clean(getattr(faults[0].message, language)),
                    type=faults[0].impact,
                )
                failure.text = "\n".join(
                    _clean(f"{one.line}:{one.column} {getattr(one.message, language)} {one.source}")
                    for one in faults
                )
                if rule in report.left_out:
                    failure.text += f"\n+ {report.left_out[rule]}"
            elif outcome == "cantTell":
                skipped += 1
                SubElement(case, "skipped", message=_clean(getattr(found[0].message, language)))
            elif outcome == "inapplicable":
                skipped += 1
                SubElement(case, "skipped", message="inapplicable")
        if report.doubts.unread:
            told = SubElement(suite, "system-err")
            told.text = _clean(getattr(report.doubts.told(), language))
        suite.set("tests", str(len(report.rules)))
        suite.set("failures", str(failures))
        suite.set("skipped", str(skipped))
        suite.set("errors", "0")
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
