"""`/api/search`, `/api/verify`, `/api/match`: what the commands of these names do, with the same JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.corpus import Corpus
from index.printable import printable
from qa.claims import ClaimChecker, ClaimReport
from qa.claims.render import report_json
from qa.match.keeping import match_kept
from qa.match.render import match_json
from qa.render import hit_json
from ui.desk import Desk, Gone, Stopped
from ui.service.shapes import Json, Match, Search, Verify, described
from ui.service.work import done

_ERRORS = (400, 401, 413, 422, 429, 503)


class Checks:
    """The work itself, which the MCP tools share; `folder` is that of the index."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self._corpus, self._folder = corpus, folder
        self._checker = ClaimChecker.over(corpus)

    def search(self, query: str, k: int) -> list[dict[str, Any]]:
        """Return the hits of a search."""
        query = printable(query).strip()
        return [hit_json(hit) for hit in self._corpus.search(query, k)]

    def verify(self, claim: str, on: date | None, gone: Gone) -> dict[str, Any]:
        """Return the report on a draft of the day `on`, None for the one it states; stops between two sentences when nobody waits any more."""
        for state in self._checker.stream(claim, on):
            if gone():
                raise Stopped
            if isinstance(state, ClaimReport):
                return report_json(state)
        raise AssertionError("the stream ends with the report")

    def match(self, profile: str | Mapping[str, object], on: date | None, k: int) -> dict[str, Any]:
        """Return the measures that may fit."""
        day = on or date.today()
        return match_json(match_kept(self._corpus, self._folder, profile, on=day, k=k))


def router(checks: Checks, desk: Desk[Any]) -> APIRouter:
    """Return the routes; the work is done at `desk`."""
    routes = APIRouter()

    @routes.post(
        "/api/search",
        responses=described("search", *_ERRORS),
        response_class=Json,
        summary="只检索，不作答",
    )
    async def search(request: Request, body: Search) -> Response:
        return Json(await done(request, desk, lambda gone: checks.search(body.query, body.k)))

    @routes.post(
        "/api/verify",
        responses=described("verify", *_ERRORS),
        response_class=Json,
        summary="核对一句话或一篇稿件里的数字",
    )
    async def verify(request: Request, body: Verify) -> Response:
        return Json(
            await done(request, desk, lambda gone: checks.verify(body.claim, body.on, gone))
        )

    @routes.post(
        "/api/match",
        responses=described("match", *_ERRORS),
        response_class=Json,
        summary="按企业情况找出可能享受的扶持措施",
    )
    async def match(request: Request, body: Match) -> Response:
        return Json(
            await done(request, desk, lambda gone: checks.match(body.given(), body.on, body.k))
        )

    return routes
