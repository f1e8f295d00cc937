"""What in a question is like the thing that a follow-up names: 女生 for 男生, 国家级 for 省级, 学费 for 住宿费.

Only the like is exchanged; all that stands before and behind it is what was asked, and stays.
"""

from __future__ import annotations

import re

from index.fold import fold
from qa.question import analyse
from qa.question.anchors import LEVEL, Spans, end_of_head, marks
from qa.question.topics import ASKING, ASPECTS, FEATURE, METRIC, NOUNS, OFFERED, residue

# A verb before a noun phrase is no part of it.
_VERB = re.compile(
    r"(?:支持|推动|推进|建设|建成|培育|新增|增加|打造|促进|引导|帮助|扶持|鼓励|拥有|布局|成立|认定|引进|给予|面向|针对|关于|对于|属于|成为|要求)$"
)
# Who is meant rather than what: put beside the subject, not in its place.
_WHO = "企业|公司|厂|店|户|个人|高校|大学|学校|机构|单位|行业|产业|人才|学生|毕业生|团队|平台|机关|协会|农民|职工|员工"
WHOSE = re.compile(rf"(?:{_WHO})$")
DOES = re.compile(r"^(?:做|搞|从事|生产|卖|经营|开发|加工)")
KIND = re.compile(r"^(?:[\u4e00-\u9fa5]{1,4}[型类式性级]|[A-Za-z\d]{1,2}[类级型档等])$")
# What is offered: asked for after the asking word (有什么补贴), one goes for the other.
_OFFER = re.compile(
    r"(?:[\u4e00-\u9fa5]{0,4}(?:补贴|补助|奖励|优惠|贷款|退税|政策|支持|扶持|贴息|基金|减免|资助|措施|服务))$"
)
_CLASS = re.compile(
    r"^(?:[A-Za-z\d]{1,2}|[一二三四五六七八九十甲乙丙丁]|第[一二三四五六七八九十\d]+|[\u4e00-\u9fa5]{1,3})(?P<kind>[类型档等批期届组])$"
)
_CONTACT = re.compile(r"^.{0,4}(?:电话|号码|地址|网址|网站|邮箱|编码|邮编|传真|联系人|联系方式)$")
# 西岭区 is in no list of regions; 主板上市 and 工业园区 are no places of that name.
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?<![上超夜股城农园社小地景灾校山郊街片牧矿库林辖疫专特时])[省市县区州镇乡村旗盟]"
)
_EACH = re.compile(r"每[年月天周日次人户季]|每个月|每小时")
_UNRANKED = re.compile(
    r"(?:国家|全国)(?=高新|重点|级?[\u4e00-\u9fff]{2,8}(?:企业|中心|实验室|平台|项目|工程))"
)
_MEMBER = r"(?:[A-Za-z]|[一二三四五六七八九十甲乙丙丁]|第[一二三四五六七八九十\d]{1,2}|\d{1,2})"
_TOWARDS = re.compile(
    r"对(?P<whom>[^，,对]{2,12}?)(?=有|是|没|无|怎么|如何|最高|最多|给|的(?:要求|规定|标准))"
)
# 满20年的 for 满10年的: a condition with a figure of the same unit.
_FIGURE = re.compile(r"[\d一二三四五六七八九十百千万]+(?P<unit>[万亿]?[年岁元人家个月天亩吨级%])")


def has_like(asked: str, what: str) -> bool:
    """Return whether `asked` names something that `what` can stand for (省重点实验室 for 省实验室)."""
    return like_of(asked, what) is not None


def like_of(asked: str, what: str) -> tuple[int, int] | None:
    """Return the span of `asked` that is like `what`, the surest likeness first; None where nothing is."""
    what = what.strip("的，, ")
    for find in (
        _numbered,
        _class,
        _place,
        _condition,
        _ending,
        _counted,
        _measure,
        _offer,
        _word,
        _whom,
    ):
        if span := find(asked, what):
            return span
    return None


def is_aspect(what: str) -> bool:
    """Return whether `what` is a side of the subject rather than another subject: 认定标准, 目标."""
    ends = [m.end() for m in (*ASPECTS.finditer(what), *NOUNS.finditer(what)) if len(m[0]) > 1]
    aspect = bool(ends) and max(ends) == len(what) and not residue(what)
    if _CONTACT.search(what):
        return True
    return aspect and not (METRIC.fullmatch(what) or _OFFER.fullmatch(what) or WHOSE.search(what))


def ends_in_metric(what: str) -> bool:
    """Return whether `what` is measured: 成交的总金额, 同比增速."""
    return any(m.end() == len(what) for m in METRIC.finditer(what))


# --- likenesses, each a span or None ------------------------------------------------------------------------------

_NUMERAL = r"[\d一二三四五六七八九十百]+"
_NUMBERED = re.compile(
    rf"(?:第{_NUMERAL}(?P<unit>[\u4e00-\u9fff]{{1,6}})|{_NUMERAL}(?P<sign>号[\u4e00-\u9fff]{{0,6}}))"
)


def _numbered(asked: str, what: str) -> tuple[int, int] | None:
    """第188村 for 第187村, 5号楼 for 3号楼: the one of another number."""
    match = _NUMBERED.fullmatch(what)
    if match is None:
        return None
    like = re.search(
        rf"第{_NUMERAL}{match['unit']}" if match["unit"] else rf"{_NUMERAL}{match['sign']}", asked
    )
    return like.span() if like else None


def _class(asked: str, what: str) -> tuple[int, int] | None:
    """省级 for 国家级, B类 for A类: the word of the same suffix."""
    for same in (LEVEL, _EACH, *((_UNRANKED,) if LEVEL.fullmatch(what) else ())):
        if (same is _UNRANKED or same.fullmatch(what)) and (found := list(same.finditer(asked))):
            return found[-1].span()
    named = _CLASS.match(what)
    if named is None:
        return None
    kind = named["kind"]
    if member := re.search(rf"{_MEMBER}{kind}", asked):
        return member.span()
    for match in re.finditer(kind, asked):
        start = _noun_start(asked, match.start(), len(what))
        if match.start() - start >= 2 and match.start() - start <= 4:
            return start, match.end()
    return None


def _place(asked: str, what: str) -> tuple[int, int] | None:
    """西岭区 for 南浦区: a place of any name for the one at the head of a clause."""
    if not _UNIT.fullmatch(what):
        return None
    named = re.search(rf"(?:^|[，,]){_UNIT.pattern[:-1].replace('{2,3}', '{2,3}?')}]", asked)
    return (named.start() + (named[0][0] in "，,"), named.end()) if named else None


def _condition(asked: str, what: str) -> tuple[int, int] | None:
    """满20年 for 工作满1年不满10年: what stands before 的 and holds a figure of the same unit."""
    figures = {m["unit"] for m in _FIGURE.finditer(what)}
    if not figures:
        return None
    for match in re.finditer(r"[^，,。]+?(?=的)", asked):
        if {m["unit"] for m in _FIGURE.finditer(match[0])} & figures:
            ends = [end for _, end in marks(asked) if match.start() <= end < match.end()]
            return max([match.start(), *ends]), match.end()
    return None


def _ending(asked: str, what: str) -> tuple[int, int] | None:
    """The longest common ending of two characters or more."""
    for length in range(min(len(what), 6), 1, -1):
        position = asked.find(what[-length:])
        if position >= 0:
            return _noun_start(asked, position, len(what)), position + length
    return None


def _measure(asked: str, what: str) -> tuple[int, int] | None:
    """A measure for a measure: 住宿费 for 学费, 专利分值 for 销售收入, 成绩 for 户籍."""
    named = next((m for m in FEATURE.finditer(what) if m.end() == len(what)), None)
    asking = ASKING.search(asked)
    last = (
        max((asked.rfind(mark, 0, asking.start()) for mark in "，,；;"), default=-1)
        if asking
        else -1
    )
    found = list(FEATURE.finditer(asked, last + 1))
    if named is None or not found:
        return None
    metric = next((m for m in reversed(found) if asking and m.end() <= asking.start()), found[0])
    if named.start() == 0:
        return metric.span()
    if "的" in what[: named.start()] or KIND.match(what[: named.start()]):
        # Of another kind altogether: what was laid down where and when stays.
        ends = [
            end
            for start, end in marks(asked, bodies=False)
            if end <= metric.start() and asked[start - 1 : start] != "在"
        ]
        return max(ends, default=metric.start()), metric.end()
    closed, content = _closed(asked), analyse(asked).content
    floor = end_of_head(asked, metric.start())
    start = metric.start()
    while start > max(floor, metric.start() - named.start()):
        if start - 1 in closed or not content[start - 1] or _VERB.search(asked[:start]):
            break
        start -= 1
    return start, metric.end()


# 压减多少钢铁产能: what is counted, of which thing.
_OF_WHICH = re.compile(
    r"(?:多少|几)[个家项条吨亿万元套台辆户人名]{0,3}(?P<which>[\u4e00-\u9fff]{2,4}?)(?=(?:产能|产量|产值|投资|用地|用房|贷款|债券|资金|人才|学位|床位)[?？]?$)"
)


def _counted(asked: str, what: str) -> tuple[int, int] | None:
    """煤炭 for the 钢铁 of 压减多少钢铁产能: a thing of two to four characters for the one that is counted."""
    which = _OF_WHICH.search(asked)
    if which is None or not 2 <= len(what) <= 4 or FEATURE.search(what) or is_aspect(what):
        return None
    return which.span("which")


def _offer(asked: str, what: str) -> tuple[int, int] | None:
    asking = ASKING.search(asked)
    if asking and _OFFER.fullmatch(what) and (offered := OFFERED.search(asked, asking.end())):
        return offered.span()
    return None


def _whom(asked: str, what: str) -> tuple[int, int] | None:
    """Whom a rule is for: 人力资源机构 for the 企业 of 宁波企业招工补助, 小学生 for 对大学生有什么要求."""
    if is_aspect(what):
        return None
    if (towards := _TOWARDS.search(asked)) and not FEATURE.search(what):
        return towards.span("whom")
    if not WHOSE.search(what):
        return None
    ends = {0, *(end for _, end in marks(asked, bodies=False))}
    for match in re.finditer(_WHO, asked):
        start = _noun_start(asked, match.start(), 8)
        if start in ends and end_of_head(asked, match.start()) <= start:
            return start, match.end()
    return None


def _word(asked: str, what: str) -> tuple[int, int] | None:
    """男生 for 女生, 国庆节 for 春节: a short word that begins after a joint and ends in the same character."""
    if not 2 <= len(what) <= 3 or is_aspect(what):
        return None
    for match in re.finditer(re.escape(what[-1]), asked):
        start = _noun_start(asked, match.start(), 3)
        if 1 <= match.start() - start <= 2 and asked[start : match.end()] != what:
            return start, match.end()
    return None


def _closed(asked: str) -> set[int]:
    """The characters that are no part of a thing: places, times, titles, asking words."""
    spans: Spans = [*marks(asked, bodies=False), *(m.span() for m in ASKING.finditer(fold(asked)))]
    return {i for start, end in spans for i in range(start, end)}


def _noun_start(asked: str, position: int, length: int) -> int:
    """Return where the noun phrase begins that ends at `position`: not before a frame word, a place, a time or a verb."""
    content, closed = analyse(asked).content, _closed(asked)
    start = position
    while start > 0 and position - start < length + 1:
        if start - 1 in closed or not content[start - 1] or not asked[start - 1].isalnum():
            break
        if _VERB.search(asked[:start]):
            break
        start -= 1
    return start
