"""The style sheets of a page: their rules, media queries and font faces. A door to tinycss2."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import tinycss2
from cssselect2 import SelectorError, compile_selector_list  # type: ignore[import-untyped]

from readable.check.matching import Matches, focused_of, names_of, read_needs
from readable.errors import ImageRefused

if TYPE_CHECKING:
    from readable.check.page import Element, Page

__all__ = [
    "Declaration",
    "FocusRule",
    "FontFace",
    "Media",
    "Sheets",
    "StyleRule",
    "Unread",
    "matches_media",
    "read_declarations",
    "value_of",
]

_LARGEST_SHEET = 4 * 1024 * 1024
_MOST_RULES = 20_000
_LONGEST_SELECTOR = 2000
_DEEPEST_IMPORT = 3
_MOST_IMPORTS = 100
_DEEPEST_BRACKETS = 100
# A selector with :has() may look through the whole page for each of its elements.
_MOST_SEARCHES = 50_000
_MOST_FOCUS_RULES = 200
# What the library raises for a selector that is none, or that it does not know. Over some, as
# ":nth-child(n+)", its parser trips, and what ends an iteration ends a generator of ours.
_NO_SELECTOR = (
    *(SelectorError, SyntaxError, MemoryError, AttributeError, StopIteration),
    RuntimeError,  # also RecursionError and NotImplementedError
)
# Where a selector's part begins with it, any element is meant.
_FOCUS = re.compile(r"((?:^|(?<=[\s>+~(,])))?:focus(?:-visible|-within)?(?![\w-])")
# What the toolbar's sheet is called wherever a portal serves it, and what it is for.
_OWN_SHEET, _OWN_ELEMENT = "toolbar.css", "readable-toolbar"
# Sheets with font faces and nothing else: what the page looks like but for those is known.
_ONLY_FONTS = re.compile(r"(?:https?:)?//fonts\.(?:googleapis\.com|bunny\.net)/css2?\b", re.I)
_NAMED = re.compile(r"""(url\(\s*["']?|@import\s+["'])([^"')\s]+)""", re.I)


class Declaration(NamedTuple):
    """One property and its value, as tokens."""

    name: str
    value: tuple[Any, ...]
    important: bool


class Media(NamedTuple):
    """What a page is shown on: the viewport in CSS px."""

    width_px: float = 1280.0
    height_px: float = 1024.0

    @property
    def orientation(self) -> str:
        return "portrait" if self.height_px >= self.width_px else "landscape"


class Selector(NamedTuple):
    """One selector: whether it matches an element, and where it is looked up."""

    test: Callable[[Element], bool]
    specificity: tuple[int, ...]
    pseudo: str | None
    """The pseudo-element that it is about."""
    never_matches: bool
    key: str
    around: str
    """What `read_needs` says of it."""


class StyleRule(NamedTuple):
    """A selector list with its declarations, under the media queries around it."""

    selectors: tuple[Selector, ...]
    declarations: tuple[Declaration, ...]
    media: tuple[tuple[Any, ...], ...]
    scope: object
    order: int


class FocusRule(NamedTuple):
    """What a page says of elements that have the keyboard's focus."""

    selector: str
    styled: tuple[Selector, ...]
    """The selector of the same elements without the focus."""
    focused: tuple[Selector, ...]
    """That of the elements that have the focus, where others are styled for it."""
    combinator: str
    """What stands behind those, "" where they are styled themselves."""
    declarations: tuple[Declaration, ...]
    media: tuple[tuple[Any, ...], ...]
    scope: object

    def matches(self, element: Element) -> bool:
        """Whether it is about the element."""
        return element.scope is self.scope and any(one.test(element) for one in self.styled)

    def goes_with(self, element: Element) -> bool:
        """Whether it styles something when the element has the focus: it, one in or beside it."""
        around = element.parent
        if self.combinator in (" ", ">") and not element.elements:
            return False
        if self.combinator in ("+", "~") and around and around.elements[-1] is element:
            return False
        return element.scope is self.scope and any(one.test(element) for one in self.focused)


@dataclass(frozen=True, slots=True)
class FontFace:
    """An @font-face rule: the name, and where the file may be."""

    family: str
    sources: tuple[str, ...]
    bold: bool
    unicode_range: tuple[tuple[int, int], ...]
    metrics: tuple[float | None, float | None, float | None]
    """Ascent, descent and line gap that override the font's, in em."""


class Unread(NamedTuple):
    """A style sheet that is elsewhere, or is not read whole."""

    element: Element
    address: str
    """ "" for what stands in the element itself."""


@dataclass
class Sheets:
    """All rules of a page, in order."""

    page: Page
    rules: list[StyleRule] = field(default_factory=list)
    faces: list[FontFace] = field(default_factory=list)
    focus: list[FocusRule] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    """Sheets that are elsewhere or cannot be read: what they say is not known."""
    media_features: set[str] = field(default_factory=set)
    """What the media queries of the page ask."""
    _element: Element | None = None
    """The element whose sheet is read."""
    _searches: int = 0
    _imported: set[tuple[object, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for element in self.page.elements:
            if element.tag == "style" and element.get("type", "text/css").lower() in (
                "",
                "text/css",
            ):
                media = _media_of(element.get("media"))
                self._element = element
                self._read(element.text_content, media, element.scope, 0)
            elif (
                element.tag == "link"
                and "stylesheet" in element.get("rel").lower().split()
                and "alternate" not in element.get("rel").lower().split()
                and not element.has("disabled")
            ):
                self._link(element)

    @cached_property
    def matches(self) -> Matches:
        """Which of the rules match which element."""
        return Matches(self.page, self.rules)

    def _link(self, element: Element) -> None:
        self._element = element
        self._file(element.get("href"), _media_of(element.get("media")), element.scope, 0)

    def _give_up(self, address: str = "") -> None:
        """Notes that not all is known of what the sheet says, or the one at an address."""
        if self._element is not None:
            one = Unread(self._element, address)
            if one not in self.unread:
                self.unread.append(one)

    def _file(self, address: str, media: tuple[Any, ...], scope: object, depth: int) -> None:
        """Reads the sheet at an address."""
        from readable.addresses import data_uri, local_file

        if _ONLY_FONTS.match(address.strip()):
            return
        within = self.page.address(address)
        try:
            if address.strip().lower().startswith("data:"):
                text = data_uri(address).decode("utf-8", "replace")
            else:
                with local_file(within, self.page.base).open("rb") as file:
                    text = file.read(_LARGEST_SHEET).decode("utf-8", "replace")
                text = self._from_page(text, within)
        except (ImageRefused, OSError):
            own = self._own(address)
            if own is None:
                self._give_up(address)
                return
            text = own
        self._read(text, media, scope, depth)

    def _from_page(self, text: str, address: str) -> str:
        """The sheet with what it names as the page would name it."""
        from readable.addresses import from_folder

        folder = re.split("[?#]", address, maxsplit=1)[0].rpartition("/")[0]
        folder = f"{folder}/" if folder else ""
        folder = f"/{folder}" if self.page.is_site else folder.removeprefix(self.page.folder)
        return _NAMED.sub(lambda found: found[1] + from_folder(found[2], folder), text)

    def _own(self, address: str) -> str | None:
        """A sheet that this library writes, where a digest or the page says that it is that one."""
        from readable.widget import file, integrity

        name = re.split("[?#]", address, maxsplit=1)[0].rpartition("/")[2].strip()
        if name != _OWN_SHEET or self._element is None:
            return None
        digest = self._element.get("integrity").strip()
        is_own = digest == integrity(name) if digest else _OWN_ELEMENT in self.page.tags
        return file(name).decode() if is_own else None

    def _read(self, text: str, media: tuple[Any, ...], scope: object, depth: int) -> None:
        if _is_too_deep(text):
            self._give_up()
            return
        nodes = tinycss2.parse_stylesheet(
            text[:_LARGEST_SHEET], skip_comments=True, skip_whitespace=True
        )
        self._rules(nodes, (media,) if media else (), scope, depth)

    def _rules(
        self, nodes: Sequence[Any], media: tuple[tuple[Any, ...], ...], scope: object, depth: int
    ) -> None:
        for node in nodes:
            if len(self.rules) >= _MOST_RULES:
                return
            if node.type == "qualified-rule":
                self._rule(node, media, scope)
            elif node.type == "at-rule":
                self._at_rule(node, media, scope, depth)

    def _rule(self, node: Any, media: tuple[tuple[Any, ...], ...], scope: object) -> None:
        prelude = node.prelude
        if scope is not None:
            prelude = [one for one in prelude if not _is_host(one)] or prelude
        written = tinycss2.serialize(prelude)
        if len(written) > _LONGEST_SELECTOR:
            return
        try:
            selectors = tuple(_selectors(prelude))
        except _NO_SELECTOR:
            return
        if ":has(" in written or " of " in written:
            self._searches += sum(self._named[one.key] for one in selectors)
            if self._searches > _MOST_SEARCHES:
                self._give_up()
                return
        declarations = tuple(read_declarations(node.content))
        if declarations:
            rule = StyleRule(selectors, declarations, media, scope, len(self.rules))
            self.rules.append(rule)
            if ":focus" in written and ":has(" not in written:
                self._focus(prelude, rule)
        if any(one.type == "{} block" for one in node.content):
            self._nested(node, prelude, media, scope)

    def _focus(self, prelude: Sequence[Any], rule: StyleRule) -> None:
        for written in _listed(prelude):
            if len(self.focus) >= _MOST_FOCUS_RULES or ":not(:focus" in written:
                continue
            with suppress(*_NO_SELECTOR):
                focused, combinator = focused_of(written)
                self.focus.append(
                    FocusRule(
                        written,
                        _without_focus(written),
                        _without_focus(focused),
                        combinator,
                        rule.declarations,
                        rule.media,
                        rule.scope,
                    )
                )

    @cached_property
    def _named(self) -> Counter[str]:
        """How many elements a selector may match that is looked up under a name."""
        return Counter(name for one in self.page.elements for name in names_of(one))

    def _nested(
        self, node: Any, around: Sequence[Any], media: tuple[tuple[Any, ...], ...], scope: object
    ) -> None:
        """CSS Nesting: the rules within a rule, "&" standing for the selectors around them."""
        outer = f":is({tinycss2.serialize(around).strip()})"
        for one in tinycss2.parse_blocks_contents(
            node.content, skip_comments=True, skip_whitespace=True
        ):
            if one.type == "qualified-rule":
                selectors = [
                    part.replace("&", outer) if "&" in part else f"{outer} {part}"
                    for part in _listed(one.prelude)
                ]
                one.prelude = tinycss2.parse_component_value_list(", ".join(selectors))
                self._rule(one, media, scope)
            elif one.type == "at-rule" and one.lower_at_keyword == "media" and one.content:
                self.media_features |= set(_features(one.prelude))
                inner = copy(node)
                inner.content = one.content
                self._rule(inner, (*media, tuple(one.prelude)), scope)

    def _at_rule(
        self, node: Any, media: tuple[tuple[Any, ...], ...], scope: object, depth: int
    ) -> None:
        name = node.lower_at_keyword
        if name == "media" and node.content is not None:
            inside = _block(node.content)
            self.media_features |= set(_features(node.prelude))
            self._rules(inside, (*media, tuple(node.prelude)), scope, depth)
        elif name in ("supports", "layer", "scope", "starting-style") and node.content is not None:
            if name != "starting-style":
                self._rules(_block(node.content), media, scope, depth)
        elif name == "font-face" and node.content is not None:
            face = _font_face(node.content)
            if face is not None:
                self.faces.append(face)
        elif name == "import" and depth < _DEEPEST_IMPORT:
            address = next(
                (one.value for one in node.prelude if one.type in ("string", "url")), None
            ) or _function_url(node.prelude)
            again = (address, tinycss2.serialize(node.prelude), scope)
            if not address or again in self._imported:
                # What is there already; sheets may also name each other, or themselves.
                return
            if len(self._imported) >= _MOST_IMPORTS:
                self._give_up()
                return
            self._imported.add(again)
            rest = [one for one in node.prelude if one.type not in ("string", "url")]
            inner = tuple(one for one in rest if one.type != "function")
            self._file(address, inner if _has_words(inner) else (), scope, depth + 1)


def _selectors(prelude: Sequence[Any]) -> Iterator[Selector]:
    for one, tokens in zip(compile_selector_list(prelude), _apart(prelude), strict=True):
        needs = read_needs(tokens)
        yield Selector(
            one.test, tuple(one.specificity), one.pseudo_element, one.never_matches, *needs
        )


def _without_focus(selectors: str) -> tuple[Selector, ...]:
    """Those of the same elements, whether they have the focus or not."""
    bare = _FOCUS.sub(lambda found: "" if found[1] is None else "*", selectors)
    return tuple(_selectors(tinycss2.parse_component_value_list(bare)))


def _apart(prelude: Sequence[Any]) -> list[list[Any]]:
    """The selectors of a list."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _listed(prelude: Sequence[Any]) -> list[str]:
    """The selectors of a list, as text."""
    return [str(tinycss2.serialize(part)).strip() for part in _apart(prelude)]


def _is_host(token: Any) -> bool:
    return bool(token.type == "function" and token.lower_name in ("host", "slotted"))


def _block(content: Sequence[Any]) -> list[Any]:
    return list(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def _has_words(tokens: Sequence[Any]) -> bool:
    return any(one.type not in ("whitespace", "comment") for one in tokens)


def _media_of(text: str) -> tuple[Any, ...]:
    return tuple(tinycss2.parse_component_value_list(text)) if text.strip() else ()


def _features(prelude: Sequence[Any]) -> Iterator[str]:
    for one in prelude:
        if one.type == "() block":
            first = next((part for part in one.content if part.type == "ident"), None)
            if first is not None:
                yield first.lower_value.removeprefix("min-").removeprefix("max-")
            yield from _features(one.content)


def _function_url(tokens: Sequence[Any]) -> str | None:
    for one in tokens:
        if one.type == "function" and one.lower_name == "url" and one.arguments:
            return str(getattr(one.arguments[0], "value", "")) or None
    return None


def read_declarations(source: Any) -> Iterator[Declaration]:
    """The declarations of a block or a style attribute; what is no declaration is passed over."""
    if isinstance(source, str) and _is_too_deep(source):
        return
    nodes = tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True)
    for node in nodes:
        if node.type == "declaration":
            value = tuple(_trimmed(node.value))
            if value:
                name = node.name if node.name.startswith("--") else node.lower_name
                yield Declaration(name, value, node.important)


_BRACKET = re.compile(r"[(\[{}\])]")


def _is_too_deep(text: str) -> bool:
    """Whether brackets stand within brackets so deep that nobody wrote it by hand."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += 1 if found[0] in "([{" else -1 if depth else 0
        if depth > _DEEPEST_BRACKETS:
            return True
    return False


def _trimmed(tokens: Sequence[Any]) -> list[Any]:
    kept = [one for one in tokens if one.type != "comment"]
    while kept and kept[0].type == "whitespace":
        kept.pop(0)
    while kept and kept[-1].type == "whitespace":
        kept.pop()
    return kept


def value_of(tokens: Sequence[Any]) -> str:
    """A value as text, in small letters but for names in quotes."""
    return str(tinycss2.serialize(tokens)).strip()


def _font_face(content: Sequence[Any]) -> FontFace | None:
    found = {one.name: one.value for one in read_declarations(content)}
    if "font-family" not in found or "src" not in found:
        return None
    sources = []
    for token in found["src"]:
        if token.type == "url":
            sources.append(token.value)
        elif token.type == "function" and token.lower_name == "url":
            sources.extend(one.value for one in token.arguments if one.type == "string")
    weight = value_of(found.get("font-weight", ())).lower()
    numbers = [float(one) for one in re.findall(r"\d+", weight)]
    bold = weight == "bold" or bool(numbers and min(numbers) >= 600)
    ranges = []
    if "unicode-range" in found:
        for first, last in re.findall(
            r"u\+([0-9a-f?]+)(?:-([0-9a-f]+))?", value_of(found["unicode-range"]), re.IGNORECASE
        ):
            low = int(first.replace("?", "0"), 16)
            ranges.append((low, int(last, 16) if last else int(first.replace("?", "f"), 16)))
    metrics = tuple(
        _per_cent(found.get(f"{name}-override", ())) for name in ("ascent", "descent", "line-gap")
    )
    family = value_of(found["font-family"]).strip("\"'")
    return FontFace(family, tuple(sources), bold, tuple(ranges), metrics)  # type: ignore[arg-type]


def _per_cent(tokens: Sequence[Any]) -> float | None:
    first = tokens[0] if tokens else None
    return first.value / 100 if first is not None and first.type == "percentage" else None


def matches_media(queries: tuple[tuple[Any, ...], ...], media: Media) -> bool:
    """Whether all of the media query lists around a rule hold."""
    return all(_list_holds(query, media) for query in queries)


def _list_holds(tokens: Sequence[Any], media: Media) -> bool:
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        elif token.type not in ("whitespace", "comment"):
            parts[-1].append(token)
    return any(_query_holds(part, media) for part in parts)


_TYPES = {
    "all": True,
    "screen": True,
    "print": False,
    "speech": False,
    "tv": False,
    "projection": False,
}


def _query_holds(tokens: list[Any], media: Media) -> bool:
    if not tokens:
        return True
    negated = False
    words = [one.lower_value if one.type == "ident" else "" for one in tokens]
    if words[0] in ("not", "only"):
        negated = words[0] == "not"
        tokens, words = tokens[1:], words[1:]
    holds, is_or = True, "or" in words
    if is_or:
        holds = any(_condition(one, media) for one in tokens if one.type == "() block")
    else:
        for token, word in zip(tokens, words, strict=True):
            if token.type == "() block":
                holds = holds and _condition(token, media)
            elif word in ("and", "not", "only"):
                continue
            else:
                holds = holds and _TYPES.get(word, False)
    return holds != negated


_PREFERENCES = {
    "prefers-color-scheme": "light",
    "prefers-reduced-motion": "no-preference",
    "prefers-contrast": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "scripting": "enabled",
    "update": "fast",
    "display-mode": "browser",
    "overflow-block": "scroll",
    "color-gamut": "srgb",
}


def _condition(block: Any, media: Media) -> bool:
    tokens = [one for one in block.content if one.type not in ("whitespace", "comment")]
    if not tokens:
        return False
    if tokens[0].type == "() block" or (
        tokens[0].type == "ident" and tokens[0].lower_value == "not"
    ):
        return _query_holds(tokens, media)
    if any(one.type == "literal" and one.value in ("<", ">", "<=", ">=", "=") for one in tokens):
        return _range_holds(tokens, media)
    if tokens[0].type != "ident":
        return False
    name = tokens[0].lower_value
    value = tokens[2] if len(tokens) > 2 else None
    if name in _PREFERENCES:
        if value is None:
            return _PREFERENCES[name] not in ("none", "no-preference")
        return _PREFERENCES[name] == getattr(value, "lower_value", "")
    if name == "orientation":
        return value is not None and getattr(value, "lower_value", "") == media.orientation
    plain = name.removeprefix("min-").removeprefix("max-").removeprefix("device-")
    size = {"width": media.width_px, "height": media.height_px}.get(plain)
    if size is None:
        return plain in ("color", "grid") and plain == "color"
    if value is None:
        return size > 0
    asked = _media_px(value)
    if asked is None:
        return False
    if name.startswith("min-"):
        return size >= asked
    return size <= asked if name.startswith("max-") else size == asked


def _range_holds(tokens: list[Any], media: Media) -> bool:
    """(width >= 40em), (20em < width <= 60em)."""
    sides: list[float | None] = []
    signs: list[str] = []
    for token in tokens:
        if token.type == "literal":
            joined = signs and len(signs) > len(sides) - 1
            if joined and token.value == "=":
                signs[-1] += "="
            else:
                signs.append(token.value)
        elif token.type == "ident":
            sides.append(
                {"width": media.width_px, "height": media.height_px}.get(token.lower_value)
            )
        else:
            sides.append(_media_px(token))
    if len(sides) != len(signs) + 1:
        return False
    for (one, other), sign in zip(pairwise(sides), signs, strict=True):
        if one is None or other is None or not _COMPARE[sign](one, other):
            return False
    return True


_COMPARE = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_MEDIA_UNITS = {
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 4 / 3,
    "cm": 96 / 2.54,
    "in": 96.0,
    "mm": 96 / 25.4,
}


def _media_px(token: Any) -> float | None:
    if token.type == "dimension" and token.lower_unit in _MEDIA_UNITS:
        return float(token.value * _MEDIA_UNITS[token.lower_unit])
    if token.type == "number":
        return float(token.value)
    return None
