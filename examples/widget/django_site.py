"""The toolbar in Django: a line in the settings, an element in the template.

    python examples/widget/django_site.py [PORT]

The second page shows an article of the library's own, made by the filter of `{% load readable %}`.
"""

from __future__ import annotations

import sys
from typing import Any

from django import conf
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

PAGE = """<!doctype html>{% load readable %}
<html lang="vi"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{% if stored %}{% readable_head articles=True %}{% endif %}</head>
<body><readable-toolbar for="noi-dung"></readable-toolbar>
<main id="noi-dung">{% if stored %}{{ stored|readable }}
{% else %}<p style="font-size: 13px">Quyết định 946/QĐ-UBND của tỉnh.</p>{% endif %}</main>
<p><a href="{{ next }}">Tin tiếp theo</a></p></body></html>"""


def first(request: Any) -> HttpResponse:
    """A page in the portal's own markup."""
    return render(request, "page.html", {"title": "Tin một", "next": "/tin-2"})


def second(request: Any) -> HttpResponse:
    """A page with a stored article."""
    stored = "<font size=2><p>Quyết định 947/QĐ-UBND của tỉnh.</font>"
    return render(request, "page.html", {"title": "Tin hai", "next": "/tin-1", "stored": stored})


urlpatterns = [path("tin-1", first), path("tin-2", second)]

if __name__ == "__main__":
    port = sys.argv[1] if len(sys.argv) > 1 else "8000"
    conf.settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        INSTALLED_APPS=["readable.django"],
        MIDDLEWARE=["readable.widget.serving.django"],
        ROOT_URLCONF=__name__,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"],
                    "loaders": [
                        ("django.template.loaders.locmem.Loader", {"page.html": PAGE}),
                    ],
                },
            }
        ],
    )
    print(f"http://127.0.0.1:{port}/tin-1")
    execute_from_command_line(["manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"])
