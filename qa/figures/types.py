"""What a figure is once it is read: its kind, value, interval, unit, and the words around it.

`qa.figures` is the face of the figure reader; the `qa.figure_*` modules are its rooms.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "quantity",  # a count or a measure: 24家, 86504项, 300平方米, 500万吨, bare 1200
    "money",  # 7086.68亿元, 30亿美元, 500元/人
    "rate",  # 36%, 三成, 千分之五, 四分之一, 过半; value is the percent number
    "points",  # 0.5个百分点, 25个基点
    "multiple",  # 3倍, 翻一番
    "ratio",  # 1:3
    "age",  # 45岁, 18周岁
    "duration",  # 6天, 3年, 18个月, 两个工作日
    "date",  # a day, or the end or the beginning of a month: 2025年3月1日, 11月底
    "period",  # a year, half, quarter, month, plan: 2025年, 上半年, “十四五”期间, 去年
    "ordinal",  # 第4版, 第三条, 十四届, 2号线
    "grade",  # 万亿元级, 三级, 一等, 5A级
    "enumerator",  # 一是, （一）, 1.
    "code",  # 国发〔2018〕5号, 5G, GB/T 19001-2016, telephone numbers, addresses
]
# Of what a question asks how much or how many.
MEASURED: tuple[Kind, ...] = (
    "quantity",
    "money",
    "rate",
    "points",
    "multiple",
    "ratio",
    "age",
    "duration",
)
Qualifier = Literal["exact", "about", "nearly", "over", "under", "at_least", "at_most", "range"]
Comparison = Literal["same", "weaker", "rounded", "qualifier", "different", "unrelated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of a text: `source[start:end] == text`, with its qualifier and its unit.

    `source[number_start:number_end]` is the numeral alone (of a range: from the first to the last).
    `value` is canonical: 万 and 亿 multiplied out, in `unit` (a negative number has its sign); of a rate it is the percent number
    (36% -> 36, 三成 -> 30, 四分之一 -> 25, 5‰ -> 0.5); of a range the lower end; of dates, periods
    and codes 0, because their identity is `key`. `low`/`high` bound what the expression means (None: unbounded):
    超36% (36, None), 40多家 (40, 50), 15至20个 (15, 20), exact: both the value. Whether an end
    belongs to it follows from `qualifier` (Civil Code, article 1259: 以上, 以下, 以内 include the
    number; 超过, 不满 do not): `over`/`under` exclude it, `at_least`/`at_most` include it.
    The bounds of `about` (10% each side) and `nearly` (10% below) are conventions.

    `unit` is canonical: 家 个 项 人 元 美元 吨 平方米 % 个百分点 倍 天 年 岁 …, "" when there is none;
    per-units are joined by a slash: 元/平方米, 元/人, 元/人/月.
    `noun` holds the words right after, that it counts (超4000家规上工业企业 -> 规上工业企业), "" when
    none; `before` the words before it in its clause (服务外包执行金额同比增长).
    `period` is the `key` of the period that governs it, in the same sentence; see `key`.
    `key` identifies what has no measured value. Times: 2025, 2025-03, 2025-03-01, 2025-Q1, 2025-Q1/Q3,
    2025-H1, 2025-11末 (its end), 2025/2027, 十四五, 去年, 去年-H1, --11 (November of an unnamed year),
    ----05 (the 5th), T09:30, 周一; a following 前 or 以来 is the `qualifier`. Codes: as printed, in upper
    case and without spaces. Ordinals and grades: 3条, 14届, 2附件, 3级. Ratios: 1:3. "" for the others.
    `indefinite` is True for a bare 一 with a measure word (一个, 一家), which is as often an article
    as a number: checkers should not insist on it.
    """

    start: int
    end: int
    text: str
    number_start: int
    number_end: int
    kind: Kind
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier = "exact"
    unit: str = ""
    noun: str = ""
    before: str = ""
    direction: Literal["up", "down"] | None = None
    change: str | None = None
    period: str | None = None
    key: str = ""
    indefinite: bool = False
