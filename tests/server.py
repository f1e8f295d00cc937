"""The whole server over the sample papers, without a model: small real parts, in this process or on a loopback port."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvicorn
from fastapi.testclient import TestClient

from index.corpus import Corpus
from qa.accounts.users import Users
from qa.config import Settings
from qa.generators import Generator
from qa.pipeline import Assistant
from qa.reader.extractive import ExtractiveGenerator
from tests import sample
from tests.fakes import NearEmbedder
from tests.patience import until
from ui.desk import Desk, Gone
from ui.guard import is_loopback
from ui.head import Head
from ui.serve import desk_for
from ui.service.access import Access
from ui.service.app import Parts, Service, service
from ui.service.generation import Careful
from ui.service.memory import Memory
from ui.service.metrics import Metrics
from ui.work.ask import Answers

ADDRESS = "http://127.0.0.1:7860"
QUESTION = "全县有多少家县重点实验室？"
FILE = {
    "files": ("新办法.txt", "测试县出口奖励办法\n\n出口额1000万元以上的，奖励30万元。\n".encode())
}


@dataclass(frozen=True)
class Served:
    """A server and what it is made of."""

    app: Service
    parts: Parts
    users: Users
    lines: list[dict[str, Any]]


@contextlib.contextmanager
def served(
    folder: Path,
    *,
    generator: Generator | None = None,
    answers: Callable[[Gone], Answers] | None = None,
    remember: bool = False,
    **settings: Any,
) -> Iterator[Served]:
    """A server over an index in `folder`, which is made where there is none."""
    known = (folder / "index.sqlite").exists()
    corpus = Corpus.open(folder, NearEmbedder(), create=True)
    if not known and not corpus.documents():
        corpus.add([sample.write(folder / "papers")])
    made = Settings(index=folder, generator="extractive", **{"rate": 0, **settings})
    if generator is not None:
        made = replace(made, generator="gguf:scripted")
    metrics, users = Metrics(), Users(made.users_file)
    memory = Memory(lambda: corpus.view) if remember else None

    def open_(gone: Gone) -> Answers:
        if generator is None:
            writer: Generator = ExtractiveGenerator(corpus.vocabulary_share)
        else:
            writer = Careful(generator, gone, made.answer_seconds, metrics)
        assistant = Assistant(corpus, writer)
        return memory.over(assistant) if memory else assistant

    lines: list[dict[str, Any]] = []
    parts = Parts(
        settings=made,
        corpus=corpus,
        access=Access(users, local=is_loopback(made.host)),
        asked=desk_for(made, Desk),
        answers=answers or open_,
        memory=memory,
        metrics=metrics,
        write=lines.append,
    )
    try:
        yield Served(service(parts), parts, users, lines)
    finally:
        for desk in parts.desks:
            desk.close()
        corpus.close()


@contextlib.contextmanager
def client(app: Service, base_url: str = ADDRESS, **headers: str) -> Iterator[TestClient]:
    """A client in this process; an error of the server is a response, as it is over the network."""
    with TestClient(app, base_url=base_url, headers=headers, raise_server_exceptions=False) as made:
        yield made


@contextlib.contextmanager
def listening(app: Any) -> Iterator[str]:
    """The same on a loopback port; gives its address. Real connections can be cut."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, http=Head, log_level="error", log_config=None, timeout_graceful_shutdown=1
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: running.run(sockets=[listener]), daemon=True)
    thread.start()
    try:
        until(lambda: running.started)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join()


@contextlib.contextmanager
def staffed(folder: Path, **settings: Any) -> Iterator[Served]:
    """A server with two accounts: a reader and an editor."""
    with served(folder, **settings) as made:
        made.users.put("读者", "reader", "reader-password")
        made.users.put("编辑", "editor", "editor-password")
        yield made


@contextlib.contextmanager
def unled(app: Service) -> Iterator[TestClient]:
    """A client that shows where it is led, instead of going there."""
    with client(app) as made:
        made.follow_redirects = False
        yield made
