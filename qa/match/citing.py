"""Numbers the places that a result leans on, each with its paragraph: the quotation stands in it, character for character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from index.types import Document, DocumentInfo, Passage
from qa.measures.types import Span
from qa.types import Citation


class Citations:
    """The citations of one result, numbered in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.made: list[Citation] = []

    def number(self, source: Source, span: Span, score: float = 0.0) -> int:
        """Return the number of the citation of the span; the same span keeps its number."""
        key = (source.info.id, span.start, span.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.made) + 1
            self.made.append(source.cite(len(self.made) + 1, span, score))
        return self._numbers[key]


class Source:
    """A document with its paragraphs, to cite from."""

    def __init__(
        self, info: DocumentInfo, document: Document, passages: Callable[[], Sequence[Passage]]
    ) -> None:
        self.info = info
        self.document = document
        self._read = passages

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of the document, fetched when first asked for: few documents are cited."""
        return tuple(self._read())

    @cached_property
    def _starts(self) -> list[int]:
        return [p.paragraph_start for p in self.passages]

    def cite(self, number: int, span: Span, score: float) -> Citation:
        """Return the citation; a span over several paragraphs is shown with all of them."""
        first = self._holding(span.start)
        last = self._holding(span.end - 1)
        start = min(first.paragraph_start, span.start)
        end = max(last.paragraph_end, span.end)
        return Citation(
            number=number,
            document=self.info,
            paragraph=first.paragraph,
            page=first.page,
            speaker=first.speaker,
            role=first.role,
            section=first.section,
            start=span.start,
            end=span.end,
            quote=span.text,
            text=self.document.text[start:end],
            paragraph_start=start,
            score=score,
        )

    def _holding(self, at: int) -> Passage:
        return self.passages[max(0, bisect_right(self._starts, at) - 1)]
