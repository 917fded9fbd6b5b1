"""The rules of the Unicode line breaking algorithm, one after the other, as UAX #14 gives them.

This is revision 55 of UAX #14, for Unicode 17.0, without any tailoring. It is written to be
compared with the annex; `linebreak` calls it only for what its short cuts do not know.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["apply_rules"]

_LETTERS = frozenset({"AL", "AL_DottedCircle", "AL_Unassigned", "HL"})
_QUOTES = frozenset({"QU", "QU_Pi", "QU_Pf"})
_PICTURES = frozenset({"ID", "ID_Unassigned", "EB", "EM"})
_HANGUL = frozenset({"JL", "JV", "JT", "H2", "H3"})
_AKSARAS = frozenset({"AK", "AL_DottedCircle", "AS"})
_LINE_ENDS = frozenset({"BK", "CR", "LF", "NL"})
_NO_BASE_FOR_MARKS = _LINE_ENDS | {"SP", "ZW"}
_BEFORE_OPENING_QUOTE = _LINE_ENDS | {"sot", "OP", "GL", "SP", "ZW"} | _QUOTES
_AFTER_CLOSING_QUOTE = (
    _LINE_ENDS | {"eot", "SP", "GL", "WJ", "CL", "CP", "EX", "IS", "SY", "ZW"} | _QUOTES
)
_BEFORE_WORD_INITIAL_HYPHEN = _LINE_ENDS | {"sot", "SP", "ZW", "CB", "GL"}


def apply_rules(classes: Iterable[tuple[str, bool]]) -> list[tuple[int, bool]]:
    """Every break opportunity inside a text, and whether the line must end there.

    `classes` are those of `line_break_class`, one a character. An opportunity is the count of
    characters before it. The end of the text (rule LB3) is left to the caller.

    >>> from readable._unicode_data import line_break_class
    >>> apply_rules(map(line_break_class, "thi đua\\nyêu nước"))
    [(4, False), (8, True), (12, False)]
    """
    # LB9: a base and its marks count as one, written here as the base. LB10: a mark without
    # a base counts as a letter. What stands before and after the text gets a class too, so that
    # rules may look past either end.
    names = ["sot"]
    east_asian = [False]
    starts = [0]
    joined = [False]  # whether a ZERO WIDTH JOINER comes last, for LB8a
    offset = 0
    for offset, (name, is_east_asian) in enumerate(classes, start=1):
        if name in ("CM", "ZWJ"):
            if names[-1] not in _NO_BASE_FOR_MARKS and names[-1] != "sot":
                joined[-1] = name == "ZWJ"
                continue
            names.append("AL")
            east_asian.append(False)
        else:
            names.append(name)
            east_asian.append(is_east_asian)
        starts.append(offset - 1)
        joined.append(name == "ZWJ")
    names += ("eot", "eot", "eot")
    east_asian += (False, False, False)

    opportunities = []
    stem = 0  # the last place before the gap that holds no space
    number = ""  # "open" after NU (SY | IS)*, "closed" after that and a closing bracket
    flags = 0  # regional indicators in a row
    for place in range(2, len(starts)):
        two_before, before, after = names[place - 2], names[place - 1], names[place]
        following = names[place + 1]
        if before == "NU" or (number == "open" and before in ("SY", "IS")):
            number = "open"
        elif number == "open" and before in ("CL", "CP"):
            number = "closed"
        else:
            number = ""
        flags = flags + 1 if before == "RI" else 0
        if before != "SP":
            stem = place - 1
        stem_name = names[stem]

        # LB4, LB5: a line ends where the text says so.
        if before in _LINE_ENDS:
            if before != "CR" or after != "LF":
                opportunities.append((starts[place], True))
            continue
        # LB6, LB7
        if after in _LINE_ENDS or after in ("SP", "ZW"):
            continue
        # LB8
        if stem_name == "ZW":
            opportunities.append((starts[place], False))
            continue
        # LB8a
        if joined[place - 1]:
            continue
        # LB11
        if before == "WJ" or after == "WJ":
            continue
        # LB12, LB12a
        if before == "GL" or (after == "GL" and before not in ("SP", "BA", "HY", "HH")):
            continue
        # LB13
        if after in ("CL", "CP", "EX", "SY"):
            continue
        # LB14
        if stem_name == "OP":
            continue
        # LB15a: an opening quotation mark stays with what it opens, even across spaces.
        if stem_name == "QU_Pi" and names[stem - 1] in _BEFORE_OPENING_QUOTE:
            continue
        # LB15b: and a closing one with what it closes.
        if after == "QU_Pf" and following in _AFTER_CLOSING_QUOTE:
            continue
        # LB15c, LB15d: no stop begins a line, unless a number such as .5 begins with it.
        if after == "IS":
            if before == "SP" and following == "NU":
                opportunities.append((starts[place], False))
            continue
        # LB16
        if after == "NS" and stem_name in ("CL", "CP"):
            continue
        # LB17
        if after == "B2" and stem_name == "B2":
            continue
        # LB18
        if before == "SP":
            opportunities.append((starts[place], False))
            continue
        # LB19
        if after in ("QU", "QU_Pf") or before in ("QU", "QU_Pi"):
            continue
        # LB19a: between East Asian characters, the other quotation marks leave room.
        if after == "QU_Pi" and not (east_asian[place - 1] and east_asian[place + 1]):
            continue
        if before == "QU_Pf" and not (east_asian[place] and east_asian[place - 2]):
            continue
        # LB20
        if before == "CB" or after == "CB":
            opportunities.append((starts[place], False))
            continue
        # LB20a: a hyphen that begins a word, as in "-ism"
        if before in ("HY", "HH"):
            if after in _LETTERS and two_before in _BEFORE_WORD_INITIAL_HYPHEN:
                continue
            # LB21a, whose rank below LB21 makes no difference
            if two_before == "HL" and after != "HL":
                continue
        # LB21
        if after in ("BA", "HH", "HY", "NS") or before == "BB":
            continue
        # LB21b
        if before == "SY" and after == "HL":
            continue
        # LB22
        if after == "IN":
            continue
        # LB23
        if (before in _LETTERS and after == "NU") or (before == "NU" and after in _LETTERS):
            continue
        # LB23a
        if (before == "PR" and after in _PICTURES) or (before in _PICTURES and after == "PO"):
            continue
        # LB24
        if (before in ("PR", "PO") and after in _LETTERS) or (
            before in _LETTERS and after in ("PR", "PO")
        ):
            continue
        # LB25
        if number == "open" and after in ("NU", "PO", "PR"):
            continue
        if number == "closed" and after in ("PO", "PR"):
            continue
        if before in ("PO", "PR"):
            if after == "NU":
                continue
            if after == "OP" and (
                following == "NU" or (following == "IS" and names[place + 2] == "NU")
            ):
                continue
        if before in ("HY", "IS") and after == "NU":
            continue
        # LB26
        if before == "JL" and after in ("JL", "JV", "H2", "H3"):
            continue
        if before in ("JV", "H2") and after in ("JV", "JT"):
            continue
        if before in ("JT", "H3") and after == "JT":
            continue
        # LB27
        if (before in _HANGUL and after == "PO") or (before == "PR" and after in _HANGUL):
            continue
        # LB28
        if before in _LETTERS and after in _LETTERS:
            continue
        # LB28a
        if before == "AP" and after in _AKSARAS:
            continue
        if before in _AKSARAS and (
            after in ("VF", "VI") or (after in _AKSARAS and following == "VF")
        ):
            continue
        if before == "VI" and two_before in _AKSARAS and after in ("AK", "AL_DottedCircle"):
            continue
        # LB29
        if before == "IS" and after in _LETTERS:
            continue
        # LB30
        if after == "OP" and not east_asian[place] and (before in _LETTERS or before == "NU"):
            continue
        if before == "CP" and not east_asian[place - 1] and (after in _LETTERS or after == "NU"):
            continue
        # LB30a: regional indicators pair up into flags.
        if after == "RI" and flags % 2 == 1:
            continue
        # LB30b
        if after == "EM" and (before == "EB" or before.endswith("_Unassigned")):
            continue
        # LB31
        opportunities.append((starts[place], False))
    return opportunities
