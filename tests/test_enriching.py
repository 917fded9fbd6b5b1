"""Enriching says what is sure, changes no letter, and can be taken back."""

from __future__ import annotations

import json
import lzma
import pickle
import re
from dataclasses import replace
from pathlib import Path
from time import process_time
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.article import (
    Article,
    Block,
    Cell,
    Figure,
    Heading,
    Image,
    Item,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Run,
    Section,
    Table,
    runs_text,
    walk,
)
from readable.enriching import enrich, plain
from readable.enriching.abbreviations import known_abbreviations
from readable.enriching.languages import detect_language
from readable.errors import WrongUse
from readable.findings import Finding

DATA = Path(__file__).parent / "data" / "languages"
SENTENCES = json.loads((DATA / "sentences.json").read_text("utf-8"))
BOLD: frozenset[Mark] = frozenset({"strong"})
CODE: frozenset[Mark] = frozenset({"code"})
NO_MARKS: frozenset[Mark] = frozenset()
TEXT = "Đoạn này là văn bản thường, đủ dài để đứng ngay dưới một tiêu đề của bài."


def p(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def bold(text: str) -> Paragraph:
    return Paragraph((Run(text, BOLD),))


def article(*blocks: Block | str) -> Article:
    return Article(tuple(p(block) if isinstance(block, str) else block for block in blocks))


def runs(enriched: Article) -> list[Run]:
    return [
        run for block in walk(enriched.blocks) if isinstance(block, Paragraph | Heading)
        for run in block.runs
    ]  # fmt: skip


def expansions(*texts: str, **options: object) -> list[tuple[str, str]]:
    """Each abbreviation that is marked, with its full form, in the order of the text."""
    enriched = enrich(article(*texts), **options)  # type: ignore[arg-type]
    return [(run.text, run.abbreviation) for run in runs(enriched) if run.abbreviation]


def outline(*blocks: Block) -> list[tuple[int, str]]:
    """The headings after enriching: their levels and texts."""
    return [
        (block.level, runs_text(block.runs))
        for block in walk(enrich(article(*blocks)).blocks)
        if isinstance(block, Heading)
    ]


# Abbreviations


def test_the_number_of_a_decision_says_what_it_is_and_whose() -> None:
    assert expansions("Quyết định 946/QĐ-UBND về việc tặng Bằng khen") == [
        ("QĐ", "Quyết định"),
        ("UBND", "Ủy ban nhân dân"),
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("Nghị định 30/2020/NĐ-CP", ["Nghị định", "Chính phủ"]),
        ("Thông tư số 15/2020/TT-BGDĐT", ["Thông tư", "Bộ Giáo dục và Đào tạo"]),
        ("Luật số 88/2015/QH13", ["Quốc hội khóa XIII"]),
        ("Pháp lệnh 26/2005/PL-UBTVQH11", ["Pháp lệnh", "Ủy ban Thường vụ Quốc hội khóa XI"]),
        ("Nghị quyết số 12-NQ/TW", ["Nghị quyết", "Trung ương"]),
        ("Quy định số 37-QĐ/TW", ["Quy định", "Trung ương"]),
        ("Quyết định số 244-QĐ/TW", ["Quyết định", "Trung ương"]),
        ("số 37-QĐ/TW", ["Trung ương"]),
        ("Số:      /KH-UBND", ["Kế hoạch", "Ủy ban nhân dân"]),
        ("Công văn 1234/UBND-NC", ["Ủy ban nhân dân"]),
        ("Mẫu số 01/TB-SXD; tốc độ 60/KM; 24/7; A/H5N1; 10/TT", []),
    ],
)
def test_numbers_of_documents_are_read_as_the_state_and_the_party_write_them(
    number: str, expected: list[str]
) -> None:
    assert [full for _, full in expansions(number)] == expected


def test_an_abbreviation_is_expanded_where_it_first_stands_or_everywhere() -> None:
    text = "UBND tỉnh và UBND huyện"
    assert len(expansions(text)) == 1
    assert len(expansions(text, every_abbreviation=True)) == 2


def test_what_the_article_itself_explains_wins_and_is_not_said_twice() -> None:
    explained = "Bộ Chỉ huy quân sự (BCHQS) và Hợp tác xã Nông nghiệp (HTXNN) họp."
    assert expansions(explained, "BCHQS tỉnh, HTXNN xã; CLB (Cung Lao động Bạc Liêu), CLB đó") == [
        ("BCHQS", "Bộ Chỉ huy quân sự"),
        ("HTXNN", "Hợp tác xã Nông nghiệp"),
        ("CLB", "câu lạc bộ"),
    ]
    assert expansions("Ban Thường vụ (gọi tắt là BTV) họp.", "Sau đó BTV kết luận.") == [
        ("BTV", "Ban Thường vụ")
    ]


def test_an_abbreviation_of_two_meanings_is_expanded_beside_exactly_one_of_them() -> None:
    assert expansions("BTV đã họp.") == []
    assert expansions("Ban Thường vụ Tỉnh ủy đã họp. BTV kết luận.") == [("BTV", "Ban Thường vụ")]
    assert expansions("Ban Thường vụ mời biên tập viên. BTV đến.") == []


def test_joined_abbreviations_are_known_by_all_their_spellings() -> None:
    full = "Giáo dục và Đào tạo"
    assert [
        expansions(f"Sở {short} tỉnh") for short in ("GD&ĐT", "GDĐT", "GD-ĐT", "GD - ĐT", "GD & ĐT")
    ] == [
        [(short, full)] for short in ("GD&ĐT", "GDĐT", "GD-ĐT", "GD - ĐT", "GD & ĐT")
    ]  # fmt: skip
    assert expansions("HĐND-UBND, TP.HCM") == [
        ("HĐND", "Hội đồng nhân dân"),
        ("UBND", "Ủy ban nhân dân"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ]


def test_a_word_in_capitals_and_a_part_of_a_code_are_no_abbreviations() -> None:
    assert expansions("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Biểu 004.N/BCB-TP", "UBNDX, xUBND") == []
    assert expansions("T.Ư Đảng, TƯ Đảng") == [("T.Ư", "Trung ương"), ("TƯ", "Trung ương")]


def test_a_signature_says_in_whose_name() -> None:
    assert expansions("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH") == [
        ("TM", "Thay mặt"),
        ("KT", "Ký thay"),
    ]
    assert expansions("Tầng 3 KT. nhà ở") == []


def test_the_pages_own_abbreviations_and_the_readers_win() -> None:
    own = Paragraph((Run("UBND", abbreviation="Ủy ban Nhân dân"), Run(" và UBND, HĐND")))
    options = {"extra_abbreviations": {"HĐND": "", "QTD": "Quỹ tín dụng"}}
    enriched = enrich(article(own, "QTD"), **options)  # type: ignore[arg-type]
    assert [(run.text, run.abbreviation) for run in runs(enriched) if run.abbreviation] == [
        ("UBND", "Ủy ban Nhân dân"),
        ("QTD", "Quỹ tín dụng"),
    ]


def test_extra_abbreviations_come_from_a_file_or_the_error_says_what_is_wrong(
    tmp_path: Path,
) -> None:
    path = tmp_path / "extra.toml"
    path.write_text('"QTD" = "Quỹ tín dụng"\n', "utf-8")
    assert expansions("QTD xã", extra_abbreviations=path) == [("QTD", "Quỹ tín dụng")]
    for wrong in ('"QTD" = 1\n', "QTD\n", b"\xff"):
        path.write_bytes(wrong if isinstance(wrong, bytes) else wrong.encode())
        with pytest.raises(WrongUse):
            enrich(article("QTD"), extra_abbreviations=path)
    with pytest.raises(WrongUse):
        enrich(article("QTD"), extra_abbreviations=tmp_path / "none.toml")


def test_a_file_of_abbreviations_that_is_deep_or_huge_is_refused_in_one_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "extra.toml"
    for written, said in (
        ('"a"=' + "[" * 5_000, "too deeply"),
        ('"a" = "' + "b" * 1_000_000 + '"', "larger than 1 MB"),
    ):
        path.write_text(written, "utf-8")
        with pytest.raises(WrongUse, match=said) as refused:
            enrich(article("a"), extra_abbreviations=path)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("short", "text", "places"),
    [
        ("v/v", "Công văn v/v tuyển sinh; xv/v, v/vx, v/v", 2),
        ("5S", "Thực hiện 5S, 15S, 5Sa và (5S)", 2),
        ("A5", "khổ A5/A6, BA5, A50", 1),
        ("R&D", "phòng R&D; RR&D", 1),
        ("24/7", "Trực 24/7, 124/7, 24/70", 1),
        ("đ/c", "Các đ/c dự họp: đ/c An", 2),
        ("GD – ĐT", "Sở GD – ĐT", 1),
        ("A-B-C-D-E-F", "Khối A-B-C-D-E-F", 1),
        ("KTX", "KTX, BKTX", 1),
        ("vie\u0302c", "một viêc, viêcs", 1),
    ],
)
def test_an_abbreviation_that_is_given_is_found_however_it_is_written(
    short: str, text: str, places: int
) -> None:
    found = expansions(text, extra_abbreviations={short: "đủ"}, every_abbreviation=True)
    assert found == [(normalize("NFC", short), "đủ")] * places


def test_the_number_of_a_document_stays_whole_beside_abbreviations_that_are_given() -> None:
    extra = {"946/Q": "sai", "v/v": "về việc", "UB": "sai"}
    assert expansions("Quyết định 946/QĐ-UBND v/v khen thưởng", extra_abbreviations=extra) == [
        ("QĐ", "Quyết định"),
        ("UBND", "Ủy ban nhân dân"),
        ("v/v", "về việc"),
    ]


@pytest.mark.parametrize(
    "extra",
    [
        {"": "trống"},
        {"  ": "trống"},
        {" UBND": "Ủy ban"},
        {"&": "và"},
        {"U\nB": "Ủy ban"},
        {"UBND": "Ủy ban\x00"},
        {"UBND": "Ủy ban\nnhân dân"},
        {"UBND": "\ud800"},
        {"UBND": " "},
        {"UBND": 1},
    ],
)
def test_an_abbreviation_that_can_stand_in_no_text_or_page_is_refused(
    extra: dict[str, str],
) -> None:
    with pytest.raises(WrongUse, match="write"):
        enrich(article("UBND"), extra_abbreviations=extra)


def test_code_and_texts_in_other_languages_keep_their_abbreviations() -> None:
    code = Paragraph((Run("UBND", CODE),))
    english = Paragraph((Run("UBND means the committee of the people."),), lang="en")
    assert not any(run.abbreviation for run in runs(enrich(article(code, english))))


def initials(full: str) -> str:
    """The letters that abbreviate words: Ủ is U, Đ stays, "và" and "của" have none."""
    words = [word for word in re.findall(r"[^\W\d_]+", full) if word not in ("và", "của")]
    return "".join(word[0] if word[0] in "đĐ" else normalize("NFD", word)[0] for word in words)


def test_every_known_abbreviation_has_a_source_and_the_initials_of_its_full_form() -> None:
    known = known_abbreviations()
    entries = [
        entry
        for table in (known.anywhere, known.kinds, known.authorities, known.signatures)
        for entry in table.items()
    ]
    assert len(entries) >= 300
    assert {expansion.source for _, expansion in entries} == known.sources.keys()
    odd = {
        short
        for short, expansion in entries
        for full in expansion.meanings
        if initials(full).upper() != "".join(filter(str.isalpha, short)).upper()
    }
    # W is the second letter of "Trung ương" only in custom; these have other letters of its words,
    # or the initials of an English name.
    assert {short for short in odd if "TW" not in short} == {
        *("TƯ", "T.Ư", "BCHTƯ", "TTg", "ThS", "TTr", "CTr", "QyĐ", "QĐi", "KCB", "NGƯT", "NSƯT"),
        *("TTƯT", "OCOP", "PPP", "GDP", "GRDP", "CPI", "FDI", "ODA", "TCVN", "QCVN"),
    }


# Dates


def test_a_date_says_its_day_to_a_program() -> None:
    enriched = enrich(article("Thứ Sáu, 2/6/2023, 08:15 (GMT+7)", "ngày 02 tháng 6 năm 2023"))
    assert [run.datetime for run in runs(enriched)] == ["2023-06-02T08:15+07:00", "2023-06-02"]
    own = Paragraph((Run("2/6/2023", datetime="2023-06-03"),))
    assert runs(enrich(article(own))) == list(own.runs)


# Languages


@pytest.mark.parametrize("language", [key for key in SENTENCES if key != "note"])
def test_a_sentence_is_in_its_language_or_in_none_that_is_sure(language: str) -> None:
    wrong = {
        text: detect_language(text)
        for text in SENTENCES[language]
        if detect_language(text) != (language or None)
    }
    assert wrong == {}


def vietnamese() -> list[str]:
    news = lzma.decompress((DATA / "vtb-dev.txt.xz").read_bytes()).decode()
    return news.splitlines() + (DATA / "official.txt").read_text("utf-8").splitlines()


def test_no_vietnamese_sentence_is_taken_for_another_language_with_its_marks_or_without() -> None:
    paragraphs = vietnamese()
    assert len(paragraphs) > 300
    enriched = enrich(article(*paragraphs), dates=False, abbreviations=False, headings=False)
    assert enriched.blocks == article(*paragraphs).blocks
    for paragraph in paragraphs:
        plain_text = "".join(c for c in normalize("NFD", paragraph) if not combining(c))
        for sentence in plain_text.replace("đ", "d").replace("Đ", "D").split(". "):
            assert detect_language(sentence) is None, sentence


def test_a_foreign_quotation_is_marked_from_its_first_letter_to_its_last() -> None:
    quoted = "We hope to come back soon. It was a very good day."
    enriched = enrich(article(f"Ông John nói: “{quoted}” trước khi ra về với các em."))
    assert [(run.text, run.lang) for run in runs(enriched)] == [
        ("Ông John nói: “", None),
        (quoted, "en"),
        ("” trước khi ra về với các em.", None),
    ]


def test_a_foreign_paragraph_is_marked_whole_and_a_language_of_the_page_is_left() -> None:
    english = "The committee (WHO) met. It will meet again in the spring."
    assert enrich(article(english)).blocks == (Paragraph((Run(english),), lang="en"),)
    marked = Paragraph((Run(english),), lang="en-GB")
    assert enrich(article(marked)).blocks == (marked,)
    paragraph = p("Ủy ban nhân dân tỉnh họp vào sáng nay.")
    assert enrich(Article((paragraph,), lang="en-US")).blocks == (replace(paragraph, lang="vi"),)


# Headings


def test_bold_lines_with_numbers_become_headings_of_their_level() -> None:
    assert outline(
        Heading(1, (Run("Nghị định"),), "title"),
        bold("Chương I"),
        bold("QUY ĐỊNH CHUNG"),
        bold("Điều 1. Phạm vi điều chỉnh"),
        p(TEXT),
        bold("Điều 2. Đối tượng áp dụng"),
        p(TEXT),
        bold("Chương II. Tổ chức thực hiện"),
        bold("Điều 3. Trách nhiệm"),
        bold("1. Các bộ"),
        p(TEXT),
        bold("a) Bộ Nội vụ"),
        p(TEXT),
    ) == [
        (1, "Nghị định"),
        (2, "Chương I\nQUY ĐỊNH CHUNG"),
        (3, "Điều 1. Phạm vi điều chỉnh"),
        (3, "Điều 2. Đối tượng áp dụng"),
        (2, "Chương II. Tổ chức thực hiện"),
        (3, "Điều 3. Trách nhiệm"),
        (4, "1. Các bộ"),
        (5, "a) Bộ Nội vụ"),
    ]


def test_a_real_heading_above_sets_the_level() -> None:
    assert outline(
        Heading(2, (Run("Báo cáo"),)), bold("I. Kết quả đạt được"), p(TEXT),
        bold("Về kinh tế"), p(TEXT), bold("II. Nhiệm vụ"), p(TEXT),
    ) == [
        (2, "Báo cáo"), (3, "I. Kết quả đạt được"), (4, "Về kinh tế"), (3, "II. Nhiệm vụ")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "blocks",
    [
        (Heading(1, (Run("Tin"),), "title"), bold("Tóm tắt in đậm của bài viết"), p(TEXT)),
        (p(TEXT), bold("Nguyễn Thị Lan"), p(TEXT)),
        (p(TEXT), bold("Ảnh: Ngọc Tú"), p(TEXT)),
        (p(TEXT), bold("Bắc Kạn, ngày 2 tháng 6 năm 2023"), p(TEXT)),
        (p(TEXT), bold("Bài và ảnh của bạn đọc"), p("Lan")),
        (p(TEXT), bold("Câu này in đậm và có dấu chấm."), p(TEXT)),
        (p(TEXT), bold("Thưa ông, kết quả ra sao?"), p(TEXT)),
        (p(TEXT), bold("TM. ỦY BAN NHÂN DÂN"), bold("CHỦ TỊCH"), bold("Lý Thái Hải")),
        (p(TEXT), Paragraph((Run("Chủ tịch tỉnh", BOLD),), alignment="end"), p(TEXT)),
        (Figure((Image("a.png"),)), bold("Các đại biểu dự hội nghị"), p(TEXT)),
        (Figure((Image("a.png"),), (bold("Các đại biểu dự hội nghị"),)), p(TEXT)),
        (ListBlock((Item((bold("Mục tiêu chung"), p(TEXT))),)),),
        (Table(((Cell((bold("Tổng số đơn vị"), p(TEXT))),),)),),
        (p(TEXT), Paragraph((Run("Điều 1.", BOLD), Run(" Phê duyệt kế hoạch"))), p(TEXT)),
        (p(TEXT), bold("Kết quả của năm nay")),
        (bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), bold("Độc lập - Tự do - Hạnh phúc"), p(TEXT)),
    ],
)
def test_bold_text_that_is_not_surely_a_heading_stays_what_it_is(blocks: tuple[Block, ...]) -> None:
    assert enrich(Article(blocks), dates=False, abbreviations=False).blocks == blocks


SHORT = p("Giỏi: 35%.")


def headings_among(numbers: tuple[str, ...], *below: Block) -> list[str]:
    """The numbers of the bold lines that become headings, each above one of the blocks."""
    pairs = zip(numbers, below, strict=True)
    blocks = [block for number, text in pairs for block in (bold(f"{number} Tình hình"), text)]
    return [text.removesuffix(" Tình hình") for _, text in outline(*blocks)]


@pytest.mark.parametrize(
    "numbers",
    [
        *(("1.", "2.", "3."), ("I.", "II.", "III."), ("2.1", "2.2", "2.3")),
        *(("c)", "d)", "đ)"), ("d)", "e)", "f)"), ("B.", "C.", "D.")),
        *(("Phần thứ nhất:", "Phần thứ hai:", "Phần thứ ba:"), ("Điều 9.", "Điều 10.", "Điều 11.")),
    ],
)
def test_what_counts_on_from_a_heading_or_up_to_one_is_a_heading_too(
    numbers: tuple[str, ...],
) -> None:
    assert headings_among(numbers, p(TEXT), SHORT, SHORT) == [*numbers]
    assert headings_among(numbers, SHORT, SHORT, p(TEXT)) == [*numbers]
    assert headings_among(numbers, SHORT, SHORT, SHORT) == []


@pytest.mark.parametrize(
    "numbers", [("1.", "3.", "4."), ("1.", "II.", "b)"), ("1.1", "2.2", "3.3"), ("a)", "c)", "d)")]
)
def test_numbers_that_do_not_count_on_from_a_heading_make_none(numbers: tuple[str, ...]) -> None:
    assert headings_among(numbers, p(TEXT), SHORT, SHORT) == [numbers[0]]


def test_a_numbered_line_is_a_heading_above_a_list_a_table_and_a_picture() -> None:
    for below in (
        ListBlock((Item((p("- Đơn"),)),), typed_markers=True),
        Table(((Cell((p("Đơn"),)),),)),
        Figure((Image("a.png"),)),
    ):
        assert outline(p("Báo cáo"), bold("2. Hồ sơ"), below) == [(2, "2. Hồ sơ")]
    assert outline(bold("1. Mục"), SHORT, bold("2. Mục"), SHORT) == []
    inner = Section((bold("2. Khá"), SHORT))
    assert outline(bold("1. Giỏi"), p(TEXT), inner) == [(2, "1. Giỏi"), (2, "2. Khá")]


def centred(text: str) -> Paragraph:
    return Paragraph((Run(text, BOLD),), alignment="center")


@pytest.mark.parametrize(
    "line",
    [
        *("ỦY BAN NHÂN DÂN TỈNH", "UỶ BAN NHÂN DÂN\nTỈNH BẮC KẠN", "UBND HUYỆN BA BỂ"),
        *("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        *("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", "HỘI ĐỒNG NHÂN DÂN"),
        *("HIỆU TRƯỞNG", "Hiệu trưởng\nNguyễn Văn An", "CHỦ TỊCH", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        *("TM. ỦY BAN NHÂN DÂN", "T/M BAN CHẤP HÀNH", "TM. UBND TỈNH", "TL. BỘ TRƯỞNG"),
        *("Nơi nhận:", "Nơi nhận", "Kính gửi: Các trường", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        *("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "KẾ TOÁN TRƯỞNG", "TỈNH ĐOÀN BẮC KẠN, ngày   tháng   năm 2023"),
        *("TRƯỜNG THPT CHUYÊN BẮC KẠN", "QUYẾT ĐỊNH:", "QUYẾT ĐỊNH"),
    ],
)
def test_letterhead_and_signature_are_never_headings(line: str) -> None:
    for made in (bold, centred):
        assert outline(p(TEXT), made(line), p(TEXT)) == []


def test_a_heading_may_begin_as_letterhead_does() -> None:
    for text in ("Chủ tịch nước thăm tỉnh", "TRƯỜNG HỢP NGOẠI LỆ", "PHÒNG CHỐNG THIÊN TAI",
                 "1. Ủy ban nhân dân tỉnh", "BỘ TIÊU CHÍ ĐÁNH GIÁ"):  # fmt: skip
        assert outline(p(TEXT), bold(text), p(TEXT)) == [(2, text)]


@pytest.mark.parametrize("subject", ["Về việc ban hành Quy chế " + "dài " * 50, "V/v họp"])
def test_the_kind_of_a_document_and_its_subject_are_its_title(subject: str) -> None:
    head = (centred("ỦY BAN NHÂN DÂN TỈNH"), centred("QUYẾT ĐỊNH"), centred(subject))
    body = (
        p("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"),
        centred("QUYẾT ĐỊNH:"), centred("Chương I"), centred("QUY ĐỊNH CHUNG"),
        bold("Điều 1. Phạm vi"), p(TEXT), centred("CHỦ TỊCH"), centred("Lý Thái Hải"),
    )  # fmt: skip
    title = "QUYẾT ĐỊNH\n" + subject
    below = [(2, "Chương I\nQUY ĐỊNH CHUNG"), (3, "Điều 1. Phạm vi")]
    enriched = enrich(article(*head, *body))
    assert outline(*head, *body) == [(1, title), *below]
    assert enriched.title == title.replace("\n", " ")
    assert enriched.text == article(*head, *body).text
    own = Heading(1, (Run("Quyết định mới"),), "title")
    assert outline(own, *head, *body) == [
        (1, "Quyết định mới"), (2, title), *((level + 1, text) for level, text in below)
    ]  # fmt: skip


def test_a_kind_needs_its_subject_to_be_a_title() -> None:
    plan = (centred("KẾ HOẠCH"), centred("Triển khai tháng hành động"), p(TEXT))
    assert outline(*plan)[0] == (1, "KẾ HOẠCH\nTriển khai tháng hành động")
    lines = centred("THÔNG BÁO\nVề việc tuyển sinh")
    assert outline(lines) == [(1, "THÔNG BÁO\nVề việc tuyển sinh")]
    for below in (p("Về việc họp"), centred("CHỦ TỊCH"), centred("I. Mục đích"), bold("Tóm tắt")):
        assert all(level > 1 for level, _ in outline(centred("THÔNG BÁO"), below, p(TEXT)))


def test_a_finding_that_is_answered_is_left_out_until_the_article_is_plain_again() -> None:
    long = "1. " + "Kết quả " * 15
    texts = [long.strip(), "Chỉ là chữ đậm", "2. Kết quả"]
    findings = tuple(
        Finding(rule, text[:80], "a bold paragraph looks like a heading", "Make it one.")
        for text in texts for rule in ("fake-heading", "hand-made-list")
    )  # fmt: skip
    blocks = (bold(texts[0]), p(TEXT), bold(texts[1]), p("Ngắn."), bold(texts[2]), SHORT)
    page = replace(Article(blocks), findings=findings)
    left = enrich(page).findings
    assert [one.target for one in left if one.rule == "fake-heading"] == ["Chỉ là chữ đậm"]
    assert len(left) == 4
    assert plain(enrich(page)).findings == findings
    assert enrich(page, headings=False).findings == findings


def test_thousands_of_bold_lines_take_no_longer_than_other_lines() -> None:
    # Half a minute and more, where each line looks at all that follow it.
    began = process_time()
    assert outline(*(bold("1. Mục"),) * 4_000) == []
    assert process_time() - began < 5


# All together

PIECES = st.sampled_from(
    [
        *("UBND", " ", "\n", "Quyết định 946/QĐ-UBND", "2/6/2023", "(UBND)", "Ủy ban nhân dân "),
        *("I. Kết quả", "Về kinh tế", ".", "The committee will meet in the spring. ", "GD&ĐT"),
        *("TM. UBND", "“", "”", "Хорошо, что вы пришли к нам", "Tổ chức họp ", "HTX (Hợp tác xã)"),
    ]
)
RUNS = st.builds(
    Run,
    st.lists(PIECES, min_size=1, max_size=4).map("".join) | st.text(min_size=1, max_size=8),
    st.sampled_from([NO_MARKS, BOLD, CODE]),
    st.sampled_from([None, "https://example.vn/"]),
    st.sampled_from([None, None, "en"]),
    st.sampled_from([None, None, "Ủy ban"]),
    st.none(),
    st.sampled_from([None, "a"]),
)
ROWS = st.lists(RUNS, min_size=1, max_size=4).map(tuple)
BLOCKS = st.recursive(
    st.builds(Paragraph, ROWS)
    | st.builds(Heading, st.integers(1, 6), ROWS)
    | st.builds(Preformatted, ROWS),
    lambda inner: st.builds(
        lambda blocks: ListBlock((Item(tuple(blocks)),)), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(BLOCKS, max_size=5).map(tuple))
def test_the_text_stays_and_everything_can_be_taken_back(blocks: tuple[Block, ...]) -> None:
    page = Article(blocks)
    enriched = enrich(page)
    assert enriched.text == page.text
    assert plain(enriched) == page
    assert plain(enriched).original is None
    assert enrich(enriched) == enriched
    assert plain(pickle.loads(pickle.dumps(enriched))) == page
    off = enrich(enriched, abbreviations=False, dates=False, languages=False, headings=False)
    assert off == page
    anchors = [run.anchor for run in runs(page) if run.anchor]
    assert [run.anchor for run in runs(enriched) if run.anchor] == anchors
