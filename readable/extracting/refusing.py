"""What is no article though it looks like one: a page that leads to articles, a form, a list."""

from __future__ import annotations

from collections.abc import Sequence

from readable.extracting.blocks import is_in
from readable.extracting.facts import Facts, role_of_block, titles_of
from readable.extracting.furniture import LONGEST_TEASER, in_furniture, leads_on
from readable.extracting.names import (
    furniture_by_text,
    is_body_names,
    is_document_number,
    is_login,
    says_list,
)
from readable.extracting.tree import Block, Node, Tree

__all__ = ["is_login_form", "leads_to_articles", "lists_documents"]

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


def leads_to_articles(tree: Tree, body: Sequence[Node], facts: Facts) -> bool:
    """Whether a page is there to lead to articles, and what seems to be one is not."""
    weight = sum(node.mass for node in body)
    blocks = [block for node in body for block in tree.blocks_in(node) if not in_furniture(block)]
    prose = [block for block in blocks if block.weight >= 10]
    headlines = sum(block.is_headline for block in blocks)
    if is_login_form(blocks):
        return True
    if lists_documents(blocks) and not facts.is_article:
        return True
    if facts.is_index and weight < _ENOUGH_WORDS:
        return True
    is_lead = weight <= LONGEST_TEASER and len(body) == 1 and leads_on(tree, body[0], ())
    paragraphs = max((block.paragraphs for block in prose), default=0)
    is_lead &= paragraphs < _PARAGRAPHS and headlines > 0
    is_lead &= not any(block.heading == 1 and not block.is_link for block in blocks)
    if is_lead and not facts.is_article and not titles_of(tree, facts):
        return True
    if weight >= _ENOUGH_WORDS and len(prose) >= 2:
        return headlines * 25 > weight and not facts.is_article
    title = _title_near(tree, body, facts)
    if title is not None:
        rest = weight - title.weight * (not in_furniture(title) and is_in(title, body))
        rest -= sum(block.weight for block in blocks if says_list(block.text))
        return rest < 4 and (headlines > 0 or not _shows_picture(tree, body))
    if _cells_of(tree, body) >= _CELLS_OF_TABLE and not headlines:
        return weight < _LABELS
    if facts.is_article and weight >= 8:
        return False
    if any(is_body_names(node.names) for node in body) and weight >= 15 and headlines < 3:
        return False
    if weight >= _SOME_WORDS and paragraphs >= _PARAGRAPHS and headlines <= 3:
        return False
    if weight >= _SOME_WORDS and len(prose) >= 2 and headlines <= 1:
        return False
    if weight >= _ENOUGH_WORDS / 2 and headlines <= 1 and tree.root.headlines < 10:
        return False
    return not (weight >= _ENOUGH_WORDS and headlines <= 2)


def is_login_form(blocks: Sequence[Block]) -> bool:
    """Whether what little there is asks for a name and a password."""
    return sum(block.weight for block in blocks) < _SOME_WORDS and is_login(
        " ".join(block.text for block in blocks)
    )


def _shows_picture(tree: Tree, body: Sequence[Node]) -> bool:
    """Whether there is a picture in the body that leads to nothing else."""
    return any(
        node.tag == "img"
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
