"""The best sentences side by side: what the chooser says joins what the relevance model said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from qa.evidence.candidates import Reading
from qa.question import analyse
from qa.reader.comparing import HEAD, SHOWN, compared
from qa.reader.scoring import read
from qa.relevance.choosing import Choice
from qa.types import Evidence
from tests.make import evidence, info

OWN = info(title="测试县若干措施", region="测试县", published="2025-03-01")
ASKED = "技术改造补助最高多少万元？"
GRANT, NEAR, FAR = "技术改造补助最高300万元。", "技术改造补助最高50万元另议。", "春节放假7天。"


class Says:
    """Says of a sentence what it was told, of others that they hardly answer, and the rest to none."""

    name = "says"

    def __init__(self, told: Mapping[str, float], none: float = -3.0) -> None:
        self._told, self._none = told, none
        self.asked: list[str] = []
        self.shown: list[Sequence[tuple[str, Sequence[str]]]] = []

    def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> Choice:
        self.asked.append(question)
        self.shown.append(shown)
        return Choice(tuple(self._told.get(s, -8.0) for _, own in shown for s in own), self._none)


def reading(
    chances: Mapping[str, float], question: str = ASKED, texts: Sequence[str] = ()
) -> Reading:
    found: list[Evidence] = [
        evidence(text, number, start=number * 1000, document=OWN)
        for number, text in enumerate(texts or chances, 1)
    ]
    judged = {
        OWN.id: [
            (item.start, item.start + len(item.text), chances[item.text])
            for item in found
            if item.text in chances
        ]
    }
    return read(analyse(question), found, lambda token: 0.01, judged)


def chance(of: Reading, text: str) -> float | None:
    return next(c.chance for c in of.candidates if c.text == text)


def test_the_sentence_that_is_chosen_comes_first() -> None:
    before = reading({NEAR: 0.5, GRANT: 0.45})
    after = compared(Says({GRANT: -0.1, NEAR: -7.0}), before, before.candidates)
    assert after.best is not None and after.best.text == GRANT
    assert (chance(after, GRANT) or 0) > 0.5 > 0.2 > (chance(after, NEAR) or 0)


def test_where_none_answers_all_become_unlikely() -> None:
    before = reading({GRANT: 0.5, NEAR: 0.3})
    after = compared(Says({}, none=-0.01), before, before.candidates)
    assert all((c.chance or 0) < 0.15 for c in after.candidates)


def test_what_was_not_judged_is_not_shown_and_stays_as_it_was() -> None:
    before = reading({GRANT: 0.5}, texts=(GRANT, FAR))
    says = Says({GRANT: -0.1})
    after = compared(says, before, before.candidates)
    assert [s for _, own in says.shown[0] for s in own] == [GRANT]
    assert chance(after, FAR) is None


def test_what_is_judged_and_not_shown_falls_behind() -> None:
    many = {f"第{i}项技术改造补助最高{i}0万元。": 0.4 for i in range(1, SHOWN + 4)}
    says = Says(dict.fromkeys(many, -2.0))
    before = reading(many)
    after = compared(says, before, before.candidates)
    shown = {s for _, own in says.shown[0] for s in own}
    assert len(shown) == SHOWN
    seen = [c.chance or 0 for c in after.candidates if c.text in shown]
    unseen = [c.chance or 0 for c in after.candidates if c.text not in shown]
    assert min(seen) > max(unseen)


def test_sentences_of_one_passage_stand_together_in_their_order_under_what_is_known_of_it() -> None:
    text = "甲类技术改造补助最高10万元。乙类技术改造补助最高20万元。"
    item = evidence(text, 1, start=0, document=OWN)
    half = len(text) // 2
    judged = {OWN.id: [(0, half, 0.2), (half, len(text), 0.6)]}
    says = Says({})
    before = read(analyse(ASKED), [item], lambda token: 0.01, judged)
    compared(says, before, before.candidates)
    (shown,) = says.shown
    assert [list(own) for _, own in shown] == [[text[:half], text[half:]]]
    assert shown[0][0].startswith("2025｜测试县若干措施") and len(shown[0][0]) <= HEAD


def test_each_of_two_questions_has_its_own_answer() -> None:
    question = "技术改造补助最高多少万元？技术改造项目每年几月份申报？"
    when = "技术改造补助每年3月申报。"
    says = Says({})
    before = reading({GRANT: 0.5, when: 0.5}, question)
    compared(says, before, before.candidates)
    assert len(says.asked) == 2


def test_without_judged_sentences_nobody_is_asked() -> None:
    says = Says({})
    before = read(analyse(ASKED), [evidence(GRANT, 1, document=OWN)], lambda token: 0.01)
    assert compared(says, before, before.candidates) is before
    assert says.asked == []


@pytest.mark.parametrize(
    ("chances", "asked"),
    [
        ({GRANT: 0.85, NEAR: 0.2}, False),
        ({GRANT: 0.85, NEAR: 0.4}, True),
        ({GRANT: 0.7, NEAR: 0.1}, True),
        ({GRANT: 0.01, NEAR: 0.005}, True),
    ],
)
def test_it_is_not_asked_where_the_relevance_model_leaves_no_doubt(
    chances: Mapping[str, float], asked: bool
) -> None:
    says = Says({GRANT: -0.1})
    before = reading(chances)
    after = compared(says, before, before.candidates)
    assert bool(says.asked) is asked
    assert asked or after is before


def test_a_chooser_without_time_changes_nothing() -> None:
    class Busy(Says):
        def choose(self, question: str, shown: Sequence[tuple[str, Sequence[str]]]) -> None:
            return None

    before = reading({GRANT: 0.5, NEAR: 0.4})
    assert compared(Busy({}), before, before.candidates) is before


def test_what_the_slots_have_decided_is_not_asked_again() -> None:
    says = Says({GRANT: -0.1})
    before = reading({GRANT: 0.3, NEAR: 0.3}, "2024年技术改造补助最高多少万元？")
    after = compared(says, before, [c for c in before.candidates if c.text == GRANT])
    assert says.asked == ["技术改造补助最高多少万元?"]
    assert says.shown[0][0][1] == [GRANT]
    assert (chance(after, NEAR) or 0) < 0.3
