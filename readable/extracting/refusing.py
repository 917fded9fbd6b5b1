"""What is no article though it looks like one: a page that leads to articles, a form, a list.

A page is refused for what is found on it, not for what it is called: an entry among others like
it, a title with nothing but a list below it, labels without a sentence. Where that is not clear, a
list that is read costs a reader less than an article that is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, takewhile

from readable.extracting.blocks import is_in
from readable.extracting.facts import Facts, role_of_block, titles_of
from readable.extracting.furniture import LONGEST_TEASER, in_furniture, kind_of, leads_on
from readable.extracting.kinds import (
    ENOUGH_WORDS,
    SOME_WORDS,
    TITLE_MATCH,
    is_login_form,
    is_missing,
    is_poll_result,
    labels_field,
    lists_contacts,
    lists_documents,
    lists_feeds,
)
from readable.extracting.lines import is_name
from readable.extracting.names import (
    furniture_by_text,
    is_body_names,
    says_list,
    says_more,
)
from readable.extracting.tree import Block, Node, Tree

__all__ = ["leads_to_articles"]

# With fewer cells it is hardly a table of data.
_FEWEST_CELLS = 6
# With so many, and some words in them, a table needs no title.
_CELLS_OF_TABLE = 12
_LABELS = 10
# Between line breaks, the words below a link to an article are fewer paragraphs.
_PARAGRAPHS = 4
# The summary of another article has no more paragraphs.
_MOST_OF_TEASER = 2
# An entry is one of a list with two others like it.
_ENTRIES_ALIKE = 3
# Between a title and a few words, so many titles of other articles are what it is the title of.
_MANY_BETWEEN = 8
# A page with so many titles of others is hardly there for a few words that it is not called by.
_MANY_ON_PAGE = 20
# A text that matches the page's title no more is another title.
_HARDLY = 0.5
# A paragraph: above it stands the title, below it who signs it.
_PARAGRAPH = 20


def leads_to_articles(tree: Tree, body: Sequence[Node], facts: Facts) -> bool:
    """Whether a page is there to lead to articles, and what seems to be one is not."""
    weight = sum(node.mass for node in body)
    blocks = [block for node in body for block in tree.blocks_in(node) if not in_furniture(block)]
    if is_login_form(blocks, facts) or is_missing(blocks, facts):
        return True
    if not facts.is_article and (
        lists_documents(blocks)
        or lists_contacts(blocks, facts)
        or lists_feeds(tree, body)
        or is_poll_result(blocks, facts)
    ):
        return True
    if facts.is_index and weight < ENOUGH_WORDS:
        return True
    if _is_teaser(tree, body, blocks, facts) or (not facts.is_article and _lists_teasers(blocks)):
        return True
    prose = [block for block in blocks if block.weight >= 10]
    headlines = sum(block.is_headline for block in blocks)
    if weight >= ENOUGH_WORDS and len(prose) >= 2:
        return headlines * 25 > weight and not facts.is_article
    title = _title_near(tree, body, facts)
    if title is not None:
        if not headlines and _shows_picture(tree, body, title):
            return False
        return (
            _is_bare(blocks, title)
            or _is_above_list(tree, body, title)
            or _is_one_of_many(tree, body, title, facts)
        )
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
    if weight >= SOME_WORDS and _paragraphs_of(prose) >= _PARAGRAPHS and headlines <= 3:
        return True
    if weight >= SOME_WORDS and prose and not headlines:
        # However many links stand around it.
        return True
    if weight >= SOME_WORDS and len(prose) >= 2 and headlines <= 1:
        return True
    if weight >= ENOUGH_WORDS / 2 and headlines <= 1 and tree.root.headlines < 10:
        return True
    return weight >= ENOUGH_WORDS and headlines <= 2


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
        and not (block.weight < 10 and labels_field(block))
    )
    return rest < 4


def _is_above_list(tree: Tree, body: Sequence[Node], title: Block) -> bool:
    """Whether many titles of others stand right under a title, and a few words only after them."""
    below = [block for node in body for block in tree.blocks_in(node) if block.start > title.start]
    listed = list(takewhile(in_furniture, below))
    return (
        sum(block.is_headline for block in listed) >= _MANY_BETWEEN
        and sum(block.weight for block in below if not in_furniture(block)) < SOME_WORDS
    )


def _is_one_of_many(tree: Tree, body: Sequence[Node], title: Block, facts: Facts) -> bool:
    """Whether a few words stand on a page of many other titles, which is called otherwise.

    That is the first of the videos of a station, not what the page is about. The words of a
    notice are as few where a file has the rest.
    """
    return (
        facts.names_page
        and not facts.is_article
        and title.heading > 1
        and facts.title_match(title.text) < _HARDLY
        and tree.root.headlines >= _MANY_ON_PAGE
        and sum(node.mass for node in body) < SOME_WORDS
        and not any(is_body_names(node.names) for node in body)
        and not any(node.tag == "a" and is_in(node, body) for node in tree.nodes)
    )


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
    is_prose = not headlines and any(
        block.weight >= _PARAGRAPH and not in_furniture(block)
        for node in body
        for block in tree.blocks_in(node)
    )
    # Of a table, a short title is enough.
    fewest = 3 if _cells_of(tree, body) >= _FEWEST_CELLS and not headlines else 5
    for block in tree.blocks:
        if block.start >= end:
            break
        if in_furniture(block):
            continue
        if not block.is_link and block.words <= 60 and not furniture_by_text(block.text):
            if facts.title_match(block.text) >= TITLE_MATCH and (
                block.words >= 3 or (is_prose and _is_short_title(block))
            ):
                return block
            is_title = block.heading == 1 or role_of_block(block) == "title"
            is_title |= block.heading > 1 and headlines == 0 and len(body) == 1
            if is_title and block.words >= fewest and start - block.start < 400:
                return block
        if block.weight >= _PARAGRAPH and is_in(block, body):
            # Below, the words of the page's title are the name of the site, which signs it.
            break
    return None


def _is_short_title(block: Block) -> bool:
    """Whether few words head the page, and are not the name of who writes for it."""
    return block.heading == 1 and not is_name(block.text)
