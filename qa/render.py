"""An answer as JSON, as text for a terminal, and as Markdown. One value in, text out; nothing is decided here."""

from __future__ import annotations

from typing import Any

from index.scope import Scope
from index.types import Hit
from qa.documents.as_json import document_json
from qa.documents.doubts import doubts_of, misread
from qa.documents.labels import label
from qa.types import Answer, Citation, Conflict, Statement, Turn

# Bold stands out where most is not bold.
MOST_BOLD = 0.6
STATE = {"answered": "已回答", "partial": "部分回答", "not_found": "未找到"}


def answer_text(answer: Answer) -> str:
    """Return the statements joined, each with its `[n]` markers; empty when there is none."""
    return "".join(statement_text(statement) for statement in answer.statements)


def statement_text(statement: Statement) -> str:
    """Return a statement as a sentence with its markers: 共有459家。[1]"""
    return _ended(statement.text) + markers(statement)


def markers(statement: Statement) -> str:
    """Return the `[n]` markers of a statement."""
    return "".join(f"[{number}]" for number in statement.citations)


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "；")) else f"{text.rstrip('，,、：:')}。"


def turn_of(answer: Answer) -> Turn:
    """Return the exchange as later questions may lean on it."""
    spoken = (f"{c.role or ''}{c.speaker}" for c in answer.citations if c.speaker)
    return Turn(
        question=answer.rewritten,
        answer=answer_text(answer),
        speakers=tuple(dict.fromkeys(spoken)),
        documents=tuple(dict.fromkeys(c.document.id for c in answer.citations)),
    )


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation as the command-line contract has it."""
    return {
        "number": citation.number,
        "document": document_json(citation.document),
        "paragraph": citation.paragraph,
        "page": citation.page,
        "speaker": citation.speaker,
        "role": citation.role,
        "section": list(citation.section),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "text": citation.text,
        "paragraph_start": citation.paragraph_start,
        "doubts": [
            {
                "start": doubt.start,
                "end": doubt.end,
                "confidence": doubt.confidence,
                "note": doubt.note,
            }
            for doubt in doubts_of(citation)
        ],
        "score": round(citation.score, 4),
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    """Return a statement as the command-line contract has it; `focus` are offsets in its text."""
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "support": statement.support,
        "focus": list(statement.focus) if statement.focus else None,
    }


def emphasised(statement: Statement) -> tuple[int, int] | None:
    """Return the words to show in bold: those that answer, where they are few enough to be found at once."""
    focus = statement.focus
    if focus is None or (focus[1] - focus[0]) > MOST_BOLD * len(statement.text):
        return None
    return focus


def brief(answer: Answer) -> str:
    """Return the words that answer, joined; the whole statements where none were found, empty when there is no statement."""
    marked = [s.text[slice(*s.focus)] for s in answer.statements if s.focus]
    return "，".join(marked or (s.text for s in answer.statements))


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as the command-line contract has it."""
    return {
        "question": answer.question,
        "rewritten": answer.rewritten,
        "status": answer.status,
        "answer": answer_text(answer),
        "statements": [statement_json(s) for s in answer.statements],
        "citations": [citation_json(c) for c in answer.citations],
        "nearest": [citation_json(c) for c in answer.nearest],
        "missing": list(answer.missing),
        "notices": list(answer.notices),
        "conflicts": [conflict_json(c) for c in answer.conflicts],
        "scope": scope_json(answer.scope),
        "dropped": answer.dropped,
        "generator": answer.generator,
        "floor_reason": answer.floor_reason,
        "prompt_version": answer.prompt_version,
        "coverage": answer.coverage,
        "timings_ms": dict(answer.timings_ms),
    }


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """Return two figures that two documents give for the same thing."""
    return {
        "figures": list(conflict.figures),
        "citations": list(conflict.citations),
        "note": conflict.note,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a search hit with its paragraph and how it was found."""
    passage = hit.passage
    return {
        "document": document_json(hit.document),
        "paragraph": passage.paragraph,
        "page": passage.page,
        "speaker": passage.speaker,
        "role": passage.role,
        "section": list(passage.section),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "paragraph_text": hit.paragraph_text,
        "score": round(hit.score, 4),
        "dense": None if hit.dense is None else round(hit.dense, 4),
        "lexical": None if hit.lexical is None else round(hit.lexical, 4),
        "matched": list(hit.matched),
    }


def scope_json(scope: Scope) -> dict[str, Any]:
    """Return the filter that an answer was found with, and the day that counted."""
    return {
        "region": scope.region,
        "issuer": scope.issuer,
        "as_of": scope.on.isoformat(),
        "in_force": scope.in_force,
    }


def place(citation: Citation) -> str:
    """Return where a citation stands, for people: title · speaker · 第n段 · date, and what to beware of."""
    warnings = "；".join(filter(None, (label(citation.document), misread(citation))))
    who = f"{citation.role or ''}{citation.speaker}" if citation.speaker else ""
    page = f"第{citation.page}页" if citation.page else ""
    parts = (
        f"《{citation.document.title}》",
        who,
        page,
        f"第{citation.paragraph}段",
        citation.document.published,
        f"【{warnings}】" if warnings else "",
    )
    return " · ".join(part for part in parts if part)


def split_quote(citation: Citation) -> tuple[str, str, str]:
    """Return the paragraph before, inside and after the quote, by stored offsets."""
    start = citation.start - citation.paragraph_start
    end = citation.end - citation.paragraph_start
    return citation.text[:start], citation.text[start:end], citation.text[end:]


def answer_markdown(answer: Answer) -> str:
    """Return an answer as Markdown with its sources; text of a source is quoted, never interpreted."""
    lines = [f"**{STATE[answer.status]}**", ""]
    lines += [f"{escaped(_ended(s.text))}{markers(s)}\n" for s in answer.statements]
    lines += [f"- **注意**：{escaped(note)}" for note in answer.notices]
    lines += [f"- {escaped(note)}" for note in answer.missing]
    if answer.nearest and not answer.citations:
        lines += ["", "最接近的段落（供参考，不是答案）"]
    for citation in answer.citations or answer.nearest:
        before, quote, after = (escaped(part) for part in split_quote(citation))
        marker = f"[{citation.number}] " if answer.citations else ""
        lines += ["", f"{marker}{escaped(place(citation))}", "", f"> {before}**{quote}**{after}"]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text as Markdown that shows these very characters, on one line."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!" else c for c in text).replace("\n", " ")
