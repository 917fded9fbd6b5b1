"""Which face draws which cluster."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import local
from typing import Any

from readable.face import Face
from readable.findings import Finding
from readable.linebreak import split_grapheme_clusters
from readable.typefaces import has_minority_letters, typefaces
from readable.values import value
from readable.vietnamese import LETTERS

__all__ = ["Family", "FontSet", "Stretch"]

_INK_SAMPLE = "".join(LETTERS) + "".join(map(chr, range(0x21, 0x7F)))


@dataclass
class Family:
    """Two weights of one design, opened when first used."""

    regular_path: Path
    bold_path: Path
    draws_minority_letters: bool = False
    is_of_pairs: bool = False
    """Whether its faces shape words by pairs of characters, as `Face` tells."""

    @cached_property
    def regular(self) -> Face:
        """The face of weight 400."""
        return Face.open(self.regular_path, self.is_of_pairs)

    @cached_property
    def bold(self) -> Face:
        """The face of weight 700; the regular one when both are one file."""
        if self.bold_path == self.regular_path:
            return self.regular
        return Face.open(self.bold_path, self.is_of_pairs)

    def face(self, bold: bool) -> Face:
        """The face of the weight asked for."""
        return self.bold if bold else self.regular


@value(frozen=True, slots=True)
class Stretch:
    """A part of a text that one face draws. `drawn` is false when no face has its letters."""

    text: str
    face: Face
    drawn: bool = True


@dataclass(eq=False)
class FontSet:
    """The families that layout may use, and in which order they stand in for each other.

    A cluster (a letter with its marks) is never drawn from two faces: when the face at hand
    lacks any part of it, the whole cluster comes from the next face that has all of it. A set
    serves one thread at a time.
    """

    families: dict[str, Family]
    fallbacks: tuple[str, ...] = ("complete", "literacy", "serif")
    italics: dict[str, str] = field(default_factory=dict)
    """The families that have an italic of their own, and its key. The others are slanted."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What others made with the fonts, to be thrown away with them."""
    _ink_em: dict[tuple[str, bool], tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def bundled(cls) -> FontSet:
        """The families that come with the package.

        Always the same set in one thread, with what is kept in it.
        """
        if _OWN.bundled is None:
            _OWN.bundled = FontSet(
                {
                    key: Family(face.regular, face.bold, face.draws_minority_letters, True)
                    for key, face in typefaces().items()
                }
            )
        return _OWN.bundled

    def with_family(
        self,
        key: str,
        regular: Path,
        bold: Path | None = None,
        italic: Path | None = None,
        bold_italic: Path | None = None,
    ) -> FontSet:
        """The same set with a family of the caller's own font files, opened at once.

        Raises `UnreadableFont` when a file is not a font.
        """
        families = {key: Family(regular, bold or regular)}
        italics = dict(self.italics)
        italics.pop(key, None)
        if italic:
            italics[key] = f"{key} italic"
            families[italics[key]] = Family(italic, bold_italic or italic)
        for family in families.values():
            family.regular, family.bold  # noqa: B018  what cannot be opened is an error now
        return FontSet({**self.families, **families}, self.fallbacks, italics)

    def family_for(self, text: str, key: str) -> str:
        """The family that draws a whole paragraph: the chosen one, or one that can place its marks.

        Some faces draw a breve beside its letter without saying that they lack it, so a
        paragraph with such letters goes to a complete face as a whole.
        """
        if self.families[key].draws_minority_letters or not has_minority_letters(text):
            return key
        return next((k for k in self.fallbacks if self.families[k].draws_minority_letters), key)

    def ink_em(self, key: str, bold: bool) -> tuple[float, float]:
        """How high and how deep the ink of the 134 letters and ASCII goes, in em, both positive."""
        if (key, bold) not in self._ink_em:
            face = self.families[key].face(bold)
            ink = face.shape(_INK_SAMPLE)
            em = face.units_per_em
            self._ink_em[key, bold] = ink.top_units / em, -ink.bottom_units / em
        return self._ink_em[key, bold]

    def stretches(self, text: str, key: str, bold: bool) -> list[Stretch]:
        """The text cut where another face has to take over; a word stays in one face if one can."""
        face = self.families[key].face(bold)
        if face.covers(text):
            return [Stretch(text, face)]
        others = [self.families[k].face(bold) for k in self.fallbacks if k in self.families]
        for other in others:
            if other.covers(text):
                return [Stretch(text, other)]
        found: list[Stretch] = []
        for cluster in split_grapheme_clusters(text):
            drawing = next((one for one in (face, *others) if one.covers(cluster)), None)
            # Some faces leave what they lack blank; the last resort shows a box.
            stretch = Stretch(cluster, drawing or others[0], drawn=drawing is not None)
            last = found[-1] if found else None
            if last and last.face is stretch.face and last.drawn == stretch.drawn:
                found[-1] = Stretch(last.text + cluster, last.face, last.drawn)
            else:
                found.append(stretch)
        return found

    def finding(self, stretch: Stretch, chosen: Face) -> Finding | None:
        """What a reader should know about a stretch that the chosen face does not draw."""
        if stretch.drawn and stretch.face is chosen:
            return None
        lacking = chosen.missing(stretch.text) or stretch.text
        codes = " ".join(f"U+{ord(character):04X}" for character in lacking[:4])
        if not stretch.drawn:
            return Finding(
                "glyph-missing",
                stretch.text,
                f"no font at hand draws {codes}",
                "A sign, a word or its code stands in its place: pass a font that has it.",
                ("1.4.5",),
            )
        return Finding(
            "glyph-from-fallback",
            stretch.text,
            f"{chosen.name} lacks {codes}, drawn by {stretch.face.name}",
            "Choose a font that has every letter of the article.",
        )


class _Own(local):
    """What each thread has for itself."""

    bundled: FontSet | None = None


_OWN = _Own()
