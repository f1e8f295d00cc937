"""A figure looked up backwards: 16.6%是什么, 459这个数指的是什么, 有没有提到14.6%. What the texts state it of is told, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.regions import find_regions
from qa.figures import MEASURED, Figure, find_figures, states
from qa.question import Question
from qa.question.times import ASKS
from qa.reader.told import Quoted, in_words_of, sentence_at
from qa.types import Evidence

_KINDS = (*MEASURED, "grade")
# So many sentences are told; a figure in more of them is none that anybody looks up.
MOST = 4
# What may stand beside a figure of which nothing else is said: where it was read, what a figure is called, and what asks.
_ABOUT_A_FIGURE = re.compile(
    r"请问|想问一?下?|我?想(?:知道|了解)|帮我|查一?下|看一?下|这一?个|那一?个|这些|那些|这|那|一?个"
    r"|文章|文[中里]|全文|原文|材料|资料|文件|报道|稿子|新闻|报告|[里中]面?"
    r"|有没有|是不是|是否|有无|提到|出现|写到|说到|讲到|[提说讲写]|对应|代表|来自|出自|表示|反映|描述|统计|算出来|得出|从|出处|来源|来"
    r"|哪一?年|什么时候|何时|年份|指的?|意思|含义|概念|说法|回事|怎么|如何|什么|啥|哪[里儿些个项家方面]?|谁|何|多少|关于|方面|地方|东西|事情?|内容"
    r"|数[字据值]?|指标|比例|比重|占比|增[速幅]|增长率|金额|数额|规模|数量|目标|口径|单位|分别|各自?|[是在的为了过呢吗嘛吧么啊呀都又还也和与跟及]|\W"
)


def told_of_figures(question: Question, evidence: Sequence[Evidence]) -> Quoted | None:
    """Return the sentences that state the figure of which a question says nothing else; None where it says more or names none."""
    figures = figures_looked_up(question)
    if not figures:
        return None
    told = [*_stating(figures, evidence, named=question.kind == "who")][:MOST]
    wanted = "、".join(figure.text for figure in figures)
    return Quoted(
        evidence=tuple(evidence),
        lines=tuple(told),
        notes=(),
        missing=() if told else (f"材料中没有写到“{wanted}”",),
    )


def figures_looked_up(question: Question) -> tuple[Figure, ...]:
    """Return the figures that a question states where it asks what they are of, and names nothing else beside a place."""
    folded = question.folded
    figures = tuple(f for f in find_figures(folded) if f.kind in _KINDS and _DIGIT.search(f.text))
    if not figures or not ASKS.search(folded):
        return ()
    rest = list(folded)
    for start, end in (
        *((f.start, f.end) for f in figures),
        *((r.start, r.end) for r in find_regions(folded)),
    ):
        rest[start:end] = " " * (end - start)
    return () if _ABOUT_A_FIGURE.sub("", "".join(rest)) else figures


_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千万亿半][成倍分]|分之")


def _stating(
    figures: Sequence[Figure], evidence: Sequence[Evidence], *, named: bool
) -> Iterator[tuple[str, int]]:
    """Yield each sentence that states one of the figures, with the number of its evidence, in the order of retrieval.

    With `named`, as the words of whoever says it.
    """
    seen: set[tuple[str, int]] = set()
    for item in evidence:
        for own in find_figures(item.text):
            if not any(_is(figure, own) for figure in figures):
                continue
            start, text = sentence_at(item, item.start + own.start, item.start + own.end)
            if (item.document.id, start) not in seen:
                seen.add((item.document.id, start))
                yield (in_words_of(item.passage, text) if named else text), item.number


def _is(asked: Figure, own: Figure) -> bool:
    """Whether a text states the figure asked about, whatever limits it; a bare number (459是什么) is that of any unit."""
    if asked.unit == "" and asked.kind == "quantity":
        return own.kind in _KINDS and own.value == asked.value
    return states(own, asked)
