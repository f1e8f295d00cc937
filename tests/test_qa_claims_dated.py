"""去年 of a draft is counted from the draft's day; what it says stands where it stood."""

from datetime import date

import pytest

from qa.claims import ClaimChecker
from qa.claims.dated import dated, day_of
from tests.fakes import Shelf
from tests.make import evidence, info

PORT = "去年青石港完成集装箱吞吐量{}万标箱，同比增长6.4%。今年，青石港计划新开航线{}条。"
SHELF = Shelf(
    [
        evidence(
            PORT.format(boxes, lines),
            number,
            document=info(id=f"d{number}", title=f"青石港{day[:4]}年", published=day),
        )
        for number, (boxes, lines, day) in enumerate(
            ((812, 12, "2023-01-20"), (875, 15, "2024-01-18")), 1
        )
    ]
)


@pytest.mark.parametrize(
    ("claim", "day", "supported"),
    [
        ("去年青石港完成集装箱吞吐量875万标箱。", date(2024, 2, 1), True),
        ("去年青石港完成集装箱吞吐量812万标箱。", date(2024, 2, 1), False),
        ("今年，青石港计划新开航线12条。", date(2023, 5, 1), True),
        ("今年，青石港计划新开航线12条。", date(2024, 5, 1), False),
        ("前年青石港完成集装箱吞吐量875万标箱。", date(2025, 5, 1), True),
        ("本报青石2024年3月9日电（记者 叶舟）去年青石港完成集装箱吞吐量875万标箱。", None, True),
        ("本报青石2025年3月9日电 去年青石港完成集装箱吞吐量875万标箱。", None, False),
        ("（2024年3月1日）去年青石港完成集装箱吞吐量812万标箱。", None, False),
        ("发布时间：2023-03-01\n去年青石港完成集装箱吞吐量812万标箱。", None, True),
        ("去年青石港完成集装箱吞吐量812万标箱。\n2025年3月1日", None, False),
        ("去年青石港完成集装箱吞吐量812万标箱。", None, True),
    ],
)
def test_the_day_of_the_draft_decides(claim: str, day: date | None, supported: bool) -> None:
    report = ClaimChecker(SHELF).check(claim, day)
    assert (report.verdict == "supported") == supported, report.figures
    assert all(claim[f.start : f.end] == f.text for f in report.figures)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("去年增长6%，比去年多3家", "2023年增长6%，比去年多3家"),
        ("他说：“去年有3家。”今年有5家", "他说：“去年有3家。”2024年有5家"),
        ("三年前年均3家，上年末5家，明年一季度", "三年前年均3家，2023年末5家，2025年一季度"),
        ("此前年产量", "此前年产量"),
    ],
)
def test_years_are_written_out(text: str, read: str) -> None:
    found, places = dated(text, date(2024, 6, 1))
    assert found == read
    if places is not None:
        assert len(places) == len(found)
        assert "".join(text[i] for i in sorted(set(places)))[:1] == text[:1]


def test_without_a_day_nothing_changes() -> None:
    assert dated("去年增长6%") == ("去年增长6%", None)
    assert day_of("2023年1月2日，去年增长6%。")[0] is None
    assert day_of("2023年消费电子产值3亿元")[0] is None
