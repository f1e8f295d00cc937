"""Around everything: a number for each request, a line in the log, and an answer even to what nobody foresaw.

Lines are JSON on standard error. With `log=questions` each question has a line of its own; without it
no line holds one.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from ui.asgi import App, Message, Receive, Send
from ui.service import errors
from ui.service.metrics import Metrics
from ui.words import ASKED, asked_in

HEADER = b"x-request-id"
REQUEST: ContextVar[str] = ContextVar("request", default="")
_GIVEN = re.compile(rb"[\w-]{8,64}")
# Signs of life and the parts of the page are not worth a line.
_SILENT = re.compile(r"/healthz|/readyz|/metrics|/assets/.*|/static/.*|/gradio_api/heartbeat/.*")
_LOG = logging.getLogger(__name__)
Write = Callable[[dict[str, Any]], None]


class Lines(logging.Formatter):
    """A log record as one line of JSON with the number of its request."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": _now(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": REQUEST.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def writing(stream: TextIO | None = None) -> logging.Handler:
    """Return a handler that writes log records as lines of JSON to `stream`, standard error by default."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines())
    return handler


class Watch:
    """Wraps an ASGI application. `write` gets the facts of each request where they are wanted."""

    def __init__(self, app: App, metrics: Metrics, write: Write | None = None) -> None:
        self._app, self._metrics, self._write = app, metrics, write

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(HEADER, b"")
        number = given.decode() if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        scope["request_id"] = number
        token, language = REQUEST.set(number), ASKED.set(asked_in(headers))
        begun, status = time.perf_counter(), 0

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (HEADER, number.encode())]
            await send(message)

        try:
            await self._app(scope, receive, numbered)
        except ClientDisconnect:
            # Gone half-way through what it sent: nobody is left to answer, and nothing is wrong here.
            pass
        except Exception as error:
            # Gradio says in the middle of a stream that it does not know a page, one from before a restart.
            if not (status and isinstance(error.__cause__, HTTPException)):
                _LOG.exception("a request failed")
            if not status:
                await errors.error_response(errors.INTERNAL)(scope, receive, numbered)
        finally:
            seconds = time.perf_counter() - begun
            # 499: the client was gone before the answer.
            self._metrics.request(scope["path"], scope["method"], status or 499, seconds)
            if self._write is not None and not _SILENT.fullmatch(scope["path"]):
                self._write(self._facts(scope, status or 499, seconds))
            REQUEST.reset(token)
            ASKED.reset(language)

    def _facts(
        self, scope: MutableMapping[str, Any], status: int, seconds: float
    ) -> dict[str, Any]:
        visitor = scope.get("visitor")
        return {
            "time": _now(),
            "request": scope["request_id"],
            "method": scope["method"],
            "path": scope["path"][:200],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "user": visitor.name if visitor else "",
            "client": (scope.get("client") or ("", 0))[0],
        }


def asked(question: str) -> dict[str, Any]:
    """Return the facts of a question; over the API its request's line has the same number, and says who asked."""
    return {"time": _now(), "request": REQUEST.get(), "question": question}


def to_stderr(facts: dict[str, Any]) -> None:
    """Write the facts as a line of JSON."""
    print(json.dumps(facts, ensure_ascii=False), file=sys.stderr, flush=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
