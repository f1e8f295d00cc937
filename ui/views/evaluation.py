"""An evaluation as charts: how many questions were right, by kind, and each miss with its reason."""

from __future__ import annotations

from qa.evaluation.feedback import KIND
from qa.evaluation.judge import Score
from qa.evaluation.totals import summary
from ui.views.chart import bars, split
from ui.views.paragraph import text
from ui.words import CHINESE, Words
from ui.work.evaluation import Evaluation


def report(state: Evaluation | None, words: Words = CHINESE) -> str:
    """Return the report, or how far it is."""
    if state is None:
        return ""
    if state.error:
        return f'<p class="error" role="alert">{text(words.line(state.error))}</p>'
    if not state.finished:
        return f'<p class="working" role="status">{text(_progress(state, words))}</p>'
    made = summary(state.scores)
    right, wrong = made["right"], made["questions"] - made["right"]
    parts = [(words("正确"), right, "good"), (words("不正确"), wrong, "contradicted")]
    kinds = [
        (_kind(kind, words), f"{got} / {count}", got / count, "")
        for kind, (got, count) in made["by_type"].items()
    ]
    facts = [
        (words("答对的可答题"), made["answerable_right"], made["answerable"]),
        (words("引用对的可答题"), made["cited"], made["answerable"]),
        (words("正确拒答"), made["refused"], made["unanswerable"]),
    ]
    shares = [(name, f"{n} / {of}", n / of, "") for name, n, of in facts if of]
    misses = "".join(_miss(score, words) for score in state.scores if not score.right)
    title = words("{n} 道题，答对 {right} 道", n=made["questions"], right=right)
    return (
        f'<h3 class="pane-title" role="status">{text(title)}</h3>{split(words("对错"), parts)}'
        f"{bars(words('各项'), shares, (words('项目'), words('数量')))}"
        f"{bars(words('按题型'), kinds, (words('题型'), words('答对')))}"
        f"{f'<ul class=misses>{misses}</ul>' if misses else ''}"
    )


def _kind(kind: str, words: Words) -> str:
    return words("读者更正") if kind == KIND else kind or words("未分类")


def _progress(state: Evaluation, words: Words) -> str:
    if state.ahead:
        return words("前面还有 {n} 项工作，轮到后自动开始…", n=state.ahead)
    return words("正在评测：{n}/{total} 题…", n=len(state.scores), total=state.total or "?")


def _miss(score: Score, words: Words) -> str:
    said = "".join(s.text for s in score.answer.statements) or words("未找到")
    return (
        f'<li><p class="head">{text(score.answer.question)}</p>'
        f'<p class="why">{text(words.listed(words.said(reason) for reason in score.reasons))}</p><p class="why">{text(said)}</p></li>'
    )
