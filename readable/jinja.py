r"""For templates of Jinja2, in Flask, Starlette, FastAPI or alone.

    environment.add_extension("readable.jinja.Readable")

    <html lang="vi" {{ readable_root() }}>
    <head>{{ readable_head() }}
    {{ readable_bar("noi-dung") }} <div id="noi-dung" class="readable-zoom">…</div>
    {{ body|readable }}

>>> from jinja2 import Environment
>>> environment = Environment(extensions=["readable.jinja.Readable"], autoescape=True)
>>> request = {"PATH_INFO": "/tin", "HTTP_COOKIE": "readable=scale=150"}
>>> environment.from_string("<html {{ readable_root() }}>").render(request=request)
'<html data-readable-scale="150">'
>>> environment.from_string("{{ '<p>Tin'|readable }}").render()
'<article class="readable" lang="vi">\n<p>Tin</p>\n</article>'
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context

from readable import templating
from readable.element import Markup

__all__ = ["Readable"]


class Readable(Extension):
    """`readable_root`, `readable_head` and `readable_bar`, and the filter `readable`.

    They are the functions of `readable.templating`; what takes a request takes the `request` that
    the template is given.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals.update(readable_root=_root, readable_head=_head, readable_bar=_bar)
        environment.filters["readable"] = templating.article


@pass_context
def _root(context: Context) -> Markup:
    return templating.root(context.get("request"))


@pass_context
def _head(context: Context, url: str | None = None, **others: Any) -> Markup:
    return templating.head(context.get("request"), url, **others)


@pass_context
def _bar(context: Context, for_id: str, **others: Any) -> Markup:
    return templating.bar(context.get("request"), for_id, **others)
