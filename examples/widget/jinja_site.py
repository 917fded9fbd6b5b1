"""The toolbar in templates of Jinja2, without a framework: an extension writes the bar.

python examples/widget/jinja_site.py [PORT]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any
from wsgiref.simple_server import make_server

from jinja2 import Environment

from readable.widget.serving import Wsgi

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tin {{ number }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>{{ readable_bar("noi-dung", controls="smaller larger reset options") }}
<main id="noi-dung"><p style="font-size: 13px">Quyết định 946/QĐ-UBND của tỉnh.</p></main>
<p><a href="/tin-{{ 3 - number }}">Tin tiếp theo</a></p></body></html>"""

environment = Environment(extensions=["readable.jinja.Readable"], autoescape=True)
template = environment.from_string(PAGE)


def news(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """One of two pages."""
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    number = 2 if environ["PATH_INFO"] == "/tin-2" else 1
    return [template.render(request=environ, number=number).encode()]


site = Wsgi(news)

if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    print(f"http://127.0.0.1:{port}/tin-1")
    make_server("127.0.0.1", port, site).serve_forever()
