"""The parts of a file that hold its pages together: structure, bookmarks, links, metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, BinaryIO
from urllib.parse import quote

from readable.article import Article, block_texts
from readable.errors import ImageRefused, OutputFailed
from readable.metadata import document_packet
from readable.paging import Page, Picture
from readable.pdf.content import Drawn, Painter, Place
from readable.pdf.fonts import EmbeddedFonts
from readable.pdf.objects import Name, ObjectWriter, Ref
from readable.pdf.structure import Mark, Node, ObjectMark, Tree, grow, language
from readable.pictures import Pictures
from readable.preferences import Colours, contrast_ratio

__all__ = ["POINTS_PER_INCH", "write_pdf"]

POINTS_PER_INCH = 72
_DOTS_PER_INCH = 300
_PRINT = 4  # ISO 32000-2, table 167: an annotation that is printed, which PDF/A asks for too
_LONGEST_TITLE = 60

# ISO 32000-2, 14.8.6: the two vocabularies of elements; a few are only in the older one.
_PDF_2 = "http://iso.org/pdf2/ssn"
_PDF_1_7 = "http://iso.org/pdf/ssn"
_ONLY_OLD = frozenset(("BlockQuote", "Code"))
# What a program that knows only the older vocabulary shall take the newer elements for.
_ROLES = {"Aside": "Sect", "Em": "Span", "Strong": "Span"}
_OLD_NUMBERINGS = frozenset(("Ordered", "Unordered", "Description"))


def write_pdf(
    file: BinaryIO,
    article: Article,
    pages: tuple[Page, ...],
    colours: Colours,
    pixels_per_inch: int,
    letter_em: float,
    pictures: Pictures,
    part: int,
) -> None:
    """Writes the pages as a PDF file that follows that part of PDF/UA, a page at a time."""
    scale = POINTS_PER_INCH / pixels_per_inch
    objects = ObjectWriter(file, "2.0" if part == 2 else "1.7")
    _Document(objects, article, grow(article), colours, scale, letter_em, pictures, part).write(
        pages
    )


@dataclass(slots=True)
class _Document:
    objects: ObjectWriter
    article: Article
    tree: Tree
    colours: Colours
    points_per_px: float
    letter_em: float
    pictures: Pictures
    part: int
    _pages: list[Ref] = field(default_factory=list)
    _parents: list[Any] = field(default_factory=list)
    """The number tree from marks and annotations to elements, as pairs."""
    _next_parent: int = 0
    _drawn_pictures: dict[str, tuple[str, Ref, bool]] = field(default_factory=dict)
    _see_through: set[Ref] = field(default_factory=set)
    """The pictures that show what is behind them."""
    _begun: dict[Node, tuple[Ref, Place, int]] = field(default_factory=dict)
    """Where each element begins: its page, its place, and how high the page is in pixels."""
    _jumps: dict[str, Ref] = field(default_factory=dict)
    """The action that goes to each target of a link within the article."""

    def write(self, pages: tuple[Page, ...]) -> None:
        objects = self.objects
        fonts = EmbeddedFonts(objects)
        painter = Painter(
            self.tree, fonts, self.colours, self.points_per_px, self.letter_em, self._picture
        )
        holder = objects.reserve()
        for page in pages:
            self._page(page, painter, holder)
        objects.add({"Type": Name("Pages"), "Kids": self._pages, "Count": len(self._pages)}, holder)
        fonts.write()
        for target, action in self._jumps.items():
            objects.add(self._jump(self.tree.targets[target]), action)
        title = self._title()
        lang = language(self.article.lang) or "vi"
        packet = document_packet(title, self.article.author, lang, self.part)
        entries = {"Type": Name("Metadata"), "Subtype": Name("XML")}
        catalog = {
            "Type": Name("Catalog"),
            "Pages": holder,
            "Lang": lang,
            "MarkInfo": {"Marked": True},
            "ViewerPreferences": {"DisplayDocTitle": True},
            # Programs look for the packet in files that they cannot read.
            "Metadata": objects.add_stream(packet.encode("utf-8"), entries, is_packed=True),
            "StructTreeRoot": self._structure(),
            "Outlines": self._bookmarks(),
        }
        # PDF 2.0 has put this dictionary aside, but browsers take a window's title from no other.
        info = {"Title": title, "Producer": "readable"}
        objects.finish(objects.add(catalog), objects.add(info))

    def _title(self) -> str:
        """What the file is called: the article's title, else how it begins."""
        title = self.article.title
        if not title:
            texts = (text for block in self.article.blocks for text in block_texts(block))
            title = next((text for text in texts if text.strip()), "")[:_LONGEST_TITLE]
        return " ".join(title.split()) or (
            "Article" if self.article.lang.lower().split("-")[0] == "en" else "Bài viết"
        )

    # ---- pages ------------------------------------------------------------------------------

    def _page(self, page: Page, painter: Painter, holder: Ref) -> None:
        objects = self.objects
        ref = objects.reserve()
        drawn = painter.draw(page, ref)
        for node, place in drawn.begun.items():
            self._begun[node] = (ref, place, page.height_px)
        own_key = self._next_parent
        if drawn.marked:
            self._next_parent += 1
            elements = [self._ref(node) for node in drawn.marked]
            self._parents += [own_key, objects.add(elements)]
        annotations = [
            self._annotation(link, places, page, ref) for link, places in drawn.links.items()
        ]
        see_through = any(ref in self._see_through for ref in drawn.pictures.values())
        width, height = page.width_px * self.points_per_px, page.height_px * self.points_per_px
        group = {
            "Type": Name("Group"),
            "S": Name("Transparency"),
            "CS": Name("DeviceRGB"),
        }
        entries = {
            "Type": Name("Page"),
            "Parent": holder,
            "MediaBox": [0, 0, width, height],
            "Resources": _resources(drawn),
            "Contents": objects.add_stream(drawn.content),
            "StructParents": own_key if drawn.marked else None,
            # From one link to the next in the order of the structure.
            "Tabs": Name("S"),
            "Annots": annotations or None,
            "Group": group if see_through else None,
        }
        self._pages.append(objects.add(entries, ref))

    def _picture(self, picture: Picture) -> tuple[str, Ref, bool] | None:
        """The picture's name on pages and its object, written when it is first shown."""
        if picture.src is None:
            return None
        if picture.src in self._drawn_pictures:
            return self._drawn_pictures[picture.src]
        try:
            inches = picture.width_px * self.points_per_px / POINTS_PER_INCH
            widest = round(inches * _DOTS_PER_INCH)
            packed = self.pictures.packed(picture.src, widest)
        except ImageRefused as refused:
            # It opened when the page was laid out.
            raise OutputFailed(
                f"the picture {picture.src[:200]} changed while the file was written",
                hint=refused.hint,
            ) from refused
        entries: dict[str, Any] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": packed.width_px,
            "Height": packed.height_px,
            "BitsPerComponent": 8,
        }
        mask = None
        if packed.opacity is not None:
            rows = _rows(packed.width_px, 1)
            mask = self.objects.add_stream(
                packed.opacity,
                {**entries, "ColorSpace": Name("DeviceGray"), **rows},
                is_packed=True,
            )
        entries["ColorSpace"] = Name("DeviceGray" if packed.channels == 1 else "DeviceRGB")
        entries["SMask"] = mask
        if packed.is_jpeg:
            entries["Filter"] = Name("DCTDecode")
        else:
            entries |= _rows(packed.width_px, packed.channels)
        ref = self.objects.add_stream(packed.data, entries, is_packed=True)
        if mask is not None:
            self._see_through.add(ref)
        # Drawn for white paper: dark lines on nothing would not be seen.
        needs_paper = mask is not None and is_dark(self.colours.background)
        self._drawn_pictures[picture.src] = (f"I{ref.number}", ref, needs_paper)
        return self._drawn_pictures[picture.src]

    def _annotation(self, link: Node, places: list[Place], page: Page, page_ref: Ref) -> Ref:
        """The places on a page from where a link can be followed, as one."""
        key = self._next_parent
        self._next_parent += 1
        self._parents += [key, self._ref(link)]
        boxes = [
            [
                round(value * self.points_per_px, 3)
                for value in (
                    place.left_px,
                    page.height_px - place.bottom_px,
                    place.right_px,
                    page.height_px - place.top_px,
                )
            ]
            for place in places
        ]
        edges = list(zip(*boxes, strict=True))
        corners = [
            value
            for left, bottom, right, top in boxes
            for value in (left, top, right, top, left, bottom, right, bottom)
        ]
        assert link.href is not None
        entries = {
            "Type": Name("Annot"),
            "Subtype": Name("Link"),
            "Rect": [min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])],
            "QuadPoints": corners if len(boxes) > 1 else None,
            "Border": [0, 0, 0],
            "F": _PRINT,
            "Contents": self._said_by(link),
            "StructParent": key,
            "A": self._action(link.href),
        }
        annotation = self.objects.add(entries)
        link.kids.append(ObjectMark(page_ref, annotation))
        return annotation

    def _said_by(self, link: Node) -> str:
        """The words of a link, or its picture's alternative."""
        said = self.tree.said.get(link) or " ".join(
            kid.alt for kid in link.kids if isinstance(kid, Node) and kid.alt
        )
        return " ".join(said.split()) or link.href or ""

    def _action(self, href: str) -> Any:
        if not href.startswith("#"):
            # ISO 32000-2, 12.6.4.8: an address is in ASCII.
            address = quote(href, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
            return {"S": Name("URI"), "URI": address.encode("ascii")}
        name = href[1:]
        if name not in self._jumps:
            self._jumps[name] = self.objects.reserve()
        return self._jumps[name]

    def _jump(self, node: Node) -> dict[str, Any]:
        """Goes to where an element begins. PDF 2.0 goes to the element itself."""
        began = node
        while began not in self._begun and began.parent is not None:
            began = began.parent
        page, place, height = self._begun.get(began, (self._pages[0], Place(0, 0, 0, 0), 0))
        left = max(0.0, place.left_px * self.points_per_px)
        fit = [Name("XYZ"), left, (height - place.top_px) * self.points_per_px, 0]
        action = {"S": Name("GoTo"), "D": [page, *fit]}
        if self.part == 2:
            action["SD"] = [self._ref(began), *fit]
        return action

    # ---- structure --------------------------------------------------------------------------

    def _ref(self, node: Node) -> Ref:
        if node.ref is None:
            node.ref = self.objects.reserve()
        return node.ref

    def _structure(self) -> Ref:
        """Every element, the root, and what leads to them from pages and by name."""
        objects = self.objects
        root = objects.reserve()
        spaces: dict[str, Ref] = {}
        if self.part == 2:
            for space in (_PDF_2, _PDF_1_7):
                spaces[space] = objects.add({"Type": Name("Namespace"), "NS": space})
        named: dict[str, Ref] = {}
        waiting = [self.tree.root]
        while waiting:
            node = waiting.pop()
            nodes = [kid for kid in node.kids if isinstance(kid, Node)]
            waiting.extend(reversed(nodes))
            if node.id:
                named[node.id] = self._ref(node)
            self._element(node, root, spaces)
        names = [part for name in sorted(named) for part in (name.encode("ascii"), named[name])]
        entries = {
            "Type": Name("StructTreeRoot"),
            "K": [self._ref(self.tree.root)],
            "ParentTree": {"Nums": self._parents},
            "ParentTreeNextKey": self._next_parent,
            "IDTree": {"Names": names} if names else None,
            "RoleMap": {new: Name(old) for new, old in _ROLES.items()},
            "Namespaces": list(spaces.values()) or None,
        }
        return objects.add(entries, root)

    def _element(self, node: Node, root: Ref, spaces: dict[str, Ref]) -> None:
        marks = [kid for kid in node.kids if isinstance(kid, Mark)]
        page = marks[0].page if marks else None
        attributes = [self._attributes(one, node) for one in node.attributes]
        if node.kind == "Figure" and node in self._begun:
            _, place, height = self._begun[node]
            box = (
                place.left_px,
                height - place.bottom_px,
                place.right_px,
                height - place.top_px,
            )
            attributes.append(
                {
                    "O": Name("Layout"),
                    "Placement": Name("Block"),
                    "BBox": [value * self.points_per_px for value in box],
                }
            )
        space = spaces.get(_PDF_1_7 if node.kind in _ONLY_OLD else _PDF_2)
        entries = {
            "Type": Name("StructElem"),
            "S": Name(node.kind),
            "P": root if node.parent is None else self._ref(node.parent),
            "NS": space,
            "Pg": page,
            "K": [self._kid(kid, page) for kid in node.kids] or None,
            "A": attributes or None,
            "ID": node.id.encode("ascii") if node.id else None,
            "T": node.title,
            "Lang": node.lang,
            "Alt": node.alt,
            "E": node.expansion,
        }
        self.objects.add(entries, self._ref(node))

    def _attributes(self, attributes: dict[str, Any], node: Node) -> dict[str, Any]:
        numbering = attributes.get("ListNumbering")
        if self.part == 2 or numbering not in _OLD_NUMBERINGS:
            return attributes
        # PDF 1.7 knows no more of a list than how it is numbered.
        return {**attributes, "ListNumbering": Name("None")}

    def _kid(self, kid: Node | Mark | ObjectMark, page: Ref | None) -> Any:
        match kid:
            case Node():
                return self._ref(kid)
            case Mark():
                if kid.page == page:
                    return kid.number
                return {"Type": Name("MCR"), "Pg": kid.page, "MCID": kid.number}
            case ObjectMark():
                return {"Type": Name("OBJR"), "Pg": kid.page, "Obj": kid.annotation}

    # ---- bookmarks --------------------------------------------------------------------------

    def _bookmarks(self) -> Ref | None:
        """A bookmark for each heading, under the heading that holds it."""
        if not self.tree.headings:
            return None
        objects = self.objects
        root = _Bookmark(objects.reserve(), 0)
        path = [root]
        for level, title, node in self.tree.headings:
            while path[-1].level >= level:
                path.pop()
            bookmark = _Bookmark(objects.reserve(), level, title, node, path[-1])
            path[-1].kids.append(bookmark)
            path.append(bookmark)
        waiting = [root]
        while waiting:
            parent = waiting.pop()
            waiting.extend(parent.kids)
            entries: dict[str, Any] = {"Type": Name("Outlines")}
            if parent.node is not None and parent.parent is not None:
                siblings = parent.parent.kids
                place = siblings.index(parent)
                entries = {
                    "Title": parent.title,
                    "Parent": parent.parent.ref,
                    "Prev": siblings[place - 1].ref if place else None,
                    "Next": siblings[place + 1].ref if place + 1 < len(siblings) else None,
                    "A": self._jump(parent.node),
                }
            if parent.kids:
                entries["First"], entries["Last"] = parent.kids[0].ref, parent.kids[-1].ref
                entries["Count"] = parent.count()
            objects.add(entries, parent.ref)
        return root.ref


@dataclass(eq=False, slots=True)
class _Bookmark:
    ref: Ref
    level: int
    title: str = ""
    node: Node | None = None
    parent: _Bookmark | None = None
    kids: list[_Bookmark] = field(default_factory=list)

    def count(self) -> int:
        """How many are below it; all of them are shown."""
        return sum(1 + kid.count() for kid in self.kids)


def is_dark(colour: str) -> bool:
    """Whether white stands out from a colour more than black."""
    return contrast_ratio(colour, "#ffffff") > contrast_ratio(colour, "#000000")


def _resources(drawn: Drawn) -> dict[str, Any]:
    return {
        "Font": {font.label: font.ref for font in drawn.fonts} or None,
        "XObject": drawn.pictures or None,
    }


def _rows(width: int, channels: int) -> dict[str, Any]:
    """How the rows of a picture are packed (ISO 32000-2, 7.4.4.4): as in PNG."""
    parameters = {"Predictor": 15, "Colors": channels, "BitsPerComponent": 8, "Columns": width}
    return {"Filter": Name("FlateDecode"), "DecodeParms": parameters}
