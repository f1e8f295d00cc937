"""The table of measures as a workbook, read back: texts whole, the head in sight, columns wide enough."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from qa.measures.table import NARROWEST, WIDEST, to_xlsx


def test_a_workbook_is_read_back_as_it_was_written() -> None:
    head, rows = ("措施", "数"), [("支持技术改造" * 20, "1"), ("<b>甲&乙</b>", "=1+1")]
    sheet = load_workbook(io.BytesIO(to_xlsx(rows, head, "一览"))).active
    assert sheet.title == "一览"
    assert [tuple(c.value for c in row) for row in sheet.rows] == [head, *rows]
    assert "f" not in [c.data_type for c in sheet["B"]]
    assert sheet["A1"].font.b and not sheet["A2"].font.b
    assert sheet["A2"].alignment.wrap_text and sheet.freeze_panes == "A2"
    widths = [sheet.column_dimensions[name].width for name in "AB"]
    assert widths == [WIDEST, NARROWEST]
