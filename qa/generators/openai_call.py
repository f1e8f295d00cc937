"""One call of a chat completions server: attempts, the stream of events, and everything that can be wrong with them.

Runs in a thread of its own and reports to whoever waits: pieces of text, then whether the answer was cut off, or an
error. The messages of its errors go on from "the server …".
"""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from index.errors import GeneratorError

if TYPE_CHECKING:
    import httpx

MAX_LINE = 256 * 1024
MAX_BODY = 2 * 1024 * 1024
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 20.0
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REMEDIES = {
    400: "请检查模型名，以及模型的上下文长度是否够用",
    401: "请检查密钥",
    403: "请检查密钥的权限",
    404: "请检查地址（通常以 /v1 结尾）和模型名",
    413: "请换用上下文更长的模型",
    422: "请检查模型名，以及该服务是否支持对话接口",
    429: "请求过于频繁或额度用尽，请稍后重试",
}
_NOT_THE_PROTOCOL = "请确认地址是 OpenAI 兼容的对话服务"

Report = Callable[["str | bool | GeneratorError"], object]


class _TryAgainError(Exception):
    """The attempt failed in a way that another one may not. `pause` is what the server asked for, in seconds."""

    def __init__(self, error: GeneratorError, pause: float = 0.0) -> None:
        super().__init__()
        self.error = error
        self.pause = pause


class Call:
    """Sends one request until it is answered, `retries` more times at most and only before the first piece of text.

    It stops by itself at the time `deadline` and when `most` characters have come: whoever reads may be slow.
    """

    def __init__(
        self,
        connect: Callable[[], httpx.Client],
        url: str,
        body: Mapping[str, Any],
        deadline: float,
        retries: int,
        most: int,
        report: Report,
    ) -> None:
        self._connect = connect
        self._url = url
        self._body = body
        self._deadline = deadline
        self._retries = retries
        self._left = most
        self._report = report
        self._began = False
        self._cancelled = threading.Event()
        self._connection: Any = None

    def cancel(self) -> None:
        """Stop: the connection is shut down, so that a server that is still writing notices."""
        self._cancelled.set()
        if self._connection is not None:
            with contextlib.suppress(OSError, ValueError, AttributeError):
                self._connection.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def run(self) -> None:
        """Report the answer; every failure is reported, none is raised."""
        try:
            self._report(self._attempts())
        except GeneratorError as error:
            self._report(error)
        except Exception as error:
            # A thread's exception would be lost, and the reader would wait for nothing.
            self._report(GeneratorError(f"出错（{type(error).__name__}）", "请重试"))

    def _attempts(self) -> bool:
        for attempt in range(self._retries + 1):
            try:
                return self._attempt()
            except _TryAgainError as again:
                pause = min(max(FIRST_PAUSE * 2**attempt, again.pause), LONGEST_PAUSE)
                late = time.monotonic() + pause >= self._deadline
                if self._began or late or attempt == self._retries or self._cancelled.wait(pause):
                    raise again.error from None
        raise AssertionError("the last attempt returns or raises")

    def _attempt(self) -> bool:
        """Return whether the answer was cut off by the server's limit.

        Raises:
            _TryAgainError: the server cannot be reached, is busy, or hung up.
            GeneratorError: what it answers is no answer.
        """
        import httpx

        try:
            # A connection of its own for each attempt: `cancel` knows which one to shut down, even before the answer.
            with (
                self._connect() as client,
                client.stream(
                    "POST", self._url, json=self._body, extensions={"trace": self._watch}
                ) as response,
            ):
                return self._answer(response)
        except httpx.TimeoutException:
            raise _TryAgainError(
                GeneratorError("没有及时回应", "请稍后重试，或加大超时时间")
            ) from None
        except (httpx.NetworkError, httpx.ProtocolError) as error:
            what = "连接不上" if isinstance(error, httpx.ConnectError) else "中途断开"
            raise _TryAgainError(GeneratorError(what, "请确认服务已启动、地址正确")) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
            raise GeneratorError(f"无法使用（{type(error).__name__}）", "请检查服务地址") from None

    def _watch(self, event: str, facts: Mapping[str, Any]) -> None:
        """Remember the connection, as httpcore reports it."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._connection = facts["return_value"]
            if self._cancelled.is_set():
                self.cancel()

    def _answer(self, response: httpx.Response) -> bool:
        status = response.status_code
        if 300 <= status < 400:
            raise GeneratorError(f"要求转到别处（HTTP {status}），没有跟随", "请改用最终地址")
        if status != 200:
            error = GeneratorError(
                f"拒绝了请求（HTTP {status}）", _REMEDIES.get(status, "请查看该服务的日志")
            )
            raise _TryAgainError(error, _asked_pause(response)) if status in _RETRIED else error
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
            raise GeneratorError("返回了压缩的内容", "请关闭该服务的压缩")
        if kind == "text/event-stream":
            return self._events(response)
        if kind == "application/json":
            return self._whole(response)
        raise GeneratorError("返回的不是对话内容（Content-Type 不对）", _NOT_THE_PROTOCOL)

    def _events(self, response: httpx.Response) -> bool:
        for line in _lines(self._bytes(response)):
            if not line.startswith(b"data:"):
                continue  # comments that keep the connection alive, event names, ids
            data = line[5:].strip()
            if data == b"[DONE]":
                return False
            choice = _choice(data)
            delta = choice.get("delta")
            text = delta.get("content") if isinstance(delta, dict) else None
            if isinstance(text, str) and text:
                self._say(text)
                if self._left <= 0:
                    return True
            if reason := choice.get("finish_reason"):
                return reason == "length"
        raise _TryAgainError(GeneratorError("没有答完就断开了", "请重试，或查看该服务的日志"))

    def _whole(self, response: httpx.Response) -> bool:
        """Report the answer of a server that does not stream."""
        body = b""
        for chunk in self._bytes(response):
            body += chunk
            if len(body) > MAX_BODY:
                raise GeneratorError("返回的内容过长", _NOT_THE_PROTOCOL)
        choice = _choice(body)
        message = choice.get("message")
        text = message.get("content") if isinstance(message, dict) else None
        if not isinstance(text, str):
            raise GeneratorError("返回的内容里没有回答", _NOT_THE_PROTOCOL)
        self._say(text)
        return choice.get("finish_reason") == "length"

    def _say(self, text: str) -> None:
        self._began = True
        self._left -= len(text)
        # JSON can hold half a surrogate pair, which no output takes.
        self._report(text.encode("utf-8", "replace").decode("utf-8"))

    def _bytes(self, response: httpx.Response) -> Iterator[bytes]:
        for chunk in response.iter_raw():
            if self._cancelled.is_set() or time.monotonic() > self._deadline:
                raise GeneratorError("没有及时答完", "请稍后重试，或加大超时时间")
            yield chunk


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines of a body, without their ends; the last one may be without end.

    Raises:
        GeneratorError: a line is longer than `MAX_LINE`.
    """
    rest = bytearray()
    for chunk in chunks:
        rest += chunk
        if b"\n" in chunk:
            *lines, last = bytes(rest).split(b"\n")
            yield from (line.rstrip(b"\r") for line in lines)
            rest = bytearray(last)
        if len(rest) > MAX_LINE:
            raise GeneratorError("返回的内容过长（一行没有尽头）", _NOT_THE_PROTOCOL)
    if rest:
        yield bytes(rest).rstrip(b"\r")


def _choice(data: bytes) -> dict[str, Any]:
    """Return the first choice of an event or a body; an empty one where there is none, as in a usage report.

    Raises:
        GeneratorError: it is not JSON, not an object, or an error.
    """
    try:
        event = json.loads(data)
    except (ValueError, RecursionError):
        raise GeneratorError("返回的不是 JSON", _NOT_THE_PROTOCOL) from None
    if not isinstance(event, dict):
        raise GeneratorError("返回的内容不合协议", _NOT_THE_PROTOCOL)
    if event.get("error"):
        raise GeneratorError("报告了错误", "请查看该服务的日志")
    choices = event.get("choices", [])
    if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
        raise GeneratorError("返回的内容不合协议", _NOT_THE_PROTOCOL)
    return choices[0] if choices else {}


def _asked_pause(response: httpx.Response) -> float:
    """Return the seconds that the server asked to wait, 0 where it named none."""
    try:
        return max(0.0, float(response.headers.get("retry-after", "0")))
    except ValueError:
        return 0.0
