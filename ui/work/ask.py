"""What happens on a question: a conversation that grows with the stream's events. Knows no Gradio and no threads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index.errors import PolicyQAError
from qa.render import turn_of
from qa.types import Answer, Citation, Event, Finished, Retrieved, Statement, Turn, Verified
from ui.work.errors import told

# How many earlier exchanges a follow-up may lean on, and how many a page keeps.
REMEMBERED, KEPT = 6, 30
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question and what is known of its answer so far.

    `ahead` questions are answered first; `found` passages are being checked, None before the search, of the
    documents `searched`; `answer` is None until the answer is complete; `kept` says that it was read again from
    what the browser kept, `reported` that the reader corrected it. `lost`: its page went before an answer came.
    """

    number: int
    question: str
    ahead: int = 0
    found: int | None = None
    searched: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    answer: Answer | None = None
    error: str = ""
    stopped: bool = False
    kept: bool = False
    reported: bool = False
    lost: bool = False

    @property
    def writing(self) -> bool:
        """Whether the answer is still being written."""
        return self.answer is None and not (self.error or self.stopped or self.lost)

    @property
    def prefix(self) -> str:
        """The beginning of the anchors of this exchange."""
        return f"t{self.number}"


# The events of an answer given before, None where there is none.
Recall = Callable[[str, Sequence[Turn]], Sequence[Event] | None]


class Answers(Protocol):
    """What answers questions: `qa.pipeline.Assistant`, or a scripted one in tests."""

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Yield Retrieved, then Verified for each statement, then Finished."""
        ...


def begin(question: str, earlier: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return the conversation with `question` asked and nothing known yet."""
    kept = tuple(earlier)[-KEPT + 1 :]
    return (*kept, Exchange(number=kept[-1].number + 1 if kept else 1, question=question))


def waiting(asked: Sequence[Exchange], ahead: int) -> tuple[Exchange, ...]:
    """Return the conversation while `ahead` questions of others are answered first."""
    return (*asked[:-1], replace(asked[-1], ahead=ahead))


def respond(
    answers: Answers, asked: Sequence[Exchange]
) -> Generator[tuple[Exchange, ...], None, None]:
    """Yield the conversation as its last exchange is answered: once for each event of the stream.

    An error becomes part of the conversation: one line with its remedy, nothing lost.
    """
    *kept, current = asked
    current = replace(current, ahead=0)
    history = told_before(asked)
    try:
        for event in answers.stream(current.question, history):
            current = grown(current, event)
            yield (*kept, current)
    except PolicyQAError as error:
        yield (*kept, replace(current, error=told(error)))
    except Exception:
        # The last resort: the log gets everything, the page one line without internals.
        _LOG.exception("answering failed")
        yield (
            *kept,
            replace(
                current, error="回答时出了内部错误。请再问一次；若仍如此，请管理员查看服务的日志"
            ),
        )


def told_before(asked: Sequence[Exchange]) -> list[Turn]:
    """Return what the last question of a conversation may lean on."""
    return [turn_of(past.answer) for past in asked[:-1][-REMEMBERED:] if past.answer is not None]


def recalled(asked: Sequence[Exchange], recall: Recall) -> tuple[Exchange, ...]:
    """Return the conversation, its lost last question with the answer that was finished after its page had gone, if any."""
    if not asked or not asked[-1].lost:
        return tuple(asked)
    events = recall(asked[-1].question, told_before(asked))
    if not events:
        return tuple(asked)
    current = replace(asked[-1], lost=False)
    for event in events:
        current = grown(current, event)
    return (*asked[:-1], current)


def grown(exchange: Exchange, event: Event) -> Exchange:
    """Return `exchange` with what `event` adds to it."""
    if isinstance(event, Retrieved):
        titles = tuple(dict.fromkeys(item.document.title for item in event.evidence))
        return replace(exchange, found=len(event.evidence), searched=titles)
    if isinstance(event, Verified):
        known = {citation.number for citation in exchange.citations}
        new = tuple(citation for citation in event.citations if citation.number not in known)
        return replace(
            exchange,
            statements=(*exchange.statements, event.statement),
            citations=(*exchange.citations, *new),
        )
    assert isinstance(event, Finished)
    answer = event.answer
    return replace(
        exchange, answer=answer, statements=answer.statements, citations=answer.citations
    )


def failed(asked: Sequence[Exchange], error: PolicyQAError) -> tuple[Exchange, ...]:
    """Return the conversation with `error` in the place of the last answer."""
    return (*asked[:-1], replace(asked[-1], error=told(error)))


def stopped(exchanges: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """Return the conversation with an unfinished last exchange marked as stopped; what was verified stays."""
    if not exchanges or not exchanges[-1].writing:
        return tuple(exchanges)
    return (*exchanges[:-1], replace(exchanges[-1], stopped=True))


def reported(exchanges: Sequence[Exchange], number: int) -> tuple[Exchange, ...]:
    """Return the conversation with the answer of that number marked as corrected by the reader."""
    return tuple(replace(e, reported=True) if e.number == number else e for e in exchanges)
