"""How many there are in all is told by the heading above what is counted by items."""

from __future__ import annotations

from qa.evidence.candidates import Reading
from qa.question import analyse
from qa.question.coverage import weigh
from qa.reader.scoring import with_chance
from qa.reader.totals import in_all
from tests.make import candidate, evidence

HEADING = "一、推广的改革举措（共9项）"


def told(question: str) -> list[str]:
    asked = analyse(question)
    items = [
        candidate(text, evidence=evidence(text, label=label, section=(HEADING,)))
        for label, text in (
            ("（一）", "（一）审批方面4项：甲。"),
            ("（二）", "（二）金融方面5项：乙。"),
        )
    ]
    made = (*(with_chance(item, 0.6) for item in items), candidate(HEADING))
    reading = Reading(question=asked, weights=weigh(asked, lambda token: 0.01), candidates=made)
    return [c.text for c in in_all(reading).candidates]


def test_the_heading_tells_how_many_in_all() -> None:
    assert told("推广的改革举措有多少项") == [HEADING]


def test_what_is_asked_of_one_item_is_told_by_it() -> None:
    assert told("推广的改革举措里审批方面有多少项")[0].startswith("（一）")
