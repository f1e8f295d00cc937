"""The whole server as one ASGI application: watch, guard, gate, then the API, the tools, or the pages.

Watch (number, log, metrics) > Guard (hosts, origins, sizes, headers) > Gate (who, what, how often) > API | MCP | pages
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
from collections.abc import AsyncIterator, Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from index.corpus import Corpus
from index.errors import PolicyQAError
from qa.config import Settings, listed
from ui.asgi import App, Receive, Send
from ui.desk import Desk, Gone
from ui.guard import API, Guard
from ui.service import ask, chat, checks, documents, errors, health, login
from ui.service.access import Access
from ui.service.gate import Gate
from ui.service.late import Late
from ui.service.memory import Memory
from ui.service.metrics import Metrics
from ui.service.rates import Rates
from ui.service.watch import Watch, Write, asked
from ui.service.work import Asking
from ui.work.ask import Answers
from ui.work.library import Library

TITLE = "政策问答"
VERSION = "1"
# Seconds that the current answers get when the server is told to stop.
PATIENCE = 5.0
# What is no answer waits at most so long a line.
LONGEST_LINE = 64
# A request with files holds more than the files.
_FRAME = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What the server is made of. `answers` gives for each question what answers it; `asked` is where they wait."""

    settings: Settings
    corpus: Corpus
    access: Access
    asked: Desk[Any]
    answers: Callable[[Gone], Answers]
    memory: Memory | None = None
    metrics: Metrics = field(default_factory=Metrics)
    reading: Desk[Any] = field(default_factory=lambda: Desk(workers=2, longest=LONGEST_LINE))
    changing: Desk[Any] = field(default_factory=lambda: Desk(longest=8))
    write: Write | None = None
    library: Library = field(init=False)

    def __post_init__(self) -> None:
        # One for the API and the pages: it sees to it that only one of them changes the files at a time.
        object.__setattr__(self, "library", Library(self.corpus, self.folder))

    @property
    def folder(self) -> Path:
        """The index folder."""
        return self.settings.index

    def noted(self, question: str) -> None:
        """Write a line about a question that is asked, where the settings want that."""
        if self.write is not None and self.settings.log == "questions":
            self.write(asked(question))

    @property
    def desks(self) -> tuple[Desk[Any], ...]:
        """Everything that works."""
        return (self.asked, self.reading, self.changing)


class Service:
    """The ASGI application; `pages` is the application at `/`, None where there is only the API."""

    def __init__(self, parts: Parts, pages: FastAPI | None = None) -> None:
        self._parts, self._pages = parts, pages
        asking = Asking(parts.asked, parts.answers, parts.metrics, parts.memory, parts.noted)
        checking = checks.Checks(parts.corpus, parts.folder)
        self.api = api(parts, asking, checking)
        self._tools = _tools(parts, asking, checking)
        settings = parts.settings
        gate = Gate(self._routed, parts.access, Rates(settings.rate))
        guard = Guard(
            gate,
            bound=settings.host,
            hosts=listed(settings.hosts),
            origins=listed(settings.origins),
            upload=settings.upload_mb * 1024 * 1024 + _FRAME,
            told=errors.turned_away,
        )
        self._app: App = Watch(guard, parts.metrics, parts.write)
        if proxies := listed(settings.proxy):
            # From here on a request comes from where the proxy says that it came from.
            self._app = ProxyHeadersMiddleware(self._app, list(proxies))  # type: ignore[arg-type, assignment]
        _observed(parts)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.api(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _routed(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["path"] == "/mcp" and self._tools is not None:
            await self._tools(scope, receive, send)
        elif self._pages is None or API.fullmatch(scope["path"]):
            await self.api(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    async def drain(self) -> None:
        """Take nothing new and let the current work end, for a while."""
        await asyncio.gather(
            *(asyncio.to_thread(desk.drain, PATIENCE) for desk in self._parts.desks)
        )

    @contextlib.asynccontextmanager
    async def lifespan(self, _: FastAPI) -> AsyncIterator[None]:
        """Runs what the parts need while they serve."""
        async with contextlib.AsyncExitStack() as held:
            if self._pages is not None:
                await held.enter_async_context(self._pages.router.lifespan_context(self._pages))
            yield
            if self._tools is not None:
                await self._tools.close()
            for desk in self._parts.desks:
                await asyncio.to_thread(desk.close)


def service(parts: Parts, pages: FastAPI | None = None) -> Service:
    """Return the application."""
    made = Service(parts, pages)
    made.api.router.lifespan_context = made.lifespan
    return made


def api(parts: Parts, asking: Asking, checking: checks.Checks) -> FastAPI:
    """Return the routes of the API with their description."""
    app = FastAPI(
        title=TITLE,
        version=VERSION,
        description="每一句都有原文依据。结果与命令行 --json 的输出相同。",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={
            PolicyQAError: errors.on_policy_error,
            RequestValidationError: errors.on_invalid,
            HTTPException: errors.on_http,
            Exception: errors.on_failure,
        },
    )
    for router in (
        ask.router(asking),
        checks.router(checking, parts.reading),
        documents.router(parts.corpus, parts.library, parts.reading, parts.changing),
        chat.router(asking),
        health.router(parts.metrics, lambda: _ready(parts)),
        login.router(parts.access),
    ):
        app.include_router(router)
    _secured(app, parts.access)
    return app


def _secured(app: FastAPI, access: Access) -> None:
    """Say in the description that a key is needed, where it is."""
    schema = app.openapi()
    if access.required:
        schema.setdefault("components", {})["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer"}
        }
        schema["security"] = [{"key": []}]


def _tools(parts: Parts, asking: Asking, checking: checks.Checks) -> Late | None:
    """Return the MCP server, None where its package is not installed."""
    if importlib.util.find_spec("mcp") is None:
        return None

    def make() -> Any:
        from ui.service import mcp

        return mcp.application(asking, checking, parts.reading)

    return Late(make)


def _ready(parts: Parts) -> bool:
    try:
        return bool(parts.corpus.documents())
    except (PolicyQAError, RuntimeError):
        return False


def _observed(parts: Parts) -> None:
    show = parts.metrics.watch
    show("waiting", "Questions in line", lambda: parts.asked.waiting)
    show("answering", "Questions being answered", lambda: parts.asked.running)
    show("changes_waiting", "Changes in line", lambda: parts.changing.waiting)
