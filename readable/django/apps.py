"""The application, as `INSTALLED_APPS` knows it."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["ReadableConfig"]


class ReadableConfig(AppConfig):  # type: ignore[misc]
    """Template tags, and no tables."""

    name = "readable.django"
    label = "readable"
