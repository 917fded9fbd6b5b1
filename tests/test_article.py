"""An article is walked, searched and changed without losing its order."""

from __future__ import annotations

import inspect
import pickle
import typing
from copy import deepcopy
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest

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
from readable.values import NamedTuple, value


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


class _Place:
    """The fields of two classes: one made by `value`, one by Python itself."""

    name: str
    people: int = 0
    villages: list[str] = field(default_factory=list, compare=False)
    note: str = field(default="", repr=False)


def made_by(maker: Any) -> Any:
    own = {
        name: one for name, one in vars(_Place).items() if name not in ("__dict__", "__weakref__")
    }
    return maker(frozen=True, slots=True)(type("Place", (), own))


def test_a_value_is_what_a_frozen_dataclass_is() -> None:
    ours, theirs = made_by(value), made_by(dataclass)
    for given, named in (
        (("Bắc Kạn",), {}),
        (("Bắc Kạn", 5), {"note": "x"}),
        (("Bắc Kạn", 5, ["Nà Phặc"]), {}),
        ((), {"people": 7, "name": "Ba Bể"}),
    ):
        one, other = ours(*given, **named), theirs(*given, **named)
        assert repr(one) == repr(other)
        assert asdict(one) == asdict(other)
        assert one == ours(*given, **named) != one.name
        assert hash(one) == hash(replace(one, villages=["Yến Dương"]))
        assert (one == replace(one, note="y")) is (other == replace(other, note="y")) is False
        assert deepcopy(one) == one
    assert ours("a").villages is not ours("a").villages
    assert ours.__match_args__ == theirs.__match_args__ == tuple(one.name for one in fields(ours))
    assert [*inspect.signature(ours).parameters] == [*inspect.signature(theirs).parameters]
    assert not hasattr(ours("a"), "__dict__")
    for made in (ours, theirs):
        for given, named in (((), {}), (("a", 1, [], "", 2), {}), (("a",), {"name": "b"})):
            with pytest.raises(TypeError):
                made(*given, **named)
        with pytest.raises(FrozenInstanceError):
            made("a").name = "b"
        with pytest.raises(FrozenInstanceError):
            del made("a").name


def test_a_class_made_of_a_value_keeps_what_it_declares() -> None:
    for maker in (value, dataclass):
        place: Any = made_by(maker)

        class Twice(place):  # type: ignore[misc]
            def __init__(self, name: str) -> None:
                super().__init__(name * 2)

        assert [Twice("Ba"), Twice("Ba")] == [Twice("Ba")] * 2
        assert [Twice("Ba").name, Twice("Ba").name, place("Ba").name] == ["BaBa", "BaBa", "Ba"]


def test_a_field_without_default_comes_before_those_with_one() -> None:
    class Place:
        people: int = 0
        name: str

    for maker in (value, dataclass):
        with pytest.raises(TypeError, match="default"):
            maker(frozen=True, slots=True)(Place)(5)


def test_a_value_keeps_the_hash_that_it_declares() -> None:
    for maker in (value, dataclass):

        class Place:
            name: str
            people: int = 0

            def __hash__(self) -> int:
                return 7

        place: Any = maker(frozen=True, slots=True)(Place)
        assert hash(place("Bắc Kạn")) == 7
        assert len({place("Bắc Kạn"), place("Bắc Kạn"), place("Bắc Kạn", 5)}) == 2


class Theirs(typing.NamedTuple):
    """A named tuple as Python makes it,"""

    name: str
    people: int = 0

    def is_large(self) -> bool:
        return self.people > 99


class Ours(NamedTuple):
    """and as this package does."""

    name: str
    people: int = 0

    def is_large(self) -> bool:
        return self.people > 99


def test_a_named_tuple_is_what_python_makes() -> None:
    made: Any
    for made in (Ours, Theirs, Ours):
        one, named = made("Bắc Kạn"), made(people=100, name="Ba Bể")
        assert (one, named) == (("Bắc Kạn", 0), ("Ba Bể", 100))
        assert repr(one) == f"{made.__name__}(name='Bắc Kạn', people=0)"
        assert (one.name, one.people, one.is_large(), named.is_large()) == (*one, False, True)
        assert one._replace(name="Ba Bể", people=100) == named
        assert type(one._replace(people=100)) is made
        assert made._make(["a", 1])._asdict() == {"name": "a", "people": 1}
        assert made._fields == made.__match_args__ == ("name", "people")
        assert made._field_defaults == {"people": 0}
        assert [*inspect.signature(made).parameters] == ["name", "people"]
        assert typing.get_type_hints(made) == {"name": str, "people": int}
        assert pickle.loads(pickle.dumps(named)) == deepcopy(named) == named
        assert type(pickle.loads(pickle.dumps(named))) is type(deepcopy(named)) is made
        assert made.__mro__ == (made, tuple, object)
        assert not hasattr(one, "__dict__")
        for given, keys in (((), {}), (("a", 1, 2), {}), (("a",), {"names": 1})):
            with pytest.raises(TypeError):
                made(*given, **keys)
        with pytest.raises(TypeError):
            made._make([])
        with pytest.raises((TypeError, ValueError), match="names"):
            one._replace(names=1)
        with pytest.raises(AttributeError):
            one.name = "b"


def test_an_article_goes_from_one_process_to_another() -> None:
    article = Article((Heading(1, (Run("Tin", frozenset({"em"})),)), Rule(), p("Chữ")))
    assert pickle.loads(pickle.dumps(article)) == article
