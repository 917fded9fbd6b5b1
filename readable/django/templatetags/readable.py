"""`{% load readable %}`: three tags and a filter, the functions of `readable.templating`."""

from __future__ import annotations

from typing import Any

from django import template

from readable import templating
from readable.element import Markup

__all__ = ["register"]


def _root(context: Any) -> Markup:
    return templating.root(getattr(context, "request", None))


def _head(context: Any, url: str | None = None, articles: bool = False) -> Markup:
    return templating.head(getattr(context, "request", None), url, articles=articles)


def _bar(context: Any, for_id: str, **others: Any) -> Markup:
    return templating.bar(getattr(context, "request", None), for_id, **others)


register = template.Library()
for tag in (_root, _head, _bar):
    register.simple_tag(tag, takes_context=True, name=f"readable{tag.__name__}")
register.simple_tag(templating.article, name="readable_article")
register.filter("readable", templating.article)
