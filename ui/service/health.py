"""Signs of life: `/healthz` while the process runs, `/readyz` while it can answer, `/metrics` for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from ui.service.metrics import Metrics

_STATE = {
    "type": "object",
    "properties": {"status": {"type": "string"}},
    "required": ["status"],
}
_SAID = {"description": "状态", "content": {"application/json": {"schema": _STATE}}}


def router(metrics: Metrics, ready: Callable[[], bool]) -> APIRouter:
    """Return the routes. `ready` tells whether a question would be answered now."""
    routes = APIRouter()

    @routes.get("/healthz", responses={200: _SAID}, summary="进程活着")
    async def healthz() -> Response:
        return JSONResponse({"status": "ok"})

    @routes.get("/readyz", responses={200: _SAID, 503: _SAID}, summary="可以回答问题")
    def readyz() -> Response:
        good = ready()
        return JSONResponse({"status": "ok" if good else "unavailable"}, 200 if good else 503)

    @routes.get(
        "/metrics",
        responses={200: {"description": "指标", "content": {"text/plain": {}}}},
        summary="Prometheus 指标",
    )
    def figures() -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return routes
