"""HTML to an `Article`: everything a reader would read, once, in order."""

from __future__ import annotations

import re

from readable.article import Article
from readable.encodings import decode_html
from readable.errors import UnreadableInput
from readable.reading.attributes import language_tag
from readable.reading.builder import Builder
from readable.sanitising import clean_html

__all__ = ["read_article"]

_LARGEST_INPUT = 32 * 1024 * 1024
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ANY_TAG = re.compile(r"<[a-zA-Z!/?]")


def read_article(html: str | bytes, http_encoding: str | None = None) -> Article:
    """The article that HTML holds: a fragment or a whole page, as text or as bytes.

    Bytes are decoded by their byte order mark, UTF-8 if they are, what HTTP (`http_encoding`)
    or the page declares. Text comes out in canonical form (`readable.vietnamese.canonical`);
    scripts, styles, controls and what is hidden are left out and listed in `losses`. Text without
    any tag is read as paragraphs.

    Raises `UnreadableInput` when there is nothing to read, or the bytes are no text.

    >>> read_article("<h1>Tỉnh Bắc Kạn</h1><p>Ngày 2/6, <b>UBND</b> tỉnh").title
    'Tỉnh Bắc Kạn'
    """
    if len(html) > _LARGEST_INPUT:
        raise UnreadableInput(
            f"the input has {len(html) >> 20} MB", hint="pass one article, at most 32 MB"
        )
    if isinstance(html, bytes):
        text, _, damaged = decode_html(html, http_encoding)
    else:
        text, damaged = html, 0
    # Word writes its line ends within a paragraph as vertical tabs.
    text, controls = _NOT_TEXT.subn("", text.replace("\v", "\n"))
    builder = Builder()
    if _ANY_TAG.search(text):
        page = clean_html(text)
        builder.root_lang = language_tag(page.lang or "")
        builder.read(page.html)
        for loss in page.losses:
            builder.lose(loss.kind, loss.sample, loss.count)
    else:
        builder.read_plain(text)
    builder.lose("damaged character", count=damaged)
    builder.lose("control character", count=controls)
    return builder.article()
