"""Which passages the relevance model is asked about: those that may still answer, a few at a time, until one does.

The model is nine tenths of what an answer costs, and words alone put the passage that answers among the first three in
nine questions of ten. So passages of which no sentence fits the question's slots are not judged, nor those that
words put far behind; and once the model is sure of a sentence, only the rest of its list is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.fold import fold
from index.splitter import sentences
from index.types import Passage
from qa.documents.labels import ended
from qa.evidence.candidates import Candidate, Reading
from qa.figures import find_figures
from qa.fitting.slots import fit_slots
from qa.question import Question, parts_of
from qa.question.persons import asks_speaker
from qa.question.spoken import written
from qa.question.times import without_years
from qa.reader.enumerations import group_of
from qa.reader.figure_answer import wanted
from qa.reader.holding import holds_kind
from qa.reader.scoring import SURE, read, with_chances
from qa.relevance import Relevance
from qa.relevance.choosing import head_of
from qa.retrieval.glossed import announced_text
from qa.retrieval.series import series_of
from qa.types import Evidence

# So many passages are judged first, the first by retrieval among them, and then so many more at a time. With two at
# first another sentence answered one development question in a hundred.
FIRST, MORE = 3, 2
# A passage that words put this far behind the first is not judged: of 260 development questions none had its only likely
# sentence (0.2) there; at 0.7, two had.
BEHIND = 1.0
# Of what a firm could get, nothing found is as likely as this: support that exists had 0.012 and more on development
# questions, support that does not 0.003 and less.
HOPELESS = 0.005

_Spans = dict[str, list[tuple[int, int, float]]]


def read_judged(
    relevance: Relevance | None,
    question: Question,
    evidence: Sequence[Evidence],
    document_share: Callable[[str], float],
    document_text: Callable[[str], str],
) -> Reading:
    """Return the reading of `evidence` with what the relevance model says of it, by words alone where it is not asked.

    Who said something stands beside the sentence, and what fits a firm in none: there words decide.
    """
    by_words = read(question, evidence, document_share)
    spoken = any(item.passage.speaker for item in evidence) and asks_speaker(question.folded)
    if relevance is None or question.kind == "support" or spoken:
        return by_words
    fitting = fit_slots(by_words, document_text)[0]
    # Where no sentence fits the slots nothing answers; one is judged for how near it comes.
    order = _ordered(fitting or by_words.candidates[:1], evidence)
    reading, chances, asked, count = by_words, _Spans(), 0, FIRST
    while asked < len(order):
        _ask(relevance, question, order[asked : asked + count], chances)
        asked, count = asked + count, MORE
        reading = with_chances(by_words, chances)
        best = _sure(reading, fitting, evidence)
        if best is not None:
            known = {item.number for item in order[:asked]}
            listed = group_of(best, evidence) if _wants_all(question) else ()
            _ask(relevance, question, [i for i in listed if i.number not in known], chances)
            return with_chances(by_words, chances)
    return reading


def offers_nothing(
    relevance: Relevance | None, question: Question, evidence: Sequence[Evidence]
) -> bool:
    """Whether the relevance model finds nothing at all for who asks for support: rules choose, but it may refuse."""
    if relevance is None or question.kind != "support":
        return False
    chances = _Spans()
    for item in evidence:
        _ask(relevance, question, [item], chances)
        if any(chance >= HOPELESS for own in chances.values() for *_, chance in own):
            return False
    return True


def _ask(
    relevance: Relevance, question: Question, items: Sequence[Evidence], chances: _Spans
) -> None:
    """Add what the model says of each sentence of the passages of `items`."""
    # Of two questions in one, each sentence need answer only one.
    for asked in (question.text, *parts_of(question.text)):
        # The model was taught on questions in the words of documents: each passage is asked in its own.
        put: dict[str, list[Evidence]] = {}
        for item in items:
            put.setdefault(_as_put(asked, question, item), []).append(item)
        for text, own in put.items():
            _add(relevance, text, [(item, _shown(question, item)) for item in own], chances)


def _add(
    relevance: Relevance,
    text: str,
    shown: Sequence[tuple[Evidence, Passage]],
    chances: _Spans,
) -> None:
    passages = [(passage, item.document) for item, passage in shown]
    for (item, passage), judged in zip(shown, relevance.judge(text, passages), strict=True):
        start = item.passage.start
        if passage is not item.passage:
            judged = dict(zip(sentences(item.passage.text), judged.values(), strict=False))
        chances.setdefault(item.document.id, []).extend(
            (start + a, start + b, chance) for (a, b), chance in judged.items()
        )


def _as_put(asked: str, question: Question, item: Evidence) -> str:
    """Return the question in the words of a passage, without a year that only the date of its document tells."""
    near = fold(item.passage.text)
    text = written(fold(asked), near)
    head = head_of(item.passage, item.document)
    return without_years(text, (y for y in question.years if y not in near and y not in head))


def _shown(question: Question, item: Evidence) -> Passage:
    """The passage as the model reads it: with what it names instead of saying it, sentence for sentence the same.

    For a figure, which stands in what announces it, an item that has none is read behind that.
    """
    passage = item.passage
    behind = announced_text(passage) if question.kind in ("figure", "when") else ""
    if behind and any(wanted(question, f, passage.text) for f in find_figures(passage.text)):
        behind = ""
    text = item.glossed or behind
    if not text or len(sentences(text)) != len(sentences(passage.text)):
        return passage
    section = passage.section[:-1] if text is behind else passage.section
    return replace(
        passage,
        text=text,
        end=passage.start + len(text),
        paragraph_end=max(passage.paragraph_end, passage.start + len(text)),
        section=section,
    )


def _ordered(candidates: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence whose passages hold `candidates`, by the best of each, without what is far behind.

    The first by retrieval is among the first `FIRST`.
    """
    scores: dict[int, float] = {}
    for candidate in candidates:
        for item in _holding(candidate, evidence):
            scores[item.number] = max(scores.get(item.number, candidate.score), candidate.score)
    top = max(scores.values(), default=0.0)
    near = {number for number, score in scores.items() if score >= top - BEHIND}
    held = [item for item in evidence if item.number in near]
    best = sorted(held, key=lambda item: -scores[item.number])
    first = {item.number: item for item in (*best[: FIRST - 1], *held[:1], *best)}
    return list(first.values())


def _holding(candidate: Candidate, evidence: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield the evidence whose passage a sentence stands in: its own or, at the edge of its window, a neighbour's."""
    item = candidate.evidence
    start, end = item.start + candidate.start, item.start + candidate.end
    for other in evidence:
        inside = other.passage.start < end and start < other.passage.end
        if inside and other.document.id == item.document.id:
            yield other


def _sure(
    reading: Reading, fitting: Sequence[Candidate], evidence: Sequence[Evidence]
) -> Candidate | None:
    """Return the best sentence if the model is sure of it and no other that is still to be judged could be meant.

    What has ended and what is older than another of its series give way to what answers beside them, and of several
    questions in one each wants its own sentence.
    """
    kept = {(c.evidence.number, c.start) for c in fitting}
    best = next((c for c in reading.candidates if (c.evidence.number, c.start) in kept), None)
    if best is None or (best.chance or 0.0) < SURE or not holds_kind(reading.question, best):
        return None
    several = bool(parts_of(reading.question.text))
    return None if several or _gives_way(best.evidence, evidence) else best


def _gives_way(item: Evidence, evidence: Sequence[Evidence]) -> bool:
    document, series = item.document, series_of(item.document)
    return ended(document) or any(
        series is not None
        and series_of(other.document) == series
        and (other.document.published or "") > (document.published or "")
        for other in evidence
    )


def _wants_all(question: Question) -> bool:
    return question.kind == "list" or question.plural
