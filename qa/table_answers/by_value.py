"""The rows of a table that have a body in the column that a question names: 文旅局牵头的任务有哪些. Pure."""

from __future__ import annotations

import re

from index.fold import fold
from qa.fitting.bodies import bodies_asked, short_form
from qa.table_answers.asked import TableQuestion
from qa.tables.cells import is_serial, is_value
from qa.tables.model import Row, Table

# What a body does in a question -> the heads of the columns that name who does it.
_DOES = (
    (re.compile(r"牵头"), re.compile(r"牵头")),
    (re.compile(r"配合|协助|协办|参与"), re.compile(r"配合|协[助办]|参[与加]")),
    (re.compile(r"负责|责任|承担|主管|[归由]"), re.compile(r"责任|负责|牵头|主[办管]|承办")),
)
_OWN = re.compile(r"自己|本身|单独|名下|手上|手里|身上")
MOST = 12


def rows_of_body(table: Table, asked: TableQuestion) -> tuple[tuple[Row, ...], int] | None:
    """Return the rows whose cell in the column asked for names the one body of the question, and that column.

    None where it is not asked so: all that is asked beside the body must stand in the heads, in titles above the table or
    in the rows. No rows where the table names the body elsewhere alone.
    """
    bodies = bodies_asked(asked.question)
    if asked.question.kind != "list" or len(bodies) != 1:
        return None
    heads = next((heads for does, heads in _DOES if does.search(asked.folded)), None)
    columns = [at for at, head in enumerate(table.heads) if heads and heads.search(fold(head))]
    if len(columns) != 1:
        return None
    at = columns[0]
    rows = tuple(row for row in table.body if short_form(bodies[0], fold(row.cells[at])))
    texts = [*table.above, *table.near, *table.heads, *(row.cells[at] for row in rows)]
    said = {i for m in _OWN.finditer(asked.folded) for i in range(*m.span())}
    start = asked.folded.find(bodies[0])
    said |= set(range(start, start + len(bodies[0])))
    held = asked.held(texts) | (said & asked.says)
    known = rows or any(short_form(bodies[0], fold(c)) for r in table.body for c in r.cells)
    if not known or len(rows) > MOST or not asked.accounts(frozenset(held), "\n".join(texts)):
        return None
    return rows, at


def names_of_rows(table: Table, at: int) -> tuple[int, ...]:
    """The columns that say what the rows are, beside column `at`: all words but numbers in a row."""
    return tuple(
        i
        for i, head in enumerate(table.heads)
        if i != at and not is_serial(head) and not all(map(is_value, table.values(i)))
    )[:2]
