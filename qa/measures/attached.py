"""Conditions that stand in the very clause that gives: 持退役军人优待证享受半价, 年度收入低于10万元的村由县里补助1万元."""

from __future__ import annotations

import re

from qa.measures.conditions import read_conditions
from qa.measures.types import Condition
from qa.measures.view import View

_GIVES = re.compile(
    r"(?:由[^,;]{1,8}?)?(?:可以?|一次性|均|再)*(?:给予|享受|补[助贴]|奖励|资助|减免|免[费收交]|减半|发放|优先|贴息|领取|申[领请])"
)
# 按销售额超过100万元部分的2%补助: how much is given, not to whom.
_RATED = re.compile(r"按|依据|以[^上下内外]|最高|最低|不超过|每|部分|标准|比例|起|分别")
_TO = re.compile(
    r"(?:[^,;]{0,14}?(?:机构|部门|银行|公司|财政|平台|中心|政府|单位|集团))?对(?P<whom>[^,;]{3,50}?)(?=(?:给予|适当|酌情|可)*(?:降低|减免|免收|免征|下调|减半|减征|优惠))"
)
# 免征中小微企业三项社会保险单位缴费部分
_OF_SIZE = re.compile(
    r"(?:可)?(?:免征|减征|减半征收|减免|免收|降低|缓缴|退还|返还)(?P<whom>(?:中小微|中小|小微|小型微利|大型)企业|个体工商户)(?=[^,;]{2,})"
)
_WHOSE = re.compile(r"的[一-龥]{1,8}$|证$|名[单录]$|的$")


def attached(seen: View, gives: int, end: int, region: str | None) -> list[Condition]:
    """Return the thresholds and papers named in the clause that begins at `gives`, before its verb of giving."""
    stop = seen.clause_end(gives, end)
    if whom := _TO.match(seen.text, gives, stop):
        # 政府性担保机构对中小微企业降低费率: who gives stands before whom it is for.
        return read_conditions(seen, whom.start("whom"), whom.end("whom"), region)
    if size := _OF_SIZE.match(seen.text, gives, stop):
        return read_conditions(seen, *size.span("whom"), region)
    verb = _GIVES.search(seen.text, gives, stop)
    if verb is None or verb.start() - gives < 4:
        return []
    before = seen.text[gives : verb.start()]
    if _RATED.search(before) or not _WHOSE.search(before):
        return []
    found = read_conditions(seen, gives, verb.start(), region)
    # The rest of the clause is told as the gift.
    return [
        c for c in found if all(t.kind in ("bound", "held") for tests in c.any_of for t in tests)
    ]
