"""The figure check of a sentence or an article: each sentence read, its evidence found, each figure judged.

Deterministic: no model writes or decides anything here; the same draft over the same index gives the same report."""

from __future__ import annotations

import time
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from index.corpus import Corpus
from index.errors import UsageError
from index.splitter import clauses
from index.types import DocumentInfo
from qa.claims.alone import judge_alone, named_alone
from qa.claims.asked import told_of
from qa.claims.attributed import Attribution, Worded, attribution, offices, unframed
from qa.claims.beside import Found, by_itself
from qa.claims.broken import mended
from qa.claims.conflicts import annotated
from qa.claims.dated import composed, dated, day_of
from qa.claims.followed import followed, in_place, otherwise
from qa.claims.ground import measured, shift
from qa.claims.judging import Judged, by_proof, judge, proven
from qa.claims.lookalikes import pointed_to
from qa.claims.reckoning import Find, computed
from qa.claims.reporting import Builder, Sources
from qa.claims.retrieving import Library
from qa.claims.sourced import his, misplaced, said
from qa.claims.streaks import streaks
from qa.claims.tabled import tabled
from qa.claims.times import judge_times, times_of
from qa.claims.today import as_of_today
from qa.claims.types import ClaimReport
from qa.claims.wording import altered, unsaid
from qa.claims.years import NOW, carried, given_for, names_time, of_the_year, years_in_force
from qa.documents.labels import ended
from qa.figures import Figure, find_figures
from qa.tables.model import bare_cells
from qa.types import Evidence

MOST = 200_000


class ClaimChecker:
    """Checks drafts against one corpus, or against any other sources."""

    def __init__(self, sources: Sources) -> None:
        self._library = sources

    @classmethod
    def over(cls, corpus: Corpus) -> ClaimChecker:
        """Return the checker of an open index."""
        return cls(Library(corpus))

    def check(self, claim: str, day: date | None = None) -> ClaimReport:
        """Return the report on a draft of one sentence or many: the last of `stream`.

        Raises:
            UsageError: the draft is empty or longer than `MOST` characters.
        """
        *_, report = self.stream(claim, day)
        assert isinstance(report, ClaimReport)
        return report

    def stream(
        self, claim: str, day: date | None = None
    ) -> Iterator[tuple[int, int] | ClaimReport]:
        """Yield (sentences checked, sentences) before each sentence, then the report.

        `day` is the one from which 去年 and 今年 of the draft are counted, None: the one that it states itself, if any.

        Raises:
            UsageError: like `check`.
        """
        if not any(c.isprintable() and not c.isspace() for c in claim):
            raise UsageError("要核对的文字是空的", '请写一句话，例如 verify "全省有24家省实验室"')
        if len(claim) > MOST:
            raise UsageError(f"要核对的文字有 {len(claim)} 字，超过 {MOST} 字", "请分几次核对")
        began = time.perf_counter()
        text, stood = dated(claim, day)
        text, whole = mended(text)
        text = told_of(text)
        text, years = carried(text)
        places = composed(composed(stood, whole), years)
        build = Builder(claim, self._library, places)
        spans, undated = years_in_force(text), day is None and day_of(claim)[0] is None
        for done, ((start, end), year) in enumerate(spans):
            yield done, len(spans)
            found = self._of_year(text[start:end], year)
            if undated:
                read = partial(self._of_year, year=year)
                found = as_of_today(text[start:end], found, read)
            build.add(start, *found)
        took = round((time.perf_counter() - began) * 1000, 1)
        yield build.report(len(spans), took)

    def _of_year(self, sentence: str, year: str) -> Found:
        """Return the findings of one sentence; where it names no time it is read once more as of the `year` told before.

        Another year's figure denies nothing then, and supports nothing where that year has a figure of its own or
        the source gives it for another.
        """
        found = self._sentence(sentence)
        if not year or not found[0] or attribution(sentence):
            return found
        if names_time(sentence):
            return found
        held = {
            (j.citation.document.id, j.citation.paragraph_start)
            for j in found[0]
            if j.verdict == "supported" and j.citation
        }
        before = f"{year}年，"

        def read(without: Container[tuple[str, int]]) -> dict[int, Judged]:
            again = self._sentence(before + sentence, without)[0]
            return {j.figure.start - len(before): j for j in again}

        supported = any(j.verdict == "supported" for j in found[0])
        others = any(j.verdict != "supported" for j in found[0])
        own = read(held) if supported else {}
        all_of_it = read(()) if others else {}
        evidence = self._library.find(sentence) if supported and not NOW.search(sentence) else []
        judged = [
            of_the_year(
                j, (own if j.verdict == "supported" else all_of_it).get(j.figure.start), year
            )
            for j in found[0]
        ]
        judged = [given_for(j, evidence, year) for j in judged]
        return judged, found[1], found[2] and judged == found[0]

    def _sentence(self, sentence: str, without: Container[tuple[str, int]] = ()) -> Found:
        """Return the findings of one sentence (offsets in it), and whether all of it is proven; paragraphs `without` are not read."""
        source = attribution(sentence)
        figures = [f for f in find_figures(sentence) if measured(f)]
        shown = figures or times_of(sentence, source.cut if source else 0)
        asks = not figures and sentence.rstrip("”」』 \n").endswith(("？", "?"))
        if asks or (not shown and len(sentence) < 4):
            return [], [], False  # a question states nothing
        named = source.named(self._library.documents) if source and source.document else []
        body = sentence[source.cut : source.end] if source else sentence
        evidence = [
            item
            for item in self._library.find(body, named)
            if (item.document.id, item.start) not in without
        ]

        def settled(text: str) -> Found:
            told = shown if text == sentence else [f for f in find_figures(text) if measured(f)]
            return self._current(text, told, source, named, evidence) or self._against(
                text, told, source, named, evidence
            )

        found = settled(sentence)
        if figures:
            found = by_itself(sentence, found, evidence, settled)
        told = [annotated(j, evidence) for j in found[0]]
        return [pointed_to(j, sentence, evidence) for j in told], *found[1:]

    def _current(
        self,
        sentence: str,
        shown: Sequence[Figure],
        source: Attribution | None,
        named: Sequence[DocumentInfo],
        evidence: Sequence[Evidence],
    ) -> Found | None:
        """Return what the documents that have not ended say, None where they do not settle it or one is named."""
        current = [item for item in evidence if not ended(item.document)]
        if named or not current or len(current) == len(evidence):
            return None
        found = self._against(sentence, shown, source, named, current)
        verdicts = {j.verdict for j in found[0]}
        return found if "contradicted" in verdicts or verdicts == {"supported"} else None

    def _against(
        self,
        sentence: str,
        shown: Sequence[Figure],
        source: Attribution | None,
        named: Sequence[DocumentInfo],
        evidence: Sequence[Evidence],
    ) -> Found:
        body = unframed(sentence[source.cut : source.end] if source else sentence)
        words = list(offices(sentence, evidence))
        proof = proven(sentence, evidence)
        if proof:
            return [by_proof(f, proof) for f in shown], [*words, *said(source, proof)], True
        if source and source.document and not named:
            note = f"索引中没有这份文件：{source.who}"
            absent = Worded(start=0, end=source.cut, kind="source", verdict="not_found", note=note)
            return (
                [Judged(figure=f, verdict="not_found", note=note) for f in shown],
                [absent],
                False,
            )
        counted = any(measured(f) for f in shown)
        judged, more = self._judge(body, source, evidence, counted)
        cut = source.cut if source else 0
        moved = [replace(j, figure=shift(j.figure, cut)) for j in judged]
        return (
            moved,
            [*words, *(replace(w, start=w.start + cut, end=w.end + cut) for w in more)],
            False,
        )

    def _judge(
        self, body: str, source: Attribution | None, evidence: Sequence[Evidence], counted: bool
    ) -> tuple[list[Judged], list[Worded]]:
        mine = source.confirmed(evidence) if source else list(evidence)
        others = [item for item in evidence if item not in mine] if source else []
        named = bool(source and source.document)
        decide = judge if counted else judge_times
        judged = []
        if mine:
            judged = list(judge(body, mine, named=named) if counted else judge_times(body, mine))
            judged = [his(j, source, mine) for j in judged]
        rows = dict(streaks(body, clauses(body), judged))
        open_spans = [s for s in _unsettled(body, judged) if s not in rows]
        prose = [item for item in mine if not bare_cells(item.passage)]
        words = [*altered(body, open_spans, prose), *_unproven(body, rows)]
        if judged and (source_sentence := followed(body, prose)):
            judged = in_place(judged, body, source_sentence)
            settled = not words and all(j.verdict in ("supported", "not_found") for j in judged)
            if settled and (other := otherwise(body, source_sentence)):
                words.append(other)
        if counted and judged:
            judged = tabled(body, judged, self._library.tables(mine))
        if judged and not words and all(j.verdict == "supported" for j in judged):
            words += unsaid(body, [j.citation for j in judged if j.citation])
        if counted and source is None and _undecided(judged) and (alone := named_alone(body)):
            more = [*evidence, *self._library.find("".join(alone))]
            judged = judge_alone(body, judged, alone, more)
        if counted and len(clauses(body)) > 1 and any(j.verdict == "not_found" for j in judged):
            judged = self._again(body, source, judged)
        if counted:
            judged = computed(body, judged, self._within(source), self._library.tables)
        if not others or not (not judged or all(j.verdict == "not_found" for j in judged)):
            return judged, words
        proof = proven(body, others)
        elsewhere = (
            [by_proof(f, proof) for f in _shown(body, counted)]
            if proof
            else list(decide(body, others))
        )
        if any(j.verdict == "supported" for j in elsewhere):
            return [misplaced(j) for j in elsewhere], words
        return judged or [
            Judged(figure=f, verdict="not_found") for f in _shown(body, counted)
        ], words

    def _within(self, source: Attribution | None) -> Find:
        """Return the search for what `source` says, for anything where it is None."""
        if source is None:
            return self._library.find
        return lambda text: source.confirmed(self._library.find(text))

    def _again(self, body: str, source: Attribution | None, judged: list[Judged]) -> list[Judged]:
        """Look once more for each figure that was not found, by its own clause alone."""
        done: list[Judged] = []
        for finding in judged:
            span = next((s for s in clauses(body) if s[0] <= finding.figure.start < s[1]), None)
            if finding.verdict == "not_found" and span is not None:
                evidence = self._library.find(body[span[0] : span[1]])
                evidence = source.confirmed(evidence) if source else evidence
                named = bool(source and source.document)
                new = judge(body, evidence, named=named, at=finding.figure.start)
                finding = new[0] if new else finding
            done.append(finding)
        return done


def _undecided(judged: Sequence[Judged]) -> bool:
    return len(judged) == 1 and judged[0].verdict in ("not_found", "scope_differs")


def _unsettled(body: str, judged: Sequence[Judged]) -> list[tuple[int, int]]:
    """Return the clauses in which no figure has a verdict that already says what is wrong."""
    wrong = [j.figure.start for j in judged if j.verdict in ("contradicted", "scope_differs")]
    return [(a, b) for a, b in clauses(body) if not any(a <= at < b for at in wrong)]


def _unproven(body: str, rows: Mapping[tuple[int, int], bool]) -> list[Worded]:
    """Return the rows of years that do not stand with the figure before them; another text's row is of another year."""
    return [
        Worded(
            start=a, end=b, kind="statement", verdict="not_found",
            note=f"引用的原文在这个数字后没有说“{body[a:b].strip('。，')}”",
        )
        for (a, b), said in rows.items()
        if not said
    ]  # fmt: skip


def _shown(body: str, counted: bool) -> list[Figure]:
    return [f for f in find_figures(body) if measured(f)] if counted else list(times_of(body, 0))
