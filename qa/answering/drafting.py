"""A draft taken apart and weighed: its sentences as they come, whether one answers, what the answer leaves open."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from index.regions import find_regions
from qa.evidence.candidates import Candidate, Reading
from qa.evidence.clauses import clause_of, governing
from qa.figures import Figure, find_figures
from qa.fitting.kinds import fits
from qa.generators import Generator
from qa.lexicon.bigrams import bigrams
from qa.question import analyse
from qa.question.asked import BARE
from qa.question.coverage import Weights
from qa.question.topics import topic_of
from qa.reader.by_words import UNSAID_CEILING, UNSAID_LENGTH
from qa.reader.enumerations import group_of
from qa.reader.extractive import asks_several
from qa.reader.figure_answer import best_figure, wanted
from qa.reader.refusal import Judgement
from qa.types import Citation, Evidence, Statement

# A model's sentence may rest on a sentence that scores this much below the best one.
MARGIN = 0.1
MAX_DRAFT = 4000
# So sure of the best sentence, a model that only quotes adds nothing: of 365 quotations that it chose beside answers
# extracted too, 30 said more, and those that helped stood below this.
SURE = 0.6
_TIMES = re.compile(r"(?:19|20)\d{2}|十[一二三四五六]五|上半年|下半年|[一二三四]季度")
_SENTENCE_END = re.compile(
    r"(?<=[。！？!?；;\n])(?!\s*(?:\[\d|【\d|［\d))|(?<=[\]】］])(?=\s*[^\s\[【［。！？!?；;，,、])|\n"
)


def not_asked(
    generator: Generator, judgement: Judgement, evidence: Sequence[Evidence]
) -> str | None:
    """Return why a model is not asked for a draft, the source answering better without; None where it is."""
    best = judgement.reading.best
    assert best is not None
    listed = judgement.reading.question.kind == "list"
    if listed and (generator.quotes or group_of(best, evidence)):
        return "列举类问题逐条引用原文"
    if generator.quotes and judgement.confidence >= SURE:
        return "原文已能确切作答"
    return None


def responds(reading: Reading, text: str, citations: Sequence[Citation]) -> bool:
    """Return whether a verified statement answers: it rests on a sentence that scores near the best one.

    For a figure the statement must hold a figure; where the reader is sure which one is meant, that one; where several
    are asked for, all that its sentence gives.
    """
    best = reading.best
    assert best is not None
    near = [
        candidate
        for candidate in reading.candidates
        if candidate.score >= best.score - MARGIN
        and any(
            candidate.evidence.document.id == citation.document.id
            and candidate.evidence.start + candidate.start < citation.end
            and candidate.evidence.start + candidate.end > citation.start
            for citation in citations
        )
    ]
    if not near:
        return False
    if reading.question.person and best.evidence.passage.speaker:
        return best.evidence.passage.speaker in text
    if reading.question.kind in ("figure", "when"):
        if any(_cut_short(reading, candidate, text) for candidate in near):
            return False
        found = best_figure(reading)
        return found is None or (_states(found[1], text) and _keeps_scope(found, text))
    return True


def _cut_short(reading: Reading, candidate: Candidate, text: str) -> bool:
    """Whether the statement leaves out one of several figures that its sentence gives and the question asks for."""
    return asks_several(reading, candidate) and not all(
        _states(figure, text)
        for figure in candidate.figures
        if wanted(reading.question, figure, candidate.text)
    )


def _states(figure: Figure, text: str) -> bool:
    return figure.text.strip() in text or _same_number(figure.text, text)


def _keeps_scope(found: tuple[Candidate, Figure], text: str) -> bool:
    """Whether a statement keeps the place, the time and the example that its figure's sentence is about.

    A clause can be quoted word for word and still mislead: 以松山湖为例，增长16.6% is not 增长16.6%.
    """
    candidate, figure = found
    start, end = governing(candidate.text, figure.number_start)
    a, b = clause_of(candidate.text, 0)
    scope = candidate.text[a:b] + candidate.text[start:end]
    if "为例" in scope and "为例" not in text:
        return False
    marks = [region.name for region in find_regions(scope)] + _TIMES.findall(scope)
    return all(mark in text for mark in marks)


def _same_number(figure: str, text: str) -> bool:
    number = re.search(r"\d[\d.,]*", figure)
    return number is not None and number.group(0) in text


def sentences_of(pieces: Iterator[str]) -> Iterator[str]:
    """Cut a stream of text into sentences as they become complete; a marker stays with its sentence."""
    buffer, total = "", 0
    for piece in pieces:
        buffer += piece
        total += len(piece)
        while match := _SENTENCE_END.search(buffer):
            if match.end() >= len(buffer):
                break
            sentence, buffer = buffer[: match.end()], buffer[match.end() :]
            if sentence.strip():
                yield sentence.strip()
        if total > MAX_DRAFT:
            break
    if buffer.strip():
        yield buffer.strip()


def left_over(questions: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
    """Return the questions, one of each clause that asks, that the statements `told` leave open."""
    return (*unheld(questions, told), *_unspoken(questions, told)) if told else tuple(questions)


# 某社北京8月9日电: when it was reported is no time that was asked for.
_WIRE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[电讯]|消息)")


def unheld(questions: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
    """Return the questions for a figure or a time, where the statements `told` hold not one for each."""
    asking = [q for q in questions if analyse(q).kind in ("figure", "when")]
    used: set[tuple[int, int]] = set()
    for text in asking:
        question = analyse(text)
        held = [
            (i, figure.number_start)
            for i, statement in enumerate(told)
            for figure in find_figures(_WIRE.sub("", statement))
            if wanted(question, figure, statement)
        ]
        found = next((place for place in held if place not in used), None)
        if found is None:
            return tuple(asking)
        used.add(found)
    return ()


# Of what a clause asks beside the first one: so many pairs of letters, of which the statements hold less than this share.
LEAST_OWN, HELD_SHARE = 3, 0.34


def _unspoken(questions: Sequence[str], told: Sequence[str]) -> tuple[str, ...]:
    """The questions for no figure behind the first, of whose own words the statements hold next to nothing.

    欠薪去哪里投诉，包工头跑了由谁先付: the second asks of another thing than what was told, under what the first is about.
    """
    first, said = _pairs(questions[0]) if questions else set(), bigrams("\n".join(told))
    left = []
    for text in questions[1:]:
        own = _pairs(text) - first
        if analyse(text).kind in ("figure", "when") or len(own) < LEAST_OWN:
            continue
        if len(own & said) < HELD_SHARE * len(own):
            topic = "" if _pairs(text) & first else topic_of(questions[0])
            left.append(f"{topic}，{text}" if topic else text)
    return tuple(left)


def _pairs(text: str) -> set[str]:
    """The pairs of letters of a question that are not words of asking."""
    asked = analyse(text)
    pairs = enumerate(itertools.pairwise(asked.folded))
    return {a + b for i, (a, b) in pairs if asked.content[i] and asked.content[i + 1]}


_AMOUNT = re.compile(r"\d[\d.,]*\s*(万|亿)?元|补助|补贴\d|%")
_DEADLINE = re.compile(r"\d+[年月日]前?|截止|期限|有效期")
_CONDITION = re.compile(r"以上|以下|符合|条件|对.{2,30}的")


def not_stated(statements: Sequence[Statement]) -> tuple[str, ...]:
    """What an applicant would need and the cited measures do not state."""
    text = "".join(statement.text for statement in statements)
    named = ((_AMOUNT, "补助金额"), (_CONDITION, "申报条件"), (_DEADLINE, "申报时限"))
    left = [name for pattern, name in named if not pattern.search(text)]
    return (f"所引材料未载明{'、'.join(left)}",) if left else ()


def not_about(weights: Weights, held: frozenset[str]) -> str:
    """What the asker says of himself and no cited measure mentions: general measures must not pass for special ones."""
    unsaid = weights.heaviest(held, UNSAID_LENGTH)
    heavy = unsaid is not None and unsaid[0] >= UNSAID_CEILING
    return f"所引材料没有专门提到“{unsaid[1]}”" if unsaid and heavy else ""


_NO_ONE = "没有找到既写到"
_SAID = re.compile(r"没有(?:提到|写明)“([^”]+)”")


def left_open(
    asked: Sequence[tuple[str, tuple[str, ...], bool]], citations: Sequence[Citation]
) -> tuple[str, ...]:
    """What the sources do not state of questions (text, what is missing, whether it is answered); of several each note says of which.

    What one of them was answered with is no longer called missing for another.
    """
    if len(asked) == 1:
        return asked[0][1]
    cited = "\n".join(citation.text for citation in citations)
    notes: list[str] = []
    for text, missing, answers in asked:
        if not answers and told_beside(text, citations):
            continue
        own = [note for note in missing if not any(w in cited for w in _SAID.findall(note))]
        if not answers and not own:
            own = ["没有找到"]
        # One line for each of several is enough, and the words that no one paragraph holds say little of it.
        note = next((n for n in own if not n.startswith(_NO_ONE)), "没有找到")
        notes += [f"{text.strip('？?。，, ')}：{note}"] if own else []
    return tuple(notes)


# So much of a question must stand in a quotation with a figure of its kind.
_TOLD = 0.8


def told_beside(text: str, citations: Sequence[Citation]) -> bool:
    """Whether a quotation told for another of several questions answers this one too: 比例是多少 by 分3个阶段，按30%、30%和40%."""
    question = analyse(text)
    if question.kind != "figure":
        return False
    content = "".join(c for c, kept in zip(question.folded, question.content, strict=True) if kept)
    own = bigrams(BARE.sub("", content))
    return any(
        (not own or len(own & bigrams(c.quote)) >= _TOLD * len(own))
        and all(year in c.quote for year in question.years)
        and any(fits(question, f) for f in find_figures(c.quote))
        for c in citations
    )
