"""Drafts from any server that speaks the OpenAI chat completions protocol (vLLM, Ollama, LM Studio, a provider).

Whatever the server does, an answer ends within the time-out, and a line, a body and a draft have a longest length.
The key goes into one header and nowhere else.
"""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import ConfigError, GeneratorError
from qa.generators.chat import ChatPrompt
from qa.generators.draft import Draft
from qa.generators.openai_call import Call
from qa.types import Evidence

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 10.0
EVIDENCE_CHARACTERS = 800
# Seconds of silence after which an empty piece gives whoever reads the chance to stop.
PULSE = 0.25
# A server that ignores max_tokens is cut off at this many characters a token.
CHARACTERS_A_TOKEN = 4
_LOCAL = ("localhost", "127.0.0.1", "::1")


class OpenAIGenerator:
    """Asks `model` of the server at `base_url` (`http://host:port/v1`). Callable from any thread.

    `timeout` (seconds) bounds the whole answer, retries included; a busy or failing server is asked again up to
    `retries` times, but never after it began to answer. Redirects are not followed.

    Raises:
        ConfigError: the address or the key cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "",
        *,
        timeout: float = 60.0,
        retries: int = 2,
        max_tokens: int = 512,
    ) -> None:
        _check(base_url, api_key)
        self._url = base_url.rstrip("/") + "/chat/completions"
        self._model = model
        self._key = api_key
        self._timeout = timeout
        self._retries = retries
        self._max_tokens = max_tokens
        self._local = urlsplit(base_url).hostname in _LOCAL
        self._tls: ssl.SSLContext | None = None
        self._prompt = ChatPrompt(characters=EVIDENCE_CHARACTERS)
        # Where the server stands is nobody's business who reads the answer; `doctor` tells it.
        self.name = f"openai:{model}"
        self.prompt_version = self._prompt.version
        self.quotes = False

    def generate(self, question: str, evidence: Sequence[Evidence]) -> Iterator[str]:
        """Yield the draft sentence by sentence. See `Generator`.

        Raises:
            GeneratorError: the server is down, slow, refuses, or does not speak the protocol.
        """
        if not evidence:
            return
        deadline = time.monotonic() + self._timeout
        most = self._max_tokens * CHARACTERS_A_TOKEN
        said: queue.SimpleQueue[str | bool | GeneratorError] = queue.SimpleQueue()
        call = Call(
            self._connect,
            self._url,
            self._body(question, evidence),
            deadline,
            self._retries,
            most,
            said.put,
        )
        # A thread of its own: name resolution and a dripping server know no deadline, waiting for a queue does.
        threading.Thread(target=call.run, daemon=True, name="openai-call").start()
        draft = Draft(most)
        try:
            while True:
                piece = self._next(said, deadline)
                if piece is None:
                    yield ""
                    continue
                if isinstance(piece, bool):
                    break
                yield draft.feed(piece)
                if draft.full:
                    piece = True
                    break
        finally:
            call.cancel()
        if rest := draft.finish(cut=piece):
            yield rest

    def close(self) -> None:
        """Nothing is held between answers."""

    def _next(
        self, said: queue.SimpleQueue[str | bool | GeneratorError], deadline: float
    ) -> str | bool | None:
        """Return the next piece, None in silence, or at the end whether the answer was cut off."""
        left = deadline - time.monotonic()
        try:
            item = said.get(timeout=max(0.0, min(PULSE, left)))
        except queue.Empty:
            if left > PULSE:
                return None
            raise GeneratorError(
                f"模型服务 {self.name!r} 在 {self._timeout:g} 秒内没有答完",
                "请稍后重试，或加大超时时间",
            ) from None
        if isinstance(item, GeneratorError):
            raise GeneratorError(f"模型服务 {self.name!r} {item.message}", item.remedy)
        return item

    def _body(self, question: str, evidence: Sequence[Evidence]) -> dict[str, Any]:
        return {
            "model": self._model,
            "messages": self._prompt.messages(question, evidence),
            "temperature": 0,
            "max_tokens": self._max_tokens,
            "stream": True,
        }

    def _connect(self) -> httpx.Client:
        """Return a client for one attempt."""
        import httpx

        secure = self._url.startswith("https://")
        if secure and self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=not self._local)
        return httpx.Client(
            verify=self._tls or False,  # no context is needed where nothing is encrypted
            timeout=httpx.Timeout(self._timeout, connect=min(CONNECT_SECONDS, self._timeout)),
            headers={
                **({"Authorization": f"Bearer {self._key}"} if self._key else {}),
                "Accept": "text/event-stream, application/json",
                # A compressed answer could grow beyond every bound while it is unpacked.
                "Accept-Encoding": "identity",
            },
            follow_redirects=False,
            # A proxy cannot reach this machine's own servers.
            trust_env=not self._local,
        )


def _check(base_url: str, api_key: str) -> None:
    """Check address and key.

    Raises:
        ConfigError: the address is no http(s) address, or holds a password or a query; the key is no header value.
    """
    try:
        parts = urlsplit(base_url)
        _ = parts.port  # raises where it is none
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ConfigError("模型服务的地址不合规", "应形如 http://127.0.0.1:8000/v1，不带参数")
    if parts.username is not None or parts.password is not None:
        raise ConfigError("模型服务的地址里写有用户名或密码", "请去掉，密钥另行设置")
    if not api_key.isascii() or not api_key.isprintable() or api_key != api_key.strip():
        raise ConfigError("模型服务的密钥含有空白或不能使用的字符", "请检查密钥是否复制完整")
