"""Any HTML to a short, well-formed stream of tags and text."""

from __future__ import annotations

import re
from collections import Counter
from html import escape

import nh3

from readable.article import Loss
from readable.patterns import pattern
from readable.sanitising.embeds import replace_embeds
from readable.sanitising.policy import (
    ATTRIBUTES,
    BLOCKS,
    CONTENT_DROPPED,
    EMBEDS,
    FOR_MARKUP,
    FORMULA,
    FORMULA_NOTES,
    INLINE,
)
from readable.sanitising.stream import WRITTEN_ATTRIBUTES, read_attributes
from readable.sanitising.survey import MOST_REOPENED, Survey
from readable.values import NamedTuple

__all__ = ["CleanPage", "clean_html", "parse", "without_islands", "without_office_data"]

_OFFICE_DATA = pattern(r"<xml\b[^<>]{0,200}>\s*+(?=<[a-z]{1,5}:)", re.IGNORECASE)
_OFFICE_DATA_END = pattern(r"</xml\s*>", re.IGNORECASE)


def _cleaner_of(attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*BLOCKS, *INLINE, *FORMULA, *EMBEDS},
        clean_content_tags={*CONTENT_DROPPED, *FORMULA_NOTES},
        attributes=attributes,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes={"http", "https", "mailto", "tel", "data"},
        link_rel=None,
        strip_comments=True,
    )


_cleaner = _cleaner_of(ATTRIBUTES)
_markup_cleaner = _cleaner_of({**ATTRIBUTES, "*": ATTRIBUTES["*"] | FOR_MARKUP})

# html5ever joins the text around each reference anew when it reads, and when it writes looks
# through all that follows for each character that may be a no-break space by its first byte, 0xC2:
# a minute for a million of them in one paragraph. From this many on, both are hidden from it.
_MANY_REFERENCES = 50_000
_AMPERSAND = "\ufdd0"
_HIDDEN = {code: chr(0x10FE00 + code) for code in range(0x80, 0xC0)}
_SHOWN = {ord(hidden): chr(code) for code, hidden in _HIDDEN.items()} | {0x10FEA0: "&nbsp;"}
_AREA = pattern(rf"<area{WRITTEN_ATTRIBUTES}>")


class CleanPage(NamedTuple):
    """What is left of a page, the language it says it is in, and what cleaning left out."""

    html: str
    lang: str | None
    losses: tuple[Loss, ...]
    metadata: dict[str, str]
    """What the page says of itself: the content of each `<meta>` by its `name`, `property` or
    `itemprop` in lower case, the first of each; and "title", "canonical" and "base".
    """
    structured: tuple[str, ...]
    """The content of each `<script type="application/ld+json">`, as it stands there."""
    left_open: frozenset[str]
    """Elements as `<b>` that the page begins more often than it ends them."""


def clean_html(html: str) -> CleanPage:
    """The page by HTML5's parsing rules, with only the elements and attributes we read.

    Of programs, style sheets and other documents nothing is left; any other text stays. What is
    embedded becomes a `<readable-embed>`: see `replace_embeds`; formulas read in one line: see
    `with_formulas_in_line`; the named places of a `<map>` become links. Raises `UnreadableInput`
    for a page of more than half a million tags.

    >>> page = clean_html("<title>Tin</title><script>x()</script><p>Xã<iframe src=//v.example>")
    >>> page.html
    '<title>Tin</title><p>Xã<readable-embed kind="iframe" src="//v.example"></readable-embed></p>'
    >>> page.metadata["title"], [loss.kind for loss in page.losses]
    ('Tin', ['script'])
    """
    html, office_data = without_office_data(without_islands(html))
    survey = Survey(html)
    clean, kept = parse(html, survey)
    losses = list(survey.losses(kept))
    if office_data:
        losses.append(Loss("office data", office_data))
    return CleanPage(
        clean,
        survey.lang,
        tuple(losses),
        survey.metadata,
        tuple(survey.structured),
        survey.left_open,
    )


def parse(html: str, survey: Survey, keep_markup: bool = False) -> tuple[str, Counter[str]]:
    """The page that was surveyed, and how many of the losses that the survey names are none.

    With `keep_markup` what only a page's own markup can use stays too: `<video>` and `<audio>` as
    they are, `<area>`, and the attributes of `FOR_MARKUP`.
    """
    html = _renamed(html, survey.unknown)
    if survey.is_heavy:
        from readable.sanitising.nesting import well_formed

        html = well_formed(html, max(1, MOST_REOPENED // survey.tags))
    many_references = html.count("&") > _MANY_REFERENCES or (
        len(html) > _MANY_REFERENCES
        and html.encode("utf-8", "surrogatepass").count(b"\xc2") > _MANY_REFERENCES
    )
    if many_references:
        html = html.replace(_AMPERSAND, "").translate(dict.fromkeys(_SHOWN))
        html = html.replace("&", _AMPERSAND).translate(_HIDDEN)
    cleaner = _markup_cleaner if keep_markup else _cleaner
    html = cleaner.clean(html)
    if many_references:
        html = html.replace(_AMPERSAND, "&").translate(_SHOWN)
    html, kept = replace_embeds(html, cleaner.clean, keep_markup)
    if "<math" in html:
        from readable.sanitising.formulas import with_formulas_in_line

        html = with_formulas_in_line(html)
    return html if keep_markup else _with_links_of_maps(html), kept


def _with_links_of_maps(html: str) -> str:
    """The page, with a link for each place of a picture that leads somewhere and has a name."""
    has_link = False

    def link(found: re.Match[str]) -> str:
        nonlocal has_link
        attributes = read_attributes(found[1])
        address = attributes.get("href", "")
        names = (" ".join(attributes.get(name, "").split()) for name in ("alt", "title"))
        name = next(filter(None, names), "")
        if not address or not name:
            return ""
        between = "<br>" if has_link else ""
        has_link = True
        return f'{between}<a href="{escape(address)}">{escape(name, quote=False)}</a>'

    parts = re.split(r"(?=<map[\s>])", html) if "<area" in html else [html]
    for index, part in enumerate(parts):
        has_link = False
        parts[index] = _AREA.sub(link, part)
    return "".join(parts)


def _renamed(html: str, places: list[int]) -> str:
    """The page, with "x-" before the names that stand in these places.

    nh3 takes an element called as one of a drawing or formula is, like Liferay's `<root>`, for a
    disguise, and drops all that is in it.
    """
    if not places:
        return html
    starts, ends = [0, *places], [*places, len(html)]
    return "x-".join(html[start:end] for start, end in zip(starts, ends, strict=True))


def without_islands(html: str) -> str:
    """The page with what Liferay stores as character data as markup.

    Its articles are XML: `<static-content><![CDATA[<p>…</p>]]></static-content>`, of which HTML
    would take the first tag for a comment's and show the brackets.
    """
    if "<![CDATA[" not in html or "-content" not in html:
        return html
    parts = html.split("<![CDATA[")
    written = [parts[0]]
    for part in parts[1:]:
        is_content = written[-1].rstrip()[-1:] == ">" and "-content" in written[-1][-300:]
        content, end, rest = part.partition("]]>")
        if is_content and end:
            written.append(content + rest)
        else:
            written.append("<![CDATA[" + part)
    return "".join(written)


def without_office_data(html: str) -> tuple[str, int]:
    """The page without the settings that Word and Excel leave in it, and how many there were.

    Most stand in comments for one browser; pasted, the comment goes and "Normal 0" is text.
    """
    kept = []
    count = done = 0
    for found in _OFFICE_DATA.finditer(html):
        if found.start() < done:
            continue
        end = _OFFICE_DATA_END.search(html, found.end())
        if end is None:
            break
        kept.append(html[done : found.start()])
        done = end.end()
        before = html[max(0, found.start() - 200) : found.start()]
        count += before.rfind("<!--") <= before.rfind("-->")
    return "".join((*kept, html[done:])), count
