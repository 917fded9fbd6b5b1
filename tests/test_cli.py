"""The command does what it says, and says what to do when it cannot."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from readable import widget
from readable.cli import main

PROJECT = Path(__file__).parent.parent
EXAMPLES = PROJECT / "examples"
ARTICLE = EXAMPLES / "article.html"


def readable(
    *arguments: str | Path, stdin: bytes = b"", **options: object
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "readable", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, **options)  # type: ignore[call-overload]
    return subprocess.CompletedProcess(
        command, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_text_is_the_article_in_canonical_unicode() -> None:
    done = readable("text", "-", stdin="<p>Tié̂ng Việt".encode())
    assert (done.returncode, done.stdout) == (0, "Tiếng Việt\n")


def test_no_library_speaks_to_the_reader_in_its_own_words(tmp_path: Path) -> None:
    # Pillow warns of Exif that ends too early.
    photograph = tmp_path / "a.jpg"
    Image.new("RGB", (30, 20)).save(photograph, exif=b"Exif\0\0II*\0\xff\xff\xff\xff")
    page = b"<p>Tin<img src=a.jpg alt=x>"
    for command in ("image", "pdf"):
        done = readable(command, "-", "--base", tmp_path, "-o", tmp_path / command, stdin=page)
        assert (done.returncode, done.stderr) == (0, "")


def test_images_are_pages_with_an_index_and_a_manifest(tmp_path: Path) -> None:
    done = readable("image", ARTICLE, "-o", tmp_path / "out", "--scale", "400%", "--theme", "dark")
    assert (done.returncode, done.stderr) == (0, "")
    printed = [Path(line) for line in done.stdout.splitlines()]
    assert [path.name for path in printed[-3:]] == ["manifest.json", "index.css", "index.html"]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [page["file"] for page in manifest["pages"]] == [path.name for path in printed[:-3]]
    assert manifest["preferences"] == "scale=400&theme=dark"
    for page in manifest["pages"]:
        path = tmp_path / "out" / page["file"]
        assert path.stat().st_size == page["bytes"]
        assert Image.open(path).size == (page["width"], page["height"]) == (794, 1123)


def test_one_image_is_as_high_as_it_must_be(tmp_path: Path) -> None:
    assert readable("image", ARTICLE, "-o", tmp_path, "--one", "--width", "480").returncode == 0
    with Image.open(tmp_path / "page-01.png") as image:
        assert image.width == 480
        assert image.height > 2000


def test_the_ladder_is_an_album_for_each_size(tmp_path: Path) -> None:
    done = readable("image", "-", "-o", tmp_path, "--ladder", stdin="<p>Tỉnh ủy".encode())
    assert done.returncode == 0
    sizes = ["87", "100", "112", "125", "150", "175", "200", "250", "300", "400"]
    assert sorted(path.parent.name for path in tmp_path.rglob("index.html")) == sorted(sizes)


def test_a_ladder_that_does_not_fit_the_page_writes_nothing(tmp_path: Path) -> None:
    done = readable("image", ARTICLE, "-o", tmp_path, "--ladder", "--width", "200")
    assert (done.returncode, done.stdout) == (2, "")
    assert files(tmp_path) == []


def test_a_shorter_album_leaves_no_page_of_a_longer_one_and_no_other_file_goes(
    tmp_path: Path,
) -> None:
    (tmp_path / "page-99.png").write_bytes(b"mine")
    readable("image", ARTICLE, "-o", tmp_path, "--scale", "200%")
    before = files(tmp_path)
    readable("image", ARTICLE, "-o", tmp_path, "--scale", "100%")
    after = files(tmp_path)
    assert len(after) < len(before)
    assert "page-99.png" in after
    pages = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["pages"]
    listed = {page["file"] for page in pages}
    assert set(after) == listed | {"page-99.png", "manifest.json", "index.css", "index.html"}


def test_html_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "page.html"
    done = readable("html", ARTICLE, "--standalone", "-o", target)
    assert (done.returncode, done.stdout) == (0, f"{target}\n")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert files(tmp_path) == ["deep", "page.html"]


def test_a_portal_gets_its_style_sheet_with_every_font_it_names(tmp_path: Path) -> None:
    done = readable("assets", "-o", tmp_path)
    names = ("readable.css", "readable.js", *widget.FILES, "toolbar.json", "embed.html")
    written = "".join(f"{tmp_path / name}\n" for name in names)
    assert (done.returncode, done.stdout) == (0, written)
    sheet = (tmp_path / "readable.css").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("([^"]+)"\)', sheet))
    options = (tmp_path / "options.css").read_text(encoding="utf-8")
    assert set(re.findall(r"url\(([^)]+)\)", options)) == named
    assert len(named) == 7
    assert all((tmp_path / name).is_file() for name in named)


def test_a_fragment_names_its_pictures_and_a_page_holds_them() -> None:
    assert 'src="images/delegates.png"' in readable("html", ARTICLE).stdout
    page = readable("html", ARTICLE, "--standalone").stdout
    assert page.count('src="data:image/png;base64,') == 3


def test_the_report_says_what_was_left_out() -> None:
    done = readable("text", "-", "--report", stdin=b"<p>a<script>b</script><button>c</button>")
    assert done.stdout == "a\n"
    assert "script" in done.stderr
    assert "form control" in done.stderr


PORTAL = EXAMPLES / "portal" / "index.html"


def test_the_article_of_a_page_is_found_and_the_report_says_what_was_done(tmp_path: Path) -> None:
    done = readable("text", PORTAL, "--extract", "--json")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Tiếp tục đổi mới toàn diện")
    assert lines[-1] == "Ngọc Tú"
    report = json.loads(done.stderr)
    assert (report["date"], report["author"], report["lang"]) == ("02/06/2023", "Ngọc Tú", "vi")
    assert {"menu", "related articles", "toolbar"} <= {loss["kind"] for loss in report["losses"]}
    assert {"normal-form", "layout-table"} <= {mend["name"] for mend in report["mends"]}
    told = readable("text", PORTAL, "--extract", "--report").stderr
    assert "mended: 4 x layout-table" in told
    assert "left out: 2 x menu" in told


def test_a_page_without_an_article_is_unreadable() -> None:
    menu = "".join(f"<li><a href='/{n}'>Tin số {n} của tỉnh</a></li>" for n in range(40))
    page = f"<html><title>Trang chủ</title><body><ul>{menu}</ul></body></html>".encode()
    done = readable("text", "-", "--extract", stdin=page)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("readable: there is no article on this page: ")
    assert len(done.stderr.splitlines()) == 1


def test_an_encoding_can_be_named_and_a_mend_left_out() -> None:
    tcvn3 = b"<p>n\xad\xedc Vi\xd6t Nam"
    assert readable("text", "-", "--from", "tcvn3", stdin=tcvn3).stdout == "nước Việt Nam\n"
    wrong = readable("text", "-", "--from", "tcvn4", stdin=tcvn3)
    assert wrong.returncode == 2
    assert "tcvn3" in wrong.stderr
    page = "<p>Ðại hội Ðảng".encode()
    assert readable("text", "-", stdin=page).stdout == "Đại hội Đảng\n"
    kept = readable("text", "-", "--no-mend", "look-alike", stdin=page)
    assert kept.stdout == "Ðại hội Ðảng\n"
    unknown = readable("text", "-", "--no-mend", "spelling", stdin=page)
    assert unknown.returncode == 2
    assert "look-alike" in unknown.stderr


def test_enriching_and_cleaning_are_commands(tmp_path: Path) -> None:
    page = "<p>Ngày 2/6/2023, UBND tỉnh họp với QTD.".encode()
    own = tmp_path / "own.toml"
    own.write_text('"QTD" = "Quỹ tín dụng"\n', encoding="utf-8")
    html = readable("html", "-", "--enrich", "all", "--abbreviations", own, stdin=page).stdout
    assert '<abbr title="Ủy ban nhân dân">UBND</abbr>' in html
    assert '<abbr title="Quỹ tín dụng">QTD</abbr>' in html
    assert '<time datetime="2023-06-02">' in html
    cleaned = readable(
        "clean",
        "-",
        "--id-prefix",
        "tin-",
        "--report",
        stdin=(b"<h2 id=a onclick=x()>A</h2><p aria-labelledby=a>b<script>c</script>"),
    )
    assert cleaned.stdout == '<h2 id="tin-a">A</h2><p aria-labelledby="tin-a">b</p>'
    assert "script" in cleaned.stderr


def test_fonts_are_listed_for_people_and_for_programs() -> None:
    assert "Be Vietnam Pro" in readable("fonts", "list").stdout
    listed = json.loads(readable("fonts", "list", "--json").stdout)
    assert [face["key"] for face in listed] == ["sans", "serif", "complete", "easy", "literacy"]
    assert all(Path(face["regular"]).is_file() for face in listed)


def test_a_font_of_ones_own_is_used(tmp_path: Path) -> None:
    own = PROJECT / "tests" / "fonts" / "latin1.ttf"
    done = readable("image", ARTICLE, "-o", tmp_path, "--font-file", own)
    assert done.returncode == 0
    assert "glyph-from-fallback" in done.stderr


def test_what_is_written_goes_through_links_and_into_pipes(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "real" / "page.html")
    assert readable("html", ARTICLE, "-o", link).returncode == 0
    assert link.is_symlink()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert readable("html", ARTICLE, "-o", pipe).returncode == 0
        assert reader.communicate()[0] == link.read_bytes()
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", ["html", "pdf", "clean", "check"])
def test_a_dash_is_standard_output(command: str, tmp_path: Path) -> None:
    def out(*arguments: object) -> bytes:
        line = [sys.executable, "-m", "readable", command, ARTICLE, *map(str, arguments)]
        return subprocess.run(line, cwd=tmp_path, stdout=subprocess.PIPE, check=False).stdout

    said = out("-o", "-")
    assert files(tmp_path) == []
    out("-o", "./-")
    assert said
    assert (tmp_path / "-").read_bytes() == said


def test_an_album_writes_over_no_file_but_its_own(tmp_path: Path) -> None:
    article = tmp_path / "index.html"
    article.write_bytes(b"<p>a")
    for arguments in (("image", article, "-o", tmp_path), ("html", article, "-o", article)):
        done = readable(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "choose another" in done.stderr
    assert files(tmp_path) == ["index.html"]
    assert article.read_bytes() == b"<p>a"


def test_an_album_cut_off_while_it_is_put_in_place_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["image", str(ARTICLE), "-o", str(tmp_path), "--scale"]
    assert main([*arguments, "200%"]) == 0
    long = files(tmp_path)
    into_place = os.replace

    def cut_off(source: Path, target: Path) -> None:
        if target.name == "page-02.png":
            raise KeyboardInterrupt
        into_place(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", cut_off)
        assert main([*arguments, "100%"]) == 130
    assert main([*arguments, "200%"]) == 0
    assert files(tmp_path) == long


@pytest.mark.parametrize("module", ["readable.cli", "readable.cli.options"])
def test_ctrl_c_while_the_command_is_loaded_says_so_and_nothing_more(module: str) -> None:
    pressed = f"""
import runpy, sys
class Pressed:
    def find_spec(self, name, *_):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Pressed())
runpy.run_module("readable", run_name="__main__", alter_sys=True)
"""
    run = subprocess.run([sys.executable, "-c", pressed], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "readable: stopped\n")


def test_a_batch_works_in_a_temporary_folder_whose_name_is_too_long_for_a_socket(
    tmp_path: Path,
) -> None:
    folder = tmp_path / ("d" * 100)
    folder.mkdir()
    (tmp_path / "in.html").write_text("<p>Bắc Kạn")
    run = readable(
        *("batch", tmp_path / "in.html", "-o", tmp_path / "out", "--to", "text", "--workers", "1"),
        env=os.environ | {"TMPDIR": str(folder)},
    )
    assert run.returncode == 0, run.stderr
    assert next((tmp_path / "out").rglob("*.txt")).read_text() == "Bắc Kạn\n"


def test_many_findings_are_summed_up_unless_asked_for() -> None:
    own = PROJECT / "tests" / "fonts" / "latin1.ttf"
    arguments = ("image", ARTICLE, "-o", os.devnull + "/x", "--font-file", own)
    told = readable(*arguments).stderr.splitlines()
    assert len(told) == 5
    assert told[0].startswith("readable: glyph-from-fallback: latin1 lacks U+1EBF, drawn by ")
    assert len(readable(*arguments, "--report").stderr.splitlines()) > 100


# ---- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stdin", "advice"),
    [
        (b"", "pass the HTML of an article"),
        (b"<p> &nbsp; <br></p>", "pass the HTML of an article"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "the input is a PNG picture"),
        (b"%PDF-1.7", "the input is a PDF document"),
        (bytes(range(256)) * 40, "pass the HTML of an article"),
        (b"\0" * 1000, "pass the HTML of an article"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(
    stdin: bytes, advice: str, tmp_path: Path
) -> None:
    for command in (("text", "-"), ("html", "-"), ("image", "-", "-o", tmp_path / "out")):
        done = readable(*command, stdin=stdin)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.count("\n") == 1
        assert advice in done.stderr
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "status", "advice"),
    [
        (("text", "nowhere.html"), 3, "pass an HTML file"),
        (("text", str(EXAMPLES)), 3, "pass an HTML file"),
        (("text", "a\0b"), 3, "pass an HTML file"),
        (("text", "https://portal.example/"), 3, "save the page and pass the file"),
        (("html", str(ARTICLE), "--scale", "big"), 2, "150%"),
        (("html", str(ARTICLE), "--scale", "9999"), 2, "choose a number from 50 to 800"),
        (("html", str(ARTICLE), "--theme", "#777777/#888888"), 2, "contrast of 1.26"),
        (("html", str(ARTICLE), "--theme", "plaid"), 2, "choose one of light, dark"),
        (("html", str(ARTICLE), "--line-height", "nan"), 2, "choose a number"),
        (("html", str(ARTICLE), "--line-height", "1,5"), 2, "'1,5' is not a number such as 1.6"),
        (("image", str(ARTICLE), "-o", "x", "--dpi", "96.5"), 2, "'96.5' is not a whole number"),
        (("serve", "--port", "http"), 2, "'http' is not a whole number"),
        (("html", str(ARTICLE), "--font", "comic"), 2, "choose one of sans"),
        (("html", str(ARTICLE), "-o", "/proc/nowhere/a.html"), 2, "choose a place"),
        (("html", str(ARTICLE), "-o", "."), 2, "choose a place"),
        (("html", str(ARTICLE), "-o", ""), 2, "the output has no name, name a file"),
        (("text", str(ARTICLE), "--enrich", "dates", "--abbreviations", "a.toml"), 2, "add --enri"),
        (("html", str(ARTICLE), "--encoding", "klingon"), 2, "windows-1258"),
        (("html", str(ARTICLE), "--base", "nowhere"), 2, "pass the pictures' folder"),
        (("image", str(ARTICLE)), 2, "--output"),
        (("image", str(ARTICLE), "-o", "/proc/nowhere"), 2, "choose a folder"),
        (("image", str(ARTICLE), "-o", "x", "--width", "0"), 2, "width"),
        (("image", str(ARTICLE), "-o", "x", "--width", "-5"), 2, "width"),
        (("image", str(ARTICLE), "-o", "x", "--width", "99999999"), 2, "width"),
        (("image", str(ARTICLE), "-o", "x", "--paper", "a5", "--width", "9"), 2, "leave --width"),
        (("image", str(ARTICLE), "-o", "x", "--one", "--two-up"), 2, "leave --two-up out"),
        (("image", str(ARTICLE), "-o", "x", "--one", "--height", "500"), 2, "leave --height out"),
        (("image", str(ARTICLE), "-o", "x", "--one", "--header"), 2, "leave --header"),
        (("image", str(ARTICLE), "-o", "x", "--one", "--footer", "T"), 2, "leave --header"),
        (("image", str(ARTICLE), "-o", "x", "--one", "--contents"), 2, "leave --header"),
        (("image", str(ARTICLE), "-o", "x", "--ladder", "--scale", "150"), 2, "leave --scale out"),
        (("image", str(ARTICLE), "-o", "x", "--dpi", "9999"), 2, "9999 pixels an inch"),
        (("image", str(ARTICLE), "-o", "x", "--dpi", "0"), 2, "0 pixels an inch"),
        (("image", str(ARTICLE), "-o", "x", "--font-file-bold", "b.ttf"), 2, "with --font-file"),
        (("pdf", str(ARTICLE), "-o", "x", "--font-file-italic", "i.ttf"), 2, "with --font-file"),
        (("image", str(ARTICLE), "-o", "x", "--large-print", "acb", "--scale", "100%"), 2, "18 pt"),
        (("image", str(ARTICLE), "-o", "x", "--margin", "500"), 2, "margin"),
        (("image", str(ARTICLE), "-o", "x", "--margin", "-1"), 2, "margin"),
        (("image", str(ARTICLE), "-o", "x", "--width", "90"), 2, "choose a smaller scale"),
        (("image", str(ARTICLE), "-o", "x", "--font-file", str(ARTICLE)), 3, "pass a TTF"),
        (("fonts", "check", str(ARTICLE)), 3, "TTF"),
        (("pdf", str(ARTICLE)), 2, "--output"),
        (("pdf", str(ARTICLE), "-o", str(ARTICLE)), 2, "choose another file"),
        (("pdf", str(ARTICLE), "-o", "/proc/nowhere/a.pdf"), 2, "choose a place"),
        (("pdf", str(ARTICLE), "-o", "."), 2, "choose a place"),
        (("pdf", str(ARTICLE), "-o", "/dev/full"), 2, "with room"),
        (("pdf", str(ARTICLE), "-o", "x", "--paper", "a9"), 2, "--help"),
        (("pdf", str(ARTICLE), "-o", "x", "--margin", "500"), 2, "margin"),
        (("pdf", str(ARTICLE), "-o", "x", "--paper", "a5", "--scale", "800"), 2, "smaller scale"),
        (("image", str(ARTICLE), "-o", ""), 2, "the output has no name, name a folder"),
        (("assets", "-o", ""), 2, "the output has no name, name a folder"),
        (("batch", str(ARTICLE), "-o", ""), 2, "the output has no name, name a folder"),
        (("batch", "", "-o", "x"), 3, "an input has no name: pass files"),
        (("batch", str(ARTICLE), "-o", "x", "--profile", "nobody"), 2, "name one of"),
        (("batch", str(ARTICLE), "-o", "x", "--base-url", "portal"), 2, "pass one with https://"),
        (("batch", str(ARTICLE), "-o", "x", "--font-file", "none.ttf"), 3, "pass a TTF"),
        (("batch", str(ARTICLE), "-o", "x", "--most-pages", "0"), 2, "0 pages: choose at least 1"),
        (("batch", str(ARTICLE), "-o", "x", "--memory-limit", "-1"), 2, "0 for none"),
        (("image", str(ARTICLE), "-o", "-"), 2, "name a folder"),
        (("assets", "-o", "-"), 2, "name a folder"),
        (("batch", str(ARTICLE), "-o", "-"), 2, "name a folder"),
        (("serve", "--origin", "*"), 2, "https://portal.example"),
        (("serve", "--origin", "https://portal.example/tin"), 2, "without a path"),
        (("serve", "--origin", "https://Portal.example"), 2, "in small letters"),
        (("serve", "--workers", "0"), 2, "0 workers: choose at least one"),
        (("serve", "--patience", "nan"), 2, "a patience of nan seconds: choose a number"),
        (("serve", "--store", ""), 2, "the store has no name"),
        ((), 2, "--help"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    arguments: tuple[str, ...], status: int, advice: str, tmp_path: Path
) -> None:
    if "\0" in "".join(arguments):
        assert main(arguments) == status
        return
    done = readable(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, "")
    assert advice in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert files(tmp_path) == []


def test_forced_colours_of_low_contrast_are_drawn() -> None:
    done = readable("html", ARTICLE, "--theme", "#777777/#888888", "--low-contrast")
    assert done.returncode == 0


@pytest.mark.parametrize("command", ["image", "assets", "batch --to text --workers 1"])
def test_what_nobody_hears_of_is_made_all_the_same(command: str, tmp_path: Path) -> None:
    """As with `readable image … 2>&1 | head -1`."""
    name, *more = command.split()
    article = tmp_path / "a.html"
    article.write_text("<h1>Tin</h1><p>Chữ<img src='none.png'>", encoding="utf-8")
    given = [name, *([] if name == "assets" else [article]), *more, "-o"]
    expected = readable(*given, tmp_path / "heard")
    assert expected.returncode == 0
    reading, writing = os.pipe()
    os.close(reading)
    line = [sys.executable, "-u", "-m", "readable", *map(str, given), str(tmp_path / "unheard")]
    assert subprocess.run(line, stdout=writing, stderr=writing).returncode == 0
    os.close(writing)
    assert files(tmp_path / "unheard") == files(tmp_path / "heard")


def test_no_report_is_written_over_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_text("<h1>Tin</h1>", encoding="utf-8")
    for given in ("a.html", ".", str(tmp_path)):
        assert main(["check", given, "-o", "./a.html", "--format", "html"]) == 2
        assert capsys.readouterr().err == "readable: a.html is the input: choose another file\n"
    assert Path("a.html").read_text(encoding="utf-8") == "<h1>Tin</h1>"


def test_links_that_lead_round_in_a_ring_are_told_in_a_line(tmp_path: Path) -> None:
    ring = tmp_path / "ring.html"
    ring.symlink_to(ring)
    for command in ("pdf", "clean", "check"):
        done = readable(command, ring, "-o", tmp_path / "out")
        assert (done.returncode, done.stdout, files(tmp_path)) == (3, "", ["ring.html"])
        assert done.stderr.startswith(f"readable: {ring} cannot be read (")
        assert done.stderr.count("\n") == 1
    assert readable("html", "-", "-o", ring, stdin=b"<p>Tin").returncode == 0
    assert "Tin" in ring.read_text(encoding="utf-8")


def test_an_error_that_cannot_be_said_keeps_its_status(tmp_path: Path) -> None:
    for errors in ("2>&-", "2>/dev/full"):
        command = f"{sys.executable} -m readable text {tmp_path} {errors}"
        done = subprocess.run(command, shell=True, stdout=subprocess.PIPE)
        assert (done.returncode, done.stdout) == (3, b"")
    assert readable("text", "").stderr.startswith("readable: the input has no name: pass a file")


@pytest.mark.parametrize("command", ["batch - -o out", "text -", "wrap"])
def test_standard_input_that_is_closed_is_told_in_a_line(command: str, tmp_path: Path) -> None:
    """As where a scheduler starts the command."""
    line = f"{sys.executable} -m readable {command} <&-"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("readable: standard input is closed: ")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    command = f"{sys.executable} -m readable text {ARTICLE} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    readable("image", ARTICLE, "-o", tmp_path / "out", "--scale", "100%")
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    def no_large_files() -> None:
        # Writing beyond the limit fails, as on a disk without room.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = readable(
        "image", ARTICLE, "-o", tmp_path / "out", "--scale", "200%", preexec_fn=no_large_files
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "on a disk with room" in done.stderr
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_run_killed_half_way_is_made_good_by_the_next(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "readable", "image", str(ARTICLE), "-o", str(tmp_path)]
    process = subprocess.Popen([*command, "--scale", "400%"], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not list(tmp_path.rglob("*.png")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert not (tmp_path / "index.html").exists()
    assert readable(*command[3:], "--scale", "100%").returncode == 0
    pages = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["pages"]
    assert files(tmp_path) == sorted(
        [*(page["file"] for page in pages), "manifest.json", "index.css", "index.html"]
    )


HOSTILE = {
    "nested": b"<div>" * 2_000_000 + "chữ".encode(),
    "unclosed": b"<b><i><p><font><span>" * 20_000 + "chữ".encode(),
    "nuls": b"<p>" + b"a\0" * 100 + "chữ".encode(),
    "lone mark": "<p>\u0301".encode(),
    "lists": b"<ul><li>" * 20_000 + "chữ".encode(),
    "tables": b"<table><tr><td>" * 5_000 + "chữ".encode(),
    "quotes": b"<blockquote>" * 20_000 + "chữ".encode(),
    "one word": b"<p>" + b"a" * 300_000,
    "spans": b"<table><tr>" + b"<td colspan=1000 rowspan=1000>a" * 300,
    "climbing": b"<p>a<img src=../../../etc/passwd alt=b><img src=https://a.example/b.png alt=c>",
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_input_is_rendered_or_refused_in_bounded_time_and_memory(
    name: str, tmp_path: Path
) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    for command in (("html", "-"), ("image", "-", "-o", tmp_path / "out")):
        done = readable(*command, stdin=HOSTILE[name], preexec_fn=limited, timeout=240)
        assert done.returncode in (0, 3), done.stderr[-500:]
        assert "Traceback" not in done.stderr
        if done.returncode:
            assert done.stderr.count("\n") == 1


def test_a_folder_that_may_not_be_written_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["image", str(ARTICLE), "-o"]
    assert main([*arguments, str(tmp_path / "open")]) == 0  # with every module loaded
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    capsys.readouterr()
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        status = main([*arguments, str(closed / "out")])
    finally:
        if is_root:
            os.seteuid(0)
    assert status == 2
    assert "choose a folder you may write to" in capsys.readouterr().err


def test_each_line_is_wrapped_and_an_empty_one_stays(tmp_path: Path) -> None:
    text = "Phó Bí thư Thường trực Tỉnh ủy Phương Thị Thanh\n\nTỉnh Bắc Kạn\r\n"
    (tmp_path / "tin.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = readable("wrap", "--columns", "24", tmp_path / "tin.txt")
    assert (done.returncode, done.stdout) == (
        0,
        "Phó Bí thư Thường trực\nTỉnh ủy Phương Thị Thanh\n\nTỉnh Bắc Kạn\n",
    )


def test_a_file_with_zero_bytes_is_told_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_text("Tỉnh", encoding="utf-16")
    done = readable("wrap", tmp_path / "tin.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("readable: line 1 holds a byte of zero")


def test_a_byte_that_is_no_utf_8_goes_out_as_it_came_in(tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_bytes(b"t\xe9n Nam\n")
    done = subprocess.run(
        [sys.executable, "-m", "readable", "wrap", "--columns", "3", tmp_path / "tin.txt"],
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (0, b"t\xe9n\nNam\n")


@pytest.mark.parametrize(
    "line",
    [
        "tin",
        "[]",
        "1",
        '{"text": 1, "width": 9}',
        '{"text": "a", "width": "9"}',
        '{"width": 9}',
        '{"text": "a", "width": 0}',
    ],
)
def test_a_line_of_json_that_asks_for_nothing_is_told_by_its_number(
    line: str, tmp_path: Path
) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "a b", "width": 1}}\n\n{line}\n')
    done = readable("wrap", "--json-lines", tmp_path / "a.jsonl")
    assert (done.returncode, done.stdout) == (3, '["a", "b"]\n')
    assert done.stderr.startswith("readable: line 3 asks for ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--columns", "0"], 2),
        (["--columns", "many"], 2),
        (["--breaking", "tight"], 2),
        (["nowhere.txt"], 3),
        (["."], 3),
    ],
)
def test_what_cannot_be_wrapped_is_said_in_a_line(arguments: list[str], status: int) -> None:
    done = readable("wrap", *arguments, stdin="Tỉnh Bắc Kạn\n".encode())
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("readable: ")
    assert done.stderr.count("\n") == 1
