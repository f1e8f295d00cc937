"""The web application: the page at `/`, `/healthz` for health checks, everything behind the guard."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import Any

from qa.config import Settings
from ui import server
from ui.desk import Desk, Gone, Interruptible
from ui.examples import choose
from ui.guard import Guard, is_loopback
from ui.handlers import Answers
from ui.layout import HERE, TITLE, Open, build


def application(answers: Open, *, examples: Sequence[str] = (), bound: str = "127.0.0.1") -> Guard:
    """Return the ASGI application, to be served on the address `bound`; `answers` gives what answers a question."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import FileResponse

    desk: Desk[Any] = Desk()

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

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
    return Guard(app, bound=bound)


def serve(settings: Settings) -> int:
    """Serve until interrupted; prints the address once questions are accepted. Returns the exit code.

    Raises:
        PolicyQAError: the index or a model is not usable, or the address is taken.
    """
    with contextlib.ExitStack() as held:
        # The address first: what is slow to load is not loaded for nothing.
        listener = held.enter_context(
            contextlib.closing(server.listen(settings.host, settings.port))
        )
        if not is_loopback(settings.host):
            print(
                f"注意：正在监听 {settings.host}，本机以外的人也可能访问。这里没有登录和权限，请只在可信的网络中使用。",
                file=sys.stderr,
            )
        print("正在启动，请稍候…", file=sys.stderr, flush=True)
        with _uncollected():
            app = _assembled(settings, held)
        server.run(app, listener, settings.host)
    return 0


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """What is made inside is not searched for garbage, now or later.

    A start makes objects that stay, and to search them again and again while they grow takes a tenth of it.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _assembled(settings: Settings, held: contextlib.ExitStack) -> Guard:
    """Return the application for `settings`; `held` closes what it answers from."""
    from qa import assemble
    from qa.pipeline import Assistant

    corpus = held.enter_context(assemble.corpus(settings))
    generator = held.enter_context(contextlib.closing(assemble.generator(settings, corpus)))
    # A model that takes time to load does so while the rest is made ready.
    getattr(generator, "prepare", lambda: None)()
    extractive = assemble.generator(replace(settings, generator="extractive"), corpus)
    relevance = assemble.relevance(settings)
    examples = choose(Assistant(corpus, extractive), [info.title for info in corpus.documents()])

    def answers(gone: Gone) -> Answers:
        return Assistant(corpus, Interruptible(generator, gone), relevance)

    return application(answers, examples=examples, bound=settings.host)
