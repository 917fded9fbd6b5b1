"""Languages: said, rightly written, and those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from readable.check.languages import is_known, other_language, primary
from readable.check.names import one_line
from readable.check.page import Element, Text, once
from readable.check.rule import Outcome, failed, passed, rule
from readable.enriching.languages import find_foreign_text

if TYPE_CHECKING:
    from readable.check.page import Page

_SPOKEN = ("alt", "aria-label", "title")
_WHY = (
    "Trình đọc màn hình chọn giọng đọc theo lang; sai thì nghe không hiểu.",
    "Screen readers choose a voice by lang; with the wrong one nothing is understood.",
)


class _Piece(NamedTuple):
    text: str
    node: Text | Element


def _is_heard(page: Page, element: Element) -> bool:
    return page.access.is_visible(element) or page.access.in_tree(element)


@once
def _pieces(page: Page) -> dict[Element | None, list[_Piece]]:
    """The texts of a page, seen or heard, by the element whose `lang` holds for them."""
    found: dict[Element | None, list[_Piece]] = {}
    holders: dict[int, Element | None] = {}
    for element in page.elements:
        own = element if "lang" in element.attributes else None
        holders[element.order] = own or (holders[element.parent.order] if element.parent else None)
        if element.is_html and element.tag in ("script", "style", "template", "noscript"):
            continue
        is_title = element.tag == "title" and element.is_html
        if not (is_title or _is_heard(page, element)):
            continue
        holder = holders[element.order]
        for child in element.children:
            if isinstance(child, Text) and child.data.strip():
                found.setdefault(holder, []).append(_Piece(child.data, child))
        if not element.attributes:
            continue
        if element.get("aria-labelledby").strip() and page.access.role(element) == "img":
            # A label is spoken in the language of what it names.
            name = page.names.of(element)
            if name:
                found.setdefault(holder, []).append(_Piece(name, element))
        for name in _SPOKEN:
            if element.get(name).strip():
                found.setdefault(holder, []).append(_Piece(element.get(name), element))
    return found


@rule(
    "page-has-lang",
    act="b5c3f8",
    wcag="3.1.1",
    title=("Trang nói nó viết bằng tiếng gì", "The page says its language"),
    why=_WHY,
    wrong=("Thẻ html không có lang", "The html element has no lang"),
    help=('Viết <html lang="vi">.', 'Write <html lang="vi">.'),
    passes=('<!doctype html><html lang="vi"><p>Tin</p>',),
    fails=("<!doctype html><html><p>Tin</p>", '<!doctype html><html lang=""><p>Tin</p>'),
)
def page_has_lang(page: Page) -> Iterator[Outcome]:
    if page.is_document and page.root is not None:
        yield passed(page.root) if page.root.get("lang").strip() else failed(page.root)


@rule(
    "page-lang-is-valid",
    act="bf051a",
    wcag="3.1.1",
    title=("Mã ngôn ngữ của trang là mã có thật", "The page's language tag exists"),
    why=_WHY,
    wrong=('lang="{lang}" không phải mã ngôn ngữ', 'lang="{lang}" is no language tag'),
    help=("Tiếng Việt là vi, không phải vn.", "Vietnamese is vi, not vn."),
    passes=('<!doctype html><html lang="vi-VN"><p>Tin</p>',),
    fails=('<!doctype html><html lang="vn"><p>Tin</p>',),
)
def page_lang_is_valid(page: Page) -> Iterator[Outcome]:
    root = page.root
    if not page.is_document or root is None or not root.get("lang").strip():
        return
    tag = root.get("lang")
    yield passed(root) if is_known(tag) else failed(root, lang=tag[:40])


@rule(
    "lang-is-valid",
    act="de46e4",
    wcag="3.1.2",
    level="AA",
    title=("Mã ngôn ngữ của một phần là mã có thật", "A part's language tag exists"),
    why=_WHY,
    wrong=('lang="{lang}" không phải mã ngôn ngữ', 'lang="{lang}" is no language tag'),
    help=("Tiếng Việt là vi, không phải vn.", "Vietnamese is vi, not vn."),
    passes=('<p lang="en">Good morning.</p>',),
    fails=('<p lang="vn">Xin chào.</p>', '<p lang="eng">Good morning.</p>'),
)
def lang_is_valid(page: Page) -> Iterator[Outcome]:
    pieces = _pieces(page)
    for element in page.elements:
        if not element.is_html or element.tag == "html" or not element.get("lang").strip():
            continue
        if element not in pieces:
            continue
        tag = element.get("lang")
        yield passed(element) if is_known(tag) else failed(element, lang=tag[:40])


_WRONG = (
    "Viết bằng {found}, nhưng lang nói là {lang}",
    "It is written in {found}, but lang says {lang}",
)
_HELP = ("Viết lang đúng với ngôn ngữ của văn bản.", "Write the lang that the text is in.")


def _told(pieces: list[_Piece]) -> str:
    told: list[str] = []
    length = 0
    for piece in pieces:
        told.append(one_line(piece.text))
        length += len(told[-1]) + 1
        if length > _MOST_TOLD:
            break
    return " ".join(told)[:_MOST_TOLD]


# More letters of a language say nothing new.
_MOST_TOLD = 4000


@rule(
    "page-lang-matches-text",
    act="ucwvc8",
    wcag="3.1.1",
    title=("Ngôn ngữ của trang đúng với văn bản", "The page's language is that of its text"),
    why=_WHY,
    wrong=_WRONG,
    help=_HELP,
    passes=('<!doctype html><html lang="vi"><p>Ủy ban nhân dân tỉnh tổ chức hội nghị.</p>',),
    fails=('<!doctype html><html lang="en"><p>Ủy ban nhân dân tỉnh tổ chức hội nghị.</p>',),
)
def page_lang_matches_text(page: Page) -> Iterator[Outcome]:
    root = page.root
    if not page.is_document or root is None or not is_known(root.get("lang")):
        return
    pieces = _pieces(page).get(root)
    if not pieces:
        return
    found = _commonest(pieces, root.get("lang"))
    if found is None:
        yield passed(root)
    else:
        yield failed(root, found=found, lang=root.get("lang"))


def _commonest(pieces: list[_Piece], declared: str) -> str | None:
    """Another language than the declared one, if most of the text is surely in it."""
    whole = other_language(_told(pieces), declared)
    if whole is None:
        return None
    words: dict[str | None, int] = {}
    for piece in pieces[:400]:
        language = other_language(piece.text, declared)
        words[language] = words.get(language, 0) + len(piece.text.split())
    return whole if words.get(whole, 0) * 2 >= sum(words.values()) else None


@rule(
    "lang-matches-text",
    act="off6ek",
    wcag="3.1.2",
    level="AA",
    title=("Ngôn ngữ của một phần đúng với văn bản", "A part's language is that of its text"),
    why=_WHY,
    wrong=_WRONG,
    help=_HELP,
    passes=('<p lang="en">The committee will meet again at the end of the year.</p>',),
    fails=('<p lang="fr">The committee will meet again at the end of the year.</p>',),
)
def lang_matches_text(page: Page) -> Iterator[Outcome]:
    for element, pieces in _pieces(page).items():
        if (
            element is None
            or not element.is_html
            or element.tag == "html"
            or not is_known(element.get("lang"))
        ):
            continue
        found = _commonest(pieces, element.get("lang"))
        if found is None:
            yield passed(element)
        else:
            yield failed(element, found=found, lang=element.get("lang"))


@rule(
    "foreign-text-has-lang",
    wcag="3.1.2",
    level="AA",
    source="https://www.w3.org/WAI/WCAG22/Understanding/language-of-parts",
    title=("Câu tiếng nước ngoài có lang", "A foreign sentence has a lang"),
    why=_WHY,
    wrong=(
        "Câu bằng {found} nằm trong văn bản {lang} mà không có lang",
        "A sentence in {found} stands in {lang} text without a lang",
    ),
    help=('Đặt câu trong <span lang="{found}">.', 'Put it into <span lang="{found}">.'),
    passes=(
        '<p lang="vi">Ông nói: <span lang="en">We are very happy to be here with all of you.</span></p>',
    ),
    fails=('<p lang="vi">Ông nói: “We are very happy to be here with all of you.” rồi ra về.</p>',),
)
def foreign_text_has_lang(page: Page) -> Iterator[Outcome]:
    for element, pieces in _pieces(page).items():
        if element is None or not is_known(element.get("lang")):
            continue
        declared = primary(element.get("lang"))
        if _commonest(pieces, declared) is not None:
            continue  # said of the whole already
        for piece in pieces:
            if not isinstance(piece.node, Text) or (
                len(piece.text) < 20 and not _BEYOND.search(piece.text)
            ):
                continue
            if piece.node.parent.tag in ("code", "pre", "kbd", "samp", "cite", "title"):
                continue
            for found in find_foreign_text(piece.text, declared):
                part = piece.text[found.start : found.end]
                if _is_sentence(part) and other_language(part, declared) == found.lang:
                    yield failed(text=piece.node, part=part, found=found.lang, lang=declared)


# Scripts in which a few letters are a sentence: Thai and its neighbours, and East Asia's.
_BEYOND = re.compile("[\u0e00-\u1dff\u2e80-\U0010ffff]")


def _is_sentence(part: str) -> bool:
    """Whether a text has words enough: codes of colours and letters of formulas are none."""
    if _BEYOND.search(part):
        return True
    return len(re.findall(r"[^\W\d_]{2,}", part)) >= 4
