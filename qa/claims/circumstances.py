"""What a sentence says around a figure: its places, whether it is planned or done, what bounds it, against what it changes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from index.fold import fold
from index.numerals import parse_numeral
from index.regions import find_regions
from qa.claims.words import key, plain_words
from qa.figures import Figure
from qa.proof.verbs import plans

Modality = Literal["planned", "done", "open"]

_SCOPE = re.compile(
    r"全国(?!重点|首|性|统一|人大|政协|百城|五大|文明|先进|示范)|我国|中国(?=的)|全省|我省|全市|我市|全县|我县|全区(?!域)|我区|(?:(?<=^)|(?<=[，,。；;、]))[省市县区]里(?=[^，,。；;程弄面])"
)
_PASSED = re.compile(r"(?:突破|超过|超出)了$")
# 每家企业一年最多20万元 is so much a year, as 每年最高20万元 is read.
_A_YEAR = re.compile(r"(?:[一每]年|(?<![今去前上本])年度)(?:累计)?$")
# 不得超过月床位费的12倍: the bound stands before what it is so many times of.
_LIMIT = re.compile(
    r"不(?:得|应|能)?(?:(?P<at_most>超过|高于)|(?P<at_least>低于|少于))[^，,。；;\d]{1,20}的$"
)
# 每月能扣1000元 is read as 每月1000元.
_A_MONTH = re.compile(
    r"每个?(?P<time>月|天|日)(?:最[多高])?(?:均|都|各)?(?:可以?|能够?|按)?(?:定额|再)?(?:扣除?|领取?|拿到?|给予?|发放?|补贴?|补助|奖励?|收取?|缴纳?|交)?$"
)
_EACH = re.compile(
    r"每([人户家亩吨台辆套])(?:每?([天月年日]))?(?:均可|可以?)?(?:给予|补助|补贴|奖励|发放|资助|收取|缴纳)$"
)
# 到2027年，产值达到350亿元: reached by then, and not yet.
_REACHED = re.compile(r"已(?!知)|了(?!解)|累计|取得|入选|获批|共有|拥有|现有")
_BY_THEN = re.compile(r"(?<![截直])到20\d\d年[^，,。；;]{0,2}[，,]")
_DONE = re.compile(r"已(?!知)|了(?!解)|建成|累计|完成|实现|形成|取得|入选|获批|达到|共有|拥有|现有")
_PLAN = re.compile(
    r"(?:努力|全力|尽快|抓紧|加紧|奋力|确保|坚决)(?:按期|如期|提前|全面|圆满|超额)?(?:完成|实现|建成|达到|突破|形成|取得)(?!了)|"
    r"(?:计划|任务|安排|规划)(?:如下)?[:：]|将(?!军|近|士|领)|拟(?!定)|力争|争取|预计|预期|计划(?:今年|明年|年内|全年|再|各|共|分)*(?:[在于到从为是建新推拿培开引举组改打淘取]|完成|实现|投资|投入|达到|捐赠|安排|发放|交付|生产|销售|采购|种植|供应|招[收聘募])|打算|目标|今后|下一步|(?<![复当缩高加升降])到20\d\d年(?!的)|要(?![素点求件闻])|未来"
)
_ROLE = re.compile(
    r"(?P<from>(?<![自来])[由从])[^，,。；;\d]{0,14}$|(?P<to>(?:[增提升上下降减缩扩涨延放收拓][加高升长短少涨降低减大小窄宽展调浮]?|压缩|压减|调整|[回攀下上跌滑][升落降滑涨]|[跌落])(?:到|至)|(?:缩短|压缩|压减|减少|调整|下调|上调|提高|降低|下降|增加|扩大|提升|降|增|改)为)$"
)
# 增长56% is by how much, 增长到56% to what.
_OF_YEAR = re.compile(r"(?:\d{4}年|[去今前上]年)[末底初]?的?$")
_GREW = re.compile(
    r"(?:增长|增加|提高|提升|上升|上涨|扩大|下降|降低|减少|缩短|压减|回落|回升|下跌|增幅|降幅|涨幅|跌幅|缩小|压缩|收窄|放宽|延长|[上下][调浮]|多出|减|(?<![要下])降(?=了)|(?<![最至])[多少][收招投建卖发产用]?(?=了)|(?<![新要晋])[增降涨跌减升](?=了?$))了?$"
)
_BASE = re.compile(
    r"占(?!比)(?:到|了|据)?([^，,。；;、\d占]{1,14}?)(?:总[数量额])?的?(?:比重|比例|份额)?(?:约|近|超过?|达到?|为|是|的)*$"
)
_RATIO = re.compile(
    r"[与和同跟]([^，,。；;、\d与和]{2,14}?)(?:总[数量额])?的?(?:之比|比值|比例|比率)(?:约|近|超过?|达到?|为|是|的)*$"
)
# 占国内生产总值比重从1.07%提高到1.49%: both are of that.
_BASE_BEFORE = re.compile(
    r"占(?!比)(?:到|了)?([^，,。；;、\d占]{1,14}?)的?(?:比重|比例|份额)[由从](?:[^，,。；;占]{1,16}[到至](?:\d{4}年的?)?|(?:\d{4}年的?)?)$"
)
_GDP = re.compile(r"(?:国内|地区)生产总值")
_OF_WHOLE = re.compile(
    r"(?:^|[，,。；;])([^，,。；;、\d]{2,14}?)(?:当中|之中|(?<![其年期之集])中|里)[，,][^，,。；;\d]{1,14}占(?!比)(?:到|了|据|约|近|超过?)*$"
)
_STANDS_IN = re.compile(
    r"的?[^，,。；;\d]{0,8}?(?:落在|长在|来自|出自|产自|源自|集中在|分布在|聚集在|位于|[是由]|在)(?!建|线|校|职)"
)
_WHOLE_PLACE = re.compile("全国|我国|全球|全世界|世界|全省|全市|全县")
# 是2020年的2.1倍: so many times of what.
_TIMES_OF = re.compile(
    r"(?:是|为|相当于|达到?|约?合|[达超约近])([^，,。；;、]{1,16}?)的(?:[约近超]|超过|大约|将近)*$"
)
_FLOW = re.compile(
    r"新增|净增|新认定|新建|新设|新开工|新引进|新培育|再增|增加(?!值|到|至)|多[增投招建发收]|多了|[比较][^，,。；;]{1,10}[多少]了?$|减少|新改扩建|(?<![新晋])[增减](?=了?$)"
)
_STOCK = re.compile(r"总数|总量|共有|累计|达|拥有|现有")
# …1100万人以上，目标已经实现: what follows says that it is done.
_DONE_AFTER = re.compile(
    r"(?:目标|任务|计划|指标)[^，,。；;]{0,6}(?:实现|完成|达成)|[，,；;](?:均|都|全部)?已经?(?:全部|全面|如期|提前)?(?:实现|完成|达成|落实|到位)"
    r"|[，,](?:已)?(?:超额|提前)?完成[^，,。；;]{0,8}(?:计划|任务|目标)的?\d"
)
_AGAINST = re.compile(r"[比较同]$")
# 是2019年的3.4倍, 恢复到2019年的108%: what is compared with, not when.
_MEASURED_BY = re.compile(r"(?:水平|同期)?的(?:[约近超]|超过)?[\d.．]+(?:倍|[%％])")
_FROM_TO = re.compile(r"(?:[由从]|[高升降长加少大小增减涨][到至])$")
_LASTING = re.compile(r"[来间](?!自|到|源|隔)")
# 近三年, 过去五年, 十年来: the stretch that a total is of; 工期近三年 is a length.
_STRETCH = re.compile(
    r"(?P<n3>[一二两三四五六七八九十]{1,3}|\d{1,2})(?P<u3>个?月|年)之?内|"
    r"(?:(?<![期时用历达长耗为需要])近|过去|这(?!一))(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})(?P<u>个?月|年)(?![级度期底初末])"
    rf"|(?P<n2>[一二两三四五六七八九十]{{1,3}}|\d{{1,2}})(?P<u2>个?月|年)多?{_LASTING.pattern}"
)
_OF_STRETCH = re.compile(
    r"(?:[”\"]这|(?<![期时用历达长耗为需要])近|过去|[年，]头|^头|(?<![提目])前)$"
)
# 省重点实验室, 全国重点实验室 and 市级 are things of their own; 广东省重点实验室 is one of the province.
_LEVEL = re.compile(
    r"(?<![全我本该各])[省市县区](?=级(?!财政|政府|人民政府)|重点|实验室|工程|示范|试点|龙头|专精)|国(?=家?级|家?重点|家?实验室|家工程|家?示范|家?试点|家龙头)"
)
# 未达到年度目标, 低于年初预期: what came of a plan is no plan.
_MET = re.compile(
    r"(?:达到?|完成|实现|超过|超出|低于|高于|好于|不及)[^，,。；;\d]{0,6}(?:目标|计划|任务|预期)"
    r"|完成[^，,。；;]{0,24}(?:目标|任务)的(?:基础|前提)"
    r"|(?<=[高加升降长少大小])[到至]20\d\d年的"
    r"|恢复[到至]20\d\d年(?:同期)?(?:的|水平)"
)
_SEEN_FROM = re.compile(r"从(同比|环比)(?:来)?看")


def seen_from(before: str, figure: Figure) -> str | None:
    """Return against what a change is that stands under 从环比看."""
    named = _SEEN_FROM.findall(before)
    return named[-1] if named and figure.direction else None


def levels(text: str) -> frozenset[str]:
    """Return of which levels what a text counts is: 省 of 省级企业技术中心."""
    return frozenset(m[0] for m in _LEVEL.finditer(text))


def compared_with(sentence: str, start: int, end: int) -> bool:
    """Whether the time `sentence[start:end]` is what a figure is compared with."""
    if _AGAINST.search(sentence, 0, start):
        return True
    found = _MEASURED_BY.match(sentence, end)
    # 由2021年的27%提高到2024年的44%: both were so in their years.
    return found is not None and not (found[0][-1] != "倍" and _FROM_TO.search(sentence, 0, start))


def is_done_after(sentence: str, end: int) -> bool:
    """Whether what follows a clause says that its figure is reached."""
    return bool(_DONE_AFTER.search(sentence, end))


def adds(text: str) -> bool:
    """Whether a text says what was added."""
    return bool(_FLOW.search(text))


def flow_of(sentence: str, clause: int, item: int, at: int) -> bool:
    """Whether a figure says what was added, not what there is; the items of a list share the verb of the first."""
    own = sentence[item:at]
    return bool(
        _FLOW.search(own)
        or (item > clause and not _STOCK.search(own) and _FLOW.search(sentence, clause, at))
    )


def base_of(
    figure: Figure, before: str, clauses: str = "", behind: str = ""
) -> tuple[str, ...] | None:
    """Return what a share is a share of, or a multiple a multiple of; None where the words around it name none.

    `clauses` is the sentence up to the figure: 全国蔬菜产量中，山东占11%. `behind` is what follows it in its clause:
    全国四分之一出自广东 is that of the whole country.
    """
    if figure.kind == "multiple" and (many := _TIMES_OF.search(before)):
        return (fold(many[1]),)
    found = (
        _BASE.search(before),
        _RATIO.search(before),
        _BASE_BEFORE.search(clauses),
        _OF_WHOLE.search(clauses),
    )
    # GDP is that of a country and of a region: which one, is compared as a place.
    named = (_GDP.sub("gdp", m[1]) for m in found if m)
    base = next((words for name in named if (words := key(name))), None)
    if base is None and figure.kind == "rate" and _STANDS_IN.match(behind):
        whole = _WHOLE_PLACE.findall(clauses)
        base = (plain_words(whole[-1]),) if whole else None
    return base


def role_of(item: str, own: str) -> str | None:
    """Return whether a figure is what something changed from, to, or by; `item` and `own` are the words before it."""
    role = _ROLE.search(_OF_YEAR.sub("", item))
    return role.lastgroup if role else "by" if _GREW.search(own) else None


def stretches(text: str) -> frozenset[str]:
    """Return the stretches of time that a text names: 近三年 and 3年来 are both 3年."""
    found: set[str] = set()
    for m in _STRETCH.finditer(text):
        n, u = m["n3"] or m["n"] or m["n2"], m["u3"] or m["u"] or m["u2"]
        found.add(f"{parse_numeral(n)}{u[-1]}{'内' if m['n3'] else ''}")
    return frozenset(found)


_NUMBER_OF = re.compile(
    r"(?P<of>[人户家台辆件套项个名次座])(?:数量?|次)(?:累计|总共|已|也|均|则)*(?:为|是|达到?|约|超过?|共|有|增至|增加到|突破|近)*$"
)


def of_stretch(figure: Figure) -> bool:
    """Whether a figure is the length of such a stretch: when, not how much."""
    # “十四五”这五年, 五年间: the stretch itself is compared among the times.
    between = figure.unit == "年" and _LASTING.match(figure.noun)
    return figure.kind == "duration" and bool(between or _OF_STRETCH.search(figure.before))


def bounded(figure: Figure, before: str) -> Figure:
    """Return the figure with the bound that 突破了 puts on it, or what 每人每天补助 counts it by."""
    if figure.kind == "quantity" and not figure.unit and (of := _NUMBER_OF.search(before)):
        figure = replace(figure, unit=of["of"])  # 就业人数为1314万
    if figure.kind == "money" and "/" not in figure.unit and _A_YEAR.search(before):
        figure = replace(figure, unit=f"{figure.unit}/年")
    if figure.kind == "money" and "/" not in figure.unit and (month := _A_MONTH.search(before)):
        figure = replace(figure, unit=f"{figure.unit}/{month['time']}")
    if figure.qualifier == "exact" and (limit := _LIMIT.search(before)):
        most = limit.lastgroup == "at_most"
        return replace(
            figure,
            qualifier="at_most" if most else "at_least",
            low=None if most else figure.value,
            high=figure.value if most else None,
        )
    if figure.value < 0 and figure.direction == "up":  # 增长-3.2% is 下降3.2%
        figure = replace(
            figure, value=-figure.value, low=-figure.value, high=-figure.value, direction="down"
        )
    if figure.qualifier == "exact" and _PASSED.search(before):
        return replace(figure, qualifier="over", low=figure.value, high=None)
    if "/" not in figure.unit and (each := _EACH.search(before)):
        per = "/".join(part for part in each.groups() if part)
        return replace(figure, unit=f"{figure.unit}/{per}")
    return figure


def places_in(text: str) -> list[tuple[int, int, str]]:
    """Return the places that a text names, 全省 and its like among them: where each stands and its canonical name."""
    found = [(r.start, r.end, r.canonical) for r in find_regions(text)]
    taken = [(a, b) for a, b, _ in found]
    for match in _SCOPE.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            name = match[0].replace("我", "全")
            name = f"全{name[0]}" if name.endswith("里") else name
            found.append((match.start(), match.end(), name))
    return [(a, b, "全国" if name == "中国" else name) for a, b, name in sorted(found)]


@lru_cache(maxsize=8192)
def modality(clause: str, before: str = "") -> Modality:
    """Return whether a clause says what is to come, what is done, or leaves it open."""
    folded, before = (_MET.sub("", fold(text)) for text in (clause, before))
    if plans(folded) or _PLAN.search(folded):
        return "planned"
    if _DONE.search(folded):
        ahead = _BY_THEN.search(before) or plans(before) or _PLAN.search(before)
        return "planned" if ahead and not _REACHED.search(folded) else "done"
    return "planned" if before and (plans(before) or _PLAN.search(before)) else "open"
