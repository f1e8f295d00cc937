"""Numbers that count or measure: numerals with their units, qualifiers and intervals.

超4000家, 8.5万家, 15至20个, 40多家, 不超过300万元, 3%—5%, 每平方米500元, 过半, 翻两番.
The bounds follow the Civil Code, article 1259: 以上, 以下, 以内 include the number, 超过 and 不满 do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.numerals import Numeral, read_numerals
from qa.figure_types import Figure, Kind, Qualifier
from qa.figure_units import Unit, kind_of, per_name, read_unit

_FILLER = r"(?:可达到?|达到?了?|为|至|到|可|给予|奖励|奖补|补贴|补助|资助|支持|按|予以|一次性|人民币|额度?|金额|限额|比例|的|是|:|有|在|于|约|每[年户人家项个])"
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_most", r"(?:原则上)?(?:不得?|未|没有|不能|不应|不再|并未)(?:超过|超出|高于|大于|多于|突破|超)|至多|≤|<=|不超|最迟"),
    ("at_most", rf"(?:最高|最多|上限)(?:不超过|{_FILLER}){{0,4}}"),
    ("at_least", r"(?:不得?|未|不能|不应)(?:少于|低于|小于|短于)|至少(?:要|需|达到?|有|为|在|增加|培育|建设)?|起码|≥|>=|不下(?!降|调|滑)|(?<![不未圆充饱期届])满"),
    ("at_least", rf"(?:最低|最少|下限)(?:不低于|不少于|{_FILLER}){{0,4}}"),
    ("over", r"(?:超过|超出|远超|大于|高于|多于|突破|逾|(?<!计)超(?!过)|>|[跃迈登]?上|(?<=[^经通超不])过|破)(?:了)?"),
    ("under", r"不足|不到|低于|少于|小于|未满|不满|未达|短于|<|未到"),
    ("about", r"大约|大概|大致|约(?:占[一-龥]{0,8}|[为有合计在])?|左右|估计|将近?约"),
    ("nearly", r"将近|接近|几近|近(?!平)"),
)
_LEFT_GUARD = {
    "近": "最附靠邻临亲就贴迫", "约": "节预合契公条违签解特邀履制大简集隐俭", "超": "反高赶", "破": "打突爆",
    "上": "以之马线网路", "过": "经通超不错",
}  # fmt: skip
_PREFIX = re.compile("(?:" + "|".join(f"(?P<q{i}>{p})" for i, (_, p) in enumerate(_BEFORE)) + r")[ ]?(?:人民币|美元)?$")
_REMOTE = re.compile(
    r"(?P<at_most>不得?超过|不得?高于|至多)|(?P<at_least>不得?低于|不得?少于|至少)|(?P<over>超过|高于)|(?P<under>低于|不足|不到)"
)
_OF = re.compile(r"[一-龥]{1,14}的$")  # 不超过实际投资额的10%
_BARE_ONLY = frozenset(("上", "过", "破"))  # 上百, 过万, 破亿: qualifiers only before a bare scale
_SUFFIX = re.compile(
    r"[ ]?(?P<paren>\((?P<inc>[不]?含|包括|包含)[^)]{0,8}\))?(?P<kind>(?:及其?|或者?|含本数)?(?:以上|之上|开外)|(?:及其?|或者?)?(?:以下|之下)"
    r"|以内|之内|以里|(?:内(?![一-龥]?[部外地容资涝河需陆科涵生置存蒙饰销在]))|以外|左右|上下|前后|封顶|起步|起(?=[,。、;)])|不到|不足|有余|多(?![一-龥]?[样种元式项家数边])|余(?![额热粮缺量])|强(?=[,。、;])|弱(?=[,。、;]))"
)
_SUFFIXES: dict[str, Qualifier] = {
    "以上": "at_least", "之上": "at_least", "开外": "over", "以下": "at_most", "之下": "at_most",
    "以内": "at_most", "之内": "at_most", "以里": "at_most", "内": "at_most", "以外": "over",
    "左右": "about", "上下": "about", "前后": "about", "封顶": "at_most", "起步": "at_least",
    "起": "at_least", "不到": "under", "不足": "under", "有余": "over", "多": "over", "余": "over",
    "强": "over", "弱": "nearly",
}  # fmt: skip
_MORE = re.compile(r"[多余来](?![样元式边地自种年来额热粮缺者到历])|多(?=种|年|元[,。、;的])")
_FROM_TO = re.compile(r"(?:\(含\))?(?:及?以上|\(不?含\))(?:\(不?含[^)]{0,6}\))?[ ]?(?P<to>[-—~－]{1,2}|至|到)?[ ]?")
_UNTIL = re.compile(r"(?:\(不?含\))?(?:以下|以内)")
_TO = re.compile(r"[ ]?(?:[-—~－]{1,2}|至|到)[ ]?")
_LEVEL = re.compile(r"级(?!别)")
_PER_PREFIX = re.compile(r"每(?P<unit>[一-龥]{1,4}|m2|㎡)$")
_PER_UNITS = frozenset(
    "平方米 平米 亩 吨 公里 千瓦 千瓦时 立方米 人 户 家 个 年 月 天 日 台 辆 套 件 公斤 斤 项 名 位 公顷 人次 小时 度 头 只 标准箱 单 次 人每月 人每年 人每天 户每年 亩每年 平方米每月 人每次 人次 学生 床位 架次 班 柜 周 季度 升 瓦 桶".split()
)
_HALVES = re.compile(r"半(?=[,。、;以的内左之后前]|$|时间|[一-龥](?!体|导))")
_NEGATIVE = re.compile(r"(?:^|[\s(为达至长降率幅:,。约])[-－]$|负$|零下$")
_DOUBLE = re.compile(r"翻(?:了)?(?:一番|(?P<n>[两二三四五\d])番)|翻番|翻(?:了)?一倍")
_HALF_SHARE = re.compile(
    r"(?P<q>超过?|过|近|约|不足|不到|占|逾|突破|达到?|接近|至少|不低于|不少于|高于|低于)?(?P<n>一半|半数|(?<=[过超近])半)(?P<s>以上|以下|左右)?"
)
_RATIO = re.compile(r"(?<![\d:.])(?P<a>\d{1,4}(?:\.\d+)?)[:∶](?P<b>\d{1,4}(?:\.\d+)?)(?![\d:.])")
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class _Measured:
    """A numeral with its unit: `end` is where the unit ends, `more` the 多 or 余 between or after them."""

    numeral: Numeral
    unit: Unit | None
    end: int
    more: str
    half: bool = False


def find_quantities(source: str, folded: str, taken: list[tuple[int, int]]) -> list[Figure]:
    """Return the quantities outside `taken`, in order; `folded` is `index.numerals.plain(source)`."""

    def free(start: int, end: int) -> bool:
        return all(end <= s or e <= start for s, e in taken)

    figures = [f for f in _special(source, folded) if free(f.start, f.end)]
    spans = [(f.start, f.end) for f in figures]
    numerals = [
        n
        for n in read_numerals(folded)
        if free(n.start, n.end) and all(n.end <= s or e <= n.start for s, e in spans)
    ]
    at = 0
    while at < len(numerals):
        first = _measure(folded, numerals[at])
        second = _measure(folded, numerals[at + 1]) if at + 1 < len(numerals) else None
        figure = _range(source, folded, first, second) if second else None
        at += 2 if figure else 1
        figure = figure or _single(source, folded, first)
        if figure is not None:
            figures.append(figure)
    return sorted(figures, key=lambda f: f.start)


def _special(source: str, folded: str) -> list[Figure]:
    """Read what is a figure without an ordinary numeral: 翻一番, 一半, 过半, 1:3."""
    found = []
    for m in _DOUBLE.finditer(folded):
        times = Decimal(int(m["n"])) if (m["n"] or "").isdigit() else Decimal("一两三四五".find((m["n"] or "一").replace("二", "两")) + 1)
        found.append(_make(source, m.span(), m.span(), "multiple", times, "exact", "番"))
    for m in _HALF_SHARE.finditer(folded):
        if m["n"] == "半" and not m["q"]:
            continue
        words = (m["q"] or "") + (m["s"] or "")
        qualifier = _half_qualifier(words)
        start = m.start("n") if m["q"] in ("占", "达", "达到") else m.start()
        found.append(_make(source, (start, m.end()), m.span("n"), "rate", Decimal(50), qualifier, "%"))
    for m in _RATIO.finditer(folded):
        if Decimal(m["b"]):
            figure = _make(source, m.span(), m.span(), "ratio", Decimal(m["a"]) / Decimal(m["b"]), "exact", "")
            found.append(figure)
    return found


def _half_qualifier(words: str) -> Qualifier:
    for word, qualifier in (
        ("以上", "at_least"), ("以下", "at_most"), ("左右", "about"), ("不低于", "at_least"), ("不少于", "at_least"),
        ("至少", "at_least"), ("不足", "under"), ("不到", "under"), ("低于", "under"), ("接近", "nearly"),
        ("近", "nearly"), ("约", "about"), ("过", "over"), ("超", "over"), ("逾", "over"), ("突破", "over"), ("高于", "over"),
    ):  # fmt: skip
        if word in words:
            return qualifier  # type: ignore[return-value]
    return "exact"


def _measure(folded: str, numeral: Numeral) -> _Measured:
    """Read the unit of a numeral, and the 多 that may stand before or after it."""
    at, more = numeral.end, ""
    match = _MORE.match(folded, at)
    if match and not numeral.percent and (read_unit(folded, match.end()) or numeral.step > 1):
        more, at = match[0], match.end()
    if numeral.percent:
        return _Measured(numeral, Unit(at, "%", "rate"), at, more)
    unit = read_unit(folded, at)
    end = unit.end if unit else at
    half = False
    if unit and unit.name in ("年", "倍", "天", "小时", "岁", "周") and _HALVES.match(folded, end):
        half, end = True, end + 1
    if unit and unit.name == "个" and folded.startswith("半", end):
        later = next((u for u in ("个月", "小时") if folded.startswith(u.lstrip("个"), end + 1)), "")
        if later:
            return _Measured(numeral, Unit(end, later, "duration"), end + 1 + len(later.lstrip("个")), more, True)
    return _Measured(numeral, unit, end, more, half)


def _range(source: str, folded: str, one: _Measured, two: _Measured) -> Figure | None:
    """Read 15至20个, 8%—10%, 300—500万元, 七八个; None if the two numerals are not one range."""
    a, b = one.numeral, two.numeral
    pair = a.end == b.start and not one.unit and b.value > a.value
    both = _FROM_TO.fullmatch(folded, one.end, b.start)
    if not pair and (one.more or not (both or _TO.fullmatch(folded, one.end, b.start))):
        return None
    if both and not both["to"] and not _UNTIL.match(folded, two.end):
        return None
    name = two.unit.name if two.unit else ""
    if one.unit and two.unit and one.unit.name != name and one.end != a.end:
        return None
    if one.unit and not two.unit:
        return None
    low = a.value
    if not one.unit and not pair and b.value > a.value:
        low = _scaled_low(folded, a, b)
    if low >= b.value or (a.percent and not b.percent):
        return None
    if folded[a.start - 1 : a.start] in ("从", "由") and "到" in folded[one.end : b.start]:
        return None
    kind = two.unit.kind if two.unit else "quantity"
    start, name = _per_prefix(folded, a.start, name)
    qualifier: Qualifier = "about" if pair else "range"
    until = _UNTIL.match(folded, two.end) if both else None
    end = until.end() if until else two.end
    figure = _make(source, (start, end), (a.start, b.end), kind, low, qualifier, name, b.value)
    return figure


def _scaled_low(folded: str, a: Numeral, b: Numeral) -> Decimal:
    """Return the lower end of 300—500万, which takes the scale of the upper, unless it has its own."""
    text = folded[b.start : b.end].rstrip()
    factor = ONE
    for char in reversed(text):
        scale = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}.get(char)
        if scale is None or (text[0] not in "0123456789" and char in "百千"):
            break
        factor *= scale
    own = folded[a.end - 1] in "万亿千百"
    if own or factor == 1 or a.value * factor >= b.value:
        return a.value
    return a.value * factor


def _single(source: str, folded: str, measured: _Measured) -> Figure | None:
    """Read one numeral as a figure: prefix, numeral, unit, suffix; None if it counts nothing."""
    numeral, unit = measured.numeral, measured.unit
    start, end, value = numeral.start, measured.end, numeral.value
    name, kind = (unit.name, unit.kind) if unit else ("", "quantity")
    fraction = not unit and "/" in folded[start:end] or "分之" in folded[start:end]
    if fraction and not numeral.percent:
        value, name, kind = value * 100, "%", "rate"
    if measured.half:
        value += Decimal("0.5")
    if _NEGATIVE.search(folded, max(0, start - 3), start):
        value, start = -value, start - (2 if folded[start - 1] == "下" else 1)
    if unit is None and not fraction and not _counts_alone(folded, numeral):
        return None
    if unit and (level := _LEVEL.match(folded, end)) and kind == "money":
        return _make(source, (start, level.end()), (start, numeral.end), "grade", value, "exact", f"{name}级", key=f"{value.normalize():f}{name}级")
    qualifier, begin = _prefix(folded, start, numeral, kind)
    name_start, name = _per_prefix(folded, begin, name)
    begin = min(begin, name_start)
    high: Decimal | None = None
    if qualifier is None and (suffix := _SUFFIX.match(folded, end)) and suffix["kind"]:
        qualifier, end = _suffix(folded, suffix, kind), suffix.end() if _suffix(folded, suffix, kind) else end
    if qualifier is None and (measured.more or numeral.vague):
        qualifier = "about" if measured.more == "来" or numeral.vague == "数" else "over"
        high = value + numeral.step
    if numeral.vague == "数":
        qualifier, high = "about", value * 10
    indefinite = folded[start : numeral.end] == "一" and bool(unit) and kind in ("quantity", "duration")
    return _make(
        source, (begin, end), (start, numeral.end), kind, value, qualifier or "exact", name, high, indefinite
    )


def _suffix(folded: str, match: re.Match[str], kind: Kind) -> Qualifier | None:
    """Return what a suffix says; （不含） makes a bound strict, 内 needs a time or a length."""
    word = match["kind"].lstrip("及其或者含本数")
    qualifier = _SUFFIXES.get(word)
    if word == "内" and kind not in ("duration", "quantity"):
        return None
    if match["inc"] == "不含" and qualifier in ("at_least", "at_most"):
        return "over" if qualifier == "at_least" else "under"
    return qualifier


def _prefix(folded: str, start: int, numeral: Numeral, kind: Kind) -> tuple[Qualifier | None, int]:
    """Return the qualifier before `start` and where it begins."""
    match = _PREFIX.search(folded, max(0, start - 16), start)
    if match is None or match.lastgroup is None:
        return (_remote(folded, start) if kind == "rate" else None), start
    word = match[0]
    index = next(i for i in range(len(_BEFORE)) if match[f"q{i}"])
    if folded[match.start() - 1 : match.start()] in tuple(_LEFT_GUARD.get(word[0], "")):
        return None, start
    if word == "满" and kind not in ("age", "duration"):
        return None, start
    bare = folded[start] in "百千万亿半"
    if word in _BARE_ONLY and not bare:
        return None, start
    after = folded[numeral.end : numeral.end + 2]
    if word == "近" and (after[:1] in ("年", "天", "日", "周") or after in ("个月", "几年")):
        worked = folded[max(0, match.start() - 2) : match.start()] in ("历时", "用时", "历经", "持续", "长达")
        return ("nearly", match.start()) if worked else (None, start)
    return _BEFORE[index][0], start if word.startswith("约占") and len(word) > 2 else match.start()


def _remote(folded: str, start: int) -> Qualifier | None:
    """Return the qualifier of 不超过投资额的10%, which stands before what the rate is taken of."""
    for match in _REMOTE.finditer(folded, max(0, start - 20), start):
        if _OF.fullmatch(folded, match.end(), start):
            return match.lastgroup  # type: ignore[return-value]
    return None


def _per_prefix(folded: str, start: int, name: str) -> tuple[int, str]:
    """Return the start and unit of 每平方米500元: 元/平方米; both unchanged when no 每 stands before."""
    match = _PER_PREFIX.search(folded, max(0, start - 6), start)
    if match is None or match["unit"] not in _PER_UNITS or "/" in name:
        return start, name
    per = "/".join(per_name(part) for part in match["unit"].split("每"))
    if folded[match.start() - 3 : match.start()] in ("每人", "每户"):
        return start, name
    return match.start(), f"{name}/{per}"


def _counts_alone(folded: str, numeral: Numeral) -> bool:
    """Return whether a numeral without a unit is a figure: 1200, 二百; a lone 三 is not."""
    text = folded[numeral.start : numeral.end]
    if text[0].isdigit():
        return not (folded[numeral.end : numeral.end + 1] in ("号", "版", "级", "期", "届"))
    return len(text) > 1 and text[0] not in "百千万亿"


def _make(
    source: str,
    span: tuple[int, int],
    number: tuple[int, int],
    kind: Kind,
    value: Decimal,
    qualifier: Qualifier,
    unit: str,
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
    return whole.quantize(ONE) if whole == value else value.normalize()


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
