"""The outermost layer: host check, bounds on size and time, CSRF, security headers, ETags.

One ASGI middleware round the whole application, so that no route can be outside it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from counterclaim.desk.settings import Settings

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    b"content-security-policy": CSP.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"geolocation=(), camera=(), microphone=()",
}
COOKIE, HEADER, FIELD = "counterclaim_csrf", "x-csrf-token", "csrf"
_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")  # TRACE is answered nowhere
_KEPT = 8 * 1024 * 1024  # larger answers get no ETag, rather than being kept in memory


class Guard:
    """Wraps the application. ``secret`` makes the CSRF tokens of this run."""

    def __init__(self, app: Any, settings: Settings, secret: bytes) -> None:  # noqa: ANN401
        self._app, self._settings = app, settings
        self.token = hmac.new(secret, b"csrf", hashlib.sha256).hexdigest()
        self._hosts = {f"{name}:{settings.port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self._hosts |= {f"{settings.host}:{settings.port}"}
        if settings.port == 80:
            self._hosts |= {h.removesuffix(":80") for h in self._hosts}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {k.lower(): v for k, v in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused is not None:
            await _problem(send, *refused)
            return
        body = await self._body(receive)
        if body is None:
            await _problem(send, 413, "Body too large", f"at most {self._settings.max_body} bytes")
            return
        if scope["method"] not in _SAFE:
            wrong = self._forged(headers, body)
            if wrong:
                await _problem(send, 403, "Not from this desk", wrong)
                return
        answer = _Answer(send, headers.get(b"if-none-match", b""), self._cookie(headers), scope)
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._app(scope, _replay(body, receive), answer)
        except TimeoutError:
            if not answer.begun:
                await _problem(send, 503, "Took too long", f"more than {self._settings.timeout:g} seconds")

    def _refused(self, scope: Any, headers: Mapping[bytes, bytes]) -> tuple[int, str, str] | None:  # noqa: ANN401
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if host not in self._hosts:  # a page elsewhere that had its name point at this machine
            return 421, "Unknown host", "open the desk by the address it printed"
        if len(scope["query_string"]) > self._settings.max_query or len(scope["path"]) > 1024:
            return 414, "Address too long", f"at most {self._settings.max_query} bytes of query"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._settings.max_body:
            return 413, "Body too large", f"at most {self._settings.max_body} bytes"
        return None

    async def _body(self, receive: Any) -> bytes | None:  # noqa: ANN401
        parts, size = [], 0
        while True:
            message = await receive()
            part = message.get("body", b"")
            size += len(part)
            if size > self._settings.max_body:
                return None
            parts.append(part)
            if message["type"] != "http.request" or not message.get("more_body"):
                return b"".join(parts)

    def _forged(self, headers: Mapping[bytes, bytes], body: bytes) -> str:
        """Why a write is not from one of our own pages; empty when it is.

        A browser cannot set the header or read the token across origins; a script on this machine sends it
        after reading the cookie, like any page.
        """
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        if origin and urlsplit(origin).netloc not in self._hosts:
            return "the request comes from another site"
        if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
            return "the request comes from another site"
        given = headers.get(HEADER.encode(), b"").decode("latin-1")
        if not hmac.compare_digest(given.encode("latin-1"), self.token.encode()):
            return f"send the token of cookie {COOKIE} in header {HEADER}"
        return ""

    def _cookie(self, headers: Mapping[bytes, bytes]) -> bytes | None:
        held = SimpleCookie()
        try:
            held.load(headers.get(b"cookie", b"").decode("latin-1"))
        except Exception:  # a cookie that cannot be read is none
            held = SimpleCookie()
        if COOKIE in held and held[COOKIE].value == self.token:
            return None
        return f"{COOKIE}={self.token}; Path=/; SameSite=Strict".encode()


class _Answer:
    """Adds the headers; holds the body back until its ETag is known."""

    def __init__(self, send: Any, known: bytes, cookie: bytes | None, scope: Any) -> None:  # noqa: ANN401
        self._send, self._known, self._cookie = send, known, cookie
        self._scope, self._size = scope, 0
        self._start: dict[str, Any] = {}
        self._parts: list[bytes] = []
        self.begun = False

    async def __call__(self, message: Any) -> None:  # noqa: ANN401
        if message["type"] == "http.response.start":
            self._start = {**message, "headers": self._headers(message)}
            return
        self._parts.append(message.get("body", b""))
        self._size += len(self._parts[-1])
        more = message.get("more_body", False)
        if self.begun or (more and self._size > _KEPT):
            if not self.begun:
                await self._begin()
            await self._send({"type": "http.response.body", "body": b"".join(self._parts), "more_body": more})
            self._parts = []
        elif not more:
            await self._whole(b"".join(self._parts))

    async def _begin(self) -> None:
        self.begun = True
        await self._send(self._start)

    async def _whole(self, body: bytes) -> None:
        if self._start["status"] == 200 and self._scope["method"] == "GET":
            tag = b'"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'
            self._start["headers"].append((b"etag", tag))
            if tag in [t.strip().removeprefix(b"W/") for t in self._known.split(b",")]:
                kept = [
                    (k, v) for k, v in self._start["headers"] if k not in (b"content-length", b"content-type")
                ]
                self._start, body = {**self._start, "status": 304, "headers": kept}, b""
        await self._begin()
        await self._send({"type": "http.response.body", "body": body})

    def _headers(self, message: Any) -> list[tuple[bytes, bytes]]:  # noqa: ANN401
        theirs = [(k.lower(), v) for k, v in message.get("headers", []) if k.lower() not in _HEADERS]
        asset = self._scope["path"].startswith("/static/")
        named = {k for k, _ in theirs}
        if b"cache-control" not in named or asset:
            theirs = [(k, v) for k, v in theirs if k not in (b"cache-control", b"etag")]
            theirs.append((b"cache-control", b"private, no-cache"))
        if self._cookie and not asset:
            theirs.append((b"set-cookie", self._cookie))
        return [*theirs, *_HEADERS.items()]


def _replay(body: bytes, receive: Any) -> Any:  # noqa: ANN401
    """The body that was read, once, then whatever comes."""
    given = False

    async def again() -> Any:  # noqa: ANN401
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _problem(send: Any, status: int, title: str, detail: str) -> None:  # noqa: ANN401
    body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail}).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_HEADERS.items()]})
    await send({"type": "http.response.body", "body": body})
