"""What happens on a question: pure generators over the stream's events. Knows no Gradio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.errors import PolicyQAError
from qa.pipeline import Assistant
from qa.render import answer_text
from qa.types import Finished, Retrieved, Turn, Verified
from ui.page import Exchange

# How many earlier exchanges a follow-up may lean on, and how many a page keeps.
REMEMBERED, KEPT = 6, 30


def respond(assistant: Assistant, question: str, earlier: Sequence[Exchange]) -> Iterator[tuple[Exchange, ...]]:
    """Yield the conversation as it grows: once when the evidence is known, once for each statement, once at the end.

    An error becomes part of the conversation: one line with its remedy, nothing lost.
    """
    kept = tuple(earlier)[-KEPT:]
    current = Exchange(number=kept[-1].number + 1 if kept else 1, question=question)
    history = [
        Turn(question=e.answer.rewritten, answer=answer_text(e.answer)) for e in kept[-REMEMBERED:] if e.answer is not None
    ]
    try:
        for event in assistant.stream(question, history):
            if isinstance(event, Retrieved):
                current = replace(current, searched=event.evidence)
            elif isinstance(event, Verified):
                known = {c.number for c in current.citations}
                new = tuple(c for c in event.citations if c.number not in known)
                current = replace(current, statements=(*current.statements, event.statement), citations=(*current.citations, *new))
            elif isinstance(event, Finished):
                answer = event.answer
                current = replace(current, answer=answer, statements=answer.statements, citations=answer.citations)
            yield (*kept, current)
    except PolicyQAError as error:
        yield (*kept, replace(current, error=str(error)))
