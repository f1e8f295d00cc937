"""Of several rows that are named the sum of a column, the difference, or which of them has more. Pure.

Nothing of it is a statement of the source: the rows are quoted, and what was done is told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qa.table_answers.asked import TableQuestion
from qa.table_answers.columns import unit_in
from qa.table_answers.computing import NOT_SAID, numbers
from qa.tables.model import Row, Table

_SUM = re.compile(r"加起来|合起来|相加|加在一起|之和|总和|合计|一共|总共|共[有计]?多少|共[有计]?几")
_DIFFERENCE = re.compile(r"差(?:多少|几|距)|相差|[多少高低贵]多少|[多少高低贵]几|[多少高低]出")
_WHICH_MORE = re.compile(
    r"(?:哪一?(?:个|边|项|家|种|年|月|地|类|档|款)|谁)[^,，。;；]{0,6}?(?:更|比较|要|会)?(?:(?P<most>[高多大贵长强])|(?P<least>[低少小短弱]|便宜))"
)


def added(table: Table, asked: TableQuestion, rows: Sequence[Row], columns: Sequence[int]) -> str:
    """Return the notice of a sum or a difference of one column of several rows that are named; "" where none is asked."""
    if len(columns) != 1 or len(rows) < 2:
        return ""
    found = numbers(table, columns[0], rows)
    if found is None or len(found) != len(rows):
        return ""
    unit = unit_in(table, columns[0], rows[0].cells[columns[0]])
    shown = [f"{value}" for value, _ in found]
    if unit == "%":
        return ""  # shares of different wholes make no sum
    if _SUM.search(asked.folded):
        total = sum((value for value, _ in found), Decimal(0))
        return f"所引{len(rows)}行相加：{'＋'.join(shown)}＝{total}{unit}，{NOT_SAID}"
    which = _WHICH_MORE.search(asked.folded)
    if which and len({value for value, _ in found}) > 1:
        best = (max if which["most"] else min)(found, key=lambda each: each[0])[1]
        name = "，".join(dict.fromkeys(best.cells[at] for at in table.keys if best.cells[at]))
        return f"所引{len(rows)}行中“{name}”的数最{'大' if which['most'] else '小'}，{NOT_SAID}"
    if len(found) == 2 and _DIFFERENCE.search(asked.folded):
        high, low = sorted((value for value, _ in found), reverse=True)
        return f"所引两行相差：{high}－{low}＝{high - low}{unit}，{NOT_SAID}"
    return ""
