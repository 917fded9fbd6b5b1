"""One article made, in the process of a worker: into a folder beside the output."""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from readable.addresses import local_file
from readable.article import Article, Figure, walk
from readable.batch.beside import put_beside
from readable.batch.found import Beside
from readable.batch.guards import TooLarge, check_pages, clocked, give_back, less_memory
from readable.batch.remote import put
from readable.batch.scratch import own_folder
from readable.batch.settings import Limits, Setting
from readable.errors import ImageRefused, OutputFailed, ReadableError, UnreadableInput
from readable.preferences import Preferences

if TYPE_CHECKING:
    from readable.findings import Finding
    from readable.fonts import FontSet
    from readable.paint import Images

__all__ = ["Job", "Made", "died", "fingerprints", "hash_file", "make", "make_all", "warm"]

_OWN_FAMILY = "own"
_MOST_FINDINGS = 20
_LONGEST_TARGET = 80
# The pieces are gone through in some milliseconds: not after each chunk.
_CHUNKS_UNTIL_TIDY = 8
_chunks = count(1)
_OBJECTS_UNTIL_A_LOOK = 20_000


@dataclass(frozen=True)
class Job:
    """One article to be made: all that a worker needs, wherever it is."""

    id: str
    html: bytes
    http_encoding: str | None
    base: Path | None
    setting: Setting
    limits: Limits
    parts: Path | None
    """The folder that its own is made in; one of the worker's machine without it."""
    beside: Beside | None = None
    """Where its pictures are when there is no folder `base`."""
    target: str | None = None
    """The address where the worker is to put the files, if it is to."""


@dataclass(frozen=True)
class Made:
    """What came of a job: files in its folder, or the reason why not."""

    id: str
    failure: str | None = None
    """The kind of failure: unreadable, limit, setting, memory, time, died, fault, output."""
    reason: str = ""
    part: Path | None = None
    """The folder that holds its files. No other attempt has had it."""
    title: str | None = None
    pages: int = 0
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Each file with its size and its SHA-256."""
    pictures: dict[str, str | None] = field(default_factory=dict)
    """Each file that the article shows, or would, by its address, with its SHA-256."""
    findings: tuple[tuple[str, str, str], ...] = ()
    """Rule, target and message of the first few."""
    found: int = 0
    seconds: float = 0.0


def warm() -> None:
    """Loads what every article needs, so that the first one finds it."""
    from readable import album, markup, paint, pdf, reading  # noqa: F401
    from readable.fonts import FontSet

    faces = FontSet.bundled().families[Preferences().font]
    faces.regular, faces.bold  # noqa: B018
    # What is loaded stays, and an article leaves hardly anything that only holds itself: to look
    # for that after each 700 objects, as Python does unasked, takes a fourteenth of its time.
    gc.freeze()
    gc.set_threshold(_OBJECTS_UNTIL_A_LOOK)


def make_all(jobs: Sequence[Job]) -> list[Made]:
    """What came of each job of a chunk. A process that takes too long for it ends."""
    with clocked(max(job.limits.seconds for job in jobs)):
        made = [make(job) for job in jobs]
        if next(_chunks) % _CHUNKS_UNTIL_TIDY == 0:
            give_back()
        return made


def make(job: Job) -> Made:
    """What came of a job."""
    began = perf_counter()
    part = (job.parts or own_folder()) / uuid4().hex
    try:
        with less_memory(job.limits.memory_mb):
            made = _make(job, part)
        if job.target is not None:
            put(part, job.target)
            shutil.rmtree(part)
        return Made(**{**made, "seconds": round(perf_counter() - began, 4)})
    except OutputFailed as error:
        # The disk's fault ends the run; what a format cannot hold is the article's.
        cause = error.__cause__
        if isinstance(cause, OSError):
            failure, reason = "output", f"{cause.strerror or cause}"
        else:
            failure, reason = "limit", str(error)
    except OSError as error:
        failure, reason = "output", f"{error.strerror or error}"
    except TooLarge as error:
        failure, reason = "limit", str(error)
    except UnreadableInput as error:
        failure, reason = "unreadable", str(error)
    except ReadableError as error:
        failure, reason = "setting", str(error)
    except MemoryError:
        failure, reason = "memory", f"it needs more than {job.limits.memory_mb} MB of memory"
    except Exception as error:
        # A fault of ours that one article shows must not stop a run of a million: it is reported.
        failure, reason = "fault", f"{type(error).__name__}: {error}"[:200]
    except BaseException:
        # A library in Rust that panics; what state it is in, nobody knows.
        os._exit(1)
    shutil.rmtree(part, ignore_errors=True)
    return Made(job.id, failure, reason, seconds=round(perf_counter() - began, 4))


def _make(job: Job, part: Path) -> dict[str, Any]:
    from readable.reading import read_article

    setting = job.setting
    article = read_article(
        job.html,
        job.http_encoding,
        find=setting.extract or setting.profile is not None,
        profile=setting.profile,
        base_url=setting.base_url,
    )
    sources = tuple(_sources(article))
    part.mkdir()
    if job.base is not None or job.beside is None or not sources:
        return _made(job, article, part)
    with put_beside(job.beside, sources) as base:
        return _made(replace(job, base=base), article, part)


def _made(job: Job, article: Article, part: Path) -> dict[str, Any]:
    setting = job.setting
    pictures = fingerprints(_sources(article), job.base)
    maker = _Maker(job, article, part)
    for product in setting.products:
        getattr(maker, product)()
    found = tuple(dict.fromkeys(maker.findings))
    return {
        "id": job.id,
        "part": part,
        "title": article.title,
        "pages": maker.pages,
        "files": _hashed(part),
        "pictures": pictures,
        "findings": tuple(
            (one.rule, one.target[:_LONGEST_TARGET], one.message) for one in found[:_MOST_FINDINGS]
        ),
        "found": len(found),
    }


def _sources(article: Article) -> Iterator[str]:
    for block in walk(article.blocks):
        if isinstance(block, Figure):
            yield from (image.src for image in block.images)


def fingerprints(sources: Iterator[str], base: Path | None) -> dict[str, str | None]:
    """The pictures that are files beside the article, each with its SHA-256, None if unreadable."""
    found: dict[str, str | None] = {}
    for src in sources:
        if base is None or src.lower().startswith("data:"):
            continue
        try:
            found[src] = hash_file(local_file(src, base))
        except (ImageRefused, OSError):
            found[src] = None
    return found


def hash_file(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _hashed(folder: Path) -> dict[str, tuple[int, str]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, hash_file(path))
        for path in paths
    }


@lru_cache(maxsize=4)
def _fonts(regular: str | None, bold: str | None) -> tuple[FontSet, str | None]:
    """The fonts, opened once in a process."""
    from readable.fonts import FontSet

    if regular is None:
        return FontSet.bundled(), None
    own = FontSet.bundled().with_family(_OWN_FAMILY, Path(regular), Path(bold) if bold else None)
    return own, _OWN_FAMILY


class _Maker:
    """Makes each product of an article, and gathers what was found on the way."""

    def __init__(self, job: Job, article: Article, part: Path) -> None:
        self.job, self.part, self.setting = job, part, job.setting
        standard = job.setting.standard
        self.article = standard.article(article) if standard else article
        self.findings: list[Finding] = list(article.findings)
        self.pages = 0

    def folder(self, preferences: Preferences) -> Path:
        """Where the files of a size go."""
        return self.part / str(preferences.scale) if self.setting.ladder else self.part

    def image(self) -> None:
        """Pages, and with a ladder a manifest of all sizes."""
        from readable.album import write_album
        from readable.paint import ImageFormat, to_images

        fonts, family = _fonts(self.setting.font_file, self.setting.font_file_bold)
        manifests = []
        for preferences in self.setting.sizes:
            images = to_images(
                self.article,
                preferences,
                paper=self.setting.page,
                format=cast(ImageFormat, self.setting.image_format),
                base=self.job.base,
                fonts=fonts,
                family=family,
            )
            check_pages(images.pages, self.job.limits)
            folder = self.folder(preferences)
            write_album(images, folder)
            self.findings += images.findings
            self.pages += len(images)
            if self.setting.ladder:
                manifests.append(_size_entry(images, folder))
        if self.setting.ladder:
            self.write("manifest.json", _manifest(self.article, manifests))

    def html(self) -> None:
        """A fragment, or a page of its own with its pictures."""
        from readable.markup import write_html

        base = self.job.base if self.setting.standalone else None
        preferences, standalone = self.setting.preferences, self.setting.standalone
        written = write_html(self.article, preferences, standalone=standalone, base=base)
        self.findings += written.findings
        self.write("article.html", written.html.rstrip("\n") + "\n")

    def pdf(self) -> None:
        """Tagged PDF, one of each size."""
        from readable.pdf import to_pdf

        fonts, family = _fonts(self.setting.font_file, self.setting.font_file_bold)
        for preferences in self.setting.sizes:
            document = to_pdf(
                self.article,
                preferences,
                paper=self.setting.page,
                base=self.job.base,
                fonts=fonts,
                family=family,
            )
            check_pages(document.pages, self.job.limits)
            document.write(self.folder(preferences) / "article.pdf")
            self.findings += document.findings
            if "image" not in self.setting.products:
                self.pages += len(document)

    def text(self) -> None:
        """Canonical Unicode text."""
        self.write("article.txt", self.article.text + "\n")

    def write(self, name: str, text: str) -> None:
        """Writes a file into the article's folder."""
        with (self.part / name).open("w", encoding="utf-8", newline="") as file:
            file.write(text)


def _size_entry(images: Images, folder: Path) -> dict[str, Any]:
    """What the manifest says of one size: the album's own words, and where each line stands."""
    album = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    pages = []
    for page, entry in zip(images.pages, album["pages"], strict=True):
        lines = [
            [round(line.left_px), line.top_px, round(line.width_px), line.height_px, line.text]
            for line in page.lines
            if line.block >= 0
        ]
        pages.append({**entry, "file": f"{folder.name}/{entry['file']}", "lines": lines})
    preferences = images.preferences
    return {
        "scale": preferences.scale,
        "size_px": preferences.size_px,
        "preferences": album["preferences"],
        "pages": pages,
    }


def _manifest(article: Article, sizes: list[dict[str, Any]]) -> str:
    told = {
        "generator": "readable",
        "title": article.title,
        "date": article.date,
        "author": article.author,
        "source": article.source,
        "lang": article.lang,
        "sizes": sizes,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def died(job: Job, seconds: float | None) -> Made:
    """What is said of a job whose process ended twice, the second time after so many seconds."""
    if seconds is not None and seconds >= job.limits.seconds:
        return Made(job.id, "time", f"it takes longer than {job.limits.seconds:g} seconds")
    return Made(
        job.id,
        "died",
        "the process that worked on it ended twice (time, memory, or a fault in a library)",
    )
