"""Which segment offers something, and where in it the offer begins: who gets it before, what is given after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.measures.appeals import appeals
from qa.measures.benefits import first_give, gives_figure, money_after
from qa.measures.bounds import asks
from qa.measures.chains import chained
from qa.measures.giving import pieces, trimmed
from qa.measures.kinds import kind_of
from qa.measures.leads import after_leads
from qa.measures.relief import stands_alone
from qa.measures.silent import says_nothing
from qa.measures.types import Kind
from qa.measures.units import Unit
from qa.measures.view import View

Sort = Literal["offer", "intention", "limit", "exclusion", "note", "procedure", "past", "other"]

EXCLUDED = re.compile(
    r"不享受|不予(?!以?(?:限制|行政处罚|处罚|记录|信用|加收))|不(?:再)?给予|不得(?:享受|申报|同时|重复|转租|转让|分租|再|过户|计入)|不再享受|不再执行|不再免|不适用|不支持|不重复享受|不包括|除外|取消[^,]{0,8}资格|不计入(?![^,;]{0,10}(?:收入|所得))|不再(?:追补|补)|退回|追回|追缴|收回资金|仅可享受"
)
_LIMIT = re.compile(
    r"^(?:单个|每家|每个|单户|单家|单件|同一|企业获得|每户|每年|其中|合计|累计|年度|企业年度|补贴|贴息|补助|个人|项目)[^,;]{0,30}?(?:不得?超过|最高|最多|上限)|^每[人户家](?:每年)?(?:限|只能|仅)(?:享受|申[领请]|补)"
)
_REQUIRES = re.compile(r"^[^,;]{2,20}(?:应当?(?:在|达到|不低于|不少于)|不得低于)")
_NOTE = re.compile(
    r"差额|^[^,;]{0,24}(?:的,)?(?:减半(?!征收|收取)|上浮|提高到|放宽至|(?<![费税利]率)降至\d|门槛|照此|(?:参照|按(?!居民|农业))[^,;]{0,12}执行)|兑付"
)
_PENALTY = re.compile(
    r"弄虚作假|骗取|虚报|举报|追缴|套取|罚款|查实后|(?:依法|依纪|依规|严肃)(?:予以)?(?:严肃)?(?:处理|问责|查处|追究)|(?<!不予)(?<!不再)(?<!免于)追究[^,;]{0,12}责任"
)
# What was paid in all, of the past; the standard it was paid by may follow: …发放2964人、3480万元,标准为每月2000元.
_SPENT = re.compile(
    r"(?:\d{4}年|去年|上年|同期|今年以来|[一二三四]季度|上半年|(?:今年)?前[一二两三四五六七八九十\d]+个月|前[一二三]季度|\d+(?:—|至|-)\d+月|项目总投资|全年)[^;]{0,60}?"
    r"(?:发放|兑[现付]|拨付|领取|支出|补[助贴]|核发|追发|返还|补偿|安排|资助|减免|减征|退税|减税)[^;]{0,16}?\d[\d.]*[万亿]?(?:[人户家笔项名台辆]|元)"
)
_BY_STANDARD = re.compile(
    r"(?:其中)?[^,;]{0,12}?(?:(?:标准|比例)(?:为|是)|按照?每[^,;]{1,12}?\d[\d.]*万?元)"
)
_EACH = re.compile(r"每[^,;]{1,6}\d|最高|不超过|按[^,;]{0,16}\d[\d.]*%|起,|可|的,|分别")
# What stays as it was for those who got it before: 2024年已享受的,按原标准执行.
_AS_WAS = re.compile(
    r"^(?:上一?[年季采轮]|去年|此前|原来?)[^,;]{0,12}(?:标准|比例)(?:为|是|分别)|按照?(?:原|上年度?)[^,;]{0,4}(?:标准|比例|办法|政策|规定|协议)[^,;]{0,20}(?:执行|兑[现付]|发放|办[结理])"
)
# A rule about what is given, which gives nothing more: its sum with another, what is taken off, how it is set.
_ABOUT_GIVEN = re.compile(
    r"(?:补助|补贴|奖励|奖补|贴息|资金)[^,;]{0,6}(?:之和|总和)"
    r"|(?:扣减|扣发|停发|扣回|追回|清退)[^,;]{0,12}(?:补助|补贴|奖励|奖补|贴息|资金)"
    r"|(?:补助|补贴|奖励|奖补|津贴)(?:标准|比例|额度)(?:按照?|由|根据)[^;]{2,40}(?:确定|核定|制定|测算)"
)
_RELAXED = re.compile(r"不要求|不受[^,]{0,12}限制")
_PROCEDURE = re.compile(
    r"申报|申请(?!人)|受理|提交|审核|公示|拨付|负责解释|起施行|起执行|起实施|废止|平台(?:办理|填报)|兑现(?!\d)|每年\d+月|有效期"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A segment read: its sort, and for an offer where what is given begins."""

    sort: Sort
    start: int
    end: int
    gives: int
    kind: Kind = "service"
    appeal: bool = False  # somebody is asked to give it: 鼓励业主减免租金
    rated: bool = False  # only a sum under a heading that says what it is: 补贴标准。…，每月2000元


_CLAUSE = re.compile(r",")
_STANDARD = re.compile(
    r"(?:补贴|补助|奖励|奖补|资助|支持|扶持|救助|津贴|返还)(?:的)?(?:标准|额度|金额)|^标准$"
)
_NAMED_GIFT = re.compile(r"(?:补贴|补助|奖励|津贴|贷款)$")
_EACH_SUM = re.compile(r"每[^,;]{1,8}?\d|最高[^,;]{0,8}\d|分别[^,;]{0,8}\d")
_GOES_ON = re.compile(r"最[长高多]|期限|不超过|每|累计|连续|一次性|发放期")
_ABOUT = re.compile(
    r"资金(?:由|按|实行|拨付|来源)|叠加|预算|拨付|绩效|监督|追回|退回|处罚|罚款|总额|不超过其|申报|申请(?!人)|提交|受理|审核|截留|本(?:办法|政策|措施|细则)"
)
# 按每人2000元给予补贴: the sum stands right before the word of giving; in 出勤率低于80%的学员不计入补贴 it is of somebody.
_SUM_BEFORE = re.compile(r"\d[\d.]*(?:[万亿]?元|%)(?:的?标准)?(?:的|给予|发放|予以|一次性){0,3}$")
_TAKEN_BACK = re.compile(
    r"(?:应当?|要|须)(?:予以)?(?:全额)?(?:退回|缴回|退还已)|补[助贴][^,;]{0,8}(?:应当?|须|要)[^,;]{0,4}退还"
)
_GIVES_FROM = re.compile(
    r"(?:一次性)?(?:分别|每[块间座辆店台个件家]|一次性)(?=奖励|给予|补助|补贴)|(?:(?<=的)|(?<=企业)|(?<=项目)|(?<=,)|(?<=公司)|(?<=费))(?:(?:由)?(?:县|市|区|省)?财政|企业|投资方)?(?:当年|每年|连续\d年|前\d+个?[年月]|前[一二两三]年|三年内|一次性|年度|再|另行|可以?|可享受|优先|(?:最高)?分别|按|参照|每|给予|奖励|奖补|补助|补贴|资助|最高|免收|发放|单个|单品种|租金|由|享受|进行奖励|从)|(?:给予|予以)(?=(?:最高|不超过)?\d)"
)


def offers_apart(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a segment that each give something to somebody of their own; mostly the whole."""
    if len(listed := _listed(unit.view, start, end)) > 1:
        return listed
    found = pieces(unit.view, start, end)
    if len(found) == 1:
        return chained(unit.view, start, end)
    parts: list[tuple[int, int]] = []
    for a, b in found:
        if parts and _POOL.fullmatch(unit.view.text, *parts[-1]) and _RISK.search(unit.text, a, b):
            parts[-1] = (parts[-1][0], b)
            continue
        alone = first_give(unit.view, a, b) is not None
        apart = alone and parts and first_give(unit.view, *parts[-1]) is not None
        if parts and not apart:
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    return [part for a, b in parts for part in chained(unit.view, a, b)]


# 设立风险补偿资金，对银行贷款损失按60%补偿: what is set up is what pays.
_POOL = re.compile(r"[^,;]{0,10}设立[^,;]{2,40}")
_RISK = re.compile(r"补偿|分担|代偿|损失")
# 缓缴社会保险费，适度减免租金，延期缴纳水电气费: reliefs told as a list, each in a clause of its own that names nobody.
_BARE = re.compile(
    r"(?:适度|适当|依法|阶段性|全面|临时)?(?:缓缴|减免|免除|免征|免收|减征|减半征收|延期(?:缴|申|还|交)|延长|返还|退还|降低|下调|推迟(?:缴|申|还|交))(?![^,;]*(?:企业|单位|人员|至|的$))[^,;\d]{2,16}"
)
FEWEST = 3  # clauses that make a list


def _listed(seen: View, start: int, end: int) -> list[tuple[int, int]]:
    """Return the segment cut before and after each relief of a list of clauses; nothing where it is no such list."""
    clauses = seen.cut(start, end, _CLAUSE)
    bare = [_BARE.fullmatch(seen.text, a, b) is not None for a, b in clauses]
    if sum(bare) < FEWEST:
        return []
    parts: list[tuple[int, int]] = []
    for i, (a, b) in enumerate(clauses):
        if parts and not bare[i] and not bare[i - 1]:
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    return parts


def read_segment(unit: Unit, start: int, end: int) -> Offer:
    """Return what the segment is. Nothing is an offer unless it says what is given."""
    seen, begin = unit.view, start
    text = seen.text[start:end]
    if _PENALTY.search(text) or says_nothing(unit, text):
        return Offer("other", start, end, start)
    start = _standing(seen, after_leads(seen, start, end), end)
    if start == end or _AS_WAS.search(text):
        return Offer("past", start, end, start)
    text = seen.text[start:end]
    if says_nothing(unit, text):
        return Offer("other", start, end, start)
    if _BARE.fullmatch(text) and "," in (seen.text[start - 1 : start], seen.text[end : end + 1]):
        return Offer("offer", start, end, start, kind_of(text, 0))
    give = first_give(seen, start, end)
    if give is None and begin < start:
        # 企业用工方面，缓缴保险费: who gets it stands in what leads up to it.
        give = first_give(seen, begin, end)
        start = begin if give is not None else start
    about = _ABOUT_GIVEN.search(seen.text, start, end)
    if about and (give is None or give >= about.start()):
        return Offer("note", start, end, start)
    # Of a loan, the limit is what is given.
    limited = _LIMIT.match(text) and not unit.name.endswith("贷款")
    if text[0] == "(" or (give is None and _RELAXED.search(text)):
        return Offer("note", start, end, start)
    if give is not None and not _withheld(seen, start, give, end):
        if _NOTE.search(text) and not money_after(seen, start, end):
            return Offer("note", start, end, start)
        if _REQUIRES.match(text):
            return Offer("limit", start, end, start)
        if limited and not re.search(
            r"补助\d|奖励\d|给予[^,;]{0,6}\d|的,|贴息\d|按[^,;]{0,12}\d%", text
        ):
            return Offer("limit", start, end, start)
        appeal = appeals(seen, start, give, end)
        start, end = trimmed(seen, start, give, end)
        kind = kind_of(seen.text[start:end], give - start)
        if kind in ("subsidy", "award", "tax") and _for_all(seen, start, end):
            return Offer("past", start, end, start)
        return Offer("offer", start, end, _begin_of(seen, start, give), kind, appeal=appeal)
    if not limited and not EXCLUDED.search(text) and (rated := _rate_of(unit, start, end)):
        return Offer("offer", start, rated[1], rated[0], kind_of(unit.name, 0), rated=True)
    if EXCLUDED.search(text):
        return Offer("exclusion", start, end, start)
    if _LIMIT.match(text):
        return Offer("limit", start, end, start)
    if _NOTE.search(text) and not unit.speaker:
        return Offer("note", start, end, start)
    if _PROCEDURE.search(text):
        return Offer("procedure", start, end, start)
    return Offer("other", start, end, start)


_FOR_ALL = 100_000_000  # yuan; no one recipient gets as much


def _for_all(seen: View, start: int, end: int) -> bool:
    """Whether the only sums told are what all get together: 返还资金116.5亿元."""
    figures = [f for f in seen.inside(start, end) if f.kind in ("money", "rate", "points")]
    return bool(figures) and all(
        f.kind == "money" and f.value >= _FOR_ALL and f.qualifier not in ("at_most", "under")
        for f in figures
    )


def _standing(seen: View, start: int, end: int) -> int:
    """Return where what still holds begins in a segment: `end` where it only tells what was paid in all."""
    spent = _SPENT.match(seen.text, start, end)
    if spent is None or _EACH.search(seen.text, *spent.span()):
        return start
    clauses = seen.cut(spent.end(), end, _CLAUSE)
    return next((a for a, b in clauses if _BY_STANDARD.match(seen.text, a, b)), end)


def _rate_of(unit: Unit, start: int, end: int) -> tuple[int, int] | None:
    """Return where the clause with a sum begins, and where the last one ends, in a paragraph whose name says of what.

    补贴标准 names any sum or rate, 求职补贴 or 创业贷款 only sums that each gets.
    """
    standard = _STANDARD.search(unit.name)
    if not standard and not _NAMED_GIFT.search(unit.name):
        return None
    found = [
        f
        for f in unit.view.inside(start, end)
        if f.kind in (("money", "rate", "points") if standard else ("money",))
        and f.qualifier not in ("at_least", "over")
        and not asks(unit.view, start, f)
    ]
    if not found or not (standard or _EACH_SUM.search(unit.text, start, end)):
        return None
    clauses = unit.view.cut(start, end, _CLAUSE)
    last = max(i for i, (a, b) in enumerate(clauses) if a <= found[-1].start < b)
    while last + 1 < len(clauses) and _GOES_ON.match(unit.text, *clauses[last + 1]):
        last += 1
    return max(start, unit.text.rfind(",", start, found[0].start) + 1), clauses[last][1]


def firm(unit: Unit, offer: Offer) -> bool:
    """Whether an offer holds in a part that speaks of the document itself: it names a sum or who bears the cost, and is no rule of payment."""
    text = unit.text[offer.start : offer.end]
    sure = gives_figure(unit.view, offer.gives, offer.end) or stands_alone(unit.view, offer.gives)
    return sure and not _ABOUT.search(text)


def _withheld(seen: View, start: int, give: int, end: int) -> bool:
    """Whether the segment says who gets nothing: without a figure, an exclusion no later than in the clause that gives."""
    if _TAKEN_BACK.search(seen.text, start, end):
        return True
    if gives_figure(seen, give, end) or _SUM_BEFORE.search(seen.text, start, give):
        return False
    begin = max(start, seen.text.rfind(",但", start, give))  # …不享受补贴,但可以免费参加培训
    said = EXCLUDED.finditer(seen.text, begin, seen.clause_end(give, end))
    return any(not seen.enclosed(m.start(), "(") for m in said)  # 全额补贴(不包括个人缴纳部分)


def _begin_of(seen: View, start: int, give: int) -> int:
    """Return where the offer begins: with the clause of the word of giving, or those before it that say how.

    In that clause whoever gets it may stand first: 对一个行政村建设民宿5家以上的｜每间奖励2000元.
    """
    clauses = seen.cut(start, give, _CLAUSE)
    if clauses and seen.text[give - 1] == ",":
        clauses.append((give, give))  # …的，奖励…: its clause begins with the word of giving itself
    if not clauses:
        return give
    begin = clauses[-1][0]
    for a, b in reversed(clauses[:-1]):
        if not _HOW.match(seen.text, a, b) or seen.text[b - 1] == "的" or a == start:
            break
        begin = a
    if set_up := seen.text.rfind("设立", begin, give) + 1:
        return set_up - 1
    if said := _TO_WHOM.match(seen.text, begin, give):
        return said.end()
    splits = [m.start() for m in _GIVES_FROM.finditer(seen.text, begin, give + 1)]
    if splits:
        return splits[0]
    lead = seen.text[begin:give]
    if begin == start and (rate := _RATE.search(lead)):
        return begin + rate.start()
    return begin if begin > start or _CEILING.fullmatch(lead) else give


_RATE = re.compile(
    r"(?:按照?|享受|不超过|不高于)[^,;]{0,16}?\d[\d.]*%"
)  # 海外投资险｜按20%给予补助
_CEILING = re.compile(r"最高|最多|一次性|每年|每户|可|给予")
_TO_WHOM = re.compile(
    r"(?:[^,]{0,10}可)?对(?!展位费|其|企业发展)[^,]{2,30}?(?=按照?(?!期)|给予|实行)"
)
_HOW = re.compile(r"按|参照|自|从|每|前[\d一二两三]|三年内|分[别\d一二三]|即|最高")
