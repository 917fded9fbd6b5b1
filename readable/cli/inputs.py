"""What every command reads and writes."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from readable.errors import OutputFailed, UnreadableInput, WrongUse
from readable.replacing import replacing

if TYPE_CHECKING:
    from readable.article import Article, Loss
    from readable.findings import Finding
    from readable.preferences import Preferences

__all__ = [
    "ENRICHMENTS",
    "base_of",
    "check_encoding",
    "check_not_input",
    "chosen_of",
    "file_or_none",
    "folder",
    "folder_name",
    "input_bytes",
    "number",
    "preferences_of",
    "read",
    "report",
    "tell_losses",
    "whole",
    "write",
]

_FEW_FINDINGS = 3
ENRICHMENTS = ("abbreviations", "dates", "languages", "headings")

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
    "breaking",
    "low_contrast",
)


def preferences_of(options: argparse.Namespace) -> Preferences:
    """The reader's preferences, where the options name any."""
    from readable.preferences import Preferences

    return Preferences(**chosen_of(options))


def chosen_of(options: argparse.Namespace) -> dict[str, Any]:
    """The preferences that the options name."""
    chosen = {name: getattr(options, name) for name in _PREFERENCES}
    return {name: value for name, value in chosen.items() if value is not None}


def read(options: argparse.Namespace) -> Article:
    """The article that the options name, read as they say."""
    from readable.mending import MENDS
    from readable.reading import read_article

    if options.base is not None and not options.base.is_dir():
        raise WrongUse(f"{options.base} is no folder", hint="pass the pictures' folder")
    for name in (options.encoding, options.from_encoding):
        if name is not None:
            check_encoding(name)
    if unknown := set(options.no_mend) - MENDS.keys() - {"all"}:
        raise WrongUse(f"there is no mend {min(unknown)!r}", hint=f"name {', '.join(MENDS)} or all")
    article = read_article(
        input_bytes(options.input),
        options.encoding,
        encoding=options.from_encoding,
        find=options.extract or options.profile is not None,
        profile=options.profile,
        mends=() if "all" in options.no_mend else MENDS.keys() - set(options.no_mend),
        base_url=options.base_url,
    )
    if options.abbreviations and not {"abbreviations", "all"} & set(options.enrich):
        raise WrongUse("--abbreviations adds to --enrich", hint="add --enrich abbreviations")
    if options.enrich:
        from readable.enriching import enrich

        asked = ENRICHMENTS if "all" in options.enrich else options.enrich
        article = enrich(
            article,
            abbreviations="abbreviations" in asked,
            dates="dates" in asked,
            languages="languages" in asked,
            headings="headings" in asked,
            extra_abbreviations=options.abbreviations,
        )
    return article


def check_encoding(name: str) -> None:
    """Raises `WrongUse` for a name that is none of an encoding."""
    from readable.legacy import ENCODINGS

    if name.lower() in ENCODINGS:
        return
    try:
        "".encode(name)
    except (LookupError, ValueError) as error:
        raise WrongUse(
            f"there is no encoding {name!r}",
            hint=f"pass a name such as utf-8, {', '.join(ENCODINGS)}",
        ) from error


def input_bytes(name: str) -> bytes:
    """What a file, or standard input, holds."""
    if name == "-":
        if sys.stdin is None:
            raise UnreadableInput("standard input is closed", hint="name an HTML file")
        return sys.stdin.buffer.read()
    if not name:
        raise UnreadableInput("the input has no name", hint="pass a file, or - for standard input")
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


def input_lines(name: str) -> Iterator[str]:
    """The lines of a text file, or of standard input, without their ends; read as they are asked.

    UTF-8; a byte that is none stands as a lone surrogate, to be written as it was.
    """
    if name == "-":
        if sys.stdin is None:
            raise UnreadableInput("standard input is closed", hint="name a text file")
        yield from _decoded(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _decoded(file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(
            f"{name} cannot be read ({reason})", hint="pass a text file, or - for standard input"
        ) from error


def _decoded(file: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(file):
        if b"\0" in line:
            raise UnreadableInput(
                f"line {number + 1} holds a byte of zero, which no text in UTF-8 does",
                hint="convert the file if it is in UTF-16, or pass another",
            )
        text = line.decode("utf-8-sig" if number == 0 else "utf-8", "surrogateescape")
        yield text.removesuffix("\n").removesuffix("\r")


def file_or_none(name: str) -> Path | None:
    """The file to write that an option names, none for standard output ("-")."""
    if not name:
        raise argparse.ArgumentTypeError("the output has no name, name a file")
    return None if name == "-" else Path(name)


def number(text: str) -> float:
    """The number that an option names."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 1.6") from None


def whole(text: str) -> int:
    """The whole number that an option names."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def folder_name(name: str) -> str:
    """The name of a folder to write into; standard output ("-") takes one file only."""
    if name == "-":
        raise argparse.ArgumentTypeError("standard output takes one file, name a folder")
    if not name:
        raise argparse.ArgumentTypeError("the output has no name, name a folder")
    return name


def folder(name: str) -> Path:
    """The folder to write into that an option names."""
    return Path(folder_name(name))


def base_of(options: argparse.Namespace) -> Path | None:
    """The folder whose pictures may be read: the one given, or that of the input file."""
    if options.base is not None:
        return Path(options.base)
    return None if options.input == "-" else Path(options.input).parent


def write(content: str | bytes, path: Path | None) -> None:
    """Writes a file beside its place and renames it; text goes to standard output without one.

    A byte of a file's name that is no UTF-8 is written as \\udcff, which JSON reads as it was.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if path is None:
        if sys.stdout is None:
            raise OutputFailed("standard output is closed", hint="send it to a file")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    with replacing(path) as file:
        file.write(data)


def check_not_input(output: Path | None, *inputs: str) -> None:
    """What is read is never written over. Raises `OutputFailed`."""
    if output is None:
        return
    target = os.path.realpath(output)
    if any(name != "-" and os.path.realpath(name) == target for name in inputs):
        raise OutputFailed(f"{output} is the input", hint="choose another file")


def report(options: argparse.Namespace, article: Article, findings: Sequence[Finding]) -> None:
    """Says on standard error what was left out, mended and amiss.

    All of it with `--report`, as JSON with `--json`; else a few of what is amiss of each kind.
    """
    if options.json:
        fields = ("title", "date", "summary", "author", "source", "lang")
        told: dict[str, Any] = {name: getattr(article, name) for name in fields}
        told["losses"] = [asdict(loss) for loss in article.losses]
        told["mends"] = [asdict(mend) for mend in article.mends]
        told["findings"] = [asdict(finding) for finding in findings]
        print(json.dumps(told, ensure_ascii=False, indent=1), file=sys.stderr)
        return
    if options.report:
        tell_losses(article.losses)
        for mend in article.mends:
            print(f"mended: {mend.count} x {mend.name}{_sample(mend.sample)}", file=sys.stderr)
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, found in by_rule.items():
        shown = found if options.report else found[:_FEW_FINDINGS]
        for finding in shown:
            print(f"readable: {finding}", file=sys.stderr)
        if len(found) > len(shown):
            more = len(found) - len(shown)
            print(f"readable: {rule}: and {more} more (--report lists all)", file=sys.stderr)


def tell_losses(losses: Sequence[Loss]) -> None:
    """Says on standard error what was left out."""
    for loss in losses:
        print(f"left out: {loss.count} x {loss.kind}{_sample(loss.sample)}", file=sys.stderr)


def _sample(sample: str) -> str:
    return f" ({sample})" if sample else ""
