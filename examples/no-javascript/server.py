"""A page whose text size changes without JavaScript: the links ask, this server answers.

    python examples/no-javascript/server.py

The reader's choice comes in the address (`?scale=150`) and stays in a cookie, so that the next
article has the same size.
"""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import SimpleCookie
from pathlib import Path
from wsgiref.simple_server import make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from readable.markup import to_html
from readable.preferences import Preferences
from readable.reading import read_article

EXAMPLES = Path(__file__).parent.parent
ARTICLE = read_article((EXAMPLES / "article.html").read_bytes())
A_YEAR = 365 * 24 * 60 * 60


def application(environment: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The example article, for this reader."""
    asked = environment.get("QUERY_STRING", "")
    kept = SimpleCookie(environment.get("HTTP_COOKIE", "")).get("readable")
    # The links of the page always name a size; another query is not about preferences.
    chosen = "scale=" in asked
    preferences = Preferences.from_query(asked if chosen or not kept else kept.value)
    page = to_html(ARTICLE, preferences, standalone=True, base=EXAMPLES)
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Cookie")]
    if chosen:
        # What the query became, not what it said: nothing of the address gets into the cookie.
        cookie = f"readable={preferences.to_query()}; Max-Age={A_YEAR}; Path=/; SameSite=Lax"
        headers.append(("Set-Cookie", cookie))
    start_response("200 OK", headers)
    return [page.encode()]


if __name__ == "__main__":
    with make_server("127.0.0.1", 8000, application) as server:
        print("http://127.0.0.1:8000/")
        server.serve_forever()
