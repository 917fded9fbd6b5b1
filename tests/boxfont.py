"""A font of boxes, and pictures of it in text: a test of layout that a person can read.

The em is ten cells of 100 units. A letter and a digit stand on 7 cells, a space on 3, so a word
and its space are a whole number of ems for every letter: n letters and a space are 7n + 3 cells.
Lower case is a box of 4 by 4 cells, a capital or a digit 4 by 6, each mark a shape of its own.

>>> print(picture("Ể"))
··?····
··?····
·^^^^··
·OOOO··
·OOOO··
·OOOO··
·OOOO··
·OOOO··
·OOOO··
"""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from string import ascii_letters, digits, punctuation

import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

CELL_UNITS = 100
EM_CELLS, ASCENT_CELLS, DESCENT_CELLS = 10, 10, 2

# A box is (left, bottom, right, top) in cells; letters stand one cell in from their left edge.
Boxes = tuple[tuple[int, int, int, int], ...]
LETTER_CELLS, SPACE_CELLS = 7, 3
SMALL: Boxes = ((1, 0, 5, 4),)
TALL: Boxes = ((1, 0, 5, 6),)
BAR = {"đ": (0, 2, 6, 3), "Đ": (0, 3, 6, 4)}

# A mark: its ink in a picture, the anchor it hangs from, and its boxes around that anchor. The
# acute is right of the middle, the grave left of it, the tilde both, the hook of two storeys.
MARKS: dict[str, tuple[str, str, Boxes]] = {
    "\N{COMBINING GRAVE ACCENT}": ("`", "top", ((-1, 0, 0, 1),)),
    "\N{COMBINING ACUTE ACCENT}": ("/", "top", ((0, 0, 1, 1),)),
    "\N{COMBINING CIRCUMFLEX ACCENT}": ("^", "top", ((-2, 0, 2, 1),)),
    "\N{COMBINING TILDE}": ("~", "top", ((-1, 0, 1, 1),)),
    "\N{COMBINING BREVE}": ("u", "top", ((-2, 0, -1, 1), (1, 0, 2, 1))),
    "\N{COMBINING HOOK ABOVE}": ("?", "top", ((-1, 0, 0, 2),)),
    "\N{COMBINING HORN}": ("'", "corner", ((0, -1, 1, 0),)),
    "\N{COMBINING DOT BELOW}": (".", "bottom", ((-1, -2, 1, -1),)),
}


def name_of(character: str) -> str:
    return f"u{ord(character):04X}"


def _glyphs() -> dict[str, tuple[str, int, Boxes]]:
    """For each character of the font: its ink, its advance in cells, its boxes."""
    found: dict[str, tuple[str, int, Boxes]] = dict.fromkeys(" \u00a0", ("·", SPACE_CELLS, ()))
    for letter in ascii_letters + "đĐ":
        bar = (BAR[letter],) if letter in BAR else ()
        found[letter] = ("O", LETTER_CELLS, (SMALL if letter.islower() else TALL) + bar)
    found |= dict.fromkeys("אבגד", ("O", LETTER_CELLS, SMALL))
    found |= {digit: (digit, LETTER_CELLS, TALL) for digit in digits}
    for sign in punctuation + "–—‐‑…“”‘’«»•·§°":
        low = sign in ",;"
        found[sign] = (
            sign,
            SPACE_CELLS,
            ((1, -1 if low else 0, 2, 1 if low or sign == "." else 2),),
        )
    return found | {mark: (ink, 0, boxes) for mark, (ink, _, boxes) in MARKS.items()}


def _features(composed: dict[str, str]) -> str:
    """`ccmp` takes a composed letter apart; `mark` and `mkmk` put its marks in their places."""
    lines = [
        f"markClass {name_of(mark)} <anchor 0 0> @{anchor};"
        for mark, (_, anchor, _) in MARKS.items()
    ]
    lines += ["feature ccmp {"]
    lines += [f"sub {name_of(c)} by {' '.join(map(name_of, d))};" for c, d in composed.items()]
    lines += ["} ccmp; feature mark {"]
    for letter in ascii_letters + "đĐ":
        top = (SMALL if letter.islower() else TALL)[0][3] * CELL_UNITS
        lines += [
            f"pos base {name_of(letter)} <anchor 300 {top}> mark @top"
            f" <anchor 500 {top}> mark @corner <anchor 300 0> mark @bottom;"
        ]
    lines += ["} mark; feature mkmk {"]
    for mark, (_, anchor, boxes) in MARKS.items():
        if anchor == "top":
            top = boxes[0][3] * CELL_UNITS
            lines += [f"pos mark {name_of(mark)} <anchor 0 {top}> mark @top;"]
    return "\n".join([*lines, "} mkmk;"])


@cache
def box_font() -> bytes:
    """The font, as the bytes of a TrueType file that is the same on every run."""
    glyphs = _glyphs()
    vietnamese = {
        chr(code): unicodedata.normalize("NFD", chr(code)) for code in range(0xC0, 0x1F00)
    }
    composed = {c: d for c, d in vietnamese.items() if len(d) > 1 and set(d) <= set(glyphs)}
    drawn = {".notdef": ("#", LETTER_CELLS, TALL)}
    drawn |= {name_of(character): glyph for character, glyph in glyphs.items()}
    # A composed letter is never seen, for `ccmp` takes it apart; it says that the font covers it.
    drawn |= {name_of(c): ("O", LETTER_CELLS, ()) for c in composed}
    outlines = {}
    for name, (_, _, boxes) in drawn.items():
        pen = TTGlyphPen(None)
        for left, bottom, right, top in boxes:
            pen.moveTo((left * CELL_UNITS, bottom * CELL_UNITS))
            for x, y in ((left, top), (right, top), (right, bottom)):
                pen.lineTo((x * CELL_UNITS, y * CELL_UNITS))
            pen.closePath()
        outlines[name] = pen.glyph()

    ascent, descent = ASCENT_CELLS * CELL_UNITS, DESCENT_CELLS * CELL_UNITS
    font = FontBuilder(EM_CELLS * CELL_UNITS, isTTF=True)
    font.updateHead(created=0, modified=0)
    font.setupGlyphOrder(list(drawn))
    font.setupCharacterMap(
        {ord(character): name_of(character) for character in (*glyphs, *composed)}
    )
    font.setupGlyf(outlines)
    font.setupHorizontalMetrics(
        {
            name: (advance * CELL_UNITS, min((box[0] for box in boxes), default=0) * CELL_UNITS)
            for name, (_, advance, boxes) in drawn.items()
        }
    )
    font.setupHorizontalHeader(ascent=ascent, descent=-descent)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2(
        sTypoAscender=ascent,
        sTypoDescender=-descent,
        sTypoLineGap=0,
        usWinAscent=ascent,
        usWinDescent=descent,
        sxHeight=SMALL[0][3] * CELL_UNITS,
        sCapHeight=TALL[0][3] * CELL_UNITS,
    )
    font.setupPost(underlinePosition=-CELL_UNITS, underlineThickness=CELL_UNITS)
    font.addOpenTypeFeatures(_features(composed))
    font.font.recalcTimestamp = False
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def box_font_path(directory: Path) -> Path:
    """The font as a file in `directory`."""
    path = directory / "boxes.ttf"
    path.write_bytes(box_font())
    return path


def picture(text: str) -> str:
    """One line of `text` as rows of characters, a character for a cell, as high as its ink.

    `·` is paper, `O` a letter, a digit or a sign is itself, and the marks are
    `` ` `` grave, `/` acute, `^` circumflex, `~` tilde, `u` breve, `?` hook above, `'` horn and
    `.` dot below. A cell that two glyphs cover is `X`, a missing glyph is `#`.

    >>> print(picture("đỡ"))
    ·········~~···
    ·OOOO···OOOO'·
    OOOOOO··OOOO··
    ·OOOO···OOOO··
    ·OOOO···OOOO··
    """
    font = uharfbuzz.Font(uharfbuzz.Face(box_font()))
    font.scale = (EM_CELLS, EM_CELLS)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    uharfbuzz.shape(font, buffer)
    inks = {font.get_nominal_glyph(ord(c)): ink for c, (ink, _, _) in _glyphs().items()}

    cells: dict[tuple[int, int], str] = {}
    pen = 0
    raster = uharfbuzz.RasterDraw()
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        raster.transform = (1, 0, 0, 1, pen + position.x_offset, position.y_offset)
        raster.draw_glyph(font, info.codepoint)
        image = raster.render()
        box, coverage = image.extents, image.buffer
        for y in range(box.height):
            for x in range(box.width):
                if coverage[y * box.stride + x]:
                    at = (box.x_origin + x, box.y_origin + y)
                    cells[at] = "X" if at in cells else inks.get(info.codepoint, "#")
        pen += position.x_advance
    if not cells:
        return "·" * pen
    columns = range(min(0, *(x for x, _ in cells)), max(pen, *(x + 1 for x, _ in cells)))
    rows = range(max(y for _, y in cells), min(y for _, y in cells) - 1, -1)
    return "\n".join("".join(cells.get((x, y), "·") for x in columns) for y in rows)
