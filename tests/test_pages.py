"""Any Vietnamese page is read as it was meant, whatever its editors did to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from time import process_time
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from pages import MENDS, SOME, USUAL, Page, b, i, p, ul
from pages.alone import ALONE
from pages.faulty import FAULTS, LEGACY, draw_blocks, draw_faults, write_page
from pages.pasted import PASTED

from readable.article import Article
from readable.reading import read_article

PAGES = {**ALONE, **PASTED}
RULES = frozenset({"hand-made-list", "fake-heading"})

each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


# ---- each fault, alone and as programs leave them ---------------------------------------------


@each_page
def test_the_text_is_the_one_that_was_meant(page: Page) -> None:
    assert read_article(page.html).text == Article(page.blocks).text


@each_page
def test_the_structure_is_the_one_that_was_meant(page: Page) -> None:
    article = read_article(page.html)
    assert article.blocks == page.blocks
    assert article.lang == page.lang


@each_page
def test_every_mend_is_told_by_its_name_and_how_often_it_was_needed(page: Page) -> None:
    told = {mend.name: mend.count for mend in read_article(page.html).mends}
    for name, count in page.mends.items():
        assert name in told
        assert told[name] == count or (count == SOME and told[name] > 0), name
    # Pasted pages are full of small things; of one fault alone nothing else is told.
    assert told.keys() <= (MENDS if page in PASTED.values() else USUAL | page.mends.keys())


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES.values() if page.findings is not None],
    ids=[name for name, page in PAGES.items() if page.findings is not None],
)
def test_what_is_not_sure_is_left_and_told(page: Page) -> None:
    rules = frozenset(finding.rule for finding in read_article(page.html).findings)
    assert rules & RULES == page.findings


def test_one_bad_byte_spoils_one_word() -> None:
    lines = ["Tỉnh ủy Bắc Kạn", "Hội nghị ", "Phương Thị Thanh"]
    page = "<p>".join(lines).encode().replace("nghị".encode(), b"ngh\xe1\xbb")
    first, second, third = read_article(page).text.split("\n")
    assert (first, third) == (lines[0], lines[2])
    assert second.startswith("Hội ngh")


# ---- switches ---------------------------------------------------------------------------------

# One page that needs every mend, and what is left of each fault when its mend is switched off.
EVERY_FAULT = """<p>- Một: <font face=".VnTime">thi ®ua</font></p><p>- hai</p><p>Tá»‰nh á»§y</p>
<p>Ti\u0309nh</p><p>Ðảng bộ</p><p>B\u200bắc</p><p>các cấp&nbsp;ủy</p><p><i>h</i><i>ợ</i>p</p>
<p>&nbsp;</p><p>ba<br><br>bốn</p><p class=MsoHeading2>Kết quả</p>
<table border=0><tr><td>năm</td></tr></table><p lang=JA>Bắc Kạn</p><p style="color:red">sáu</p>
<img src="data:image/gif;base64,R0lGOD" data-src=a.png><p class=wp-caption-text>Ảnh</p>
<p><span>bảy</span></p><iframe src=https://a.example/></iframe>"""


def test_a_page_may_need_every_mend() -> None:
    assert {mend.name for mend in read_article(EVERY_FAULT).mends} == MENDS


@pytest.mark.parametrize("name", sorted(MENDS))
def test_each_mend_can_be_switched_off_alone(name: str) -> None:
    article = read_article(EVERY_FAULT, mends=MENDS - {name})
    assert name not in {mend.name for mend in article.mends}


@pytest.mark.parametrize("name", sorted(MENDS))
def test_each_mend_can_be_switched_on_alone(name: str) -> None:
    article = read_article(EVERY_FAULT, mends=frozenset({name}))
    assert {mend.name for mend in article.mends} <= {name}


@pytest.mark.parametrize(
    ("name", "html", "unmended"),
    [
        ("legacy-encoding", "<font face=.VnTime>thi ®ua</font>", (p("thi ®ua"),)),
        ("mojibake", "<p>Tá»‰nh á»§y", (p("Tá»‰nh á»§y"),)),
        ("look-alike", "<p>Ðảng bộ", (p("Ðảng bộ"),)),
        ("no-break-space", "<p>các cấp&nbsp;ủy", (p("các cấp\xa0ủy"),)),
        ("line-break-paragraph", "<p>ba<br><br>bốn", (p("ba\n\nbốn"),)),
        ("hand-made-list", "<p>- Một<p>- hai", (p("- Một"), p("- hai"))),
        ("hand-made-heading", "<p class=MsoHeading2>Kết quả<p>x", (p("Kết quả"), p("x"))),
    ],
)
def test_without_a_mend_the_page_is_read_as_it_stands(
    name: str, html: str, unmended: tuple[object, ...]
) -> None:
    assert read_article(html, mends=MENDS - {name}).blocks == unmended
    assert read_article(html).blocks != unmended


# ---- all faults together ----------------------------------------------------------------------

seeds = st.integers(0, 2**32)
sizes = st.integers(0, 6)
some_faults = st.sets(st.sampled_from(FAULTS)).map(sorted)


@pytest.mark.parametrize("seed", range(103))
def test_a_page_with_faults_as_common_as_on_real_pages_is_read_as_it_was_meant(seed: int) -> None:
    chance = Random(seed)
    faults = draw_faults(chance)
    blocks = draw_blocks(chance, 12, faults)
    article = read_article(write_page(blocks, faults, chance))
    assert article.text == Article(blocks).text
    assert (article.blocks, article.lang) == (blocks, "vi")


@given(seeds, sizes, some_faults)
def test_any_faults_together_hide_nothing_of_what_was_meant(
    seed: int, size: int, faults: list[str]
) -> None:
    chance = Random(seed)
    blocks = draw_blocks(chance, size, faults)
    article = read_article(write_page(blocks, faults, chance))
    assert article.text == Article(blocks).text
    assert article.blocks == blocks


def shown_text(html: str) -> str:
    """What another parser sees of a page."""
    soup = BeautifulSoup(html, "html.parser")
    for unseen in soup(["script", "style", "title", "xml", "noscript"]):
        unseen.decompose()
    return soup.get_text()


def letters_of(text: str) -> str:
    """The text without what separates words, in one form of the letters and one order of marks."""
    text = re.sub(r"[\s\u200b\ufeff\xad]", "", normalize("NFD", text))
    return re.sub(r"[\u0300-\u036f]+", lambda marks: "".join(sorted(marks[0])), text)


@given(seeds, sizes, some_faults)
def test_every_letter_of_a_mended_page_is_read_once_and_in_order(
    seed: int, size: int, faults: list[str]
) -> None:
    chance = Random(seed)
    page = write_page(draw_blocks(chance, size, faults), set(faults) - LEGACY, chance)
    shown = shown_text(page).replace("Ð", "Đ").replace("ð", "đ")
    assert letters_of(read_article(page).text) == letters_of(shown)


@given(seeds, sizes, some_faults)
def test_without_mends_no_letter_of_a_page_is_touched(
    seed: int, size: int, faults: list[str]
) -> None:
    chance = Random(seed)
    page = write_page(draw_blocks(chance, size, faults), faults, chance)
    article = read_article(page, mends=frozenset())
    assert letters_of(article.text) == letters_of(shown_text(page))
    assert article.mends == ()


@given(seeds, sizes)
def test_a_page_without_faults_needs_no_mend(seed: int, size: int) -> None:
    blocks = draw_blocks(Random(seed), size)
    article = read_article(write_page(blocks, (), Random(seed)))
    assert article.blocks == blocks
    assert {mend.name for mend in article.mends} <= USUAL  # the border of a table


# ---- pages as no editor should leave them -----------------------------------------------------


def test_a_page_nested_deeply_keeps_its_text() -> None:
    for start, end in (
        ("<span>", "</span>"),
        ("<font size=2>", "</font>"),
        ("<table><tr><td>", "</table>"),
        ("<div align=center>", "</div>"),
    ):
        page = f"<p>Một</p>{start * 5_000}- hai<br><br>b{end * 5_000}<p>năm</p>"
        assert read_article(page).text.split() == ["Một", "-", "hai", "b", "năm"]


def test_a_hundred_thousand_attributes_say_nothing() -> None:
    names = " ".join(f"a{number}='x'" for number in range(100_000))
    assert read_article(f"<p {names}>Tỉnh <b>ủy</b>").blocks == (p("Tỉnh ", b("ủy")),)


def test_nothing_is_closed_and_everything_is_closed_twice() -> None:
    unclosed = "<div><p>Một<i>hai<ul><li>ba<li>bốn"
    closed = f"{unclosed}</i></li></li></ul></ul></i></div></div></b></font></center>"
    assert read_article(unclosed).blocks == read_article(closed).blocks
    assert read_article(unclosed).blocks == (p("Một", i("hai")), ul(p(i("ba")), p(i("bốn"))))


LONG_PAGES: dict[str, Callable[[int], str]] = {
    "boundaries in words": lambda many: "<p>" + "<font>h</font><span>ợ</span>p " * many,
    "one word": lambda many: "<p>" + "<i>h</i><i>ợ</i>" * many,
    "styles": lambda many: '<p style="font-size:10pt;color:red"><font size=2>hợp</font>' * many,
    "empty blocks": lambda many: "<p>&nbsp;<div><br></div>" * many + "x",
    "line breaks": lambda many: "<p>" + "hợp<br><br>tác<br>" * many,
    "no-break spaces": lambda many: "<p>" + "cấp&nbsp; &nbsp;ủy&nbsp;" * many,
    "one run of spaces": lambda many: "<p>x" + "&nbsp; " * many + "y",
    "items": lambda many: "<p>- Một" * many,
    "numbers": lambda many: "".join(f"<p>{number}. Một" for number in range(many)),
    "bold lines": lambda many: "<p><b>Kết quả</b><p>Một hai" * many,
    "frames": lambda many: "<table><tr><td><img src=a><tr><td>Một</table>" * many,
    "rows of layout": lambda many: "<table>" + "<tr><td><p>Một<p>hai" * many,
    "TCVN3": lambda many: "<p>" + "<font face=.VnTime>thi ®ua</font> hợp " * many,
    "mojibake": lambda many: "<p>Tá»‰nh á»§y Báº¯c Káº¡n" * many,
    "one garbled text": lambda many: "<p>" + "Tá»‰nh á»§y Báº¯c Káº¡n, " * many,
    "languages": lambda many: "<p>" + "<span lang=JA>hợp</span><span lang=en>x</span>" * many,
    "islands": lambda many: "<!--[if gte mso 9]><xml>x</xml><![endif]--><o:p>x</o:p>" * many,
    "openings of islands": lambda many: "x" + "<!--[if " * many,
    "quoted styles": lambda many: '<p style="font-family:"Times New Roman",serif">x' * many,
    "late pictures": lambda many: "<img data-src=a.png><noscript><img src=a.png></noscript>" * many,
    "films": lambda many: "<iframe src=https://a.example/></iframe>" * many,
}


@pytest.mark.parametrize("page", LONG_PAGES.values(), ids=LONG_PAGES)
def test_four_times_the_page_takes_no_more_than_nine_times_as_long(
    page: Callable[[int], str],
) -> None:
    def seconds(many: int) -> float:
        html = page(many)
        taken = []
        for _ in range(3):
            start = process_time()
            read_article(html)
            taken.append(process_time() - start)
        return min(taken)

    # Work that grows with the square would take sixteen times as long.
    assert seconds(4_000) < 9 * seconds(1_000) + 0.05
