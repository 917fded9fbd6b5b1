"""An article as tagged PDF: the pages of the images, as text, with the article's own structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from readable.additions import Additions
from readable.article import Article
from readable.errors import InvalidPreference
from readable.findings import Finding
from readable.fonts import FontSet
from readable.layout import lay_out
from readable.paging import Page
from readable.papers import Paper
from readable.pdf.structure import grow
from readable.pdf.writing import POINTS_PER_INCH, write_pdf
from readable.pictures import Pictures
from readable.preferences import Preferences
from readable.replacing import replacing

__all__ = ["STANDARDS", "PdfDocument", "to_pdf"]

Standard = Literal["ua-2", "ua-1"]

STANDARDS: dict[str, int] = {"ua-2": 2, "ua-1": 1}
"""What a file can say that it follows, and the part of ISO 14289 that says what that is."""

# ISO 32000-1, annex C: what programs can be relied on to show, in points.
_LONGEST_SIDE_POINTS = 14_400


@dataclass(frozen=True)
class PdfDocument:
    """An article laid out for a PDF file, which is written when it is asked for."""

    article: Article
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    preferences: Preferences
    paper: Paper
    standard: Standard
    _pictures: Pictures = field(repr=False)

    def __len__(self) -> int:
        return len(self.pages)

    def data(self) -> bytes:
        """The file's bytes, the same each time.

        Raises `UnreadableFont` for a font that may not be embedded, `OutputFailed` when a picture
        has changed since it was laid out.
        """
        file = BytesIO()
        self._write(file)
        return file.getvalue()

    def write(self, path: str | Path) -> None:
        """Writes the file, a page at a time, beside its place, and renames it.

        A run that fails leaves what was there. Raises `OutputFailed` when the place cannot be
        written, and what `data` raises.
        """
        with replacing(Path(path)) as file:
            self._write(file)

    def _write(self, file: BinaryIO) -> None:
        chosen = self.preferences
        write_pdf(
            file,
            self.article,
            self.pages,
            chosen.colours,
            self.paper.pixels_per_inch,
            chosen.letter_spacing_em,
            self._pictures,
            STANDARDS[self.standard],
        )


def to_pdf(
    article: Article,
    preferences: Preferences | None = None,
    *,
    paper: Paper | None = None,
    standard: Standard = "ua-2",
    base: str | Path | None = None,
    fonts: FontSet | None = None,
    family: str | None = None,
    additions: Additions | None = None,
) -> PdfDocument:
    """The article as tagged PDF: A4 unless `paper` says otherwise.

    `standard` is what the file says it follows, PDF/UA-2 or PDF/UA-1. Pictures are read from the
    folder `base` and nowhere else. `fonts` and `family` (a key of that font set) take another
    font than the one the reader chose. `additions` stand around the article.

    Raises `InvalidPreference` when the text is too large for the paper, the paper for PDF, or
    there is no such standard.

    >>> from readable.reading import read_article
    >>> document = to_pdf(read_article("<h1>Tỉnh Bắc Kạn</h1>"), Preferences(scale=200))
    >>> len(document), document.data()[:8]
    (1, b'%PDF-2.0')
    """
    if standard not in STANDARDS:
        raise InvalidPreference(
            f"there is no standard {standard!r}", hint=f"choose one of {', '.join(STANDARDS)}"
        )
    preferences = preferences or Preferences()
    paper = paper or Paper()
    pictures = Pictures(base)
    laid = lay_out(
        article, preferences, fonts or FontSet.bundled(), paper, pictures, family, additions
    )
    pages = laid.pages or (_empty(paper),)
    for page in pages:
        longest = max(page.width_px, page.height_px) / paper.pixels_per_inch
        if longest * POINTS_PER_INCH > _LONGEST_SIDE_POINTS:
            raise InvalidPreference(
                f"a page of {page.width_px} x {page.height_px} px is more than PDF can hold",
                hint="choose a smaller paper, with a height",
            )
    own = grow(article).findings.values()
    findings = tuple(dict.fromkeys((*article.findings, *laid.findings, *own)))
    return PdfDocument(article, pages, findings, preferences, paper, standard, pictures)


def _empty(paper: Paper) -> Page:
    height = paper.height_px or 2 * paper.margins_px + 1
    return Page(1, paper.width_px, height, (), (), ())
