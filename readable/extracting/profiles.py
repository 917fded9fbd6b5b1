"""Where the parts of an article stand in the pages of one portal or content system: CSS selectors.

A profile is a TOML file with a `name` and lists of selectors: `detect` (the page is of this kind
if any matches, or with `detect_all` if each does), `title`, `date`, `summary`, `body`, `author`,
`source`, `caption`, and `drop` for what is no part of the article though it stands in its body.
Of the selectors of a part the first that matches text counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from readable.errors import WrongUse

if TYPE_CHECKING:
    from readable.extracting.tree import Node, Tree

__all__ = ["PARTS", "Profile", "Selected", "load_profile", "select", "shipped_profiles"]

PARTS = ("title", "date", "summary", "body", "author", "source", "caption", "drop")
_LISTS = ("detect", "detect_all", *PARTS)
_NAME = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_PLAIN = re.compile(r"[a-z]?[a-z0-9]*(?:[.#]-?[A-Za-z_][\w-]*)*")
_TAG = re.compile(r"(?<![\w.#=\[-])[a-z][a-z0-9]*")
_ITEM = re.compile(r"\[(itemprop=[A-Za-z]+)\]")
_ATTRIBUTE_PART = re.compile(r"\[[^\]]*\]")

# A profile of one portal is far smaller, in bytes, and a selector far shorter, in characters.
_LONGEST_FILE = 256_000
_LONGEST_SELECTOR = 1000
_LONGEST_SHOWN = 60
# Each is evaluated one within the other.
_MOST_COMPOUNDS = 20

_JOINT = re.compile(r"[\s>+(]+(?=[^\s>+(])")

# Selectors look up an element's ancestors one by one.
_DEEPEST = 300


@dataclass(frozen=True, slots=True)
class Profile:
    """The selectors of one portal: for each part of `PARTS` those that find it, best first."""

    name: str
    detect: tuple[str, ...]
    detect_all: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    def selectors(self, part: str) -> tuple[str, ...]:
        return dict(self.parts)[part]


Selected = Mapping[str, tuple[tuple["Node", ...], ...]]
"""For each part of a profile, and each of its selectors, the elements that match, in order."""


def load_profile(name: str | Path) -> Profile:
    """A profile by the name of a shipped one, or by the path of a TOML file.

    Raises `WrongUse` for a name that is none, and for a file that is no profile.
    """
    for profile in shipped_profiles():
        if profile.name == str(name):
            return profile
    path = Path(name)
    if path.suffix != ".toml":
        names = ", ".join(profile.name for profile in shipped_profiles())
        raise WrongUse(
            f"there is no profile named {name!s}",
            hint=f"name one of {names}, or the path of a TOML file",
        )
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_FILE + 1)
        if len(content) > _LONGEST_FILE:
            raise WrongUse(
                f"the profile {path} is larger than {_LONGEST_FILE // 1000} kB",
                hint="name a file with the selectors of one portal",
            )
        source = content.decode("utf-8")
    except OSError as error:
        raise WrongUse(
            f"the profile {path} cannot be read ({error.strerror})", hint="name a TOML file"
        ) from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"the profile {path} is not UTF-8", hint="save it as UTF-8") from error
    return _read_profile(source, str(path))


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles that come with the package, the most particular first."""
    folder = resources.files("readable.extracting") / "profiles"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    return tuple(_read_profile(file.read_text("utf-8"), file.name) for file in files)


def _read_profile(source: str, where: str) -> Profile:
    def fault(message: str, hint: str) -> WrongUse:
        return WrongUse(f"the profile {where} {message}", hint=hint)

    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise fault(f"is not TOML ({error})", "see the profiles of the package") from error
    except RecursionError as error:
        raise fault("has lists in lists", "write simple lists of selectors") from error
    unknown = sorted(set(table) - {"name", *_LISTS})
    if unknown:
        raise fault(f"has an unknown key {unknown[0]!r}", f"use name, {', '.join(_LISTS)}")
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise fault("has no name", 'start it with name = "…"')
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise fault(f"has no list of selectors in {key!r}", f'write {key} = [".class"]')
        lists[key] = tuple(value)
    if not lists["body"]:
        raise fault("selects no body", 'write body = [".class"]')
    profile = Profile(
        name, lists["detect"], lists["detect_all"], tuple((part, lists[part]) for part in PARTS)
    )
    for selector in {one for selectors in lists.values() for one in selectors}:
        _check(selector, where)
    return profile


def _check(selector: str, where: str) -> None:
    """Raises `WrongUse` for what cannot be evaluated; plain class and id selectors always can."""
    shown = selector if len(selector) <= _LONGEST_SHOWN else f"{selector[:_LONGEST_SHOWN]}…"

    def fault(message: str, hint: str) -> WrongUse:
        return WrongUse(f"the profile {where} {message}", hint=hint)

    if len(selector) > _LONGEST_SELECTOR:
        raise fault(
            f"has a selector of {len(selector)} characters ({shown!r})",
            f"write at most {_LONGEST_SELECTOR}",
        )
    compounds = selector.split()
    if 0 < len(compounds) <= _MOST_COMPOUNDS and all(map(_PLAIN.fullmatch, compounds)):
        return
    # "a ~ b" looks up all elements before one, which takes the square of their number.
    if "~" in _ATTRIBUTE_PART.sub("", selector):
        raise fault(
            f"selects by what comes before ({shown!r})", "select by classes, ids and what is around"
        )
    if max(len(_JOINT.findall(one)) for one in selector.split(",")) >= _MOST_COMPOUNDS:
        raise fault(
            f"has a selector of too many parts ({shown!r})",
            f"write at most {_MOST_COMPOUNDS}, the nearest to what is meant",
        )
    from cssselect2 import SelectorError  # type: ignore[import-untyped]

    try:
        _compiled(selector)
    # The library's parser trips over some that are none: ":nth-child(2n+)", "|", ":has()".
    except (SelectorError, AttributeError, StopIteration, SyntaxError) as error:
        # The reason comes with the place in the parser that it was seen at.
        told = _flat(error.args) if isinstance(error, SelectorError) else ()
        reason = next((str(one) for one in told if isinstance(one, str)), "not CSS")
        reason = reason.replace("got None", "got nothing")
        raise fault(
            f"has a selector that is none ({shown!r}: {reason})", "write a CSS selector"
        ) from error


def _flat(values: Sequence[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


@lru_cache(maxsize=2048)
def _compiled(selector: str) -> object:
    from cssselect2 import compile_selector_list

    return compile_selector_list(selector)


@lru_cache(maxsize=2048)
def _needs(selector: str) -> frozenset[str]:
    """Class names and ids without which a page has nothing that a selector selects."""
    if "," in selector or ":" in selector:
        return frozenset()
    names = _NAME.findall(_ATTRIBUTE_PART.sub("", selector))
    return frozenset([*names, *_ITEM.findall(selector)])


def _is_possible(selector: str, present: frozenset[str]) -> bool:
    return _needs(selector) <= present


def select(tree: Tree, named: str | Path | None) -> tuple[Profile, Selected] | None:
    """The profile of the page and what it selects: the one that is named, or the first that fits.

    None where no profile fits. A page nested too deep to be any portal's fits none.
    """
    if tree.deepest > _DEEPEST:
        return None
    present = frozenset(_names_of(tree))
    candidates = (load_profile(named),) if named is not None else shipped_profiles()
    possible = [
        profile
        for profile in candidates
        if named is not None
        or (
            (not profile.detect or any(_is_possible(one, present) for one in profile.detect))
            and all(_is_possible(one, present) for one in profile.detect_all)
            and any(_is_possible(one, present) for one in profile.selectors("body"))
        )
    ]
    if not possible:
        return None
    wanted = [
        one
        for profile in possible
        for selectors in (
            profile.detect,
            profile.detect_all,
            *(selectors for _, selectors in profile.parts),
        )
        for one in selectors
        if _is_possible(one, present)
    ]
    matched = _match(tree, wanted)
    for profile in possible:
        is_detected = named is not None or (
            (not profile.detect or any(matched.get(one) for one in profile.detect))
            and all(matched.get(one) for one in profile.detect_all)
        )
        if is_detected:
            return profile, {
                part: tuple(tuple(matched.get(one, ())) for one in selectors)
                for part, selectors in profile.parts
            }
    return None


def _names_of(tree: Tree) -> Iterator[str]:
    for node in tree.nodes:
        if node.attributes:
            yield from node.attributes.get("class", "").split()
            if "id" in node.attributes:
                yield node.attributes["id"]
            if "itemprop" in node.attributes:
                yield f"itemprop={node.attributes['itemprop']}"


def _match(tree: Tree, selectors: list[str]) -> dict[str, list[Node]]:
    """The elements that each selector selects, in page order."""
    from cssselect2 import ElementWrapper, Matcher

    matcher = Matcher()
    for selector in dict.fromkeys(selectors):
        for compiled in _compiled(selector):  # type: ignore[attr-defined]
            matcher.add_selector(compiled, selector)
    root = Element("html")
    node_of: dict[Element, Node] = {}
    elements: dict[int, Element] = {id(tree.root): root}
    for node in tree.nodes[1:]:
        parent = elements[id(node.parent)]
        element = SubElement(parent, node.tag, node.attributes)
        elements[id(node)] = element
        node_of[element] = node
    matched: dict[str, list[Node]] = {}
    # What has no attributes is selected by its tag, if at all.
    is_any = any(character in selector for selector in selectors for character in "*:")
    tags = {tag for selector in selectors for tag in _TAG.findall(selector)}
    for wrapped in ElementWrapper.from_html_root(root).iter_subtree():
        element = wrapped.etree_element
        if not (is_any or element.attrib or element.tag in tags):
            continue
        for _, _, _, selector in matcher.match(wrapped):
            if wrapped.etree_element in node_of:
                found = matched.setdefault(selector, [])
                node = node_of[wrapped.etree_element]
                if not found or found[-1] is not node:
                    found.append(node)
    return matched
