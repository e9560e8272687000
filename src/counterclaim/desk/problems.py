"""Errors as people and programs read them: a page for the one, problem+json (RFC 9457) for the other."""

from __future__ import annotations

import logging
import re
from typing import Any

from litestar import Litestar, Request, Response
from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import HTTPException
from litestar.response import Template
from litestar.routes import HTTPRoute
from litestar.types import Message, Scope

from counterclaim.model.errors import CounterclaimError

_STATUS = {
    "unknown_row": 404,
    "unknown_decision": 404,
    "undone": 409,
    "bad_filter": 400,
    "bad_decision": 422,
    "bad_date": 422,
    "empty_document": 422,
    "unsupported_language": 422,
    "read_only_ledger": 403,
    "ledger_busy": 503,
    "ledger_full": 507,
    "too_many_rows": 413,
    "unknown_format": 404,
    "not_found": 404,
}
_TITLES = {
    400: "That cannot be understood",
    403: "Not allowed",
    404: "Not found",
    405: "No such method",
    409: "Done already",
    413: "Too much",
    422: "That cannot be decided",
    500: "Something went wrong",
    503: "Busy",
    507: "No room left",
}
_PARTS = re.compile(r"(\{[^}]*\})")
_log = logging.getLogger("counterclaim.desk")


class NotFound(CounterclaimError):
    """Nothing lies at this address."""

    code = "not_found"


def ours(request: Request[Any, Any, Any], error: CounterclaimError) -> Response[Any]:
    """An error that says what to do."""
    return answer(request, _STATUS.get(error.code, 500), str(error), error.code)


def http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """What the framework refuses."""
    detail = error.detail or ""
    extra = error.extra
    if isinstance(extra, list):
        found = [f"{e.get('key', '')}: {e.get('message', '')}" for e in extra if isinstance(e, dict)]
        detail = "; ".join(found) or detail
    made = answer(request, error.status_code, detail, "http")
    if error.status_code == 405:
        made.headers["allow"] = allowed(request.app, request.url.path)
    return made


async def all_methods(message: Message, scope: Scope) -> None:
    """OPTIONS names every method of an address, those of all its handlers."""
    if message["type"] == "http.response.start" and scope.get("method") == "OPTIONS":
        methods = allowed(scope["litestar_app"], scope["path"])
        if methods:
            MutableScopeHeaders.from_message(message)["allow"] = methods


def allowed(app: Litestar, path: str) -> str:
    """What an address can be asked with, as the header says it."""
    found: set[str] = set()
    for route in app.routes:
        parts = _PARTS.split(route.path_format)
        pattern = "".join("[^/]+" if p.startswith("{") else re.escape(p) for p in parts)
        if isinstance(route, HTTPRoute) and re.fullmatch(pattern, path):
            found |= {str(method) for method in route.methods}
    return ", ".join(sorted(found))


def too_deep(request: Request[Any, Any, Any], _error: RecursionError) -> Response[Any]:
    """A body nested deeper than any that means something."""
    return answer(request, 400, "the body is nested too deep", "http")


def unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of ours: the log has it, the answer does not."""
    _log.exception("%s %s", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "the desk's log says more", "internal")


def answer(request: Request[Any, Any, Any], status: int, detail: str, code: str) -> Response[Any]:
    """A problem in the form that the asker reads."""
    title = _TITLES.get(status, "That did not work")
    accepts = request.headers.get("accept", "")
    if "text/html" in accepts and not request.url.path.startswith("/api/"):
        return Template(
            "error.html", context={"status": status, "title": title, "detail": detail}, status_code=status
        )
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    return Response(body, status_code=status, media_type="application/problem+json")
