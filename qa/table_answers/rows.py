"""Which rows of a table a question names: by their own words, by year, as the sum of all. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.fold import fold
from qa.table_answers.asked import Places, TableQuestion, maximal
from qa.table_answers.bounds import within_bounds
from qa.tables.cells import is_value, name_of, named_in, year
from qa.tables.model import Row, Table

# Rows that a question names alike are all told, up to so many.
MOST = 6
_ALL = re.compile(r"全[市省县区国校部院]|一共|总共|合计|总计|总数|总的|所有")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Rows that are named, in the order of the table, and the places of the question that name them.

    `groups` are the places that name each of several things: 东湖区和南浦区.
    """

    rows: tuple[Row, ...]
    held: Places
    groups: tuple[Places, ...] = ()


def words_of(table: Table, asked: TableQuestion, row: Row) -> Places:
    """The places of the question that the words of a row hold, and nothing above the row does."""
    texts = [cell for cell in row.cells if not is_value(cell)]
    return asked.held(texts) - asked.held([*table.above, *map(name_of, table.heads)])


def within_years(table: Table, asked: TableQuestion) -> tuple[Row, ...] | None:
    """Return the rows of the years asked about, all where none is or rows are not those of years; None where it has no such."""
    if not table.by_year or not asked.years:
        return table.body
    first = table.keys[0]
    rows = tuple(row for row in table.body if year(row.cells[first]) in asked.years)
    return rows or None


def named_rows(table: Table, asked: TableQuestion, most: int = MOST) -> Named | None:
    """Return the rows that a question names; None where it names none, or more than `most`."""
    rows = within_years(table, asked)
    if rows is None:
        return None
    if table.by_year and asked.years and len(table.keys) == 1:
        return Named(rows=rows, held=frozenset()) if len(rows) <= most else None
    sets = maximal({at: words_of(table, asked, row) for at, row in enumerate(rows)})
    # 增加 of 增加了多少家 names no 增加值, where another row is named by what must be said.
    sets = {at: own for at, own in sets.items() if len(own & asked.must) > 1} or sets
    sets = sets or _titled(table, asked, rows)
    if not sets:
        return _newest(table, rows) if table.by_year else _sum(table, asked)
    sets = _fuller(table, asked, rows, _exact(asked, rows, sets))
    bounded = within_bounds(table, asked, [rows[at] for at in sets])
    sets = {at: own for at, own in sets.items() if rows[at] in bounded}
    if not sets:
        return None
    groups = set(sets.values())
    if len(groups) > 1 and not asked.apart(groups):
        return None
    if len(sets) > most:
        return None
    held = frozenset().union(*groups)
    return Named(
        rows=tuple(rows[at] for at in sorted(sets)),
        held=held,
        groups=tuple(sorted(groups, key=min)),
    )


def _titled(table: Table, asked: TableQuestion, rows: Sequence[Row]) -> dict[int, Places]:
    """The row whose name the question says nearly whole, though a title above the table says it too; {} where several are."""
    found: dict[int, Places] = {}
    for at, row in enumerate(rows):
        for key in table.keys:
            held = asked.held([row.cells[key]]) - asked.held(map(name_of, table.heads))
            said = "".join(asked.folded[i] for i in sorted(held))
            begins = len(said) >= 4 and fold(named_in(row.cells[key])).startswith(said)
            ends = len(said) >= 3 and fold(row.cells[key]).endswith(said)  # 入住率 of 平均入住率
            if begins or ends or (len(held) >= 3 and 3 * len(held) >= 2 * len(row.cells[key])):
                found[at] = held
    return found if len(found) == 1 else {}


def _exact(asked: TableQuestion, rows: Sequence[Row], sets: dict[int, Places]) -> dict[int, Places]:
    """Return `sets` without the rows of which a cell only holds what another's says whole: 局长 is not 副局长.

    Nor those that the question only touches where it says another's name: 税收收入 in 企业所得税收入.
    """
    said = {
        at: {
            fold(name)
            for name in map(named_in, rows[at].cells)
            if len(name) > 1 and fold(name) in asked.folded
        }
        for at in sets
    }
    every = set().union(*said.values())
    start = {cell: asked.folded.find(cell) for cell in every}
    taken = {i for cell in every for i in range(start[cell], start[cell] + len(cell))}
    return {
        at: own
        for at, own in sets.items()
        if said[at]
        or not (own & taken or any(s in fold(cell) for cell in rows[at].cells for s in every))
    } or sets


def _fuller(
    table: Table, asked: TableQuestion, rows: Sequence[Row], sets: dict[int, Places]
) -> dict[int, Places]:
    """Of rows that the same words name, those that hold more of the question, be it said above the table too or in short."""
    title = asked.held(table.above[:1])
    full = {
        at: (asked.held(rows[at].cells) | asked.in_short(rows[at].cells)) - title for at in sets
    }
    return {
        at: own
        for at, own in sets.items()
        if not any(other == own and full[at] < full[o] for o, other in sets.items())
    }


def _newest(table: Table, rows: tuple[Row, ...]) -> Named | None:
    """A question without a year means the newest."""
    first = table.keys[0]
    last = max(rows, key=lambda row: year(row.cells[first]) or "")
    return Named(rows=(last,), held=frozenset())


def _sum(table: Table, asked: TableQuestion) -> Named | None:
    sums = tuple(row for row in table.rows if table.sums(row))
    return (
        Named(rows=sums, held=frozenset()) if len(sums) == 1 and _ALL.search(asked.folded) else None
    )


def singled_out(table: Table, asked: TableQuestion, row: Row) -> bool:
    """Whether no other row of the table holds all the words of the question that this one does, or it is one of a year."""
    own = words_of(table, asked, row)
    if table.by_year and asked.years:
        return year(row.cells[table.keys[0]]) in asked.years
    others = [words_of(table, asked, other) for other in table.rows if other is not row]
    return len(own) > 1 and not any(own <= other for other in others)
