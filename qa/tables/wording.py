"""The words that tell some cells of a row: what names the row, then each cell under its head. Pure.

`qa.proof.rows` proves such a line, and only such a line: a cell stands behind the head of its own column, in the row that
is cited.
"""

from __future__ import annotations

from collections.abc import Collection

from index.types import Passage
from qa.tables.cells import is_remark, is_serial, is_value, says_nothing, unit_of
from qa.tables.model import Row, Table, row_of

PART, HEAD = "；", "："
# A cell that names things in so many characters is no name.
LONG = 40


def worded(table: Table, row: Row, columns: Collection[int]) -> str:
    """Return the line that tells the cells of `columns`: with the keys of the row, what limits it, and the unit of the table."""
    parts: list[str] = []
    first = leading(table.heads, row.cells)
    for at, (head, cell) in enumerate(zip(table.heads, row.cells, strict=True)):
        if says_nothing(cell) and at not in columns:
            continue
        if at in table.keys and at in first and at not in columns:
            parts.append(cell)
        elif at in (*columns, *first, *table.keys, *table.tiered) or is_remark(head):
            parts.append(f"{head}{HEAD}{cell}" if head else cell)
    unit = table.unit if table.unit_titled and _bare(table, row, columns) else ""
    return PART.join(parts) + (f"（单位{HEAD}{unit}）" if unit else "")


def headed(passage: Passage) -> str | None:
    """Return all cells of a row, each under its head but for the first; None where heads are missing or hold figures.

    A reader of 8月28日；9月7日 cannot tell which day is which.
    """
    read = row_of(passage)
    if read is None or any(character.isdigit() for head in read[0] for character in head):
        return None
    heads, cells = read
    told = [
        (at, head, cell)
        for at, (head, cell) in enumerate(zip(heads, cells, strict=True))
        if cell and not is_serial(head)
    ]
    return PART.join(
        cell if number == 0 and at in leading(heads, cells) else f"{head}{HEAD}{cell}"
        for number, (at, head, cell) in enumerate(told)
        if head
    )


def _bare(table: Table, row: Row, columns: Collection[int]) -> bool:
    """Whether a number is told that has no unit of its own, nor its head one."""
    return any(
        row.cells[at].strip()[-1:].isdigit() and not unit_of(table.heads[at]) for at in columns
    )


def leading(heads: tuple[str, ...], cells: tuple[str, ...]) -> tuple[int, ...]:
    """Return the columns that say what a row is about: those before its first value, numbers of rows and long texts left out.

    Who leaves one out may say of all what holds for some: 省级 without 重点实验室.
    """
    found: list[int] = []
    for at, (head, cell) in enumerate(zip(heads, cells, strict=True)):
        if is_serial(head):
            continue
        if found and (is_value(cell) or says_nothing(cell)):
            break
        if found and len(cell) > LONG:
            continue
        found.append(at)
    return tuple(found)
