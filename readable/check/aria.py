"""WAI-ARIA 1.2, its digital publishing and graphics modules, and what HTML maps to them, as tables.

Sources: https://www.w3.org/TR/wai-aria-1.2/, https://www.w3.org/TR/html-aam-1.0/,
https://www.w3.org/TR/html-aria/, https://www.w3.org/TR/dpub-aria-1.1/ and
https://www.w3.org/TR/graphics-aria-1.0/.
"""

from __future__ import annotations

__all__ = [
    "ALLOWED_WITHOUT_ROLE",
    "ATTRIBUTES",
    "CONTEXT",
    "GLOBAL",
    "NAMED_BY_CONTENT",
    "NAME_PROHIBITED",
    "OWNED",
    "PRESENTATIONAL_CHILDREN",
    "REQUIRED",
    "ROLES",
    "SUPERCLASS",
    "SUPPORTED",
    "inherits",
]

# Each role and the roles that it inherits from (without the abstract ones).
SUPERCLASS: dict[str, tuple[str, ...]] = {
    "alert": (),
    "alertdialog": ("alert", "dialog"),
    "application": (),
    "article": ("document",),
    "banner": (),
    "blockquote": (),
    "button": (),
    "caption": (),
    "cell": (),
    "checkbox": (),
    "code": (),
    "columnheader": ("cell", "gridcell"),
    "combobox": (),
    "complementary": (),
    "contentinfo": (),
    "definition": (),
    "deletion": (),
    "dialog": (),
    "directory": ("list",),
    "document": (),
    "emphasis": (),
    "feed": ("list",),
    "figure": (),
    "form": (),
    "generic": (),
    "grid": ("table",),
    "gridcell": ("cell",),
    "group": (),
    "heading": (),
    "img": (),
    "insertion": (),
    "link": (),
    "list": (),
    "listbox": (),
    "listitem": (),
    "log": (),
    "main": (),
    "marquee": (),
    "math": (),
    "menu": (),
    "menubar": ("menu",),
    "menuitem": (),
    "menuitemcheckbox": ("menuitem",),
    "menuitemradio": ("menuitem",),
    "meter": (),
    "navigation": (),
    "none": (),
    "note": (),
    "option": (),
    "paragraph": (),
    "presentation": (),
    "progressbar": (),
    "radio": (),
    "radiogroup": (),
    "region": (),
    "row": ("group",),
    "rowgroup": (),
    "rowheader": ("cell", "gridcell"),
    "scrollbar": (),
    "search": (),
    "searchbox": ("textbox",),
    "separator": (),
    "slider": (),
    "spinbutton": (),
    "status": (),
    "strong": (),
    "subscript": (),
    "superscript": (),
    "switch": ("checkbox",),
    "tab": (),
    "table": (),
    "tablist": (),
    "tabpanel": (),
    "term": (),
    "textbox": (),
    "time": (),
    "timer": ("status",),
    "toolbar": ("group",),
    "tooltip": (),
    "tree": (),
    "treegrid": ("grid", "table", "tree"),
    "treeitem": ("listitem",),
    "suggestion": (),
    "comment": ("article",),
    "mark": (),
    "image": ("img",),
    "graphics-document": ("document",),
    "graphics-object": ("group",),
    "graphics-symbol": ("img",),
}
for _name in (
    "abstract acknowledgments afterword appendix chapter conclusion credits dedication epigraph "
    "epilogue errata example foreword introduction notice part preface prologue qna colophon "
    "bibliography endnotes footnote glossary subtitle tip credit pullquote"
).split():
    SUPERCLASS[f"doc-{_name}"] = ()
SUPERCLASS |= {
    "doc-backlink": ("link",),
    "doc-biblioref": ("link",),
    "doc-glossref": ("link",),
    "doc-noteref": ("link",),
    "doc-biblioentry": ("listitem",),
    "doc-endnote": ("listitem",),
    "doc-cover": ("img",),
    "doc-index": ("navigation",),
    "doc-pagelist": ("navigation",),
    "doc-toc": ("navigation",),
    "doc-pagebreak": ("separator",),
    "doc-pagefooter": (),
    "doc-pageheader": (),
    "doc-subtitle": ("heading",),
}
ROLES = frozenset(SUPERCLASS)


def inherits(role: str, other: str) -> bool:
    """Whether a role is another one or a kind of it."""
    return role == other or other in SUPERCLASS.get(role, ())


# The states and properties, and what values they take.
ATTRIBUTES: dict[str, str] = {}
for _kind, _names in {
    "true/false": "atomic busy disabled modal multiline multiselectable readonly required",
    "true/false/undefined": "expanded grabbed hidden selected",
    "tristate": "checked pressed",
    "string": (
        "label placeholder roledescription valuetext keyshortcuts braillelabel "
        "brailleroledescription colindextext rowindextext description"
    ),
    "number": "valuemax valuemin valuenow",
    "integer": "colcount colindex colspan level posinset rowcount rowindex rowspan setsize",
    "id": "activedescendant",
    "ids": "controls describedby details flowto labelledby owns errormessage",
    "autocomplete": "autocomplete",
    "current": "current",
    "haspopup": "haspopup",
    "invalid": "invalid",
    "live": "live",
    "orientation": "orientation",
    "sort": "sort",
    "dropeffect": "dropeffect",
    "relevant": "relevant",
}.items():
    for _one in _names.split():
        ATTRIBUTES[f"aria-{_one}"] = _kind

TOKENS = {
    "autocomplete": "inline list both none",
    "current": "page step location date time true false",
    "haspopup": "false true menu listbox tree grid dialog",
    "invalid": "grammar false spelling true",
    "live": "off polite assertive",
    "orientation": "horizontal vertical undefined",
    "sort": "ascending descending none other",
    "tristate": "true false mixed undefined",
    "true/false": "true false",
    "true/false/undefined": "true false undefined",
    "dropeffect": "copy execute link move none popup",
    "relevant": "additions removals text all",
}

GLOBAL = frozenset(
    f"aria-{one}"
    for one in (
        "atomic busy controls current describedby description details disabled dropeffect "
        "errormessage flowto grabbed haspopup hidden invalid keyshortcuts label labelledby live "
        "owns relevant roledescription braillelabel brailleroledescription"
    ).split()
)

# Beside the global ones.
_RANGE = "valuemax valuemin valuenow valuetext"
_SUPPORTED = {
    "alertdialog": "modal",
    "application": "activedescendant expanded",
    "article": "posinset setsize",
    "button": "expanded pressed",
    "cell": "colindex colspan rowindex rowspan colindextext rowindextext",
    "checkbox": "checked expanded readonly required",
    "columnheader": "colindex colspan expanded readonly required rowindex rowspan selected sort "
    "colindextext rowindextext",
    "combobox": "activedescendant autocomplete expanded readonly required",
    "composite": "activedescendant",
    "dialog": "modal",
    "document": "",
    "grid": "activedescendant colcount multiselectable readonly rowcount",
    "gridcell": "colindex colspan expanded readonly required rowindex rowspan selected "
    "colindextext rowindextext",
    "group": "activedescendant",
    "heading": "level",
    "link": "expanded",
    "listbox": "activedescendant expanded multiselectable orientation readonly required",
    "listitem": "level posinset setsize",
    "menu": "activedescendant orientation",
    "menubar": "activedescendant orientation",
    "menuitem": "expanded posinset setsize",
    "menuitemcheckbox": "checked expanded posinset setsize readonly required",
    "menuitemradio": "checked expanded posinset setsize readonly required",
    "meter": _RANGE,
    "option": "checked posinset selected setsize",
    "progressbar": _RANGE,
    "radio": "checked posinset setsize",
    "radiogroup": "activedescendant orientation readonly required",
    "row": "activedescendant colindex expanded level posinset rowindex selected setsize "
    "rowindextext",
    "rowheader": "colindex colspan expanded readonly required rowindex rowspan selected sort "
    "colindextext rowindextext",
    "scrollbar": f"orientation {_RANGE}",
    "searchbox": "activedescendant autocomplete multiline placeholder readonly required",
    "separator": f"orientation {_RANGE}",
    "slider": f"orientation readonly {_RANGE}",
    "spinbutton": f"activedescendant readonly required {_RANGE}",
    "switch": "checked expanded readonly required",
    "tab": "expanded posinset selected setsize",
    "table": "colcount rowcount",
    "tablist": "activedescendant multiselectable orientation",
    "textbox": "activedescendant autocomplete multiline placeholder readonly required",
    "toolbar": "activedescendant orientation",
    "tree": "activedescendant multiselectable orientation required",
    "treegrid": "activedescendant colcount multiselectable orientation readonly required rowcount",
    "treeitem": "checked expanded level posinset selected setsize",
    "graphics-object": "activedescendant expanded",
    "graphics-document": "expanded",
    "doc-pagebreak": f"orientation {_RANGE}",
    "doc-subtitle": "level",
    "doc-biblioentry": "level posinset setsize",
    "doc-endnote": "level posinset setsize",
    "comment": "level posinset setsize",
    "rowgroup": "",
    "doc-backlink": "expanded",
    "doc-biblioref": "expanded",
    "doc-glossref": "expanded",
    "doc-noteref": "expanded",
}
SUPPORTED = {
    role: frozenset(f"aria-{one}" for one in names.split()) for role, names in _SUPPORTED.items()
}

# HTML gives these no role but permits the properties of a text box, or of what they are.
ALLOWED_WITHOUT_ROLE = {
    "password": SUPPORTED["textbox"] | {"aria-readonly"},
    "date": frozenset({"aria-readonly", "aria-required", "aria-invalid"}),
}

REQUIRED = {
    "checkbox": ("aria-checked",),
    "combobox": ("aria-expanded", "aria-controls"),
    "heading": ("aria-level",),
    "menuitemcheckbox": ("aria-checked",),
    "menuitemradio": ("aria-checked",),
    "meter": ("aria-valuenow",),
    "radio": ("aria-checked",),
    "scrollbar": ("aria-controls", "aria-valuenow"),
    "slider": ("aria-valuenow",),
    "switch": ("aria-checked",),
    "separator": ("aria-valuenow",),
}

CONTEXT = {
    "cell": ("row",),
    "columnheader": ("row",),
    "gridcell": ("row",),
    "rowheader": ("row",),
    "listitem": ("list", "directory", "feed"),
    "menuitem": ("menu", "menubar", "group"),
    "menuitemcheckbox": ("menu", "menubar", "group"),
    "menuitemradio": ("menu", "menubar", "group"),
    "option": ("listbox", "group"),
    "row": ("grid", "rowgroup", "table", "treegrid"),
    "rowgroup": ("grid", "table", "treegrid"),
    "tab": ("tablist",),
    "treeitem": ("tree", "group"),
}
_CELLS = ("cell", "columnheader", "gridcell", "rowheader")
_ITEMS = ("menuitem", "menuitemcheckbox", "menuitemradio")
OWNED = {
    "feed": ("article",),
    "grid": ("row", "rowgroup"),
    "list": ("listitem",),
    "directory": ("listitem",),
    "listbox": ("option", "group"),
    "menu": (*_ITEMS, "group", "separator"),
    "menubar": (*_ITEMS, "group", "separator"),
    "row": _CELLS,
    "rowgroup": ("row",),
    "table": ("row", "rowgroup"),
    "tablist": ("tab",),
    "tree": ("treeitem", "group"),
    "treegrid": ("row", "rowgroup"),
}

PRESENTATIONAL_CHILDREN = frozenset(
    "button checkbox img image meter menuitemcheckbox menuitemradio option progressbar radio "
    "scrollbar separator slider switch tab graphics-symbol doc-cover".split()
)
NAMED_BY_CONTENT = frozenset(
    "button cell checkbox columnheader comment gridcell heading link menuitem menuitemcheckbox "
    "menuitemradio option radio row rowheader switch tab tooltip treeitem doc-backlink "
    "doc-biblioref doc-glossref doc-noteref doc-subtitle".split()
)
NAME_PROHIBITED = frozenset(
    "caption code deletion emphasis generic insertion none paragraph presentation strong subscript "
    "superscript".split()
)
