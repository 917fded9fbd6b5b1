"""The line of an article that says when and by whom: what on it is that, and what is furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readable.dates import find_dates
from readable.extracting.tree import Block, Tree
from readable.sanitising import Text

__all__ = ["Line", "is_author_label", "is_name"]

_A = r"a\s?[-+–]?"
_FURNITURE = {
    "counter": (
        r"(?:số\s)?lượt\s(?:xem|đọc|truy\scập|người\sxem)(?:\stin|\sbài)?\s?:?\s?[\d.,]*|"
        r"[\d.,]+\s(?:lượt(?:\s(?:xem|đọc|truy\scập))?|views?|bình\sluận|comments?|phút\sđọc)|"
        r"\(?(?:đã\sxem|đã\sđọc|lần\sxem|xem|số\slần\s(?:xem|đọc)|views?|hits|bình\sluận)"
        r"\s?:?\s?\(?[\d.,]+\)?|"
        r"[\d.,]+\sminutes?\sread|[\d.,]+\smin\sread"
    ),
    "toolbar": (
        r"(?:xem\s(?:với\s)?|(?:tăng|giảm|thay\sđổi|đổi)\s)?(?:cỡ|kích\sthước|kích\scỡ|phông)\schữ"
        rf"(?:\s?:)?(?:\s?{_A}){{0,4}}|{_A}(?:\s{_A}){{1,3}}|a[-+](?:a[-+]?)*|"
        r"in\s(?:trang|bài(?:\sviết)?|tin|ấn|văn\sbản)(?:\snày)?|bản\sin|print|"
        r"(?:đọc|nghe)\s(?:đọc\s)?(?:bài(?:\sviết)?|tin)|gửi\s(?:e-?mail|mail|bài\sviết)|e-?mail|"
        r"lưu\s(?:bài(?:\sviết)?|tin)|giọng\s(?:nam|nữ)|màu\schữ|độ\stương\sphản"
    ),
    "share buttons": (
        r"chia\ssẻ(?:\s(?:bài\sviết|tin|bài|qua|lên|facebook|zalo|twitter))*|share|facebook|twitter|"
        r"zalo|like|tweet|theo\sdõi[^|]{0,40}google\snews"
    ),
    "label": (
        r"submitted\sby|posted\s(?:on|by)|published\s(?:on|by)|written\sby|by(?=\s?:?\s|$)|"
        r"(?:được\s)?đăng\sbởi\s?:?|được\sđăng\s?:?|đăng\s(?:ngày|lúc|vào(?:\slúc)?)\s?:?|"
        r"(?:được\s)?viết\sbởi\s?:?|ngày\sđăng(?:\stin)?\s?:?|on(?=\s|$)|vào\slúc|chuyên\smục\s?:"
    ),
}
_IN_LINE = re.compile(
    "|".join(
        rf"(?P<{kind.replace(' ', '_')}>(?<![\w/.,:])(?:{source})(?![\w:/]))"
        for kind, source in _FURNITURE.items()
    ),
    re.IGNORECASE,
)
# What stands between the parts of a line.
_SIGNS = " \t\n\r\f\xa0,;|•·–—/-"
_NUMBER = re.compile(r"[\s\d.,|•·()-]*")
_ONLY_LABEL = re.compile(
    r"by|(?:submitted|posted|written|published)\sby|(?:được\s)?(?:đăng|viết)\sbởi|tác\sgiả|author|bởi",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(
    r"submitted\sby|posted\sby|written\sby|by\s|(?:đăng|viết)\sbởi|tác\sgiả", re.IGNORECASE
)


def is_author_label(text: str) -> bool:
    """Whether a text only says that who wrote the article follows.

    >>> [is_author_label(text) for text in ("By", "Viết bởi:", "Bình Minh")]
    [True, True, False]
    """
    return bool(_ONLY_LABEL.fullmatch(text.strip(_SIGNS + ":")))


def is_name(text: str) -> bool:
    """Whether a text is a person's name and nothing else: two to five words with a capital each.

    >>> [is_name(text) for text in ("Quỳnh Chi", "QĐND - ", "Thời sự", "Hậu Nguyễn")]
    [True, False, False, True]
    """
    words = text.split()
    return 2 <= len(words) <= 5 and all(word.istitle() and word.isalpha() for word in words)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text of the line: its place among the events, and where it stands in the line."""

    place: int
    start: int
    end: int


class Line:
    """A block that says when an article was written, and what else stands on its line.

    `kept` are the texts of the line by their places among the events, without what is furniture;
    `left_out` is that, by kind. The texts with a date are at `date_places`, the other ones that
    say anything at `other_places`.
    """

    def __init__(self, tree: Tree, block: Block) -> None:
        self.left_out: list[tuple[str, str]] = []
        self.text, pieces = _text_of(tree, block)
        self.dates = [(found.start, found.end) for found in find_dates(self.text)]
        self.kept: dict[int, str] = {}
        self.date_places: list[int] = []
        self.other_places: list[int] = []
        cuts = list(self._cuts(pieces)) if self.dates or _AUTHOR_LABEL.match(self.text) else []
        for piece in pieces:
            kept = self._kept(piece, cuts)
            if any(start < piece.end and piece.start < end for start, end in self.dates):
                self.date_places.append(piece.place)
            elif any(letter.isalpha() for letter in kept):
                self.other_places.append(piece.place)
            self.kept[piece.place] = kept
        if cuts:
            self._trim_ends()

    @property
    def names_author(self) -> bool:
        """Whether the line itself says that who wrote the article follows."""
        return bool(_AUTHOR_LABEL.match(self.text.strip()))

    def _cuts(self, pieces: list[_Piece]) -> Iterator[tuple[int, int]]:
        for found in _IN_LINE.finditer(self.text):
            if any(start < found.end() and found.start() < end for start, end in self.dates):
                continue
            kind = (found.lastgroup or "").replace("_", " ")
            if kind != "label":
                self.left_out.append((kind, found[0]))
            yield found.span()
        if not self.dates:
            return
        for piece in pieces:
            # A number without a word, on the line of the date, counts who was here.
            text = self.text[piece.start : piece.end]
            is_in_date = any(start < piece.end and piece.start < end for start, end in self.dates)
            is_number = bool(_NUMBER.fullmatch(text)) and any(map(str.isdigit, text))
            if is_number and not is_in_date and not self._is_part_of_number(piece):
                self.left_out.append(("counter", text.strip()))
                yield piece.start, piece.end

    def _is_part_of_number(self, piece: _Piece) -> bool:
        """Whether the texts beside say what the number is: "Số: 165/QĐ-UBND"."""
        before, after = self.text[: piece.start].rstrip().lower(), self.text[piece.end :]
        return before.endswith((":", "số")) or after[:1] in ("/", "-")

    def _kept(self, piece: _Piece, cuts: list[tuple[int, int]]) -> str:
        kept, place = "", piece.start
        for start, end in sorted(cuts):
            if start < piece.end and end > place:
                kept += self.text[place : max(start, place)]
                place = min(end, piece.end)
        return kept + self.text[place : piece.end]

    def _trim_ends(self) -> None:
        """Takes away the signs that stood between what is kept and what is not."""
        for place in list(self.kept):
            self.kept[place] = self.kept[place].lstrip(_SIGNS)
            if self.kept[place]:
                break
        for place in reversed(list(self.kept)):
            self.kept[place] = self.kept[place].rstrip(_SIGNS)
            if self.kept[place]:
                break


def _text_of(tree: Tree, block: Block) -> tuple[str, list[_Piece]]:
    pieces: list[_Piece] = []
    text = ""
    for place in range(block.start, block.end):
        event = tree.events[place]
        if isinstance(event, Text):
            # Of two elements in a line, each has words of its own.
            if text[-1:].isalnum() and (event.text[:1].isalnum() or event.text[:1] == "("):
                text += " "
            pieces.append(_Piece(place, len(text), len(text) + len(event.text)))
            text += event.text
    return text, pieces
