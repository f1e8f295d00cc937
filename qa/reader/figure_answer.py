"""Which figure answers: of all that the candidate sentences state, the one whose own clause says what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.fold import fold
from qa.evidence.candidates import Candidate, Reading, context_text
from qa.evidence.clauses import clause_of, governing, item_of
from qa.evidence.times import text_before
from qa.figures import Figure, find_figures
from qa.figures.counted import counted_noun
from qa.fitting.belonging import of_another
from qa.fitting.compared_times import follows
from qa.fitting.events import TIMES, in_title, of_other_event, times_told
from qa.fitting.kinds import YEAR, fits, year_told
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.asked import BARE, asked_noun, conflicts, core_of, named_by, shorten
from qa.question.coverage import SOFT
from qa.question.spoken import written
from qa.reader.classes import of_another_case
from qa.reader.counting import counts_it
from qa.reader.parts import of_a_part
from qa.reader.scoring import FAR
from qa.reader.tiers import worth_of_tier

# How much better one figure of a sentence must fit than the next for the sentence to be cut down to it.
CONTESTED = 0.3
# What is said of 中小微企业 is not of 大企业, however much of the question stands beside it.
OTHER_CASE = 3.0
# A sentence with so much of the question tells what is asked about; when, another may tell.
NAMED = 0.8
_DATED, DATED = re.compile(r"哪一?[天日年]|何年|元前?几年|几月|几号|哪个月"), 0.6


def best_figure(reading: Reading) -> tuple[Candidate, Figure] | None:
    """Return the candidate and figure that fit the question best, None when no figure fits.

    A sentence that the model finds far less likely than another is asked for its figure only where no likelier one has any.
    """
    candidates, best = reading.candidates[:24], reading.best
    if best is not None and year_told(reading.question, best.text, best.evidence):
        return None  # the date of the document tells it
    if best is not None and best.local >= NAMED and dated(reading.question, best):
        return None  # so does what stands before it
    most = max((c.chance or 0.0 for c in candidates), default=0.0)
    near = [c for c in candidates if c.chance is None or c.chance >= FAR * most]
    judged = [c for c in near if c.chance is not None]  # words put the others far behind
    return next(
        (f for some in (judged, near, candidates) if (f := _best_figure(reading, some))), None
    )


def dated(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence tells no time of its own, and what stands before it in its paragraph tells a year: 此外，大陆开始分裂."""
    told = candidate.typed or question.kind != "when" or question.lasting
    return not told and bool(YEAR.search(fold(text_before(candidate))))


def _best_figure(
    reading: Reading, candidates: Sequence[Candidate]
) -> tuple[Candidate, Figure] | None:
    best: tuple[float, Candidate, Figure] | None = None
    name = _name_asked(reading)
    for candidate in candidates:
        if not _names_head(name, candidate):
            continue
        for figure in candidate.figures:
            if not wanted(reading.question, figure, candidate.text):
                continue
            if of_other_event(reading.question, candidate, figure):
                continue
            score = candidate.score + _nearness(reading, candidate, figure)
            if figure.kind == "duration" and _DATED.search(reading.question.folded):
                score -= DATED  # 哪天还清 asks for a day, and takes 60日内 only where there is none
            if best is None or score > best[0]:
                best = (score, candidate, figure)
    return None if best is None else (best[1], best[2])


# From this probability on the models may take another word for what is asked for.
_LIKELY = 0.15
# 合作医疗覆盖多少县, 重点企业要培养多少家, 主板上市奖多少, 制造业占比: what is done and what is measured head no noun.
_DONE = re.compile(
    r"(?:(?:同比|环比|[比较][^的]{0,6}?)?(?:上涨|下跌|[涨跌升降增减][长加少高低]?)|"
    rf"(?:要|将|会|能|可以?|应当?|准备|打算|拟|已经?|一?共)[\u4e00-\u9fff]{{1,3}}|(?<=[\u4e00-\u9fff]{{2}})[奖补罚减免贴退返缴扣]|{SOFT.pattern}|{BARE.pattern})+$"
)
_MEASURES = "重高长宽深厚龄速温价"
# 外包执行额 may be an 外包执行金额.
_OF_WHAT = re.compile(r"[人户家个项套件]?[额率量数值费]$")


def _name_asked(reading: Reading) -> str:
    """Return the name of what is asked for, empty where no sentence need name its head: no model judged, or it has none.

    A word that the texts hold nowhere is the asker's own for something that they call otherwise: 总盘子.
    """
    if all(c.chance is None for c in reading.candidates):
        return ""
    question = reading.question
    noun = core_of(_DONE.sub("", asked_noun(question)), question)
    head = _OF_WHAT.sub("", noun)
    if len(noun) < 4 or len(head) < 2 or reading.weights.nowhere(head[-2:]):
        return ""
    return noun


def _names_head(name: str, candidate: Candidate) -> bool:
    """Whether a sentence that the models hardly believe in names at least the head of what is asked for: 财政赤字 is told by no 支出."""
    if not name or (candidate.chance or 0.0) >= _LIKELY:
        return True
    near = fold(f"{candidate.text}\n{context_text(candidate.evidence)}")
    # 体重 is told by 8公斤重.
    measured = name[-1] in _MEASURES and name[-1] in near
    short = shorten(near)
    # 外包执行额 may be an 外包执行金额, and 平均资费 is a 资费.
    ends = {name[-2:], _OF_WHAT.sub("", name)[-2:]}
    return measured or any(end in short for end in ends) or written(name, near)[-2:] in near


def contested(reading: Reading, candidate: Candidate, figure: Figure) -> bool:
    """Whether another figure of the same sentence fits the question nearly as well, so that neither may be cut away."""
    worth = _nearness(reading, candidate, figure)
    return any(
        other is not figure
        and wanted(reading.question, other, candidate.text)
        and worth - _nearness(reading, candidate, other) < CONTESTED
        for other in candidate.figures
    )


def wanted(question: Question, figure: Figure, sentence: str) -> bool:
    if in_title(sentence, figure):
        return False
    if question.kind == "when":
        kinds = ("duration",) if question.lasting else ("date", "period", "duration")
        # 截至2月26日，全市复工602艘: the day of counting is not the day of anything told.
        counted = re.search(r"(?:^|[，,。；;：:\s])截至$", sentence[: figure.start])
        return figure.kind in kinds and figure.text not in question.text and not counted
    stated = figure.text in question.text and any(c.isdigit() for c in figure.text)
    return (
        fits(question, figure)
        and not stated
        and counts_it(question, figure)
        and _same_base(question, figure)
        and _is_change(question, figure, sentence)
        and not belongs_elsewhere(question, figure, sentence)
    )


def belongs_elsewhere(question: Question, figure: Figure, sentence: str) -> bool:
    """Whether the sentence states the figure of another kind, or of several things together."""
    at = figure.number_start
    start = min(governing(sentence, at)[0], clause_of(sentence, at)[0])
    return of_another(question.text, sentence[start:at], sentence, at)


def _is_change(question: Question, figure: Figure, sentence: str) -> bool:
    """Whether a figure says by how much, where it is asked for against another time: 岗位78万个，环比减少6万个."""
    start, _ = clause_of(sentence, figure.number_start)
    said = sentence[start : figure.number_start]
    if follows(question) and "同比" in said:
        return False
    if _BY_HOW_MUCH.search(question.folded) and not _CHANGES.search(said):
        return False  # GDP增长多少 is not answered by 1922个
    return not question.bases or bool(_CHANGED.search(said))


_BY_HOW_MUCH = re.compile(r"(?:增长|增加|上升|上涨|提高|下降|减少|降低|回落)了?(?:多少|几)")
_CHANGES = re.compile(r"[增减升降涨跌缩扩翻]|提高|回落|压|[多少高低](?:了|出)?$")


def _same_base(question: Question, figure: Figure) -> bool:
    """Whether a change is measured as asked: the average of several years is not the change on the year before."""
    yearly = bool(re.search(r"年均|平均每年|每年平均", question.folded))
    if yearly != (figure.change == "年均"):
        return not yearly and figure.change is None
    sequential = "环比" in question.folded or follows(question)
    return not (sequential and figure.change == "同比") and not (
        "同比" in question.folded and figure.change == "环比"
    )


def told_with(candidate: Candidate, figure: Figure) -> tuple[int, int]:
    """Return where a sentence says what its figure is of: the clause that governs it.

    1991年，冷战结束，苏联解体: a time that is a clause by itself, or opens one, is that of all up to the next one.
    """
    text = candidate.text
    start, end = governing(text, figure.number_start)
    if figure.kind in TIMES and _OPENS.fullmatch(text[start : figure.start]):
        end = min((f.start for f in times_told(candidate) if f.start >= end), default=len(text))
    return start, end


_OPENS = re.compile(r"\s*(?:早?在|直?到|从|自|至|于|大?约|随后|此后|[公西]元前?)*\s*")


def _nearness(reading: Reading, candidate: Candidate, figure: Figure) -> float:
    """How much of the question stands in the figure's own item and clause, and whether it counts the thing asked for."""
    text = candidate.text
    weights = reading.weights
    a, b = item_of(text, figure.number_start)
    c, d = told_with(candidate, figure)
    b = d if d > governing(text, figure.number_start)[1] else b
    c = of_a_part(reading, text, figure, c)
    leans = c < clause_of(text, figure.number_start)[0]
    item = weights.share(bigrams(text[c if leans else a : b]))
    clause = weights.share(bigrams(text[c:d]))
    beside = weights.share(bigrams(figure.before[-14:] + figure.text + figure.noun[:14]))
    noun = asked_noun(reading.question)
    counted = counted_noun(figure)
    own = text[c if leans else a : b]
    named = named_by(noun, counted) if counted else named_by(noun, own) * 0.9
    units = reading.question.units
    unit = 0.0 if not units else 0.3 if figure.unit in units else -0.3
    # 按80%奖励几年: the figure wanted stands beside the one that the question states.
    beside_stated = (
        0.8 if any(part in fold(text[c:d]) for part in stated_figures(reading.question)) else 0.0
    )
    clash = 1.0 if conflicts(noun, counted) else 0.0
    if of_another_case(reading.question.folded, own):
        clash = OTHER_CASE
    return (
        0.9 * item
        + 0.4 * clause
        + 0.5 * beside
        + 1.4 * named
        + unit
        + beside_stated
        + worth_of_tier(reading.question, candidate, figure, (c, d))
        + _worth_of_change(reading.question, figure)
        - clash
        - 0.35 * _unasked(noun, counted)
    )


# 比上年多安排多少, 差多少: the difference is asked for, not what it comes to.
_DIFFERENCE = re.compile(
    r"[比较跟和与][^,，。?？]{1,24}(?:多|少|高|低|增加?|减少?|上升|下降|提高|降低|涨|扩大|压减|增长)[^,，。?？]{0,6}?了?(?:多少|几)"
    r"|相?差(?:了)?(?:多少|几)|(?:环比|同比)[^,，。?？]{0,6}(?:多|少|增|减|升|降|涨)[^,，。?？]{0,4}(?:多少|几)"
)
_CHANGED = re.compile(
    r"(?:多|少|增加?|减少?|上升|下降|提高|降低|涨|扩大|压减|增长|高出|低于|高于|超出)[^,，。;；\d]{0,4}$"
)


def _worth_of_change(question: Question, figure: Figure) -> float:
    """Whether the figure is a difference, where one is asked for."""
    if not _DIFFERENCE.search(question.folded):
        return 0.0
    changed = figure.direction is not None or bool(_CHANGED.search(fold(figure.before)))
    return 0.6 if changed else -0.8


@lru_cache(maxsize=64)
def stated_figures(question: Question) -> tuple[str, ...]:
    """Return the figures that the question itself states, folded: conditions, or a claim to be confirmed."""
    return tuple(
        fold(f.text)
        for f in find_figures(question.text)
        if f.kind in ("quantity", "money", "rate", "points") and any(c.isdigit() for c in f.text)
    )


def _unasked(noun: str, counted: str) -> float:
    """The share of the counted noun that the question does not name: 省重点实验室 for 省实验室 has 重点 too much.

    Only a partly named noun is a near miss; one not named at all is merely another wording.
    """
    if len(counted) < 2 or not noun:
        return 0.0
    named = named_by(counted, noun)
    return 0.0 if named == 0 else 1 - named
