"""The example questions: only those that the index can answer, so that a first click never disappoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.errors import PolicyQAError
from qa.types import Finished
from ui.work.ask import Answers

# For the sample texts; whoever has other texts sees questions about those.
OURS = (
    "全省有多少家省重点实验室？",
    "我们做皮具箱包，想出海，有什么扶持？",
    "2026年要建多少家企业技术中心？",
    "推动制造业与服务业协同有哪些措施？",
)
SHOWN, TRIED = 4, 12


def choose(answers: Answers, titles: Sequence[str]) -> tuple[str, ...]:
    """Return up to `SHOWN` questions that `answers` answers; at most `TRIED` are tried, since each takes its time."""
    chosen: list[str] = []
    for question in [*OURS, *_about(titles)][:TRIED]:
        if len(chosen) < SHOWN and _answered(answers, question):
            chosen.append(question)
    return tuple(chosen)


def _about(titles: Sequence[str]) -> Iterator[str]:
    for title in titles:
        if len(title) <= 30:
            yield f"《{title.strip('《》')}》提出了哪些措施？"


def _answered(answers: Answers, question: str) -> bool:
    try:
        *_, last = answers.stream(question)
    except PolicyQAError:
        # An empty index answers nothing; the first real question will say so.
        return False
    return isinstance(last, Finished) and last.answer.status != "not_found"
