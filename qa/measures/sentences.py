"""The parts of the sentences of a paragraph: which tell of the past, which only continue the measure before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.measures.offers import offers_apart
from qa.measures.types import Measure
from qa.measures.units import Unit


def parts_of(unit: Unit) -> Iterator[tuple[int, int, int]]:
    """Yield (sentence, start, end) of what may hold one offer each."""
    for segment, sentence in zip(unit.segments, unit.sentences, strict=True):
        for a, b in offers_apart(unit, *segment):
            yield sentence, a, b


def told_in(unit: Unit) -> set[int]:
    """Return the sentences that give nothing: 截至24日，已减免房租…；返还失业保险费…, 合作银行应当具备下列条件：…."""
    starts = zip(reversed(unit.sentences), reversed(unit.segments), strict=True)
    first = {sentence: unit.text[a:b] for sentence, (a, b) in starts}
    return {s for s, text in first.items() if _UNTIL.match(text)}


def continues(measure: Measure, text: str, *, same: bool, next_to: bool = True) -> bool:
    """Whether the part only says in which case, or how much, the measure before gives.

    `same`: it is of one sentence with it; `next_to`: of the sentence that follows, or the same.
    """
    if _PER.match(text) or _CASE.match(text):
        return True
    if next_to and _AMONG.match(text) and not measure.amounts:
        return True  # 给予一次性奖励。其中,国际首台奖励300万元
    if next_to and not measure.amounts and _STANDARD.match(text):
        return True  # 给予一次性补助。补助标准为：50人以上的，补助2.4万元
    if not same:
        return False
    if _HIGHER.match(text) or _SAME_RATE.match(text):
        return True
    rate = _RATE.match(text)
    return rate is not None and bool(re.search(rf"%{rate[1]}", measure.support.text))


def elliptic(text: str) -> bool:
    """Whether the part leaves out the verb of the measure before: …给予1.2万元补贴；改建的，｜每张床位6000元."""
    return _ELLIPTIC.match(text) is not None


_ELLIPTIC = re.compile(
    r"(?!单|同一|每|累计|合计|个人|全年|年度|总额|[^,;]{0,6}(?:补贴|补助|奖励|企业|项目|额度))[\u4e00-\u9fff]{2,14}?(?:每[人户月年]{1,2}|不超过|最高)\d[\d.]*万?元(?:[,;]|$)|"
    r"[^,;]{2,20}的,(?:按|每[^,;]{1,6}?|最高|不超过)\d[\d.]*(?:%|万?元)(?:[,;]|$)"
)
_UNTIL = re.compile(
    r"[^;]{0,40}(?:建议|呼吁|提议|主张)[,:]|截[至止].*?(?:已|累计|共有|达到)|[^,;]*(?:具备|符合|满足)(?:下列|以下)[^,;]{0,4}(?:条件|要求):"
)
_HIGHER = re.compile(
    r"属于?[^,;]{1,10}的,(?:可?给予|补助|补贴|奖励|按)|其中(?!,?对)|[^,;]{2,30}的,(?:再(?!次)|在(?:上述|此)|[^,;]{0,6}(?:比例|标准|补助|补贴|奖励)(?:再)?(?:提高|上浮|增加))|在(?:上述|此)[^,;]{0,8}基础上"
)
_RATE = re.compile(r"[^,;]{2,26},?按\d[\d.]*%(?!给予)([\u4e00-\u9fff]{2})")
_STANDARD = re.compile(r"(?:具体)?(?:补[助贴]|奖[励补]|资助|返还|支持)?(?:的)?标准(?:为|是|如下)?:")
_AMONG = re.compile(r"其中(?!,?对)")
_SAME_RATE = re.compile(
    r"[^,;]{2,30}?,?[^,;]{0,6}(?:补助|补贴|奖励|奖补|资助|贴息)(?:的)?比例(?:为|是|不变|提高|降)"
)
_CASE = re.compile(
    r"(?:达到?|在)?\d[\d.]*[万亿]?(?:[美欧港]?元|平方米|公顷|[人家个户亩吨台辆张床套项件])(?:\([^)]*\))?(?:及?以[上下内])(?:\([^)]*\))?的,(?:可?给予|补助|补贴|奖励|资助)"
)
_PER = re.compile(r"每满[^,;]{1,8}(?:奖励|补助)")
