"""The web application: the page at `/`, `/healthz` for health checks, everything behind the guard."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.config import Settings
from ui import server
from ui.desk import Desk, Gone, Interruptible
from ui.guard import Guard, is_loopback
from ui.handlers import Answers
from ui.layout import TITLE, build, mounting
from ui.words import CHINESE, ENGLISH

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.pages.common import Parts

# Where uploaded files are kept, in the folder of the index.
UPLOADS = "uploads"


def application(parts: Parts, *, bound: str = "127.0.0.1") -> Guard:
    """Return the pages behind the guard, to be served on the address `bound`."""
    return Guard(page(parts), bound=bound)


def page(parts: Parts) -> FastAPI:
    """Return the pages as an application of their own; it closes the desk and the staging when it ends."""
    from fastapi import FastAPI

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        parts.desk.close()
        parts.staging.close()

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    mount(app, parts)
    return app


def mount(app: FastAPI, parts: Parts) -> None:
    """Add the pages in both languages, and the routes that they need, to an application."""
    import gradio as gr

    from ui.routes import add_routes

    add_routes(app, parts)
    # The Chinese pages are at the root, which takes everything that nobody took before it.
    for words in (ENGLISH, CHINESE):
        gr.mount_gradio_app(app, build(parts, words), **mounting(words))


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
    return application(assembled(settings, held), bound=settings.host)


def assembled(settings: Settings, held: contextlib.ExitStack) -> Parts:
    """Return what the pages work with for `settings`; `held` closes it."""
    from qa import assemble
    from qa.feedback import Feedback
    from qa.pipeline import Assistant
    from ui.examples import choose
    from ui.pages.common import Parts
    from ui.work.staging import Staging

    corpus = held.enter_context(assemble.corpus(settings, adding=True))
    generator = held.enter_context(contextlib.closing(assemble.generator(settings, corpus)))
    # A model that takes time to load does so while the rest is made ready.
    getattr(generator, "prepare", lambda: None)()
    extractive = assemble.generator(replace(settings, generator="extractive"), corpus)
    relevance = assemble.relevance(settings)
    examples = choose(Assistant(corpus, extractive), [info.title for info in corpus.documents()])

    def answers(gone: Gone) -> Answers:
        return Assistant(corpus, Interruptible(generator, gone), relevance)

    return Parts(
        answers=answers,
        corpus=corpus,
        desk=Desk(),
        feedback=Feedback(settings.index),
        staging=Staging(),
        uploads=settings.index / UPLOADS,
        examples=examples,
    )
