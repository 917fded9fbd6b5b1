"""An article is walked, searched and changed without losing its order."""

from __future__ import annotations

from dataclasses import replace

from readable.article import (
    Article,
    Block,
    Cell,
    Definition,
    Definitions,
    Figure,
    Heading,
    Image,
    Item,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Table,
    block_texts,
    map_blocks,
    walk,
)


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def cell(*blocks: Block) -> Cell:
    return Cell(blocks)


EVERYTHING: tuple[Block, ...] = (
    Heading(1, (Run("một"), Run(" hai"))),
    ListBlock((Item((p("ba"), ListBlock((Item((p("bốn"),)),)))), Item((p("năm"),)))),
    Definitions((Definition((p("sáu"),), True), Definition((p("bảy"),), False))),
    Rule(),
    Quote((Figure((Image("a.png"),), (p("tám"),)),)),
    Table(
        ((cell(p("mười"), p("mười một")), cell()), (cell(Quote((p("mười hai"),))),)), (p("chín"),)
    ),
    Preformatted((Run(" mười\n ba"),)),
)
TEXTS = [
    *("một hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một"),
    *("mười hai", " mười\n ba"),
]


def test_the_text_stands_in_reading_order() -> None:
    assert [text for block in EVERYTHING for text in block_texts(block)] == TEXTS
    assert Article(EVERYTHING).text == "\n".join(TEXTS)


def test_a_walk_meets_every_block_before_what_is_in_it() -> None:
    kinds = "".join(type(block).__name__[0] for block in walk(EVERYTHING))
    assert kinds == "HLPLPPDPPRQFPTPPPQPP"


def test_a_change_reaches_every_block_and_no_shape_is_lost() -> None:
    seen: list[str] = []

    def shout(block: Block) -> Block:
        if not isinstance(block, Paragraph | Heading | Preformatted):
            return block
        seen.extend(block_texts(block))
        return replace(block, runs=tuple(replace(run, text=run.text.upper()) for run in block.runs))

    changed = map_blocks(EVERYTHING, shout)
    assert seen == TEXTS
    assert Article(changed).text == "\n".join(TEXTS).upper()
    assert map_blocks(EVERYTHING, lambda block: block) == EVERYTHING
    assert [type(block) for block in walk(changed)] == [type(block) for block in walk(EVERYTHING)]


def test_the_fields_are_the_texts_of_blocks_that_say_so() -> None:
    article = Article(
        (
            replace(p("2/6/2023"), role="date"),
            Heading(2, (Run("Tin\nmới"),), role="title"),
            replace(p("Tóm tắt"), role="summary"),
            p("Ngọc Tú"),
        ),
        page_title="Cổng",
    )
    assert article.title == "Tin mới"
    assert (article.date, article.summary, article.author) == ("2/6/2023", "Tóm tắt", None)
    assert Article((p("x"),), page_title="Cổng").title == "Cổng"
    assert Article((p("x"),)).title is None


def numbers(*values: int | None, start: int = 1, backwards: bool = False) -> list[int]:
    items = tuple(Item((), value) for value in values)
    return ListBlock(items, ordered=True, start=start, reversed=backwards).numbers()


def test_items_are_numbered_as_html_numbers_them() -> None:
    assert numbers() == []
    assert numbers(None, None, start=3) == [3, 4]
    assert numbers(None, 7, None, None, 2) == [1, 7, 8, 9, 2]
    assert numbers(None, 10, None, start=3, backwards=True) == [3, 10, 9]
    assert numbers(None, None, start=0, backwards=True) == [0, -1]
