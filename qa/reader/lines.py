"""A line of an answer before it is verified: words of the evidence with the number of that evidence. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from qa.evidence.candidates import Candidate
from qa.reader.trim import told


@dataclass(frozen=True, slots=True)
class Line:
    """One drafted line: words of the evidence, the number of that evidence, and the uncut sentence to fall back on."""

    text: str
    number: int
    whole: str = ""

    def __str__(self) -> str:
        return f"{self.text}[{self.number}]"


def line_of(candidate: Candidate, text: str | None = None) -> Line:
    """Return the line that tells a sentence, or `text`, a part of it."""
    return Line(
        told(text if text is not None else candidate.text),
        candidate.evidence.number,
        candidate.text.strip(),
    )
