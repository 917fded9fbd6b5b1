"""What a file says of itself as an XMP packet: IPTC's text alternatives, PDF/UA."""

from __future__ import annotations

__all__ = ["alternative_in", "alternative_of", "document_packet", "page_label", "xmp_packet"]

_X = "adobe:ns:meta/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_DC = "http://purl.org/dc/elements/1.1/"
_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_PDFD = "http://pdfa.org/declarations/"

# IPTC Photo Metadata Standard 2021.1: Alt Text (Accessibility) is at most 250 characters.
_LONGEST_ALTERNATIVE = 250


def alternative_of(title: str | None, number: int, count: int, lang: str) -> str:
    """The short alternative of a page's picture: what it is, in at most 250 characters.

    >>> alternative_of("Hội nghị tỉnh Bắc Kạn", 2, 5, "vi")
    'Hội nghị tỉnh Bắc Kạn (trang 2/5)'
    """
    name = title or ("Article" if _is_english(lang) else "Bài viết")
    page = f" ({page_label(number, count, lang).lower()})" if count > 1 else ""
    room = _LONGEST_ALTERNATIVE - len(page)
    if len(name) > room:
        name = name[: room - 1].rstrip() + "…"
    return name + page


def page_label(number: int, count: int, lang: str) -> str:
    """What a page is called.

    >>> page_label(2, 5, "vi")
    'Trang 2/5'
    """
    return f"{'Page' if _is_english(lang) else 'Trang'} {number}/{count}"


def _is_english(lang: str) -> bool:
    return lang.lower().split("-")[0] == "en"


def xmp_packet(alternative: str, description: str, title: str, lang: str) -> str:
    """An XMP packet with AltTextAccessibility and ExtDescrAccessibility.

    Both, and the title, stand as x-default and in the article's language. Text comes back from
    an XML reader as it went in, character by character.
    """
    fields = (
        ("dc:title", title),
        ("Iptc4xmpCore:AltTextAccessibility", alternative),
        ("Iptc4xmpCore:ExtDescrAccessibility", description),
    )
    parts = [_choices(name, text, lang) for name, text in fields]
    return _PACKET % (_IPTC_PREFIX, "".join(parts))


_ALTERNATIVES = (f"{{{_IPTC}}}AltTextAccessibility", f"{{{_DC}}}description")


def alternative_in(packet: bytes, lang: str) -> str:
    """The text alternative that a picture's XMP packet tells in a language; "" without one.

    IPTC's Alt Text (Accessibility) comes before Dublin Core's description. Of several languages
    the one asked for, then x-default, then the first.
    """
    from xml.etree import ElementTree  # which images do not need

    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError:
        return ""
    for name in _ALTERNATIVES:
        choices = {
            one.get("{http://www.w3.org/XML/1998/namespace}lang", ""): (one.text or "").strip()
            for field in root.iter(name)
            for one in field.iter(f"{{{_RDF}}}li")
        }
        wanted = next(
            (one for one in (lang, lang.split("-")[0], "x-default") if one in choices), ""
        )
        told = choices.get(wanted) or next(iter(choices.values()), "")
        if told:
            return told
    return ""


def document_packet(title: str, author: str | None, lang: str, part: int) -> str:
    """The XMP packet of a PDF file that says it follows that part of PDF/UA, 1 or 2.

    A file of PDF/UA-2 says that it is Well-Tagged PDF 1.0 too.
    """
    parts = [_choices("dc:title", title, lang), f"<pdfuaid:part>{part}</pdfuaid:part>"]
    if part == 2:
        # ISO 14289-2, 5: the year of the standard. Well-Tagged PDF 1.0, 6.1.2 and 6.1.3.
        levels = "".join(
            f'<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>{_PDFD}wtpdf#{level}1.0'
            "</pdfd:conformsTo></rdf:li>"
            for level in ("accessibility", "reuse")
        )
        parts.append("<pdfuaid:rev>2024</pdfuaid:rev>")
        parts.append(f"<pdfd:declarations><rdf:Bag>{levels}</rdf:Bag></pdfd:declarations>")
    for name, kind, text in (("dc:creator", "Seq", author), ("dc:language", "Bag", lang)):
        if text:
            entry = f"<rdf:li>{_escaped(text)}</rdf:li>"
            parts.append(f"<{name}><rdf:{kind}>{entry}</rdf:{kind}></{name}>")
    return _PACKET % (_PDF_PREFIXES, "".join(parts))


def _choices(name: str, text: str, lang: str) -> str:
    """A text in the article's language, and for who has asked for none."""
    told = _escaped(text)
    languages = dict.fromkeys(("x-default", _escaped(lang)))
    choices = [f'<rdf:li xml:lang="{language}">{told}</rdf:li>' for language in languages]
    return f"<{name}><rdf:Alt>{''.join(choices)}</rdf:Alt></{name}>"


_IPTC_PREFIX = f'xmlns:Iptc4xmpCore="{_IPTC}"'
_PDF_PREFIXES = f'xmlns:pdfuaid="{_PDFUA}" xmlns:pdfd="{_PDFD}"'

# XMP 1, 7.3.2: the wrapper by which a program finds the packet in a file it cannot read.
_PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="{_X}" xmlns:rdf="{_RDF}" xmlns:dc="{_DC}" %s>'
    '<rdf:RDF><rdf:Description rdf:about="">%s</rdf:Description></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="r"?>'
)


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A reader of XML makes a line feed of a carriage return that is not escaped.
    return text.replace('"', "&quot;").replace("\r", "&#13;")
