"""The toolbar in Starlette, FastAPI or any other ASGI application: one line around it.

python examples/widget/starlette_site.py [PORT]
"""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from readable.widget.serving import Asgi

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tin %(number)d</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><readable-toolbar for="noi-dung"></readable-toolbar>
<main id="noi-dung"><p style="font-size: 13px">Quyết định 946/QĐ-UBND của tỉnh.</p></main>
<p><a href="/tin-%(next)d">Tin tiếp theo</a></p></body></html>"""


async def news(request: Request) -> HTMLResponse:
    """One of two pages."""
    number = request.path_params["number"]
    return HTMLResponse(PAGE % {"number": number, "next": 3 - number})


site = Starlette(
    routes=[Route("/tin-{number:int}", news)],
    middleware=[Middleware(Asgi)],
)

if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    print(f"http://127.0.0.1:{port}/tin-1")
    uvicorn.run(site, port=port, log_level="warning")
