"""The documents are true: their commands run and print what they say, their links lead somewhere.

The Python examples in them are run by pytest itself, as doctests.

A command stands in a block of the language `console`, after `$ `. What follows it up to the next
command is what it prints, on both streams, where `...` stands for anything (as in a doctest); if
nothing follows, it may print what it likes. It ends with status 0, or with the status in a comment
at its end: `$ readable check bad.html  # exit 1`.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

PROJECT = Path(__file__).parent.parent
PLACES = ("*.md", "docs/**/*.md", "examples/*.md", "fonts/*.md")
DOCUMENTS = sorted(path for place in PLACES for path in PROJECT.glob(place))
NAMES = [path.relative_to(PROJECT).as_posix() for path in DOCUMENTS]

BLOCK = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
STATUS = re.compile(r"#\s*exit (\d+)\s*$")
LINK = re.compile(r"\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
# Shown as examples, run by no test: they serve until they are stopped, or install what is here.
NOT_RUN = re.compile(r"(?!readable\b)|readable serve\b")


class Command(NamedTuple):
    line: int
    text: str
    status: int
    shown: str


def commands_in(document: str) -> list[Command]:
    """The commands of a document, in their order."""
    found = []
    for block in BLOCK.finditer(document):
        if block[2] != "console":
            continue
        first_line = document.count("\n", 0, block.start(3)) + 1
        # A line that ends with a backslash goes on in the next one.
        for part in re.finditer(
            r"^ *\$ ((?:[^\n]*\\\n)*[^\n]*\n)((?:(?! *\$ )[^\n]*\n)*)", block[3], re.M
        ):
            text = part[1].strip()
            status = STATUS.search(text)
            shown = "\n".join(line.removeprefix(block[1]) for line in part[2].splitlines())
            line = first_line + block[3].count("\n", 0, part.start())
            found.append(Command(line, text, int(status[1]) if status else 0, shown.strip()))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_commands_of_a_document_do_what_it_says(document: Path, tmp_path: Path) -> None:
    shutil.copytree(
        PROJECT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("out")
    )
    (tmp_path / "fonts").symlink_to(PROJECT / "fonts")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "PYTHONUTF8": "1", "COLUMNS": "80"}
    for command in commands_in(document.read_text(encoding="utf-8")):
        if NOT_RUN.match(command.text):
            continue
        where = f"{document.relative_to(PROJECT)}, line {command.line}: {command.text}"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.text],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == command.status, f"{where}\n{done.stdout}"
        if command.shown:
            options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            same = doctest.OutputChecker().check_output(command.shown, done.stdout, options)
            assert same, f"{where}\nprints\n{done.stdout}\nnot\n{command.shown}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_the_links_of_a_document_lead_to_files(document: Path) -> None:
    text = BLOCK.sub("", document.read_text(encoding="utf-8"))
    targets = {unquote(target.partition("#")[0]) for target in LINK.findall(text)}
    files = {target for target in targets if target and not re.match(r"[a-z]+:", target)}
    assert sorted(file for file in files if not (document.parent / file).exists()) == []


def test_commands_are_read_with_their_status_and_what_they_print() -> None:
    fence = "```"
    document = f"""Text.

{fence}console
$ readable html a.html \\
    -o b.html
$ readable check b.html  # exit 1
b.html: no title
...
{fence}

1. In a list:
   {fence}console
   $ readable text a.html
   Xin chào
     các bạn
   {fence}
{fence}python
$ readable nothing
{fence}
"""
    assert commands_in(document) == [
        (4, "readable html a.html \\\n    -o b.html", 0, ""),
        (6, "readable check b.html  # exit 1", 1, "b.html: no title\n..."),
        (13, "readable text a.html", 0, "Xin chào\n  các bạn"),
    ]
