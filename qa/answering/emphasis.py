"""Which words of a statement are emphasised: the model's choice, but for a figure that is asked for, which code tells.

The model learned whole clauses and short answers; of several figures side by side (24家省实验室、26家全国重点实验室) it marks
too many or too few. Which of them counts what is asked is known by rule.
"""

from __future__ import annotations

import re

from qa.evidence.clauses import clause_of, item_of
from qa.figures import Figure, find_figures
from qa.figures.counted import counted_noun
from qa.lexicon.bigrams import bigrams
from qa.question import Question
from qa.reader.figure_answer import wanted

# What may stand beside the figure that is asked for in the words that answer.
_ASIDE = ("enumerator", "ordinal", "code")
# Items that are clauses of their own, and what joins one to the next.
_ITEMS = re.compile(r"[;；]|[一二三四五六七八九]是|[（(][一二三四五六七八九十\d]+[)）]")
_GOES_ON = re.compile(r"[、和及与或以]")
Span = tuple[int, int]


def emphasis(question: Question, sentence: str, marked: Span | None) -> Span | None:
    """Return the place of the words that answer in the sentence; `marked` is what the model found.

    A figure that is asked for is marked with its clause where the model marked just that, else alone. Of several that fit
    alike the model's choice stands. Where a list is asked for, a part of it in bold would pass for the list: all of the
    sentence is told to answer unless what is marked has no further item beside it.
    """
    if question.kind in ("list", "support") or question.plural:
        return marked if marked and _whole_list(sentence, *marked) else _all_of(sentence)
    if question.kind not in ("figure", "when"):
        return marked
    figures = find_figures(sentence)
    figure = _nearest(question, sentence, [f for f in figures if wanted(question, f, sentence)])
    if figure is None:
        return marked
    inside = [
        f
        for f in figures
        if marked and marked[0] <= f.start and f.end <= marked[1] and f.kind not in _ASIDE
    ]
    if marked and inside == [figure] and marked[1] - marked[0] < len(sentence.strip()) - 1:
        return marked
    return figure.start, figure.end


def _all_of(sentence: str) -> Span:
    return 0, len(sentence.rstrip("。；; \n"))


def _whole_list(sentence: str, start: int, end: int) -> bool:
    """Whether no item of a list stands beside the place: neither side goes on, and the sentence counts no items."""
    beside = sentence[max(0, start - 1) : start] + sentence[end : end + 1]
    return not (_ITEMS.search(sentence) or _GOES_ON.search(beside))


def _nearest(question: Question, sentence: str, figures: list[Figure]) -> Figure | None:
    """Return the figure whose noun, item and clause say most of the question; None where two do alike, or there is none."""
    asked = bigrams(question.text)

    def nearness(figure: Figure) -> tuple[bool, int, int]:
        noun = counted_noun(figure)
        item, clause = (
            sentence[slice(*of(sentence, figure.number_start))] for of in (item_of, clause_of)
        )
        named = len(noun) > 1 and noun in question.folded
        return named, len(bigrams(item + noun) & asked), len(bigrams(clause) & asked)

    ranked = sorted(((nearness(f), f) for f in figures), key=lambda pair: pair[0], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]
