"""`/api/ask`: the answer as the command line prints it, whole or event by event.

{"event": "waiting", "ahead": 2}
{"event": "retrieved", "rewritten": "…", "evidence": 8}
{"event": "statement", "statement": {…}, "citations": [{…}]}
{"event": "answer", "answer": {…}}        or     {"event": "error", "error": {…}}
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from qa.render import answer_json, citation_json, statement_json
from qa.types import Finished, Retrieved, Verified
from ui.service import errors
from ui.service.shapes import Ask, Json, described
from ui.service.work import Asking, Item, Waiting

NDJSON, SSE = "application/x-ndjson", "text/event-stream"


def router(asking: Asking) -> APIRouter:
    """Return the route."""
    routes = APIRouter()
    responses = described("ask", 400, 401, 413, 422, 429, 503)
    for kind in (NDJSON, SSE):
        responses[200]["content"][kind] = {}

    @routes.post("/api/ask", responses=responses, response_class=Json, summary="问一个问题")
    async def ask(request: Request, body: Ask) -> Response:
        if not body.stream:
            return Json(answer_json(await asking.answer(request, body.question, body.turns())))
        items = asking.stream(request, body.question, body.turns())
        # The first one before the head: no place in line is a status, not an event.
        first = await anext(items)
        accepted = request.headers.get("accept", "")
        sse = SSE in accepted and NDJSON not in accepted
        return StreamingResponse(
            _lines(first, items, "data: {}\n\n" if sse else "{}\n"),
            media_type=SSE if sse else NDJSON,
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return routes


async def _lines(first: Item, items: Any, form: str) -> AsyncIterator[bytes]:
    async with contextlib.aclosing(items):
        yield _line(first, form)
        async for item in items:
            yield _line(item, form)


def _line(item: Item, form: str) -> bytes:
    text = json.dumps(event_json(item), ensure_ascii=False, allow_nan=False)
    return form.replace("{}", text).encode("utf-8", "replace")


def event_json(item: Item) -> dict[str, Any]:
    """Return an event as JSON."""
    if isinstance(item, Waiting):
        return {"event": "waiting", "ahead": item.ahead}
    if isinstance(item, Retrieved):
        found = len(item.evidence)
        return {"event": "retrieved", "rewritten": item.rewritten, "evidence": found}
    if isinstance(item, Verified):
        return {
            "event": "statement",
            "statement": statement_json(item.statement),
            "citations": [citation_json(c) for c in item.citations],
        }
    if isinstance(item, Finished):
        return {"event": "answer", "answer": answer_json(item.answer)}
    return {"event": "error", **errors.error_body(item.error)}
