"""What follows from a column: the most and the least, what fell, what lies beyond a bound, sums and differences. Pure.

Nothing of it is a statement of the source: the rows that it rests on are quoted, and what was done is told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from index.fold import fold
from qa.figures import Figure, find_figures
from qa.table_answers.asked import TableQuestion
from qa.table_answers.columns import unit_in, years_of
from qa.tables.cells import is_dated, name_of, number, says_nothing, span
from qa.tables.model import Row, Table

NOT_SAID = "这是推算，不是原文"
_WHICH = r"哪|什么|谁"
_MOST = re.compile(r"最(?:多|高|大|贵|长|久|快|好|强)")
_LEAST = re.compile(r"最(?:少|低|小|便宜|短|慢|差|弱|省钱)")
_EXTREME = re.compile(
    rf"(?:{_WHICH}).*最[多高大贵长久快好强少低小便短慢差弱省]|最(?:便宜|贵|多|少|高|低|大|小|长|短)的?(?:是|有|[^,，。]{{0,8}}(?:{_WHICH}|多少))"
)
_RANK = re.compile(r"排名|名次|位次|排位|序号")
_TIME_TAKEN = re.compile(r"时限|用时|耗时|时长|天数|工作日|周期|时间|期限")
_SPEED = re.compile(r"速|增")
_MERIT = re.compile(r"得分|分数|评分|成绩|总分|(?<!不)(?:优良|优秀|合格|达标)率|满意度")
_DOWN = re.compile(r"下降|下跌|降低|减少|负增长|下滑|回落|萎缩|缩水|跌了|降了|减了|减产|歉收|为负")
_UP = re.compile(r"正增长|上升|增长了|增加了|上涨|涨了|增产|为正")
_GROWTH = re.compile(r"增长|增速|增幅|增减|同比|环比|涨跌|涨幅|变化|升降|比上年")
_BEYOND = re.compile(
    r"(?P<op>超过|超|高于|大于|多于|不低于|不少于|至少|达到|低于|少于|小于|不足|不到|不超过|不高于)\s*了?(?P<n>\d[\d,]*(?:\.\d+)?)|"
    r"(?P<m>\d[\d,]*(?:\.\d+)?)[^\d,，。]{0,4}(?P<bound>以上|以下|以内)"
)
_NOW = re.compile(r"现在|目前|当前|眼下|今天|这会儿|这时候|还能|还可以|还来得及|正在|此刻")
_APPLY = re.compile(r"报|办|受理|填|投")
_OPEN = re.compile(r"填报|申报|报名|受理|申请|报送|办理|填写|提交|征集|起止|时间|期间|时段")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The rows that an operation leaves, the column it looked at, and what was done, as a notice without its citation.

    `best` says that the rows are the most or the least of those that were compared.
    """

    rows: tuple[Row, ...]
    columns: tuple[int, ...]
    note: str
    best: bool = False


_HEADED = re.compile(r"最[高低多少大小长短]")


def beside_heads(table: Table, asked: TableQuestion) -> TableQuestion:
    """Return the question without the 最高, 最低 that are part of the name of a column: 理工最低分是多少 compares no rows."""
    said = asked.folded
    for head in table.heads:
        name = fold(name_of(head))
        match = _HEADED.search(name)
        part = name[match.start() :] if match else ""
        if part and (len(part) > len("最高") or name in said) and part in said:
            said = said.replace(part, "\x00" * len(part), 1)
    return replace(asked, folded=said)


def asks_which(asked: TableQuestion) -> bool:
    """Whether one of the rows is asked for: 哪个最多, not 最多多少."""
    return bool(re.search(_WHICH, asked.folded))


def asks_over(asked: TableQuestion) -> bool:
    """Whether a question is one over a column, which no row alone answers."""
    folded = asked.folded
    which = bool(re.search(_WHICH, folded) or "几" in folded)
    return bool(
        _EXTREME.search(folded)
        or (which and (_DOWN.search(folded) or _UP.search(folded) or _BEYOND.search(folded)))
        or asks_now(asked)
    )


def asks_now(asked: TableQuestion) -> bool:
    return bool(
        _NOW.search(asked.folded)
        and _APPLY.search(asked.folded)
        and re.search(rf"{_WHICH}|几", asked.folded)
    )


def over(
    table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int], today: date
) -> Followed | None:
    """Return what the question asks over one column of `rows`; None where it is not certain which column."""
    if asks_now(asked):
        return _open_now(table, rows, today)
    if _EXTREME.search(asked.folded):
        return _extreme(table, asked, rows, columns)
    if _DOWN.search(asked.folded) or _UP.search(asked.folded):
        return _moved(table, asked, rows, columns)
    return _beyond(table, asked, rows, columns)


def numbers(table: Table, column: int, rows: Sequence[Row]) -> list[tuple[Decimal, Row]] | None:
    """The numbers of a column; None where a cell holds none, or where they are of several units."""
    found: list[tuple[Decimal, Row]] = []
    units: set[str] = set()
    for row in rows:
        cell = row.cells[column]
        if says_nothing(cell):
            continue
        value = number(cell)
        if value is None:
            return None
        units.add(unit_in(table, column, cell, row))
        found.append((value, row))
    return found if len(units) == 1 else None


def _extreme(
    table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int]
) -> Followed | None:
    if len(columns) != 1:
        return None
    head = table.heads[columns[0]]
    most = _wants_most(asked.folded, head)
    found = numbers(table, columns[0], rows)
    if most is None or not found or len(found) < 2:
        return None
    best = (max if most else min)(value for value, _ in found)
    if _fell(asked.folded, head) and best >= 0:
        return None  # nothing fell
    kept = tuple(row for value, row in found if value == best)
    names = "、".join(row.cells[table.keys[-1]] for row in kept)
    return Followed(
        rows=kept,
        columns=(columns[0],),
        note=f"由表中{len(found)}行的“{name_of(table.heads[columns[0]])}”比较得出{'最大' if most else '最小'}的一行（{names}），{NOT_SAID}",
        best=True,
    )


def _wants_most(folded: str, head: str) -> bool | None:
    """Whether the largest number of a column is asked for or the smallest; None where its head does not tell which is which.

    The first of a ranking has the smallest number, what is quickest takes the fewest days, and what is best nobody knows.
    """
    most, least = bool(_MOST.search(folded)), bool(_LEAST.search(folded))
    if most == least:
        return None
    if _fell(folded, head) or _RANK.search(head):
        return least
    if re.search("最[快慢]", folded):
        return least if _TIME_TAKEN.search(head) else most if _SPEED.search(head) else None
    if re.search("最[好强差弱]", folded):
        return most if _MERIT.search(head) else None
    return most


def _fell(folded: str, head: str) -> bool:
    """Whether what fell the most is asked of a column in which a fall is a negative number."""
    return (
        bool(_DOWN.search(folded))
        and bool(_GROWTH.search(head))
        and not re.search("[降跌减]幅", head)
    )


def _moved(
    table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int]
) -> Followed | None:
    """What fell or rose: the column of growth that the question names, or the one right of the column that it names."""
    growing = [at for at, head in enumerate(table.heads) if _GROWTH.search(head)]
    own = [at for at in columns if at in growing]
    named = [at for at in columns if at not in growing and at not in table.keys]
    if not own:
        # 哪个乡镇减产了 names no column: the growth, where the table tells but one.
        own = [at for at in growing if at == named[0] + 1] if len(named) == 1 else growing
    if len(own) != 1:
        return None
    found = numbers(table, own[0], rows)
    if not found:
        return None
    down = bool(_DOWN.search(asked.folded))
    kept = tuple(row for value, row in found if (value < 0 if down else value > 0))
    return Followed(
        rows=kept,
        columns=tuple(sorted({*named, own[0]})),
        note=f"由表中“{name_of(table.heads[own[0]])}”一列的{'负' if down else '正'}数得出，{NOT_SAID}",
    )


_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    **dict.fromkeys(("超过", "超", "高于", "大于", "多于"), lambda a, b: a > b),
    **dict.fromkeys(("不低于", "不少于", "至少", "达到", "以上"), lambda a, b: a >= b),
    **dict.fromkeys(("低于", "少于", "小于", "不足", "不到"), lambda a, b: a < b),
    **dict.fromkeys(("不超过", "不高于", "以下", "以内"), lambda a, b: a <= b),
}


def _beyond(
    table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int]
) -> Followed | None:
    match = _BEYOND.search(asked.folded)
    if match is None or len(columns) != 1:
        return None
    found = numbers(table, columns[0], rows)
    if not found:
        return None
    word = match["op"] or match["bound"]
    written = (match["n"] or match["m"]).replace(",", "")
    group = "n" if match["n"] else "m"
    told = _told_at(asked.folded, match.start(group), match.end(group))
    unit = unit_in(table, columns[0], found[0][1].cells[columns[0]])
    bound = _in_unit(Decimal(written), told, unit)
    if bound is None:
        return None
    kept = tuple(row for value, row in found if _TESTS[word](value, bound))
    said = told.text[told.number_start - told.start :] if told is not None else written
    shown = f"{said}{word}" if match["bound"] else f"{word}{said}"
    return Followed(
        rows=kept,
        columns=(columns[0],),
        note=f"由表中“{name_of(table.heads[columns[0]])}”一列{shown}的行得出，{NOT_SAID}",
    )


def _told_at(folded: str, start: int, end: int) -> Figure | None:
    """The figure whose number stands there, with the unit that it is told in."""
    return next((f for f in find_figures(folded) if f.number_start <= start and end <= f.end), None)


def _in_unit(number: Decimal, told: Figure | None, unit: str) -> Decimal | None:
    """A figure of the question in the unit of a column (5000万元 in 亿元 is 0.5); None where it is of another kind.

    A number without a unit is in that of the column.
    """
    if told is None or not told.unit or told.value is None:
        return number
    one = next(iter(find_figures(f"1{unit}")), None) if unit else None
    if one is None or one.value is None or not one.unit:
        # A column that names no unit counts what its head says; money or a share may be anything there.
        return number if told.kind == "quantity" and told.value == number else None
    return told.value / one.value if told.unit == one.unit else None


def _open_now(table: Table, rows: Sequence[Row], today: date) -> Followed | None:
    """The rows whose period of application the day falls in."""
    columns = [
        at
        for at, head in enumerate(table.heads)
        if _OPEN.search(head) and (held := table.values(at)) and all(is_dated(c) for c in held)
    ]
    years = {year for text in table.above for year in years_of(text)}
    of_year = int(next(iter(years))) if len(years) == 1 else None
    for at in columns:
        spans = [(span(row.cells[at], of_year), row) for row in rows]
        if not any(each for each, _ in spans):
            continue
        kept = tuple(row for each, row in spans if each and each[0] <= today <= each[1])
        day = f"{today.year}年{today.month}月{today.day}日"
        return Followed(
            rows=kept, columns=(at,), note=f"按{day}对照表中“{table.heads[at]}”一列得出，{NOT_SAID}"
        )
    return None
