"""A question for what a table lists as a whole: 绿色工厂有哪些, above whose table that is said. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from qa.table_answers.asked import Places, TableQuestion
from qa.table_answers.by_value import names_of_rows
from qa.tables.model import Row, Table

# A table of more rows is no answer but a paper.
MOST = 16
_PLACE = 4  # characters of a title that name whose it is


def list_asked(
    tables: Sequence[Table], asked: TableQuestion
) -> tuple[Table, tuple[Row, ...], tuple[int, ...]] | None:
    """Return the one table above which all that is asked is said, its rows, and the columns that name them."""
    if asked.question.kind not in ("list", "who"):
        return None
    found: list[tuple[Places, Table]] = []
    for table in tables:
        own = (*table.above[1:], *table.near, *table.heads)
        held = asked.held(own)
        context = (table.document.title, *own)
        if len(held) > 1 and asked.accounts(asked.held(context), "\n".join(context)):
            found.append((held, table))
    best = [table for held, table in found if not any(held < other for other, _ in found)]
    if len(best) != 1 or not 1 < len(best[0].body) <= MOST:
        return None
    columns = names_of_rows(best[0], -1)
    return (best[0], best[0].body, columns) if columns else None


def said_of_list(table: Table, asked: TableQuestion, rows: Sequence[Row]) -> bool:
    """Whether what is asked of the rows is what the table lists: 恒砥是绿色工厂吗. The title of the paper alone does not say so."""
    own = (table.document.title[:_PLACE], *table.above[1:], *table.near, *table.heads)
    texts = (*own, *(cell for row in rows for cell in row.cells))
    return asked.accounts(asked.held(texts), "\n".join(texts))


def remarks_asked(table: Table, asked: TableQuestion, rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the columns of words beside the names in which a row speaks of what is asked: 个人能申请吗, 备注."""
    return tuple(
        at
        for at in range(len(table.heads))
        if at not in table.keys
        and any(len(row.cells[at]) > 8 and len(asked.held([row.cells[at]])) > 1 for row in rows)
    )


def stands_under(table: Table) -> str:
    """Return the notice of what stands above a table: its rows alone do not say of what they are a list."""
    said = next((text for text in (*reversed(table.near), *reversed(table.above))), "")
    return f"所引的表在《{table.document.title}》中列于“{said}”之下"
