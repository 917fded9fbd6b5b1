"""How often the language of a sentence is named, and named wrongly.

    python tests/benchmarks/languages.py [FILE…]

Counts the sentences of four words or more that are taken for each language, in the texts kept
under `tests/data/languages` and in the files named: Vietnamese, as text, as JSON lines with
"text", or as messages of axe-core (`locales/de.json`); text and JSON lines may end in .gz or .xz.
Vietnamese is counted a second time with all its marks taken off. English is what the modules of the
standard library say of themselves.
"""

from __future__ import annotations

import ast
import gzip
import json
import lzma
import re
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from unicodedata import combining, normalize

from readable.enriching.languages import detect_language

DATA = Path(__file__).parent.parent / "data" / "languages"
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
FEWEST_WORDS = 4


def read(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    elif path.suffix == ".xz":
        data = lzma.decompress(data)
    return data.decode("utf-8")


def texts(path: Path) -> Iterator[str]:
    for line in read(path).splitlines():
        yield json.loads(line)["text"] if ".jsonl" in path.name else line


def docstrings() -> Iterator[str]:
    """The paragraphs of the standard library's docstrings that are prose, without code."""
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                    if not re.search(r"[>=_<|{}\[\]()/\\*:]", paragraph):
                        yield " ".join(paragraph.split())


def without_marks(text: str) -> str:
    plain = "".join(c for c in normalize("NFD", text) if not combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def count(name: str, paragraphs: Iterable[str]) -> None:
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in SENTENCE_END.split(paragraph)
        if len(sentence.split()) >= FEWEST_WORDS
    ]
    start = perf_counter()
    found = Counter(detect_language(sentence) for sentence in sentences)
    seconds = perf_counter() - start
    named = "  ".join(f"{language or 'not named'} {n}" for language, n in found.most_common())
    rate = sum(map(len, sentences)) / seconds / 1e6
    print(f"{name:34} {len(sentences):6} sentences  {rate:4.1f} M characters/s  {named}")


def main() -> None:
    for path in [DATA / "official.txt", DATA / "vtb-dev.txt.xz", *map(Path, sys.argv[1:])]:
        if path.suffix == ".json":
            rules = json.loads(path.read_text("utf-8"))["rules"].values()
            count(path.name, [text for rule in rules for text in rule.values()])
            continue
        paragraphs = list(texts(path))
        count(path.name, paragraphs)
        count(f"{path.name}, without marks", map(without_marks, paragraphs))
    count("docstrings, English", docstrings())
    for language, sentences in json.loads((DATA / "sentences.json").read_text("utf-8")).items():
        if language != "note":
            right = sum(detect_language(text) == (language or None) for text in sentences)
            print(f"{language or 'none':4} {right} of {len(sentences)} right")


if __name__ == "__main__":
    main()
