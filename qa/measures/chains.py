"""Offers told in one breath: 招用毕业生的，每人补助1500元，建设光伏电站的，每瓦补助0.2元，货车通行费享受八五折 are three.

In press texts a comma parts what a policy sets in sentences of its own. Another offer begins with who gets it, or what is
made cheaper; a cap, a higher rate, who pays and a further case of the same (硕士每人2万元) go on with the one before.
"""

from __future__ import annotations

import re

from qa.measures.benefits import first_give
from qa.measures.view import View

_CLAUSE = re.compile(r",")
# What goes on with the offer before: how much, how long, who pays, what more is added to it.
_GOES_ON = re.compile(
    r"最[高多低长]|不|至[多少]|每|单|同[一时]|封顶|上限|期限|累计|合计|总[额计]|连续|其[中余他]|再|另|并|且|但|也|还|即|给[予与]|予以|按|分|一次性"
    r"|[由从自以]|奖励|奖补|补[助贴偿]|资助|贴息|减免|减半|免|返还|退还|延[长期]|缓[缴交]|提[高供前]|降[低至到]|具体|标准|比例|额度|有效期|执行|政策|超[过出](?![^,]*的$)|达到?|[第前后次]|当年|所[需欠]|资金|费用?由|享受|满|较|高于|低于|上述|该|此|对(?:其|该|此|超|单|每|同一|增)"
    r"|截至|目前|预计|惠及|用于|确保|帮助|支持|鼓励|引导|推动|促进|实现|切实|[\d一二三四五六七八九十]|国家级|省级|[市区县]级|博士|硕士|本科|设立"
    r"|[^,]{0,6}(?:合计|累计|共计)|[^,]{1,8}(?:翻倍|加倍|翻番)$|(?:[省市县区](?:里|级)?|中央)?财政(?!对)|[^,;]{2,10}承担[^,;]{0,4}\d|[^,;]{0,14}(?:另[加奖补]|再加|加发)|[^,;]{0,12}再(?:给予|补|奖)|[^,;]{2,12}费(?:全额|按)?[^,;]{0,8}(?:补|报销)"
)
_CASE = re.compile(
    r"(?:企业|单位|商户|市民|居民|个人|消费者|职工|员工|旅行社|合作社|农户|家庭|机构|用人单位)[^,;]{3,}$|(?:的|企业|单位|机构|项目|主体|合作社|农户|个人|人员)$"
)
_WHOM = re.compile(r"对[^,]*(?:的|企业|单位|机构|项目|主体|合作社|农户|个人|人员|银行|家庭)$")
# 发放服务券，企业购买服务的，按50%补贴: what they are worth is told behind it.
_VOUCHERS = re.compile(r"[^,;]*发放[^,;\d]{0,16}券(?:\d[\d.]*[万亿]元)?")
# 年能耗5000吨以下的企业，优先保障用气，气价优惠5分: whoever is named first gets both.
_WHO = re.compile(
    r"企业|单位|机构|主体|合作社|农户|个人|人员|居民|家庭|学生|商户|毕业生|纳税人|市民|车|人$"
)
_NAMED = re.compile(rf"(?:{_WHO.pattern})$")
_FIGURE = re.compile(
    r"\d[\d.,]*(?:%|[万亿]?[一-龥]{0,3})?|及?以[上下内]|不[低少]于|不超过|达到?|超过|首次|突破|[满的、和或]"
)
_MANNER = re.compile(r"(?<=.)(?:按|由|凭|可(?!再)|每|给予|一律|均)")
_GIFT = re.compile(
    r"补[助贴]|奖励|奖补|奖学金|贴息|返还|免费(?=[,;]|$)|全免|减免|免收|免征|减半|半价|额度|折|资助|满|承担|报销|支付"
)
_PAYS = re.compile(
    r"(?:奖|补|返还|补[助贴]|奖励|贴息|领)[^,;]{0,4}\d|\d[\d.]*(?:%|万?元)的?(?:标准)?(?:给予|发放)?(?:奖励|补[助贴]|返还|贴息|立减)|下[浮调]\d|\d折"
)
_WORTH = re.compile(
    r"免(?!费(?:咨询|培训|开放))|减|折|优惠|补|奖|贴息|抵扣|下[浮调]|降|返还|退|由[^,]{2,12}承担|申请[^,;]*贷款|申领|%|\d[万亿]?元|享受|资助|全额"
)
SHORTEST = 4  # characters that tell who gets an offer, or what it is about
TIER = 8  # characters of a case that hold little but a threshold: 设备投资超过1000万元的
CASE = 6  # the same of a case: 研发人员高出20人的 is none of its own
LOOKED = 300  # characters of the offer before that are compared
OWN = 0.5  # at least so much of them is not told of the offer before


def chained(seen: View, start: int, end: int) -> list[tuple[int, int]]:
    """Return the segment cut before each clause that begins an offer of its own; mostly the whole."""
    clauses = seen.cut(start, end, _CLAUSE)
    parts: list[tuple[int, int]] = []
    begin = start
    given = False
    gives = [
        None
        if _WHOM.match(seen.text, a, b) or _VOUCHERS.fullmatch(seen.text, a, b)
        else first_give(seen, a, b)
        for a, b in clauses
    ]
    behind = _behind(seen, clauses)
    last = 0  # the first clause that may belong to what comes next
    for i, (a, b) in enumerate(clauses):
        after = clauses[behind[i]] if behind[i] < len(clauses) else None
        pays = after is not None and (gives[behind[i]] is not None or _pays(seen, *after))
        if given and _begins(seen, (a, b), gives[i], after if pays else None, begin):
            at = min(last, i)
            parts.append((begin, clauses[at - 1][1]))
            begin, given = clauses[at][0], False
        if gives[i] is not None or _pays(seen, a, b):
            given, last = True, i + 1
        elif last == i and _GOES_ON.match(seen.text, a, b):
            last = i + 1
    return [*parts, (begin, end)]


def _behind(seen: View, clauses: list[tuple[int, int]]) -> list[int]:
    """Return for each clause the next that is no case: it may say what all the cases before it get."""
    found, at = [len(clauses)] * len(clauses), len(clauses)
    for i in range(len(clauses) - 1, -1, -1):
        found[i] = at
        at = at if _CASE.search(seen.text, *clauses[i]) else i
    return found


def _pays(seen: View, a: int, b: int) -> bool:
    return _PAYS.search(seen.text, a, b) is not None


def _begins(
    seen: View, clause: tuple[int, int], give: int | None, after: tuple[int, int] | None, begin: int
) -> bool:
    """Whether another offer begins with a clause: a case of its own with a gift `after` it, or a thing with its gift."""
    a, b = clause
    if _GOES_ON.match(seen.text, a, b):
        return False
    before = seen.text[max(begin, a - LOOKED) : a]
    first = seen.text[begin : seen.clause_end(begin, a)]
    if _CASE.search(seen.text, a, b) and give is None:
        if after is None:
            return False
        alike = seen.text[a : a + 2] in {first[:2], *(c[:2] for c in before.split(","))}
        tier = any(seen.inside(a, b)) and len(_FIGURE.sub("", seen.text[a:b])) <= TIER
        same = set(_GIFT.findall(seen.text, *after)) & set(_GIFT.findall(before))
        return not (alike or (tier and same)) and _own(before, seen.text[a:b], CASE)
    if give is None or _WHOM.match(first):
        return False  # 对示范企业，展位费全额补助，通关费下调10%: what one and the same gets
    if _NAMED.search(first) and not _WHO.search(seen.text, a, give):
        return False
    if not _WORTH.search(seen.text, give, b):
        return False
    gifts = set(_GIFT.findall(seen.text, a, b)) & set(_GIFT.findall(before))
    return not gifts and _own(before, seen.text[a:give])


def _own(before: str, words: str, shortest: int = SHORTEST) -> bool:
    """Whether the words name something that the offer `before` them does not."""
    said = _MANNER.split(words)[0]
    said = _FIGURE.sub("", said)
    if len(said) < shortest:
        return False
    pairs = [said[k : k + 2] for k in range(len(said) - 1)]
    return sum(p not in before for p in pairs) >= OWN * len(pairs)
