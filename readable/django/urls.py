"""`choose`, which keeps a choice and leads back: for sites without the middleware."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import path

from readable.widget.serving import chosen

__all__ = ["choose", "urlpatterns"]


def choose(request: Any) -> Any:
    """Keeps the choice of `?readable=…` for a year and leads to `next`, an address of this host."""
    return HttpResponse(status=303, headers=dict(chosen(request.META.get("QUERY_STRING", ""))))


app_name = "readable"
urlpatterns = [path("choose", choose, name="choose")]
