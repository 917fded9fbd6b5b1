"""The one style sheet: fonts, a rule for each step of each preference, and the looks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from readable.addresses import folder_address
from readable.markup.bar import step_id
from readable.preferences import LADDER, SCHEMA, SYSTEM, Preferences, contrast_ratio
from readable.typefaces import Typeface, WebFont, has_minority_letters, typefaces

__all__ = [
    "FIELDS",
    "attributes_of",
    "custom_properties",
    "font_faces",
    "fonts_for",
    "page_stylesheet",
    "root_rules",
    "selectors_of",
    "steps_of",
    "stylesheet",
]

_DEFAULT = Preferences()

FIELDS = (
    "scale",
    "font",
    "line_height",
    "letter_spacing_em",
    "word_spacing_em",
    "paragraph_spacing_em",
    "theme",
    "measure",
    "alignment",
)
"""The fields of `Preferences` that a page shows; each is an attribute, and a query's name."""

# What draws a character that the chosen family has not, in this order; as in images.
_FALLBACKS = ("complete", "literacy")

# On a narrower screen a hanging number would leave a word or less beside it: the lines run under.
_NARROW_EM = 8

_Fonts = Mapping[str, Typeface]


def stylesheet(font_url: str = "fonts/") -> str:
    """The style sheet of a portal, whole. Its font files are those of `typefaces()`.

    `font_url` is the folder the font files are served from, as seen from the style sheet.

    >>> 'url("/static/fonts/NotoSerif-Variable.woff2")' in stylesheet("/static/fonts/")
    True
    """
    fonts = typefaces()
    return "\n".join(
        (
            font_faces(font_url),
            _preference_rules(_DEFAULT, fonts),
            _read("readable.css"),
        )
    )


def page_stylesheet(preferences: Preferences, text: str, toolbar: str) -> str:
    """The style sheet of one page, with that of the toolbar and the fonts of its text inside."""
    fonts = fonts_for(preferences.font, text)
    # Without a script, a link of the toolbar makes one of the bars in it the target of the
    # address: page.css shows that bar, and these rules obey it.
    targets = (
        rule
        for scale in steps_of(preferences)
        for rule in _rules(
            (f":root:has(#{step_id(scale)}:target) .readable",),
            "scale",
            scale,
            fonts,
        )
    )
    return "\n".join(
        (
            _font_faces(fonts, _data_uri),
            _preference_rules(preferences, fonts),
            _read("readable.css"),
            toolbar,
            _read("page.css"),
            *targets,
        )
    )


def font_faces(font_url: str = "fonts/") -> str:
    """The `@font-face` rules of every bundled family."""
    return _font_faces(typefaces(), lambda web: folder_address(font_url) + web.path.name)


def root_rules(fields: Iterable[str]) -> str:
    """A rule for each step of these preferences on the page's root, for articles of any kind.

    >>> print(root_rules(("alignment",)))
    :root[data-readable-alignment="start"] { --readable-alignment: start }
    :root[data-readable-alignment="justify"] { --readable-alignment: justify }
    """
    fonts = typefaces()
    return "\n".join(
        rule
        for field in fields
        for value in _steps(field)
        for rule in _rules(
            (f':root[{_attribute(field, "data-readable-")}="{_written(value)}"]',),
            field,
            value,
            fonts,
        )
    )


def selectors_of(field: str) -> list[str]:
    """The selector of any value of a preference on the page's root, and that of each step.

    >>> selectors_of("alignment")
    ['[data-readable-alignment]',
     '[data-readable-alignment="start"]', '[data-readable-alignment="justify"]']
    """
    name = _attribute(field, "data-readable-")
    return [f"[{name}]", *(f'[{name}="{_written(value)}"]' for value in _steps(field))]


def fonts_for(key: str, text: str) -> dict[str, Typeface]:
    """The chosen family, and those that draw what it cannot."""
    fonts = typefaces()
    found = {key: fonts[key]}
    if has_minority_letters(text) and not fonts[key].draws_minority_letters:
        found["complete"] = fonts["complete"]
    missing = {character for character in text if not character.isspace()}
    for candidate in (key, *_FALLBACKS):
        drawn = {character for character in missing if fonts[candidate].draws(character)}
        if drawn:
            found[candidate] = fonts[candidate]
        missing -= drawn
    return found


def steps_of(preferences: Preferences) -> tuple[int, ...]:
    """The ladder, and the reader's own size where it is not one of its steps."""
    return tuple(sorted({*LADDER, preferences.scale}))


def attributes_of(preferences: Preferences, prefix: str = "data-") -> dict[str, str]:
    """The attributes that stand for what differs from the default.

    >>> attributes_of(Preferences(scale=150, line_height=1.8))
    {'data-scale': '150', 'data-line-height': '1.8'}
    """
    return {
        _attribute(field, prefix): _written(getattr(preferences, field))
        for field in FIELDS
        if getattr(preferences, field) != getattr(_DEFAULT, field)
    }


def custom_properties(preferences: Preferences) -> str | None:
    """The declarations of what is not a step of the schema, for which there is no rule, if any.

    >>> custom_properties(Preferences(scale=130, theme="dark"))
    '--readable-scale: 1.3'
    """
    declared = {
        name: value
        for field in FIELDS
        if getattr(preferences, field) not in _steps(field)
        for name, value in _declarations(field, getattr(preferences, field), typefaces()).items()
    }
    return _joined(declared) or None


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


# ---- preferences ------------------------------------------------------------------------------


def _steps(field: str) -> list[Any]:
    match field:
        case "scale":
            return list(LADDER)
        case "theme":
            return [*SCHEMA["themes"], SYSTEM]
        case "font" | "alignment":
            return list(SCHEMA[field + "s"])
        case _:
            return list(SCHEMA[field]["steps"])


def _attribute(field: str, prefix: str) -> str:
    return prefix + field.replace("_", "-")


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _declarations(field: str, value: Any, fonts: _Fonts) -> dict[str, str]:
    """The custom properties that a value of a preference sets."""
    match field:
        case "scale":
            return {"--readable-scale": f"{value / 100:g}"}
        case "font":
            return _font_declarations(value, fonts)
        case "theme":
            colours = Preferences(theme=value, low_contrast=True).colours
            dark = contrast_ratio(colours.background, "#ffffff") > contrast_ratio(
                colours.background, "#000000"
            )
            return {
                "--readable-foreground": colours.foreground,
                "--readable-background": colours.background,
                "--readable-color-scheme": "dark" if dark else "light",
            }
        case "measure":
            return {"--readable-measure": f"{round(Preferences(measure=value).measure_em, 4):g}em"}
        case "line_height" | "alignment":
            return {_attribute(field, "--readable-"): _written(value)}
        case _:
            name = _attribute(field.removesuffix("_em"), "--readable-")
            return {name: f"{value:g}em"}


def _preference_rules(preferences: Preferences, fonts: _Fonts) -> str:
    """The defaults, and a rule for each step and for each value of these preferences beside them.

    A preference stands on the article (`data-scale`) or, for every article of a page, on the
    page's root (`data-readable-scale`), where a script can put it before the article is read:
    the root's wins.
    """
    defaults: dict[str, str] = {}
    rules: list[str] = []
    for field in FIELDS:
        own = getattr(preferences, field)
        # Where a reader takes a choice back, the page is as it was made; of the font it carries no
        # other. A size is an attribute, always.
        default = _DEFAULT.scale if field == "scale" else own
        defaults |= _declarations(field, default, fonts)
        values = list(fonts) if field == "font" else _steps(field)
        for value in dict.fromkeys((*values, own)):
            on_root = f':root[{_attribute(field, "data-readable-")}="{_written(value)}"]'
            selectors = (
                f'.readable[{_attribute(field, "data-")}="{_written(value)}"]',
                on_root,
                on_root + " .readable",
            )
            rules += _rules(selectors, field, value, fonts)
    return "\n".join((_rule((":root",), defaults), *rules, ""))


def _rules(selectors: Iterable[str], field: str, value: Any, fonts: _Fonts) -> Iterator[str]:
    """The rule for a value of a preference; for a size, also how it does on a narrow screen, and
    for the system's theme what it is where the system is dark.
    """
    yield _rule(selectors, _declarations(field, value, fonts))
    if value == SYSTEM:
        dark = _rule(selectors, _declarations("theme", "dark", fonts))
        yield f"@media (prefers-color-scheme: dark) {{ {dark} }}"
    if field == "scale":
        # An em in a media query is the reader's size of 100 %.
        width = f"{_NARROW_EM * value / 100:g}em"
        hanging = {"--readable-indent": "0px", "--readable-marker": "inside"}
        yield f"@media (max-width: {width}) {{ {_rule(selectors, hanging)} }}"


def _rule(selectors: Iterable[str], declarations: Mapping[str, str]) -> str:
    return f"{', '.join(selectors)} {{ {_joined(declarations)} }}"


def _joined(declarations: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in declarations.items())


# ---- fonts ------------------------------------------------------------------------------------


def _family(key: str) -> str:
    # Not the face's own name: a portal that serves the same face in parts would mix its parts,
    # which lack combining marks, with the whole file.
    return f'"Readable {key.title()}"'


def _stack(key: str, fonts: _Fonts) -> str:
    keys = dict.fromkeys(one for one in (key, *_FALLBACKS) if one in fonts)
    return ", ".join((*map(_family, keys), typefaces()[key].generic))


def _font_declarations(key: str, fonts: _Fonts) -> dict[str, str]:
    face = typefaces()[key]
    minority = key if face.draws_minority_letters else "complete"
    least = max(face.least_line_height, typefaces()[minority].least_line_height)
    return {
        "--readable-font": _stack(key, fonts),
        "--readable-minority-font": _stack(minority, fonts),
        "--readable-least-line-height": f"{least:g}",
    }


def _font_faces(fonts: _Fonts, url: Callable[[WebFont], str]) -> str:
    return "".join(
        _font_face(key, face, web, url(web)) for key, face in fonts.items() for web in face.web
    )


def _font_face(key: str, face: Typeface, web: WebFont, url: str) -> str:
    weights = dict.fromkeys((web.lightest, web.heaviest))
    quoted = url.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\a ")
    return f"""@font-face {{
  font-family: {_family(key)};
  src: url("{quoted}") format("woff2");
  font-weight: {" ".join(map(str, weights))};
  font-display: swap;
  ascent-override: {face.ascent_override_percent}%;
  descent-override: {face.descent_override_percent}%;
  line-gap-override: {face.line_gap_override_percent}%;
  unicode-range: {face.unicode_range};
}}
"""


def _data_uri(web: WebFont) -> str:
    return f"data:font/woff2;base64,{b64encode(web.path.read_bytes()).decode()}"
