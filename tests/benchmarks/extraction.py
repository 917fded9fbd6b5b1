"""How well an article is found on the imitated portal pages: ours beside two well-known finders.

    pip install trafilatura readability-lxml
    python tests/benchmarks/extraction.py [--seeds 0 1 2] [--each]

Prints, as a table in Markdown, precision, recall and F1 of what each finder returns, the
characters it returned on pages that hold no article, and its time. What is compared are bags of
words (NFC, lower case): each word counts as often as it stands there. For each page the better of
two F1 counts, for every finder alike: against the body with its captions, and against the whole
article, with title, date, summary and author. Boxes within the body that a reader may keep or
leave out (related news) count neither for nor against. A finder that finds nothing has F1 0. A
finder that is not installed is left out.

`--each` prints each page's F1, too. `--folder` takes pages of one's own instead: NAME.html, and
where there is an article NAME.txt with its text and, if that is another, NAME.body.txt with the
text of its body.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import mean, median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from portals.build import portal_pages

_WORD = re.compile(r"\w+")
Bag = Counter[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A page, the texts that are right for it (none: it has no article), and what may be there."""

    name: str
    html: str
    rights: tuple[str, ...]
    aside: str


@dataclass(frozen=True, slots=True)
class Score:
    """Of one page, between 0 and 1."""

    precision: float
    recall: float
    f1: float


def words_of(text: str) -> Bag:
    """How often each word stands in the text.

    >>> words_of("Tỉnh Bắc Kạn, tỉnh")
    Counter({'tỉnh': 2, 'bắc': 1, 'kạn': 1})
    """
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


def score(found: Bag, right: Bag, aside: Bag) -> Score:
    """How well the words found agree with the right ones; those of `aside` are forgiven.

    >>> score(words_of("một hai bốn"), words_of("một hai ba"), words_of("bốn"))
    Score(precision=1.0, recall=0.6666666666666666, f1=0.8)
    """
    common = (found & right).total()
    forgiven = ((found - right) & aside).total()
    if not common:
        return Score(0.0, 0.0, 0.0)
    precision = common / (found.total() - forgiven)
    recall = common / right.total()
    return Score(precision, recall, 2 * precision * recall / (precision + recall))


def ours(html: str) -> str:
    """What `readable` takes for the article; nothing where it says that there is none."""
    from readable.errors import ReadableError
    from readable.reading import read_article

    try:
        return read_article(html, find=True).text
    except ReadableError:
        return ""


def by_trafilatura(html: str) -> str:
    """What trafilatura returns as it comes, without readers' comments."""
    return str(import_module("trafilatura").extract(html, include_comments=False) or "")


def by_trafilatura_recall(html: str) -> str:
    """What trafilatura returns when asked to rather take more."""
    return str(
        import_module("trafilatura").extract(html, include_comments=False, favor_recall=True) or ""
    )


def by_readability(html: str) -> str:
    """The text of what readability-lxml returns."""
    summary: str = import_module("readability").Document(html).summary()
    if not summary.strip():
        return ""
    return " ".join(import_module("lxml.html").fromstring(summary).itertext())


FINDERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "readable": ("readable", ours),
    "trafilatura": ("trafilatura", by_trafilatura),
    "trafilatura, favor_recall": ("trafilatura", by_trafilatura_recall),
    "readability-lxml": ("readability", by_readability),
}


def imitated(seeds: Iterable[int]) -> Iterator[Sample]:
    """The pages of tests/portals."""
    for seed in seeds:
        for page in portal_pages(seed):
            rights = tuple(text for text in (page.body, page.gold) if text is not None)
            yield Sample(f"{page.name}/{seed}", page.html, rights, page.aside)


def stored(folder: Path) -> Iterator[Sample]:
    """The pages of a folder."""
    for file in sorted(folder.glob("*.html")):
        golds = (file.with_suffix(".body.txt"), file.with_suffix(".txt"))
        rights = tuple(gold.read_text(encoding="utf-8") for gold in golds if gold.exists())
        yield Sample(file.stem, file.read_text(encoding="utf-8"), rights, "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one finder did with all the pages."""

    scores: dict[str, Score]
    wrongly: dict[str, int]
    milliseconds: list[float]


def run(find: Callable[[str], str], samples: list[Sample]) -> Outcome:
    """Lets a finder find on each page."""
    scores, wrongly, spent = {}, {}, []
    for sample in samples:
        start = perf_counter()
        text = find(sample.html)
        spent.append((perf_counter() - start) * 1000)
        if sample.rights:
            found, aside = words_of(text), words_of(sample.aside)
            scores[sample.name] = max(
                (score(found, words_of(right), aside) for right in sample.rights),
                key=lambda one: one.f1,
            )
        else:
            wrongly[sample.name] = len(text)
    return Outcome(scores, wrongly, spent)


def table(outcomes: dict[str, Outcome], kind: Callable[[str], bool]) -> Iterator[str]:
    """The Markdown lines of the summary of the articles of one kind."""
    yield (
        "| finder | P | R | mean F1 | median F1 | least F1 | F1 < 0.5 |"
        " no article: pages with text | characters | ms a page, median |"
    )
    yield "| --- " * 10 + "|"
    for name, outcome in outcomes.items():
        scores = [one for page, one in outcome.scores.items() if kind(page)]
        f1 = [one.f1 for one in scores]
        wrongly = [size for size in outcome.wrongly.values() if size]
        yield (
            f"| {name} | {mean(one.precision for one in scores):.3f}"
            f" | {mean(one.recall for one in scores):.3f} | {mean(f1):.3f} | {median(f1):.3f}"
            f" | {min(f1):.3f} | {sum(one < 0.5 for one in f1)}"
            f" | {len(wrongly)} of {len(outcome.wrongly)} | {sum(wrongly):,}"
            f" | {median(outcome.milliseconds):.1f} |"
        )


def each(outcomes: dict[str, Outcome], samples: list[Sample]) -> Iterator[str]:
    """The Markdown lines of each page: F1, or the characters wrongly returned."""
    yield "| page | " + " | ".join(outcomes) + " |"
    yield "| --- " * (len(outcomes) + 1) + "|"
    for sample in samples:
        values = [
            f"{outcome.scores[sample.name].f1:.3f}"
            if sample.rights
            else f"{outcome.wrongly[sample.name]:,} characters"
            for outcome in outcomes.values()
        ]
        yield f"| {sample.name} | " + " | ".join(values) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0], help="of the imitated pages")
    parser.add_argument("--each", action="store_true", help="print each page's F1, too")
    parser.add_argument("--folder", type=Path, help="pages of one's own: NAME.html, NAME.txt")
    parser.add_argument("--only", nargs="+", choices=list(FINDERS), default=list(FINDERS))
    wanted = parser.parse_args()
    logging.disable(logging.CRITICAL)
    samples = list(stored(wanted.folder) if wanted.folder else imitated(wanted.seeds))
    outcomes = {
        name: run(find, samples)
        for name, (package, find) in FINDERS.items()
        if name in wanted.only and find_spec(package)
    }
    kinds: dict[str, Callable[[str], bool]] = {
        "All pages": lambda name: True,
        "Ordinary articles": lambda name: not name.startswith("hard-"),
        "Hard articles": lambda name: name.startswith("hard-"),
    }
    for heading, kind in kinds.items():
        if any(sample.rights and kind(sample.name) for sample in samples):
            print(f"\n{heading}\n\n" + "\n".join(table(outcomes, kind)))
    if wanted.each:
        print("\n" + "\n".join(each(outcomes, samples)))


if __name__ == "__main__":
    main()
