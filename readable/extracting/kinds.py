"""Pages that are no article by what they say: a form, a list of contacts, a result of a poll."""

from __future__ import annotations

from collections.abc import Sequence

from readable.extracting.blocks import is_in
from readable.extracting.facts import Facts
from readable.extracting.names import (
    counts_votes,
    is_contact,
    is_document_number,
    is_feed,
    is_login,
    says_contact,
    says_missing,
    says_poll,
)
from readable.extracting.tree import Block, Node, Tree

__all__ = [
    "ENOUGH_WORDS",
    "SOME_WORDS",
    "TITLE_MATCH",
    "is_login_form",
    "is_missing",
    "is_poll_result",
    "labels_field",
    "lists_contacts",
    "lists_documents",
    "lists_feeds",
]

# With this many words of prose, a text needs nothing else to be taken for an article.
ENOUGH_WORDS = 120
# With this many it needs no title where no other article is told of among them.
SOME_WORDS = 40
# What matches the page's title this much is the title.
TITLE_MATCH = 0.8
# A table of more documents than an article needs leads to them.
_MANY_DOCUMENTS = 8
# With so many phones and addresses, and no prose, it is there to reach somebody.
_MANY_CONTACTS = 4
# An article about feeds refers to fewer.
_MANY_FEEDS = 5
# A poll has at least two answers.
_FEWEST_VOTES = 2
# What somebody fills in, or chooses from.
_FIELDS = frozenset({"input", "select", "textarea"})


def is_login_form(blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether what little there is asks for a name and a password."""
    weight = sum(block.weight for block in blocks)
    if weight < SOME_WORDS and is_login(" ".join(block.text for block in blocks)):
        return True
    # However much is said about the password, the page is called a login and has the fields.
    if not facts.is_login or sum(block.weight >= 10 for block in blocks) > 1:
        return False
    labels = " ".join(block.text for block in blocks if block.weight < 10 and labels_field(block))
    return weight < ENOUGH_WORDS and is_login(labels)


def labels_field(block: Block) -> bool:
    """Whether it stands beside what is to be filled in."""
    row = block.node.parent if block.node.tag in ("td", "th") else block.node
    return row is not None and any(
        one.tag in _FIELDS for child in row.children for one in (child, *child.children)
    )


def is_missing(blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether what little there is says that there is no page, or none written yet."""
    weight = sum(block.weight for block in blocks)
    said = [block for block in blocks if block.node.tag != "td" and says_missing(block.text)]
    if facts.is_missing or any(block.heading for block in said):
        return weight < ENOUGH_WORDS
    return bool(said) and weight < SOME_WORDS


def lists_documents(blocks: Sequence[Block]) -> bool:
    """Whether there are the numbers of many documents in a table and no words around it."""
    cells = [block for block in blocks if block.node.tag in ("td", "th")]
    numbers = sum(is_document_number(block.text) for block in cells)
    around = sum(block.weight for block in blocks if block.weight >= 10) - sum(
        block.weight for block in cells if block.weight >= 10
    )
    return numbers >= _MANY_DOCUMENTS and around < 10


def lists_contacts(blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether there are the phones and addresses of many, and no prose around them."""
    contacts = sum(is_contact(block.text) for block in blocks)
    if contacts < _MANY_CONTACTS or not any(says_contact(block.text) for block in blocks):
        # Numbers of taxpayers or of identity cards look the same.
        return False
    # In a cell an address may be long; a text is longer.
    around = sum(
        block.weight
        for block in blocks
        if block.weight >= (SOME_WORDS if block.node.tag in ("td", "th") else 10)
        and not block.heading
        and facts.title_match(block.text) < TITLE_MATCH
    )
    return around < 10


def lists_feeds(tree: Tree, body: Sequence[Node]) -> bool:
    """Whether most links of a body that says little lead to feeds of news."""
    links = [node for node in tree.nodes if node.tag == "a" and is_in(node, body)]
    feeds = sum(is_feed(node.attributes.get("href", "")) for node in links)
    weight = sum(node.mass for node in body)
    return feeds >= _MANY_FEEDS and feeds >= 0.5 * len(links) and weight < ENOUGH_WORDS


def is_poll_result(blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether there is only how many have voted for each answer to a question of the portal."""
    votes = sum(counts_votes(block.text) for block in blocks)
    if votes < _FEWEST_VOTES or not any(says_poll(block.text) for block in blocks):
        return False
    # The question is no prose about it.
    around = sum(
        block.weight
        for block in blocks
        if block.weight >= 10
        and not block.text.endswith("?")
        and facts.title_match(block.text) < TITLE_MATCH
    )
    return around < 10
