"""Answers played for the browser: a figure, many citations, a long paragraph, an attack, a slow one, and nothing found."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from qa.types import Answer, Event, Finished, Retrieved, Statement, Turn, Verified
from tests.make import answer, citation, evidence, info
from ui.desk import Gone, Stopped

SHORT = "对设备投入500万元以上的企业给予补助，最高300万元；对首台套产品另给奖励。"
LONG = (
    "甲项工作继续推进，由各部门分工负责。" * 500
    + "展位补助每个2万元。"
    + "乙项工作按月调度，情况定期公布。" * 400
)
HOSTILE = (
    "<script>document.title='被改'</script><img src=x onerror=\"document.title='被改'\">"
    "<svg onload=\"document.title='被改'\"></svg> ${document.title='被改'} {{constructor.constructor('x')()}}"
    "<a href=\"javascript:document.title='被改'\">点</a><img src='http://192.0.2.1/x.png'>最高300万元"
)
TABLE = "| 展会补助 | 每个展位2万元 |\n| 技改补助 | 最高300万元 |"


def say(text: str, *numbers: int) -> Statement:
    return Statement(text=text, citations=numbers, support="verbatim")


def one_paragraph(question: str, text: str, *quotes: str, **document: object) -> Answer:
    citations = tuple(
        citation(text, q, n, document=info(**document)) for n, q in enumerate(quotes, 1)
    )
    return answer(
        *(say(c.quote, c.number) for c in citations),
        citations=citations,
        question=question,
        rewritten=question,
    )


def many(question: str) -> Answer:
    """Five sentences: quotations side by side, one inside the other, cited twice, in a table, far down in a paragraph."""
    measures, table, report = (
        info(),
        info(id="d2", title="补助标准表"),
        info(id="d3", title="工作报告"),
    )
    places = (
        (SHORT, "最高300万元", measures),
        (SHORT, "对首台套产品另给奖励", measures),
        (SHORT, "给予补助，最高300万元", measures),
        (TABLE, "| 展会补助 | 每个展位2万元 |", table),
        (LONG, "展位补助每个2万元", report),
        (LONG, "乙项工作按月调度", report),
    )
    citations = tuple(
        citation(text, quote, number, document=document)
        for number, (text, quote, document) in enumerate(places, 1)
    )
    told = ((1, 2), (3,), (4, 5), (2, 6), (1,))
    return answer(
        *(say(f"第{n}句说明：{citations[c[0] - 1].quote}", *c) for n, c in enumerate(told, 1)),
        citations=citations,
        question=question,
        rewritten=question,
    )


class Actor:
    """Plays the answers: `慢` waits at `gate` after its first sentence; questions it does not know are not found."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.stopped = threading.Event()
        self.histories: list[Sequence[Turn]] = []

    def for_tab(self, gone: Gone) -> _Part:
        return _Part(self, gone)


class _Part:
    def __init__(self, actor: Actor, gone: Gone) -> None:
        self._actor, self._gone = actor, gone

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[Event]:
        self._actor.histories.append(history)
        whole = self._answer(question)
        yield Retrieved(rewritten=question, evidence=(evidence(SHORT),))
        for statement in whole.statements:
            yield Verified(
                statement=statement,
                citations=tuple(whole.citations[n - 1] for n in statement.citations),
            )
            if "慢" in question:
                self._wait()
        yield Finished(answer=whole)

    def _wait(self) -> None:
        while not self._actor.gate.wait(0.01):
            if self._gone():
                self._actor.stopped.set()
                raise Stopped

    def _answer(self, question: str) -> Answer:
        if "逐条" in question:
            return many(question)
        if "长" in question:
            return one_paragraph(question, LONG, "展位补助每个2万元")
        if "坏" in question:
            return one_paragraph(question, HOSTILE, "最高300万元", title=HOSTILE, issuer=HOSTILE)
        if "补助" in question or "慢" in question:
            return one_paragraph(question, SHORT, "最高300万元", "对首台套产品另给奖励")
        near = citation(SHORT, SHORT)
        return answer(
            question=question, rewritten=question, nearest=(near,), missing=("材料中没有相关内容",)
        )
