"""The page at `/` as an application of its own; the server around it is `ui.service`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.desk import Desk
from ui.guard import Guard
from ui.layout import HERE, TITLE, Open, build

if TYPE_CHECKING:
    from fastapi import FastAPI


def page(answers: Open, desk: Desk[Any], examples: Sequence[str] = ()) -> FastAPI:
    """Return the page; `answers` gives what answers a question, which waits for its turn at `desk`."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import FileResponse

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/page.js")
    def script() -> FileResponse:
        return FileResponse(HERE / "page.js", media_type="text/javascript")

    gr.mount_gradio_app(
        app,
        build(answers, desk, examples),
        path="/",
        css=(HERE / "style.css").read_text(encoding="utf-8"),
        head='<script src="/page.js" defer></script>',
        theme=gr.themes.Base(font="sans-serif", font_mono="monospace"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=1,
    )
    return app


def application(answers: Open, *, examples: Sequence[str] = (), bound: str = "127.0.0.1") -> Guard:
    """Return the page behind the guard alone, without the service: what tests of the page need."""
    return Guard(page(answers, Desk(), examples), bound=bound)
