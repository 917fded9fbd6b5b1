"""Formulas in one line: what MathML says by where it puts a part, said in characters.

The parts of a fraction or a power run together when only their text is kept: ½ would be 12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape

from readable.patterns import pattern
from readable.sanitising.hiding import is_hidden
from readable.sanitising.policy import FORMULA, FORMULA_NOTES, VOID
from readable.sanitising.stream import WRITTEN_ATTRIBUTES, read_attributes

__all__ = ["formula_line", "with_formulas_in_line"]

_TOKEN = pattern(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*){WRITTEN_ATTRIBUTES}>|[^<]+|<")
_ANY_TAG = pattern(r"<(?:(/?)([a-z][a-z0-9-]*+)[^<>]*?(/?)>|[^>]*+>?)", re.IGNORECASE)
_FORMULA = pattern(r"</?math[\s>]")
_LEAVES = frozenset("mi mn mo ms mtext".split())
_INVISIBLE_OPERATORS = frozenset("\u2061\u2062\u2063\u2064")
_RAISED = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
_SPACE = " \t\n\f\r"
# No formula is deeper; what is gets no shape of its own any more.
_DEEPEST = 64
_LONGEST_SIGN = 80

# How tightly a part holds together: as one sign, as one with a power, or not.
_SIGN, _POWER, _SEVERAL = range(3)


@dataclass(slots=True)
class _Part:
    """A part of a formula: as HTML, and in characters alone, both escaped."""

    html: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    hold: int = _SIGN
    is_operator: bool = False
    is_apart: bool = False
    """Whether a sign right beside it would seem to belong to it, as 3 and x to 1/2."""
    has_scripts: bool = False

    def add(self, *others: _Part | str) -> _Part:
        """Puts others behind this; returns it."""
        for other in others:
            if isinstance(other, str):
                self.html.append(other)
                self.plain.append(other)
            else:
                self.html += other.html
                self.plain += other.plain
                self.has_scripts |= other.has_scripts
        return self

    def held(self, most: int) -> _Part:
        """This, in parentheses if it holds together less than asked."""
        return self if self.hold <= most else _Part().add("(", self, ")")

    def add_script(self, tag: str, part: _Part) -> None:
        """Puts a part above ("sup") or below ("sub") the end of this."""
        if not part.html:
            return
        self.html += [f"<{tag}>", *part.html, f"</{tag}>"]
        self.plain += ["^" if tag == "sup" else "_", *part.held(_SIGN).plain]
        self.has_scripts = True


@dataclass(slots=True)
class _Element:
    tag: str
    source: str
    attributes: dict[str, str]
    parts: list[_Part] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    """Before which parts an empty `<mprescripts>` stands."""


def with_formulas_in_line(clean: str) -> str:
    """What nh3 wrote, with each formula as text that reads in one line, in its `<math>`.

    A formula with raised or lowered parts gets an `alttext` in characters alone, unless it has
    one.

    >>> with_formulas_in_line("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>")
    '<math>1/2</math>'
    >>> with_formulas_in_line("<math><msup><mi>x</mi><mn>2</mn></msup></math>")
    '<math alttext="x^2">x<sup>2</sup></math>'
    """
    written: list[str] = []
    start = done = depth = 0
    for found in _FORMULA.finditer(clean):
        depth += -1 if found[0].startswith("</") else 1
        if depth == 1 and not found[0].startswith("</"):
            start = found.start()
        elif depth == 0:
            end = clean.index(">", found.start()) + 1
            written += (clean[done:start], *_line(clean[start:end]))
            done = end
        depth = max(depth, 0)
    return "".join((*written, clean[done:])) if done else clean


def formula_line(source: str) -> str:
    """The content of a `<math>` as a page has it, as text, `<sub>` and `<sup>`."""

    def tag(found: re.Match[str]) -> str:
        name = (found[2] or "").lower()
        if name not in FORMULA and name not in FORMULA_NOTES:
            return ""
        return f"<{found[1]}{name}>" + (f"</{name}>" if found[3] and not found[1] else "")

    return "".join(_line(_ANY_TAG.sub(tag, source)))


def _line(source: str) -> list[str]:
    open_elements = [_Element("", "", {})]
    for found in _TOKEN.finditer(source):
        close, tag, attributes = found.groups()
        element = open_elements[-1]
        if tag is None:
            _add_text(element, found[0])
        elif not close and tag in VOID:
            element.parts.append(_Part([found[0]]))
        elif not close:
            open_elements.append(_Element(tag, found[0], read_attributes(attributes or "")))
        elif element.tag == tag:
            _end(open_elements)
        elif any(one.tag == tag for one in open_elements[-_DEEPEST:]):
            while open_elements[-1].tag != tag:
                _end(open_elements)
            _end(open_elements)
    while len(open_elements) > 1:
        _end(open_elements)
    return _row(open_elements[0].parts).html


def _add_text(element: _Element, text: str) -> None:
    if element.tag in FORMULA and element.tag not in _LEAVES:
        is_space = not text.strip(_SPACE)
        if is_space and element.tag not in _ROWS:
            return
        element.parts.append(_Part([" "], [" "]) if is_space else _Part([text], [text]))
    else:
        element.parts.append(_Part([text], [text]))


def _end(open_elements: list[_Element]) -> None:
    """Ends the innermost element, and puts what it says into the one around it."""
    element = open_elements.pop()
    around = open_elements[-1]
    if element.tag == "mprescripts":
        around.marks.append(len(around.parts))
    elif element.tag not in FORMULA_NOTES:
        around.parts.append(_part(element, is_deep=len(open_elements) > _DEEPEST))


def _part(element: _Element, is_deep: bool) -> _Part:
    tag, parts = element.tag, element.parts
    if tag in FORMULA and tag != "math" and is_hidden(element.attributes):
        return _Part()
    if tag in _LEAVES:
        sign = _Part().add(*parts)
        if len(sign.html) == 1 and sign.html == sign.plain and len(sign.html[0]) <= _LONGEST_SIGN:
            text = sign.html[0].strip(_SPACE)
            sign = _Part([text], [text])
            sign.is_operator = tag == "mo" and unescape(text) not in _INVISIBLE_OPERATORS
            sign.hold = _SEVERAL if any(map(str.isspace, text)) else _SIGN
        elif sign.html:
            sign.hold = _SEVERAL
        return sign
    if tag not in FORMULA:
        content = _Part().add(*parts)
        content.html = [element.source, *content.html, f"</{tag}>"]
        return content
    if tag == "math":
        return _math(element)
    if is_deep:
        return _row(parts)
    if tag == "mfrac" and len(parts) == 2:
        if re.match(r"\s*0(?:\.0*)?(?:[a-z%]|\s*$)", element.attributes.get("linethickness", "")):
            return _spaced(parts)
        over, under = (part.held(_POWER) for part in parts)
        line = _Part(hold=_SEVERAL, is_apart=True)
        return line.add(over, "/", under)
    if tag == "msqrt":
        return _Part().add("√(", _row(parts), ")")
    if tag == "mroot" and len(parts) == 2:
        return _root(*parts)
    if tag in _SCRIPTS and len(parts) == len(_SCRIPTS[tag]) + 1:
        return _scripted(parts[0], list(zip(_SCRIPTS[tag], parts[1:], strict=True)))
    if tag == "mmultiscripts" and parts:
        return _with_many_scripts(parts, element.marks)
    if tag in ("mover", "munder", "munderover"):
        return _spaced(parts)
    if tag == "mfenced":
        return _fenced(element)
    if tag == "mtable":
        return _joined(parts, "; ")
    if tag == "mtr":
        return _joined(parts, " ")
    return _row(parts)


_SCRIPTS = {"msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup")}
_ROWS = frozenset(
    "math menclose merror mpadded mrow msqrt mstyle mtd".split()
)  # whose parts stand side by side


def _math(element: _Element) -> _Part:
    line = _row(element.parts)
    source = element.source
    has_name = any(element.attributes.get(name) for name in ("alttext", "aria-label"))
    if line.has_scripts and not has_name and "aria-labelledby" not in element.attributes:
        name = "".join(line.plain).replace('"', "&quot;")
        source = re.sub(' alttext="[^"]*"', "", source)[:-1] + f' alttext="{name}">'
    line.html = [source, *line.html, "</math>"]
    return line


def _row(parts: list[_Part]) -> _Part:
    """Parts side by side, with a space where two would seem to be one."""
    parts = [part for part in parts if part.html]
    while parts and parts[0].html == [" "]:
        del parts[0]
    while parts and parts[-1].html == [" "]:
        del parts[-1]
    if len(parts) == 1:
        return parts[0]
    row = _Part(hold=_SEVERAL)
    before: _Part | None = None
    for part in parts:
        if (
            before
            and (before.is_apart or part.is_apart)
            and not (before.is_operator or part.is_operator)
            and " " not in (before.html[-1], part.html[0])
        ):
            row.add(" ")
        row.add(part)
        before = part
    if not parts:
        row.hold = _SIGN
    return row


def _joined(parts: list[_Part], between: str) -> _Part:
    joined = _Part(hold=_SEVERAL if len(parts) > 1 else _SIGN)
    for index, part in enumerate(parts):
        if index:
            joined.add(between)
        joined.add(part)
    return joined


def _spaced(parts: list[_Part]) -> _Part:
    spaced = _joined([part for part in parts if part.html], " ")
    spaced.is_apart = True
    return spaced


def _root(base: _Part, index: _Part) -> _Part:
    said = "".join(index.plain)
    raised = said.translate(_RAISED)
    root = _Part(is_apart=True)
    if set(said) <= set("0123456789n"):
        root.add(raised)
    else:
        root.add_script("sup", index)
    return root.add("√(", base, ")")


def _scripted(base: _Part, scripts: list[tuple[str, _Part]]) -> _Part:
    part = _Part().add(base.held(_SIGN))
    for tag, script in scripts:
        part.add_script(tag, script)
    if any(tag == "sup" and script.html for tag, script in scripts):
        part.hold = _POWER
    part.is_operator = base.is_operator
    return part


def _with_many_scripts(parts: list[_Part], marks: list[int]) -> _Part:
    """A base, then its scripts below and above it in turn, then those before it."""
    behind, before = parts[1:], []
    if marks:
        behind, before = parts[1 : marks[0]], parts[marks[0] :]
    part = _Part(is_apart=bool(before))
    for index, script in enumerate(before):
        part.add_script(("sub", "sup")[index % 2], script)
    part.add(parts[0].held(_SIGN))
    for index, script in enumerate(behind):
        part.add_script(("sub", "sup")[index % 2], script)
    part.hold = _POWER
    return part


def _fenced(element: _Element) -> _Part:
    # https://www.w3.org/TR/MathML3/chapter3.html#presm.mfenced
    attributes = element.attributes
    separators = "".join(attributes.get("separators", ",").split())
    fenced = _Part().add(escape(attributes.get("open", "(")))
    for index, part in enumerate(element.parts):
        if index and separators:
            fenced.add(escape(separators[min(index, len(separators)) - 1]), " ")
        fenced.add(part)
    return fenced.add(escape(attributes.get("close", ")")))
