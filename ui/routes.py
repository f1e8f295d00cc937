"""What the server gives beside the Gradio pages: whole documents, comparisons, scripts, the style, a place for files."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from index.errors import PolicyQAError, UsageError
from qa.claims.elsewhere import Compared, elsewhere
from ui.desk import Gone
from ui.layout import HERE
from ui.service.work import done
from ui.shell import SCRIPTS
from ui.views.comparison import comparison_page, refused_page
from ui.views.document import document_page, missing_page
from ui.words import CHINESE, ENGLISH
from ui.work.errors import told
from ui.work.history import citation_at

if TYPE_CHECKING:
    from ui.pages.common import Parts

# A draft is read at once and not kept: it may be smaller than a document.
LARGEST_DRAFT = 10 * 1024 * 1024


def add_routes(app: Any, parts: Parts) -> None:
    """Add the routes to a FastAPI application, before the Gradio pages are mounted."""
    from starlette.responses import FileResponse, HTMLResponse, JSONResponse

    def file(name: str, kind: str) -> Any:
        return lambda request: FileResponse(HERE / name, media_type=kind)

    def document(request: Any) -> HTMLResponse:
        id_ = request.path_params["id_"]
        query = request.query_params
        words = ENGLISH if query.get("lang") == "en" else CHINESE
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

    async def compare(request: Any) -> HTMLResponse:
        """What other documents state of the figures of a quotation; waits its turn like a question."""
        query = request.query_params
        words = ENGLISH if query.get("lang") == "en" else CHINESE
        infos = {info.id: info for info in parts.corpus.documents()}
        at = _number(query.get("start")), _number(query.get("end"))
        cited = citation_at(infos, parts.corpus, request.path_params["id_"], *at, 1)
        if cited is None:
            return HTMLResponse(missing_page(words), status_code=404)

        def work(gone: Gone) -> list[Compared]:
            return list(
                itertools.takewhile(lambda _: not gone(), elsewhere((cited,), parts.corpus))
            )

        try:
            return HTMLResponse(
                comparison_page(cited, await done(request, parts.desk, work), words)
            )
        except PolicyQAError as error:
            return HTMLResponse(refused_page(told(error), words), status_code=503)

    async def stage(request: Any) -> JSONResponse:
        purpose = request.query_params.get("for", "")
        words = ENGLISH if request.query_params.get("lang") == "en" else CHINESE
        if purpose == "document" and not parts.allowed(request):
            said = words.line("只有管理员可以修改文件")
            return JSONResponse({"error": said}, status_code=403)
        largest = parts.largest if purpose == "document" else LARGEST_DRAFT
        try:
            ticket = await _received(request, parts, largest)
        except PolicyQAError as error:
            return JSONResponse({"error": words.line(str(error))}, status_code=400)
        return JSONResponse({"ticket": ticket})

    app.add_route("/document/{id_}", document, methods=["GET"])
    app.add_route("/compare/{id_}", compare, methods=["GET"])
    app.add_route("/stage", stage, methods=["POST"])
    for script in SCRIPTS:
        app.add_route(script, file(script[1:], "text/javascript"), methods=["GET"])
    app.add_route("/style.css", file("style.css", "text/css"), methods=["GET"])


async def _received(request: Any, parts: Parts, largest: int) -> str:
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
