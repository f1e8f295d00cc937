"""One figure of a profile as a fact: whose figure it is, in which unit, how exact. Pure.

卖, 花, 种 and 开 are said of everything: what is counted or paid for decides the name, never the verb."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from qa.figures import Figure
from qa.measures.bounds import attribute
from qa.measures.names import MONEY, canonical, clean
from qa.profile.types import Fact

_FOUNDED = re.compile(r"成立|创办|注册|开办|设立|创立|建厂")
# What says only that they are all, or all by now: 现在35个人, 一共就12个人, 全公司上下45个人.
_ALL = r"现在|目前|眼下|如今|一共|总共|统共|拢共|总计|合计|上下|加起来|也就|就|才|只"
_HIRED = re.compile(rf"(?:(?:{_ALL}|请|雇|招|有|共)了?)+$|^$")
# 专职设计人员 and 持证人员 are some of the staff.
_STAFF = re.compile(
    r"(?:我们|我|全|整个|公司|企业|单位|[工家]?厂|门?店|在职|在岗|现有|正式|全部|里|的|有|共|本|总|小|这家|老板带)*"
    r"(?:手底?下|员工|职工|工人|雇员|从业人员|团队|用工|人员|$|(?<=公司)|(?<=厂)|(?<=店)|(?<=企业)|(?<=单位)|(?<=里))(?:总数|人数|总人数|数|规模|合计|大概|里|有|共|约|现在|目前|上下)*"
)
# Of what they are is not said: no threshold can be checked against them.
_VAGUE = frozenset({"面积", "金额", "数量", "规模", "价格", "额度", "费用"})


def founded(figure: Figure, raw: str, after: str, words: str, today: date) -> Fact | None:
    """Return the age in years of an enterprise that says when it was founded."""
    said = _FOUNDED.search(raw[-8:]) or re.match(
        r"[^,]{0,6}?(?:成立|创办|注册|开办|设立|创立|建厂)", after
    )
    if figure.kind not in ("period", "date") or not said:
        return None
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$", figure.key)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Fact(
        name="成立年限", low=_years(last, today), high=_years(first, today), unit="年", words=words
    )


_NONE = re.compile(
    r"(?:^|[^有])(?:还|目前|都|从来)?(?:没有|无|没)(?:任何|一[项件个])?(?P<what>[一-龥]{2,6})$"
)
_COUNTS = {
    "发明专利": "项",
    "实用新型": "项",
    "软件著作权": "项",
    "出口额": "元",
    "研发费用": "元",
    "研发人数": "人",
}


_KEPT = re.compile(r"(?:没有?|未|不|从未|零)(?:进行|发生|曾)?裁过?[员人](?!率)")


def none_of(clause: str) -> Fact | None:
    """Return the nothing that a clause states of what is counted: 没有发明专利 is none, 没有失信 no figure."""
    zero = Decimal(0)
    if kept := _KEPT.search(clause):
        return Fact(name="裁员率", low=zero, high=zero, unit="%", words=kept[0])
    match = _NONE.search(clause)
    name = canonical(match["what"]) if match else ""
    if name not in _COUNTS:
        return None
    return Fact(name=name, low=zero, high=zero, unit=_COUNTS[name], words=clause)


_PERSON = re.compile(
    r"(?P<old>老(?:人|爸|妈|爷|奶|头|太|伴)|[爸妈爹娘]|爷爷|奶奶|父母?亲?|母亲|外[公婆]|岳[父母]|公公|婆婆)|(?P<young>孩子?|儿子?|女儿|娃|宝宝|外孙|孙[子女])|(?P<own>我(?!们?[家的]?[老爸妈爹娘爷奶父母外岳公婆孩儿女娃宝孙])|本人|自己)"
)
_AGES = {"old": "老人年龄", "young": "孩子年龄", "own": "年龄"}


def aged(figure: Figure, before: str) -> Fact | None:
    """Return the age of whoever the profile named last before it: the person, somebody old, or a child."""
    people = list(_PERSON.finditer(before))
    if figure.kind != "age" or not people:
        return None
    name = _AGES[people[-1].lastgroup or "own"]
    words = figure.text
    return Fact(name=name, low=figure.low, high=figure.high, unit="岁", words=words)


def _years(since: date, today: date) -> Decimal:
    """Return whole years and days from one day to the other; on the anniversary it is a whole number."""
    whole = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    try:
        turned = since.replace(year=since.year + whole)
    except ValueError:
        turned = date(since.year + whole, 3, 1)
    return Decimal(max(whole, 0)) + Decimal(max((today - turned).days, 0)) / 366


# What people say where a number is not exact: nothing near a threshold follows from it.
_ROUGHLY = re.compile(r"(?:差不多|大概|约莫|估计|大致|接近于?|应该有|也就)(?:有|是|在)?$")
_OR_SO = re.compile(r"(?:元|人|平方米)?(?:的样子|上下|这样|吧)")
# 村里开了5家民宿: the verb is no name, what is counted stands behind.
_MADE = re.compile(r"(?:开|办|建|有|养|种|做|盖|经营|运营|管理)(?:了|着|有)?个?$")
_THINGS = re.compile(r"新药|会议|会展|赛事|竞赛")
_PREMISES = ((re.compile(r"基地"), "基地面积"), (re.compile(r"店面|门店|铺面|营业"), "营业面积"))


def _of_thing(name: str, raw: str, thing: str) -> str:
    """Return the name of a sum that is that of a drug or a meeting, never of the enterprise; empty where it is its own."""
    match = _THINGS.search(raw)
    own = canonical(raw[match.end() :]) if match else name
    thing = match[0] if match else thing
    return f"{thing}{own}" if thing and own in MONEY else ""


# Visitors of some kind are not all visitors.
_SOME = re.compile(r"入境|过夜|境外|外地|节庆|期间|研学|组团")


def _area(unit: str, raw: str, after: str) -> str:
    """Return whose area it is where a verb stands before it (基地种了99亩), or that visitors are counted."""
    around = raw + after[:12]
    if unit == "人次" and re.search(r"旅游|游玩|游客", around) and not _SOME.search(around):
        return "游客人次"
    if unit not in ("亩", "平方米", "公顷") or not _MADE.search(raw):
        return ""
    around = raw + re.split(r"[,。;]", after)[0]
    return next((name for words, name in _PREMISES if words.search(around)), "")


def _of_money(name: str) -> bool:
    """Whether a name is one of money, or of its growth, of three years, or of a drug or a meeting."""
    bare = _THINGS.sub("", name).removeprefix("近三年").removesuffix("同比增长")
    return bare in MONEY


def _people(raw: str) -> str:
    """Return which people are counted: 搞研发的有15个人 are no staff."""
    who = _HIRED.sub("", raw)
    if re.search(r"研发|科研|技术开发", who):
        return "研发人数"
    return "从业人数" if not clean(who) or _STAFF.fullmatch(who) else f"{clean(who)}人数"


# What people say of a year's business without its name: 一年做个三千来万, 去年做了三千万的生意, 一年流水五百万.
_TURNOVER = re.compile(
    r"(?:年|一年到头|全年|年头)[^,;]{0,3}?(?:能|可以|大概|差不多|估计|也就)*(?:做|卖|流水|进账|赚回|跑)(?:了|个|到|出去?|掉|得|有|是|大概|差不多)*$|流水(?:有|是|大概|差不多)*$"
)
_BUSINESS = re.compile(r"(?:元)?(?:左右|上下)?的?(?:生意|流水|买卖|营业额)")
# 研发占8%: a share whose whole is not told is that of the sales.
_RESEARCH = re.compile(
    r"研发(?:投入|费用|经费|支出)?(?:占比?|比例)(?:大?约|到|达到?|是|为|有|在)*$"
)
# 今年招了5个人: who was taken on, and not the staff.
_NEWLY = re.compile(
    r"(?:[今去本]年|本月|上个?月|最近|刚刚?|新|又|多)[^,;]{0,4}(?:招[了聘收用]?|聘[了用]|录用)(?:了|过)?$"
)
# 一年要付80万利息: the verb is no name.
_PAYS = re.compile(r"(?:要|得|需|光|还)*(?:付|交|缴|还|出)了?")
_PAID = re.compile(r"[一-龥]{0,6}(?:利息|租金|房租|电费|水费|运费|保费|保险费|社保费)")
_UNDER = re.compile(r"手底?下(?:有|带着|管着)?$")


def _counted_as(figure: Figure, name: str) -> tuple[str, str]:
    """Return the name and unit of what is paid (80万利息) or counted in beds, of anything else as they are."""
    if figure.unit in ("张床位", "张病床"):
        return "床位", "张"
    if _PAYS.fullmatch(name) and figure.kind in ("quantity", "money"):
        name = canonical(figure.noun) or name
    paid = figure.unit == "" and figure.kind == "quantity" and _PAID.fullmatch(name)
    return name, "元" if paid else figure.unit


def measured(
    figure: Figure, raw: str, after: str, words: str, planned: bool, thing: str = ""
) -> Fact | None:
    turnover = figure.unit in ("", "元") and (_TURNOVER.search(raw) or _BUSINESS.match(after))
    name = (
        "营业收入"
        if turnover
        else attribute("" if _MADE.search(raw) and figure.noun else raw, figure, after)
    )
    if figure.unit == "%" and _RESEARCH.search(raw):
        name = "研发费用占营业收入比例"
    name = _of_thing(name, raw, thing) or _area(figure.unit, raw, after) or name
    low, high = figure.low, figure.high
    name, unit = _counted_as(figure, name)
    if figure.qualifier == "exact" and (_ROUGHLY.search(raw) or _OR_SO.match(after)):
        about = abs(figure.value) / 10
        low, high = figure.value - about, figure.value + about
    counted = re.match(r"人(?!才)", after) and _HIRED.search(raw)
    if unit in ("人", "名", "个") and _NEWLY.search(raw) and (unit != "个" or counted):
        name, unit = "新招用人数", "人"
    elif unit == "号人" or (unit == "个" and (counted or _UNDER.search(raw))):
        name, unit = _people(raw), "人"
    if unit in ("人", "名", "个") and not name.startswith("研发") and _STAFF.fullmatch(name):
        name = "从业人数" if unit == "人" or name else ""
        unit = "人"
    if name in ("从业人数", "研发人数") and unit == "":
        unit = "人"
    if unit in ("人", "名", "个") and name in ("研发人数", "从业人数"):
        unit = "人"
    if not name or name in _VAGUE:
        return None
    if _of_money(name) and figure.kind == "quantity" and unit == "":
        unit = "元"
    elif name in ("成立年限", "经营") and unit == "个月":
        unit = "年"
        low = None if low is None else low / 12
        high = None if high is None else high / 12
    if unit == "" or (name in MONEY and not unit.endswith("元")):
        return None
    return Fact(
        name=name,
        low=low,
        high=high,
        unit=unit,
        words=words,
        low_open=figure.qualifier == "over",
        high_open=figure.qualifier == "under" and "含" not in figure.text,
        planned=planned,
    )


# 招了应届生，合同签了3年: with those who were taken on.
_CONTRACT = re.compile(r"(?:签订?)?合同(?:签)?|签订?合同")
_HIRES = re.compile(r"[招聘雇]|员工|职工|工人")


def of_hires(fact: Fact, before: str) -> bool:
    """Whether the figure is the term of a contract with those who were taken on."""
    term = fact.unit in ("年", "个月") and _CONTRACT.fullmatch(fact.name) is not None
    return term and _HIRES.search(before) is not None


_SAID_YEAR = re.compile(r"(20\d\d)年|([今本去上])一?年(?!以来)")


def year_of(raw: str, figure: Figure, today: date) -> int | None:
    """Return the year that the words before a figure say it is of, None where they say none, or several."""
    if figure.kind in ("period", "date", "duration"):
        return None
    years = {int(m[1]) if m[1] else today.year - (m[2] in "去上") for m in _SAID_YEAR.finditer(raw)}
    return years.pop() if len(years) == 1 else None
