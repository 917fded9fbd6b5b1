"""How many planted faults the checker finds, and what it says of clean pages: docs/checking.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import planted

from readable.check import check


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth setting")
    parser.add_argument("--show", action="store_true", help="the pages that went wrong")
    options = parser.parse_args()
    found, missed, wrong, pages = Counter[str](), Counter[str](), Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planted.make_files(folder)
        for at in islice(planted.settings(), 0, None, options.every):
            for kind, plant in planted.PLANTS.items():
                pages += 1
                told = {one.rule for one in check(plant.page(at), base=folder).failed}
                (found if plant.rule in told else missed)[kind] += 1
                for rule in told - {plant.rule, *plant.also}:
                    wrong[f"{kind}: {rule}"] += 1
                if options.show and plant.rule not in told:
                    print("missed", kind, at.font, at.size, told)
            for kind, make in planted.CLEAN.items():
                pages += 1
                for rule in {one.rule for one in check(make(at), base=folder).failed}:
                    wrong[f"clean {kind}: {rule}"] += 1
    print("| fault | rule | pages | found |\n|---|---|---|---|")
    for kind, plant in planted.PLANTS.items():
        print(f"| {kind} | {plant.rule} | {found[kind] + missed[kind]} | {found[kind]} |")
    hits, misses, alarms = found.total(), missed.total(), wrong.total()
    recall, precision = hits / (hits + misses), hits / (hits + alarms)
    print(f"\n{pages} pages: recall {recall:.2%}, precision {precision:.2%}")
    for what, count in wrong.most_common(40):
        print(count, what)


if __name__ == "__main__":
    main()
