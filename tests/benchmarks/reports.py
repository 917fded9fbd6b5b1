"""What reports of very many findings cost: docs/measurements.md.

`python tests/benchmarks/reports.py`: 1 000 findings on each of 10 and of 100 pages, in each format;
CPU seconds, the size of the report, and the most memory that writing it took.
"""

from __future__ import annotations

import argparse
import tracemalloc
from dataclasses import replace
from time import process_time

from readable.check.report import Report
from readable.check.reports import FORMATS, write_reports
from readable.check.runner import check

FINDINGS, PAGES = 1_000, (10, 100)
# A page of several kinds of faults, each often.
FAULTS = (
    '<p style="color:#aaa">Tin số {0} trong tỉnh</p>',
    '<p><img src="anh-{0}.png"></p>',
    '<p><a href="/tin/{0}"></a></p>',
    "<p>Ðại biểu số {0}</p>",
    '<p style="font:18px/.8 Noto Sans;width:8em">Ủy ban nhân dân tỉnh Ấ Ổ tổ chức {0} Ấ Ổ</p>',
)


def page_with(findings: int) -> Report:
    """A report with so many findings, of all that there are."""
    count = range(findings // len(FAULTS))
    body = "".join(fault.format(one) for one in count for fault in FAULTS)
    head = '<!doctype html><html lang="vi"><title>Tin tức</title>'
    found = check(f"{head}<main>{body}</main>", level="AA")
    return replace(found, findings=found.findings[:findings])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--format", choices=FORMATS)
    chosen = parser.parse_args().format
    found = page_with(FINDINGS)
    pages = [replace(found, input=f"trang-{number}.html") for number in range(PAGES[-1])]
    print("| format | findings | CPU s | MB of report | peak MB |\n|---|---|---|---|---|")
    for format in FORMATS if chosen is None else (chosen,):
        for count in PAGES:
            print(_row(format, pages[:count]))


def _row(format: str, reports: list[Report]) -> str:
    findings = sum(len(one.findings) for one in reports)
    start = process_time()
    size = len(write_reports(reports, format, "vi").encode())
    seconds = process_time() - start
    tracemalloc.start()
    write_reports(reports, format, "vi")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return f"| {format} | {findings} | {seconds:.2f} | {size / 1e6:.1f} | {peak / 1e6:.0f} |"


if __name__ == "__main__":
    main()
