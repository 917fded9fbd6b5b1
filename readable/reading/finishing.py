"""What only the whole article tells: its language, its title and its date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from readable.article import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Role,
    Table,
    block_texts,
    map_blocks,
    runs_text,
    walk,
)
from readable.findings import Finding
from readable.legacy import is_usual
from readable.mending import Tally
from readable.mending.parts import TEXT_BLOCKS, TextBlock, is_name, join_runs, without_language
from readable.patterns import pattern
from readable.reading.attributes import fragment_name
from readable.reading.meaning import MARKS_OF
from readable.vietnamese import LETTERS

__all__ = [
    "article_language",
    "in_language",
    "never_ended",
    "with_one_anchor_a_place",
    "with_roles",
    "without_unused_anchors",
]

# "Bắc Kạn, ngày 2 tháng 6 năm 2023", "Thứ sáu, 02/06/2023, 08:30 (GMT+7)".
_TIME = r"\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[APCS][MHA])?"
_DATE_ALONE = pattern(
    rf"(?:\w+(?: \w+)?, ?)?(?:{_TIME}[ ,|-]+)?"
    r"(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm )\d{4}"
    rf"(?:[ ,|-]+{_TIME})?(?: ?\(?GMT[+-]\d{{1,2}}(?::\d{{2}})?\)?)?",
    re.IGNORECASE,
)
_LONGEST_DATE = 80
_LONG = 200
_VIETNAMESE = frozenset(LETTERS)
# Greek and what follows: a text in these is no Vietnamese, whatever else is wrong on the page.
_OTHER_SCRIPTS = "[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufaff]"
_FEWEST_BEFORE_SIGNATURE = 3
_MOST_CREDITS = 3
_BOLD = frozenset({"b", "strong"})
# Within one paragraph the element may as well have been meant for all that follows.
_FEWEST_REACHED = 2
_LONGEST_CREDIT = 80
_SOURCE = pattern(r"\(?(?:Nguồn(?: tin)?\s*:|Theo\s+(?:báo\s+|tạp chí\s+)?[A-ZĐ])[^.]*\)?$")
_BYLINE = pattern(
    r"(?:Bài(?: viết)?(?:,| và) ảnh|Bài viết|Tin(?:,| và) (?:bài|ảnh)|Tin bài|Tác giả|Người viết"
    r"|Thực hiện|Biên tập)\s*:\s*\S",
    re.IGNORECASE,
)
_OFFICE = pattern(
    r"CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|BÍ THƯ|CHÁNH|THỦ TƯỚNG|BỘ TRƯỞNG|TM\.|KT\.|TL\.|TUQ\.|Nơi nhận"
)


def never_ended(blocks: tuple[Block, ...], left_open: Collection[str]) -> Iterator[Finding]:
    """What looks so up to the end of the article because nothing ends the element that says so.

    It stays as browsers show it: where it was to end only its author knows.
    """
    texts = [block for block in walk(blocks) if isinstance(block, TEXT_BLOCKS) and block.runs]
    for tag in sorted(left_open):
        marks = MARKS_OF.get(tag, frozenset())
        begin, reach = "", 0
        for block in reversed(texts) if marks else ():
            # Headings are bold, and links underlined, by themselves.
            alike = [
                marks <= run.marks
                or (tag in _BOLD and isinstance(block, Heading))
                or bool(run.href)
                for run in block.runs
            ]
            if not alike[-1]:
                break
            reach += 1
            first = len(alike) - alike[::-1].index(False) if False in alike else 0
            begin = runs_text(block.runs[first:])
            if first:
                break
        if reach >= _FEWEST_REACHED:
            yield Finding(
                "never-ended",
                begin[:80],
                f"<{tag}> is begun here and not ended: all that follows looks so",
                f"End it with </{tag}> behind the words that it is for.",
                ("1.3.1",),
            )


def _looks_vietnamese(text: str) -> bool:
    """Whether one letter in ten is one of the 134: in official prose one in four is.

    Names of people and places alone make it one in fifty of a text in another language.
    """
    marked = sum(map(_VIETNAMESE.__contains__, text))
    return marked > 0 and (marked >= len(text) / 10 or marked >= sum(map(str.isalpha, text)) / 10)


def _is_in_another_script(text: str) -> bool:
    return not is_usual(text) and _other_scripts().search(text) is not None


@cache
def _other_scripts() -> re.Pattern[str]:
    # So large a set takes milliseconds to compile, and few pages ask for it.
    return re.compile(_OTHER_SCRIPTS)


def article_language(declared: str | None, blocks: tuple[Block, ...]) -> str:
    """What the page declares, unless it is Vietnamese and the page says otherwise."""
    if declared is None or declared.lower().split("-")[0] == "vi":
        return declared or "vi"
    return "vi" if _looks_vietnamese(_text_of(blocks)) else declared


def in_language(blocks: tuple[Block, ...], lang: str, tally: Tally) -> tuple[Block, ...]:
    """The blocks, with `lang` only on what is in another language than the article.

    Word processors mark words at random. A language that is once said of Vietnamese text, or of
    part of a word, is not believed anywhere on the page.
    """
    if not tally.has("wrong-language"):
        return blocks
    named = [
        block for block in walk(blocks) if isinstance(block, TEXT_BLOCKS) and _names_language(block)
    ]
    if not named:
        return blocks
    wrong = {lang.lower()}
    for one in named:
        wrong.update(_wrong_languages(one, wrong))

    def mend(block: Block) -> Block:
        if not isinstance(block, TEXT_BLOCKS) or not _names_language(block):
            return block
        if _is_in_another_script(runs_text(block.runs)):
            return block
        own = None if (block.lang or "").lower() in wrong else block.lang
        langs = [run.lang for run in block.runs if run.lang]
        for said in (block.lang, *langs):
            if said and said.lower() in wrong and said.lower() != lang.lower():
                tally.add("wrong-language", said)
        runs = block.runs
        if any(said.lower() in wrong for said in langs):
            for before, after in pairwise(runs):
                divides = before.text[-1].isalpha() and after.text[0].isalpha()
                tally.add("divided-syllable", before.text[-20:] + after.text[:20], int(divides))
            runs = join_runs(
                without_language(run) if (run.lang or "").lower() in wrong else run for run in runs
            )
        if runs is block.runs and own == block.lang:
            return block
        if isinstance(block, Paragraph):
            return Paragraph(runs, block.role, own, block.alignment, block.attributes)
        return replace(block, runs=runs, lang=own)

    return map_blocks(blocks, mend)


def with_one_anchor_a_place(
    blocks: tuple[Block, ...], same_place: Mapping[str, str]
) -> tuple[Block, ...]:
    """The blocks, their links to a second name of a place changed to the first."""

    def change(block: Block) -> Block:
        if not isinstance(block, TEXT_BLOCKS):
            return block
        names = [same_place.get(fragment_name(run.href or "")) for run in block.runs]
        if not any(names):
            return block
        runs = zip(block.runs, names, strict=True)
        return replace(
            block,
            runs=tuple(replace(run, href=f"#{name}") if name else run for run, name in runs),
        )

    return map_blocks(blocks, change)


def without_unused_anchors(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, without the names of places that nothing in them refers to."""
    used: set[str] = set()
    for block in walk(blocks):
        said = getattr(block, "attributes", ())
        for image in getattr(block, "images", ()):
            said += image.attributes
        for name, value in said:
            # Of a run all attributes count, and so does the size that its block says for it.
            used.update(value.split() if name.startswith(("aria-", "-size")) else ())
        for run in getattr(block, "runs", ()):
            used.add(unquote((run.href or "").removeprefix("#")))
            used.update(word for _, value in run.attributes for word in value.split())

    def prune(block: Block) -> Block:
        if isinstance(block, TEXT_BLOCKS) and any(
            run.anchor and run.anchor not in used for run in block.runs
        ):
            runs = (run if run.anchor in used else replace(run, anchor=None) for run in block.runs)
            return replace(block, runs=join_runs(runs))
        return block

    return map_blocks(blocks, prune)


def _names_language(block: TextBlock) -> bool:
    return block.lang is not None or any(run.lang is not None for run in block.runs)


def _wrong_languages(block: TextBlock, known: Collection[str]) -> Iterator[str]:
    """The languages, in lower case, that the block says of text that is not in them.

    Those that are `known` to be wrong need not be among them.
    """
    lang = block.lang
    if lang and _is_questionable(lang, known) and _looks_vietnamese(runs_text(block.runs)):
        yield lang.lower()
    if not any(run.lang for run in block.runs):
        return
    before = " "
    for run, after in zip(block.runs, [run.text[0] for run in block.runs[1:]] + [" "], strict=True):
        if run.lang and _is_questionable(run.lang, known):
            cuts_word = (before + run.text[0]).isalpha() or (run.text[-1] + after).isalpha()
            if cuts_word or _looks_vietnamese(run.text):
                yield run.lang.lower()
        before = run.text[-1]


def _is_questionable(lang: str, known: Collection[str]) -> bool:
    return lang.lower() not in known and not _is_vietnamese(lang)


def _is_vietnamese(lang: str) -> bool:
    return lang.lower().split("-")[0] == "vi"


def with_roles(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, each role given to one of them at most: the first that can have it.

    Without a mark of the page's own, the title is the first heading of level 1 and the date a
    paragraph before the first long one that says nothing else.
    """
    every = list(walk(blocks))
    marked = {_marked_role(block) for block in every}
    given: set[Role] = set()
    started = False
    # In a table or a list of dates, none is the article's.
    apart = {
        id(inner)
        for block in every
        if isinstance(block, Table | ListBlock)
        for inner in walk((block,))
    }

    def cast(block: Block) -> Block:
        nonlocal started
        if not isinstance(block, Paragraph | Heading):
            return block
        text = runs_text(block.runs)
        role = _marked_role(block)
        if role is None and isinstance(block, Heading) and block.level == 1:
            role = None if "title" in marked else "title"
        elif (
            role is None and not started and id(block) not in apart and _DATE_ALONE.fullmatch(text)
        ):
            role = None if "date" in marked else "date"
        if role in given:
            role = None
        if role:
            given.add(role)
        started = started or (role is None and len(text) > _LONG)
        if role == "title" and isinstance(block, Paragraph):
            return Heading(1, block.runs, role, block.lang, block.alignment, block.attributes)
        return block if role == block.role else replace(block, role=role)

    return _with_signature(_with_credits(map_blocks(blocks, cast)))


def _with_credits(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, lines at the foot that say who wrote the article and where it is from marked."""
    given = {block.role for block in walk(blocks) if isinstance(block, Paragraph)}
    credited = list(blocks)
    for index in range(max(0, len(blocks) - _MOST_CREDITS), len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.role:
            continue
        text = runs_text(block.runs).strip()
        role: Role | None = None
        if len(text) <= _LONGEST_CREDIT:
            role = "source" if _SOURCE.match(text) else "author" if _BYLINE.match(text) else None
        if role and role not in given and len(blocks) >= _FEWEST_BEFORE_SIGNATURE:
            given.add(role)
            credited[index] = replace(block, role=role)
    return tuple(credited)


def _with_signature(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, the last one given to the author where it is a name in a signature's place."""
    # Under the name of the author there may be where the article is from.
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Paragraph) and _role(blocks[end - 1]) == "source":
        end -= 1
    last = blocks[end - 1] if end else None
    if (
        not isinstance(last, Paragraph)
        or last.role is not None
        or len(blocks) < _FEWEST_BEFORE_SIGNATURE
        or any(isinstance(block, Paragraph) and block.role == "author" for block in walk(blocks))
        or not is_name(runs_text(last.runs).strip())
        # The signature of an office: who signed a decision did not write about it.
        or _OFFICE.search(_text_of(blocks[max(0, end - 5) : end]))
    ):
        return blocks
    is_set_apart = last.alignment == "end" or all("strong" in run.marks for run in last.runs)
    if not is_set_apart:
        return blocks
    return (*blocks[: end - 1], replace(last, role="author"), *blocks[end:])


def _text_of(blocks: tuple[Block, ...]) -> str:
    return "\n".join(text for block in blocks for text in block_texts(block))


def _role(block: Block) -> Role | None:
    return block.role if isinstance(block, Paragraph | Heading) else None


def _marked_role(block: Block) -> Role | None:
    """The role that the page itself gives a block, if the block can have it."""
    if not isinstance(block, Paragraph | Heading):
        return None
    is_too_long = block.role == "date" and len(runs_text(block.runs)) > _LONGEST_DATE
    return None if is_too_long else block.role
