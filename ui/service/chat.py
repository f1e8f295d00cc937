"""`/v1/chat/completions` and `/v1/models`: for whatever speaks OpenAI's protocol.

The last message is the question, the pairs before it are the conversation. System messages and sampling options are
taken and change nothing: neither client nor document tells this service how to answer. The text ends with footnotes;
the field `policy_qa` holds the same answer as `/api/ask`, in a stream with the last piece, and with each sentence its
statement and citations.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator

from qa.render import answer_json
from qa.schemas import SCHEMAS
from qa.types import Finished, Turn, Verified
from ui.service import errors, footnotes
from ui.service.ask import SSE, event_json
from ui.service.shapes import Json, Question, Said, result
from ui.service.work import Asking, Failed, Item

MODEL = "policy-qa"
MOST_MESSAGES = 100
_TEXT = {"type": "string"}
_MODEL = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "object": {"const": "model"},
        "created": {"type": "integer"},
        "owned_by": _TEXT,
    },
    "required": ["id", "object", "created", "owned_by"],
}
_MODELS = {
    "type": "object",
    "properties": {"object": {"const": "list"}, "data": {"type": "array", "items": _MODEL}},
    "required": ["object", "data"],
}
_COMPLETION = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "object": {"const": "chat.completion"},
        "created": {"type": "integer"},
        "model": _TEXT,
        "choices": {"type": "array", "minItems": 1, "maxItems": 1},
        "policy_qa": SCHEMAS["ask"],
    },
    "required": ["id", "object", "created", "model", "choices", "policy_qa"],
}


class Part(BaseModel):
    """A part of a message; only text can be a question."""

    type: Literal["text"]
    text: Question


class Asked(BaseModel):
    """What the user said: a question, the last one or one before it."""

    role: Literal["user"]
    content: Question | Annotated[list[Part], Field(min_length=1, max_length=4)]

    def text(self) -> str:
        """Return what was said."""
        if isinstance(self.content, str):
            return self.content
        return "".join(part.text for part in self.content)


class Other(BaseModel):
    """What anybody else said."""

    role: Literal["system", "developer", "assistant"]
    content: Said | Annotated[list[dict[str, Any]], Field(max_length=50)] | None = None

    def text(self) -> str:
        """Return what was said."""
        if isinstance(self.content, list):
            return "".join(str(part.get("text", "")) for part in self.content)
        return self.content or ""


Message = Annotated[Asked | Other, Field(discriminator="role")]
_ONE_ASKED = {
    "contains": {"type": "object", "properties": {"role": {"const": "user"}}, "required": ["role"]}
}


class Chat(BaseModel):
    """A request of OpenAI's chat completions. What else it holds is taken and has no effect."""

    model_config = ConfigDict(extra="allow")
    model: Annotated[str, Field(max_length=200)] = MODEL
    messages: Annotated[
        list[Message],
        Field(min_length=1, max_length=MOST_MESSAGES, json_schema_extra=_ONE_ASKED),
    ]
    stream: Annotated[bool, Field(strict=True)] | None = False

    @field_validator("messages")
    @classmethod
    def _asks(cls, messages: list[Asked | Other]) -> list[Asked | Other]:
        if not any(isinstance(message, Asked) for message in messages):
            raise ValueError("没有用户的问题")
        return messages

    def question(self) -> str:
        """Return the question: the user's last message."""
        return self.messages[self._last()].text()

    def _last(self) -> int:
        return max(n for n, message in enumerate(self.messages) if isinstance(message, Asked))

    def turns(self) -> tuple[Turn, ...]:
        """Return the exchanges before the question."""
        turns, asked = [], ""
        for message in self.messages[: self._last()]:
            if message.role == "user":
                asked = message.text()
            elif message.role == "assistant" and asked:
                said = message.text()
                answer, by = footnotes.without(said), footnotes.speakers(said)
                cited = footnotes.documents(said)
                turns.append(Turn(question=asked, answer=answer, speakers=by, documents=cited))
                asked = ""
        return tuple(turns[-20:])


def router(asking: Asking) -> APIRouter:
    """Return the routes."""
    routes = APIRouter()
    began = int(time.time())
    responses = result(_COMPLETION) | errors.documented(400, 401, 413, 422, 429, 503)
    responses[200]["content"][SSE] = {}

    @routes.get(
        "/v1/models",
        responses=result(_MODELS) | errors.documented(401, 429),
        summary="可用的模型（OpenAI 兼容）",
    )
    def models() -> Response:
        model = {"id": MODEL, "object": "model", "created": began, "owned_by": MODEL}
        return Json({"object": "list", "data": [model]})

    @routes.post(
        "/v1/chat/completions", responses=responses, summary="对话（OpenAI 兼容）", name="chat"
    )
    async def complete(request: Request, body: Chat) -> Response:
        question, turns = body.question(), body.turns()
        frame = {
            "id": f"chatcmpl-{secrets.token_hex(12)}",
            "created": int(time.time()),
            "model": MODEL,
        }
        if not body.stream:
            answer = await asking.answer(request, question, turns)
            message = {"role": "assistant", "content": footnotes.whole(answer)}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            return Json(
                {
                    **frame,
                    "object": "chat.completion",
                    "choices": [choice],
                    "policy_qa": answer_json(answer),
                }
            )
        items = asking.stream(request, question, turns)
        first = await anext(items)
        return StreamingResponse(
            _chunks(frame | {"object": "chat.completion.chunk"}, first, items),
            media_type=SSE,
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return routes


async def _chunks(frame: dict[str, Any], first: Item, items: Any) -> AsyncIterator[bytes]:
    async with contextlib.aclosing(items):
        yield _chunk(frame, {"role": "assistant", "content": ""})
        item: Item | None = first
        while item is not None:
            if isinstance(item, Verified):
                said = {"content": footnotes.sentence(item.statement)}
                yield _chunk(frame, said, extra=event_json(item))
            elif isinstance(item, Finished):
                said = {"content": footnotes.ending(item.answer)}
                yield _chunk(frame, said, extra=answer_json(item.answer))
                yield _chunk(frame, {}, "stop")
            elif isinstance(item, Failed):
                yield _event(errors.error_body(item.error))
            else:
                yield _chunk(frame, {}, extra=event_json(item))
            item = await anext(items, None)
        yield b"data: [DONE]\n\n"


def _chunk(
    frame: dict[str, Any],
    delta: dict[str, Any],
    reason: str | None = None,
    extra: dict[str, Any] | None = None,
) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    more = {"policy_qa": extra} if extra is not None else {}
    return _event({**frame, "choices": [choice], **more})


def _event(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return f"data: {text}\n\n".encode("utf-8", "replace")
