r"""For templates of Django.

    INSTALLED_APPS = ["readable.django", …]
    MIDDLEWARE = ["readable.widget.serving.django", …]

    {% load readable %}
    <html lang="vi" {% readable_root %}>
    <head>{% readable_head %}
    {% readable_bar "noi-dung" %} <div id="noi-dung" class="readable-zoom">…</div>
    {{ article.body|readable }}

The middleware serves the files and keeps the choice in a cookie. A site that serves them otherwise
has the view instead:

    path("readable/", include("readable.django.urls"))
"""
