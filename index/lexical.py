"""The full-text index inside the index file: what is written for a passage, and the best passages for a question.

FTS5 over tokens that `tokens` makes, in two columns: what the passage says and what stands around it. The table is
contentless, because the texts are in the file already. Scores are BM25; a question's tokens are OR-ed, the rarest
first, up to a budget of postings: the frequent tokens left out can hardly change the order, and reading them would
take time in proportion to the size of the index.
"""

from __future__ import annotations

import json
import math
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.rows import context
from index.tokens import text_tokens
from index.types import Passage

# Of 250 news questions over 100 000 passages, the right document is among the first 40 for 246 or 247 with any
# budget, from all postings (13 ms) over 10 000 (6 ms) down to 2 000 (2 ms).
POSTINGS_BUDGET = 4_000
TEXT_WEIGHT, CONTEXT_WEIGHT = 1.0, 0.5
# An endless question has this many tokens: more would be slow and no more precise.
_MOST_TOKENS = 256
_INSERT = "INSERT INTO lexical (rowid, text, context) VALUES (?, ?, ?)"
_DELETE = "INSERT INTO lexical (lexical, rowid, text, context) VALUES ('delete', ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the full-text index is given for a passage: the tokens of its two columns."""

    text: str
    context: str

    @classmethod
    def of(cls, passage: Passage, title: str) -> Entry:
        """Return the entry of a passage of the document of this title."""
        return cls(
            " ".join(text_tokens(passage.text)),
            " ".join(text_tokens(context(passage, title))),
        )

    @property
    def crc(self) -> int:
        """A checksum that tells whether another entry is the same."""
        return zlib.crc32(f"{self.text}\n{self.context}".encode())


def write(connection: sqlite3.Connection, entries: Iterable[tuple[int, Entry]]) -> None:
    """Index passages under their row numbers."""
    connection.executemany(_INSERT, [(row, e.text, e.context) for row, e in entries])


def erase(connection: sqlite3.Connection, entries: Iterable[tuple[int, Entry]]) -> None:
    """Mark the passages as gone; what FTS5 still holds of them goes with `sweep`.

    A contentless FTS5 table has to be told what it indexed, exactly: with other entries it would be left damaged.
    """
    connection.executemany(_DELETE, [(row, e.text, e.context) for row, e in entries])


def sweep(connection: sqlite3.Connection) -> None:
    """Merge all segments into one, so that no token of an erased passage is left in the file.

    FTS5 of this age knows no secure deletion of single entries; the merge reads and writes the whole full-text
    index, some 0.7 s for 100 000 passages of 200 characters.
    """
    connection.execute("INSERT INTO lexical (lexical) VALUES ('optimize')")


def clear(connection: sqlite3.Connection) -> None:
    """Empty the full-text index."""
    connection.execute("INSERT INTO lexical (lexical) VALUES ('delete-all')")


def check(connection: sqlite3.Connection) -> None:
    """Read the whole full-text index; SQLite raises where it is not what was written."""
    connection.execute("INSERT INTO lexical (lexical) VALUES ('integrity-check')")


def prepare(connection: sqlite3.Connection) -> None:
    """Give the connection the view of the vocabulary that `frequencies` reads (kept in its temporary schema)."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, lexical, col)"
    )


@dataclass(frozen=True, slots=True)
class Frequency:
    """In how many passages a token occurs: in what they say (`text`), in what stands around it (`context`)."""

    text: int = 0
    context: int = 0


def frequencies(connection: sqlite3.Connection, tokens: Sequence[str]) -> dict[str, Frequency]:
    """Return in how many passages each of the tokens occurs."""
    found: dict[str, dict[str, int]] = {token: {} for token in tokens}
    query = (
        "SELECT term, col, doc FROM temp.vocabulary WHERE term IN (SELECT value FROM json_each(?))"
    )
    for term, column, count in connection.execute(query, (json.dumps(tokens),)):
        found[term][column] = count
    return {token: Frequency(**counts) for token, counts in found.items()}


def weight(frequency: Frequency, passages: int) -> float:
    """Return the inverse document frequency of a token (Robertson and Zaragoza 2009, never negative).

    What the passages say decides; a token that only titles and questions hold is as rare as these are.
    """
    n = frequency.text or frequency.context
    return math.log(1 + (passages - n + 0.5) / (n + 0.5))


def affordable(frequencies: Mapping[str, Frequency], budget: int = POSTINGS_BUDGET) -> list[str]:
    """Return the tokens to search for, the rarest first, as long as their postings stay within the budget.

    The rarest token that occurs is always among them.
    """
    postings = {token: f.text + f.context for token, f in frequencies.items()}
    chosen: list[str] = []
    spent = 0
    for token in sorted((t for t, n in postings.items() if n), key=postings.__getitem__):
        spent += postings[token]
        if chosen and (spent > budget or len(chosen) == _MOST_TOKENS):
            break
        chosen.append(token)
    return chosen


def search(
    connection: sqlite3.Connection,
    tokens: Sequence[str],
    limit: int,
    allowed: np.ndarray | None = None,
) -> list[int]:
    """Return the row numbers of the best `limit` passages for the tokens by BM25, the best first.

    Only `allowed` row numbers, where they are given: the limit counts those alone.
    """
    if not tokens or (allowed is not None and not len(allowed)):
        return []
    query = " OR ".join(f'"{token}"' for token in tokens)
    # The plus sign keeps SQLite from looking up the passages one by one.
    only = "" if allowed is None else " AND +rowid IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"SELECT rowid, bm25(lexical, {TEXT_WEIGHT}, {CONTEXT_WEIGHT}) AS score"
        f" FROM lexical WHERE lexical MATCH ?{only} ORDER BY score LIMIT ?",
        (query, limit) if allowed is None else (query, json.dumps(allowed.tolist()), limit),
    )
    return [row for row, _ in rows]


def holding(connection: sqlite3.Connection, token: str) -> set[int]:
    """Return the passages that hold the token in any column.

    All of them: FTS5 reads 4 000 rows of a list in a millisecond, and looks up a hundred single ones in five.
    """
    rows = connection.execute("SELECT rowid FROM lexical WHERE lexical MATCH ?", (f'"{token}"',))
    return {row for (row,) in rows}
