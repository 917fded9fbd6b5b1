"""Which font draws which letter of a page: files beside it, bundled families, and stand-ins."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from readable.addresses import data_uri, local_file
from readable.errors import ImageRefused, UnreadableFont
from readable.face import Face
from readable.typefaces import typefaces

if TYPE_CHECKING:
    from readable.check.page import Page
    from readable.check.sheets import FontFace
    from readable.check.styles import Style

__all__ = ["Font", "PageFonts"]

_GENERIC = {
    "sans-serif": "sans",
    "system-ui": "sans",
    "ui-sans-serif": "sans",
    "-apple-system": "sans",
    "serif": "serif",
    "ui-serif": "serif",
    "monospace": "sans",
    "cursive": "sans",
    "fantasy": "sans",
    "ui-monospace": "sans",
    "ui-rounded": "sans",
    "math": "serif",
    "emoji": "sans",
}
# What the names of fonts with serifs hold.
_SERIFS = (
    "times",
    "serif",
    "georgia",
    "garamond",
    "cambria",
    "palatino",
    "charter",
    "bookman",
    "literata",
)
# Format characters, and those that a browser draws from any font or from none.
_NEEDLESS = frozenset("Cc Cf Zs Zl Zp".split())


@dataclass(eq=False, slots=True)
class Font:
    """A face with the line box that a browser gives it, in em."""

    name: str
    face: Face
    ascent_em: float
    descent_em: float
    gap_em: float
    is_known: bool = True
    """False for a stand-in of a font that is not here: it may draw other letters, or wider ones."""
    ranges: tuple[tuple[int, int], ...] = ()
    _draws: dict[str, bool] = field(default_factory=dict)
    _places: dict[str, bool] = field(default_factory=dict)

    def draws(self, cluster: str) -> bool:
        """Whether a browser would take a letter with its marks from it."""
        found = self._draws.get(cluster)
        if found is None:
            found = self._draws[cluster] = self._find(cluster)
        return found

    def places_marks(self, cluster: str) -> bool:
        """Whether it puts the marks of a letter where they belong."""
        from readable.fontreport.measuring import marks_are_in_place

        found = self._places.get(cluster)
        if found is None:
            found = self._places[cluster] = marks_are_in_place(self.face, cluster)
        return found

    def _find(self, cluster: str) -> bool:
        if not self.is_known:
            return not _is_unassigned(cluster)
        if self.ranges and not all(
            any(first <= ord(one) <= last for first, last in self.ranges) for one in cluster
        ):
            return False
        if all(category(one) in _NEEDLESS for one in cluster):
            return True
        return 0 not in self.face.shape(cluster).ids


def _is_unassigned(cluster: str) -> bool:
    """Whether no font of a system can be expected to draw it: private use, or no character."""
    return any(category(one) in ("Co", "Cn") for one in cluster)


@lru_cache(maxsize=32)
def _opened(path: Path) -> tuple[Face, float, float, float]:
    from readable.fontreport.opening import open_font

    font = open_font(path)
    em = font.face.units_per_em
    return (
        font.face,
        font.ascent_units / em,
        -font.descent_units / em,
        max(0, font.line_gap_units) / em,
    )


@lru_cache(maxsize=64)
def _bundled(key: str, bold: bool) -> tuple[Face, float, float, float]:
    face = typefaces()[key]
    return _opened(face.bold if bold else face.regular)


class PageFonts:
    """The fonts that a page names, opened when they are first asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unread: list[tuple[FontFace, str]] = []
        """Faces whose file is not here or is none, and why."""
        self._kept: dict[tuple[tuple[str, ...], bool], tuple[Font, ...]] = {}
        self._of: dict[int, tuple[Font, ...]] = {}
        self._own: dict[tuple[str, bool], tuple[Font, ...]] = {}
        self._names = {face.name.lower(): key for key, face in typefaces().items()}
        self._names |= {f"readable {key}": key for key in typefaces()}

    def stack(self, style: Style) -> tuple[Font, ...]:
        """The fonts that an element's text may be drawn with, in order; never none."""
        # Styles are kept by the page, so that their ids stay.
        found = self._of.get(id(style))
        if found is None:
            key = (tuple(style.families), style.is_bold)
            if key not in self._kept:
                self._kept[key] = self._find_stack(*key)
            found = self._of[id(style)] = self._kept[key]
        return found

    def _find_stack(self, families: tuple[str, ...], bold: bool) -> tuple[Font, ...]:
        found: list[Font] = []
        for family in families:
            found.extend(self._family(family, bold))
        if not found:
            found.append(self._stand_in("", "serif", bold))
        return tuple(found)

    def _family(self, family: str, bold: bool) -> tuple[Font, ...]:
        name = family.lower()
        key = (name, bold)
        if key not in self._own:
            self._own[key] = self._open_family(name, bold)
        return self._own[key]

    def _open_family(self, name: str, bold: bool) -> tuple[Font, ...]:
        declared = [one for one in self.page.styles.sheets.faces if one.family.lower() == name]
        if declared and name not in self._names:
            same = [one for one in declared if one.bold == bold] or declared
            opened = [font for one in same if (font := self._open(one)) is not None]
            if opened:
                return tuple(opened)
            return (self._stand_in(name, "sans", bold),)
        if name in self._names:
            return (Font(name, *_bundled(self._names[name], bold)),)
        if name in _GENERIC:
            return (self._stand_in(name, _GENERIC[name], bold),)
        is_serif = any(one in name for one in _SERIFS) and "sans" not in name
        return (self._stand_in(name, "serif" if is_serif else "sans", bold),)

    def _stand_in(self, name: str, key: str, bold: bool) -> Font:
        return Font(name or key, *_bundled(key, bold), is_known=False)

    def _open(self, declared: FontFace) -> Font | None:
        reason = "no source"
        for source in declared.sources:
            try:
                if source.strip().lower().startswith("data:"):
                    opened = _from_data(source)
                else:
                    opened = _opened(local_file(self.page.address(source), self.page.base))
            except (ImageRefused, UnreadableFont) as error:
                reason = error.message
                continue
            face, ascent, descent, gap = opened
            over = declared.metrics
            return Font(
                declared.family,
                face,
                ascent if over[0] is None else over[0],
                descent if over[1] is None else over[1],
                gap if over[2] is None else over[2],
                ranges=declared.unicode_range,
            )
        self.unread.append((declared, reason))
        return None


@lru_cache(maxsize=16)
def _from_data(source: str) -> tuple[Face, float, float, float]:
    data = data_uri(source)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "font"
        path.write_bytes(data)
        return _opened.__wrapped__(path)


def composed(cluster: str) -> str:
    return normalize("NFC", cluster)
