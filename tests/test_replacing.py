"""Two runs that write to one place at the same time leave the result of one of them, whole."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Thread

from readable.album import write_album
from readable.article import Article, Paragraph, Run
from readable.paint import to_images
from readable.replacing import alone_in, replacing

# A run that does not wait is done by then.
_SOON_S = 0.3


def test_who_writes_a_file_that_another_run_is_writing_comes_after_it(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "article.pdf"

    def write_second() -> None:
        with replacing(path) as file:
            file.write(b"second")

    second = Thread(target=write_second)
    with replacing(path) as file:
        file.write(b"the first")
        second.start()
        second.join(_SOON_S)
    second.join()
    assert path.read_bytes() == b"second"
    assert [one.name for one in path.parent.iterdir()] == ["article.pdf"]


def test_who_writes_an_album_where_another_run_is_writing_one_comes_after_it(
    tmp_path: Path,
) -> None:
    first, second = (
        to_images(Article(tuple([Paragraph((Run(text),))] * count)))
        for text, count in (("một", 90), ("hai", 60))
    )
    run = Thread(target=write_album, args=(second, tmp_path))
    with alone_in(tmp_path):
        run.start()
        run.join(_SOON_S)
        assert list(tmp_path.iterdir()) == []
    write_album(first, tmp_path)
    run.join()
    pages = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["pages"]
    assert {page["file"] for page in pages} == {one.name for one in tmp_path.glob("page-*")}
    assert len({page["text"].split("\n")[0] for page in pages}) == 1
