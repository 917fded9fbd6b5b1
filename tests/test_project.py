"""The project keeps its own rules: layers, doors, types, style, and a wheel that is whole."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZipFile

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "readable"

# A module imports only from rows above its own.
ROWS = (
    "speedups",
    "errors element collecting forgetting kerning patterns values optimum _unicode_data",
    "decoding replacing vietnamese dates numbering metadata addresses _uax14 numerals "
    "additions bidi findings",
    "legacy linebreak article preferences face typefaces png papers",
    "encodings tables masks pictures paging sanitising mending enriching wrapping largeprint",
    "extracting fonts fontreport canvas standins tiff",
    "reading shaping",
    "layout",
    "markup paint pdf",
    "album widget",
    "check templating",
    "bench batch django jinja",
    "service",
    "cli",
    "__main__",
)
ROW_OF = {module: row for row, modules in enumerate(ROWS) for module in modules.split()}
# What the benchmark compares with; each is imported in a process of its own, if it is there.
PEERS = "numpy playwright plutoprint pymupdf pypdfium2 pyvips takumi_py typst weasyprint".split()
# The only modules that may import each outside library.
DOORS = {
    "cssselect2": {"extracting", "check"},
    # Only where a site that uses them has loaded them already.
    "asgiref": {"widget"},
    "django": {"django", "widget"},
    "jinja2": {"jinja"},
    "tinycss2": {"check"},
    "turbohtml": {"check"},
    "dask": {"batch"},
    "distributed": {"batch"},
    "fsspec": {"batch", "service"},
    "h11": {"service"},
    "redis": {"service"},
    "starlette": {"service"},
    "uvicorn": {"service"},
    "warcio": {"batch"},
    "PIL": {"decoding", "paint", "pictures", "bench"},
    "fontTools": {"fontreport"},
    "isal": {"png", "bench"},
    "hatchling": {"speedups"},
    "setuptools": {"speedups"},
    "nh3": {"sanitising"},
    "uharfbuzz": {"face"},
    **{peer: {"bench"} for peer in PEERS},
    "playwright": {"bench", "check"},
}


def modules() -> Iterator[tuple[str, Path]]:
    """Each file of the package with its module; the files of a subpackage are one module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if name != "__init__":  # which names the public parts and loads each when it is asked for
            yield name, path


def imports(path: Path) -> set[str]:
    """Everything a file imports, anywhere in it, by its full dotted name."""
    package = path.relative_to(PROJECT).parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join((*base, *filter(None, [node.module])))
            # `from readable import face` is an import of readable.face.
            found |= {f"{origin}.{name.name}" for name in node.names}
    return found


def run(
    *command: str | Path, cwd: Path = PROJECT, environment: dict[str, str] | None = None
) -> str:
    """What a command prints; a failure shows all of it."""
    environment = {**os.environ, "PYTHONUTF8": "1", **(environment or {})}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, env=environment)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_each_module_imports_only_from_rows_above_its_own() -> None:
    faults = []
    for module, path in modules():
        if module not in ROW_OF:
            faults.append(f"{module} has no row: give it one in ROWS of {Path(__file__).name}")
            continue
        for imported in sorted(imports(path)):
            package, _, rest = imported.partition(".")
            other = rest.partition(".")[0]
            if package != "readable" or other in (module, "__version__"):
                continue
            if other not in ROW_OF:
                faults.append(f"{module} imports {imported}, which has no row in ROWS")
            elif ROW_OF[other] >= ROW_OF[module]:
                faults.append(
                    f"{module} (row {ROW_OF[module]}) imports {imported} (row {ROW_OF[other]})"
                )
    assert not faults, "\n".join(faults)


def test_each_outside_library_has_one_door() -> None:
    faults = {
        f"{module} imports {library}"
        for module, path in modules()
        for library in {imported.partition(".")[0] for imported in imports(path)}
        if library != "readable" and library not in sys.stdlib_module_names
        if module not in DOORS.get(library, set())
    }
    assert not faults, "\n".join(sorted(faults))


def loaded_by(statements: str) -> set[str]:
    """The top-level modules, outside the standard library, that a new interpreter loads."""
    program = f"""
import sys
before = set(sys.modules)
{statements}
print(*{{name.partition(".")[0] for name in set(sys.modules) - before}})
"""
    return set(run(sys.executable, "-c", program).split()) - sys.stdlib_module_names


def test_importing_the_package_loads_no_outside_library() -> None:
    assert loaded_by("import readable") == {"readable"}


def test_what_documents_reach_through_the_package_is_there() -> None:
    loaded_by(
        "import readable\n"
        "readable.widget.serving.Wsgi, readable.markup.stylesheet, readable.optimum.Costs"
    )


def test_html_is_made_without_opening_fonts_or_pictures() -> None:
    loaded = loaded_by(
        "from readable import read_article, to_html\n"
        "assert 'Xin chào' in to_html(read_article('<article><p>Xin chào.</p></article>'))"
    )
    assert loaded & DOORS.keys() <= {"nh3"}


def test_types_are_right() -> None:
    run(sys.executable, "-m", "mypy")


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=" ".join)
def test_style_is_kept(arguments: list[str]) -> None:
    run(sys.executable, "-m", "ruff", *arguments, ".")


def package_data(directory: Path) -> set[str]:
    """Every file below, but what Python leaves there when it runs."""
    return {
        path.relative_to(directory).as_posix()
        for path in directory.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: the build writes nothing into the project."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, source)
    for name in ("readable", "fonts", "examples"):
        shutil.copytree(PROJECT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source)
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package_and_every_licence(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
        licences = {
            name.partition(".dist-info/licenses/")[2]: archive.read(name).decode()
            for name in names
            if ".dist-info/licenses/" in name
        }
    expected = {f"readable/{name}" for name in package_data(PACKAGE)}
    # What the binary among them is built of.
    expected -= {f"readable/speedups/{path.name}" for path in (PACKAGE / "speedups").glob("*.[ch]")}
    expected.remove("readable/speedups/building.py")
    fonts = package_data(PROJECT / "fonts")
    expected |= {f"readable/data/fonts/{name}" for name in fonts}
    # What the playground begins with.
    expected.add("readable/data/example.html")
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert {"readable/py.typed", "readable/data/fonts/NotoSans-Regular.ttf"} <= names
    assert sum(name.endswith(".woff2") for name in names) >= 5
    assert licences.keys() == {
        "LICENSE",
        "readable/data/LICENSE-UNICODE.txt",
        "readable/data/words/LICENSE-CC-BY-SA-4.0.txt",
        *(f"fonts/{name}" for name in fonts if fnmatch(name, "licenses/*.txt")),
    }
    assert all(
        "SIL OPEN FONT LICENSE Version 1.1" in text
        for name, text in licences.items()
        if name.startswith("fonts/")
    )


def test_the_program_in_the_wheel_finds_the_typefaces_in_the_wheel(
    wheel: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--no-deps", "--no-index", "--target", site, wheel)
    elsewhere = {"PYTHONPATH": str(site)}
    program = "import readable; print(readable.__file__)"
    found = run(sys.executable, "-c", program, cwd=tmp_path, environment=elsewhere)
    assert Path(found.strip()).is_relative_to(site)
    program_file = site / "bin" / "readable"
    listed = run(program_file, "fonts", "list", cwd=tmp_path, environment=elsewhere)
    assert "Noto Sans" in listed


def ignored(path: Path, patterns: list[str]) -> bool:
    """Whether git would ignore a file, for the few forms of pattern that .gitignore uses."""
    relative = path.relative_to(PROJECT)
    for pattern in patterns:
        plain = pattern.rstrip("/")
        if "/" in plain and (relative.as_posix() + "/").startswith(plain + "/"):
            return True
        if "/" not in plain and any(fnmatch(part, plain) for part in relative.parts):
            return True
    return False


def project_files() -> Iterator[Path]:
    """The files of the project as it is handed on, with or without git at hand."""
    patterns = [".git", *(PROJECT / ".gitignore").read_text().split()]
    for directory, names, files in os.walk(PROJECT):
        here = Path(directory)
        names[:] = [name for name in names if not ignored(here / name, patterns)]
        yield from (here / file for file in sorted(files) if not ignored(here / file, patterns))


def test_no_file_names_a_machine_or_a_registry() -> None:
    machine = rb"(?<![\w.-])/(?:work/|root/|home/\w|tmp/[a-z])"
    registry = rb"(?:pypi|pythonhosted|npmjs)[.](?:org|com)|yarnpkg[.]com|deb[.]debian[.]org"
    pattern = re.compile(machine + b"|" + registry)
    found = [
        f"{path.relative_to(PROJECT)}: {match[0].decode()}"
        for path in project_files()
        for match in pattern.finditer(path.read_bytes())
    ]
    assert not found, "\n".join(found)
