"""What a support measure is once it is read: every field with the place in the document where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "subsidy",  # 补助, 补贴, 资助, 券
    "award",  # 奖励
    "tax",  # 税收优惠
    "loan",  # 贴息, 贷款, 担保, 风险补偿
    "fund",  # 设立资金, 基金
    "cost",  # 免收, 减半收取, 优惠价
    "priority",  # 优先支持
    "pilot",  # 试点
    "platform",  # 平台, 中心, 站点
    "training",  # 培训
    "certification",  # 认证, 检测
    "recognition",  # 认定, 培育
    "action",  # 专项行动
    "service",  # 对接, 辅导, 展会
    "case",  # 一事一议
]
KIND_NAMES: dict[str, str] = {
    "subsidy": "补助",
    "award": "奖励",
    "tax": "税收优惠",
    "loan": "金融支持",
    "fund": "资金、基金",
    "cost": "减免费用",
    "priority": "优先支持",
    "pilot": "试点",
    "platform": "平台",
    "training": "培训",
    "certification": "认证检测",
    "recognition": "认定培育",
    "action": "专项行动",
    "service": "对接服务",
    "case": "一事一议",
}
INTENTION = "意向性表述，未载明申报条件"
Reading = Literal["bound", "title", "industry", "region", "size", "flag", "held", "opaque"]
Role = Literal["amount", "cap", "ratio", "quantity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`document.text[start:end] == text`, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One question to the profile. `opaque`: nobody but a person can answer it, so it is never met.

    `bound` asks for the figure `name` (a name of `names`), within `low`..`high` in `unit`; an open end excludes
    its number. `title`, `industry`, `region`, `size`, `flag` ask whether one of `values` applies; `negated` turns
    the answer round. A title may ask for a `levels` entry (国家级, 省级). `held` asks for the paper or list `name`.
    """

    kind: Reading
    name: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""
    values: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A clause that must hold: one of `any_of`, each of which is a list of tests that must all hold.

    `span` is the clause as printed, `shared` says that it stands in the general part of the document.
    """

    span: Span
    any_of: tuple[tuple[Test, ...], ...]
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure of what is offered; `value` in `unit` (of a rate the percent number); `of` is what a rate is taken of.

    `step` is for how many of what the unit is paid for it is given: 每满一万人奖励一万元 is 10000元/人, a step of 10000.
    """

    role: Role
    value: Decimal
    high: Decimal
    unit: str
    span: Span
    of: str = ""
    step: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Which case earns which amount: `test` None where the case is told by `label` alone (国家级, 第一年)."""

    amount: Amount
    label: Span
    test: Test | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One support measure. `span` runs from whom it is for to the end of what is offered.

    `intention` marks statements of plans, for which no conditions of application are given.
    """

    document_id: str
    title: str
    kind: Kind
    span: Span
    support: Span
    paragraph: int
    subject: Span | None = None
    amounts: tuple[Amount, ...] = ()
    tiers: tuple[Tier, ...] = ()
    conditions: tuple[Condition, ...] = ()
    exclusions: tuple[Span, ...] = ()
    limits: tuple[Span, ...] = ()
    apply: tuple[Span, ...] = ()
    deadlines: tuple[Span, ...] = ()
    agency: Span | None = None
    intention: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a document says about all its measures."""

    conditions: tuple[Condition, ...] = ()
    exclusions: tuple[Span, ...] = ()
    limits: tuple[Span, ...] = ()
    apply: tuple[tuple[Span, frozenset[int]], ...] = ()
    deadlines: tuple[Span, ...] = ()
    validity: Span | None = None
    agency: Span | None = None
    repeals: tuple[Span, ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of one document, in its order, and its general terms."""

    measures: tuple[Measure, ...] = ()
    terms: Terms = field(default_factory=Terms)
