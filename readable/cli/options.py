"""The options of each command."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from readable import __version__
from readable.cli import commands as run
from readable.cli.batch import add_options as add_batch_options
from readable.cli.batch import batch as run_batch
from readable.cli.inputs import ENRICHMENTS, file_or_none, folder, number, whole
from readable.cli.serving import add_options as add_serve_options
from readable.cli.serving import serve as run_serve
from readable.cli.status import WRONG_USE

__all__ = ["LARGE_PRINT", "PAPERS", "parser"]

# As in `readable.papers` and `readable.largeprint`, which are loaded only for pages.
PAPERS = ("a3", "a4", "a5", "letter", "kiosk", "kiosk-portrait")
LARGE_PRINT = ("ukaaf", "rnib", "rnib-giant", "acb", "aph", "cnib", "wcag-aaa")

_BENCH_PARTS = ("stages", "peers", "sizes", "batch", "cold", "memory", "growth")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line that says what to do next, and status 2."""
        self.exit(WRONG_USE, f"readable: {message}: see `{self.prog} --help`\n")


class _Command(_Parser):
    """What one command is told; its options are made when it is the one that is called."""

    add_options: Callable[[argparse.ArgumentParser], None] | None = None

    def parse_known_args(self, *arguments: Any, **named: Any) -> Any:
        """What `argparse` calls when it has read the command's name."""
        add_options, self.add_options = self.add_options, None
        if add_options:
            add_options(self)
        return super().parse_known_args(*arguments, **named)


def parser() -> argparse.ArgumentParser:
    """The commands and their options; `run` in what it parses is the command to call."""
    parser = _Parser(
        prog="readable",
        description="Vietnamese web articles for people who need larger text.",
    )
    parser.add_argument("--version", action="version", version=f"readable {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Command)
    for name, (summary, add_options) in _COMMANDS.items():
        commands.add_parser(name, help=summary).add_options = add_options
    return parser


def _html(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    parser.add_argument(
        "-o", "--output", type=file_or_none, metavar="FILE", help="default: standard output"
    )
    parser.add_argument(
        "--standalone", action="store_true", help="a whole page, with the two text-size controls"
    )
    parser.add_argument(
        "--heading-level",
        type=whole,
        choices=range(1, 7),
        default=1,
        metavar="1-6",
        help="the level of the title's heading",
    )
    _add_preferences(parser)
    parser.set_defaults(run=run.html)


def _assets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=folder, metavar="DIR", required=True)
    parser.add_argument(
        "--url",
        default="/readable/",
        metavar="ADDRESS",
        help="where the portal serves the folder, for embed.html (default: /readable/)",
    )
    parser.set_defaults(run=run.assets)


def _image(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    parser.add_argument("-o", "--output", type=folder, metavar="DIR", required=True)
    parser.add_argument(
        "--paper",
        choices=PAPERS,
        help="a paper, or the screen of a kiosk, instead of --width and --height (a4)",
    )
    parser.add_argument("--width", type=whole, metavar="PX", help="page width (794)")
    parser.add_argument(
        "--height", type=whole, metavar="PX", help="page height (A4's proportion to the width)"
    )
    _add_print(parser)
    parser.add_argument(
        "--two-up", action="store_true", help="two pages side by side on each image"
    )
    parser.add_argument(
        "--format", default="png", choices=("png", "webp", "jpeg", "avif", "tiff"), help="(png)"
    )
    parser.add_argument(
        "--ladder", action="store_true", help="every size of the ladder, each in its own folder"
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--pages", action="store_true", help="an image a page (the default)")
    shape.add_argument("--one", action="store_true", help="one image, as high as it must be")
    _add_additions(parser)
    _add_font(parser)
    _add_preferences(parser)
    parser.set_defaults(run=run.image)


def _pdf(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=file_or_none,
        metavar="FILE",
        required=True,
        help="- is standard output",
    )
    parser.add_argument(
        "--paper", default="a4", choices=PAPERS, help="a paper, or the screen of a kiosk (a4)"
    )
    _add_print(parser)
    parser.add_argument(
        "--standard",
        default="ua-2",
        choices=("ua-2", "ua-1"),
        help="what the file says it follows: PDF/UA-2, or PDF/UA-1 where that is asked for (ua-2)",
    )
    _add_additions(parser)
    _add_font(parser)
    _add_preferences(parser)
    parser.set_defaults(run=run.pdf)


def _text(parser: argparse.ArgumentParser) -> None:
    _add_input(parser)
    parser.set_defaults(run=run.text)


def _clean(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="an HTML file; - is standard input")
    parser.add_argument(
        "-o", "--output", type=file_or_none, metavar="FILE", help="default: standard output"
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help="the encoding that HTTP declared, if any"
    )
    parser.add_argument(
        "--id-prefix", default="", metavar="PREFIX", help="put before every id of the page"
    )
    parser.add_argument(
        "--report", action="store_true", help="say on standard error what was left out"
    )
    parser.set_defaults(run=run.clean)


def _wrap(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input",
        metavar="FILE",
        nargs="?",
        default="-",
        help="a text file, one paragraph a line; standard input without one",
    )
    parser.add_argument(
        "--columns",
        type=whole,
        default=70,
        metavar="N",
        help="the longest line, in characters (70)",
    )
    _add_breaking(parser)
    parser.add_argument(
        "--json-lines",
        action="store_true",
        help='reads {"text": …, "width": …} on each line, and writes for each an array of lines',
    )
    parser.set_defaults(run=run.wrap, breaking="balanced")


def _fonts(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(metavar="list | check", required=True)
    listing = actions.add_parser("list", help="the bundled families")
    listing.add_argument("--json", action="store_true", help="for a program")
    listing.set_defaults(run=run.fonts_list)
    check = actions.add_parser("check", help="whether a font file draws Vietnamese")
    check.add_argument("font", type=Path, metavar="FONT")
    check.add_argument("--json", action="store_true", help="for a program")
    check.set_defaults(run=run.fonts_check)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs",
        metavar="INPUT",
        nargs="+",
        help="HTML files or folders of them; - is standard input",
    )
    parser.add_argument(
        "-o", "--output", type=file_or_none, metavar="FILE", help="default: standard output"
    )
    parser.add_argument(
        "--format",
        default="text",
        choices=("text", "json", "html", "sarif", "junit", "earl"),
        help="(text)",
    )
    parser.add_argument("--level", default="AAA", choices=("A", "AA", "AAA"), help="(AAA)")
    parser.add_argument("--lang", default="en", choices=("vi", "en"), help="of the messages (en)")
    parser.add_argument(
        "--encoding", metavar="NAME", help="the encoding that HTTP declared, if any"
    )
    parser.add_argument(
        "--base",
        type=Path,
        metavar="DIR",
        help="the site's root: pictures, fonts and sheets are read from it (the input's folder)",
    )
    parser.add_argument(
        "--large-print",
        choices=(*LARGE_PRINT, "section-255"),
        metavar="NAME",
        help=f"the numbers of a guideline too: {', '.join(LARGE_PRINT)} or section-255",
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="SARIF", help="an earlier result: only what is new counts"
    )
    parser.add_argument(
        "--browser", action="store_true", help="look at the page in Chromium as well"
    )
    parser.set_defaults(run=run.check)


def _batch(parser: argparse.ArgumentParser) -> None:
    add_batch_options(parser, PAPERS, LARGE_PRINT)
    _add_preferences(parser)
    parser.set_defaults(run=run_batch)


def _serve(parser: argparse.ArgumentParser) -> None:
    add_serve_options(parser)
    parser.set_defaults(run=run_serve)


def _bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sizes", type=_sizes, default=(200, 400), metavar="200,400", help="in per cent"
    )
    parser.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="NAME",
        help='only this one, and in the batch too; "none" for readable alone',
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=_BENCH_PARTS,
        metavar="PART",
        help=f"{', '.join(_BENCH_PARTS)} (all but growth, which takes minutes)",
    )
    parser.add_argument("--pairs", type=whole, default=15, metavar="N", help="pairs a peer (15)")
    parser.add_argument(
        "--common",
        type=_per_cent,
        default=40,
        metavar="PER CENT",
        help="of an article's words that are common ones (40); an article that means something "
        "has as few different words as at 75",
    )
    parser.add_argument("--quick", action="store_true", help="a third of everything")
    parser.add_argument(
        "--floor", type=Path, metavar="PROGRAM", help="the program of tests/benchmarks/floor"
    )
    parser.add_argument("--json", action="store_true", help="for a program")
    parser.set_defaults(run=run.bench)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "html": ("article HTML to accessible HTML", _html),
    "assets": ("the style sheet and its fonts, for a portal", _assets),
    "image": ("article HTML to images of large-print pages", _image),
    "pdf": ("article HTML to tagged PDF", _pdf),
    "text": ("article HTML to canonical Unicode text", _text),
    "clean": ("HTML without what runs or tracks, markup kept", _clean),
    "wrap": ("plain text to lines, words and units kept whole", _wrap),
    "fonts": ("the bundled fonts, and what a font can draw", _fonts),
    "bench": ("how fast it is, beside what else is installed", _bench),
    "check": ("what keeps a reader from reading a page", _check),
    "batch": ("articles by the thousand to large print", _batch),
    "serve": ("all of it over HTTP, with a playground", _serve),
}


def _sizes(value: str) -> tuple[int, ...]:
    return tuple(map(_per_cent, value.split(",")))


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", help="an HTML file; - is standard input")
    parser.add_argument(
        "--encoding", metavar="NAME", help="the encoding that HTTP declared, if any"
    )
    parser.add_argument(
        "--base",
        type=Path,
        metavar="DIR",
        help="the folder that pictures are read from (the input's own)",
    )
    group = parser.add_argument_group("reading the page")
    group.add_argument(
        "--extract", action="store_true", help="only the article of a whole page, without menus"
    )
    group.add_argument(
        "--profile",
        metavar="NAME|TOML",
        help="how the portal builds its pages (with --extract; it is found out)",
    )
    group.add_argument(
        "--from",
        dest="from_encoding",
        metavar="ENCODING",
        help="the encoding, whatever the page says: tcvn3, vni, viscii, vps, windows-1258, …",
    )
    group.add_argument(
        "--base-url", metavar="URL", help="the page's own address, for its links and pictures"
    )
    group.add_argument(
        "--no-mend",
        action="append",
        default=[],
        metavar="NAME",
        help="leave a step of mending out, or all; --report names them",
    )
    group.add_argument(
        "--enrich",
        action="append",
        default=[],
        choices=("all", *ENRICHMENTS),
        help="say what abbreviations, dates, foreign sentences and bold lines are",
    )
    group.add_argument(
        "--abbreviations",
        type=Path,
        metavar="TOML",
        help='your own abbreviations, for --enrich: "QTD" = "Quỹ tín dụng"',
    )
    group.add_argument(
        "--report",
        action="store_true",
        help="say on standard error what was left out, mended or amiss",
    )
    group.add_argument("--json", action="store_true", help="the report as JSON")


def _add_print(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dpi", type=whole, default=96, metavar="N", help="pixels an inch, for print (96)"
    )
    parser.add_argument(
        "--large-print",
        choices=LARGE_PRINT,
        help="a guideline of large print: its sizes, spacing, margins and emphasis",
    )
    parser.add_argument(
        "--margin", type=whole, metavar="PX", help="margin (9 %% of the shorter side)"
    )


def _add_additions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--header", action="store_true", help="the title at the top of each page but the first"
    )
    parser.add_argument("--footer", metavar="TEXT", help="a text beside the page's number")
    parser.add_argument(
        "--addresses",
        action="store_true",
        help="number the links, and list at the end where they lead",
    )
    parser.add_argument(
        "--contents",
        action=argparse.BooleanOptionalAction,
        help="a list of the headings with their pages (in a long article)",
    )


def _add_font(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--font-file",
        type=Path,
        metavar="TTF",
        help="a font of your own instead of a bundled one; see `readable fonts check`",
    )
    parser.add_argument(
        "--font-file-bold", type=Path, metavar="TTF", help="its bold face, when it has one"
    )
    parser.add_argument(
        "--font-file-italic", type=Path, metavar="TTF", help="its italic, when it has one"
    )


def _add_preferences(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("reading preferences")
    group.add_argument("--scale", type=_per_cent, metavar="150%", help="text size (100%%)")
    group.add_argument("--font", metavar="KEY", help="sans, serif, complete, easy or literacy")
    group.add_argument(
        "--theme", metavar="NAME", help="light, dark, yellow, sepia, or #ffcc00/#202020"
    )
    group.add_argument("--line-height", type=number, metavar="1.6")
    group.add_argument("--letter-spacing", type=number, metavar="EM", dest="letter_spacing_em")
    group.add_argument("--word-spacing", type=number, metavar="EM", dest="word_spacing_em")
    group.add_argument(
        "--paragraph-spacing", type=number, metavar="EM", dest="paragraph_spacing_em"
    )
    group.add_argument("--measure", type=whole, metavar="CHARACTERS", help="longest line (75)")
    group.add_argument("--alignment", metavar="start|justify")
    _add_breaking(group)
    group.add_argument(
        "--low-contrast",
        action="store_true",
        default=None,
        help="accept two colours of a contrast below 4.5",
    )


def _add_breaking(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--breaking",
        metavar="NAME",
        help="balanced (few words parted), careful (hardly any), compact (fewest lines), first-fit",
    )


def _per_cent(value: str) -> int:
    number = value.strip().removesuffix("%").strip()
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        raise argparse.ArgumentTypeError(f"{value!r} is not a size such as 150%")
    return int(number)
