"""A PDF file as a reader's program finds it: elements, what each says, links, bookmarks.

Read with pypdf, which knows nothing of how it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

_PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]*)>")


@dataclass
class Element:
    """A structure element; `kids` are elements and the texts of its own content."""

    kind: str
    entries: dict[str, Any]
    kids: list[Element | str] = field(default_factory=list)
    objects: list[DictionaryObject] = field(default_factory=list)
    """Its annotations."""

    @property
    def text(self) -> str:
        """All it says, in the order of the structure."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def attributes(self) -> dict[str, Any]:
        """Its attributes, whoever owns them."""
        owned = self.entries.get("/A", [])
        return {
            key: value for one in owned for key, value in one.items() if key not in ("/O", "/BBox")
        }

    @property
    def elements(self) -> list[Element]:
        """The elements directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def all(self, *kinds: str) -> Iterator[Element]:
        """Every element of these kinds in it, in order."""
        if self.kind in kinds:
            yield self
        for kid in self.elements:
            yield from kid.all(*kinds)


class Document:
    """A file, opened."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(BytesIO(data))
        self.catalog: DictionaryObject = self.reader.trailer["/Root"]  # type: ignore[assignment]
        self.artifacts: list[str] = []
        self._marks: dict[tuple[int, int], str] = {}
        for page in self.reader.pages:
            self._read(page)
        self.root = self._element(self.catalog["/StructTreeRoot"]["/K"][0].get_object())

    def _element(self, found: Any) -> Element:
        entries = {key: value for key, value in found.items() if key not in ("/K", "/P", "/NS")}
        element = Element(found["/S"][1:], entries)
        page = found.raw_get("/Pg") if "/Pg" in found else None
        kids = found.get("/K", [])
        for kid in kids:
            real = kid.get_object()
            if isinstance(real, int):
                element.kids.append(self._marks[page.idnum, real])
            elif real.get("/Type") == "/MCR":
                element.kids.append(self._marks[real.raw_get("/Pg").idnum, real["/MCID"]])
            elif real.get("/Type") == "/OBJR":
                element.objects.append(real["/Obj"])
            else:
                assert isinstance(kid, IndirectObject)
                element.kids.append(self._element(real))
        return element

    def _read(self, page: Any) -> None:
        """Notes what each marked piece of a page says."""
        number = page.indirect_reference.idnum
        fonts = page["/Resources"].get("/Font", {})
        said: dict[str, dict[int, str]] = {}
        widths: dict[str, int] = {}
        for name, font in fonts.items():
            pairs = _PAIR.findall(font["/ToUnicode"].get_data())
            # The first pair is the range of all codes.
            said[name] = {int(c, 16): bytes.fromhex(u.decode()).decode("utf-16-be")
                          for c, u in pairs[1:]}  # fmt: skip
            widths[name] = len(pairs[0][0]) // 2
        owners: list[int | None] = []
        actual: list[str | None] = []
        font = ""
        for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
            if operator == b"BDC":
                tag, properties = operands
                owner = owners[-1] if owners else None
                if "/MCID" in properties:
                    owner = properties["/MCID"]
                    self._marks[number, owner] = ""
                elif tag == "/Artifact":
                    owner = None
                    self.artifacts.append("")
                owners.append(owner)
                text = properties.get("/ActualText")
                if text is not None:
                    self._say(number, owner, text)
                actual.append(text)
            elif operator == b"EMC":
                owners.pop()
                actual.pop()
            elif operator == b"Tf":
                font = operands[0]
            elif operator == b"TJ" and not any(one is not None for one in actual):
                for shown in operands[0]:
                    if not isinstance(shown, int | float):
                        data = shown.original_bytes
                        size = widths[font]
                        codes = (data[i : i + size] for i in range(0, len(data), size))
                        text = "".join(said[font][int.from_bytes(code, "big")] for code in codes)
                        self._say(number, owners[-1], text)
        assert not owners

    def _say(self, page: int, owner: int | None, text: str) -> None:
        if owner is None:
            self.artifacts[-1] += text
        else:
            self._marks[page, owner] += text
