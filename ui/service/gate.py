"""Behind the guard: who comes in, what they may do, and how often. Strangers see the sign-in page and signs of life."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import quote, unquote

from fastapi.responses import RedirectResponse

from ui.asgi import App, Receive, Send
from ui.guard import LINKED, PAGES
from ui.service import errors
from ui.service.access import Access, Visitor
from ui.service.rates import Rates

OPEN = frozenset({"/healthz", "/readyz", "/login", "/favicon.ico"})
# What makes work. The pages themselves, and listening to an answer, do not count.
_WORK = (
    *("/api/", "/v1/", "/mcp", "/stage", "/compare/"),
    *("/gradio_api/queue/join", "/en/gradio_api/queue/join"),
)
_QUERY = re.compile(r"[\w=&%.~-]{0,500}", re.ASCII)
# How a page's own handlers learn who is there. Whoever sends these themselves is not believed.
WHO, ROLE = b"x-policyqa-user", b"x-policyqa-role"


class Gate:
    """Wraps an ASGI application that only visitors reach. `scope["visitor"]` says who it is."""

    def __init__(self, app: App, access: Access, rates: Rates) -> None:
        self._app, self._access, self._rates = app, access, rates

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        visitor = self._access.visitor(headers)
        refusal = self._refusal(scope, headers, visitor)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        scope["visitor"] = visitor
        scope["headers"] = [(n, v) for n, v in scope["headers"] if n not in (WHO, ROLE)]
        if visitor is not None:
            scope["headers"] += [(WHO, quote(visitor.name).encode()), (ROLE, visitor.role.encode())]
        await self._app(scope, receive, send)

    def _refusal(
        self,
        scope: MutableMapping[str, Any],
        headers: Mapping[bytes, bytes],
        visitor: Visitor | None,
    ) -> Any:
        path, method = scope["path"], scope["method"]
        if path in OPEN:
            return None
        if visitor is None:
            if method == "GET" and (path in PAGES or (LINKED.fullmatch(path) and reads(headers))):
                return RedirectResponse(sign_in(path, scope["query_string"]), 303)
            return errors.response(401, headers={"WWW-Authenticate": "Bearer"})
        if path.startswith("/api/documents") and method in ("POST", "DELETE") and not visitor.edits:
            return errors.response(403)
        if path.startswith(_WORK) and not self._rates.allow(who(scope, visitor)):
            return errors.response(429)
        return None


def reads(headers: Mapping[bytes, bytes]) -> bool:
    """Return whether a person with a browser sends these headers: a program asks for no HTML."""
    return b"text/html" in headers.get(b"accept", b"").lower()


def sign_in(path: str, query: bytes = b"") -> str:
    """Return the address of the sign-in page that leads on to a page of ours."""
    wanted = path + (f"?{query.decode('latin-1')}" if query else "")
    return "/login" if wanted == "/" else f"/login?next={quote(wanted, safe='')}"


def onward(wanted: str) -> str:
    """Return where to go after signing in: a page of ours, whoever wrote the address, and the first one otherwise."""
    path, mark, query = wanted.partition("?")
    ours = LINKED.fullmatch(path) and path.isascii() and _QUERY.fullmatch(query)
    return f"{path}{mark}{query}" if ours else "/"


def may_edit(request: Any) -> bool:
    """Return whether whoever sent a request that came through the gate may change the documents."""
    return request.headers.get(ROLE.decode()) == "editor"


def sender(request: Any) -> str:
    """Return the account of whoever sent a request that came through the gate, empty where there are none."""
    return unquote(request.headers.get(WHO.decode(), ""))


def who(scope: MutableMapping[str, Any], visitor: Visitor | None = None) -> str:
    """Return whose request this is, for counting: the account, or the address where there is none."""
    client = scope.get("client") or ("", 0)
    return f"{visitor.name if visitor else ''}@{client[0]}" if not visitor else visitor.name
