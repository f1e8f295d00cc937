"""One question, one flow: rewrite, retrieve, read, draft, verify. The answer is the last event of the stream.

A draft is a claim: each of its sentences is shown only when the verifier confirms it and the reader finds that
it answers. What does not pass is counted, never shown. When nothing passes, the extractive answer stands in
and the answer says so; when the evidence does not answer, the status is not_found.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.corpus import Corpus
from index.errors import GeneratorError, ModelError, UsageError
from qa.citations import Rejected, check
from qa.coverage import bigrams, union
from qa.drafting import not_stated, responds, sentences_of
from qa.enumerations import group_of
from qa.extractive import ExtractiveGenerator, Line, compose
from qa.followup import rewrite
from qa.gathering import chances_of, gather
from qa.generators import Generator
from qa.question import analyse
from qa.reader import Reading, read
from qa.refusal import Judgement, judge
from qa.relevance import Relevance
from qa.selection import select
from qa.types import (
    Answer,
    Citation,
    Event,
    Evidence,
    Finished,
    Retrieved,
    Statement,
    Turn,
    Verified,
)

MAX_QUESTION = 1000
NEAREST = 3


class Assistant:
    """Answers questions over one corpus with one generator, and a relevance model where there is one."""

    def __init__(
        self, corpus: Corpus, generator: Generator, relevance: Relevance | None = None
    ) -> None:
        self.corpus = corpus
        self.generator = generator
        self.relevance = relevance
        self._floor = ExtractiveGenerator(corpus.vocabulary_share)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the whole answer: the last event of the stream."""
        *_, last = self.stream(question, history)
        assert isinstance(last, Finished)
        return last.answer

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Yield Retrieved, then Verified for each statement, then Finished. Nothing is shown and withdrawn.

        Raises:
            UsageError: the question is empty or longer than `MAX_QUESTION` characters.
        """
        question = _clean(question)
        run = _Run(self, question, rewrite(question, history))
        yield from run.events()


def _clean(question: str) -> str:
    question = "".join(c if c.isprintable() else " " for c in question).strip()
    if not question:
        raise UsageError("问题是空的", "请写一句要问的话")
    if len(question) > MAX_QUESTION:
        raise UsageError(
            f"问题有 {len(question)} 字，超过 {MAX_QUESTION} 字", "请缩短问题，一次问一件事"
        )
    return question


class _Run:
    """The state of one question: times, numbering of citations, what was dropped."""

    def __init__(self, assistant: Assistant, question: str, rewritten: str) -> None:
        self.corpus = assistant.corpus
        self.generator = assistant.generator
        self.relevance = assistant.relevance
        self.floor = assistant._floor
        self.question = question
        self.rewritten = rewritten
        self.selection = select(rewritten, self.corpus.documents())
        self.timings: dict[str, float] = {}
        self.citations: list[Citation] = []
        self.statements: list[Statement] = []
        self.dropped = 0
        self.used: Generator = self.generator
        self.floor_reason: str | None = None
        self._clock = time.perf_counter()

    def events(self) -> Iterator[Event]:
        evidence = gather(self.corpus, self.selection)
        self._lap("retrieve")
        question = analyse(self.selection.query)
        chances = chances_of(self.relevance, question, evidence)
        reading = read(question, evidence, self.corpus.vocabulary_share, chances)
        judgement = judge(reading, lambda document_id: self.corpus.document(document_id).text)
        self._lap("read")
        yield Retrieved(rewritten=self.rewritten, evidence=tuple(evidence))
        if judgement.answers:
            yield from self._draft(judgement.reading, evidence)
        yield Finished(answer=self._answer(judgement, evidence))

    # --- drafting ---

    def _draft(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[Verified]:
        best = reading.best
        assert best is not None
        if self.generator.name != self.floor.name:
            if reading.question.kind == "list" and group_of(best, evidence):
                self.floor_reason = "列举类问题逐条引用原文"
            else:
                yield from self._by_model(reading, evidence)
                self._lap("generate")
                if not self.statements and self.floor_reason is None:
                    self.floor_reason = "模型的回答没有通过核验"
        by_model = bool(self.statements)
        if not by_model:
            self.used = self.floor
        question = reading.question
        if not by_model or question.plural or question.kind in ("list", "support"):
            # What the model left out is added: half a list, or one of two sums asked for, would pass for the whole.
            yield from self._extract(reading, evidence)
            self._lap("extract")

    def _extract(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[Verified]:
        for line in compose(reading, evidence):
            if self._stated(line, evidence):
                continue
            before = len(self.statements), self.dropped
            yield from self._verify(f"{line}", evidence, None)
            if before == (len(self.statements), self.dropped - 1) and line.whole not in (
                "",
                line.text,
            ):
                # A cut that the verifier will not confirm gives way to the sentence as it stands.
                self.dropped -= 1
                yield from self._verify(f"{line.whole}[{line.number}]", evidence, None)

    def _stated(self, line: Line, evidence: Sequence[Evidence]) -> bool:
        """Whether a statement rests on these very words already."""
        item = next(item for item in evidence if item.number == line.number)
        at = item.text.find(line.text)
        return at >= 0 and any(
            c.document.id == item.document.id
            and c.start < item.start + at + len(line.text)
            and item.start + at < c.end
            for c in self.citations
        )

    def _by_model(self, reading: Reading, evidence: Sequence[Evidence]) -> Iterator[Verified]:
        order = [c.evidence for c in reading.candidates]
        shown = sorted(dict.fromkeys(order), key=order.index)[:4]
        try:
            for sentence in sentences_of(self.generator.generate(self.rewritten, shown)):
                yield from self._verify(sentence, evidence, reading)
        except (GeneratorError, ModelError) as error:
            self.floor_reason = f"模型不可用：{error.message}"

    def _verify(
        self, draft: str, evidence: Sequence[Evidence], reading: Reading | None
    ) -> Iterator[Verified]:
        verdict = check(draft, evidence, question=self.rewritten)
        if isinstance(verdict, Rejected):
            self.dropped += verdict.reason != "empty"
            return
        if any(s.text == verdict.text for s in self.statements):
            return
        if reading is not None and not responds(reading, verdict.text, verdict.citations):
            self.dropped += 1
            return
        new = [self._number(citation) for citation in verdict.citations]
        statement = Statement(
            text=verdict.text, citations=tuple(dict.fromkeys(new)), support=verdict.support
        )
        self.statements.append(statement)
        yield Verified(
            statement=statement, citations=tuple(self.citations[n - 1] for n in statement.citations)
        )

    def _number(self, citation: Citation) -> int:
        """Number citations 1, 2, 3 in the order in which the answer uses them; the same quote keeps its number."""
        for known in self.citations:
            if (known.document.id, known.start, known.end) == (
                citation.document.id,
                citation.start,
                citation.end,
            ):
                return known.number
        self.citations.append(replace(citation, number=len(self.citations) + 1))
        return len(self.citations)

    # --- the answer ---

    def _answer(self, judgement: Judgement, evidence: Sequence[Evidence]) -> Answer:
        nearest: tuple[Citation, ...] = ()
        missing = judgement.missing
        if not self.statements:
            nearest = tuple(
                _nearest(number, item) for number, item in enumerate(evidence[:NEAREST], 1)
            )
            missing = missing or ("材料中没有找到能直接回答的内容",)
        elif judgement.reading.question.kind == "support":
            missing = not_stated(self.statements)
        held = union(
            bigrams(f"{c.text}{c.document.title}{c.speaker or ''}{''.join(c.section)}")
            for c in self.citations
        )
        self._lap("total")
        return Answer(
            question=self.question,
            rewritten=self.rewritten,
            status="answered" if self.statements else "not_found",
            statements=tuple(self.statements),
            citations=tuple(self.citations),
            nearest=nearest,
            missing=missing,
            dropped=self.dropped,
            generator=self.used.name,
            floor_reason=self.floor_reason,
            prompt_version=self.used.prompt_version,
            coverage=round(judgement.reading.weights.share(held), 3) if self.citations else 0.0,
            confidence=round(judgement.confidence, 4),
            timings_ms=self.timings,
        )

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        if name == "total":
            self.timings["total"] = round(
                sum(self.timings.values()) + (now - self._clock) * 1000, 1
            )
        else:
            self.timings[name] = round((now - self._clock) * 1000, 1)
        self._clock = now


def _nearest(number: int, item: Evidence) -> Citation:
    passage = item.passage
    return Citation(
        number=number,
        document=item.document,
        paragraph=passage.paragraph,
        page=passage.page,
        speaker=passage.speaker,
        role=passage.role,
        section=passage.section,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        text=item.text,
        paragraph_start=item.start,
        score=item.score,
    )
