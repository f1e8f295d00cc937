"""The line under a title that tells number, body and day at once."""

from __future__ import annotations

import pytest

from index.headlines import lines_of
from index.imprint import find_imprint


@pytest.mark.parametrize(
    ("line", "number", "issuer", "day"),
    [
        ("（安工信〔2024〕9号，2024年5月6日印发）", "安工信〔2024〕9号", None, "2024-05-06"),
        (
            "> 安发改〔2025〕3号　安渠市发展和改革委员会　2025年2月1日印发",
            "安发改〔2025〕3号",
            "安渠市发展和改革委员会",
            "2025-02-01",
        ),
        ("制表单位：安渠县农业农村局    2025年3月3日", None, "安渠县农业农村局", "2025-03-03"),
        (
            "安渠市水务局 安渠市财政局 2023年7月9日",
            None,
            "安渠市水务局、安渠市财政局",
            "2023-07-09",
        ),
    ],
)
def test_an_imprint_tells_each_with_its_place(
    line: str, number: str | None, issuer: str | None, day: str
) -> None:
    text = f"安渠市节水补助办法\n{line}\n第一条 为了节水，制定本办法。"
    found = find_imprint(lines_of(text))
    assert found is not None
    assert (found.number and found.number[0]) == number
    assert (found.issuer and found.issuer[0]) == issuer
    assert found.day and found.day[0] == day
    for field in (found.number, found.issuer, found.day):
        assert field is None or text[field[1] : field[2]]


@pytest.mark.parametrize(
    "line",
    [
        "2025年3月3日",
        "根据安工信〔2024〕9号，2024年5月6日起停止受理。",
        "《安渠市节水办法》（安水〔2020〕1号） 2020年5月6日",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert find_imprint(lines_of(f"题目\n{line}\n正文")) is None
