"""The pages as an application of their own; the server around them is `ui.service`."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from ui.guard import Guard
from ui.layout import TITLE, build, mounting
from ui.shell import Shell
from ui.words import CHINESE, ENGLISH

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.pages.common import Parts

# A request with a file holds little more than the file.
_FRAME = 64 * 1024


def page(parts: Parts) -> FastAPI:
    """Return the pages in both languages, with the routes that they need; files in transit go when it ends."""
    import gradio as gr
    from fastapi import FastAPI

    from ui.routes import add_routes

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        parts.staging.close()

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    add_routes(app, parts)
    # The Chinese pages are at the root, which takes everything that nobody took before it.
    for words in (ENGLISH, CHINESE):
        gr.mount_gradio_app(app, build(parts, words), **mounting(words))
    app.add_middleware(Shell, languages={words.home: words.tag for words in (CHINESE, ENGLISH)})
    return app


def application(parts: Parts, *, bound: str = "127.0.0.1") -> Guard:
    """Return the pages behind the guard alone, without the service: what tests of the pages need."""
    return Guard(page(parts), bound=bound, upload=parts.largest + _FRAME)
