"""What stands over a statement and makes it somebody's, imagined, reckoned otherwise, old or wrong. Pure.

Where it is left out the words are the source's and yet not what it says: 有人担心，税率升到5%; 与2020年相比，出口增长8%; 谣言：每户可领5万元.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
from index.splitter import sentences

# Who says so does not know it: fears, guesses, hopes, pleads, promises. 介绍 and 表示 are no such words.
SURMISES = (
    r"担[心忧]|忧虑|害怕|猜[测想疑]|推[测断]|臆测|设想|想象|幻想|传闻|流传|风传|盛传|诉称|辩称|声称|自称|宣称|谎称|号称|诈称|质疑|怀疑|疑似|抱怨|"
    r"承诺|许诺|保证|提议|呼吁|期[待盼望]|盼望|主张|预言|相信|坚信|断言|指控|爆料|误以为|以为"
)
_SURMISED = re.compile(
    rf"(?:{SURMISES}|反映|预测|预计|建议|希望)$|^(?:有|一些|部分|不少|业内|外界|坊间|市场上?|某)[^，,]{{0,8}}(?:指出|认为|称|说|表示|透露|介绍|觉得)$"
)
# What would be so: 如无意外, 照此趋势, 理论上.
IMAGINED = re.compile(
    r"(?:如[果若无不]|若(?!干)|倘|假[如设定使]|一旦|设(?=[某有甲一]))|不出意外|(?:的话|之下)$|^(?:按|按照|照|依)(?:此|这|目前|当前|现有)[^，,]{0,8}(?:速度|趋势|进度|计算|推算|算)?$|"
    r"^(?:理论上?|理想(?:状态|情况)下?)$|^(?:最[坏好]|乐观|悲观|保守)[^，,]{0,6}$|^(?:据|经)?[^，,]{0,8}(?:估计|估算|测算|推算|预测)$"
)
# Against what, in which money, without what: the figure is another one without it. Growth at constant prices is how growth is told.
RECKONED = re.compile(
    r"^(?:与|同|和|跟|较)[^，,；;]{2,20}(?:相比|比较|对比|相较|比)(?:较)?$|^(?:如)?(?:扣除|剔除|排除|不考虑|不计)[^，,；;]{2,16}$|"
    r"^[按以](?!(?:不变|可比)价|可比价格)[^，,；;]{2,14}(?:计价|计算|计|折算|口径|口径计算)$|^从(?:环比|同比)来?看$|^[^，,；;]{0,8}(?:不含|不包括|不计)[^，,；;]{1,30}$"
)
_PRICES = re.compile(r"价格|物价|通[胀涨]")
_A_YEAR_AGO = re.compile(r"上年|去年|上一年")
_FALSE = r"谣言|传言|传闻|流言|误区|误解|误读|错误(?:做法|说法|认识|观点|理解|示范|操作)|[不虚]实(?:信息|消息)|假消息|网传|反面案例"
_OLD = r"(?:修改|修订|改革|调整|变更|优化|整改|整治|改版|提标|实施)前|原(?:规定|政策|标准|办法|条文|文)|旧(?:规定|政策|标准|办法|条文)"
_OF_OTHERS = r"诉称|辩称|诉讼请求|申请人称|举报称|投诉称|网友称"
# 谣言：…。真相：…: a label at the head of a sentence holds until the next one.
_LABEL = re.compile(
    rf"\W*(?P<label>[^，,。：:；;]{{0,8}}?(?:{_FALSE}|{_OLD}|{_OF_OTHERS})[^，,。：:；;]{{0,4}})[：:]"
)
_ANY_LABEL = re.compile(r"\W*[^，,。：:；;\d]{2,12}[：:]")
_IN_FACT = re.compile(r"\s*(?:但|不过|然而)?(?:实际上?|事实上?|其实|实则|真相|正确的?是|官方)")
_CORE = re.compile(rf"{_FALSE}|{_OLD}|{_OF_OTHERS}")
_CUT = re.compile(r"[，,：:]")
_THEN = re.compile(r"\s*(?:则|那么|那就)")


def stands_over(text: str) -> bool:
    """Return whether a clause says who surmises, under what, or against what the clauses after it hold."""
    return bool(_SURMISED.search(text) or IMAGINED.search(text) or RECKONED.search(text))


@lru_cache(maxsize=1024)
def spans_of(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a paragraph; remembered, because each of its figures asks for them."""
    return tuple(sentences(paragraph))


@lru_cache(maxsize=4096)
def over(paragraph: str, at: int) -> tuple[str, ...]:
    """Return the clauses that stand over what is said at `at`, in its own sentence since its last semicolon, and before a 则."""
    start, end = next(((a, b) for a, b in spans_of(paragraph) if a <= at < b), (at, at))
    sentence = fold(paragraph[start:end])
    own = max(sentence.rfind(mark, 0, at - start) for mark in "；;") + 1
    parts = _CUT.split(sentence[own : at - start])[:-1]
    found = tuple(part.strip() for part in parts if stands_over(part.strip()))
    if _THEN.match(sentence):
        before = next((paragraph[a:b] for a, b in spans_of(paragraph) if b == start), "")
        if before and IMAGINED.search(fold(before)):
            found += (fold(before).strip(" 。"),)
    return found


def label_over(paragraph: str, at: int) -> str:
    """Return the word of the label that calls what stands at `at` untrue, old or pleaded, "" where none does."""
    return next((word for start, word in reversed(_labels(paragraph)) if start <= at), "")


@lru_cache(maxsize=1024)
def _labels(paragraph: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences that begin under another label than the one before, each with the word of its label."""
    found: list[tuple[int, str]] = []
    for start, end in spans_of(paragraph):
        sentence = fold(paragraph[start:end])
        if label := _LABEL.match(sentence):
            core = _CORE.search(label["label"])
            found.append((start, core[0] if core else ""))
        elif _ANY_LABEL.match(sentence) or _IN_FACT.match(sentence):
            found.append((start, ""))
    return tuple(found)


def without_prices(frame: str) -> bool:
    """Return whether a frame takes the change of prices out: 扣除价格因素，增长5% is 实际增长5%."""
    return bool(RECKONED.search(frame) and _PRICES.search(frame))


def a_year_ago(frame: str) -> bool:
    """Return whether a frame compares with the year before: 与去年同期相比 is 同比."""
    return bool(RECKONED.search(frame) and _A_YEAR_AGO.search(frame))
