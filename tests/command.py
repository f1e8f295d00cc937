"""The command line run in this process: what it wrote, and its exit code. Reads and leaves the environment as it was."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.cli.main import main
from tests import sample
from tests.fakes import HashEmbedder, NearEmbedder
from tests.loopback import Behaviour, Loopback, answered, serving


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: object, stdin: str | bytes = "", env: Mapping[str, str] | None = None) -> Done:
    """Run one command with only the settings in `env`."""
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    streams = [io.TextIOWrapper(io.BytesIO(b), encoding="ascii") for b in (data, b"", b"")]
    before = sys.stdin
    sys.stdin = streams[0]
    try:
        with (
            _environment(env or {}),
            contextlib.redirect_stdout(streams[1]),
            contextlib.redirect_stderr(streams[2]),
        ):
            code = main([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    out, err = (_text(stream) for stream in streams[1:])
    return Done(code, out, err)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Only the settings in `values`, but that the models lie where this machine has them."""
    saved = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("POLICYQA_")}
    kept = {key: saved[key] for key in ("POLICYQA_MODELS",) if key in saved}
    os.environ.update({**kept, **values})
    try:
        yield
    finally:
        for key in (*kept, *values):
            os.environ.pop(key, None)
        os.environ.update(saved)


def one_line(done: Done, *parts: str) -> bool:
    """Whether the error is one Chinese line that holds `parts`, and stdout is empty."""
    lines = done.err.strip().splitlines()
    held = all(part in lines[-1] for part in parts) if lines else False
    return held and lines[-1].startswith("错误：") and not done.out and "Traceback" not in done.err


def embeddings(embedder: HashEmbedder) -> Behaviour:
    """Answer as an OpenAI-compatible embeddings server does."""

    def answer(connection: Any, request: bytes) -> None:
        texts = json.loads(request.partition(b"\r\n\r\n")[2])["input"]
        rows = embedder.embed_passages(texts).tolist()
        data = [{"index": i, "embedding": row} for i, row in enumerate(rows)]
        answered("200 OK", "application/json", json.dumps({"data": data}).encode())(
            connection, request
        )

    return answer


@contextlib.contextmanager
def embedding_server() -> Iterator[tuple[Loopback, dict[str, str]]]:
    """A server of vectors, and the settings that use it with the extractive generator."""
    with serving(embeddings(NearEmbedder())) as server:
        yield server, settings(server.url)


def settings(url: str) -> dict[str, str]:
    """Settings that need no model: vectors from `url`, answers by extraction."""
    return {
        "POLICYQA_EMBEDDER": "openai:near",
        "POLICYQA_EMBEDDER_URL": url,
        "POLICYQA_GENERATOR": "extractive",
        "POLICYQA_RELEVANCE": "none",
        "POLICYQA_RETRIES": "0",
        "POLICYQA_TIMEOUT": "5",
    }


def nowhere() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


class Desk:
    """An index of the sample papers with the settings that it was made with."""

    def __init__(self, server: Loopback, env: dict[str, str], folder: Path) -> None:
        self.server, self.env, self.folder = server, env, folder
        self.papers = sample.write(folder / "papers")
        self.index = folder / "index"
        added = self("add", self.papers)
        assert added.code == 0, added.err

    def __call__(self, *arguments: object, index: Path | None = None, **more: object) -> Done:
        env = {**self.env, **more.pop("env", {})}  # type: ignore[dict-item]
        return run(*arguments, "--index", index or self.index, env=env, **more)  # type: ignore[arg-type]
