"""What stands on a page for a character that no font at hand draws."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import decomposition, normalize

from readable.face import Face, Glyphs

__all__ = ["CodeBox", "Drawn", "code_boxes", "form_box", "words_for"]

# Signs that pages use for others, and pictures in words. What a Vietnamese newsroom types, and no
# more: what is missing here is shown by its code.
_WORDS: dict[str, str] = {}
for _signs, _shown in (
    ("▪■●◆◼◾⚫⬤🔴🔵🟢🟡🟠🟣🟤🔸🔹🔶🔷➤➢►▶▸❖✦✧⦿✪♦🔺🔻◉", "•"),
    ("○◦◯▫◇◻◽⚪", "o"),
    ("☐□▢❏❐❑❒⬜", "[ ]"),
    ("☑✅🗹", "[✓]"),
    ("☒❎", "[×]"),
    ("✗✘❌✖", "×"),
    ("✔", "✓"),
    ("⇒➔➜➝➞➡⟶👉➙➨⮕", "→"),
    ("⇐⬅👈⟵", "←"),
    ("↩⤴↵⏎⮌", "←"),
    ("⇑⬆👆▲△", "↑"),
    ("⇓⬇👇▼▽", "↓"),
    ("↔⇔⟷⇌", "<->"),
    ("★☆⭐🌟✩✰✮", "*"),
    ("‑‒―─━", "–"),
    ("☎☏📞📱✆", "[điện thoại]"),
    ("✉📧📩📨", "[thư]"),
    ("📍", "[địa điểm]"),
    ("📌", "[ghim]"),
    ("🌐🔗", "[liên kết]"),
    ("📅📆🗓", "[ngày]"),
    ("⏰⌚⏱🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛", "[giờ]"),
    ("📷📸🖼", "[ảnh]"),
    ("🎥📹🎬", "[phim]"),
    ("❤♥♡❣💕💖💗", "[tim]"),
    ("😀😃😄😁😊🙂☺😍🥰", "[cười]"),
    ("😂🤣😆", "[cười to]"),
    ("😢😭☹🙁😔", "[buồn]"),
    ("😡😠", "[giận]"),
    ("👍", "[thích]"),
    ("👎", "[không thích]"),
    ("👏", "[vỗ tay]"),
    ("🙏", "[chắp tay]"),
    ("🎉🎊", "[chúc mừng]"),
    ("🔥", "[lửa]"),
    ("⚠", "[chú ý]"),
    ("📢📣🔔", "[thông báo]"),
    ("🚫⛔", "[cấm]"),
    ("❓❔", "?"),
    ("❗❕", "!"),
    ("📝✍✏🖊", "[viết]"),
    ("📎", "[đính kèm]"),
    ("📖📚📕", "[sách]"),
    ("♪♫🎵🎶", "[nhạc]"),
    ("🏆", "[giải]"),
    ("🥇", "[HC vàng]"),
    ("🥈", "[HC bạc]"),
    ("🥉", "[HC đồng]"),
    ("🎁", "[quà]"),
    ("🌸🌺🌹🌷🌻🌼💐", "[hoa]"),
    ("🚧", "[công trường]"),
    ("💰💵", "[tiền]"),
    ("🚗🚙🚕", "[ô tô]"),
    ("☀🌞", "[nắng]"),
    ("⛅🌤🌥", "[có mây]"),
    ("☁", "[mây]"),
    ("🌧🌦☔", "[mưa]"),
    ("⛈🌩⚡", "[dông]"),
    # As they are read aloud in a lesson; parallel lines have the sign of Vietnamese school books.
    ("∈", "[thuộc]"),
    ("∉", "[không thuộc]"),
    ("⊂⊆", "[con của]"),
    ("∩", "[giao]"),
    ("∪", "[hợp]"),
    ("∅", "[rỗng]"),
    ("∀", "[với mọi]"),
    ("∃", "[tồn tại]"),
    ("∠", "[góc]"),
    ("⊥", "[vuông góc]"),
    ("∥", "//"),
):
    _WORDS |= dict.fromkeys(_signs, _shown)

_KEYCAP = "\u20e3"
_FIRST_FLAG_LETTER = 0x1F1E6
# How a character is to be shown, and tones of skin: nothing of their own.
_PASSED_OVER = frozenset("\u200d\ufe0e\ufe0f" + "".join(map(chr, range(0x1F3FB, 0x1F400))))

# The code, two figures a row, within the face's own box for what it lacks, which is about 0.6 em
# wide and 0.7 em high: how large the figures are and where their rows stand, for two and three.
_BOX_EM = 1.55
_BOX_RISE_EM = -0.2
_ROWS_EM = {2: (0.46, (0.42, 0.0)), 3: (0.38, (0.57, 0.26, -0.05))}
_HEXADECIMAL = "0123456789ABCDEF"

# What a form has to tick or to choose by, drawn with signs of Readable Literacy, the face that has
# a check mark: brackets as far apart for every box, and the ring of the sign of degrees. How large
# a part is and how high it rises, and how wide a box is, in em.
_BOXES = dict.fromkeys("☐□▢❏❐❑❒⬜", "") | dict.fromkeys("☑✅🗹", "✓") | dict.fromkeys("☒❎", "×")
# A point within the ring says what it is: what stands far from the line, programs take for another.
_CIRCLES = {"○": ".°", "◯": ".°", "◉": ".°•", "🔘": ".°•"}
_PARTS = {
    "[": (0.9, 0.06), "]": (0.9, 0.06), "✓": (0.6, 0.09), "×": (1.3, -0.15),
    ".": (0.8, 0.055), "°": (2.5, -1.17), "•": (0.95, 0.0),
}  # fmt: skip
_BOX_WIDTH_EM, _CIRCLE_WIDTH_EM = 1.05, 0.78
_RING_EM = 0.48
"""Where the ink of the ring begins."""


class Drawn(NamedTuple):
    """Glyphs at a place, in em: from the box's left edge, above the baseline."""

    x_em: float
    rise_em: float
    size_em: float
    glyphs: Glyphs


class CodeBox(NamedTuple):
    """A frame around the code of a character, or a box of a form."""

    parts: tuple[Drawn, ...]
    advance_em: float


def words_for(cluster: str) -> str | None:
    """What can be written for a character: a sign like it, its name, the letters it is made of.

    >>> words_for("☐"), words_for("👍🏽"), words_for("🇻🇳"), words_for("①"), words_for("漢")
    ('[ ]', '[thích]', '[VN]', '(1)', None)
    """
    letters = "".join(letter for letter in cluster if letter not in _PASSED_OVER)
    if letters in _WORDS:
        return _WORDS[letters]
    if letters.endswith(_KEYCAP):
        return f"[{letters.removesuffix(_KEYCAP)}]"
    flag = [ord(letter) - _FIRST_FLAG_LETTER for letter in letters]
    if flag and all(0 <= place < 26 for place in flag):
        return f"[{''.join(chr(ord('A') + place) for place in flag)}]"
    kind = decomposition(letters[:1]).partition(" ")[0] if letters else ""
    if not kind.startswith("<"):
        return None
    plain = normalize("NFKC", letters).replace("\u2044", "/")
    if plain == letters or plain.isspace():
        return None
    before = {"<super>": "^", "<sub>": "_"}.get(kind, "")
    return f"({plain})" if kind == "<circle>" else before + plain


def form_box(cluster: str, face: Face) -> CodeBox | None:
    """A box to tick or a circle to choose by, ticked if it is, where a character is one.

    `face` is the one that has ✓; None too where it lacks another part.
    """
    sign = cluster.rstrip("\ufe0e\ufe0f")
    parts = f"[{_BOXES[sign]}]" if sign in _BOXES else _CIRCLES.get(sign, "")
    if not parts or not face.covers(parts):
        return None
    width = _CIRCLE_WIDTH_EM if sign in _CIRCLES else _BOX_WIDTH_EM
    drawn = []
    for part in parts:
        glyphs = face.shape(part)
        size, rise = _PARTS[part]
        if part == "°":  # as low as it is, or the line would open for what is below it
            glyphs = glyphs.changed(bottom_units=round(_RING_EM * face.units_per_em))
        own = glyphs.advance_units / face.units_per_em * size
        x = {"[": 0.0, "]": width - own}.get(part, (width - own) / 2)
        drawn.append(Drawn(x, rise, size, glyphs))
    return CodeBox(tuple(drawn), width)


def code_boxes(cluster: str, face: Face) -> list[CodeBox]:
    """A box for each character of a cluster, with its code in figures; drawn by the face."""
    shown = [letter for letter in cluster if letter not in _PASSED_OVER] or list(cluster)
    return [_code_box(ord(letter), face) for letter in shown]


def _code_box(code: int, face: Face) -> CodeBox:
    em = 1 / face.units_per_em
    # U+10FFFF is in no font, and never will be a character.
    frame = face.shape("\U0010ffff")
    width = frame.advance_units * em * _BOX_EM
    if not face.covers(_HEXADECIMAL):
        return CodeBox((Drawn(0.0, _BOX_RISE_EM, _BOX_EM, frame),), width)
    figures = f"{code:04X}" if code < 0x10000 else f"{code:06X}"
    size, rises = _ROWS_EM[len(figures) // 2]
    parts = [Drawn(0.0, _BOX_RISE_EM, _BOX_EM, frame)]
    for index, rise in enumerate(rises):
        row = face.shape(figures[2 * index : 2 * index + 2])
        own = row.advance_units * em * size
        parts.append(Drawn((width - own) / 2, rise, size, row))
    return CodeBox(tuple(parts), width)
