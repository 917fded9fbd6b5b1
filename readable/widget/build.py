"""Builds the toolbar: the files in `built/`, which a portal serves, from the sources beside them.

    python -m readable.widget.build

It needs esbuild, which `tests/run.sh` installs. What it makes is kept in the repository, so that a
wheel needs no Node.js; a test makes it again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from readable.markup.bar import ALL_CONTROLS
from readable.markup.stylesheet import font_faces, root_rules, selectors_of
from readable.preferences import LADDER, SCHEMA

__all__ = ["build"]

_HERE = Path(__file__).parent
_ESBUILD = _HERE.parent.parent / "tests" / "browser" / "node_modules" / ".bin" / "esbuild"
_LANGUAGES = ("vi", "en")
_BAR = ("larger", "smaller", "size", "largest", "smallest", "reset", "options")
_STEPPED = (
    "line_height",
    "letter_spacing_em",
    "word_spacing_em",
    "paragraph_spacing_em",
    "measure",
)
_CHOSEN = ("font", "theme", *_STEPPED)
_MADE = "// Made by build.py from {}.\n"
_SCHEMA = _MADE.format("readable/data/preferences.json")


def build(folder: Path) -> None:
    """Writes every file that a portal serves into a folder, and the script of a page of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (_HERE / "data.js").write_text(_bar_data(), encoding="utf-8")
    (_HERE / "article-data.js").write_text(_article_data(), encoding="utf-8")
    (_HERE / "options-data.js").write_text(_options_data(), encoding="utf-8")
    # V8 compiles all of the bar's script at once, instead of each function when it is called first:
    # most of them are called while the page loads. Other engines read a comment.
    eager = ("--banner:js=//# allFunctionsCalledOnLoad",)
    for source, name, form, hints in (
        ("classic.js", "toolbar.js", "iife", eager),
        ("standalone.js", "standalone.js", "iife", eager),
        ("define.js", "toolbar.module.js", "esm", eager),
        ("head.js", "head.js", "iife", ()),
        ("article.js", "article.js", "esm", ("--external:./options.js",)),
        ("options.js", "options.js", "esm", ()),
    ):
        _run(
            _HERE / source,
            "--bundle",
            f"--format={form}",
            "--target=es2022",
            f"--outfile={folder / name}",
            *hints,
        )
    for name, sheet in (("toolbar.css", _bar_sheet()), ("options.css", _options_sheet())):
        (folder / name).write_text(_run("--loader=css", text=sheet), encoding="utf-8")


def _run(*arguments: str | Path, text: str | None = None) -> str:
    command = [_ESBUILD, *arguments, "--minify", "--charset=utf8", "--log-level=warning"]
    done = subprocess.run(command, input=text, check=True, encoding="utf-8", stdout=subprocess.PIPE)
    return done.stdout


# ---- what JavaScript knows of the schema ----------------------------------------------------


def _bar_data() -> str:
    every = SCHEMA["words"] | SCHEMA["toolbar"]
    words = {name: _in_languages(every[name]) for name in _BAR}
    return _SCHEMA + _constant("LADDER", list(LADDER)) + _constant("WORDS", words)


def _article_data() -> str:
    rules = _run("--loader=css", text=_source("article.css")).strip()
    return _MADE.format("article.css") + _constant("RULES", rules)


def _options_data() -> str:
    steps = {name: SCHEMA[name]["steps"] for name in _STEPPED}
    labels = {name: _in_languages(word) for name, word in SCHEMA["toolbar"].items()}
    fonts = {name: _in_languages(font) for name, font in SCHEMA["fonts"].items()}
    themes = {
        name: [*_in_languages(theme), theme["foreground"], theme["background"]]
        for name, theme in SCHEMA["themes"].items()
    }
    parts = {
        "CONTROLS": ALL_CONTROLS,
        "STEPS": steps,
        "LABELS": labels,
        "FONTS": fonts,
        "THEMES": themes,
    }
    return _SCHEMA + "".join(_constant(name, value) for name, value in parts.items())


def _in_languages(words: dict[str, str]) -> list[str]:
    return [words[language] for language in _LANGUAGES]


def _constant(name: str, value: Any) -> str:
    return f"export const {name} = {json.dumps(value, ensure_ascii=False, indent=1)};\n"


# ---- style sheets -----------------------------------------------------------------------------


def _bar_sheet() -> str:
    # A size is an attribute of <html>, written by a script or a server; or, without either, one of
    # the choices in the bar itself.
    rules = (
        f':root:is([data-readable-scale="{scale}"], '
        f':has(readable-toolbar [value="{scale}"]:checked)) '
        f".readable-zoom{{--readable-zoom:{scale / 100:g}}}"
        for scale in LADDER
    )
    return _layered(_source("toolbar.css"), *rules)


def _options_sheet() -> str:
    rules = root_rules(("alignment", *_CHOSEN))
    sheet = _source("options.css")
    # What nobody offers, a line height of 1.7 in an address, has no value: the page is as it was.
    for field in _CHOSEN:
        any_value, *offered = selectors_of(field)
        sheet = sheet.replace(any_value, f":is({', '.join(offered)})")
    return font_faces("fonts/") + _layered(rules, sheet)


def _layered(*rules: str) -> str:
    return "@layer readable-toolbar {\n" + "\n".join(rules) + "\n}\n"


def _source(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else _HERE / "built")
