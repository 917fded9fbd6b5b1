"""What in a page is no part of an article: by what it is called, what it says, what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from readable.extracting.facts import Facts, titles_of
from readable.extracting.names import (
    furniture_by_names,
    furniture_by_text,
    is_body_names,
    is_imprint,
)
from readable.extracting.tree import INLINE, Block, Node, Tree

__all__ = [
    "LONGEST_TEASER",
    "called_furniture",
    "in_furniture",
    "kind_of",
    "leads_on",
    "mark_furniture",
]

_FURNITURE_TAGS = {
    "aside": "sidebar",
    "footer": "footer",
    "marquee": "banner",
    "menu": "menu",
    "nav": "menu",
}
_FURNITURE_ROLES = {
    "navigation": "menu",
    "menu": "menu",
    "menubar": "menu",
    "banner": "banner",
    "contentinfo": "footer",
    "search": "form",
    "complementary": "sidebar",
    "dialog": "form",
    "toolbar": "toolbar",
}
# An element with this much of the prose of a page is no furniture, whatever it is called.
_MOST_OF_PAGE = 0.4
# And with this much of it, right beside the title, no comments.
_NEARLY_WHOLE = 0.8
# What the columns of a page are called though the article stands in one.
_COLUMN_KINDS = frozenset({"sidebar", "banner", "menu", "related articles"})
_FEWEST_WORDS = 20
_FEW_LINKS = 0.2
# What stands above the first and below the last line across a page is no longer, in words.
_LONGEST_OUTSIDE = 20
_MOST_INSIDE = 0.8
# An entry in a list of articles is no longer than this, in words.
LONGEST_TEASER = 130
_FEWEST_TEASERS = 3
# Of the elements of one kind so much tells of other articles where they are a list of these.
_MOST_OF_KIND = 0.8
_NUMBER = re.compile(r"-?\d+")
# A line that names a box is no longer than this.
_LONGEST_CUE = 10
_BOX_KINDS = frozenset({"related articles", "comments", "tags", "counter"})
# Nor is what a site says of itself at the foot of each page.
_LONGEST_IMPRINT = 400
# So many boxes are looked at that say they hold comments.
_MOST_BOXES = 20


def mark_furniture(tree: Tree, facts: Facts, bodies: Sequence[Node] = ()) -> None:
    """Marks the elements that are no part of an article by what they are called or hold.

    `bodies` are those that a profile says the article is in.
    """
    titles = titles_of(tree, facts)
    _mark_entries(tree, titles)
    _mark_outside(tree, titles)
    listed = sum(node.weight for node in tree.nodes if node.furniture)
    whole = tree.root.weight - listed
    _mark_boxes(tree, titles, whole)
    spared = _around_body(tree, whole, {id(node) for node in bodies})
    imprints: dict[int, tuple[int, int]] = {}
    for block in tree.blocks:
        if is_imprint(block.text, block.words):
            around: Node | None = block.node
            while around is not None and around.words <= _LONGEST_IMPRINT:
                count, words = imprints.get(around.start, (0, 0))
                imprints[around.start] = (count + 1, words + block.words)
                around = around.parent
    for node in tree.nodes[1:]:
        if not node.words or node.furniture:
            continue
        kind = _furniture_of(tree, node, whole, imprints.get(node.start, (0, 0)), titles)
        if kind and not (id(node) in spared and kind in _COLUMN_KINDS):
            node.furniture = kind
    _weigh_without_furniture(tree)


def _mark_outside(tree: Tree, titles: Sequence[Block]) -> None:
    """Marks the few words and links above the first line across a page, and below the last."""
    page = tree.root
    while len(page.children) == 1 and not page.blocks:
        page = page.children[0]
    lines = [node.position for node in page.children if node.tag == "hr"]
    if len(lines) < 2:
        return
    inside = page.children[lines[0] : lines[-1]]
    if sum(node.weight for node in inside) < _MOST_INSIDE * tree.root.weight:
        return
    for side, kind in (
        (page.children[: lines[0]], "banner"),
        (page.children[lines[-1] + 1 :], "footer"),
    ):
        few = sum(node.words for node in side) <= _LONGEST_OUTSIDE
        links = sum(node.links for node in side)
        if few and links and not any(n.holds_place(title.start) for n in side for title in titles):
            for node in side:
                if node.words and node.tag not in INLINE:
                    node.furniture = kind


def _around_body(tree: Tree, whole: float, bodies: set[int]) -> set[int]:
    """The elements that most of the page's prose is in, under the names of an article's body."""
    around: set[int] = set()
    for node in tree.nodes[1:]:
        if node.weight < max(_MOST_OF_PAGE * whole, _FEWEST_WORDS) or node.link_share >= 0.5:
            continue
        if node.tag != "article" and not (is_body_names(node.names) or id(node) in bodies):
            continue
        outer = node.parent
        while outer is not None and id(outer) not in around:
            around.add(id(outer))
            outer = outer.parent
    return around


def _mark_boxes(tree: Tree, titles: Sequence[Block], whole: float) -> None:
    """Marks the boxes that their first words name: other articles, comments, tags."""
    looked = 0
    for block in tree.blocks:
        kind = furniture_by_text(block.text) if block.words <= _LONGEST_CUE else ""
        if kind not in _BOX_KINDS or block.node.furniture:
            continue
        # The largest element that starts with these words.
        box: Node | None = None
        around: Node | None = block.node
        while around is not None and around.parent is not None:
            first = tree.first_block(around)
            if first is not block or any(around.holds_place(title.start) for title in titles):
                break
            box = around
            around = around.parent
        if box is None:
            continue
        if box.words > block.words:
            if _is_box_of(box, kind, whole, bool(titles) or _says_how_many(block)):
                box.furniture = kind
            continue
        parent = box.parent
        assert parent is not None  # the root is no box
        if kind == "counter":
            continue
        after = islice(parent.children, box.position + 1, None)
        if kind == "comments":
            looked += 1
            if looked <= _MOST_BOXES and not any(
                box.end <= title.start < parent.end for title in titles
            ):
                rest = list(after)
                if (
                    titles
                    or _says_how_many(block)
                    or sum(child.weight for child in rest) < 0.6 * whole
                ):
                    for child in (box, *rest):
                        child.furniture = kind
            continue
        listed: list[Node] = []
        for child in after:
            if not child.words or (child.words <= 3 and listed):
                continue
            if not (child.furniture or (child.headlines and child.link_share >= 0.3)):
                break
            if any(child.holds_place(title.start) for title in titles):
                break
            listed.append(child)
        if listed:
            for child in (box, *listed):
                child.furniture = child.furniture or kind


def _says_how_many(block: Block) -> bool:
    """Whether a label says how many of them follow: "Bình luận (14)"."""
    return any(map(str.isdigit, block.text))


def _is_box_of(box: Node, kind: str, whole: float, is_sure: bool) -> bool:
    """Whether a box without the title of the page is what its first words say."""
    if kind == "comments":
        return is_sure or box.weight < 0.6 * whole
    if kind == "counter":
        return box.words <= 60
    return box.weight < 0.4 * whole and (box.link_share >= 0.4 or box.headlines >= 1)


def _furniture_of(
    tree: Tree, node: Node, whole: float, imprint: tuple[int, int], titles: Sequence[Block]
) -> str:
    kind, is_sure = called_furniture(node)
    lines, words = imprint
    if lines and node.tag not in INLINE:
        is_foot = lines >= 2 and words >= 0.4 * node.words
        is_foot |= lines >= 3 and words >= 0.15 * node.words
        if kind == "footer" or (
            is_foot and not any(node.holds_place(title.start) for title in titles)
        ):
            return "footer"
    if node.tag == "footer" and node.link_share < _FEW_LINKS and _is_in_article(node):
        # What an article says at its end: who translated it, where it was printed.
        kind = furniture_by_names(node.names)[0]
    if not kind:
        return "menu" if _is_link_list(node, titles) else ""
    if kind == "hidden text":
        return kind if node.weight < 0.2 * whole else ""
    if node.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "article", "main") and (
        node.link_share < 0.5 and node.weight >= 30
    ):
        return ""
    first = tree.first_block(node) if kind == "comments" else None
    says_comments = first is not None and furniture_by_text(first.text) == "comments"
    holds_title = any(node.start <= title.start < node.end for title in titles)
    if not says_comments:
        # Or it is what stands under the title.
        holds_title |= not titles or (
            node.weight >= _NEARLY_WHOLE * whole
            and any(title.node.parent is node.parent for title in titles)
        )
    # However many links to other articles stand below it in the same column.
    is_column = node.link_share < 0.5 or (
        bool(titles)
        and kind in _COLUMN_KINDS
        and node.weight >= _FEWEST_WORDS
        and any(node.holds_place(title.start) for title in titles)
    )
    # A poll or a counter is most of a page that has nothing else, and no article.
    fewest = 0 if kind in _COLUMN_KINDS else _FEWEST_WORDS
    is_most = node.weight >= max(_MOST_OF_PAGE * whole, fewest) and node.tag != "marquee"
    if is_column and is_most and holds_title:
        return ""
    if not is_sure and (
        node.tag in ("figure", "figcaption", "blockquote", "table", "p")
        or (node.link_share < 0.3 and node.weight > 80)
    ):
        return ""
    return kind


def _is_in_article(node: Node) -> bool:
    return node.parent is not None and node.parent.tag in ("article", "section", "blockquote")


def called_furniture(node: Node) -> tuple[str, bool]:
    """What furniture an element is by its role, tag or names, if any, and whether that is sure."""
    if node.attributes and (kind := _FURNITURE_ROLES.get(node.attributes.get("role", ""), "")):
        return kind, True
    if kind := _FURNITURE_TAGS.get(node.tag, ""):
        return kind, node.tag in ("nav", "footer", "marquee")
    return furniture_by_names(node.names) if node.names else ("", False)


def _is_link_list(node: Node, titles: Sequence[Block]) -> bool:
    """Whether it is links to other pages and nearly nothing else."""
    return (
        node.links >= 4
        and node.words - node.link_words <= max(12, 2 * node.links)
        and node.weight <= 0.3 * (node.words - node.link_words) + 4
        and not any(node.start <= title.start < node.end for title in titles)
        and node.link_words >= 10
        and node.link_share >= 0.75
        and node.tag not in INLINE
        and node.tag != "tr"
    )


def _mark_entries(tree: Tree, titles: Sequence[Block]) -> None:
    """Marks what leads to other articles one after the other: a title with a link, a summary."""
    for node in tree.nodes:
        if node.headlines < 2 or node.furniture or node.tag in INLINE:
            continue
        children = [child for child in node.children if child.words]
        alike = _entries_alike(tree, children, titles)
        entries = [id(child) in alike or _is_entry(tree, child, titles) for child in children]
        entry_words = sum(
            child.words for child, is_entry in zip(children, entries, strict=True) if is_entry
        )
        # Two are enough where there is nothing else.
        fewest = 2 if entry_words >= 0.8 * node.words else _FEWEST_TEASERS
        runs = [*_runs_of_entries(children, entries, fewest), *_runs_of_titles(children)]
        marked = [child for run in runs for child in run]
        if not marked:
            continue
        kinds = {(child.tag, child.names) for child in marked}
        known = {id(child) for child in marked}
        marked += [
            child
            for child in children
            if (child.tag, child.names) in kinds
            and id(child) not in known
            and 1 <= child.headlines <= 3
            and child.words <= 2 * LONGEST_TEASER
            and leads_on(tree, child, titles)
        ]
        words = sum(child.words for child in marked)
        for child in marked:
            child.furniture = "related articles"
        rest = node.words - words
        if rest <= 20 and rest <= 0.2 * words and node.parent is not None:
            node.furniture = "related articles"


def _is_entry(tree: Tree, node: Node, titles: Sequence[Block]) -> bool:
    """Whether it tells of another article: its title, as a link, and perhaps a summary."""
    if (
        not 1 <= node.headlines <= 3
        or node.words > LONGEST_TEASER
        or node.words - node.link_words > 100
        or node.tag in INLINE
    ):
        return False
    return leads_on(tree, node, titles)


def _entries_alike(tree: Tree, children: Sequence[Node], titles: Sequence[Block]) -> set[int]:
    """The children that tell of other articles at length, where nearly all of their kind do.

    However long the one paragraph under a title is that leads on: between others of its kind it
    is a summary.
    """
    kinds: dict[str, list[Node]] = {}
    for child in children:
        kinds.setdefault(kind_of(child), []).append(child)
    marked: set[int] = set()
    for alike in kinds.values():
        if len(alike) < _FEWEST_TEASERS:
            continue
        entries = [child for child in alike if _is_long_entry(tree, child, titles)]
        words = sum(child.words for child in entries)
        if len(entries) >= _FEWEST_TEASERS and words >= _MOST_OF_KIND * sum(
            child.words for child in alike
        ):
            marked.update(map(id, entries))
    return marked


def kind_of(node: Node) -> str:
    """What an element is called with others like it: its tag and first name without its number."""
    first = node.names.split(" ", 1)[0]
    return f"{node.tag} {_NUMBER.sub('', first)}"


def _is_long_entry(tree: Tree, node: Node, titles: Sequence[Block]) -> bool:
    """Whether it starts with the title of another article, and tells of it in one paragraph."""
    if not 1 <= node.headlines <= 3 or node.words > 3 * LONGEST_TEASER or node.tag in INLINE:
        return False
    prose = sum(block.weight >= 10 for block in tree.blocks_in(node))
    return prose == 1 and leads_on(tree, node, titles)


def leads_on(tree: Tree, node: Node, titles: Sequence[Block]) -> bool:
    """Whether it starts with the title of another article, as a link."""
    if any(node.holds_place(title.start) for title in titles):
        return False
    if not node.headlines:
        return False
    before = 0
    for block in tree.blocks_in(node):
        if block.is_headline:
            break
        before += block.words
        if before > 15:
            return False
    return True


def _runs_of_entries(
    children: Sequence[Node], entries: Sequence[bool], fewest: int
) -> Iterator[list[Node]]:
    """Entries of one kind in a row."""
    run: list[Node] = []
    for child, is_entry in zip(children, entries, strict=True):
        if is_entry and (not run or child.tag == run[0].tag):
            run.append(child)
            continue
        if len(run) >= fewest:
            yield run
        run = [child] if is_entry else []
    if len(run) >= fewest:
        yield run


def _runs_of_titles(children: Sequence[Node]) -> Iterator[list[Node]]:
    """Titles with a link and their summaries one after the other, each an element of its own."""
    run: list[Node] = []
    titles = 0
    since = 0
    for child in children:
        if child.headlines == 1 and _is_heading(child):
            run.append(child)
            titles += 1
            since = 0
        elif titles and since < 3 and child.words <= 80 and not _is_heading(child):
            run.append(child)
            since += 1
        elif titles:
            if titles >= _FEWEST_TEASERS:
                yield run
            run, titles, since = [], 0, 0
    if titles >= _FEWEST_TEASERS:
        yield run


def _is_heading(node: Node) -> bool:
    return node.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


def _weigh_without_furniture(tree: Tree) -> None:
    """Gives each element its mass: the weight of its blocks that are in no furniture."""
    for node in tree.nodes:
        node.mass = 0.0
    for node in tree.nodes[1:]:
        parent = node.parent
        # What is in furniture is furniture.
        if parent is not None and parent.furniture and not node.furniture:
            node.furniture = parent.furniture
    for node in reversed(tree.nodes):
        if node.furniture:
            node.mass = 0.0
            continue
        node.mass += sum(
            block.weight for block in node.blocks if not is_imprint(block.text, block.words)
        )
        if node.parent is not None:
            node.parent.mass += node.mass


def in_furniture(block: Block) -> bool:
    return bool(block.node.furniture)
