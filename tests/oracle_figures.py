"""An oracle for the figure reader: it writes figures whose meaning it knows.

Built the other way round from the reader and shares no code with it: values are drawn first and written
down in one of many styles, so what the text means is known without reading it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from qa.figures import Figure
from tests.oracle_numbers import Number, decimal_number, han, number

Bound = Decimal | None


@dataclass(frozen=True, slots=True)
class Expected:
    """A figure written down: its text and what a reader has to make of it (`key` for times and marks)."""

    text: str
    kind: str
    value: Decimal = Decimal(0)
    unit: str = ""
    qualifier: str = "exact"
    low: Bound = None
    high: Bound = None
    key: str = ""


PREFIXES = {
    "over": ("超", "超过", "逾", "突破", "超出", "多于"),
    "at_least": ("不少于", "不低于", "至少", "不得少于", "≥"),
    "at_most": ("不超过", "不高于", "最高", "最多", "至多", "不得超过"),
    "under": ("不足", "不到", "低于", "少于"),
    "nearly": ("近", "将近", "接近"),
    "about": ("约", "大约", "约为"),
}
SUFFIXES = {
    "at_least": ("以上", "及以上", "（含）以上"),
    "at_most": ("以下", "以内", "及以下"),
    "about": ("左右", "上下"),
}


def interval(value: Decimal, qualifier: str) -> tuple[Bound, Bound]:
    """Return what a qualifier means: open ends for bounds, a tenth for the vague ones."""
    return {
        "exact": (value, value),
        "over": (value, None),
        "at_least": (value, None),
        "under": (None, value),
        "at_most": (None, value),
        "nearly": (value - value / 10, value),
        "about": (value - value / 10, value + value / 10),
    }[qualifier]


def qualified(
    rng: random.Random, written: Number, word: str, unit: str, kind: str, more: bool = True
) -> Expected:
    """Put a number and its unit under a random qualifier."""
    choice = rng.random()
    value = written.value
    if choice < 0.4 or (kind == "duration" and choice < 0.7):  # 近三年 is the last three years
        return Expected(f"{written.text}{word}", kind, value, unit, "exact", value, value)
    if choice < 0.7:
        qualifier = rng.choice(list(PREFIXES))
        text = f"{rng.choice(PREFIXES[qualifier])}{written.text}{word}"
    elif choice < 0.85 or not more or written.step < 10 or written.text[-1] not in "0十百千":
        qualifier = rng.choice(list(SUFFIXES))
        text = f"{written.text}{word}{rng.choice(SUFFIXES[qualifier])}"
    else:
        text = f"{written.text}{rng.choice('多余')}{word}"
        return Expected(text, kind, value, unit, "over", value, value + written.step)
    return Expected(text, kind, value, unit, qualifier, *interval(value, qualifier))


COUNTS = "家 个 项 人 名 位 户 件 条 套 台 辆 艘 架 座 所 栋 种 类 份 支 场 头 株 门".split()  # noqa: SIM905
MEASURES = {
    "吨": "吨", "公斤": "公斤", "千克": "公斤", "斤": "斤", "公里": "公里", "千米": "公里", "米": "米", "亩": "亩",
    "公顷": "公顷", "平方米": "平方米", "平方公里": "平方公里", "立方米": "立方米", "千瓦": "千瓦", "千瓦时": "千瓦时",
    "人次": "人次", "吨标准煤": "吨标准煤", "标准箱": "标准箱", "兆瓦": "兆瓦",
}  # fmt: skip
MONEY = {
    "元": "元",
    "元人民币": "元",
    "美元": "美元",
    "欧元": "欧元",
    "港元": "港元",
    "日元": "日元",
}
PERIOD_LENGTHS = {
    "天": "天",
    "个月": "个月",
    "个工作日": "工作日",
    "小时": "小时",
    "分钟": "分钟",
    "周": "周",
}


def count(rng: random.Random) -> Expected:
    """Write a count: 超4000家."""
    unit = rng.choice(COUNTS)
    return qualified(rng, number(rng, 2, 10**9), unit, unit, "quantity")


def measure(rng: random.Random) -> Expected:
    """Write a measure: 8.5万吨左右."""
    word = rng.choice(list(MEASURES))
    written = number(rng, 2, 10**11) if rng.random() < 0.7 else decimal_number(rng)
    if written.text[-1] in "千仟" and word == "米":
        word = "吨"  # 四千米 may as well be 4 千米
    return qualified(rng, written, word, MEASURES[word], "quantity")


def money(rng: random.Random) -> Expected:
    """Write an amount of money, now and then per something."""
    word = rng.choice(list(MONEY))
    written = number(rng, 10, 10**14)
    if rng.random() < 0.15:
        word, per = "元/", rng.choice(["平方米", "亩", "吨", "家", "年"])
        value = written.value
        return Expected(
            f"{written.text}元/{per}", "money", value, f"元/{per}", "exact", value, value
        )
    return qualified(rng, written, word, MONEY[word], "money")


def rate(rng: random.Random) -> Expected:
    """Write a rate in one of its many ways."""
    style = rng.random()
    if style < 0.15:
        tenths, half = rng.randint(1, 9), rng.random() < 0.3
        text = (
            ("一两三四五六七八九" if half else "一二三四五六七八九")[tenths - 1]
            + "成"
            + "半" * half
        )
        value = Decimal(tenths * 10 + 5 * half)
        return qualified(rng, Number(text, value, Decimal(1)), "", "%", "rate", more=False)
    if style < 0.25:
        bottom = rng.randint(2, 10)
        top = rng.randint(1, bottom - 1)
        text = f"{han(bottom).removeprefix('一' if bottom == 10 else '_')}分之{han(top)}"
        if rng.random() < 0.5:
            text = f"{top}/{bottom}"
        value = Decimal(top) / Decimal(bottom) * 100
        value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        return Expected(text, "rate", value, "%", "exact", value, value)
    written = decimal_number(rng)
    if style < 0.35 and written.text[-1] not in "０１２３４５６７８９":
        value = written.value / 10
        return Expected(f"{written.text}‰", "rate", value, "%", "exact", value, value)
    if "零" <= written.text[0] <= "龥":
        return qualified(
            rng,
            Number("百分之" + written.text, written.value, written.step),
            "",
            "%",
            "rate",
            False,
        )
    return qualified(rng, written, rng.choice("%％"), "%", "rate", more=False)


def points(rng: random.Random) -> Expected:
    """Write percentage points."""
    return qualified(rng, decimal_number(rng), "个百分点", "个百分点", "points", more=False)


def duration(rng: random.Random) -> Expected:
    """Write a length of time."""
    word = rng.choice(list(PERIOD_LENGTHS))
    return qualified(rng, number(rng, 2, 400), word, PERIOD_LENGTHS[word], "duration", more=False)


def span(rng: random.Random) -> Expected:
    """Write a range: 15至20个, 8%—10%, 300—500万元."""
    low = rng.randint(1, 400)
    high = low + rng.randint(1, 500)
    joint = rng.choice(["至", "—", "-", "~", "到", "～"])
    style = rng.random()
    if style < 0.35:
        unit = rng.choice(COUNTS)
        text, kind, by = f"{low}{joint}{high}{unit}", "quantity", 1
    elif style < 0.55:
        unit, kind, by = "%", "rate", 1
        text = f"{low}%{joint}{high}%" if rng.random() < 0.6 else f"{low}{joint}{high}%"
        if rng.random() < 0.2:  # 六到七成
            tenths = rng.sample(range(1, 10), 2)
            low, high = min(tenths) * 10, max(tenths) * 10
            digits = "一二三四五六七八九"
            text = f"{digits[low // 10 - 1]}{rng.choice('至到')}{digits[high // 10 - 1]}成"
    else:
        unit, kind, by = "元", "money", 10**4
        text = f"{low}{rng.choice(['', '万', '万元'])}{joint}{high}万元"
    return Expected(
        text, kind, Decimal(low * by), unit, "range", Decimal(low * by), Decimal(high * by)
    )


def year_text(rng: random.Random, year: int) -> str:
    """Write a year in digits or in Han."""
    return (
        str(year)
        if rng.random() < 0.7
        else "".join("〇一二三四五六七八九"[int(d)] for d in str(year))
    )


def time(rng: random.Random) -> Expected:
    """Write a date or a period; days and months in Han only where the year is."""
    year, month, day = rng.randint(1949, 2060), rng.randint(1, 12), rng.randint(1, 28)
    written = year_text(rng, year)
    spoken: Callable[[int], str] = str
    if not written.isascii():
        spoken = lambda n: han(n).removeprefix("一" if 10 <= n < 20 else "_")  # noqa: E731
    options = [
        (f"{written}年", "period", f"{year}"),
        (f"{written}年{spoken(month)}月", "period", f"{year}-{month:02d}"),
        (f"{written}年{spoken(month)}月{spoken(day)}日", "date", f"{year}-{month:02d}-{day:02d}"),
        (f"{year}-{month:02d}-{day:02d}", "date", f"{year}-{month:02d}-{day:02d}"),
        (f"{year}.{month}.{day}", "date", f"{year}-{month:02d}-{day:02d}"),
        (f"{written}年上半年", "period", f"{year}-H1"),
        (f"{written}年第{rng.choice('一二三四')}季度", "period", ""),
        (f"{year}—{year + 3}年", "period", f"{year}/{year + 3}"),
        (f"{written}年{spoken(month)}月底", "date", f"{year}-{month:02d}末"),
    ]
    text, kind, key = rng.choice(options)
    if not key:
        key = f"{year}-Q{'一二三四'.index(text[-3]) + 1}"
    return Expected(text, kind, key=key)


def mark(rng: random.Random) -> Expected:
    """Write an ordinal or a code."""
    n, year = rng.randint(1, 99), rng.randint(2000, 2030)
    spoken = han(n).removeprefix("一" if 10 <= n < 20 else "_")
    text, kind, key = rng.choice(
        [
            (f"第{spoken}条", "ordinal", f"{n}条"),
            (f"第{n}条", "ordinal", f"{n}条"),
            (f"第{spoken}届", "ordinal", f"{n}届"),
            (f"粤府〔{year}〕{n}号", "code", f"粤府〔{year}〕{n}号"),
            (f"GB/T {n}000-{year}", "code", f"GB/T{n}000-{year}"),
        ]
    )
    return Expected(text, kind, key=key)


KINDS = (count, count, measure, money, money, rate, rate, points, duration, span, time, mark)
FRAMES = (
    "全年完成{}，运行平稳。", "目标为{}。", "其中，甲类为{}；", "截至目前已达{}，", "由原来的水平调整为{}。", "（{}）", "“{}”",
    "经统计，结果为{}。", "{}", "实际数为：{}。", "该指标是{}，",
)  # fmt: skip
PAIRS = ("甲为{}，乙为{}。", "结果是{}、{}。", "甲类{}；乙类{}。", "先后为{}和{}。")


def sample(rng: random.Random) -> tuple[str, list[Expected]]:
    """Return a text and the figures in it, one or two."""
    if rng.random() < 0.75:
        one = rng.choice(KINDS)(rng)
        return rng.choice(FRAMES).format(one.text), [one]
    two = [rng.choice(KINDS)(rng), rng.choice(KINDS)(rng)]
    if two[0].unit == "个":  # 3个和5个百分点 gives the first the unit of the second
        two.reverse()
    return rng.choice(PAIRS).format(*(f.text for f in two)), two


def disagreement(text: str, expected: list[Expected], found: tuple[Figure, ...]) -> str:
    """Return what differs between what was written and what was read, "" if nothing does."""
    if [f.text for f in found] != [e.text for e in expected]:
        return f"{text}: found {[f.text for f in found]}, written {[e.text for e in expected]}"
    for e, f in zip(expected, found, strict=True):
        if e.key or f.key:
            wrong = (e.kind, e.key, e.qualifier) != (f.kind, f.key, f.qualifier)
        else:
            mine = (e.kind, e.value, e.unit, e.qualifier, e.low, e.high)
            wrong = mine != (f.kind, f.value, f.unit, f.qualifier, f.low, f.high)
        if wrong:
            return f"{text}: read {f}, written {e}"
    return ""
