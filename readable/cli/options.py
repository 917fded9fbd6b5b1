"""The options of each command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from readable import __version__
from readable.cli import commands as run
from readable.cli.batch import add_options as add_batch_options
from readable.cli.batch import batch as run_batch
from readable.cli.inputs import ENRICHMENTS
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


def parser() -> argparse.ArgumentParser:
    """The commands and their options; `run` in what it parses is the command to call."""
    parser = _Parser(
        prog="readable",
        description="Vietnamese web articles for people who need larger text.",
    )
    parser.add_argument("--version", action="version", version=f"readable {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    html = commands.add_parser("html", help="article HTML to accessible HTML")
    _add_input(html)
    html.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    html.add_argument(
        "--standalone", action="store_true", help="a whole page, with the two text-size controls"
    )
    html.add_argument(
        "--heading-level",
        type=int,
        choices=range(1, 7),
        default=1,
        metavar="1-6",
        help="the level of the title's heading",
    )
    _add_preferences(html)
    html.set_defaults(run=run.html)

    assets = commands.add_parser("assets", help="the style sheet and its fonts, for a portal")
    assets.add_argument("-o", "--output", type=Path, metavar="DIR", required=True)
    assets.add_argument(
        "--url",
        default="/readable/",
        metavar="ADDRESS",
        help="where the portal serves the folder, for embed.html (default: /readable/)",
    )
    assets.set_defaults(run=run.assets)

    image = commands.add_parser("image", help="article HTML to images of large-print pages")
    _add_input(image)
    image.add_argument("-o", "--output", type=Path, metavar="DIR", required=True)
    image.add_argument(
        "--paper",
        choices=PAPERS,
        help="a paper, or the screen of a kiosk, instead of --width and --height (a4)",
    )
    image.add_argument("--width", type=int, metavar="PX", help="page width (794)")
    image.add_argument(
        "--height", type=int, metavar="PX", help="page height (A4's proportion to the width)"
    )
    _add_print(image)
    image.add_argument("--two-up", action="store_true", help="two pages side by side on each image")
    image.add_argument(
        "--format", default="png", choices=("png", "webp", "jpeg", "avif", "tiff"), help="(png)"
    )
    image.add_argument(
        "--ladder", action="store_true", help="every size of the ladder, each in its own folder"
    )
    shape = image.add_mutually_exclusive_group()
    shape.add_argument("--pages", action="store_true", help="an image a page (the default)")
    shape.add_argument("--one", action="store_true", help="one image, as high as it must be")
    _add_additions(image)
    _add_font(image)
    _add_preferences(image)
    image.set_defaults(run=run.image)

    pdf = commands.add_parser("pdf", help="article HTML to tagged PDF")
    _add_input(pdf)
    pdf.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    pdf.add_argument(
        "--paper", default="a4", choices=PAPERS, help="a paper, or the screen of a kiosk (a4)"
    )
    _add_print(pdf)
    pdf.add_argument(
        "--standard",
        default="ua-2",
        choices=("ua-2", "ua-1"),
        help="what the file says it follows: PDF/UA-2, or PDF/UA-1 where that is asked for (ua-2)",
    )
    _add_additions(pdf)
    _add_font(pdf)
    _add_preferences(pdf)
    pdf.set_defaults(run=run.pdf)

    text = commands.add_parser("text", help="article HTML to canonical Unicode text")
    _add_input(text)
    text.set_defaults(run=run.text)

    clean = commands.add_parser("clean", help="HTML without what runs or tracks, markup kept")
    clean.add_argument("input", metavar="INPUT", help="an HTML file; - is standard input")
    clean.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    clean.add_argument("--encoding", metavar="NAME", help="the encoding that HTTP declared, if any")
    clean.add_argument(
        "--id-prefix", default="", metavar="PREFIX", help="put before every id of the page"
    )
    clean.add_argument(
        "--report", action="store_true", help="say on standard error what was left out"
    )
    clean.set_defaults(run=run.clean)

    wrap = commands.add_parser("wrap", help="plain text to lines, words and units kept whole")
    wrap.add_argument(
        "input",
        metavar="FILE",
        nargs="?",
        default="-",
        help="a text file, one paragraph a line; standard input without one",
    )
    wrap.add_argument(
        "--columns", type=int, default=70, metavar="N", help="the longest line, in characters (70)"
    )
    _add_breaking(wrap)
    wrap.add_argument(
        "--json-lines",
        action="store_true",
        help='reads {"text": …, "width": …} on each line, and writes for each an array of lines',
    )
    wrap.set_defaults(run=run.wrap, breaking="balanced")

    fonts = commands.add_parser("fonts", help="the bundled fonts, and what a font can draw")
    actions = fonts.add_subparsers(metavar="list | check", required=True)
    listing = actions.add_parser("list", help="the bundled families")
    listing.add_argument("--json", action="store_true", help="for a program")
    listing.set_defaults(run=run.fonts_list)
    check = actions.add_parser("check", help="whether a font file draws Vietnamese")
    check.add_argument("font", type=Path, metavar="FONT")
    check.add_argument("--json", action="store_true", help="for a program")
    check.set_defaults(run=run.fonts_check)

    _add_bench(commands)

    checking = commands.add_parser("check", help="what keeps a reader from reading a page")
    checking.add_argument(
        "inputs",
        metavar="INPUT",
        nargs="+",
        help="HTML files or folders of them; - is standard input",
    )
    checking.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="default: standard output"
    )
    checking.add_argument(
        "--format",
        default="text",
        choices=("text", "json", "html", "sarif", "junit", "earl"),
        help="(text)",
    )
    checking.add_argument("--level", default="AAA", choices=("A", "AA", "AAA"), help="(AAA)")
    checking.add_argument("--lang", default="en", choices=("vi", "en"), help="of the messages (en)")
    checking.add_argument(
        "--encoding", metavar="NAME", help="the encoding that HTTP declared, if any"
    )
    checking.add_argument(
        "--base",
        type=Path,
        metavar="DIR",
        help="the folder that pictures, fonts and style sheets are read from (the input's own)",
    )
    checking.add_argument(
        "--large-print",
        choices=(*LARGE_PRINT, "section-255"),
        metavar="NAME",
        help=f"the numbers of a guideline too: {', '.join(LARGE_PRINT)} or section-255",
    )
    checking.add_argument(
        "--baseline", type=Path, metavar="SARIF", help="an earlier result: what it knows is marked"
    )
    checking.add_argument(
        "--browser", action="store_true", help="look at the page in Chromium as well"
    )
    checking.set_defaults(run=run.check)

    batch = commands.add_parser("batch", help="articles by the thousand to large print")
    add_batch_options(batch, PAPERS, LARGE_PRINT)
    _add_preferences(batch)
    batch.set_defaults(run=run_batch)

    serving = commands.add_parser("serve", help="all of it over HTTP, with a playground")
    add_serve_options(serving)
    serving.set_defaults(run=run_serve)
    return parser


def _add_bench(commands: argparse._SubParsersAction[_Parser]) -> None:
    bench = commands.add_parser("bench", help="how fast it is, beside what else is installed")
    bench.add_argument(
        "--sizes", type=_sizes, default=(200, 400), metavar="200,400", help="in per cent"
    )
    bench.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="NAME",
        help='only this one, and in the batch too; "none" for readable alone',
    )
    bench.add_argument(
        "--only",
        action="append",
        default=[],
        choices=_BENCH_PARTS,
        metavar="PART",
        help=f"{', '.join(_BENCH_PARTS)} (all but growth, which takes minutes)",
    )
    bench.add_argument("--pairs", type=int, default=15, metavar="N", help="pairs a peer (15)")
    bench.add_argument(
        "--common",
        type=_per_cent,
        default=40,
        metavar="PER CENT",
        help="of an article's words that are common ones (40); an article that means something "
        "has as few different words as at 75",
    )
    bench.add_argument("--quick", action="store_true", help="a third of everything")
    bench.add_argument(
        "--floor", type=Path, metavar="PROGRAM", help="the program of tests/benchmarks/floor"
    )
    bench.add_argument("--json", action="store_true", help="for a program")
    bench.set_defaults(run=run.bench)


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
        "--dpi", type=int, default=96, metavar="N", help="pixels an inch, for print (96)"
    )
    parser.add_argument(
        "--large-print",
        choices=LARGE_PRINT,
        help="a guideline of large print: its sizes, spacing, margins and emphasis",
    )
    parser.add_argument(
        "--margin", type=int, metavar="PX", help="margin (9 %% of the shorter side)"
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
    group.add_argument("--line-height", type=float, metavar="1.6")
    group.add_argument("--letter-spacing", type=float, metavar="EM", dest="letter_spacing_em")
    group.add_argument("--word-spacing", type=float, metavar="EM", dest="word_spacing_em")
    group.add_argument("--paragraph-spacing", type=float, metavar="EM", dest="paragraph_spacing_em")
    group.add_argument("--measure", type=int, metavar="CHARACTERS", help="longest line (75)")
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
