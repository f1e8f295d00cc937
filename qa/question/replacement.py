"""What a question is about, and the same question with a place, a time or a thing put in the place of its like.

No dictionary: the words that people ask with and the aspects they ask after are closed sets; what is left is the subject.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.fold import fold
from index.regions import find_regions
from qa.question import analyse

Spans = list[tuple[int, int]]

_MEASURE = (
    "个百分点|个工作日|平方公里|平方米|公里|万元|亿元|万吨|元|美元|家|个|项|条|名|人|位|类|种|所|座|台|套|件|批|次|倍|成|天|年|月|岁|户|届|期|场|"
    "支|部|篇|份|只|辆|架|张|宗|笔|款|处|栋|间|米|亩|吨"
)
# The words of a question that ask, with what clings to them.
ASKING = re.compile(
    r"(?:大概|大约|一共|总共|到底|究竟|分别|各自|各|都|又|还|具体|主要)*(?:是|有|为|约|达到?|共)*"
    rf"(?:多大的?(?:比例|比重|份额)?|多高|多久|多长时间|百分之几|几分之几|几成|(?:多少|(?<!哪)几)(?:万|亿|千|百)?(?:{_MEASURE})?"
    r"|哪(?:个|些|几[个家项条类位]?|[一二两三四五六七八九十][个家项条类位]|位|家|里|儿|年|天|一年)?(?:部门|单位|机构|地方|领导)?|什么(?:时候|时间|地方|样的?)?|啥时候?|何时|何地|谁"
    r"|怎么样?|怎样|如何|为什么|为何|吗|嘛|呢|是否|能否|可否|是不是|能不能|可不可以|有没有)"
)
TIME = re.compile(
    r"[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:时期|期间|末|以来)?"
    r"|(?<!\d)(?:19|20)\d{2}(?:\s*[-—~至到]\s*(?:(?:19|20)?\d{2}))?年?(?:上半年|下半年|第?[一二三四1-4]季度|[一二三四五六七八九十\d]{1,2}月份?)?(?:期间|以来|底|末)?"
    r"|(?<![比较跟和同])[去今前明后]年(?:上半年|下半年|第?[一二三四]季度|[一二三四五六七八九十\d]{1,2}月份?|底|初)?|[上下]半年|第?[一二三四]季度|[上本下]个?月|近[几三五十两\d]+年"
)
_WHOLE = re.compile(r"全[国省市县区]|[我本][省市县区]|[省市]内")


def _longest_first(words: str) -> re.Pattern[str]:
    """The words as one pattern, 新增 before 新."""
    return re.compile("|".join(sorted(words.split("|"), key=len, reverse=True)))


# What is asked after, not asked about: with nothing else, a question has no subject of its own.
_ACTS = _longest_first(
    r"[比较][去前今上]年(?:同期)?|[去今明前]年|增长|下降|提高|减少|增加|上升|上涨|下跌|同比|环比|年均|最高|最低|最多|最少|最大|最小|至少|上限|下限|开始|启动|结束|截止|截至|到期|过期|失效|生效|有效|实施|施行|执行|"
    r"发布|公布|印发|出台|制定|负责|牵头|主管|管理|联系|申请|申报|办理|领取|报名|咨询|查询|办|准备|提交|提供|需要|说明|解释|展开|举个?例子?|详细|仔细|补|奖|拿|领|算|定|比|差|占|变化|"
    r"原因|依据|目的|意义|作用|效果|影响|背景|好处|意思|理解|计算|得出|提到|说法|谈|讲|看|知道|了解|信|符合|享受|参加|参与|适用|发放|到账|兑现|落实|进展|完成|实现|包含|包括|举|"
    r"简单|清楚|明白|完整|全部|所有|一共|总共|平均|合计|刚才|上面|前面|后来|之前|以前|以后|接下来|下一步|然后|最后|最早|最新|最晚|最近|必须|一定|可能|只|仅|到底|谢谢|一遍|一点|些|多|少|大|高|低|快|慢|早|晚|新|找|问|去|发|新增|计划|预计|推动|推进|促进|建设|建成|建|培育|开展|打造|力争|推出|安排|覆盖|介绍|采取|进行|认定|入选|分配|同时|一起|叠加|重复|排名|排|位列|名次|记得|清|懂|吧|啊|呀|了"
)
_ASPECTS = _longest_first(
    r"条件|门槛|资格|要求|材料|流程|手续|程序|步骤|时间|日期|时限|期限|有效期|金额|标准|额度|比例|比重|占比|增速|增幅|数量|总数|数目|钱|费用|电话|地址|网址|网站|邮箱|方式|途径|渠道|"
    r"部门|单位|机构|地方|地点|地区|数字|数据|数|话|句|段|点|来源|出处|原文|原话|文件|文号|规定|范围|对象|名单|名称|名字|例子|人|领导|官员|厅长|局长|哪份|份|编号|页|章|节|方法|办法|第"
)
# Of these a place or a time makes a whole question: 东莞有什么补贴.
_NOUNS = _longest_first(
    r"补贴|补助|奖励|资金|经费|优惠|扶持|支持|政策|措施|举措|任务|目标|计划|重点|领域|方向|做法|项目|企业|平台"
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
# A verb before a noun phrase is no part of it.
_VERB = re.compile(
    r"(?:支持|推动|推进|建设|建成|培育|新增|增加|打造|促进|引导|帮助|扶持|鼓励|拥有|布局|成立|认定|引进|给予|面向|针对|关于|对于|属于|成为)$"
)
_PREDICATE = re.compile(
    r"(?:分别|同比|平均|每年|占|最高|最低|增长|下降|能拿|能|可以|可|需要|要|应|怎么|如何|在哪|由)[^，,]{0,6}$"
)
_MOST_TOPIC = 120


# Words that lead to an answer and say nothing without it.
_HANGING = re.compile(
    r"(?:最高|最低|最多|最少|能够?|可以|可|占|是|有|为|要|需要|达到?|同比|年均)+$"
)
# Who is meant rather than what: put beside the subject, not in its place.
_WHOSE = re.compile(
    r"(?:企业|公司|厂|店|户|个人|高校|大学|学校|机构|单位|行业|产业|人才|学生|毕业生|团队|平台|机关|协会|农民|职工|员工)$"
)
_SELF = re.compile(
    r"^(?:请问)?(?:我们|我司|本公司|我公司|我厂|我店|我家|咱们|我)(?:公司|企业|工厂|这边)?(?:是|做|搞|从事|生产|卖|主要)"
)
_DOES = re.compile(r"^(?:做|搞|从事|生产|卖|经营|开发|加工)")
_KIND = re.compile(r"^[\u4e00-\u9fa5]{1,4}[型类式性级]$")
_METRIC = re.compile(
    r"产量|产值|增加值|营业收入|营收|收入|利润|税收|投资额?|进出口额?|进口额?|出口额?|合同金额|执行金额|金额|数量|增速|增幅|占比|比重|规模|人数|面积|贡献率|销量|销售额"
)
# What is offered: asked for after the asking word (有什么补贴), one goes for the other.
_OFFER = re.compile(
    r"(?:[\u4e00-\u9fa5]{0,4}(?:补贴|补助|奖励|优惠|贷款|退税|政策|支持|扶持|贴息|基金|减免|资助|措施|服务))$"
)
_OFFERED = re.compile(r"补贴|补助|奖励|优惠|贷款|政策|支持|扶持|贴息|资助|措施|帮助|好处")
_PART_OF_YEAR = re.compile(r"上半年|下半年|第?[一二三四1-4]季度|[一二三四五六七八九十\d]{1,2}月份?")


def find_places(text: str) -> Spans:
    """Return the spans of places, neighbours joined: 广东省东莞市 is one."""
    spans = sorted(
        {(r.start, r.end) for r in find_regions(text)} | {m.span() for m in _WHOLE.finditer(text)}
    )
    joined: Spans = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def find_times(text: str) -> Spans:
    """Return the spans of years, plan periods and parts of a year."""
    return [match.span() for match in TIME.finditer(fold(text))]


@lru_cache(maxsize=512)
def residue(text: str, *, nouns: bool = False) -> str:
    """Return what `text` is about: without places, times, asking words and aspects; with `nouns`, general ones stay.

    Without `nouns` general nouns (补贴, 政策) are no subject either, unless a place or a time goes with them.
    """
    folded = fold(text)
    left = list(analyse(text).content)
    for start, end in (*find_places(text), *find_times(text)):
        left[start:end] = [False] * (end - start)
    patterns = [ASKING, _ACTS, _ASPECTS] if nouns else [ASKING, _ACTS, _ASPECTS, _NOUNS]
    for pattern in patterns:
        for match in pattern.finditer(folded):
            left[match.start() : match.end()] = [False] * (match.end() - match.start())
    return "".join(c for c, kept in zip(text, left, strict=True) if kept and c.isalnum())


def topic_of(asked: str) -> str:
    """Return what a question is about, its asking words taken out clause by clause; the question where nothing is left."""
    clauses = [_statement(clause) for clause in re.split(r"[，,；;？?。！!\n]", asked)]
    kept = [c for c in clauses if c and (residue(c) or find_places(c) or find_times(c))] or [
        c for c in clauses if c
    ]
    return "，".join(kept)[-_MOST_TOPIC:].strip("，, ") or asked.strip("？?。！! ")


def _statement(clause: str) -> str:
    """全省有多少家省实验室 -> 全省的省实验室."""
    parts = [
        part.strip("的了 ")
        for part in ASKING.split(re.sub(r"^(?:请问|那么?|我想(?:知道|了解))", "", clause.strip()))
    ]
    parts = [part for part in parts if part]
    whole = "的".join(parts) if all(len(part) > 1 for part in parts) else "".join(parts)
    return _HANGING.sub("", whole) or whole


def put_place(asked: str, place: str) -> str:
    """Return `asked` about `place` instead of the place it names, or with it in front."""
    spans = find_places(asked)
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
    year = re.match(r"(?:(?:19|20)\d{2}|[去今前明])年", fold(asked[start:end]))
    if year and _PART_OF_YEAR.match(time):
        end = start + year.end()
        if part := _PART_OF_YEAR.match(asked[end:]):
            asked = asked[:end] + asked[end + part.end() :]
        return f"{asked[:end]}{time}{asked[end:]}"
    return f"{asked[:start]}{time}{asked[end:]}"


def without_times(text: str) -> str:
    """Return `text` without the times it names."""
    for start, end in reversed(find_times(text)):
        text = text[:start] + text[end:]
    return text.strip("，, 的")


def put_opposite(asked: str, what: str) -> str | None:
    """Return `asked` with `what` for its opposite (最低 for 最高), None where it does not hold that."""
    other = _OPPOSITE.get(what)
    return asked.replace(other, what, 1) if other and other in asked else None


def has_like(asked: str, what: str) -> bool:
    """Return whether `asked` names something that ends like `what` (实验室), so that one can stand for the other."""
    return _like(asked, what.strip("的，, ")) is not None


def _like(asked: str, what: str) -> tuple[int, int] | None:
    """The span that ends like `what`: the longest common ending of two characters or more, or a metric for a metric."""
    for length in range(min(len(what), 6), 1, -1):
        position = asked.find(what[-length:])
        if position >= 0:
            return _noun_start(asked, position, len(what)), position + length
    if _METRIC.fullmatch(what) and (metric := _METRIC.search(asked)):
        return metric.span()
    asking = ASKING.search(asked)
    if asking and _OFFER.fullmatch(what) and (offered := _OFFERED.search(asked, asking.end())):
        return offered.span()
    return None


def is_aspect(what: str) -> bool:
    """Return whether `what` is a side of the subject rather than another subject: 认定标准, 目标."""
    ends = [m.end() for m in (*_ASPECTS.finditer(what), *_NOUNS.finditer(what)) if len(m[0]) > 1]
    aspect = bool(ends) and max(ends) == len(what) and not residue(what)
    return aspect and not (_METRIC.fullmatch(what) or _OFFER.fullmatch(what) or _WHOSE.search(what))


def ends_in_metric(what: str) -> bool:
    """Return whether `what` is measured: 成交的总金额, 同比增速."""
    return any(m.end() == len(what) for m in _METRIC.finditer(what))


def put_kind(asked: str, what: str) -> str | None:
    """Return 省重点的呢 as a question about those of the subject that are `what`; None for 服务型, which is part of a name."""
    asking = ASKING.search(asked)
    if (
        asking is None
        or _KIND.match(what)
        or _DOES.match(what)
        or find_places(what)
        or find_times(what)
    ):
        return None
    return f"{topic_of(asked)}，{what}的{asking[0]}"


def supposing(asked: str, what: str) -> str:
    """Return `asked` under one more condition: 如果营收只有500万."""
    *before, last = re.split(r"[，,；;]", asked)
    return "，".join([*before, f"如果{what}", last])


def put_thing(asked: str, what: str) -> str:
    """Return `asked` about `what` instead of the thing like it (省重点实验室 for 省实验室), else instead of its subject."""
    what = what.strip("的，, ")
    clauses = re.split(r"[，,；;]", asked)
    if _SELF.match(clauses[0]) and len(clauses) > 1 and (_WHOSE.search(what) or _DOES.match(what)):
        me = "我们" if _DOES.match(what) else "我们是"
        return "，".join([f"{me}{what}", *clauses[1:]])
    if like := _like(asked, what):
        return asked[: like[0]] + what + asked[like[1] :]
    clause = next((c for c in reversed(clauses) if ASKING.search(c)), asked)
    asking = ASKING.search(clause)
    if asking is None or (_WHOSE.search(what) and asking.start() > 0):
        return f"{what}，{asked}"
    predicate = _PREDICATE.search(clause[: asking.start()])
    at = predicate.start() if predicate else asking.start()
    if metric := re.search(rf"(?:{_METRIC.pattern})$", clause[:at]):
        at = metric.start() or at
    if _KIND.match(what) and at >= 5:
        return f"{what}{clause[2:]}"  # 服务型 for the 工业 of 工业机器人产量
    return f"{what}{clause[at:]}"


def _noun_start(asked: str, position: int, length: int) -> int:
    """Return where the noun phrase begins that ends at `position`: not before a frame word, a place, a time or a verb."""
    content = analyse(asked).content
    closed = {i for a, b in (*find_places(asked), *find_times(asked)) for i in range(a, b)}
    closed |= {i for m in ASKING.finditer(fold(asked)) for i in range(*m.span())}
    start = position
    while start > 0 and position - start < length + 1:
        if start - 1 in closed or not content[start - 1] or not asked[start - 1].isalnum():
            break
        if _VERB.search(asked[:start]):
            break
        start -= 1
    return start
