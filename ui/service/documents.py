"""`/api/documents`: list, read, add and remove. Whoever adds or removes needs the role editor (the gate sees to it)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Request, UploadFile
from fastapi.responses import Response

from qa.schemas import SCHEMAS
from ui.desk import Desk
from ui.service import errors
from ui.service.library import Library
from ui.service.shapes import Json, described, result
from ui.service.work import done

MOST_FILES = 50
_ID = Annotated[str, Path(pattern=r"^\w{1,64}$", description="文件编号")]
_INFO = SCHEMAS["list"]["items"]
_DOCUMENT = {
    **_INFO,
    "properties": {**_INFO["properties"], "text": {"type": "string"}},
    "required": [*_INFO["required"], "text"],
}


def router(library: Library, reading: Desk[Any], changing: Desk[Any]) -> APIRouter:
    """Return the routes; changes are made at a desk of their own, one after another."""
    routes = APIRouter()

    @routes.get(
        "/api/documents", responses=described("list", 401, 429, 503), summary="列出全部文件"
    )
    async def list_(request: Request) -> Response:
        return Json(await done(request, reading, lambda gone: library.all()))

    @routes.get(
        "/api/documents/{id}",
        responses=result(_DOCUMENT) | errors.documented(401, 404, 422, 429, 503),
        summary="一个文件及其全文",
    )
    async def get(request: Request, id: _ID) -> Response:
        return await _known(lambda: done(request, reading, lambda gone: library.get(id)))

    @routes.delete(
        "/api/documents/{id}",
        responses=described("remove", 401, 403, 404, 409, 422, 429, 503),
        summary="从索引中删除一个文件",
    )
    async def remove(request: Request, id: _ID) -> Response:
        who = request.scope["visitor"].name
        return await _known(lambda: done(request, changing, lambda gone: library.remove(id, who)))

    @routes.post(
        "/api/documents",
        responses=described("add", 400, 401, 403, 409, 413, 422, 429, 503),
        summary="收录文件",
    )
    async def add(
        request: Request,
        files: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_FILES)],
    ) -> Response:
        who = request.scope["visitor"].name
        given = [(file.filename or "", await file.read()) for file in files]
        return Json(await done(request, changing, lambda gone: library.add(given, who)))

    return routes


async def _known(work: Any) -> Response:
    """Answer 404 where there is no such document."""
    try:
        return Json(await work())
    except errors.UsageError as error:
        return errors.response(404, error.message, error.remedy)
