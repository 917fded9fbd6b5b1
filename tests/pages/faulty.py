"""Articles whose text is known, written as pages with any faults together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from html import escape
from random import Random
from unicodedata import normalize

from readable.article import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    block_texts,
)

from . import b, figure, h, p, row, typed, ul

FREQUENCIES: dict[str, float] = {
    # How many of 103 articles have each; of some that were not counted it is a guess.
    "script": 80,
    "page language": 73,
    "empty block": 70,
    "no-break space": 64,
    "presentation": 63,
    "hand-made list": 52,
    "layout table": 47,
    "fixed width": 44,
    "font": 38,
    "office island": 36,
    "font size": 34,
    "reference": 31,
    "twin": 30,
    "normal form": 25,
    "divided syllable": 25,
    "line breaks": 20,
    "look-alike": 13,
    "invisible character": 12,
    "late picture": 9,
    "quoted style": 3,
    "wrong language": 6,
    "Word heading": 18,
    "page in page": 10,
    "legacy encoding": 7,
    "mojibake": 3,
}
FAULTS = sorted(FREQUENCIES)
LEGACY = frozenset({"legacy encoding", "mojibake"})
"""The faults that change which characters stand in the page."""

# A phrase, and its letters in TCVN3 and in VNI as they come through windows-1252.
PHRASES: dict[str, tuple[str, str]] = {
    "Đảng Cộng sản Việt Nam": ("§¶ng Céng s¶n ViÖt Nam", "Ñaûng Coäng saûn Vieät Nam"),
    "phê duyệt quy hoạch": ("phª duyÖt quy ho¹ch", "pheâ duyeät quy hoaïch"),
    "thi đua yêu nước": ("thi ®ua yªu n\xad\xedc", "thi ñua yeâu nöôùc"),
    "nhân dân các dân tộc": ("nh©n d©n c¸c d©n téc", "nhaân daân caùc daân toäc"),
    "hội đồng nhân dân": ("héi ®ång nh©n d©n", "hoäi ñoàng nhaân daân"),
    "phát triển kinh tế": ("ph¸t triÓn kinh tÕ", "phaùt trieån kinh teá"),
    "được khen thưởng": ("®\xad\xeec khen th\xad\xebng", "ñöôïc khen thöôûng"),
    "đại hội đại biểu": ("®¹i héi ®¹i biÓu", "ñaïi hoäi ñaïi bieåu"),
}
_NAMED = {"à": "&agrave;", "á": "&aacute;", "ê": "&ecirc;", "ô": "&ocirc;", "â": "&acirc;"}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOOKS = (' face="Arial"', ' size="2"', ' color="#000080"', "")


def draw_blocks(chance: Random, many: int, faults: Collection[str] = ()) -> tuple[Block, ...]:
    """An article of so many parts; a paragraph stands between any two others.

    With the fault "hand-made list", some lists have their markers in their text.
    """
    blocks: list[Block] = [h(1, _sentence(chance), role="title")]
    make: list[Callable[[], Block]] = [
        lambda: h(2, _sentence(chance)),
        lambda: _list(chance, faults),
        lambda: _list(chance, faults),
        lambda: figure(f"anh/{chance.randrange(99)}.jpg", _sentence(chance), alt=""),
        lambda: Table(
            tuple(row(*(_phrase(chance) for _ in range(3))) for _ in range(chance.randint(2, 4)))
        ),
    ]
    for _ in range(many):
        blocks.append(_paragraph(chance))
        if chance.random() < 0.5:
            blocks.append(chance.choice(make)())
    return (*blocks, _paragraph(chance))


def write_page(blocks: tuple[Block, ...], faults: Collection[str], chance: Random) -> str:
    """HTML that says the blocks, with the faults in many places of it."""
    return _Writer(faults, chance).page(blocks)


def draw_faults(chance: Random) -> frozenset[str]:
    """The faults of a page, each as often as on real pages."""
    return frozenset(fault for fault in FAULTS if chance.random() < FREQUENCIES[fault] / 103)


def _phrase(chance: Random) -> str:
    return chance.choice(list(PHRASES))


def _sentence(chance: Random) -> str:
    return ", ".join(_phrase(chance) for _ in range(chance.randint(1, 3)))


def _list(chance: Random, faults: Collection[str]) -> ListBlock:
    texts = [_sentence(chance) + ";" for _ in range(chance.randint(3, 5))]
    ordered, mark = chance.random() < 0.5, chance.choice("-+•*")
    if "hand-made list" not in faults or chance.random() < 0.3:
        return ul(*texts, ordered=ordered)
    return typed(
        *(f"{f'{number}.' if ordered else mark} {text}" for number, text in enumerate(texts, 1)),
        ordered=ordered,
    )


def _paragraph(chance: Random) -> Paragraph:
    """One that no reader takes for a heading: not wholly bold, and it ends like a sentence."""
    if chance.random() < 0.3:
        return p(f"{_sentence(chance)} và ", b(_phrase(chance)), f", {_sentence(chance)}.")
    return p(f"{_sentence(chance)} và {_sentence(chance)}.")


class _Writer:
    def __init__(self, faults: Collection[str], chance: Random) -> None:
        self.faults = faults
        self.chance = chance

    def has(self, fault: str, probability: float) -> bool:
        """Whether the fault is to be made here."""
        return fault in self.faults and self.chance.random() < probability

    # ---- the page -------------------------------------------------------------------------

    def page(self, blocks: tuple[Block, ...]) -> str:
        parts = list(self.parts(blocks))
        body = "\n".join(parts)
        if "layout table" in self.faults:
            body = f"<table width=100% border=0><tr><td>{body}</td></tr></table>"
        if "page in page" in self.faults:
            body = f"<html><head><title>Trang</title></head><body>{body}</body></html>"
        lang = ""
        if "page language" in self.faults:
            lang = self.chance.choice([" lang=en", " lang=vn", " lang='en-us'"])
        return f"<html{lang}><head><title>Tin</title></head><body>\n{body}\n</body></html>"

    def parts(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        waiting: list[str] = []
        for block in blocks:
            if isinstance(block, Paragraph) and self.has("line breaks", 0.5):
                waiting.append(self.runs(block.runs))
                continue
            if waiting:
                yield self.block("p", "<br><br>\n".join(waiting))
                waiting = []
            yield from self.spoilt(block)
        if waiting:
            yield self.block("p", "<br>&nbsp;<br>".join(waiting))

    def spoilt(self, block: Block) -> Iterator[str]:
        if self.has("empty block", 0.4):
            yield self.chance.choice(
                ["<p>&nbsp;</p>", "<p></p>", "<div><br></div>", "<p><b><o:p>&nbsp;</o:p></b></p>"]
            )
        if self.has("script", 0.2):
            yield "<script>document.write('<p>x</p>')</script>"
        if self.has("office island", 0.2):
            yield "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
        match block:
            case Paragraph(runs=runs):
                html = self.block(self.chance.choice(["p", "p", "div"]), self.runs(runs))
                if self.has("layout table", 0.2):
                    width = self.chance.choice(["", " width=500", " style='width:300pt'"])
                    html = f"<table border=0{width}><tbody><tr><td>{html}</td></tr></table>"
                yield html
            case Heading(level=level, runs=runs):
                if self.has("Word heading", 0.7):
                    yield f"<p class=MsoHeading{level}>{self.runs(runs)}</p>"
                else:
                    yield self.block(f"h{level}", self.runs(runs))
            case ListBlock():
                yield self.list(block)
            case Figure():
                yield self.figure(block)
            case Table(rows=rows):
                yield self.table(rows)
            case _:
                raise AssertionError(block)

    def block(self, tag: str, html: str) -> str:
        looks = ""
        if self.has("presentation", 0.5):
            looks += " align=justify"
        if self.has("font size", 0.4):
            looks += " style='margin:0px;line-height:18px;font-size:10pt'"
        elif self.has("quoted style", 0.5):
            looks += ' style="font-family:"Times New Roman",serif"'
        end = "<o:p></o:p>" if self.has("office island", 0.3) else ""
        indent = "&nbsp;&nbsp;&nbsp; " if tag == "p" and self.has("no-break space", 0.3) else ""
        return f"<{tag}{looks}>{indent}{html}{end}</{tag}>"

    def list(self, block: ListBlock) -> str:
        texts = [next(block_texts(item.blocks[0])) for item in block.items]
        if block.typed_markers:
            return "\n".join(self.block("p", self.text(text)) for text in texts)
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{self.text(text)}' for text in texts)}</{tag}>"

    def figure(self, block: Figure) -> str:
        (image,) = block.images
        picture = f'<img src="{image.src}" alt="">'
        if self.has("late picture", 0.8):
            picture = f'<img src="data:image/gif;base64,R0lGOD" data-src="{image.src}" alt="">'
        text = self.text(next(block_texts(block)))
        if self.has("layout table", 0.7):
            return (
                f"<table border=0 width=300><tr><td>{picture}</td></tr>"
                f"<tr><td>{text}</td></tr></table>"
            )
        return f"<figure>{picture}<figcaption>{text}</figcaption></figure>"

    def table(self, rows: tuple[tuple[Cell, ...], ...]) -> str:
        html = ""
        for cells in rows:
            html += "<tr>"
            for cell in cells:
                width = " width=120 height=20" if self.has("fixed width", 0.6) else ""
                html += f"<td{width}>{self.text(next(block_texts(cell.blocks[0])))}</td>"
        return f"<table border=1>{html}</table>"

    # ---- the text -------------------------------------------------------------------------

    def runs(self, runs: tuple[Run, ...]) -> str:
        write = _garbled if self.has("mojibake", 0.3) else self.text
        return "".join(
            f"<b>{write(run.text)}</b>" if run.marks else write(run.text) for run in runs
        )

    def text(self, text: str) -> str:
        """The text, phrase by phrase."""
        html, rest = "", text
        while rest:
            phrase = next((one for one in PHRASES if rest.startswith(one)), "")
            if phrase:
                html += self.phrase(phrase)
                rest = rest[len(phrase) :]
            else:
                html += rest[0]
                rest = rest[1:]
        return html

    def phrase(self, phrase: str) -> str:
        if self.has("legacy encoding", 0.4):
            tcvn3, vni = PHRASES[phrase]
            font, letters = self.chance.choice([(".VnTime", tcvn3), ("VNI-Times", vni)])
            cut = letters.find(" ") + 2 if self.has("divided syllable", 0.5) else 0
            return "".join(
                f'<font face="{font}">{escape(part)}</font>'
                for part in (letters[:cut], letters[cut:])
                if part
            )
        html = self.word_space().join(map(self.word, phrase.split(" ")))
        if self.has("font", 0.4):
            html = f"<font{self.chance.choice(_LOOKS)}>{html}</font>"
        if self.has("twin", 0.4):
            depth = self.chance.randint(1, 10)
            html = "<span>" * depth + html + "</span>" * depth
        return html

    def word_space(self) -> str:
        if not self.has("no-break space", 0.4):
            return " "
        return self.chance.choice(["&nbsp;", "\xa0", "&nbsp; ", " &#160;&nbsp;"])

    def word(self, word: str) -> str:
        if self.has("look-alike", 0.8):
            word = word.replace("Đ", "Ð").replace("đ", "ð")
        letters = [word]
        if self.has("divided syllable", 0.4):
            cut = self.chance.randint(1, max(1, len(word) - 1))
            letters = [word[:cut], word[cut:]]
        tag = self.chance.choice(["span", "font", "font face=Arial"])
        pieces = [self.letters(part) for part in letters if part]
        if len(pieces) > 1:
            end = tag.split(" ")[0]
            pieces = [f"<{tag}>{piece}</{end}>" for piece in pieces]
        html = "".join(pieces)
        if not word.isascii() and self.has("wrong language", 0.3):
            html = f"<span lang={self.chance.choice(['EN-US', 'JA'])}>{html}</span>"
        return html

    def letters(self, word: str) -> str:
        """Part of a word, in other forms of its letters."""
        html = ""
        for letter in word:
            if self.has("normal form", 0.5):
                form = _apart(letter, tone_first=self.chance.random() < 0.5)
            else:
                form = letter
            for character in form:
                if self.has("reference", 0.3) and not character.isascii():
                    html += _NAMED.get(character, f"&#{ord(character)};")
                else:
                    html += character
            if self.has("invisible character", 0.1):
                html += self.chance.choice(["\u200b", "\ufeff", "&#8203;"])
        return html


def _apart(letter: str, tone_first: bool) -> str:
    """A letter in pieces, the tone before or after the circumflex, breve or horn."""
    base, *marks = list(normalize("NFD", letter))
    return base + "".join(sorted(marks, key=lambda mark: (mark in _TONES) != tone_first))


def _garbled(text: str) -> str:
    """UTF-8 read as windows-1252; of the five bytes that it lacks, as ISO-8859-1."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
        for byte in text.encode()
    )
