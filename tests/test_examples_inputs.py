"""The inputs of the examples are what the examples say they are."""

from __future__ import annotations

import html
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image
from pngs import unpacked

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
PICTURES = EXAMPLES / "images"
PORTAL = EXAMPLES / "portal"
LINES = (ROOT / "tests/articles/example.txt").read_text(encoding="utf-8").splitlines()

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ETH = "\N{LATIN CAPITAL LETTER ETH}"  # drawn like Đ, and another letter


def parse(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def one(within: Tag, selector: str) -> Tag:
    (found,) = within.select(selector)
    return found


ARTICLE = one(parse(EXAMPLES / "article.html"), "article")
FIGURES = ARTICLE.select("figure")


def test_the_article_says_the_text_of_the_day_block_by_block() -> None:
    assert [block.get_text() for block in ARTICLE.select("p, h1, figcaption")] == LINES


def test_the_article_says_nothing_else() -> None:
    assert ARTICLE.get_text().split() == " ".join(LINES).split()


def test_the_article_marks_its_parts() -> None:
    parts = {tag["itemprop"]: tag.get_text() for tag in ARTICLE.select("[itemprop]:not(img)")}
    assert parts == {
        "datePublished": LINES[0],
        "headline": LINES[1],
        "description": LINES[2],
        "author": LINES[-1],
    }
    assert one(ARTICLE, "time")["datetime"] == "2023-06-02"


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: one(figure, "img")["src"])
def test_a_picture_is_there_in_the_stated_size_and_told_in_other_words(figure: Tag) -> None:
    image = one(figure, "img")
    file = EXAMPLES / str(image["src"])
    assert Image.open(file).size == (int(str(image["width"])), int(str(image["height"])))
    assert file.stat().st_size < 60_000
    assert image["alt"] not in ("", one(figure, "figcaption").get_text())


def test_the_pictures_are_what_the_script_draws(tmp_path: Path) -> None:
    script = EXAMPLES / "draw_pictures.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    drawn = {file.name: unpacked(file.read_bytes()) for file in tmp_path.iterdir()}
    assert drawn == {file.name: unpacked(file.read_bytes()) for file in PICTURES.iterdir()}


# The portal page: the same article under faults real pages have, each found and counted below.

SOURCE = (PORTAL / "index.html").read_text(encoding="utf-8")
PAGE = parse(PORTAL / "index.html")
BODY = one(PAGE, "#BanTin_NoiDung")
BODY_SOURCE = SOURCE[SOURCE.index('id="BanTin_NoiDung"') : SOURCE.index("BanTin_CongCu")]
BLOCKS = ("p", "div", "table", "tr", "td")


def test_under_its_faults_the_portal_page_carries_the_same_article() -> None:
    page = parse(PORTAL / "index.html")
    one(page, ".BanTin_CoChu").decompose()
    for line_break in page.select("br"):
        line_break.replace_with("\n")
    for block in page.select(", ".join(("span.BanTin_Ngay", *BLOCKS))):
        block.insert_before("\n")
        block.insert_after("\n")
    text = "\n".join(part.get_text() for part in page.select(".BanTin_Toolbar, #BanTin_NoiDung"))
    canonical = unicodedata.normalize("NFC", text).replace(ETH, "Đ")
    lines = (" ".join(line.split()) for line in canonical.splitlines())
    assert [line for line in lines if line] == LINES


def test_the_portal_page_needs_nothing_from_elsewhere() -> None:
    wanted = [str(tag.get("src") or tag["href"]) for tag in PAGE.select("[src], link[href]")]
    wanted += re.findall(r"url\((.+?)\)", (PORTAL / "portal.css").read_text(encoding="utf-8"))
    assert wanted == [
        "portal.css",
        "../images/delegates.png",
        "../images/honoured.png",
        "../images/speech.png",
        "banner.svg",
    ]
    assert all((PORTAL / name).is_file() for name in wanted)


def styles(declaration: str) -> Counter[str]:
    """How often each value of a declaration stands in a style attribute of the body."""
    pattern = re.compile(rf"(?:^|;)\s*{declaration}:\s*([^;]+)")
    return Counter(
        value for tag in BODY.select("[style]") for value in pattern.findall(str(tag["style"]))
    )


def own_text(tag: Tag) -> str:
    return "".join(tag.find_all(string=True, recursive=False)).strip()


def reach_of_the_size_script() -> tuple[int, int]:
    """Blocks of text the script resizes: it adds to the size in a paragraph's own style."""
    blocks = [tag for tag in BODY.select("p, div, td") if tag.get_text(strip=True)]
    innermost = [tag for tag in blocks if not tag.select("p, div, td")]
    resized = [tag for tag in innermost if tag.name == "p" and "font-size" in str(tag.get("style"))]
    return len(resized), len(innermost)


def cut_syllables() -> list[str]:
    """Words with an element's boundary inside, the boundary shown as a bar."""
    words: list[str] = []
    for block in BODY.select("p, div, td"):
        if not block.select("p, div, td"):
            words += re.findall(r"[^\W\d_]+(?:\|+[^\W\d_]+)+", block.get_text("|"))
    return words


def empty_blocks() -> list[str]:
    return [
        tag.decode_contents(formatter="html")
        for tag in BODY.select("p, div")
        if not tag.get_text(strip=True).strip(NO_BREAK_SPACE) and not tag.select("img")
    ]


def words_with(wanted: Callable[[str], bool]) -> list[str]:
    return [word for word in BODY.get_text(" ").split() if wanted(word)]


def letters_written_as(pattern: str) -> str:
    return "".join(sorted({html.unescape(found) for found in re.findall(pattern, BODY_SOURCE)}))


def handlers() -> list[str]:
    return [
        f"{tag.name} {name}" for tag in BODY.select("*") for name in tag.attrs if name[:2] == "on"
    ]


FAULTS: dict[str, tuple[Callable[[], object], object]] = {
    "it says in a meta that it is UTF-8": (
        lambda: [tag["content"] for tag in PAGE.select("meta[http-equiv=Content-type]")],
        ["text/html; charset=utf-8"],
    ),
    "it says that it is in English": (lambda: one(PAGE, "html")["lang"], "en-us"),
    "it stands in one form with the state of the page": (
        lambda: [tag["name"] for tag in PAGE.select("form#aspnetForm input[type=hidden]")],
        [
            "__EVENTTARGET",
            "__EVENTARGUMENT",
            "__REQUESTDIGEST",
            "__VIEWSTATE",
            "__VIEWSTATEGENERATOR",
            "__EVENTVALIDATION",
        ],
    ),
    "its only headings are the names of web parts": (
        lambda: [tag.get_text() for tag in PAGE.select("h1, h2, h3, h4, h5, h6")],
        ["PublishingPortal - Block_BanTin_Toolbar", "PublishingPortal - Block_BanTin_ViewData"],
    ),
    "its text-size controls are links to scripts": (
        lambda: [(tag.get_text(), tag["href"]) for tag in PAGE.select(".BanTin_CoChu a")],
        [
            ("Tăng cỡ chữ", "javascript:DoiCoChu(2);"),
            ("Giảm cỡ chữ", "javascript:DoiCoChu(-2);"),
        ],
    ),
    "its text-size script reaches few blocks": (reach_of_the_size_script, (4, 13)),
    "sizes are in px": (
        lambda: styles("font-size"),
        Counter({"14px": 10, "12px": 3, "13.5pt": 1}),
    ),
    "line heights are in px": (
        lambda: styles("line-height"),
        Counter({"18px": 8, "15px": 3, "18pt": 1}),
    ),
    "text is justified": (
        lambda: (styles("text-align")["justify"], len(BODY.select("[align=justify]"))),
        (7, 2),
    ),
    "no-break spaces glue words": (
        lambda: re.findall(rf"\w+(?:{NO_BREAK_SPACE}\w+)+", BODY.get_text()),
        [
            words.replace("~", NO_BREAK_SPACE)
            for words in (
                *("niệm~75", "tịch~Hồ~Chí~Minh", "sáng~2", "Ủy~ban~MTTQ~Việt~Nam~tỉnh"),
                *("Bình~dự", "định~946", "Phương~Thị~Thanh", "các~cấp", "kỳ~hằng~năm"),
                "kỳ~2020",
            )
        ],
    ),
    "two no-break spaces stand as such": (
        lambda: re.findall(rf"\w+{NO_BREAK_SPACE}\w+", SOURCE),
        [f"Bình{NO_BREAK_SPACE}dự", f"các{NO_BREAK_SPACE}cấp"],
    ),
    "paragraphs are div elements": (
        lambda: len([tag for tag in BODY.select("div") if tag.get_text(strip=True)]),
        4,
    ),
    "two breaks end a paragraph": (lambda: BODY_SOURCE.count("<br /><br />"), 2),
    "empty blocks make space": (empty_blocks, ["&nbsp;", "&nbsp;", "<br/>", "&nbsp;"]),
    "font elements set the type": (
        lambda: [dict(tag.attrs) for tag in BODY.select("font")],
        [{"face": "Arial", "size": "2"}, {"color": "#000000"}, {"face": "Arial", "size": "2"}],
    ),
    "spans stand in spans": (lambda: len(BODY.select("span > span > span")), 1),
    "syllables are cut": (cut_syllables, ["H|ội", "d|ư|ơng", "n|ướ|c", "Th|ị", "Đ|ổi", "K|ịp"]),
    "a word processor left its elements": (lambda: len(BODY.find_all("o:p")), 2),
    "a word processor left a conditional comment": (
        lambda: BODY_SOURCE.count("<!--[if gte mso 9]>"),
        1,
    ),
    "a table without headers frames each picture with its caption": (
        lambda: (
            [own_text(one(tag, "em > span")) for tag in BODY.select("table[width='500']")],
            len(BODY.select("th, caption, figure")),
        ),
        ([LINES[4], LINES[6], LINES[9]], 0),
    ),
    "a table stands in a table": (lambda: len(BODY.select(":scope table table")), 1),
    "pictures have no alternative text and no height": (
        lambda: [sorted({"alt", "width", "height"} & set(tag.attrs)) for tag in BODY.select("img")],
        [["width"]] * 3,
    ),
    "elements carry event handlers": (handlers, [*["img onclick"] * 3, "p onmouseover"]),
    "letters are written as named entities": (
        lambda: letters_written_as(r"&(?!nbsp|quot)\w+;"),
        "àáâãêíóôú",
    ),
    "letters are written as numbered entities": (
        lambda: letters_written_as(r"&#\d+;"),
        "ạầếểệỉịọồụủừựỷ",
    ),
    "words are decomposed": (
        lambda: words_with(lambda word: not unicodedata.is_normalized("NFC", word)),
        unicodedata.normalize("NFD", "thắng lợi đoàn kết truyền thống").split(),
    ),
    "an Icelandic letter stands for a Vietnamese one": (
        lambda: words_with(lambda word: ETH in word),
        [f"{ETH}ồng"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_portal_page_has_this_fault(fault: str) -> None:
    find, expected = FAULTS[fault]
    assert find() == expected
