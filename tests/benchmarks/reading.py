"""Reading against a parser alone, in pairs of CPU time: the example, a portal, a large page.

    pip install beautifulsoup4 lxml
    python tests/benchmarks/reading.py

Beautiful Soup with lxml parses the page and gives its text: no decoding by evidence, no cleaning,
no structure, no mending. Prints milliseconds (median of pairs) and the ratio of the medians.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

from readable import read_article

EXAMPLES = Path(__file__).parents[2] / "examples"
PAIRS = 60
STYLED = (
    '<p class="MsoNormal" style="margin:0cm;text-align:justify;line-height:150%">'
    '<span style="font-size:14.0pt;font-family:&quot;Times New Roman&quot;,serif;color:black">'
    "Từ năm 2021 đến nay, các phong trào <span lang=EN-US style='font-size:14.0pt'>thi đua</span> "
    "yêu nước trên địa bàn tỉnh đã góp phần không nhỏ.</span><o:p></o:p></p>\n"
)


def pages() -> dict[str, bytes]:
    """The pages by name; the last has 7 200 style attributes in 1.2 MB, as law texts have."""
    text = "Nội dung của phụ lục kèm theo. " * 120
    large = "<html><body>" + "".join(
        STYLED + (f"<p>{text}</p>" if n % 20 == 0 else "") for n in range(2400)
    )
    return {
        "example": (EXAMPLES / "article.html").read_bytes(),
        "portal page": (EXAMPLES / "portal" / "index.html").read_bytes(),
        "1.2 MB, 7 200 styles": large.encode(),
    }


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU time of one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    """Prints a table in Markdown."""
    print("| page | kB | readable ms | Beautiful Soup and lxml ms | ratio |")
    print("|---|---|---|---|---|")
    for name, page in pages().items():
        pairs = [
            (
                cpu_ms(lambda page=page: read_article(page)),
                cpu_ms(lambda page=page: BeautifulSoup(page, "lxml").get_text()),
            )
            for _ in range(PAIRS if len(page) < 100_000 else 7)
        ]
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"| {name} | {len(page) // 1000} | {ours:.1f} | {theirs:.1f} | {ours / theirs:.1f} |")


if __name__ == "__main__":
    main()
