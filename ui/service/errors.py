"""What went wrong as JSON, in the shape that OpenAI's clients know, with what to do about it.

    {"error": {"message": "…", "type": "…", "param": null, "code": null, "remedy": "…"}}

No message holds a path of this machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from index.errors import (
    GeneratorError,
    IndexBusyError,
    IndexMissingError,
    ModelError,
    PolicyQAError,
    UsageError,
)
from ui.desk import CrowdedError
from ui.service.invalid import where_and_why
from ui.words import ASKED
from ui.work.errors import scrubbed

# Seconds after which a busy server is worth asking again.
AGAIN = "5"
INTERNAL = PolicyQAError("服务出了内部错误", "请再试一次；若仍如此，请管理员按请求编号查看日志")
_STATUS: tuple[tuple[type[PolicyQAError], int], ...] = (
    (UsageError, 400),
    (CrowdedError, 503),
    (IndexBusyError, 409),
    (IndexMissingError, 503),
    (ModelError, 503),
    (GeneratorError, 503),
)
_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    405: "invalid_request_error",
    408: "invalid_request_error",
    409: "conflict_error",
    413: "invalid_request_error",
    421: "invalid_request_error",
    422: "invalid_request_error",
    429: "rate_limit_error",
    503: "overloaded_error",
}
_SAID = {
    401: ("需要登录或密钥", "接口请带上 Authorization: Bearer 密钥"),
    403: ("没有权限", "增删文件需要 editor 角色"),
    404: ("没有这个地址", "接口说明见 /openapi.json"),
    405: ("这个地址不接受这种方法", "接口说明见 /openapi.json"),
    429: ("请求过于频繁", "请稍后再试"),
}
_TURNED_AWAY = {408: "请检查网络后再发", 413: "请缩短内容，或分几次发送"}
_TEXT = {"type": "string"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "message": _TEXT,
                "type": _TEXT,
                "param": {"type": ["string", "null"]},
                "code": {"type": ["string", "null"]},
                "remedy": _TEXT,
            },
            "required": ["message", "type", "param", "code", "remedy"],
            "additionalProperties": False,
        }
    },
    "required": ["error"],
    "additionalProperties": False,
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the responses of a route that are errors, for its description."""
    return {
        status: {
            "description": _TYPES.get(status, "error"),
            "content": {"application/json": {"schema": SCHEMA}},
        }
        for status in statuses
    }


def status_of(error: PolicyQAError) -> int:
    """Return the HTTP status that fits the error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def body_of(
    status: int, message: str, remedy: str = "", *, param: str | None = None
) -> dict[str, Any]:
    """Return the JSON of an error, in the language of whoever asked."""
    told = ASKED.get().line
    return {
        "error": {
            "message": told(scrubbed(message)),
            "type": _TYPES.get(status, "server_error"),
            "param": param,
            "code": None,
            "remedy": told(scrubbed(remedy)),
        }
    }


def turned_away(status: int, reason: str) -> bytes:
    """Return the JSON of what the guard says to a client of the API."""
    remedy = _TURNED_AWAY.get(status, "接口说明见 /openapi.json")
    return json.dumps(body_of(status, reason, remedy), ensure_ascii=False).encode()


def error_body(error: PolicyQAError) -> dict[str, Any]:
    """Return the JSON of one of our own errors."""
    return body_of(status_of(error), error.message, error.remedy)


def response(
    status: int,
    message: str = "",
    remedy: str = "",
    *,
    param: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return an error as a response; what is not said is what the status means."""
    said = _SAID.get(status, ("请求不能处理", "接口说明见 /openapi.json"))
    content = body_of(status, message or said[0], remedy or said[1], param=param)
    again = {"Retry-After": AGAIN} if status in (429, 503) else {}
    return JSONResponse(content, status, headers={**again, **(headers or {})})


def error_response(error: PolicyQAError) -> JSONResponse:
    """Return one of our own errors as a response."""
    return response(status_of(error), error.message, error.remedy)


async def on_policy_error(request: Request, error: Exception) -> JSONResponse:
    """Answer an error that a route raised."""
    assert isinstance(error, PolicyQAError)
    return error_response(error)


async def on_invalid(request: Request, error: Exception) -> JSONResponse:
    """Answer a request that its description does not allow: where, and why; not what was sent."""
    assert isinstance(error, RequestValidationError)
    where, why = where_and_why(error.errors(), error.body)
    return response(422, why, "接口说明见 /openapi.json", param=where)


async def on_http(request: Request, error: Exception) -> JSONResponse:
    """Answer what the routing raises: no such path, no such method, a body that is no form."""
    assert isinstance(error, StarletteHTTPException | HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405 and (allowed := _allowed(request)):
        # The routing names the methods of the first route only.
        headers["Allow"] = ", ".join(allowed)
    return response(error.status_code, headers=headers)


def _allowed(request: Request) -> list[str]:
    """Return the methods that the described routes of the request's path take."""
    return [
        method.upper()
        for path, methods in request.app.openapi()["paths"].items()
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), request.url.path)
        for method in methods
    ]


async def on_failure(request: Request, error: Exception) -> JSONResponse:
    """Answer what nobody foresaw, without a word about it; it is logged further out."""
    return error_response(INTERNAL)
