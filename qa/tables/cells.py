"""What a cell of a table says: a number with the unit of its head, a span of days, a year, nothing. Pure; knows no questions."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from index.fold import fold

_UNIT = re.compile(
    r"[千百十]?[万亿]?(?:元|人|家|个|户|项|名|辆|台|套|间|栋|座|所|件|吨|亩|公顷|公里|平方米|平方公里|千瓦时|人次|斤|公斤|千克|米|升|次|岁|分|倍|"
    r"天|日|周|月|年|学年|学期|小时|分钟|工作日|%|‰|百分点|个百分点|美元|千米|立方米)(?:/[^)）]{1,6})?"
)
_TAIL = re.compile(r"\s*[（(]\s*(?:单位\s*[:：]\s*)?([^（()）]{1,12})\s*[)）]$")
_STATED = re.compile(r"单位\s*[:：]\s*([^（()）\s，,；;、]{1,12})")
_NUMBER = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?度?")
_NONE = re.compile(r"[-—–－/\\*·.\s]*|无|暂无|空")
# What a cell of figures begins with: a sign, a bound, a number.
_FIGURE = re.compile(
    r"(?:[约近超满]|不超过|最高|最低|不低于|至少|每[^\d]{1,3})?\s*[¥￥$<>≤≥±+\-－]?\s*\d"
)
_DATED = re.compile(r"\d{1,2}\s*月|\d{4}\s*[年.\-/]\s*\d{1,2}|\d{1,2}\s*[日号](?!楼|窗)")
_DAY = re.compile(
    r"(?:(?P<y>(?:19|20)\d{2})\s*[年.\-/]\s*)?(?P<m>1[0-2]|0?[1-9])\s*[月.\-/]\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号]?"
)
_TO = re.compile(r"\s*(?:至|到|[-—–－~～]{1,2})\s*")
_SHORT_END = re.compile(r"(3[01]|[12]\d|0?[1-9])\s*[日号]")
_SUM = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:合|总|小|共)计|总[数和量额]|全[市省县区国校]合?计?|平均|均值"
)
_PART = re.compile(r"^\s*(?:其中|#|—|--)\s*[:：]?\s*")
_SERIAL = re.compile(r"序号|编号|序|№|no\.?|项次|行次")
_OFFER = re.compile(r"补[贴助]|资助|奖|津贴|限额|上限|封顶|额度|比例|标准|费|价|租金|押金")
_LIMIT = re.compile(r"最高|限额|上限|封顶")
_REMARK = re.compile(r"备注|说明|注|附注|限制|限制条件")


def named_in(cell: str) -> str:
    """Return the name in a cell without what says that it is a part of the row above: 其中：出口."""
    return _PART.sub("", cell)


def unit_of(head: str) -> str:
    """Return the unit that the head of a column ends in, "" where it names none: 购房补贴（万元）."""
    tail = _TAIL.search(head)
    return tail[1] if tail and _UNIT.fullmatch(fold(tail[1])) else ""


def name_of(head: str) -> str:
    """Return the head of a column without its unit."""
    return head[: _TAIL.search(head).start()] if unit_of(head) else head  # type: ignore[union-attr]


def stated_unit(text: str) -> str:
    """Return the unit that a caption states for the whole table, "" where it states none: （单位：万元）."""
    match = _STATED.search(text)
    return match[1] if match else ""


def number(cell: str) -> Decimal | None:
    """Return the number that a cell holds alone or with a unit behind it; None where it says anything else."""
    match = _NUMBER.match(fold(cell).strip())
    if match is None:
        return None
    rest = fold(cell).strip()[match.end() :].strip()
    if rest and not _UNIT.fullmatch(re.sub(r"\([^)]*\)$", "", rest)):
        return None
    return Decimal(match[0].replace(",", "").replace("，", ""))


def is_unit(cell: str) -> bool:
    """Whether a cell is no more than a unit: 亿元, of the figure beside it."""
    return _UNIT.fullmatch(fold(cell).strip()) is not None


def own_unit(cell: str) -> str:
    """Return what stands behind the number of a cell: 元/学年 of 1600元/学年."""
    match = _NUMBER.match(fold(cell).strip())
    rest = fold(cell).strip()[match.end() :].strip() if match else ""
    return re.sub(r"\([^)]*\)$", "", rest)


def year(cell: str) -> str | None:
    """Return the year that is all a cell says: 2025, 2025年."""
    match = _YEAR.fullmatch(fold(cell).strip())
    return match[1] if match else None


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty or a dash."""
    return _NONE.fullmatch(cell.strip()) is not None


def is_value(cell: str) -> bool:
    """Whether a cell holds what is looked up, not what it is looked up by: a figure, a date, nothing."""
    if says_nothing(cell):
        return True
    folded = fold(cell).strip()
    return year(cell) is None and bool(_FIGURE.match(folded) or _DATED.match(folded))


def is_dated(cell: str) -> bool:
    """Whether a cell tells a day, a month or a span of days."""
    return _DATED.search(fold(cell)) is not None


def is_sum(cell: str) -> bool:
    """Whether the cell that names a row or a column says that it sums up the others."""
    return _SUM.fullmatch("".join(cell.split())) is not None


def is_serial(head: str) -> bool:
    """Whether a column only numbers the rows."""
    return _SERIAL.fullmatch(fold("".join(head.split()))) is not None


def is_remark(head: str) -> bool:
    """Whether a column says under which conditions the rest of its row holds."""
    return _REMARK.fullmatch("".join(head.split())) is not None


def is_offer(head: str) -> bool:
    """Whether a column says what is given or taken: 补贴标准, 最高限额, 月租金."""
    return _OFFER.search(head) is not None


def is_limit(head: str) -> bool:
    """Whether a column says how much there is at most."""
    return _LIMIT.search(head) is not None


def span(cell: str, of_year: int | None) -> tuple[date, date] | None:
    """Return the first and the last day of a cell that is a span of days; `of_year` is that of the table, for days without one."""
    folded = fold(cell).strip()
    first = _DAY.match(folded)
    if first is None:
        return None
    to = _TO.match(folded, first.end())
    if to is None:
        return None
    last = _DAY.match(folded, to.end())
    short = _SHORT_END.match(folded, to.end()) if last is None else None
    if last is None and short is None:
        return None
    y = int(first["y"]) if first["y"] else of_year
    if y is None:
        return None
    month, day = (last["m"], last["d"]) if last else (first["m"], short[1] if short else "1")
    end_year = int(last["y"]) if last and last["y"] else y
    try:
        begin, end = date(y, int(first["m"]), int(first["d"])), date(end_year, int(month), int(day))
    except ValueError:
        return None
    if end < begin and not (last and last["y"]):
        end = end.replace(year=end.year + 1)
    return (begin, end) if begin <= end else None
