"""What the browser keeps of a conversation: references, not texts. They are read again from the index when it comes back.

So little is kept that it fits a request, no source text comes from a browser, and a sentence is shown only where it
still stands in what it cites: one that was changed, or whose document was, is left out, with a note.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from index.errors import UsageError
from index.types import Document, DocumentInfo, Passage
from qa.answering.stated import Statements
from qa.citations import Rejected, check
from qa.types import Answer, Citation, Evidence, Statement, Status
from ui.work.ask import Exchange

# Characters of JSON and exchanges that a browser keeps; Chinese takes three bytes a character on the way.
LARGEST, MOST = 12_000, 20
LONGEST_QUESTION, LONGEST_SENTENCE = 1000, 2000
# A question that was not answered may be one that was too long: cut, it would be another.
LONGEST_ASKED = 8000
CHANGED = "有的句子在所引的原文里核对不上（原文已变动或删除），没有恢复"


class Texts(Protocol):
    """Where references are read again: an open index."""

    def documents(self) -> Sequence[DocumentInfo]: ...

    def document(self, id_: str) -> Document: ...

    def passages(self, document_id: str) -> Sequence[Passage]: ...


def kept(exchanges: Sequence[Exchange]) -> list[dict[str, Any]]:
    """Return what the browser is to keep: the latest exchanges, as many as fit; of one without an answer the question."""
    rows: list[dict[str, Any]] = []
    room = LARGEST
    for exchange in reversed(exchanges):
        row = _row(exchange, exchange.answer) if exchange.answer else {"q": exchange.question}
        room -= len(json.dumps(row, ensure_ascii=False))
        if room < 0 or len(rows) == MOST:
            break
        rows.append(row)
    return rows[::-1]


def _row(exchange: Exchange, answer: Answer) -> dict[str, Any]:
    return {
        "q": exchange.question,
        "r": answer.rewritten,
        "g": answer.generator,
        "s": answer.status,
        "said": [[s.text, list(s.citations), list(s.focus or ())] for s in answer.statements],
        "from": [[c.document.id, c.start, c.end, c.number] for c in answer.citations],
        "not": list(answer.missing),
        "notes": list(answer.notices),
    }


def restored(rows: object, texts: Texts) -> tuple[Exchange, ...]:
    """Return the exchanges that the browser kept, read again; what is malformed is left out."""
    if not isinstance(rows, list):
        return ()
    infos = {info.id: info for info in texts.documents()}
    found: list[Exchange] = []
    for row in rows[-MOST:]:
        try:
            found.append(_exchange(row, len(found) + 1, infos, texts))
        except (KeyError, TypeError, ValueError, UsageError):
            continue
    return tuple(found)


def _exchange(row: Any, number: int, infos: dict[str, DocumentInfo], texts: Texts) -> Exchange:
    if set(row) == {"q"}:
        asked = _string(row["q"], LONGEST_ASKED)
        return Exchange(number=number, question=asked, kept=True, lost=True)
    question, rewritten = _string(row["q"], LONGEST_QUESTION), _string(row["r"], LONGEST_QUESTION)
    citations = {}
    for id_, start, end, n in row["from"]:
        cited = citation_at(infos, texts, id_, start, end, n)
        if cited is not None:
            citations[n] = cited
    statements = [
        statement
        for said, numbers, *marked in row["said"]
        if (statement := _standing(said, numbers, citations, rewritten, texts, marked))
    ]
    missing = tuple(_string(note, LONGEST_SENTENCE) for note in row["not"])
    status = _status(row["s"])
    if len(statements) < len(row["said"]):
        missing, status = (*missing, CHANGED), "partial"
    used = {n for statement in statements for n in statement.citations}
    shown = [cited for n, cited in sorted(citations.items()) if n in used]
    # What is warned of today comes first: a source may have ended since.
    warned = Statements(citations=shown).notices()
    notices = (*warned, *(_string(note, LONGEST_SENTENCE) for note in row["notes"]))
    answer = Answer(
        question=question,
        rewritten=rewritten,
        status=status if statements else "not_found",
        statements=tuple(statements),
        citations=tuple(shown),
        nearest=(),
        missing=missing,
        notices=tuple(dict.fromkeys(notices)),
        dropped=0,
        generator=_string(row["g"], 100),
        floor_reason=None,
        prompt_version="",
        coverage=0.0,
    )
    return Exchange(
        number=number,
        question=question,
        statements=answer.statements,
        citations=answer.citations,
        answer=answer,
        kept=True,
    )


def _standing(
    said: object,
    numbers: Any,
    citations: Mapping[int, Citation],
    question: str,
    texts: Texts,
    marked: Sequence[Any],
) -> Statement | None:
    """Return the sentence if what it cites carries it still, by the very quotations that were shown.

    `marked` holds the place of the words that answer, if any: it only emphasises, so that a wrong one is left out.
    """
    text = _string(said, LONGEST_SENTENCE)
    cited = [citations[n] for n in numbers if n in citations]
    if not cited or len(cited) < len(numbers):
        return None
    verdict = check(text, [_evidence(c, texts) for c in cited], question=question)
    if isinstance(verdict, Rejected):
        return None
    shown = {(c.document.id, c.start, c.end) for c in cited}
    if {(c.document.id, c.start, c.end) for c in verdict.citations} != shown:
        return None
    return Statement(
        text=verdict.text,
        citations=tuple(c.number for c in cited),
        support=verdict.support,
        focus=_focus(marked, len(verdict.text)),
    )


def _focus(marked: Sequence[Any], length: int) -> tuple[int, int] | None:
    match marked:
        case [[int(start), int(end)]] if 0 <= start < end <= length:
            return start, end
    return None


def _evidence(cited: Citation, texts: Texts) -> Evidence:
    held = [
        p
        for p in texts.passages(cited.document.id)
        if p.paragraph_start <= cited.start < p.paragraph_end
    ]
    passage = next((p for p in held if p.start <= cited.start < p.end), held[0])
    return Evidence(
        number=cited.number,
        passage=passage,
        document=cited.document,
        text=cited.text,
        start=cited.paragraph_start,
    )


def _status(value: object) -> Status:
    if value not in ("answered", "partial", "not_found"):
        raise ValueError("no status")
    return value


def _string(value: object, most: int) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return value[:most]


def citation_at(
    infos: dict[str, DocumentInfo], texts: Texts, id_: object, start: int, end: int, number: int
) -> Citation | None:
    """Return the quotation read again, None where there is no such place: the id is a hash of the document."""
    if not all(type(n) is int for n in (start, end, number)):
        raise TypeError("not an offset")
    if not isinstance(id_, str) or id_ not in infos:
        return None
    passage = next(
        (p for p in texts.passages(id_) if p.paragraph_start <= start < end <= p.paragraph_end),
        None,
    )
    if passage is None:
        return None
    document = texts.document(id_)
    return Citation(
        number=number,
        document=infos[id_],
        paragraph=passage.paragraph,
        page=passage.page,
        speaker=passage.speaker,
        role=passage.role,
        section=passage.section,
        start=start,
        end=end,
        quote=document.text[start:end],
        text=document.text[passage.paragraph_start : passage.paragraph_end],
        paragraph_start=passage.paragraph_start,
    )
