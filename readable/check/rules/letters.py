"""The letters of a text: typed, encoded and put together as Vietnamese is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, combining, normalize

from readable.check.languages import primary
from readable.check.page import Element, Text, once
from readable.check.rule import Kind, Outcome, failed, passed, rule
from readable.legacy import font_encoding, is_unicode, mend_legacy, mend_mojibake, weigh_font
from readable.vietnamese import canonical, is_syllable, mend_invisibles, mend_look_alikes

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.screen.fonts import Font

_TOKEN = re.compile(r"\S+")
_UNICODE = "https://www.unicode.org/reports/tr15/"
_NFC_HELP = (
    "Chuyển văn bản về Unicode dựng sẵn (NFC).",
    "Convert the text to composed Unicode (NFC).",
)


@once
def texts(page: Page) -> list[Text]:
    """The text nodes that are seen or heard, and the title."""
    return list(_texts(page))


@once
def marked_texts(page: Page) -> list[Text]:
    """Those of them that have other letters than those of English."""
    return [one for one in texts(page) if not one.data.isascii()]


@once
def drawn_texts(page: Page) -> list[tuple[Text, tuple[Font, ...]]]:
    """Those of them that are seen, each with the fonts that may draw it."""
    return [
        (one, page.fonts.stack(page.styles.of(one.parent)))
        for one in marked_texts(page)
        if one.parent.tag != "title" and page.access.is_visible(one.parent)
    ]


def _with(page: Page, wanted: Callable[[str], bool]) -> tuple[frozenset[str], list[Text]]:
    """The characters of a kind that stand on the page, and the texts that have any of them."""
    found = frozenset(filter(wanted, _signs(page)))
    return found, [
        one for one in marked_texts(page) if not found.isdisjoint(one.data)
    ] if found else []


@once
def _signs(page: Page) -> frozenset[str]:
    """Every character of the texts but those of English."""
    return frozenset().union(*(one.data for one in marked_texts(page)))


def _texts(page: Page) -> Iterator[Text]:
    code = page.within("code pre kbd samp textarea")
    for element in page.elements:
        if element.is_html and element.tag in ("script", "style", "template", "noscript"):
            continue
        if element.order in code:
            continue
        own = [one for one in element.children if isinstance(one, Text) and one.data.strip()]
        if own and (
            element.tag == "title"
            or page.access.is_visible(element)
            or page.access.in_tree(element)
        ):
            yield from own


class Spoken(Text):
    """A text that stands in an attribute: heard, and seldom seen."""

    __slots__ = ("name",)

    def __init__(self, data: str, parent: Element, name: str) -> None:
        super().__init__(data, parent)
        self.name = name

    @property
    def offset(self) -> int:
        return self.parent.attribute_start(self.name)


@once
def _told(page: Page) -> list[Text]:
    """The text nodes with other letters than those of English, and attributes that are read out."""
    return [*marked_texts(page), *_spoken(page)]


def _spoken(page: Page) -> Iterator[Spoken]:
    for element in page.elements:
        if not element.attributes:
            continue
        for name in ("alt", "title", "aria-label", "placeholder"):
            data = element.get(name)
            if data and not data.isascii() and page.access.in_tree(element):
                yield Spoken(data, element, name)


def _changed(text: str, mended: str) -> str:
    """The first word that a mend changed."""
    before, after = _TOKEN.findall(text), _TOKEN.findall(mended)
    if len(before) != len(after):
        return next(
            (one for one, other in zip(before, after, strict=False) if one != other),
            before[0] if before else "",
        )
    return next((one for one, other in zip(before, after, strict=True) if one != other), "")


def _mended(page: Page, mend: Callable[[str], str], kind: Kind = "failed") -> Iterator[Outcome]:
    for text in _told(page):
        mended = mend(text.data)
        if mended == text.data:
            yield passed(text.parent)
        else:
            word = _changed(text.data, mended)
            right = mend(word)
            yield failed(text=text, part=word, kind=kind, word=word[:40], right=right[:40])


@rule(
    "text-is-not-garbled",
    wcag="3.1.1",
    impact="critical",
    source="https://www.w3.org/International/questions/qa-what-is-encoding",
    title=("Chữ không bị vỡ mã", "The text is not garbled"),
    why=(
        "UTF-8 bị đọc như windows-1252 thì không ai đọc được.",
        "UTF-8 that was read as windows-1252 is legible to nobody.",
    ),
    wrong=("Chữ vỡ mã: “{word}” là “{right}”", "Garbled text: “{word}” stands for “{right}”"),
    help=("Lưu và gửi trang bằng UTF-8.", "Save and send the page as UTF-8."),
    passes=("<p>Tỉnh ủy Bắc Kạn</p>",),
    fails=("<p>Tá»‰nh á»§y Báº¯c Káº¡n</p>",),
)
def text_is_not_garbled(page: Page) -> Iterator[Outcome]:
    yield from _mended(page, lambda text: mend_mojibake(text)[0])


@rule(
    "text-has-no-replacement-character",
    wcag="3.1.1",
    impact="critical",
    source="https://www.unicode.org/charts/PDF/UFFF0.pdf",
    title=("Không có ký tự thay thế (U+FFFD)", "No replacement characters (U+FFFD)"),
    why=("U+FFFD đứng thay một chữ đã mất.", "U+FFFD stands for a letter that is lost."),
    wrong=("Một chữ đã mất ở “{word}”", "A letter is lost in “{word}”"),
    help=(
        "Gõ lại chữ, hoặc sửa bảng mã của trang.",
        "Type the letter again, or put the page's encoding right.",
    ),
    passes=("<p>Tỉnh ủy</p>",),
    fails=("<p>T�nh ủy</p>",),
)
def text_has_no_replacement_character(page: Page) -> Iterator[Outcome]:
    for text in _told(page):
        if "\ufffd" in text.data:
            word = _word_with(text.data, "\ufffd")
            yield failed(text=text, part=word, word=word[:40])
        else:
            yield passed(text.parent)


@rule(
    "text-is-unicode",
    wcag="3.1.1",
    impact="critical",
    source="https://www.w3.org/International/questions/qa-choosing-encodings",
    title=(
        "Chữ là Unicode, không phải TCVN3, VNI, VISCII hay VPS",
        "The text is Unicode, not TCVN3, VNI, VISCII or VPS",
    ),
    why=(
        "Chữ theo phông cũ chỉ đọc được khi có đúng phông ấy; máy đọc và tìm kiếm thì không bao giờ.",
        "Text for an old font is legible with that font alone, and never to speech or search.",
    ),
    wrong=(
        "Chữ theo bảng mã cũ: “{word}” là “{right}”",
        "Text in an old encoding: “{word}” stands for “{right}”",
    ),
    help=("Chuyển mã văn bản sang Unicode.", "Convert the text to Unicode."),
    passes=("<p>Việt Nam</p>",),
    fails=("<p>Phª duyÖt quy ho¹ch kÕt cÊu h¹ tÇng</p>",),
)
def text_is_unicode(page: Page) -> Iterator[Outcome]:
    for element, nodes, joined in _by_block(page):
        if joined.isascii():
            continue
        if mend_mojibake(joined)[1]:
            continue  # said by another rule
        font = _font_of(page, nodes[0])
        mended = mend_legacy(joined, font if font in _old_fonts(page) else None, is_sure=True)
        if not mended.count:
            yield passed(element)
            continue
        word = _changed(joined, mended.text)
        node = next((one for one in nodes if word in one.data), nodes[0])
        before, after = _TOKEN.findall(joined), _TOKEN.findall(mended.text)
        right = (
            next((b for a, b in zip(before, after, strict=False) if a == word), "")
            if len(before) == len(after)
            else mended.text.strip()
        )
        yield failed(
            element,
            text=node,
            part=word,
            word=word[:40],
            right=right[:40],
            measured={"encoding": mended.encoding, "words": mended.count},
        )


def _font_of(page: Page, text: Text) -> str:
    return page.styles.of(text.parent).get("font-family") or ""


@once
def _old_fonts(page: Page) -> frozenset[str]:
    """The fonts of old encodings that all their text on the page is in: some only were left on."""
    by_font: dict[str, list[str]] = {}
    for text in texts(page):
        if not text.data.isascii():
            by_font.setdefault(_font_of(page, text), []).append(text.data)
    in_unicode = {font for font, group in by_font.items() if any(map(is_unicode, group))}
    return frozenset(
        font
        for font, group in by_font.items()
        if (drawn := font_encoding(font))
        and weigh_font(group, drawn[0], beside_unicode=bool(in_unicode - {font})) > 0
    )


class _Block(NamedTuple):
    """A block, the texts that stand in it and in no block within it, and these as one."""

    element: Element
    nodes: list[Text]
    joined: str


@once
def _by_block(page: Page) -> list[_Block]:
    """The texts by the block that they stand in."""
    found: dict[Element, list[Text]] = {}
    for text in texts(page):
        block = text.parent
        if page.styles.of(block).is_inline:
            block = next((one for one in block.family if not page.styles.of(one).is_inline), block)
        found.setdefault(block, []).append(text)
    return [
        _Block(element, nodes, "".join([one.data for one in nodes]))
        for element, nodes in found.items()
    ]


_COMPOSED = re.compile(
    "[\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u0102\u0103\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_APART = re.compile(
    "[A-Za-z\u00c0-\u01b0\u1ea0-\u1ef9][\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]+"
)


def _in_pieces(text: str) -> list[str]:
    """The letters that are typed in pieces though Unicode has them whole."""
    if text.isascii():
        return []
    return [found[0] for found in _APART.finditer(text) if normalize("NFC", found[0]) != found[0]]


def _word_with(text: str, part: str) -> str:
    return next((one for one in _TOKEN.findall(text) if part in one), part)


@rule(
    "normal-forms-are-not-mixed",
    wcag="1.3.1",
    level="AA",
    source=_UNICODE,
    title=("Không lẫn chữ dựng sẵn và chữ tổ hợp", "Composed and decomposed letters are not mixed"),
    why=(
        "Hai cách gõ trông giống nhau nhưng máy thấy khác: tìm không ra, đọc sai, dấu lệch.",
        "The two look alike and are not: search misses them, speech and marks go wrong.",
    ),
    wrong=(
        "Đoạn này lẫn hai cách gõ: “{word}” được gõ tổ hợp",
        "The paragraph mixes both: “{word}” is typed in pieces",
    ),
    help=_NFC_HELP,
    passes=("<p>Tỉnh ủy, Ủy ban</p>",),
    fails=("<p>Tỉnh ủy, Uy\u0309 ban</p>",),
)
def normal_forms_are_not_mixed(page: Page) -> Iterator[Outcome]:
    for element, nodes, joined in _by_block(page):
        if joined.isascii():
            continue
        apart = _in_pieces(joined)
        if not apart:
            yield passed(element)
        elif _COMPOSED.search(_APART.sub("", joined)):
            node = next((one for one in nodes if apart[0] in one.data), nodes[0])
            word = _word_with(node.data, apart[0])
            yield failed(
                element, text=node, part=word, word=word[:40], measured={"letters": len(apart)}
            )


@rule(
    "text-is-composed",
    wcag="1.3.1",
    level="AAA",
    impact="minor",
    source=_UNICODE,
    title=("Chữ được gõ dựng sẵn", "The text is composed"),
    why=(
        "Chữ tổ hợp vẽ đúng chỉ khi phông có chỗ đặt dấu; ô tìm kiếm thì thường không thấy.",
        "Letters in pieces are drawn right only by fonts that place marks, and search seldom finds them.",
    ),
    wrong=("Văn bản gõ tổ hợp: “{word}”", "The text is typed in pieces: “{word}”"),
    help=_NFC_HELP,
    passes=("<p>Tỉnh ủy</p>",),
    fails=("<p>Ti\u0309nh u\u0309y</p>",),
)
def text_is_composed(page: Page) -> Iterator[Outcome]:
    for element, nodes, joined in _by_block(page):
        apart = _in_pieces(joined)
        if apart and not _COMPOSED.search(_APART.sub("", joined)):
            node = next((one for one in nodes if apart[0] in one.data), nodes[0])
            word = _word_with(node.data, apart[0])
            yield failed(
                element,
                text=node,
                part=word,
                kind="warning",
                word=word[:40],
                measured={"letters": len(apart)},
            )
        elif not joined.isascii():
            yield passed(element)


_DEPRECATED = frozenset("\u0340\u0341\u0343\u0344")


@rule(
    "no-deprecated-marks",
    wcag="1.3.1",
    level="AA",
    source="https://www.unicode.org/charts/PDF/U0300.pdf",
    title=("Không dùng dấu đã bị bỏ (U+0340, U+0341)", "No deprecated marks (U+0340, U+0341)"),
    why=(
        "Nhiều phông và trình đọc không biết các dấu này.",
        "Many fonts and voices do not know these marks.",
    ),
    wrong=(
        "“{word}” có dấu thanh U+{code} mà Unicode đã bỏ",
        "“{word}” has the tone mark U+{code}, which Unicode deprecates",
    ),
    help=_NFC_HELP,
    passes=("<p>Tiến</p>",),
    fails=("<p>Tiê\u0341n</p>",),
)
def no_deprecated_marks(page: Page) -> Iterator[Outcome]:
    if marked_texts(page):
        yield passed()
    for text in _with(page, _DEPRECATED.__contains__)[1]:
        mark = next(one for one in text.data if one in _DEPRECATED)
        word = _word_with(text.data, mark)
        yield failed(text=text, part=word, word=word[:40], code=f"{ord(mark):04X}")


@rule(
    "marks-are-in-order",
    wcag="1.3.1",
    level="AA",
    source=_UNICODE,
    title=("Dấu đúng thứ tự", "Marks are in order"),
    why=(
        "Dấu thanh gõ trước dấu mũ thì bị vẽ chồng ngược, và tìm không ra.",
        "A tone that is typed before the circumflex is stacked upside down, and search misses it.",
    ),
    wrong=("Dấu sai thứ tự trong “{word}”", "The marks of “{word}” are in the wrong order"),
    help=_NFC_HELP,
    passes=("<p>Tiếng</p>",),
    fails=("<p>Tié\u0302ng</p>",),
)
def marks_are_in_order(page: Page) -> Iterator[Outcome]:
    if marked_texts(page):
        yield passed()
    for text in _with_marks(page):
        wrong = [
            one for one in _TOKEN.findall(text.data) if canonical(one) != normalize("NFC", one)
        ]
        if wrong:
            yield failed(text=text, part=wrong[0], word=wrong[0][:40])


@once
def _with_marks(page: Page) -> list[Text]:
    """The texts that have a combining mark."""
    return _with(page, lambda one: combining(one) > 0)[1]


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@rule(
    "marks-are-not-doubled",
    wcag="3.1.1",
    level="AA",
    source=_UNICODE,
    title=("Một chữ không có hai dấu thanh", "No letter has two tones"),
    why=(
        "Hai dấu thanh trên một chữ là lỗi gõ, và không ai đọc được.",
        "Two tones on a letter are a slip of typing that nobody can read.",
    ),
    wrong=("Thừa dấu trong “{word}”", "“{word}” has a mark too many"),
    help=("Gõ lại từ này.", "Type the word again."),
    passes=("<p>Tiếng</p>",),
    fails=("<p>Tiế\u0301ng</p>",),
)
def marks_are_not_doubled(page: Page) -> Iterator[Outcome]:
    for text in _with_marks(page):
        found = None
        for cluster in _APART.finditer(normalize("NFD", text.data)):
            marks = cluster[0][1:]
            if sum(one in _TONES for one in marks) > 1 or len(set(marks)) < len(marks):
                found = normalize("NFC", cluster[0])
                break
        if found is None:
            yield passed(text.parent)
        else:
            word = next(
                (one for one in _TOKEN.findall(text.data) if found in normalize("NFC", one)), found
            )
            yield failed(text=text, part=word, word=word[:40])


@rule(
    "letters-are-vietnamese",
    wcag="3.1.1",
    level="AA",
    source="https://www.unicode.org/reports/tr39/",
    title=("Chữ đ là chữ đ", "The letter đ is đ"),
    why=(
        "ð của tiếng Iceland trông như đ, nhưng được đọc và tìm như một chữ khác.",
        "The ð of Icelandic looks like đ, and is spoken and searched as another letter.",
    ),
    wrong=(
        "“{word}” có chữ trông giống: đúng là “{right}”",
        "“{word}” has a look-alike letter: “{right}” is meant",
    ),
    help=("Gõ lại bằng đ (U+0111) hoặc Đ (U+0110).", "Type đ (U+0111) or Đ (U+0110)."),
    passes=("<p>Đại hội Đảng bộ tỉnh</p>",),
    fails=("<p>Ðại hội Ðảng bộ tỉnh</p>", "<p>Th\u0435o quyết định của tỉnh</p>"),
)
def letters_are_vietnamese(page: Page) -> Iterator[Outcome]:
    for text in _told(page):
        whole = normalize("NFC", text.data)
        mended = _plain_look_alikes(mend_look_alikes(whole)[0])
        if mended == whole:
            yield passed(text.parent)
            continue
        word = _changed(whole, mended)
        before, after = _TOKEN.findall(whole), _TOKEN.findall(mended)
        right = next((b for a, b in zip(before, after, strict=False) if a == word), "")
        yield failed(text=text, part=word, word=word[:40], right=right[:40])


# Letters of other scripts that look as Latin ones do, in words that are otherwise Latin; a
# dotless i, and Ơ and Ư with a comma; U+01A3 (gha) that some take for ơ.
_OTHER_SCRIPT = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u03bf\u039f\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u03a1\u03a4\u03a7\u01a3\u01a2\u0131",
    "aeopcyxiABEKMHOPCTXoOABEHIKMNPTXơƠi",
)
# Letters of double width, as East Asian keyboards type them.
_OTHER_SCRIPT |= {0xFEE0 + code: code for code in range(0x41, 0x7B) if chr(code).isalpha()}
# A caron for a breve, where other words are surely Vietnamese: pinyin has it too.
_CARONS = str.maketrans("ǎǍ", "ăĂ")
_SURELY_VIETNAMESE = re.compile("[đĐăĂơƠưƯạ-ỹẠ-Ỹ]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


def _plain_look_alikes(text: str) -> str:
    """The text with letters of other scripts made Latin in words that are syllables then."""
    if not _MAY_BE_OTHER.search(text):
        return text
    table = _OTHER_SCRIPT
    if not _CARONS.keys().isdisjoint(map(ord, text)) and _SURELY_VIETNAMESE.search(text):
        table = table | _CARONS

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        mended = normalize("NFC", word.translate(table))
        if mended == word or not re.search(
            "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]", word.translate(_NOTHING)
        ):
            return word
        return mended if is_syllable(mended) or _CYRILLIC_WITHIN.fullmatch(word) else word

    return _WORD.sub(mend, text)


# No word is written in both alphabets: "Mаrketing" with a Cyrillic а is a slip in any language.
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_CYRILLIC = "".join(chr(code) for code in _OTHER_SCRIPT if 0x400 <= code < 0x500)
_CYRILLIC_WITHIN = re.compile(
    f"(?=.*[{_CYRILLIC}])(?=(?:.*[{_LATIN}]){{2}})[{_LATIN}{_CYRILLIC}\u0300-\u036f]+"
)
_MAY_BE_OTHER = re.compile(f"[{''.join(map(chr, _OTHER_SCRIPT | _CARONS))}]")
_NOTHING = dict.fromkeys(_OTHER_SCRIPT)


@rule(
    "words-hold-nothing-invisible",
    wcag="1.3.1",
    level="AAA",
    impact="minor",
    source="https://www.unicode.org/reports/tr36/",
    title=("Trong từ không có ký tự vô hình", "No invisible characters in words"),
    why=(
        "Gạch nối mềm, dấu cách rộng 0 làm tìm kiếm không thấy từ, và từ gãy ở cuối dòng.",
        "Soft hyphens and zero-width spaces hide words from search and break them at line ends.",
    ),
    wrong=("Có ký tự vô hình trong “{word}”", "An invisible character is in “{word}”"),
    help=("Xóa ký tự ấy.", "Delete it."),
    passes=("<p>Phương án</p>",),
    fails=("<p>Phư\u00adơng án</p>",),
)
def words_hold_nothing_invisible(page: Page) -> Iterator[Outcome]:
    for text in marked_texts(page):
        found = _INVISIBLE.search(text.data)
        if found is None:
            yield passed(text.parent)
        elif mend_mojibake(text.data)[1] or mend_legacy(text.data).count:
            continue  # there they are parts of letters
        elif primary(text.parent.language) not in ("", "vi") and "\u00ad" in found[0]:
            continue  # other languages part their words there
        elif mend_invisibles(text.data)[1]:
            word = _word_with(text.data, found[0])
            yield failed(text=text, part=word, word=word.translate(_VISIBLE)[:40], kind="warning")


# Between two letters: what ends a word hides nothing.
_INVISIBLE = re.compile("(?<=[^\\W\\d_])[\u00ad\u200b\ufeff]+(?=[^\\W\\d_])")
_VISIBLE = {0xAD: "·", 0x200B: "·", 0xFEFF: "·"}


_SPACED_OUT = re.compile(
    r"(?<![^\s(\"“])(?:[^\W\d_][\u0300-\u036f]*[ \u00a0]){2,}[^\W\d_][\u0300-\u036f]*(?![^\s).,;:!?\"”])"
)
_GLUED = re.compile(
    "\u00a0[ \t\u00a0]*\u00a0|(?:[ \t]*\u00a0[ \t]*){3,}|[\u2000-\u200a\u3000](?:\\s?[\u2000-\u200a\u3000]){2,}"
)
_WIDE_SPACES = frozenset("\u00a0\u3000") | {chr(code) for code in range(0x2000, 0x200B)}


@rule(
    "words-are-not-spaced-out",
    wcag="1.3.2",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F32",
    title=("Từ không bị tách bằng dấu cách", "Words are not spaced out with spaces"),
    why=(
        "“T h ô n g b á o” được đọc từng chữ cái, và tìm không ra.",
        "“T h ô n g b á o” is spelt letter by letter by a voice, and search does not find it.",
    ),
    wrong=("Chữ bị tách bằng dấu cách: “{word}”", "Letters are spaced out with spaces: “{word}”"),
    help=(
        "Viết liền từ, dùng letter-spacing để giãn.",
        "Write the word whole, and space it with letter-spacing.",
    ),
    passes=("<p>Thông báo</p>", "<p>Phương án A B C</p>"),
    fails=("<p>T h ô n g b á o</p>",),
)
def words_are_not_spaced_out(page: Page) -> Iterator[Outcome]:
    for element, nodes, joined in _by_block(page):
        found = next((one for one in _SPACED_OUT.finditer(joined) if _is_word(one[0])), None)
        if found is None:
            yield passed(element)
        else:
            node = next((one for one in nodes if found[0] in one.data), nodes[0])
            yield failed(text=node, part=found[0], word=found[0][:40])


def _is_word(spaced: str) -> bool:
    """Whether single letters together are a syllable of Vietnamese, or a run of them."""
    letters = normalize("NFC", re.sub("[ \u00a0]", "", spaced))
    if len(letters) < 3:
        return False
    vowels = sum(one in "aeiouy" for one in normalize("NFD", letters.lower()))
    if not vowels or (letters.isupper() and letters.isascii() and len(letters) <= 5):
        return False
    lower = letters.lower()
    if is_syllable(lower):
        return True
    # "thôngbáo": cut at any place into syllables.
    reach = {0}
    for start in range(len(lower)):
        if start in reach:
            reach |= {
                end
                for end in range(start + 1, min(len(lower), start + 7) + 1)
                if is_syllable(lower[start:end])
            }
    return len(lower) in reach and len(lower) >= 4


@rule(
    "layout-is-not-by-spaces",
    wcag="1.3.2",
    impact="moderate",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F33",
    title=("Không trình bày bằng dấu cách", "Nothing is laid out with spaces"),
    why=(
        "Chuỗi &nbsp; vỡ hàng khi phóng to, và không ai nghe thấy.",
        "Runs of &nbsp; fall apart when text is enlarged, and nobody hears them.",
    ),
    wrong=(
        "{count} chuỗi dấu cách dùng để căn chỉnh",
        "{count} run(s) of spaces used to lay out text",
    ),
    help=("Dùng text-indent, margin hoặc bảng.", "Use text-indent, a margin or a table."),
    passes=("<p>75&nbsp;năm</p>",),
    fails=(
        "<p>Năm&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;2023</p>",
        "<p>Nơi nhận:&emsp;&emsp;&emsp;&emsp;Như trên</p>",
        "<pre>Họ và tên      Năm sinh     Quê\nTrần Văn A     1970         Bắc Kạn</pre>",
    ),
)
def layout_is_not_by_spaces(page: Page) -> Iterator[Outcome]:
    for element in page.find("pre"):
        if page.access.is_visible(element) and _has_columns(element):
            yield failed(element, count=element.text_content.count("   "))
    for text in _with(page, _WIDE_SPACES.__contains__)[1]:
        found = [one for one in _GLUED.finditer(text.data) if text.data.strip()]
        if found:
            yield failed(text=text, offset=text.offset, count=len(found))
        elif text.data.count("\u00a0") >= 3 and _is_between_words(text.data):
            yield failed(
                text=text, offset=text.offset, count=text.data.count("\u00a0"), kind="warning"
            )
        else:
            yield passed(text.parent)


_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")


def _has_columns(element: Element) -> bool:
    """Whether preformatted text is a table of words, set with spaces (WCAG, F34), and no code."""
    if any(one.tag in ("code", "samp", "kbd") for one in (*element.family, *element.descendants())):
        return False
    lines = [line for line in element.text_content.splitlines() if line.strip()]
    starts = [{gap.end() for gap in _GAP.finditer(line)} for line in lines]
    columns = [one for one in starts if len(one) >= 2]
    words = not re.search(r"[{};=<>|]", element.text_content)
    return words and len(columns) >= 2 and len(set.intersection(*columns)) >= 2


def _is_between_words(data: str) -> bool:
    """Whether no-break spaces stand between words, not only at numbers and signs."""
    glued = len(_GLUED_WORDS.findall(data))
    return glued * 3 > len(data.split())


_GLUED_WORDS = re.compile(r"(?<=[^\W\d_])\u00a0(?=[^\W\d_])")


@rule(
    "no-private-characters",
    wcag="1.1.1",
    impact="critical",
    source="https://www.unicode.org/faq/private_use",
    title=("Không có ký tự riêng không phông nào vẽ", "No private characters that no font draws"),
    why=(
        "Ký tự vùng riêng hiện thành ô vuông, và không trình đọc nào biết.",
        "Characters for private use show as boxes, and no voice knows them.",
    ),
    wrong=(
        "“{word}” có ký tự U+{code} mà không phông nào của trang vẽ được",
        "“{word}” has the character U+{code}, which no font of the page draws",
    ),
    help=(
        "Thay bằng ký tự Unicode thật, hoặc hình có alt.",
        "Put a real character there, or an image with an alt.",
    ),
    passes=("<p>• Điều 5</p>",),
    fails=("<p>\uf0b7\ue123 Điều 5</p>",),
    needs="screen",
)
def no_private_characters(page: Page) -> Iterator[Outcome]:
    signs, found = _with(page, lambda one: category(one) in ("Co", "Cn"))
    if len(found) < len(marked_texts(page)):
        yield passed()
    for text in found:
        private = [one for one in text.data if one in signs]
        stack = page.fonts.stack(page.styles.of(text.parent))
        missing = [one for one in private if not any(font.draws(one) for font in stack)]
        if missing:
            word = _word_with(text.data, missing[0])
            yield failed(text=text, part=word, word=word[:40], code=f"{ord(missing[0]):04X}")
