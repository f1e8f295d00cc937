"""Of several cells that are named the sum of a column, the difference, or which of them has more; of a row, its best year. Pure.

Nothing of it is a statement of the source: the rows are quoted, and what was done is told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.table_answers.asked import TableQuestion
from qa.table_answers.columns import unit_in
from qa.table_answers.computing import NOT_SAID
from qa.tables.cells import name_of, number, year
from qa.tables.model import Row, Table

_SUM = re.compile(r"加起来|合起来|相加|加在一起|之和|总和|合计|一共|总共|共[有计]?多少|共[有计]?几")
_DIFFERENCE = re.compile(r"差(?:多少|几|距)|相差|[多少高低贵]多少|[多少高低贵]几|[多少高低]出")
_WHICH_MORE = re.compile(
    r"(?:哪一?(?:个|边|项|家|种|年|月|地|类|档|款)|谁)[^,，。;；]{0,6}?(?:更|比较|要|会)?(?:(?P<most>[高多大贵长强])|(?P<least>[低少小短弱]|便宜))"
)


_YEAR_ASKED = re.compile(r"哪一?年|哪个年份|哪年度")
_MOST = re.compile(r"最?[高多大]|顶峰|峰值")
_LEAST = re.compile(r"最?[低少小]|谷底")
MOST_YEARS = 8


def added(table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int]) -> str:
    """Return the notice of a sum, a difference or a comparison of the cells that are named; "" where none is asked."""
    cells = [(row, at) for row in rows for at in columns]
    if min(len(rows), len(columns)) != 1 or len(cells) < 2:
        return ""
    values = [number(row.cells[at]) for row, at in cells]
    units = {unit_in(table, at, row.cells[at], row) for row, at in cells}
    known = [value for value in values if value is not None]
    if len(known) != len(values) or len(units) != 1:
        return ""
    unit, shown = units.pop(), [f"{value}" for value in known]
    if unit == "%":
        return ""  # shares of different wholes make no sum
    where = f"{len(rows)}行" if len(rows) > 1 else f"一行的{len(columns)}格"
    if _SUM.search(asked.folded):
        return f"所引{where}相加：{'＋'.join(shown)}＝{sum(known, Decimal(0))}{unit}，{NOT_SAID}"
    which = _WHICH_MORE.search(asked.folded)
    if which and len(set(known)) > 1:
        best = cells[known.index(max(known) if which["most"] else min(known))]
        return f"所引{where}中“{_name(table, best, len(rows) > 1)}”的数最{'大' if which['most'] else '小'}，{NOT_SAID}"
    if len(known) == 2 and _DIFFERENCE.search(asked.folded):
        high, low = sorted(known, reverse=True)
        pair = "两行" if len(rows) > 1 else "一行的两格"
        return f"所引{pair}相差：{high}－{low}＝{high - low}{unit}，{NOT_SAID}"
    return ""


def _name(table: Table, cell: tuple[Row, int], by_row: bool) -> str:
    row, at = cell
    if not by_row:
        return name_of(table.heads[at])
    return "，".join(dict.fromkeys(row.cells[key] for key in table.keys if row.cells[key]))


def over_years(table: Table, asked: TableQuestion, row: Row) -> tuple[tuple[int, ...], str]:
    """Return the columns of years of a row and in which of them it has most or least, where that is asked: 哪年最高; else ()."""
    if not _YEAR_ASKED.search(asked.folded):
        return (), ""
    columns = [at for at, head in enumerate(table.heads) if year(head)]
    columns = [
        at for at in columns if not asked.years or year(table.heads[at]) in _all(asked.years)
    ]
    found = {at: value for at in columns if (value := number(row.cells[at])) is not None}
    most, least = _MOST.search(asked.folded), _LEAST.search(asked.folded)
    if not 1 < len(found) == len(columns) <= MOST_YEARS or bool(most) == bool(least):
        return (), ""
    best = (max if most else min)(found.values())
    names = "、".join(name_of(table.heads[at]) for at in columns if found[at] == best)
    note = f"由该行{len(columns)}年的数比较得出最{'大' if most else '小'}的是{names}，{NOT_SAID}"
    return tuple(columns), note


def _all(years: Sequence[str]) -> set[str]:
    """The years named, and those between two of them: 2020年到2024年."""
    low, high = int(min(years)), int(max(years))
    return {str(each) for each in range(low, high + 1)} if len(years) == 2 else {*years}
