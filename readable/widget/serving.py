"""The toolbar on every page of a site in Python: one line around the application.

    application = Wsgi(application)          # Flask, Bottle, web2py
    application = Asgi(application)          # Starlette, FastAPI, Quart
    MIDDLEWARE = ["readable.widget.serving.django", …]

A page then says `<readable-toolbar for="ID"></readable-toolbar>` where the bar is to stand. The
rest is added as the page goes out, the files are served from `url`, and the links that work without
a script are answered.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from readable.widget import Choice, embed, file, read_choice

__all__ = ["Asgi", "Wsgi", "django"]

_URL = "/readable/"
_Headers = list[tuple[str, str]]
_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
# Machines disagree about these types, and a browser takes no module or font of another type.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


class Wsgi:
    """A WSGI application with the toolbar in its pages."""

    def __init__(self, application: Callable[..., Iterable[bytes]], url: str = _URL) -> None:
        self._application, self._url = application, url

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if found := _asset(path, self._url):
            start_response("200 OK", found[0])
            return [found[1]]
        choice = read_choice(environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE", ""))
        address = _address(environ.get("SCRIPT_NAME", "") + path, environ.get("QUERY_STRING", ""))
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
        headers, body = _with_toolbar(headers, body, choice, address, self._url)
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
        self._application, self._url = application, url

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        if found := _asset(scope["path"], self._url):
            await _answer(send, 200, found[0], found[1])
            return
        cookies = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
        query = scope.get("query_string", b"").decode("latin-1")
        choice = read_choice(query, cookies.decode("latin-1"))
        address = _address(scope["path"], query)
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
                headers, body = _with_toolbar(
                    start["headers"], b"".join(parts), choice, address, self._url
                )
                await _answer(send, start["status"], headers, body)

        await self._application(scope, receive, pass_on)


async def _answer(send: _Send, status: int, headers: _Headers, body: bytes) -> None:
    raw = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


def django(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A middleware of Django that puts the toolbar into its pages."""

    def answer(request: Any) -> Any:
        if found := _asset(request.path, _URL):
            from django.http import HttpResponse  # type: ignore[import-not-found]

            return HttpResponse(found[1], headers=dict(found[0]))
        response = get_response(request)
        headers = list(response.items())
        if not response.streaming and _is_page(headers):
            choice = read_choice(
                request.META.get("QUERY_STRING", ""), request.META.get("HTTP_COOKIE", "")
            )
            headers, response.content = _with_toolbar(
                headers, response.content, choice, request.get_full_path(), _URL
            )
            for name, value in headers:
                response[name] = value
        return response

    return answer


# ---- what the three have in common --------------------------------------------------------------


def _asset(path: str, url: str) -> tuple[_Headers, bytes] | None:
    if not path.startswith(url):
        return None
    name = path.removeprefix(url)
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
    ]
    return headers, content


def _address(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _is_page(headers: _Headers) -> bool:
    given = {name.lower(): value for name, value in headers}
    # What is packed already goes out as it is: put the toolbar inside of what packs.
    return given.get("content-type", "").startswith("text/html") and not given.get(
        "content-encoding"
    )


def _with_toolbar(
    headers: _Headers, body: bytes, choice: Choice, address: str, url: str
) -> tuple[_Headers, bytes]:
    kind = next(value for name, value in headers if name.lower() == "content-type")
    named = re.search(r"charset=[\"']?([\w-]+)", kind)
    encoding = named[1] if named else "utf-8"
    # What is no text in that encoding comes out as it went in.
    page = body.decode(encoding, "surrogateescape")
    sent = embed(page, choice.preferences, address, url).encode(encoding, "surrogateescape")
    given = {name.lower(): value for name, value in headers}
    kept = [pair for pair in headers if pair[0].lower() not in ("content-length", "vary", "etag")]
    varies = ", ".join(filter(None, (given.get("vary"), "Cookie")))
    added = [("Content-Length", str(len(sent))), ("Vary", varies)]
    if choice.set_cookie:
        added.append(("Set-Cookie", choice.set_cookie))
    return [*kept, *added], sent
