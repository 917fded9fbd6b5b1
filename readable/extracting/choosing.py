"""What of a body, and around it, is the article, and which part of it each is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from readable.dates import find_dates
from readable.extracting.assembling import Ranges, Region
from readable.extracting.blocks import (
    carrier_of,
    common_element,
    furniture_in,
    in_table,
    is_below_picture,
    is_caption,
    is_file_line,
    is_in,
    is_only_date,
)
from readable.extracting.facts import Facts, inlines_of, role_of_block
from readable.extracting.furniture import in_furniture
from readable.extracting.lines import Line, is_author_label, is_name
from readable.extracting.names import (
    AUTHOR_LINE,
    LABELS_PART,
    NAMES_FILES,
    furniture_by_names,
    furniture_by_text,
    role_by_names,
)
from readable.extracting.tree import Block, Node, Tree

__all__ = ["Chooser"]

_PROSE_BEFORE_TITLE = 20
# A line that says when and by whom is no longer, in words.
_LONGEST_LINE = 30
# What the page's title says in short matches it this much.
_SHORTENED = 0.8
# So many elements around the title hold the date of the article too.
_LEVELS_OF_DATE = 4
_LINES_ABOVE = 2
# And so many around the body who wrote it, in the next blocks below.
_LEVELS_OF_AUTHOR = 2
_MOST_AFTER = 40
# How many elements before and after one are looked at.
_NEAR = 20
# An article has no more parts outside of its body.
_MOST_PARTS = 20
# How much a heading of each level, or text that is none, looks like a title.
_HEADING_SCORES = (0.0, 3.0, 1.75, 1.25, 1.0, 0.5, 0.0)


class Chooser:
    """Chooses what of a body, and around it, is the article, and which part of it each is."""

    def __init__(self, tree: Tree, facts: Facts, body: Sequence[Node], is_certain: bool) -> None:
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
            for node in furniture_in(part):
                if self._is_surely_furniture(node):
                    region.dropped.append((node, node.furniture))
        for block in blocks:
            kind = furniture_by_text(block.text) if block.words <= 12 else ""
            if block.is_link and block.words <= 12 and not kind:
                kind = self._kind_of_links(block)
            if kind in ("toolbar", "share buttons", "counter") and not in_table(block):
                region.dropped.append((carrier_of(block), kind))

    def _kind_of_links(self, block: Block) -> str:
        """What furniture the links of a line are, if each says that it is some."""
        texts = [" ".join(self.tree.text_of(one).split()) for one in inlines_of(block)[:_NEAR]]
        kinds = [furniture_by_text(text) for text in texts if text]
        return kinds[0] if kinds and all(kinds) else ""

    def _is_surely_furniture(self, node: Node) -> bool:
        kind = node.furniture
        is_aside = node.tag == "aside" and not furniture_by_names(node.names)[0]
        if is_aside and node.link_share < 0.3 and node.headlines < 2:
            # What an article tells beside itself.
            return False
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
            if not kind and (block.is_link and block.links) and not is_file_line(block):
                kind = "related articles" if block.is_headline else "menu"
            if not kind and block.words <= 8 and is_only_date(block.text) and tail:
                kind = tail[-1][1]
            if not kind:
                break
            tail.append((block, kind))
        # The links at the end may be the article's own: a list of its files or sources.
        named = [kind for block, kind in tail if furniture_by_text(block.text)]
        links = sum(block.links for block, _ in tail)
        if named or links >= 3:
            for block, kind in tail:
                region.dropped.append((carrier_of(block), kind))

    def _trim_start(self, region: Region, inside: list[Block], title: Block | None) -> None:
        """Drops from the start of the body what leads to it: a path of links, a web part's name."""
        for block in inside:
            if block is title or block.weight >= 10 or block.heading:
                return
            kind = furniture_by_text(block.text)
            if not kind and block.links and block.link_words >= 0.5 * block.words:
                kind = "menu"
            if kind:
                region.dropped.append((carrier_of(block), kind))

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
            if not 1 + (not block.heading) <= block.words <= 60 or in_furniture(block):
                continue
            score = self._title_score(block, first)
            if score >= best_score:
                best, best_score = block, score
        return best

    def _title_score(self, block: Block, first: int) -> float:
        match = self.facts.title_match(block.text)
        if match < _SHORTENED and self.facts.is_shortened(block.text):
            match = _SHORTENED
        score = 5 * match if match >= 0.6 else 0.0
        score += _HEADING_SCORES[block.heading]
        if block.heading and self._is_beside_body(block):
            score += 1.0
        if block.heading == 1 and not block.is_link and is_in(block, self.body):
            score += 1.0
        if role_of_block(block) == "title":
            score += 2.5
        if block.is_link:
            score -= 2.5
        if block.words < 4:
            score -= 1.5
        if block.start < first:
            # Beside the body, not in the head of the page.
            around = common_element(block.node, self.body[0])
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
        self._add_fields(region)
        for part, node in self.named.items():
            if part != "title":
                roles[part] = node
                self._add_named(region, node, part, roles)
        for block in before:
            if block is title or in_furniture(block) or is_in(block, region.parts):
                continue
            role = self._role_before(block, title, roles)
            if role in ("date", "author") and self._add_line(region, block, role, roles):
                continue
            if role and (role == "author" or role not in roles):
                roles[role] = self._place(region, block, role)
                if role == "summary" and title is not None:
                    self._add_beside(region, block)
            elif role in ("summary", "caption"):
                self._place(region, block, role)
        if title is not None and "date" not in roles:
            self._add_date_above(region, title, roles)
        seen = 0
        for block in inside:
            if block is title:
                continue
            role = role_of_block(block)
            if role == "title" or (role and role in roles and role != "author"):
                role = ""
            if not role and seen < 3 and "date" not in roles and is_only_date(block.text):
                role = "date"
            if not role and seen < 1 and "summary" not in roles and self._is_summary(block):
                role = "summary"
            if role == "date" and not any(find_dates(block.text)):
                role = ""
            if role in ("summary", "date") and seen >= 3:
                role = ""
            if role and block.words <= 120:
                roles[role] = block
                if role in ("date", "author") and not seen:
                    self._clear_line(region, block)
                self._mark(region, block, role)
            seen += block.weight >= 10

    def _add_fields(self, region: Region) -> None:
        """Adds what stands beside the body with a label of its own: when and where an event is."""
        parent = self.body[0].parent
        for node in parent.children if parent is not None else ():
            if not node.furniture and node.link_share < 0.5 and self._is_labelled(node):
                self._add(region, node, "")

    def _is_labelled(self, node: Node) -> bool:
        """Whether an element is a field of Drupal with a label that names no other part."""
        if "-field-" not in node.names or len(node.children) < 2:
            return False
        label, *values = node.children
        text = " ".join(self.tree.text_of(label).split())
        return (
            "-field-label-" in label.names
            and any(value.words for value in values)
            and not (LABELS_PART.match(text) or AUTHOR_LINE.match(text) or is_author_label(text))
            and not furniture_by_text(text)
        )

    def _add_date_above(self, region: Region, title: Block, roles: dict[str, Node | Block]) -> None:
        """Adds the date where it stands above the title, with a name that says so."""
        around = title.node
        for _ in range(_LEVELS_OF_DATE):
            if around.parent is None or around.parent is self.tree.root:
                break
            around = around.parent
        above = [block for block in self.tree.blocks_in(around) if block.start < title.start]
        for block in above[-_NEAR:]:
            is_beside = block in above[-_LINES_ABOVE:]
            inlines = inlines_of(block)
            named = {role_of_block(block), *(role_by_names(one.names) for one in inlines)}
            if any(one.tag == "time" for one in inlines) or (is_beside and _is_time(block.text)):
                named.add("date")
            if block.words > 15 or in_furniture(block):
                continue
            if "author" in named and "author" not in roles and is_name(block.text):
                roles["author"] = self._place(region, block, "author")
            elif "date" in named and any(find_dates(block.text)):
                self._clear_line(region, block)
                roles["date"] = self._place(region, block, "date")
                return

    def _add_named(
        self, region: Region, node: Node, part: str, roles: dict[str, Node | Block]
    ) -> None:
        """Adds a part that a profile selects; where its line has date and author, both apart."""
        blocks = self.tree.blocks_in(node) if part in ("date", "author") else []
        others = {role: one for role, one in roles.items() if role != part}
        if len(blocks) == 1 and self._add_line(region, blocks[0], part, others):
            roles.update(others)
            return
        for block in blocks:
            self._clear_line(region, block)
        self._add(region, node, part)

    def _add_line(
        self, region: Region, block: Block, role: str, roles: dict[str, Node | Block]
    ) -> bool:
        """Clears the line of the date; adds date and author apart where it has both."""
        line = self._clear_line(region, block)
        dates, others = line.date_places, line.other_places
        is_mixed = dates and others and (others[-1] < dates[0] or dates[-1] < others[0])
        if is_in(block, self.body) or not is_mixed:
            return False
        other = "author" if role == "author" or line.names_author else self._role_in_line(block)
        for part, places in sorted((("date", dates), (other, others)), key=lambda one: one[1]):
            if part == "date" and "date" in roles:
                continue
            piece = Block(block.node, places[0])
            piece.end = places[-1] + 1
            if part:
                roles[part] = piece
            self._add(region, piece, part)
        return True

    def _role_in_line(self, block: Block) -> str:
        """Whether what stands on a line beside the date is called, or looks like, an author."""
        inlines = inlines_of(block)
        if any(role_by_names(one.names) == "author" for one in inlines):
            return "author"
        for one in inlines:
            text = " ".join(self.tree.text_of(one).split())
            if is_name(text) and not any(find_dates(text)):
                return "author"
        return ""

    def _clear_line(self, region: Region, block: Block) -> Line:
        """Leaves out of a line what on it is furniture."""
        line = Line(self.tree, block)
        if block.words <= _LONGEST_LINE and any(text.strip() for text in line.kept.values()):
            region.texts.update(line.kept)
            region.cut += line.left_out
        return line

    def _add_beside(self, region: Region, summary: Block) -> None:
        """Adds the few other words of the element beside the body that the summary is in."""
        around: Node | None = summary.node
        while around is not None and around.parent is not self.body[0].parent:
            around = around.parent
        if around is None or not summary.words < around.words <= summary.words + _NEAR:
            return
        for block in self.tree.blocks_in(around):
            if block.start > summary.start and not in_furniture(block) and not block.is_link:
                self._add(region, carrier_of(block), "")

    def _role_before(
        self, block: Block, title: Block | None, roles: Mapping[str, Node | Block]
    ) -> str:
        role = role_of_block(block)
        if role == "date" or (not role and block.words <= 25):
            if any(find_dates(block.text)) and block.words <= 25:
                return "date"
            if role == "date":
                return ""
        if role in ("author", "source"):
            return role if block.words <= 20 and not is_author_label(block.text) else ""
        if role == "title":
            return ""
        if found := AUTHOR_LINE.match(block.text):
            return ("source" if found["source"] else "author") if block.words <= 20 else ""
        if furniture_by_text(block.text) or block.is_link:
            return ""
        if is_caption(block) or is_below_picture(block):
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
        near = parent.parent or parent
        around = near
        for _ in range(_LEVELS_OF_AUTHOR):
            if around.parent is None or around.parent is self.tree.root:
                break
            around = around.parent
        after = [block for block in self.tree.blocks_in(around) if block.start >= last]
        has_files = False
        for block in after[:_MOST_AFTER]:
            role = role_of_block(block)
            if block.is_headline and role != "author":
                break
            if in_furniture(block) or block.words > 15:
                continue
            is_near = block.start < near.end
            is_file = has_files and any(one.tag == "a" for one in inlines_of(block))
            has_files = not block.link_words and (is_file or bool(NAMES_FILES.match(block.text)))
            if has_files:
                self._add(region, carrier_of(block), "")
                continue
            if role not in ("author", "source"):
                found = AUTHOR_LINE.match(block.text) if is_near else None
                role = ("source" if found["source"] else "author") if found else ""
            if role and (not block.is_link or role == "author"):
                self._place(region, block, role)

    def _place(self, region: Region, block: Block, role: str) -> Node | Block:
        """Takes a block for a part of the article: marks it in the body, or adds it."""
        if any(node.start <= block.start < node.end for node in self.body):
            self._mark(region, block, role)
            return block
        carrier = carrier_of(block)
        self._add(region, carrier, role)
        return carrier

    def _add(self, region: Region, carrier: Node | Block, role: str) -> None:
        region.roles[id(carrier)] = role
        if any(node.start <= carrier.start < node.end for node in self.body):
            return
        if len(region.parts) < _MOST_PARTS and not is_in(carrier, region.parts):
            region.parts = [
                part for part in region.parts if not carrier.start <= part.start < carrier.end
            ]
            region.parts.append(carrier)

    def _mark(self, region: Region, block: Block, role: str) -> None:
        carrier = carrier_of(block)
        if isinstance(carrier, Node) and not any(carrier is node for node in self.body):
            region.roles[id(carrier)] = role


def _is_time(text: str) -> bool:
    """Whether a text is a date with a time and hardly anything else."""
    return is_only_date(text) and any("T" in found.iso for found in find_dates(text))
