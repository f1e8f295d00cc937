"""The end of a document's term, told behind a comma after its beginning."""

from __future__ import annotations

import pytest

from index.commencement import find_expires


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本措施自2026年1月1日起执行，至2026年12月31日止。", "2026-12-31"),
        ("本细则自2025年1月1日起生效，截至2027年12月31日。", "2027-12-31"),
        ("本措施所称补贴自2025年1月1日起执行，至2025年6月30日的，按月发放。", None),
        ("企业许可证自2025年1月1日起生效，至2027年12月31日止。", None),
    ],
)
def test_a_term_goes_on_behind_a_comma(text: str, day: str | None) -> None:
    found = find_expires(text, None)
    assert (found.day if found else None) == day
