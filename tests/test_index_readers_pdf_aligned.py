"""Columns of words without ruled lines: a table where it is certain, else the lines that they are, in their order."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.reader import read_data
from index.readers.pdf_aligned import find_aligned
from index.readers.pieces import Piece
from tests.test_index_readers_pdf_text import AFTER, BODY, FIRST, drawn, set_in

LEFTS = (72.0, 220.0, 330.0, 440.0)
HEAD = ["项目名称", "投资额", "完成额", "责任单位"]
ROWS = [
    ["技术改造", "1200", "36.5%", "县工信局"],
    ["境外展会", "300", "40%", "县商务局"],
    ["创新平台", "85", "7.25%", "县科技局"],
]


def page(*rows: list[str], caption: str = "表1　重点项目") -> bytes:
    """A page with text, a caption, the rows in columns 20 points apart, and text."""
    columns = [
        (left, [(600 - 20 * at, BODY, [row[column]]) for at, row in enumerate(rows) if row[column]])
        for column, left in enumerate(LEFTS)
    ]
    text = [(72, [(760, BODY, set_in(FIRST)), (640, BODY, [caption]), (400, BODY, set_in(AFTER))])]
    return drawn([*text, *columns])  # type: ignore[list-item]


def lines(data: bytes) -> list[str]:
    return [
        line.strip() for line in read_data(data, Path("a.pdf")).text.split("\n") if line.strip()
    ]


def test_every_cell_is_bound_to_its_header() -> None:
    found = lines(page(HEAD, *ROWS))
    at = found.index("| " + " | ".join(HEAD) + " |")
    assert found[at - 1].startswith("表1") and found[at + 1] == "| --- | --- | --- | --- |"
    assert found[at + 2 : at + 5] == ["| " + " | ".join(row) + " |" for row in ROWS]
    assert found[at + 5].startswith(AFTER[:10])


def test_in_doubt_the_rows_stay_lines_in_their_order() -> None:
    missing = [ROWS[0], [*ROWS[1][:2], "", ROWS[1][3]], ROWS[2]]
    wrapped = [*ROWS, ["（二期）", "", "", ""]]
    wordy = [[*row[:1], "若干", "部分", row[3]] for row in ROWS]
    for rows in ([HEAD, *missing], [HEAD, *wrapped], [HEAD, *wordy], [*ROWS]):
        found = lines(page(*rows))
        assert not any(line.startswith("|") for line in found)
        kept = ["".join(filter(None, row)) for row in rows]
        assert ["".join(line.split()) for line in found if "".join(line.split()) in kept] == kept


@given(st.lists(st.integers(0, 3), min_size=3, max_size=8), st.integers(0, 999))
def test_no_piece_is_lost_and_none_is_in_two_places(cells: list[int], figure: int) -> None:
    pieces = [
        Piece(f"{figure}{row}{column}" if row else "甲乙丙丁"[column], 100.0 * column, 700.0 - 20 * row,
              100.0 * column + 40, 710.0 - 20 * row, 10.0)
        for row, count in enumerate([3, *cells]) for column in range(count + 1)
    ]  # fmt: skip
    tables, rest = find_aligned(pieces)
    held = [text for table in tables for row in table.grid.rows() for text in row]
    left = [text for piece in rest for text in piece.text.split()]
    assert sorted([*held, *left]) == sorted(piece.text for piece in pieces)
