"""Markup comes out of `sanitise` safe, and says to every reader what it said before."""

from __future__ import annotations

from time import process_time

import pytest
from browser.mutations import faults_of, mutations, sanitised, vectors
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from readable.errors import UnreadableInput, WrongUse
from readable.sanitising import End, Start, Text, clean_html, events, sanitise

# ---- what speaks to assistive technology ------------------------------------------------------

# The markup, and what must match in the document that comes of it, with "p-" before each id.
CONSTRUCTS: dict[str, tuple[str, ...]] = {
    # Names and what refers to them.
    '<a href="#n">1</a><p id="n">x</p>': ('a[href="#p-n"]', 'p[id="p-n"]'),
    '<a href="#n">1</a><a name="n">x</a>': ('a[href="#p-n"]', 'a[id="p-n"]'),
    '<section aria-labelledby="a b"><h2 id="a">x</h2></section>': (
        'section[aria-labelledby="p-a p-b"]',
        'h2[id="p-a"]',
    ),
    '<img src="a.png" alt="x" aria-describedby="d" aria-details="e">': (
        'img[aria-describedby="p-d"][aria-details="p-e"]',
    ),
    '<div aria-owns="a b" aria-flowto="c" aria-activedescendant="d">x</div>': (
        'div[aria-owns="p-a p-b"][aria-flowto="p-c"][aria-activedescendant="p-d"]',
    ),
    '<button aria-expanded="false" aria-controls="m">x</button><div id="m">y</div>': (
        'button[type="button"][aria-expanded="false"][aria-controls="p-m"]',
        'div[id="p-m"]',
    ),
    '<label for="i">x</label><input id="i" type="search" required>': (
        'label[for="p-i"] + input[id="p-i"][type="search"][required]',
    ),
    # What ARIA says.
    '<div role="note">x</div>': ('div[role="note"]',),
    '<nav aria-label="Mục lục">x</nav>': ('nav[aria-label="Mục lục"]',),
    '<p role="status" aria-live="polite" aria-atomic="true">x</p>': (
        'p[role="status"][aria-live="polite"][aria-atomic="true"]',
    ),
    '<div role="heading" aria-level="2">x</div>': ('div[role="heading"][aria-level="2"]',),
    '<span aria-hidden="true">★</span>': ('span[aria-hidden="true"]',),
    '<a href="a" aria-current="page">x</a>': ('a[href="a"][aria-current="page"]',),
    '<div role="region" tabindex="0" aria-label="Bảng">x</div>': (
        'div[role="region"][tabindex="0"][aria-label="Bảng"]',
    ),
    # Parts of a page.
    "<header>x</header><main>y</main><footer>z</footer>": ("header", "main", "footer"),
    "<article><aside>x</aside></article><search>y</search>": ("article > aside", "search"),
    "<hgroup><h1>x</h1><p>y</p></hgroup><address>z</address>": (
        "hgroup > h1",
        "hgroup > p",
        "address",
    ),
    "<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h5>e</h5><h6>f</h6>": (
        "h1", "h2", "h3", "h4", "h5", "h6",
    ),
    "<details open><summary>x</summary>y</details>": ("details[open] > summary",),
    "<p>x</p><hr><p>y</p>": ("p + hr + p",),
    # Languages and directions.
    '<p lang="en">x</p><div lang="vi-VN">y</div>': ('p[lang="en"]', 'div[lang="vi-VN"]'),
    '<p xml:lang="fr">x</p>': ('p[lang="fr"]',),
    '<p dir="rtl">x <bdi>y</bdi> <bdo dir="ltr">z</bdo></p>': (
        'p[dir="rtl"] > bdi',
        'bdo[dir="ltr"]',
    ),
    '<span translate="no">x</span>': ('span[translate="no"]',),
    "<ruby>漢<rp>(</rp><rt>Hán</rt><rp>)</rp></ruby>": ("ruby > rt", "ruby > rp + rt + rp"),
    # What words are.
    '<abbr title="Ủy ban nhân dân">UBND</abbr>': ('abbr[title="Ủy ban nhân dân"]',),
    '<dfn title="x">y</dfn> <cite>z</cite>': ('dfn[title="x"]', "cite"),
    '<time datetime="2023-06-02">2/6</time>': ('time[datetime="2023-06-02"]',),
    '<data value="3">ba</data>': ('data[value="3"]',),
    '<blockquote cite="a"><p>x</p></blockquote><q cite="b">y</q>': (
        'blockquote[cite="a"] > p',
        'q[cite="b"]',
    ),
    '<del datetime="2023-06-02" cite="a">x</del><ins datetime="2023-06-03">y</ins><s>z</s>': (
        'del[datetime="2023-06-02"][cite="a"]',
        'ins[datetime="2023-06-03"]',
        "s",
    ),
    "<em>a</em><strong>b</strong><mark>c</mark><small>d</small>": (
        "em", "strong", "mark", "small",
    ),
    "<code>a</code><kbd>b</kbd><samp>c</samp><var>d</var><pre>e\n f</pre>": (
        "code", "kbd", "samp", "var", "pre",
    ),
    "H<sub>2</sub>O m<sup>2</sup>": ("sub", "sup"),
    # Lists.
    '<ol start="3" type="a" reversed><li value="7">x</li></ol>': (
        'ol[start="3"][type="a"][reversed] > li[value="7"]',
    ),
    "<ul><li>x</li></ul><dl><div><dt>y</dt><dd>z</dd></div></dl>": (
        "ul > li",
        "dl > div > dt + dd",
    ),
    # Tables.
    "<table><caption>C</caption><colgroup><col span=2></colgroup><thead><tr><th scope=col>x</th>"
    "</tr></thead><tbody><tr><th scope=row>y</th></tr></tbody><tfoot><tr><td>z</td></tr></tfoot>"
    "</table>": (
        "table > caption",
        'colgroup > col[span="2"]',
        'thead > tr > th[scope="col"]',
        'tbody > tr > th[scope="row"]',
        "tfoot > tr > td",
    ),
    '<table><tr><th id=a abbr="Xã">x</th><td headers="a b" colspan=2 rowspan=3>y</td></table>': (
        'th[id="p-a"][abbr="Xã"]',
        'td[headers="p-a p-b"][colspan="2"][rowspan="3"]',
    ),
    # Pictures, sounds and films.
    '<figure><img src="a.png" alt="Ảnh" width="4" height="3" loading="lazy" decoding="async">'
    "<figcaption>x</figcaption></figure>": (
        'figure > img[src="a.png"][alt="Ảnh"][width="4"][height="3"][loading="lazy"]',
        "figure > figcaption",
    ),
    '<img src="a.png" alt="" role="presentation">': ('img[alt=""][role="presentation"]',),
    '<picture><source srcset="a.avif 1x, b.avif 2x" type="image/avif" media="(width > 9em)">'
    '<img src="a.png" alt="x" srcset="a.png 1x" sizes="50vw"></picture>': (
        'picture > source[srcset="a.avif 1x, b.avif 2x"][type="image/avif"][media]',
        'picture > img[srcset="a.png 1x"][sizes="50vw"]',
    ),
    '<img src="a.png" alt="x" usemap="#m"><map name="m"><area shape="rect" coords="0,0,9,9" '
    'href="a" alt="Xã"></map>': (
        'img[usemap="#p-m"]',
        'map[name="p-m"] > area[shape="rect"][coords="0,0,9,9"][href="a"][alt="Xã"]',
    ),
    '<video controls poster="a.png" width="4"><source src="a.mp4" type="video/mp4"><track default '
    'kind="captions" srclang="vi" label="Tiếng Việt" src="a.vtt"></video><audio src=a.mp3></audio>'
    : (
        'video[controls][poster="a.png"] > source[src="a.mp4"][type="video/mp4"]',
        'video > track[default][kind="captions"][srclang="vi"][label="Tiếng Việt"][src="a.vtt"]',
        'audio[controls][src="a.mp3"]',
    ),
    # Values and groups.
    '<progress value="3" max="5">3/5</progress><meter min="0" max="9" value="4">4</meter>'
    "<fieldset><legend>x</legend>y</fieldset>": (
        'progress[value="3"][max="5"]',
        'meter[min="0"][max="9"][value="4"]',
        "fieldset > legend",
    ),
}  # fmt: skip


def test_there_are_44_kinds_of_constructs() -> None:
    assert len(CONSTRUCTS) == 44


@pytest.mark.parametrize(("html", "selectors"), CONSTRUCTS.items())
def test_what_speaks_to_assistive_technology_stays(html: str, selectors: tuple[str, ...]) -> None:
    result = sanitise(html, id_prefix="p-")
    document = BeautifulSoup(result.html, "html.parser")
    assert [selector for selector in selectors if not document.select(selector)] == []
    assert document.get_text() == BeautifulSoup(html, "html.parser").get_text()
    assert result.losses == ()
    assert sanitise(result.html, id_prefix="p-").html == result.html


# ---- what runs, tracks or looks ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected", "losses"),
    [
        ("<p onclick=a() class=b style='color:red' data-c=d>x", "<p>x</p>", {"event handler": 1}),
        ("x<script>y</script><style>z</style>", "x", {"script": 1, "style sheet": 1}),
        (
            "<meta http-equiv=refresh content=0><base href=//b><link rel=stylesheet href=c>x",
            "x",
            {},
        ),
        ("<title>x</title>y", "y", {"page title": 1}),
        ("<form action=a><input name=b><button>c</button>d</form>", "d", {"form control": 2}),
        (
            "<form role=search action=a>x<input name=q></form>",
            '<div role="search">x</div>',
            {"form control": 1},
        ),
        (
            "<input type=password aria-label=x><input id=a><label for=b>y</label>",
            '<label for="b">y</label>',
            {"form control": 2},
        ),
        (
            "<label><input type=checkbox checked>x</label><input type=radio>y",
            '<label><input type="checkbox" checked="">x</label>y',
            {"form control": 1},
        ),
        (
            "<button onclick=a() formaction=b aria-pressed=true>x</button>",
            '<button aria-pressed="true" type="button">x</button>',
            {"event handler": 1},
        ),
        (
            "<dialog>x</dialog><dialog open>y</dialog>",
            '<div role="dialog">y</div>',
            {"hidden text": 1},
        ),
        ("<a href=a ping=b target=_blank rel=c download>x</a>", '<a href="a">x</a>', {}),
        ("<img src=a width=1 height=1>", "", {"tracking picture": 1}),
        ("<img src=file:///a alt=x>", "x", {"picture without address": 1}),
        ("<img src=data:image/svg+xml,x alt=x>", "x", {"picture without address": 1}),
        ("<img src='data:image/gif;base64,R0' data-src=a alt=x>", '<img src="a" alt="x">', {}),
        ("<noscript><img src=a alt=x></noscript>", '<img src="a" alt="x">', {}),
        ("<video src=a autoplay></video>", '<video src="a" controls=""></video>', {}),
        ("<iframe src=//a title=Phim>x</iframe>", '<a href="//a">Phim</a>', {}),
        ("<iframe srcdoc='<p>x'></iframe>", "", {"frame": 1}),
        ("<object data=a.pdf></object>", '<a href="a.pdf">a.pdf</a>', {}),
        (
            "<svg><title>Bản đồ</title><path d=M0/></svg>",
            '<span role="img" aria-label="Bản đồ">Bản đồ</span>',
            {},
        ),
        (
            "<math alttext='x bình'><msup><mi>x</mi><mn>2</mn></msup></math>",
            '<span aria-label="x bình" role="math">x<sup>2</sup></span>',
            {"layout of a formula": 1},
        ),
        (
            "<math aria-label=A alttext=B><mi>x</mi></math>",
            '<span aria-label="A" role="math">x</span>',
            {"layout of a formula": 1},
        ),
        (
            "<math><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac></math>",
            '<span aria-label="1/x^2" role="math">1/x<sup>2</sup></span>',
            {"layout of a formula": 1},
        ),
        # What a page hides stays hidden, in an element that can say so.
        (
            '<p>x<p style="color:red;display:none">Ẩn</p>',
            '<p>x</p><p hidden="">Ẩn</p>',
            {},
        ),
        (
            "<font style='VISIBILITY : hidden'>x</font><form hidden>y</form>",
            '<span hidden="">x</span><div hidden="">y</div>',
            {},
        ),
        ("<p hidden=until-found style=display:none>x", '<p hidden="until-found">x</p>', {}),
        (
            "<div>" * 256 + "<p style=display:none>x",
            "<div>" * 256 + "</div>" * 256,
            {"hidden text": 1},
        ),
        # Frames that nobody was to see.
        ("<iframe width=0 height=0 src=https://v.example/x></iframe>", "", {"frame": 1}),
        ("<iframe style='width:2px;height:1px' src=//v.example></iframe>", "", {"frame": 1}),
        ("<iframe style='display:none' src=//v.example></iframe>", "", {"frame": 1}),
        ("<iframe src=https://ads.doubleclick.net/x></iframe>", "", {"frame": 1}),
        ("<object data=a.swf width=0></object>", "", {"embedded object": 1}),
        (
            "<iframe src=//v.example width=3 height=2></iframe>",
            '<a href="//v.example">//v.example</a>',
            {},
        ),
        # Pictures that a script would have loaded.
        ("<img src=placeholder.gif data-original=d.jpg>", '<img src="d.jpg">', {}),
        (
            "<img data-srcset='a.jpg 1x, b.jpg 2x' src=/x/lazy.png srcset='blank.gif 1x' alt=y>",
            '<img src="b.jpg" srcset="a.jpg 1x, b.jpg 2x" alt="y">',
            {},
        ),
        (
            "<img src=blank.gif srcset='blank.gif 1w' data-lazy-src=a.jpg>",
            '<img src="a.jpg">',
            {},
        ),
        ("<img src=blank.gif data-original=javascript:x>", '<img src="blank.gif">', {}),
        ("<img src=a.jpg srcset='b.jpg 2x'>", '<img src="a.jpg" srcset="b.jpg 2x">', {}),
        (
            "<picture><source srcset=blank.gif data-srcset=a.webp><img data-src=a.jpg></picture>",
            '<picture><source srcset="a.webp"><img src="a.jpg"></picture>',
            {},
        ),
        (
            "<img src=blank.gif data-src=a><noscript><img src=a></noscript>",
            '<img src="a">',
            {},
        ),
        ("<img src=blank.gif> <noscript><img src=a></noscript>", '<img src="a">', {}),
        ("<p tabindex=5 dir=up lang='a b' role='a(b'>x</p>", "<p>x</p>", {}),
        ("<font color=red>x</font><center>y</center>", "x<div>y</div>", {}),
        ("<pre>\n\n x</pre>", "<pre>\n\n x</pre>", {}),
        ('<p aria-l<!-=b data-"=c aria-\xa0=d aria-label=e>x', '<p aria-label="e">x</p>', {}),
        ("<p>a\x01\ud800\ufdd0&#1;b\r\nc</p>", "<p>ab\nc</p>", {}),
    ],
)
def test_what_runs_tracks_or_looks_goes(html: str, expected: str, losses: dict[str, int]) -> None:
    result = sanitise(html)
    assert result.html == expected
    assert {loss.kind: loss.count for loss in result.losses} == losses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("tin.aspx?ItemID=1:2", "tin.aspx?ItemID=1:2"),
        (" HTTPS://x.example/\n", "HTTPS://x.example/"),
        ("//x.example", "//x.example"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("tel:+84-209", "tel:+84-209"),
        ("Tin tức mới.html\u200b", "Tin tức mới.html\u200b"),
        ("javascript:x()", None),
        ("java\tscript:x()", None),
        ("\u2028javascript:x()", None),
        ("\u3000\ufeffhttps://x.example", None),
        ("%6aavascript:x()", None),
        ("https\u200b://x.example", None),
        ("data:text/html,x", None),
        ("data:image/png;base64,AA==", None),
        ("java\x01script:x()", None),
        ("&#1;javascript:x()", None),
        ("tin:1", None),
        ("//javascript:x()", None),
        ("https://<b>/", None),
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
        ("http://tỉnh.example/", "http://tỉnh.example/"),
    ],
)
def test_a_link_leads_where_it_says_or_nowhere(address: str, expected: str | None) -> None:
    html = sanitise(f'<a href="{address}">x</a>').html
    found = BeautifulSoup(html, "html.parser").a
    assert found is not None
    assert found.get("href") == (expected.replace("\n", "") if expected else None)


def test_ids_get_a_prefix_once_and_only_where_they_are_names() -> None:
    html = '<h2 id="p-a">x</h2><a href="#a">y</a><a href="b#a">z</a><a href="#">t</a>'
    expected = '<h2 id="p-a">x</h2><a href="#p-a">y</a><a href="b#a">z</a><a href="#">t</a>'
    assert sanitise(html, "p-").html == expected
    assert sanitise('<a href="#top">x</a>', "p-").html == '<a href="#top">x</a>'
    assert 'href="#p-top"' in sanitise('<a href="#top">x</a><p id=top>y', "p-").html


def test_a_prefix_that_could_not_begin_an_id_is_refused() -> None:
    with pytest.raises(WrongUse, match="cannot be the prefix of an id: begin with a letter"):
        sanitise("x", id_prefix='"><script>')


def test_no_attack_leaves_anything_that_could_harm() -> None:
    attacks = vectors() + list(mutations(5_000))
    assert [(attack, fault) for attack in attacks for fault in faults_of(sanitised(attack))] == []


@given(st.text(st.sampled_from("<>/=\"'&;! -abpit\n\0\ud800ế"), max_size=60) | st.text())
def test_any_text_can_be_sanitised(text: str) -> None:
    html = sanitised(text)
    assert faults_of(html) == []


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5_000,
        "<b>x" * 5_000,
        "<table><tr><td>" * 2_000,
        "<a><table>" * 2_000,
        "<p><b><i>x</p>" * 3_000,
        f"<p {' '.join(f'a{n}' for n in range(100_000))}>x",
        "<svg><desc><p>" * 3_000,
        "<iframe src=a>" * 20_000,
        "<object data=a>" * 5_000,
        "<noscript><img src=a>" * 5_000,
        "<video><source src=a>" * 5_000,
        "<button aria-label=x><p>" * 3_000,
        '<img srcset="' + "a 1x, " * 100_000 + '">',
        "<a href='" + "\t:" * 300_000 + "'>x",
        "<root><static-content>" + "<![CDATA[" * 100_000,
        "<unknown>" * 20_000,
        "<math>" + "<mrow><mi>x" * 5_000 + "y" * 1_000_000,
        "<math>" + "<msup><mi>x</mi>" * 6_000,
        "<math>" + "<mtext><math>" * 4_000 + "y" * 1_000_000,
        "<math><mfrac>" * 20_000,
        "<map><area href=a alt=b>" * 5_000,
        "<img src='" + "/blank" * 50_000 + "/' data-src='" + "_blank" * 50_000 + "/a'>",
        "a\xa0" * 1_000_000,
        "a&nbsp;" * 500_000,
    ],
    ids=lambda html: html[:12],
)
def test_hostile_markup_costs_little_time(html: str) -> None:
    started = process_time()
    assert faults_of(sanitised(html)) == []
    assert process_time() - started < 10


def test_more_tags_than_an_article_has_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="600000 tags: pass one article"):
        sanitise("<p>" * 600_000)


def test_time_grows_with_the_length_of_a_text_full_of_no_break_spaces() -> None:
    # That 4 times the text takes less than 8 times as long: the square would be 16 times.
    def seconds(length: int) -> float:
        started = process_time()
        assert sanitise("a\xa0" * length).html.count("\xa0") == length
        return process_time() - started

    assert min(seconds(400_000) for _ in range(2)) < 8 * min(seconds(100_000) for _ in range(3))


# ---- formulas ---------------------------------------------------------------------------------

_SUM = "<mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow>"


@pytest.mark.parametrize(
    ("formula", "html", "name"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2", None),
        (f"<mfrac>\n{_SUM}\n<mi>y</mi>\n</mfrac>", "(x+1)/y", None),
        (f"<mfrac><mrow><mn>1</mn></mrow>{_SUM}</mfrac>", "1/(x+1)", None),
        ("<mfrac><mfrac><mn>1</mn><mn>2</mn></mfrac><mn>3</mn></mfrac>", "(1/2)/3", None),
        # Three and a half is not 31/2, and half an x not one over 2x.
        (
            "<mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>&#x2062;</mo><mi>x</mi>",
            "3 1/2 \u2062x",
            None,
        ),
        ("<mi>y</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>", "y=1/2", None),
        ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", "n k", None),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x<sup>2</sup>", "x^2"),
        (f"<msup>{_SUM}{_SUM}</msup>", "(x+1)<sup>x+1</sup>", "(x+1)^(x+1)"),
        (
            "<msup><msup><mi>x</mi><mn>2</mn></msup><mn>3</mn></msup>",
            "(x<sup>2</sup>)<sup>3</sup>",
            "(x^2)^3",
        ),
        ("<msub><mi>x</mi><mi>i</mi></msub>", "x<sub>i</sub>", "x_i"),
        (
            "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
            "x<sub>1</sub><sup>2</sup>",
            "x_1^2",
        ),
        (
            "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
            "<sub>6</sub><sup>14</sup>C",
            "_6^14C",
        ),
        (f"<msqrt>{_SUM}</msqrt><mi>y</mi>", "√(x+1)y", None),
        ("<mn>2</mn><mroot><mi>x</mi><mn>3</mn></mroot>", "2 ³√(x)", None),
        ("<mroot><mi>x</mi><mi>k</mi></mroot>", "<sup>k</sup>√(x)", "^k√(x)"),
        ("<mover><mi>x</mi><mo>→</mo></mover>", "x →", None),
        (f"<munderover><mo>∑</mo>{_SUM}<mi>n</mi></munderover><mi>i</mi>", "∑ x+1 n i", None),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd>"
            "</mtr></mtable>",
            "1 2; 3",
            None,
        ),
        ("<mn>2</mn><mfenced><mi>a</mi><mi>b</mi></mfenced>", "2(a, b)", None),
        ("<mi>a</mi><mo>&lt;</mo><mtext>số <b>lớn</b></mtext>", "a&lt;số <b>lớn</b>", None),
        ("<mrow style=display:none><mi>x</mi></mrow><mphantom><mi>y</mi></mphantom>", "", None),
        ('<msup><mo>"</mo><mn>2</mn></msup>', '"<sup>2</sup>', "&quot;^2"),
    ],
)
def test_a_formula_keeps_its_value_in_one_line(formula: str, html: str, name: str | None) -> None:
    alttext = "" if name is None else f' alttext="{name}"'
    assert clean_html(f"<math>{formula}</math>").html == f"<math{alttext}>{html}</math>"
    # On a page of very many tags too, where no parser sees MathML.
    many = "<i>a</i>" * 15_000
    if "<b>" not in formula and "style" not in formula and "linethickness" not in formula:
        found = clean_html(f"{many}<math>{formula}</math>").html
        assert found.endswith(f"</i>{html}")


# ---- what reading gets ------------------------------------------------------------------------


def test_a_page_says_what_it_is_about() -> None:
    page = clean_html(
        "<html xml:lang=vi><title> Tin\n mới </title><meta name=Author content=A>"
        "<meta property='og:title' content='B&amp;C'><meta property=og:title content=D>"
        "<meta itemprop=datePublished content=2023-06-02><base href=/tin/>"
        "<link rel='x canonical' href=/a><script type=application/ld+json> {\"a\": 1} </script>"
    )
    assert page.lang == "vi"
    assert page.metadata == {
        "title": "Tin mới",
        "author": "A",
        "og:title": "B&C",
        "datepublished": "2023-06-02",
        "base": "/tin/",
        "canonical": "/a",
    }
    assert page.structured == ('{"a": 1}',)


@pytest.mark.parametrize(
    ("html", "expected", "losses"),
    [
        (
            "<iframe data-src=//a src=about:blank title=T width=4>x<b></iframe>y",
            '<readable-embed kind="iframe" src="//a" title="T" width="4"></readable-embed>y',
            {},
        ),
        ("<iframe src='javascript:x'></iframe><iframe></iframe>", "", {"frame": 2}),
        (
            "<video poster=p.png>x<source src=a.mp4><source src=b><track kind=captions src=c "
            "srclang=vi label=V></video>",
            '<readable-embed kind="video" src="a.mp4" poster="p.png"><readable-track '
            'kind="captions" label="V" srclang="vi" src="c"></readable-track></readable-embed>',
            {},
        ),
        ("<audio src=a.mp3>x", '<readable-embed kind="audio" src="a.mp3"></readable-embed>', {}),
        (
            "<object><param name=movie value=a.swf><embed src=b.swf>x</object>",
            '<readable-embed kind="object" src="a.swf"></readable-embed>',
            {},
        ),
        ("<embed src=a>x", '<readable-embed kind="embed" src="a"></readable-embed>x', {}),
        (
            "<svg aria-label='&quot;x'><text>y</text></svg><svg><title>T</title></svg>",
            '<readable-embed kind="svg" title="&quot;x"></readable-embed>'
            '<readable-embed kind="svg" title="T"></readable-embed>',
            {},
        ),
        (
            "<svg width=16 height=16px><path/></svg><svg aria-hidden=true></svg><svg>x</svg>",
            "",
            {"drawing": 1},
        ),
        (
            "<noscript><p>x<img src=a alt=y></noscript><noscript>z</noscript>",
            '<img src="a" alt="y" data-noscript="">',
            {"text for browsers without scripts": 1},
        ),
        ("<!--[if mso]>x<![endif]--><![if !supportLists]>y<![endif]>", "y", {}),
        ("<o:p>a</o:p><st1:place w:st=on>b</st1:place><?xml:namespace prefix=o />", "ab", {}),
        ("<root><name>a</name><text>b</text></root>c", "abc", {}),
        ("<p title='<root>'>a<!-- <root> --></p>", '<p title="&lt;root&gt;">a</p>', {}),
        (
            "<root><static-content language-id=vi><![CDATA[<p>a</p>]]></static-content></root>",
            "<p>a</p>",
            {},
        ),
        ("<p>\x80\x9f", "<p>\x80\x9f</p>", {}),
        (
            "<map name=m><area href=/a alt='Huyện A'><area href='b?c&d' title=B><area alt=C>"
            "<area href=e alt=''></map><area href=f alt='&lt;F'>",
            '<map name="m"><a href="/a">Huyện A</a><br><a href="b?c&amp;d">B</a></map>'
            '<br><a href="f">&lt;F</a>',
            {},
        ),
        ("<iframe src=a hidden></iframe>", "", {"frame": 1}),
        (
            "<iframe src=a style='width:0;height:9px'></iframe>",
            '<readable-embed kind="iframe" src="a" width="0" height="9"></readable-embed>',
            {},
        ),
        (
            'a<p style="font-family:"Times New Roman",serif" align=right>b',
            'a<p style="font-family:" align="right">b</p>',
            {},
        ),
    ],
)
def test_a_page_is_cleaned_for_reading(html: str, expected: str, losses: dict[str, int]) -> None:
    page = clean_html(html)
    assert page.html == expected
    assert {loss.kind: loss.count for loss in page.losses} == losses


@given(
    st.lists(
        st.sampled_from(
            (
                "<iframe src=a> </iframe> <noscript> </noscript> <svg><title> <svg> </svg> "
                "<object> </object> <video> </video> <source> <track> <param> <embed src=a> "
                "<img src=a> <p> </p> <b> </b> x <math> <mtext> </math> <table> <td> </table> "
                '<title> </title> <button> <a> </a> <p/aria-<=x> <p/data-"=a/aria-\xa0<=b> '
                "<select> <style> </style> <foreignObject> <root> </root>"
            ).split(" ")
        ),
        max_size=20,
    ).map("".join)
)
def test_each_start_of_a_cleaned_page_has_its_end(html: str) -> None:
    open_tags = []
    void = {"br", "img", "input", "source", "track", "param", "col", "hr", "area", "wbr"}
    for event in events(clean_html(html).html):
        match event:
            case Start(tag, _) if tag not in void:
                assert tag not in {"iframe", "noscript", "svg", "object", "video", "embed"}
                open_tags.append(tag)
            case End(tag):
                assert open_tags.pop() == tag
            case Text(text):
                assert text
    assert open_tags == []


def test_no_address_that_reading_gets_is_disguised() -> None:
    html = (
        "<a href='\u2028javascript:x()'>x</a><img src='%6aavascript:x()' data-src='\u200bdata:x' "
        "srcset='a.png 1x, \u3000javascript:x() 2x' alt='Tin: mới' data-tin='{\"a\": 1}'>"
    )
    assert [
        event.attributes for event in events(clean_html(html).html) if isinstance(event, Start)
    ] == [
        {},
        {"srcset": "a.png 1x", "alt": "Tin: mới", "data-tin": '{"a": 1}'},
    ]
