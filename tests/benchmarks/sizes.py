"""What each further size of an article costs, by stage: python tests/benchmarks/sizes.py.

Prints, for each size of the ladder, the least milliseconds over six new articles of the benchmark
that were made at 200 % before: layout; letters (drawn and placed where another article has not had
them so); words (put together of letters; in C laid on the page at once); deflate; and all else:
lines, rows, files. The last line is what the first size, 200 %, took. Clock time, for a processor's
is too dear to ask for so often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from readable import png
from readable.article import Article
from readable.bench.articles import article_html
from readable.bench.work import FAMILY, LINE_HEIGHT
from readable.masks import Inker
from readable.paint import to_images
from readable.preferences import LADDER, Preferences
from readable.reading import read_article
from readable.speedups import compiled

ARTICLES = 6
STAGES = ("layout", "letters", "words", "deflate", "else", "all")
SPENT = dict.fromkeys(("letters", "draw", "deflate"), 0.0)


def measured(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same, its milliseconds added to what was spent."""

    def timed(*given: Any) -> Any:
        start = perf_counter()
        made = work(*given)
        SPENT[name] += (perf_counter() - start) * 1000
        return made

    return timed


def packed_apart(rows: Iterable[bytes | bytearray], stride: int) -> bytes:
    """The rows of a page packed once they are drawn, which is measured by itself."""
    return packed(list(rows), stride)


packed = measured("deflate", png.packed_rows)


def stages(article: Article, scale: int) -> list[float]:
    """The milliseconds of each stage of the article at a size."""
    SPENT.update(dict.fromkeys(SPENT, 0.0))
    start = perf_counter()
    preferences = Preferences(scale=scale, line_height=LINE_HEIGHT, font=FAMILY)
    images = to_images(article, preferences, family=FAMILY)
    layout = (perf_counter() - start) * 1000
    for _ in images:
        pass
    whole = (perf_counter() - start) * 1000
    letters, draw, deflate = SPENT.values()
    return [layout, letters, draw - letters, deflate, whole - layout - draw - deflate, whole]


def main() -> None:
    Inker._place = measured("letters", Inker._place)  # type: ignore[method-assign]
    Inker.draw = measured("draw", Inker.draw)  # type: ignore[method-assign]
    if compiled:
        Inker._fine = measured("letters", Inker._fine)  # type: ignore[method-assign]
        compiled.draw_lines = measured("draw", compiled.draw_lines)
    png.packed_rows = packed_apart
    taken: dict[str, list[list[float]]] = {}
    for seed in range(ARTICLES):
        article = read_article(article_html(5000 + seed).encode())
        taken.setdefault("200 % first", []).append(stages(article, 200))
        for scale in LADDER:
            if scale != 200:
                taken.setdefault(f"{scale} %", []).append(stages(article, scale))
    print(f"| size | {' | '.join(STAGES)} |")
    print(f"|{'---|' * (len(STAGES) + 1)}")
    first = taken.pop("200 % first")
    for name, all_taken in (*taken.items(), ("200 % first", first)):
        # The first article met no letter of its size before.
        least = map(min, zip(*all_taken[1:], strict=True))
        print(f"| {name} | {' | '.join(f'{one:.1f}' for one in least)} |")


if __name__ == "__main__":
    main()
