"""Which sentence of the evidence answers: every sentence is scored against the question, none is written.

This is the judge that both exits share: the extractive answer takes its best sentences from here, and a
generator's verified sentence is shown only if the sentence that supports it answers about as well.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.splitter import sentences
from qa.coverage import Weights, bigrams, weigh
from qa.figures import Figure, find_figures
from qa.question import Question, rate_kind
from qa.question.asked import body_kind
from qa.question.counted import asked_count, lists_as_many
from qa.question.dating import PLAN, asks_what_was, reviewed_year, undated
from qa.question.parties import for_others
from qa.question.persons import names_person
from qa.reader.thresholds import thresholds
from qa.types import Evidence

# Long paragraphs are read around the passage that was found, not from end to end.
WINDOW = 220
# What it is worth that a sentence holds the kind of thing asked for: nearly everything for a name, little for an offer.
TYPED = {"support": 0.15, "who": 0.8, "defines": 0.7}
# The relevance model's probability from which a sentence answers, whatever its words.
SURE = thresholds().sure
# The sentence that words and model together put first is taken at this probability already.
SURE_FIRST = thresholds().sure_first
# A sentence with less than this share of the best one's probability is about something else.
FAR = thresholds().far
# What the relevance model adds to a sentence's score: its probability, and its log-odds, which tell the sure apart.
LEARNED, LEARNED_ODDS, UNJUDGED = 0.8, 0.12, 0.6
OLDER = 0.25  # of two documents of one region that answer alike, the later one is meant
COUNTED, HELD = 0.8, 0.3  # just as many things as asked for, by a sentence about the matter
FOR_OTHERS = 0.8  # what firms get is not what a person gets
PLANNED = 0.6  # what a target loses to what came of it
_BODY_NAME = re.compile(r"[部厅局委办院会署]|政府|公司|中心|银行|大学|协会|集团|法院")
_PERSON = re.compile(
    r"[\u4e00-\u9fa5]{2,}?(?:长|主任|书记|主席|总裁|经理|教授|院士|巡视员|发言人|负责人)"
)
_DEFINING = re.compile(r"所称|是指|系指|指的是|，指|,指|即|定义为|包括|是.{2,20}的(一种|总称|简称)")
_LISTING = re.compile(r"、|包括|如下|以下|[一二三四五]是|（[一二三]）|\([一二三]\)|;|；")
_SEVERAL = re.compile(r"哪|分别|都|各|名单|名字有|几[个家项名]")
_NAME = re.compile(r"[“《]|名[为叫称]|称[为之]|叫做?|命名|名称")
_BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)|《[^》]*》")
_OFFER = re.compile(
    r"补助|补贴|奖励|资助|支持|鼓励|扶持|优惠|减免|免[征收]|培育|建设|推动|引导|提供|开展|给予|享受|贷款|贴息|试点|服务"
)

Chances = Mapping[str, Sequence[tuple[int, int, float]]]
"""Document id -> (start, end, probability 0..1 that it answers) of its judged sentences, offsets in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer: `evidence.text[start:end] == text`.

    `local` is the share of the question that the sentence itself covers, `whole` with its context (the sentence
    before it, the title, section, speaker and question of its passage); `typed` says that it holds the kind of
    thing that was asked for; `chance` is the relevance model's probability that it answers, None where it was not
    asked.
    """

    evidence: Evidence
    start: int
    end: int
    text: str
    score: float
    local: float
    whole: float
    typed: bool
    figures: tuple[Figure, ...]
    chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The candidates, best first, and the weights they were judged by."""

    question: Question
    weights: Weights
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def read(
    question: Question,
    evidence: Sequence[Evidence],
    document_share: Callable[[str], float],
    chances: Chances | None = None,
) -> Reading:
    """Score every sentence of `evidence` against `question`; best first, ties in the order of retrieval.

    `chances` is what the relevance model says of the passages, where there is one.
    """
    weights = weigh(question, document_share)
    newest = _newest(evidence)
    found: list[Candidate] = []
    seen: set[tuple[str, int, int]] = set()
    for rank, item in enumerate(evidence):
        context = bigrams(context_text(item))
        left, right = _window(item)
        previous: frozenset[str] = frozenset()
        for start, end in sentences(item.text):
            if end <= left or start >= right:
                continue
            text = item.text[start:end]
            held = bigrams(text)
            key = (item.document.id, item.start + start, item.start + end)
            if key not in seen and text.strip():
                seen.add(key)
                inside = (
                    item.start + start < item.passage.end and item.start + end > item.passage.start
                )
                found.append(
                    _candidate(
                        question,
                        weights,
                        item,
                        (start, end),
                        held,
                        context | previous,
                        rank,
                        inside,
                    )
                )
            previous = held
    if undated(question):
        found = [
            replace(c, score=c.score - OLDER) if _is_older(c.evidence, newest) else c for c in found
        ]
    if asks_what_was(question):
        found = [replace(c, score=c.score - PLANNED) if PLAN.search(c.text) else c for c in found]
    if chances is not None:
        found = [_judged(candidate, chances) for candidate in found]
    found.sort(key=lambda candidate: -candidate.score)
    return Reading(question=question, weights=weights, candidates=tuple(found))


def _judged(candidate: Candidate, chances: Chances) -> Candidate:
    """The candidate with the model's probability in its score; a sentence that it was not asked about has none."""
    start = candidate.evidence.start + candidate.start
    end = candidate.evidence.start + candidate.end
    own = [
        chance
        for a, b, chance in chances.get(candidate.evidence.document.id, ())
        if a < end and start < b
    ]
    if not own:
        return replace(candidate, score=candidate.score - UNJUDGED)
    chance = max(own)
    odds = math.log(max(chance, 1e-4) / max(1 - chance, 1e-4))
    return replace(
        candidate, chance=chance, score=candidate.score + LEARNED * chance + LEARNED_ODDS * odds
    )


def _newest(evidence: Sequence[Evidence]) -> dict[str | None, str]:
    """The latest date of publication among the documents found, for each region."""
    newest: dict[str | None, str] = {}
    for item in evidence:
        document = item.document
        newest[document.region] = max(newest.get(document.region, ""), document.published or "")
    return newest


def _is_older(item: Evidence, newest: dict[str | None, str]) -> bool:
    return (item.document.published or "") < newest[item.document.region]


def context_text(item: Evidence) -> str:
    """Return what is known about a passage beside its text: title, number, issuer, region, date, section, who spoke."""
    passage, document = item.passage, item.document
    about = (document.title, document.number, document.issuer, document.region, document.published)
    parts = (*about, *passage.section)
    return "\n".join(
        part for part in (*parts, passage.question, passage.role, passage.speaker) if part
    )


def lists_asked(question: Question, text: str) -> bool:
    """Return whether a sentence lists just as many things as the question asks to have listed."""
    return question.kind == "list" and lists_as_many(text, asked_count(question.folded))


def answers_type(question: Question, text: str, figures: Sequence[Figure], item: Evidence) -> bool:
    """Return whether a sentence holds the kind of thing the question wants."""
    kind = question.kind
    if question.defines:
        return bool(_DEFINING.search(text))
    if kind == "figure":
        return any(fits(question, figure) for figure in figures)
    if kind == "when":
        return any(figure.kind in ("date", "period", "duration") for figure in figures)
    if kind == "who":
        if question.person:
            return bool(item.passage.speaker) or bool(_PERSON.search(text))
        kind_of_body = body_kind(question)
        if kind_of_body:
            return kind_of_body in text or kind_of_body in (item.passage.role or "")
        return bool(item.passage.speaker) or bool(_BODY_NAME.search(text))
    if kind == "list" and question.naming and not _SEVERAL.search(question.folded):
        # One thing's name: in quotation marks, after 名为, or a person's beside an office.
        return bool(_NAME.search(text)) or names_person(text)
    if kind == "list":
        return bool(_LISTING.search(_BRACKETS.sub("", text))) or text.count("“") > 1
    if kind == "support":
        return bool(_OFFER.search(text))
    return True


def fits(question: Question, figure: Figure) -> bool:
    """Return whether `figure` is of the kind and unit that the question asks for."""
    if figure.kind not in (
        "quantity",
        "money",
        "rate",
        "points",
        "multiple",
        "ratio",
        "age",
        "duration",
    ):
        return False
    if figure.kind == "duration" or question.lasting:
        return figure.kind == "duration" and question.lasting
    if figure.kind == "age" or question.aged:
        return figure.kind == "age" and question.aged
    if question.rate:
        return figure.kind in ("rate", "points", "multiple", "ratio") and _same_rate(
            question, figure
        )
    if question.money:
        return figure.kind == "money"
    if question.units:
        return figure.unit in question.units or _loosely(figure, question.units)
    if question.amount:
        return figure.kind in ("money", "rate")
    # 多少 alone asks for a rate only where a rate is named.
    return figure.kind not in ("rate", "points") or bool(_RATE_WORD.search(question.folded))


def fits_loosely(question: Question, figure: Figure) -> bool:
    """Return whether `figure` may be what is asked for where the sentence is known to answer: the same kind, any wording."""
    if question.rate:
        return figure.kind in ("rate", "points", "multiple", "ratio")
    if question.lasting:
        return figure.kind == "duration"
    if question.money or question.amount:
        return figure.kind in ("money", "rate", "ratio") or "元" in figure.unit
    if question.units:
        return any(set(unit) & set(figure.unit) for unit in question.units)
    return figure.kind not in ("date", "period", "ordinal", "enumerator", "code")


def _same_rate(question: Question, figure: Figure) -> bool:
    stated = rate_kind(figure.before[-12:])
    return not (question.share and stated) or question.share == stated


_RATE_WORD = re.compile(r"率|比|占|增|涨|降|升|成|度$")
# Measure words that people exchange: a shop may be counted by 个 or 家, a person by 人, 名 or 位.
_ALIKE = (
    {"家", "个", "所", "座", "处", "间"},
    {"人", "名", "位", "个"},
    {"项", "个", "件", "条", "种", "类", "款"},
    {"天", "日", "个工作日"},
    {"倍", "番"},
)


def _loosely(figure: Figure, units: Sequence[str]) -> bool:
    if "成" in units:
        return figure.kind == "rate"
    return any(figure.unit in alike and alike & set(units) for alike in _ALIKE)


def _window(item: Evidence) -> tuple[int, int]:
    passage_start = item.passage.start - item.start
    passage_end = item.passage.end - item.start
    return passage_start - WINDOW, passage_end + WINDOW


def _candidate(
    question: Question,
    weights: Weights,
    item: Evidence,
    span: tuple[int, int],
    held: frozenset[str],
    context: frozenset[str],
    rank: int,
    inside: bool,
) -> Candidate:
    text = item.text[span[0] : span[1]]
    figures = find_figures(text)
    if (year := reviewed_year(item.document, text)) in question.years:
        context |= bigrams(f"{year}年")
    local = weights.share(held)
    whole = weights.share(held | context)
    typed = answers_type(question, text, figures, item)
    dense = ((item.dense if item.dense is not None else 0.8) - 0.75) / 0.2
    score = (
        1.0 * local
        + 0.8 * whole
        + 0.5 * min(max(dense, 0.0), 1.0)
        + (TYPED.get("defines" if question.defines else question.kind, 0.35) if typed else 0.0)
        + (0.1 if inside else 0.0)
        + (COUNTED if lists_asked(question, text) and local >= HELD else 0.0)
        - (FOR_OTHERS if for_others(question.folded, text) else 0.0)
        - 0.02 * rank
        - (0.6 if item.passage.kind in ("question", "heading") else 0.0)
    )
    return Candidate(
        evidence=item,
        start=span[0],
        end=span[1],
        text=text,
        score=score,
        local=local,
        whole=whole,
        typed=typed,
        figures=figures,
    )
