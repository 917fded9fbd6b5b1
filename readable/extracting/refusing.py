"""What is no article though it looks like one: a page that leads to articles, a form, a list.

A page is refused for what is found on it, not for what it is called: an entry among others like
it, a list of documents or of persons to call, the words of a page that is missing, labels without
a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from readable.extracting.blocks import is_in
from readable.extracting.facts import Facts, role_of_block, titles_of
from readable.extracting.furniture import LONGEST_TEASER, in_furniture, kind_of, leads_on
from readable.extracting.names import (
    furniture_by_text,
    is_body_names,
    is_contact,
    is_document_number,
    is_login,
    says_contact,
    says_list,
    says_missing,
    says_more,
)
from readable.extracting.tree import Block, Node, Tree

__all__ = ["is_login_form", "is_missing", "leads_to_articles", "lists_documents"]

# With this many words of prose, a text needs nothing else to be taken for an article.
_ENOUGH_WORDS = 120
# With this many in more than one paragraph it needs no title.
_SOME_WORDS = 40
# With fewer cells it is hardly a table of data.
_FEWEST_CELLS = 6
# With so many, and some words in them, a table needs no title.
_CELLS_OF_TABLE = 12
_LABELS = 10
# Between line breaks, the words below a link to an article are fewer paragraphs.
_PARAGRAPHS = 4
# A table of more documents than an article needs leads to them.
_MANY_DOCUMENTS = 8
# With so many phones and addresses, and no prose, it is there to reach somebody.
_MANY_CONTACTS = 4
# What somebody fills in, or chooses from.
_FIELDS = frozenset({"input", "select", "textarea"})
# The summary of another article has no more paragraphs.
_MOST_OF_TEASER = 2
# An entry is one of a list with two others like it.
_ENTRIES_ALIKE = 3


def leads_to_articles(tree: Tree, body: Sequence[Node], facts: Facts) -> bool:
    """Whether a page is there to lead to articles, and what seems to be one is not."""
    weight = sum(node.mass for node in body)
    blocks = [block for node in body for block in tree.blocks_in(node) if not in_furniture(block)]
    if is_login_form(blocks) or is_missing(blocks, facts):
        return True
    if not facts.is_article and (lists_documents(blocks) or _lists_contacts(blocks, facts)):
        return True
    if facts.is_index and weight < _ENOUGH_WORDS:
        return True
    if _is_teaser(tree, body, blocks, facts) or (not facts.is_article and _lists_teasers(blocks)):
        return True
    prose = [block for block in blocks if block.weight >= 10]
    headlines = sum(block.is_headline for block in blocks)
    if weight >= _ENOUGH_WORDS and len(prose) >= 2:
        return headlines * 25 > weight and not facts.is_article
    title = _title_near(tree, body, facts)
    if title is not None:
        is_shown = not headlines and _shows_picture(tree, body, title)
        return not is_shown and _is_bare(blocks, title)
    if _cells_of(tree, body) >= _CELLS_OF_TABLE and not headlines:
        return weight < _LABELS
    if facts.is_article and weight >= 8:
        return False
    return not _is_text(tree, body, blocks)


def _is_text(tree: Tree, body: Sequence[Node], blocks: Sequence[Block]) -> bool:
    """Whether words without a title are enough to be an article, for the links among them."""
    weight = sum(node.mass for node in body)
    prose = [block for block in blocks if block.weight >= 10]
    headlines = sum(block.is_headline for block in blocks)
    if any(is_body_names(node.names) for node in body) and weight >= 15 and headlines < 3:
        return True
    if weight >= _SOME_WORDS and _paragraphs_of(prose) >= _PARAGRAPHS and headlines <= 3:
        return True
    if weight >= _SOME_WORDS and len(prose) >= 2 and headlines <= 1:
        return True
    if weight >= _ENOUGH_WORDS / 2 and headlines <= 1 and tree.root.headlines < 10:
        return True
    return weight >= _ENOUGH_WORDS and headlines <= 2


def _paragraphs_of(prose: Sequence[Block]) -> int:
    return max((block.paragraphs for block in prose), default=0)


def _is_teaser(tree: Tree, body: Sequence[Node], blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether it only tells of another article, which it starts with a link to."""
    if len(body) > 1 or not leads_on(tree, body[0], titles_of(tree, facts)):
        return False
    if not any(block.is_headline for block in blocks):
        return False
    if any(block.heading == 1 and not block.is_link for block in blocks):
        return False
    if _is_among_entries(tree, body[0]):
        return True
    prose = [block for block in blocks if block.weight >= 10]
    is_short = body[0].mass <= LONGEST_TEASER and _paragraphs_of(prose) < _PARAGRAPHS
    is_short &= len(prose) <= _MOST_OF_TEASER
    return is_short and not facts.is_article and not titles_of(tree, facts)


def _lists_teasers(blocks: Sequence[Block]) -> bool:
    """Whether a link to read more stands behind each few lines."""
    further = sum(block.link_words > 0 and says_more(block.text) for block in blocks)
    words = sum(block.words for block in blocks)
    return further >= _ENTRIES_ALIKE and words <= further * LONGEST_TEASER


def _is_among_entries(tree: Tree, entry: Node) -> bool:
    """Whether others of the kind of an element start with a title that leads on, as it does.

    Without a name, only those beside it are of its kind.
    """
    around = tree.nodes if entry.names or entry.parent is None else entry.parent.children
    kind = kind_of(entry)
    alike = (node for node in around if kind_of(node) == kind and leads_on(tree, node, ()))
    return sum(1 for _ in islice(alike, _ENTRIES_ALIKE)) == _ENTRIES_ALIKE


def _is_bare(blocks: Sequence[Block], title: Block) -> bool:
    """Whether nothing is said under a title: what is there counts a list, or labels a form."""
    rest = sum(
        block.weight
        for block in blocks
        if block is not title
        and block.start > title.start
        and not says_list(block.text)
        and not (block.weight < 10 and _labels_field(block))
    )
    return rest < 4


def _labels_field(block: Block) -> bool:
    """Whether it stands beside what is to be filled in."""
    row = block.node.parent if block.node.tag in ("td", "th") else block.node
    return row is not None and any(
        one.tag in _FIELDS for child in row.children for one in (child, *child.children)
    )


def is_login_form(blocks: Sequence[Block]) -> bool:
    """Whether what little there is asks for a name and a password."""
    return sum(block.weight for block in blocks) < _SOME_WORDS and is_login(
        " ".join(block.text for block in blocks)
    )


def is_missing(blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether what little there is says that there is no page, or none written yet."""
    weight = sum(block.weight for block in blocks)
    said = [block for block in blocks if block.node.tag != "td" and says_missing(block.text)]
    if facts.is_missing or any(block.heading for block in said):
        return weight < _ENOUGH_WORDS
    return bool(said) and weight < _SOME_WORDS


def _shows_picture(tree: Tree, body: Sequence[Node], title: Block) -> bool:
    """Whether there is a picture in the body, below the title, that leads to nothing else."""
    return any(
        node.tag == "img"
        and node.start > title.start
        and not node.furniture
        and (node.parent is None or node.parent.tag != "a")
        and is_in(node, body)
        for node in tree.nodes
    )


def lists_documents(blocks: Sequence[Block]) -> bool:
    """Whether there are the numbers of many documents in a table and no words around it."""
    cells = [block for block in blocks if block.node.tag in ("td", "th")]
    numbers = sum(is_document_number(block.text) for block in cells)
    around = sum(block.weight for block in blocks if block.weight >= 10) - sum(
        block.weight for block in cells if block.weight >= 10
    )
    return numbers >= _MANY_DOCUMENTS and around < 10


def _lists_contacts(blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether there are the phones and addresses of many, and no prose around them."""
    contacts = sum(is_contact(block.text) for block in blocks)
    if contacts < _MANY_CONTACTS or not any(says_contact(block.text) for block in blocks):
        # Numbers of taxpayers or of identity cards look the same.
        return False
    # In a cell an address may be long; a text is longer.
    around = sum(
        block.weight
        for block in blocks
        if block.weight >= (_SOME_WORDS if block.node.tag in ("td", "th") else 10)
        and not block.heading
        and facts.title_match(block.text) < 0.8
    )
    return around < 10


def _cells_of(tree: Tree, body: Sequence[Node]) -> int:
    """How many cells of tables with a text and no link there are."""
    return sum(
        block.node.tag in ("td", "th") and not block.links
        for node in body
        for block in tree.blocks_in(node)
    )


def _title_near(tree: Tree, body: Sequence[Node], facts: Facts) -> Block | None:
    """The title of the page that stands before a body, or at its start, as no link."""
    start, end = body[0].start, body[-1].end
    headlines = sum(
        block.is_headline and not in_furniture(block)
        for node in body
        for block in tree.blocks_in(node)
    )
    # Of a table, a short title is enough.
    fewest = 3 if _cells_of(tree, body) >= _FEWEST_CELLS and not headlines else 5
    for block in tree.blocks:
        if block.start >= end:
            break
        if block.is_link or in_furniture(block) or not 3 <= block.words <= 60:
            continue
        if furniture_by_text(block.text):
            continue
        if facts.title_match(block.text) >= 0.8:
            return block
        is_title = block.heading == 1 or role_of_block(block) == "title"
        is_title |= block.heading > 1 and headlines == 0 and len(body) == 1
        if is_title and block.words >= fewest and start - block.start < 400:
            return block
    return None
