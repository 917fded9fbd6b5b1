"""Where the article stands in a page: by a portal's profile, or by what its parts weigh."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from readable.dates import find_dates
from readable.errors import UnreadableInput
from readable.extracting.assembling import Ranges, Region
from readable.extracting.names import (
    AUTHOR_LINE,
    furniture_by_names,
    furniture_by_text,
    is_body_names,
    is_imprint,
    role_by_names,
)
from readable.extracting.tree import INLINE, Block, Node, Tree
from readable.vietnamese import canonical

__all__ = ["NoArticle", "find_region", "region_of_profile"]

_FURNITURE_TAGS = {"nav": "menu", "menu": "menu", "footer": "footer", "aside": "sidebar"}
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
# Furniture of a whole page: a fragment of an article has none of it.
_PAGE_FURNITURE = frozenset({"menu", "footer", "sidebar", "banner", "counter", "web part name"})
# What a paragraph of an article may be in: editors make them of all these.
_FLOW_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure pre center hr img address dir menu "
    "figcaption details".split()
)
_WORD = re.compile(r"\w+")

# An element with this much of the prose of a page is no furniture, whatever it is called.
_MOST_OF_PAGE = 0.4
# What outweighs the rest of an element by this much is all of the article in it.
_NEARLY_ALL = 0.95
_MOST = 0.7
# An entry in a list of articles is no longer than this, in words.
_LONGEST_TEASER = 130
_FEWEST_TEASERS = 3
# A line that names a box is no longer than this.
_LONGEST_CUE = 10
_BOX_KINDS = frozenset({"related articles", "comments", "tags", "counter"})
# No title has more words.
_LONGEST_TITLE = 60
# Nor is what a site says of itself at the foot of each page.
_LONGEST_IMPRINT = 400
# With this many words of prose, a text needs nothing else to be taken for an article.
_ENOUGH_WORDS = 120
# With this many in more than one paragraph it needs no title.
_SOME_WORDS = 40


class NoArticle(UnreadableInput):
    """The page leads to articles and holds none."""

    def __init__(self) -> None:
        super().__init__(
            "there is no article on this page",
            hint="pass the page of one article, or name the region of the article by a profile",
        )


def region_of_profile(
    tree: Tree,
    metadata: Mapping[str, str],
    structured: Sequence[str],
    named: str | Path | None,
) -> Region | None:
    """The region that a profile selects; None where none fits, or selects no prose."""
    from readable.extracting.profiles import select

    selected = select(tree, named)
    if selected is None:
        return None
    profile, parts = selected
    facts = _Facts(metadata, structured)
    _find_furniture(tree, facts)
    _weigh_without_furniture(tree)
    body = _body_of_profile(tree, parts["body"])
    if not body:
        if named is not None:
            raise NoArticle
        return None
    if named is None and _leads_to_articles(tree, body, facts):
        return None
    region = _Chooser(tree, facts, body, is_certain=True)
    for part in ("title", "date", "summary", "author", "source"):
        if node := _part_of_profile(tree, parts[part], body):
            region.named[part] = node
    for nodes in parts["drop"]:
        region.unwanted += [(node, node.furniture or "toolbar") for node in nodes]
    for nodes in parts["caption"]:
        for node in nodes:
            region.roles[id(node)] = "caption"
    found = region.choose()
    found.profile = profile.name
    return found


def _body_of_profile(tree: Tree, choices: Sequence[Sequence[Node]]) -> list[Node]:
    """The elements of the first selector that selects prose, or failing that any text."""
    for is_prose in (True, False):
        for nodes in choices:
            outermost: list[Node] = []
            for node in nodes:
                is_article = node.weight > 0 if is_prose else node.words or node.images
                if is_article and not (outermost and outermost[-1].holds(node)):
                    outermost.append(node)
            if not outermost:
                continue
            # The pieces of one body stand beside each other; boxes of other articles elsewhere.
            best = max(outermost, key=lambda node: node.mass)
            return [
                node
                for node in outermost
                if node is best
                or (node.parent is best.parent and node.names == best.names and node.weight > 0)
            ]
    return []


def _part_of_profile(
    tree: Tree, choices: Sequence[Sequence[Node]], body: Sequence[Node]
) -> Node | None:
    """The element of a part nearest to the body: the last before its end."""
    end = body[-1].end
    for nodes in choices:
        near = [node for node in nodes if node.start < end and tree.has_text(node)]
        near = [node for node in near if not any(node.holds(part) for part in body)]
        if near:
            before = [node for node in near if node.start < body[0].start]
            return before[-1] if before else near[0]
    return None


# ---- what is no article ----------------------------------------------------------------------


def _find_furniture(tree: Tree, facts: _Facts) -> None:
    """Marks the elements that are no part of an article by what they are called or hold."""
    titles = _titles(tree, facts)
    _mark_entries(tree, titles)
    listed = sum(node.weight for node in tree.nodes if node.furniture)
    whole = tree.root.weight - listed
    _mark_boxes(tree, titles, whole)
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
        kind = _furniture_of(node, whole, imprints.get(node.start, (0, 0)), titles)
        if kind:
            node.furniture = kind


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
            if _is_box_of(box, kind, whole, bool(titles)):
                box.furniture = kind
            continue
        parent = box.parent
        assert parent is not None  # the root is no box
        if kind == "counter":
            continue
        after = islice(parent.children, box.position + 1, None)
        if kind == "comments":
            looked += 1
            if looked <= _NEAR and not any(box.end <= title.start < parent.end for title in titles):
                rest = list(after)
                if titles or sum(child.weight for child in rest) < 0.6 * whole:
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


def _is_box_of(box: Node, kind: str, whole: float, has_title: bool) -> bool:
    """Whether a box without the title of the page is what its first words say."""
    if kind == "comments":
        return has_title or box.weight < 0.6 * whole
    if kind == "counter":
        return box.words <= 60
    return box.weight < 0.4 * whole and (box.link_share >= 0.4 or box.headlines >= 1)


def _titles(tree: Tree, facts: _Facts) -> list[Block]:
    """The blocks that say the title of the page and are no links; headings if there are any."""
    matching = [
        block
        for block in tree.blocks
        if 3 <= block.words <= 60
        and (not block.is_link or block.heading)
        and facts.title_match(block.text) >= 0.8
    ]
    marked = [block for block in matching if block.heading or _role_of_block(block) == "title"]
    return (marked or matching)[:_NEAR]


def _furniture_of(
    node: Node, whole: float, imprint: tuple[int, int], titles: Sequence[Block]
) -> str:
    kind = _FURNITURE_ROLES.get(node.attributes.get("role", ""), "") if node.attributes else ""
    is_sure = bool(kind)
    if not kind and (kind := _FURNITURE_TAGS.get(node.tag, "")):
        is_sure = node.tag in ("nav", "footer")
    if not kind and node.names:
        kind, is_sure = furniture_by_names(node.names)
    lines, words = imprint
    if lines and node.tag not in INLINE:
        is_foot = lines >= 2 and words >= 0.4 * node.words
        is_foot |= lines >= 3 and words >= 0.15 * node.words
        if kind == "footer" or (
            is_foot and not any(node.holds_place(title.start) for title in titles)
        ):
            return "footer"
    if not kind:
        return "menu" if _is_link_list(node, titles) else ""
    if kind == "hidden text":
        return kind if node.weight < 0.2 * whole else ""
    if node.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "article", "main") and (
        node.link_share < 0.5 and node.weight >= 30
    ):
        return ""
    holds_title = not titles or any(node.start <= title.start < node.end for title in titles)
    if node.link_share < 0.5 and node.weight >= _MOST_OF_PAGE * whole and holds_title:
        return ""
    if not is_sure and (
        node.tag in ("figure", "figcaption", "blockquote", "table", "p")
        or (node.link_share < 0.3 and node.weight > 80)
    ):
        return ""
    return kind


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
        entries = [_is_entry(tree, child, titles) for child in children]
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
            and child.words <= 2 * _LONGEST_TEASER
            and _leads_on(tree, child, titles)
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
        or node.words > _LONGEST_TEASER
        or node.words - node.link_words > 100
        or node.tag in INLINE
    ):
        return False
    return _leads_on(tree, node, titles)


def _leads_on(tree: Tree, node: Node, titles: Sequence[Block]) -> bool:
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


# ---- what the page says of itself ------------------------------------------------------------


class _Facts:
    """What the metadata of a page say of its article."""

    def __init__(self, metadata: Mapping[str, str], structured: Sequence[str]) -> None:
        self.titles: list[str] = []
        self.summary = canonical(
            (metadata.get("og:description") or metadata.get("description") or "").strip()
        )
        self.is_article = metadata.get("og:type", "").lower() == "article" or any(
            name.startswith("article:published") for name in metadata
        )
        self.is_index = False
        for name in ("og:title", "twitter:title", "dc.title", "dcterms.title", "title"):
            if title := metadata.get(name, "").strip():
                self.titles.append(canonical(title))
        for value in _values(structured):
            kind = str(value.get("@type", ""))
            if kind.endswith("Article") or kind in ("BlogPosting", "Report"):
                self.is_article = True
                if isinstance(headline := value.get("headline"), str):
                    self.titles.insert(0, canonical(headline.strip()))
            elif kind in ("CollectionPage", "SearchResultsPage"):
                self.is_index = True

        self._named = [
            words
            for words in dict.fromkeys(
                tuple(_WORD.findall(title.lower())[:_LONGEST_TITLE]) for title in self.titles
            )
            if words
        ]
        self._known = {word for words in self._named for word in words}

    def title_match(self, text: str) -> float:
        """How much a text is the title of the page: 1 for the same words."""
        words = _WORD.findall(text.lower())
        if len(words) < 2 or len(self._known.intersection(words)) < 0.5 * len(set(words)):
            return 0.0
        best = 0.0
        for named in self._named:
            # The page's title often has the name of the site before or after the article's.
            shared = _shared(words, named)
            best = max(best, shared / len(words) * min(1.0, shared / (0.5 * len(named))))
        return best


def _shared(words: Sequence[str], others: Sequence[str]) -> int:
    rest = list(others)
    shared = 0
    for word in words[:_LONGEST_TITLE]:
        if word in rest:
            rest.remove(word)
            shared += 1
    return shared


def _values(structured: Sequence[str]) -> Iterator[Mapping[str, object]]:
    """The objects of JSON-LD scripts, those in lists and graphs too."""
    for script in structured:
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < 200:
            value = waiting.pop()
            seen += 1
            if isinstance(value, list):
                waiting += value[:50]
            elif isinstance(value, dict):
                yield value
                if "@graph" in value:
                    waiting.append(value["@graph"])


# ---- the region ------------------------------------------------------------------------------


def find_region(tree: Tree, metadata: Mapping[str, str], structured: Sequence[str]) -> Region:
    """The region of the article by the general rules. Raises `NoArticle`."""
    facts = _Facts(metadata, structured)
    for node in tree.nodes:
        node.furniture = ""
    _find_furniture(tree, facts)
    _weigh_without_furniture(tree)
    if _is_fragment(tree, facts):
        return _Chooser(tree, facts, [tree.root], is_certain=True).choose(whole=True)
    body = _densest(tree, _titles(tree, facts))
    if body is None or _leads_to_articles(tree, [body], facts):
        raise NoArticle
    return _Chooser(tree, facts, [body], is_certain=False).choose()


def _is_fragment(tree: Tree, facts: _Facts) -> bool:
    """Whether nothing of a portal stands around the article."""
    root = tree.root
    if not root.words:
        return bool(root.images)
    around = sum(
        node.words
        for node in tree.nodes[1:]
        if node.furniture in _PAGE_FURNITURE and (node.parent is None or not node.parent.furniture)
    )
    listed = sum(
        node.link_words
        for node in tree.nodes
        if node.furniture == "related articles"
        and (node.parent is None or not node.parent.furniture)
    )
    if around or root.link_share >= 0.5:
        return False
    return not listed or (not facts.titles and listed < 0.3 * root.words)


def _densest(tree: Tree, titles: Sequence[Block]) -> Node | None:
    """The smallest element that holds the run of the article's paragraphs."""
    node = tree.root
    if not node.mass:
        return None
    while True:
        children = [child for child in node.children if child.mass > 0]
        if not children:
            return node
        best = max(children, key=lambda child: child.mass)
        share = best.mass / node.mass
        if titles and (titled := _child_with_title(tree, children, titles)) is not None:
            if titled is not best:
                # An article of its own, beside something longer.
                node = titled
                continue
        elif best.tag in INLINE and best.mass >= _NEARLY_ALL * node.mass and best.children:
            node = best
            continue
        if _is_flow(best):
            return node
        if share >= _NEARLY_ALL:
            if best.tag in ("ul", "ol", "table", "tbody", "tr", "dl", "blockquote") and not (
                _is_layout(best)
            ):
                return node
            node = best
            continue
        others = [
            child for child in children if child is not best and not _leads_on(tree, child, titles)
        ]
        own = sum(block.weight for block in node.blocks)
        share = best.mass / (best.mass + own + sum(child.mass for child in others))
        if _is_same_run(node, best, others, share):
            return node
        node = best


def _child_with_title(tree: Tree, children: Sequence[Node], titles: Sequence[Block]) -> Node | None:
    """The child with the page's title and more than one paragraph after it."""
    for child in children:
        if any(child.holds_place(title.start) for title in titles):
            paragraphs = [
                block
                for block in tree.blocks_in(child)
                if block.weight >= 10 and block not in titles and not _in_furniture(block)
            ]
            if len(paragraphs) >= 2 and child.mass >= 40:
                return child
    return None


def _is_flow(node: Node) -> bool:
    """Whether it is a piece of a text itself: a paragraph, a list, a table of data."""
    if node.tag in INLINE:
        return True
    if node.tag in ("table", "center", "tbody", "tr", "td", "th"):
        return node.tag == "table" and not _is_layout(node)
    if node.tag in _FLOW_TAGS:
        return not any(child.mass > 0 and child.tag == "div" for child in node.children)
    # A div of nothing but text is a paragraph.
    return node.mass > 0 and all(child.tag in INLINE or not child.words for child in node.children)


def _is_layout(node: Node) -> bool:
    """Whether a table, or a part of one, only places text: one cell holds most of it."""
    if node.tag == "td":
        return True
    biggest = 0.0
    cells = 0
    waiting = [node]
    while waiting:
        one = waiting.pop()
        for child in one.children:
            if child.tag in ("td", "th"):
                cells += 1
                biggest = max(biggest, child.mass)
            elif child.tag in ("tbody", "thead", "tfoot", "tr"):
                waiting.append(child)
    return cells > 0 and biggest >= 0.6 * node.mass and biggest >= 30


def _is_same_run(node: Node, best: Node, others: list[Node], share: float) -> bool:
    """Whether the best child is only a piece of the article that its parent holds."""
    own = sum(block.weight for block in node.blocks)
    if own >= 0.1 * node.mass:
        return True
    flow = sum(child.mass for child in others if _is_flow(child))
    if node.tag in ("tr", "tbody", "table"):
        # Columns: the others are beside the article.
        return node.tag == "tr" and share < 0.5 and not _is_layout(node)
    if flow >= 0.04 * node.mass and flow >= 8:
        return True
    alike = sum(
        child.mass for child in others if child.tag == best.tag and child.names == best.names
    )
    if alike >= 0.04 * node.mass:
        return True
    return share < _MOST and (share < 0.5 or not best.names or not is_body_names(best.names))


def _leads_to_articles(tree: Tree, body: Sequence[Node], facts: _Facts) -> bool:
    """Whether a page is there to lead to articles, and what seems to be one is not."""
    weight = sum(node.mass for node in body)
    blocks = [block for node in body for block in tree.blocks_in(node) if not _in_furniture(block)]
    prose = [block for block in blocks if block.weight >= 10]
    headlines = sum(block.is_headline for block in blocks)
    if facts.is_index and weight < _ENOUGH_WORDS:
        return True
    is_lead = weight <= _LONGEST_TEASER and len(body) == 1 and _leads_on(tree, body[0], ())
    if is_lead and not facts.is_article and not _titles(tree, facts):
        return True
    if weight >= _ENOUGH_WORDS and len(prose) >= 2:
        return headlines * 25 > weight and not facts.is_article
    title = _title_near(tree, body, facts)
    if title is not None:
        return weight - title.weight * (not _in_furniture(title) and _is_in(title, body)) < 4
    if facts.is_article and weight >= 8:
        return False
    if any(is_body_names(node.names) for node in body) and weight >= 15 and headlines < 3:
        return False
    if weight >= _SOME_WORDS and len(prose) >= 2 and headlines <= 1:
        return False
    if weight >= _ENOUGH_WORDS / 2 and headlines <= 1 and tree.root.headlines < 10:
        return False
    return not (weight >= _ENOUGH_WORDS and headlines <= 2)


def _title_near(tree: Tree, body: Sequence[Node], facts: _Facts) -> Block | None:
    """The title of the page that stands before a body, or at its start, as no link."""
    start, end = body[0].start, body[-1].end
    headlines = sum(node.headlines for node in body)
    for block in tree.blocks:
        if block.start >= end:
            break
        if block.is_link or _in_furniture(block) or not 3 <= block.words <= 60:
            continue
        if furniture_by_text(block.text):
            continue
        if facts.title_match(block.text) >= 0.8:
            return block
        is_title = block.heading == 1 or _role_of_block(block) == "title"
        is_title |= block.heading > 1 and headlines == 0 and len(body) == 1
        if is_title and block.words >= 5 and start - block.start < 400:
            return block
    return None


def _in_furniture(block: Block) -> bool:
    return bool(block.node.furniture)


def _role_of_block(block: Block) -> str:
    """The part of an article that the elements right around a block are called, if any."""
    node: Node | None = block.node
    for _ in range(3):
        if node is None or node.words > block.words + 3:
            return ""
        role = node.attributes.get("itemprop", "") if node.attributes else ""
        if role in _ITEM_ROLES:
            return _ITEM_ROLES[role]
        if node.names and (named := role_by_names(node.names)):
            return named
        node = node.parent
    return ""


_ITEM_ROLES = {
    "headline": "title",
    "datePublished": "date",
    "dateCreated": "date",
    "description": "summary",
    "author": "author",
}


# ---- what of the region, and around it, is the article ------------------------------------------


class _Chooser:
    """Chooses what of a body, and around it, is the article, and which part of it each is."""

    def __init__(self, tree: Tree, facts: _Facts, body: Sequence[Node], is_certain: bool) -> None:
        self.tree = tree
        self.facts = facts
        self.body = list(body)
        self.is_certain = is_certain
        self.named: dict[str, Node] = {}
        self.unwanted: list[tuple[Node, str]] = []
        self.roles: dict[int, str] = {}

    def choose(self, whole: bool = False) -> Region:
        """The region of the article; `whole` keeps everything of the body."""
        tree = self.tree
        region = Region()
        blocks = [block for node in self.body for block in tree.blocks_in(node)]
        first, last = self.body[0].start, self.body[-1].end
        if not whole:
            self._drop_furniture(region, blocks)
            if not self.is_certain:
                self._trim_end(region, blocks)
        dropped = Ranges(one for one, _ in region.dropped)
        inside = [block for block in blocks if not dropped.holds(block.start)]
        title = self._find_title(inside, first, last)
        before = self._blocks_before(title, first) if not whole else []
        if not whole and not self.is_certain:
            self._trim_start(region, inside, title)
        self._assign(region, title, before, inside)
        if not whole:
            self._add_after(region, blocks, last)
        region.parts += [
            node for node in self.body if not any(node is part for part in region.parts)
        ]
        # The title and the date first, where they stand before the body; the rest as on the page.
        ranks = {"title": 0, "date": 1}

        def rank(part: Node | Block) -> int:
            return ranks.get(region.roles.get(id(part), ""), 2) if part.start < first else 3

        region.parts.sort(key=lambda part: (rank(part), part.start))
        region.roles.update(self.roles)
        for node in self.body:
            if node is not tree.root:
                region.roles.setdefault(id(node), "body")
        return region

    # -- what is in the body and no article --

    def _drop_furniture(self, region: Region, blocks: Sequence[Block]) -> None:
        for node, kind in self.unwanted:
            if any(part.holds(node) and part is not node for part in self.body):
                region.dropped.append((node, kind))
        for part in self.body:
            for node in _furniture_in(part):
                if self._is_surely_furniture(node):
                    region.dropped.append((node, node.furniture))
        for block in blocks:
            kind = furniture_by_text(block.text) if block.words <= 12 else ""
            if kind in ("toolbar", "share buttons", "counter") and not _in_table(block):
                region.dropped.append((_carrier(block), kind))

    def _is_surely_furniture(self, node: Node) -> bool:
        kind = node.furniture
        if kind in ("related articles", "menu", "sidebar"):
            # A box of links between paragraphs stands there by the editor's hand.
            return not self.is_certain and not self._is_between_prose(node)
        return True

    def _is_between_prose(self, node: Node) -> bool:
        """Whether paragraphs of the article stand beside the element, before and after it."""
        parent = node.parent
        if parent is None or node.link_share < 0.5:
            return False
        place = node.position
        before = parent.children[max(0, place - _NEAR) : place]
        after = parent.children[place + 1 : place + 1 + _NEAR]
        return min(sum(child.mass for child in side) for side in (before, after)) >= 15

    def _trim_end(self, region: Region, blocks: Sequence[Block]) -> None:
        """Drops from the end of the body what follows the article: lists, tags, counters."""
        ranges = Ranges(one for one, _ in region.dropped)
        tail: list[tuple[Block, str]] = []
        for block in reversed(blocks):
            if ranges.holds(block.start):
                continue
            kind = furniture_by_text(block.text)
            if not kind and (block.is_link and block.links) and not _is_file_line(block):
                kind = "related articles" if block.is_headline else "menu"
            if not kind and block.words <= 8 and _is_only_date(block.text) and tail:
                kind = tail[-1][1]
            if not kind:
                break
            tail.append((block, kind))
        # The links at the end may be the article's own: a list of its files or sources.
        named = [kind for block, kind in tail if furniture_by_text(block.text)]
        links = sum(block.links for block, _ in tail)
        if named or links >= 3:
            for block, kind in tail:
                region.dropped.append((_carrier(block), kind))

    def _trim_start(self, region: Region, inside: list[Block], title: Block | None) -> None:
        """Drops from the start of the body what leads to it: a path of links, a web part's name."""
        for block in inside:
            if block is title or block.weight >= 10 or block.heading:
                return
            kind = furniture_by_text(block.text)
            if not kind and block.links and block.link_words >= 0.5 * block.words:
                kind = "menu"
            if kind:
                region.dropped.append((_carrier(block), kind))

    # -- title, date, summary, author --

    def _find_title(self, inside: list[Block], first: int, last: int) -> Block | None:
        if (named := self.named.get("title")) is not None:
            blocks = self.tree.blocks_in(named)
            return blocks[0] if blocks else None
        prose = [block for block in inside if block.weight >= _PROSE_BEFORE_TITLE]
        latest = prose[1].start if len(prose) > 1 else last
        best, best_score = None, 2.0
        for block in self.tree.blocks:
            if block.start >= latest:
                break
            if not 2 <= block.words <= 60 or _in_furniture(block):
                continue
            score = self._title_score(block, first)
            if score >= best_score:
                best, best_score = block, score
        return best

    def _title_score(self, block: Block, first: int) -> float:
        match = self.facts.title_match(block.text)
        score = 5 * match if match >= 0.6 else 0.0
        score += _HEADING_SCORES[block.heading]
        if block.heading and self._is_beside_body(block):
            score += 1.0
        if _role_of_block(block) == "title":
            score += 2.5
        if block.is_link:
            score -= 2.5
        if block.words < 4:
            score -= 1.5
        if block.start < first:
            # Beside the body, not in the head of the page.
            around = _common(block.node, self.body[0])
            distance = self.body[0].depth - around.depth
            score -= 0.25 * max(0, distance - 2)
        return score

    def _is_beside_body(self, block: Block) -> bool:
        body = self.body[0]
        near = (body, body.parent, body.parent.parent if body.parent else None)
        return any(node is not None and block.node.parent is node for node in near)

    def _blocks_before(self, title: Block | None, first: int) -> list[Block]:
        """The blocks from the title to the body, when it stands before that."""
        blocks = self.tree.blocks
        if title is not None and title.start < first:
            return [block for block in blocks if title.start <= block.start < first]
        parent = self.body[0].parent
        if title is not None or parent is None:
            return []
        around = parent.parent or parent
        return [block for block in blocks if around.start <= block.start < first]

    def _assign(
        self, region: Region, title: Block | None, before: list[Block], inside: list[Block]
    ) -> None:
        roles: dict[str, Node | Block] = {}
        if title is not None:
            roles["title"] = self._place(region, title, "title")
        for part, node in self.named.items():
            if part != "title":
                roles[part] = node
                self._add(region, node, part)
        for block in before:
            if block is title or _in_furniture(block) or _is_in(block, region.parts):
                continue
            role = self._role_before(block, title, roles)
            if role and (role == "author" or role not in roles):
                roles[role] = self._place(region, block, role)
            elif role in ("summary", "caption"):
                self._place(region, block, role)
        seen = 0
        for block in inside:
            if block is title:
                continue
            role = _role_of_block(block)
            if role == "title" or (role and role in roles and role != "author"):
                role = ""
            if not role and seen < 3 and "date" not in roles and _is_only_date(block.text):
                role = "date"
            if not role and seen < 1 and "summary" not in roles and self._is_summary(block):
                role = "summary"
            if role == "date" and not any(find_dates(block.text)):
                role = ""
            if role in ("summary", "date") and seen >= 3:
                role = ""
            if role and block.words <= 120:
                roles[role] = block
                self._mark(region, block, role)
            seen += block.weight >= 10

    def _role_before(
        self, block: Block, title: Block | None, roles: Mapping[str, Node | Block]
    ) -> str:
        role = _role_of_block(block)
        if role == "date" or (not role and block.words <= 25):
            if any(find_dates(block.text)) and block.words <= 25:
                return "date"
            if role == "date":
                return ""
        if role in ("author", "source"):
            return role if block.words <= 20 else ""
        if role == "title":
            return ""
        if found := AUTHOR_LINE.match(block.text):
            return ("source" if found["source"] else "author") if block.words <= 20 else ""
        if furniture_by_text(block.text) or block.is_link:
            return ""
        if _is_caption(block):
            return "caption"
        if self._is_summary(block) or role == "summary":
            return "summary"
        if title is not None and block.weight >= 12:
            return "summary"
        return ""

    def _is_summary(self, block: Block) -> bool:
        summary = self.facts.summary
        return (
            len(summary) > 30
            and block.words >= 8
            and (block.text[:60].lower() == summary[:60].lower())
        )

    def _add_after(self, region: Region, blocks: Sequence[Block], last: int) -> None:
        """Adds who wrote the article, where that stands after the body."""
        parent = self.body[-1].parent
        if parent is None:
            return
        around = parent.parent or parent
        for block in self.tree.blocks_in(around):
            if block.start < last or _in_furniture(block) or block.words > 15:
                continue
            role = _role_of_block(block)
            if role not in ("author", "source"):
                found = AUTHOR_LINE.match(block.text)
                role = ("source" if found["source"] else "author") if found else ""
            if role and not block.is_link:
                self._place(region, block, role)

    def _place(self, region: Region, block: Block, role: str) -> Node | Block:
        """Takes a block for a part of the article: marks it in the body, or adds it."""
        if any(node.start <= block.start < node.end for node in self.body):
            self._mark(region, block, role)
            return block
        carrier = _carrier(block)
        self._add(region, carrier, role)
        return carrier

    def _add(self, region: Region, carrier: Node | Block, role: str) -> None:
        region.roles[id(carrier)] = role
        if any(node.start <= carrier.start < node.end for node in self.body):
            return
        if len(region.parts) < _MOST_PARTS and not _is_in(carrier, region.parts):
            region.parts = [
                part for part in region.parts if not carrier.start <= part.start < carrier.end
            ]
            region.parts.append(carrier)

    def _mark(self, region: Region, block: Block, role: str) -> None:
        carrier = _carrier(block)
        if isinstance(carrier, Node) and not any(carrier is node for node in self.body):
            region.roles[id(carrier)] = role


_PROSE_BEFORE_TITLE = 20
# How many elements before and after one are looked at.
_NEAR = 20
# An article has no more parts outside of its body.
_MOST_PARTS = 20
# How much a heading of each level, or text that is none, looks like a title.
_HEADING_SCORES = (0.0, 3.0, 1.75, 1.25, 1.0, 0.5, 0.0)


def _furniture_in(node: Node) -> Iterator[Node]:
    """The outermost elements in one that are furniture."""
    waiting = list(reversed(node.children))
    while waiting:
        one = waiting.pop()
        if one.furniture:
            yield one
        else:
            waiting += reversed(one.children)


def _carrier(block: Block) -> Node | Block:
    """The element that holds nothing but a block, or the block itself."""
    return block.node if block.node.words == block.words and block.node.tag else block


def _in_table(block: Block) -> bool:
    return block.node.tag in ("td", "th") and block.node.parent is not None


def _is_only_date(text: str) -> bool:
    """Whether a text is a date and at most a few words around it."""
    if len(text) > 80:
        return False
    found = list(find_dates(text))
    return bool(found) and len(text) - sum(date.end - date.start for date in found) <= 30


def _is_file_line(block: Block) -> bool:
    return not block.links


def _is_caption(block: Block) -> bool:
    node: Node | None = block.node
    for _ in range(4):
        if node is None:
            return False
        if node.tag in ("figure", "figcaption") or "-caption-" in node.names:
            return True
        node = node.parent
    return False


def _is_in(block: Node | Block, parts: Sequence[Node | Block]) -> bool:
    return any(part.start <= block.start < part.end for part in parts)


def _common(node: Node, other: Node) -> Node:
    """The smallest element that holds both."""
    while not node.holds(other):
        assert node.parent is not None  # the root holds all
        node = node.parent
    return node
