"""Which amount a question asks for: a sum of money, a rate and of which kind, a time, an age, of which unit, one or several. Pure."""

from __future__ import annotations

import re

from qa.question.measure_words import MEASURE

_MONEY = re.compile(
    r"几个?万?亿(?=[,，。?!啊呢呀]|$)|(?<!哪)几(?:个钱|[十百千]?万?(?:块|元))|多少[十百千万亿]*(元|钱|资金|美元|欧元|日元|港元|块)|多少(资金|奖金|经费|投资|收入|利润|税[收款金]?(?=[,，。?？了]|$))|(?:赚|挣|亏|欠|缴|贷|借)了?(?:到|出)?多少(?=[万亿元钱税利款,，。?？]|$)|(营收|营业收入|产值|投资额|成交额|执行额|总额|执行金额|资金)[^，,]{0,6}多少|"
    # What ends like this is a sum of money: 退还的伙食费一共多少.
    r"(费|预算|收入|支出|生产总值|gdp|工资|薪酬?|保证金|押金|[税货尾欠借]款|价格?)(一共|总共|共|合计|大概|大约|目前|现在)?(是|有|为|达到?|花了)?多少(?![个家项条名人户倍成年天])"
)
_AMOUNT = re.compile(
    rf"金额|(经费|资金|费用|收费|价格|补偿|罚款|租金|保费)[^，,]{{0,6}}(多少|上限|标准)|(补贴|补助|奖励|资助|奖|补|给|拿|(?<![率占带统])领|退还?|返还?|报销?|赔偿?|赔付|偿付|抵扣?|扣除?|贴息?)(到|了|回来?|来)*多少(?!{MEASURE})|多少(补贴|补助|奖励)|(补贴|补助|奖励|资助)(标准|额度|上限|金额)?[^，,]{{0,4}}(是|为|有)?多少(?!{MEASURE})"
)
_RATE = re.compile(
    r"百分之几|百分之多少|百分比|多少个?百分点|占比|比例|比重|增速|增幅|增长率|贡献率|率(是|为|达|有|达到)?多少|"
    r"几成|几分之几|几个点|多少个点|多少%|多大(比例|比重|份额)|份额|(?<!效)率[?]?$|[费利税比]率的?(?:上限|下限|标准|最[高低])"
)
_GROWTH = re.compile(
    r"(增长|提高|上升|下降|降低|减少|增加|涨|升|降)了?(多少|几)(?![个家项条名人万亿元])"
)
# 这几年 asks for nothing, and 年轻人 are no years.
_UNIT = re.compile(rf"(?:多少|(?<![这那好近头])几)[十百千万亿]*({MEASURE})(?!点|钱)")
_LENGTHS = ("米", "公里", "千米", "厘米", "里")
_ASKED = re.compile(r"(?:多少|哪几|哪些|什么|(?<!哪)几(?=[个家项年天]))[^,，?？]{0,16}[,，?？]")
# Several things asked at once: 分别, two asking words (压减多少甲、退出多少乙), or a second subject (……几次？全体会议呢？).
_EACH = re.compile(
    r"分别|各[是为有占]|各自(?!的)|各多少|都列|列出来|"
    r"(?:多少|百分之几|(?<!哪)几[个家项次天年月]|哪[几些两])[^?？]{1,20}[,，、和及与?？].{0,16}(?:多少|百分之几|几[个家项次天年月]|哪[几些两])|"
    r"[?？][^?？]{2,12}呢[?？]?$"
)
# 用了15岁的孩子罚多少 asks for a sum, whatever age or time it tells of.
_SUM = re.compile(r"罚款?(?:多少|几)(?![年月天日个])|多少钱")
# 多大能献血, 多大的孩子 ask for an age; 多大的会议室, 规模多大 for a size.
_AGED = re.compile(
    r"岁|年龄|多大(?:年纪|岁数|年岁|的?(?:小?孩|小朋友|儿童|娃|学生|老人|人|婴儿|幼儿)|(?:才|就|可以|能|不能|必须|应当?|算|退休|结婚|入学|上学)+)"
)
_LASTING = re.compile(
    r"(?<!哪)几天|(?<!哪)几日(?=[之以]?[内前后]|$|[,，。;；?？])|多少天|多少时[间候]|多久|多长|时限|期限|(?<![哪前后这那近过头])几(?:个?工作日|个?小时|个月|个?年)|前几年|后几年|(?<!什么)时间(?!段|节点|点|表|[?]?$)|多少(年(?![轻纪级龄])|个月|个?小时|日|个工作日)|有效期|周期|工期|时长"
)
_RATE_KINDS = (
    ("贡献率", re.compile(r"贡献率")),
    ("增幅", re.compile(r"增长|增速|增幅|涨|上升|提高|下降|降低|减少|增加(?!值)|同比|环比|年均")),
    ("占比", re.compile(r"占比|比重|占|份额|几成")),
)


def rate_kind(text: str) -> str:
    """Return which kind of rate `text` speaks of: 贡献率, 增幅, 占比; empty when it does not say."""
    return next((name for name, pattern in _RATE_KINDS if pattern.search(text)), "")


def units_of(folded: str) -> tuple[str, ...]:
    """Return the measure words that would answer a question; empty where any would."""
    units = tuple(dict.fromkeys(match.group(1) for match in _UNIT.finditer(folded)))
    return _LENGTHS if not units and "多远" in folded else units


def asks_rate(folded: str) -> bool:
    """Whether a percentage is asked for."""
    return bool(_RATE.search(folded))


def asks_money(folded: str, units: tuple[str, ...]) -> bool:
    """Whether a sum of money is asked for. 涨了多少 may be answered by a share or by a sum."""
    named = bool(_MONEY.search(folded)) or bool({"元", "块"} & set(units))
    return named and not asks_rate(folded) and not _GROWTH.search(folded)


def asks_amount(folded: str) -> bool:
    """Whether a grant is asked for, which may be a sum or a percentage."""
    return bool(_AMOUNT.search(folded)) and not asks_rate(folded)


def asks_several_figures(folded: str) -> bool:
    """Whether several figures are asked for."""
    return bool(_EACH.search(folded)) or len(_ASKED.findall(folded)) > 1


def asks_duration(folded: str, units: tuple[str, ...]) -> bool:
    """Whether it is asked how long something lasts. 几次有固定期限的合同 counts contracts, 是几年的 asks which year."""
    if "是几年的" in folded:
        return False
    lasting = bool(_LASTING.search(folded)) and not _SUM.search(folded)
    return lasting and (not units or any(unit[-1] in "年月天日时周期" for unit in units))


def asks_age(folded: str) -> bool:
    """Whether it is asked how old one is."""
    return bool(_AGED.search(folded)) and not _SUM.search(folded)
