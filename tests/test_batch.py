"""An archive becomes large print: each article once, whatever is in it and whatever happens."""

from __future__ import annotations

import fcntl
import gzip
import io
import json
import os
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from hashlib import sha256
from multiprocessing import forkserver
from pathlib import Path
from threading import Timer
from typing import Any
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from PIL import Image
from pngs import unpacked

from readable.batch.archives import _entries
from readable.batch.found import Found
from readable.batch.inputs import Inputs
from readable.batch.journal import Journal
from readable.batch.local import Process, preload
from readable.batch.names import as_folder, as_path, is_safe
from readable.batch.settings import read_settings, setting_of
from readable.batch.telling import Teller
from readable.bench.articles import article_html
from readable.cli import main
from readable.errors import InvalidPreference, OutputFailed, WrongUse

BASE = [sys.executable, "-m", "readable", "batch"]
FEW = 12


def page(text: str) -> str:
    return f"<article><h1>{text}</h1><p>Tỉnh ủy Bắc Kạn tổ chức hội nghị.</p></article>"


def write(folder: Path, **pages: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Every file with the hash of what it holds; a journal has the times of its run."""
    return {
        path.relative_to(folder).as_posix(): sha256(unpacked(path.read_bytes())).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "journal.jsonl"
    }


def lines_of(folder: Path) -> list[dict[str, object]]:
    """The lines of the journal that are whole; none of a run killed before it began one."""
    journal = folder / "journal.jsonl"
    found = []
    for line in journal.read_bytes().splitlines() if journal.exists() else ():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def events(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def outcomes(capsys: pytest.CaptureFixture[str]) -> dict[object, object]:
    """What a run told of each article, by its name in the output."""
    return {told["id"]: told["event"] for told in events(capsys) if "id" in told}


def batch(*arguments: str | Path) -> int:
    return main(["batch", *map(str, arguments)])


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen articles in two folders."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(FEW):
        pages = {f"tin-{number:02}": article_html(number, words=80)}
        write(folder / f"{2020 + number % 2}", **pages)
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run makes of them that nothing befalls."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert batch(archive, "-o", out, "--scale", "200%", "--workers", "2") == 0
    return out


# ---- inputs -----------------------------------------------------------------------------------


def found(*names: str | Path) -> dict[str, bytes | str]:
    """The names in the output that inputs get, each with its HTML or with what is wrong."""
    all_found: dict[str, bytes | str] = {}
    for one in Inputs([str(name) for name in names]):
        if isinstance(one, Found):
            all_found[one.id] = one.read()
        else:
            all_found[one.message] = ""
    return all_found


def test_a_folder_a_pattern_and_a_file_are_articles_by_their_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("báo/2023"), một="<p>1", hai="<p>2")
    write(Path("báo/.git"), ẩn="<p>x")
    # As macOS leaves beside each file.
    Path("báo/2023/._hai.html").write_bytes(b"\0\5\x16\7\0")
    Path("báo/2023/ảnh.png").write_bytes(b"x")
    expected = {"2023/hai.html": b"<p>2", "2023/một.html": b"<p>1"}
    assert found("báo") == expected
    assert list(found("báo")) == list(found("báo/**/*.html")) == list(expected)
    assert found("báo/2023/một.html", "../etc.html".replace("../etc", "báo/2023/hai")) == {
        "báo/2023/một.html": b"<p>1",
        "báo/2023/hai.html": b"<p>2",
    }


def test_records_and_archives_are_articles_by_their_names(tmp_path: Path) -> None:
    records = [{"id": "a/1", "html": "<p>một"}, {"id": 2, "html": "<p>hai"}, {"id": "3"}, "x"]
    lines = "".join(json.dumps(record) + "\n" for record in records) + "{broken\n"
    (tmp_path / "r.jsonl").write_text(lines)
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    listed = found(tmp_path / "r.jsonl")
    assert list(listed)[:2] == ["a%2F1", "2"]
    assert listed["a%2F1"] == "<p>một".encode()
    assert [message.partition(" of ")[0] for message in list(listed)[2:]] == [
        "line 3",
        "line 4",
        "line 5",
    ]
    assert list(found(tmp_path / "r.jsonl.gz"))[:2] == ["a%2F1", "2"]
    (tmp_path / "r.csv").write_text('id,html\n7,"<p>bảy,\nđó"\n', encoding="utf-8-sig")
    assert found(tmp_path / "r.csv") == {"7": "<p>bảy,\nđó".encode()}
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("tin/a.html", "<p>a")
        archive.writestr("../../b.html", "<p>b")
        archive.writestr("ảnh.png", "x")
        archive.writestr("__MACOSX/tin/._a.html", b"\0\5\x16\7\0")
    assert found(tmp_path / "a.zip") == {"tin/a.html": b"<p>a", "%2E./%2E./b.html": b"<p>b"}
    assert found(f"{tmp_path}/a.zip::tin/a.html") == {"tin/a.html": b"<p>a"}
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        for name, data in (("tin/a.html", b"<p>a"), ("b.htm", b"<p>b")):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("c.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert found(tmp_path / "a.tar.gz") == {"tin/a.html": b"<p>a", "b.htm": b"<p>b"}


def test_a_line_that_leads_nowhere_or_back_to_its_file_ends_no_run(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    lines = [
        '{"id": "\\ud800", "html": "<p>A"}',
        '{"path": "a", "output": "\\udfff"}',
        '{"path": "none\\u0000.jsonl"}',
        json.dumps({"path": str(first)}),
        json.dumps({"path": str(second)}),
        '{"id": "b", "html": "<p>B"}',
    ]
    first.write_text("\n".join(lines), encoding="utf-8")
    second.write_text(json.dumps({"path": f"{first}::b"}), encoding="utf-8")
    *errors, last = Inputs([str(first)])
    assert isinstance(last, Found)
    assert last.id == "b"
    half, back = "its id or path holds half a character", "its lines lead back to it"
    assert [str(one).partition("(")[2].partition(")")[0] for one in errors] == [
        *(half, half, "no file has such a name", back, back)
    ]


def test_a_table_that_ends_within_quotation_marks_says_so(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text('id,html\n1,<p>5" A\n2,"<p>B\nC ""D"""\n3,"<p>E\n4,<p>F\n', encoding="utf-8")
    first, second, cut = Inputs([str(table)])
    assert [one.id for one in (first, second) if isinstance(one, Found)] == ["1", "2"]
    assert str(cut).startswith(f"row 3 of {table} cannot be read (its quotation mark is never clos")


def test_tables_of_any_encoding_are_read_and_a_wrong_column_is_told_once(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 reach the article's reader, which finds out what they are."""
    (tmp_path / "old.csv").write_bytes(b'id,html\n1,"<p>T\xd8nh, B\xb8c"\n2,<p>x\n')
    assert found(tmp_path / "old.csv") == {"1": b"<p>T\xd8nh, B\xb8c", "2": b"<p>x"}
    (tmp_path / "old.jsonl").write_bytes(b'{"id": "1", "html": "<p>T\xd8nh"}\n')
    assert found(tmp_path / "old.jsonl") == {"1": b"<p>T\xd8nh"}
    (tmp_path / "wide.csv").write_text("id,html\n1,<p>Tỉnh\n", encoding="utf-16")
    assert found(tmp_path / "wide.csv") == {"1": "<p>Tỉnh".encode()}
    (tmp_path / "other.csv").write_text("số;nội dung\n" + "1;<p>x\n" * 9, encoding="utf-8")
    (told,) = found(tmp_path / "other.csv")
    assert "its columns are 'số;nội dung'" in told


def test_a_damaged_archive_is_one_failure_and_no_end(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\3\4 no zip")
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(b"x" * 2000)[:-9])
    (tmp_path / "c.jsonl.gz").write_bytes(b"no gzip")
    names = [tmp_path / name for name in ("a.zip", "b.tar.gz", "c.jsonl.gz")]
    assert [message.partition(" cannot")[0] for message in found(*names)] == list(map(str, names))


def directory_of(count: int) -> bytes:
    """A zip archive that is a directory of so many entries, and says that it has one."""
    name = b"a.html"
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", *[0] * 9, len(name), *[0] * 6) + name
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entry) * count, 0, 0)
    return entry * count + end


def test_a_zip_archive_of_too_many_files_is_refused_before_it_fills_the_memory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = tmp_path / "large.zip"
    large.write_bytes(directory_of(250_001))
    for more in ((), ("--dry-run",)):
        assert batch(large, "-o", tmp_path / "out", *more) == 3
        assert capsys.readouterr().err == (
            f"readable: {large} holds more than 250000 files: unpack it and pass the folder, "
            "or pack it as .tar.gz, which may have any number\n"
        )
    large.write_bytes(directory_of(250_000))
    # With more than 65,535 files an archive has another kind of end; a comment comes after it, and
    # what unpacks itself has a program before it.
    many = tmp_path / "many.zip"
    many.write_bytes(b"#!/bin/sh\n" * 9)
    with ZipFile(many, "a") as archive:
        archive.comment = b"c" * 999
        for number in range(65_536):
            archive.writestr(f"{number}.html", b"")
    for path in (large, many, pack(tmp_path / "a.zip", {"a.html": b"A", "b": b""})):
        with ZipFile(path) as archive:
            assert sum(1 for _ in _entries(str(path))) == len(archive.infolist())


def test_names_lead_nowhere_else() -> None:
    assert [as_folder(name) for name in ("", ".", "..", "a/b", "a\0b", "report.html")] == [
        "%00",
        "%2E",
        "%2E.",
        "a%2Fb",
        "a%00b",
        "%72eport.html",
    ]
    long, other = as_folder("ế" * 300), as_folder("ế" * 301)
    assert long != other
    assert max(len(long.encode()), len(other.encode())) <= 200
    assert as_path("//a/./tin\udcff.html") == "a/tin%FF.html"
    assert not any(map(is_safe, ("", "a//b", "../a", "journal.jsonl", "a/.b", "a\nb")))


def with_pictures(folder: Path) -> dict[str, bytes]:
    """Files of an archive: a page in a folder, its pictures, and one that lies outside of both."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "#c00").save(picture, "png")
    names = ("anh/n%C3%BAi.png", "../kín.png", "/etc/hostname", "thiếu.png")
    figures = "".join(f'<figure><img src="{name}" alt="Ảnh"></figure>' for name in names)
    files = {
        "tin/a.html": f"<h1>Tin</h1><p>Ảnh</p>{figures}".encode(),
        "../b.html": b'<p>B</p><figure><img src="journal.jsonl" alt=""></figure>',
        "tin/anh/núi.png": picture.getvalue(),
        "kín.png": picture.getvalue(),
    }
    for name, data in files.items():
        if not name.startswith(".."):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return files


def pack(path: Path, files: dict[str, bytes]) -> Path:
    """A zip or tar archive of files."""
    if path.suffix == ".zip":
        with ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return path
    with tarfile.open(path, "w:gz") as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def test_pictures_of_an_archive_are_shown_as_those_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of the page's folder and below it, and no file of this machine."""
    files = with_pictures(tmp_path / "in")
    assert batch(tmp_path / "in", "-o", tmp_path / "expected", "--workers", "1") == 0
    expected = tree(tmp_path / "expected/tin")
    for name in ("a.zip", "a.tgz"):
        out = tmp_path / f"out-{name}"
        command = (pack(tmp_path / name, files), "-o", out, "--workers", "1", "--json")
        assert batch(*command) == 0
        assert tree(out / "tin") == expected
        pictures = {line["id"]: line["pictures"] for line in lines_of(out) if "pictures" in line}
        shown = {src for src, digest in pictures["tin/a.html"].items() if digest}
        assert shown == {"anh/n%C3%BAi.png"}
        assert pictures["%2E./b.html"] == {"journal.jsonl": None}
        capsys.readouterr()
        assert batch(*command) == 0
        assert set(outcomes(capsys).values()) == {"unchanged"}
        pack(tmp_path / name, {**files, "tin/anh/núi.png": b"x"})
        assert batch(*command) == 0
        assert outcomes(capsys)["tin/a.html"] == "made"


def test_pictures_are_found_whose_names_have_accents_of_their_own(tmp_path: Path) -> None:
    """As in an archive that was packed on a system of Apple."""
    files = with_pictures(tmp_path / "in")
    assert batch(tmp_path / "in", "-o", tmp_path / "expected", "--workers", "1") == 0
    apart = {normalize("NFD", name): data for name, data in files.items()}
    assert apart.keys() != files.keys()
    packed = pack(tmp_path / "a.zip", apart)
    assert batch(packed, "-o", tmp_path / "out", "--workers", "1") == 0
    assert tree(tmp_path / "out/tin") == tree(tmp_path / "expected/tin")


# ---- what is done again -----------------------------------------------------------------------


def test_a_second_run_does_only_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    src = write(tmp_path / "in", a=page("A"), b=page("B"), c=page("C"))
    picture = '<figure><img src="a.png" alt="Núi"></figure>'
    (src / "p.html").write_text(f"<p>Ảnh</p>{picture}", encoding="utf-8")
    out = tmp_path / "out"
    options = (src, "-o", out, "--json", "--workers", "1")
    assert batch(*options) == 0
    capsys.readouterr()
    assert batch(*options) == 0
    assert set(outcomes(capsys).values()) == {"unchanged"}
    write(src, a=page("A2"))
    Image.new("RGB", (9, 9)).save(src / "a.png")
    next((out / "b.html").glob("page-*.png")).unlink()
    assert batch(*options, "--dry-run") == 0
    whys = {told["id"]: told.get("why") for told in events(capsys) if "id" in told}
    changed = {"a.html": "changed", "b.html": "files missing", "p.html": "pictures changed"}
    assert whys == {**changed, "c.html": None}
    assert batch(*options) == 0
    made = {name for name, event in outcomes(capsys).items() if event == "made"}
    assert made == changed.keys()
    fresh = tmp_path / "fresh"
    assert batch(src, "-o", fresh, "--workers", "1") == 0
    assert tree(out) == tree(fresh)
    capsys.readouterr()
    assert batch(*options, "--theme", "dark", "--to", "image,text") == 0
    assert set(outcomes(capsys).values()) == {"made"}
    page_file = next((out / "c.html").glob("page-*.png"))
    size = page_file.stat().st_size
    page_file.write_bytes(bytes(size))
    assert batch(*options, "--theme", "dark", "--to", "image,text") == 0
    assert set(outcomes(capsys).values()) == {"unchanged"}
    assert batch(*options, "--theme", "dark", "--to", "image,text", "--verify") == 0
    assert outcomes(capsys)["c.html"] == "made"


def test_what_fails_is_told_kept_and_can_be_fed_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    src = write(tmp_path / "in/tin", a=page("A"), b="", c="\0\0")
    os.mkfifo(src / "d.html")
    out = tmp_path / "out"
    assert batch(tmp_path / "in", "-o", out, "--to", "text,html", "--workers", "1") == 1
    told = capsys.readouterr()
    assert "failed              3" in told.out
    assert "it is no file" in told.err
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text().splitlines()]
    assert [one["output"] for one in failures] == ["tin/b.html", "tin/c.html", "tin/d.html"]
    assert "Không làm được" in (out / "report.html").read_text(encoding="utf-8")
    # Put right, and only the list given: the result stands where it would have stood.
    write(src, b=page("B"), c=page("C"))
    (src / "d.html").unlink()
    write(src, d=page("D"))
    shutil.copy(out / "failures.jsonl", tmp_path / "again.jsonl")
    again = (tmp_path / "again.jsonl", "-o", out, "--to", "text,html", "--workers", "1")
    assert batch(*again) == 0
    fresh = tmp_path / "fresh"
    options = ("--to", "text,html", "--workers", "1")
    assert batch(tmp_path / "in", "-o", fresh, *options) == 0
    assert batch(tmp_path / "in", "-o", out, *options) == 0
    assert tree(out) == tree(fresh)
    assert (out / "tin/b.html/article.txt").read_text(encoding="utf-8").startswith("B\n")


def test_an_article_that_now_fails_leaves_no_old_pages(tmp_path: Path) -> None:
    src = write(tmp_path / "in", a=page("A"))
    out = tmp_path / "out"
    assert batch(src, "-o", out, "--to", "text", "--workers", "1") == 0
    write(src, a="")
    assert batch(src, "-o", out, "--to", "text", "--workers", "1") == 1
    assert not (out / "a.html").exists()


def test_nothing_goes_that_no_run_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output may be in the input's folder, or hold it: pages stay, none is made of results."""
    src = write(tmp_path / "in", a=page("A"))
    assert batch(src, "-o", src, "--to", "html", "--workers", "1") == 2
    assert "is the output, too" in capsys.readouterr().err
    for again in ((), ("--force",), ()):
        # However often: a failure in the journal makes it nobody's.
        assert batch(f"{src}/a*.html", "-o", src, "--to", "html", "--workers", "1", *again) == 1
        assert "is there already" in capsys.readouterr().err
    assert (src / "a.html").read_text(encoding="utf-8") == page("A")
    for name in ("report.html", "failures.jsonl", "journal.jsonl"):
        (src / name).unlink()
    out = src / "out"
    assert batch(src, "-o", out, "--to", "html", "--workers", "1") == 0
    assert batch(src, "-o", out, "--to", "html", "--workers", "1") == 0
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["a.html"]


def test_results_without_their_journal_are_told_once_and_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    src, out = write(tmp_path / "in", a=page("A"), b=page("B")), tmp_path / "out"
    command = (src, "-o", out, "--to", "text", "--workers", "1")
    assert batch(*command) == 0
    journal = (out / "journal.jsonl").read_bytes()
    made = tree(out)
    (out / "journal.jsonl").unlink()
    capsys.readouterr()
    for more in ((), ("--dry-run",), ("--force",)):
        assert batch(*command, *more) == 2
        assert capsys.readouterr().err == (
            f"readable: {out} holds what earlier runs made, but no journal.jsonl that tells of it: "
            "put journal.jsonl back to go on, or empty the folder, or choose another output\n"
        )
    assert tree(out) == made
    (out / "journal.jsonl").write_bytes(journal)
    assert batch(*command, "--json") == 0
    assert set(outcomes(capsys).values()) == {"unchanged"}


def test_two_runs_do_not_write_into_one_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    src, out = write(tmp_path / "in", a=page("A")), tmp_path / "out"
    command = (src, "-o", out, "--to", "text", "--workers", "1")
    # A run that waits for the list on its standard input.
    waiting = [*BASE, "-", "-o", out, "--to", "text", "--workers", "1"]
    with subprocess.Popen(waiting, stdin=subprocess.PIPE) as run:
        deadline = time.monotonic() + 60
        while not (out / ".readable-parts").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert batch(*command) == 2
        assert f"another run is writing into {out}" in capsys.readouterr().err
        run.kill()
    # What is killed holds nobody up.
    assert batch(*command) == 0
    # Nor does a process that lets go of the list in a moment.
    with (out / "journal.jsonl").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        Timer(0.3, fcntl.flock, (held, fcntl.LOCK_UN)).start()
        assert batch(*command) == 0


def test_two_inputs_of_one_name_are_not_mixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = write(tmp_path / "1", a=page("A")), write(tmp_path / "2", a=page("B"))
    out = tmp_path / "out"
    assert batch(one, other, "-o", out, "--to", "text", "--workers", "1") == 1
    assert "another input has the name a.html" in capsys.readouterr().err
    assert (out / "a.html/article.txt").read_text(encoding="utf-8").startswith("A\n")


def test_a_journal_whose_last_line_was_cut_off_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    journal.add({"id": "a", "setting": "", "outcome": "done", "title": "Tỉnh \udcff"})
    with pytest.raises(OutputFailed, match="another run"):
        Journal(path)
    journal.close()
    with path.open("ab") as file:
        file.write(b'{"id": "b", "setting": "", "outc')
    journal = Journal(path)
    journal.add({"id": "c", "setting": "", "outcome": "begun"})
    journal.close()
    journal = Journal(path, writes=False)
    found = [journal.last("", name) for name in "abc"]
    assert [one and one["outcome"] for one in found] == ["done", None, "begun"]
    journal.close()


@pytest.mark.parametrize(
    "odd", [{"files": 7}, {"files": {"a": [1]}}, {"pictures": [1]}, {"findings": 5}, {"id": 3}]
)
def test_a_line_of_the_journal_that_says_what_none_says_counts_as_not_written(
    tmp_path: Path, odd: dict[str, object]
) -> None:
    path = tmp_path / "journal.jsonl"
    entry = {"id": "a", "setting": "", "outcome": "done", "place": "a", "pages": 1, "found": 0}
    whole = {**entry, "files": {"a": [1, "x"]}, "pictures": {}, "findings": [["r", "t", "m"]]}
    path.write_text("".join(json.dumps(line) + "\n" for line in (whole, {**whole, **odd})))
    journal = Journal(path, writes=False)
    assert journal.last("", "a") == whole
    journal.close()


# ---- what is made -----------------------------------------------------------------------------


def test_the_ladder_is_all_sizes_with_one_manifest(tmp_path: Path) -> None:
    src = write(tmp_path / "in", a=page("Tỉnh Bắc Kạn"))
    out = tmp_path / "out"
    assert batch(src, "-o", out, "--ladder", "--to", "image,pdf,html,text", "--workers", "1") == 0
    folder = out / "a.html"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    scales = [size["scale"] for size in manifest["sizes"]]
    assert scales == [87, 100, 112, 125, 150, 175, 200, 250, 300, 400]
    for size in manifest["sizes"]:
        for one in size["pages"]:
            file = folder / one["file"]
            assert file.stat().st_size == one["bytes"]
            assert Image.open(file).size == (one["width"], one["height"])
            said = "".join(line[4] for line in one["lines"])
            assert "".join(said.split()) == "".join(one["text"].split())
        assert (folder / str(size["scale"]) / "article.pdf").exists()
    assert (folder / "article.txt").exists()


def test_a_profile_file_makes_several_settings(tmp_path: Path) -> None:
    src = write(tmp_path / "in", a=page("A"))
    profile = tmp_path / "p.toml"
    profile.write_text(
        '[large]\nto = ["text", "image"]\nscale = 200\npaper = "a5"\ntheme = "dark"\n'
        '[web]\nto = "html"\nstandalone = true\n'
    )
    out = tmp_path / "out"
    assert batch(src, "-o", out, "--profile-file", profile, "--workers", "1") == 0
    assert (out / "web/a.html/article.html").read_text().startswith("<!doctype html>")
    manifest = json.loads((out / "large/a.html/manifest.json").read_text(encoding="utf-8"))
    assert manifest["preferences"] == "scale=200&theme=dark"
    assert manifest["pages"][0]["width"] == 559


def test_a_profile_that_means_nothing_is_refused(tmp_path: Path) -> None:
    profile = tmp_path / "p.toml"
    for text in ("", "scale = 2", "[a]\nsize = 2", '[a]\nto = "film"', "[a.b]\n[", '["../a"]'):
        profile.write_text(text)
        with pytest.raises(WrongUse):
            read_settings(profile)
    with pytest.raises(InvalidPreference):
        setting_of("a", {"scale": "large"})
    with pytest.raises(WrongUse, match="a5 has a size of its own"):
        setting_of("a", {"paper": "a5", "width_px": 500})
    with pytest.raises(WrongUse, match="goes with another"):
        setting_of("a", {"font_file_bold": "b.ttf"})
    with pytest.raises(WrongUse, match="a ladder has every size: leave the scale out"):
        setting_of("a", {"ladder": True, "scale": 200})
    with pytest.raises(WrongUse, match="the ladder is for image and pdf"):
        setting_of("a", {"ladder": True, "to": "html,text"})
    with pytest.raises(WrongUse, match="standalone is for html"):
        setting_of("a", {"standalone": True})


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"scale": "200"}, "scale of the profile 'a' is '200': write a whole number"),
        ({"scale": 150.5}, "scale of the profile 'a' is 150.5: write a whole number"),
        ({"ladder": "no"}, "ladder of the profile 'a' is 'no': write true or false"),
        ({"extract": 1}, "extract of the profile 'a' is 1: write true or false"),
        ({"width_px": "500"}, "width_px of the profile 'a' is '500': write a whole number"),
        ({"paper": ["a4"]}, "paper of the profile 'a' is ['a4']: write a text, as \"a5\""),
        ({"to": 3}, "3 names nothing to make: name image, html, pdf, text"),
    ],
)
def test_a_value_of_another_kind_is_told_with_the_kind_that_it_has_to_be(
    value: dict[str, Any], told: str
) -> None:
    with pytest.raises(InvalidPreference) as refusal:
        setting_of("a", value)
    assert str(refusal.value) == told


# ---- limits -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "0", "-1"])
def test_a_time_that_no_clock_has_is_refused(
    seconds: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(tmp_path, "-o", tmp_path / "out", "--time-limit", seconds) == 2
    assert "seconds: choose a number up to 1000000" in capsys.readouterr().err


def test_no_article_takes_more_than_its_share(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One takes too long, one too much memory, one too many pages; those beside them are made."""
    src = write(
        tmp_path / "in",
        **{f"a{number}": page("A") for number in range(4)},
        pages="".join(f"<p>{word}</p>" for word in range(400)),
        huge="<p>" + "Tỉnh ủy Bắc Kạn " * 1_000_000,
    )
    out = tmp_path / "out"
    limits = ("--time-limit", "2", "--memory-limit", "2000", "--most-pages", "3")
    assert batch(src, "-o", out, "--workers", "2", "--json", *limits) == 1
    reasons = {told["id"]: told["kind"] for told in events(capsys) if told["event"] == "failed"}
    assert reasons == {"pages.html": "limit", "huge.html": "time"}
    assert len(list(out.glob("a*.html/page-*.png"))) == 4
    limits = ("--time-limit", "30", "--memory-limit", "120", "--most-pages", "3")
    assert batch(src, "-o", out, "--workers", "2", "--json", *limits) == 1
    told = {told["id"]: told for told in events(capsys) if "id" in told}
    assert told["huge.html"]["kind"] in ("memory", "died", "time")
    assert {told[f"a{number}.html"]["event"] for number in range(4)} == {"unchanged"}
    assert not list(out.glob(".readable-parts"))


def test_a_guideline_of_large_print_is_kept_as_by_images(tmp_path: Path) -> None:
    src = write(tmp_path / "in", tin="<h1>Tin</h1><p>Hội nghị <i>biểu dương</i> điển hình.</p>")
    asked = ("--large-print", "ukaaf", "--paper", "a5")
    assert batch(src, "-o", tmp_path / "out", *asked, "--workers", "1") == 0
    assert main(["image", str(src / "tin.html"), "-o", str(tmp_path / "one"), *asked]) == 0
    pages = [path / "page-01.png" for path in (tmp_path / "out/tin.html", tmp_path / "one")]
    assert unpacked(pages[0].read_bytes()) == unpacked(pages[1].read_bytes())
    # UKAAF: nothing below 16 points, which are 134 %.
    ladder = ("--large-print", "ukaaf", "--ladder", "--workers", "1")
    assert batch(src, "-o", tmp_path / "all", *ladder) == 0
    sizes = {path.name for path in (tmp_path / "all/tin.html").iterdir() if path.is_dir()}
    assert sizes == {"150", "175", "200", "250", "300", "400"}
    assert batch(src, "-o", tmp_path / "small", *asked, "--scale", "100%") == 2
    profile = tmp_path / "wishes.toml"
    profile.write_text('[a]\nlarge_print = "large"\n')
    with pytest.raises(WrongUse, match="no guideline 'large'"):
        read_settings(profile)


# ---- cut off ----------------------------------------------------------------------------------


def start(archive: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*BASE, archive, "-o", out, "--scale", "200%", "--workers", "2", *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def members_of(session: int) -> list[int]:
    """The processes of a run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(entry.name))
    return sorted(found)


def wait_for_lines(run: subprocess.Popen[bytes], out: Path, count: int) -> None:
    """Until the journal tells of so many articles."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and run.poll() is None:
        journal = out / "journal.jsonl"
        if journal.exists() and journal.read_bytes().count(b'"outcome": "done"') >= count:
            return
        time.sleep(0.01)


def kill_parent(run: subprocess.Popen[bytes]) -> None:
    run.kill()


def kill_all(run: subprocess.Popen[bytes]) -> None:
    os.killpg(run.pid, signal.SIGKILL)


def kill_a_worker(run: subprocess.Popen[bytes]) -> None:
    # The newest process: the one that runs the batch and its helpers are older.
    os.kill(members_of(run.pid)[-1], signal.SIGKILL)


@pytest.mark.parametrize(
    ("kill", "after"), [(kill_parent, 0), (kill_all, 3), (kill_parent, 7), (kill_a_worker, 4)]
)
def test_a_run_that_is_killed_and_started_again_ends_as_an_undisturbed_one(
    archive: Path,
    undisturbed: Path,
    tmp_path: Path,
    kill: Callable[[subprocess.Popen[bytes]], None],
    after: int,
) -> None:
    run = start(archive, tmp_path / "out")
    wait_for_lines(run, tmp_path / "out", after)
    kill(run)
    run.wait(60)
    deadline = time.monotonic() + 20
    while members_of(run.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert members_of(run.pid) == []
    before = [line["id"] for line in lines_of(tmp_path / "out") if line["outcome"] == "done"]
    assert start(archive, tmp_path / "out").wait(60) == 0
    assert tree(tmp_path / "out") == tree(undisturbed)
    done = [line["id"] for line in lines_of(tmp_path / "out") if line["outcome"] == "done"]
    # What the journal calls done is not done again.
    assert done[: len(before)] == before
    assert len(done) == len(set(done)) == FEW


def test_a_fork_server_that_is_killed_while_it_makes_a_worker_is_replaced() -> None:
    seat = Process(preload())
    assert seat.call(abs, -1).result() == 1
    server = forkserver._forkserver._forkserver_pid
    seat.renew()
    os.kill(server, signal.SIGSTOP)
    Timer(0.3, os.kill, (server, signal.SIGKILL)).start()
    assert seat.call(abs, -2).result() == 2
    seat.close()


@pytest.mark.parametrize("executable", ["/nowhere/python", "/bin/false"])
def test_a_run_whose_workers_cannot_be_started_says_so(
    executable: str, archive: Path, tmp_path: Path
) -> None:
    script = (
        f"import multiprocessing, sys; multiprocessing.set_executable('{executable}');"
        "from readable.__main__ import command; sys.exit(command())"
    )
    command = [sys.executable, "-c", script, "batch", archive, "-o", tmp_path / "out"]
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == 2
    assert b"readable: no worker process can be started" in done.stderr


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(
    archive: Path, undisturbed: Path, tmp_path: Path
) -> None:
    """A limit on the length of files stands for the disk: some pages are longer, most are not."""
    largest = max(path.stat().st_size for path in undisturbed.rglob("page-*.png"))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest - 1, largest - 1))

    command = [*BASE, archive, "-o", tmp_path / "out", "--scale", "200%", "--workers", "2"]
    done = subprocess.run(command, capture_output=True, preexec_fn=limit)
    assert done.returncode == 2
    assert b"run it again to go on" in done.stderr
    assert start(archive, tmp_path / "out").wait(60) == 0
    assert tree(tmp_path / "out") == tree(undisturbed)


def test_ctrl_c_stops_at_once_and_says_so(archive: Path, tmp_path: Path) -> None:
    run = start(archive, tmp_path / "out")
    wait_for_lines(run, tmp_path / "out", 1)
    run.send_signal(signal.SIGTERM)
    assert run.wait(20) == 130
    assert not (tmp_path / "out/.readable-parts").exists()


def test_a_run_leaves_no_folder_behind_and_a_killed_one_s_goes_with_the_next(
    tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(short_folder))
    picture = with_pictures(tmp_path / "in")["tin/anh/núi.png"]
    article = b'<h1>Tin</h1><figure><img src="a.png" alt="\xe1\xba\xa2nh"></figure>'
    files = {f"{n}/{name}": data for n in range(FEW)
             for name, data in (("a.html", article), ("a.png", picture))}  # fmt: skip
    zipped, out = pack(tmp_path / "a.zip", files), tmp_path / "out"

    def left() -> set[str]:
        return {path.name[:6] for path in short_folder.glob("readable-*/[!.]*")}

    def run(*arguments: object) -> int:
        return subprocess.run([*BASE, *map(str, arguments)], capture_output=True).returncode

    store = f"file://{tmp_path}/store"
    assert run(tmp_path / "in", "-o", store, "--to", "text", "--workers", "1") == 0
    assert run(tmp_path / "in", "-o", store, "--dry-run") == 0
    assert run(tmp_path / "nothing", "-o", store) == 3
    stopped, killed = start(zipped, out), start(zipped, tmp_path / "other")
    wait_for_lines(stopped, out, 1)
    stopped.send_signal(signal.SIGTERM)
    assert stopped.wait(20) == 130
    wait_for_lines(killed, tmp_path / "other", 1)
    kill_all(killed)
    killed.wait(20)
    # The folder of a run that goes on is not that of a dead one.
    holder = "from readable.batch.scratch import new_folder; print(new_folder('serve'), flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{holder}; input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        assert run(zipped, "-o", out, "--workers", "1") == 0
        assert left() == {"serve-"}
        other.communicate(b"\n")
    assert left() == set()


# ---- what a person sees -----------------------------------------------------------------------


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_a_bar_and_a_log_has_lines() -> None:
    for stream, shown in ((_Terminal(), "[############............] 1 of 2"), (io.StringIO(), "")):
        teller = Teller(progress=stream, output=io.StringIO())
        teller._interval = 0
        teller.begin(2)
        teller.tell("made", {"id": "a", "pages": 2, "bytes": 10})
        assert shown in stream.getvalue()
        assert "1 of 2, " in stream.getvalue()
        assert " left" in stream.getvalue()
        assert ("\r" in stream.getvalue()) is stream.isatty()


def test_the_report_shows_failures_first_and_first_pages(undisturbed: Path) -> None:
    report = (undisturbed / "report.html").read_text(encoding="utf-8")
    assert 'src="2020/tin-00.html/page-1.png"' in report or "tin-00.html/page-01.png" in report
    assert "<script" not in report


def test_an_input_that_names_nothing_is_said_before_any_work(tmp_path: Path) -> None:
    assert batch(tmp_path / "none.html", "-o", tmp_path / "out") == 3
    assert not (tmp_path / "out").exists()


def test_a_folder_or_an_archive_without_pages_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "notes.txt").write_text("x")
    with ZipFile(tmp_path / "none.zip", "w") as archive:
        archive.writestr("notes.txt", "x")
    with tarfile.open(tmp_path / "none.tar", "w") as streamed:
        streamed.add(tmp_path / "none" / "notes.txt", "notes.txt")
    for name in ("none", "none.zip"):
        assert batch(tmp_path / name, "-o", tmp_path / "out") == 3
        assert f"{name} has no pages: pages are files named .html" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()
    # Of a stream only reading it tells; a list with nothing in it is done.
    assert batch(tmp_path / "none.tar", "-o", tmp_path / "out", "--workers", "1") == 1
    assert "none.tar has no pages" in (tmp_path / "out" / "failures.jsonl").read_text()
    (tmp_path / "none.jsonl").write_text("")
    assert batch(tmp_path / "none.jsonl", "-o", tmp_path / "out", "--workers", "1") == 0
    assert "there was no article" in capsys.readouterr().err


def test_a_folder_that_is_closed_keeps_none_from_its_neighbours(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a=page("một"), z=page("hai"))
    write(source / "closed", b=page("ba"))
    write(source / "open", c=page("bốn"))
    (source / "closed").chmod(0)
    command = [sys.executable, "-m", "readable", "batch", source, "-o", tmp_path / "out"]
    # To the superuser nothing is closed, unless these two capabilities are given away.
    lesser = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    run = subprocess.run(
        [*(lesser if os.geteuid() == 0 else ()), *command, "--to", "text", "--workers", "1"],
        capture_output=True,
        encoding="utf-8",
    )
    (source / "closed").chmod(0o700)
    assert run.returncode == 1, run.stderr
    assert "closed cannot be read (Permission denied)" in run.stderr
    assert sorted(one.name for one in (tmp_path / "out").rglob("*.html")) == [
        *("a.html", "c.html", "report.html", "z.html"),
    ]


def test_what_failed_with_several_settings_is_given_back_once(tmp_path: Path) -> None:
    (tmp_path / "two.toml").write_text('[a]\nto = ["text"]\n[b]\nto = ["html"]\n')
    run = ("-o", tmp_path / "out", "--workers", "1", "--profile-file", tmp_path / "two.toml")
    assert batch(write(tmp_path / "in", bad="<p>"), *run) == 1
    write(tmp_path / "in", bad=page("một"))
    assert batch(tmp_path / "out" / "failures.jsonl", *run) == 0
