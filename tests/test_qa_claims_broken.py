"""A draft with line breaks inside its figures is read as the figures that it states; other breaks stay."""

import pytest

from qa.claims import ClaimChecker
from qa.claims.broken import mended
from tests.fakes import Shelf
from tests.make import evidence

CUT = (
    "全省有1.|87万家", "全省有1|.87万家", "全省有87|万家", "占百分之|三十", "占百分|之三十", "占四分之|一", "在2025|年建成",
    "二〇二五|年", "于12|月建成", "十二|月", "12月31|日", "增长5个|百分点", "增长0.5个百|分点", "增长36|%", "约三|成企业",
    "共12|345家", "达15—|20家", "达15|—20家", "投资8.5万|亿元", "共8.5万|家企业", "面积300平方|米", "有40|多家", "有40多|家",
)  # fmt: skip
WHOLE = (
    "1.|2024年增长5%", "营收|120|130家", "附件1|87万家企业", "增长3.2%|2024年增长", "2023 120|2024 135", "共12家。|3家在建",
    "（一）|2家", "表1|5家企业", "企业数120|利润30", "年份 2024|年轻人", "第十|个五年", "见图1.|2家", "截至2024年|3月",
    "出口12亿元|进口13亿元", "占三|成员", "增长12.|2024年出口",
)  # fmt: skip


@pytest.mark.parametrize("draft", CUT)
@pytest.mark.parametrize("line", ["\n", " \r\n　　"])
def test_a_break_inside_a_figure_is_taken_out(draft: str, line: str) -> None:
    broken = draft.replace("|", line)
    text, places = mended(broken)
    assert text == draft.replace("|", "")
    assert places is not None and "".join(broken[i] for i in places) == text


@pytest.mark.parametrize("draft", WHOLE)
def test_every_other_break_stays(draft: str) -> None:
    broken = draft.replace("|", "\n")
    assert mended(broken) == (broken, None)


def test_a_figure_is_judged_whole_and_found_where_it_stands_in_the_draft() -> None:
    shelf = Shelf(
        [evidence("2024年，全省高新技术企业有1.87万家，比上年增长三成。另有商户87万家。", 1)]
    )
    draft = "2024\n年，全省高新技术企业有1.\n87万家，比上年增长30\n%。\n2024年，全省高新技术企业有1.\n78万家。"
    report = ClaimChecker(shelf).check(draft)
    assert [f.verdict for f in report.figures] == ["supported", "supported", "contradicted"]
    assert [f.text for f in report.figures] == ["1.\n87万家", "30\n%", "1.\n78万家"]
    assert all(draft[f.start : f.end] == f.text for f in report.figures)
