"""HTML that a portal keeps: what runs, tracks or looks goes, what speaks to a reader stays."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

from readable.article import Loss
from readable.errors import WrongUse
from readable.sanitising.addressing import strict_link, strict_picture, strict_sources
from readable.sanitising.cleaning import parse, without_islands
from readable.sanitising.hiding import is_hidden
from readable.sanitising.keeping import INPUT_TYPES, Names, kept_attributes
from readable.sanitising.pictures import (
    LATE,
    LATE_SETS,
    is_stand_in,
    is_unneeded_frame,
    pictured,
    pixels,
    without_stand_ins,
)
from readable.sanitising.policy import BLOCKS, LOST_AS, VOID
from readable.sanitising.stream import End, Start, Text, events
from readable.sanitising.survey import Survey

__all__ = ["Sanitised", "sanitise"]

_PREFIX = re.compile("[A-Za-z][A-Za-z0-9_.:-]{0,63}")
# What no page may hold, or no parser hands on as it came.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_KEPT = frozenset(
    (
        "a abbr address area article aside audio b bdi bdo blockquote br button caption cite code "
        "col colgroup data dd del details dfn div dl dt em fieldset figcaption figure footer h1 "
        "h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark menu "
        "meter nav ol output p picture pre progress q rp rt ruby s samp search section small "
        "source span strong sub summary sup table tbody td tfoot th thead time tr track u ul var "
        "video wbr"
    ).split()
)
_RENAMED = {
    "acronym": "abbr",
    "center": "div",
    "dir": "ul",
    "math": "span",
    "strike": "s",
    "tt": "code",
}
_CONTROLS = frozenset("button input option select textarea".split())
_PLAYERS = frozenset({"audio", "video"})
_PARTS_OF_PLAYERS = frozenset({"source", "track"})
_TRACKING_PX = 2
# Parsers give up nesting somewhere: Chromium at 512.
_DEEPEST = 256

# Nearly all markup is the same after the second pass; what never comes to rest is hostile.
_MOST_PASSES = 6


@dataclass(frozen=True, slots=True)
class Sanitised:
    """Markup that can be put into a page, and what was left out of it."""

    html: str
    losses: tuple[Loss, ...]


def sanitise(html: str, id_prefix: str = "") -> Sanitised:
    """HTML with only what is safe in it: a fragment, for the body of any page.

    Kept is what speaks to a reader, however they read: structure, ids and what refers to them,
    `aria-*`, roles, languages, captions, alternative texts, tracks. Dropped is what runs, tracks
    or looks: scripts, handlers, forms, styles and classes, pictures and frames of at most 2 by 2
    px, frames of advertisers, addresses other than http, https, mailto, tel and relative ones (for
    pictures, `data:` of a bitmap too). What a style hides gets `hidden`. A picture that a script
    would load late is there at once. What is embedded becomes a link, and a formula text that
    reads in one line. A button stays that has a state or a name in ARIA, and an input
    that has a label, but no form that could be sent. With `id_prefix` all ids get it, and all
    that refers to them, so that they neither collide with the page's own nor hide its names from
    its scripts; give one.

    The result sanitised again is the same. Raises `UnreadableInput` for more than half a million
    tags and `WrongUse` for a prefix that is not letters, digits, `-`, `_`, `.`, `:`.

    >>> sanitise('<h2 id=a onclick="x()">Xã</h2><a href="#a">Xã</a>', id_prefix="tin-").html
    '<h2 id="tin-a">Xã</h2><a href="#tin-a">Xã</a>'
    """
    if id_prefix and not _PREFIX.fullmatch(id_prefix):
        raise WrongUse(
            f"{id_prefix[:80]!r} cannot be the prefix of an id",
            hint="begin with a letter, then letters, digits, -, _, . or :",
        )
    html, losses = _sanitise_once(html, id_prefix)
    for _ in range(_MOST_PASSES):
        before = html
        html, _ = _sanitise_once(before, id_prefix)
        if html == before:
            return Sanitised(html, losses)
    # Parsing HTML need not come to rest. Text does.
    text = "".join(event.text for event in events(html) if isinstance(event, Text))
    return Sanitised(_escape_text(text), (*losses, Loss("structure", 1)))


def _sanitise_once(html: str, id_prefix: str) -> tuple[str, tuple[Loss, ...]]:
    html = without_islands(_as_text(html))
    survey = Survey(html)
    clean, kept = parse(html, survey, keep_markup=True)
    ids = frozenset(re.findall(r' (?:id|name)="([^"]*)"', clean))
    page = _Page(Names(id_prefix, ids), frozenset(re.findall(r' for="([^"]*)"', clean)))
    for event in events(clean):
        match event:
            case Text(text):
                page.text(text)
            case Start(tag, attributes):
                page.start(tag, attributes)
            case End():
                page.end()
    return "".join(page.written), (*survey.losses(kept), *page.losses())


def _as_text(text: str) -> str:
    if text.isprintable():
        return text
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))


def _escape_text(text: str) -> str:
    return escape(_as_text(text), quote=False)


class _Page:
    """Markup being written. One element open, one entry on the stack."""

    def __init__(self, names: Names, labelled: frozenset[str]) -> None:
        self.written: list[str] = []
        self._names = names
        self._labelled = labelled
        # The end tag that each open element needs, "" where the element is not written.
        self._open: list[str] = []
        self._depth = 0
        self._skipped_from = 0
        self._losses: Counter[str] = Counter()
        self._pictures: set[str] = set()
        # Where the last picture was written, if nothing but space came after it and it only
        # stands in for the one that the browser without scripts gets.
        self._stand_in: int | None = None

    def losses(self) -> tuple[Loss, ...]:
        return tuple(Loss(kind, count) for kind, count in self._losses.items())

    def text(self, text: str) -> None:
        if self._skipped_from:
            return
        if self.written and text[:1] == "\n" and self.written[-1].startswith("<pre"):
            # HTML passes over a line end at the start.
            self.written.append("\n")
        if not text.isspace():
            self._stand_in = None
        self.written.append(_escape_text(text))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped_from:
            if tag not in VOID:
                self._open.append("")
            return
        end = ""
        if tag != "img":
            self._stand_in = None
        if is_hidden(attributes):
            attributes = {"hidden": "", **attributes}
            if self._depth >= _DEEPEST and tag not in VOID:
                self._drop(tag, "hidden text")
                return
        match tag:
            case "title":
                self._drop(tag, "page title")
                return
            case "dialog" if "open" not in attributes:
                self._drop(tag, "hidden text")
                return
            case "dialog":
                end = self._write("div", {"role": "dialog", **attributes})
            case "form" if "role" in attributes or _is_named(attributes):
                end = self._write("div", {"role": "form", **attributes})
            case "button" if any(name.startswith("aria-") for name in attributes):
                # What a script of the page opens or presses by it, it says itself.
                end = self._write(tag, attributes, type="button")
            case "input" if self._is_labelled(attributes):
                self._write(tag, attributes)
            case _ if tag in _CONTROLS:
                is_shown = attributes.get("type", "").lower() != "hidden"
                self._drop(tag, "form control" if is_shown else "")
                return
            case "img":
                self._write_picture(attributes)
            case "readable-embed":
                self._write_embed(attributes)
            case "math":
                name = attributes.get("aria-label", "").strip() or attributes.get("alttext", "")
                more = {"aria-label": name} if name.strip() else {}
                end = self._write("span", attributes | more, role="math")
            case _ if tag in _PLAYERS:
                end = self._write(tag, attributes, controls="")
            case _ if tag in _PARTS_OF_PLAYERS:
                around = self._open[-1] if self._open else ""
                if around in ("</audio>", "</video>"):
                    self._write(tag, attributes)
                elif (tag, around) == ("source", "</picture>"):
                    self._write_source(attributes)
            case _:
                written_as = _RENAMED.get(tag, tag)
                if written_as not in _KEPT and "hidden" in attributes:
                    written_as = "div" if tag in BLOCKS else "span"
                end = self._write(written_as, attributes)
        if tag not in VOID:
            self._open.append(end)

    def end(self) -> None:
        end = self._open.pop()
        self._stand_in = None
        if self._skipped_from > len(self._open):
            self._skipped_from = 0
        if end:
            self._depth -= 1
            self.written.append(end)

    def _drop(self, tag: str, kind: str) -> None:
        """Passes over an element and all that is in it."""
        if kind:
            self._losses[kind] += 1
        if tag not in VOID:
            self._open.append("")
            self._skipped_from = len(self._open)

    def _write(self, tag: str, attributes: dict[str, str], **needed: str) -> str:
        """Writes a start tag; returns the end tag, "" if there is none to write."""
        if tag not in _KEPT:
            return ""
        if tag not in VOID and self._depth >= _DEEPEST:
            return ""
        written = self._attributes(tag, attributes, needed) if attributes or needed else ""
        self.written.append(f"<{tag}{written}>")
        if tag in VOID:
            return ""
        self._depth += 1
        return f"</{tag}>"

    def _attributes(self, tag: str, attributes: dict[str, str], needed: dict[str, str]) -> str:
        attributes = {name: _as_text(value) for name, value in attributes.items()}
        if tag == "a" and "id" not in attributes and "name" in attributes:
            attributes["id"] = attributes["name"]
        kept = kept_attributes(tag, attributes, self._names)
        if attributes.get("href", "").strip() and "href" not in kept:
            self._losses["unsafe link"] += 1
        return "".join(f' {name}="{escape(value)}"' for name, value in (kept | needed).items())

    def _is_labelled(self, attributes: dict[str, str]) -> bool:
        """Whether an input is one that a reader is told about, and that holds no secret."""
        kind = attributes.get("type", "text").strip().lower()
        return kind in INPUT_TYPES and (
            attributes.get("id") in self._labelled
            or "</label>" in self._open
            or _is_named(attributes)
        )

    def _write_picture(self, attributes: dict[str, str]) -> None:
        sizes = [pixels(attributes.get(name)) for name in ("width", "height")]
        strict = {name: strict_picture(attributes.get(name, "")) for name in ("src", *LATE)}
        strict |= {
            name: strict_sources(attributes.get(name, "")) for name in ("srcset", *LATE_SETS)
        }
        address, is_late = pictured(strict)
        sources = without_stand_ins(strict) if is_late else strict["srcset"]
        is_instead = "data-noscript" in attributes
        if all(size is not None and size <= _TRACKING_PX for size in sizes):
            self._losses["tracking picture"] += 1
        elif is_instead and address in self._pictures:
            pass  # the one before it, which a script would have loaded
        elif address or sources:
            if is_instead and self._stand_in is not None:
                del self.written[self._stand_in :]
            place = len(self.written)
            chosen = {"src": address, "srcset": sources}
            rest = {name: one for name, one in attributes.items() if name not in chosen}
            self._write("img", {name: one for name, one in chosen.items() if one} | rest)
            self._pictures.add(address)
            self._stand_in = place if is_stand_in(address) and not is_instead else None
        else:
            self._losses["picture without address"] += 1
            self.written.append(_escape_text(attributes.get("alt", "")))

    def _write_source(self, attributes: dict[str, str]) -> None:
        """Writes one of the choices of a `<picture>`, unless only a script could say what it is."""
        names = ("srcset", *LATE_SETS)
        strict = {name: strict_sources(attributes.get(name, "")) for name in names}
        sources = without_stand_ins(strict) if any(map(strict.get, LATE_SETS)) else strict["srcset"]
        if sources:
            self._write("source", attributes | {"srcset": sources})

    def _write_embed(self, attributes: dict[str, str]) -> None:
        """Writes a link to what was embedded; of a drawing, what it is called."""
        address, title = strict_link(attributes.get("src", "")), attributes.get("title", "")
        kind = attributes["kind"]
        if kind != "svg" and is_unneeded_frame(attributes):
            self._losses[LOST_AS[kind]] += 1
            return
        if kind == "svg":
            end = self._write("span", {"role": "img", "aria-label": title})
        elif address:
            end = self._write("a", {"href": address, "id": attributes.get("id", "")})
        else:
            return
        self.written.append(_escape_text(title or address))
        if end:
            self._depth -= 1
            self.written.append(end)


def _is_named(attributes: dict[str, str]) -> bool:
    return "aria-label" in attributes or "aria-labelledby" in attributes
