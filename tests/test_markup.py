"""The HTML of an article says what the article says, and nothing else."""

from __future__ import annotations

import ast
import re
from base64 import b64encode
from dataclasses import fields, replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Raster

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
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Run,
    Section,
    Table,
    block_texts,
    walk,
)
from readable.errors import WrongUse
from readable.findings import Finding
from readable.markup import Markup, element, stylesheet, to_html, write_html
from readable.markup import __file__ as markup_file
from readable.markup.stylesheet import FIELDS
from readable.preferences import LADDER, SCHEMA, Preferences
from readable.reading import read_article
from readable.typefaces import typefaces

EXAMPLES = Path(__file__).parent.parent / "examples"
EXAMPLE = read_article((EXAMPLES / "article.html").read_bytes())
MARKUP = Path(markup_file).parent


def paragraph(text: str, **of_run: Any) -> Paragraph:
    return Paragraph((Run(text, **of_run),))


def heading(level: int, text: str, **of_heading: Any) -> Heading:
    return Heading(level, (Run(text),), **of_heading)


def html(*blocks: Block, lang: str = "vi", **options: Any) -> str:
    """The HTML of the blocks, without the element of the article around them, nor its joins."""
    written = to_html(Article(blocks, lang), **options)
    if "preferences" not in options:
        written = re.sub(' data-joins="[^"]*"', "", written)
    found = re.fullmatch(r"<article[^>]*>\n(.*)\n</article>", written, re.DOTALL)
    assert found
    return found[1]


def soup(written: str) -> BeautifulSoup:
    # All white space counts here, and Beautiful Soup makes one space of it elsewhere than here.
    return BeautifulSoup(written, "html.parser", preserve_whitespace_tags={"article"})


def one(within: Tag, selector: str) -> Tag:
    (found,) = within.select(selector)
    return found


# ---- elements ---------------------------------------------------------------------------------


def test_text_and_values_are_escaped_and_markup_is_not() -> None:
    written = element("p", 'a<b>&"', element("em", "x"), class_="summary", title='<&">', data_x=3)
    assert written == (
        '<p class="summary" title="&lt;&amp;&quot;&gt;" data-x="3">a&lt;b&gt;&amp;"<em>x</em></p>'
    )
    assert isinstance(written, Markup)


def test_what_is_none_or_false_is_not_written() -> None:
    written = element("ol", start=None, reversed=True, hidden=False, type="")
    assert written == '<ol reversed type=""></ol>'


def test_an_element_without_content_takes_none() -> None:
    assert element("img", src="a.png", alt="") == '<img src="a.png" alt="">'
    with pytest.raises(ValueError, match="no content"):
        element("br", "x")


@pytest.mark.parametrize("text", ["</script >", "</STYLE", "<!-- x", "a<script"])
def test_a_script_cannot_end_before_its_end(text: str) -> None:
    assert element("script", "1 < 2 && 3") == "<script>1 < 2 && 3</script>"
    with pytest.raises(ValueError, match="cannot stand"):
        element("script", text)


def test_a_line_end_that_begins_preformatted_text_is_kept() -> None:
    assert html(Preformatted((Run("\na\n b"),))) == "<pre>\n\na\n b</pre>"


def test_only_element_writes_a_less_than_sign() -> None:
    found = {}
    for path in MARKUP.glob("*.py"):  # readable.element is beside it
        tree = ast.parse(path.read_bytes())
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        described = (ast.Module, ast.ClassDef, ast.FunctionDef)
        documents = {
            ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, described)
        }
        found[path.name] = {t for t in texts - documents if isinstance(t, str) and "<" in t}
    assert found.keys() >= {"blocks.py", "page.py", "stylesheet.py"}
    assert not any(found.values())


# ---- the text ---------------------------------------------------------------------------------

words = st.text(
    st.one_of(
        st.sampled_from("<>&\"'\u00a0 ;#xế\u0302]-/\t\n"), st.characters(exclude_categories=["C"])
    ),
    max_size=12,
)
spoken = st.sampled_from(
    [
        (),
        (("id", "a"),),
        (("id", "i"), ("aria-describedby", "a i none"), ("role", "note")),
        (("id", "j"), ("headers", "j i a"), ("aria-labelledby", "none"), ("onclick", "x")),
        (("role", "img"), ("aria-label", '"<&'), ("dir", "sideways")),
    ]
)
runs = st.lists(
    st.builds(
        Run,
        words | st.just("(đọc)"),
        st.frozensets(st.sampled_from([*get_args(Mark), "ruby", "ruby", "rt"]), max_size=3),
        href=st.sampled_from([None, "#a", "?q=<&", "javascript:x"]),
        lang=st.sampled_from([None, "en"]),
        abbreviation=st.sampled_from([None, 'Ủy ban "nhân dân"']),
        anchor=st.sampled_from([None, "a", "b c"]),
        attributes=spoken,
    ),
    max_size=4,
).map(tuple)
roles = st.sampled_from([None, None, "date", "summary", "author", "source", "title"])
alignments = st.sampled_from([None, "center", "end"])
texts = st.one_of(
    st.builds(Paragraph, runs, roles, alignment=alignments, attributes=spoken),
    st.builds(Heading, st.integers(1, 6), runs, alignment=alignments, attributes=spoken),
    st.builds(Preformatted, runs),
)


def holding(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    def some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
        return st.lists(strategy, max_size=most).map(tuple)

    blocks = some(inner)
    rows = some(some(st.builds(Cell, blocks, st.booleans(), attributes=spoken), 2), 2)
    kinds = st.sampled_from(["section", "aside", "nav", "details", "address"])
    return st.one_of(
        st.builds(Quote, blocks),
        st.builds(ListBlock, some(st.builds(Item, blocks)), st.booleans(), attributes=spoken),
        st.builds(Section, blocks, kinds, blocks | some(texts), spoken),
        st.builds(Definitions, some(st.builds(Definition, blocks, st.booleans()))),
        st.builds(Figure, some(st.builds(Image, words, attributes=spoken), 2), blocks, spoken),
        st.builds(Table, rows, blocks, st.integers(0, 3), spoken),
    )


articles = st.lists(st.recursive(texts, holding, max_leaves=6), max_size=4).map(
    lambda blocks: Article(tuple(blocks))
)


@given(articles)
def test_the_text_is_kept_character_by_character(article: Article) -> None:
    root = one(soup(to_html(article)), "article")
    for between_blocks in root.find_all(string=True, recursive=False):
        between_blocks.extract()
    for line_end in root("br"):
        line_end.replace_with("\n")
    for pre in root("pre"):
        # A browser drops a line end right after the start tag; this parser keeps it.
        if isinstance(first := next(iter(pre.contents), None), NavigableString):
            first.replace_with(str(first).removeprefix("\n"))
    expected = "".join(text for block in article.blocks for text in block_texts(block))
    # `get_text` would leave out readings.
    assert "".join(root.find_all(string=True)) == expected


def test_reading_the_html_gives_the_article_again() -> None:
    again = read_article(to_html(EXAMPLE))
    assert again.blocks == EXAMPLE.blocks
    assert again.lang == EXAMPLE.lang


def names_in(block: Block) -> set[str | None]:
    """The names that a link may lead to, of a block and what stands in it."""
    runs = getattr(block, "runs", ())
    cells = [cell for row in getattr(block, "rows", ()) for cell in row]
    holders = [block, *runs, *cells, *getattr(block, "images", ())]
    named = {dict(getattr(holder, "attributes", ())).get("id") for holder in holders}
    return named | {run.anchor for run in runs}


@given(articles, st.integers(1, 6))
def test_no_id_is_there_twice_and_links_into_the_article_arrive(
    article: Article, level: int
) -> None:
    tree = soup(to_html(article, heading_level=level, id_prefix="x-"))
    ids = [tag["id"] for tag in tree.select("[id]")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"x-\S+", id_) for id_ in ids)
    for name in ("aria-describedby", "aria-labelledby", "headers"):
        for tag in tree.select(f"[{name}]"):
            assert set(" ".join(tag.get_attribute_list(name)).split()) <= set(ids)
    anchored = {name for block in walk(article.blocks) for name in names_in(block)}
    targets = {str(tag["href"])[1:] for tag in tree.select("a[href^='#']")}
    assert targets <= ({"x-a"} & set(ids) if "a" in anchored else {"a"})


@given(articles, st.integers(1, 6))
def test_no_heading_level_is_skipped_on_the_way_down(article: Article, level: int) -> None:
    tree = soup(to_html(article, heading_level=level))
    levels = [int(tag.name[1]) for tag in tree.select("h1, h2, h3, h4, h5, h6")]
    titled = any(getattr(block, "role", None) == "title" for block in walk(article.blocks))
    assert not levels or min(levels) >= level
    assert titled or levels[:1] in ([], [level])
    assert all(below <= above + 1 for above, below in pairwise(levels))


# ---- blocks -----------------------------------------------------------------------------------


def test_the_roles_of_the_example_are_marked() -> None:
    root = one(soup(to_html(EXAMPLE, heading_level=2)), "article")
    assert root["aria-labelledby"] == one(root, "h2")["id"] == "readable-title"
    assert one(root, "p.date time")["datetime"] == "2023-06-02"
    assert one(root, "p.author").get_text() == "Ngọc Tú"
    assert one(root, "p.summary").get_text().startswith("Đây là ý kiến chỉ đạo")
    assert [caption.get_text() for caption in root.select("figure > figcaption")] == [
        "Đại biểu dự Hội nghị",
        "23 gương điển hình tiên tiến đại diện cho các phong trào thi đua thuộc các lĩnh vực được "
        "vinh danh",
        "Phó Bí thư Thường trực Tỉnh ủy Phương Thị Thanh phát biểu chỉ đạo Hội nghị",
    ]


def test_headings_follow_the_level_that_is_asked_for() -> None:
    blocks = (
        heading(3, "Tin", role="title"),
        heading(2, "A"),
        heading(5, "B"),
        heading(5, "C"),
        heading(2, "D"),
    )
    assert re.findall("<(h.) ", html(*blocks)) == ["h1", "h2", "h3", "h3", "h2"]
    assert re.findall("<(h.) ", html(*blocks, heading_level=5)) == ["h5", "h6", "h6", "h6", "h6"]
    with pytest.raises(ValueError, match="from 1 to 6"):
        html(*blocks, heading_level=7)


def test_a_paragraph_that_is_the_title_is_a_heading() -> None:
    assert html(Paragraph((Run("Tin"),), role="title")) == (
        '<h1 id="readable-title" class="readable-h1">Tin</h1>'
    )


def test_a_heading_in_a_header_cell_is_no_heading_of_the_article() -> None:
    table = Table(((Cell((heading(2, "Năm"),), header=True),),))
    assert '<th scope="col"><p class="readable-h2">Năm</p></th>' in html(table)


def test_the_own_ids_give_way_to_the_anchors_of_the_article() -> None:
    title = heading(1, "Tin", role="title")
    written = html(title, paragraph("x", anchor="title"), id_prefix="")
    assert re.findall('id="([^"]*)"', written) == ["title-", "title"]


def test_a_link_is_one_however_many_runs_it_has() -> None:
    runs = (
        Run("Quyết định ", href="?a=1&b=2"),
        Run("946", frozenset({"strong"}), href="?a=1&b=2"),
        Run("/QĐ", frozenset({"strong", "em"}), href="?a=1&b=2", lang="en"),
    )
    assert html(Paragraph(runs)) == (
        '<p><a href="?a=1&amp;b=2">Quyết định <strong>946</strong>'
        '<span lang="en"><strong><em>/QĐ</em></strong></span></a></p>'
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", " JaVa\tscript:x", "data:text/html,x", ""])
def test_a_link_that_would_run_keeps_only_its_text(href: str) -> None:
    assert html(paragraph("chữ", href=href)) == "<p>chữ</p>"


def test_what_is_inside_a_line() -> None:
    runs = (
        Run("HĐND", abbreviation="Hội đồng nhân dân"),
        Run("\n2/6/2023", datetime="2023-06-02"),
        Run("02", datetime="2023-02-30"),
        Run("m"),
        Run("2", frozenset({"sup"})),
    )
    assert html(Paragraph(runs, lang="en")) == (
        '<p lang="en"><abbr title="Hội đồng nhân dân">HĐND</abbr>'
        '<time datetime="2023-06-02"><br>2/6/2023</time>02m<sup>2</sup></p>'
    )


def test_a_link_to_a_place_in_the_article_finds_it() -> None:
    written = html(paragraph("1", href="#chú thích"), paragraph("x", anchor="chú thích"))
    assert written == (
        '<p><a href="#readable-chú%20thích">1</a></p>\n'
        '<p><span id="readable-chú%20thích">x</span></p>'
    )
    assert html(paragraph("1", href="#cuoi-trang")) == '<p><a href="#cuoi-trang">1</a></p>'


def test_lists_keep_their_numbers() -> None:
    inner = ListBlock((Item((paragraph("c"),)),))
    items = (Item((paragraph("a"), inner)), Item((paragraph("b"),), value=7))
    assert html(ListBlock(items, ordered=True, start=3, kind="a", reversed=True)) == (
        '<ol class="readable-lower-alpha" start="3" reversed type="a">'
        '<li>a<ul><li>c</li></ul></li><li value="7">b</li></ol>'
    )
    assert '<ol class="readable-long-numbers" start="998">' in html(
        ListBlock(items, ordered=True, start=998)
    )


def test_definitions_quotes_and_rules() -> None:
    entries = (Definition((paragraph("UBND"),), True), Definition((paragraph("Ủy ban"),), False))
    assert html(Definitions(entries), Quote((paragraph("a"),)), Rule()) == (
        "<dl><dt>UBND</dt><dd>Ủy ban</dd></dl>\n<blockquote><p>a</p></blockquote>\n<hr>"
    )


def test_a_table_tells_its_headers_and_can_be_scrolled_by_keyboard() -> None:
    def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
        first, *others = (Cell((paragraph(text),) if text else ()) for text in texts)
        return tuple(replace(c, header=header or c is first) for c in (first, *others))

    table = Table((row("Năm", "Số", header=True), row("2023", "")), (paragraph("Bảng 1"),))
    assert html(table, Table(table.rows)) == (
        '<div class="readable-scroll" role="region" tabindex="0" '
        'aria-labelledby="readable-table-1"><table><caption id="readable-table-1">Bảng 1</caption>'
        '<thead><tr><th scope="col">Năm</th><th scope="col">Số</th></tr></thead>'
        '<tbody><tr><th scope="row">2023</th><td></td></tr></tbody></table></div>\n'
        '<div class="readable-scroll" role="region" tabindex="0" aria-label="Bảng 2"><table>'
        '<thead><tr><th scope="col">Năm</th><th scope="col">Số</th></tr></thead>'
        '<tbody><tr><th scope="row">2023</th><td></td></tr></tbody></table></div>'
    )
    assert 'aria-label="Table 1"' in html(Table(table.rows), lang="en-GB")


def test_headings_above_headings_are_one_head_and_none_that_reaches_below_it_is_cut() -> None:
    tall, wide = Cell((), True, row_span=2), Cell((), True, column_span=2)
    th, td = Cell((), True), Cell(())
    written = html(Table(((tall, wide), (th, th), (td, td, td))))
    assert (
        '<thead><tr><th scope="col" rowspan="2"></th><th scope="col" colspan="2"></th></tr>'
        '<tr><th scope="col"></th><th scope="col"></th></tr></thead><tbody>'
    ) in written
    written = html(Table(((tall, th), (td,), (td, td))))
    assert (
        '<table><tbody><tr><th scope="col" rowspan="2"></th><th scope="col"></th></tr>'
        "<tr><td></td></tr>"
    ) in written


def test_a_cell_ends_with_its_part_of_the_table() -> None:
    wide = Cell((), row_span=9, column_span=2)
    rows = ((Cell((), True, "rowgroup", row_span=9),), (wide,), (Cell((), row_span=0),), ())
    written = html(Table(rows, header_rows=1))
    assert '<thead><tr><th scope="rowgroup"></th></tr></thead>' in written
    assert '<td colspan="2" rowspan="3"></td></tr><tr><td rowspan="2"></td>' in written


def test_no_cell_is_shown_on_another() -> None:
    a, tall, wide = (
        Cell((paragraph("a"),)),
        Cell((paragraph("b"),), row_span=3),
        Cell((paragraph("c"),), column_span=2),
    )
    written = html(Table(((a, tall), (wide,), (a,))))
    assert (
        '<tr><td>a</td><td>b</td></tr><tr><td colspan="2">c</td></tr><tr><td>a</td></tr>' in written
    )


def test_letters_of_ede_are_set_in_a_face_that_has_them() -> None:
    assert html(paragraph("čư̆")) == '<p class="readable-minority">čư̆</p>'
    assert html(ListBlock((Item((paragraph("ê̆"),)),))).count("readable-minority") == 1


# ---- sections, marks and what speaks to assistive technology ----------------------------------


def section(kind: Any, *blocks: Block, **of_section: Any) -> Section:
    return Section(blocks, kind, **of_section)


def test_a_section_is_the_element_that_it_says() -> None:
    inner = paragraph("a")
    assert html(section("section", inner)) == "<section><p>a</p></section>"
    assert html(section("address", inner)) == "<address><p>a</p></address>"
    assert html(section("aside", inner)) == '<aside role="note"><p>a</p></aside>'
    assert html(section("details", inner, summary=(Paragraph((Run("Hỏi"),), lang="en"),))) == (
        '<details open><summary lang="en">Hỏi</summary><p>a</p></details>'
    )
    title = (heading(3, "Hỏi"), paragraph("Bấm"))
    assert html(heading(1, "Tin"), heading(2, "A"), section("details", summary=title)).endswith(
        '<details open><summary><h3 class="readable-h3">Hỏi</h3>'
        '<span class="readable-line">Bấm</span></summary></details>'
    )


def test_what_folds_says_what_it_is_unfolded_by_or_does_not_fold() -> None:
    assert html(section("details", paragraph("a"))) == "<section><p>a</p></section>"
    assert html(section("details", summary=(paragraph(" "),))) == "<section><p> </p></section>"
    listed = ListBlock((Item((paragraph("a"),)),))
    assert html(section("details", summary=(listed,))) == "<section><ul><li>a</li></ul></section>"


def test_each_landmark_has_a_name_of_its_own() -> None:
    named = {"attributes": (("aria-label", "Mục lục"),)}
    links = (
        section("nav", **named),
        section("nav", **named),
        section("section", **named),
        section("nav", heading(2, "Trong  bài")),
        section("nav"),
        Table(((Cell((paragraph("1"),)),),), (paragraph("mục lục"),)),
    )
    names = re.findall('<(?:nav|section|div)[^>]* aria-label="([^"]*)"', html(*links))
    assert names == ["Mục lục", "Mục lục 2", "Mục lục 3", "Trong bài", "Liên kết", "mục lục 4"]
    assert html(section("nav"), lang="en") == '<nav aria-label="Links"></nav>'


def test_a_section_stands_nowhere_that_html_forbids() -> None:
    aside = section("aside", heading(2, "b"), attributes=(("aria-label", "x"),))
    group = '<div role="group" aria-label="x">'
    table = Table(((Cell((aside,), header=True),),))
    assert f'{group}<p class="readable-h2">b</p></div></th>' in html(table)
    assert html(section("address", heading(2, "b"))).startswith('<div role="group"><h1 ')
    assert "<address>" not in html(section("address", section("address"))).partition("div")[0]


def test_marks_are_the_elements_of_their_names() -> None:
    marks = ("u", "ins", "mark", "kbd", "samp", "var", "dfn", "cite")
    runs = tuple(Run(mark, frozenset({mark})) for mark in marks)
    assert html(Paragraph(runs)) == "<p>{}</p>".format("".join(f"<{m}>{m}</{m}>" for m in marks))


def test_an_exponent_of_an_exponent_rises_again() -> None:
    power = (
        Run("2"),
        Run("3", frozenset({"sup"})),
        Run("4", frozenset({"sup", "inner-sup"})),
        Run("i", frozenset({"sub"})),
        Run("j", frozenset({"sub", "inner-sup"})),
    )
    written = "<p>2<sup>3<sup>4</sup></sup><sub>i<sup>j</sup></sub></p>"
    assert html(Paragraph(power)) == written


RUBY, READING = frozenset[Mark](("ruby",)), frozenset[Mark](("ruby", "rt"))


def test_a_reading_stands_over_the_text_before_it() -> None:
    runs = (
        Run("x ", href="a"),
        Run("漢", RUBY, "a", "zh"),
        Run("(Há", READING, "a"),
        Run("n)", READING | {"strong"}, "a"),
        Run("字", RUBY, "a", "zh"),
        Run("(tự)", READING, "a"),
    )
    assert html(Paragraph(runs)) == (
        '<p><a href="a">x <ruby><span lang="zh">漢</span><rp>(</rp><rt>Há<strong>n</strong></rt>'
        '<rp>)</rp><span lang="zh">字</span><rp>(</rp><rt>tự</rt><rp>)</rp></ruby></a></p>'
    )


def test_a_reading_of_nothing_and_a_text_without_one_are_only_text() -> None:
    def inner(*texts: tuple[str, frozenset[Mark]]) -> str:
        return html(Paragraph(tuple(Run(*text) for text in texts)))

    assert inner(("(x)", READING)) == "<p>(x)</p>"
    assert inner(("x", RUBY)) == "<p>x</p>"
    assert inner(("(x)", READING), ("y", RUBY), ("z", frozenset({"rt"}))) == "<p>(x)yz</p>"
    assert inner(("a", RUBY), ("b", READING), ("c", RUBY)) == "<p><ruby>a<rt>b</rt></ruby>c</p>"


def test_an_alignment_with_a_meaning_is_a_class() -> None:
    title = Heading(1, (Run("Tin"),), role="title", alignment="center")
    signature = paragraph("CHỦ TỊCH")
    assert html(title, replace(signature, alignment="end", role="author")) == (
        '<h1 id="readable-title" class="readable-h1 readable-center">Tin</h1>\n'
        '<p class="author readable-end">CHỦ TỊCH</p>'
    )
    item = ListBlock((Item((replace(signature, alignment="center"),)),))
    assert html(item) == '<ul><li><p class="readable-center">CHỦ TỊCH</p></li></ul>'


def test_attributes_ride_on_the_link_or_the_abbreviation_or_get_a_span() -> None:
    named = (("aria-describedby", "n gone"), ("title", "Chú"), ("style", "x"), ("id", "b"))
    note = paragraph("y", anchor="n")
    for run, written in (
        (
            Run("x", href="#n", attributes=named),
            '<a id="b-b" aria-describedby="b-n" title="Chú" href="#b-n">x</a>',
        ),
        (
            Run("x", abbreviation="Hội đồng", attributes=named),
            '<abbr id="b-b" aria-describedby="b-n" title="Hội đồng">x</abbr>',
        ),
        (
            Run("x", frozenset({"em"}), attributes=named),
            '<span id="b-b" aria-describedby="b-n" title="Chú"><em>x</em></span>',
        ),
        (Run("x", href="a", attributes=(("aria-hidden", "true"),)), '<a href="a">x</a>'),
        (Run("x", attributes=(("aria-hidden", "true"),)), '<span aria-hidden="true">x</span>'),
        (Run("x", attributes=(("role", "button"), ("aria-expanded", "true"))), "x"),
    ):
        assert html(Paragraph((run,)), note, id_prefix="b-") == (
            f'<p>{written}</p>\n<p><span id="b-n">y</span></p>'
        )


def test_the_headers_of_a_cell_are_header_cells_of_its_table() -> None:
    def cell(text: str, header: bool = False, **attributes: str) -> Cell:
        return Cell((paragraph(text),), header, attributes=tuple(attributes.items()))

    table = Table(
        (
            (cell("Loại", True, id="c", abbr="L"),),
            (cell("x", headers="c none d", abbr="o", id="d"),),
        )
    )
    assert (
        '<th scope="col" id="readable-c" abbr="L">Loại</th></tr></thead>'
        '<tbody><tr><td id="readable-d" headers="readable-c">x</td>'
    ) in html(table)
    # The ids stand in the first table: the second has no such headers.
    assert html(table, table).endswith("<tbody><tr><td>x</td></tr></tbody></table></div>")


def test_attributes_stand_on_the_blocks_they_are_of() -> None:
    named = (("id", "a"), ("aria-label", "Tên"), ("role", "group"))
    assert html(heading(2, "x", role="title", attributes=named)) == (
        '<h1 id="readable-a" class="readable-h2" aria-label="Tên">x</h1>'
    ).replace("readable-h2", "readable-h1")
    assert html(replace(paragraph("x"), attributes=named)) == (
        '<p id="readable-a" role="group" aria-label="Tên">x</p>'
    )
    assert html(ListBlock((), attributes=named)) == '<ul id="readable-a" aria-label="Tên"></ul>'
    assert html(Figure((), (), named)) == (
        '<figure id="readable-a" role="group" aria-label="Tên"></figure>'
    )
    assert html(Table((), attributes=named)) == (
        '<div class="readable-scroll" role="region" tabindex="0" aria-label="Tên">'
        '<table id="readable-a" aria-label="Tên"></table></div>'
    )


def test_a_name_that_html_lets_no_paragraph_have_is_its_title() -> None:
    note = replace(paragraph("x"), attributes=(("aria-label", "Lưu ý"), ("aria-level", "2")))
    assert html(note) == '<p title="Lưu ý">x</p>'


def test_a_picture_is_called_what_the_page_calls_it() -> None:
    named = (("aria-label", "Núi"), ("role", "img"))
    drawn = write_html(Article((Figure((Image("", attributes=named),)),)))
    assert '<span class="readable-no-picture" role="img" aria-label="Núi"></span>' in drawn.html
    shown = write_html(Article((Figure((Image("a.png", attributes=named),)),)))
    assert 'alt="Núi"' in shown.html
    assert drawn.findings == shown.findings == ()


def test_what_reading_found_is_told_first_and_once() -> None:
    found = Finding("heading-like", "Điều 1", "looks like a heading", "Make it one.")
    article = Article((Figure((Image("a.png"),)),), findings=(found, found))
    assert [finding.rule for finding in write_html(article).findings] == [
        "heading-like",
        "image-without-text",
    ]


# ---- pictures ---------------------------------------------------------------------------------


def picture(kind: str) -> bytes:
    written = BytesIO()
    Raster.new("RGB", (8, 8), "red").save(written, kind)
    return written.getvalue()


def test_a_picture_says_what_the_article_says_of_it() -> None:
    assert html(Figure((Image("a b.png", "Núi", 300, 200), Image("c.png", "")))) == (
        '<figure><img src="a b.png" alt="Núi" width="300" height="200" loading="lazy" '
        'decoding="async"><img src="c.png" alt="" loading="lazy" decoding="async"></figure>'
    )


def test_a_picture_without_a_text_says_so() -> None:
    figure = Figure((Image("a.png"),), (paragraph("Đại biểu dự Hội nghị"),))
    written = write_html(Article((figure,)))
    assert 'alt="Hình chưa có mô tả"' in written.html
    assert [finding.rule for finding in written.findings] == ["image-without-text"]
    assert 'alt="Picture without a description" ' in html(figure, lang="en")
    assert 'alt="Hình chưa có mô tả" loading="lazy" decoding="async" lang="vi"' in html(
        figure, lang="fr"
    )


def test_a_picture_that_is_a_link_is_never_without_a_name() -> None:
    written = html(Figure((Image("a.png", "", href="b.png"), Image("c.png", "Núi", href="data:x"))))
    assert '<a href="b.png"><img src="a.png" alt="Hình chưa có mô tả"' in written
    assert written.count("<a ") == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_a_file_in_the_folder_becomes_part_of_the_page(tmp_path: Path, kind: str) -> None:
    data = picture(kind)
    (tmp_path / "ảnh 1.dat").write_bytes(data)
    written = html(Figure((Image("%E1%BA%A3nh%201.dat", "Đỏ"),)), base=tmp_path)
    address = f"data:image/{kind.lower()};base64,{b64encode(data).decode()}"
    assert written == f'<figure><img src="{address}" alt="Đỏ"></figure>'
    assert html(Figure((Image(address.replace("image/", "text/"), "Đỏ"),))) == written


def test_what_is_large_or_no_picture_stays_beside_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "b.png").write_bytes(picture("PNG").ljust((5 << 20) + 1, b"x"))
    images = (Image("a.svg", "a"), Image("b.png", "b"), Image("https://c.vn/c.png", "c"))
    written = write_html(Article((Figure(images),)), base=tmp_path)
    assert re.findall(' src="([^"]*)"', written.html) == [image.src for image in images]
    assert [(f.rule, f.target) for f in written.findings] == [
        ("image-not-embedded", "a.svg"),
        ("image-not-embedded", "b.png"),
    ]


@pytest.mark.parametrize(
    "src", ["../secret.png", "/etc/passwd", "out/secret.png", "file:///etc/passwd", "none.png"]
)
@pytest.mark.parametrize("standalone", [False, True])
def test_a_picture_outside_the_folder_is_not_shown(
    tmp_path: Path, src: str, standalone: bool
) -> None:
    folder = tmp_path / "article"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(picture("PNG"))
    (folder / "out").symlink_to(tmp_path)
    figure = Figure((Image(src, "Bản đồ"), Image(src + "?", "")))
    written = write_html(Article((figure,)), base=folder, standalone=standalone)
    assert b64encode(picture("PNG")).decode() not in written.html
    assert (
        '<figure><span class="readable-no-picture" role="img" aria-label="Bản đồ"></span></figure>'
        in written.html
    )
    assert {(f.rule, f.target) for f in written.findings} == {
        ("image-not-shown", src),
        ("image-not-shown", src + "?"),
    }


@pytest.mark.parametrize("src", ["javascript:alert(1)", "file:///a.png", "data:text/html,<b>"])
def test_an_address_that_is_none_of_a_picture_is_not_written(src: str) -> None:
    assert "src=" not in html(Figure((Image(src, "x"),)))


# ---- preferences ------------------------------------------------------------------------------

STEPS = {
    "scale": LADDER,
    "font": tuple(SCHEMA["fonts"]),
    "theme": (*SCHEMA["themes"], "system"),
    "alignment": tuple(SCHEMA["alignments"]),
    **{n: tuple(SCHEMA[n]["steps"]) for n in FIELDS if "steps" in SCHEMA.get(n, ())},
}


def root_of(written: str) -> Tag:
    return one(soup(written), "article")


def test_every_preference_that_shows_is_an_attribute() -> None:
    assert (
        set(FIELDS)
        == {f.name for f in fields(Preferences)}
        - {"low_contrast", "breaking", "links", "ruler", "named"}
        == set(STEPS)
    )


@pytest.mark.parametrize("name", FIELDS)
def test_each_step_has_a_rule_and_needs_no_style(name: str) -> None:
    sheet = stylesheet()
    default = getattr(Preferences(), name)
    for value in STEPS[name]:
        root = root_of(to_html(EXAMPLE, Preferences(**{name: value})))
        hyphenated = name.replace("_", "-")
        written = value if isinstance(value, str) else f"{value:g}"
        assert root.get("data-" + hyphenated) == (None if value == default else written)
        assert root.get("style") is None
        for selector in (".readable[data-", ":root[data-readable-"):
            assert f'{selector}{hyphenated}="{written}"]' in sheet


def test_how_sure_words_are_is_told_in_a_few_letters() -> None:
    # A bit for a space between words, two for one inside a word, six for what is less sure.
    told = {
        "tỉnh Bắc Kạn, ngày 2/6": "0 10 0 11-1011",
        "Tỉnh Bắc Kạn": "11-0001 10",  # "Tỉnh" may begin a name
        "theo điều 15": "0 11-1011",
        "theo 946/QĐ-UBND mới": "0 0",
        "kinh tế - xã hội": "10 11-1110 0 10",
        "từ \u2014 đến": "11-1110 0",
        "thì www.chinhphu.vn/tin-moi/2023 rồi": "0 11-0000-000100-1000 11-0000-001001-1000"
        " 11-0000-000011-1000 11-0000-000100-1000 11-0000-000100-1000 11-0001",
        "ban": None,
    }
    shown = html(*map(paragraph, told), preferences=Preferences())
    for (text, codes), attribute in zip(
        told.items(), re.findall(r"<p([^>]*)>", shown), strict=True
    ):
        bits = re.sub("[ -]", "", codes or "")
        letters = ascii_uppercase + ascii_lowercase + digits + "-_"
        packed = "".join(
            letters[int(bits[at : at + 6].ljust(6, "0"), 2)] for at in range(0, len(bits), 6)
        )
        assert attribute == (f' data-joins="{packed.rstrip("A") or "A"}"' if codes else ""), text


def test_a_date_that_may_be_too_long_is_told_of_and_a_table_tells_of_its_cells() -> None:
    def row(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell((paragraph(text),)) for text in texts)

    table = Table((row("tỉnh Bắc Kạn", "2/6"), row("02/06/2023", "Bắc Kạn"), row("1", "2")))
    tree = soup(to_html(Article((table, paragraph("02/06/2023")))))
    # 0 10 | nothing | 0 | 10, and what follows has nothing to tell.
    assert one(tree, "table")["data-joins"] == "Q..A.g"
    assert one(tree, "p")["data-joins"] == "A"
    assert len(tree.select("[data-joins]")) == 2


def test_where_lines_are_to_be_filled_only_what_has_no_space_is_whole() -> None:
    chosen = Preferences(breaking="first-fit")
    text = paragraph("Tỉnh Bắc Kạn, ngày 2/6")
    assert "data-joins" not in to_html(Article((text,)), chosen)
    text = paragraph("Ủy ban theo 946/QĐ-UBND")  # 0 0 0
    assert 'data-joins="A"' in to_html(Article((text,)), chosen)


def test_the_article_says_how_its_lines_are_broken() -> None:
    written = {
        breaking: root_of(to_html(EXAMPLE, Preferences(breaking=breaking))).get("data-breaking")
        for breaking in ("balanced", "careful", "compact")
    }
    assert written == {"balanced": None, "careful": "careful", "compact": "compact"}


def test_whole_words_cost_little() -> None:
    whole, filled = (
        len(to_html(EXAMPLE, Preferences(breaking=breaking)).encode())
        for breaking in ("balanced", "first-fit")
    )
    assert whole <= 1.15 * filled


def test_other_values_are_custom_properties() -> None:
    preferences = Preferences(
        scale=130, line_height=1.75, letter_spacing_em=0.01, measure=41, theme="#FFCC00/#202020"
    )
    root = root_of(to_html(EXAMPLE, preferences))
    assert str(root["style"]).split("; ") == [
        "--readable-scale: 1.3",
        "--readable-line-height: 1.75",
        "--readable-letter-spacing: 0.01em",
        "--readable-foreground: #ffcc00",
        "--readable-background: #202020",
        "--readable-color-scheme: dark",
        "--readable-measure: 20em",
    ]
    assert root["data-scale"] == "130"


def test_the_schema_says_what_the_rules_do() -> None:
    sheet = stylesheet()
    for rule in (
        '.readable[data-scale="87"], :root[data-readable-scale="87"], '
        ':root[data-readable-scale="87"] .readable { --readable-scale: 0.87 }',
        '[data-readable-letter-spacing-em="0.12"] .readable { --readable-letter-spacing: 0.12em }',
        '[data-readable-line-height="2"] .readable { --readable-line-height: 2 }',
        '[data-readable-alignment="justify"] .readable { --readable-alignment: justify }',
        # 60 characters at 2.05 an em.
        '[data-readable-measure="60"] .readable { --readable-measure: 29.2683em }',
        '[data-readable-theme="yellow"] .readable { --readable-foreground: #ffff00; '
        "--readable-background: #000000; --readable-color-scheme: dark }",
        # 8 em at 400 % are 32 em of the size that a media query knows.
        '@media (max-width: 32em) { .readable[data-scale="400"], ',
    ):
        assert rule in sheet


def test_the_style_sheet_cuts_nothing_off_and_forces_nothing() -> None:
    rules = re.sub(r"/[*].*?[*]/", "", stylesheet(), flags=re.DOTALL)
    assert "overflow: hidden" not in rules
    assert "overflow: clip" not in rules
    assert "!important" not in rules


def test_each_font_face_tells_its_file_its_reach_and_the_height_of_its_ink() -> None:
    faces = re.findall(r"@font-face \{(.*?)\}", stylesheet("/tĩnh/fonts/"), re.DOTALL)
    files = {web.path.name: face for face in typefaces().values() for web in face.web}
    assert len(faces) == len(files)
    for rule in faces:
        (name,) = re.findall('url\\("/tĩnh/fonts/(.*?)"\\) format\\("woff2"\\)', rule)
        face = files[name]
        assert f'font-family: "Readable {face.key.title()}";' in rule
        assert f"unicode-range: {face.unicode_range};" in rule
        assert f"ascent-override: {face.ascent_override_percent}%;" in rule
        assert "font-display: swap;" in rule


# ---- the page ---------------------------------------------------------------------------------


def page(*blocks: Block, lang: str = "vi", **options: Any) -> BeautifulSoup:
    return soup(to_html(Article(blocks, lang), standalone=True, **options))


def test_a_page_of_its_own_has_what_a_page_needs() -> None:
    tree = page(heading(1, "Tin\nmới", role="title"), lang="en")
    assert one(tree, "html")["lang"] == "en"
    assert one(tree, "title").get_text() == "Tin mới"
    assert one(tree, "meta[name=viewport]")["content"] == "width=device-width, initial-scale=1"
    assert one(tree, "main > article > h1").get_text() == "Tinmới"
    shown = one(tree, "readable-toolbar > :last-child")
    assert one(shown, "[data-part=size]").get_text() == "Text size 100\u00a0%"
    assert one(page(paragraph("x"), lang="fr"), "title").get_text() == "Bài viết"


def test_the_policy_allows_this_style_and_these_scripts_and_nothing_else() -> None:
    images = (Image("//a.vn/a.png", "a"), Image("b/c.png", "b"))
    written = to_html(Article((Figure(images),)), standalone=True)
    tree = soup(written)
    policy = one(tree, "meta[http-equiv]")["content"]

    def digests(name: str) -> str:
        texts = re.findall(f"<{name}>(.*?)</{name}>", written, re.DOTALL)
        return " ".join(
            f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts
        )

    assert policy == (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {digests('style')}; script-src {digests('script')}; "
        "img-src 'self' data: http: https:; font-src data:; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    assert not tree.select("[style]")
    assert not re.search(r"\son\w+=", written)
    assert "img-src data:;" in to_html(EXAMPLE, standalone=True, base=EXAMPLES)


def test_a_page_carries_the_fonts_its_text_needs() -> None:
    def families(text: str, font: str) -> list[str]:
        written = to_html(Article((paragraph(text),)), Preferences(font=font), standalone=True)
        assert "url(" in written
        assert not re.search(r"url\(.(?!data:font/woff2;base64,d09GMg)", written)
        return list(dict.fromkeys(re.findall('font-family: "(.*?)";', written)))

    assert families("Tỉnh ủy", "sans") == ["Readable Sans"]
    assert families("Tỉnh ủy №", "serif") == ["Readable Serif"]
    assert families("Tỉnh ủy №", "sans") == ["Readable Sans", "Readable Complete"]
    assert families("ê̆", "easy") == ["Readable Easy", "Readable Complete"]
    assert families("1 ≥ 0", "serif") == ["Readable Serif", "Readable Literacy"]


@pytest.mark.parametrize("scale", [87, 130, 400])
def test_the_links_lead_to_the_sizes_beside_and_keep_all_else(scale: int) -> None:
    chosen = Preferences(scale=scale, theme="dark", measure=60)
    tree = page(paragraph("x"), preferences=chosen, query="id=7")
    steps = sorted({*LADDER, scale})
    bars = {str(bar["id"]): bar for bar in tree.select("readable-toolbar > span")}
    assert sorted(bars) == sorted(f"co-chu-{step}" for step in steps)
    assert list(bars)[-1] == f"co-chu-{scale}"
    for at, step in enumerate(steps):
        bar = bars[f"co-chu-{step}"]
        for link, beside in zip(bar("a"), (at - 1, at + 1), strict=True):
            if not 0 <= beside < len(steps):
                assert link["aria-disabled"] == "true"
                assert not link.has_attr("href")
                continue
            address = urlsplit(str(link["href"]))
            assert address.fragment == f"co-chu-{steps[beside]}"
            assert parse_qs(address.query)["id"] == ["7"]
            assert parse_qs(address.query)["scale"] == [str(steps[beside])]
            assert Preferences.from_query(address.query) == replace(chosen, scale=steps[beside])
            assert f":has(#{address.fragment}:target) .readable" in str(tree.style)


def test_the_ends_of_the_ladder_say_so() -> None:
    tree = page(paragraph("x"))
    assert one(tree, "#co-chu-400 [data-part=size]").get_text() == "Cỡ chữ 400\u00a0%, lớn nhất"
    assert one(tree, "#co-chu-87 [data-part=size]").get_text() == "Cỡ chữ 87\u00a0%, nhỏ nhất"


def test_the_preferences_of_a_page_stand_on_its_root() -> None:
    chosen = Preferences(scale=130, theme="#ffcc00/#202020", line_height=1.8)
    tree = page(paragraph("x"), preferences=chosen)
    root, article = one(tree, "html"), one(tree, "article")
    assert {n: v for n, v in root.attrs.items() if n.startswith("data-")} == {
        "data-readable-scale": "130",
        "data-readable-ladder": "87 100 112 125 130 150 175 200 250 300 400",
        "data-readable-line-height": "1.8",
        "data-readable-theme": "#ffcc00/#202020",
    }
    assert set(article.attrs) == {"class", "id", "lang"}
    assert one(tree, "readable-toolbar")["for"] == article["id"]
    sheet = str(tree.style)
    assert ':root[data-readable-scale="130"] .readable { --readable-scale: 1.3 }' in sheet
    assert (
        '[data-readable-theme="#ffcc00/#202020"] .readable { --readable-foreground: #ffcc00;'
        in sheet
    )


def test_the_script_that_reads_the_address_knows_the_names_of_the_preferences() -> None:
    source = (MARKUP / "page.js").read_text(encoding="utf-8")
    (names,) = re.findall(r"names = \[(.*?)\]", source, re.DOTALL)
    assert set(re.findall(r'"(\w+)"', names)) == set(FIELDS) - {"font"}


def test_a_prefix_of_ids_has_no_space_for_then_nothing_would_refer_to_them() -> None:
    with pytest.raises(WrongUse, match="'tin 2-' cannot be the prefix of an id: leave the space"):
        to_html(read_article("<h1>Tin</h1>"), id_prefix="tin 2-")


def test_a_bracket_and_a_space_behind_a_chinese_letter_are_written_like_any_text() -> None:
    written = to_html(read_article("<p>Nhật Bản 日本( Nihon ), 漢( )</p>"))
    assert "日本( Nihon ), 漢( )</p>" in written
