"""The clauses of a sentence around a place in it, the items of a clause, and the clauses that it leans on. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

CLAUSE_END = re.compile(r"[，,；;：:]")
_ITEM_END = re.compile(r"、|以及|和(?=\d|[\u4e00-\u9fa5]{0,12}(?:超|近|约|达)?\d)|及(?=\d)")
# Punctuation inside these does not separate: “技术攻关、标准引领”, 1,234, （县、区）.
_CLOSED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|\([^)]*\)|\d,\d{3}")
# A clause that leans on the one before it would, alone, say something about nothing; 分别 binds by order.
LEANS = re.compile(
    r"\s*(其中|同比|环比|比上年|较上年|增长|下降|[约超近]?占|并|且|则|最高|不超过|每|同时|"
    r"(?:小幅|略|微)?[增降涨跌减升](?=[\d约近超])|给予|按|可|(?:补助|补贴|奖励|收费|暂退|缴费|缴存|支付|执行)?(?:标准|比例|金额|额度|期限|幅度|数额|费率|税率)(?:为|是|按|不|最)|最长|当年|一次性|再|另|奖励|补助|补贴|资助|分别|各|累计|合计|单个|年度|首次|原则上|减按|免|享受|由|达到|[（(]?第[一二三四五]年)"
)
SEGMENT = re.compile(r"[;；]")


@lru_cache(maxsize=2048)
def cuts(sentence: str, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans between matches of `pattern` that stand outside quotations, brackets and numbers."""
    closed = [match.span() for match in _CLOSED.finditer(sentence)]
    spans: list[tuple[int, int]] = []
    start = 0
    for match in pattern.finditer(sentence):
        if any(a <= match.start() < b for a, b in closed):
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(sentence)))
    return tuple((a, b) for a, b in spans if b > a)


def clause_spans(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the clauses, in order; marks may stand side by side between them."""
    return cuts(sentence, CLAUSE_END)


def clause_of(sentence: str, position: int) -> tuple[int, int]:
    """Return the span of the clause that holds `position`."""
    return _holding(clause_spans(sentence), position)


def clause_before(sentence: str, start: int) -> tuple[int, int] | None:
    """Return the span of the clause before the one that begins at `start`."""
    earlier = [span for span in clause_spans(sentence) if span[1] <= start]
    return earlier[-1] if earlier else None


def item_of(sentence: str, position: int) -> tuple[int, int]:
    """Return the span of the coordinate item that holds `position`, within its clause."""
    start, end = clause_of(sentence, position)
    a, b = _holding(cuts(sentence[start:end], _ITEM_END), position - start)
    return start + a, start + b


def governing(sentence: str, position: int) -> tuple[int, int]:
    """Return the span of the clause that holds `position`, with the clauses before it that it leans on.

    对在主板上市的企业，给予300万元奖励；… : what is given leans on who gets it, up to the semicolon before.
    """
    first, _ = segment_of(sentence, position)
    start, end = clause_of(sentence, position)
    while LEANS.match(sentence[start:end]):
        before = clause_before(sentence, start)
        if before is None or before[0] < first:
            break
        start = before[0]
    return start, end


def segment_of(sentence: str, position: int) -> tuple[int, int]:
    """Return the span between semicolons that holds `position`."""
    return _holding(cuts(sentence, SEGMENT), position)


def _holding(spans: Sequence[tuple[int, int]], position: int) -> tuple[int, int]:
    for start, end in spans:
        if start <= position < end:
            return start, end
    return spans[-1]
