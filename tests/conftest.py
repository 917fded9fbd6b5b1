"""What every test can ask for: goldens, the font of boxes; and how Hypothesis draws examples."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest
from boxfont import box_font_path
from goldens import Goldens
from PIL import Image

# No deadline: the first text drawn is slow, when a font is opened. A gate draws the same examples
# every time; at a desk they are new ones.
hypothesis.settings.register_profile("readable", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("readable")

GOLDENS = pytest.StashKey[Goldens]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="keep what this run made as goldens")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[GOLDENS] = Goldens(accept=config.getoption("--accept"))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over the goldens of a process that ran a part of the tests (pytest-xdist)."""
    sent = getattr(node, "workeroutput", {}).get("goldens", "[]")
    node.config.stash[GOLDENS].take(sent)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["goldens"] = session.config.stash[GOLDENS].given()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    goldens = config.stash[GOLDENS]
    if goldens.comparisons:
        terminalreporter.write_line(f"goldens: {goldens.write_report()}")


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """An empty folder whose path leaves room for the names of sockets, which are short."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Image.Image], None]:
    """`golden(name, picture)` holds a picture against tests/golden/NAME.png."""
    return request.config.stash[GOLDENS].compare_picture


@pytest.fixture
def golden_text(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden_text(name, text)` holds a text against tests/golden/NAME.txt."""
    return request.config.stash[GOLDENS].compare_text


@pytest.fixture(scope="session")
def box_font_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The font of boxes as a file."""
    return box_font_path(tmp_path_factory.mktemp("fonts"))
