"""One question, one flow: rewrite, retrieve, read, draft, verify. The answer is the last event of the stream.

A draft is a claim: each of its sentences is shown only when the verifier confirms it and the reader finds that
it answers. What does not pass is counted, never shown. When nothing passes, the extractive answer stands in
and the answer says so; when the evidence does not answer, the status is not_found.
"""

from __future__ import annotations

import time
from collections import abc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from statistics import fmean

from index.corpus import Corpus
from index.errors import GeneratorError, ModelError, UsageError
from qa.citations import Rejected, check
from qa.claims.conflicts import disagreements
from qa.coverage import bigrams, union
from qa.drafting import left_open, not_about, not_stated, responds, sentences_of
from qa.generators import Generator
from qa.question import Question
from qa.question.asked import states_figure
from qa.question.attempts import Attempt, attempts, cited_among, counts_another
from qa.question.decompose import parts, sentences
from qa.reader import Reading, read
from qa.reader.deciding import decide
from qa.reader.document_facts import told_of_documents
from qa.reader.enumerations import group_of
from qa.reader.extractive import ExtractiveGenerator, compose
from qa.reader.gathering import whole_passage
from qa.reader.lines import Line
from qa.reader.offers_listed import told_of_offers
from qa.reader.places_told import places_note
from qa.reader.refusal import Judgement
from qa.reader.series import Members, members_of
from qa.reader.told import Told
from qa.reader.versions import editions_of, evidence_for, versions_asked
from qa.relevance import Relevance
from qa.relevance.choosing import Chooser
from qa.stated import Stated
from qa.tables.told import told_of_tables
from qa.tables.unnamed import headed_line, without_unnamed
from qa.types import (
    Answer,
    Citation,
    Event,
    Evidence,
    Finished,
    Retrieved,
    Turn,
    Verified,
)

MAX_QUESTION = 1000
NEAREST = 3


class Assistant:
    """Answers questions over one corpus with one generator, and the models that judge sentences where there are any."""

    def __init__(
        self,
        corpus: Corpus,
        generator: Generator,
        relevance: Relevance | None = None,
        chooser: Chooser | None = None,
    ) -> None:
        self.corpus = corpus
        self.generator = generator
        self.relevance = relevance
        self.chooser = chooser
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
        run = _Run(self, question, attempts(question, history))
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """One of the questions that were asked at once, with what was found for it; `members` are the series of the corpus."""

    text: str
    question: Question
    evidence: list[Evidence]
    members: Members


def _of_document(number: int, evidence: Sequence[Evidence]) -> list[Evidence]:
    """What proves a quotation: the paper it was taken from, for the same words may stand in that of another year."""
    ids = {item.document.id for item in evidence if item.number == number}
    return [item for item in evidence if item.document.id in ids]


def _retrieved(rewritten: str, found: Sequence[Evidence]) -> Retrieved:
    numbered = tuple(replace(item, number=number) for number, item in enumerate(found, 1))
    return Retrieved(rewritten=rewritten, evidence=numbered)


class _Run:
    """The state of one question: times, numbering of citations, what was dropped."""

    def __init__(self, assistant: Assistant, question: str, attempts: Sequence[Attempt]) -> None:
        self.corpus = assistant.corpus
        self.generator = assistant.generator
        self.relevance = assistant.relevance
        self.chooser = assistant.chooser
        self.floor = assistant._floor
        self.question = question
        *self.attempts, alone = attempts  # of the documents cited before, and of all
        self.rewritten = alone.text
        self.timings: dict[str, float] = {}
        self.stated = Stated()
        self.used: Generator = self.generator
        self.floor_reason: str | None = None
        self.notes: list[str] = []  # what must be said of documents beside their own words
        self.apart: tuple[str, ...] = ()  # the questions of one year or place each
        self._clock = time.perf_counter()

    def events(self) -> Iterator[Event]:
        documents = self.corpus.documents()
        members, editions = members_of(documents), editions_of(documents)

        def ask(text: str, among: frozenset[str] = frozenset()) -> _Asked:
            question, evidence = evidence_for(
                text, self.corpus, documents, members, editions, among
            )
            return _Asked(text, question, evidence, members)

        for attempt in self.attempts:
            among = cited_among(attempt, documents)
            if among and (yield from self._go_on(ask(attempt.text, among))):
                return
        pieces = sentences(self.rewritten)
        # One sentence may answer what was asked in two (3000亿元，约占全国1/4): they are asked together first.
        together = [ask(self.rewritten)] if pieces else []
        if not pieces:
            self.apart = parts(self.rewritten) or versions_asked(
                self.rewritten, self.corpus, editions
            )
        asked = [ask(t) for t in pieces or self.apart or (self.rewritten,)]
        self._lap("retrieve")
        found = [item for one in (*together, *asked) for item in one.evidence]
        yield _retrieved(self.rewritten, found)
        judged, whole = yield from self._each(together)
        if not (together and whole and all(judgement.certain for judgement in judged)):
            judged, whole = yield from self._each(asked)
        else:
            asked = together  # one row of a table told both
        yield Finished(answer=self._answer(asked, judged, whole=whole))

    def _go_on(self, asked: _Asked) -> abc.Generator[Event, None, bool]:
        """Answer from the documents cited before, if they do; returns whether they did, else nothing was shown."""
        self._lap("retrieve")
        stating = self._each([asked])
        first = next(stating, None)
        cited = "".join(citation.text for citation in first.citations) if first else ""
        if first is None or counts_another(asked.text, cited):
            self.stated, self.used, self.floor_reason = Stated(), self.generator, None
            self.notes.clear()
            return False
        self.rewritten = asked.text
        yield _retrieved(asked.text, asked.evidence)
        yield first
        judged, whole = yield from stating
        yield Finished(answer=self._answer([asked], judged, whole=whole))
        return True

    def _each(
        self, asked: Sequence[_Asked]
    ) -> abc.Generator[Verified, None, tuple[list[Judgement], bool]]:
        """State what answers each question; returns what was judged of each, and whether each was answered."""
        judged, whole = [], True
        for one in asked:
            before = self.stated.confirmed
            told = (
                told_of_documents(one.text, self.corpus)
                or told_of_offers(one.text, self.corpus)
                or told_of_tables(one.question, one.evidence, self.corpus)
            )
            judgement = self._judge(one) if told is None else self._of_documents(one, told)
            self._lap("read")
            if told is not None:
                own = replace(one, evidence=list(told.evidence))
                for line, number in told.lines:
                    yield from self._verify(f"{line}[{number}]", own, None)
            elif judgement.answers:
                yield from self._draft(judgement.reading, one)
                yield from self._contradict(one)
            judged.append(judgement)
            whole = whole and self.stated.confirmed > before and not judgement.missing
        return judged, whole

    def _judge(self, asked: _Asked) -> Judgement:
        evidence = without_unnamed(asked.question, asked.evidence, self.corpus)
        return decide(
            asked.question, evidence, asked.members, self.corpus, self.relevance, self.chooser
        )

    def _of_documents(self, asked: _Asked, told: Told) -> Judgement:
        """Judge a question that the documents meant answer by themselves, each from its own place: no model is asked."""
        self.notes.extend(told.notes)
        self.used = self.floor
        evidence = told.evidence or asked.evidence
        reading = read(asked.question, evidence, self.corpus.vocabulary_share)
        return Judgement(
            answers=bool(told.lines),
            reading=reading,
            missing=told.missing,
            coverage=1.0,
            certain=True,
        )

    # --- drafting ---

    def _draft(self, reading: Reading, asked: _Asked) -> Iterator[Verified]:
        best, evidence, before = reading.best, asked.evidence, len(self.stated.statements)
        assert best is not None
        if self.generator.name != self.floor.name:
            if reading.question.kind == "list" and group_of(best, evidence):
                self.floor_reason = "列举类问题逐条引用原文"
            else:
                yield from self._by_model(reading, asked)
                self._lap("generate")
                if len(self.stated.statements) == before and self.floor_reason is None:
                    self.floor_reason = "模型的回答没有通过核验"
        by_model = len(self.stated.statements) > before
        if not by_model:
            self.used = self.floor
        question = reading.question
        lines = compose(reading, evidence)
        if (
            not by_model
            or question.plural
            or question.kind in ("list", "support")
            or (question.kind == "open" and len(lines) > 1)
        ):
            # What the model left out is added: half a list, or one of two sums asked for, would pass for the whole.
            yield from self._extract(lines, asked)
            self._lap("extract")

    def _extract(self, lines: Sequence[Line], asked: _Asked) -> Iterator[Verified]:
        for line in lines:
            if self.stated.rests_on(line, asked.evidence):
                self.stated.confirmed += 1
                continue
            before = len(self.stated.statements), self.stated.dropped
            line = headed_line(line, asked.evidence)
            own = replace(asked, evidence=_of_document(line.number, asked.evidence))
            yield from self._verify(f"{line}", own, None)
            if before == (
                len(self.stated.statements),
                self.stated.dropped - 1,
            ) and line.whole not in (
                "",
                line.text,
            ):
                # A cut that the verifier will not confirm gives way to the sentence as it stands.
                self.stated.dropped -= 1
                yield from self._verify(f"{line.whole}[{line.number}]", own, None)

    def _contradict(self, asked: _Asked) -> Iterator[Verified]:
        """Show what another document, not ended either, says otherwise than the statements do."""
        for cited in tuple(self.stated.citations):
            for found in disagreements(cited, asked.evidence):
                yield from self._verify(f"{found.other.quote}[{found.other.number}]", asked, None)
                self.stated.contradict(cited, found)

    def _by_model(self, reading: Reading, asked: _Asked) -> Iterator[Verified]:
        order = [c.evidence for c in reading.candidates]
        shown = sorted(dict.fromkeys(order), key=order.index)[:4]
        try:
            for sentence in sentences_of(self.generator.generate(asked.text, shown)):
                yield from self._verify(sentence, asked, reading)
        except (GeneratorError, ModelError) as error:
            self.floor_reason = f"模型不可用：{error.message}"

    def _verify(self, draft: str, asked: _Asked, reading: Reading | None) -> Iterator[Verified]:
        verdict = check(draft, asked.evidence, question=asked.text)
        if isinstance(verdict, Rejected):
            self.stated.dropped += verdict.reason != "empty"
            return
        if self.stated.repeats(verdict, apart=asked.text in self.apart):
            self.stated.confirmed += 1
            return
        if reading is not None and not responds(reading, verdict.text, verdict.citations):
            self.stated.dropped += 1
            return
        yield self.stated.add(verdict)

    # --- the answer ---

    def _answer(
        self, asked: Sequence[_Asked], judged: Sequence[Judgement], *, whole: bool
    ) -> Answer:
        nearest: tuple[Citation, ...] = ()
        own = [(o.text, j.missing, j.answers) for o, j in zip(asked, judged, strict=True)]
        missing = left_open(own, self.stated.citations)
        if not self.stated.statements:
            ranked = zip_longest(*(one.evidence for one in asked))
            found = {item.passage.id: item for row in ranked for item in row if item}
            first = list(found.values())[:NEAREST]
            nearest = tuple(whole_passage(number, item) for number, item in enumerate(first, 1))
            missing = missing or ("材料中没有找到能直接回答的内容",)
            if self.corpus.scope.restricts:
                missing = (*missing, f"只查了符合筛选条件的文件（{self.corpus.scope.describe()}）")
        held = union(
            bigrams(f"{c.text}{c.document.title}{c.speaker or ''}{''.join(c.section)}")
            for c in self.stated.citations
        )
        if self.stated.statements and any(one.question.kind == "support" for one in asked):
            notes = (not_about(judgement.reading.weights, held) for judgement in judged)
            missing = (*missing, *not_stated(self.stated.statements), *filter(None, notes))
        coverage = fmean(judgement.reading.weights.share(held) for judgement in judged)
        self._lap("total")
        return Answer(
            question=self.question,
            rewritten=self.rewritten,
            status=("answered" if whole else "partial") if self.stated.statements else "not_found",
            statements=tuple(self.stated.statements),
            citations=tuple(self.stated.citations),
            nearest=nearest,
            missing=missing,
            dropped=self.stated.dropped,
            generator=self.used.name,
            floor_reason=self.floor_reason,
            prompt_version=self.used.prompt_version,
            notices=(
                *self.stated.notices(),
                *self.notes,
                *self._of_places(judged),
                *self._computed(asked),
            ),
            conflicts=tuple(self.stated.conflicts),
            scope=self.corpus.scope,
            coverage=round(coverage, 3) if self.stated.citations else 0.0,
            confidence=round(max(judgement.confidence for judgement in judged), 4),
            timings_ms=self.timings,
        )

    def _of_places(self, judged: Sequence[Judgement]) -> tuple[str, ...]:
        cited = {c.document.id for c in self.stated.citations}
        notes = (places_note(j.reading, cited) for j in judged if j.answers and not j.certain)
        return tuple(dict.fromkeys(filter(None, notes)))

    def _computed(self, asked: Sequence[_Asked]) -> tuple[str, ...]:
        """What follows from the cited measures for the figures of a question, where it asks for a sum."""
        if not self.stated.citations or not any(states_figure(one.question) for one in asked):
            return ()
        # What reads measures is loaded for the few questions that it is for.
        from qa.match.answering import computed

        return computed(self.rewritten, self.stated.citations, self.corpus)

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        if name == "total":
            self.timings["total"] = round(
                sum(self.timings.values()) + (now - self._clock) * 1000, 1
            )
        else:
            self.timings[name] = round((now - self._clock) * 1000, 1)
        self._clock = now
