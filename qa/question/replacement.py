"""The same question with a place, a time or a thing put in the place of its like (那东莞呢, 2024年呢, 男生呢)."""

from __future__ import annotations

import re

from index.fold import fold
from qa.question.anchors import TAIL, anchor_of, fixed, names_anchor
from qa.question.likes import DOES, KIND, WHOSE, like_of
from qa.question.topics import (
    ASKING,
    FEATURE,
    METRIC,
    OFFERED,
    SELF,
    find_places,
    find_times,
    residue,
    topic_of,
)

_OPPOSITE = {
    "最高": "最低",
    "最多": "最少",
    "上限": "下限",
    "最大": "最小",
    "至少": "至多",
    "出口": "进口",
    "国内": "国外",
}
_OPPOSITE |= {b: a for a, b in _OPPOSITE.items()}
_PREDICATE = re.compile(
    r"(?:分别|同比|平均|每个?[年月天日人次户亩家]|占|最高|最低|增长|下降|能拿|能|可以|可|需要|要|应|怎么|如何|在哪|由)[^，,]{0,6}$"
)
PART_OF_YEAR = re.compile(
    r"全年|整年|上半年|下半年|第?[一二三四1-4]季度|[一二三四五六七八九十\d]{1,2}月份?"
)


def put_place(asked: str, place: str) -> str:
    """Return `asked` about `place` instead of the place it names, or with it in front."""
    spans = find_places(asked)
    asking = ASKING.search(asked)
    if (
        not spans
        and asking
        and names_anchor(asked)
        and not re.search("[，,]", asked[: asking.start()])
    ):
        return _put_noun(asked, asking.start(), f"在{place}")
    if not spans:
        return f"{place}{asked}"
    start, end = spans[0]
    return f"{asked[:start]}{place}{asked[end:]}"


def put_time(asked: str, time: str) -> str:
    """Return `asked` about `time` instead of the time it names, or with it in front; half a year keeps its year."""
    spans = find_times(asked)
    if not spans:
        return f"{time}{asked}"
    start, end = spans[0]
    if any(a < start and end < b for a, b in _titles(asked)):
        time = time.removesuffix("年")
    year = re.match(r"(?:(?:19|20)\d{2}|[去今前明])年", fold(asked[start:end]))
    if year and PART_OF_YEAR.match(time):
        end = start + year.end()
        if part := PART_OF_YEAR.match(asked[end:]):
            asked = asked[:end] + asked[end + part.end() :]
        return f"{asked[:end]}{time}{asked[end:]}"
    return f"{asked[:start]}{time}{asked[end:]}"


def _titles(asked: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"《[^》]*》", asked)]


def without_times(text: str) -> str:
    """Return `text` without the times it names."""
    for start, end in reversed(find_times(text)):
        text = text[:start] + text[end:]
    return text.strip("，, 的")


def put_opposite(asked: str, what: str) -> str | None:
    """Return `asked` with `what` for its opposite (最低 for 最高), None where it does not hold that."""
    other = _OPPOSITE.get(what)
    return asked.replace(other, what, 1) if other and other in asked else None


_WHEN = re.compile(r"(?:到|在|是)?(?:什么时候|何时|哪一?天|几号|几月几号)")
# The steps of a procedure, of which one is asked after the other.
_STAGE = (
    "报名|申报|填报|申请|受理|确认|缴费|审核|初审|复审|评审|初选|复选|初试|复试|笔试|面试|校考|统考|测试|考试|打印准考证|出成绩|查成绩|答辩|体检|政审|考察|公示|录取|"
    "报到|开学|注册|验收|立项|结题|发放|拨付|到账|领取|办结|发布|公布|开标|评标|截止|开始|启动|结束"
)
_STAGES = re.compile(rf"(?:网上|现场|资格|集中|材料|成绩|项目|专家|最终|正式)?(?:{_STAGE})")


def put_event(asked: str, what: str) -> str | None:
    """Return when `what` comes, asked of a procedure whose other step was asked after (答辩 for 什么时候网上填报); else None."""
    when = _WHEN.search(asked)
    if when is None or not _STAGES.fullmatch(what.removesuffix("时间")):
        return None
    base = anchor_of(asked) or topic_of(asked[: when.start()])
    if not residue(asked[when.end() :]) and not _STAGES.search(asked, when.end()):
        base = re.sub(rf"(?:{_STAGES.pattern})$", "", base)  # 教师招聘笔试是哪天
    return f"{base}{what}{when[0].lstrip('到在是')}"


_COUNTED = re.compile(r"(?!.*[要能可应需会被得给])[\u4e00-\u9fffA-Za-z“”]{3,14}[?？]?")
_VERB_OF_SUM = re.compile(
    r"(?:每个?[年月天人次])?(?:最高|最低)?(?:[补奖给拿领交缴罚赔放休招收]|奖励|补助|补贴|资助|处罚)$"
)


def put_kind(asked: str, what: str) -> str | None:
    """Return 省重点的呢 as a question about those of the subject that are `what`; None for 服务型, which is part of a name."""
    asking = ASKING.search(asked)
    if (
        asking is None
        or KIND.match(what)
        or (DOES.match(what) and SELF.match(asked))
        or find_places(what)
        or find_times(what)
    ):
        return None
    if verb := _VERB_OF_SUM.search(asked[: asking.start()]):
        title = next((end for _, end in reversed(_titles(asked)) if end < verb.start()), 0)
        if title:  # 《…意见》，企业在主板上市奖励多少: of the others of that paper
            return f"{asked[:title]}，{what}的{verb[0]}{asking[0]}"
        return f"{topic_of(asked[: verb.start()])}，{what}的{verb[0]}{asking[0]}"
    if asking[0].startswith(("怎", "如何")) and (head := asked[: asking.start()].strip("，, ")):
        return f"{head}，{what}的{asked[asking.start() :]}"  # 审核不通过怎么办
    clauses = re.split(r"[，,；;]", asked)
    # 女职工产假，难产的多少天: the last kind gives way to this one.
    topic = (
        topic_of(asked)
        if len(clauses) == 1
        else anchor_of(asked) or topic_of("，".join(clauses[:-1]))
    )
    return f"{TAIL.sub('', topic) or topic}，{what}的{asking[0]}"


_OF_KIND = re.compile(
    r"^(?:那么?)?(?P<kind>[^，,的]{1,6})的(?P<asks>(?:能|可以|要|需要|最高|最多|每[年月人次户])*[补奖罚招给收交拿领放休报]?(?:多少|几)[^，,]{0,4})$"
)


def of_kind(asked: str, text: str) -> str | None:
    """Return 市级的补多少 asked of what `asked` is about, where that names another of its kind (省级企业技术中心); else None."""
    match = _OF_KIND.match(text)
    if match is None or like_of(asked, match["kind"]) is None:
        return None
    other = put_thing(asked, match["kind"])
    return f"{anchor_of(other) or TAIL.sub('', topic_of(other))}，{match['asks']}"


def supposing(asked: str, what: str) -> str:
    """Return `asked` under one more condition: 如果营收只有500万."""
    *before, last = re.split(r"[，,；;]", asked)
    return "，".join([*before, f"如果{what}", last])


_INDUSTRY = re.compile(r"第?[一二三]产业?|服务业|工业|农业|建筑业")
PRODUCT = re.compile(
    r"(?:地区|国内)?生产总值|GDP|(?:第?[一二三]产业?|服务业|工业|农业|建筑业)增加值"
)


def put_thing(asked: str, what: str) -> str:
    """Return `asked` about `what` instead of the thing like it (省重点实验室 for 省实验室), else instead of its subject."""
    what = what.strip("的，, ")
    clauses = re.split(r"[，,；;]", asked)
    if SELF.match(clauses[0]) and len(clauses) > 1 and (WHOSE.search(what) or DOES.match(what)):
        me = "我们" if DOES.match(what) else "我们是"
        return "，".join([f"{me}{what}", *clauses[1:]])
    if _INDUSTRY.fullmatch(what) and (whole := PRODUCT.search(asked)):
        return f"{asked[: whole.start()]}{what}增加值{asked[whole.end() :]}"
    if like := like_of(asked, what):
        return asked[: like[0]] + what + asked[like[1] :]
    number = next((n for n in reversed(range(len(clauses))) if ASKING.search(clauses[n])), -1)
    clause = clauses[number] if number >= 0 else asked
    asking = ASKING.search(clause)
    if asking is None or (WHOSE.search(what) and asking.start() > 0):
        return f"{what}，{asked}"
    if number > 0 and not residue(clause, nouns=True):
        return _put_first(clauses[0], what, clause)
    counted = _COUNTED.fullmatch(clause[asking.end() :])
    if (
        counted
        and asking[0].startswith(("多少", "几"))
        and len(what) > 2
        and not FEATURE.search(what)
    ):
        # 建多少所高职学校: what is counted stands behind, and is counted in its own measure.
        return "，".join([*clauses[:number], f"{clause[: asking.start()]}多少{what}"])
    if any(names_anchor(c) for c in clauses[: number + 1]):
        return "，".join([*clauses[:number], _put_noun(clause, asking.start(), what)])
    predicate = _PREDICATE.search(clause[: asking.start()])
    at = predicate.start() if predicate else len(TAIL.sub("", clause[: asking.start()]))
    if metric := re.search(rf"(?:{METRIC.pattern})$", clause[:at]):
        at = metric.start() or at
    if KIND.match(what) and at >= 5:
        return f"{what}{clause[2:]}"  # 服务型 for the 工业 of 工业机器人产量
    return f"{what}{clause[at:]}"


def _put_first(first: str, what: str, asking: str) -> str:
    """海淀区对研发企业，联系人是谁 and 贴息呢: the thing before the comma gives way; a sum is asked for by 多少."""
    thing = _put_noun(first, len(first), what) if names_anchor(first) else what
    # 贴息 is of what was spoken of; 创业担保贷款贴息 is another thing, of which the same is asked.
    sums = METRIC.search(what) or (OFFERED.search(what) and ("的" in what or len(what) <= 4))
    return f"{thing}是多少" if sums and not re.search("多少|几", asking) else f"{thing}，{asking}"


# 在法国期间, 毕业后 tell where and when, and stand beside the thing.
_BESIDE = re.compile(r"^在|(?:期间|阶段|时候?|[之以]?[后前内])$")


# What has parts and properties of its own.
_WHOLE = re.compile(
    r"(?:计划|项目|工程|专项|学院|大学|学校|中心|实验室|平台|企业|公司|机构|人才|生|局|馆|院|所|社|园|店|站|厂|酒店|招聘|考试|保险|住院|试点|站点|基地|园区|示范区|集群)$"
)


def _put_noun(clause: str, asking: int, what: str) -> str:
    """The clause with its last noun before the predicate exchanged; its places, years, titles and its measure stay."""
    end = len(TAIL.sub("", clause[:asking]))
    if metric := next((m for m in FEATURE.finditer(clause, 0, end) if m.end() == end), None):
        end = metric.start()
    kept = {i for a, b in fixed(clause) for i in range(a, b)}
    stop = end
    while stop > 0 and (stop - 1 in kept or clause[stop - 1] in "的里中"):
        stop -= 1
    start = stop
    while start > 0 and start - 1 not in kept:
        start -= 1
    if start == stop or _BESIDE.search(what) or clause[stop:end].strip("的里中"):
        start = stop = end
    elif KIND.match(what):
        stop = start
    elif _WHOLE.search(clause[start:stop]) and not _WHOLE.search(what) and "的" not in what:
        start = stop  # 新闻学 of the 国防生, 质保金 of a 旅行社
    return clause[:start] + what + clause[stop:]


_CHANGE = re.compile(r"(?:增长|增加|上升|提高|下降|减少|降低)$")


# 赤字率 after GDP增长多少 is asked for itself.
_A_RATE = re.compile(r"(?:[^效速幅]率|比重|占比|总量|总规模)$")
_BY_HOW_MUCH = re.compile(
    r"(?:预计|同比|要)?(?:增长|增加|上升|下降|减少)(?:了|到)?(?=多少|几|百分之几)"
)


def exchanged(what: str, asked: str) -> str | None:
    """Return the question about `what`, a share not asked for its growth because another thing was; None as below."""
    other = _exchanged(what, asked)
    if other is None or not _A_RATE.search(what) or _BY_HOW_MUCH.search(what):
        return other
    return _BY_HOW_MUCH.sub("是", other)


def _exchanged(what: str, asked: str) -> str | None:
    """Return the question about `what`; None where `what` holds more than a place, a time or a thing."""
    if PART_OF_YEAR.fullmatch(what):
        return put_time(asked, what)
    places, times = find_places(what), find_times(what)
    thing = residue(what, nouns=True)
    if event := put_event(asked, what):
        return event
    if places and find_places(asked) and (of := re.match(r"的(.+?)了?$", what[places[0][1] :])):
        # 河南的粮食产量 for 四川粮食产量: the place, and the thing where it is another one.
        place = what[: places[0][1]]
        elsewhere = put_place(asked, place)
        if of[1] in elsewhere:
            return elsewhere
        if PRODUCT.match(of[1]) or like_of(asked, of[1]) is None:  # its own thing, at the same time
            then = find_times(asked)
            return f"{asked[slice(*then[0])] if then else ''}{place}{of[1]}{'' if _CHANGE.search(of[1]) else '是'}多少"
        return put_thing(elsewhere, of[1])
    if thing and like_of(asked, what):
        return put_thing(asked, what)
    left = what
    for start, end in times[:1]:
        asked = put_time(asked, what[start:end])
        left = (what[:start] + what[end:]).strip("的，, ")
    if places and len(thing) <= 4:
        return put_place(asked, left) if left else asked
    if times and left and not thing:
        return None
    return put_thing(asked, left) if left else asked
