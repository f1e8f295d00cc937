"""The words of giving, and where the first of them stands that really gives: with a figure, or a benefit in itself."""

from __future__ import annotations

import re

from qa.measures.giving import first_given
from qa.measures.relief import first_help, forbidden
from qa.measures.view import View

_GIVE = re.compile(
    r"(?:支持|扶持|保障)标准[:为是]|津贴|以奖代补|奖励(?!办法|内容|对象|政策|资金(?!\d)|资料|性质|支持按|期)|奖补(?!总额|资金|内容|对象)|补助(?!政策|办法|标准按|总额|资金|展位总数|期)|(?<!次)补贴(?!不以|品类|数量|额度|期间|的企业|面积|办法|政策)|资助|贴补|奖学金(?=[^,;]{0,8}\d)|助学金(?=[^,;]{0,8}\d)|贴息(?!率|期限|支持的|资金|暂行|申请|资格)|免收|免征|免缴"
    r"|减半(?=收取|征收)|返还(?!资金|原)|不再收取|发放[^,;]{0,6}券|(?<!公交)(?<!生态)(?<!质量)(?<!效率)优先(?!于|级|调度|通过|解决|采取|选择|保障[^,;]{0,12}(?:资金|经费)|战略|方向|领域|顺序|与|发展|开展合作|购买权|受偿|认购|利用|布局|支付|使用|选[取择]|在(?!同等))|优惠不低于|给予[^,;]{0,20}支持|由[^,;]{2,16}承担\d|承担\d|一事一议|免[^,;]{0,6}保证金|担保费率|年利率(?=不高于|最高)|贴息率|按\d+%征收|减按|扶持资金"
    r"|给予(?=[^,;]{0,8}?\d[\d.]*[万亿]?元)|(?:%|比例|给予)(?:给予|进行|予以)?配套|另[加补奖](?=[^,;]{0,8}\d)|(?<![应获领追候填弥不多大本])(?:奖|补)(?=(?:最高|不超过)?\d[\d.]*(?:%|[万亿]?元|个百分点|毛|分钱)|一半|[一二三四五六七八九]成)|\d[\d.]*%补(?=[,;]|$)|全额补(?=[,;]|$)|立减(?=\d)|(?:加发|(?<!新)增发|追加|再加)(?=[^,;]{0,6}\d)|按照?每[^,;]{1,8}?\d[\d.]*万?元(?=(?:的标准)?(?:给|发放|予|[,;]|$))"
    r"|由[^,;]{2,24}(?:承担(?:一半|[一二三四五六七八九]成)|各(?:承)?担(?:一半|\d))|抵扣|不受限行|租金(?=按)|确定出让底价|资金支持|风险补偿(?=资金(?:池)?\d|资金池)|增信担保|享受第\d+条政策|收取的?平均担保费率|离境即退税|即征即退|免税政策|核定征收|(?<!减)免租金|减半(?=[,;]|$)|设立(?=\d[\d.]*[万亿]元[^,;]{0,14}(?:贷款|额度))|全额(?:奖励|补贴|补助|资助)|(?<=设立了)[^,;]{2,16}基金"
)
# Relief that is worth something without any figure: 缓缴, 展期, 延期缴纳税款, 房产税减免, 税前扣除.
_RELIEF = re.compile(
    r"缓缴(?!期|的)|(?:延期|推迟)(?=缴|申报|还|偿|补缴|交)|准予[^,;]{0,12}(?:延期|延长|扣除|结转)|(?<![参布会])展期(?!期限|间)|续保(?!费)|无还本续贷|或续贷|续贷(?=措施|支持|[,;、]|$)"
    r"|(?<!税费)减免(?!政策|办法|费?核算|(?:企业)?对象|[^,;]{0,14}?(?:政策(?:措施)?(?:落实|执行|情况|的|应|,|;|$)|等各项政策|\"?专栏|业务)|条件|备案|之外|[^,;]{0,12}的(?:[\u4e00-\u9fff]|$))|免除(?![^,;]{0,10}责任)|退还(?!押|多收|原始|材料)(?=[^;]{0,16}(?:税|保险|社保|经费|规费))|(?:税款?|保险费|社保费|经费|规费|收费)[^,;]{0,8}退还|暂退(?!保证金)|(?:征收期|年限|期限)[^,;]{0,6}延长|可?延长至\d+月|不(?:征收|加收|予加收)滞纳金|延长(?:征收|合同履行|还款|承诺)期限"
    r"|税前(?:一次性)?扣除|(?:价格|费率|利率|费用|收费标准)[^,;]{0,8}(?:下调|下浮|降低\d)|下浮\d|欠费不停|降低[^,;]{0,8}(?:费用|费率|担保费|保费)(?=[,;、]|$)|取消[^,;]{0,8}(?:要求|收费)|先[^,;]{1,8}[后再]补|(?:停征|暂停征收|缓征)(?=[^,;]{0,24}[费税])|(?:全额|予以|先行)退还?[^,;]{0,14}保证金(?=[,;]|$)|返还[^,;]{0,8}保险费(?=[,;]|$)|给予[^,;]{0,14}(?:返还|退税)(?=[,;]|$)|办理[^,;]{0,12}退税(?=[,;]|$)|纳入[^,;]{0,24}(?:补助|补贴|奖补|资助)(?:政策)?(?:范围|对象)|扩大[^,;]{2,12}(?:免税|减免)[^,;]{0,8}范围|纳入[^,;]{0,24}支持(?=[,;]|范围|计划|$)|(?:增值税|出口)退税(?=[,;]|$)|可先[^,;]{2,10},?[后再][^,;]{0,8}补[办齐交]|[不无]需(?:要)?(?:[事逐][^,;]{0,10})?(?:办理|提供|提交|审批|抵押|担保)(?!申[请报])|(?:给予|实行|进行)[^,;]{0,12}贴息|低息贷款|优惠利率贷款"
    r"|延续(?:实施|执行|和优化|优化)?[^,;]{2,40}(?:减免|减半征收|优惠|降低[^,;]{0,10}费率|免征|补贴)政策|(?:减免|减半征收|优惠|免征|降低[^,;]{0,8}费率)(?:的)?政策,?(?:延续|延长|继续)(?:实施|执行)?(?:至|到)|(?:给予|提供)[^,;]{0,16}(?:补助|补贴|奖励|奖补)(?=[,;]|支持|$)|提高[^,;]{2,20}(?:奖补|补贴|补助|奖励)标准(?=[,;]|$)|享受[^,;]{0,8}税收优惠(?:政策)?(?=[,;]|$)"
    r"|安排[^,;]{0,14}资金,(?:重点|专项)?(?:支持|扶持)(?=[^,;]{2,24}(?:企业|项目|主体|单位|商户))|按照?[^,;]{0,14}\d[:∶]\d[\d.]*(?:的?比例)?(?:给予|进行)?配套|免[^,;收征租除]{1,6}费(?=[,;]|$)"
    r"|由[^,;]{2,30}?(?:收储|垫付|兜底|代偿)(?=[,;解]|$)|允许[^,;]{0,20}自主确定|视同正常缴[存费]"
)
_SOMEBODY = re.compile(
    r"(?:^|,)对(?!于)[^,;]{4,}|企业|单位|个体|主体|纳税人|商户|户|人员|旅行社|车辆|行业|机构|合作社|农民|项目|收入|物资|学员|学生|老年人|残疾人|家庭|居民|市民|游客|青年|团队|用户|医疗器械|的,|的，"
)
_NOT_GIVEN = re.compile(
    r"(?:给予|发放|奖励|补助|补贴|减免|返还|退还|兑现|拨付|领取|领到)了|应当(?:及时|凭)[^,;]{0,30}办理退税|各项奖励政策|进行[^,;]{0,6}宣传|(?:补助|补贴)减半|所需(?:资金|经费),?[^;]*承担|应(?:奖励|补助|补贴)额|资金(?:实行|采取)|(?:补助|奖补|补贴)资金按|奖励政策如|用于[^,;]{0,20}(?:补助和奖励|相关奖励)|依据《[^》]*》|按照?就高|奖补资金|已获[^,;]{0,8}奖励|已有\d+|办理[^,;]{0,6}退税(?=\d)|(?:去年|已(?!征收?|缴|收取|纳)|累计)[^,;]{0,12}(?:发放|兑现|补助|减免|返还|退还|办理|使用|拨付)|返还金额|视同(?![^,;]{0,12},)|奖励资料|奖励政策支出|申请奖励者|专项资金(?:由|重点)|(?:奖励支持|政策奖励)按|奖励资金的"
)
# 减免房租、延期纳税等问题，拨打热线: one of the matters that something is done about.
_ONLY_NAMED = re.compile(r"[^,;]{0,40}等[^,;]{0,6}(?:问题|工作|业务|事项|手续|情况|内容|环节)")
# 大量金融需求，包括贷款展期、保险理赔等: what is wanted is told, and not what is given.
_WANTED = re.compile(r"(?:需求|诉求|问题|困难)[^,;]{0,4},?(?:包括|例?如)[^;]*$")
_BACKED = re.compile(r"给予[^,;\d]{0,20}支持$")
_GOT_BY = re.compile(
    r"企业|单位|公司|个体|主体|商户|[农业住租]户|人员|人才|毕业生|职工|项目|合作社|机构(?!改革)|园区?|基地|家庭|平台|者|行业|产业|品牌|展会|物资|会展|大师|院|产品|协会|商会|组织|试点(?!城市)"
)
# A loan that is given before what is added to it: 按规定给予创业担保贷款,个人最高30万元,前两年全额贴息.
_LENT = re.compile(r"(?:给予|可申请|可以申请|发放|提供)[^,;]{0,16}贷款(?=[,;])")
# 实行“一事一议”: quoted as it is, and given; 按照“一事一议”的要求逐一整改 gives nothing.
_CASE_BY_CASE = re.compile(r'一事一议"?(?!"?[的、要])')
_DENIED = re.compile(r"不(?:再)?享受[^,;]{0,10}$|不[得能](?:予以|再|重复|给予|申请)?$")
_BENEFIT = re.compile(
    r"优先(?!发展|满足)|全额补|[奖补](?:一半|[一二三四五六七八九]成)|免收|免费|免征|免缴|减半(?=收取|征收)|全额|一事一议|给予[^,;]{0,20}支持|不再收取|不受限行|不收取|给予一次性奖励|进行奖励|免[^,;]{0,6}保证金|统一投保|离境即退税|即征即退|免税政策|核定征收|(?<!减)免租金|减半|享受第\d+条政策"
)


def first_give(seen: View, start: int, end: int) -> int | None:
    """Return where the first word of giving stands that comes with a figure or is a benefit in itself."""
    text = seen.text
    headed: int | None = None
    lent = _LENT.search(text, start, end)
    loan = lent.start() if lent and _SOMEBODY.search(text, start, lent.start()) else end
    for match in _GIVE.finditer(text, start, end):
        if seen.enclosed(match.start(), '《"') and not _CASE_BY_CASE.match(text, match.start()):
            continue
        around = text[max(start, match.start() - 24) : min(end, match.end() + 8)]
        if _NOT_GIVEN.search(around) or _DENIED.search(text, start, match.start()):
            continue
        if _BACKED.match(match[0]) and not _GOT_BY.search(text, start, match.end()):
            continue  # 对地震部门的工作给予支持: offices and regions back each other
        if gives_figure(seen, match.start(), end) or _BENEFIT.search(
            text, max(start, match.start() - 6), min(end, match.end() + 14)
        ):
            if text.startswith("标准:", match.end()):
                # 补贴标准:…的,每亩补贴150元: what is given may stand after it
                headed = match.start()
                continue
            return min(match.start(), loan)
        near = [
            f
            for f in seen.inside(max(start, match.start() - 30), match.start())
            if f.kind in ("money", "rate", "points")
        ]
        if near:
            return match.start()
    if headed is not None:
        return headed
    relief = _first_relief(seen, start, end)
    given = first_given(seen, start, end) if relief is None else relief
    return first_help(seen, start, end) if given is None else given


def _first_relief(seen: View, start: int, end: int) -> int | None:
    """Return where relief is named that somebody gets."""
    also = seen.text.startswith("并可", start)  # …给予补助,｜并可按规定减免: somebody stands before
    if not also and not _SOMEBODY.search(seen.text, start, end):
        return None
    for match in _RELIEF.finditer(seen.text, start, end):
        around = seen.text[max(start, match.start() - 24) : min(end, match.end() + 8)]
        if _ONLY_NAMED.match(seen.text, match.start(), end) or _WANTED.search(
            seen.text, start, match.start()
        ):
            continue
        if not _NOT_GIVEN.search(around) and not forbidden(seen, start, match.start()):
            return match.start()
    return None


def gives(seen: View, start: int, end: int) -> bool:
    """Whether the range names a sum or something else that is given."""
    return gives_figure(seen, start, end) or first_give(seen, start, end) is not None


def gives_figure(seen: View, give: int, end: int) -> bool:
    return any(f.kind in ("money", "rate", "points") for f in seen.inside(give, end))


def money_after(seen: View, start: int, end: int) -> bool:
    return any(f.kind == "money" for f in seen.inside(start, end))
