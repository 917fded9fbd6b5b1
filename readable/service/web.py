"""The ASGI application."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from email.message import Message
from time import perf_counter
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from readable.preferences import SCHEMA
from readable.service import assets
from readable.service.asking import ENDPOINTS, Asked, Endpoint, read_body
from readable.service.crew import Crew
from readable.service.metrics import Metrics
from readable.service.openapi import document
from readable.service.pages import docs_page, playground
from readable.service.problems import Problem, language_of
from readable.service.results import Results
from readable.service.settings import Settings
from readable.service.work import Answer

__all__ = ["application"]

_TYPES = ("application/json", "text/html")
_SMALL = 64 << 10
# What scripts of other sites may send, where their site is named.
_METHODS = ("GET", "POST")
_HEADERS = ("Authorization", "Content-Type", "If-None-Match")
_PATHS = (*(one.path for one in ENDPOINTS.values()), "/v1/preferences", "/", "/docs")
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # What comes out is the article's: shown by itself it is a page of no origin, and runs nothing.
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:",
}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types readable"
)


def application(settings: Settings | None = None) -> Starlette:
    """The application, to be run by itself or mounted beside others.

    It starts its workers with its lifespan or, mounted, with its first render; what it is mounted
    in has to hand its lifespan on (`application.router.lifespan_context`) for them to be ended.

    >>> [route.path for route in application().routes][:2]
    ['/v1/html', '/v1/images']
    """
    service = _Service(settings or Settings())
    return Starlette(
        routes=service.routes(),
        lifespan=service.lifespan,
        middleware=service.middleware(),
        exception_handlers={
            Problem: service.tell,
            HTTPException: service.tell_http,
            ClientDisconnect: service.tell_nobody,
            Exception: service.tell_fault,
        },
    )


class _Service:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.crew = Crew(settings, self.metrics)
        self.results = Results(settings, self.metrics, self.crew)
        self._held = 0

    @asynccontextmanager
    async def lifespan(self, _: Any) -> AsyncIterator[dict[str, Any]]:
        await self.crew.start()
        try:
            # For the server, which keeps the clocks of heads and refuses what is none.
            yield {
                "patience_seconds": self.settings.patience_seconds,
                "told": self.told,
                "crowded": self.crowded,
            }
        finally:
            await self.crew.stop()

    def routes(self) -> list[Route]:
        asking = [
            Route(one.path, self._asks(one), methods=["POST"], name=one.name)
            for one in ENDPOINTS.values()
        ]
        return [
            *asking,
            Route("/v1/images/{key:str}/{number:str}", self.image_page),
            Route("/v1/preferences", self.preferences),
            Route("/widget/{path:path}", self.widget),
            Route("/health", self.health),
            Route("/ready", self.ready),
            Route("/metrics", self.show_metrics),
            Route("/openapi.json", self.openapi),
            Route("/docs", self.docs),
            Route("/", self.playground),
        ]

    def middleware(self) -> list[Middleware]:
        chosen = [Middleware(_Measured, self.metrics)]
        if self.settings.origins:
            chosen.append(
                Middleware(
                    _Cors,
                    told=self.told,
                    allow_origins=self.settings.origins,
                    allow_methods=_METHODS,
                    allow_headers=_HEADERS,
                    expose_headers=[
                        "ETag",
                        "Retry-After",
                        "Readable-Pages",
                        "Readable-Alternative",
                        "Readable-Findings",
                    ],
                )
            )
        return chosen

    # ---- articles ----

    def _asks(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            self._check_token(request)
            asked = await self._asked(request, endpoint)
            tag = f'"{asked.key}"'
            # RFC 9110, 13.1.2: 304 is for GET and HEAD alone.
            if tag in _tags(request):
                raise Problem("unchanged")
            answer = await self.results.kept(asked.key)
            if answer is None:
                answer = await _while_there(request, self.results.made(asked))
            return _answered(answer, tag)

        return answer

    async def _asked(self, request: Request, endpoint: Endpoint) -> Asked:
        kind = Message()
        kind["Content-Type"] = request.headers.get("content-type", "")
        if kind.get_content_type() not in _TYPES or "content-type" not in request.headers:
            raise Problem("kind", expected=" / ".join(_TYPES))
        coding = request.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip"):
            raise Problem("kind", expected="Content-Encoding: gzip / identity")
        charset = kind.get_content_charset()
        language = language_of(request.headers.get("accept-language", ""))
        most = self.settings.body_mb << 20

        def read(body: bytes) -> Asked:
            body = _unpacked(body, most) if coding == "gzip" else body
            media_type = kind.get_content_type()
            return read_body(endpoint, body, media_type, charset, request.url.query, language)

        async with self._body(request) as body:
            if len(body) <= _SMALL and coding == "identity":
                return read(body)
            return await asyncio.to_thread(read, body)

    @asynccontextmanager
    async def _body(self, request: Request) -> AsyncIterator[bytes]:
        """The whole body, held within what all bodies may take. Raises `Problem`."""
        most = self.settings.body_mb << 20
        length = request.headers.get("content-length", "0")
        if length.isdigit() and int(length) > most:
            raise Problem("body", megabytes=self.settings.body_mb)
        parts = bytearray()
        try:
            try:
                async with asyncio.timeout(self.settings.patience_seconds):
                    async for part in request.stream():
                        self._hold(len(part))
                        parts += part
                        if len(parts) > most:
                            raise Problem("body", megabytes=self.settings.body_mb)
            except TimeoutError as error:
                raise Problem("slow", seconds=f"{self.settings.patience_seconds:g}") from error
            yield bytes(parts)
        finally:
            self._held -= len(parts)

    def _hold(self, length: int) -> None:
        if self._held + length > self.settings.bodies_mb << 20:
            raise Problem("busy", seconds=1)
        self._held += length

    async def image_page(self, request: Request) -> Response:
        self._check_token(request)
        key, number = request.path_params["key"], request.path_params["number"]
        if not re.fullmatch("[0-9a-f]{40}", key) or not re.fullmatch("[1-9][0-9]{0,3}", number):
            raise Problem("not-found")
        tag = f'"{key}-{number}"'
        if tag in _tags(request):
            return Response(status_code=304, headers={"ETag": tag})
        answer = await self.results.kept(f"{key}-{number}")
        if answer is None:
            raise Problem("gone")
        return _answered(answer, tag, "private, max-age=31536000, immutable")

    def _check_token(self, request: Request) -> None:
        if self.settings.token is None:
            return
        given = request.headers.get("authorization", "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, f"Bearer {self.settings.token}".encode()):
            raise Problem("token")

    # ---- files ----

    async def preferences(self, request: Request) -> Response:
        self._check_token(request)
        told = json.dumps(SCHEMA, ensure_ascii=False).encode()
        tag = f'"{zlib.crc32(told):08x}"'
        if tag in _tags(request):
            return Response(status_code=304, headers={"ETag": tag})
        return _answered(Answer("application/json", told), tag)

    async def widget(self, request: Request) -> Response:
        path = request.path_params["path"]
        folder, _, name = path.partition("/")
        asset = assets.assets().get(name if folder == assets.version() else path)
        if asset is None:
            raise Problem("not-found")
        if folder != assets.version():
            # Of no version: the address of the one there is.
            place = f"{request.scope.get('root_path', '')}/widget/{assets.version()}/{path}"
            return Response(
                status_code=302, headers={"Location": place, "Cache-Control": "no-cache"}
            )
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "ETag": f'"{assets.version()}"',
            "Vary": "Accept-Encoding",
            # Fonts and modules of another host are loaded with CORS; nothing here is secret.
            "Access-Control-Allow-Origin": "*",
            **_SAFE,
        }
        if headers["ETag"] in _tags(request):
            return Response(status_code=304, headers=headers)
        content = asset.content
        takes = request.headers.get("accept-encoding", "")
        if asset.packed is not None and re.search(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", takes):
            content = asset.packed
            headers["Content-Encoding"] = "gzip"
            headers["ETag"] = f'"{assets.version()}-gzip"'
        return Response(content, headers={**headers, "Content-Type": asset.media_type})

    # ---- for those who run it ----

    async def health(self, _: Request) -> Response:
        return Response("ok\n", media_type="text/plain", headers=_SAFE)

    async def ready(self, _: Request) -> Response:
        await self.crew.start()
        if (problem := self.crew.refusal()) is not None:
            raise problem
        return Response("ready\n", media_type="text/plain", headers=_SAFE)

    async def show_metrics(self, request: Request) -> Response:
        self._check_token(request)
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return Response(self.metrics.text(), headers={**_SAFE, "Content-Type": kind})

    # ---- for those who look at it ----

    async def openapi(self, _: Request) -> Response:
        told = json.dumps(document(), ensure_ascii=False)
        return Response(told, media_type="application/json", headers=_SAFE)

    async def docs(self, request: Request) -> Response:
        return _page(docs_page(_language(request)))

    async def playground(self, request: Request) -> Response:
        asks = self.settings.token is not None
        return _page(playground(_language(request), assets.example(), asks))

    # ---- what went wrong ----

    async def tell(self, request: Request, problem: Exception) -> Response:
        assert isinstance(problem, Problem)
        response = self.told(problem, language_of(request.headers.get("accept-language", "")))
        # Who asked whether to send the body may do so or not, whatever the answer: where the next
        # request begins is not to be told (RFC 9110, 10.1.1).
        if problem.kind == "slow" or "expect" in request.headers:
            response.headers["Connection"] = "close"
        return response

    def told(self, problem: Problem, language: str) -> Response:
        """The answer that tells a problem, counted."""
        self.metrics.count("readable_problems_total", kind=problem.kind)
        headers = {
            **_SAFE,
            "Content-Type": "application/problem+json",
            "Content-Language": language,
            "Cache-Control": "no-store",
            "Vary": "Accept-Language",
        }
        if problem.status == 503:
            headers["Retry-After"] = str(problem.known["seconds"])
        if problem.kind == "token":
            headers["WWW-Authenticate"] = "Bearer"
        told = json.dumps(problem.told(language), ensure_ascii=False)
        body = told.encode("utf-8", "backslashreplace")
        return Response(body, status_code=problem.status, headers=headers)

    async def tell_http(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        kinds = {404: Problem("not-found"), 405: Problem("method")}
        problem = kinds.get(error.status_code, Problem("malformed", name="HTTP"))
        response = await self.tell(request, problem)
        for name, value in (error.headers or {}).items():
            response.headers[name] = value
        return response

    async def crowded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application for a connection too many."""
        response = await self.tell(Request(scope), Problem("busy", seconds=1))
        response.headers["Connection"] = "close"
        await response(scope, receive, send)

    async def tell_nobody(self, _: Request, __: Exception) -> Response:
        return Response(status_code=400)

    async def tell_fault(self, request: Request, _: Exception) -> Response:
        return await self.tell(request, Problem("fault"))


class _Cors(CORSMiddleware):
    """Asked beforehand for what is not allowed, it answers as all of the service does."""

    def __init__(self, *args: Any, told: Callable[[Problem, str], Response], **named: Any) -> None:
        super().__init__(*args, **named)
        self._told = told

    def preflight_response(self, request_headers: Headers) -> Response:
        response = super().preflight_response(request_headers)
        if response.status_code < 400:
            return response
        problem = Problem("origin", allowed=", ".join((*_METHODS, *_HEADERS)))
        told = self._told(problem, language_of(request_headers.get("accept-language", "")))
        told.headers.add_vary_header("Origin")
        return told


async def _while_there(request: Request, coming: Coroutine[Any, Any, Answer]) -> Answer:
    """What is coming. Raises `ClientDisconnect` when the client goes before it is there."""
    answer = asyncio.create_task(coming)
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        raise ClientDisconnect
    finally:
        answer.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    """Returns when the client is gone; its body has been received."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _unpacked(body: bytes, most: int) -> bytes:
    """What a body in gzip holds. Raises `Problem` for more than a body may be."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise Problem("malformed", name="gzip") from error
    if len(found) > most:
        raise Problem("body", megabytes=most >> 20)
    if not unpacker.eof or unpacker.unused_data:
        raise Problem("malformed", name="gzip")
    return found


def _tags(request: Request) -> set[str]:
    """The tags that a request knows; weak ones count as what they are of (RFC 9110, 13.1.2)."""
    return set(re.findall(r'"[^"]*"', request.headers.get("if-none-match", "")))


def _answered(answer: Answer, tag: str, caching: str = "no-cache") -> Response:
    is_text = answer.media_type.startswith("text/")
    kind = answer.media_type + ("; charset=utf-8" if is_text else "")
    headers = {
        **_SAFE,
        **answer.headers,
        "ETag": tag,
        "Cache-Control": caching,
        "Content-Type": kind,
    }
    return Response(answer.body, headers=headers)


def _page(html: str) -> Response:
    headers = {
        **_SAFE,
        "Content-Security-Policy": _PAGE_POLICY,
        "Vary": "Accept-Language",
        "Cache-Control": "no-cache",
    }
    return Response(html, media_type="text/html", headers=headers)


def _language(request: Request) -> str:
    asked = request.query_params.get("lang", "")
    return (
        asked if asked in ("vi", "en") else language_of(request.headers.get("accept-language", ""))
    )


class _Measured:
    """Counts requests and their time."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        status = "closed"

        async def pass_on(message: AsgiMessage) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self._app(scope, receive, pass_on)
        finally:
            endpoint = _endpoint(scope)
            method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
            labels = {"endpoint": endpoint, "method": method, "status": status}
            self._metrics.count("readable_requests_total", **labels)
            seconds = perf_counter() - began
            self._metrics.observe("readable_request_seconds", seconds, endpoint=endpoint)


def _endpoint(scope: Scope) -> str:
    """The address without what differs, so that there are only so many."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if path in _PATHS:
        return str(path)
    folders = ("/v1/images/", "/widget/")
    return next((one for one in folders if path.startswith(one)), "other")
