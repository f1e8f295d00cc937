"""One question, one flow: rewrite, retrieve, read, draft, verify. The answer is the last event of the stream.

A draft is a claim: each of its sentences is shown only when the verifier confirms it and the reader finds that
it answers. What does not pass is counted, never shown. When nothing passes, the extractive answer stands in
and the answer says so; when the evidence does not answer, the status is not_found.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean

from index.corpus import Corpus
from index.errors import GeneratorError, ModelError
from qa.answering.asking import Asked, Asking, Judged, certain, clean, of_document, retrieved, told
from qa.answering.beside import missing_from, nearest_to, noted, said_of, short_of, status_of
from qa.answering.drafting import not_asked, responds, sentences_of
from qa.answering.emphasis import emphasis
from qa.answering.laps import Laps
from qa.answering.recalled import ways
from qa.answering.stated import Statements
from qa.citations import Rejected, check
from qa.claims.conflicts import disagreements
from qa.evidence.candidates import Reading
from qa.generators import Generator
from qa.question.attempts import Attempt, asks_another, cited_among
from qa.question.in_turn import Piece, sentences
from qa.reader.deciding import decide
from qa.reader.extractive import ExtractiveGenerator, compose
from qa.reader.lines import Line
from qa.reader.refusal import Judgement
from qa.relevance import Relevance
from qa.relevance.choosing import Chooser
from qa.relevance.focus import Focus
from qa.table_answers.unnamed import headed_line, without_unnamed
from qa.types import Answer, Event, Finished, Turn, Verified


class Assistant:
    """Answers questions over one corpus with one generator, and the models that judge sentences where there are any."""

    def __init__(
        self,
        corpus: Corpus,
        generator: Generator,
        relevance: Relevance | None = None,
        chooser: Chooser | None = None,
        focus: Focus | None = None,
    ) -> None:
        self.corpus = corpus
        self.generator = generator
        self.relevance = relevance
        self.chooser = chooser
        self.focus = focus
        self._floor = ExtractiveGenerator(corpus.vocabulary_share)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Return the whole answer: the last event of the stream."""
        *_, last = self.stream(question, history)
        assert isinstance(last, Finished)
        return last.answer

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        """Yield Retrieved, Verified for each statement, Finished; nothing is withdrawn. Raises UsageError as `clean`."""
        question = clean(question)
        yield from _Run(self, question, ways(question, history, self.corpus)).events()


class _Run:
    """The state of one question: times, numbering of citations, what was dropped."""

    def __init__(self, assistant: Assistant, question: str, attempts: Sequence[Attempt]) -> None:
        self.corpus = assistant.corpus
        self.asking = Asking(self.corpus)
        self.generator = assistant.generator
        self.models = assistant.relevance, assistant.chooser
        self.focus = assistant.focus
        self.floor = assistant._floor
        self.question = question
        *self.attempts, alone = attempts  # of the documents cited before, and of all
        self.rewritten = alone.text
        self.laps = Laps()
        self.stated = Statements()
        self.used: Generator = self.generator
        self.floor_reason: str | None = None
        self.notes: list[str] = []  # what must be said of documents beside their own words

    def events(self) -> Iterator[Event]:
        asking = self.asking
        for attempt in self.attempts:
            among = cited_among(attempt, asking.documents)
            if among and (yield from self._go_on(asking.ask(attempt.text, among))):
                return
        pieces = sentences(self.rewritten)
        # One row of a table may tell what was asked in two: such are asked together first.
        leaning = pieces and all(piece.leans for piece in pieces[1:])
        asked = [asking.ask(self.rewritten)] if leaning else []
        together = [one for one in asked if told(one, self.corpus)]
        asked = [one for piece in pieces or [Piece.of(self.rewritten)] for one in asking.of(piece)]
        self.laps.end("retrieve")
        found = [item for one in (*together, *asked) for item in one.evidence]
        yield retrieved(self.rewritten, found)
        judged, whole = yield from self._each(together)
        if not (together and whole and all(of_one.certain for _, of_one in judged)):
            judged, whole = yield from self._each(asked)
        if len(asked) == 1:
            judged, whole = yield from self._rest(self.rewritten, judged, whole)
        yield Finished(answer=self._answer(judged, whole=whole))

    def _rest(
        self, text: str, judged: Judged, whole: bool, before: int = 0
    ) -> abc.Generator[Verified, None, tuple[Judged, bool]]:
        """Ask by itself what a clause of `text` asks and the statements behind `before` lack; with none, each leans on the one before."""
        own = judged, whole
        told = [statement.text for statement in self.stated.statements[before:]]
        if not told:
            judged, whole = [], True
        for asked in self.asking.left(text, told):
            of_one, all_of_one = yield from self._each([asked])
            if len(self.stated.statements) == before:
                break
            judged, whole = [*judged, *of_one], whole and all_of_one
        return (judged, whole) if judged else own

    def _go_on(self, asked: Asked) -> abc.Generator[Event, None, bool]:
        """Answer from the documents cited before, if they do; returns whether they did, else nothing was shown."""
        self.laps.end("retrieve")
        stating = self._each([asked])
        first = next(stating, None)
        cited = "".join(citation.text for citation in first.citations) if first else ""
        if first is None or asks_another(asked.text, cited):
            self.stated, self.used, self.floor_reason = Statements(), self.generator, None
            self.notes.clear()
            return False
        # The first attempt says what it is of, for what is asked next.
        self.rewritten = self.attempts[0].text
        yield retrieved(asked.text, asked.evidence)
        yield first
        judged, whole = yield from stating
        yield Finished(answer=self._answer(judged, whole=whole))
        return True

    def _each(self, asked: Sequence[Asked]) -> abc.Generator[Verified, None, tuple[Judged, bool]]:
        """State what answers each question; returns what was judged of each, and whether each was answered."""
        judged: Judged = []
        whole = True
        for one in asked:
            kept, answers, first = None, False, len(self.stated.statements)
            for way in self.asking.ways(one):
                confirmed, said = self.stated.confirmed, len(self.stated.statements)
                pair = way, (yield from self._state(way))
                more = len(self.stated.statements) > said
                if kept is None or more or (self.stated.confirmed > confirmed and not answers):
                    kept = pair  # what no way of asking finds is told of the likeliest
                answers = answers or self.stated.confirmed > confirmed
                if more:  # what only says again what is said leaves room for another way
                    break
            assert kept is not None
            own, answers = [kept], answers and not kept[1].missing
            if one.apart:
                own, answers = yield from self._rest(one.text, own, answers, first)
            judged, whole = [*judged, *own], whole and answers
        return judged, whole

    def _state(self, one: Asked) -> abc.Generator[Verified, None, Judgement]:
        known = told(one, self.corpus)
        judgement = self._judge(one) if known is None else certain(one, known, self.corpus)
        self.laps.end("read")
        if known is not None:
            self.notes.extend(known.notes)
            self.used = self.floor
            own = replace(one, evidence=list(known.evidence))
            for line, number in known.lines:
                yield from self._verify(f"{line}[{number}]", own, None)
        elif judgement.answers:
            yield from self._draft(judgement, self.asking.completed(one, judgement))
            yield from self._contradict(one)
        return judgement

    def _judge(self, asked: Asked) -> Judgement:
        evidence = without_unnamed(asked.question, asked.evidence, self.corpus)
        return decide(asked.question, evidence, asked.members, self.corpus, *self.models)

    def _draft(self, judgement: Judgement, asked: Asked) -> Iterator[Verified]:
        reading, evidence = judgement.reading, asked.evidence
        question = reading.question
        lines = compose(reading, evidence)
        by_model = self.generator.name != self.floor.name
        if by_model and (reason := not_asked(self.generator, judgement, evidence)):
            self.floor_reason, by_model = reason, False
        # Who only quotes comes second: half a sentence that it quotes would stand in the way of the whole one.
        first = by_model and self.generator.quotes
        if first:
            yield from self._extract(lines, asked)
        if by_model:
            by_model = yield from self._by_model(reading, asked)
            if not by_model and self.floor_reason is None:
                self.floor_reason = "模型的回答没有通过核验"
        if not by_model:
            self.used = self.floor
        left_out = question.plural or question.kind in ("list", "support")
        several = question.kind == "open" and len(lines) > 1
        if not first and (not by_model or left_out or several):
            # What the model left out is added: half a list, or one of two sums asked for, would pass for the whole.
            yield from self._extract(lines, asked)

    def _extract(self, lines: Sequence[Line], asked: Asked) -> Iterator[Verified]:
        for line in lines:
            # Of a model's own words a part is enough; a quotation of one half leaves the other to be told.
            if self.stated.rests_on(line, asked.evidence, whole=self.used.quotes):
                self.stated.confirmed += 1
                continue
            before = len(self.stated.statements), self.stated.dropped
            line = headed_line(line, asked.evidence)
            own = replace(asked, evidence=of_document(line.number, asked.evidence))
            yield from self._verify(f"{line}", own, None)
            refused = before == (len(self.stated.statements), self.stated.dropped - 1)
            if refused and line.whole not in ("", line.text):
                # A cut that the verifier will not confirm gives way to the sentence as it stands.
                self.stated.dropped -= 1
                yield from self._verify(f"{line.whole}[{line.number}]", own, None)
        self.laps.end("extract")

    def _contradict(self, asked: Asked) -> Iterator[Verified]:
        """Show what another document, not ended either, says otherwise than the statements do."""
        for cited in tuple(self.stated.citations):
            for found in disagreements(cited, asked.evidence):
                yield from self._verify(f"{found.other.quote}[{found.other.number}]", asked, None)
                self.stated.contradict(cited, found)

    def _by_model(self, reading: Reading, asked: Asked) -> abc.Generator[Verified, None, bool]:
        """State what the model's draft adds; returns whether it said anything that holds."""
        order = [c.evidence for c in reading.candidates]
        shown = sorted(dict.fromkeys(order), key=order.index)[:4]
        before = len(self.stated.statements), self.stated.confirmed
        try:
            for sentence in sentences_of(self.generator.generate(asked.text, shown)):
                yield from self._verify(sentence, asked, reading)
        except (GeneratorError, ModelError) as error:
            self.floor_reason = f"模型不可用：{error.message}"
        self.laps.end("generate")
        return self.stated.confirmed > before[1] and (
            self.generator.quotes or len(self.stated.statements) > before[0]
        )

    def _verify(self, draft: str, asked: Asked, reading: Reading | None) -> Iterator[Verified]:
        verdict = check(draft, asked.evidence, question=asked.text)
        if isinstance(verdict, Rejected):
            self.stated.dropped += verdict.reason != "empty"
            return
        quoted = reading is not None and self.generator.quotes and self.stated.quotes(verdict)
        if quoted or self.stated.repeats(verdict, apart=asked.apart):
            self.stated.confirmed += 1
            return
        if reading is not None and not responds(reading, verdict.text, verdict.citations):
            self.stated.dropped += 1
            return
        marked = None
        if self.focus is not None:
            pointed = self.focus.point(asked.text, verdict.text)
            marked = emphasis(asked.question, verdict.text, pointed)
        yield self.stated.add(verdict, marked)

    def _answer(self, told_of: Judged, *, whole: bool) -> Answer:
        asked, judged = [one for one, _ in told_of], [judgement for _, judgement in told_of]
        stated, held = self.stated, said_of(self.stated)
        short = short_of(asked, stated, self.corpus)
        missing = (*missing_from(asked, judged, stated, self.corpus), *short)
        coverage = fmean(judgement.reading.weights.share(held) for judgement in judged)
        self.laps.end("total")
        return Answer(
            question=self.question,
            rewritten=self.rewritten,
            status=status_of(stated, missing, whole=whole and not short, several=len(asked) > 1),
            statements=tuple(stated.statements),
            citations=tuple(stated.citations),
            nearest=() if stated.statements else nearest_to(asked),
            missing=missing,
            dropped=stated.dropped,
            generator=self.used.name,
            floor_reason=self.floor_reason,
            prompt_version=self.used.prompt_version,
            notices=(
                *stated.notices(),
                *self.notes,
                *noted(self.rewritten, asked, judged, stated, self.corpus),
            ),
            conflicts=tuple(stated.conflicts),
            scope=self.corpus.scope,
            coverage=round(coverage, 3) if stated.citations else 0.0,
            confidence=round(max(judgement.confidence for judgement in judged), 4),
            timings_ms=self.laps.timings_ms,
        )
