"""A portal with the service mounted beside its own pages, in one process.

    uvicorn --app-dir examples/service portal:portal

http://127.0.0.1:8000/ is the portal's, http://127.0.0.1:8000/large-print/ the playground.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route

from readable.service import Settings, application

PAGE = """<!doctype html>
<html lang="vi"><title>Cổng thông tin</title>
<h1>Cổng thông tin</h1>
<p><a href="large-print/">Thử cỡ chữ cho bài viết</a></p></html>
"""


async def front_page(request: Request) -> HTMLResponse:
    """The portal's own page."""
    return HTMLResponse(PAGE)


service = application(Settings(waiting=8))
portal = Starlette(
    routes=[Route("/", front_page), Mount("/large-print", service)],
    # Workers start with the portal, and end when it has answered all.
    lifespan=service.router.lifespan_context,
)
