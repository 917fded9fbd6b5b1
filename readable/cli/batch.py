"""`readable batch`: its options, and the run they ask for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readable.cli.inputs import chosen_of, folder_name, number, whole
from readable.cli.status import DONE, SOME_FAILED
from readable.errors import WrongUse

if TYPE_CHECKING:
    from readable.batch.engine import Engine
    from readable.batch.settings import Setting

__all__ = ["add_options", "batch"]


def add_options(
    parser: argparse.ArgumentParser, papers: Sequence[str], large_print: Sequence[str]
) -> None:
    """The options of `readable batch`, but the reading preferences."""
    parser.add_argument(
        "input",
        nargs="+",
        metavar="INPUT",
        help="files, folders, patterns, archives (zip, tar, WARC), records (JSON lines, CSV), "
        "addresses; - is a list on standard input",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=folder_name,
        metavar="OUT",
        required=True,
        help="a folder, or an address",
    )
    parser.add_argument(
        "--to", default="image", metavar="image,html,pdf,text", help="what to make (image)"
    )
    parser.add_argument(
        "--profile-file",
        type=Path,
        action="append",
        default=[],
        metavar="TOML",
        help="what to make, instead of these options; each table is one, in a folder of its name",
    )
    _add_making(parser, papers, large_print)
    _add_running(parser)


def _add_making(
    parser: argparse.ArgumentParser, papers: Sequence[str], large_print: Sequence[str]
) -> None:
    group = parser.add_argument_group("what is made")
    group.add_argument("--ladder", action="store_true", help="every size, with one manifest")
    group.add_argument(
        "--large-print",
        choices=large_print,
        help="a guideline of large print: its sizes, spacing, margins and emphasis",
    )
    group.add_argument("--paper", choices=papers, help="(a4)")
    group.add_argument("--width", type=whole, metavar="PX", help="page width, instead of --paper")
    group.add_argument("--height", type=whole, metavar="PX", help="page height")
    group.add_argument("--dpi", type=whole, default=96, metavar="N", help="pixels an inch (96)")
    group.add_argument(
        "--format", default="png", choices=("png", "webp", "jpeg", "avif", "tiff"), help="(png)"
    )
    group.add_argument("--standalone", action="store_true", help="HTML as whole pages")
    group.add_argument(
        "--extract", action="store_true", help="only the article of a whole page, without menus"
    )
    group.add_argument(
        "--profile", metavar="NAME|TOML", help="how the portal builds its pages (with --extract)"
    )
    group.add_argument(
        "--base-url", metavar="URL", help="the pages' own address, for their links and pictures"
    )
    group.add_argument("--font-file", metavar="TTF", help="a font of your own")
    group.add_argument("--font-file-bold", metavar="TTF", help="its bold face")


def _add_running(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the run")
    group.add_argument(
        "--base", type=Path, metavar="DIR", help="the folder of the pictures (each file's own)"
    )
    group.add_argument("--id-column", default="id", metavar="NAME", help="of records (id)")
    group.add_argument("--html-column", default="html", metavar="NAME", help="of records (html)")
    group.add_argument("--engine", choices=("local", "dask"), default="local", help="(local)")
    group.add_argument(
        "--workers", type=whole, metavar="N", help="processes (one for each processor)"
    )
    group.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler; without one a cluster is started"
    )
    again = group.add_mutually_exclusive_group()
    again.add_argument(
        "--resume", action="store_true", help="do only what changed (this is the default)"
    )
    again.add_argument("--force", action="store_true", help="make everything again")
    again.add_argument("--dry-run", action="store_true", help="only say what would be done")
    group.add_argument("--retry", action="store_true", help="try again what failed, too")
    group.add_argument(
        "--verify", action="store_true", help="read the files that are there, and mend what changed"
    )
    group.add_argument(
        "--time-limit", type=number, default=120, metavar="SECONDS", help="for an article (120)"
    )
    group.add_argument(
        "--memory-limit", type=whole, default=1024, metavar="MB", help="for an article (1024)"
    )
    group.add_argument(
        "--most-pages", type=whole, default=1000, metavar="N", help="of an article (1000)"
    )
    group.add_argument(
        "--most-megapixels", type=whole, default=2000, metavar="N", help="of an article (2000)"
    )
    group.add_argument("--json", action="store_true", help="events as JSON lines, for a program")


def batch(options: argparse.Namespace) -> int:
    """Articles by the thousand to large print."""
    from readable.batch.inputs import Inputs
    from readable.batch.outputs import Folder, Output
    from readable.batch.records import Columns
    from readable.batch.remote import Store, is_address
    from readable.batch.run import Plan, run_batch
    from readable.batch.settings import Limits
    from readable.batch.telling import Teller

    if options.workers is not None and options.workers < 1:
        raise WrongUse(f"{options.workers} workers", hint="choose at least one")
    if options.base is not None and not options.base.is_dir():
        raise WrongUse(f"{options.base} is no folder", hint="pass the pictures' folder")
    limits = Limits(
        options.time_limit, options.memory_limit, options.most_pages, options.most_megapixels
    )
    is_remote = is_address(options.output)
    output: Output = Store(options.output) if is_remote else Folder(Path(options.output))
    columns = Columns(options.id_column, options.html_column)
    plan = Plan(
        Inputs(options.input, columns, options.base, None if is_remote else Path(options.output)),
        output,
        _settings_of(options),
        limits,
        force=options.force,
        retry=options.retry,
        thorough=options.verify,
    )
    engine = None if options.dry_run else _engine_of(options)
    counts = run_batch(plan, engine, Teller(options.json))
    return SOME_FAILED if counts["failed"] else DONE


def _settings_of(options: argparse.Namespace) -> tuple[Setting, ...]:
    from readable.batch.settings import read_settings, setting_of

    if options.profile_file:
        settings = [one for path in options.profile_file for one in read_settings(path)]
        names = [one.name for one in settings]
        if len(set(names)) < len(names):
            raise WrongUse("two profiles have one name", hint="give each another")
        return tuple(settings)
    made = {
        "to": options.to,
        "ladder": options.ladder,
        "large_print": options.large_print,
        "paper": options.paper,
        "width_px": options.width,
        "height_px": options.height,
        "pixels_per_inch": options.dpi,
        "image_format": options.format,
        "standalone": options.standalone,
        "extract": options.extract,
        "profile": options.profile,
        "base_url": options.base_url,
        "font_file": options.font_file,
        "font_file_bold": options.font_file_bold,
    }
    if options.paper is None:
        del made["paper"]
    return (setting_of("", {**made, **chosen_of(options)}),)


def _engine_of(options: argparse.Namespace) -> Engine:
    if options.engine == "dask":
        from readable.batch.cluster import Cluster

        return Cluster(options.scheduler, options.workers)
    if options.scheduler:
        raise WrongUse("--scheduler is for Dask", hint="add --engine dask")
    from readable.batch.local import Local

    return Local(options.workers)
