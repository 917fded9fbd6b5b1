"""Calls made up by schemathesis from the OpenAPI document, against a running service.

    python tests/benchmarks/service_calls.py 5000

Makes at least so many, good ones and bad ones, on all operations. Each answer is held to the
document: its status, media type, headers and content; a call against the document must be refused.
Prints what was answered, and ends with status 1 if an answer is a 5xx or none that the document
allows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import schemathesis
from PIL import Image

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from services import PROJECT, running  # noqa: E402

# One article in four is a real one, so that renders have something to do.
_REAL = (PROJECT / "examples" / "article.html").read_text(encoding="utf-8")
# Schemathesis finds few different calls for those that take nothing.
_ASKING = 4
_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance,negative_data_rejection,"
    "unsupported_method,allow_header_conformance,missing_required_header"
)
_RECORD, _PAGES = "READABLE_CALLS", "READABLE_PAGES"
# What most calls leave out: at random they say little but that no line fits so small a page.
_RARE = ("page", "width", "height", "margin", "theme", "dpi")


# ---- in the process of schemathesis ----


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Writes down what was asked and answered."""
    kind = response.headers.get("content-type", ["none"])[0].partition(";")[0]
    if kind == "application/problem+json":
        kind = response.json()["type"].removeprefix("urn:readable:")
    mode = case.meta.generation.mode.value if case.meta else "none"
    line = (f"{case.method} {case.operation.path}", mode, response.status_code, kind)
    with open(os.environ[_RECORD], "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Half of the pictures that are asked for are there."""
    pages = os.environ[_PAGES].split()
    chosen = hash(str(path_parameters))
    if isinstance(path_parameters, dict) and "key" in path_parameters and chosen % 2:
        _, key, number = pages[chosen % len(pages)].split("/")
        return {**path_parameters, "key": key, "number": int(number)}
    return path_parameters


@schemathesis.hook
def map_query(context: Any, query: Any) -> Any:
    """Most calls leave out what is rare."""
    if isinstance(query, dict) and hash(str(query)) % 4:
        return {name: value for name, value in query.items() if name not in _RARE}
    return query


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """The same for JSON; and one article in four is a real one."""
    chosen = hash(str(body))
    if isinstance(body, dict) and chosen % 4:
        body = {name: value for name, value in body.items() if name not in _RARE}
    html = body.get("html") if isinstance(body, dict) else None
    if isinstance(html, str) and html and chosen % 16 < 4:
        body["html"] = _REAL + html
    return body


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Anything is a body of text/html: none is against the document."""
    return case.media_type != "text/html" or isinstance(case.body, str | bytes)


@schemathesis.deserializer("image/*")
def of_image(context: Any, response: Any) -> dict[str, int]:
    """A picture's size; fails for what is none of its media type."""
    with Image.open(BytesIO(response.content)) as picture:
        picture.load()
        assert f"image/{(picture.format or '').lower()}" in response.headers["content-type"][0]
        return {"width": picture.width, "height": picture.height}


@schemathesis.deserializer("application/zip")
def of_zip(context: Any, response: Any) -> dict[str, int]:
    """The files' sizes."""
    with ZipFile(BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        assert "index.html" in archive.namelist()
        return {one.filename: one.file_size for one in archive.infolist()}


# ---- in the process that is started ----


def main(calls: int) -> int:
    """Makes the calls; answers the status of schemathesis."""
    with running("--workers", "2") as service, TemporaryDirectory() as folder:
        record = Path(folder) / "calls"
        linked = json.loads(service.ask("/v1/images?result=json&scale=200", _REAL.encode()).body)
        pages = " ".join(page["href"] for page in linked["pages"])
        command = [
            str(Path(sys.executable).parent / "schemathesis"),
            *("run", f"{service.address}openapi.json", "--checks", _CHECKS, "--seed", "1"),
            *("--phases", "coverage,fuzzing", "--mode", "all", "--continue-on-failure"),
            *("--max-examples", str(-(-calls // _ASKING)), "--no-color"),
        ]
        hooks = {"SCHEMATHESIS_HOOKS": Path(__file__).stem, _RECORD: str(record), _PAGES: pages}
        paths = os.pathsep.join((str(HERE), str(HERE.parent), str(PROJECT)))
        known = {**os.environ, **hooks, "PYTHONPATH": paths, "PYTHONHASHSEED": "1"}
        status = subprocess.run(command, cwd=folder, env=known).returncode
        for line in told([json.loads(line) for line in record.read_text().splitlines()]):
            print(line)
        return status


def told(made: list[list[Any]]) -> Iterator[str]:
    """A table of what was asked and how it was answered."""
    yield f"\n{len(made)} calls\n"
    yield "| operation | calls | against the document | answers |"
    yield "|---|---|---|---|"
    made = [
        [name if status != 405 else "other methods", *rest, status, kind]
        for name, *rest, status, kind in made
    ]
    for operation in sorted({one[0] for one in made}):
        own = [one for one in made if one[0] == operation]
        bad = sum(one[1] == "negative" for one in own)
        answers = Counter(f"{status} {kind}" for _, _, status, kind in own)
        shown = ", ".join(f"{answer}: {count}" for answer, count in sorted(answers.items()))
        yield f"| `{operation}` | {len(own)} | {bad} | {shown} |"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
