"""Which tables may hold what is looked for: those of the documents of which something was found. Knows no corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.types import Passage
from qa.tables.model import Table, heads_rows, tables_of
from qa.types import Evidence

# The tables of so many documents are read, and so many of each.
DOCUMENTS, TABLES = 5, 40
# A document longer than this is read for its tables only where one of its rows was found.
LONGEST = 100_000


def tables_near(
    evidence: Sequence[Evidence], passages: Callable[[str], Sequence[Passage]]
) -> Iterator[Table]:
    """Yield the tables of the documents found: of those of which a row or a header was, and of the first few.

    `passages` returns those of a document by its id.
    """
    documents = {item.document.id: item.document for item in evidence}
    first = [*documents][:DOCUMENTS]
    held = {
        item.document.id
        for item in evidence
        if item.passage.kind == "table" or heads_rows(item.passage)
    }
    for id_, document in documents.items():
        if id_ in held or (id_ in first and document.characters <= LONGEST):
            yield from tables_of(document, passages(id_))[:TABLES]
