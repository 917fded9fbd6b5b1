"""What a page leaves unsaid, said where it is sure: on request, and always taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from readable.article import (
    Article,
    Block,
    Heading,
    Paragraph,
    Preformatted,
    Run,
    map_blocks,
    runs_text,
    walk,
)
from readable.dates import find_dates
from readable.enriching.abbreviations import (
    Vocabulary,
    check_abbreviations,
    definitions_in,
    find_abbreviations,
    folded,
    read_abbreviations,
)
from readable.enriching.headings import with_real_headings
from readable.enriching.languages import find_foreign_text
from readable.enriching.runs import Change, RunIndex, change_runs, primary_language
from readable.findings import Finding

__all__ = ["enrich", "plain"]

_Text = Paragraph | Heading
# Letters in these stand for themselves.
_LITERAL = frozenset({"code", "kbd", "samp", "var"})
# So much of a text names it in a finding.
_LONGEST_TARGET = 80


def enrich(
    article: Article,
    *,
    abbreviations: bool = True,
    dates: bool = True,
    languages: bool = True,
    headings: bool = True,
    every_abbreviation: bool = False,
    extra_abbreviations: Mapping[str, str] | Path | None = None,
) -> Article:
    """The article with what it says only to the eye said to programs too; its text is the same.

    - `headings`: bold lines that surely are headings become headings.
    - `languages`: sentences in another language get theirs.
    - `abbreviations`: those of official Vietnamese get their full form, as the article itself
      explains them or else as they are known; `extra_abbreviations`, a mapping or a TOML file of
      one, wins over both, and an empty full form there leaves an abbreviation alone. Each is
      marked where it first stands, as WCAG 3.1.4 asks, because some screen readers say the full
      form every time: unless `every_abbreviation`.
    - `dates`: full dates get their form in ISO 8601.

    What the page says itself stays. Every call starts again from the article as it was read,
    `plain(article)`: to enrich again is to choose again. Findings about bold paragraphs that are
    headings now are left out. Raises `WrongUse` when the extra abbreviations cannot be read, or one
    of them can stand in no text.

    >>> page = Article((Paragraph((Run("UBND tỉnh họp 2/6/2023."),)),))
    >>> [(run.text, run.abbreviation or run.datetime) for run in enrich(page).blocks[0].runs]
    [('UBND', 'Ủy ban nhân dân'), (' tỉnh họp ', None), ('2/6/2023', '2023-06-02'), ('.', None)]
    >>> plain(enrich(page)) == page
    True
    """
    original = plain(article)
    blocks = original.blocks
    findings = original.findings
    if headings:
        blocks, made = with_real_headings(blocks)
        findings = tuple(_still_true(findings, made))
    if languages:
        blocks = _change_texts(blocks, lambda block: _with_languages(block, original.lang))
    if abbreviations:
        extra = _extra(extra_abbreviations)
        marker = _Abbreviating(original, extra, every_abbreviation)
        blocks = _change_texts(blocks, marker.with_abbreviations)
    if dates:
        blocks = _change_texts(blocks, _with_dates)
    return replace(original, blocks=blocks, findings=findings, original=original)


def plain(article: Article) -> Article:
    """The article as it was read, without what `enrich` added."""
    return article.original or article


def _still_true(findings: tuple[Finding, ...], made: tuple[str, ...]) -> Iterator[Finding]:
    """The findings but those of bold paragraphs that are headings now, whose texts are `made`."""
    answered = Counter(text[:_LONGEST_TARGET] for text in made)
    for finding in findings:
        if finding.rule == "fake-heading" and answered[finding.target]:
            answered[finding.target] -= 1
        else:
            yield finding


def _change_texts(blocks: tuple[Block, ...], change: Callable[[_Text], _Text]) -> tuple[Block, ...]:
    return map_blocks(
        blocks, lambda block: change(block) if isinstance(block, Paragraph | Heading) else block
    )


def _with_languages(block: _Text, article_lang: str) -> _Text:
    if block.lang or any(run.lang for run in block.runs):
        return block
    text = runs_text(block.runs)
    found = list(find_foreign_text(text, primary_language(article_lang)))
    if [(each.start, each.end) for each in found] == [(0, len(text))]:
        return replace(block, lang=found[0].lang)
    changes = [
        Change(start, end, lambda run, lang=lang: replace(run, lang=lang))  # type: ignore[misc]
        for start, end, lang in found
    ]
    return replace(block, runs=change_runs(block.runs, changes)) if changes else block


def _with_dates(block: _Text) -> _Text:
    index = RunIndex(block.runs)
    changes = [
        Change(start, end, lambda run, iso=iso: replace(run, datetime=iso))  # type: ignore[misc]
        for start, end, iso in find_dates(runs_text(block.runs))
        if _can_be_marked(index.between(start, end))
    ]
    return replace(block, runs=change_runs(block.runs, changes)) if changes else block


def _can_be_marked(covered: tuple[Run, ...]) -> bool:
    """Whether runs are free of marks of the page's own, and in one element."""
    return (
        len({(run.href, run.lang) for run in covered}) == 1
        and not any(run.abbreviation or run.datetime for run in covered)
        and not any(run.marks & _LITERAL for run in covered)
    )


def _extra(given: Mapping[str, str] | Path | None) -> Mapping[str, str]:
    if given is None:
        return {}
    return read_abbreviations(given) if isinstance(given, Path) else check_abbreviations(given)


class _Abbreviating:
    """The abbreviations that an article explains, and those that are marked already."""

    def __init__(self, article: Article, extra: Mapping[str, str], every: bool) -> None:
        texts = [
            block for block in walk(article.blocks)
            if isinstance(block, Paragraph | Heading | Preformatted)
        ]  # fmt: skip
        self._lang = article.lang
        self._every = every
        self._marked: set[tuple[str, str]] = set()
        self._vocabulary = Vocabulary(
            definitions_in(runs_text(block.runs) for block in texts)
            | {short: full for block in texts for short, full in _explained(block.runs)}
            | dict(extra),
            folded(article.text),
        )

    def with_abbreviations(self, block: _Text) -> _Text:
        text = runs_text(block.runs)
        index = RunIndex(block.runs)
        changes = []
        self._marked.update(_explained(block.runs))
        for start, end, full in find_abbreviations(text, self._vocabulary):
            if (text[start:end], full) in self._marked and not self._every:
                continue
            covered = index.between(start, end)
            if self._is_vietnamese(block, covered) and _can_be_marked(covered):
                self._marked.add((text[start:end], full))
                changes.append(Change(start, end, _expanding(full)))
        return replace(block, runs=change_runs(block.runs, changes)) if changes else block

    def _is_vietnamese(self, block: _Text, covered: tuple[Run, ...]) -> bool:
        return all(
            primary_language(run.lang or block.lang or self._lang) == "vi" for run in covered
        )


def _expanding(full: str) -> Callable[[Run], Run]:
    return lambda run: replace(run, abbreviation=full)


def _explained(runs: tuple[Run, ...]) -> Iterator[tuple[str, str]]:
    """The abbreviations that the page itself marks, with their full forms."""
    return ((run.text, run.abbreviation) for run in runs if run.abbreviation)
