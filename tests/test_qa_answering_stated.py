"""What was stated keeps its numbers, and nothing is said twice."""

from __future__ import annotations

from dataclasses import replace

from qa.answering.stated import Statements
from qa.citations import Supported
from qa.reader.lines import Line
from tests.make import citation, evidence, info

TEXT = "补助最高300万元。由县工信局负责。"


def verdict(quote: str, **changes: object) -> Supported:
    return Supported(quote, (citation(TEXT, quote, **changes),), "verbatim")


def test_citations_are_numbered_as_they_are_used_and_each_once() -> None:
    stated = Statements()
    first = stated.add(verdict("补助最高300万元。"))
    second = stated.add(verdict("由县工信局负责。"))
    again = stated.add(verdict("补助最高300万元。"))
    assert [e.statement.citations for e in (first, second, again)] == [(1,), (2,), (1,)]
    assert [c.number for c in stated.citations] == [1, 2] and stated.confirmed == 3


def test_what_is_said_again_is_known_unless_another_document_says_it_of_its_own_year() -> None:
    stated = Statements()
    stated.add(verdict("补助最高300万元。"))
    other = replace(
        verdict("补助最高300万元。"),
        citations=(citation(TEXT, "补助最高300万元。", document=info(id="d9")),),
    )
    assert stated.repeats(other, apart=False)
    assert not stated.repeats(other, apart=True)
    assert not stated.repeats(verdict("由县工信局负责。"), apart=False)


def test_a_line_whose_words_are_cited_rests_on_them() -> None:
    stated = Statements()
    stated.add(verdict("补助最高300万元。"))
    items = (evidence(TEXT, start=100),)
    assert stated.rests_on(Line("最高300万元", 1), items, whole=True)
    assert not stated.rests_on(Line("由县工信局负责。", 1), items, whole=False)
    both = Line("补助最高300万元。由县工信局负责。", 1)
    assert both.text in TEXT
    assert stated.rests_on(both, items, whole=False) and not stated.rests_on(
        both, items, whole=True
    )
