"""The toolbar on every page of a site in Python: one line around the application.

    application = Wsgi(application)          # Flask, Bottle, web2py
    application = Asgi(application)          # Starlette, FastAPI, Quart
    MIDDLEWARE = ["readable.widget.serving.django", …]

A page then says `<readable-toolbar for="ID"></readable-toolbar>` where the bar is to stand. The
rest is added as the page goes out, the files are served from `url`, and the links that work without
a script are answered: by the page itself, or by `url` + "choose", which keeps the choice and leads
back.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote

from readable.addresses import folder_address
from readable.widget import Choice, embed, file, read_choice

__all__ = ["Asgi", "Visit", "Wsgi", "chosen", "django", "own_address", "visit"]

_URL = "/readable/"
_Headers = list[tuple[str, str]]
_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
# Machines disagree about these types, and a browser takes no module or font of another type.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}

# Of what the application sent; and it would answer "not modified" for a page of another size.
_UNTRUE = ("content-length", "vary", "etag", "last-modified")


class Visit(NamedTuple):
    """What a request says: what the reader chose, which page it is, where the site begins."""

    choice: Choice
    address: str
    """The page's path and query, from the root of its host."""
    prefix: str
    """What comes before every path of the site: "" or as "/portal"."""


def visit(request: Any) -> Visit:
    """The visit that a request of Django, Flask, Starlette or another framework stands for.

    Also taken: a WSGI environment, an ASGI scope. Raises `TypeError` for anything else.

    >>> visit({"PATH_INFO": "/tin", "QUERY_STRING": "id=7", "HTTP_COOKIE": "readable=scale=150"})
    Visit(choice=Choice(preferences=Preferences(scale=150, ...), set_cookie=None),
          address='/tin?id=7', prefix='')
    """
    if hasattr(request, "get_full_path"):  # Django, which decodes the path in its environment
        return _of_environment(request.META)._replace(address=request.get_full_path())
    for name in ("scope", "environ"):
        request = getattr(request, name, request)
    if isinstance(request, MutableMapping):
        if "PATH_INFO" in request:
            return _of_environment(request)
        if "path" in request:
            return _of_scope(request)
    raise TypeError(
        f"{type(request).__name__} is no request: pass that of Django, Flask or Starlette, a WSGI "
        "environment or an ASGI scope"
    )


def _of_environment(environ: MutableMapping[str, Any]) -> Visit:
    query = environ.get("QUERY_STRING", "")
    prefix = environ.get("SCRIPT_NAME", "")
    # PEP 3333: the bytes of a path stand there as the letters of Latin-1.
    path = (prefix + environ["PATH_INFO"]).encode("latin-1", "replace")
    return Visit(read_choice(query, environ.get("HTTP_COOKIE", "")), _address(path, query), prefix)


def _of_scope(scope: _Scope) -> Visit:
    query = scope.get("query_string", b"").decode("latin-1")
    cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    choice = read_choice(query, cookies.decode("latin-1"))
    return Visit(choice, _address(scope["path"].encode(), query), scope.get("root_path", ""))


def _address(path: bytes, query: str) -> str:
    # A path that begins with two slashes would be the address of another host.
    quoted = re.sub("^/{2,}", lambda slashes: "/" + "%2F" * (len(slashes[0]) - 1), quote(path))
    return f"{quoted}?{query}" if query else quoted


_OF_THIS_HOST = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def own_address(address: str) -> str:
    """An address of this host as it may stand in a `Location` header; for any other, "/".

    >>> own_address("/tin-tức?id=7"), own_address("//xấu.example/"), own_address("/\\\\xấu.example")
    ('/tin-t%E1%BB%A9c?id=7', '/', '/')
    """
    return quote(address, safe="/%?&=+:;,@!$'()*~#[]") if _OF_THIS_HOST.fullmatch(address) else "/"


def chosen(query: str) -> _Headers:
    """The headers of a 303 that keeps the choice in a query and leads to its `next`.

    >>> chosen("readable=scale%3D150&next=/tin")[0]
    ('Location', '/tin')
    """
    asked = dict(parse_qsl(query[:4096]))
    choice = read_choice(query, "")
    cookie = [("Set-Cookie", choice.set_cookie)] if choice.set_cookie else []
    return [
        ("Location", own_address(asked.get("next", "/"))),
        ("Cache-Control", "no-store"),
        ("Content-Length", "0"),
        *cookie,
    ]


class Wsgi:
    """A WSGI application with the toolbar in its pages."""

    def __init__(self, application: Callable[..., Iterable[bytes]], url: str = _URL) -> None:
        self._application, self._url = application, folder_address(url)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        environ.setdefault("PATH_INFO", "")
        if own := _own(environ["PATH_INFO"], environ.get("QUERY_STRING", ""), self._url):
            start_response(f"{own.status} {own.status.phrase}", own.headers)
            return [own.body]
        started: list[Any] = []

        def start(status: str, headers: _Headers, exc_info: Any = None) -> Callable[..., Any]:
            started[:] = [status, headers, exc_info]
            return lambda data: early.append(data)

        early: list[bytes] = []
        answer = self._application(environ, start)
        first = next(iter_ := iter(answer), b"")
        status, headers, exc_info = started
        if not _is_page(headers):
            start_response(status, headers, exc_info)
            return _rest((*early, first), iter_, answer)
        body = b"".join((*early, *_rest((first,), iter_, answer)))
        headers, body = _with_toolbar(headers, body, visit(environ), self._url)
        start_response(status, headers, exc_info)
        return [body]


def _rest(first: Iterable[bytes], others: Iterable[bytes], answer: Any) -> Iterable[bytes]:
    try:
        yield from first
        yield from others
    finally:
        if hasattr(answer, "close"):
            answer.close()


class Asgi:
    """An ASGI application with the toolbar in its pages."""

    def __init__(self, application: Callable[..., Awaitable[None]], url: str = _URL) -> None:
        self._application, self._url = application, folder_address(url)

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if own := _own(path, scope.get("query_string", b"").decode("latin-1"), self._url):
            await _answer(send, *own)
            return
        start: MutableMapping[str, Any] = {}
        parts: list[bytes] = []

        async def pass_on(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    (n.decode("latin-1"), v.decode("latin-1")) for n, v in message["headers"]
                ]
                if _is_page(headers):
                    start.update(message, headers=headers)
                    return
            if not start or message["type"] != "http.response.body":
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                page = b"".join(parts)
                headers, body = _with_toolbar(start["headers"], page, visit(scope), self._url)
                await _answer(send, start["status"], headers, body)

        await self._application(scope, receive, pass_on)


async def _answer(send: _Send, status: int, headers: _Headers, body: bytes) -> None:
    raw = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def django(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A middleware of Django that puts the toolbar into its pages."""
    from asgiref.sync import iscoroutinefunction

    if iscoroutinefunction(get_response):

        async def answer_later(request: Any) -> Any:
            return _own_of_django(request) or _in_django(request, await get_response(request))

        return answer_later

    def answer(request: Any) -> Any:
        return _own_of_django(request) or _in_django(request, get_response(request))

    return answer


django.async_capable = True  # type: ignore[attr-defined]


def _own_of_django(request: Any) -> Any:
    own = _own(request.path_info, request.META.get("QUERY_STRING", ""), _URL)
    if not own:
        return None
    from django.http import HttpResponse

    return HttpResponse(own.body, status=own.status, headers=dict(own.headers))


def _in_django(request: Any, response: Any) -> Any:
    headers = list(response.items())
    if not response.streaming and _is_page(headers):
        headers, response.content = _with_toolbar(headers, response.content, visit(request), _URL)
        for name in _UNTRUE:
            del response[name]
        for name, value in headers:
            response[name] = value
    return response


# ---- what the three have in common --------------------------------------------------------------


class _Own(NamedTuple):
    status: HTTPStatus
    headers: _Headers
    body: bytes


def _own(path: str, query: str, url: str) -> _Own | None:
    """What the toolbar itself answers: its files, and what keeps a choice."""
    if not path.startswith(url):
        return None
    name = path.removeprefix(url)
    if name == "choose":
        return _Own(HTTPStatus.SEE_OTHER, chosen(query), b"")
    try:
        content = file(name)
    except KeyError:
        return None
    suffix = name[name.rindex(".") :]
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "max-age=3600"),
        # A page in a sandboxed frame is of no site.
        ("Access-Control-Allow-Origin", "*"),
    ]
    return _Own(HTTPStatus.OK, headers, content)


def _is_page(headers: _Headers) -> bool:
    given = {name.lower(): value for name, value in headers}
    # What is packed already goes out as it is: put the toolbar inside of what packs.
    return given.get("content-type", "").startswith("text/html") and not given.get(
        "content-encoding"
    )


def _encoded(page: str, encoding: str) -> bytes:
    """A page's bytes; letters that the encoding lacks, as those of the toolbar, by their number."""

    def written(part: re.Match[str]) -> str:
        return part[0].encode(encoding, "xmlcharrefreplace").decode(encoding)

    return re.sub("[^\0-\x7f\udc80-\udcff]+", written, page).encode(encoding, "surrogateescape")


def _with_toolbar(headers: _Headers, body: bytes, visit: Visit, url: str) -> tuple[_Headers, bytes]:
    kind = next(value for name, value in headers if name.lower() == "content-type")
    named = re.search(r"charset=[\"']?([\w-]+)", kind)
    encoding = named[1] if named else "utf-8"
    choice, address, prefix = visit
    try:
        # What is no text in that encoding comes out as it went in.
        page = body.decode(encoding, "surrogateescape")
        packed = _encoded(embed(page, choice.preferences, address, prefix + url), encoding)
    except (LookupError, UnicodeError):
        return headers, body  # of an encoding that nobody knows, or where "<" is another byte
    given = {name.lower(): value for name, value in headers}
    kept = [pair for pair in headers if pair[0].lower() not in _UNTRUE]
    varies = ", ".join(filter(None, (given.get("vary"), "Cookie")))
    added = [("Content-Length", str(len(packed))), ("Vary", varies)]
    if choice.set_cookie:
        added.append(("Set-Cookie", choice.set_cookie))
    return [*kept, *added], packed
