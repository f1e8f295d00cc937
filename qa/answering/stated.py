"""What an answer has stated so far: its sentences, its numbered citations, what contradicts them, what was dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qa.citations import Supported
from qa.claims.conflicts import Disagreement
from qa.documents.doubts import misread
from qa.documents.labels import label
from qa.reader.lines import Line
from qa.types import Citation, Conflict, Evidence, Statement, Verified


@dataclass(slots=True)
class Statements:
    """Grows only: nothing that was stated is taken back.

    `confirmed` counts the drafts that were true and answered, those that only repeat others too; `dropped` those that
    the verifier or the reader turned away.
    """

    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    confirmed: int = 0
    dropped: int = 0

    def add(self, verdict: Supported, focus: tuple[int, int] | None = None) -> Verified:
        """State what was verified, its citations numbered and what answers emphasised; returns the event that shows it."""
        numbers = tuple(dict.fromkeys(self.number(citation) for citation in verdict.citations))
        statement = Statement(
            text=verdict.text, citations=numbers, support=verdict.support, focus=focus
        )
        self.statements.append(statement)
        self.confirmed += 1
        return Verified(
            statement=statement, citations=tuple(self.citations[n - 1] for n in numbers)
        )

    def number(self, citation: Citation) -> int:
        """Number citations 1, 2, 3 in the order in which the answer uses them; the same quote keeps its number."""
        place = citation.document.id, citation.start, citation.end
        for known in self.citations:
            if (known.document.id, known.start, known.end) == place:
                return known.number
        self.citations.append(replace(citation, number=len(self.citations) + 1))
        return len(self.citations)

    def rests_on(self, line: Line, evidence: Sequence[Evidence], *, whole: bool) -> bool:
        """Whether a statement rests on the very words of a line already, with `whole` on all of them."""
        item = next(item for item in evidence if item.number == line.number)
        at = item.text.find(line.text)
        start = item.start + at
        return at >= 0 and self._cites(item.document.id, start, start + len(line.text), whole=whole)

    def quotes(self, verdict: Supported) -> bool:
        """Whether all places that a sentence rests on are quoted already, in part at least."""
        return all(
            self._cites(c.document.id, c.start, c.end, whole=False) for c in verdict.citations
        )

    def _cites(self, document: str, start: int, end: int, *, whole: bool) -> bool:
        return any(
            c.document.id == document
            and (c.start <= start and end <= c.end if whole else c.start < end and start < c.end)
            for c in self.citations
        )

    def repeats(self, verdict: Supported, *, apart: bool) -> bool:
        """Whether this is stated already. Of questions asked `apart`, what another document says for its year is new."""
        same = [s for s in self.statements if s.text == verdict.text]
        if not apart:
            return bool(same)
        cited = {self.citations[n - 1].document.id for s in same for n in s.citations}
        return not cited.isdisjoint(c.document.id for c in verdict.citations)

    def contradict(self, cited: Citation, found: Disagreement) -> None:
        """Note that another document says otherwise than one that is cited; once for each pair."""
        numbers = cited.number, self.number(found.other)
        if not any(set(c.citations) == set(numbers) for c in self.conflicts):
            figures = found.figure, found.other_figure
            self.conflicts.append(Conflict(figures=figures, citations=numbers, note=found.note))

    def notices(self) -> tuple[str, ...]:
        """What every reader must see: sources that have ended or were misread, figures that contradict each other."""
        warned = {
            c.document.id: f"[{c.number}] 所引《{c.document.title}》：{warning}"
            for c in reversed(self.citations)
            if (warning := label(c.document))
        }
        doubts = [f"[{c.number}] 的引文{said}" for c in self.citations if (said := misread(c))]
        return (*reversed(warned.values()), *doubts, *(c.note for c in self.conflicts))
