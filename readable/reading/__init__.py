"""HTML to an `Article`: everything a reader would read, once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin

from readable.addresses import check_base_url, is_network
from readable.article import Article
from readable.encodings import decode_html
from readable.errors import UnreadableInput
from readable.mending import Tally
from readable.patterns import pattern
from readable.reading.builder import Builder
from readable.reading.oldfonts import OldFonts, may_be_old, page_font
from readable.reading.pictures import Addresses
from readable.sanitising import clean_html, events
from readable.vietnamese import canonical

__all__ = ["read_article"]

_LARGEST_INPUT = 32 * 1024 * 1024
_NOT_TEXT = pattern("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ANY_TAG = pattern(r"<[a-zA-Z!/?]")


def read_article(
    html: str | bytes,
    http_encoding: str | None = None,
    *,
    encoding: str | None = None,
    find: bool = False,
    profile: str | Path | None = None,
    mends: Iterable[str] | None = None,
    base_url: str | None = None,
) -> Article:
    """The article that HTML holds: a fragment or a whole page, as text or as bytes.

    Bytes are decoded as `readable.encodings.decode_html` says, or by `encoding` without looking
    at them. Text without any tag is read as paragraphs. What a page commonly gets wrong is put
    right and listed in `mends` (`readable.mending.MENDS` names the steps; pass the names of those
    that you want); what is not for a reader is left out and listed in `losses`.

    With `find`, only the article of a whole page is read: menus, related news and the like are
    left out. `profile` names how the portal builds its pages (a bundled one, or a TOML file);
    without it the page itself shows. `base_url`, the page's own address, makes its links and
    pictures whole.

    Raises `UnreadableInput` when there is nothing to read, the bytes are no text, or a page that
    is searched has no article; `WrongUse` for a mend or profile that there is not, and for a
    `base_url` that is no address.

    >>> read_article("<h1>Tỉnh Bắc Kạn</h1><p>Ngày 2/6, <b>UBND</b> tỉnh").title
    'Tỉnh Bắc Kạn'
    """
    if len(html) > _LARGEST_INPUT:
        raise UnreadableInput(
            f"the input has {len(html) >> 20} MB", hint="pass one article, at most 32 MB"
        )
    if base_url is not None:
        check_base_url(base_url)
    tally = Tally(mends)
    if isinstance(html, bytes):
        text, written_in, damaged = decode_html(html, http_encoding, encoding)
    else:
        text, written_in, damaged = html, "", 0
    # Word writes its line ends within a paragraph as vertical tabs.
    text, controls = _NOT_TEXT.subn("", text.replace("\v", "\n"))
    if _ANY_TAG.search(text):
        page = clean_html(text)
        addresses = Addresses(_base(base_url, page.metadata.get("base")))
        fonts = None
        if tally.has("legacy-encoding") and may_be_old(text, page.html):
            fonts = OldFonts(events(page.html), page_font(text), written_in)
        builder = Builder(tally, addresses, fonts)
        builder.see_root_language(page.lang)
        builder.see_left_open(page.left_open)
        read = events(page.html)
        if find:
            from readable.extracting import find_article

            found = find_article(list(read), page.metadata, page.structured, profile)
            builder.page_title = _own_title(page.metadata)
            builder.read(found.events, page.html)
            losses = (*page.losses, *found.left_out)
        else:
            builder.read(read, page.html)
            losses = page.losses
        for loss in losses:
            builder.lose(loss.kind, loss.sample, loss.count)
    else:
        builder = Builder(tally, Addresses(base_url))
        builder.read_plain(text)
    builder.lose("damaged character", count=damaged)
    builder.lose("control character", count=controls)
    return builder.article()


def _own_title(metadata: Mapping[str, str]) -> str | None:
    """What a page is called, without the name of its site behind it."""
    title = metadata.get("title", "")
    site = metadata.get("og:site_name", "").strip()
    own = title.removesuffix(site).rstrip(" -–—|·»:") if site else title
    return canonical(own or title) or None


def _base(base_url: str | None, declared: str | None) -> str | None:
    """The address that those of a page are relative to: `<base>` counts where it is whole."""
    if not declared:
        return base_url
    try:
        base = urljoin(base_url or "", declared)
    except ValueError:
        return base_url
    return base if is_network(base) else base_url
