"""What kind of support an offer or a plan is, by the words that say what is given."""

from __future__ import annotations

import re

from qa.measures.relief import serves
from qa.measures.types import Kind

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))  # type: ignore[misc]
    for kind, pattern in (
        (
            "tax",
            r"关税|环节税|不征[^,;]{0,6}税|所得税|增值税|退税|免税|税收优惠|免征|减按|%征收|税率|纳税|税款|房产税|土地使用税|税前|结转|(?:加计|定额|据实)扣除|留抵|折旧|税额|征收率|核减",
        ),
        (
            "loan",
            r"贴息|贷款|担保(?!障)|续保|风险补偿|信贷|利率|助保金|首贷(?!补助)|贷”|转贷|展期|续贷|利息|还款|还本|授信|罚息|征信",
        ),
        (
            "cost",
            r"(?:失业|工伤|养老|医疗|社会)保险[^,;]{0,6}费率|免收|免除|免交|免租金|(?:租金|房租|租)免|全免|(?<![\d.])\d\d?(?:\.\d)?折|[一二三四五六七八九]折|优惠(?:不[低少]于)?\d[\d.]*%|\d[\d.]*%的优惠|减半(?!补)|减免|停征|费用?[^,;]{0,6}由[^,;]{2,18}承担|食宿由|优惠\d[\d.]*(?:元|分|角)|优惠不低于|不再收取|出让底价|土地价款|租金按|降至|收费|价格|缓缴|欠费|费用",
        ),
        ("award", r"奖励|奖(?=\d|最高)|奖补|返还|奖金|奖学金"),
        ("subsidy", r"补(?=\d|最高|一半)|全额补|补助|补贴|贴补|助学金|资助|券|立减|财政补"),
        ("case", r"一事一议"),
        ("priority", r"优先|优惠|不受限行|面向(?:中小|小微|中小微)企业|预留"),
        ("fund", r"基金|引导资金|专项资金"),
        ("cost", r"免费|半价|免租|不收|不花"),
    )
)
_PLAN_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))  # type: ignore[misc]
    for kind, pattern in (
        ("pilot", r"试点"),
        ("loan", r"贷款利率|信贷|授信|抽贷|断贷|担保费|融资需求|融资担保"),
        ("action", r"专项行动|行动(?!方案|计划|不便|能力|困难)"),
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
_TAKEN_OFF = re.compile(r"减免|减半征收|退还|准予|延期|延长|税前")
_SERVED = re.compile(
    r"(?:举办|推出)[^,;]{0,20}(?:招聘|带岗|对接会)|配备[^,;]{0,8}(?:专员|联络员|代办员|辅导员|顾问|管家)|免费[^,;]{0,6}(?:查询|咨询|辅导|诊断|代办|指导|推荐|发布|检测|评估)|(?:咨询|服务|热线|辅导|指导|代办员?)[^;]{0,12}(?:免费|不收取)(?!.*\d元)"
)
_CHANNEL = re.compile(r"[^,;]{0,16}(?:绿色|快速)通道")
_TAX_OFF = re.compile(r"(?:免征|减半征收|减按[^,;]{0,10}征收)[^,;]{0,40}?(?:税|费附加)")
# 房产税可申请减免, “六税两费”减半征收: the clause names the tax before what is done with it.
_TAXES = re.compile(
    r"(?:[^,;费租]|费附加|六税两费){0,60}?(?:[产值得地车契源花购费合税]税|税款|税额|六税两费)(?:[^,;费租]|费附加|两费){0,60}(?:减免|减半|免征|减征|退还|抵减)"
)
_REFUND = re.compile(r"退税(?=[,;]|$)")
# 购置费用由财政按10%给予最高500万元支持: money, whatever is bought with it.
_BACKED = re.compile(
    r"(?:给予|予以|提供)[^,;]{0,16}\d[\d.]*(?:%|[万亿]?元)[^,;]{0,6}(?:资金)?(?:支持|扶持)(?=[,;]|$)"
)
_FEES_OFF = re.compile(
    r"免收(?![^,;]*(?:担保|利息|保费))[^,;]{0,40}费(?=[,;]|$)|(?:免征|减半征收|减征)[^,;税]{0,20}(?:社会保险|保险费|单位缴费)|(?:免征|免收|减征|减免)(?![^,;]*(?:税|担保|利息|贷|金融))[^,;]{0,30}(?:收费|费用?)(?=[,;]|$)"
)
# What is made easier or later, where no money is named: 审批时限由45个工作日压缩到20个.
_FUND = re.compile(
    r"安排[^,;]{0,14}资金,|[一-龥]{2}基金(?:总?规模)?\d|设立\d[\d.]*[万亿]元[^,;]{0,14}(?:资金|基金)"
)
_EASED = re.compile(
    r"时限|检查|处罚|内支付|答复|审[批评核]|许可|备案|登记|查验|通关|延期|延长|顺延|换证|申报|停业|名录"
)
_PAID = re.compile(r"\d[\d.]*[万亿]?元|%|[补奖]|救助|退还|配套|待遇|额度")
_FIRST = re.compile(r"优先[^,;]*$|优先[^,;\d]*[,;](?!.*(?:\d|免收|免征|免费|减免|补贴|补助|奖励))")
# 按50%补助: what is given is named where it is given, whatever else the sentence speaks of.
_NAMED = re.compile(
    r"(?:最高|分别|再|另)*(?:给予|予以)?(?:单笔|适当|一次性)?(奖励|奖补|加奖|补助|补贴|贴补|资助)(?=资金|标准|金?额|每|最高|不超过|[\d,;]|$)"
)
_FIRST_NAMED = re.compile(
    r"(?:给予|予以)[^,;税贷息]{0,16}?\d[\d.]*(?:%|万?元)的[^,;税贷租息]{0,10}(补助|补贴|奖励|奖补)(?=[,;]|$)|(?:给予|予以)[^,;税贷租费息]{0,16}?\d[\d.]*万?元的?(补助|补贴|奖励|奖补)"
)


def plan_kind(text: str) -> Kind:
    """Return the kind of what a plan is about."""
    return next((kind for kind, pattern in _PLAN_KINDS if pattern.search(text)), "service")


def says_kind(text: str) -> bool:
    """Whether the text names what is given: 另加5万元 does not, and gives what was given before."""
    return any(pattern.search(text) for _, pattern in _KINDS)


def kind_of(text: str, give: int) -> Kind:
    """Return the kind by what stands from the word of giving on, by the whole segment where that says nothing."""
    if _SERVED.search(text) or _CHANNEL.match(text, give) or serves(text, give):
        return "service"
    if _TAX_OFF.match(text, give):
        return "tax"  # 发放贷款取得的利息收入，免征增值税 gives no loan
    begin = max(text.rfind(mark, 0, give) for mark in ",;") + 1
    if _TAXES.match(text, begin) or _REFUND.search(text):
        return "tax"
    if _FUND.match(text, give):
        return "fund"
    if _FEES_OFF.match(text, give):
        return "cost"
    if "券" in text and re.match(r"抵扣|立减", text[give:]):
        return "subsidy"
    if re.match(r"奖励[^\d,]", text[give:]):
        return "award"  # 奖励担保基金的管理机构 gives no loan
    if _FIRST.match(text, give):
        return "priority"
    named = _NAMED.match(text, give)
    if named and not re.search(r"贴息|补贴担保|[贷担]款?(?:奖|补)", text):
        return "award" if named[1][0] in "奖加" else "subsidy"
    if re.search(r"贴息|贷款|担保(?!障)|续保|风险补偿|助保金", text) and not re.search(
        r"首贷补助", text
    ):
        return "loan"
    whole = _TAKEN_OFF.match(text, give)  # 房产税…可申请减免: what is given stands before
    if not whole and (named := _FIRST_NAMED.match(text, give)):
        return "award" if (named[1] or named[2])[0] == "奖" else "subsidy"
    if _BACKED.match(text, give) and not re.search(r"贷|担保|利率|LPR|税", text):
        return "subsidy"
    for part in (text,) if whole else (text[give:], text):
        for kind, pattern in _KINDS:
            if pattern.search(part):
                return kind
    return "service" if _EASED.search(text) and not _PAID.search(text) else "subsidy"
