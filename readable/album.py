"""Images of an article on disk: files, a manifest, a page with their text laid over them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, groupby
from pathlib import Path

from readable.errors import OutputFailed
from readable.markup import Markup, document, element
from readable.metadata import page_label
from readable.paging import Line, Page
from readable.paint import Images

__all__ = ["text_layer", "write_album"]

_INDEX = "index.html"
_MANIFEST = "manifest.json"
_PART = ".readable-part"

# A browser's own font may be wider than ours; set a little smaller, a line's words spread out to
# its ends and stand over those of the picture.
_LAYER_SIZE = 0.92


def write_album(images: Images, folder: Path, name: str = "page") -> list[Path]:
    """Writes every page, `manifest.json`, and `index.html` that shows them; answers the paths.

    All files are made beside their place first, so that a run that fails leaves the folder as it
    was. Pages of an earlier, longer album in the same folder go; other files stay.

    Raises `OutputFailed` when the folder cannot be written.
    """
    with _reporting(folder):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / _PART
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        try:
            names = _write_parts(images, part, name)
            stale = _earlier_pages(folder) - set(names)
            # The index goes last: whoever opens it finds every page it shows.
            for file_name in names:
                os.replace(part / file_name, folder / file_name)
            for file_name in stale:
                (folder / file_name).unlink(missing_ok=True)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return [folder / file_name for file_name in names]


def _write_parts(images: Images, part: Path, name: str) -> list[str]:
    digits = max(2, len(str(len(images))))
    entries = []
    names = []
    for image in images:
        file_name = f"{name}-{image.number:0{digits}}.{_extension(image.format)}"
        (part / file_name).write_bytes(image.data)
        names.append(file_name)
        entries.append(
            {
                "file": file_name,
                "width": image.page.width_px,
                "height": image.page.height_px,
                "bytes": len(image.data),
                "alt": image.alternative,
                "text": image.page.text,
            }
        )
    manifest = {
        "title": images.article.title,
        "lang": images.article.lang,
        "preferences": images.preferences.to_query(),
        "pages": entries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (part / _MANIFEST).write_text(text + "\n", encoding="utf-8")
    (part / _INDEX).write_text(_index(images, names), encoding="utf-8")
    return [*names, _MANIFEST, _INDEX]


def _earlier_pages(folder: Path) -> set[str]:
    """The pages that the folder's manifest names: plain file names in this folder only."""
    try:
        pages = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))["pages"]
        names = {str(page["file"]) for page in pages}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if Path(name).name == name and not name.startswith(".")}


@contextmanager
def _reporting(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputFailed(
            f"{folder} cannot be written ({error.strerror or error})",
            hint="choose a folder you may write to, on a disk with room",
        ) from error


def _extension(image_format: str) -> str:
    return "jpg" if image_format == "jpeg" else image_format


# ---- the page ---------------------------------------------------------------------------------


def _index(images: Images, names: list[str]) -> str:
    article = images.article
    title = article.title or images.article.text[:60]
    colours = images.preferences.colours
    rules = [
        _STYLE,
        f"html{{color:{colours.foreground};background:{colours.background}}}",
        f".page{{width:min(100%,{images.pages[0].width_px}px)}}",
    ]
    sections = []
    for page, name in zip(images.pages, names, strict=False):
        layer, own_rules = text_layer(page)
        rules.append(own_rules)
        label = page_label(page.number, len(images), article.lang)
        sections.append(
            element(
                "section",
                element(
                    "img",
                    src=name,
                    alt=images.alternative(page),
                    width=page.width_px,
                    height=page.height_px,
                    loading="lazy" if page.number > 2 else None,
                ),
                layer,
                class_="page",
                id=f"page-{page.number}",
                aria_label=label,
            )
        )
    head = (
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", "\n".join(rules)),
    )
    return document(head, [element("main", *sections)], lang=article.lang)


def text_layer(page: Page) -> tuple[Markup, str]:
    """The page's text as elements to lay over its picture, and the CSS rules that place them.

    One element a paragraph or heading, one `<span>` a line; their text is the page's, character
    by character. Places and sizes are in `cqi`, hundredths of the page's width.
    """
    unit = 100 / page.width_px
    names = (f"t{page.number}-{number}" for number in count(1))
    blocks: list[Markup] = []
    rules: list[str] = []
    for (block, tag, lang), group in groupby(page.lines, key=_block_of):
        if block < 0:
            continue
        lines = list(group)
        width = max(line.width_px for line in lines)
        name = next(names)
        rules.append(_place(name, lines[0].left_px, lines[0].top_px, width, unit))
        spans = []
        for line in lines:
            own = next(names)
            spans.append(element("span", line.text, id=own))
            rules.append(_line_rule(own, line, width - line.width_px, unit))
        blocks.append(element(tag, *spans, id=name, lang=lang))
    for picture in page.pictures:
        if picture.alt:
            name = next(names)
            blocks.append(element("div", role="img", aria_label=picture.alt, id=name))
            rules.append(_place(name, picture.left_px, picture.top_px, picture.width_px, unit))
            rules.append(f"#{name}{{height:{picture.height_px * unit:.3f}cqi}}")
    return element("div", *blocks, class_="text"), "\n".join(rules)


def _block_of(line: Line) -> tuple[int, str, str | None]:
    return line.block, line.tag, line.lang


def _place(name: str, left_px: float, top_px: float, width_px: float, unit: float) -> str:
    left, top, width = (f"{length * unit:.3f}cqi" for length in (left_px, top_px, width_px))
    return f"#{name}{{left:{left};top:{top};width:{width}}}"


def _line_rule(name: str, line: Line, shorter_px: float, unit: float) -> str:
    size = max((word.size_px for word in line.words), default=0.0) * _LAYER_SIZE
    return (
        f"#{name}{{font-size:{size * unit:.3f}cqi;line-height:{line.height_px * unit:.3f}cqi;"
        f"padding-inline-end:{shorter_px * unit:.3f}cqi}}"
    )


# A line ends where ours does by a line feed that is in the style sheet only: the paragraph stays
# one text to select, copy, search and read aloud. Its words spread out to our line's ends.
_STYLE = """\
body{margin:0}
main{display:grid;justify-items:center;gap:2rem;padding:1rem 0}
.page{position:relative;container-type:inline-size;outline:1px solid GrayText}
.page img{display:block;width:100%;height:auto}
.text>*{position:absolute;margin:0;font-size:0;font-weight:400;line-height:0;color:transparent}
.text>*{font-family:sans-serif;white-space:nowrap;text-align:justify;text-align-last:justify}
.text>pre{white-space:pre}
.text span::after{content:"\\A";white-space:pre}
.text ::selection{background:Highlight;color:transparent}
@media print{main{display:block;padding:0}.page{break-after:page;outline:0}}
"""
