"""`readable check`: pages in, one report of all of them out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from readable.cli.inputs import check_encoding, check_not_input, input_bytes, write
from readable.cli.status import DONE, SOME_FAILED, UNREADABLE
from readable.errors import UnreadableInput, WrongUse

if TYPE_CHECKING:
    from readable.check import Report

__all__ = ["run"]

_PAGES = (".html", ".htm", ".xhtml")
# Spaces and byte order marks, in UTF-8, UTF-16 and UTF-32.
_NOTHING = b" \t\n\r\f\0\xef\xbb\xbf\xfe\xff"


def run(options: argparse.Namespace) -> int:
    """Checks every input; what cannot be read is said, and the others are checked all the same."""
    from readable.check.reports import write_reports
    from readable.check.reports.sarif import read_baseline, to_sarif

    if options.encoding is not None:
        check_encoding(options.encoding)
    if options.base is not None and not options.base.is_dir():
        raise WrongUse(f"{options.base} is no folder", hint="pass the pictures' folder")
    known = None if options.baseline is None else read_baseline(options.baseline)
    reports: list[Report] = []
    unread = 0
    names = list(_inputs(options.inputs))
    check_not_input(options.output, *names)
    for name in names:
        try:
            reports.append(_check(name, options))
        except UnreadableInput as error:
            if len(options.inputs) == 1 and name == options.inputs[0]:
                raise
            unread += 1
            told = str(error)
            print(f"readable: {told if name in told else f'{name}: {told}'}", file=sys.stderr)
    if options.format == "sarif":
        written = to_sarif(reports, options.lang, known)
    else:
        written = write_reports(reports, options.format, options.lang)
    write(written, options.output)
    if options.output:
        print(options.output)
    found = (
        [one for one in reports if one.failed]
        if known is None
        else list(filter(known.has_new, reports))
    )
    if found:
        return SOME_FAILED
    return UNREADABLE if unread else DONE


def _inputs(names: list[str]) -> Iterator[str]:
    """The inputs, a folder as the pages in it."""
    for name in names:
        if name not in ("", "-") and "://" not in name and Path(name).is_dir():
            found = sorted(_pages_in(name))
            if not found:
                raise UnreadableInput(
                    f"{name} holds no pages", hint="pass a folder with .html files"
                )
            yield from map(str, found)
        else:
            yield name


def _pages_in(folder: str) -> Iterator[Path]:
    """The pages below a folder, links to folders not followed; what cannot be opened is said."""

    def complain(error: OSError) -> None:
        print(f"readable: {error.filename} cannot be read ({error.strerror})", file=sys.stderr)

    for place, _, names in os.walk(folder, onerror=complain):
        for path in (Path(place, name) for name in names):
            # A pipe would be waited for; a link that leads nowhere is told when it is opened.
            if path.suffix.lower() in _PAGES and (path.is_file() or path.is_symlink()):
                yield path


def _check(name: str, options: argparse.Namespace) -> Report:
    from readable.check import check

    base = options.base
    if options.browser:
        if name != "-" and "://" not in name:
            _content(name)
        from readable.check.browser import check_in_browser

        return check_in_browser(
            name,
            level=options.level,
            large_print=options.large_print,
            base=base,
            views=options.format == "html",
        )
    return check(
        _content(name),
        options.encoding,
        level=options.level,
        base=base,
        folder=None if name == "-" else Path(name).parent,
        name="" if name == "-" else name,
        large_print=options.large_print,
        views=options.format == "html",
    )


def _content(name: str) -> bytes:
    """The bytes of a page in which there is something to check."""
    source = input_bytes(name)
    if not source.strip(_NOTHING):
        raise UnreadableInput(
            f"there is nothing to check: {'standard input' if name == '-' else name} is empty",
            hint="pass an HTML page",
        )
    return source
