"""The imitated portal pages, built in memory from their templates.

    >>> page = next(portal_pages())
    >>> page.name, page.title is not None, page.date
    ('newspaper-vnexpress', True, ...)

Another seed gives other texts, other orders and, where sites differ, other class names.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from portals.government import GOVERNMENT
from portals.hard import HARD
from portals.marking import PortalPage, Template, finish
from portals.newspapers import NEWSPAPERS
from portals.old import OLD
from portals.others import OTHERS, OTHERS_WITHOUT
from portals.renaming import rename
from portals.systems import SYSTEMS
from portals.without import WITHOUT
from portals.words import Writer

__all__ = ["MANIFEST", "PortalPage", "portal_pages"]

MANIFEST: dict[str, Callable[[Writer], Template]] = {
    **NEWSPAPERS,
    **GOVERNMENT,
    **SYSTEMS,
    **OLD,
    **HARD,
    **OTHERS,
    **WITHOUT,
    **OTHERS_WITHOUT,
}
"""Every kind of page by its name; names of pages without an article begin with "none-"."""


KNOWN_NAMES = (
    *("newspaper-", "sharepoint-page", "law-", "liferay", "nukeviet", "wordpress", "drupal"),
    *("joomla", "none-newspaper-home", "none-liferay", "none-wordpress"),
)
"""How the names of those pages begin whose system gives classes their names on every site."""


def portal_pages(seed: int = 0) -> Iterator[PortalPage]:
    """Each page of the manifest with the text of its article, the same for the same seed.

    With a seed other than 0, pages of no known system have other class names and ids, too.
    """
    for name, make in MANIFEST.items():
        random = Random(f"{seed}/{name}")
        template = make(Writer(random))
        if seed and not name.startswith(KNOWN_NAMES):
            template = replace(template, html=rename(template.html, random))
        yield finish(name, template)


def save(folder: Path, seed: int) -> None:
    """Writes each page and the text of its article into a folder, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in portal_pages(seed):
        (folder / f"{page.name}.html").write_text(page.html, encoding="utf-8")
        if page.gold is not None:
            (folder / f"{page.name}.txt").write_text(page.gold + "\n", encoding="utf-8")


if __name__ == "__main__":  # python -m portals.build FOLDER [SEED], from tests/
    save(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
