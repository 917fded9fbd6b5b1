"""What a contender is, and readable itself as one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from readable.bench.work import FAMILY, LINE_HEIGHT, PAGE_HEIGHT_PX, PAGE_WIDTH_PX, Work

__all__ = ["Again", "Contender", "Emptied", "NotInstalled", "Readable"]


class NotInstalled(Exception):
    """A program that a contender is made of is not on the machine."""


class Contender(ABC):
    """Someone who makes PNG pictures of an article.

    Outside libraries are imported by `open`, in a worker's process, and nowhere else.
    """

    takes = "HTML"
    makes = "pages"
    install = ""
    """How to get what it is made of."""
    has_processes = False
    """Whether it works in processes of its own, too."""

    @abstractmethod
    def open(self) -> str:
        """Opens what is kept from article to article; answers the version of what it is.

        Raises `ImportError` or `NotInstalled`.
        """

    def prepare(self, work: Work) -> None:
        """What happens before the clock starts."""
        return

    @abstractmethod
    def render(self, work: Work) -> Iterator[bytes]:
        """The pictures, each a PNG file in memory."""

    def close(self) -> None:
        """Ends its processes."""
        return


class Readable(Contender):
    """This package, called as anyone calls it: HTML in bytes to pages."""

    def open(self) -> str:
        from readable import __version__
        from readable.fonts import FontSet

        self._font_set = FontSet
        self.open_fonts()
        return __version__

    def open_fonts(self) -> None:
        """Opens the two faces anew: what was kept of their letters and words is gone."""
        self.fonts: Any = self._font_set.bundled()
        family = self.fonts.families[FAMILY]
        family.face(False), family.face(True)

    def render(self, work: Work) -> Iterator[bytes]:
        from readable.layout import Paper
        from readable.paint import to_images
        from readable.preferences import Preferences
        from readable.reading import read_article

        article = read_article(work.html.encode())
        preferences = Preferences(
            scale=round(work.size_px / 16 * 100), line_height=LINE_HEIGHT, font=FAMILY
        )
        paper = Paper(PAGE_WIDTH_PX, PAGE_HEIGHT_PX)
        for image in to_images(article, preferences, paper=paper, fonts=self.fonts, family=FAMILY):
            yield image.data


class Emptied(Readable):
    """The same with the fonts just opened: nothing is kept of any letter or word."""

    def prepare(self, work: Work) -> None:
        self.open_fonts()


class Again(Readable):
    """The same for an article that it has just rendered."""

    def prepare(self, work: Work) -> None:
        for _ in self.render(work):
            pass
