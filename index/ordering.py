"""Documents whose columns may stand in the wrong order are read once more, with what says how likely joints are.

Files are parsed in processes that can do nothing but read. The few whose page looks scrambled are put in order here,
beside the model; all others pass untouched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from index.documents import clean_pages, is_markdown
from index.errors import PolicyQAError
from index.parsing import Job, Parsed, Parser
from index.repair import SCRAMBLED, JointScorer, Repaired, repair, to_raw
from index.splitter import split
from index.types import Document, Repair


class Ordering:
    """A parser that puts the columns of `parser`'s documents in order; `scorer` is loaded when the first needs it."""

    def __init__(self, parser: Parser, scorer: JointScorer) -> None:
        self.ahead = parser.ahead
        self._parser = parser
        self._scorer = scorer

    def submit(self, job: Job) -> Callable[[], Parsed]:
        pending = self._parser.submit(job)
        return lambda: self._ordered(pending())

    def rest(self) -> None:
        # A second model beside the one that answers; the next scrambled page loads it again.
        self._parser.rest()
        self._scorer.close()

    def close(self) -> None:
        self._parser.close()
        self._scorer.close()

    def _ordered(self, parsed: Parsed) -> Parsed:
        document, _ = parsed
        if not any(item.note == SCRAMBLED for item in document.repairs):
            return parsed
        try:
            ordered = reorder(document, self._scorer)
        except PolicyQAError as error:
            # The text is whole, only its order is unproven: it stays as it stands, and says so.
            return _flagged(document, str(error)), parsed[1]
        return ordered, split(ordered)


def reorder(document: Document, scorer: JointScorer) -> Document:
    """Return the document with its text in the order that structure and `scorer` find.

    Raises:
        PolicyQAError: the scorer cannot answer.
    """
    markdown = is_markdown(Path(document.source))
    before = repair(document.raw, markdown=markdown)
    after = repair(document.raw, scorer=scorer, markdown=markdown)
    known = set(before.repairs)
    doubts = [
        item for item in document.repairs if item not in known
    ]  # what the reader was unsure of
    repairs = sorted((*after.repairs, *doubts), key=lambda item: (item.raw_start, item.raw_end))
    return replace(
        document,
        text=after.text,
        segments=after.segments,
        repairs=tuple(repairs),
        pages=_pages(document, before, after),
    )


def _pages(document: Document, before: Repaired, after: Repaired) -> tuple[int, ...]:
    """Return the clean offset at which each page begins in the new order."""
    return clean_pages([to_raw(before.segments, page) for page in document.pages], after)


def _flagged(document: Document, why: str) -> Document:
    items = (
        replace(item, note=f"{SCRAMBLED}（语言模型不可用：{why}）"[:300])
        if item.note == SCRAMBLED
        else item
        for item in document.repairs
    )
    return replace(document, repairs=tuple[Repair, ...](items))
