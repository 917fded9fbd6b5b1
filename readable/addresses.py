"""What the address of a picture or a link may mean. Nothing here goes to the network."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote, unquote_to_bytes

from readable.errors import ImageRefused, WrongUse
from readable.patterns import pattern

__all__ = [
    "check_base_url",
    "data_uri",
    "folder_address",
    "folder_of_base",
    "from_folder",
    "is_network",
    "is_safe_link",
    "local_file",
    "path_within",
    "spellings",
]

# As the URL standard reads an address (https://url.spec.whatwg.org/#concept-basic-url-parser):
# control characters and spaces around it, and tabs and line ends in it, do not count, and where
# the scheme is one of the web's a backslash is a slash.
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_TABS_AND_LINE_ENDS = str.maketrans("", "", "\t\n\r")
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_PAGE = pattern(r"https?://[^\s/?#\[\]:@]+", re.IGNORECASE)
_HOST = pattern(r"(?:https?:)?//[^/]*", re.IGNORECASE)
_AFTER_PATH = pattern(r"[?#]")
_AFTER_FIRST_PART = pattern(r"[/?#\\]")
_SAFE_LINK_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})

_LARGEST_DATA_URI = 16 * 1024 * 1024


def _cleaned(address: str) -> str:
    return address.strip(_CONTROLS_AND_SPACE).translate(_TABS_AND_LINE_ENDS)


def _scheme(cleaned: str) -> str:
    found = _SCHEME.match(cleaned)
    return found[0].lower() if found else ""


def folder_address(address: str) -> str:
    """A folder's address, with the slash that those of its files go on from; "" is the page's own.

    >>> folder_address("/static/readable"), folder_address("")
    ('/static/readable/', '')
    """
    return address if not address or address.endswith("/") else f"{address}/"


def check_base_url(address: str) -> None:
    """Raises `WrongUse` for what cannot be the address of a page."""
    if not _PAGE.match(address.strip()):
        raise WrongUse(f"{address!r} is not the address of a page", hint="pass one with https://")


def is_network(address: str) -> bool:
    """Whether a browser would ask another machine for it, wherever the page is.

    >>> is_network("//portal.example/anh.png"), is_network("images/anh.png")
    (True, False)
    """
    cleaned = _cleaned(address)
    return _scheme(cleaned) in ("http", "https") or cleaned.replace("\\", "/").startswith("//")


def is_safe_link(address: str) -> bool:
    """Whether following a link can neither run a program nor show a document it carries itself.

    A relative address has no colon in its first part (RFC 3986, section 4.2): one that has hides
    a scheme from browsers, and not from what may read it later.

    >>> is_safe_link("tin.aspx?ItemID=1"), is_safe_link(" java\\nscript:alert(1)")
    (True, False)
    """
    cleaned = _cleaned(address)
    scheme = _scheme(cleaned)
    if not scheme and ":" in cleaned and ":" in _AFTER_FIRST_PART.split(cleaned, maxsplit=1)[0]:
        return False
    return scheme in _SAFE_LINK_SCHEMES


def from_folder(src: str, folder: str) -> str:
    """The address that a file in a folder means by `src`; `folder` is "" or ends in a slash.

    Where a browser would begin anew, at the root of the site or elsewhere, it stays as it is.

    >>> from_folder("../css/a.css", "tin/"), from_folder("/css/a.css", "tin/")
    ('tin/../css/a.css', '/css/a.css')
    """
    cleaned = _cleaned(src)
    if not cleaned or cleaned[0] in "/\\#" or _scheme(cleaned):
        return src
    return folder + cleaned


def folder_of_base(href: str, folder: str, is_site: bool = False) -> str:
    """The folder that a page's addresses are from: its own, or what `<base href>` has in its place.

    Where all of a site is at hand, its host is left out.

    >>> folder_of_base("../", "tin/"), folder_of_base("https://portal.example/tin/a.html", "")
    ('tin/../', 'https://portal.example/tin/')
    """
    if _scheme(_cleaned(href)) not in ("", "http", "https"):
        return folder
    address = _AFTER_PATH.split(from_folder(href, folder), maxsplit=1)[0] or folder
    host = _HOST.match(address)
    origin, path = (host[0], address[host.end() :] or "/") if host else ("", address)
    return ("" if is_site else origin) + path[: path.rfind("/") + 1]


def local_file(src: str, base: str | Path | None) -> Path:
    """The file that a picture's address means, which is always one inside the folder `base`.

    The address is read as a browser reads it: percent-encoding is decoded, a query and a fragment
    are passed over. The file is found also where its name is composed and the address is not, or
    the other way. Raises `ImageRefused` for an address of the network or with a scheme of its own,
    for an absolute one, for one that leaves the folder (`../`, or a link of the file system that
    points out), and for what is not a file.

    >>> local_file("../secret.png", Path("."))
    Traceback (most recent call last):
    ...
    readable.errors.ImageRefused: the picture is outside the article's folder: put it inside
    """
    path = _path_of(src)
    if base is None:
        raise ImageRefused(
            "the picture is a file, and no folder was given to find it in",
            hint="pass the article's folder as base",
        )
    try:
        folder = Path(base).resolve(strict=True)
        for written in spellings(path):
            # A path that is absolute once decoded takes the place of the folder: it is outside too.
            found = (folder / written).resolve()
            is_file = found.is_file()
            if is_file:
                break
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links, a name that is too long, a byte that no name holds.
        raise ImageRefused(
            "the picture's address names no file", hint="check the name of the file"
        ) from error
    if folder not in found.parents:
        raise _outside()
    if not is_file:
        raise ImageRefused("there is no such picture", hint="put the file beside the article")
    return found


def spellings(name: str) -> tuple[str, ...]:
    """A file's name as it is written, and with its accents composed and not.

    Systems of Apple write names in one way, pages made on others in the other.
    """
    return name, normalize("NFC", name), normalize("NFD", name)


def path_within(src: str) -> str:
    """The path that a picture's address means, from the article's folder, where no files are.

    As in an archive. Raises `ImageRefused` for what `local_file` does not look for either.

    >>> path_within("./anh/n%C3%BAi.png?w=200")
    'anh/núi.png'
    """
    path = normpath(_path_of(src))
    if path.startswith(("/", "../")) or path in (".", ".."):
        raise _outside()
    return path


def _path_of(src: str) -> str:
    """The path in a relative address, decoded."""
    cleaned = _cleaned(src)
    if is_network(src):
        raise ImageRefused(
            "the picture is on the network", hint="download it and name the file in its place"
        )
    if scheme := _scheme(cleaned):
        raise ImageRefused(
            f"the picture has an address of the kind {scheme[:20]}:",
            hint="name a file beside the article",
        )
    path = re.split("[?#]", cleaned.replace("\\", "/"), maxsplit=1)[0]
    if not path:
        raise ImageRefused("the picture has no address", hint="name a file beside the article")
    try:
        return unquote(path, errors="strict")
    except ValueError as error:
        raise ImageRefused(
            "the picture's address names no file", hint="check the name of the file"
        ) from error


def _outside() -> ImageRefused:
    return ImageRefused("the picture is outside the article's folder", hint="put it inside")


def data_uri(src: str) -> bytes:
    """What a `data:` address (RFC 2397) carries, at most 16 MB. Its media type is not looked at.

    Raises `ImageRefused` when it is no such address, too large, or its Base64 is broken.

    >>> data_uri("data:image/gif;base64,R0lG")
    b'GIF'
    """
    cleaned = _cleaned(src)
    head, comma, body = cleaned.partition(",")
    if _scheme(head) != "data" or not comma:
        raise ImageRefused(
            "the picture's address is not a data: address", hint="write data:image/png;base64,..."
        )
    # Base64 is a third longer than what it stands for; percent-encoding up to three times.
    if len(body) > 3 * _LARGEST_DATA_URI:
        raise _too_large()
    data = unquote_to_bytes(body)
    if head.replace(" ", "").lower().endswith(";base64"):
        try:
            digits = b"".join(data.split()).rstrip(b"=")
            data = b64decode(digits + b"=" * (-len(digits) % 4), validate=True)
        except NotBase64 as error:
            raise ImageRefused(
                "the picture in the address is damaged", hint="encode the file again"
            ) from error
    if len(data) > _LARGEST_DATA_URI:
        raise _too_large()
    return data


def _too_large() -> ImageRefused:
    return ImageRefused(
        "the picture in the address is larger than 16 MB", hint="name a file in its place"
    )
