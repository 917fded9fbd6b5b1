"""`readable serve`: its options, and the service they ask for."""

from __future__ import annotations

import argparse
import os
from typing import Any

from readable.cli.inputs import number, whole
from readable.cli.status import DONE
from readable.errors import WrongUse

__all__ = ["add_options", "serve"]


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `readable serve`."""
    as_whole: dict[str, Any] = {"type": whole, "metavar": "N"}
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="(127.0.0.1)")
    parser.add_argument("--port", default=8000, help="0 takes a free one (8000)", **as_whole)
    parser.add_argument("--workers", help="processes that render (one a processor)", **as_whole)
    parser.add_argument(
        "--waiting",
        default=32,
        help="renders that may wait; one more is told to come again (32)",
        **as_whole,
    )
    parser.add_argument(
        "--most-seconds", type=number, default=20, metavar="S", help="of one render (20)"
    )
    parser.add_argument("--most-memory", default=512, help="of one render, in MB (512)", **as_whole)
    parser.add_argument("--most-pages", default=200, help="of one article (200)", **as_whole)
    parser.add_argument("--most-megapixels", default=200, help="of one article (200)", **as_whole)
    parser.add_argument("--most-body", default=16, help="of one request, in MB (16)", **as_whole)
    parser.add_argument(
        "--memory", default=64, help="of results kept in memory, in MB (64)", **as_whole
    )
    parser.add_argument(
        "--patience",
        type=number,
        default=30,
        metavar="S",
        help="for a client that sends, or takes, slowly (30)",
    )
    parser.add_argument(
        "--store", metavar="PLACE", help="keep results there too: a folder, redis://, s3:// …"
    )
    parser.add_argument(
        "--store-size", default=1024, help="of a folder of results, in MB (1024)", **as_whole
    )
    parser.add_argument(
        "--origin",
        action="append",
        default=[],
        metavar="https://SITE",
        help="a site whose scripts may call the service; none without it",
    )
    parser.add_argument(
        "--token-from",
        metavar="VARIABLE",
        help="the environment variable that holds the token that requests must show",
    )
    parser.add_argument("--access-log", action="store_true", help="a line for each request")


def serve(options: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    try:
        from readable.service.server import serve
    except ImportError as error:
        raise WrongUse(
            f"the service needs {error.name}", hint="pip install 'readable-vi[serve]'"
        ) from error
    from readable.batch.settings import Limits
    from readable.service.settings import Settings

    token = None
    if options.token_from is not None:
        token = os.environ.get(options.token_from)
        if not token:
            raise WrongUse(f"{options.token_from} is not set", hint="put the token into it")
    settings = Settings(
        workers=options.workers,
        waiting=options.waiting,
        limits=Limits(
            options.most_seconds, options.most_memory, options.most_pages, options.most_megapixels
        ),
        body_mb=options.most_body,
        patience_seconds=options.patience,
        token=token,
        origins=tuple(options.origin),
        memory_mb=options.memory,
        store=options.store,
        store_mb=options.store_size,
    )
    serve(settings, options.host, options.port, access_log=options.access_log)
    return DONE
