"""Qualifiers and the intervals they mean: 超, 近, 约, 不超过, 以上, 以内, 不足.

The bounds follow the Civil Code, article 1259: 以上, 以下, 以内 include the number, 超过 and 不满 do not.
"""

from __future__ import annotations

import re
from decimal import Decimal

from index.numerals import Numeral
from qa.figures.types import Figure, Kind, Qualifier

_FILLER = r"(?:[可能][一-龥]{1,3}|(?:贷款)?贴息|授信|减免|返还|补偿|可达到?|达到?了?|为|至|到|可|给予|奖励|奖补|补贴|补助|资助|支持|按|予以|一次性|人民币|额度?|金额|限额|比例|是|:|有|在|于|约|每[年户人家项个])"
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        "at_most",
        r"(?:原则上)?(?:不得?|未|没有|不能|不应|不再|并未)(?:超过|超出|高于|大于|多于|突破|超)|至多|顶格|≤|<=|不超",
    ),
    ("at_most", rf"(?:最高|最多|最长|最晚|最迟|上限)(?:不超过|{_FILLER}){{0,4}}"),
    (
        "at_least",
        r"(?:不得?|未|不能|不应)(?:少于|低于|小于|短于)|至少(?:要|需|达到?|有|为|在|增加|培育|建设)?|起码|≥|>=|不下(?!降|调|滑)|(?<![不未圆充饱期届])满",
    ),
    ("at_least", rf"(?:最低|最少|最短|下限)(?:不低于|不少于|{_FILLER}){{0,4}}"),
    (
        "over",
        r"(?:[迈跨越]过|站上|冲破|超过|超出|远超|大于|高于|多于|突破|逾|(?<!计)超(?!过)|>|[跃迈登]?上|(?<![经通超不错])过|破)(?:了)?",
    ),
    ("under", r"不足|不到|低于|少于|小于|未满|不满|未达|短于|<|未到"),
    ("about", r"大约|大概|大致|约(?:占[一-龥]{0,8}|[为有合计在])?"),
    ("nearly", r"将近|接近|几近|近(?!平)"),
)
_LEFT_GUARD = {
    "近": "最附靠邻临亲就贴迫", "约": "节预合契公条违签解特邀履制大简集隐俭", "超": "反高赶", "破": "打突爆",
    "上": "以之马线网路", "过": "经通超不错",
}  # fmt: skip
_PREFIX = re.compile(
    "(?:"
    + "|".join(f"(?P<q{i}>{p})" for i, (_, p) in enumerate(_BEFORE))
    + r")[ ]?(?:人民币|美元)?$"
)
_REMOTE = re.compile(
    r"(?P<about>约为|约占|大约是?)|(?P<at_most>不得?超过|不得?高于|至多)|(?P<at_least>不得?低于|不得?少于|至少)|(?P<over>超过|高于)|(?P<under>低于|不足|不到)"
)
_OF = re.compile(
    r"[一-龥]{1,14}(?:的|额|费用?|收入|成本|价|投入|经费|支出|总[数量]|面积|投资)"
)  # 不超过实际投资额的10%
_DISTANT = re.compile(
    r"(?:(?P<at_least>至少|不[小少低]于)|(?P<at_most>至多|不[大多高]于|不超过)|(?P<about>大约))(?:两[侧边端]|(?![零一二两三四五六七八九十百千万亿])[一-龥]){1,6}$"
)
_BROKEN_THROUGH = re.compile(r"多?余?[项个类条][一-龥\"“”]{0,10}?(?:技术|瓶颈|难题|难关|工艺)")
_BARE_ONLY = frozenset(("上", "过", "破"))  # 上百, 过万, 破亿: qualifiers only before a bare scale
_SUFFIX = re.compile(
    r"[ ]?(?:\((?P<included>不?含|包括|包含)[^)]{0,14}\))?(?:及其?|或者?|含本数)?(?P<word>以上|之上|开外|以下|之下|以内|之内|以里"
    r"|内(?![一-龥]?[部外地容资涝河需陆科涵生置存蒙饰销在])|以外|外(?=[,。、;)的下加处按每]|$)|左右|上下|前后|封顶|[见到]顶|起步|打底|出头|还多|起(?=[,。、;)])|(?:不到|不足)(?=[,。、;)的]|$)|有余"
    r"|多(?!次|[一-龥]?[样种元式项家数边])|余(?![额热粮缺量])|强(?=[,。、;]|$)|弱(?=[,。、;]|$))"
)
_LENGTHS = frozenset({"公里", "米", "里", "海里", "平方公里"})
_SUFFIXES: dict[str, Qualifier] = {
    "以上": "at_least", "之上": "at_least", "开外": "over", "以下": "at_most", "之下": "at_most",
    "以内": "at_most", "之内": "at_most", "以里": "at_most", "内": "at_most", "以外": "over", "外": "over",
    "左右": "about", "上下": "about", "前后": "about", "封顶": "at_most", "见顶": "at_most", "到顶": "at_most", "起步": "at_least", "打底": "at_least",
    "出头": "over", "还多": "over",
    "起": "at_least", "不到": "under", "不足": "under", "有余": "over", "多": "over", "余": "over",
    "强": "over", "弱": "nearly",
}  # fmt: skip
INCLUDED = re.compile(r"\(不?含(?:本数|[\d一二三四五六七八九十百千万亿][^()]{0,12})?\)")
"""500亩（含500亩）: says the number again, or that a bound includes it."""


# 迈过7000亿元, 跨过1000家大关: more than that.
_PASSED = ("迈过", "跨过", "越过", "站上", "冲破")
_MARK = re.compile(r"[\u4e00-\u9fff]{0,3}(?:大关|关口|门槛|台阶)")


def qualifier_before(
    folded: str, start: int, numeral: Numeral, kind: Kind
) -> tuple[Qualifier | None, int]:
    """Return the qualifier before `start` and where it begins."""
    match = _PREFIX.search(folded, max(0, start - 16), start)
    if match is None or match.lastgroup is None:
        of_share = qualifier_of_share(folded, start) if kind == "rate" else None
        return of_share or qualifier_at_a_distance(folded, start), start
    word = match[0]
    index = next(i for i in range(len(_BEFORE)) if match[f"q{i}"])
    if folded[match.start() - 1 : match.start()] in tuple(_LEFT_GUARD.get(word[0], "")):
        return None, start
    if word == "满" and kind not in ("age", "duration"):
        return None, start
    if kind == "duration" and folded.startswith(("年计划", "年规划"), numeral.end):
        return None, start  # 超过五年计划 is more than the plan, not more than five years
    if word.startswith("突破") and _BROKEN_THROUGH.match(folded, numeral.end):
        return None, start  # 突破62项关键技术: what was broken through, not more than 62
    counted = word[:2] in _PASSED and kind not in ("money", "rate")
    if counted and not _MARK.match(folded, numeral.end):
        return None, start  # 跨过3条河
    bare = folded[start] in "百千万亿半"
    if word in _BARE_ONLY and not bare:
        return None, start
    after = folded[numeral.end : numeral.end + 2]
    if (
        word == "近"
        and kind == "duration"
        and (after[:1] in ("年", "天", "日", "周") or after in ("个月", "几年"))
    ):
        worked = folded[max(0, match.start() - 2) : match.start()] in (
            "历时",
            "用时",
            "历经",
            "持续",
            "长达",
        )
        return ("nearly", match.start()) if worked else (None, start)
    return _BEFORE[index][0], start if word.startswith("约占") and len(word) > 2 else match.start()


def qualifier_at_a_distance(folded: str, start: int) -> Qualifier | None:
    """Return the qualifier of 至少散布着50个, 不小于两侧各100米, which stands a few words before."""
    match = _DISTANT.search(folded, max(0, start - 9), start)
    return match.lastgroup if match else None  # type: ignore[return-value]


def qualifier_of_share(folded: str, start: int) -> Qualifier | None:
    """Return the qualifier of 不超过投资额的10%, which stands before what the rate is taken of."""
    for match in _REMOTE.finditer(folded, max(0, start - 20), start):
        if _OF.fullmatch(folded, match.end(), start):
            return match.lastgroup  # type: ignore[return-value]
    return None


def qualifier_after(folded: str, end: int, kind: Kind, unit: str) -> tuple[Qualifier | None, int]:
    """Return the qualifier after a unit that ends at `end`, and where the figure then ends.

    （不含） makes a bound strict; 内 bounds times and lengths only.
    """
    match = _SUFFIX.match(folded, end)
    if match is None:
        included = INCLUDED.match(folded, end)
        return None, included.end() if included else end
    word = match["word"]
    if word == "内" and kind != "duration" and unit not in _LENGTHS:
        return None, end
    if word == "外" and unit not in _LENGTHS:
        return None, end
    qualifier = _SUFFIXES[word]
    stop = INCLUDED.match(folded, match.end())
    without = match["included"] == "不含" or (stop is not None and stop[0].startswith("(不含"))
    if without and qualifier in ("at_least", "at_most"):
        qualifier = "over" if qualifier == "at_least" else "under"
    return qualifier, stop.end() if stop else match.end()


def make_figure(
    source: str,
    span: tuple[int, int],
    number: tuple[int, int],
    kind: Kind,
    value: Decimal,
    qualifier: Qualifier,
    unit: str,
    *,
    high: Decimal | None = None,
    indefinite: bool = False,
    key: str = "",
) -> Figure:
    """Make the figure with the interval that its qualifier means."""
    value = tidy(value)
    low, top = bounds(value, qualifier, high)
    return Figure(
        start=span[0],
        end=span[1],
        text=source[span[0] : span[1]],
        number_start=number[0],
        number_end=number[1],
        kind=kind,
        value=value,
        low=None if low is None else tidy(low),
        high=None if top is None else tidy(top),
        qualifier=qualifier,
        unit=unit,
        indefinite=indefinite,
        key=key,
    )


def tidy(value: Decimal) -> Decimal:
    """Return the value without trailing zeros and without an exponent: 85000.0 -> 85000."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def bounds(
    value: Decimal, qualifier: Qualifier, high: Decimal | None = None
) -> tuple[Decimal | None, Decimal | None]:
    """Return the interval; `high` is the upper end where the words give one (40多, 七八, 数十, ranges)."""
    if high is not None:
        return (value * 2 if qualifier == "about" and high == value * 10 else value), high
    if qualifier in ("over", "at_least"):
        return value, None
    if qualifier in ("under", "at_most"):
        return None, value
    tenth = abs(value) / 10
    if qualifier == "about":
        return value - tenth, value + tenth
    return (value - tenth, value) if qualifier == "nearly" else (value, value)
