"""What the embedder reads for a passage: its context in a few words, then its text."""

from __future__ import annotations

import re
from typing import Final

from index.splitter.entries import shorten
from index.splitter.tables import cells
from index.types import Passage

# Context longer than this drowns the text: a passage has some 180 characters, and the vector is a mean over all.
CONTEXT: Final = 120
_TITLE: Final = 40
_QUESTION: Final = 45
_SPEAKER: Final = 30
_SEPARATOR: Final = "｜"

_ISSUED = re.compile(
    r"关于(?:印发|发布|公布|转发|批转|同意)[《〈“\"]?(.+?)[》〉”\"]?的(?:通知|公告|通告|决定|批复|函)$"
)
_LAST_QUESTION = re.compile(r"[^。！？]*[？?]$")


def embedding_text(passage: Passage, title: str) -> str:
    """Return what stands for `passage` in the dense index: title, question, speaker, section, then its text.

    The context has at most CONTEXT characters; where room is short the innermost section entries stay and the
    outer ones go, since they say most about this passage. A table row is written as 表头：内容 pairs.
    """
    parts = [_short_title(title), _short_question(passage.question), _speaker(passage)]
    known = [part for part in dict.fromkeys(parts) if part]
    section = list(passage.section)
    body = passage.text
    if passage.kind == "table" and section and (pairs := _pairs(section[-1], body, passage.label)):
        body = pairs
        section.pop()
    room = CONTEXT - sum(len(part) + 1 for part in known)
    path = _innermost(section, room)
    context = _SEPARATOR.join([*known, *path])
    return f"{context}\n{body}" if context else body


def _short_title(title: str) -> str:
    """Return the title without its wrapping: 关于印发《…》的通知 becomes what was issued."""
    flat = re.sub(r"\s+", "", title)
    issued = _ISSUED.search(flat)
    return _cut(issued.group(1) if issued else flat, _TITLE)


def _short_question(question: str | None) -> str:
    """Return the question's last sentence: what is asked comes after the occasion for asking."""
    if not question:
        return ""
    last = _LAST_QUESTION.search(question)
    text = last.group() if last else question
    return text if len(text) <= _QUESTION else "…" + text[-(_QUESTION - 1) :]


def _speaker(passage: Passage) -> str:
    spoken = f"{passage.role or ''}{passage.speaker or ''}"
    return "" if spoken and passage.text.startswith(spoken[:6]) else spoken[-_SPEAKER:]


def _innermost(section: list[str], room: int) -> list[str]:
    """Return the innermost entries of `section` that fit into `room` characters, in their order."""
    kept: list[str] = []
    for title in reversed(section):
        if room < 8:
            break
        short = title if len(title) < room else shorten(title, room - 2)
        kept.append(short)
        room -= len(short) + 1
    return kept[::-1]


def _pairs(header: str, row: str, label: str | None) -> str | None:
    """Return `header：cell` pairs of a table row, or None when the row does not match its header.

    An empty first cell (merged with the one above) is filled with the row's label.
    """
    names, values = header.split(" | "), cells(row)
    if len(names) != len(values):
        return None
    values[0] = values[0] or label or ""
    return "；".join(
        f"{name}：{value}" if name else value
        for name, value in zip(names, values, strict=True)
        if value
    )


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
