"""The toolbar on a site in Python: one line around the application, one element in the page.

    python examples/widget/sites.py

`wsgi`, `asgi`, `django` and `jinja` are each the whole of what a developer adds.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from readable.preferences import Preferences
from readable.widget import head_tags, root_attributes, toolbar
from readable.widget.serving import Asgi, Wsgi

# A page of the portal's: its own markup, and the element.
PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tin tức</title></head>
<body><readable-toolbar for="noi-dung"></readable-toolbar>
<div id="noi-dung"><p style="font-size:13px">Quyết định 946/QĐ-UBND của tỉnh.</p></div>
</body></html>"""


def _portal(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [PAGE.encode()]


async def _portal_in_asgi(
    scope: Any, receive: Any, send: Callable[[dict[str, Any]], Awaitable[None]]
) -> None:
    headers = [(b"content-type", b"text/html; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE.encode()})


# Flask: application.wsgi_app = Wsgi(application.wsgi_app)
wsgi = Wsgi(_portal)

# Starlette and FastAPI: application.add_middleware(Asgi)
asgi = Asgi(_portal_in_asgi)

# Django, in settings.py
django = {"MIDDLEWARE": ["readable.widget.serving.django"]}


def jinja(preferences: Preferences, address: str) -> dict[str, Any]:
    """What a template of Jinja2 is given, where no middleware is wanted.

    <html {{ readable.root|xmlattr }}> … {{ readable.head }} … {{ readable.bar }}
    """
    return {
        "root": root_attributes(preferences),
        "head": head_tags(),
        "bar": toolbar("noi-dung", preferences, address=address),
    }


if __name__ == "__main__":
    print(f"http://127.0.0.1:8000/ ({Path(__file__).name})")
    make_server("127.0.0.1", 8000, wsgi).serve_forever()
