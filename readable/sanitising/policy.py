"""Which elements and attributes of a page pass, and what the others were."""

from __future__ import annotations

__all__ = [
    "ATTRIBUTES",
    "BLOCKS",
    "CONTENT_DROPPED",
    "EMBEDS",
    "FORMULA",
    "FORMULA_NOTES",
    "FOR_MARKUP",
    "INLINE",
    "KNOWN",
    "LOST_AS",
    "VOID",
]

VOID = frozenset("br hr img input wbr col area source track embed param".split())
"""The elements of HTML, of those that pass, that have no end tag."""

BLOCKS = frozenset(
    (
        "address article aside blockquote caption center col colgroup dd details dialog dir div dl "
        "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li "
        "main marquee menu nav ol option p pre search section select summary table tbody "
        "td tfoot th thead tr ul"
    ).split()
)
INLINE = frozenset(
    (
        "a abbr acronym area b bdi bdo big br button cite code data del dfn em font i img input "
        "ins kbd label map mark meter output picture progress q rb rp rt rtc ruby s samp small "
        "source span strike strong sub sup textarea time title tt u var wbr"
    ).split()
)

FORMULA = frozenset(
    "math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mprescripts mroot "
    "mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none "
    "semantics".split()
)
"""The elements of MathML that hold what a reader sees of a formula."""

FORMULA_NOTES = frozenset({"annotation", "annotation-xml", "mphantom"})
"""The elements of MathML that nobody sees."""

EMBEDS = frozenset("audio embed iframe noscript object param svg track video".split())
"""Elements that let something else in, or stand in for it. Of these one element is made at most."""

LOST_AS = {
    "audio": "sound",
    "canvas": "drawing",
    "embed": "embedded object",
    "iframe": "frame",
    "noembed": "embedded object",
    "noframes": "frame",
    "noscript": "text for browsers without scripts",
    "object": "embedded object",
    "script": "script",
    "style": "style sheet",
    "svg": "drawing",
    "template": "template",
    "video": "video",
}
"""Elements whose content is not text on the page, and what their loss is called.

They hold programs, styles, other documents, drawings, and words for browsers that cannot show
them.
"""

CONTENT_DROPPED = frozenset(LOST_AS) - EMBEDS

# What reading asks of any element: what speaks to assistive technology, what names a part of a
# page, and how old editors said what a part is.
_ANYWHERE = (
    "abbr align alt bgcolor border cellpadding cellspacing cite class color datetime dir face "
    "headers height hidden id itemprop itemscope itemtype kind label lang open rel role scope size "
    "sizes span src srclang srcset style title type valign width xml:lang"
)

ATTRIBUTES = {
    tag: set(names.split())
    for tag, names in {
        "*": _ANYWHERE,
        "a": "href hreflang name",
        "area": "coords href shape",
        "button": "disabled",
        "data": "value",
        "embed": "data",
        "img": "decoding loading longdesc usemap",
        "input": "checked disabled max min placeholder readonly required step value",
        "label": "for",
        "li": "value",
        "map": "name",
        "math": "alttext",
        "mfenced": "close separators",
        "mfrac": "linethickness",
        "meter": "high low max min optimum value",
        "object": "data",
        "ol": "reversed start",
        "output": "for",
        "param": "name value",
        "progress": "max value",
        "source": "media",
        "table": "summary",
        "td": "colspan rowspan",
        "th": "colspan rowspan",
        "track": "default",
        "video": "controls loop muted poster preload",
        "audio": "controls loop muted preload",
    }.items()
}
"""The attributes that pass, by element; besides them all `aria-` and `data-`."""

KNOWN = (
    VOID | BLOCKS | INLINE | FORMULA | FORMULA_NOTES | EMBEDS | frozenset(LOST_AS)
) | frozenset(
    (
        "applet base basefont bgsound body datalist frame frameset head html "
        "image keygen link listing marquee meta nobr optgroup plaintext slot xmp"
    ).split()
)
"""The names of elements that mean something to a parser of HTML."""

FOR_MARKUP = frozenset("inert itemid itemref tabindex translate".split())
"""What only a page's own markup can use, and `sanitise` keeps."""
