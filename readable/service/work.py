"""What is asked for, done: in the process of a worker, within limits."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from readable.article import Article
from readable.batch.guards import TooLarge, check_pages, clocked, less_memory
from readable.batch.settings import Limits
from readable.errors import OutputFailed, ReadableError, UnreadableInput
from readable.findings import Finding
from readable.papers import Paper
from readable.preferences import Preferences
from readable.service.asking import PREFERENCES, Asked
from readable.service.problems import Problem

__all__ = ["Answer", "Refusal", "begin", "do"]

_MOST_FINDINGS = 200
# What refuses, and answers from memory, goes before what renders.
_NICENESS = 10
# What the library helps with otherwise: here nothing is read from a folder.
_HELP = {"image-not-shown": "Send the picture itself, as a data: address."}
_CHECK_TYPES = {
    "json": "application/json",
    "html": "text/html",
    "text": "text/plain",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "earl": "application/ld+json",
}


@dataclass(frozen=True)
class Answer:
    """What came of a request."""

    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[bytes, ...] = ()
    """Pictures that the body links to, all of the type `page_type`."""
    page_type: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why nothing came of it: the kind of a `Problem`, and what it knows."""

    kind: str
    cause: str | None = None
    known: Mapping[str, Any] = field(default_factory=dict)


def begin() -> int:
    """Makes a worker of the process that it is called in; answers its number."""
    # What stops the service as a whole is sent to its workers too; it ends them when all is done.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    return os.getpid()


def do(asked: Asked, limits: Limits, folder: Path) -> Answer | Refusal:
    """What came of a request. The process ends when it takes too long.

    `folder` does not exist, and may be made and used meanwhile.
    """
    try:
        with clocked(limits.seconds), less_memory(limits.memory_mb):
            return _DOERS[asked.name](asked, limits, folder)
    except Problem as problem:
        return Refusal(problem.kind, problem.cause, problem.known)
    except TooLarge as error:
        return Refusal("limit", error.message)
    except UnreadableInput as error:
        return Refusal("unreadable", str(error))
    except OutputFailed as error:
        # The disk's fault is ours; what a format cannot hold is the article's.
        return Refusal("fault" if isinstance(error.__cause__, OSError) else "limit", str(error))
    except ReadableError as error:
        return Refusal("setting", str(error))
    except MemoryError:
        return Refusal("memory")
    except Exception as error:
        # A fault of ours that one article shows is told, and the worker goes on.
        return Refusal("fault", f"{type(error).__name__}: {error}"[:200])
    except BaseException:
        # A library in Rust that panics; what state it is in, nobody knows.
        os._exit(1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _html(asked: Asked, limits: Limits, folder: Path) -> Answer:
    from readable.markup import write_html

    options, article = asked.options, _article(asked)
    prefix = {"id_prefix": options["id_prefix"]} if "id_prefix" in options else {}
    written = write_html(
        article,
        _preferences(asked),
        standalone=options["standalone"],
        heading_level=options["heading_level"],
        **prefix,
    )
    if options["format"] == "html":
        headers = {"Readable-Findings": str(len(written.findings))}
        return Answer("text/html", written.html.encode(), headers)
    return _json({"html": written.html, **_about(article), **_told(written.findings)})


def _images(asked: Asked, limits: Limits, folder: Path) -> Answer:
    from readable.additions import Additions
    from readable.paint import ImageFormat, to_images

    options, article = asked.options, _article(asked)
    additions = Additions(
        header=options["header"], footer=options.get("footer"), addresses=options["addresses"]
    )
    images = to_images(
        article,
        _preferences(asked),
        paper=_paper(options),
        format=cast(ImageFormat, options["format"]),
        two_up=options["two_up"],
        additions=additions,
    )
    media_type = f"image/{images.format}"
    headers = {"Readable-Pages": str(len(images)), "Readable-Findings": str(len(images.findings))}
    if options["result"] == "page":
        number = options["page"]
        if number > len(images):
            raise Problem("page", count=len(images))
        check_pages(images.pages[number - 1 : number], limits)
        image = images[number - 1]
        # Percent-encoded UTF-8: headers hold no letter beyond ASCII.
        headers["Readable-Alternative"] = quote(image.alternative, safe=" ,;:()/.-")
        return Answer(media_type, image.data, headers)
    check_pages(images.pages, limits)
    if options["result"] == "zip":
        from readable.album import write_album

        return Answer("application/zip", _packed(write_album(images, folder)), headers)
    painted = list(images)
    pages = [
        {
            "number": one.number,
            "href": f"images/{asked.key}/{one.number}",
            "width": one.page.width_px,
            "height": one.page.height_px,
            "alt": one.alternative,
            "text": one.page.text,
        }
        for one in painted
    ]
    told = _json({**_about(article), "pages": pages, **_told(images.findings)})
    parts = tuple(one.data for one in painted)
    return Answer(told.media_type, told.body, headers, parts, media_type)


def _packed(paths: list[Path]) -> bytes:
    """The files in a zip file, not compressed again; the same files make the same bytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for path in paths:
            archive.writestr(ZipInfo(path.name), path.read_bytes())
    return file.getvalue()


def _text(asked: Asked, limits: Limits, folder: Path) -> Answer:
    article = _article(asked)
    if asked.options["format"] == "text":
        return Answer("text/plain", (article.text + "\n").encode())
    return _json({"text": article.text, **_about(article), **_told(article.findings)})


def _check(asked: Asked, limits: Limits, folder: Path) -> Answer:
    from readable.check import check
    from readable.check.reports import write_reports

    options = asked.options
    guideline = None if options["large_print"] == "none" else options["large_print"]
    report = check(asked.html, asked.charset, level=options["level"], large_print=guideline)
    written = write_reports([report], options["format"], options["lang"])
    media_type = _CHECK_TYPES[options["format"]]
    return Answer(
        media_type,
        written.encode("utf-8", "backslashreplace"),
        {"Readable-Findings": str(len(report.findings)), "Content-Language": options["lang"]},
    )


_DOERS: dict[str, Callable[[Asked, Limits, Path], Answer]] = {
    "html": _html,
    "images": _images,
    "text": _text,
    "check": _check,
}


def _article(asked: Asked) -> Article:
    from readable.reading import read_article

    options = asked.options
    article = read_article(
        asked.html, asked.charset, find=options["find"], base_url=options.get("base_url")
    )
    if options.get("enrich"):
        from readable.enriching import enrich

        article = enrich(article)
    return article


def _preferences(asked: Asked) -> Preferences:
    return Preferences(**{name: asked.options[name] for name in PREFERENCES})


def _paper(options: Mapping[str, Any]) -> Paper:
    named = Paper.named(options["paper"], options["dpi"])
    width, height = options.get("width", named.width_px), options.get("height", named.height_px)
    if "width" in options and "height" not in options:
        height = Paper.of_width(width).height_px
    return Paper(width, None if options["one"] else height, options.get("margin"), options["dpi"])


def _about(article: Article) -> dict[str, Any]:
    names = ("title", "date", "author", "source", "lang")
    return {name: getattr(article, name) for name in names}


def _told(findings: tuple[Finding, ...]) -> dict[str, Any]:
    told = [asdict(one) for one in findings[:_MOST_FINDINGS]]
    for one in told:
        one["help"] = _HELP.get(one["rule"], one["help"])
    return {"findings": told}


def _json(told: Mapping[str, Any]) -> Answer:
    text = json.dumps(told, ensure_ascii=False)
    return Answer("application/json", text.encode("utf-8", "backslashreplace"))
