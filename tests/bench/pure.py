"""How long the figure reader, the verifier and the rewriting of follow-ups take; one line a figure.

    python -m tests.bench.pure

A call is the least of several in CPU time. `growth` is what a text of twice the length costs: 2 is linear, 4 quadratic.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from qa.citations import check
from qa.figures import find_figures
from qa.question.followup import rewrite
from qa.types import Turn
from tests.make import evidence, info

CALLS = 7
# Doubled from here; a shape whose calls take longer than this many seconds is not doubled again.
SHORTEST, DOUBLINGS, LONGEST_CALL = 250, 6, 0.5
SENTENCE = "2025年，全省新增企业60家，同比增长16.6%，总额达7086.68亿元，占比超三成。"
LABS = "我们持续加大投入，建成了12家省实验室、15家全国重点实验室和320家省重点实验室，建设了6项重大科技基础设施。"
TRADE = (
    "“十四五”期间，全省服务外包执行金额年均增长14.6%。2025年，全省技术市场规模总额达5086.5亿元。"
)
CLAIM = "2025年，广东技术市场规模总额为5086.5亿元，省重点实验室有320家[4]。"
GUANGDONG = info(
    region="广东省", issuer="广东省商务厅", title="服务外包工作情况", published="2026-02-01"
)
PAGES = Turn(question="全省有多少家企业，" * 5000, answer="一是推动企业转型，" * 20_000)

FIGURES = {
    "sentences": SENTENCE,
    "digits": "1",
    "months": "1月",
    "lines": "1\n",
    "list marks": "一、",
    "nouns": "1推动企业转型升级",
    "a row of numbers": "1 ",
    "numbers with commas": "1,",
    "numbers with 、": "1、",
    "percentages": "1%",
    "codes": "〔2018〕",
    "scales": "万",
}
FOLLOW_UPS = {
    "a place": "那东莞呢？",
    "a list": "分别是哪些？",
    "a person": "他还说了什么？",
    "an item": "第二条呢？",
    "a pasted sigh": "嗯" * 50_000 + "？",
    "a pasted page": "好的，" * 25_000,
}


def seconds(call: Callable[[], object], calls: int = CALLS) -> float:
    """Return the least CPU seconds of a call."""
    taken = []
    for _ in range(calls):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken)


def growth(of: Callable[[int], Callable[[], object]]) -> str:
    """Return the length and time of the longest call that was measured, and how much the last doubling cost."""
    length, before, now = SHORTEST, 0.0, seconds(of(SHORTEST))
    for _ in range(DOUBLINGS):
        if now > LONGEST_CALL:
            break
        length, before, now = 2 * length, now, seconds(of(2 * length), 3)
    factor = f"{now / before:.1f}" if before else "not measured"
    return f"{length} characters {now * 1e3:.1f} ms, growth {factor}"


def figures() -> None:
    """Print the figure reader's lines."""
    passage = SENTENCE * 6
    taken = seconds(lambda: find_figures(passage), 50)
    print(f"figures, a passage of {len(passage)} characters: {taken * 1e6:.0f} us a call")
    for name, piece in FIGURES.items():

        def of(length: int, piece: str = piece) -> Callable[[], object]:
            text = (piece * length)[:length]
            return lambda: find_figures(text)

        print(f"figures, {name}: {growth(of)}")


def verifier() -> None:
    """Print the verifier's lines."""

    def of(length: int) -> Callable[[], object]:
        text = ((LABS + TRADE) * (length // 100 + 1))[:length]
        items = [evidence(text, n, start=n * 10**6, document=GUANGDONG) for n in range(1, 7)]
        return lambda: check(CLAIM, items)

    taken = seconds(of(2 * len(LABS + TRADE)), 20)
    print(
        f"verifier, six paragraphs of {2 * len(LABS + TRADE)} characters: {taken * 1e6:.0f} us a call"
    )
    print(f"verifier, six long paragraphs: {growth(of)} each")


def follow_ups() -> None:
    """Print the lines of the rewriting, after six pasted pages."""
    for name, typed in FOLLOW_UPS.items():
        taken = seconds(lambda typed=typed: rewrite(typed, [PAGES] * 6))  # type: ignore[misc]
        print(f"follow-up, {name} ({len(typed)} characters): {taken * 1e6:.0f} us a call")


if __name__ == "__main__":
    figures()
    verifier()
    follow_ups()
