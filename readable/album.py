"""Images of an article on disk: files, a manifest, a page with their text laid over them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, groupby
from math import inf
from operator import itemgetter
from pathlib import Path
from typing import Self

from readable.article import Article, Heading, Paragraph, Preformatted, walk
from readable.element import Markup, document, element
from readable.errors import OutputFailed
from readable.metadata import page_label
from readable.paging import Line, Page, Picture
from readable.paint import Images
from readable.replacing import alone_in

__all__ = ["text_layer", "write_album"]

_INDEX = "index.html"
_STYLE_SHEET = "index.css"
_MANIFEST = "manifest.json"
_PART = ".readable-part"
_GENERATOR = "readable"

# A browser's own font may be wider than ours: DejaVu Sans sets Vietnamese 7 % wider than Noto Sans,
# and single words more. Set smaller, a line's words spread out to stand over the picture's.
_LAYER_SIZE = 0.8


def write_album(images: Images, folder: Path, name: str = "page") -> list[Path]:
    """Writes every page, `manifest.json`, and `index.html` that shows them; answers the paths.

    As TIFF all pages are one file, and there is no index: browsers do not show it.

    All files are made beside their place first, so that a run that fails leaves the folder as it
    was; of two runs at the same time the second waits. Files of an earlier album in the same folder
    go; other files stay.

    Raises `OutputFailed` when the folder cannot be written, or holds a file of that name that no
    album wrote.
    """
    with _reporting(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder):
            names = _write(images, folder, name)
    return [folder / file_name for file_name in names]


def _write(images: Images, folder: Path, name: str) -> list[str]:
    part = folder / _PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        names = _write_parts(images, part, name)
        earlier = _earlier_files(folder)
        _check_foreign(folder, set(names) - earlier)
        # In this order a run cut off here leaves no page that the manifest does not name, so
        # that the next run knows all for its own. The index goes last: whoever opens it
        # finds every page it shows.
        for file_name in earlier - set(names):
            (folder / file_name).unlink(missing_ok=True)
        for file_name in dict.fromkeys((_MANIFEST, *names)):
            os.replace(part / file_name, folder / file_name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return names


def _write_parts(images: Images, part: Path, name: str) -> list[str]:
    is_one_file = images.format == "tiff"
    names = [f"{name}s.tiff"] if is_one_file else []
    entries = []
    if is_one_file:
        with (part / names[0]).open("wb") as file:
            images.write_tiff(file)
        entries = [_entry(images, page, names[0]) for page in images.pages]
    else:
        digits = max(2, len(str(len(images))))
        for image in images:
            names.append(f"{name}-{image.number:0{digits}}.{_extension(image.format)}")
            (part / names[-1]).write_bytes(image.data)
            entries.append(_entry(images, image.page, names[-1]) | {"bytes": len(image.data)})
    manifest: dict[str, object] = {
        "generator": _GENERATOR,
        "title": images.article.title,
        "date": images.article.date,
        "author": images.article.author,
        "source": images.article.source,
        "lang": images.article.lang,
        "preferences": images.preferences.to_query(),
        "pages": entries,
    }
    if images.addresses:
        manifest["addresses"] = images.addresses
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (part / _MANIFEST).write_text(text + "\n", encoding="utf-8")
    if is_one_file:
        return [*names, _MANIFEST]
    index, style_sheet = _index(images, names)
    (part / _STYLE_SHEET).write_text(style_sheet, encoding="utf-8")
    (part / _INDEX).write_text(index, encoding="utf-8")
    return [*names, _MANIFEST, _STYLE_SHEET, _INDEX]


def _entry(images: Images, page: Page, file_name: str) -> dict[str, object]:
    """What the manifest says of a page."""
    return {
        "file": file_name,
        "width": page.width_px,
        "height": page.height_px,
        "alt": images.alternative(page),
        "text": page.text,
    }


def _earlier_files(folder: Path) -> set[str]:
    """The files of an album that is in the folder, as its manifest names them."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        names = {str(page["file"]) for page in manifest["pages"]}
        is_album = manifest["generator"] == _GENERATOR
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    if not is_album:
        return set()
    pages = {name for name in names if Path(name).name == name and not name.startswith(".")}
    has_index = not any(name.endswith(".tiff") for name in pages)
    return {*pages, _MANIFEST, *((_STYLE_SHEET, _INDEX) if has_index else ())}


def _check_foreign(folder: Path, names: set[str]) -> None:
    """No file goes that an album did not write: the article itself may be among them."""
    for name in sorted(names):
        if (folder / name).exists():
            raise OutputFailed(
                f"{folder / name} is there already, and not from an earlier run",
                hint="choose another folder",
            )


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


def _index(images: Images, names: list[str]) -> tuple[str, str]:
    """The page that shows the pictures, and its style sheet."""
    article = images.article
    title = article.title or images.article.text[:60]
    colours = images.preferences.colours
    rules = [
        _STYLE,
        f"html{{color:{colours.foreground};background:{colours.background}}}",
        f".page{{width:min(100%,{images.pages[0].width_px}px)}}",
    ]
    sections = []
    languages = Languages.of(article)
    for page, name in zip(images.pages, names, strict=False):
        layer, own_rules = text_layer(page, languages)
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
        element("link", rel="stylesheet", href=_STYLE_SHEET),
    )
    main = [element("main", *sections)]
    if images.addresses:
        items = [element("li", element("a", one, href=one)) for one in images.addresses]
        main.append(element("footer", element("ol", *items, class_="addresses")))
    index = document(head, main, lang=article.lang)
    return index, "\n".join(rules) + "\n"


@dataclass(slots=True)
class Languages:
    """Which parts of an article's paragraphs are in another language, told line by line."""

    parts: dict[int, list[tuple[int, int, str]]]
    """By paragraph: where each part begins and ends, and its language."""
    _said: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article) -> Self:
        """Those that the article marks."""
        parts: dict[int, list[tuple[int, int, str]]] = {}
        paragraphs = (
            block
            for block in walk(article.blocks)
            if isinstance(block, Paragraph | Heading | Preformatted)
        )
        for number, block in enumerate(paragraphs):
            end = 0
            for run in block.runs:
                start, end = end, end + len(run.text)
                if run.lang:
                    parts.setdefault(number, []).append((start, end, run.lang))
        return cls(parts)

    def marked(self, line: Line) -> list[Markup | str]:
        """The text of the paragraph's next line, what is in another language in elements."""
        if line.block not in self.parts:
            return [line.text]
        begin = self._said.get(line.block, 0)
        length = len(line.text)
        self._said[line.block] = begin + length
        found: list[Markup | str] = []
        at = 0
        for start, end, lang in self.parts[line.block]:
            first, last = max(start - begin, at), min(end - begin, length)
            if first < last:
                found += [line.text[at:first], element("span", line.text[first:last], lang=lang)]
                at = last
        return [*found, line.text[at:]]


def text_layer(page: Page, languages: Languages | None = None) -> tuple[Markup, str]:
    """The page's text as elements to lay over its picture, and the CSS rules that place them.

    One element a paragraph or heading, one `<span>` a line, and one a picture, as they are read;
    their text is the page's, character by character, and where a table's rows are records, what
    stands with their values. `languages` marks what is in another; pages are to come in their
    order. Places and sizes are in `cqi`, hundredths of the page's width. Paragraphs follow each
    other in the flow, so that copying them puts each on a line of its own.
    """
    unit = 100 / page.width_px
    names = (f"t{page.number}-{number}" for number in count(1))
    blocks: list[Markup] = []
    rules: list[str] = []
    bottom = 0
    for piece in _pieces(page):
        if isinstance(piece, Picture):
            name = next(names)
            blocks.append(element("div", role="img", aria_label=piece.alt, id=name))
            lengths = (("left", piece.left_px), ("top", piece.top_px))
            sizes = (("width", piece.width_px), ("height", piece.height_px))
            rules.append(_rule(name, unit, *lengths, *sizes))
            continue
        lines, (_, tag, lang) = piece, _block_of(piece[0])
        left = min(line.left_px for line in lines)
        width = max(line.left_px + line.width_px for line in lines) - left
        size = max((word.size_px for line in lines for word in line.words), default=0.0)
        name = next(names)
        rules.append(
            _rule(
                name,
                unit,
                ("margin-left", left),
                ("margin-top", lines[0].top_px - bottom),
                ("width", width),
                ("font-size", size * _LAYER_SIZE),
            )
        )
        bottom = lines[-1].top_px + lines[-1].height_px
        spans = []
        for line in lines:
            own = next(names)
            if line.label is not None:
                said: list[Markup | str] = [line.label.text]
            else:
                said = [line.text] if languages is None else languages.marked(line)
            spans.append(element("span", *said, id=own))
            before = line.left_px - left
            after = width - before - line.width_px
            sides = (("padding-inline-start", before),) if before else ()
            lengths = (("line-height", line.height_px), *sides, ("padding-inline-end", after))
            rules.append(_rule(own, unit, *lengths))
        blocks.append(element(tag, *spans, id=name, lang=lang))
    return element("div", *blocks, class_="text"), "\n".join(rules)


def _pieces(page: Page) -> list[list[Line] | Picture]:
    """The lines of each paragraph and label that is drawn, and the pictures, as they are read."""
    placed: list[tuple[tuple[float, ...], list[Line] | Picture]] = []
    for _, group in groupby(page.lines, key=_block_of):
        lines = [line for line in group if line.height_px]
        if not lines:
            continue
        label = lines[0].label
        if label is not None:
            placed.append(((label.block, label.picture, 0), lines))
        elif lines[0].block >= 0:
            placed.append(((lines[0].block, inf), lines))
    for picture in page.pictures:
        if picture.alt:
            placed.append(((picture.block, picture.number, 1), picture))
    return [piece for _, piece in sorted(placed, key=itemgetter(0))]


def _block_of(line: Line) -> tuple[object, str, str | None]:
    label = line.label
    number = line.block if label is None else (label.block, label.picture, label.number)
    return number, line.tag, line.lang


def _rule(name: str, unit: float, *lengths: tuple[str, float]) -> str:
    declarations = ";".join(f"{what}:{length * unit:.3f}cqi" for what, length in lengths)
    return f"#{name}{{{declarations}}}"


_STYLE = """\
body{margin:0}
main{display:grid;justify-items:center;gap:2rem;padding:1rem 0}
.page{position:relative;container-type:inline-size;outline:1px solid GrayText}
.page img{display:block;width:100%;height:auto}
.text{position:absolute;inset:0;color:transparent;font-family:sans-serif;line-height:0}
.text>*{margin:0;font-weight:400;white-space:nowrap;text-align:justify;text-align-last:justify}
.text>pre{white-space:pre;font-family:inherit}
.text>[role]{position:absolute}
.text>*>span::after{content:"\\A";white-space:pre}
footer{max-width:45em;margin:auto;padding:1rem;overflow-wrap:anywhere}
footer a{color:inherit}
.text ::selection{background:Highlight;color:transparent}
@media print{main{display:block;padding:0}.page{break-after:page;outline:0}}
"""
