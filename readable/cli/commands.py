"""The commands. Each imports what it needs when it is called."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readable.cli.inputs import (
    base_of,
    check_encoding,
    check_not_input,
    chosen_of,
    input_bytes,
    input_lines,
    preferences_of,
    read,
    report,
    tell_losses,
    write,
)
from readable.cli.status import DONE, SOME_FAILED
from readable.errors import UnreadableInput, WrongUse
from readable.patterns import pattern

if TYPE_CHECKING:
    from readable.additions import Additions
    from readable.fonts import FontSet
    from readable.largeprint import LargePrint
    from readable.papers import Paper
    from readable.preferences import Preferences

__all__ = [
    "assets",
    "bench",
    "check",
    "clean",
    "fonts_check",
    "fonts_list",
    "html",
    "image",
    "pdf",
    "text",
    "wrap",
]


def html(options: argparse.Namespace) -> int:
    """Article HTML to accessible HTML."""
    from readable.markup import write_html

    check_not_input(options.output, options.input)
    article = read(options)
    written = write_html(
        article,
        preferences_of(options),
        standalone=options.standalone,
        heading_level=options.heading_level,
        # A fragment names its pictures as the article does; a page of its own holds them.
        base=base_of(options) if options.standalone else None,
    )
    report(options, article, written.findings)
    write(written.html if written.html.endswith("\n") else written.html + "\n", options.output)
    if options.output:
        print(options.output)
    return DONE


def image(options: argparse.Namespace) -> int:
    """Article HTML to images of large-print pages."""
    from readable.album import write_album
    from readable.paint import to_images
    from readable.preferences import LADDER

    if options.ladder and options.scale is not None:
        raise WrongUse("--ladder makes every size", hint="leave --scale out")
    standard, preferences = _asked_of(options)
    paper = _paper_of(options)
    fonts, family = _fonts_of(options)
    additions = _additions_of(options)
    article = read(options)
    sizes: tuple[int, ...] = LADDER
    if standard:
        paper, article = standard.paper(paper), standard.article(article)
        sizes = tuple(size for size in LADDER if size >= (standard.least_scale or 0))
    chosen = [(options.output, preferences)]
    if options.ladder:
        chosen = [(options.output / str(s), replace(preferences, scale=s)) for s in sizes]
    # All are laid out before the first is painted: a size that does not fit is said at once.
    albums = [
        (
            folder,
            to_images(
                article,
                one,
                paper=paper,
                format=options.format,
                base=base_of(options),
                fonts=fonts,
                family=family,
                two_up=options.two_up,
                additions=additions,
            ),
        )
        for folder, one in chosen
    ]
    found = dict.fromkeys(one for _, images in albums for one in images.findings)
    report(options, article, tuple(found))
    for folder, images in albums:
        for path in write_album(images, folder):
            print(path)
    return DONE


def _paper_of(options: argparse.Namespace) -> Paper:
    from readable.papers import Paper

    has_size = options.width is not None or options.height is not None
    if options.paper and has_size:
        raise WrongUse(
            f"--paper {options.paper} has a size of its own", hint="leave --width and --height out"
        )
    if options.one and options.two_up:
        raise WrongUse("--one makes one image, without pages", hint="leave --two-up out")
    if options.one and options.height is not None:
        raise WrongUse("--one makes an image as high as it must be", hint="leave --height out")
    if options.one and (options.header or options.footer or options.contents):
        raise WrongUse(
            "--one makes one image, without pages", hint="leave --header, --footer, --contents out"
        )
    paper = Paper.named(options.paper or "a4", options.dpi)
    if has_size:
        width = Paper().width_px if options.width is None else options.width
        height = options.height
        paper = Paper.of_width(width) if height is None else Paper(width, height)
    height = None if options.one else paper.height_px
    return Paper(paper.width_px, height, options.margin, options.dpi)


def _asked_of(options: argparse.Namespace) -> tuple[LargePrint | None, Preferences]:
    """The guideline of large print that the options name, and the preferences with it."""
    if not options.large_print:
        return None, preferences_of(options)
    from readable.largeprint import LARGE_PRINT_STANDARDS

    standard = LARGE_PRINT_STANDARDS[options.large_print]
    return standard, standard.preferences(**chosen_of(options))


def _fonts_of(options: argparse.Namespace) -> tuple[FontSet, str | None]:
    """The fonts, and the family of the text where it is the caller's own."""
    from readable.fonts import FontSet

    fonts = FontSet.bundled()
    if not options.font_file:
        if options.font_file_bold or options.font_file_italic:
            raise WrongUse(
                "a bold or italic face goes with another", hint="pass that with --font-file"
            )
        return fonts, None
    own = (options.font_file, options.font_file_bold, options.font_file_italic)
    return fonts.with_family("own", *own), "own"


def _additions_of(options: argparse.Namespace) -> Additions:
    from readable.additions import Additions

    return Additions(options.header, options.footer, options.contents, options.addresses)


def pdf(options: argparse.Namespace) -> int:
    """Article HTML to tagged PDF."""
    from readable.papers import Paper
    from readable.pdf import to_pdf

    check_not_input(options.output, options.input)
    standard, preferences = _asked_of(options)
    paper = replace(Paper.named(options.paper, options.dpi), margin_px=options.margin)
    fonts, family = _fonts_of(options)
    article = read(options)
    if standard:
        paper, article = standard.paper(paper), standard.article(article)
    document = to_pdf(
        article,
        preferences,
        paper=paper,
        standard=options.standard,
        base=base_of(options),
        fonts=fonts,
        family=family,
        additions=_additions_of(options),
    )
    report(options, article, document.findings)
    if options.output:
        document.write(options.output)
        print(options.output)
    else:
        write(document.data(), None)
    return DONE


def assets(options: argparse.Namespace) -> int:
    """The style sheet and its fonts, and the toolbar, for a portal."""
    from readable import widget
    from readable.typefaces import typefaces

    folder: Path = options.output
    faces = typefaces().values()
    for web in (web for face in faces for web in face.web):
        write(web.path.read_bytes(), folder / "fonts" / web.path.name)
    for face in faces:
        write(face.license.read_bytes(), folder / "fonts" / face.license.name)
    names = (*widget.ARTICLE_FILES, *widget.FILES)
    written: dict[str, str | bytes] = {name: widget.file(name) for name in names}
    written["toolbar.json"] = widget.manifest()
    written["embed.html"] = widget.embedded(options.url)
    for name, content in written.items():
        write(content, folder / name)
        print(folder / name)
    return DONE


def clean(options: argparse.Namespace) -> int:
    """HTML without what runs or tracks."""
    from readable.encodings import decode_html
    from readable.sanitising import sanitise

    check_not_input(options.output, options.input)
    if options.encoding is not None:
        check_encoding(options.encoding)
    decoded = decode_html(input_bytes(options.input), options.encoding)
    cleaned = sanitise(decoded.text, options.id_prefix)
    if options.report:
        tell_losses(cleaned.losses)
    write(cleaned.html, options.output)
    if options.output:
        print(options.output)
    return DONE


def text(options: argparse.Namespace) -> int:
    """Article HTML to canonical Unicode text."""
    article = read(options)
    report(options, article, article.findings)
    write(article.text + "\n", None)
    return DONE


# Half of a surrogate pair, which JSON can name, is nothing that UTF-8 can.
_HALVES = pattern("[\ud800-\udfff]")


def wrap(options: argparse.Namespace) -> int:
    """Plain text to lines of so many characters."""
    from readable.wrapping import wrap

    for number, line in enumerate(input_lines(options.input), 1):
        if options.json_lines:
            if not line.strip():
                continue
            text, width = _text_and_width(line, number, options.columns)
            wrapped = wrap(text, width, breaking=options.breaking)
            lines = [json.dumps(wrapped, ensure_ascii=bool(_HALVES.search(text)))]
        else:
            lines = wrap(line, options.columns, breaking=options.breaking) or [""]
        # A byte that is no UTF-8 goes out as it came in.
        write("".join(f"{one}\n" for one in lines).encode("utf-8", "surrogateescape"), None)
    return DONE


def _text_and_width(line: str, number: int, columns: int) -> tuple[str, int]:
    """What a line of JSON asks to be wrapped, and how wide."""
    try:
        asked = json.loads(line)
        text, width = asked["text"], asked.get("width", columns)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        text = width = None
    if not isinstance(text, str) or type(width) is not int:
        raise UnreadableInput(
            f"line {number} asks for nothing to be wrapped",
            hint='write an object such as {"text": "Tỉnh Bắc Kạn", "width": 24} on each line',
        )
    if width < 1 <= columns:
        raise UnreadableInput(
            f"line {number} asks for lines of {width} characters",
            hint="choose a width of at least 1",
        )
    return text, width


def fonts_list(options: argparse.Namespace) -> int:
    """The bundled families."""
    from readable.typefaces import typefaces

    faces = [asdict(face) for face in typefaces().values()]
    if options.json:
        print(json.dumps(faces, ensure_ascii=False, indent=1, default=_plain))
        return DONE
    for face in typefaces().values():
        print(f"{face.key:9} {face.name:18} {face.regular}")
    return DONE


def _plain(value: Any) -> str:
    return str(value)


def fonts_check(options: argparse.Namespace) -> int:
    """Whether a font file draws Vietnamese."""
    from readable.fontreport import as_dict, check_font, to_text

    report = check_font(options.font)
    if options.json:
        print(json.dumps(as_dict(report), ensure_ascii=False, indent=1))
    else:
        print(to_text(report))
    return SOME_FAILED if report.verdict == "unfit" else DONE


def bench(options: argparse.Namespace) -> int:
    """How fast it is, beside the peers that are installed."""
    from readable.bench.report import to_json, to_markdown
    from readable.bench.runs import PARTS, PEERS, Plan, measure
    from readable.preferences import Preferences

    unknown = [name for name in options.peer if name not in (*PEERS, "none")]
    if unknown:
        raise WrongUse(f"there is no peer {unknown[0]!r}", hint=f"choose of {', '.join(PEERS)}")
    for size in options.sizes:
        Preferences(scale=size)
    if options.pairs < 1:
        raise WrongUse(f"{options.pairs} pairs", hint="choose at least one")
    if options.floor is not None and not options.floor.is_file():
        raise WrongUse(f"there is no program {options.floor}", hint="build it first")
    peers = tuple(name for name in PEERS if not options.peer or name in options.peer)
    plan = Plan(
        scales=options.sizes,
        parts=tuple(part for part in PARTS if part in options.only) or PARTS[:-1],
        peers=peers,
        pairs=options.pairs,
        common=min(options.common, 100) / 100,
        floor=options.floor,
    )
    if options.quick:
        plan = replace(plan, pairs=max(1, plan.pairs // 3), batch=60, rounds=3, largest_kb=1000)

    def tell(what: str) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)

    results = measure(plan, tell)
    tell("")
    print(to_json(results) if options.json else to_markdown(results), end="")
    return DONE


def check(options: argparse.Namespace) -> int:
    """What keeps a reader from reading a page."""
    from readable.cli.checking import run

    return run(options)
