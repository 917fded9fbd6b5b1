"""The fonts of a page that may tell what its text means, each judged by all text that it sets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from readable.findings import Finding
from readable.legacy import (
    ENCODINGS,
    LegacyEncoding,
    detect_legacy,
    encode_legacy,
    font_encoding,
    is_suspect,
    is_unicode,
    weigh_font,
)
from readable.patterns import pattern
from readable.reading.attributes import font_hint
from readable.sanitising import VOID, End, Start, Text

__all__ = ["OldFonts", "may_be_old", "page_font"]

# Told apart from addresses, and as fast as plain text is found.
_TCVN3_FONT = pattern(r"\.[Vv][Nn][A-Za-z](?<!\w.{4})")
_VNI_FONTS = ("VNI-", "VNI ", "Vni-", "vni-")
# The font that a page gives all its text, in the words of Word or of its body.
_OLD_FONTS = (pattern(r"\.[Vv][Nn]\w{2,20}"), pattern(r"VNI-[\w-]{2,20}"))
# What stands before the name of the font of a whole page, and how much of it is looked at.
_PAGE_STYLE = pattern(
    r"(?:<body\b[^<>]*|(?:\bbody|p\.MsoNormal)[^{}<>]*\{[^{}]*)"
    r"font-family\s*:\s*(?:&quot;|[\"'])?\Z",
    re.IGNORECASE,
)
_PAGE_STYLE_LENGTH = 700
_MOST_FONTS = 100  # that of a page is said before those of its paragraphs

# Bytes that are not UTF-8 and hold no letter that windows-1252 lacks are what the font draws:
# without it no Vietnamese can be written so. Text of one or two words says less.
_NO_UNICODE = ("cp1252", "iso8859-1")
_FROM_BYTES = 3
_DOUBTFUL = 1
# For text without a font, on a page that is in the encoding from end to end.
_ANY_FONT: dict[str, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def may_be_old(html: str, clean: str) -> bool:
    """Whether a font is named that draws an old encoding, or all of the text may be in one."""
    if _TCVN3_FONT.search(html) or any(name in html for name in _VNI_FONTS):
        return True
    return not is_unicode(clean) and is_suspect(clean)


def page_font(html: str) -> str:
    """The font of the whole page where it tells of an old encoding, or an empty string."""
    for fonts in _OLD_FONTS:
        for font in islice(fonts.finditer(html), _MOST_FONTS):
            before = html[max(0, font.start() - _PAGE_STYLE_LENGTH) : font.start()]
            if "font-family" in before[-30:].lower() and _PAGE_STYLE.search(before):
                return font[0]
    return ""


class OldFonts:
    """What the old fonts of a page say of its text.

    All text of a font is in its encoding, or none: a converted page keeps its fonts. Text that was
    bytes of an encoding is read already, unless a font of another one draws it.
    """

    def __init__(self, page: Iterable[Start | End | Text], of_page: str, encoding: str) -> None:
        """`of_page` is the font of all text, `encoding` what the bytes were in if it was bytes."""
        self.of_page = of_page
        self.findings: tuple[Finding, ...] = ()
        self.in_capitals: tuple[str, int] | None = None
        """The first text that a font draws in capitals, and how many there are."""
        self._read_as = next((known for known in ENCODINGS if known == encoding), None)
        self._used: dict[str, bool] = {}
        texts = _texts_by_font(page, of_page)
        in_unicode = {font for font, group in texts.items() if any(map(is_unicode, group))}
        self._judge(texts, encoding, in_unicode)
        whole = "\n".join(texts.get("", ()))
        self._of_all = None if in_unicode else detect_legacy(whole)

    def read(self, text: str, font: str) -> tuple[str, str]:
        """A text as it goes to mending, and the font if that tells what it means."""
        if not font and self._of_all in _ANY_FONT and weigh_font([text], self._of_all) > 0:
            return text, _ANY_FONT[self._of_all]
        known = font_encoding(font) if font in self._used else None
        if known is None:
            return text, font
        if not self._used[font]:
            return text, ""
        if self._read_as is None:
            return text, font
        if known[0] != self._read_as:
            return encode_legacy(text, self._read_as), font
        capitals = text.upper()
        if capitals != text:
            first, count = self.in_capitals or (capitals, 0)
            self.in_capitals = first, count + 1
        return capitals, ""

    def _judge(self, texts: dict[str, list[str]], encoding: str, in_unicode: set[str]) -> None:
        known = {font: found for font in texts if (found := font_encoding(font))}
        if not known:
            return
        weights = {
            font: self._weight(texts[font], drawn, bool(in_unicode - {font}))
            for font, (drawn, _) in known.items()
            if drawn != self._read_as
        }
        if encoding in _NO_UNICODE and not in_unicode:
            weights = {font: weight + _FROM_BYTES for font, weight in weights.items()}
        for font, (drawn, capitals) in known.items():
            if font not in weights:
                self._used[font] = capitals
                continue
            # A font that says nothing goes with the others of its encoding.
            others = sum(weight for other, weight in weights.items() if known[other][0] == drawn)
            weight = weights[font] or others
            self._used[font] = weight > 0 or (weight == 0 and not in_unicode)
            if abs(weight) <= _DOUBTFUL and (sample := _first_marked(texts[font])):
                self.findings += (_doubt(font, drawn, sample),)

    def _weight(self, texts: list[str], encoding: LegacyEncoding, beside_unicode: bool) -> int:
        if self._read_as is None:
            return weigh_font(texts, encoding, beside_unicode=beside_unicode)
        raw = [encode_legacy(text, self._read_as) for text in texts]
        return weigh_font(raw, encoding, texts)


def _texts_by_font(page: Iterable[Start | End | Text], font: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    around: list[str] = []
    for event in page:
        if isinstance(event, Text):
            texts.setdefault(font, []).append(event.text)
        elif isinstance(event, End):
            font = around.pop()
        elif event.tag not in VOID:
            around.append(font)
            named = font_hint(event.attributes)
            font = font if named is None else named
    return texts


def _first_marked(texts: list[str]) -> str:
    """The first text that is not of plain letters, and could be either."""
    found = (text.strip() for text in texts if not text.isascii() and not is_unicode(text))
    return next(found, "")


def _doubt(font: str, encoding: str, sample: str) -> Finding:
    return Finding(
        "doubtful-encoding",
        sample[:120],
        f"the font {font} says {encoding}, and so few words do not tell whether it is true",
        "Convert the text to Unicode, and take the font away.",
        ("3.1.1",),
    )
