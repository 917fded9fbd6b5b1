"""The command `readable`. Each command imports what it needs when it is called."""

from __future__ import annotations

import argparse
import codecs
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from readable import __version__
from readable.errors import (
    InvalidPreference,
    OutputFailed,
    ReadableError,
    UnreadableInput,
    WrongUse,
)

if TYPE_CHECKING:
    from readable.article import Article
    from readable.findings import Finding
    from readable.preferences import Preferences

__all__ = ["main"]

DONE, SOME_FAILED, WRONG_USE, UNREADABLE = 0, 1, 2, 3

_FEW_FINDINGS = 3
_LATER = ("pdf", "check", "batch", "serve", "wrap", "bench")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; answers its exit status.

    0 done, 1 some inputs failed or the font is unfit, 2 wrong use, 3 unreadable input.
    """
    _write_utf8()
    if threading.current_thread() is threading.main_thread():
        # Ended from outside, a run takes its unfinished files away as it does for Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        status = run(options)
        sys.stdout.flush()
        return status
    except UnreadableInput as error:
        return _complain(error, UNREADABLE)
    except (InvalidPreference, OutputFailed, WrongUse) as error:
        return _complain(error, WRONG_USE)
    except ReadableError as error:
        return _complain(error, UNREADABLE)
    except BrokenPipeError:
        # The reader of our output has had enough (`readable text … | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        failed = OutputFailed(f"{error.strerror}", hint="check the disk and try again")
        return _complain(failed, WRONG_USE)
    except KeyboardInterrupt:
        print("readable: stopped", file=sys.stderr)
        return 128 + signal.SIGINT


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(error: ReadableError, status: int) -> int:
    print(f"readable: {error}", file=sys.stderr)
    return status


# ---- the command line -------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line that says what to do next, and status 2."""
        self.exit(WRONG_USE, f"readable: {message}: see `{self.prog} --help`\n")


def _parser() -> argparse.ArgumentParser:
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
    html.set_defaults(run=_run_html)

    assets = commands.add_parser("assets", help="the style sheet and its fonts, for a portal")
    assets.add_argument("-o", "--output", type=Path, metavar="DIR", required=True)
    assets.set_defaults(run=_run_assets)

    image = commands.add_parser("image", help="article HTML to images of large-print pages")
    _add_input(image)
    image.add_argument("-o", "--output", type=Path, metavar="DIR", required=True)
    image.add_argument("--width", type=int, default=794, metavar="PX", help="page width (794)")
    image.add_argument(
        "--height", type=int, metavar="PX", help="page height (A4's proportion to the width)"
    )
    image.add_argument("--margin", type=int, metavar="PX", help="margin (9 %% of the width)")
    image.add_argument(
        "--format", default="png", choices=("png", "webp", "jpeg", "avif"), help="(png)"
    )
    image.add_argument(
        "--ladder", action="store_true", help="every size of the ladder, each in its own folder"
    )
    shape = image.add_mutually_exclusive_group()
    shape.add_argument("--pages", action="store_true", help="an image a page (the default)")
    shape.add_argument("--one", action="store_true", help="one image, as high as it must be")
    image.add_argument(
        "--font-file",
        type=Path,
        metavar="TTF",
        help="a font of your own instead of a bundled one; see `readable fonts check`",
    )
    image.add_argument(
        "--font-file-bold", type=Path, metavar="TTF", help="its bold face, when it has one"
    )
    _add_preferences(image)
    image.set_defaults(run=_run_image)

    text = commands.add_parser("text", help="article HTML to canonical Unicode text")
    _add_input(text)
    text.set_defaults(run=_run_text)

    fonts = commands.add_parser("fonts", help="the bundled fonts, and what a font can draw")
    actions = fonts.add_subparsers(metavar="list | check", required=True)
    listing = actions.add_parser("list", help="the bundled families")
    listing.add_argument("--json", action="store_true", help="for a program")
    listing.set_defaults(run=_run_fonts_list)
    check = actions.add_parser("check", help="whether a font file draws Vietnamese")
    check.add_argument("font", type=Path, metavar="FONT")
    check.add_argument("--json", action="store_true", help="for a program")
    check.set_defaults(run=_run_fonts_check)

    for name in _LATER:
        later = commands.add_parser(name, help="not there yet")
        later.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
        later.set_defaults(run=_run_later, command=name)
    return parser


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
    parser.add_argument(
        "--report", action="store_true", help="say on standard error what was left out or amiss"
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
    group.add_argument(
        "--low-contrast",
        action="store_true",
        default=None,
        help="accept two colours of a contrast below 4.5",
    )


def _per_cent(value: str) -> int:
    number = value.strip().removesuffix("%").strip()
    if not number.isascii() or not number.isdigit() or len(number) > 6:
        raise argparse.ArgumentTypeError(f"{value!r} is not a size such as 150%")
    return int(number)


_PREFERENCES = (
    "scale",
    "font",
    "theme",
    "line_height",
    "letter_spacing_em",
    "word_spacing_em",
    "paragraph_spacing_em",
    "measure",
    "alignment",
    "low_contrast",
)


def _preferences(options: argparse.Namespace) -> Preferences:
    from readable.preferences import Preferences

    chosen = {name: getattr(options, name) for name in _PREFERENCES}
    return Preferences(**{name: value for name, value in chosen.items() if value is not None})


# ---- input and output -------------------------------------------------------------------------


def _read(options: argparse.Namespace) -> Article:
    from readable.reading import read_article

    if options.base is not None and not options.base.is_dir():
        raise WrongUse(f"{options.base} is no folder", hint="pass the pictures' folder")
    if options.encoding is not None:
        try:
            codecs.lookup(options.encoding)
        except (LookupError, ValueError) as error:
            raise WrongUse(
                f"there is no encoding {options.encoding!r}",
                hint="pass a name such as windows-1258",
            ) from error
    article = read_article(_input_bytes(options.input), options.encoding)
    if options.report:
        for loss in article.losses:
            sample = f" ({loss.sample})" if loss.sample else ""
            print(f"left out: {loss.count} x {loss.kind}{sample}", file=sys.stderr)
    return article


def _input_bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    if "://" in name:
        raise UnreadableInput(
            f"{name} is an address, and nothing is fetched", hint="save the page and pass the file"
        )
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(
            f"{name} cannot be read ({reason})", hint="pass an HTML file, or - for standard input"
        ) from error


def _base(options: argparse.Namespace) -> Path | None:
    """The folder whose pictures may be read: the one given, or that of the input file."""
    if options.base is not None:
        return Path(options.base)
    return None if options.input == "-" else Path(options.input).parent


def _write(content: str | bytes, path: Path | None) -> None:
    """Writes a file beside its place and renames it; text goes to standard output without one."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        # Through a link, into what it means; and a device or a pipe is written, not replaced.
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_bytes(data)
            os.replace(part, target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputFailed(
            f"{path} cannot be written ({error.strerror})",
            hint="choose a place you may write to, on a disk with room",
        ) from error


def _check_not_input(options: argparse.Namespace) -> None:
    """The article itself is never written over."""
    if options.output is None or options.input == "-":
        return
    if Path(options.input).resolve() == options.output.resolve():
        raise OutputFailed(f"{options.output} is the input", hint="choose another file")


def _report(findings: Sequence[Finding], everything: bool) -> None:
    """Says what a reader may stumble over: all of it with `--report`, else a few of each kind."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, found in by_rule.items():
        shown = found if everything else found[:_FEW_FINDINGS]
        for finding in shown:
            print(f"readable: {finding}", file=sys.stderr)
        if len(found) > len(shown):
            more = len(found) - len(shown)
            print(f"readable: {rule}: and {more} more (--report lists all)", file=sys.stderr)


# ---- commands ---------------------------------------------------------------------------------


def _run_html(options: argparse.Namespace) -> int:
    from readable.markup import write_html

    _check_not_input(options)
    written = write_html(
        _read(options),
        _preferences(options),
        standalone=options.standalone,
        heading_level=options.heading_level,
        # A fragment names its pictures as the article does; a page of its own holds them.
        base=_base(options) if options.standalone else None,
    )
    _report(written.findings, options.report)
    _write(written.html if written.html.endswith("\n") else written.html + "\n", options.output)
    if options.output:
        print(options.output)
    return DONE


def _run_image(options: argparse.Namespace) -> int:
    from readable.album import write_album
    from readable.fonts import FontSet
    from readable.layout import Paper
    from readable.paint import to_images
    from readable.preferences import LADDER

    preferences = _preferences(options)
    paper = Paper.of_width(options.width)
    height = None if options.one else options.height or paper.height_px
    paper = Paper(options.width, height, options.margin)
    fonts = FontSet.bundled()
    family = None
    if options.font_file:
        family = "own"
        fonts = fonts.with_family(family, options.font_file, options.font_file_bold)
    article = _read(options)
    chosen = [(options.output, preferences)]
    if options.ladder:
        chosen = [(options.output / str(s), replace(preferences, scale=s)) for s in LADDER]
    # All are laid out before the first is painted: a size that does not fit is said at once.
    albums = [
        (
            folder,
            to_images(
                article,
                one,
                paper=paper,
                format=options.format,
                base=_base(options),
                fonts=fonts,
                family=family,
            ),
        )
        for folder, one in chosen
    ]
    found = dict.fromkeys(one for _, images in albums for one in images.findings)
    _report(tuple(found), options.report)
    for folder, images in albums:
        for path in write_album(images, folder):
            print(path)
    return DONE


def _run_assets(options: argparse.Namespace) -> int:
    from readable.markup import stylesheet
    from readable.typefaces import typefaces

    folder: Path = options.output
    faces = typefaces().values()
    for web in (web for face in faces for web in face.web):
        _write(web.path.read_bytes(), folder / "fonts" / web.path.name)
    for face in faces:
        _write(face.license.read_bytes(), folder / "fonts" / face.license.name)
    _write(stylesheet("fonts/"), folder / "readable.css")
    print(folder / "readable.css")
    return DONE


def _run_text(options: argparse.Namespace) -> int:
    _write(_read(options).text + "\n", None)
    return DONE


def _run_fonts_list(options: argparse.Namespace) -> int:
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


def _run_fonts_check(options: argparse.Namespace) -> int:
    from readable.fontreport import as_dict, check_font, to_text

    report = check_font(options.font)
    if options.json:
        print(json.dumps(as_dict(report), ensure_ascii=False, indent=1))
    else:
        print(to_text(report))
    return SOME_FAILED if report.verdict == "unfit" else DONE


def _run_later(options: argparse.Namespace) -> int:
    print(
        f"readable: `readable {options.command}` is not there yet: see `readable --help`",
        file=sys.stderr,
    )
    return WRONG_USE
