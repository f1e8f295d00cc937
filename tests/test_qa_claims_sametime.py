"""Times of the draft and of its source: a year that goes without saying, and one that does not."""

from __future__ import annotations

import pytest

from qa.claims.sametime import When, covers, resolved


def when(**changed: object) -> When:
    known = {"governing": None, "before": None, "above": (), "year": None, "latest": None}
    return When(**{**known, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mine", "theirs", "year", "same"),
    [
        ("H1", "今年-H1", None, True),
        ("--07", "2023-07", "2023", True),
        ("--07", "2022-07", "2023", False),
        ("H1", "去年-H1", None, False),
        ("Q2", "2023-Q1", "2023", False),
        ("--01/--07", "今年-01/今年-07", None, True),
        ("2025", "2025末", None, True),
    ],
)
def test_covers(mine: str, theirs: str, year: str | None, same: bool) -> None:
    assert covers(mine, theirs, when(year=year)) is same


def test_a_relative_year_is_counted_from_publication() -> None:
    assert resolved("去年-H1", "2026") == "2025-H1"
    assert resolved("今年-01/今年-07", "2026") == "2026-01/2026-07"
    assert resolved("去年", None) == "去年"
