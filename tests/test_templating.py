"""Templates of Django and Jinja2, requests of four kinds, and addresses that lead elsewhere."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

import django
import pytest
from django import conf
from django.template import engines
from django.test import AsyncClient, Client, RequestFactory
from django.utils.http import url_has_allowed_host_and_scheme
from flask import Flask, render_template_string
from starlette.requests import Request

from readable import templating
from readable.preferences import Preferences
from readable.widget.serving import Asgi, Wsgi, chosen, own_address, visit

TEMPLATE = (
    "{% load readable %}<html {% readable_root %}><head>{% readable_head %}</head>"
    '{% readable_bar "a" controls="larger" lang="en" %}{{ body|readable:3 }}'
)
STORED = "<h2>Tin</h2><script>alert(1)</script><p>Chữ"
SNIPPET = (
    '<article class="readable" lang="vi">\n<h3 class="readable-h2">Tin</h3>\n<p>Chữ</p>\n</article>'
)


@pytest.fixture(scope="module", autouse=True)
def a_site_in_django() -> None:
    conf.settings.configure(
        ALLOWED_HOSTS=["*"],
        INSTALLED_APPS=["readable.django"],
        MIDDLEWARE=["readable.widget.serving.django"],
        ROOT_URLCONF=__name__,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        DEFAULT_CHARSET="utf-8",
    )
    django.setup()


def news(request: Any, name: str) -> Any:
    from django.http import HttpResponse

    page = '<html><head></head><readable-toolbar for="a"></readable-toolbar><p id="a">Tin'
    return HttpResponse(page, headers={"ETag": '"x"', "Last-Modified": "yesterday"})


def url_patterns() -> list[Any]:
    from django.urls import include, path

    return [path("tin/<str:name>", news), path("giữ/", include("readable.django.urls"))]


urlpatterns: list[Any] = url_patterns()


# ---- templates --------------------------------------------------------------------------------


def test_a_template_of_django_writes_the_bar_the_head_and_the_article() -> None:
    request = RequestFactory(HTTP_COOKIE="readable=scale=150").get("/tin/tết?id=7&id=8")
    made = engines["django"].from_string(TEMPLATE).render({"body": STORED}, request)
    assert made.startswith('<html data-readable-scale="150"><head><link rel="stylesheet"')
    assert 'integrity="sha384-' in made
    assert 'lang="en" role="group" aria-label="Text size"' in made
    link = '<a href="/tin/t%E1%BA%BFt?id=7&amp;id=8&amp;readable=scale%3D175" rel="nofollow"'
    assert link in made
    assert made.endswith(SNIPPET)


def test_flask_gives_its_templates_the_same() -> None:
    site = Flask(__name__)
    site.jinja_env.add_extension("readable.jinja.Readable")
    template = '{{ readable_root() }} {{ readable_bar("a") }} {{ body|readable(3) }}'
    site.add_url_rule("/tin", view_func=lambda: render_template_string(template, body=STORED),
                      endpoint="news")  # fmt: skip
    client = site.test_client()
    client.set_cookie("readable", "scale=150")
    made = client.get("/tin?id=7", base_url="http://localhost/portal/").get_data(as_text=True)
    assert made.startswith('data-readable-scale="150" <readable-toolbar for="a" cookie lang="vi"')
    assert 'href="/portal/tin?id=7&amp;readable=scale%3D175"' in made
    assert SNIPPET in made


def test_starlette_s_request_is_understood_and_anything_else_says_so() -> None:
    scope = {
        "type": "http",
        "path": "/portal/tin",
        "root_path": "/portal",
        "query_string": b"id=7",
        "headers": [(b"cookie", b"a=b"), (b"cookie", b"readable=scale=150")],
    }
    seen = visit(Request(scope))
    assert seen.choice.preferences == Preferences(scale=150)
    assert (seen.address, seen.prefix) == ("/portal/tin?id=7", "/portal")
    assert 'href="/portal/readable/toolbar.css"' in templating.head(Request(scope), articles=True)
    with pytest.raises(TypeError, match="str is no request: pass that of Django"):
        templating.bar("/tin", "a")


def test_an_article_that_is_nothing_yet_stays_nothing() -> None:
    assert [templating.article(html) for html in (None, "", " \n")] == ["", "", ""]


# ---- addresses --------------------------------------------------------------------------------

ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "/\t/evil.example",
    "\t//evil.example", "https://evil.example", "https:evil.example", "javascript:alert(1)",
    "/\r\nSet-Cookie: a=b", "/\n/evil.example", " //evil.example", "evil.example", "",
)  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_choice_never_leads_to_another_host(address: str) -> None:
    headers = dict(chosen(f"readable=scale%3D150&next={quote(address)}"))
    assert headers["Location"] == "/"
    assert headers["Set-Cookie"].startswith("readable=scale=150; ")


@pytest.mark.parametrize("address", ["/", "/tin?id=7&trang=2", "/tin/a%20b?q=%2F%2Fevil", "/a//b"])
def test_a_choice_leads_back_to_the_page(address: str) -> None:
    assert own_address(address) == address
    # Another implementation's opinion.
    assert url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def test_a_page_whose_path_looks_like_a_host_links_to_itself() -> None:
    seen = visit({"PATH_INFO": "//evil.example/tin", "QUERY_STRING": "id=7"})
    assert seen.address == "/%2Fevil.example/tin?id=7"


# ---- middleware -------------------------------------------------------------------------------


def test_django_answers_for_choices_and_pages_are_never_called_unmodified() -> None:
    client = Client()
    back = client.get("/readable/choose?readable=scale%3D150&next=/tin/a")
    assert (back.status_code, back["Location"], back["Cache-Control"]) == (
        303,
        "/tin/a",
        "no-store",
    )
    client.cookies.load(back["Set-Cookie"])
    page = client.get("/tin/a")
    assert page.content.decode().startswith('<html data-readable-scale="150"><head><link')
    assert page["Vary"] == "Cookie"
    assert "ETag" not in page
    assert "Last-Modified" not in page
    assert client.get("/giữ/choose?readable=&next=/tin/a")["Location"] == "/tin/a"
    assert client.get("/readable/readable.css")["Content-Type"] == "text/css"


def test_django_does_the_same_where_it_is_asynchronous() -> None:
    client = AsyncClient()
    client.cookies.load("readable=scale=150")
    page = asyncio.run(client.get("/tin/a"))
    assert page.content.decode().startswith('<html data-readable-scale="150">')


def test_below_a_prefix_the_files_and_links_are_below_it_too() -> None:
    def page(environ: Any, start: Any) -> Any:
        start("200 OK", [("Content-Type", "text/html")])
        return [b"<html><head></head><readable-toolbar for=a></readable-toolbar>"]

    environ = {"SCRIPT_NAME": "/portal", "PATH_INFO": "/tin"}
    sent = b"".join(Wsgi(page)(environ, lambda *given: None)).decode()
    assert 'src="/portal/readable/toolbar.js"' in sent
    assert 'href="/portal/tin?readable=scale%3D112"' in sent
    heard: list[Any] = []

    async def hear(message: Any) -> None:
        heard.append(message)

    scope = {"type": "http", "path": "/portal/readable/toolbar.js", "root_path": "/portal"}
    asyncio.run(Asgi(lambda *_: None)(scope, None, hear))  # type: ignore[arg-type,return-value]
    assert heard[0]["status"] == 200
