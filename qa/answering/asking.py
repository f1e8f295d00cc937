"""The questions of one message, each with what was found for it, and what the documents meant tell of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from index.corpus import Corpus
from index.errors import UsageError
from index.printable import printable
from qa.answering.drafting import left_over
from qa.evidence.groups import siblings
from qa.evidence.rosters import asks_for_all, roster
from qa.question import Question
from qa.question.decompose import ENDS, parts
from qa.question.in_turn import Piece, clauses, typed_of
from qa.question.offers import asked_offers
from qa.question.plainly import plain
from qa.question.two_years import against_base
from qa.reader.document_facts import told_of_documents
from qa.reader.letters import told_of_letters
from qa.reader.looked_up import told_of_figures
from qa.reader.nth_told import told_of_nth
from qa.reader.refusal import Judgement
from qa.reader.scoring import read
from qa.reader.speeches import told_of_speeches
from qa.reader.told import Quoted
from qa.retrieval.gathering import evidence_of_passage
from qa.retrieval.series import Members, members_of, of_recent_years
from qa.retrieval.versions import editions_of, evidence_for, versions_asked
from qa.table_answers.told import told_of_tables
from qa.types import Evidence, Retrieved

MAX_QUESTION = 1000


# Characters set apart one by one, as some keyboards and copies do; words set apart (东莞 箱包) stay apart.
_SPACED = re.compile(r"(?<![\u3400-\u9fff])(?:[\u3400-\u9fff][ \t\u3000]+){3,}(?=[\u3400-\u9fff])")


def clean(question: str) -> str:
    """Return the question without what cannot be printed, 省 重 点 实 验 室 closed up as 省重点实验室.

    Raises:
        UsageError: it is empty or longer than `MAX_QUESTION` characters.
    """
    question = _SPACED.sub(lambda m: "".join(m[0].split()), printable(question)).strip()
    if not question:
        raise UsageError("问题是空的", "请写一句要问的话")
    if len(question) > MAX_QUESTION:
        raise UsageError(
            f"问题有 {len(question)} 字，超过 {MAX_QUESTION} 字", "请缩短问题，一次问一件事"
        )
    return question


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the questions that were asked at once, with what was found for it; `members` are the series of the corpus.

    `others` are further ways to ask it where this one finds nothing, `typed` its words where it was asked otherwise;
    `apart` are those of one year or place of several.
    """

    text: str
    question: Question
    evidence: list[Evidence]
    members: Members
    others: tuple[str, ...] = ()
    typed: str = ""
    apart: bool = False


# The questions of one message as they were asked in the end, each with what was judged of it.
Judged: TypeAlias = list[tuple[Asked, Judgement]]


class Asking:
    """Finds what answers questions to one corpus, as its documents stand now."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.documents = corpus.documents()
        self._members = members_of(self.documents)
        self._editions = editions_of(self.documents)

    def ask(self, text: str, among: frozenset[str] = frozenset()) -> Asked:
        """Return the question with its evidence; with `among`, ids of documents, of these alone."""
        question, evidence = evidence_for(
            plain(text), self.corpus, self.documents, self._members, self._editions, among
        )
        return Asked(text, question, evidence, self._members)

    def of(self, piece: Piece) -> list[Asked]:
        """Return one of several questions, asked the likeliest way; of several years or places, each by itself."""
        each = self._apart(piece.ways[0])
        if each:
            lead = piece.ways[0].partition(piece.typed.rstrip(ENDS))[0]
            return [
                replace(self.ask(text), apart=True, typed=text.removeprefix(lead)) for text in each
            ]
        return [replace(self.ask(piece.ways[0]), others=piece.ways[1:], typed=piece.typed)]

    def ways(self, asked: Asked) -> Iterator[Asked]:
        """Yield the question as it was asked, then the other ways, each looked up when it is wanted."""
        yield asked
        for text in asked.others:
            yield replace(self.ask(text), typed=asked.typed)

    def left(self, text: str, told: Sequence[str]) -> Iterator[Asked]:
        """Yield what the clauses of `text` ask and the statements `told` leave open, what is asked of several by each.

        A change between two years that no source tells is shown by what it was in each.
        """
        for year in () if told else against_base(text):
            yield replace(self.ask(year), apart=True, typed=year)
        for question in left_over(clauses(text), told):
            typed = typed_of(question, text)
            lead = question.removesuffix("？").removesuffix(typed)
            for one in self._apart(question) or (question,):
                yield replace(self.ask(one), typed=one.removeprefix(lead))

    def completed(self, asked: Asked, judgement: Judgement) -> Asked:
        """Return a question for a list with all items of the enumeration that what answers belongs to, found late as it may be."""
        best, question = judgement.reading.best, judgement.reading.question
        people = question.kind == "who" and asks_for_all(question.folded)
        if best is None or not (people or question.kind == "list"):
            return asked
        known = {item.passage.id for item in asked.evidence}
        document, passage = best.evidence.document, best.evidence.passage
        own = self.corpus.passages(document.id)
        around = siblings(passage, own) or roster(passage, own)
        more = [
            evidence_of_passage(self.corpus, number, document, passage)
            for number, passage in enumerate(
                (p for p in around if p.id not in known), len(asked.evidence) + 1
            )
        ]
        return replace(asked, evidence=[*asked.evidence, *more]) if more else asked

    def _apart(self, text: str) -> tuple[str, ...]:
        """Return the questions of one year, place or edition each that `text` asks in one; empty where it is one question."""
        return (
            parts(text)
            or of_recent_years(text, self._members)
            or versions_asked(text, self.corpus, self._editions)
        )


def told(asked: Asked, corpus: Corpus) -> Quoted | None:
    """Return what needs no model: what documents say of themselves, the measures they hold, what a figure is of, the cells of their tables."""
    return (
        told_of_documents(asked.text, corpus)
        or _offers(asked.text, corpus)
        or told_of_figures(asked.question, asked.evidence)
        or told_of_speeches(asked.question, asked.evidence, corpus)
        or told_of_nth(asked.question, asked.evidence, corpus)
        or told_of_letters(asked.question, asked.evidence, corpus)
        or told_of_tables(asked.question, asked.evidence, corpus)
    )


def _offers(text: str, corpus: Corpus) -> Quoted | None:
    wanted = asked_offers(text)
    if wanted is None:
        return None
    # What reads measures is loaded for the few questions that it is for: a quarter of a second of each command else.
    from qa.reader.offers_listed import told_of_offers

    return told_of_offers(text, wanted, corpus)


def of_document(number: int, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return what may prove a quotation: the paper it was taken from, for that of another year may hold the same words."""
    ids = {item.document.id for item in evidence if item.number == number}
    return [item for item in evidence if item.document.id in ids]


def retrieved(rewritten: str, found: Sequence[Evidence]) -> Retrieved:
    """Return the event that shows what was found, numbered in its order."""
    numbered = tuple(replace(item, number=number) for number, item in enumerate(found, 1))
    return Retrieved(rewritten=rewritten, evidence=numbered)


def certain(asked: Asked, told: Quoted, corpus: Corpus) -> Judgement:
    """Judge a question that the documents meant answer by themselves, each from its own place: no model is asked."""
    evidence = told.evidence or asked.evidence
    return Judgement(
        answers=bool(told.lines),
        reading=read(asked.question, evidence, corpus.vocabulary_share),
        missing=told.missing,
        coverage=1.0,
        certain=True,
    )
