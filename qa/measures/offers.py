"""Which segment offers something, and where in it the offer begins: who gets it before, what is given after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.measures.giving import first_given, pieces, trimmed
from qa.measures.types import Kind
from qa.measures.units import Unit
from qa.measures.view import View

Sort = Literal["offer", "intention", "limit", "exclusion", "note", "procedure", "other"]

_GIVE = re.compile(
    r"奖励(?!办法|内容|对象|政策|资金(?!\d)|资料|性质|支持按|期)|奖补(?!总额|资金|内容|对象)|补助(?!政策|办法|标准按|总额|资金|展位总数|期)|(?<!次)补贴(?!期间|的企业|面积|办法|政策)|资助|贴息(?!率|期限|支持的|资金|暂行|申请|资格)|免收|免征|免缴"
    r"|减半(?=收取|征收)|返还|不再收取|发放[^,;]{0,6}券|优先(?!利用|布局|支付|使用|选[取择]|在(?!同等))|优惠不低于|给予[^,;]{0,20}支持|由[^,;]{2,16}承担\d|承担\d|一事一议|免[^,;]{0,6}保证金|担保费率|年利率(?=不高于|最高)|贴息率|按\d+%征收|减按|扶持资金"
    r"|抵扣|不受限行|租金(?=按)|确定出让底价|资金支持|风险补偿(?=资金(?:池)?\d|资金池)|增信担保|享受第\d+条政策|收取的?平均担保费率|离境即退税|即征即退|免税政策|核定征收|(?<!减)免租金|减半(?=[,;]|$)|(?<=设立了)[^,;]{2,16}基金"
)
# Relief that is worth something without any figure: 缓缴, 展期, 延期缴纳税款, 房产税减免, 税前扣除.
_RELIEF = re.compile(
    r"缓缴(?!期|的)|(?:延期|推迟)(?=缴|申报|还|偿|补缴|交)|准予[^,;]{0,12}(?:延期|延长|扣除|结转)|展期(?!期限)|续保(?!费)|无还本续贷|或续贷|续贷(?=措施|支持|[,;、]|$)"
    r"|(?<!税费)减免(?!政策|办法|条件|备案|[^,;]{0,12}的(?:[\u4e00-\u9fff]|$))|免除|退还(?!押)|暂退(?!保证金)|(?:征收期|年限|期限)[^,;]{0,6}延长|可?延长至\d+月|不(?:征收|加收)滞纳金|延长(?:征收|合同履行|还款|承诺)期限"
    r"|税前(?:一次性)?扣除|(?:价格|费率|利率|费用|收费标准)[^,;]{0,8}(?:下调|下浮|降低\d)|下浮\d|欠费不停|降低[^,;]{0,8}(?:费用|费率|担保费|保费)(?=[,;、]|$)|取消[^,;]{0,8}(?:要求|收费)|先[^,;]{1,8}[后再]补|纳入[^,;]{0,24}支持(?=[,;]|范围|计划|$)|(?:增值税|出口)退税(?=[,;]|$)|[不无]需(?:要)?(?:办理|提供|提交)|(?:给予|实行)[^,;]{0,12}贴息|低息贷款|优惠利率贷款"
    r"|(?:给予|提供)[^,;]{0,16}(?:补助|补贴|奖励|奖补)(?=[,;]|支持|$)|提高[^,;]{2,20}(?:奖补|补贴|补助|奖励)标准(?=[,;]|$)|享受[^,;]{0,8}税收优惠(?:政策)?(?=[,;]|$)"
    r"|由[^,;]{2,30}?(?:收储|垫付|兜底|代偿)(?=[,;解]|$)|允许[^,;]{0,20}自主确定|视同正常缴[存费]"
)
_TAKEN_OFF = re.compile(r"减免|退还|准予|延期|延长|税前")
_SOMEBODY = re.compile(
    r"企业|单位|个体|主体|纳税人|商户|户|人员|旅行社|车辆|行业|机构|合作社|农民|项目|收入|物资|医疗器械|的,|的，"
)
_NOT_GIVEN = re.compile(
    r"各项奖励政策|奖励政策如|用于[^,;]{0,20}(?:补助和奖励|相关奖励)|依据《[^》]*》|按照?就高|奖补资金|已获[^,;]{0,8}奖励|已有\d+|办理[^,;]{0,6}退税(?=\d)|(?:去年|已|累计)[^,;]{0,12}(?:发放|兑现|补助|减免|返还|退还|办理)|返还金额|视同|奖励资料|奖励政策支出|申请奖励者|专项资金(?:由|重点)|奖励支持按|奖励资金的"
)
_BENEFIT = re.compile(
    r"优先(?!发展|满足)|免收|免费|免征|免缴|减半(?=收取|征收)|一事一议|给予[^,;]{0,20}支持|不再收取|不受限行|不收取|给予一次性奖励|进行奖励|免[^,;]{0,6}保证金|统一投保|离境即退税|即征即退|免税政策|核定征收|(?<!减)免租金|减半|享受第\d+条政策"
)
EXCLUDED = re.compile(
    r"不享受|不予(?!限制)|不得(?:享受|申报|同时|重复|转租|转让|分租|再|过户|计入)|不再享受|不再执行|不适用|不支持|不重复享受|不包括|除外|取消[^,]{0,8}资格|不计入|不再(?:追补|补)|退回|追回|追缴|收回资金|仅可享受"
)
_LIMIT = re.compile(
    r"^(?:单个|每家|每个|单户|单家|单件|同一|企业获得|每户|每年|其中|合计|累计|年度|企业年度|补贴|贴息|补助|个人|项目)[^,;]{0,30}?(?:不得?超过|最高|最多|上限)"
)
_REQUIRES = re.compile(r"^[^,;]{2,20}应当?(?:在|达到|不低于|不少于)")
_NOTE = re.compile(
    r"差额|^[^,;]{0,24}(?:的,)?(?:减半(?!征收|收取)|上浮|提高到|放宽至|降至\d|门槛|照此|(?:参照|按)[^,;]{0,12}执行)|兑付"
)
_PENALTY = re.compile(r"弄虚作假|骗取|虚报|追缴|套取|罚款")
_RELAXED = re.compile(r"不要求|不受[^,]{0,12}限制")
_PROCEDURE = re.compile(
    r"申报|申请(?!人)|受理|提交|审核|公示|拨付|负责解释|起施行|起执行|起实施|废止|平台(?:办理|填报)|兑现(?!\d)|每年\d+月|有效期"
)
_INTENT = re.compile(
    r"在[^,]{2,16}(?:设立|建设|举办|开展)|(?:^|[,、:])(?:并|同时|还|也|今年|明年|下一步|接下来|我们|重点)?(?:将|要|拟|计划|力争|推动|推进|支持|鼓励|培育|打造|搭建|建设|建立|建成|构建|设立|举办|办好|组织|开展|实施|推出|启动|完善|加快|深化|尝试|试行|扩大|引导|提供|协助|帮助|面向)"
    r"|(?:将|要|拟|计划|力争|打算)(?:会)?(?:加快)?(?:建|培育|推|支持|举办|组织|开展|打造|搭建|实施|新增|引进|发展|提速|都要)|都?要(?:加快)?(?:建|提速|做大|办)|可以得到|可(?:以)?(?:进入|参与|与|申请|参加|享受)"
    r"|(?:增加|安排|培育|新增)(?:不少于|超过?)?\d+[家个项场]|分[两二三]类培育|受到鼓励|计划投资|(?:将|计划)[^,]{0,10}(?:启用|开通|新建|设立|建成)|惠及|为企业(?:提供|免费)"
)
_DONE = re.compile(
    r"已(?:经|建|有|打造|覆盖|出台|帮助|开通|形成|获)|去年|上年|同比|完成了|实现了|建成(?=全省|全国|\d|首)|达到?(?:\d|了)|共有|目前|占(?:全|比)|在全国属于|出台了?,|有力|截至|年均|比上年|增长\d|下降|排在|预计为|办就|办好,|推动\d+家.*接入|入驻.*\d+家,|支持\d+家"
)
_PLANNED = re.compile(r"建设|打造|建成|新增|开通|成立|推行|扩能")
_PAST = re.compile(r"已|去年|上年|同比|目前|截至|年均|现有|\d年全省|在全国|排在")
_NO_PLAN = re.compile(r"实现产值|列在下面|没有(?:给出|写明|说明|列出)")
_FOR_FIRMS = re.compile(
    r"企业|产业|园区|平台|中心|站点|试点|品牌|行动|服务|人才|科技|成果|技术|机构|集群|项目|展会|博览会|专窗|对接|培训|枢纽|标准|应用场景|专项|设施|航线|基地|分拣线|[\u4e00-\u9fff]园(?![林艺])|厂房|冷库|码头|研究院|班列"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))  # type: ignore[misc]
    for kind, pattern in (
        (
            "tax",
            r"所得税|增值税|退税|免税|税收优惠|免征|减按|%征收|税率|纳税|税款|房产税|土地使用税|税前|结转",
        ),
        (
            "loan",
            r"贴息|贷款|担保|风险补偿|信贷|利率|助保金|首贷(?!补助)|贷”|展期|续贷|利息",
        ),
        (
            "cost",
            r"免收|免租金|减半|减免|优惠不低于|不再收取|出让底价|土地价款|租金按|降至|收费|价格|缓缴|欠费|费用",
        ),
        ("award", r"奖励|奖补|返还|奖金"),
        ("subsidy", r"补助|补贴|资助|券|财政补"),
        ("case", r"一事一议"),
        ("priority", r"优先|优惠|不受限行"),
        ("fund", r"基金|引导资金|专项资金"),
    )
)
_INTENT_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))  # type: ignore[misc]
    for kind, pattern in (
        ("pilot", r"试点"),
        ("action", r"专项行动|行动(?!方案|计划)"),
        ("service", r"对接|辅导|展会|博览会|专业支持|指导|诊断|洽谈|推介|一对一|咨询|参展"),
        ("training", r"培训|招生|培养"),
        (
            "platform",
            r"平台|中心|站点|枢纽|专窗|园区|基地|载体|实验室|共享工厂|体系|[\u4e00-\u9fff]园(?![林艺])|厂房|冷库|码头|研究院",
        ),
        ("certification", r"认证|检测|标准"),
        ("fund", r"基金|资金"),
        ("recognition", r"培育|认定|品牌"),
        ("priority", r"支持|鼓励"),
    )
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A segment read: its sort, and for an offer where what is given begins."""

    sort: Sort
    start: int
    end: int
    gives: int
    kind: Kind = "service"


_CLAUSE = re.compile(r",")
_GIVES_FROM = re.compile(
    r"(?:一次性)?(?:分别|每[块间座辆店台个件家]|一次性)(?=奖励|给予|补助|补贴)|(?:(?<=的)|(?<=企业)|(?<=项目)|(?<=,)|(?<=公司)|(?<=费))(?:(?:由)?(?:县|市|区|省)?财政|企业|投资方)?(?:当年|每年|连续\d年|前\d+个?[年月]|前[一二两三]年|三年内|一次性|年度|再|另行|可以?|可享受|优先|(?:最高)?分别|按|参照|每|给予|奖励|奖补|补助|补贴|资助|最高|免收|发放|单个|单品种|租金|由|享受|进行奖励|从)"
)


def offers_apart(unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a segment that each give something to somebody of their own; mostly the whole."""
    parts: list[tuple[int, int]] = []
    for a, b in pieces(unit.view, start, end):
        alone = _first_give(unit.view, a, b) is not None
        if parts and not (alone and _first_give(unit.view, *parts[-1]) is not None):
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    return parts


def read_segment(unit: Unit, start: int, end: int) -> Offer:
    """Return what the segment is. Nothing is an offer unless it says what is given."""
    seen = unit.view
    text = seen.text[start:end]
    if _PENALTY.search(text):
        return Offer("other", start, end, start)
    if text[0] == "(" or _RELAXED.search(text):
        return Offer("note", start, end, start)
    give = _first_give(seen, start, end)
    if give is not None and not (EXCLUDED.search(text) and not _gives_figure(seen, give, end)):
        if _NOTE.search(text) and not _money_after(seen, start, end):
            return Offer("note", start, end, start)
        if _REQUIRES.match(text):
            return Offer("limit", start, end, start)
        if _LIMIT.match(text) and not re.search(r"补助\d|奖励\d|的,|贴息\d", text):
            return Offer("limit", start, end, start)
        start, end = trimmed(seen, start, give, end)
        kind = _kind(seen.text[start:end], give - start)
        return Offer("offer", start, end, _begin_of(seen, start, give), kind)
    if EXCLUDED.search(text):
        return Offer("exclusion", start, end, start)
    if _LIMIT.match(text):
        return Offer("limit", start, end, start)
    if _NOTE.search(text) and not unit.speaker:
        return Offer("note", start, end, start)
    if _PROCEDURE.search(text):
        return Offer("procedure", start, end, start)
    return Offer("other", start, end, start)


def intends(unit: Unit, start: int, end: int, *, planned: bool = False) -> Offer | None:
    """Return the statement of a plan that concerns enterprises in the segment, None when it holds none.

    `planned`: the document is a plan itself, so that a verb without 将 and a target (达到70%) speak of what is to come.
    """
    text = unit.text[start:end]
    verb = _INTENT.search(text) or (planned and _PLANNED.search(text))
    if unit.question or len(text) < 8 or not verb or not _FOR_FIRMS.search(text):
        return None
    if _NO_PLAN.search(text):
        return None
    coming = planned and _PLANNED.search(text) and not _PAST.search(text)
    ahead = coming or re.search(r"将|拟|计划|力争|今年(?:要|重点|秋季)|下一步", text)
    if _DONE.search(text) and not ahead:
        return None
    kind: Kind = next((k for k, p in _INTENT_KINDS if p.search(text)), "service")
    return Offer("intention", start, end, start, kind)


def _first_give(seen: View, start: int, end: int) -> int | None:
    """Return where the first word of giving stands that comes with a figure or is a benefit in itself."""
    text = seen.text
    for match in _GIVE.finditer(text, start, end):
        if any(a <= match.start() < b and text[a] in '《"' for a, b in seen.closed):
            continue
        around = text[max(start, match.start() - 24) : min(end, match.end() + 8)]
        if _NOT_GIVEN.search(around):
            continue
        if _gives_figure(seen, match.start(), end) or _BENEFIT.search(
            text, max(start, match.start() - 6), min(end, match.end() + 14)
        ):
            return match.start()
        near = [
            f
            for f in seen.inside(max(start, match.start() - 30), match.start())
            if f.kind in ("money", "rate", "points")
        ]
        if near:
            return match.start()
    relief = _first_relief(seen, start, end)
    return first_given(seen, start, end) if relief is None else relief


def _first_relief(seen: View, start: int, end: int) -> int | None:
    """Return where relief is named that somebody gets."""
    if not _SOMEBODY.search(seen.text, start, end):
        return None
    for match in _RELIEF.finditer(seen.text, start, end):
        around = seen.text[max(start, match.start() - 24) : min(end, match.end() + 8)]
        if not _NOT_GIVEN.search(around):
            return match.start()
    return None


def _gives_figure(seen: View, give: int, end: int) -> bool:
    return any(f.kind in ("money", "rate", "points") for f in seen.inside(give, end))


def _money_after(seen: View, start: int, end: int) -> bool:
    return any(f.kind == "money" for f in seen.inside(start, end))


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
    return begin if begin > start or _CEILING.fullmatch(lead) else give


_CEILING = re.compile(r"最高|最多|一次性|每年|每户|可|给予")
_TO_WHOM = re.compile(
    r"(?:[^,]{0,10}可)?对(?!展位费|其|企业发展)[^,]{2,30}?(?=按照?(?!期)|给予|实行)"
)
_TAX_OFF = re.compile(r"(?:免征|减半征收|减按[^,;]{0,10}征收)[^,;]{0,40}?(?:税|费附加)")
_FIRST_NAMED = re.compile(
    r"(?:给予|予以)[^,;税贷租费息]{0,16}?\d[\d.]*万?元的?(补助|补贴|奖励|奖补)"
)
_HOW = re.compile(r"按|参照|自|从|每|前[\d一二两三]|三年内|分[别\d一二三]|即|最高")


def _kind(text: str, give: int) -> Kind:
    """Return the kind by what stands from the word of giving on, by the whole segment where that says nothing."""
    if _TAX_OFF.match(text, give):
        return "tax"  # 发放贷款取得的利息收入，免征增值税 gives no loan
    if re.match(r"奖励[^\d,]", text[give:]):
        return "award"  # 奖励担保基金的管理机构 gives no loan
    if re.search(r"贴息|贷款|担保|风险补偿|助保金", text) and not re.search(r"首贷补助", text):
        return "loan"
    whole = _TAKEN_OFF.match(text, give)  # 房产税…可申请减免: what is given stands before
    if not whole and (named := _FIRST_NAMED.match(text, give)):
        return "award" if named[1][0] == "奖" else "subsidy"
    for part in (text,) if whole else (text[give:], text):
        for kind, pattern in _KINDS:
            if pattern.search(part):
                return kind
    return "subsidy"
