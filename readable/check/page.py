"""A page as a tree whose elements know where they stand in the source. The only door to turbohtml.

The tree is the one a browser builds, with declarative shadow roots in the place of what they
hide and slots filled: what assistive technology and layout see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import turbohtml

if TYPE_CHECKING:
    from pathlib import Path

    from readable.check.access import Access
    from readable.check.names import Names
    from readable.check.screen.flow import Condition, Flow
    from readable.check.screen.fonts import PageFonts
    from readable.check.screen.measure import Measure
    from readable.check.styles import Styles

__all__ = ["Element", "Page", "Text", "once", "read_page"]

# Chromium builds no deeper trees either; what is nested deeper becomes a sibling there.
_DEEPEST = 400
_NAMESPACES = {"HTML": "", "SVG": "svg", "MATHML": "math", "MATH": "math"}
_NAMESPACE_URLS = {
    "": "http://www.w3.org/1999/xhtml",
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
}
_LINE = re.compile("\n")
_NO_ATTRIBUTES: dict[str, str] = {}
_VIEWPORT_UNIT = re.compile(r"\d(?:[sld]?v[wh]|vmin|vmax|vi|vb)\b|media\s*=")


class Text:
    """A text node."""

    __slots__ = ("data", "parent")

    def __init__(self, data: str, parent: Element) -> None:
        self.data = data
        self.parent = parent

    @property
    def offset(self) -> int:
        """Where it begins in the source, or somewhat before it, as a comment may stand there."""
        offset = self.parent.tag_end
        for one in self.parent.children:
            if one is self:
                break
            if isinstance(one, Element):
                offset = max(offset, one.end)
        return offset

    def find(self, part: str) -> int:
        """Where a part of it stands in the source; where the text begins if it is not found."""
        source, start = self.parent.page.source, self.offset
        found = source.find(part, start, start + len(self.data) * 8 + 200)
        return found if found >= 0 else start


class Element:
    """An element of the flat tree.

    Beside what rules ask, it has the names that selectors of cssselect2 look up, so that no second
    tree is built for them.
    """

    __slots__ = (
        "_node",
        "_place",
        "attributes",
        "children",
        "classes",
        "depth",
        "elements",
        "id",
        "index",
        "namespace",
        "order",
        "page",
        "parent",
        "scope",
        "tag",
    )

    in_html_document = True

    def __init__(
        self,
        page: Page,
        tag: str,
        namespace: str,
        attributes: dict[str, str],
        parent: Element | None,
    ) -> None:
        self.page = page
        self.tag = tag
        self.namespace = namespace
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.children: list[Element | Text] = []
        self.elements: list[Element] = []
        self.index = 0
        self.order = 0
        self.scope: object = None
        self._node: Any = None
        self._place: tuple[int, int, int] | None = None
        self.id = attributes.get("id")
        self.classes: Sequence[str] = attributes["class"].split() if "class" in attributes else ()

    def __repr__(self) -> str:
        return f"<{self.tag}> at {self.line}:{self.column}"

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute; the default without it."""
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        """Whether it has an attribute, with a value or without."""
        return name in self.attributes

    @property
    def is_html(self) -> bool:
        return not self.namespace

    @property
    def start(self) -> int:
        """Where its start tag begins in the source; its parent's for one that is not written."""
        return self._found_place()[0]

    @property
    def tag_end(self) -> int:
        """Where its start tag ends."""
        return self._found_place()[1]

    @property
    def end(self) -> int:
        """Where its end tag ends, if it is written; else the end of what is in it."""
        return self._found_place()[2]

    def _found_place(self) -> tuple[int, int, int]:
        if self._place is None:
            location = self._node.source_location if self._node is not None else None
            if location is None or location.start_tag is None:
                begin = self.parent.tag_end if self.parent else 0
                self._place = (begin, begin, begin)
            else:
                tag = location.start_tag
                end = location.end_tag.end_offset if location.end_tag else tag.end_offset
                self._place = (tag.start_offset, tag.end_offset, end)
        return self._place

    def attribute_start(self, name: str) -> int:
        """Where an attribute is written; the start tag without it."""
        location = self._node.source_location if self._node is not None else None
        span = location.attrs.get(name.lower()) if location is not None else None
        return span.start_offset if span is not None else self.start

    @property
    def line(self) -> int:
        return self.page.place(self.start)[0]

    @property
    def column(self) -> int:
        return self.page.place(self.start)[1]

    @property
    def source(self) -> str:
        """Its start tag as it is written."""
        return self.page.source[self.start : self.tag_end]

    @property
    def ancestors(self) -> Iterator[Element]:
        """From its parent to the root."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    @property
    def family(self) -> Iterator[Element]:
        """Itself, then its ancestors."""
        yield self
        yield from self.ancestors

    def descendants(self) -> Iterator[Element]:
        """All elements in it, in order."""
        waiting = list(reversed(self.elements))
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.elements))

    def texts(self) -> Iterator[Text]:
        """All text nodes in it, in order."""
        waiting: list[Element | Text] = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if isinstance(one, Text):
                yield one
            else:
                waiting.extend(reversed(one.children))

    @property
    def text_content(self) -> str:
        return "".join(text.data for text in self.texts())

    # What selectors ask.

    @property
    def local_name(self) -> str:
        return self.tag

    @property
    def namespace_url(self) -> str:
        return _NAMESPACE_URLS[self.namespace]

    @property
    def etree_element(self) -> Element:
        return self

    @property
    def attrib(self) -> dict[str, str]:
        return self.attributes

    @property
    def text(self) -> str | None:
        first = self.children[0] if self.children else None
        return first.data if isinstance(first, Text) else None

    @property
    def etree_children(self) -> list[Element]:
        return self.elements

    @property
    def etree_siblings(self) -> list[Element]:
        return self.parent.elements if self.parent else [self]

    @property
    def previous(self) -> Element | None:
        return self.etree_siblings[self.index - 1] if self.index else None

    @property
    def previous_siblings(self) -> list[Element]:
        return self.etree_siblings[: self.index][::-1]

    @property
    def next(self) -> Element | None:
        siblings = self.etree_siblings
        return siblings[self.index + 1] if self.index + 1 < len(siblings) else None

    def iter_siblings(self) -> Iterator[Element]:
        return iter(self.etree_siblings)

    def iter_next_siblings(self) -> Iterator[Element]:
        return iter(self.etree_siblings[self.index + 1 :])

    def iter_children(self) -> Iterator[Element]:
        return iter(self.elements)

    def iter_subtree(self) -> Iterator[Element]:
        yield self
        yield from self.descendants()

    @property
    def lang(self) -> str:
        return self.language.lower()

    @property
    def in_disabled_fieldset(self) -> bool:
        return any(one.tag == "fieldset" and one.has("disabled") for one in self.ancestors)

    @property
    def language(self) -> str:
        """The language tag that holds for it: its own or the nearest ancestor's; "" for none."""
        return next((one.attributes["lang"] for one in self.family if "lang" in one.attributes), "")


_Found = TypeVar("_Found")


def once(find: Callable[[Page], _Found]) -> Callable[[Page], _Found]:
    """What is asked of a page by several rules is found when it is first asked for."""

    @wraps(find)
    def found(page: Page) -> _Found:
        if find not in page.kept:
            page.kept[find] = find(page)
        answer: _Found = page.kept[find]
        return answer

    return found


class Page:
    """A parsed page, or a fragment of one. What is costly to know is found when first asked for."""

    def __init__(self, source: str, name: str = "") -> None:
        self.source = source.replace("\r\n", "\n").replace("\r", "\n")
        self.name = name
        self.elements: list[Element] = []
        self.by_id: dict[str, Element] = {}
        self.root: Element | None = None
        head = self.source[:4096].lstrip("\ufeff \t\n\f")
        head = re.sub(r"\A(?:<!--.*?-->\s*)+", "", head, flags=re.DOTALL)[:64].lower()
        self.is_svg = bool(re.match(r"(?:<\?xml[^>]*>\s*)?<svg[\s>]", head))
        self.is_document = not self.is_svg and bool(
            re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!doctype|<html[\s>]|<head[\s>]|<body[\s>])", head)
        )
        """Whether it is a whole page: a fragment has no title or language of its own."""
        self.base: Path | None = None
        """The folder whose pictures, fonts and sheets may be read."""
        self.folder = ""
        """Where its addresses begin, from `base`: "" or an address that ends in a slash."""
        self.is_site = False
        """Whether `base` is what addresses that begin with a slash begin at."""
        self.width_px = 1280.0
        self.replaced = 0
        """How many characters could not be decoded."""
        self.kept: dict[Callable[[Page], Any], Any] = {}
        """What `once` has found."""
        self._within: dict[str, frozenset[int]] = {}
        self._flows: dict[Condition, Flow] = {}
        self._measures: dict[tuple[float, float, bool], Measure] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE.finditer(self.source))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a place in the source, both counted from 1."""
        from bisect import bisect_right

        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def settle(self, folder: Path | None, site: Path | None = None) -> None:
        """Says in which folder the page is, and of which site, for what it names."""
        from readable.addresses import folder_of_base

        self.base, self.is_site = site or folder, site is not None
        if site is not None and folder is not None:
            # A page that stands elsewhere is read as if it stood at the root.
            with suppress(ValueError, OSError, RuntimeError):
                below = folder.resolve().relative_to(site.resolve()).as_posix()
                self.folder = "" if below == "." else f"{quote(below)}/"
        href = next((one.get("href") for one in self.find("base") if one.has("href")), "")
        self.folder = folder_of_base(href, self.folder, self.is_site)

    def address(self, src: str) -> str:
        """An address of the page, from `base`."""
        from readable.addresses import from_folder, is_network

        src = from_folder(src.strip(), self.folder)
        return src.lstrip("/") if self.is_site and not is_network(src) else src

    def find(self, tag: str) -> Iterator[Element]:
        """The HTML elements of a name, in order."""
        return iter(self._by_tag.get(tag, ()))

    @cached_property
    def _by_tag(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for one in self.elements:
            if one.is_html:
                found.setdefault(one.tag, []).append(one)
        return found

    def within(self, tags: str) -> frozenset[int]:
        """The orders of all elements of these names, and of what stands in them."""
        if tags not in self._within:
            names = self.tags.intersection(tags.split())
            found: set[int] = set()
            for one in self.elements if names else ():
                if one.tag in names or (one.parent is not None and one.parent.order in found):
                    found.add(one.order)
            self._within[tags] = frozenset(found)
        return self._within[tags]

    @cached_property
    def tags(self) -> frozenset[str]:
        """The names of all elements."""
        return frozenset(one.tag for one in self.elements)

    @cached_property
    def attribute_names(self) -> frozenset[str]:
        """The names of all attributes."""
        return frozenset().union(*(one.attributes for one in self.elements if one.attributes))

    @property
    def body(self) -> Element | None:
        return next(self.find("body"), None)

    @cached_property
    def styles(self) -> Styles:
        from readable.check.styles import Styles

        return Styles(self)

    def flow(self, condition: Condition) -> Flow:
        """The page laid out under a condition."""
        from readable.check.screen.flow import Flow

        if condition not in self._flows:
            self._flows[condition] = Flow(self, self._measure(condition), condition)
        return self._flows[condition]

    def _measure(self, condition: Condition) -> Measure:
        """The words of the page, measured once for all widths that change nothing of them."""
        from readable.check.screen.measure import Measure
        from readable.check.sheets import Media

        width = condition.width_px if self._depends_on_width else self.styles.media.width_px
        key = (width, condition.text_scale, condition.spaced)
        if key not in self._measures:
            styles = next(
                (one.styles for at, one in self._measures.items() if at[0] == width), None
            )
            if styles is None:
                same = width == self.styles.media.width_px
                styles = self.styles if same else self.styles.on(Media(width))
            self._measures[key] = Measure(self, styles, condition.text_scale, condition.spaced)
        return self._measures[key]

    @cached_property
    def _depends_on_width(self) -> bool:
        """Whether anything that it says of looks asks how wide the window is."""
        features = self.styles.sheets.media_features
        asks = bool(features & {"width", "height", "orientation", "aspect-ratio", "device-width"})
        has_links = any(one.tag == "link" for one in self.elements)
        return asks or has_links or _VIEWPORT_UNIT.search(self.source) is not None

    @cached_property
    def access(self) -> Access:
        from readable.check.access import Access

        return Access(self)

    @cached_property
    def names(self) -> Names:
        from readable.check.names import Names

        return Names(self)

    @cached_property
    def fonts(self) -> PageFonts:
        from readable.check.screen.fonts import PageFonts

        return PageFonts(self)


def read_page(source: str, name: str = "") -> Page:
    """The tree of a page or fragment.

    >>> page = read_page("<p>Xin chào\\n<b id=x>bạn</b>")
    >>> page.by_id["x"], page.by_id["x"].text_content
    (<b> at 2:1, 'bạn')
    """
    page = Page(source, name)
    # A lone surrogate is nothing that a parser of Unicode takes.
    text = (
        page.source.encode("utf-8", "replace").decode() if _has_surrogates(source) else page.source
    )
    document = turbohtml.parse(text, source_locations=True, scripting=True)
    root = next((one for one in document.children if isinstance(one, turbohtml.Element)), None)
    if root is not None:
        _Builder(page).build(root)
    return page


_SURROGATE = re.compile("[\ud800-\udfff]")


def _has_surrogates(text: str) -> bool:
    return _SURROGATE.search(text) is not None


class _Builder:
    def __init__(self, page: Page) -> None:
        self.page = page

    def build(self, root: Any) -> None:
        page = self.page
        page.root = self._element(root, None, None)
        waiting: list[tuple[Any, Element, object]] = [(root, page.root, None)]
        while waiting:
            node, element, scope = waiting.pop()
            added: list[tuple[Any, Element, object]] = []
            for child, its_scope in self._children(node, scope):
                if isinstance(child, turbohtml.Element):
                    added.append((child, self._element(child, element, its_scope), its_scope))
                elif isinstance(child, turbohtml.Text):
                    element.children.append(Text(child.data, element))
            waiting.extend(reversed(added))
        for order, element in enumerate((page.root, *page.root.descendants())):
            element.order = order
            page.elements.append(element)
            if element.id:
                page.by_id.setdefault(element.id, element)

    def _children(self, node: Any, scope: object) -> list[tuple[Any, object]]:
        """What stands in an element in the flat tree, each with the tree of styles it is under."""
        shadow = getattr(node, "shadow_root", None)
        if shadow is not None:
            return [(child, shadow) for child in shadow.children]
        if node.tag == "slot" and scope is not None:
            assigned = list(node.assigned_nodes()) if hasattr(node, "assigned_nodes") else []
            if assigned:
                return [(child, None) for child in assigned]
        if node.tag == "template":
            return []
        return [(child, scope) for child in node.children]

    def _element(self, node: Any, parent: Element | None, scope: object) -> Element:
        namespace = _NAMESPACES.get(node.namespace.name, "")
        attributes = _NO_ATTRIBUTES
        if node.attrs:
            attributes = {}
            for name, value in node.attrs.items():
                plain = " ".join(value) if isinstance(value, list) else value or ""
                attributes[name.lower() if namespace else name] = plain
        while parent is not None and parent.depth >= _DEEPEST and parent.parent is not None:
            parent = parent.parent
        element = Element(self.page, node.tag, namespace, attributes, parent)
        element.scope = scope
        element._node = node
        if parent is not None:
            element.index = len(parent.elements)
            parent.children.append(element)
            parent.elements.append(element)
        return element
