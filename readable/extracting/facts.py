"""What a page says of its article: in its metadata, and in the names of its elements."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from readable.extracting.names import role_by_names, says_missing
from readable.extracting.tree import INLINE, Block, Node, Tree
from readable.vietnamese import canonical

__all__ = ["Facts", "inlines_of", "role_of_block", "titles_of"]

_WORD = re.compile(r"\w+")
# No title has more words.
_LONGEST_TITLE = 60
# A title of fewer words may be in any text.
_FEWEST_SHORTENED = 4
# A page says its title in no more places.
_MOST_TITLES = 20
# The name of the site after the title.
_BEFORE_SITE = re.compile(r"\s[|»·–—-]\s")
_INDEX_TITLE = re.compile(
    r"(?:kết quả tìm kiếm|search results|"
    r"(?:thể loại|category|tag|thẻ|từ khóa|lưu trữ|archives?)\s?:)",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(r"(?:đăng nhập|log ?in|sign in)\b", re.IGNORECASE)
_ITEM_ROLES = {
    "headline": "title",
    "datePublished": "date",
    "dateCreated": "date",
    "description": "summary",
    "author": "author",
}


class Facts:
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

        # What a search or a category is called.
        self.is_index |= not self.is_article and any(map(_INDEX_TITLE.match, self.titles))
        # With the name of the site and without it.
        said = [title for whole in self.titles for title in (whole, _BEFORE_SITE.split(whole)[0])]
        self.is_login = any(map(_LOGIN_TITLE.match, self.titles))
        # Or else its title may be that of the site, on each of its pages.
        self.names_page = any(map(_BEFORE_SITE.search, self.titles))
        self.is_missing = any(map(says_missing, said))
        self._named = [
            words
            for words in dict.fromkeys(
                tuple(_WORD.findall(title.lower())[:_LONGEST_TITLE]) for title in said
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

    def is_shortened(self, text: str) -> bool:
        """Whether the title of the page is a text in short: all of its words are in it."""
        words = _WORD.findall(text.lower())
        return any(
            len(named) >= _FEWEST_SHORTENED
            and len(words) <= 3 * len(named)
            and _shared(words, named) == len(named)
            for named in self._named
        )


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


def titles_of(tree: Tree, facts: Facts) -> list[Block]:
    """The blocks that say the title of the page and are no links; headings if there are any."""
    matching = [
        block
        for block in tree.blocks
        if 3 <= block.words <= 60
        and (not block.is_link or block.heading)
        and facts.title_match(block.text) >= 0.8
    ]
    marked = [block for block in matching if block.heading or role_of_block(block) == "title"]
    return (marked or matching)[:_MOST_TITLES]


def inlines_of(block: Block) -> list[Node]:
    """The elements in a line that a block is made of."""
    children = block.node.children
    first = bisect_left(children, block.start, key=lambda child: child.end - 1)
    return [
        child
        for child in takewhile(lambda child: child.start < block.end, islice(children, first, None))
        if child.tag in INLINE
    ]


def role_of_block(block: Block) -> str:
    """The part of an article that the elements right around a block are called, if any."""
    inlines = inlines_of(block)
    if len(inlines) == 1 and inlines[0].names and (named := role_by_names(inlines[0].names)):
        return named
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
