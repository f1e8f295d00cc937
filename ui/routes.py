"""What the server gives beside the Gradio pages: whole documents, comparisons, scripts, the style, a place for files."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse

from index.errors import PolicyQAError, UsageError
from qa.claims.elsewhere import Compared, elsewhere
from qa.types import Citation
from ui.desk import Gone
from ui.layout import HERE
from ui.service.work import done
from ui.shell import SCRIPTS
from ui.views.comparison import comparison_page, refused_page
from ui.views.document import document_page, missing_page
from ui.words import CHINESE, ENGLISH, Words
from ui.work.errors import told
from ui.work.history import citation_at

if TYPE_CHECKING:
    from ui.pages.common import Parts

# A draft is read at once and not kept: it may be smaller than a document.
LARGEST_DRAFT = 10 * 1024 * 1024


def add_routes(app: Any, parts: Parts) -> None:
    """Add the routes to a FastAPI application, before the Gradio pages are mounted."""
    given = _Given(parts)
    app.add_route("/document/{id_}", given.document, methods=["GET"])
    app.add_route("/compare/{id_}", given.compare, methods=["GET"])
    app.add_route("/stage", given.stage, methods=["POST"])
    for script in SCRIPTS:
        app.add_route(script, _file(script[1:], "text/javascript"), methods=["GET"])
    app.add_route("/style.css", _file("style.css", "text/css"), methods=["GET"])


def _file(name: str, kind: str) -> Callable[[Request], FileResponse]:
    return lambda request: FileResponse(HERE / name, media_type=kind)


class _Given:
    """What is made for each request."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def document(self, request: Request) -> HTMLResponse:
        """A whole document, at a quotation."""
        parts, query, words = self._parts, request.query_params, _words(request)
        id_ = request.path_params["id_"]
        info = next((d for d in parts.corpus.documents() if d.id == id_), None)
        try:
            if info is None:
                raise UsageError("没有这份文件")
            html = document_page(
                info,
                parts.corpus.document(id_),
                parts.corpus.passages(id_),
                quote=(_number(query.get("start")), _number(query.get("end"))),
                cut=query.get("cut") == "1",
                words=words,
            )
        except UsageError:
            return HTMLResponse(missing_page(words), status_code=404)
        return HTMLResponse(html)

    async def compare(self, request: Request) -> HTMLResponse:
        """What other documents state of the figures of a quotation; waits its turn like a question."""
        parts, query, words = self._parts, request.query_params, _words(request)

        def cite() -> Citation | None:
            infos = {info.id: info for info in parts.corpus.documents()}
            at = _number(query.get("start")), _number(query.get("end"))
            return citation_at(infos, parts.corpus, request.path_params["id_"], *at, 1)

        # Reads the index: everybody else waits for what is done here itself.
        cited = await to_thread.run_sync(cite)
        if cited is None:
            return HTMLResponse(missing_page(words), status_code=404)

        def work(gone: Gone) -> list[Compared]:
            found = elsewhere((cited,), parts.corpus)
            return list(itertools.takewhile(lambda _: not gone(), found))

        try:
            compared = await done(request, parts.desk, work)
        except PolicyQAError as error:
            return HTMLResponse(refused_page(told(error), words), status_code=503)
        return HTMLResponse(comparison_page(cited, compared, words))

    async def stage(self, request: Request) -> JSONResponse:
        """A file is received, to be added as a document or read as a draft."""
        parts, words = self._parts, _words(request)
        purpose = request.query_params.get("for", "")
        if purpose == "document" and not parts.allowed(request):
            said = words.line("只有管理员可以修改文件")
            return JSONResponse({"error": said}, status_code=403)
        largest = parts.largest if purpose == "document" else LARGEST_DRAFT
        try:
            ticket = await _received(request, parts, largest)
        except PolicyQAError as error:
            return JSONResponse({"error": words.line(str(error))}, status_code=400)
        return JSONResponse({"ticket": ticket})


def _words(request: Request) -> Words:
    return ENGLISH if request.query_params.get("lang") == "en" else CHINESE


async def _received(request: Request, parts: Parts, largest: int) -> str:
    """Return the ticket of the file in the body of a request.

    Raises:
        UsageError: it is empty, or larger than `largest` bytes.
    """
    path = parts.staging.begin()
    size = 0
    try:
        with path.open("wb") as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size > largest:
                    raise UsageError(f"文件超过 {largest // 1024 // 1024} MB", "请拆分后再传")
                file.write(chunk)
        if not size:
            raise UsageError("文件是空的", "请检查文件")
        return parts.staging.keep(path, request.query_params.get("name", ""))
    except BaseException:
        parts.staging.drop(path)
        raise


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 12 else 0
