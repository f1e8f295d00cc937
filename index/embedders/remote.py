"""An OpenAI-compatible embeddings endpoint, asked over HTTP with time-outs and retries."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from index.embedders.identity import fingerprint
from index.embedders.vectors import plain_text, unit_vectors
from index.errors import ModelError

if TYPE_CHECKING:
    import httpx

_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT_S = 20.0
_PROBE = "政策"
_REMEDIES = {
    400: "请检查模型名和文本长度上限",
    401: "请检查密钥",
    403: "请检查密钥的权限",
    404: "请检查地址（通常以 /v1 结尾）和模型名",
    413: "请减小每批文本数",
    429: "请求过于频繁或额度用尽，请稍后重试",
}


class OpenAIEmbedder:
    """The model of an OpenAI-compatible server (`POST base_url/embeddings`), nothing kept of it but its dimension.

    The server is not contacted until a vector or its dimension is wanted. The fingerprint is the model's name with
    prompts and, when given, dimensions: the same model on another server keeps its index. A busy or failing server is
    asked again `retries` times with growing pauses. Callable from any thread.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "",
        *,
        dimensions: int | None = None,
        query_prompt: str = "",
        passage_prompt: str = "",
        batch: int = 64,
        timeout: float = 60.0,
        retries: int = 2,
        pause: float = 0.5,
    ) -> None:
        _require_usable(base_url, api_key)
        self._url = base_url.rstrip("/") + "/embeddings"
        self._model = model
        self._key = api_key
        self._asked_dimensions = dimensions
        self._dimensions = dimensions
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        self._batch = max(1, batch)
        self._timeout = timeout
        self._retries = retries
        self._pause = pause
        self._connecting = threading.Lock()
        self._connected: httpx.Client | None = None
        self.name = model
        self.fingerprint = fingerprint(model, "openai", dimensions, query_prompt, passage_prompt)
        self._maker = f"嵌入服务 {_without_secrets(base_url)!r} 的模型 {model!r}"

    @property
    def dimensions(self) -> int:
        """Length of a vector; the first reading asks the server when it was not given."""
        if self._dimensions is None:
            self._embed([_PROBE])
        assert self._dimensions is not None
        return self._dimensions

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Return the passages' vectors, shape (len(texts), dimensions)."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return self._embed([self._passage_prompt + text for text in texts])

    def embed_query(self, text: str) -> np.ndarray:
        """Return the question's vector, shape (dimensions,)."""
        return self._embed([self._query_prompt + text])[0]

    def close(self) -> None:
        """Close the connections; the embedder opens new ones when it is used again."""
        with self._connecting:
            if self._connected is not None:
                self._connected.close()
                self._connected = None

    def _embed(self, texts: Sequence[str]) -> np.ndarray:
        parts = []
        for start in range(0, len(texts), self._batch):
            batch = [plain_text(text) or " " for text in texts[start : start + self._batch]]
            found = _rows(self._ask(batch), self._maker)
            vectors = unit_vectors(found, len(batch), self._dimensions, self._maker)
            self._dimensions = vectors.shape[1]
            parts.append(vectors)
        return np.concatenate(parts)

    def _ask(self, texts: list[str]) -> Any:
        """Return the decoded JSON of the answer.

        Raises:
            ModelError: no answer, an answer that says no, or one that is not JSON.
        """
        body: dict[str, Any] = {"model": self._model, "input": texts, "encoding_format": "float"}
        if self._asked_dimensions is not None:
            body["dimensions"] = self._asked_dimensions
        response = self._post(body)
        if response.status_code != 200:
            raise ModelError(
                f"{self._maker} 拒绝了请求（HTTP {response.status_code}{_detail(response)}）",
                _REMEDIES.get(response.status_code, "请查看该服务的日志"),
            )
        try:
            return response.json()
        except ValueError:
            raise ModelError(
                f"{self._maker} 返回的不是 JSON", "请确认地址是 OpenAI 兼容的嵌入服务"
            ) from None

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        import httpx

        client = self._client()
        for attempt in range(self._retries + 1):
            last = attempt == self._retries
            pause = self._pause * 2**attempt
            try:
                response = client.post(self._url, json=body)
            except httpx.TimeoutException:
                if last:
                    raise ModelError(
                        f"{self._maker} 在 {self._timeout:g} 秒内没有回答",
                        "请稍后重试，或加大超时时间",
                    ) from None
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                if last or not isinstance(error, httpx.TransportError):
                    raise ModelError(
                        f"{self._maker} 连接失败（{_reason(error)}）", "请确认服务已启动、地址正确"
                    ) from None
            else:
                if last or response.status_code not in _RETRIED:
                    return response
                pause = max(pause, _asked_pause(response))
            time.sleep(min(pause, _LONGEST_WAIT_S))
        raise AssertionError("the last attempt returns or raises")

    def _client(self) -> httpx.Client:
        import httpx

        with self._connecting:
            if self._connected is None:
                local = urlsplit(self._url).hostname in ("localhost", "127.0.0.1", "::1")
                self._connected = httpx.Client(
                    timeout=self._timeout,
                    headers={"Authorization": f"Bearer {self._key}"} if self._key else {},
                    # A proxy cannot reach this machine's own servers.
                    trust_env=not local,
                )
            return self._connected


def _rows(answer: Any, maker: str) -> list[Any]:
    """Return the answer's vectors in the order of the texts, which servers may change but number."""
    try:
        entries = list(answer["data"])
        order = [entry.get("index", place) for place, entry in enumerate(entries)]
        if sorted(order) != list(range(len(entries))):
            raise ValueError("not one vector for each text")
        rows: list[Any] = [None] * len(entries)
        for place, entry in zip(order, entries, strict=True):
            rows[place] = entry["embedding"]
        return rows
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ModelError(
            f"{maker} 的回答里没有向量", "请确认地址是 OpenAI 兼容的嵌入服务"
        ) from None


def _detail(response: httpx.Response) -> str:
    """Return what the server says about its refusal, in one short line, or nothing."""
    try:
        error = response.json()["error"]
        text = error["message"] if isinstance(error, dict) else error
    except (ValueError, KeyError, TypeError):
        return ""
    return "，" + " ".join(str(text).split())[:200]


def _asked_pause(response: httpx.Response) -> float:
    try:
        return float(response.headers.get("retry-after", "0"))
    except ValueError:
        return 0.0


def _reason(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:120]


def _require_usable(url: str, key: str) -> None:
    """Return if they can stand in a request; otherwise a library would quote the key in its complaint.

    Raises:
        ModelError: the address is no http address or the key has characters that no header may have.
    """
    try:
        usable = urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ModelError(
            f"嵌入服务的地址 {url!r} 不是 http 地址", "请改为形如 http://127.0.0.1:8000/v1 的地址"
        )
    if not (key.isascii() and key.isprintable()):
        raise ModelError("嵌入服务的密钥含有不可用的字符", "请重新填写密钥")


def _without_secrets(url: str) -> str:
    """Return the address without user name, password and query, as it may appear in an error."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
