"""What a question should find is found by file, by quotation and by place, and only there."""

from __future__ import annotations

from index.types import Document, Segment
from qa.evaluation.gold import Found, Gold, document_ranks, golds_of, paragraph_ranks
from tests.make import citation, evidence, info

FIRST = Found.of(evidence("第一段说别的。", document=info(id="d1", source="x/a.txt")))
SECOND = Found.of(
    evidence("第二段：补贴 ２万元。", 2, start=10, document=info(id="d2", source="b.txt"))
)


def test_documents_are_found_by_the_name_of_the_file() -> None:
    golds = (Gold(doc="b.txt"), Gold(doc="c.txt"))
    assert document_ranks(golds, [FIRST, FIRST, SECOND]) == [2, None]


def test_a_quotation_is_found_whatever_its_width_and_spaces() -> None:
    assert paragraph_ranks([Gold(quote="补贴2万元")], [FIRST, SECOND]) == [2]
    assert paragraph_ranks([Gold(doc="a.txt", quote="补贴2万元")], [FIRST, SECOND]) == [None]
    assert paragraph_ranks([Gold(doc="b.txt")], [SECOND]) == []


def test_a_place_in_the_file_is_found_through_the_repair() -> None:
    document = Document(
        id="d2",
        title="",
        source="b.txt",
        text="",
        sha256="",
        raw="",
        segments=(Segment(start=0, end=100, raw_start=50),),
    )
    hit, miss = Gold(doc="b.txt", place=(61, 63)), Gold(doc="b.txt", place=(10, 12))
    assert paragraph_ranks([hit, miss], [FIRST, SECOND], lambda _: document) == [2, None]


def test_the_same_paragraph_counts_once() -> None:
    assert paragraph_ranks([Gold(quote="补贴2万元")], [FIRST, FIRST, SECOND]) == [2]
    assert paragraph_ranks([Gold(quote="补贴2万元")], [SECOND, FIRST, SECOND]) == [1]


def test_a_citation_stands_where_it_quotes() -> None:
    found = Found.of(citation("补贴2万元。", "2万"))
    assert (found.first, found.last, found.start) == (102, 104, 100)


def test_short_forms_of_a_row() -> None:
    assert golds_of({}) == ((), False)
    assert golds_of({"doc": "a"}) == ((Gold(doc="a"),), False)
    assert golds_of({"doc": "a", "quote": "q"}) == ((Gold(doc="a", quote="q"),), False)
    assert golds_of({"any_quote": ["q", "r"]}) == ((Gold(quote="q"), Gold(quote="r")), True)
    row = {"gold": [{"doc": "a", "place": [1, 2]}], "any_gold": True}
    assert golds_of(row) == ((Gold(doc="a", place=(1, 2)),), True)
