"""What an enterprise calls itself and what it makes, in its own words: 人力资源服务公司, 在研发检测试剂. No list knows them all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.measures.industries import find_industries
from qa.measures.view import View
from qa.measures.words import titles_in
from qa.profile.types import Stated

_IS = re.compile(
    r"(?P<noun>[一-龥]{2,12}?)(?:类|型|专业)?(?:服务|生产|制造|加工|经营|销售|研发|中介)?(?:公司|企业|机构|工?厂|门?店|合作社|协会|商)(?![一-龥]*(?:房|场地|门面))"
)
# 我们是北京的…公司: who speaks says what it is.
_SELF = re.compile(
    r"^(?:我们?|咱们?|我司|我厂|本公司|本企业|公司|企业)?(?:是|在|开|办|有)|^[一二两]?家|^[一-龥]{2,16}(?:公司|企业|机构|厂|店|合作社|协会)$"
)
_MAKES = re.compile(
    r"(?:(?<!生产)(?<!正常)经营(?!业|正常|困难|状况|不|严重|良好|遇)|生产(?!经营|正常|困难|不|严重)|研发|开发|制造|加工|从事|种植|养殖|销售|做|卖|种|养(?!老|护|生))(?:的是|了|着|一些|各种|各类)?(?:一?[家个些种批])?(?!企业|公司|设备)(?P<noun>(?:(?!的|企业|公司)[一-龥]){2,12})"
)
_NO_TRADE = re.compile(r"^(?:刚?[被评获]|成为|列入|取得|认定|入选)|[多少几]$")
_BEFORE = re.compile(
    r"^(?:我们?|咱们?|我司|我厂|本|公司|企业|单位|是|在|就|有|开|办|做|一|[家个间]|的|了|这|搞|当地|本地|新|老|专门|主要|目前|现在|刚|中小微?|小微?|大中?型?|微型|中型|小型|民营|国有|私营|私人|规模以上|规上|限上|限额以上|外资|初创|科技型?|创新型|高新技术|上市|专精特新|重点|龙头|有限责任|股份)+"
)
_AFTER = re.compile(
    r"(?:等|的|中小微?|小微|中小|大型|业务|为主|产品|项目|行业|生意|有限|责任|股份|科技|服务|生产|制造|加工|经营|销售|研发)+$"
)
_GENERAL = re.compile(
    r"产品|设备|项目|业务|生产|制造|加工|经营|服务|技术|贸易|工业|商业|农业|投资|管理|综合|发展|建设|成果|人员|费用?|投入|创新|活动|工作|高新|科技|其他|疫情|重点|优质|相关|本地|外地"
)
_PLACE = re.compile(
    r"^(?:在)?[一-龥]{2,4}?[省市县区州旗](?![场民])的?"
)  # a place that no list knows
LEAST, MOST = 2, 3


def read_trades(
    seen: View, clauses: Iterable[tuple[int, int]], regions: Iterable[Stated]
) -> tuple[Stated, ...]:
    """Return the nouns for what the enterprise is or makes, in clauses that state it; what the list of industries knows is left out."""
    places = [r.words for r in regions]
    found: dict[str, Stated] = {}
    for start, end in clauses:
        text = seen.text[start:end]
        for place in places:
            text = text.replace(place, "的" * len(place))
        called = [_own(m["noun"]) for m in _IS.finditer(text)] if _SELF.search(text) else []
        for noun in (*called, *(m["noun"] for m in _MAKES.finditer(text))):
            noun = "" if _NO_TRADE.search(noun) else _AFTER.sub("", noun)
            known = any((a, b) == (0, len(noun)) for a, b, _ in find_industries(noun))
            if len(noun) >= LEAST and not (known or _GENERAL.fullmatch(noun) or titles_in(noun)):
                found.setdefault(noun, Stated(value=noun, words=noun))
    return tuple(found.values())[:MOST]


def _own(noun: str) -> str:
    """Return the noun without who says it and what size it is: 我们是北京的人力资源 -> 人力资源."""
    noun = _PLACE.sub("", noun)
    noun = noun.rsplit("的", 1)[-1] if not noun.endswith("的") else noun
    made = _MAKES.fullmatch(noun)
    return _BEFORE.sub("", made["noun"] if made else noun)


HEAD = 4


def names(trade: str, text: str) -> bool:
    """Whether folded `text` names the trade: whole, or by the last words of a long one (新冠检测试剂: 检测试剂)."""
    return trade in text or (len(trade) > HEAD and trade[-HEAD:] in text)
