"""What is made of each article: formats, sizes, paper and the reader's preferences."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from readable import __version__
from readable.addresses import check_base_url
from readable.errors import InvalidPreference, WrongUse
from readable.largeprint import LARGE_PRINT_STANDARDS, LargePrint
from readable.papers import Paper
from readable.preferences import LADDER, Preferences

__all__ = ["PRODUCTS", "Limits", "Setting", "read_settings", "setting_of"]

PRODUCTS = ("image", "html", "pdf", "text")
"""What can be made of an article."""

_IMAGE_FORMATS = ("png", "webp", "jpeg", "avif", "tiff")
# What a reader chooses on a portal's page is nothing that is made.
_OF_THE_PAGE = ("links", "ruler", "named")
_PREFERENCES = tuple(field.name for field in fields(Preferences) if field.name not in _OF_THE_PAGE)
_LONGEST_NAME = 60
_LONGEST_SECONDS = 1_000_000  # eleven days; the clock itself goes up to some centuries


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take, so that none can stop a run."""

    seconds: float = 120
    memory_mb: int = 1024
    """Beyond what the worker holds when it begins; 0 is without a limit."""
    pages: int = 1000
    """Of one size."""
    megapixels: int = 2000
    """Of all pages of one size together."""

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= _LONGEST_SECONDS:
            raise WrongUse(
                f"a time limit of {self.seconds:g} seconds",
                hint=f"choose a number up to {_LONGEST_SECONDS}",
            )
        if self.memory_mb < 0:
            raise WrongUse(
                f"a limit of {self.memory_mb} MB", hint="choose a positive number, or 0 for none"
            )
        for most, what in ((self.pages, "pages"), (self.megapixels, "megapixels")):
            if most < 1:
                raise WrongUse(f"a limit of {most} {what}", hint="choose at least 1")


@dataclass(frozen=True)
class Setting:
    """What is made of each article. The name is that of its folder in the output, or empty."""

    name: str = ""
    products: tuple[str, ...] = ("image",)
    ladder: bool = False
    preferences: Preferences = field(default_factory=Preferences)
    large_print: str | None = None
    """The guideline of large print that is kept to, by its key."""
    paper: str = "a4"
    pixels_per_inch: int = 96
    width_px: int | None = None
    height_px: int | None = None
    image_format: str = "png"
    standalone: bool = False
    extract: bool = False
    profile: str | None = None
    base_url: str | None = None
    font_file: str | None = None
    font_file_bold: str | None = None

    def __post_init__(self) -> None:
        if unknown := [name for name in self.products if name not in PRODUCTS]:
            raise WrongUse(
                f"nothing makes {unknown[0]!r} of an article", hint=f"name {', '.join(PRODUCTS)}"
            )
        if not self.products:
            raise WrongUse("nothing to make", hint=f"name {', '.join(PRODUCTS)}")
        if self.image_format not in _IMAGE_FORMATS:
            raise WrongUse(
                f"there is no image format {self.image_format!r}",
                hint=f"choose one of {', '.join(_IMAGE_FORMATS)}",
            )
        _check_name(self.name)
        if self.large_print not in (None, *LARGE_PRINT_STANDARDS):
            raise WrongUse(
                f"there is no guideline {self.large_print!r}",
                hint=f"choose one of {', '.join(LARGE_PRINT_STANDARDS)}",
            )
        for asked, what, products in (
            (self.ladder, "the ladder", ("image", "pdf")),
            (self.standalone, "standalone", ("html",)),
        ):
            if asked and not set(products) & set(self.products):
                raise WrongUse(
                    f"{what} is for {' and '.join(products)}",
                    hint=f"make {' or '.join(products)}, too",
                )
        if self.font_file_bold and not self.font_file:
            raise WrongUse("a bold face goes with another", hint="name that as the font file")
        self.page  # noqa: B018  a paper that there is not is an error now
        self._check_reading()
        if self.font_file:
            from readable.fonts import FontSet

            bold = Path(self.font_file_bold) if self.font_file_bold else None
            FontSet.bundled().with_family("own", Path(self.font_file), bold)

    def _check_reading(self) -> None:
        """What no page could be read with is an error now, and not one of each article."""
        if self.base_url is not None:
            check_base_url(self.base_url)
        if self.profile is not None:
            from readable.extracting.profiles import load_profile

            load_profile(self.profile)

    @property
    def standard(self) -> LargePrint | None:
        """The guideline of large print."""
        return LARGE_PRINT_STANDARDS[self.large_print] if self.large_print else None

    @property
    def page(self) -> Paper:
        """The paper, with the margins that the guideline asks for."""
        return self.standard.paper(self._paper) if self.standard else self._paper

    @property
    def _paper(self) -> Paper:
        if self.width_px is None and self.height_px is None:
            return Paper.named(self.paper, self.pixels_per_inch)
        width = Paper().width_px if self.width_px is None else self.width_px
        height = Paper.of_width(width).height_px if self.height_px is None else self.height_px
        return Paper(width, height, None, self.pixels_per_inch)

    @property
    def sizes(self) -> tuple[Preferences, ...]:
        """The preferences at each size that is made."""
        if not self.ladder:
            return (self.preferences,)
        least = (self.standard.least_scale if self.standard else None) or 0
        return tuple(replace(self.preferences, scale=scale) for scale in LADDER if scale >= least)

    @cached_property
    def key(self) -> str:
        """A hash of all that decides what comes out, but the article: also the program's version
        and what the files hold that are named.
        """
        told = asdict(self)
        for name in ("profile", "font_file", "font_file_bold"):
            path = told[name]
            if path is not None and Path(path).is_file():
                told[name] = [path, sha256(Path(path).read_bytes()).hexdigest()]
        del told["name"]
        for name in _OF_THE_PAGE:
            del told["preferences"][name]
        told["version"] = __version__
        text = json.dumps(told, sort_keys=True, ensure_ascii=True)
        return sha256(text.encode()).hexdigest()[:16]


def _check_name(name: str) -> None:
    is_plain = all(letter.isalnum() or letter in "-_" for letter in name)
    if not is_plain or len(name.encode()) > _LONGEST_NAME:
        raise WrongUse(
            f"{name!r} cannot be the name of a folder", hint="use letters, digits, - and _"
        )


def setting_of(name: str, chosen: Mapping[str, Any]) -> Setting:
    """A setting from names and values, as a table of a profile file has them.

    Preferences stand beside the rest; `to` lists the products.

    >>> setting_of("to", {"to": ["pdf"], "scale": 200, "paper": "a5"}).preferences.scale
    200
    """
    _check_kinds(name, chosen)
    rest = dict(chosen)
    preferences = {key: rest.pop(key) for key in _PREFERENCES if key in rest}
    products = rest.pop("to", ("image",))
    products = products.split(",") if isinstance(products, str) else products
    names = {field.name for field in fields(Setting)} - {"name", "products", "preferences"}
    if unknown := sorted(rest.keys() - names):
        raise WrongUse(
            f"a profile has no {unknown[0]!r}",
            hint=f"name {', '.join(sorted({'to', *names, *_PREFERENCES}))}",
        )
    if rest.get("ladder") and "scale" in preferences and "html" not in products:
        raise WrongUse("a ladder has every size", hint="leave the scale out")
    has_size = any(rest.get(side) is not None for side in ("width_px", "height_px"))
    if has_size and rest.get("paper") is not None:
        raise WrongUse(
            f"the paper {rest['paper']} has a size of its own", hint="leave width and height out"
        )
    standard = LARGE_PRINT_STANDARDS.get(str(rest.get("large_print")))
    try:
        return Setting(
            name=name,
            products=tuple(dict.fromkeys(products)),
            preferences=(standard.preferences if standard else Preferences)(**preferences),
            **rest,
        )
    except TypeError as error:
        raise InvalidPreference(
            f"{products!r:.40} names nothing to make", hint=f"name {', '.join(PRODUCTS)}"
        ) from error


_KINDS: dict[str, tuple[type, str]] = {
    "bool": (bool, "true or false"),
    "int": (int, "a whole number"),
    "str": (str, 'a text, as "a5"'),
}


def _check_kinds(name: str, chosen: Mapping[str, Any]) -> None:
    """Raises `InvalidPreference` for a text where a number has to be, and the like."""
    for one in (*fields(Setting), *fields(Preferences)):
        kind, what = _KINDS.get(str(one.type).removesuffix(" | None"), (None, ""))
        value = chosen.get(one.name)
        # True is a whole number to Python, and no size.
        if kind and value is not None and type(value) is not kind:
            raise InvalidPreference(
                f"{one.name} of the profile {name!r} is {value!r:.40}", hint=f"write {what}"
            )


def read_settings(path: Path) -> tuple[Setting, ...]:
    """The settings of a profile file in TOML: each table is one, its name that of its folder.

    Raises `WrongUse` when the file cannot be read, `InvalidPreference` for what cannot be rendered.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise WrongUse(f"{path} is no profile ({reason})", hint="pass a TOML file") from error
    if not tables or not all(isinstance(table, dict) for table in tables.values()):
        raise WrongUse(
            f"{path} has no settings", hint='write a table for each: [large], to = ["image"]'
        )
    return tuple(setting_of(name, table) for name, table in tables.items())
