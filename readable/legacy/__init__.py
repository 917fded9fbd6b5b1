"""Text in the encodings that Vietnamese was written in before Unicode.

Fonts drew Vietnamese letters where windows-1252 has others, so a page that was copied out of such
a font reads "ViÖt Nam" (TCVN3) or "Vieät Nam" (VNI). One paragraph may hold both such words and
good ones; what is mended is therefore a word, on the evidence of those about it.

Of the mends this comes first, while soft hyphens (a TCVN3 "ư") and no-break spaces (part of an
"à" of UTF-8 that was read as windows-1252) are still there: `mend_mojibake`, then `mend_legacy`,
then `readable.vietnamese.canonical` and the mends of that module.
"""

from readable.legacy.fonts import weigh_font
from readable.legacy.mending import LegacyMend, detect_legacy, mend_legacy
from readable.legacy.mojibake import mend_mojibake
from readable.legacy.tables import (
    ENCODINGS,
    LegacyEncoding,
    decode_legacy,
    encode_legacy,
    font_encoding,
)
from readable.legacy.usual import is_usual
from readable.legacy.words import is_suspect, is_unicode

__all__ = [
    "ENCODINGS",
    "LegacyEncoding",
    "LegacyMend",
    "decode_legacy",
    "detect_legacy",
    "encode_legacy",
    "font_encoding",
    "is_suspect",
    "is_unicode",
    "is_usual",
    "mend_legacy",
    "mend_mojibake",
    "weigh_font",
]
