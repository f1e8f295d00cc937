"""The totals and every miss as one HTML page that needs nothing else: inline style, inline charts, all text escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from qa.evaluation.charts import bars, curve, histogram
from qa.evaluation.judge import Score
from qa.evaluation.totals import summary
from qa.render import answer_text

_PARTS = (("retrieval", "检索"), ("answer", "回答"), ("citation", "引用"))
_NAMES = {"document": "文件", "paragraph": "段落", "exact": "完全一致", "f1": "字符 F1", "rouge_l": "ROUGE-L",
          "figures": "数字齐全", "valid": "逐字属实", "precision": "精确率", "recall": "召回率", "evidence": "含依据"}  # fmt: skip
_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:960px;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8884;padding:.4em;text-align:left;vertical-align:top}
svg{max-width:100%;height:auto;font-size:12px}svg text{fill:currentColor}.bar{fill:#3b7dd8}.span{stroke:currentColor;stroke-width:2}
.frame{fill:none;stroke:#8888}.curve{fill:none;stroke:#3b7dd8;stroke-width:2}blockquote{margin:.2em 0 0;color:#777;font-size:13px}
"""


def report(scores: Sequence[Score], title: str) -> str:
    """Return the page."""
    totals = summary(scores)
    body = [
        f"<h1>评测：{_text(title)}</h1>",
        _totals(totals),
        *(_part(totals, key, name) for key, name in _PARTS),
        _refusal(totals),
        _figures(totals),
        f"<h2>用时</h2><p>中位数 {totals['seconds_p50']} 秒，95% 的题目不超过 {totals['seconds_p95']} 秒</p>",
        histogram([s.answer.timings_ms.get("total", 0.0) / 1000 for s in scores], "秒"),
        _misses(scores),
    ]
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{_text(title)}</title>'
        f"<style>{_STYLE}</style><body>{''.join(body)}</body></html>\n"
    )


def _text(value: object) -> str:
    return html.escape(str(value), quote=True)


def _totals(totals: Mapping[str, Any]) -> str:
    right = totals["measures"].get("right", {"mean": 0.0, "low": 0.0, "high": 0.0})
    rows = [
        ("题目", totals["questions"]),
        ("答对", f"{totals['right']}（{_share(right)}）"),
        ("可答的题目答对", f"{totals['answerable_right']} / {totals['answerable']}"),
        ("不可答的题目拒答", f"{totals['refused']} / {totals['unanswerable']}"),
        ("可答而误拒", totals["false_refusals"]),
        ("作答方式", "，".join(f"{k} {v}" for k, v in totals["generators"].items())),
    ]
    rows += [
        (f"类型 {name or '（无）'}", f"{right_} / {n}")
        for name, (right_, n) in totals["by_type"].items()
    ]
    cells = "".join(f"<tr><th>{_text(k)}</th><td>{_text(v)}</td></tr>" for k, v in rows)
    return f"<table>{cells}</table>"


def _share(told: Mapping[str, float]) -> str:
    return f"{told['mean']:.1%}，95% 区间 {told['low']:.1%} 到 {told['high']:.1%}"


def _part(totals: Mapping[str, Any], key: str, name: str) -> str:
    rows = [
        (_named(measure.removeprefix(f"{key}.")), told["mean"], told["low"], told["high"])
        for measure, told in totals["measures"].items()
        if measure.startswith(f"{key}.")
    ]
    return f"<h2>{name}</h2>{bars(rows) if rows else '<p>题目没有给出可比的标准。</p>'}"


def _named(measure: str) -> str:
    first, _, rest = measure.partition("_")
    return _NAMES.get(measure) or f"{_NAMES.get(first, first)} {rest}".strip()


def _refusal(totals: Mapping[str, Any]) -> str:
    refusal = totals["refusal"]
    told = [
        f"<p>{said}：{_share(refusal[key])}</p>"
        for key, said in (("true_refusals", "不可答而拒答"), ("false_refusals", "可答而拒答"))
        if refusal[key]
    ]
    drawn = curve(refusal["curve"], "作答的比例", "其中答错的比例")
    return f"<h2>拒答</h2>{''.join(told)}{drawn}"


def _figures(totals: Mapping[str, Any]) -> str:
    figures = totals["figures"]
    examples = "".join(f"<li>{_text(example)}</li>" for example in figures["examples"])
    return (
        f"<h2>数字</h2><p>答案中的数字 {figures['stated']} 个，所引段落里没有的 {figures['unsupported']} 个"
        f"（由独立于校验器的程序数出）</p><ul>{examples}</ul>"
    )


def _misses(scores: Sequence[Score]) -> str:
    missed = [s for s in scores if not s.right]
    rows = "".join(_miss(s) for s in missed)
    return (
        f"<h2>没有答对的题目（{len(missed)}）</h2><table><tr><th>编号</th><th>问题</th>"
        f"<th>回答与引用</th><th>原因</th></tr>{rows}</table>"
    )


def _miss(score: Score) -> str:
    answer = score.answer
    shown = answer_text(answer) or f"（未找到）{'；'.join(answer.missing)}"
    quotes = "".join(
        f"<blockquote>[{c.number}] 《{_text(c.document.title)}》 {_text(c.quote)}</blockquote>"
        for c in answer.citations or answer.nearest[:1]
    )
    return (
        f"<tr><td>{_text(score.id)}</td><td>{_text(answer.question)}</td>"
        f"<td>{_text(shown)}{quotes}</td><td>{_text('；'.join(score.reasons))}</td></tr>"
    )
