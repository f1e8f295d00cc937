"""The prompt for base models, which follow no instructions: a text that shows one passage and a question, to go on with.

One passage at a time: of 40 questions the embedded base model answered 85 in 100 so, and 48 when it was shown three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.generators.prompting import clean, clipped, excerpt, prompt
from qa.types import Evidence

# A longer excerpt holds the answer more often and shows the model more to go wrong with: between 100 and 160 characters
# the two are even, with 260 it answers 3 of 100 questions less.
EXCERPT = 120
PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Continuation:
    """One text to go on with, up to the end of its last line, and what it shows: the excerpt, and who says it."""

    number: int
    lead: str
    excerpt: str
    text: str


class ContinuationPrompt:
    """Question and evidence to texts, one for each of the first `PASSAGES` passages.

    Raises:
        ConfigError: the prompt text is missing or was changed in its placeholders.
    """

    def __init__(self) -> None:
        self._prompt = prompt("answer_fewshot", ("number", "passage", "question"))
        self.version = self._prompt.version

    def texts(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Continuation]:
        """Yield the texts in the order of the evidence, each passage once."""
        asked = clipped(question)
        seen: set[str] = set()
        for item in evidence:
            shown = excerpt(clean(item.passage.text), asked, EXCERPT)
            if not shown or shown in seen:
                continue
            seen.add(shown)
            lead = lead_of(item, shown)
            text = self._prompt.fill(number=str(item.number), passage=lead + shown, question=asked)
            yield Continuation(item.number, lead, shown, text)
            if len(seen) == PASSAGES:
                return


def lead_of(item: Evidence, shown: str) -> str:
    """Return `某厅厅长某某表示，` where the passage has a speaker whom the excerpt does not name."""
    speaker, role = clean(item.passage.speaker or ""), clean(item.passage.role or "")
    return f"{role}{speaker}表示，" if speaker and speaker not in shown else ""
