"""The regression finds what separates, the floor spares what it promises, the file is complete."""

from __future__ import annotations

import random

from qa.training.calibrate_refusal import SPARED, Case, calibrate, chance_of, fit, floor_of

KNOWN = {
    "thresholds": {
        "unlikely": 0.1,
        "unlikely_open": 0.1,
        "far": 0.2,
        "sure": 0.5,
        "sure_first": 0.3,
        "floor": 0.9,
    }
}


def _cases(count: int, seed: int) -> list[Case]:
    draw = random.Random(seed)
    cases = []
    for number in range(count):
        answerable = number % 2 == 0
        numbers = {"odds": draw.gauss(2.0 if answerable else -2.0, 1.0), "noise": draw.random()}
        cases.append(Case(numbers, answers=draw.random() < 0.8, answerable=answerable))
    return cases


def test_what_separates_weighs_and_noise_does_not() -> None:
    bias, weights = fit(_cases(400, 1))
    assert weights["odds"] > 1.0 > abs(weights["noise"])
    case = Case({"odds": 3.0, "noise": 0.5}, answers=True, answerable=True)
    assert chance_of(case, bias, weights) > 0.9


def test_the_floor_spares_the_answerable() -> None:
    cases = _cases(400, 2)
    bias, weights = fit(cases)
    floor = floor_of(cases, bias, weights)
    answerable = [case for case in cases if case.answerable]
    lost = sum(case.answers and chance_of(case, bias, weights) < floor for case in answerable)
    assert lost <= SPARED * len(answerable) + 1
    assert floor_of([], bias, weights) == 0.0


def test_the_file_keeps_the_models_thresholds_and_reports_both_halves() -> None:
    values = calibrate(_cases(200, 3), _cases(200, 4), KNOWN)
    assert values["thresholds"]["far"] == 0.2
    assert set(values["thresholds"]) == {*KNOWN["thresholds"], "bias", "weights"}
    measured = values["measured_on"]
    assert measured["refused"] >= measured["refused_by_rules_alone"]
    assert measured["curve"][-1][0] == 1.0
    assert "curve" not in values["set_on"]
