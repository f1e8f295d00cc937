"""The findings of the sentences of a draft as one report, offsets counted in the whole, each citation once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from index.scope import Scope
from index.types import DocumentInfo
from qa.claims.attributed import Worded
from qa.claims.dated import put_back, span_before
from qa.claims.ground import shift
from qa.claims.judging import Judged
from qa.claims.opened import LISTED
from qa.claims.types import ClaimReport, FigureFinding, WordFinding, worst
from qa.tables.model import Table
from qa.types import Citation, Evidence


class Sources(Protocol):
    """Where evidence comes from: a corpus (`Library`), or a shelf of given paragraphs."""

    @property
    def documents(self) -> Sequence[DocumentInfo]: ...

    @property
    def scope(self) -> Scope: ...

    def find(self, text: str, named: Sequence[DocumentInfo] = ()) -> list[Evidence]: ...

    def tables(self, evidence: Sequence[Evidence]) -> Sequence[Table]: ...

    def original(self, info: DocumentInfo) -> DocumentInfo: ...


class Builder:
    """Collects the findings of the sentences into one report, each citation once."""

    def __init__(self, claim: str, library: Sources, places: Sequence[int] | None = None) -> None:
        """`places` says where in `claim` each character of the text that was read stood, None: where it was read."""
        self._claim = claim
        self._library = library
        self._places = places
        self._figures: list[FigureFinding] = []
        self._words: list[WordFinding] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._proven: list[bool] = []

    def add(self, at: int, judged: Sequence[Judged], words: Sequence[Worded], whole: bool) -> None:
        self._proven.append(whole)
        for j in judged:
            figure = shift(j.figure, at)
            figure = put_back(figure, self._places) if self._places else figure
            self._figures.append(
                FigureFinding(
                    start=figure.start,
                    end=figure.end,
                    text=self._claim[figure.start : figure.end],
                    figure=figure,
                    verdict=j.verdict,
                    source=j.source,
                    citation=self._number(j.citation),
                    differs=j.differs,
                    doubtful=j.doubtful,
                    note=j.note,
                )
            )
        for w in words:
            start, end = w.start + at, w.end + at
            start, end = span_before(self._places, start, end) if self._places else (start, end)
            self._words.append(
                WordFinding(
                    start=start,
                    end=end,
                    text=self._claim[start:end],
                    kind=w.kind,  # type: ignore[arg-type]
                    verdict=w.verdict,
                    source_text=w.source_text,
                    citation=self._number(w.citation),
                    note=w.note,
                )
            )

    def _number(self, citation: Citation | None) -> int | None:
        if citation is None:
            return None
        place = (citation.document.id, citation.start, citation.end)
        if place not in self._citations:
            number, document = len(self._citations) + 1, self._library.original(citation.document)
            # The time over a list was read into it, and is no heading of the document.
            section = tuple(part for part in citation.section if not part.startswith(LISTED))
            self._citations[place] = replace(
                citation, number=number, document=document, section=section
            )
        return self._citations[place].number

    def report(self, sentences: int, took: float) -> ClaimReport:
        verdicts = [f.verdict for f in self._figures] + [w.verdict for w in self._words]
        if not self._figures and self._proven and all(self._proven):
            verdicts.append("supported")
        elif not self._figures and not any(v != "supported" for v in verdicts):
            verdicts.append("not_found")
        return ClaimReport(
            claim=self._claim,
            verdict=worst(verdicts),
            figures=tuple(self._figures),
            words=tuple(self._words),
            citations=tuple(self._citations.values()),
            scope=self._library.scope,
            sentences=sentences,
            timings_ms={"total": took},
        )
