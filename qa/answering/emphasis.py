"""Which words of a statement are emphasised: the model's choice, but for a figure that is asked for, which code tells.

The model learned whole clauses and short answers; of several figures side by side (24家省实验室、26家全国重点实验室) it marks
too many or too few. Which of them counts what is asked is known by rule.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.evidence.clauses import CLAUSE_END, clause_of, cuts, governing, item_of
from qa.figures import Figure, find_figures
from qa.figures.counted import counted_noun
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.question.asked import BARE, asked_noun, core_of
from qa.reader.figure_answer import wanted
from qa.relevance.focus import EDGES

# What may stand beside the figure that is asked for in the words that answer.
_ASIDE = ("enumerator", "ordinal", "code")
# Items that are clauses of their own, and what joins one to the next.
_ITEMS = re.compile(r"[;；]|[一二三四五六七八九]是|[（(][一二三四五六七八九十\d]+[)）]")
_GOES_ON = re.compile(r"[、和及与或以]")
# D类人才；购房补贴（万元）：20: a cell told under the head of its column.
_CELL = re.compile(
    r"(?:^|(?<=[；;]))([^；;：:，,。]{2,40})：([^；;：:，,。]*\d[^；;：:，,。]*)(?=[；;。]|$)"
)
_UNIT = re.compile(r"[（(][^（）()]*[）)]$")
# 投资超过500万元的，: what is asked of whoever is given something, not what is given.
_CONDITION = re.compile(r"[^，,；;。]{0,12}(?:的|时|以后|之后)$")
_CAP = re.compile(r"最[高多]|不超过|不高于|封顶|上限")
_MEASURED = re.compile(rf"(?:{BARE.pattern})+$")
Span = tuple[int, int]


def emphasis(question: Question, sentence: str, marked: Span | None) -> Span | None:
    """Return the place of the words that answer in the sentence; `marked` is what the model found.

    A figure that is asked for is marked with its clause where the model marked just that, else alone. Of several that fit
    alike the model's choice stands. Where a list is asked for, a part of it in bold would pass for the list: all of the
    sentence is told to answer unless what is marked has no further item beside it.
    """
    if question.kind in ("list", "support") or question.plural:
        whole = not (marked and _whole_list(sentence, *marked))
        return _beyond(question, sentence, _all_of(sentence) if whole else marked)
    if question.kind not in ("figure", "when"):
        return _beyond(question, sentence, marked)
    if told := _cell(question, sentence):
        return told
    figures = find_figures(sentence)
    able = [f for f in figures if wanted(question, f, sentence)]
    given = [f for f in able if not (question.amount and _asked_of_them(sentence, f))] or able
    figure = _nearest(question, sentence, given)
    if figure is None:
        # Bold on a threshold would pass for the sum: all that is given instead.
        amiss = marked and len(given) < len(able) and not any(_within(f, marked) for f in given)
        return _clauses(sentence, given) if amiss else marked
    inside = [f for f in figures if marked and _within(f, marked) and f.kind not in _ASIDE]
    if question.amount and (capped := _with_cap(sentence, figure, given)):
        return capped
    if marked and inside == [figure] and marked[1] - marked[0] < len(sentence.strip()) - 1:
        return marked
    return figure.start, figure.end


# A clause of which this much stands in the question says it again: 对租用国有房产的企业，免收2个月租金.
AGAIN = 0.8


def _beyond(question: Question, sentence: str, span: Span | None) -> Span | None:
    """Return the place without the clauses at its head that only say again what is asked; one clause at least stays."""
    if span is None or question.kind not in ("open", "list"):
        return span
    start, end = span
    asked = bigrams(question.text)
    for a, b in cuts(sentence, CLAUSE_END):
        held = bigrams(sentence[max(a, start) : b])
        if b <= start:
            continue
        if b >= end or len(held & asked) < AGAIN * len(held):
            break
        start = b + 1
    while start < end and sentence[start] in EDGES:
        start += 1
    return (start, end) if start < end else span


def _all_of(sentence: str) -> Span:
    return 0, len(sentence.rstrip("。；; \n"))


def _whole_list(sentence: str, start: int, end: int) -> bool:
    """Whether no item of a list stands beside the place: neither side goes on, and the sentence counts no items."""
    beside = sentence[max(0, start - 1) : start] + sentence[end : end + 1]
    return not (_ITEMS.search(sentence) or _GOES_ON.search(beside))


def _within(figure: Figure, span: Span) -> bool:
    return span[0] <= figure.start and figure.end <= span[1]


def _clauses(sentence: str, figures: list[Figure]) -> Span:
    """Return the clauses of the figures, from the first to the last."""
    first, last = (clause_of(sentence, f.number_start) for f in (figures[0], figures[-1]))
    return first[0], first[0] + len(sentence[first[0] : last[1]].rstrip("。；; \n"))


def _with_cap(sentence: str, figure: Figure, given: list[Figure]) -> Span | None:
    """Return the clauses of a share and the cap on what it gives; None where none follows it. 10% alone would promise too much."""
    leans = governing(sentence, figure.number_start)[0]
    caps = [
        f
        for f in given
        if f.start > figure.start
        and governing(sentence, f.number_start)[0] == leans
        and _CAP.search(sentence[clause_of(sentence, f.number_start)[0] : f.end])
    ]
    return _clauses(sentence, [figure, caps[0]]) if caps and figure.kind == "rate" else None


def _asked_of_them(sentence: str, figure: Figure) -> bool:
    """Whether the figure's clause is a condition."""
    _, end = clause_of(sentence, figure.number_start)
    return bool(_CONDITION.fullmatch(sentence[figure.end : end]))


def _cell(question: Question, sentence: str) -> Span | None:
    """Return the cell of a told row of a table whose head ends as what is asked for; the unit in the head is no figure."""
    cells = [m for m in _CELL.finditer(sentence) if _UNIT.search(m[1]) or m.start()]
    noun = _noun(question)
    ends = [_tail(noun, fold(_UNIT.sub("", m[1]))) for m in cells]
    best = max(ends, default=0)
    return cells[ends.index(best)].span(2) if best and ends.count(best) == 1 else None


# So many characters name a thing.
_HEAD = 2


def _noun(question: Question) -> str:
    """Return what is asked for, without what only says that it is measured."""
    return _MEASURED.sub("", core_of(asked_noun(question), question))


def _tail(noun: str, text: str) -> int:
    """Return the length of the longest end of the noun that stands in the text, 0 where it names nothing."""
    return next((n for n in range(len(noun), _HEAD - 1, -1) if noun[-n:] in text), 0)


def _nearest(question: Question, sentence: str, figures: list[Figure]) -> Figure | None:
    """Return the figure whose noun, head, item and clause say most of the question; None where two do alike, or there is none.

    The head is the end of what is asked for: 箱包产业出口额 is told by 出口额15.3亿元, however much of it stands at 箱包产业产值42.7亿元.
    """
    asked, noun_asked = bigrams(question.text), _noun(question)

    def head(figure: Figure) -> int:
        at = figure.number_start
        leans, clause = governing(sentence, at)[0], clause_of(sentence, at)[0]
        item = slice(*item_of(sentence, at))
        return _tail(noun_asked, fold(sentence[leans:clause] + sentence[item]))

    def nearness(figure: Figure) -> tuple[bool, int, int, int]:
        noun = counted_noun(figure)
        item, clause = (
            sentence[slice(*of(sentence, figure.number_start))] for of in (item_of, governing)
        )
        named = len(noun) > 1 and noun in question.folded
        return (
            named,
            head(figure),
            len(bigrams(item + noun) & asked),
            len(bigrams(clause) & asked),
        )

    ranked = sorted(((nearness(f), f) for f in figures), key=lambda pair: pair[0], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]
