"""An address never reaches further than the folder of its article."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readable.addresses import data_uri, is_network, is_safe_link, local_file
from readable.errors import ImageRefused

Form = Literal["NFC", "NFD"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article's folder with pictures in it, and a secret beside it."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "article"
    (folder / "ảnh").mkdir(parents=True)
    for name in ("a b.png", "100%.png", "ảnh/hội nghị.png"):
        (folder / name).write_bytes(b"picture")
    (folder / "out").symlink_to(tmp_path)
    (folder / "in.png").symlink_to(folder / "a b.png")
    (folder / "loop").symlink_to(folder / "loop")
    return folder


@pytest.mark.parametrize(
    ("src", "name"),
    [
        ("a%20b.png", "a b.png"),
        ("a b.png", "a b.png"),
        (" a b.png\n", "a b.png"),
        ("./a%20b.png?width=300#top", "a b.png"),
        ("100%.png", "100%.png"),
        ("100%25.png", "100%.png"),
        ("%E1%BA%A3nh/h%E1%BB%99i%20ngh%E1%BB%8B.png", "ảnh/hội nghị.png"),
        ("ảnh\\hội nghị.png", "ảnh/hội nghị.png"),
        ("ảnh/../a b.png", "a b.png"),
        ("in.png", "a b.png"),
    ],
)
def test_an_address_is_read_as_a_browser_reads_it(folder: Path, src: str, name: str) -> None:
    assert local_file(src, folder) == (folder / name).resolve()


@pytest.mark.parametrize(
    ("src", "message"),
    [
        ("../secret.png", "outside"),
        ("%2e%2e/secret.png", "outside"),
        ("..%2Fsecret.png", "outside"),
        ("..\\secret.png", "outside"),
        ("out/secret.png", "outside"),
        ("/etc/passwd", "outside"),
        ("%2Fetc%2Fpasswd", "outside"),
        (".", "outside"),
        ("ảnh", "no such picture"),
        ("none.png", "no such picture"),
        ("loop", "no file|no such picture"),
        ("a\0b.png", "no file"),
        ("a%00b.png", "no file"),
        ("%ff.png", "no file"),
        ("\ud800.png", "no file"),
        ("x" * 5000, "no file"),
        ("", "no address"),
        ("?width=300", "no address"),
        ("#top", "no address"),
        ("https://portal.example/a.png", "network"),
        ("hTTp:/a.png", "network"),
        ("//portal.example/a.png", "network"),
        ("\\\\portal.example\\a.png", "network"),
        ("file:///etc/passwd", "kind file:"),
        ("C:/Windows/win.ini", "kind c:"),
        ("data:image/png;base64,AAAA", "kind data:"),
    ],
)
def test_what_is_not_a_file_of_the_article_is_refused(folder: Path, src: str, message: str) -> None:
    with pytest.raises(ImageRefused, match=message) as refused:
        local_file(src, folder)
    assert str(folder.parent) not in str(refused.value)


@given(st.text(st.sampled_from("./\\%2ef a\0:?#~"), max_size=30))
def test_no_address_climbs_out(tmp_path_factory: pytest.TempPathFactory, src: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        found = local_file(src, folder)
    except ImageRefused:
        return
    assert folder.resolve() in found.parents


@pytest.mark.parametrize(("written", "kept"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_is_found_however_its_accents_are_kept(
    tmp_path: Path, written: Form, kept: Form
) -> None:
    name = "ảnh hội nghị.png"
    (tmp_path / normalize(kept, name)).touch()
    found = local_file(normalize(written, name), str(tmp_path))
    assert found == tmp_path.resolve() / normalize(kept, name)


def test_without_a_folder_no_file_is_opened() -> None:
    with pytest.raises(ImageRefused, match="base"):
        local_file("a.png", None)


@given(st.binary(max_size=60))
def test_a_data_address_gives_its_bytes(data: bytes) -> None:
    encoded = b64encode(data).decode()
    assert data_uri("data:image/png;base64," + encoded) == data
    assert data_uri(f" DATA:image/png;charset=x;BASE64,\n{quote(encoded)} ") == data
    assert data_uri("data:;base64," + encoded.rstrip("=")) == data
    assert data_uri("data:," + quote(data)) == data


@pytest.mark.parametrize(
    "src", ["data:image/png;base64", "data:;base64,A", "data:;base64,A*==", "a.png", "xdata:,a"]
)
def test_a_broken_data_address_is_refused(src: str) -> None:
    with pytest.raises(ImageRefused):
        data_uri(src)


def test_a_data_address_has_a_limit() -> None:
    assert len(data_uri("data:," + "a" * (16 << 20))) == 16 << 20
    for body in ("," + "a" * ((16 << 20) + 1), ";base64," + "A" * (49 << 20)):
        with pytest.raises(ImageRefused, match="16 MB"):
            data_uri("data:" + body)


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", " \x01JavaScript:alert(1)", "java\nscript:x", "vbscript:x"),
        *("data:,x", "\u2028javascript:x", "%6aavascript:x", "\u200bjavascript:x"),
    ],
)
def test_a_link_that_would_run_is_not_safe(href: str) -> None:
    assert not is_safe_link(href)


@pytest.mark.parametrize(
    "href", ["#a", "?a=b:c", "tin.aspx?a=javascript:1", "mailto:a@b.vn", "tel:+84", "https://b.vn"]
)
def test_an_ordinary_link_is_safe(href: str) -> None:
    assert is_safe_link(href)


def test_only_addresses_with_another_machine_in_them_are_of_the_network() -> None:
    assert [is_network(a) for a in ("http://a/b", "//a/b", "/a/b", "a/b", "data:,b")] == [
        True,
        True,
        False,
        False,
        False,
    ]
