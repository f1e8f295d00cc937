"""A question that asks why is answered by what gives a reason, or not at all."""

from __future__ import annotations

import pytest

from qa.question import analyse
from qa.reader.reasons import PLAIN, giving
from qa.reader.refusal import judge_by_rules
from qa.reader.scoring import Chances, read
from tests.make import evidence

SIGNED = "双方于三月办理了退场手续。"


def given_by(text: str, chances: Chances | None = None) -> list[str]:
    reading = read(
        analyse("双方为什么办理退场手续？"), [evidence(text, 1, start=0)], lambda t: 0.01, chances
    )
    return [candidate.text for candidate in giving(reading)]


@pytest.mark.parametrize(
    "text",
    [
        "双方因工期延误办理了退场手续。",
        "为进一步推动复工，双方办理了退场手续。",
        "施工方为邻里所阻，双方办理了退场手续。",
        "双方以图纸有误为由办理了退场手续。",
        "图纸一再改动，于是双方办理了退场手续。",
    ],
)
def test_a_word_joins_what_is_so_to_why(text: str) -> None:
    assert given_by(text) == [text]


def test_the_reason_may_stand_before_what_follows_from_it() -> None:
    assert "图纸一再改动。" in given_by(f"图纸一再改动。因此{SIGNED}")


def test_what_only_tells_that_it_happened_gives_none() -> None:
    assert given_by(SIGNED) == []
    assert given_by("双方办理了退场手续，于是场地移交给县里。") == []
    reading = read(
        analyse("双方为什么办理退场手续？"), [evidence(SIGNED, 1, start=0)], lambda t: 0.01
    )
    judgement = judge_by_rules(reading, lambda id_: SIGNED)
    assert not judgement.answers and judgement.missing == ("材料中有相关内容，但没有写明原因",)


def test_the_models_may_be_sure_that_it_tells_why() -> None:
    item = evidence(SIGNED, 1, start=0)
    sure = {item.document.id: [(0, len(SIGNED), PLAIN)]}
    assert given_by(SIGNED, sure) == [SIGNED]


@pytest.mark.parametrize(
    "question", ["原料又称为什么？", "该剧改编为什么？", "开展活动的背景是什么？"]
)
def test_what_asks_for_a_name_or_a_background_does_not_ask_why(question: str) -> None:
    assert not analyse(question).why


def test_what_something_led_to_is_not_why() -> None:
    assert given_by("双方办理了退场手续，致使工地停工。") == []
    assert given_by("资金断裂，致使双方办理了退场手续。") != []
