"""The confidence is a probability made of what was read, and its file holds what the code needs."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from qa.question import analyse
from qa.reader.confidence import confidence, features, likeliest, stands_out
from qa.reader.scoring import read
from qa.reader.thresholds import thresholds
from tests.make import evidence

TEXT = "技术改造补助最高不超过300万元。"


def _read(question: str, text: str = TEXT, chance: float | None = None):
    item = evidence(text)
    chances = None if chance is None else {item.document.id: [(0, len(text), chance)]}
    return read(analyse(question), [item], lambda token: 0.01, chances)


def test_it_grows_with_the_chance_and_stays_a_probability() -> None:
    sure, unsure = (
        confidence(_read("技术改造补助最高多少？", chance=chance)) for chance in (0.99, 0.01)
    )
    assert 0.0 < unsure < sure < 1.0


def test_nothing_found_is_no_confidence() -> None:
    reading = read(analyse("技术改造补助最高多少？"), [], lambda token: 0.01)
    assert features(reading) is None and confidence(reading) == 0.0
    assert likeliest(reading) is None


def test_extreme_chances_stay_finite() -> None:
    for chance in (0.0, 1.0):
        numbers = features(_read("技术改造补助最高多少？", chance=chance))
        assert numbers is not None and abs(numbers["odds"]) <= 6.0


def test_the_file_fits_the_code() -> None:
    numbers = features(_read("技术改造补助最高多少？"))
    assert numbers is not None and set(numbers) == set(thresholds().weights)
    file = resources.files("qa") / "weights" / "refusal.json"
    curve = json.loads(file.read_text(encoding="utf-8"))["measured_on"]["curve"]
    assert curve and all(0 <= value <= 1 for point in curve for value in point)
    assert 0.0 <= thresholds().floor < 0.5


TWO = "技术改造补助最高不超过300万元。设备更新补助最高不超过200万元。"


@pytest.mark.parametrize(
    ("first", "second", "alone"), [(0.3, 0.02, True), (0.3, 0.2, False), (0.1, 0.001, False)]
)
def test_a_sentence_far_before_all_others_stands_out(
    first: float, second: float, alone: bool
) -> None:
    item = evidence(TWO)
    end = TWO.index("。") + 1
    chances = {item.document.id: [(0, end, first), (end, len(TWO), second)]}
    reading = read(analyse("技术改造补助最高多少？"), [item], lambda token: 0.01, chances)
    assert stands_out(reading, reading.candidates) is alone
