"""`/api/documents`: list, read, add and remove. Whoever adds or removes needs the role editor (the gate sees to it)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Request, UploadFile
from fastapi.responses import Response

from index.corpus import Corpus
from index.errors import UsageError
from index.types import DocumentInfo
from qa.documents.additions import report_json
from qa.documents.as_json import info_json
from qa.schemas import SCHEMAS
from ui.desk import Desk
from ui.service import errors
from ui.service.shapes import Json, described, result
from ui.service.work import done
from ui.work.library import Library, Upload

MOST_FILES = 50
_ID = Annotated[str, Path(pattern=r"^\w{1,64}$", description="文件编号")]
_INFO = SCHEMAS["list"]["items"]
_DOCUMENT = {
    **_INFO,
    "properties": {**_INFO["properties"], "text": {"type": "string"}},
    "required": [*_INFO["required"], "text"],
}


def router(corpus: Corpus, library: Library, reading: Desk[Any], changing: Desk[Any]) -> APIRouter:
    """Return the routes; changes are made at a desk of their own, one after another."""
    routes = APIRouter()

    @routes.get(
        "/api/documents", responses=described("list", 401, 429, 503), summary="列出全部文件"
    )
    async def list_(request: Request) -> Response:
        return Json(await done(request, reading, lambda gone: _all(corpus)))

    @routes.get(
        "/api/documents/{id}",
        responses=result(_DOCUMENT) | errors.documented(401, 404, 422, 429, 503),
        summary="一个文件及其全文",
    )
    async def get(request: Request, id: _ID) -> Response:
        return await _known(lambda: done(request, reading, lambda gone: _one(corpus, id)))

    @routes.delete(
        "/api/documents/{id}",
        responses=described("remove", 401, 403, 404, 409, 422, 429, 503),
        summary="从索引中删除一个文件",
    )
    async def remove(request: Request, id: _ID) -> Response:
        who = request.scope["visitor"].name
        return await _known(
            lambda: done(request, changing, lambda gone: _removed(corpus, library, id, who))
        )

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
        return Json(await done(request, changing, lambda gone: _added(library, given, who)))

    return routes


def _all(corpus: Corpus) -> list[dict[str, Any]]:
    """Return all documents as the command `list` does."""
    return [info_json(info) for info in corpus.documents()]


def _one(corpus: Corpus, id_: str) -> dict[str, Any]:
    return info_json(_info(corpus, id_)) | {"text": corpus.document(id_).text}


def _info(corpus: Corpus, id_: str) -> DocumentInfo:
    """Return the document of just this id; the command line also takes a title, a path or a folder."""
    info = next((info for info in corpus.documents() if info.id == id_), None)
    if info is None:
        raise UsageError("没有这个文件", "编号见 /api/documents")
    return info


def _removed(corpus: Corpus, library: Library, id_: str, who: str) -> list[dict[str, Any]]:
    _info(corpus, id_)
    return [info_json(info) for info in library.remove(id_, who)]


def _added(
    library: Library, files: Sequence[tuple[str, bytes]], who: str
) -> list[dict[str, object]]:
    """Take in files, of one name the newest; returns a report for each, as the command `add` does."""
    uploads = [Upload(name=name, read=partial(bytes, data)) for name, data in files]
    return [report_json(report) for report in library.add(uploads, who, replace=True)]


async def _known(work: Any) -> Response:
    """Answer 404 where there is no such document."""
    try:
        return Json(await work())
    except UsageError as error:
        return errors.response(404, error.message, error.remedy)
