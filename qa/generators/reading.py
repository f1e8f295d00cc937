"""The prompt for the project's own adapter: numbered passages under their headings, then the question.

Training and answering build it here, so that the model is asked as it was taught. The passages come first: questions
about the same passages share that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa.generators.continuation import lead_of
from qa.generators.prompting import clean, clipped, excerpt, prompt
from qa.types import Evidence

PASSAGES = 3
# In characters. The model was trained on excerpts of 60 to 150.
EXCERPT = 140
MAX_TITLE, MAX_SECTION, MAX_SPEAKER = 40, 24, 24
# What the model was taught to write when no passage answers.
REFUSAL = "资料中没有提到。"
_MARKER = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as the model sees it: its number (1, 2, 3), where it stands (title; date; section; speaker), its words.

    `lead` is what a sentence begins with that says who speaks.
    """

    number: int
    heading: str
    text: str
    lead: str = ""


def heading(
    title: str,
    published: str | None = None,
    section: Sequence[str] = (),
    speaker: str | None = None,
    role: str | None = None,
) -> str:
    """Return where a passage stands, on one line: what the text itself often leaves out (whose report, which year)."""
    parts = (
        clean(title)[:MAX_TITLE],
        published or "",
        clean(section[-1])[:MAX_SECTION] if section else "",
        clean(f"{role or ''} {speaker}")[-MAX_SPEAKER:] if speaker else "",
    )
    return "；".join(part for part in parts if part)


class ReadingPrompt:
    """Question and evidence to one text that ends where the answer begins.

    Raises:
        ConfigError: the prompt text is missing or was changed in its placeholders.
    """

    NAME = "answer_reader"

    def __init__(self) -> None:
        self._prompt = prompt(self.NAME, ("evidence", "question"))
        self.version = self._prompt.version

    def shown(self, question: str, evidence: Sequence[Evidence]) -> dict[int, Shown]:
        """Return the first `PASSAGES` passages by the numbers of their evidence, each words once, cut to `EXCERPT`."""
        asked = clipped(question)
        found: dict[int, Shown] = {}
        for item in evidence:
            passage = item.passage
            text = excerpt(clean(passage.text), asked, EXCERPT)
            if not text or text in {s.text for s in found.values()}:
                continue
            about = item.document
            place = heading(
                about.title, about.published, passage.section, passage.speaker, passage.role
            )
            lead = lead_of(item, text)
            found[item.number] = Shown(number=len(found) + 1, heading=place, text=text, lead=lead)
            if len(found) == PASSAGES:
                break
        return found

    def text(self, question: str, shown: Sequence[Shown]) -> str:
        return self._prompt.fill(evidence=_lines(shown), question=clipped(question))

    def parts(self, question: str, shown: Sequence[Shown]) -> tuple[str, str]:
        """Return `text` in two: the passages, which questions may share, and the question."""
        whole, passages = self.text(question, shown), _lines(shown) + "\n"
        assert whole.startswith(passages)
        return passages, whole[len(passages) :]


def _lines(shown: Sequence[Shown]) -> str:
    return "\n".join(f"资料[{s.number}]（{s.heading}）：{s.text}" for s in shown)


def renumbered(pieces: Iterable[str], numbers: Mapping[int, int]) -> Iterator[str]:
    """Yield the draft with the numbers of the evidence in its markers; a marker of nothing shown goes."""
    held = ""
    for piece in pieces:
        held += piece
        opened = held.rfind("[")
        safe = opened if opened > held.rfind("]") else len(held)
        if safe:
            yield _MARKER.sub(lambda m: _marker(numbers.get(int(m[1]))), held[:safe])
        held = held[safe:]
    if held:
        yield held


def _marker(number: int | None) -> str:
    return "" if number is None else f"[{number}]"
