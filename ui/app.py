"""The pages as an application of their own; the server around them is `ui.service`."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from ui.guard import Guard
from ui.layout import TITLE, build, mounting
from ui.words import CHINESE, ENGLISH

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.pages.common import Parts


def page(parts: Parts) -> FastAPI:
    """Return the pages as an application of their own; it closes the desk and the staging when it ends."""
    from fastapi import FastAPI

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        parts.desk.close()
        parts.staging.close()

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
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


def application(parts: Parts, *, bound: str = "127.0.0.1") -> Guard:
    """Return the pages behind the guard alone, without the service: what tests of the pages need."""
    return Guard(page(parts), bound=bound)
