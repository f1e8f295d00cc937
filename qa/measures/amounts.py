"""The figures of an offer: amounts, caps, rates and numbers of items, and the tiers that 分别 lines up with cases."""

from __future__ import annotations

import re

from qa.figures import Figure
from qa.measures.names import canonical
from qa.measures.types import Amount, Role, Test, Tier
from qa.measures.view import View

_CAP = re.compile(r"(?:最高|不超过|上限|封顶|最多|不高于|累计|合计|总额)[^,;\d]{0,14}$")
_BASE = re.compile(
    r"(?:按照?|参照|奖励|补贴|补助|给予|返还(?!比例|标准)|(?:比例|标准)为)(?:其|企业)?([^,;\d]{2,20}?)(?:的|不超过|$)"
)
_BASE_AFTER = re.compile(r"^[^,;]{0,2}的?([^,;\d]{2,10}?)(?:给予|奖励|补助|$)")
# 新购置设备予以30%补助: of what stands before the word of giving.
_BOUGHT = re.compile(
    r"((?:新购置?|新?购买|新?采购|购置)的?设备|(?:设备|研发|固定资产)(?:投资|投入|费用))额?的?可?(?:给予|予以)$"
)
_UNITED = re.compile(
    r"每(标准箱|平方米|立方米|吨|瓦|人|名|辆|店|票|间|座|件|站|台|场|块|张|头|只|株|公顷|个产品|个品种|个展位|个|项|亩)"
)
# 机器人每台|补2万元: right before the word of giving.
_BEFORE = re.compile(
    r"每(平方米|立方米|千瓦时|吨|瓦|人次|人|名|辆|间|座|台|套|张|头|只|羽|株|公顷|亩|度)$"
)
_IN_ORDER = re.compile(r"分别|依次")
_YEAR = re.compile(
    r"第[一二三四五\d]年|[前后][\d一二两三四五]年|(?:[一二三四五]星|市|省|国家)级(?=按|奖励)"
)
# 超过500万元至1000万元的部分按20%奖励: of what, and not how much.
_OF_A_PART = re.compile(
    r"(?:\([^)]*\))?(?:以[上下内])?(?:[、至到且—-]?(?:不?超过|不足|低于|不高于)?\d[\d.]*[万亿]?元(?:\([^)]*\))?(?:以[上下内])?)?(?:\([^)]*\))?的?部分"
)
_INSTALMENTS = re.compile(r"分[\d一二两三四五]+[年期批次][^,;]*$")
_GIVEN = ("money", "rate", "points", "quantity", "duration")


def read_amounts(seen: View, start: int, end: int) -> tuple[Amount, ...]:
    """Return the figures that the offer at `start`..`end` gives, in order."""
    found: list[Amount] = []
    for figure in seen.inside(start, end):
        if figure.kind not in _GIVEN or (figure.unit == "" and figure.kind == "quantity"):
            continue
        role = _role(seen, start, figure, found)
        of_a_part = figure.kind == "money" and _OF_A_PART.match(seen.text, figure.end)
        if role is None or of_a_part or _instalment(seen, figure):
            continue
        every = _every(seen, figure)
        found.append(
            Amount(
                role=role,
                value=figure.value,
                high=figure.high if figure.qualifier == "range" and figure.high else figure.value,
                unit=f"{figure.unit}/{every.unit}" if every else _unit(seen, start, figure, found),
                step=every.value if every and every.value > 1 else None,
                span=seen.span(figure.start, figure.end),
                of=_base(seen, start, end, figure) if role == "ratio" else "",
            )
        )
    return tuple(found)


def _instalment(seen: View, figure: Figure) -> bool:
    """Whether a rate says when the sum is paid: 分三年按40%、30%、30%兑现."""
    return figure.kind == "rate" and bool(_INSTALMENTS.search(seen.text, 0, figure.number_start))


def _role(seen: View, start: int, figure: Figure, before: list[Amount]) -> Role | None:
    lead = seen.text[max(start, figure.start - 20) : figure.number_start]
    capped = figure.qualifier in ("at_most", "under") or bool(_CAP.search(lead))
    if figure.kind == "quantity":
        return "quantity" if capped else None
    if figure.kind == "duration":
        return None
    if figure.kind in ("rate", "points"):
        return "ratio"
    if capped:
        return "cap"
    joined = seen.text[max(start, figure.start - 2) : figure.start]
    if before and before[-1].role == "cap" and joined[-1:] in ("、", "和"):
        return "cap"
    return "amount"


# 每满一万人奖励一万元, 每增加100吨: so much for each full number of them.
_EVERY = re.compile(
    r"每(?:满|新?(?:招用|招收|录用|吸纳|安置)|新增加?|增加|增长|达到?|超过?|减少|降低)?$"
)


def _every(seen: View, figure: Figure) -> Figure | None:
    """Return the number of things for which a sum is given each time, None where it is given for one or for all."""
    clause = max(seen.text.rfind(mark, 0, figure.start) for mark in ",;。") + 1
    counted = [
        f
        for f in seen.inside(clause, figure.start)
        if f.kind == "quantity" and f.unit and f.value >= 1 and _EVERY.search(seen.text, 0, f.start)
    ]
    return counted[0] if len(counted) == 1 and figure.kind == "money" else None


def _unit(seen: View, start: int, figure: Figure, before: list[Amount]) -> str:
    """Return the unit, with what it is paid for: 每标准箱补助300元 is 元/标准箱."""
    if figure.kind != "money" or "/" in figure.unit:
        return figure.unit
    clause = seen.text.rfind(",", start, figure.start) + 1
    joined = seen.text[max(start, figure.start - 1) : figure.start]
    if before and before[-1].unit.startswith(f"{figure.unit}/") and joined in ("、", "和"):
        return before[-1].unit  # 分别按每人次10元、15元
    each = _UNITED.search(seen.text, max(start, clause), figure.start)
    each = each or _BEFORE.search(seen.text, seen.text.rfind(",", 0, start) + 1, start)
    return f"{figure.unit}/{each[1]}" if each else figure.unit


def _base(seen: View, start: int, end: int, figure: Figure) -> str:
    """Return the name of what a rate is taken of: 按设备投入的8% is taken of 设备投资."""
    clause = max(seen.text.rfind(mark, 0, figure.start) for mark in ",;。") + 1
    lead = seen.text[clause : figure.start]
    if "超出" in lead[-6:]:
        return "超出额"
    if named := _BOUGHT.search(lead):
        return canonical(named[1].replace("的", ""))
    if matched := list(_BASE.finditer(lead)):
        return canonical(matched[-1][1].removesuffix("实际").removeprefix("其"))
    if after := _BASE_AFTER.match(seen.text, figure.end, end):
        return "" if "奖励" in after[1] else canonical(after[1])
    return ""


def read_tiers(
    seen: View,
    offer: tuple[int, int],
    amounts: tuple[Amount, ...],
    cases: list[Test | None],
    labels: list[tuple[int, int]],
) -> tuple[Tier, ...]:
    """Return the tiers: as many amounts as cases, told one to one by 分别; or the years of a schedule."""
    text = seen.text[offer[0] : offer[1]]
    for role in ("amount", "ratio", "cap"):
        own = [a for a in amounts if a.role == role]
        if len(own) >= 2 and len(own) == len(labels) and _IN_ORDER.search(text):
            spans = [seen.span(*seen.trimmed(a, b)) for a, b in labels]
            return tuple(
                Tier(amount=a, label=s, test=t) for a, s, t in zip(own, spans, cases, strict=True)
            )
    return _years(seen, offer, amounts)


def _years(seen: View, offer: tuple[int, int], amounts: tuple[Amount, ...]) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    for match in _YEAR.finditer(seen.text, *offer):
        following = [
            a
            for a in amounts
            if a.role in ("amount", "ratio") and a.span.start >= seen.at[match.start()]
        ]
        if following:
            tiers.append(Tier(amount=following[0], label=seen.span(match.start(), match.end())))
    return tuple(tiers) if len(tiers) >= 2 else ()
