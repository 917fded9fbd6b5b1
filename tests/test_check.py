"""The checker: what it finds, what it passes over, and that every page gets a report."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import mess
import planted
import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent / "benchmarks"))

import act

import readable
from readable.check.catalogue import to_markdown
from readable.check.colours import read_colour
from readable.check.large_print import PROFILES, check_preferences
from readable.check.page import read_page
from readable.check.reports import FORMATS, write_reports
from readable.check.rule import RULES
from readable.check.runner import check
from readable.cli import main
from readable.errors import UnreadableInput
from readable.largeprint import LARGE_PRINT_STANDARDS
from readable.widget import integrity

PROJECT = Path(__file__).parent.parent
SETTING = next(planted.settings())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fonts and pictures that planted pages name."""
    made = tmp_path_factory.mktemp("planted")
    planted.make_files(made)
    return made


def rules_of(html: str, base: Path | None = None) -> set[str]:
    return {one.rule for one in check(html, base=base).failed}


@pytest.mark.parametrize(("tiers", "least"), [((1,), 0.97), ((1, 2), 0.96)], ids=str)
def test_cases_of_the_act_rules_come_out_as_the_w3c_expects(
    tiers: tuple[int, ...], least: float
) -> None:
    found = [one for one in act.verdicts(act.CASES) if one.case["tier"] in tiers]
    assert not [(one.case["rule_id"], one.case["title"]) for one in found if one.is_false_alarm]
    assert sum(one.is_right for one in found) >= least * len(found)


def test_what_the_act_rules_say_holds_for_cases_that_they_do_not_show() -> None:
    found = list(act.verdicts(act.OWN_CASES))
    assert [(one.case["rule_id"], one.case["title"]) for one in found if not one.is_right] == []
    assert len({one.case["rule_id"] for one in found}) == 42


@pytest.mark.parametrize("name", RULES)
def test_the_examples_of_a_rule_pass_and_fail(name: str) -> None:
    rule = RULES[name]
    for html in rule.passes:
        assert not {one.kind for one in rule.check(read_page(html))} - {"passed"}, html
    for html in rule.fails:
        assert {one.kind for one in rule.check(read_page(html))} & {"failed", "warning"}, html


@pytest.mark.parametrize("kind", planted.PLANTS)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(kind: str, folder: Path) -> None:
    plant = planted.PLANTS[kind]
    found = rules_of(plant.page(SETTING), folder)
    assert plant.rule in found
    assert found <= {plant.rule, *plant.also}


@pytest.mark.parametrize("kind", planted.CLEAN)
def test_nothing_is_said_of_a_clean_page(kind: str, folder: Path) -> None:
    assert rules_of(planted.CLEAN[kind](SETTING), folder) == set()


def test_nothing_is_wrong_with_what_the_library_writes(tmp_path: Path) -> None:
    article = readable.read_article((PROJECT / "examples/article.html").read_bytes())
    for scale, font in ((100, "sans"), (200, "serif"), (400, "easy")):
        preferences = readable.Preferences(scale=scale, font=font)
        page = readable.to_html(article, preferences, standalone=True, base=PROJECT / "examples")
        assert check(page).findings == ()


@pytest.mark.parametrize("name", mess.FAULTS)
def test_what_editors_and_converters_leave_is_named(name: str) -> None:
    for html in mess.FAULTS[name]:
        assert name in {one.name for one in check(f'<main lang="vi">{html}').failed}, html


@pytest.mark.parametrize("html", mess.FINE)
def test_what_only_looks_faulty_is_not_called_so(html: str) -> None:
    found = check(f'<main lang="vi">{html}').failed
    assert not {one.name for one in found} & mess.FAULTS.keys()


@pytest.mark.parametrize("selector", ["p:nth-child(n+)", "p:nth-child(+)", ":lang( n{})", "|"])
def test_a_rule_whose_selector_is_none_keeps_no_other_from_being_read(selector: str) -> None:
    page = f"<style>{selector} {{ color: #000 }} p {{ color: #aaa }}</style><p>Tỉnh Bắc Kạn"
    assert "text-has-contrast" in {one.name for one in check(page).findings}


def test_selectors_are_found_as_if_each_was_tried() -> None:
    chance = Random(7)
    simple = ["p", "div", "*", ".a", ".b", "#c", "[href]", "p.a", ".a.b", "div#c", ":not(.a)"]
    joints = [" ", " ", ">", "+", "~", " > "]
    rules = []
    for number in range(300):
        parts = [chance.choice(simple)]
        for _ in range(chance.randrange(3)):
            parts += [chance.choice(joints), chance.choice(simple)]
        rules.append(f"{''.join(parts)}, em:is(.a, .b) > i {{color: #{number:03x}}}")
    opened = ["<p>", "<div class=a>", "<div class='b a'>", "<div id=c>", "<em class=b>", "<i href>"]
    html = "".join(chance.choice([*opened, "</div>", "</em>"]) for _ in range(400))
    page = read_page(f"<style>{''.join(rules)}</style>{html}")
    sheets = page.styles.sheets
    for element in page.elements:
        tried = {rule for rule in sheets.rules if any(one.test(element) for one in rule.selectors)}
        assert {one.rule for one in sheets.matches.of(element)} == tried


def test_a_finding_says_where_it_is_and_what_to_do() -> None:
    report = check('<main>\n<p>Tin <img\nsrc="a.png">')
    (found,) = report.findings
    assert (found.line, found.column, found.target) == (2, 8, "html > body > main > p > img")
    assert (found.rule, found.act, found.wcag) == ("23a2a8", ("23a2a8",), ("1.1.1",))
    assert found.message.vi == "Ảnh không có văn bản thay thế"


def test_a_word_is_found_where_it_stands_in_the_source() -> None:
    report = check("<p>Hội nghị <b>của</b> &amp; các\nÐại biểu</p>")
    (found,) = report.findings
    assert (found.line, found.column, found.source) == (2, 1, "Ðại")


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("paragraphs-are-paragraphs", "<br>"),
        ("links-stand-out", "a<a href=x>b</a>"),
        ("alt-repeats-no-caption", "<img src=a alt=b>"),
        ("field-has-name", "<label for=a>b</label><input id=a>"),
    ],
)
def test_ten_times_as_much_on_a_page_is_ten_times_the_work(name: str, piece: str) -> None:
    (rule,) = (one for one in RULES.values() if one.name == name)

    def calls(pieces: int) -> int:
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        page = read_page(f"<p>{piece * pieces}</p>")
        sys.setprofile(count)
        try:
            list(rule.check(page))
        finally:
            sys.setprofile(None)
        return made

    assert calls(2000) < 12 * calls(200)


def test_text_without_a_space_takes_little_memory() -> None:
    word = "".join(Random(1).choices("abcdefgh", k=200_000))
    check(f"<p>{word[:50]}</p>")  # what is loaded once
    tracemalloc.start()
    try:
        check(f"<p>{word}</p>")
        assert tracemalloc.get_traced_memory()[1] < 250 * len(word)
    finally:
        tracemalloc.stop()


def test_a_page_of_nothing_is_not_called_good() -> None:
    assert check("<div></div>").rules["page-has-content"] == "cantTell"


def test_a_colour_that_is_not_understood_cannot_be_told() -> None:
    html = '<p style="color:rgb(from teal r g b / 40%)">Tin tức trong tỉnh</p>'
    assert check(html).rules["afw4f7"] == "cantTell"


# CSS Color 4 and its neighbours: the colours that Chromium computes.
@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("oklch(60% 0.15 50)", "#c46016"),
        ("lab(50% 40 20)", "#b95857"),
        ("color-mix(in srgb, black 40%, white)", "#999999"),
        ("color-mix(in oklab, red, blue)", "#8c53a2"),
        ("color(srgb 1 0.5 0)", "#ff8000"),
        ("light-dark(#aaa, #000)", "#aaaaaa"),
    ],
)
def test_a_colour_is_the_one_that_browsers_show(written: str, seen: str) -> None:
    colour = read_colour(written)
    assert colour is not None
    assert colour.written == seen


def test_a_reader_is_asked_about_what_cannot_be_known() -> None:
    html = '<!doctype html><link rel="stylesheet" href="https://portal.example/a.css">'
    report = check(html + '<title>Tin</title><html lang="vi"><p style="color:#aaa">Tin tức')
    outcomes = {one.rule: one.outcome for one in report.findings}
    assert outcomes["style-sheets-can-be-read"] == outcomes["afw4f7"] == "cantTell"


EMBED = '<link rel="stylesheet" href="/readable/toolbar.css"{}><script src="/readable/toolbar.js">'
EMBED += "</script>"
BAR = '<readable-toolbar for="tin" lang="vi"></readable-toolbar>'
PALE = '<div id="tin" class="readable-zoom"><p style="color:#bbb">Tin tức trong tỉnh</div>'


@pytest.mark.parametrize(
    ("head", "bar", "outcome"),
    [
        (EMBED.format(""), BAR, "failed"),
        (EMBED.format(f' integrity="{integrity("toolbar.css")}"'), "", "failed"),
        (EMBED.format(""), BAR + "<b>Tin</b>" * 6_000, "failed"),
        # Another sheet of that name may say anything.
        (EMBED.format(""), "", "cantTell"),
        (EMBED.format(' integrity="sha384-AAAA"'), BAR, "cantTell"),
    ],
    ids=["as in the README", "by its digest", "on a long page", "no toolbar", "other digest"],
)
def test_the_toolbar_hides_no_fault_of_a_page(head: str, bar: str, outcome: str) -> None:
    assert check(f"<!doctype html>{head}{bar}{PALE}", level="AA").rules["afw4f7"] == outcome


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a page in a folder, whose sheets are in another."""
    for name, content in {
        "site/tin/a.html": '<link rel="stylesheet" href="/css/a.css"><p class="a">Tin tức tỉnh'
        '<link rel="stylesheet" href="../css/b.css"><p class="b">Hội nghị tổng kết năm'
        '<link rel="stylesheet" href="c.css"><img src="/anh.png" alt="Đại biểu dự Hội nghị">',
        "site/css/a.css": "@import 'more/d.css'; .a { color: #aaa }",
        "site/css/b.css": ".b { color: #fff; background: url(../anh.png) }",
        "site/css/more/d.css": ".d { color: #bbb }",
        "site/tin/c.css": ".c { color: #ccc }",
        "secret.css": ".a { color: #000 }",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    Image.new("RGB", (8, 8), "#999").save(tmp_path / "site/anh.png")
    return tmp_path / "site"


def test_addresses_of_a_site_begin_at_its_root(site: Path) -> None:
    report = check(site / "tin/a.html", base=site, level="AA")
    assert [one.message.en for one in report.failed] == [
        "Contrast 2.32:1, 4.5:1 is needed (#aaaaaa on #ffffff)",
        "Contrast 2.84:1, 4.5:1 is needed (#ffffff on #999999)",
        "100 % of the background has a contrast below 4.5:1 (the lowest 2.8)",
    ]
    assert report.rules["picture-can-be-opened"] == "passed"
    assert report.doubts.unread == ()
    alone = check(site / "tin/a.html", level="AA")
    assert (alone.failed, alone.doubts.unread) == ((), ("/css/a.css", "../css/b.css"))


@pytest.mark.parametrize(
    "address", ["https://portal.example", "//portal.example/a.html", "/", "../"]
)
def test_addresses_begin_at_the_base_that_a_page_names(address: str, site: Path) -> None:
    page = site / "tin/d.html"
    page.write_text(
        f'<base href="{address}"><link rel="stylesheet" href="css/a.css"><p class="d">Hội nghị'
        '<link rel="stylesheet" href="css/b.css"><p class="b">Hội nghị tổng kết năm',
        "utf-8",
    )
    report = check(page, base=site, level="AA")
    assert report.doubts.unread == ()
    assert [one.message.en[:15] for one in report.failed] == [
        "Contrast 1.91:1",
        "Contrast 2.84:1",
        "100 % of the ba",
    ]
    unread = check(page, level="AA").doubts.unread
    assert len(unread) == 2, "without the site's folder nothing is taken for what is elsewhere"


def test_a_base_below_the_page_is_where_its_sheets_are(site: Path) -> None:
    page = site / "d.html"
    page.write_text(
        '<base href="css/"><base href="tin/"><link rel="stylesheet" href="a.css"><p class="d">Hội '
        'nghị<link rel="stylesheet" href="b.css"><p class="b">Hội nghị tổng kết năm',
        "utf-8",
    )
    report = check(page, level="AA")
    assert report.doubts.unread == ()
    assert len(report.failed) == 3


@pytest.mark.parametrize(
    "address",
    ["/../secret.css", "../../secret.css", "/%2e%2e/secret.css", "/link.css", "//css/a.css", "{}"],
)
def test_nothing_outside_of_a_site_is_read(address: str, site: Path) -> None:
    (site / "link.css").symlink_to(site.parent / "secret.css")
    address = address.format(site.parent / "secret.css")
    (site / "tin/a.html").write_text(f'<link rel="stylesheet" href="{address}"><p class="a">Tin')
    assert check(site / "tin/a.html", base=site).doubts.unread == (address,)


def test_a_summary_says_what_was_not_read_and_how_it_would_be(site: Path) -> None:
    page, elsewhere = site / "tin/a.html", site / "tin/b.html"
    elsewhere.write_text(f'<link rel="stylesheet" href="https://a.example/a.css">{PALE}', "utf-8")
    done = run(str(page), str(elsewhere), "--level", "AA")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (
        "1 finding(s) could not be told, as style sheets were not read (/css/a.css, ../css/b.css, "
        "https://a.example/a.css): pass --base THE-SITE'S-FOLDER"
    )
    for form in ("text", "html", "sarif", "junit"):
        assert "chưa đọc tệp kiểu /css/a.css" in write_reports([check(page)], form, "vi")
    last = run(str(elsewhere), "--base", str(site)).stdout.splitlines()[-1]
    assert last.endswith("(https://a.example/a.css): save them beside the page")


@pytest.mark.parametrize(
    ("style", "outcome"),
    [
        ("color:#bbb;background:#fff", "failed"),
        ("color:#bbb", "cantTell"),
        ("color:#bbb;background:#ffffff80", "cantTell"),
        # Enough for large text, and the sheet may make it large.
        ("color:#888;background:#fff", "cantTell"),
    ],
)
def test_no_sheet_lifts_what_a_style_attribute_does(style: str, outcome: str) -> None:
    unread = '<link rel="stylesheet" href="a.css">'
    html = f'{unread}<p style="{style}">Tin tức trong tỉnh'
    assert check(html, level="AA").rules["afw4f7"] == outcome


@pytest.mark.parametrize(
    ("style", "outcome"),
    [("font-size:9px", "failed"), ("font-size:.5em", "cantTell")],
)
def test_a_size_of_its_own_is_sure(style: str, outcome: str) -> None:
    html = f'<link rel="stylesheet" href="a.css"><p style="{style}">{planted.TEXTS[0]}'
    assert check(html).rules["text-is-large-enough"] == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("<p>Cô Tô<p>Phó phòng<p>các cháu", "passed"),
        ("<p>Ủy ban xã Cô Tô", "passed"),
        ("<p>C« T«<p>Phã phßng<p>Bé", "failed"),
    ],
)
def test_an_old_font_on_unicode_text_is_no_old_encoding(text: str, outcome: str) -> None:
    html = f"<div style=\"font-family:'.VnTime'\">{text}</div>"
    assert check(html).rules["text-is-unicode"] == outcome
    assert check(html.encode()).rules["text-is-unicode"] == outcome


def test_names_beside_unicode_in_an_old_font_are_no_old_encoding() -> None:
    html = "<p>Hội nghị</p><p style=\"font-family:'VNI-Times'\">Hoàng Anh - Tô Hoài</p>"
    assert check(html).rules["text-is-unicode"] == "passed"


def test_text_that_was_decoded_is_not_said_to_be_in_an_old_encoding() -> None:
    raw = (
        "<p><font face='.VnTime'>Uû ban nh©n d©n tØnh b¸o c¸o</font><p><font face='.VnTime'>T« H©n"
    )
    assert check(raw.encode("cp1252")).rules["text-is-unicode"] == "passed"


def test_a_sheet_of_fonts_says_nothing_of_colours() -> None:
    fonts = "https://fonts.googleapis.com/css2?family=Roboto"
    for head in (f'<link rel="stylesheet" href="{fonts}">', f"<style>@import '{fonts}'</style>"):
        assert check(f"{head}{PALE}").rules["afw4f7"] == "failed"


ODD = {
    "nothing": "",
    "no page": "\x00\x01",
    "broken CSS": "<style>p{color:;;}}}@media{{{p{</style><p style='color:re;;:}'>Tin",
    "deep": "<div>" * 5000 + "Tin",
    "deep selectors": "<style>" + "p " * 3000 + "{color:red}</style><p>Tin",
    "deep values": f"<style>p{{width:calc({'(' * 3000}1px{')' * 3000})}}</style><p>Tin",
    "deep style": f"<p style='width:calc({'(' * 3000}1px{')' * 3000})'>Tin",
    "deep rules": "<style>" + "p{" * 3000 + "color:red" + "}" * 3000 + "</style><p>Tin",
    "variables in a ring": "<style>p{--a:var(--b);--b:var(--a);color:var(--a)}</style><p>Tin",
    "variables that swell": "<style>p{--x0:1;"
    + "".join(f"--x{n}:var(--x{n - 1}) var(--x{n - 1});" for n in range(1, 40))
    + "margin:var(--x39)}</style><p>Tin",
    "odd numbers": '<p style="font-size:1e400px;width:calc(1px/0);margin:-1e9em">Tin</p>' * 3,
    "odd table": '<table><tr><th colspan="99999" rowspan="99999" headers="a a">1<td rowspan=0>2',
    "odd roles": '<ul role="list menu" aria-owns="a b a" id=a><li id=b aria-owns=a role=row>x',
    "labels in a ring": "<a href=x id=a aria-labelledby=b></a><b id=b aria-labelledby=a></b>",
    "surrogates": "<p>\ud800 Tin \udfff</p>",
    "no such files": "<style>@font-face{font-family:A;src:url(a.ttf)}p{font-family:A;"
    'background:url(b.png)}</style><p>Tin tức</p><img src="c.png" alt="Đại biểu">',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Tin</text></svg>',
}


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("format", FORMATS)
def test_any_page_gets_a_report(kind: str, format: str, tmp_path: Path) -> None:
    report = check(ODD[kind], base=tmp_path)
    assert "could not be decided" not in str(report)
    assert write_reports([report], format, "vi")


def test_what_a_sheet_says_too_deep_is_not_known() -> None:
    for sheet in ("p{width:" + "(" * 200, "p{" * 200, "div:has(p) b{color:red}" * 10_000):
        html = f'<style>{sheet}</style><p style="color:#aaa">Tin tức {"<b>Tin</b>" * 9}'
        rules = check(html).rules
        assert (rules["style-sheets-can-be-read"], rules["afw4f7"]) == ("cantTell", "cantTell")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_ends_too_soon_is_told(format: str, tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((320, 200), 80).save(whole, format)
    (tmp_path / "whole").write_bytes(whole.getvalue())
    (tmp_path / "cut").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    page = '<img src="{}" alt="Đại biểu dự Hội nghị">'
    outcomes = [
        check(page.format(name), base=tmp_path, level="A").rules["picture-can-be-opened"]
        for name in ("whole", "cut")
    ]
    assert outcomes == ["passed", "cantTell"]


def test_a_folder_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text("<h1></h1>", "utf-8")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "ring").symlink_to(".")
    (tmp_path / "gone.html").symlink_to("nowhere.html")
    (tmp_path / "self.html").symlink_to("self.html")
    (tmp_path / "bytes.html").write_bytes(bytes(range(256)) * 9)
    os.mkfifo(tmp_path / "pipe.html")
    done = run(str(tmp_path), "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["input"] == str(tmp_path / "good.html")
    told = [Path(one.split()[1].rstrip(":")).name for one in done.stderr.splitlines()]
    assert told == ["bytes.html", "gone.html", "self.html"]


def test_a_page_of_very_many_faults_gets_a_report_of_bearable_length() -> None:
    report = check('<img src="a.png">' * 20_000)
    assert report.rules["23a2a8"] == "failed"
    assert len(report.findings) == 1000
    assert report.left_out == {"23a2a8": 19_000}


def test_reports_are_what_their_formats_ask(tmp_path: Path) -> None:
    report = check("<h1></h1><p>Tin", name="a.html")
    told = json.loads(write_reports([report], "json", "vi"))
    assert told["findings"][0]["message"] == "Tiêu đề rỗng"
    assert told["rules"]["ffd0e9"] == "failed"
    assert told["rules"]["23a2a8"] == "inapplicable"
    suite = ElementTree.fromstring(write_reports([report], "junit", "en"))[0]
    assert (suite.get("failures"), suite.get("name")) == ("1", "a.html")
    many = check(PROJECT / "examples/portal/index.html", views=True)
    for language in ("vi", "en"):
        page = write_reports([report, many], "html", language)  # type: ignore[arg-type]
        assert check(page).findings == ()
    earl = json.loads(write_reports([report], "earl", "en"))["@graph"]
    assert {one["result"]["outcome"] for one in earl[1:]} >= {"earl:failed", "earl:inapplicable"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "readable", "check", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT)


def test_the_status_says_how_it_went(tmp_path: Path) -> None:
    clean, faulty = tmp_path / "clean.html", tmp_path / "faulty.html"
    clean.write_text(planted.clean(SETTING).replace("photo.png", ""), "utf-8")
    faulty.write_text("<h1></h1>", "utf-8")
    assert run(str(clean)).returncode == 0
    assert run(str(faulty)).returncode == 1
    assert run(str(tmp_path)).returncode == 1
    assert run(str(clean), "--level", "B").returncode == 2
    missing = run(str(tmp_path / "none.html"))
    assert missing.returncode == 3
    assert "Traceback" not in missing.stderr


def test_a_name_that_is_no_utf_8_is_in_every_report(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.html")
    Path(path).write_text("<h1></h1>", "utf-8")
    for form in ("text", "html", "sarif", "earl", "junit", "json"):
        assert main(["check", path, "--format", form]) == 1
        told = capsysbinary.readouterr()
        assert told.err == b""
    assert json.loads(told.out)["input"] == path


def test_style_sheets_that_name_each_other_are_read_once(tmp_path: Path) -> None:
    # Each as often as it is named would be for hours.
    often = 5_000
    (tmp_path / "a.css").write_text("@import 'b.css';" * often + "p { color: #aaa }", "utf-8")
    (tmp_path / "b.css").write_text("@import 'a.css';" * often, "utf-8")
    once, all_of_them = (
        check("<style>" + "@import 'a.css';" * count + "</style><p>Tỉnh Bắc Kạn", base=tmp_path)
        for count in (1, often)
    )
    assert "Contrast 2.32:1" in str([one.message.en for one in once.findings])
    assert [one.message for one in all_of_them.findings] == [one.message for one in once.findings]


def test_a_page_of_more_than_32_mb_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="the page has 33 MB: pass one page, at most 32 MB"):
        check("<p>" + "x" * (33 << 20))


def test_an_empty_file_is_nothing_to_check(tmp_path: Path) -> None:
    clean = tmp_path / "clean.html"
    clean.write_text(planted.clean(SETTING).replace("photo.png", ""), "utf-8")
    empty = [tmp_path / f"{number}.html" for number in range(4)]
    for path, content in zip(
        empty, (b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", " \n".encode("utf-16")), strict=True
    ):
        path.write_bytes(content)
    told = [
        f"readable: there is nothing to check: {path} is empty: pass an HTML page" for path in empty
    ]
    done = run(*map(str, empty), str(clean))
    assert (done.returncode, done.stderr.splitlines()) == (3, told)
    assert len(done.stdout.splitlines()) == 1
    seen = run(str(empty[0]), "--browser")
    assert (seen.returncode, seen.stderr.splitlines(), seen.stdout) == (3, told[:1], "")


@pytest.mark.parametrize(
    ("guideline", "aspect", "short", "enough"),
    [
        # Sizes in pt and line heights: the numbers of the guidelines, and a little less.
        ("acb", "size", "17.9pt/1.6", "18pt/1.6"),
        ("ukaaf", "size", "15.9pt/1.6", "16pt/1.6"),
        ("acb", "line-height", "18pt/1.49", "18pt/1.5"),
        ("wcag-aaa", "line-height", "18pt/1.49", "18pt/1.5"),
        ("section-255", "line-height", "12pt/1.24", "12pt/1.25"),
    ],
)
def test_the_number_of_a_guideline_is_enough(
    guideline: str, aspect: str, short: str, enough: str
) -> None:
    text = "Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến. " * 3
    for font, result in ((short, "failed"), (enough, "passed")):
        html = f'<p style="width:20em;font:{font} Noto Sans">{text}'
        rules = check(html, large_print=guideline).rules
        assert rules[f"large-print-{guideline}-{aspect}"] == result


def test_large_print_is_measured_by_its_guideline() -> None:
    html = "<p>" + planted.TEXTS[0] + "</p>"
    rules = check(html, large_print="acb").rules
    assert rules["large-print-acb-size"] == "failed"
    for key, standard in LARGE_PRINT_STANDARDS.items():
        assert check_preferences(standard.preferences(), PROFILES[key]) == []


def test_the_table_of_rules_is_that_of_the_catalogue() -> None:
    assert (PROJECT / "docs/rules.md").read_text("utf-8") == to_markdown()
