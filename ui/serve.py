"""Settings to a running server. Refuses to be reachable from elsewhere while nobody needs to sign in."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from index.errors import ConfigError
from qa.accounts.users import Users
from qa.config import Settings
from ui import server
from ui.guard import is_loopback

# As in <malloc.h>.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3

if TYPE_CHECKING:
    from index.corpus import Corpus
    from qa.generators.protocol import Generator
    from ui.pages.common import Parts as Pages
    from ui.service.app import Parts, Service


def serve(settings: Settings, *, pages: bool = True) -> int:
    """Serve until interrupted; prints the address once questions are accepted. Returns the exit code.

    Raises:
        PolicyQAError: nobody would need to sign in, the index or a model is not usable, or the address is taken.
    """
    _gives_back()
    users = Users(settings.users_file)
    require_accounts(settings, users)
    with contextlib.ExitStack() as held:
        # The address first: what is slow to load is not loaded for nothing.
        listener = held.enter_context(
            contextlib.closing(server.listen(settings.host, settings.port))
        )
        print("正在启动，请稍候…", file=sys.stderr, flush=True)
        with _uncollected():
            service = _assembled(settings, users, held, pages=pages)
        server.run(service, listener, settings.host, before_end=service.drain)
    return 0


def require_accounts(settings: Settings, users: Users) -> None:
    """Return if the server may listen on its address.

    Raises:
        ConfigError: it can be reached from elsewhere, and there are no accounts.
    """
    if not is_loopback(settings.host) and not users.all():
        raise ConfigError(
            f"监听 {settings.host} 时本机以外的人也能访问，但还没有用户",
            "请先用 python -m qa users add 名字 --role editor 添加用户，或改为监听 127.0.0.1",
        )


def _gives_back() -> None:
    """From now on memory that is freed goes back to the system, where the C library is the one that keeps it (glibc).

    It raises both limits by itself with each large block, and then held 50 megabytes that a start had freed.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_TRIM_THRESHOLD, 16 << 20)
        mallopt(_MMAP_THRESHOLD, 1 << 20)


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


def _assembled(
    settings: Settings, users: Users, held: contextlib.ExitStack, *, pages: bool
) -> Service:
    """Return the application for `settings`; `held` closes what it answers from."""
    from qa import assemble
    from qa.pipeline import Assistant
    from ui.service.access import Access
    from ui.service.app import Parts, service
    from ui.service.watch import to_stderr, writing

    root = logging.getLogger()
    root.handlers[:] = [writing()]
    root.setLevel(logging.WARNING)
    corpus = held.enter_context(assemble.corpus(settings, adding=True))
    generator = held.enter_context(contextlib.closing(assemble.generator(settings, corpus)))
    # A model that takes time to load does so while the rest is made ready.
    getattr(generator, "prepare", lambda: None)()
    parts = Parts(
        settings=settings,
        corpus=corpus,
        access=Access(users, local=is_loopback(settings.host)),
        write=None if settings.log == "errors" else to_stderr,
        **_asking(settings, corpus, generator),
    )
    if not pages:
        return service(parts)
    from ui.app import page
    from ui.examples import choose

    floor = assemble.generator(replace(settings, generator="extractive"), corpus)
    examples = choose(Assistant(corpus, floor), [info.title for info in corpus.documents()])
    return service(parts, page(page_parts(parts, examples, held)))


def _asking(settings: Settings, corpus: Corpus, generator: Generator) -> dict[str, Any]:
    """Return the parts that answer: the line, a maker of answers, their memory, what is counted."""
    from qa import assemble
    from qa.pipeline import Assistant
    from ui.desk import Desk, Gone
    from ui.service.generation import Careful
    from ui.service.memory import Memory
    from ui.service.metrics import Metrics
    from ui.service.spared import Spared
    from ui.work.ask import Answers

    relevance, chooser = assemble.relevance(settings), assemble.chooser(settings)
    focus = assemble.focus(settings)
    extractive = settings.generator == "extractive"
    metrics, memory = Metrics(), Memory(lambda: corpus.view)
    asked = desk_for(settings, Desk)

    def answers(gone: Gone) -> Answers:
        careful = (
            generator if extractive else Careful(generator, gone, settings.answer_seconds, metrics)
        )
        spared = Spared(chooser, lambda: asked.crowded, metrics) if chooser is not None else None
        assistant = Assistant(corpus, careful, relevance, spared, focus)
        return memory.over(
            assistant, lambda: spared is None or not spared.left_out, lambda: asked.crowded
        )

    return {"asked": asked, "answers": answers, "memory": memory, "metrics": metrics}


def page_parts(parts: Parts, examples: Sequence[str], held: contextlib.ExitStack) -> Pages:
    """Return what the pages work with: the same index and line as the API, editing by role, changes in the record."""
    from qa.evaluation.feedback import Feedback
    from ui.pages.common import Parts as Pages
    from ui.pages.common import forgotten
    from ui.service.gate import may_edit, sender
    from ui.work.staging import Staging

    return Pages(
        answers=parts.answers,
        corpus=parts.corpus,
        desk=parts.asked,
        feedback=Feedback(parts.folder),
        staging=held.enter_context(contextlib.closing(Staging())),
        library=parts.library,
        folder=parts.folder,
        examples=tuple(examples),
        allowed=may_edit,
        sender=sender,
        accounts=parts.access.required,
        largest=parts.settings.upload_mb * 1024 * 1024,
        noted=parts.noted,
        recall=parts.memory.recall if parts.memory else forgotten,
    )


def desk_for(settings: Settings, desk: Any) -> Any:
    """Return where questions wait: for the one model in a short line, beside it for the original text alone."""
    if settings.generator == "extractive":
        return desk(workers=2, longest=200)
    return desk(longest=settings.queue, beside=desk(workers=2, longest=200))
