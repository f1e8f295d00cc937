"""What the head of a column says: of what its figures are, in which unit, of when; a change or a share with what it is of. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.fold import fold
from qa.claims.standing import TIMES
from qa.figures import find_figures
from qa.tables.cells import is_serial, is_value, says_nothing, unit_of
from qa.tables.model import Table

Nature = Literal["amount", "change", "share"]
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_PART = re.compile(
    r"^(?:其\s*中\s*[:：]?|[#＃·•\-—]+|[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])\s*"
)
# Heads that say how much it grew, and those that say which part of the whole it is.
_CHANGE = re.compile(r"增长|增减|增速|增幅|涨跌|涨幅|降幅|下降|升降|变化|变动|同比|环比|[±]")
_SHARE = re.compile(r"比重|占比|构成|份额|占.*[%％]")
_DOWN = re.compile(r"降幅|下降(?!幅度?[）)])|减少")
_BASES = (
    ("同比", re.compile(r"同比|[比较]?(?:上年|去年)(?:同期)?")),
    ("环比", re.compile(r"环比|[比较]上[月季]")),
)
_AGAINST = re.compile(r"[比较]((?:19|20)\d\d)年")
_OF_CHANGE = re.compile(
    r"(?:[比较](?:上年|去年|上月|上季|(?:19|20)\d\d年)?(?:同期|同月)?|同比|环比|名义|实际|可比|增长|增减|增速|增幅|涨跌|涨幅|降幅|下降|升降|变化|变动|幅度?|情况|率|±|[%％]|[(（].*?[)）]|\s)+$"
)
# Heads that say no more than that a figure stands below.
_BARE = re.compile(
    r"(?:本?年?(?:绝对|总)?[数量额值]|绝对[值数量]|总[量数额值]|[数金]额|数[值量]|数据|指标值|金额|数量|本[期年月]|累计|年末数?|期末数?|(?:全年|实际)?(?:执行|决算|完成|实际|实绩)[数额值]?|情况|标准|小计|合计|总计)+"
)
# The number of things goes without saying: 规上企业 of 规上企业数.
_COUNTS = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:总数|数量|人数|家数|户数|个数|数|额度?|金额)$")
_RATE = re.compile(r"[率%％]$")
_MOST = re.compile(r"^(?:最高|最多|不超过)|(?:最高)?(?:上限|限额)$")
_OPEN_UNITS = re.compile(r"单位\s*[:：][^（()）\s]{1,8}?[、/／,，]\s*[^（()）\s]")
_UNIT_HEAD = re.compile(r"(?:计量|计算)?单位")


def label_of(text: str) -> str:
    """Return what a name or a head says beside its unit, its times and its place in a list."""
    marked = "".join(fold(text).split())
    return untimed(_BRACKETED.sub("", _PART.sub("", marked))).strip("的:：,，")


def untimed(text: str) -> str:
    """Return a text without its times: 产值 of 2025年度产值."""
    for time in reversed([f for f in find_figures(text) if f.kind in TIMES]):
        text = text[: time.start] + text[time.end :].removeprefix("度")
    return text


def names_units(head: str) -> bool:
    """Whether a column tells the units of the others."""
    return _UNIT_HEAD.fullmatch("".join(head.split())) is not None


def core_of(head: str) -> str:
    """Return the label of a head, "" where it says no more than that a figure stands below: 2025年, 绝对量."""
    label = label_of(head)
    bare = _BARE.fullmatch("".join(_BRACKETED.sub("", fold(head)).split())) or _BARE.fullmatch(
        label
    )
    return "" if bare else _COUNTS.sub("", label)


@dataclass(frozen=True)
class Column:
    """A column of figures: `heads` are its labels, the widest first, `phrase` the words that stand before its figures."""

    at: int
    nature: Nature
    heads: tuple[str, ...]
    time: str
    phrase: str
    unit: str

    @staticmethod
    def of(table: Table, at: int) -> Column | None:
        """Return the column at `at`, None where it names rows, numbers them or tells units."""
        head = table.heads[at]
        if at in table.keys or is_serial(head) or names_units(head):
            return None
        nature = _nature(head)
        parts = _parts(table, at)
        lean = _leaned_on(table, at) if nature != "amount" and not _own_part(parts[-1]) else None
        told = _parts(table, lean) if lean is not None else parts
        beside = _leaned_on(table, at) if lean is None and _RATE.search(label_of(head)) else lean
        time = _time(head) or (_time(table.heads[beside]) if beside is not None else "")
        if lean is not None:
            parts = tuple(dict.fromkeys((*told, *parts[:-1])))
        elif nature != "amount":
            parts = (*parts[:-1], _own_part(parts[-1]))
        heads = tuple(core_of(part) for part in parts)
        most = nature == "amount" and bool(_MOST.search(heads[-1]))
        heads = (*heads[:-1], _MOST.sub("", heads[-1])) if most else heads
        phrase = "".join(heads) + ("最高" if most else _said(head, nature))
        return Column(at, nature, heads, time, phrase, _unit(table, head, nature))


def _nature(head: str) -> Nature:
    if _SHARE.search(head):
        return "share"
    return "change" if _CHANGE.search(head) else "amount"


def _parts(table: Table, at: int) -> tuple[str, ...]:
    """Return the heads over a column, the widest first: 门票（元/人） 旺季 where another column is 门票（元/人） 淡季."""
    first, _, rest = table.heads[at].partition(" ")
    grouped = sum(head.partition(" ")[0] == first and " " in head for head in table.heads) > 1
    return (first, rest) if rest and grouped else (table.heads[at],)


def _own_part(head: str) -> str:
    """Return what a head says of what changed: 产值 of 产值同比增长（%）, nothing of 同比增长（%）."""
    if _nature(head) == "share":
        return re.sub(r"占.*$|(?:所?占)?(?:比重|比例|占比|构成|份额).*$", "", label_of(head))
    return _OF_CHANGE.sub("", label_of(head))


def _leaned_on(table: Table, at: int) -> int | None:
    """Return the column whose change or share the one at `at` tells: the last before it that tells an amount."""
    before = [
        i
        for i in range(at)
        if i not in table.keys
        and not is_serial(table.heads[i])
        and not names_units(table.heads[i])
        and _nature(table.heads[i]) == "amount"
        and any(is_value(row.cells[i]) and not says_nothing(row.cells[i]) for row in table.rows)
    ]
    return before[-1] if before else None


def _time(head: str) -> str:
    times = [f for f in find_figures(fold(head)) if f.kind in TIMES]
    named = [f for f in times if not re.search(r"[比较]$", fold(head)[: f.start])]
    return named[0].text if named else ""


def _said(head: str, nature: Nature) -> str:
    """Return the words between a thing and its figure: 同比增长, 占全区比重, 为."""
    folded = fold(head)
    if nature == "share":
        whole = re.search(r"占(?!比)[^（(%]*", folded)
        return (whole[0] if whole and len(whole[0]) > 1 else "占比") + "为"
    if nature == "amount":
        return "为"
    against = _AGAINST.search(folded)
    base = f"比{against[1]}年" if against else ""
    base = base or next((name for name, pattern in _BASES if pattern.search(folded)), "")
    kind = next((word for word in ("名义", "实际") if word in folded), "")
    return f"{base}{kind}{'下降' if _DOWN.search(folded) and '增' not in folded else '增长'}"


def _unit(table: Table, head: str, nature: Nature) -> str:
    own = next((u for part in (head, *reversed(head.split(" "))) if (u := unit_of(part))), "")
    if own or re.search(r"[%％]", head):
        return own or "%"
    if nature != "amount" or _RATE.search(label_of(head)):
        return "%"
    # 单位：亿元、% says of no column which of the two it is.
    per = "/" in table.unit  # 单位：元/公斤 is one
    several = not per and any(_OPEN_UNITS.search(text) for text in (*table.near, *table.above))
    return "" if several and "%" not in "".join(table.near) else table.unit
