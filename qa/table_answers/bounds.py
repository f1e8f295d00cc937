"""Of rows that are named alike, the one whose bounds hold the number of a question: 80到90马力, 投资300万, 3行的. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fold import fold
from qa.table_answers.asked import TableQuestion
from qa.tables.cells import number
from qa.tables.model import Row, Table
from qa.tables.tiers import Tier, alike, asked_for, said_in, tier_of

# A number that is part of a name, with what it counts: 3行, 20l.
_TOKEN = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])(?:[a-z]|(?![年月日号万亿%元])[\u4e00-\u9fff])"
)


def within_bounds(table: Table, asked: TableQuestion, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return those of the rows that hold the numbers of the question, all where none tells; () where each row has bounds and none holds."""
    for at in table.tiered:
        tiers = {id(row): tier for row in rows if (tier := tier_of(row.cells[at]))}
        kept = _held(asked, rows, tiers)
        if kept is not None:
            return kept
    words = set(_TOKEN.findall(asked.folded))
    named = tuple(
        row for row in rows if any(_says(cell, word) for cell in row.cells for word in words)
    )
    return named or tuple(rows)


def _held(
    asked: TableQuestion, rows: Sequence[Row], tiers: dict[int, Tier]
) -> tuple[Row, ...] | None:
    """The rows whose tier is the one that the question names, or holds the number that it states; None where it does neither."""
    if wanted := asked_for(asked.folded):
        ends = (wanted.low, wanted.high)
        same = tuple(r for r in rows if id(r) in tiers and _ends(tiers[id(r)]) == ends)
        if same or None in ends:
            return same or None
    for said in said_in(asked.folded):
        of_kind = [row for row in rows if id(row) in tiers and alike(tiers[id(row)], said)]
        if of_kind:  # a row without bounds holds whatever it is
            return tuple(
                row
                for row in rows
                if id(row) not in tiers or (row in of_kind and tiers[id(row)].holds(said.value))
            )
    return None


def _ends(tier: Tier) -> tuple[object, object]:
    return tier.low, tier.high


def _says(cell: str, word: str) -> bool:
    """Whether a cell that is no mere figure says a number with what it counts."""
    at = fold(cell).find(word)
    return number(cell) is None and at >= 0 and not fold(cell)[max(0, at - 1) : at].isdigit()
