"""What words alone decide where the models are in between: which sentence holds what was asked for, and whether that is enough."""

from __future__ import annotations

import re

from index.fold import fold
from index.regions import find_regions
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.evidence.clauses import clause_of, governing, segment_of
from qa.evidence.times import text_before
from qa.figures import Figure
from qa.figures.counted import counted_noun
from qa.fitting.kinds import told_in_words
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.asked import asked_noun, body_kind, conflicts, core_of, named_by
from qa.question.aspects import asks_ahead, fits_modality, only_done
from qa.question.spoken import written
from qa.reader.confidence import STANDS_OUT
from qa.reader.figure_answer import NAMED, best_figure, dated, told_with
from qa.reader.holding import expected
from qa.reader.scoring import FAR
from qa.reader.thresholds import thresholds

# Floors: see DECISIONS.md for the data they were set on. Coverage is weighted by rarity; dense is the cosine.
COVERAGE_FLOOR = 0.45
COVERAGE_SURE = 0.8
DENSE_FLOOR = 0.80
DENSE_SURE = 0.875
SUPPORT_FLOOR = 0.15
NAMING_MARGIN = 0.22
UNSAID_CEILING, UNSAID_LENGTH = 0.28, 3
CLAUSE_FLOOR, SENTENCE_FLOOR = 0.3, 0.5

# The models' probability below which no sentence answers, unless it holds nearly all words of the question.
UNLIKELY = thresholds().unlikely

_SANCTION = re.compile(r"罚|处分|赔")

# 共35人 names nothing of what it sums up.
_SUM = re.compile(r"[\s，,；;]*(?:[一总]?共计?|合计|总计)\s*\d")

KIND_WORDS = {
    "figure": "所问的数字",
    "when": "所问的时间",
    "who": "由谁说明或负责",
    "where": "所问的地点",
}


def unlikely(reading: Reading, candidate: Candidate) -> bool:
    """Whether the relevance model finds that a sentence does not answer, or that another one does far rather."""
    best = max((c.chance or 0.0 for c in reading.candidates), default=0.0)
    if candidate.chance is None:
        # What was not judged, since words put it far behind, answers no likelier than what was.
        return best < UNLIKELY and any(c.chance is not None for c in reading.candidates)
    return candidate.chance < max(UNLIKELY, FAR * best)


def _put_together(candidate: Candidate) -> bool:
    """Whether the words of the question stand in two sentences, which the models do not find to be the rule asked for.

    Of a head and any of its items, or of a sanction and the rule that it names, words cover much whatever was asked.
    """
    parts = candidate.below is not None or bool(candidate.evidence.glossed)
    return parts and candidate.chance is not None and candidate.chance < STANDS_OUT


def answering(reading: Reading) -> tuple[Candidate | None, str]:
    """Return the sentence that holds what was asked for, or None and what is missing."""
    question, best = reading.question, reading.best
    assert best is not None
    if question.kind in ("figure", "when"):
        return _holding_figure(reading, best)
    typed = next(
        (c for c in reading.candidates if c.typed and c.score >= best.score - NAMING_MARGIN), None
    )
    if question.kind == "who" and body_kind(question):
        return typed, "材料中有相关内容，但没有写明由谁负责"
    if question.naming and question.kind == "list":
        return typed, "材料中有相关内容，但没有列出具体名称"
    return best, ""


def _holding_figure(reading: Reading, best: Candidate) -> tuple[Candidate | None, str]:
    """The sentence that holds the figure or time asked for, in digits or in words, or None and what is missing."""
    question = reading.question
    found = best_figure(reading)
    told = question.kind == "when" and (best.typed or dated(question, best))
    # 自发布之日起施行 names a time without a figure; and a figure elsewhere of which the models think nothing takes its place from no time.
    if told and not unlikely(reading, best) and (found is None or unlikely(reading, found[0])):
        return best, ""
    if told_in_words(question, best.text) and not unlikely(reading, best):
        return best, ""
    said = found is not None and (
        _counts_just(question, found[1]) or _states_just(question, *found)
    )
    if found is None or (unlikely(reading, found[0]) and not said):
        return None, f"材料中有相关内容，但没有写明{KIND_WORDS[question.kind]}"
    if _put_together(found[0]):
        return None, f"材料中有相关内容，但没有写明{KIND_WORDS[question.kind]}"
    note = _wrong_figure(reading, *found)
    return (None, note) if note else (found[0], "")


_NAMES_A_THING = 4  # characters


def _counts_just(question: Question, figure: Figure) -> bool:
    """Whether a figure counts just what is asked for, by its whole name: 35家产业计量测试中心, which the models may find unlikely."""
    core = core_of(asked_noun(question), question)
    return (
        len(core) >= _NAMES_A_THING
        and fold(core) in _names_of(fold(counted_noun(figure)))
        and figure.unit in (question.units or (figure.unit,))
    )


# 全年国内生产总值增长2.3%: between the thing and its figure nothing but how it moved.
_MOVED = re.compile(
    r"(?:同比|比上年|比去年|较上年|实际|名义|年均|平均|预计|将|要|约|已|则)*(?:增长|增加|提高|上升|上涨|扩大|下降|降低|减少|回落|达到?|完成|实现|保持在?|控制在|为|是|至|到|占|超过?)*了?"
)


def _states_just(question: Question, candidate: Candidate, figure: Figure) -> bool:
    """Whether a clause says of just what is asked for, by its whole name, how much it is; the models may doubt that too."""
    core = fold(core_of(asked_noun(question), question))
    start, _ = clause_of(candidate.text, figure.number_start)
    said = fold(candidate.text[start : figure.start])
    at = said.rfind(core)
    return (
        len(core) >= _NAMES_A_THING and at >= 0 and bool(_MOVED.fullmatch(said[at + len(core) :]))
    )


_QUOTED_NAME = re.compile(r"[\"“](?P<parts>[^\"“”]{2,20})[\"”](?P<tail>[\u4e00-\u9fff]*)")


def _names_of(noun: str) -> tuple[str, ...]:
    """What a counted noun is called: “甲+乙”试点 is 甲试点 too."""
    quoted = _QUOTED_NAME.fullmatch(noun)
    if quoted is None:
        return (noun,)
    parts = re.split(r"[+＋/·、]", quoted["parts"])
    return (noun, *(f"{part}{quoted['tail']}" for part in (quoted["parts"], *parts)))


def _wrong_figure(reading: Reading, candidate: Candidate, figure: Figure) -> str:
    """What a refusal says where the figure is of something else than what is asked for; empty where it may be the one."""
    question = reading.question
    noun, counted = asked_noun(question), counted_noun(figure)
    if conflicts(noun, counted):
        return f"材料写的是“{counted}”，没有写明“{noun}”"
    start, end = governing(candidate.text, figure.number_start)
    if not fits_modality(question.folded, fold(candidate.text[start:end])):
        return "材料说的是计划或新增的数，没有写明现有的数"
    ahead = asks_ahead(question.folded) and only_done(fold(candidate.text[start:end]))
    if ahead or not expected(question, candidate):
        return "材料说的是已有的数，没有写明预期或计划的数"
    if _acted_on(question, candidate, figure, end):
        return "材料只写明了要推动、支持的数，没有写明总数"
    document = candidate.evidence.document
    head = _head_of_shares(reading, candidate, figure, (start, end))
    about = f"{document.title}\n{document.issuer or ''}\n{document.region or ''}\n{head}"
    clause = reading.weights.share(bigrams(candidate.text[start:end]) | bigrams(about))
    floor = CLAUSE_FLOOR if candidate.local < SENTENCE_FLOOR else CLAUSE_FLOOR / 2
    # In the clauses that a time dates beside its own nearly all of the question must stand.
    a, b = told_with(candidate, figure)
    spread = b > end and reading.weights.share(bigrams(candidate.text[a:b])) >= NAMED
    if question.kind == "when" or _SANCTION.search(question.folded):
        # The clause that holds a date seldom names what it dates, nor the one that holds a fine what it is for.
        start, end = 0, len(candidate.text)
    near = candidate.text[start:end] + _opening(candidate.text) + head
    if _SUM.match(candidate.text[start:end]):
        near += f"\n{context_text(candidate.evidence)}"  # the sum is of what the paper is about
    if (clause < floor and not spread) or _unnamed(question, core_of(noun, question), near):
        return f"材料中有相关内容，但没有写明{KIND_WORDS[question.kind]}"
    unsaid = reading.weights.heaviest(held_near(question, candidate), UNSAID_LENGTH)
    return (
        f"材料中没有写明“{unsaid[1]}”" if unsaid is not None and unsaid[0] >= UNSAID_CEILING else ""
    )


# 推动超4000家规上工业企业开展数字化转型 does not say how many there are.
_ASKS_HOW_MANY = re.compile(
    r"(?:[一总]?共有|现有|[一总]共|有)(?:多少|几)(?:[家户个名位所项座])?[?？]?$"
)
_ACTS = re.compile(r"(?:推动|支持|帮助|助力|引导|组织|带动|鼓励|促进|指导|服务)[^，,。；;]{0,6}$")
_DOES = re.compile(
    r"开展|实施|进行|完成|实现|参加|参与|加快|转型|升级|改造|上云|投保|走出|接入|使用"
)


def _acted_on(question: Question, candidate: Candidate, figure: Figure, end: int) -> bool:
    """Whether a figure counts only those who are to do something, where it is asked how many there are."""
    text = candidate.text
    if figure.kind != "quantity" or not _ASKS_HOW_MANY.search(question.folded):
        return False
    does = _DOES.search(text, figure.end, end)
    if does is None or does[0] in question.folded:
        return False
    return _ACTS.search(text[: figure.start]) is not None


def _head_of_shares(
    reading: Reading, candidate: Candidate, figure: Figure, own: tuple[int, int]
) -> str:
    """What a row of shares is of, where the question names the one of its own clause: 计划中，企业牵头占56%、参与占96%.

    The first of the row has what it is of before it; the others have their own words alone.
    """
    text, weights = candidate.text, reading.weights
    first, _ = segment_of(text, figure.number_start)
    row = [f for f in candidate.figures if first <= f.start < own[0] and f.unit == figure.unit]
    if figure.kind != "rate" or not row or not weights.share(bigrams(text[slice(*own)])):
        return ""
    return text[first : row[0].start]


def _unnamed(question: Question, core: str, near: str) -> bool:
    """Whether the words near a figure name nothing of what is to be counted, in the asker's words or in written ones."""
    return (
        question.kind == "figure"
        and len(core) >= 3
        and named_by(core, near) == 0
        and named_by(written(core, fold(near)), near) == 0
    )


def years_asked(question: Question) -> frozenset[str]:
    """What a sentence that fits the years of a question is known to speak of, wherever its document says so.

    And the joint behind a place, which is no word: 庆二 of 重庆二月.
    """
    text = question.folded
    joints = (text[r.end - 1 : r.end + 1] for r in find_regions(text))
    return bigrams("\n".join((*(f"{year}年" for year in question.years), *joints)))


def held_near(question: Question, candidate: Candidate) -> frozenset[str]:
    """What a sentence says with its context and what stands right before it, the years that it was found to fit included."""
    item = candidate.evidence
    near = f"{candidate.text}\n{context_text(item)}\n{text_before(candidate)[-80:]}\n{item.glossed}"
    if candidate.below is not None:
        near += f"\n{candidate.below.text}"
    return bigrams(near) | years_asked(question)


def _opening(sentence: str) -> str:
    """The first clause of a sentence, which may hold the subject of all that follow."""
    return sentence[: re.search(r"[,，;；]|$", sentence).start()]  # type: ignore[union-attr]


def enough(question: Question, answering: Candidate) -> bool:
    """Whether the sentence with its context covers enough of the question, the more so the nearer it is in meaning."""
    coverage, dense = answering.whole, answering.evidence.dense or 0.0
    if question.kind == "support":
        # People describe themselves at length; what they do need not stand in the measure.
        return coverage >= SUPPORT_FLOOR and dense >= DENSE_FLOOR
    if question.kind in ("figure", "when"):
        return coverage >= COVERAGE_FLOOR
    return (
        coverage >= COVERAGE_SURE
        or (coverage >= COVERAGE_FLOOR and dense >= DENSE_FLOOR)
        or (coverage >= COVERAGE_FLOOR / 2 and dense >= DENSE_SURE)
    )
