"""Where the article stands in a page: by a portal's profile, or by what its parts weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from readable.errors import UnreadableInput
from readable.extracting.assembling import Region
from readable.extracting.choosing import Chooser
from readable.extracting.facts import Facts, titles_of
from readable.extracting.furniture import (
    called_furniture,
    in_furniture,
    leads_on,
    mark_furniture,
)
from readable.extracting.kinds import is_login_form, is_missing, lists_documents
from readable.extracting.names import is_body_names, is_message_names, is_post_names
from readable.extracting.refusing import leads_to_articles
from readable.extracting.tree import INLINE, Block, Node, Tree

__all__ = ["NoArticle", "find_region", "region_of_profile"]

# Furniture of a whole page: a fragment of an article has none of it.
_PAGE_FURNITURE = frozenset({"menu", "footer", "sidebar", "banner", "counter", "web part name"})
# What a paragraph of an article may be in: editors make them of all these.
_FLOW_TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure pre center hr img address dir menu "
    "figcaption details".split()
)
# A text of one's own refers to no more pages that are called like articles.
_MOST_LINKED = 20
# Nor has a page that is an article and nothing else more links on lines of their own.
_MOST_LONE_LINKS = 2
# What outweighs the rest of an element by this much is all of the article in it.
_NEARLY_ALL = 0.95
_MOST = 0.7
# What names a row of a table is no longer, in words.
_LONGEST_LABEL = 10


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
    facts = Facts(metadata, structured)
    mark_furniture(tree, facts, [node for nodes in parts["body"] for node in nodes])
    body = _body_of_profile(tree, parts["body"])
    if not body:
        if named is not None:
            raise NoArticle
        return None
    if named is None and leads_to_articles(tree, body, facts):
        return None
    region = Chooser(tree, facts, body, is_certain=True)
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


def find_region(tree: Tree, metadata: Mapping[str, str], structured: Sequence[str]) -> Region:
    """The region of the article by the general rules. Raises `NoArticle`."""
    facts = Facts(metadata, structured)
    for node in tree.nodes:
        node.furniture = ""
    mark_furniture(tree, facts)
    posts = _posts(tree)
    if not posts and _is_fragment(tree, facts):
        if facts.titles and (
            is_login_form(tree.blocks, facts)
            or is_missing(tree.blocks, facts)
            or lists_documents(tree.blocks)
        ):
            raise NoArticle
        return Chooser(tree, facts, [tree.root], is_certain=True).choose(whole=True)
    densest = _densest(tree, titles_of(tree, facts))
    body = posts or ([densest] if densest is not None else [])
    if not body or leads_to_articles(tree, body, facts):
        raise NoArticle
    return Chooser(tree, facts, body, is_certain=False).choose()


def _posts(tree: Tree) -> list[Node]:
    """What was written in a thread of a forum that numbers it, or in XenForo what opens it.

    That system itself calls the others comments on the first. An answer that says more than what
    was asked is not left out, nor are those beside it.
    """
    if posts := [node for node in tree.nodes if node.mass > 0 and is_post_names(node.names)]:
        return posts
    messages = [node for node in tree.nodes if node.mass > 0 and is_message_names(node.names)]
    longest = max(messages, key=lambda node: node.mass, default=None)
    return messages[:1] if messages and messages[0] is longest else messages


def _is_fragment(tree: Tree, facts: Facts) -> bool:
    """Whether nothing of a portal stands around the article."""
    root = tree.root
    if not root.words:
        return bool(root.images)
    outermost = [
        node
        for node in tree.nodes[1:]
        if node.furniture and (node.parent is None or not node.parent.furniture)
    ]
    if any(node.furniture in _PAGE_FURNITURE and _is_of_page(node, facts) for node in outermost):
        return False
    if not facts.titles:
        return root.headlines <= _MOST_LINKED
    is_listing = any(node.furniture == "related articles" for node in outermost)
    lone_links = sum(block.is_link for block in tree.blocks)
    return root.link_share < 0.5 and not is_listing and lone_links <= _MOST_LONE_LINKS


def _is_of_page(node: Node, facts: Facts) -> bool:
    """Whether it is furniture by more than its links: those may be a text's own."""
    if facts.titles or called_furniture(node)[0] or node.furniture != "menu":
        return True
    return node.links >= 6 and node.words < 3.5 * node.links


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
            child for child in children if child is not best and not leads_on(tree, child, titles)
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
                if block.weight >= 10 and block not in titles and not in_furniture(block)
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
    if _is_data(node):
        return False
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


def _is_data(table: Node) -> bool:
    """Whether the rows of a table have a label each and what belongs to it, and no columns."""
    rows: list[Node] = []
    waiting = list(reversed(table.children))
    while waiting:
        one = waiting.pop()
        if one.tag == "tr":
            rows.append(one)
        elif one.tag in ("tbody", "thead", "tfoot"):
            waiting += reversed(one.children)
    filled = [[cell for cell in row.children if cell.words] for row in rows]
    labelled = [row for row in filled if len(row) >= 2 and row[0].words <= _LONGEST_LABEL]
    return (
        len(labelled) >= 3
        and len(labelled) >= 0.7 * len(rows)
        and table.link_share < 0.5
        and table.headlines < len(rows)
    )


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
