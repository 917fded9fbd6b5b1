"""The toolbar in Flask, or any other WSGI application: one line around it, one element in the page.

python examples/widget/flask_site.py [PORT]
"""

from __future__ import annotations

import sys

from flask import Flask, render_template_string

from readable.widget.serving import Wsgi

PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Tin {{ number }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><readable-toolbar for="noi-dung"></readable-toolbar>
<main id="noi-dung"><p style="font-size: 13px">Quyết định 946/QĐ-UBND của tỉnh.</p></main>
<p><a href="/tin-{{ 3 - number }}">Tin tiếp theo</a></p></body></html>"""

site = Flask(__name__)
site.wsgi_app = Wsgi(site.wsgi_app)  # type: ignore[method-assign]


@site.get("/tin-<int:number>")
def news(number: int) -> str:
    """One of two pages."""
    return render_template_string(PAGE, number=number)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    print(f"http://127.0.0.1:{port}/tin-1")
    site.run(port=port)
