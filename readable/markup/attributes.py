"""The attributes that a page gave its elements: which of them stay, and the ids they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from readable.article import (
    Attributes,
    Block,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Preformatted,
    Section,
    Table,
)
from readable.errors import WrongUse

__all__ = ["Ids", "attributes_for"]

_SPACE = re.compile(r"\s")

# What a reference to other elements may be: one id or several
# (https://www.w3.org/TR/wai-aria-1.2/, https://html.spec.whatwg.org/#attr-tdth-headers).
_REFERENCES = frozenset(
    "aria-controls aria-describedby aria-details aria-flowto aria-labelledby aria-owns "
    "headers".split()
)

# The global states and properties of WAI-ARIA 1.2 that mean something without a script, and what
# may stand in those that take a word.
_BOOLEAN = frozenset(("true", "false"))
_WORDS = {
    "dir": frozenset(("ltr", "rtl", "auto")),
    "aria-atomic": _BOOLEAN,
    "aria-busy": _BOOLEAN,
    "aria-hidden": _BOOLEAN,
    "aria-current": _BOOLEAN | {"page", "step", "location", "date", "time"},
    "aria-live": frozenset(("off", "polite", "assertive")),
}
_GLOBAL = frozenset((*_REFERENCES, *_WORDS, "aria-description", "aria-label", "title")) - {
    "headers"
}
_NUMBER = re.compile(r"-1|\d{1,9}")
_NUMBERS = {
    "table": frozenset(("aria-colcount", "aria-rowcount")),
    "td": frozenset(("aria-colindex", "aria-rowindex", "aria-colspan", "aria-rowspan")),
}
_NUMBERS["th"] = _NUMBERS["td"]
_SORTED = frozenset(("ascending", "descending", "none", "other"))

# Roles that say what a text is. Left out are those of controls, which without their script do
# nothing; those that want certain elements around or in them; and those that a page has once.
_TEXT_ROLES = frozenset(
    "alert code definition deletion emphasis group img insertion log mark math none note "
    "presentation region status strong subscript superscript term time tooltip "
    "doc-abstract doc-appendix doc-bibliography doc-conclusion doc-endnotes doc-epigraph "
    "doc-example doc-footnote doc-glossary doc-introduction doc-notice doc-preface doc-pullquote "
    "doc-subtitle doc-tip".split()
)
_HEADING_ROLES = frozenset(("doc-subtitle", "heading", "none", "presentation"))
# Which of them each element may have (https://www.w3.org/TR/html-aria/#docconformance).
_ROLES = {
    "p": _TEXT_ROLES,
    "span": _TEXT_ROLES,
    "abbr": _TEXT_ROLES,
    "dfn": _TEXT_ROLES,
    "div": _TEXT_ROLES,
    "address": _TEXT_ROLES,
    "figure": frozenset(("figure", "group", "img", "none", "note", "presentation", "region")),
    "section": _TEXT_ROLES & frozenset("alert group log note region status".split())
    | {role for role in _TEXT_ROLES if role.startswith("doc-") and role != "doc-subtitle"},
    "aside": frozenset(("doc-example", "doc-footnote", "doc-pullquote", "doc-tip", "note")),
    "nav": frozenset(("doc-index", "doc-pagelist", "doc-toc", "navigation")),
    "details": frozenset(("group",)),
    "table": frozenset(("table",)),
    "ul": frozenset(("list", "none", "presentation")),
    "a": frozenset("button doc-backlink doc-biblioref doc-glossref doc-noteref link".split()),
    "img": frozenset(("img",)),
}
_ROLES["ol"] = _ROLES["ul"]
_ROLES |= {f"h{level}": _HEADING_ROLES for level in range(1, 7)}

# Elements, and roles, that a name may not be given to (https://www.w3.org/TR/html-aria/
# #docconformance-naming): what a page would have them called becomes their title.
_NAMELESS = frozenset(("abbr", "dfn", "div", "p", "span"))
_NAMELESS_ROLES = frozenset(
    "code deletion emphasis insertion mark none presentation strong subscript superscript term "
    "time".split()
)
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class Ids:
    """The ids of one article: what its page called each place, and what it is called here.

    An id is written once, at the first of the places that have it.
    """

    prefix: str
    _names: dict[str, str] = field(default_factory=dict)
    _unplaced: set[str] = field(default_factory=set)
    _headers: list[set[str]] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Iterable[Block], prefix: str) -> Ids:
        """The ids of blocks, as `walk` gives them."""
        if _SPACE.search(prefix):
            raise WrongUse(f"{prefix!r} cannot be the prefix of an id", hint="leave the space out")
        ids = cls(prefix)
        ids._names = {
            name: prefix + _SPACE.sub(lambda space: quote(space[0]), name)
            for block in blocks
            for name in _names_in(block)
        }
        ids._unplaced = set(ids._names.values())
        return ids

    def place(self, name: str | None) -> str | None:
        """The id to write where the page has this name; None where it is written already."""
        own = self._names.get(name or "")
        if own not in self._unplaced:
            return None
        self._unplaced.discard(own)
        return own

    def own(self, name: str) -> str:
        """An id for a place that the page gave none, unlike all others."""
        own = self.prefix + name
        while own in self._names.values():
            own += "-"
        return own

    def of_link(self, fragment: str) -> str | None:
        """The id of the place in the article that a link leads to, if there is one."""
        return self._names.get(fragment) or self._names.get(unquote(fragment))

    def of_references(self, names: str) -> str | None:
        """A list of names as ids, without those that are no places of this article.

        >>> ids = Ids.of((Paragraph((), attributes=(("id", "a"),)),), "tin-")
        >>> ids.of_references("a b"), ids.of_references("b")
        ('tin-a', None)
        """
        return " ".join(dict.fromkeys(filter(None, map(self._names.get, names.split())))) or None

    def of_headers(self, names: str, cell: str | None) -> str | None:
        """As `of_references`, of other header cells of the table that is being written only."""
        known = self._headers[-1] if self._headers else set()
        found = (name for name in names.split() if name in known and name != cell)
        return self.of_references(" ".join(found))

    def enter_table(self, table: Table) -> None:
        """From here on, `headers` are those of this table."""
        cells = (cell for row in table.rows for cell in row if cell.header)
        names = (_value(cell.attributes, "id") or "" for cell in cells)
        # Where a name is another place's already, the cell here does not get it.
        self._headers.append({name for name in names if self._names.get(name) in self._unplaced})

    def leave_table(self) -> None:
        """The table ends."""
        self._headers.pop()


def attributes_for(
    element_name: str, attributes: Attributes, ids: Ids, *, has_links: bool = False
) -> dict[str, str | None]:
    """The attributes to write on an element, as `element` takes them.

    Kept are those that assistive technology uses and that HTML lets stand on that element, with
    values that it defines. What holds a link is not hidden from it.

    >>> ids = Ids.of((), "tin-")
    >>> attributes_for("p", (("role", "note"), ("onclick", "x"), ("aria-label", "Lưu ý")), ids)
    {'role': 'note', 'aria_label': 'Lưu ý'}
    >>> attributes_for("p", (("aria-label", "Lưu ý"), ("aria-labelledby", "none")), ids)
    {'title': 'Lưu ý'}
    """
    if not attributes:
        return {}
    given = {name: value.strip() for name, value in attributes}
    kept: dict[str, str | None] = {"id": ids.place(given.get("id")), "role": None}
    for name, value in given.items():
        if name == "headers":
            found = ids.of_headers(value, given.get("id")) if element_name in _CELLS else None
        elif name in _REFERENCES:
            found = ids.of_references(value)
        else:
            found = _plain(element_name, name, value, has_links)
        if found:
            kept[name.replace("-", "_")] = found
    role = kept["role"] = _role(element_name, given.get("role", ""), _is_named(kept))
    if role in _NAMELESS_ROLES or (element_name in _NAMELESS and not role):
        label, labelled = kept.pop("aria_label", None), kept.pop("aria_labelledby", None)
        if label:
            kept.setdefault("title", label)
        if labelled:
            kept.setdefault("aria_describedby", labelled)
    return {name: value for name, value in kept.items() if value}


def _is_named(kept: dict[str, str | None]) -> bool:
    return "aria_label" in kept or "aria_labelledby" in kept


def _role(element_name: str, roles: str, named: bool) -> str | None:
    for role in roles.lower().split():
        # A picture and a region have a name, or are none.
        if role in _ROLES.get(element_name, ()) and (named or role not in ("img", "region")):
            return role
    return None


def _plain(element_name: str, name: str, value: str, has_links: bool) -> str | None:
    """The value of an attribute that names no other element, where it may stand."""
    if name in _WORDS:
        value = value.lower()
        return (
            value if value in _WORDS[name] and not (name == "aria-hidden" and has_links) else None
        )
    if name in _NUMBERS.get(element_name, ()):
        return value if _NUMBER.fullmatch(value) else None
    if name == "aria-sort":
        return value if element_name == "th" and value in _SORTED else None
    return value if name in _GLOBAL or (name == "abbr" and element_name == "th") else None


def _value(attributes: Attributes, wanted: str) -> str | None:
    return next((value for name, value in attributes if name == wanted), None)


def _names_in(block: Block) -> Iterator[str]:
    """What the page calls the block and what stands in it, but the blocks in it."""
    holders: list[Attributes] = []
    match block:
        case Paragraph(runs=runs) | Heading(runs=runs) | Preformatted(runs=runs):
            for run in runs:
                if run.anchor:
                    yield run.anchor
                if run.attributes:
                    holders.append(run.attributes)
        case Figure(images=images):
            holders += (image.attributes for image in images)
        case Table(rows=rows):
            holders += (cell.attributes for row in rows for cell in row)
        case _:
            pass
    if isinstance(block, Paragraph | Heading | Figure | ListBlock | Table | Section):
        holders.append(block.attributes)
    for attributes in holders:
        if attributes and (name := _value(attributes, "id")):
            yield name
