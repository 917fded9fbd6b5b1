"""The OpenAPI 3.1 document, of the tables that requests are held to."""

from __future__ import annotations

from functools import cache
from typing import Any

from readable import __version__
from readable.service.asking import ARTICLE, ENDPOINTS, Endpoint
from readable.service.problems import KINDS

__all__ = ["document"]

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_KEY = {
    "name": "key",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
}
_NUMBER = {
    "name": "number",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1, "maximum": 1000},
}
_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "description": "Vietnamese or English, of problems and reports.",
    "schema": {"type": "string"},
}
_KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer that is there already.",
    "schema": {"type": "string"},
}
_ASKING = ("malformed", "token", "slow", "unchanged", "body", "kind", "invalid", "busy", "workers")


@cache
def document() -> dict[str, Any]:
    """The document, as plain values."""
    paths: dict[str, Any] = {one.path: {"post": _post(one)} for one in ENDPOINTS.values()}
    pictures = ENDPOINTS["images"].answers[:5]
    paths["/v1/images/{key}/{number}"] = {
        "get": _get("image_page", "A page that a result of /v1/images linked to", pictures)
        | {"parameters": [_KEY, _NUMBER, _KNOWN]}
    }
    paths["/v1/preferences"] = {
        "get": _get("preferences", "Sizes, fonts, themes and steps", ("application/json",))
    }
    for name, summary, kind in (
        ("health", "Whether the process answers", "text/plain"),
        ("ready", "Whether a render would be taken", "text/plain"),
        ("metrics", "Prometheus metrics", "text/plain"),
    ):
        paths[f"/{name}"] = {"get": _get(name, summary, (kind,))}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "readable",
            "version": __version__,
            "description": "Vietnamese web articles for people who need larger text.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": _problem(),
                **{_schema_name(one): _asked(one) for one in ENDPOINTS.values()},
            },
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        # With a token or, where none is configured, without.
        "security": [{}, {"token": []}],
    }


def _schema_name(endpoint: Endpoint) -> str:
    return f"{endpoint.name.capitalize()}Request"


def _asked(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"html": ARTICLE, **endpoint.options},
        "required": ["html"],
        "additionalProperties": False,
    }


def _post(endpoint: Endpoint) -> dict[str, Any]:
    asked = {"$ref": f"#/components/schemas/{_schema_name(endpoint)}"}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": "The article in JSON with its options, or as text/html with the options in "
        "the query.",
        "parameters": [
            {"name": name, "in": "query", "schema": schema}
            for name, schema in endpoint.options.items()
        ]
        + [_LANGUAGE, _KNOWN],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": asked}, "text/html": {"schema": ARTICLE}},
        },
        "responses": {
            "200": _done(endpoint.answers, conditional=True),
            **_problems(*_ASKING, "setting", "fault"),
        },
    }


def _get(name: str, summary: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    refusals = {"image_page": ("token", "gone"), "preferences": ("token",), "metrics": ("token",)}
    return {
        "operationId": name,
        "summary": summary,
        "responses": {
            "200": _done(kinds, conditional=name in ("image_page", "preferences")),
            **({"304": {"description": "It has not changed."}} if name != "health" else {}),
            **_problems(*refusals.get(name, ()), *(("busy", "workers") if name == "ready" else ())),
        },
    }


def _done(kinds: tuple[str, ...], conditional: bool) -> dict[str, Any]:
    tag = {"ETag": {"required": True, "schema": {"type": "string", "pattern": '^"[0-9a-f-]+"$'}}}
    return {
        "description": "Done.",
        "content": {kind: {"schema": _content(kind)} for kind in kinds},
        **({"headers": tag} if conditional else {}),
    }


def _content(kind: str) -> dict[str, Any]:
    if kind in ("application/json", "application/sarif+json", "application/ld+json"):
        return {"type": "object"}
    return {"type": "string"} if kind.startswith("text/") else {}


def _problems(*kinds: str) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for kind in kinds:
        found.setdefault(str(KINDS[kind].status), []).append(KINDS[kind].en[0])
    return {
        status: {
            "description": "; ".join(titles) + ".",
            "content": {"application/problem+json": {"schema": _PROBLEM}},
        }
        for status, titles in found.items()
    }


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "RFC 9457, in Vietnamese or English as Accept-Language asks.",
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "name": {"type": "string"},
            "expected": {"type": "string"},
            "cause": {"type": "string"},
        },
        "required": ["type", "title", "status", "detail"],
    }
