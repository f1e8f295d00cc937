"""Rows that a question does not single out, and headers: what the judging models must not take for an answer.

To the models 社保补贴 is as near to one row of subsidies as to the next. Where all that a row shares with the question
stands in another row of its table too, it is not the row that was asked for. And a figure that stands alone in its cell is
told by `qa.table_answers.told`, where its head is what was asked for, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.corpus import Corpus
from qa.question import Question
from qa.reader.lines import Line
from qa.table_answers.asked import TableQuestion, ask
from qa.table_answers.bounds import within_bounds
from qa.table_answers.listing import said_of_list
from qa.table_answers.rows import singled_out
from qa.tables.cells import is_value
from qa.tables.model import Row, Table, heads_rows, tables_of
from qa.tables.wording import headed
from qa.types import Evidence

# 甲是老字号吗: no row of another list of the paper says so.
_MEMBER = re.compile(
    r"(?:是不是|是否是?|算不算|属不属于|(?:是|算|属于)[^,，。;；?？]{2,16}(?:吗|嘛|么)[?？]?$)"
)
# Kinds that ask for one thing; a list may be one of rows that are alike.
KINDS = ("figure", "when", "who", "where")


def without_unnamed(
    question: Question, evidence: Sequence[Evidence], corpus: Corpus
) -> list[Evidence]:
    """Return `evidence` without the headers of tables and without the rows that no word of the question singles out."""
    kept = [item for item in evidence if not heads_rows(item.passage)]
    rows = [item for item in kept if item.passage.kind == "table"]
    if not rows:
        return kept
    asked = ask(question, corpus.scope.on)
    documents = {item.document.id: item.document for item in rows}
    tables = [t for id_, d in documents.items() for t in tables_of(d, corpus.passages(id_))]
    unnamed = {id_ for table in tables for id_ in _out_of_bounds(table, asked)}
    if question.kind in KINDS:
        unnamed |= {id_ for table in tables for id_ in _unnamed(table, asked)}
    if _MEMBER.search(asked.folded):
        unnamed |= {
            row.passage.id for t in tables for row in t.rows if not said_of_list(t, asked, [row])
        }
    return [item for item in kept if item.passage.id not in unnamed]


def _out_of_bounds(table: Table, asked: TableQuestion) -> list[str]:
    """The rows of tiers that do not hold the number that the question states: 5000万以上 for an investment of 120万."""
    if not table.tiered:
        return []
    held = {id(row) for row in within_bounds(table, asked, table.rows)}
    return [row.passage.id for row in table.rows if id(row) not in held]


def _unnamed(table: Table, asked: TableQuestion) -> list[str]:
    if len(table.rows) < 2:
        return []
    figure = asked.question.kind == "figure"
    return [
        row.passage.id
        for row in table.rows
        if (figure and _bare(row)) or not singled_out(table, asked, row)
    ]


def _bare(row: Row) -> bool:
    """Whether all figures of a row stand alone in their cells: what they count stands in the heads, which no model sees."""
    return not any(
        character.isdigit() for cell in row.cells if not is_value(cell) for character in cell
    )


def headed_line(line: Line, evidence: Sequence[Evidence]) -> Line:
    """Return the line of a whole row of a table with its heads, any other line as it is; the bare row is what to fall back on."""
    item = next((item for item in evidence if item.number == line.number), None)
    if item is None or item.passage.text.strip() != line.text.strip():
        return line
    text = headed(item.passage)
    return Line(text, line.number, line.text) if text else line
