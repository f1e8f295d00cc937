"""A socket, a server on it, an orderly end. Knows nothing of what is served."""

from __future__ import annotations

import contextlib
import errno
import logging
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from index.errors import ConfigError

_REASONS = {
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.EACCES: "没有权限（1024 以下的端口通常需要管理员权限）",
}


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address; 0 is any free port.

    Raises:
        ConfigError: there is no such address, or it is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        code = error.errno or 0
        # Numbers below zero come from looking up the name.
        reason = "没有这个主机名" if code < 0 else _REASONS.get(code, str(error))
        raise ConfigError(
            f"地址 {host}:{port} 不能使用：{reason}", "请用 --host 和 --port 换一个地址"
        ) from error
    # Connections inherit it. Without it a sentence waits some 40 ms for the browser to acknowledge the one before; asyncio
    # sees to that only for listeners that it made itself.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def run(
    app: Any,
    listener: socket.socket,
    host: str,
    before_end: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Serve `app` until interrupted or told to end; prints the address once requests are accepted.

    `before_end` is awaited before connections are cut.
    """
    import uvicorn

    from ui.head import Head

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                print(
                    f"已就绪：{address(host, listener)} （按 Ctrl+C 停止）",
                    file=sys.stderr,
                    flush=True,
                )

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Open pages keep connections that are cut now, which would be logged as failures.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            if before_end is not None and not self.force_exit:
                await before_end()
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        http=Head,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Whom to believe about who sits in front of them is a setting, which the application knows.
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    # A stop asked for by a service manager is as orderly as one asked for at the keyboard.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])
    finally:
        signal.signal(signal.SIGTERM, before)
    print("已停止。", file=sys.stderr)


def address(host: str, listener: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{listener.getsockname()[1]}/"
