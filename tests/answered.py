"""Texts that the tests of the pipeline ask about, and what holds of every answer."""

from __future__ import annotations

import re

from index.corpus import Corpus
from qa.types import Answer, Event, Finished, Retrieved, Verified

GRANT = "技术改造补助最高多少？"
GRANT_TRUE = "对设备投入500万元以上的规上工业企业，按设备投入的8%给予补助，最高不超过300万元。"
LABS = "县实验室有多少家？"


def checked(corpus: Corpus, events: list[Event]) -> Answer:
    """The answer of a stream, after all that must hold of every stream."""
    first, *middle, last = events
    assert isinstance(first, Retrieved) and isinstance(last, Finished)
    assert all(isinstance(event, Verified) for event in middle)
    answer = last.answer
    # What was shown stays, in its order, with its numbers.
    assert tuple(event.statement for event in middle) == answer.statements  # type: ignore[union-attr]
    shown = [c.number for event in middle for c in event.citations]  # type: ignore[union-attr]
    used = [n for statement in answer.statements for n in statement.citations]
    assert shown == used
    assert (
        list(dict.fromkeys(used))
        == [c.number for c in answer.citations]
        == list(range(1, len(answer.citations) + 1))
    )
    for citation in (*answer.citations, *answer.nearest):
        text = corpus.document(citation.document.id).text
        assert text[citation.start : citation.end] == citation.quote != ""
        end = citation.paragraph_start + len(citation.text)
        assert text[citation.paragraph_start : end] == citation.text
        assert citation.paragraph_start <= citation.start < citation.end <= end
    by_number = {c.number: c for c in answer.citations}
    for statement in answer.statements:
        assert statement.citations
        cited = "".join(
            f"{c.text}{c.speaker}{c.role}" for c in map(by_number.get, statement.citations) if c
        )
        for figure in re.findall(r"\d[\d.]*", statement.text):
            assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d])", cited), (figure, statement)
    if answer.status == "not_found":
        assert not answer.statements and not answer.citations
        assert answer.missing and 1 <= len(answer.nearest) <= 3 and answer.coverage == 0
    else:
        assert answer.statements and not answer.nearest and 0 < answer.coverage <= 1
    assert answer.timings_ms["total"] > 0
    return answer
