"""The web application and its server: the page at `/`, `/healthz` for health checks, everything behind the guard."""

from __future__ import annotations

import contextlib
import errno
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator
from typing import Any

from index.errors import ConfigError
from qa.config import Settings
from ui.desk import Desk, Gone, Interruptible
from ui.guard import Guard, is_loopback
from ui.handlers import Answers
from ui.layout import HERE, TITLE, Open, build

_REASONS = {
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.EACCES: "没有权限（1024 以下的端口通常需要管理员权限）",
}


def application(answers: Open, *, bound: str = "127.0.0.1") -> Guard:
    """Return the ASGI application, to be served on `bound`; `answers` is asked for something that answers each question."""
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
        build(answers, desk),
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
    from qa import assemble
    from qa.pipeline import Assistant

    with contextlib.closing(_listen(settings.host, settings.port)) as listener:
        if not is_loopback(settings.host):
            print(
                f"注意：正在监听 {settings.host}，本机以外的人也可能访问。这里没有登录和权限，请只在可信的网络中使用。",
                file=sys.stderr,
            )
        with (
            assemble.corpus(settings) as corpus,
            contextlib.closing(assemble.generator(settings, corpus)) as generator,
        ):

            def answers(gone: Gone) -> Answers:
                return Assistant(corpus, Interruptible(generator, gone))

            _run(application(answers, bound=settings.host), listener, settings.host)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address, before anything slow is loaded.

    Raises:
        ConfigError: there is no such address, or it is taken.
    """
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        )
    except OSError as error:
        # Numbers below zero come from looking up the name.
        reason = (
            "没有这个主机名"
            if (error.errno or 0) < 0
            else _REASONS.get(error.errno or 0, str(error))
        )
        raise ConfigError(
            f"地址 {host}:{port} 不能使用：{reason}", "请用 --host 和 --port 换一个地址"
        ) from error


def _run(app: Guard, listener: socket.socket, host: str) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                print(
                    f"已就绪：{_address(host, listener)} （按 Ctrl+C 停止）",
                    file=sys.stderr,
                    flush=True,
                )

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Open pages keep connections that are cut now, which would be logged as failures.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1
    )
    # A stop asked for by a service manager is as orderly as one asked for at the keyboard.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])
    finally:
        signal.signal(signal.SIGTERM, before)
    print("已停止。", file=sys.stderr)


def _address(host: str, listener: socket.socket) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{listener.getsockname()[1]}/"
