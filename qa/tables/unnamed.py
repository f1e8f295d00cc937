"""Rows that a question does not single out, and headers: what the judging models must not take for an answer.

To the models 社保补贴 is as near to one row of subsidies as to the next. Where all that a row shares with the question
stands in another row of its table too, it is not the row that was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.corpus import Corpus
from qa.question import Question
from qa.tables.asked import Asked, ask
from qa.tables.model import Table, heads_rows, tables_of
from qa.tables.rows import singled_out
from qa.types import Evidence

# Kinds that ask for one thing; a list may be one of rows that are alike.
KINDS = ("figure", "when", "who", "where")


def without_unnamed(
    question: Question, evidence: Sequence[Evidence], corpus: Corpus
) -> list[Evidence]:
    """Return `evidence` without the headers of tables and without the rows that no word of the question singles out."""
    kept = [item for item in evidence if not heads_rows(item.passage)]
    rows = [item for item in kept if item.passage.kind == "table"]
    if not rows or question.kind not in KINDS:
        return kept
    asked = ask(question, corpus.scope.on)
    documents = {item.document.id: item.document for item in rows}
    tables = [t for id_, d in documents.items() for t in tables_of(d, corpus.passages(id_))]
    unnamed = {id_ for table in tables for id_ in _unnamed(table, asked)}
    return [item for item in kept if item.passage.id not in unnamed]


def _unnamed(table: Table, asked: Asked) -> list[str]:
    if len(table.rows) < 2:
        return []
    return [row.passage.id for row in table.rows if not singled_out(table, asked, row)]
